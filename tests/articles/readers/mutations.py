"""Bytes that a file loses, gets or swaps on its way, for tests that nothing but a reason comes of it."""

from datetime import date
from pathlib import Path

from hypothesis import strategies as st

from standpunkt.articles import ReadFile, UnreadableFile, articles_from
from standpunkt.articles.unreadable import ReaderFailed

FILES = Path(__file__).with_name("files")
TODAY = date(2030, 1, 1)

BODY = (
    "Der Landrat hat am Montag den Haushalt für das kommende Jahr beschlossen.\n"
    "„Das ist ein guter Tag für den Kanton“, sagte die Bürgermeisterin von Altdorf."
)
PAGE = (
    '<!DOCTYPE html><html lang="de"><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>'
    + "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    + "<p>Nach Angaben des Finanzdepartements sinken die Schulden um zwölf Millionen Franken.</p>"
    + "</article></body></html>"
)


def mutated(raw: bytes) -> st.SearchStrategy[bytes]:
    """``raw`` cut off, with some bytes changed, or with a piece taken out, doubled or put in."""
    at = st.integers(0, len(raw))
    changed = st.lists(st.tuples(st.integers(0, len(raw) - 1), st.integers(0, 255)), min_size=1, max_size=20)
    return st.one_of(
        at.map(lambda end: raw[:end]),
        changed.map(lambda edits: _edited(raw, edits)),
        st.tuples(at, at).map(lambda ends: raw[: min(ends)] + raw[max(ends) :]),
        st.tuples(at, at).map(lambda ends: raw[: max(ends)] + raw[min(ends) :]),
        st.tuples(at, st.binary(max_size=40)).map(lambda put: raw[: put[0]] + put[1] + raw[put[0] :]),
    )


def _edited(raw: bytes, edits: list[tuple[int, int]]) -> bytes:
    edited = bytearray(raw)
    for at, byte in edits:
        edited[at] = byte
    return bytes(edited)


def outcome(raw: bytes, path: str) -> ReadFile | UnreadableFile:
    """What comes of a file; no reason may be that a reader itself failed."""
    read: ReadFile | UnreadableFile
    try:
        read = articles_from(raw, path, TODAY)
    except UnreadableFile as error:
        read = error
    told = (read.reason,) if isinstance(read, UnreadableFile) else read.problems
    assert not isinstance(read, ReaderFailed), read
    assert not isinstance(read, UnreadableFile) or read.path == path
    assert all(line.strip() and line.isprintable() for line in told), told
    assert not any("its reader failed" in line for line in told), told
    return read
