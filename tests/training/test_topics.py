"""Piece vectors learn which texts share a subject."""

import gzip
import json
import lzma
import random
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from torch.nn import EmbeddingBag, functional  # noqa: E402

from training import topics  # noqa: E402
from training.name_lists import name_lists  # noqa: E402


def test_reasons_are_paired_with_their_thesis_and_each_other(tmp_path: Path) -> None:
    long = " ".join(["Grund"] * 10)
    rows = [
        {
            "election": "x",
            "target": "Der Tunnel soll gebaut werden.",
            "topic": "Tunnel",
            "text": f"{t} {long}",
        }
        for t in "ABC"
    ]
    rows.append({"election": "x", "target": "Mehr Lehrer.", "topic": "Lehrer", "text": "Zu kurz."})
    with gzip.open(tmp_path / "w.gz", "wt", encoding="utf8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    pairs = list(topics.reason_pairs(tmp_path / "w.gz", random.Random(1)))
    assert {one for one, _ in pairs} >= {"Tunnel"}
    assert all("Lehrer" not in one + other for one, other in pairs)
    assert all(one != other for one, other in pairs)
    between = [(one[0], other[0]) for one, other in pairs if one.endswith("Grund")]
    assert between


def test_sentences_of_a_debate_are_paired_with_what_follows(tmp_path: Path) -> None:
    sentences = [f"Satz Nummer {i} handelt von einer Sache im Land." for i in range(8)]
    lines = [" ".join(sentences), "(Beifall bei allen)", "Zu kurz."]
    with lzma.open(tmp_path / "b.xz", "wt", encoding="utf8") as out:
        out.write("\n".join(lines))
    pairs = list(topics.debate_pairs(tmp_path / "b.xz", random.Random(1)))
    assert [other.split(".")[0] for _, other in pairs] == [s.rstrip(".") for s in sentences[1:]]
    for (one, _), whole in zip(pairs, sentences, strict=False):
        assert one == whole or (one in whole and 2 <= len(one.split()) <= 6)
    assert any(one != whole for (one, _), whole in zip(pairs, sentences, strict=False))


def test_learning_brings_partners_together() -> None:
    """Two words a subject: after learning, a word's nearest of the other words is its partner."""
    torch.manual_seed(1)
    table = EmbeddingBag(20, 32, mode="sum")
    ones, others = torch.arange(0, 20, 2), torch.arange(1, 20, 2)
    batch = ((ones, torch.arange(10)), (others, torch.arange(10)))
    topics._learn(table, [batch] * 300, lambda line: None)
    with torch.inference_mode():
        similar = functional.normalize(table(*batch[0])) @ functional.normalize(table(*batch[1])).T
    assert similar.argmax(1).tolist() == list(range(10))


def test_a_folder_without_either_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(topics.NoPairs, match="one of them is needed"):
        topics.fit_topics(tmp_path, tmp_path / "x.whl", tmp_path, 1, print)


def test_name_lists_hold_names_of_both_kinds_and_nothing_else(annotate) -> None:
    examples = list(name_lists(annotate, 3))
    assert len(examples) == len(list(name_lists(annotate, 3))) > 40
    for example in (examples[0], examples[-1]):
        words, bits = example.words, example.tags["entity"]
        for start, end, bit in zip(words.starts, words.ends, bits.tolist(), strict=True):
            assert (bit == 1) == words.text[start:end].isspace()
