"""Large files of a few bytes repeated: what makes parsers and expressions take the square of the length."""

from collections.abc import Iterator

from standpunkt.articles.readers import READERS
from tests.fuzz.mutations import Case

SENTENCE = "Der Rat hat am Montag den Haushalt beschlossen und wieder "
_ANY = (
    "a",
    "a ",
    "a. ",
    "(",
    "[",
    "{",
    "<",
    "1",
    "1.1.2020 ",
    "„",
    '"',
    ",",
    ";",
    "|",
    "-",
    ".",
    "&",
    "&amp;",
    "=",
    "\\",
    "*",
    "_a",
    "`",
    "> ",
    "# ",
    "\n",
    " ",
    "\t",
    "\r",
    "\u00a0x",
    "\u0301\u0327",
    "ä",
    "Von ",
    "Berlin ",
    "Berlin (dpa ",
    "Stand: ",
    "Facebook ",
    "Teilen ",
    "Wort-\n",
    SENTENCE,
    SENTENCE + "\n",
    "Dokument 1 von 2\n",
    "End of Document\n",
    "Quelle: a\n",
)
_BEGINNINGS = {
    "a mail's text": (".eml", "From: a\nSubject: b\n\n", ("a ", "a\n", SENTENCE + "\n", "ä\n")),
    "a mail's markup": (
        ".eml",
        "From: a\nContent-Type: text/html\n\n",
        ("<p>", "<p>" + SENTENCE + "</p>\n", "<a href=x>"),
    ),
    "header lines": (".eml", "From: a\n", ("A: b\n", "Subject: =?utf-8?q?a?= ", " b\n")),
    "parts": (".eml", "From: a\nContent-Type: multipart/mixed; boundary=b\n\n", ("--b\n", "--b\n\na\n")),
    "a saved page": (
        ".mhtml",
        "From: a\nContent-Type: text/html\n\n",
        ("<div>", "<p>" + SENTENCE + "</p>\n"),
    ),
    "a page": (
        ".html",
        "<html><body>",
        ("<div>", "<p>" + SENTENCE + "</p>", "<a href=x>", "<table><tr><td>", "<!--", "<b>x"),
    ),
    "a feed": (
        ".rss",
        "<rss><channel>",
        ("<item>", "<![CDATA[", "<item><title>a</title><description>" + SENTENCE + "</description></item>"),
    ),
    "attributes": (".xml", "<rss ", ('a="b" ', 'a="')),
    "a string": (".json", '{"text": "', ("a ", "\\n", "\\u00e4", "<p>", "<div>" + SENTENCE)),
    "a list": (".json", "[", ("[", "1,", '{"a":', '{"text": "Der Rat hat vertagt."},')),
    "lines": (".jsonl", '{"text": "Der Rat hat vertagt."}\n', ("[\n", "{}\n", "1\n", "[1]\n")),
    "cells": (".csv", "text;title\n", (";", '"', '"a\n', "a\n", '""')),
    "front matter": (".md", "---\n", ("a: b\n", "- ", "[", "a: &a [*a,*a]\n", "---\n")),
    "labels": (".txt", "1 of 2 DOCUMENTS\nLENGTH: 3\n", ("THEMA: a\n\n", "UPDATE: a\n\n", "a\n\n")),
    "records": (
        ".txt",
        "Quelle: a\nDokumentnummer: b\n",
        ("Alle Rechte vorbehalten: a\n", "Dokumentnummer: b\nx\n"),
    ),
    "a web archive": (".warc", "WARC/1.0\r\nWARC-Type: response\r\n", ("A: b\r\n", " b\r\n", "\r\n")),
}
TEXTUAL = (".txt", ".html", ".md", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".eml", ".mhtml", ".warc")


def giants(size: int) -> Iterator[Case]:
    """Files of ``size`` bytes: each repetition under every ending of text, and some for one format."""
    number = 0
    for piece in _ANY:
        for ending in TEXTUAL:
            assert ending in READERS
            yield Case(number, f"riese{ending}", _filled("", piece, size), f"{piece!r} repeated")
            number += 1
    for name, (ending, beginning, pieces) in _BEGINNINGS.items():
        for piece in pieces:
            yield Case(
                number, f"riese{ending}", _filled(beginning, piece, size), f"{name}: {piece!r} repeated"
            )
            number += 1


def _filled(beginning: str, piece: str, size: int) -> bytes:
    begun, repeated = beginning.encode(), piece.encode()
    return (begun + repeated * (size // len(repeated)))[:size]
