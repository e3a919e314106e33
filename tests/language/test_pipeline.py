"""The pipeline as spaCy sees it: offsets, serialisation, determinism, odd input."""

import random
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from standpunkt.language import EXTRACTOR_VERSION, load, tables

TEXT = """Minister lehnt Pläne ab

Der dänische Außenminister Lars Ott (SPD) sagte am Montag: „Wir lehnen ein Verbot ab. Das schadet allen.“
Er betonte, dass die EU handeln müsse. Der Vertrag sei „ein Fehler“ gewesen. CDU und FDP kritisierten
das Gesetz, während Kanzlerin Eva Klein ankündigte, weiter zu verhandeln.
"""

MARKS = [
    "„",
    "“",
    '"',
    "»",
    "«",
    "\n",
    "\n\n",
    "😀",
    "18.",
    "z.B.",
    "—",
    "(",
    ")",
    ":",
    ", so",
    "nicht",
    "zufolge",
]
PIECES = [*TEXT.split(), *MARKS, "laut", "dass", "é", "\u00ad"]


NLP = load()
"""Hypothesis takes no fixtures that outlive a test."""


def every_span(doc: Doc) -> list[tuple[int, int]]:
    spans = [m.span for m in doc._.mentions]
    for role in doc._.roles:
        spans += [role.span, role.holder, *([role.organisation] if role.organisation else [])]
    for s in doc._.statements:
        spans += [*s.quote_spans, *s.speaker_spans, *s.cue_spans, *s.frame_spans, *s.addressee_spans]
    for s in doc._.stances:
        spans += [s.sentence, s.target]
        spans += [span for span in (s.holder, s.cue, s.condition, s.reporter) if span]
    return spans


def annotations(doc: Doc) -> tuple[object, ...]:
    ents = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    return ents, doc._.mentions, doc._.roles, doc._.statements, doc._.stances


@given(st.lists(st.sampled_from(PIECES), max_size=70), st.booleans())
@settings(max_examples=200, deadline=None)
def test_offsets_hold_on_mangled_text(pieces: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(pieces)
    doc = NLP(text)
    assert doc.text == text
    for start, end in every_span(doc):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
    for statement in doc._.statements:
        assert statement.parent is None or 0 <= statement.parent < len(doc._.statements)
        assert 0 < statement.confidence <= 1
    for stance in doc._.stances:
        assert stance.statement is None or 0 <= stance.statement < len(doc._.statements)
        assert stance.polarity in ("support", "oppose", "ambivalent")
        assert stance.attribution in ("own words", "reported", "narrated")


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_goes_through(text: str) -> None:
    doc = NLP(text)
    assert doc.text == text
    assert all(0 <= start < end <= len(text) for start, end in every_span(doc))


@pytest.mark.parametrize("text", ["", " ", "\n", "Wort", "„", "“", ".", "dass", "sagte", "laut"])
def test_empty_and_single_words(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc._.statements == ()
    assert doc._.stances == ()


def test_attributes_of_a_whole_text(nlp: Language) -> None:
    doc = nlp(TEXT)
    kinds = [statement.statement_kind for statement in doc._.statements]
    assert {"direct", "indirect", "indirect_free_indirect"} <= set(kinds)
    assert len(doc.spans["statements"]) == sum(len(s.quote_spans) for s in doc._.statements)
    assert {span.label_ for span in doc.spans["statements"]} == set(kinds)
    assert len(doc._.stances) >= 3


def test_bytes_round_trip(nlp: Language) -> None:
    doc = nlp(TEXT)
    back = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert annotations(back) == annotations(doc)
    assert [span.text for span in back.spans["statements"]] == [span.text for span in doc.spans["statements"]]


def test_doc_bin_round_trip(nlp: Language) -> None:
    doc = nlp(TEXT)
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (back,) = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    assert back._.statements == doc._.statements
    assert back._.stances == doc._.stances


def test_disk_round_trip(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    assert annotations(spacy.load(tmp_path / "model")(TEXT)) == annotations(nlp(TEXT))


def test_same_text_same_result(nlp: Language) -> None:
    texts = [TEXT, "", "Ein Satz.", TEXT[::2]]
    shuffled = texts[:]
    random.Random(1).shuffle(shuffled)
    piped = {
        text: annotations(doc) for text, doc in zip(shuffled, nlp.pipe(shuffled, batch_size=2), strict=True)
    }
    assert all(annotations(load()(text)) == piped[text] for text in texts)


def test_version_names_the_tables() -> None:
    assert f"rules-3-{tables.fingerprint()}" == EXTRACTOR_VERSION


def test_version_changes_with_a_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = tables.fingerprint()
    for table in tables._FOLDER.iterdir():
        if table.is_file():
            (tmp_path / table.name).write_bytes(table.read_bytes())
    with (tmp_path / "cues.csv").open("a", encoding="utf8") as cues:
        cues.write("raunen,,speech,doubting,ind,\n")
    monkeypatch.setattr(tables, "_FOLDER", tmp_path)
    assert tables.fingerprint.__wrapped__() != before


def test_every_lemma_of_the_tables_has_forms() -> None:
    lemmas = {form.lemma for forms in tables.verb_forms().values() for form in forms}
    assert set(tables.cues()) <= lemmas
    assert set(tables.complements()) <= lemmas
