"""A tiny network, trained in one go and in two."""

import pickle
import random
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from training import corpora  # noqa: E402
from training.batches import Item, items_of  # noqa: E402
from training.examples import Annotate  # noqa: E402
from training.fit import CHECKPOINTS, Training, fit, note_mistakes, rate, schedule, set_seed  # noqa: E402
from training.network import Network, Shape  # noqa: E402

SHAPE = Shape(40, 1, 24, 2, 32, role_width=16, role_layers=1, role_heads=2)
PASSES = {"passages": (1.0, 2.0)}


class PowerCut(Exception):
    """Stands for whatever ends a training early."""


@pytest.fixture(scope="module")
def items(annotate: Annotate) -> list[Item]:
    path = Path(corpora.__file__).parent / "corpus" / "polarity.jsonl"
    examples = list(corpora.passages(path, annotate, random.Random(2)))[:40]
    return items_of(examples)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.batches.PIECES_A_BATCH", 300)


def new_network() -> Network:
    set_seed(5)
    return Network(SHAPE)


def train(
    network: Network, items: list[Item], folder: Path, say=lambda line: None, start: Path | None = None
) -> dict[str, object]:
    folder.mkdir(exist_ok=True)
    fit(network, {"passages": items}, items[:4], Training(folder, PASSES, 7, start, say=say))
    return network.state_dict()


def test_a_resumed_training_ends_with_the_same_weights(items: list[Item], tmp_path: Path) -> None:
    torch.set_num_threads(1)
    whole = train(new_network(), items, tmp_path / "whole")

    records = 0

    def cut_off(line: str) -> None:
        nonlocal records
        records += line.startswith("{")
        if records == CHECKPOINTS // 2:
            raise PowerCut

    with pytest.raises(PowerCut):
        train(new_network(), items, tmp_path / "cut", cut_off)
    said: list[str] = []
    resumed = train(new_network(), items, tmp_path / "cut", said.append)
    assert said[0].startswith("goes on at step")
    assert whole.keys() == resumed.keys()
    for name, weights in whole.items():
        assert torch.equal(weights, resumed[name]), name


def test_mistakes_are_noted_once_and_taken_from_the_file_afterwards(
    items: list[Item], tmp_path: Path
) -> None:
    training = Training(tmp_path, PASSES)
    file = tmp_path / "mistakes.pickle"
    note_mistakes(new_network(), {"passages": items}, training)
    noted = [item.example.mistakes for item in items]
    assert any(noted)
    for item in items:
        for mistake in item.example.mistakes:
            assert mistake.kind != "stance" or mistake.classes == 1
            assert len(item.example.words) > mistake.words[-1]
            gold = [p.words.tolist() for p in item.example.predicates if p.kind == mistake.kind]
            assert mistake.words.tolist() not in gold
    written = file.read_bytes()
    items[0].example.mistakes = []
    torch.manual_seed(99)
    note_mistakes(Network(SHAPE), {"passages": items}, training)
    assert file.read_bytes() == written
    assert [len(item.example.mistakes) for item in items] == [len(own) for own in noted]


def test_a_training_that_goes_on_takes_over_mistakes_of_known_texts_only(
    items: list[Item], tmp_path: Path
) -> None:
    known, joined = items[:-6], items[-6:]
    note_mistakes(new_network(), {"passages": known}, Training(tmp_path, PASSES))
    before = [item.example.mistakes for item in known]
    further = tmp_path / "further"
    further.mkdir()
    torch.manual_seed(99)
    note_mistakes(Network(SHAPE), {"passages": [*known, *joined]}, Training(further, PASSES, start=tmp_path))
    assert [[m.words.tolist() for m in item.example.mistakes] for item in known] == [
        [m.words.tolist() for m in own] for own in before
    ]
    noted = pickle.loads((further / "mistakes.pickle").read_bytes())["passages"]
    assert len(noted) == len(items)
    assert any(noted[-6:])


def test_a_training_that_goes_on_moves_the_weights_less(items: list[Item], tmp_path: Path) -> None:
    def moved(start: Path | None, name: str) -> float:
        network = new_network()
        before = network.tagger.tags.weight.detach().clone()
        train(network, items, tmp_path / name, start=start)
        return float((network.tagger.tags.weight.detach() - before).norm())

    (tmp_path / "mistakes.pickle").write_bytes(pickle.dumps({"passages": [[] for _ in items]}))
    assert 0 < moved(tmp_path, "on") < moved(None, "anew")


def test_training_changes_every_part(items: list[Item], tmp_path: Path) -> None:
    before = {name: weights.clone() for name, weights in new_network().state_dict().items()}
    after = train(new_network(), items, tmp_path / "x")
    parts = (
        "tagger.word",
        "tagger.tags",
        "labeller.roles",
        "labeller.classes",
        "tag_chains",
    )
    for part in parts:
        assert any(
            not torch.equal(weights, after[name]) for name, weights in before.items() if name.startswith(part)
        ), part


def test_the_schedule_has_every_corpus_as_often_as_asked(items: list[Item]) -> None:
    batches = schedule({"a": items, "b": items[:10]}, {"a": (1, 0.5), "b": (0, 3)}, 1)
    assert sum(len(batch) for batch in batches) == len(items) + round(len(items) / 2) + 30
    again = schedule({"b": items[:10], "a": items}, {"a": (1, 0.5), "b": (0, 3)}, 1)
    assert [[id(item) for item in batch] for batch in again] == [[id(i) for i in batch] for batch in batches]


def test_the_rate_rises_and_falls() -> None:
    shares = [rate(step / 100) for step in range(101)]
    top = shares.index(max(shares))
    assert shares[0] == 0
    assert shares[: top + 1] == sorted(shares[: top + 1])
    assert shares[top:] == sorted(shares[top:], reverse=True)
    assert shares[-1] == pytest.approx(0.05)
