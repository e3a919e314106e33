"""The trap lists: own sentences with negation, modality, quotation marks and hidden subjects.

``traps.jsonl`` was looked at while the model and its thresholds were made; ``traps_untouched.jsonl`` never
was, so its share says what to expect of new sentences. Each share must not fall below its floor: raise the
floor when the model gets better. A trap marked ``must`` is plain German without a trick.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from standpunkt.evaluation.tokens import TOKEN, f1

FLOORS = {"traps.jsonl": 0.64, "traps_untouched.jsonl": 0.77}
SAME_QUOTE_FROM = 0.8
SAME_TARGET_FROM = 0.5
EDGES = " \n,.„“”\"»«›‹‚‘’'"

Row = tuple[str, str, str]
"""Statement: kind, speaker, quote. Stance: holder, polarity, target. Empty where there is none."""
Expected = TypeVar("Expected")
Found = TypeVar("Found")


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (Path(__file__).parent / name).read_text("utf8").splitlines()]


def bare(text: str | None) -> str:
    """Without the marks around it and the conjunction before it."""
    return (text or "").strip(EDGES).removeprefix("dass ").strip(EDGES)


def word_f1(one: str, other: str) -> float:
    """F1 of the words and marks of two texts."""
    first, second = Counter(TOKEN.findall(one)), Counter(TOKEN.findall(other))
    shared = (first & second).total()
    return f1(shared / (second.total() or 1), shared / (first.total() or 1))


def same_name(one: str, other: str) -> bool:
    """Equal, or one inside the other."""
    return one == other or bool(one and other and (one in other or other in one))


def same_statement(one: Row, other: Row) -> bool:
    return one[0] == other[0] and same_name(one[1], other[1]) and word_f1(one[2], other[2]) >= SAME_QUOTE_FROM


def same_stance(one: Row, other: Row) -> bool:
    return (
        same_name(one[0], other[0]) and one[1] == other[1] and word_f1(one[2], other[2]) >= SAME_TARGET_FROM
    )


def all_paired(
    expected: Sequence[Expected], found: Sequence[Found], same: Callable[[Expected, Found], bool]
) -> bool:
    """Whether each expected row has one found row of its own, and none is left over."""
    if len(expected) != len(found):
        return False
    return not expected or any(
        same(expected[0], one) and all_paired(expected[1:], [*found[:i], *found[i + 1 :]], same)
        for i, one in enumerate(found)
    )


def faults(doc: Doc, trap: dict[str, Any]) -> list[str]:
    """What is wrong with the annotation of a trap."""

    def text(span: tuple[int, int] | None) -> str:
        return bare(doc.text[slice(*span)]) if span else ""

    wrong = []
    if "statements" in trap:
        expected = [(s["kind"], bare(s["speaker"]), bare(s["quote"])) for s in trap["statements"]]
        found = dict.fromkeys(
            (s.statement_kind, text(next(iter(s.speaker_spans), None)), text(s.quote_spans[0]))
            for s in doc._.statements
        )
        if not all_paired(expected, list(found), same_statement):
            wrong.append(f"statements {list(found)} instead of {expected}")
    if "stances" in trap:
        expected = [(bare(s["holder"]), s["polarity"], bare(s["target"])) for s in trap["stances"]]
        found = dict.fromkeys((text(s.holder), s.polarity, text(s.target)) for s in doc._.stances)
        if not all_paired(expected, list(found), same_stance):
            wrong.append(f"stances {list(found)} instead of {expected}")
    return wrong


@pytest.fixture(scope="session")
def annotated(nlp: Language) -> dict[str, list[tuple[dict[str, Any], Doc]]]:
    """Every trap of every file with its document, annotated in one go."""
    traps = [(name, trap) for name in FLOORS for trap in read(name)]
    found: dict[str, list[tuple[dict[str, Any], Doc]]] = {name: [] for name in FLOORS}
    for (name, trap), doc in zip(traps, nlp.pipe(trap["text"] for _, trap in traps), strict=True):
        found[name].append((trap, doc))
    return found


@pytest.mark.parametrize("name", FLOORS)
def test_share_of_traps_passed(
    annotated: dict[str, list[tuple[dict[str, Any], Doc]]], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    traps = annotated[name]
    failed = {trap["trap"]: wrong for trap, doc in traps if (wrong := faults(doc, trap))}
    plain = [trap["trap"] for trap, _ in traps if trap.get("must")]
    share = 1 - len(failed) / len(traps)
    with capsys.disabled():
        sys.stdout.write(f"\n{name}: {len(traps) - len(failed)} of {len(traps)} passed ({share:.3f})")
        if plain:
            sys.stdout.write(f", of the plain ones {len(set(plain) - set(failed))} of {len(plain)}")
        sys.stdout.write("; failed:\n" if failed else "\n")
        sys.stdout.writelines(f"  {trap}: {'; '.join(wrong)}\n" for trap, wrong in failed.items())
    assert share >= FLOORS[name]


@pytest.mark.parametrize("name", FLOORS)
def test_traps_are_well_formed(name: str) -> None:
    traps = read(name)
    assert len({trap["trap"] for trap in traps}) == len(traps) >= 40
    for trap in traps:
        assert {"statements", "stances"} & set(trap), trap["trap"]
        quoted = [s[part] for s in trap.get("statements", ()) for part in ("speaker", "quote") if s[part]]
        held = [s[part] for s in trap.get("stances", ()) for part in ("holder", "target")]
        for part in quoted + held:
            assert part in trap["text"], (trap["trap"], part)


def test_lists_share_no_sentence() -> None:
    used, untouched = ({trap["text"] for trap in read(name)} for name in FLOORS)
    assert not used & untouched


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("direct", "Ott", "Wir gehen jetzt"), ("direct", "Minister Ott", "Wir gehen jetzt"), True),
        (("direct", "Ott", "Wir gehen jetzt"), ("indirect", "Ott", "Wir gehen jetzt"), False),
        (("direct", "", "Wir gehen jetzt"), ("direct", "Ott", "Wir gehen jetzt"), False),
        (("direct", "Ott", "Wir gehen jetzt"), ("direct", "Ott", "Wir gehen"), True),
        (("direct", "Ott", "Wir gehen jetzt"), ("direct", "Ott", "gehen"), False),
    ],
)
def test_how_statements_are_compared(one: Row, other: Row, same: bool) -> None:
    assert same_statement(one, other) == same


def test_marks_around_a_span_do_not_count() -> None:
    assert bare(", dass die Grenze offen bleibe.") == "die Grenze offen bleibe"
    assert bare("„Wir gehen.“") == "Wir gehen"
    assert bare(None) == ""


def test_pairs_use_each_row_once() -> None:
    assert all_paired([1, 2], [2, 1], int.__eq__)
    assert not all_paired([1, 1], [1, 2], int.__eq__)
    assert not all_paired([1], [1, 1], int.__eq__)
