"""Articles by hand into a working file, by the SQL that loading uses, without the language model."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from standpunkt.issues.settings import StorySettings
from standpunkt.steps.stories import place_stories_and_echoes
from standpunkt.warehouse.migrate import table_schema
from standpunkt.warehouse.sql import sql_text

FOLDER = Path(__file__).parent


def own_articles(half: str) -> list[dict[str, Any]]:
    """Invented articles; ``tuning`` ones chose the thresholds, ``untouched`` ones did not."""
    text = (FOLDER / f"articles_{half}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def article_row(article: Mapping[str, Any]) -> dict[str, Any]:
    """A row of ``articles`` from ``key``, ``title``, ``text`` and, if known, ``published_on`` and others."""
    text = f"{article['title']}\n{article['text']}" if article["title"] else article["text"]
    day = article.get("published_on")
    return {
        "article_id": "a" + hashlib.sha256(article["key"].encode()).hexdigest()[:20],
        "path": article["key"],
        "item_no": 0,
        "status": article.get("status", "published"),
        "duplicate_of": article.get("duplicate_of"),
        "outlet_name": article.get("outlet"),
        "title": article["title"],
        "published_on": date.fromisoformat(day) if day else None,
        "published_at": datetime.fromisoformat(day) if day else None,
        "language": "de",
        "text": text,
        "word_count": len(text.split()),
        "content_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "duplicate_key": article["key"],
        "story_id": "",
        "extractor_version": "e",
        "tables_version": "t",
        "run_id": "r",
        "dq_status": "ok",
    }


def quotations(article: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows of ``statements`` for what stands between quotation marks, nobody known as speaker."""
    row = article_row(article)
    found = []
    for match in re.finditer(r"(?<=„)[^“]+", row["text"]):
        span = {"start_char": match.start(), "end_char": match.end()}
        lists: dict[str, Any] = {
            key: [] for key in ("speaker_spans", "cue_spans", "frame_spans", "addressee_spans")
        }
        fixed = {"medium": "speech", "distance": "neutral", "confidence": 1.0, "dq_status": "ok"}
        found.append(
            lists
            | fixed
            | span
            | {"statement_id": f"s{row['article_id']}{match.start()}", "article_id": row["article_id"]}
            | {"statement_kind": "direct", "text": match.group(), "quote_spans": [span]}
            | {"extractor_version": "e", "run_id": "r"}
        )
    return found


def deliver(
    connection: duckdb.DuckDBPyConnection,
    articles: Iterable[Mapping[str, Any]],
    settings: StorySettings | None = None,
) -> None:
    """Merge articles and their quotations as one delivery."""
    articles = list(articles)
    tables = {
        "articles": [article_row(one) for one in articles],
        "statements": [quotation for one in articles for quotation in quotations(one)],
    }
    for table, rows in tables.items():
        connection.register(f"incoming_{table}", pa.Table.from_pylist(rows, schema=table_schema(table)))
    for name in ("moved_articles", "leaving_articles"):
        connection.register(name, pa.table({"article_id": pa.array([], pa.string())}))
    connection.begin()
    connection.execute(sql_text("load/statements"))
    connection.execute(sql_text("load/articles"))
    place_stories_and_echoes(connection, settings or StorySettings())
    connection.commit()


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 (Bagga and Baldwin 1998): for each article, how much of its found
    group belongs to it and how much of its true group was found with it.
    """

    def members(groups: Mapping[str, str]) -> dict[str, set[str]]:
        by_group: dict[str, set[str]] = {}
        for key, group in groups.items():
            by_group.setdefault(group, set()).add(key)
        return {key: by_group[group] for key, group in groups.items()}

    true, ours = members(gold), members(found)
    precision = sum(len(true[key] & ours[key]) / len(ours[key]) for key in gold) / len(gold)
    recall = sum(len(true[key] & ours[key]) / len(true[key]) for key in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)
