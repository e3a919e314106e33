"""Readers of the corpora, on a few lines of each format."""

import gzip
import json
import random
from pathlib import Path

import numpy as np
import pytest

from standpunkt.language.labels import ENTITY, MEDIA, POLARITIES, STANCE_CLASSES, STATEMENT_KINDS
from tests.conftest import SHARED
from training import corpora, name_corpora
from training.corpora import CORPORA, find_snippet, read_standoff, restyled
from training.examples import Annotate, Example
from training.name_corpora import place_or_country, spaced

OWN = sorted((Path(corpora.__file__).parent / "corpus").glob("*.jsonl"))
RNG = random.Random(1)


def entities(example: Example) -> dict[str, str]:
    """Text and kind of each tagged name; ``?`` where nothing is known."""
    words, bits = example.words, example.tags["entity"]
    found: dict[str, str] = {}
    for word, bit in enumerate(bits.tolist()):
        shown = words.text[words.starts[word] : words.ends[word]]
        if bit == 0:
            found[shown] = "?"
        for kind in ENTITY.labels:
            if bit == 1 << ENTITY.begin(kind):
                last = word + 1
                while last < len(words) and bits[last] == 1 << ENTITY.begin(kind) + 1:
                    last += 1
                found[words.text[words.starts[word] : words.ends[last - 1]]] = kind
    return found


def starts(example: Example) -> list[str]:
    """First word of each sentence."""
    words = example.words
    flags = example.sentence_starts
    assert flags is not None
    return [words.text[words.starts[i] : words.ends[i]] for i in np.flatnonzero(flags)]


def table(path: Path, sentences: list[list[tuple[str, ...]]]) -> Path:
    blocks = ["\n".join("\t".join(cells) for cells in sentence) for sentence in sentences]
    path.write_text("\n\n".join(blocks) + "\n", "utf8")
    return path


def test_germeval(annotate: Annotate, tmp_path: Path) -> None:
    rows = [
        ("#", "http://example.org [2010-01-01]"),
        ("1", "Anna", "B-PER", "O"),
        ("2", "Weber", "I-PER", "O"),
        ("3", "aus", "O", "O"),
        ("4", "Polen", "B-LOC", "O"),
        ("5", "kennt", "O", "O"),
        ("6", "Ulmer", "B-LOCderiv", "O"),
        ("7", "Faust", "B-OTH", "O"),
        ("8", ".", "O", "O"),
    ]
    (example,) = name_corpora.germeval(table(tmp_path / "dev.tsv", [rows]), annotate, RNG)
    assert example.words.text == "Anna Weber aus Polen kennt Ulmer Faust."
    assert entities(example) == {"Anna Weber": "person", "Polen": "country", "Faust": "other"}
    assert starts(example) == ["Anna"]


def test_germeval_leaves_every_fifth_block_for_development(annotate: Annotate, tmp_path: Path) -> None:
    from training.tune import held_out

    path = table(tmp_path / "dev.tsv", [[("1", f"Wort{i}", "O", "O")] for i in range(450)])
    read = {
        word
        for example in name_corpora.germeval(path, annotate, RNG)
        for word in example.words.text.replace("\n", " ").split()
    }
    left = held_out(path, tmp_path / "held_out.tsv").read_text("utf8").split()[1::4]
    assert len(left) == 80
    assert read | set(left) == {f"Wort{i}" for i in range(450)}
    assert not read & set(left)


def test_europarl_says_nothing_of_other_names(annotate: Annotate, tmp_path: Path) -> None:
    rows = [
        ("Herr", "a", "b", "c", "O"),
        ("Weber", "a", "b", "c", "I-PER"),
        ("sprach", "a", "b", "c", "O"),
        ("deutsch", "a", "b", "c", "I-MISC"),
    ]
    (example,) = name_corpora.europarl(table(tmp_path / "x.tsv", [rows]), annotate, RNG)
    assert entities(example) == {"Weber": "person", "deutsch": "?"}
    other = 0b11 << ENTITY.begin("other")
    assert example.tags["entity"][0] == 1 | other


def test_bundestag(annotate: Annotate, tmp_path: Path) -> None:
    rows = [("1", "Die", "x", "x", "O"), ("2", "SPD", "x", "x", "B-ORG"), ("3", "klatscht", "x", "x", "O")]
    (example,) = name_corpora.bundestag(table(tmp_path / "x.conll", [rows]), annotate, RNG)
    assert entities(example) == {"SPD": "organisation"}


def test_common_nouns_of_debates_are_no_organisations_and_no_gaps(annotate: Annotate, tmp_path: Path) -> None:
    rows = [("1", "Die", "x", "x", "O"), ("2", "Bundesregierung", "x", "x", "B-ORG")]
    (example,) = name_corpora.bundestag(table(tmp_path / "x.conll", [rows]), annotate, RNG)
    assert entities(example) == {"Bundesregierung": "?"}


def test_mobie_does_not_judge_streets(annotate: Annotate, tmp_path: Path) -> None:
    rows = [
        ("Siemens", "x", "x", "B-organization-company"),
        ("in", "x", "x", "O"),
        ("Ulm", "x", "x", "B-location-city"),
        (",", "x", "x", "O"),
        ("Hauptstraße", "x", "x", "B-location-street"),
        ("am", "x", "x", "O"),
        ("Montag", "x", "x", "B-date"),
    ]
    empty = [("Stau", "x", "x", "O")]
    short_message = [("#SBahn", "x", "x", "B-organization-company"), ("Ulm", "x", "x", "B-location-city")]
    (example,) = name_corpora.mobie(table(tmp_path / "x.conll", [rows, empty, short_message]), annotate, RNG)
    assert example.words.text == "Siemens in Ulm, Hauptstraße am Montag"
    assert entities(example) == {"Siemens": "organisation", "Ulm": "place", "Hauptstraße": "?"}


def write_treebank(path: Path, sentences: list[str]) -> Path:
    with gzip.open(path, "wt", encoding="utf8") as out:
        out.writelines(f"# sent_id = {i}\n# text = {s}\n1\tx\n\n" for i, s in enumerate(sentences))
    return path


def test_literature(annotate: Annotate, tmp_path: Path) -> None:
    sentences = [f"Satz{i} endet hier." for i in range(name_corpora.SENTENCES_A_TEXT + 1)]
    first, second = corpora.literature(write_treebank(tmp_path / "x.conllu.gz", sentences), annotate, RNG)
    assert starts(first) + starts(second) == [sentence.split()[0] for sentence in sentences]
    assert first.tags == {}


@pytest.mark.parametrize("apart", [0.0, 1.0])
def test_treebank(annotate: Annotate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: float) -> None:
    """Names stay what they are when blanks go, compounds are parted, and repeated sentences are left out."""
    sentences = ["Aus Papua-Neuguinea , kam ( Otto ) .", "Mehr im Heft :", "Anna schwieg .", "Mehr im Heft :"]
    names = {
        "x:0": {"entities": [[4, 19, "country"], [28, 32, "person"]]},
        "x:2": {"entities": [[0, 4, "person"]]},
    }
    monkeypatch.setattr(corpora, "read_standoff", {"treebanks": names}.__getitem__)
    monkeypatch.setattr(corpora, "APART", apart)
    (example,) = corpora.treebank(write_treebank(tmp_path / "x.conllu.gz", sentences), annotate, RNG)
    island = "Papua - Neuguinea" if apart else "Papua-Neuguinea"
    assert example.words.text.split() == f"Aus {island}, kam (Otto). Mehr im Heft: Anna schwieg.".split()
    assert entities(example) == {island: "country", "Otto": "person", "Anna": "person"}
    assert starts(example) == ["Aus", "Mehr", "Anna"]


def test_quotations(annotate: Annotate, tmp_path: Path) -> None:
    text = "Otto rief: „Halt!“ Anna lobt Otto."

    def at(part: str) -> list[int]:
        return list(find_snippet(text, part))

    said = {
        "kind": "Direct",
        "medium": "SW",
        "quote": [at("„Halt!“")],
        "speaker": [at("Otto@1")],
        "cue": [at("rief")],
        "frame": [at("Otto rief:")],
        "addressee": [],
    }
    held = {"polarity": "support", "cue": at("lobt"), "target": at("Otto@2"), "holder": at("Anna")}
    document = {"doc": "1", "text": text, "sentences": [[0, 18], [19, 34]], "statements": [said]}
    (tmp_path / "said.jsonl").write_text(json.dumps(document) + "\n", "utf8")
    stances = {"doc": "1", "stances": [held, {**held, "cue": None}]}
    (tmp_path / "held.jsonl").write_text(json.dumps(stances) + "\n", "utf8")
    (example,) = corpora.quotations(tmp_path / "said.jsonl", annotate, RNG, tmp_path / "held.jsonl", False)
    assert example.words.text == text
    assert starts(example) == ["Otto", "Anna"]
    assert [(p.kind, p.media) for p in example.predicates] == [("direct", 0b011), ("stance", 0)]
    assert set(example.tags) == {"direct", "speech", "stance"}
    (without,) = corpora.quotations(tmp_path / "said.jsonl", annotate, RNG)
    assert set(without.tags) == {"direct", "speech"}
    assert len(without.words.text) == len(text)


def test_quotation_kinds_and_media_are_the_models() -> None:
    assert tuple(corpora.KINDS.values()) == STATEMENT_KINDS
    assert all(set(media) <= set(MEDIA) for media in corpora.MEDIUM_SETS.values())


@pytest.mark.parametrize(
    ("sentiment", "classes"), [("positive", {"support"}), ("negative", {"oppose"}), ("neutral", None)]
)
def test_gerntsa(annotate: Annotate, tmp_path: Path, sentiment: str, classes: set[str] | None) -> None:
    row = {
        "opinion_snippet": "Otto lobt Ulm.",
        "sentiment": {"polarity": sentiment},
        "target_anchor": {"from": 10, "to": 13},
    }
    (tmp_path / "x.json").write_text(json.dumps([row]), "utf8")
    (example,) = corpora.gerntsa(tmp_path / "x.json", annotate, RNG)
    (predicate,) = example.predicates
    assert (predicate.kind, predicate.words.tolist()) == ("target", [2])
    found = {name for at, name in enumerate(STANCE_CLASSES) if predicate.classes >> at & 1}
    assert found == (classes or {"none", "ambivalent"})


def test_wahlomat(annotate: Annotate, tmp_path: Path) -> None:
    reason = "Wir wollen das, weil es allen Menschen im Lande nützt."
    rows = [
        {"target": "Ein Tempolimit soll gelten.", "text": f'"{reason}"', "stance": "Stimme nicht zu"},
        {"target": "Ein Tempolimit soll gelten.", "text": "Zu kurz.", "stance": "Stimme zu"},
        {"target": "Ein Tempolimit soll gelten.", "text": reason, "stance": "keine Angabe"},
    ]
    with gzip.open(tmp_path / "x.jsonl.gz", "wt", encoding="utf8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    (example,) = corpora.wahlomat(tmp_path / "x.jsonl.gz", annotate, RNG)
    assert example.words.text == f"Ein Tempolimit soll gelten.\n{reason}"
    (predicate,) = example.predicates
    assert predicate.words.tolist() == [0, 1, 2, 3, 4]
    assert predicate.classes == 1 << STANCE_CLASSES.index("oppose")


def test_snippets_are_found_where_they_are_meant() -> None:
    text = "Er rief und rief. Post an info@2 kam."
    assert find_snippet(text, "Er") == (0, 2)
    assert find_snippet(text, "rief@1") == (3, 7)
    assert find_snippet(text, "rief@2") == (12, 16)
    assert find_snippet(text, "info@2") == (26, 32)


@pytest.mark.parametrize("snippet", ["rief", "rief@3", "schwieg", "schwieg@1"])
def test_snippets_that_name_no_place_are_refused(snippet: str) -> None:
    with pytest.raises(ValueError, match="occurs"):
        find_snippet("Er rief und rief.", snippet)


def test_quotation_marks_are_restyled_in_place() -> None:
    text = "„Nein“, rief er."
    for seed in range(20):
        found = restyled(text, random.Random(seed))
        assert len(found) == len(text)
        assert found[1:5] == "Nein"


def test_words_are_spaced_as_in_print() -> None:
    words = ["Er", "sagte", ":", "„", "Ja", "“", '"', "Gut", '"', "(", "so", ")", "."]
    text, spans = spaced(words)
    assert text == 'Er sagte: „Ja“ "Gut" (so).'
    assert [text[start:end] for start, end in spans] == words


@pytest.mark.parametrize(("name", "kind"), [("Polen", "country"), ("Polens", "country"), ("Ulm", "place")])
def test_states_are_told_from_places(name: str, kind: str) -> None:
    assert place_or_country(name) == kind


def test_every_corpus_states_its_terms() -> None:
    for name, corpus in CORPORA.items():
        assert corpus.licence, name
        assert all(times >= 0 for times in corpus.passes)


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_own_passages_resolve(annotate: Annotate, path: Path) -> None:
    lines = [json.loads(line) for line in path.read_text("utf8").splitlines() if line.strip()]
    wrong = []
    for passage in lines:
        single = json.dumps(passage, ensure_ascii=False)
        try:
            (example,) = _read_one(single, annotate, path)
        except (KeyError, ValueError) as error:
            wrong.append(f"{passage['id']}: {error}")
            continue
        quotes = sum(len(s["quote"]) for s in passage["statements"])
        cues = {(s["cue"], s["polarity"]) for s in passage["stances"]}
        assert len(example.predicates) == quotes + len(cues), passage["id"]
        assert {s["kind"] for s in passage["statements"]} <= set(STATEMENT_KINDS), passage["id"]
        assert {s["polarity"] for s in passage["stances"]} <= set(POLARITIES), passage["id"]
        assert {kind for _, kind in passage["entities"]} <= set(ENTITY.labels), passage["id"]
    assert wrong == []


def _read_one(line: str, annotate: Annotate, path: Path) -> list[Example]:
    class OneLine:
        def read_text(self, encoding: str) -> str:
            return line

    return list(corpora.passages(OneLine(), annotate, random.Random(path.stem)))


def test_standoff_names_are_given_to_the_quotation_corpus(
    annotate: Annotate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpora, "OWN_PASSAGES", tmp_path)
    (tmp_path / "standoff").mkdir()
    row = {"id": "7", "entities": [[0, 10, "person"], [17, 20, "place"]]}
    (tmp_path / "standoff" / "names.jsonl").write_text(json.dumps(row) + "\n", "utf8")
    text = "Anna Weber liebt Ulm."
    texts = [{"doc": doc, "text": text, "sentences": [[0, 21]], "statements": []} for doc in "78"]
    (tmp_path / "said.jsonl").write_text("\n".join(json.dumps(text) for text in texts), "utf8")
    named, unnamed = corpora.quotations(tmp_path / "said.jsonl", annotate, RNG)
    assert entities(named) == {"Anna Weber": "person", "Ulm": "place"}
    assert "entity" not in unnamed.tags


def test_snippets_have_statements_stances_and_names(
    annotate: Annotate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpora, "OWN_PASSAGES", tmp_path)
    (tmp_path / "standoff").mkdir()
    text = "Otto fordert, Ulm zu schützen."
    said = {
        "kind": "indirect",
        "quote": [[14, 29]],
        "speaker": [[0, 4]],
        "cue": [[5, 12]],
        "frame": [],
        "addressee": [],
    }
    held = {"polarity": "support", "cue": [5, 12], "target": [14, 29], "holder": [0, 4], "condition": None}
    row = {
        "id": "a",
        "statements": [said],
        "stances": [held],
        "entities": [[0, 4, "person"], [14, 17, "place"]],
    }
    (tmp_path / "standoff" / "snippets.jsonl").write_text(json.dumps(row) + "\n", "utf8")
    (tmp_path / "x.json").write_text(
        json.dumps([{"id": "a", "opinion_snippet": text}, {"id": "b", "opinion_snippet": "Nein."}]), "utf8"
    )
    (example,) = corpora.snippets(tmp_path / "x.json", annotate, RNG)
    assert entities(example) == {"Otto": "person", "Ulm": "place"}
    assert [p.kind for p in example.predicates] == ["indirect", "stance"]


@pytest.mark.needs_shared
def test_standoff_annotation_lies_on_words_of_its_texts() -> None:
    lines = (SHARED / "corpora" / "statements" / "train.jsonl").read_text("utf8").splitlines()
    texts = {row["doc"]: row["text"] for row in map(json.loads, lines)}
    rows = json.loads((SHARED / "corpora" / "stances" / "gerntsa.json").read_text("utf8"))
    texts |= {row["id"]: row["opinion_snippet"] for row in rows}
    names, snippets = read_standoff("names"), read_standoff("snippets")
    assert len(names) == 700
    assert len(snippets) == 1967
    for key, row in {**names, **snippets}.items():
        text = texts[key]
        spans = [(start, end) for start, end, _ in row["entities"]]
        for said in row.get("statements", ()):
            spans += [tuple(span) for part, own in said.items() if part != "kind" for span in own]
        for held in row.get("stances", ()):
            spans += [tuple(held[part]) for part in ("cue", "target", "holder", "condition") if held[part]]
        for start, end in spans:
            assert 0 <= start < end <= len(text), key
            assert text[start:end] == text[start:end].strip(), (key, text[start:end])
        assert {kind for *_, kind in row["entities"]} <= set(ENTITY.labels), key


def test_own_passages_have_names_of_their_own() -> None:
    assert OWN
    names = [
        json.loads(line)["id"] for path in OWN for line in path.read_text("utf8").splitlines() if line.strip()
    ]
    assert len(set(names)) == len(names)


def test_narrated_speech_in_passages_may_also_be_nothing(annotate: Annotate, tmp_path: Path) -> None:
    said = {"kind": "reported", "quote": ["Otto lobte Ulm"], "speaker": ["Otto"]}
    held = {"polarity": "support", "cue": "lobte", "target": "Ulm", "holder": "Otto"}
    passage = {"text": "Otto lobte Ulm.", "statements": [said], "stances": [held], "entities": []}
    (tmp_path / "x.jsonl").write_text(json.dumps(passage) + "\n\n", "utf8")
    (example,) = corpora.passages(tmp_path / "x.jsonl", annotate, RNG)
    assert all(bits & 1 for bits in example.tags["speech"].tolist())
    reported, stance = example.predicates
    assert (reported.classes & 1, stance.classes & 1) == (1, 0)
