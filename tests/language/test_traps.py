"""The trap list: own sentences with negation, modality, quotation marks and hidden subjects.

Those marked ``must`` have to pass. Of the others at least ``FLOOR`` have to, the share the rules reach today:
raise it when they get better.
"""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

TRAPS = [json.loads(line) for line in (Path(__file__).parent / "traps.jsonl").read_text("utf8").splitlines()]
FLOOR = 0.945


def faults(nlp: Language, trap: dict[str, Any]) -> list[str]:
    """What is wrong with the annotation of a trap; statements and stances are compared as sets."""
    doc = nlp(trap["text"])

    def text(span: tuple[int, int] | None) -> str | None:
        return doc.text[slice(*span)] if span else None

    wrong = []
    if "statements" in trap:
        expected = {(s["kind"], s["speaker"], s["quote"]) for s in trap["statements"]}
        found = {
            (s.statement_kind, text(s.speaker_spans[0]) if s.speaker_spans else None, text(s.quote_spans[0]))
            for s in doc._.statements
        }
        wrong += [f"statements {found} instead of {expected}"] if found != expected else []
    if "stances" in trap:
        held = {(s["holder"], s["polarity"], s["target"]) for s in trap["stances"]}
        shown = {(text(s.holder), s.polarity, text(s.target)) for s in doc._.stances}
        wrong += [f"stances {shown} instead of {held}"] if shown != held else []
    return wrong


@pytest.mark.parametrize("trap", [t for t in TRAPS if t.get("must")], ids=lambda trap: trap["trap"])
def test_plain_cases(nlp: Language, trap: dict[str, Any]) -> None:
    assert faults(nlp, trap) == []


def test_share_of_traps_passed(nlp: Language, capsys: pytest.CaptureFixture[str]) -> None:
    failed = {trap["trap"]: wrong for trap in TRAPS if (wrong := faults(nlp, trap))}
    share = 1 - len(failed) / len(TRAPS)
    with capsys.disabled():
        sys.stdout.write(
            f"\ntraps passed: {len(TRAPS) - len(failed)} of {len(TRAPS)} ({share:.2f}); failed:\n"
        )
        sys.stdout.writelines(f"  {name}: {'; '.join(wrong)}\n" for name, wrong in failed.items())
    assert len(TRAPS) >= 40
    assert share >= FLOOR
