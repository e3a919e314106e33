import io
import zipfile
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standpunkt.articles import UnreadableFile, articles_from
from standpunkt.articles.readers import read_raw, word_document
from standpunkt.articles.unreadable import BinaryFile, BrokenFile, EmptyFile, NoArticle, TooLarge
from tests.articles.readers.mutations import FILES, TODAY, mutated, outcome

# Saved by LibreOffice: a deleted and an inserted word, a comment, a footnote, header and footer.
DOCUMENT = (FILES / "document.docx").read_bytes()
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def changed(raw: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """An office file with some parts replaced, added or (null) left out."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()} | parts
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in kept.items():
            if part is not None:
                archive.writestr(name, part)
    return written.getvalue()


def with_body(body: str, start: str = "") -> bytes:
    written = f'{start}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return changed(DOCUMENT, {"word/document.xml": written.encode()})


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_document_as_it_reads_with_all_changes_accepted() -> None:
    result = articles_from(DOCUMENT, "a.docx", TODAY)
    assert result.problems == ()
    (article,) = result.articles
    assert article.text == (
        "Landrat beschließt den Haushalt\n"
        "Der Landrat hat am Montag den Haushalt eingefügt beschlossen.\n"
        "Was beschlossen ist\n"
        "Die Schulen werden saniert.\n"
        "Die Brücke wird\n"
        "neu gebaut.\n"
        "Schulen\n"
        "12 Millionen\n"
        "Brücke\n"
        "3 Millionen\n"
        "Kasten am Rand\n"
        "„Das ist gut“, sagte die Bürgermeisterin."
    )
    assert (article.title, article.author) == ("Landrat beschließt den Haushalt", "Vreni Arnold")
    assert (article.published_on, article.published_at) == (date(2025, 9, 4), None)


def test_a_date_in_text_or_name_counts_before_the_day_the_document_was_made() -> None:
    (named,) = articles_from(DOCUMENT, "2024-03-05_haushalt.docx", TODAY).articles
    assert (named.published_on, named.published_at_source) == (date(2024, 3, 5), "file")
    raw = with_body(paragraph("Haushalt steht") + paragraph("Altdorf, 6. März 2024 - Der Rat hat getagt."))
    (dated,) = articles_from(raw, "a.docx", TODAY).articles
    assert (dated.published_on, dated.published_at_source) == (date(2024, 3, 6), "text")


def test_a_paragraph_in_the_style_of_titles_is_the_title() -> None:
    styled = paragraph("Brücke gesperrt", '<w:pPr><w:pStyle w:val="Titel"/></w:pPr>')
    raw = with_body(styled + paragraph("Der Kanton hat die alte Brücke gesperrt."))
    (article,) = articles_from(raw, "a.docx", TODAY).articles
    assert article.text == "Brücke gesperrt\nDer Kanton hat die alte Brücke gesperrt."


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("Microsoft Word - entwurf.docx", "Microsoft Office User"),
        ("haushalt_final.docx", "varnold2"),
        ("Dokument 1", "python-docx"),
        ("", ""),
    ],
)
def test_what_programs_fill_in_is_neither_title_nor_author(title: str, author: str) -> None:
    core = (
        '<p:coreProperties xmlns:p="urn:p" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title>"
        f"<dc:creator>{author}</dc:creator></p:coreProperties>"
    )
    raw = changed(DOCUMENT, {"docProps/core.xml": core.encode()})
    (article,) = read_raw(raw, "a.docx").articles
    assert (article.title, article.author, article.published) == (None, None, None)


def test_hidden_text_fields_and_old_copies_of_text_boxes_are_left_out() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unsichtbar</w:t></w:r><w:r><w:t>Der Rat</w:t></w:r>"
        "<w:r><w:tab/><w:instrText>DATE</w:instrText><w:t>hat ent</w:t></w:r>"
        "<w:r><w:softHyphen/><w:t>schieden</w:t></w:r>"
        "<w:moveFrom><w:r><w:t>verschoben</w:t></w:r></w:moveFrom><w:r><w:t>.</w:t></w:r>"
        '<x:Fallback xmlns:x="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"{paragraph('doppelt')}</x:Fallback></w:p>"
    )
    (article,) = read_raw(with_body(body), "a.docx").articles
    assert article.text == "Der Rat hat entschieden."


def test_a_text_under_another_name_is_found_by_the_relations() -> None:
    with zipfile.ZipFile(io.BytesIO(DOCUMENT)) as archive:
        text, relations = archive.read("word/document.xml"), archive.read("_rels/.rels")
    moved = {
        "word/document.xml": None,
        "word/document2.xml": text,
        "_rels/.rels": relations.replace(b"word/document.xml", b"word/document2.xml"),
    }
    assert read_raw(changed(DOCUMENT, moved), "a.docx") == read_raw(DOCUMENT, "a.docx")


def test_broken_properties_cost_only_themselves() -> None:
    raw = changed(DOCUMENT, {"docProps/core.xml": b"<kaputt"})
    (article,) = read_raw(raw, "a.docx").articles
    assert "Der Landrat" in article.text
    assert article.author is None


BOMB = '<!DOCTYPE x [<!ENTITY a "Haha">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(12)
)


@pytest.mark.parametrize(
    ("raw", "kind", "reason"),
    [
        (b"", EmptyFile, "the file is empty"),
        (b"PK\x03\x04", BrokenFile, "no readable ZIP archive; the file seems cut off"),
        (DOCUMENT[:5000], BrokenFile, "no readable ZIP archive; the file seems cut off"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            BinaryFile,
            "an encrypted or an old Word document",
        ),
        (changed(DOCUMENT, {"word/document.xml": None}), BrokenFile, "the part with its text is missing"),
        (changed(DOCUMENT, {"word/document.xml": b"<w:document"}), BrokenFile, "no valid XML"),
        (with_body(""), NoArticle, "a document without text"),
        (with_body(paragraph("&m;"), f"{BOMB}]>"), BrokenFile, "declares a document type of its own"),
        (
            with_body(paragraph("&x;"), '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
            BrokenFile,
            "declares a document type of its own",
        ),
        (with_body("<w:p>" * 100_000), BrokenFile, "no valid XML"),
    ],
    ids=lambda value: None if isinstance(value, bytes) else str(value)[:30],
)
def test_reasons(raw: bytes, kind: type[UnreadableFile], reason: str) -> None:
    with pytest.raises(kind, match=reason):
        articles_from(raw, "a.docx", TODAY)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_document, "MAX_TEXT_BYTES", 2 * 1024 * 1024)
    with pytest.raises(TooLarge, match="more than 2 MiB of text when unpacked"):
        articles_from(with_body(paragraph("a" * 3_000_000)), "a.docx", TODAY)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_damaged_documents_give_an_article_or_a_reason(data: st.DataObject) -> None:
    outcome(data.draw(mutated(DOCUMENT)), "a.docx")
    with zipfile.ZipFile(io.BytesIO(DOCUMENT)) as archive:
        text = archive.read("word/document.xml")
    outcome(changed(DOCUMENT, {"word/document.xml": data.draw(mutated(text))}), "a.docx")
