"""The pipeline as spaCy sees it: offsets, serialisation, determinism, settings, odd and long input."""

import hashlib
import json
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from standpunkt.language import EXTRACTOR_VERSION, load, tables
from standpunkt.language.network import FILES, ModelMissing
from standpunkt.language.pipeline import MODEL_FOLDER

TEXT = """Minister lehnt Pläne ab

Der dänische Außenminister Lars Ott (SPD) sagte am Montag: „Wir lehnen ein Verbot ab. Das schadet allen.“
Er betonte, dass die EU handeln müsse. Der Vertrag sei „ein Fehler“ gewesen. CDU und FDP kritisierten
das Gesetz, während Kanzlerin Eva Klein ankündigte, weiter zu verhandeln.
"""
MARKS = ["„", "“", '"', "»", "«", "\n", "\n\n", "😀", "18.", "z.B.", "—", "(", ")", ":", ", so", "nicht"]
PIECES = [*TEXT.split(), *MARKS, "laut", "zufolge", "dass", "é", "\u00ad"]
TEXTS = [TEXT, "", "Ein Satz.", " ", TEXT[::2], TEXT * 6, "„Nein“, sagte Eva Klein.", TEXT[150:]]


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
    sentences = [sentence.start for sentence in doc.sents]
    return ents, sentences, doc._.mentions, doc._.roles, doc._.statements, doc._.stances


@given(st.lists(st.sampled_from(PIECES), max_size=70), st.booleans())
@settings(max_examples=100, deadline=None)
def test_offsets_hold_on_mangled_text(nlp: Language, pieces: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(pieces)
    doc = nlp(text)
    assert doc.text == text
    for start, end in every_span(doc):
        assert 0 <= start < end <= len(text)
    for number, statement in enumerate(doc._.statements):
        assert statement.quote_spans
        assert statement.parent != number
        assert statement.parent is None or 0 <= statement.parent < len(doc._.statements)
        assert 0 <= statement.confidence <= 1
        assert statement.medium in ("speech", "writing", "thought")
        for one, other in pairwise(statement.quote_spans):
            assert one.end_char <= other.start_char
    for stance in doc._.stances:
        assert stance.statement is None or 0 <= stance.statement < len(doc._.statements)
        assert 0 <= stance.confidence <= 1
        assert stance.polarity in ("support", "oppose", "ambivalent")
        assert stance.attribution in ("own words", "reported", "narrated")


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_goes_through(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(0 <= start < end <= len(text) for start, end in every_span(doc))


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "Wort", "„", "“", ".", "dass", "sagte", "laut", "„“", "x" * 5000]
)
def test_empty_and_single_words(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert len(list(doc.sents)) == bool(text)
    assert all(0 <= start < end <= len(text) for start, end in every_span(doc))
    if not text.strip():
        assert (doc._.statements, doc._.stances, doc._.mentions) == ((), (), ())


def test_attributes_of_a_whole_text(nlp: Language) -> None:
    doc = nlp(TEXT)
    kinds = {statement.statement_kind for statement in doc._.statements}
    assert "direct" in kinds
    assert len(doc.spans["statements"]) == sum(len(s.quote_spans) for s in doc._.statements)
    assert {span.label_ for span in doc.spans["statements"]} == kinds
    assert [span.label_ for span in doc.spans["stances"]] == [s.polarity for s in doc._.stances]
    assert doc.ents
    names = {m.span for m in doc._.mentions if m.mention_form == "name"}
    assert {(entity.start_char, entity.end_char) for entity in doc.ents} == names


def test_displacy_shows_statements(nlp: Language) -> None:
    html = displacy.render(nlp(TEXT), style="span", options={"spans_key": "statements"}, jupyter=False)
    assert "direct" in html
    assert "schadet" in html


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
    assert [span.text for span in back.spans["statements"]] == [span.text for span in doc.spans["statements"]]


def test_disk_round_trip(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    assert annotations(spacy.load(tmp_path / "model")(TEXT)) == annotations(nlp(TEXT))


def test_a_saved_pipeline_keeps_its_settings(tmp_path: Path) -> None:
    chosen = load(names={"Minister": "organisation"}, thresholds={"statement": 1.0, "quotation": 1.0})
    chosen.to_disk(tmp_path / "model")
    doc = spacy.load(tmp_path / "model")(TEXT)
    assert annotations(doc) == annotations(chosen(TEXT))
    assert doc._.statements == ()
    assert ("Minister", "organisation") in {(entity.text, entity.label_) for entity in doc.ents}


def test_pipeline_bytes_round_trip(nlp: Language) -> None:
    assert annotations(load().from_bytes(nlp.to_bytes())(TEXT)) == annotations(nlp(TEXT))


@pytest.fixture(scope="module")
def alone(nlp: Language) -> list[tuple[object, ...]]:
    """Annotations of each text for itself."""
    return [annotations(nlp(text)) for text in TEXTS]


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("batch_size", [1, 2, 3, 50])
def test_same_text_same_result(alone: list[tuple[object, ...]], threads: int, batch_size: int) -> None:
    nlp = load(threads=threads)
    order = list(range(len(TEXTS))) * 2
    random.Random(batch_size).shuffle(order)
    docs = nlp.pipe([TEXTS[i] for i in order], batch_size=batch_size)
    for number, doc in zip(order, docs, strict=True):
        assert annotations(doc) == alone[number]


def test_answers_decoded_step_by_step_are_the_same(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [annotations(doc) for doc in nlp.pipe(TEXTS)]
    monkeypatch.setattr("standpunkt.language.network.RUNS_A_STEP", 1)
    assert [annotations(doc) for doc in nlp.pipe(TEXTS)] == whole


def test_version_names_the_model_and_the_tables() -> None:
    content = (MODEL_FOLDER / "decoding.json").read_bytes()
    model, digest = json.loads(content)["name"], hashlib.sha256(content).hexdigest()[:8]
    assert f"{model}-{digest}-{tables.fingerprint()}" == EXTRACTOR_VERSION


def test_decoding_holds_the_hash_of_the_weights() -> None:
    digest = hashlib.sha256()
    for name in ("tagger.onnx", "labeller.onnx", "pieces.model", "vectors.npz"):
        digest.update((MODEL_FOLDER / name).read_bytes())
    assert json.loads((MODEL_FOLDER / "decoding.json").read_text("utf8"))["weights"] == digest.hexdigest()


def test_version_changes_with_a_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = tables.fingerprint()
    for table in tables._FOLDER.iterdir():
        if table.is_file():
            (tmp_path / table.name).write_bytes(table.read_bytes())
    monkeypatch.setattr(tables, "_FOLDER", tmp_path)
    assert tables.fingerprint.__wrapped__() == before
    with (tmp_path / "distance.csv").open("a", encoding="utf8") as table:
        table.write("doubting,raune\\w*\n")
    assert tables.fingerprint.__wrapped__() != before


@pytest.mark.parametrize("missing", [FILES, FILES[1:2]])
def test_a_missing_model_says_what_is_missing(tmp_path: Path, missing: tuple[str, ...]) -> None:
    for name in set(FILES) - set(missing):
        (tmp_path / name).write_bytes((MODEL_FOLDER / name).read_bytes())
    with pytest.raises(ModelMissing) as raised:
        load(folder=tmp_path)
    assert str(tmp_path) in str(raised.value)
    assert f"{', '.join(missing)} missing" in str(raised.value)
    assert "Reinstall standpunkt" in str(raised.value)


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (("statement", "quotation"), lambda doc: len(doc._.statements)),
        (("stance",), lambda doc: len(doc._.stances)),
        (
            ("entity",),
            lambda doc: sum(m.entity_kind == "person" for m in doc._.mentions if m.mention_form == "name"),
        ),
    ],
)
def test_higher_thresholds_give_fewer_rows(names, rows) -> None:
    counts = [
        rows(load(thresholds=dict.fromkeys(names, value))(TEXT * 3)) for value in (0.0, 0.2, 0.5, 0.8, 1.01)
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] == 0


def test_an_unknown_threshold_is_refused() -> None:
    with pytest.raises(TypeError, match="statment"):
        load(thresholds={"statment": 0.5})


def test_added_names_count_wherever_they_stand() -> None:
    nlp = load(names={"Wagenknecht-Rat": "organisation", "Lars": "other", "Eva Klein": "organisation"})
    found = [(entity.text, entity.label_) for entity in nlp(f"Der Wagenknecht-Rat tagte. {TEXT}").ents]
    for expected in (("Wagenknecht-Rat", "organisation"), ("Lars", "other"), ("Eva Klein", "organisation")):
        assert found.count(expected) == 1
    assert "Lars Ott" not in dict(found)


def test_vectors_are_kept_when_asked_for(nlp: Language) -> None:
    assert nlp(TEXT)._.sentence_vectors is None
    with_vectors = load(vectors=True)
    for text in (TEXT, "\n\nEin Satz. Noch einer.", " Ein Satz mit Rand. "):
        doc = with_vectors(text)
        sentences, targets = doc._.sentence_vectors, doc._.target_vectors
        assert len(sentences) == len(list(doc.sents))
        assert len(targets) == len(doc._.stances)
        assert sentences.shape[1] == targets.shape[1] > 1
        for vectors in (sentences, targets):
            assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(vectors)), abs=1e-3)
        back = Doc(with_vectors.vocab).from_bytes(doc.to_bytes())
        assert np.array_equal(back._.sentence_vectors, sentences)


def test_vectors_change_no_annotation(nlp: Language) -> None:
    assert annotations(load(vectors=True)(TEXT)) == annotations(nlp(TEXT))


def test_like_sentences_have_like_vectors() -> None:
    first, second, third = load(vectors=True)(
        "Der Minister lehnt das Gesetz ab. Die Ministerin lehnt das Gesetz ab. Am Abend regnet es in Bremen."
    )._.sentence_vectors
    assert first @ second > first @ third


LONG = """
import resource, sys
from standpunkt.language import load

text = sys.stdin.read()
nlp = load(threads=2)
nlp.max_length = len(text) + 1
nlp(text[:20_000])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
doc = nlp(text)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert doc.text == text
assert all(0 <= a < b <= len(text) for s in doc._.statements for a, b in s.quote_spans)
print(len(doc), len(doc._.statements), (after - before) // (1024 if sys.platform != "darwin" else 1024**2))
"""


def test_a_very_long_text_goes_through_in_bounded_memory() -> None:
    body = TEXT.split("\n", 2)[2].split()
    shuffled = random.Random(5)
    words: list[str] = []
    while len(words) < 30_000:
        words += body if shuffled.random() < 0.5 else shuffled.sample(body, len(body))
    found = subprocess.run(
        [sys.executable, "-c", LONG], input=" ".join(words), capture_output=True, text=True, check=True
    )
    n_tokens, n_statements, megabytes = map(int, found.stdout.split())
    assert n_tokens > 30_000
    assert n_statements > 100
    assert megabytes < 500


def test_first_person_in_a_direct_quote_is_its_speaker(nlp: Language) -> None:
    doc = nlp("„Ich lehne ein Tempolimit auf Autobahnen ab“, sagte die Ministerin am Montag in Falkenburg.")
    (stance,) = doc._.stances
    assert (stance.polarity, stance.attribution, stance.reporter) == ("oppose", "own words", None)
