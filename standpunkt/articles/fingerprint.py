"""What makes two texts the same."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from standpunkt.articles.rules import Rule, boilerplate_rules, rules_version

_MIN_BODY_WORDS = 30
_QUOTES = str.maketrans(dict.fromkeys("„“”«»‚‘’‹›\"'´`", ""))


def content_sha256(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def cleaning_version(rules: Sequence[Rule] | None = None) -> str:
    """Short hash over what decides which text a file gives: the tables of this folder and the rules."""
    digest = hashlib.sha256(rules_version(boilerplate_rules() if rules is None else rules).encode())
    for table in sorted(Path(__file__).parent.glob("*.csv")):
        digest.update(table.read_bytes())
    return digest.hexdigest()[:8]


def duplicate_key(text: str, title: str | None = None) -> str:
    """SHA-256 that exact duplicates share.

    Taken over the body with white space folded to single spaces, in folded case, without quotation
    marks: the same text saved by two programs differs in just these. The headline is left out, because
    outlets put their own over the same agency copy; a body under 30 words counts with its headline,
    since "Weitere Informationen folgen in Kürze." under two headlines is two articles.
    """
    first_line, _, body = text.partition("\n")
    compared = body if title is not None and _fold(title) == _fold(first_line) else text
    if len(compared.split()) < _MIN_BODY_WORDS:
        compared = text
    return hashlib.sha256(_fold(compared).encode("utf-8")).hexdigest()


def _fold(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    return re.sub(r"\s+", " ", folded).strip()
