"""Texts that are changed while they are read: what may change, and what must not."""

import random

import pytest

from standpunkt.language.pieces import UNKNOWN
from standpunkt.language.windows import Window
from training import noise
from training.corpora import find_snippet
from training.examples import Annotate, Example, entity_bits
from training.noise import Noise

TEXT = "Anna Weber lobt Ulm. Weber mag Ulm, sagt Bernd Kranz."


@pytest.fixture
def example(annotate: Annotate) -> Example:
    words = annotate(TEXT)
    second = TEXT.index("Weber mag")
    spans = [find_snippet(TEXT, name) for name in ("Anna Weber", "Bernd Kranz")] + [(second, second + 5)]
    names = [(span, "person") for span in spans] + [(find_snippet(TEXT, "Ulm@1"), "place")]
    example = Example("own", words)
    example.tags["entity"] = entity_bits(words, names)
    return example


def test_names_are_exchanged_for_names_of_their_kind(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noise, "EXCHANGED", 1.0)
    monkeypatch.setattr(noise, "BLOTTED", 0.0)
    known = Noise.of([example])
    window = Window(0, len(example.words))
    bits = example.tags["entity"].tolist()
    changed = set()
    for seed in range(20):
        found = known.changed(example, window, random.Random(seed)).pieces
        for i, (before, after) in enumerate(zip(example.words.pieces, found, strict=True)):
            if bits[i] == 1:
                assert after == before
            changed.add(before == after)
            assert len(after) == len(before)
        tokens = [
            example.words.text[a:b] for a, b in zip(example.words.starts, example.words.ends, strict=True)
        ]
        same_word = [found[i] for i, token in enumerate(tokens) if token == "Weber"]
        assert len(set(same_word)) == 1
    assert changed == {True, False}


def test_words_are_blotted_out_only_inside_the_window(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noise, "EXCHANGED", 0.0)
    monkeypatch.setattr(noise, "BLOTTED", 1.0)
    found = Noise.of([]).changed(example, Window(0, 4), random.Random(1)).pieces
    assert found[:4] == [(UNKNOWN,)] * 4
    assert found[4:] == example.words.pieces[4:]


def test_the_same_seed_changes_the_same(example: Example) -> None:
    known = Noise.of([example])
    window = Window(0, len(example.words))
    first, second = (known.changed(example, window, random.Random(3)).pieces for _ in range(2))
    assert first == second


def test_the_text_as_it_was_stays(example: Example) -> None:
    before = list(example.words.pieces)
    Noise.of([example]).changed(example, Window(0, 5), random.Random(0))
    assert example.words.pieces == before
