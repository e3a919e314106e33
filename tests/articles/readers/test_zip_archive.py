import io
import json
import os
import struct
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from standpunkt.articles import UnreadableFile, articles_from
from standpunkt.articles.assemble import article_id
from standpunkt.articles.readers import members, read_raw, zip_archive
from standpunkt.articles.unreadable import BrokenFile, EmptyFile, NoArticle, TooLarge
from tests.articles.readers.mutations import BODY, FILES, PAGE, TODAY, mutated, outcome


def packed(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


LINES = "\n".join(
    json.dumps({"title": title, "text": "Der Rat hat entschieden.", "url": url})
    for title, url in (("Eins", "https://a.example/1"), ("Zwei", None))
)
FILES_INSIDE = {
    "alpenbote.example/2025-09-04_haushalt.txt": f"Haushalt steht\n\n{BODY}",
    "alpenbote.example/": "",
    "seite.html": PAGE.format(title="Seite", head=""),
    "zeilen.jsonl": LINES,
    "bild.png": b"\x89PNG",
    "kaputt.json": "{",
    "__MACOSX/._seite.html": b"\0",
    ".git/x.txt": "Der Rat hat entschieden.",
}


def test_every_member_through_its_own_reader() -> None:
    result = articles_from(packed(FILES_INSIDE), "a.zip", TODAY)
    assert [(one.item_no, one.title) for one in result.articles] == [
        (0, "Haushalt steht"),
        (1, "Seite"),
        (2, "Eins"),
        (3, "Zwei"),
    ]
    first = result.articles[0]
    assert (first.published_on, first.published_at_source) == (date(2025, 9, 4), "file")
    assert (first.outlet_name, first.path) == ("alpenbote.example", "a.zip")
    assert first.article_id == article_id("a.zip", "alpenbote.example/2025-09-04_haushalt.txt")
    assert result.articles[2].article_id == article_id("a.zip", "zeilen.jsonl\nhttps://a.example/1")
    assert result.problems == (
        "bild.png: no reader for .png files",
        "kaputt.json: no valid JSON: Expecting property name enclosed in double quotes (line 1, column 2); "
        "the file seems cut off after 1 characters",
    )


def test_an_added_member_moves_no_other_id() -> None:
    before = articles_from(packed(FILES_INSIDE), "a.zip", TODAY).articles
    more = {"aaa.txt": "Der Rat hat anders entschieden."} | FILES_INSIDE
    after = articles_from(packed(more), "a.zip", TODAY).articles
    assert [one.article_id for one in after[1:]] == [one.article_id for one in before]


def test_office_files_and_archives_in_archives() -> None:
    inner = packed({"Dokument.DOCX": (FILES / "document.docx").read_bytes(), "a.txt": BODY})
    result = articles_from(packed({"innen.zip": inner, "b.txt": BODY}), "a.zip", TODAY)
    assert [one.key for one in read_raw(packed({"innen.zip": inner}), "a.zip").articles] == [
        "innen.zip\nDokument.DOCX",
        "innen.zip\na.txt",
    ]
    assert len(result.articles) == 3
    assert result.problems == ()


def test_a_fourth_archive_within_is_not_opened() -> None:
    raw = packed({"a.txt": BODY})
    for _ in range(3):
        raw = packed({"b.zip": raw, "c.txt": BODY})
    result = articles_from(raw, "a.zip", TODAY)
    assert len(result.articles) == 3
    assert result.problems == ("b.zip: b.zip: b.zip: more than 3 archives or mails within each other",)
    # The limits begin anew with the next file.
    assert articles_from(raw, "a.zip", TODAY) == result


def test_paths_lead_nowhere_and_odd_names_fit_on_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ("../../auf.txt", "/etc/fest.txt", "C:\\weg\\a.txt", "zeile\numbruch.txt", "x" * 300 + ".txt")
    result = articles_from(packed(dict.fromkeys(names, BODY)), "a.zip", TODAY)
    assert len(result.articles) == len(names)
    assert os.listdir(tmp_path) == []
    problems = articles_from(
        packed({"a.txt": BODY, "zeile\n\x1b[31m" + "x" * 300 + ".mp4": b"x"}), "a.zip", TODAY
    )
    (problem,) = problems.problems
    assert problem.isprintable()
    assert len(problem) < 200


def test_bombs_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    uniform = packed({"bombe.txt": b"a" * 3_000_000, "a.txt": BODY})
    result = articles_from(uniform, "a.zip", TODAY)
    assert len(result.articles) == 1
    assert result.problems == ("bombe.txt: more than 200 times its packed size when unpacked",)
    monkeypatch.setattr(members, "MAX_MEMBER_BYTES", 500_000)
    assert articles_from(uniform, "a.zip", TODAY).problems == ("bombe.txt: more than 0 MiB when unpacked",)
    monkeypatch.setattr(members, "_BUDGET", members.ContextVar("b", default=members.Budget(members=2)))
    many = packed({f"{at}.txt": BODY for at in range(5)})
    assert articles_from(many, "a.zip", TODAY).problems == (
        "3 more files in the archive are left out: it is too large",
    )
    monkeypatch.setattr(zip_archive, "MAX_ENTRIES", 4)
    with pytest.raises(TooLarge, match="more than 4 files"):
        articles_from(many, "a.zip", TODAY)


def test_encrypted_and_oddly_packed_members_are_noted() -> None:
    raw = bytearray(packed({"geheim.txt": "Der Rat hat entschieden. " * 3, "a.txt": BODY}))
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = raw.find(mark) + at
        raw[place : place + 2] = struct.pack("<H", 1)
    result = articles_from(bytes(raw), "a.zip", TODAY)
    assert len(result.articles) == 1
    assert result.problems == ("geheim.txt: encrypted; only a password would open it",)
    with pytest.raises(NoArticle, match="packed with a method that is not read"):
        articles_from(packed({"a.txt": BODY}, zipfile.ZIP_LZMA), "a.zip", TODAY)


def test_a_damaged_member_costs_only_itself() -> None:
    raw = packed({"a.txt": BODY, "b.txt": BODY}, zipfile.ZIP_STORED)
    result = articles_from(raw.replace(b"Der Landrat", b"Das Landrat", 1), "a.zip", TODAY)
    assert len(result.articles) == 1
    assert result.problems == ("a.txt: damaged in the archive (BadZipFile)",)


@pytest.mark.parametrize(
    ("raw", "kind", "reason"),
    [
        (b"", EmptyFile, "the file is empty"),
        (b"Der Rat hat entschieden.", BrokenFile, "no readable ZIP archive"),
        (packed(FILES_INSIDE)[:900], BrokenFile, "no readable ZIP archive; the file seems cut off"),
        (packed({}), NoArticle, "an archive without files"),
        (packed({"bild.png": b"x"}), NoArticle, "bild.png: no reader for .png files"),
    ],
    ids=["empty", "text", "cut off", "no files", "nothing readable"],
)
def test_reasons(raw: bytes, kind: type[UnreadableFile], reason: str) -> None:
    with pytest.raises(kind, match=reason):
        articles_from(raw, "a.zip", TODAY)


@settings(max_examples=30, deadline=None)
@given(raw=mutated(packed(FILES_INSIDE)))
def test_damaged_archives_give_an_article_or_a_reason(raw: bytes) -> None:
    outcome(raw, "a.zip")
