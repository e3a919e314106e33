"""What makes two texts the same."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from standpunkt.articles.rules import Rule, boilerplate_rules, rules_version
from standpunkt.articles.shingles import compared_text


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
    """SHA-256 that exact duplicates share: of what is left of the text for comparison.

    The same text saved by two programs differs in white space and quotation marks, and the headline is
    each outlet's own; see ``shingles.compared_text``.
    """
    return hashlib.sha256(compared_text(text, title).encode("utf-8")).hexdigest()
