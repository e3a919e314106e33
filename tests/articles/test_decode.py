import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standpunkt.articles.decode import as_utf8, decode_text, normalise
from standpunkt.articles.unreadable import BinaryFile, EmptyFile

GERMAN = (
    "Die Brüder Müller sagten: „Wir müssen über die Größe reden – später …“, so ‚Öl‘ und 5 € in «Zürich»."
)
POLISH = "Premier Tusk powiedział w Łodzi, że Źródła są żółte. Świętość, ćma, jaźń i gęś są też ważne."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252"],
)
def test_reads_german_in_every_common_encoding(encoding: str) -> None:
    assert decode_text(GERMAN.encode(encoding), "a.txt") == GERMAN


def test_reads_utf_16_big_endian_with_mark() -> None:
    assert decode_text(b"\xfe\xff" + GERMAN.encode("utf-16-be"), "a.txt") == GERMAN


def test_reads_latin_1_where_cp1252_has_its_quotation_marks() -> None:
    assert (
        decode_text(b"Er sagte: \x84Gr\xfc\xdfe\x93 \x96 und ging.", "a.txt")
        == "Er sagte: „Grüße“ – und ging."
    )


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp437", "latin-1", "iso8859-15"])
@pytest.mark.parametrize(
    "text",
    [
        "Die Mütter und Väter in Köln müssen größere Häuser über den Flüssen räumen, heißt es.",
        "Es sei durchaus möglich",
        "Österreich wählt",
        "STRASSENSPERRUNG IN MÜNCHEN",
    ],
)
def test_reads_old_code_pages_of_german(encoding: str, text: str) -> None:
    assert decode_text(text.encode(encoding), "a.txt") == text


def test_reads_an_old_export_with_drawn_tables() -> None:
    text = "┌──────────┐\n│ Größe    │\n└──────────┘\nDer Ausschuß prüft das Übereinkommen."
    assert decode_text(text.encode("cp850"), "a.txt") == text


def test_the_euro_sign_tells_latin_9_from_cp1252() -> None:
    text = "Für die Bürger kostet das 5 €, heißt es."
    assert decode_text(text.encode("iso8859-15"), "a.txt") == text


def test_a_mark_does_not_save_lines_that_belie_it() -> None:
    raw = b"\xef\xbb\xbf" + "Größe\n".encode() + "Fünf Männer".encode("cp1252")
    assert decode_text(raw, "a.txt") == "Größe\nFünf Männer"


def test_zeros_that_fill_up_a_file_are_no_text() -> None:
    assert decode_text("Grüße aus Köln".encode() + b"\0" * 500, "a.txt") == "Grüße aus Köln"


def test_honours_the_declared_charset_of_a_page() -> None:
    page = f"<html><head><meta charset='iso-8859-2'></head><body><p>{POLISH}</p></body></html>"
    assert POLISH in decode_text(page.encode("iso-8859-2"), "a.html", declared_in_markup=True)


def test_reads_a_page_declared_latin_1_as_browsers_do() -> None:
    page = '<?xml version="1.0" encoding="ISO-8859-1"?><html><p>„Nein“ – sagte er für fünf €</p></html>'
    assert decode_text(page.encode("cp1252"), "a.html", declared_in_markup=True) == page


def test_believes_valid_utf_8_more_than_a_wrong_declaration() -> None:
    page = "<html><head><meta charset='iso-8859-1'></head><p>Grüße</p></html>"
    assert "Grüße" in decode_text(page.encode(), "a.html", declared_in_markup=True)


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("others", [1, 3, 9])
def test_reads_lines_of_two_origins_in_one_file(encoding: str, others: int) -> None:
    lines = ["Für die Bürger öffnen Türen."] * 3 + [
        "Fünf Männer läuten die Glocken für größere Rechte."
    ] * others
    raw = [line.encode("utf-8" if number < 3 else encoding) for number, line in enumerate(lines)]
    assert decode_text(b"\n".join(raw), "a.txt") == "\n".join(lines)


def test_reads_two_origins_within_one_line() -> None:
    raw = "<p>Für die Bürger öffnen Türen.</p>".encode() + "<p>Fünf Männer – „so“</p>".encode("cp1252")
    assert decode_text(raw, "a.txt") == "<p>Für die Bürger öffnen Türen.</p><p>Fünf Männer – „so“</p>"


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("utf-8", "cp1252"),
        ("utf-8", "mac_roman"),
        ("iso-8859-1", "utf-8"),
        ("iso-8859-1", "mac_roman"),
        ("us-ascii", "cp1252"),
        ("utf-16", "utf-8"),
        ("nonsense", "cp1252"),
        ("iso-8859-2", "cp1252"),
        ("cp1251", "cp1252"),
    ],
)
@pytest.mark.parametrize(
    "head",
    ["<meta charset={}>", "<?xml version='1.0' encoding='{}'?>", "<meta content='text/html; charset={}'>"],
)
def test_a_wrong_declaration_does_no_harm(head: str, declared: str, actual: str) -> None:
    page = f"{head.format(declared)}<p>{GERMAN.replace('‚Öl‘ und 5 €', 'Öl')}</p>"
    assert decode_text(page.encode(actual), "a.html", declared_in_markup=True) == page


@pytest.mark.parametrize(
    ("charset", "actual"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "cp1252"),
        ("ISO-8859-1", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("iso-8859-1", "mac_roman"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-7", "utf-7"),
        ("unknown-8bit", "cp1252"),
        ("base64", "utf-8"),
        (None, "cp1252"),
    ],
)
def test_the_charset_of_a_header_counts_where_the_bytes_bear_it_out(charset: str | None, actual: str) -> None:
    text = "Die Brüder Müller sagten, wir müssen über die Größe reden."
    assert decode_text(as_utf8(text.encode(actual), charset), "a.txt") == text


def test_the_charset_of_a_header_tells_what_the_bytes_do_not() -> None:
    assert decode_text(as_utf8(POLISH.encode("iso-8859-2"), "iso-8859-2"), "a.txt") == POLISH


def test_a_last_character_cut_in_half_costs_only_itself() -> None:
    assert decode_text("Grüße aus Köln, schönes ß".encode()[:-1], "a.txt") == "Grüße aus Köln, schönes "


@pytest.mark.parametrize(
    "raw", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", "\ufeff \n".encode("utf-16-le")]
)
def test_empty_files(raw: bytes) -> None:
    with pytest.raises(EmptyFile):
        decode_text(raw, "a.txt")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.7\n1 0 obj", "not text but a PDF document"),
        (b"PK\x03\x04\x14\x00\x06\x00", "not text but a ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not text but a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "not text but a JPEG picture"),
        (b"\x1f\x8b\x08\x00", "not text but a gzip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "not text but an old office document"),
        (b"Der Anfang ist Text\x00\x01\x02 und dann nicht.", "not text: it contains NUL bytes"),
        (b"\x00" * 400, "not text: it contains NUL bytes"),
        (bytes(range(1, 32)) * 4 + b"ein wenig Text dahinter", "control characters"),
    ],
)
def test_binary_under_a_text_name_gets_a_plain_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(BinaryFile, match=reason):
        decode_text(raw, "a.txt")


@pytest.mark.parametrize(
    "text", ["ID3 ist ein Etikett für Musik.", "MZ steht für Mainz.", "GIF8 war ein Format."]
)
def test_text_that_begins_like_a_binary_format_is_text(text: str) -> None:
    assert decode_text(text.encode(), "a.txt") == text


def test_normalises_line_breaks_spaces_and_invisible_characters() -> None:
    dirty = "\ufeffSicher\u00adheit\u200b \u00a0der\u202fUkraine\t jetzt "
    dirty += "\r\nZeile\u2028zwei\rdrei\x07 A\u0308rger"
    assert normalise(dirty) == "Sicherheit der Ukraine jetzt\nZeile\nzwei\ndrei Ärger"


def test_takes_ligatures_apart_and_puts_dots_on_their_letters() -> None:
    assert normalise("Eﬀekt, ﬁnden, Auﬂage, Oﬃzier") == "Effekt, finden, Auflage, Offizier"
    assert normalise("f¨ur die Gru¨ne, ¨Uber") == "für die Grüne, Über"


def test_reads_the_marks_that_a_program_left_as_control_characters() -> None:
    assert normalise("Er sagte: \x84Grüße\x93 \x96 und ging\x85") == "Er sagte: „Grüße“ – und ging…"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("Sicherheits-\ngarantien für die\nUkraine", "Sicherheitsgarantien\nfür die\nUkraine"),
        ("ab-\nge-\nbrochen.", "abgebrochen."),
        ("Sicher¬\nheit und Sicher¬heit", "Sicherheit\nund Sicherheit"),
        ("Haupt-\nund Nebenfach", "Haupt-\nund Nebenfach"),
        ("E-\nMail und EU-\nStaaten", "E-\nMail und EU-\nStaaten"),
        ("die deutsch-\nfranzösische Achse", "die deutsch-französische\nAchse"),
        ("so-genannt, also so-\ngenannt", "so-genannt, also so-genannt"),
        ("Er sagte –\nund ging", "Er sagte –\nund ging"),
    ],
)
def test_puts_words_together_that_a_line_break_parts(lines: str, joined: str) -> None:
    assert normalise(lines) == joined


def test_undoes_soft_hyphens_at_line_ends() -> None:
    assert normalise("Sicherheits\u00ad\r\ngarantien") == "Sicherheitsgarantien"


@settings(deadline=None)
@given(st.text() | st.text(alphabet="ab üÃ¼¤â€ž├╝¨-¬\n\u0308\u200b\u00ad\x84\x85ﬁ"))
def test_normalised_text_is_nfc_without_surrogates_and_stays_as_it_is(text: str) -> None:
    result = normalise(text)
    assert unicodedata.is_normalized("NFC", result)
    result.encode("utf-8")
    assert normalise(result) == result


def test_every_letter_keeps_its_accents_up_to_thirty() -> None:
    tower = "Z\u0301\u0327" + "\u0301\u0327" * 200_000 + "algo"
    text = normalise(f"Ein {tower} und „{'„' * 300}“ Schluss.")
    assert text.startswith("Ein \u0179")
    assert text.endswith(f"algo und „{'„' * 300}“ Schluss.")
    assert 25 < sum(unicodedata.combining(char) > 0 for char in text) <= 30
    assert normalise("ä" * 40 + "a\u0308" * 40) == "ä" * 80


def test_no_combining_mark_is_a_letter_to_expressions() -> None:
    marks = [chr(code) for code in range(0x110000) if unicodedata.combining(chr(code))]
    assert not [mark for mark in marks if re.match(r"[\w\s\x00-\u02ff]", mark)]
