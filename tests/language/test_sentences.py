"""Sentence starts where German punctuation misleads."""

import pytest
from spacy.language import Language

SENTENCES = [
    ["Das Treffen fand am 18. August in Washington statt.", "Es dauerte lange."],
    ["Sie kommt am 3. Mai.", "Der Rest folgt am 4. Juni."],
    ["Die Wahl war 2009.", "Inzwischen regiert die Opposition."],
    ["Dr. Anna Weber und Prof. Hans Ott kamen z.B. aus Bonn.", "Sie blieben kurz."],
    ["„Wir gehen.“", "Dann gingen sie."],
    ["„Gehen wir?“, fragte sie.", "Niemand antwortete."],
    ["Er fragte: „Warum?“", "„Darum“, sagte sie."],
    ["Der Preis stieg um 2.500 Euro.", "Das überraschte alle!", "Wirklich?"],
    ['"Wir gehen." ', "Dann gingen sie."],
    ["Der Verdächtige Karl M. wurde gefasst.", "Er schweigt."],
]


@pytest.mark.parametrize("sentences", SENTENCES)
def test_sentences(nlp: Language, sentences: list[str]) -> None:
    doc = nlp(" ".join(sentence.strip() for sentence in sentences))
    assert [sentence.text.strip() for sentence in doc.sents] == [sentence.strip() for sentence in sentences]


def test_line_breaks_always_end_a_sentence(nlp: Language) -> None:
    doc = nlp("Überschrift ohne Punkt\nDer erste Satz.\n\nund klein weiter")
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Überschrift ohne Punkt",
        "Der erste Satz.",
        "und klein weiter",
    ]
