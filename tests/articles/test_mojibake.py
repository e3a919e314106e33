"""Lines that were read in a wrong encoding once, and lines that only look so."""

import json
import time
from pathlib import Path

import pytest

from standpunkt.articles.decode import normalise
from standpunkt.articles.mojibake import without_mojibake

LINES = [
    json.loads(line)
    for line in Path(__file__).with_name("damaged_lines.jsonl").read_text("utf-8").splitlines()
]
BROKEN = [line for line in LINES if line["kind"] == "broken"]
SOUND = [line["text"] for line in LINES if line["kind"] == "sound"]
MISSED = 1
"""Broken lines that are left as they are: sound umlauts stand beside a single broken dash."""


def test_there_are_enough_lines() -> None:
    assert len(BROKEN) >= 60
    assert len(SOUND) >= 60


@pytest.mark.parametrize("text", SOUND)
def test_what_may_be_meant_so_stays(text: str) -> None:
    assert without_mojibake(text) == text


def test_broken_lines_are_repaired_or_left_alone() -> None:
    repaired = [without_mojibake(line["text"]) for line in BROKEN]
    wrong = [
        text for text, line in zip(repaired, BROKEN, strict=True) if text not in (line["right"], line["text"])
    ]
    assert wrong == []
    missed = sum(text != line["right"] for text, line in zip(repaired, BROKEN, strict=True))
    assert missed <= MISSED


def test_an_article_about_damage_keeps_all_its_examples() -> None:
    text = (
        "Aus München wird MÃ¼nchen, aus Köln KÃ¶ln.\nFÃ¼r die BÃ¼rger\nSo sehen Fehler der Zeichensätze aus."
    )
    assert without_mojibake(text) == text


def test_a_word_of_its_own_kind_among_sound_lines_stays() -> None:
    assert without_mojibake("Die Größe zählt.\nAuf dem Schild stand MÃ¼nchen.").endswith("MÃ¼nchen.")


def test_normalising_repairs_before_it_takes_out_what_the_damage_consists_of() -> None:
    text = "Größe, Öl, à la carte, „so“"
    assert normalise(text.encode().decode("latin-1")) == text


def test_a_line_without_end_is_looked_at_once() -> None:
    """The square of its length would be minutes."""
    line = "Ã¼b" * 100_000
    begun = time.process_time()
    without_mojibake(line)
    assert time.process_time() - begun < 5
