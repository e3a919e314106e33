"""Tagged words become texts with ordinary spacing, and names with offsets."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standpunkt.evaluation.gold import BrokenGoldLine
from standpunkt.evaluation.tagged import SENTENCES_A_DOCUMENT, detokenise, is_tagged, read_tagged

PATH = Path("gold.tsv")


def tagged(*words: str) -> str:
    """Lines of "word/tag"."""
    lines = ["\t".join([str(number), *word.rsplit("/", 1)]) for number, word in enumerate(words, start=1)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Anna Berg kam , sah und ging .", "Anna Berg kam, sah und ging."),
        ("„ Ich gehe “ , sagte sie .", "„Ich gehe“, sagte sie."),
        ("Das « Gläschen in Ehren » schadet .", "Das «Gläschen in Ehren» schadet."),
        ('Er las " Ecce homo " , dann " Faust " !', 'Er las "Ecce homo", dann "Faust"!'),
        ("Der Bund ( er zahlt ) fragt [ noch ] : warum ?", "Der Bund (er zahlt) fragt [noch]: warum?"),
    ],
)
def test_spacing_is_ordinary(words: str, text: str):
    assert detokenise(words.split())[0] == text


@given(st.lists(st.text('aÄ.,"„“«»()[]', min_size=1), max_size=20))
def test_every_word_stands_at_its_offsets(words: list[str]):
    text, spans = detokenise(words)
    assert [text[slice(*span)] for span in spans] == words
    assert text.replace(" ", "") == "".join(words)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["Anna/B-PER", "Berg/I-PER", "ging/O"], [("Anna Berg", "person")]),
        (["Anna/B-PER", "Otto/B-PER"], [("Anna", "person"), ("Otto", "person")]),
        (["Anna/I-PER", "Berg/I-PER", "Ulm/I-LOC"], [("Anna Berg", "person"), ("Ulm", "place")]),
        (["Anna/B-PER", "SPD/I-ORG"], [("Anna", "person"), ("SPD", "organisation")]),
        (["deutsche/B-LOCderiv", "EU-Budget/B-ORGpart", "Euro/B-OTH"], [("Euro", "other")]),
        (["Anna/B-PER", "Berg-Foto/I-PERpart", "Ulm/I-PER"], [("Anna", "person"), ("Ulm", "person")]),
        (["geht/O"], []),
    ],
)
def test_names_follow_the_tags(words: list[str], names: list[tuple[str, str]]):
    [document] = read_tagged(PATH, tagged(*words))
    assert document.text
    assert [(document.text[slice(*span)], kind) for span, kind in document.names] == names


def test_sentences_make_documents():
    sentence = tagged("Ulm/B-LOC", "./O") + "\n"
    documents = read_tagged(PATH, "# newdoc\n" + sentence * (SENTENCES_A_DOCUMENT + 2))
    assert [len(document.names) for document in documents] == [SENTENCES_A_DOCUMENT, 2]
    assert documents[1].text == "Ulm.\nUlm.\n"
    assert [documents[1].text[slice(*span)] for span, _ in documents[1].names] == ["Ulm", "Ulm"]
    assert documents[1].line == 2 + 3 * SENTENCES_A_DOCUMENT


def test_a_name_ends_with_its_sentence():
    [document] = read_tagged(PATH, tagged("Anna/B-PER") + "\n" + tagged("Berg/I-PER"))
    assert len(document.names) == 2


def test_an_unknown_tag_is_named_with_its_line():
    with pytest.raises(BrokenGoldLine, match=r"gold\.tsv:2: the tag 'B-TIME'"):
        read_tagged(PATH, tagged("Anna/B-PER", "heute/B-TIME"))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["#\thttp://example.org [2009-08-24]", "1\tUlm\tB-LOC\tO"], True),
        (["", "# sent_id = 1", "1\t„\tO\t-\t-"], True),
        (["1\tUlm\tUlm\tPROPN"], False),
        (["Ulm\tB-LOC"], False),
        ([], False),
    ],
)
def test_the_first_word_tells_the_format(lines: list[str], expected: bool):
    assert is_tagged(lines) is expected
