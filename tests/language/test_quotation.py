"""Quotation marks: every kind, nested, unclosed, and U+201C, which closes in German and opens in English."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standpunkt.language.quotation import quotations

WHOLE = [
    ("Er sagte: „Das geht nicht.“ Dann ging er.", "„Das geht nicht.“"),
    ("Er sagte: „Das geht nicht.” Dann ging er.", "„Das geht nicht.”"),
    ('Er sagte: „Das geht nicht." Dann ging er.', '„Das geht nicht."'),
    ("Er sagte: »Das geht nicht.« Dann ging er.", "»Das geht nicht.«"),
    ("Er sagte: «Das geht nicht.» Dann ging er.", "«Das geht nicht.»"),
    ('Er sagte: "Das geht nicht." Dann ging er.', '"Das geht nicht."'),
    ("Er sagte: “Das geht nicht.” Dann ging er.", "“Das geht nicht.”"),
    ("Er sagte: ‚Das geht nicht.‘ Dann ging er.", "‚Das geht nicht.‘"),
    ("Er sagte: ›Das geht nicht.‹ Dann ging er.", "›Das geht nicht.‹"),
]


@pytest.mark.parametrize(("text", "quoted"), WHOLE)
def test_every_kind_of_mark_is_found(text: str, quoted: str) -> None:
    assert [text[q.start_char : q.end_char] for q in quotations(text)] == [quoted]
    assert quotations(text)[0].closed


def test_apostrophes_are_no_marks() -> None:
    assert quotations("Das geht's nicht, meint Hans' Bruder, so ist's’ eben.") == ()


def test_nested_quotation_has_its_own_level() -> None:
    text = "Sie sagte: „Er rief ‚Halt!‘ und lief.“"
    assert [(text[q.inner_start : q.inner_end], q.level) for q in quotations(text)] == [
        ("Er rief ‚Halt!‘ und lief.", 0),
        ("Halt!", 1),
    ]


def test_closing_mark_without_opening_opens_nothing() -> None:
    assert quotations("Die Koalition der Willigen“ bekräftigte ihr Angebot. Danach war Ruhe.") == ()


def test_same_mark_nested_when_enough_marks_close() -> None:
    text = "„Das Schiff „Adler“ fährt morgen“, sagte sie."
    assert [text[q.start_char : q.end_char] for q in quotations(text)] == [
        "„Das Schiff „Adler“ fährt morgen“",
        "„Adler“",
    ]


def test_repeated_opening_mark_goes_on_with_the_quotation() -> None:
    text = "„Wir brauchen Zeit. „Wir brauchen Geld“, schrieb sie."
    assert [text[q.start_char : q.end_char] for q in quotations(text)] == [
        "„Wir brauchen Zeit. „Wir brauchen Geld“"
    ]


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "Er sagte: „Das war es.\nDie Sitzung dauerte lange.“"
    first = quotations(text)[0]
    assert (text[first.start_char : first.end_char], first.closed) == ("„Das war es.", False)


def test_quotation_over_paragraphs_that_repeat_the_mark() -> None:
    text = "Sie sagte: „Erstens.\n\n„Zweitens.“ Dann schwieg sie."
    assert [text[q.start_char : q.end_char] for q in quotations(text)] == ["„Erstens.\n\n„Zweitens.“"]


@given(st.text(alphabet="abc .,!?\n„“”\"»«›‹‚‘’'😀", max_size=120))
@settings(max_examples=300, deadline=None)
def test_quotations_lie_in_the_text_and_nest(text: str) -> None:
    found = quotations(text)
    for quotation in found:
        assert 0 <= quotation.start_char < quotation.inner_end <= quotation.end_char <= len(text)
    for one in found:
        for other in found:
            crossing = one.start_char < other.start_char < one.end_char < other.end_char
            assert not crossing
