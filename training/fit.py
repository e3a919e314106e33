"""The training itself: losses, schedule, checkpoints."""

import json
import pickle
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler

from standpunkt.language.labels import CLASSES, MEDIA, ROLE_LAYERS, STANCE_CLASSES, TAG_LAYERS
from training.batches import (
    MAX_MISTAKES_A_BATCH,
    Batch,
    Item,
    Slices,
    collate,
    gold_predicates,
    mistaken_predicates,
    plan,
    remembered_mistakes,
    slices_of,
    unlikely_quotations,
)
from training.examples import Example, Predicate
from training.network import Network
from training.noise import Noise

WEIGHTS = {
    "sentence": 0.5,
    "medium": 0.3,
    "entity": 3.0,
    "stance": 2.0,
    "polarity": 2.0,
    "condition": 2.0,
    "speech": 0.8,
}
"""All other losses count once, in nats: without weights, narrated speech would drown the names."""
NATS_A_STEP = 100.0
LEARNING_RATE, HEAD_RATE = 2.2e-4, 1e-3
GOING_ON = 0.5
"""Factor on both in a training that goes on from a finished one."""
WARM_UP = 0.06
MISTAKES_FROM = 0.3
"""Share of the training after which the labeller also sees the tagger's mistakes.

Those are noted once, at that point: later the tagger knows the texts by heart and errs on them no more.
"""
CHECKPOINTS = 12
AVERAGED = 3
"""Checkpoints whose mean is the network to export: each forgets something else of what it learned."""


@dataclass(frozen=True)
class Training:
    """What a training run needs besides the network."""

    folder: Path
    passes: dict[str, tuple[float, float]]
    seed: int = 11
    start: Path | None = None
    """Folder of a finished training to go on from, with further or corrected data."""
    names: Sequence[Example] = ()
    """Lists of names to exchange those of the texts for."""
    say: Callable[[str], None] = print


def losses(network: Network, batch: Batch, mistakes: random.Random | None = None) -> dict[str, Tensor]:
    """Summed negative log likelihoods of everything that is known about a batch.

    ``mistakes`` chooses which mistaken predicates the labeller sees; without it there are none.
    """
    scores, role_words = network.tagger(**batch.inputs)
    scores, role_words = scores.float(), role_words.float()
    found: dict[str, Tensor] = {}
    outside: dict[str, Tensor] = {}
    at = 0
    for layer in TAG_LAYERS:
        part = scores[..., at : at + layer.size]
        at += layer.size
        bits = batch.tags[layer.name]
        known = (bits != 0).any(1)
        if known.any():
            chain = network.tag_chains[layer.name]
            found[layer.name] = chain.loss(part[known], bits[known], batch.present[known]).sum()
        if mistakes:
            outside[layer.name] = part.detach().softmax(-1)[..., 0].cpu()
    starts = batch.sentence_starts
    if (starts >= 0).any():
        found["sentence"] = functional.cross_entropy(
            scores[..., at:].reshape(-1, 2), starts.reshape(-1), ignore_index=-100, reduction="sum"
        )
    predicates = gold_predicates(batch)
    if mistakes:
        wrong = mistaken_predicates(batch, outside) + unlikely_quotations(batch) + remembered_mistakes(batch)
        predicates += mistakes.sample(wrong, min(len(wrong), MAX_MISTAKES_A_BATCH))
    if predicates:
        found |= role_losses(network, role_words, on_device(slices_of(batch, predicates), role_words.device))
    return found


def role_losses(network: Network, role_words: Tensor, slices: Slices) -> dict[str, Tensor]:
    """Losses of roles and classes."""
    words = role_words[slices.rows, slices.words]
    roles, classes = network.labeller(words, slices.kinds, slices.inside, slices.distances, slices.present)
    roles, classes = roles.float(), classes.float()
    found: dict[str, Tensor] = {}
    at = 0
    for layer in ROLE_LAYERS:
        bits = slices.roles[layer.name]
        known = (bits != 0).any(1)
        if known.any():
            chain = network.role_chains[layer.name]
            part = roles[..., at : at + layer.size]
            found[layer.name] = chain.loss(part[known], bits[known], slices.present[known].bool()).sum()
        at += layer.size
    quote, stance, medium = classes.split([len(CLASSES), len(STANCE_CLASSES), len(MEDIA)], -1)
    found["kind"] = _set_loss(quote, slices.classes, ~slices.is_stance)
    found["polarity"] = _set_loss(stance, slices.classes, slices.is_stance)
    found["medium"] = _set_loss(medium, slices.media, slices.media > 0)
    return found


def _set_loss(scores: Tensor, bits: Tensor, chosen: Tensor) -> Tensor:
    """Summed negative log of the probability that a class of the set is right."""
    allowed = ((bits.unsqueeze(-1) >> torch.arange(scores.shape[-1], device=scores.device)) & 1).bool()
    held = scores.masked_fill(~allowed, -1e4)
    return (torch.logsumexp(scores, -1) - torch.logsumexp(held, -1))[chosen].sum()


def schedule(
    items: dict[str, list[Item]], passes: dict[str, tuple[float, float]], seed: int
) -> list[list[Item]]:
    """All batches in order: each stage has every corpus as often as ``passes`` says, mixed."""
    batches: list[list[Item]] = []
    for stage in (0, 1):
        rng = random.Random(f"{seed}/{stage}")
        chosen: list[Item] = []
        for corpus, own in sorted(items.items()):
            whole, part = divmod(passes[corpus][stage], 1)
            chosen += own * int(whole) + rng.sample(own, round(part * len(own)))
        batches += plan(chosen, rng)
    return batches


def rate(share: float) -> float:
    """Learning rate factor after a share of the training: linear up, then linear down to a twentieth."""
    return share / WARM_UP if share < WARM_UP else 0.05 + 0.95 * (1 - share) / (1 - WARM_UP)


def note_mistakes(network: Network, items: dict[str, list[Item]], training: Training) -> None:
    """Notes at every example what the network wrongly finds in it; once in a training.

    A training that goes on from another one takes over what that noted, for it knows those texts by heart;
    texts that joined stand behind them.
    """
    file = training.folder / "mistakes.pickle"
    if not file.exists():
        earlier = pickle.loads((training.start / file.name).read_bytes()) if training.start else {}
        noted: dict[str, list[list[Predicate]]] = {}
        network.eval()
        for corpus, own in items.items():
            numbers = {id(item.example): i for i, item in enumerate(own)}
            noted[corpus] = [[] for _ in own]
            if not any("stance" in item.example.tags for item in own):
                continue
            known = earlier.get(corpus, [])
            noted[corpus][: len(known)] = known
            for chosen in plan(own[len(known) :], random.Random(0)):
                batch = collate(chosen)
                for row, predicate in mistaken_predicates(batch, _outside(network, batch)):
                    noted[corpus][numbers[id(chosen[row].example)]].append(predicate)
        network.train()
        fresh = file.with_suffix(".new")
        fresh.write_bytes(pickle.dumps(noted))
        fresh.replace(file)
    for corpus, lists in pickle.loads(file.read_bytes()).items():
        for item in items[corpus]:
            item.example.mistakes = []
        for item, mistakes in zip(items[corpus], lists, strict=True):
            if mistakes:
                item.example.mistakes = mistakes


def _outside(network: Network, batch: Batch) -> dict[str, Tensor]:
    device = next(network.parameters()).device
    with torch.inference_mode(), torch.autocast(device.type, dtype=torch.bfloat16):
        scores = network.tagger(**on_device(batch, device).inputs)[0].float().cpu()
    found, at = {}, 0
    for layer in TAG_LAYERS:
        found[layer.name] = scores[..., at : at + layer.size].softmax(-1)[..., 0]
        at += layer.size
    return found


def fit(
    network: Network,
    items: dict[str, list[Item]],
    development: Sequence[Item],
    training: Training,
) -> None:
    """Trains in place; goes on from ``checkpoint.pt`` in the folder if it is there.

    The order of batches follows from the seed, so a resumed run sees the batches it would have seen.
    """
    torch.manual_seed(training.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network.to(device)
    batches = schedule(items, training.passes, training.seed)
    heads = [
        p for n, p in network.named_parameters() if not n.startswith("tagger.") or n.startswith("tagger.t")
    ]
    known = {id(p) for p in heads} | {id(network.tagger.depth.weight)}
    encoder = [p for p in network.parameters() if id(p) not in known]
    gentle = GOING_ON if training.start else 1.0
    optimizer = torch.optim.AdamW(
        [
            {"params": encoder, "lr": LEARNING_RATE * gentle},
            {"params": [*heads, network.tagger.depth.weight], "lr": HEAD_RATE * gentle},
        ],
        weight_decay=0.01,
    )
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step / len(batches)))
    saved = training.folder / "checkpoint.pt"
    first = _resume(saved, network, optimizer, scheduler)
    if first:
        training.say(f"goes on at step {first} of {len(batches)}")
    every = -(-len(batches) // CHECKPOINTS)
    noise = Noise.of([*(item.example for own in items.values() for item in own), *training.names])
    mistakes_from = 0 if training.start else round(MISTAKES_FROM * len(batches))
    if first > mistakes_from:
        note_mistakes(network, items, training)
    sums: dict[str, float] = defaultdict(float)
    began = time.monotonic()
    network.train()
    for step in range(first, len(batches)):
        if step == mistakes_from:
            note_mistakes(network, items, training)
        rng = random.Random(f"{training.seed}/step {step}")
        batch = on_device(collate(batches[step], partial(noise.changed, rng=rng)), device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            found = losses(network, batch, rng if step >= mistakes_from else None)
        loss = sum(WEIGHTS.get(name, 1.0) * value for name, value in found.items()) / NATS_A_STEP
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[union-attr]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        for name, value in found.items():
            sums[name] += float(value.detach())
        if (step + 1) % 50 == 0:
            pace = (time.monotonic() - began) / (step + 1 - first)
            shown = " ".join(f"{name} {value / 50:.1f}" for name, value in sorted(sums.items()))
            training.say(f"step {step + 1}/{len(batches)} {pace:.2f} s/step, loss a step: {shown}")
            sums.clear()
        if (step + 1) % every == 0 or step + 1 == len(batches):
            record = {
                "step": step + 1,
                "seconds": round(time.monotonic() - began),
                **judge(network, development),
            }
            training.say(json.dumps(record))
            with (training.folder / "log.jsonl").open("a") as log:
                log.write(json.dumps(record) + "\n")
            _save(saved, network, optimizer, scheduler, step + 1)
            _keep(training.folder, network, step + 1)


def _save(file: Path, network: Network, optimizer: Optimizer, scheduler: LRScheduler, step: int) -> None:
    fresh = file.with_suffix(".new")
    torch.save(
        {
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "scheduler": scheduler.state_dict(),
            "random": torch.get_rng_state(),
            "step": step,
            "shape": network.shape,
        },
        fresh,
    )
    fresh.replace(file)


def kept_networks(folder: Path) -> list[Path]:
    """The networks of the last checkpoints, oldest first, which :func:`training.export.average` makes one."""
    return sorted(folder.glob("network-*.pt"), key=lambda path: int(path.stem.rpartition("-")[2]))


def _keep(folder: Path, network: Network, step: int) -> None:
    torch.save({"network": network.state_dict(), "shape": network.shape}, folder / f"network-{step}.pt")
    for old in kept_networks(folder)[:-AVERAGED]:
        old.unlink()


def _resume(file: Path, network: Network, optimizer: Optimizer, scheduler: LRScheduler) -> int:
    """Takes everything from a checkpoint if there is one; returns the number of steps that were done."""
    if not file.exists():
        return 0
    state = torch.load(file, weights_only=False, map_location=next(network.parameters()).device)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    scheduler.load_state_dict(state["scheduler"])
    torch.set_rng_state(state["random"].cpu())
    return int(state["step"])


Tensors = TypeVar("Tensors", Batch, Slices)


def on_device(tensors: Tensors, device: torch.device) -> Tensors:
    """The same with every tensor on the device."""

    def moved(value: object) -> object:
        if isinstance(value, Tensor):
            return value.to(device)
        return {k: moved(v) for k, v in value.items()} if isinstance(value, dict) else value

    return replace(tensors, **{field.name: moved(getattr(tensors, field.name)) for field in fields(tensors)})


def judge(network: Network, development: Sequence[Item]) -> dict[str, float]:
    """Losses on development examples, in nats for a hundred words."""
    network.eval()
    device = next(network.parameters()).device
    sums: dict[str, float] = defaultdict(float)
    words = 0
    with torch.inference_mode(), torch.autocast(device.type, dtype=torch.bfloat16):
        for items in plan(development, random.Random(0)):
            batch = on_device(collate(items), device)
            words += int(batch.present.sum())
            for name, value in losses(network, batch).items():
                sums[name] += float(value)
    network.train()
    return {name: round(100 * value / max(words, 1), 3) for name, value in sorted(sums.items())}


def set_seed(seed: int) -> None:
    """Seeds every generator in use."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
