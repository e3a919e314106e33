"""What tables know beside the model: states, adjectives, offices, pronouns, added names."""

import pytest
from spacy.tokens import Doc

from standpunkt.language import mentions
from standpunkt.language.annotations import CharSpan, Mention
from standpunkt.language.calibration import Calibration
from standpunkt.language.tokenizer import blank
from standpunkt.language.viterbi import TagSpan
from standpunkt.language.windows import Words, read_words

NLP = blank()


class NoPieces:
    """Stands in for the vocabulary, which mentions do not need."""

    def of(self, words: list[tuple[str, bool]]) -> list[tuple[int, ...]]:
        return [(0,) for _ in words]


def read(text: str) -> Words:
    return read_words(text, [(token.idx, token.text) for token in NLP(text)], NoPieces())


def span_of(text: str, part: str) -> CharSpan:
    start = text.index(part)
    return CharSpan(start, start + len(part))


def shown(doc: Doc, found: list[Mention]) -> list[tuple[str, str, str]]:
    return [(doc.text[slice(*m.span)], m.entity_kind, m.mention_form) for m in found]


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        ({"Wagenknecht-Rat": "organisation"}, "Der Wagenknecht-Rat tagte.", ["Wagenknecht-Rat"]),
        ({"Eva Klein": "person"}, "Eva Klein kam. Eva Kleins Rad blieb.", ["Eva Klein", "Eva Kleins"]),
        ({"Eva": "person", "Eva Klein": "person"}, "Eva Klein traf Eva.", ["Eva Klein", "Eva"]),
        ({"Rat": "organisation"}, "Der Rat tagte. Rates Ende, Rats Anfang.", ["Rat", "Rats"]),
        ({"Haus des Brotes": "place"}, "Das Haus des Brotes und ein Haus des", ["Haus des Brotes"]),
        ({}, "Niemand kam.", []),
    ],
)
def test_added_names_are_found_once(names: dict[str, str], text: str, expected: list[str]) -> None:
    found = mentions.NameTable(names)(NLP(text))
    assert [text[slice(*mention.span)] for mention in found] == expected
    assert all(mention.mention_form == "name" for mention in found)


def test_a_place_that_is_a_state_is_a_country() -> None:
    words = read("Polens Grenze liegt bei Guben")
    found = mentions.names(words, [TagSpan(0, 1, "place", 0.9), TagSpan(4, 5, "place", 0.7)], Calibration())
    assert [(m.entity_kind, m.confidence) for m in found] == [("country", 0.9), ("place", 0.7)]


def test_adjectives_of_states_and_first_elements_of_compounds() -> None:
    doc = NLP("Der französische NATO-Generalsekretär trat zurück, der Rot-Kreuz-Helfer nicht.")
    assert shown(doc, mentions.attributes(doc, [])) == [
        ("französische", "country", "adjective"),
        ("NATO", "organisation", "adjective"),
    ]


def test_an_adjective_inside_a_name_is_none() -> None:
    text = "Die Deutsche Bahn fährt."
    name = Mention(span_of(text, "Deutsche Bahn"), "organisation", "name", 0.9)
    assert mentions.attributes(NLP(text), [name]) == []


def test_merged_keeps_the_first_of_what_overlaps() -> None:
    one, inside, beside = (
        Mention(CharSpan(*span), "person", "name", 0.5) for span in ((4, 9), (6, 8), (0, 3))
    )
    assert mentions.merged([one], [inside, beside]) == [beside, one]


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("er", ("er", "person", "pronoun")),
        ("Sie", ("Sie", "other", "pronoun")),
        ("Der Minister", ("Der Minister", "person", "office")),
        ("das Außenministerium", ("das Außenministerium", "organisation", "office")),
        ("die Anwohner", ("die Anwohner", "other", "office")),
        ("Angaben der Polizei", ("der Polizei", "organisation", "office")),
    ],
)
def test_speakers_without_a_name_become_mentions(speaker: str, expected: tuple[str, str, str]) -> None:
    text = f"Gestern sagte {speaker} nichts."
    found = mentions.speaker_mentions(text, [], [span_of(text, speaker)] * 2)
    assert shown(NLP(text), found) == [expected]


def test_a_speaker_with_a_name_needs_no_further_mention() -> None:
    text = "Kanzlerin Eva Klein schwieg."
    name = Mention(span_of(text, "Eva Klein"), "person", "name", 0.9)
    assert mentions.speaker_mentions(text, [name], [span_of(text, "Kanzlerin Eva Klein")]) == []


def test_a_source_phrase_without_a_source_is_no_mention() -> None:
    text = "Ersten Angaben zufolge lebt er."
    assert mentions.speaker_mentions(text, [], [span_of(text, "Ersten Angaben")]) == []
