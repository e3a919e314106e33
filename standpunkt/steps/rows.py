"""Annotated documents as table rows; the id formulas stand in the first migration."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from spacy.tokens import Doc

from standpunkt.articles.addresses import address_key
from standpunkt.articles.article import Article
from standpunkt.articles.fingerprint import duplicate_key
from standpunkt.articles.shingles import FINGERPRINT_VERSION, compared_text, fingerprint
from standpunkt.language.annotations import CharSpan, Mention, Role, Stance, Statement

Row = dict[str, Any]


def article_row(article: Article, extractor_version: str) -> Row:
    """Row of ``extracted.articles``."""
    return asdict(article) | {
        **fingerprint_columns(article.text, article.title, article.url),
        "extractor_version": extractor_version,
    }


def fingerprint_columns(text: str, title: str | None, url: str | None) -> Row:
    """What an article is compared by, as columns of ``extracted.articles``."""
    found = fingerprint(compared_text(text, title))
    return {
        "duplicate_key": duplicate_key(text, title),
        "address_key": address_key(url),
        "bands": list(found.bands),
        "samples": list(found.samples),
        "fingerprint_version": FINGERPRINT_VERSION,
    }


def document_rows(article: Article, doc: Doc, extractor_version: str) -> dict[str, list[Row]]:
    """Rows of ``extracted.mentions``, ``roles``, ``statements`` and ``stances`` for one document."""
    statement_ids = [_statement_id(article, one) for one in doc._.statements]
    statements = [
        _statement_row(article, one, statement_ids, number) | {"extractor_version": extractor_version}
        for number, one in enumerate(doc._.statements)
    ]
    stances = [
        _stance_row(article, one, statement_ids) | {"extractor_version": extractor_version}
        for one in doc._.stances
    ]
    return {
        "mentions": _distinct([_mention_row(article, one) for one in doc._.mentions], "mention_id"),
        "roles": _distinct([_role_row(article, one) for one in doc._.roles], "role_id"),
        "statements": _distinct(statements, "statement_id"),
        "stances": _distinct(stances, "stance_id"),
    }


def _mention_row(article: Article, mention: Mention) -> Row:
    start_char, end_char = mention.span
    return {
        "mention_id": _row_id("m", article, start_char, end_char, mention.mention_form),
        "article_id": article.article_id,
        "start_char": start_char,
        "end_char": end_char,
        "text": article.text[start_char:end_char],
        "entity_kind": mention.entity_kind,
        "mention_form": mention.mention_form,
        "confidence": mention.confidence,
    }


def _role_row(article: Article, role: Role) -> Row:
    start_char, end_char = role.span
    return {
        "role_id": _row_id("r", article, start_char, end_char, role.holder.start_char),
        "article_id": article.article_id,
        "role_text": role.role_text,
        "office": role.office,
        "is_former": role.is_former,
        "start_char": start_char,
        "end_char": end_char,
        **_optional("holder", role.holder),
        **_optional("of", role.organisation),
        **_optional("sentence", role.sentence),
    }


def _statement_id(article: Article, statement: Statement) -> str:
    quotes = [f"{span.start_char}-{span.end_char}" for span in statement.quote_spans]
    return _row_id("s", article, statement.statement_kind, *quotes)


def _statement_row(article: Article, statement: Statement, ids: Sequence[str], number: int) -> Row:
    start_char = min(span.start_char for span in statement.quote_spans)
    end_char = max(span.end_char for span in statement.quote_spans)
    return {
        "statement_id": ids[number],
        "article_id": article.article_id,
        "statement_kind": statement.statement_kind,
        "medium": statement.medium,
        "start_char": start_char,
        "end_char": end_char,
        "text": article.text[start_char:end_char],
        "quote_spans": _span_list(statement.quote_spans),
        "speaker_spans": _span_list(statement.speaker_spans),
        "cue_spans": _span_list(statement.cue_spans),
        "frame_spans": _span_list(statement.frame_spans),
        "addressee_spans": _span_list(statement.addressee_spans),
        "parent_statement_id": None if statement.parent is None else ids[statement.parent],
        "distance": statement.distance,
        "confidence": statement.confidence,
    }


def _stance_row(article: Article, stance: Stance, statement_ids: Sequence[str]) -> Row:
    start_char, end_char = stance.sentence
    return {
        "stance_id": _row_id(
            "t",
            article,
            start_char,
            "" if stance.holder is None else stance.holder.start_char,
            f"{stance.target.start_char}-{stance.target.end_char}",
            "" if stance.cue is None else stance.cue.start_char,
        ),
        "article_id": article.article_id,
        "statement_id": None if stance.statement is None else statement_ids[stance.statement],
        "attribution": stance.attribution,
        "start_char": start_char,
        "end_char": end_char,
        "sentence_text": article.text[start_char:end_char],
        "holder_text": stance.holder and article.text[stance.holder.start_char : stance.holder.end_char],
        "target_text": article.text[stance.target.start_char : stance.target.end_char],
        "polarity": stance.polarity,
        "confidence": stance.confidence,
        **_optional("reporter", stance.reporter),
        **_optional("holder", stance.holder),
        **_optional("target", stance.target),
        **_optional("cue", stance.cue),
        **_optional("condition", stance.condition),
    }


def _row_id(letter: str, article: Article, *parts: object) -> str:
    text = "\n".join(map(str, (article.article_id, article.content_sha256, *parts)))
    return letter + sha256(text.encode()).hexdigest()[:20]


def _optional(name: str, span: CharSpan | None) -> Row:
    return {
        f"{name}_start_char": None if span is None else span.start_char,
        f"{name}_end_char": None if span is None else span.end_char,
    }


def _span_list(spans: Iterable[CharSpan]) -> list[Row]:
    return [{"start_char": span.start_char, "end_char": span.end_char} for span in spans]


def _distinct(rows: list[Row], row_id: str) -> list[Row]:
    return list({row[row_id]: row for row in rows}.values())
