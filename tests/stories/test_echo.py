"""Whether one utterance repeats another, on pairs written before the thresholds."""

import json
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from standpunkt.issues.echo import Utterance, echo, fingerprints, words_of

PAIRS = Path(__file__).with_name("utterances.jsonl")
LEVELS = ("verbatim", "shortened", "paraphrased")
INDIRECT = ("paraphrased", "none_indirect")


def utterance(text: str, direct: bool = True, speaker: str | None = "p1", name: str = "s") -> Utterance:
    return Utterance(name, direct, speaker, words_of(text, 0, [(0, len(text))]))


def gold_pairs(half: str) -> list[tuple[Utterance, Utterance, str | None, str | None]]:
    """Two utterances of one speaker, the gold level or None, and what was written as what."""
    pairs: list[tuple[Utterance, Utterance, str | None, str | None]] = []
    all_direct: list[tuple[int, str]] = []
    rows: list[dict[str, Any]] = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    for number, row in enumerate(one for one in rows if one["half"] == half):
        for text in row.get("boilerplate", []):
            pairs.append((utterance(text, name="a"), utterance(text, name="b"), None, "boilerplate"))
        if "full" not in row:
            continue
        full = utterance(row["full"], name="full")
        all_direct.append((number, row["full"]))
        for written in (*LEVELS, "none", "none_indirect"):
            for text in row[written]:
                told = utterance(text, written not in INDIRECT, name="told")
                pairs.append((full, told, written if written in LEVELS else None, written))
                if written in ("none", "none_indirect"):
                    all_direct.append((number, text))
    # The same speaker says all of this: what belongs to two utterances is no echo either.
    for (one_no, one), (other_no, other) in combinations(all_direct, 2):
        if one_no != other_no:
            pairs.append((utterance(one, name="a"), utterance(other, name="b"), None, "across"))
    return pairs


def measured(half: str) -> dict[str, tuple[float, float]]:
    """Precision and recall of each level; an echo of another level than the gold one counts as wrong."""
    right, found, gold = Counter(), Counter(), Counter()
    for one, other, level, written in gold_pairs(half):
        result = echo(one, other)
        kind = result.echo_kind if result else None
        gold[level] += 1
        found[kind] += 1
        right[kind] += kind == level
        if kind != level:
            print(
                written,
                kind,
                "|",
                " ".join(w.text for w in one.words),
                "|",
                " ".join(w.text for w in other.words),
            )
    return {level: (right[level] / found[level], right[level] / gold[level]) for level in LEVELS}


@pytest.mark.parametrize("half", ["tuning", "untouched"])
def test_each_level_is_precise(half: str):
    scores = measured(half)
    print(half, scores)
    assert all(precision > 0.9 for precision, _ in scores.values())
    assert scores["verbatim"][1] >= 0.85
    assert scores["shortened"][1] >= 0.8


def test_what_was_left_out_are_offsets_in_the_fuller_article():
    text = "„Der Kohleausstieg kommt, aber er kommt nicht auf dem Rücken der Beschäftigten in Orth“, sagt er."
    start, end = text.index("Der"), text.index("“")
    full = Utterance("full", True, "p1", words_of(text[start:end], start, [(start, end)]))
    found = echo(utterance("er kommt nicht auf dem Rücken der Beschäftigten in Orth"), full)
    assert found
    assert (found.statement_id, found.of_statement_id, found.echo_kind) == ("s", "full", "shortened")
    assert [text[one:to] for one, to in found.omitted_spans] == ["Der Kohleausstieg kommt, aber"]


def test_words_between_two_spans_are_no_part_of_the_quotation():
    text = "Wir kommen, sagte sie, morgen um 9.500 Uhr."
    words = words_of(text, 0, [(0, 10), (text.index("morgen"), len(text))])
    assert [word.folded for word in words] == ["wir", "kommen", "morgen", "um", "9500", "uhr"]


def test_two_known_speakers_have_said_two_things():
    full = "Ein Tempolimit von 130 Kilometern pro Stunde rettet jedes Jahr Menschenleben."
    assert echo(utterance(full, speaker="p1", name="a"), utterance(full, speaker="p2", name="b")) is None
    assert echo(utterance(full, speaker="p1", name="a"), utterance(full, speaker=None, name="b"))


def test_five_words_in_a_row_share_a_fingerprint():
    one = utterance("Niemand hat vor, das Krankenhaus in Orth zu schließen, im Gegenteil")
    other = utterance("Gewiss ist: das Krankenhaus in Orth zu retten kostet Geld")
    assert set(fingerprints(one.words)) & set(fingerprints(other.words))
    assert fingerprints(utterance("Das ist gut").words) == []


@pytest.mark.parametrize("text", ["", "„“", "…"])
def test_a_quotation_without_words_is_no_echo(text: str):
    assert echo(utterance(text, name="a"), utterance(text, name="b")) is None
    assert echo(utterance(text, False, name="a"), utterance(text, name="b")) is None
