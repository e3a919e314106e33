"""Offsets from text to linked row, on texts nobody would write."""

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standpunkt.actors.rows import ExtractedRows
from standpunkt.actors.tables import load_tables
from standpunkt.articles.article import Article
from standpunkt.articles.fingerprint import content_sha256
from standpunkt.language import load
from standpunkt.linking import link_article
from standpunkt.resources import resource_folder
from standpunkt.steps.rows import article_row, document_rows
from standpunkt.warehouse.migrate import table_schema
from tests.conftest import MACRON, SCHOLZ

PIECES = st.sampled_from(
    [
        *MACRON.split(),
        *SCHOLZ.split(),
        "„",
        "“",
        "»",
        "«",
        '"',
        "‚",
        "‘",
        "\n",
        "😀",
        "sagte",
        "er",
        "nicht",
        ",",
        ":",
        "lehnt",
        "ab",
        "fordert",
        "laut",
        "Selenskyjs",
        "der Kreml",
        "dass",
        "sei",
        "–",
        "18.",
        "Präsident",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=80).map(" ".join)
PARTS = ("quote", "speaker", "cue", "frame", "addressee")


@cache
def pipeline():
    return load(), load_tables(resource_folder("seeds"))


def article(text: str) -> Article:
    return Article("a" + "0" * 20, "x.txt", 0, text, content_sha256(text), "de", len(text.split()))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_offset_gives_the_stored_text(text: str):
    nlp, tables = pipeline()
    one = article(text)
    extracted = document_rows(one, nlp(text), "test")
    linked = link_article(
        article_row(one, "test"), ExtractedRows(**{k: tuple(v) for k, v in extracted.items()}), tables
    )
    for row in linked.mentions:
        assert text[row["start_char"] : row["end_char"]] == row["text"] != ""
    for row in linked.statements:
        assert text[row["start_char"] : row["end_char"]] == row["text"] != ""
        for part in PARTS:
            for span in row[f"{part}_spans"]:
                assert 0 <= span["start_char"] < span["end_char"] <= len(text)
        assert row["start_char"] == min(span["start_char"] for span in row["quote_spans"])
        assert row["end_char"] == max(span["end_char"] for span in row["quote_spans"])
    for row in linked.stances:
        assert text[row["start_char"] : row["end_char"]] == row["sentence_text"]
        assert text[row["target_start_char"] : row["target_end_char"]] == row["target_text"] != ""
        assert row["start_char"] <= row["target_start_char"] < row["target_end_char"] <= row["end_char"]
        if row["holder_text"] is not None:
            assert text[row["holder_start_char"] : row["holder_end_char"]] == row["holder_text"]
    actors = {actor.actor_id for actor in linked.actors}
    named = {row["actor_id"] for row in (*linked.mentions, *linked.roles)}
    named |= {row["speaker_actor_id"] for row in linked.statements}
    named |= {row[f"{role}_actor_id"] for row in linked.stances for role in ("holder", "target", "reporter")}
    assert named - {None} <= actors


def test_rows_have_the_tables_columns():
    nlp, _ = pipeline()
    one = article(MACRON)
    rows = document_rows(one, nlp(MACRON), "test") | {"articles": [article_row(one, "test")]}
    for table, table_rows in rows.items():
        assert table_rows, table
        columns = set(table_schema(f"extracted.{table}").names)
        assert all(columns <= set(row) for row in table_rows), table


def test_ids_are_stable_and_follow_the_content():
    nlp, _ = pipeline()
    first, again, other = (
        document_rows(article(t), nlp(t), "test") for t in (MACRON, MACRON, MACRON + "Ende.")
    )
    ids = [[row["statement_id"] for row in rows["statements"]] for rows in (first, again, other)]
    assert ids[0] == ids[1]
    assert not set(ids[0]) & set(ids[2])
