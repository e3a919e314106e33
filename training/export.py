"""The trained network as the files that ship: two int8 ONNX graphs, the vocabulary, what decoding needs."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.onnx_model import OnnxModel
from torch import Tensor, nn

from standpunkt.language.labels import ROLE_LAYERS, TAG_LAYERS
from training.network import Labeller, Network, Tagger

OPSET = 17
PRECISION = 4


START_SHARE = 0.15
"""How much of the training that another went on from stays in the mean (Wortsman and others 2022)."""
LAST = 2
"""Checkpoints of a training that went on whose mean is taken: it has moved less than one from the start."""


def average(paths: Sequence[Path], start: Sequence[Path] = ()) -> Network:
    """The mean of saved networks of one training, ready for use.

    With those of the training that it went on from in ``start``, a weighted mean of both.

    Raises ValueError without any.
    """
    if not paths:
        raise ValueError("no network to export; fit comes first")
    shares = dict.fromkeys(paths, 1 / len(paths))
    if start:
        shares = dict.fromkeys(paths[-LAST:], (1 - START_SHARE) / len(paths[-LAST:]))
        shares |= dict.fromkeys(start[-LAST:], START_SHARE / len(start[-LAST:]))
    states = {path: torch.load(path, weights_only=False, map_location="cpu") for path in shares}
    one = states[paths[-1]]
    network = Network(one["shape"])
    mean = {
        name: sum(share * states[path]["network"][name] for path, share in shares.items())
        for name in one["network"]
    }
    network.load_state_dict(mean)
    return network.eval()


def export(
    network: Network, pieces: Path, folder: Path, name: str, say: Callable[[str], None] = print
) -> None:
    """Writes ``tagger.onnx``, ``labeller.onnx`` and ``decoding.json``, and copies pieces and their vectors.

    ``pieces`` is the folder with ``pieces.model`` and ``vectors.npz``.

    Weights are 7 bits wide in their int8 containers: processors without VNNI add two products in 16 bits,
    and full 8 bits can overflow there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    batch, n_pieces, n_words = 2, 12, 7
    tagger_input = (
        torch.ones(batch, n_pieces, dtype=torch.long),
        torch.zeros(batch, n_pieces, dtype=torch.long),
        torch.ones(batch, n_pieces),
        torch.ones(batch, n_words, dtype=torch.long),
    )
    labeller_input = (
        torch.zeros(batch, n_words, network.shape.role_width),
        torch.zeros(batch, dtype=torch.long),
        torch.ones(batch, n_words, dtype=torch.long),
        torch.zeros(batch, n_words, dtype=torch.long),
        torch.ones(batch, n_words),
    )
    _write(
        network.tagger,
        tagger_input,
        ("pieces", "depths", "present", "heads"),
        ("tags", "roles"),
        folder / "tagger.onnx",
    )
    _write(
        network.labeller,
        labeller_input,
        ("words", "kinds", "inside", "distances", "present"),
        ("roles", "classes"),
        folder / "labeller.onnx",
    )
    for copied in ("pieces.model", "vectors.npz"):
        (folder / copied).write_bytes((pieces / copied).read_bytes())
    chains = {
        layer.name: _chain(chains[layer.name])
        for layers, chains in ((TAG_LAYERS, network.tag_chains), (ROLE_LAYERS, network.role_chains))
        for layer in layers
    }
    weights = hashlib.sha256()
    for file in ("tagger.onnx", "labeller.onnx", "pieces.model", "vectors.npz"):
        weights.update((folder / file).read_bytes())
    decoding = {"name": name, "weights": weights.hexdigest(), "chains": chains}
    (folder / "decoding.json").write_text(json.dumps(decoding) + "\n")
    for file in sorted(folder.iterdir()):
        say(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")


def _chain(chain: nn.Module) -> dict[str, object]:
    def rounded(values: Tensor) -> object:
        return np.round(values.detach().numpy().astype(float), PRECISION).tolist()

    return {name: rounded(getattr(chain, name)) for name in ("transitions", "first", "last")}


def _write(
    module: Tagger | Labeller,
    inputs: tuple[Tensor, ...],
    names: tuple[str, ...],
    outputs: tuple[str, ...],
    path: Path,
) -> None:
    whole = path.with_suffix(".whole.onnx")
    # Lengths are free; kinds have no words.
    axes = {
        name: {0: "batch"} if tensor.dim() == 1 else {0: "batch", 1: "words" if name == "heads" else "length"}
        for name, tensor in zip(names, inputs, strict=True)
    }
    axes |= {name: {0: "batch", 1: "out"} for name in outputs if name != "classes"}
    axes |= {name: {0: "batch"} for name in outputs if name == "classes"}
    torch.onnx.export(
        module.eval(),
        inputs,
        str(whole),
        input_names=list(names),
        output_names=list(outputs),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    quantize_dynamic(
        whole,
        path,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )
    whole.unlink()
    onnx.checker.check_model(OnnxModel(onnx.load(str(path))).model)
