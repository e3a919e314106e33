"""The SQL contract: table and column names, what may be null, what offsets mean."""

from pathlib import Path

import duckdb
import pytest

from standpunkt.actors.role_kinds import ROLE_KINDS

# A question mark: may be null.
CONTRACT = {
    "articles": """article_id path item_no status outlet_id? url? title? author? agency? published_at?
        published_on? published_at_source? published_at_note? removed? language text word_count
        content_sha256 duplicate_of? duplicate_kind? duplicate_similarity? story_id extractor_version
        tables_version run_id dq_status""",
    "mentions": """mention_id article_id start_char end_char text entity_kind mention_form actor_id?
        link_method? confidence""",
    "actors": "actor_id name actor_kind country? wikidata_id? known scope_article_id?",
    "story_articles": "article_id centrality wire_copy_of?",
    "story_redirects": "old_story_id story_id",
    "statement_echoes": """statement_id article_id of_statement_id of_article_id echo_kind coverage
        omitted_spans""",
    "actor_redirects": "old_actor_id actor_id",
    "memberships": "actor_id of_actor_id relation valid_from? valid_to?",
    "offices": "actor_id office of_actor_id? valid_from? valid_to? standard_office? has_one_holder",
    "roles": """role_id article_id actor_id role_text office of_actor_id? is_former start_char end_char
        role_kind standard_office? has_one_holder sentence_start_char sentence_end_char""",
    "statements": """statement_id article_id statement_kind medium start_char end_char text quote_spans
        speaker_spans cue_spans frame_spans addressee_spans speaker_actor_id? addressee_actor_id?
        parent_statement_id? distance confidence extractor_version run_id dq_status""",
    "stances": """stance_id article_id statement_id? attribution reporter_actor_id? start_char end_char
        sentence_text holder_actor_id? holder_text? holder_start_char? holder_end_char? target_text
        target_start_char target_end_char target_actor_id? issue_id? polarity issue_polarity? cue_start_char?
        cue_end_char? condition_start_char? condition_end_char? confidence extractor_version run_id
        dq_status""",
    "issues": "issue_id label description parent_issue_id?",
    "outlets": "outlet_id name country?",
    "statement_spans": "statement_id part ordinal start_char end_char text",
    "files": "path sha256? status reason?",
    "runs": "run_id status",
    "quality_results": "run_id suite rule success",
    "quarantine": "row_json rule reason",
    "article_versions": "article_id content_sha256 text agency? removed?",
}
VALUES = {
    ("articles", "status"): {"published", "skipped_language", "duplicate"},
    ("articles", "duplicate_kind"): {"exact", "near", "wire", None},
    ("articles", "dq_status"): {"ok", "warn"},
    ("articles", "published_at_source"): {"metadata", "text", "file", None},
    ("mentions", "entity_kind"): {"person", "organisation", "place", "country", "other"},
    ("mentions", "mention_form"): {"name", "adjective", "pronoun", "office"},
    ("actors", "actor_kind"): {"person", "organisation", "state", "group"},
    ("statements", "statement_kind"): {
        "direct",
        "indirect",
        "reported",
        "free_indirect",
        "indirect_free_indirect",
    },
    ("roles", "role_kind"): set(ROLE_KINDS),
    ("statements", "distance"): {"neutral", "doubting", "endorsing"},
    ("statement_echoes", "echo_kind"): {"verbatim", "shortened", "paraphrased"},
    ("stances", "polarity"): {"support", "oppose", "ambivalent"},
    ("stances", "issue_polarity"): {"support", "oppose", "ambivalent", None},
    ("stances", "attribution"): {"own words", "reported", "narrated"},
}
SPAN_TEXTS = {
    "mentions": [("text", "start_char", "end_char")],
    "roles": [("role_text", "start_char", "end_char")],
    "statements": [("text", "start_char", "end_char")],
    "stances": [
        ("sentence_text", "start_char", "end_char"),
        ("target_text", "target_start_char", "target_end_char"),
        ("holder_text", "holder_start_char", "holder_end_char"),
    ],
}


@pytest.fixture(scope="module")
def sample(sample_warehouse: Path):
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("table", CONTRACT)
def test_columns_exist_and_are_null_only_where_allowed(sample: duckdb.DuckDBPyConnection, table: str):
    existing = {row[0] for row in sample.execute(f"describe {table}").fetchall()}
    wanted = CONTRACT[table].split()
    assert {column.rstrip("?") for column in wanted} <= existing
    for column in (column for column in wanted if not column.endswith("?")):
        nulls = sample.execute(f"select count(*) from {table} where {column} is null").fetchone()[0]
        assert nulls == 0, f"{table}.{column}"


@pytest.mark.parametrize(("table", "column"), VALUES)
def test_values_are_the_contracts(sample: duckdb.DuckDBPyConnection, table: str, column: str):
    found = {row[0] for row in sample.execute(f"select distinct {column} from {table}").fetchall()}
    assert found
    assert found <= VALUES[table, column]


@pytest.mark.parametrize("table", SPAN_TEXTS)
def test_the_macro_span_gives_the_stored_text(sample: duckdb.DuckDBPyConnection, table: str):
    for text, start, end in SPAN_TEXTS[table]:
        rows, wrong = sample.execute(
            f"""select count(*), count(*) filter (where span(a.text, {start}, {end}) != t.{text})
            from {table} t join articles a using (article_id) where t.{text} is not null"""
        ).fetchone()
        assert rows > 0
        assert wrong == 0


def test_statement_spans_lists_every_span_with_its_text(sample: duckdb.DuckDBPyConnection):
    listed = sample.execute("select count(*) from statement_spans").fetchone()[0]
    stored = sample.execute(
        """select sum(len(quote_spans) + len(speaker_spans) + len(cue_spans) + len(frame_spans)
        + len(addressee_spans)) from statements"""
    ).fetchone()[0]
    assert listed == stored > 0
    wrong = sample.execute(
        """select count(*) from statement_spans p join statements s using (statement_id)
        join articles a using (article_id) where span(a.text, p.start_char, p.end_char) != p.text"""
    ).fetchone()[0]
    assert wrong == 0


def test_every_reference_leads_somewhere(sample: duckdb.DuckDBPyConnection):
    references = [
        ("mentions", "article_id", "articles", "article_id"),
        ("mentions", "actor_id", "actors", "actor_id"),
        ("roles", "actor_id", "actors", "actor_id"),
        ("roles", "of_actor_id", "actors", "actor_id"),
        ("statements", "speaker_actor_id", "actors", "actor_id"),
        ("statements", "addressee_actor_id", "actors", "actor_id"),
        ("statements", "parent_statement_id", "statements", "statement_id"),
        ("stances", "statement_id", "statements", "statement_id"),
        ("stances", "holder_actor_id", "actors", "actor_id"),
        ("stances", "target_actor_id", "actors", "actor_id"),
        ("stances", "reporter_actor_id", "actors", "actor_id"),
        ("stances", "issue_id", "issues", "issue_id"),
        ("articles", "outlet_id", "outlets", "outlet_id"),
        ("articles", "duplicate_of", "articles", "article_id"),
        ("articles", "run_id", "runs", "run_id"),
        ("story_articles", "article_id", "articles", "article_id"),
        ("story_articles", "wire_copy_of", "articles", "article_id"),
        ("story_redirects", "story_id", "articles", "story_id"),
        ("statement_echoes", "statement_id", "statements", "statement_id"),
        ("statement_echoes", "of_statement_id", "statements", "statement_id"),
        ("actor_redirects", "actor_id", "actors", "actor_id"),
        ("memberships", "actor_id", "actors", "actor_id"),
        ("memberships", "of_actor_id", "actors", "actor_id"),
        ("offices", "actor_id", "actors", "actor_id"),
        ("offices", "of_actor_id", "actors", "actor_id"),
        ("issues", "parent_issue_id", "issues", "issue_id"),
    ]
    for table, column, other, key in references:
        lost = sample.execute(
            f"select count(*) from {table} where {column} is not null "
            f"and {column} not in (select {key} from {other})"
        ).fetchone()[0]
        assert lost == 0, f"{table}.{column}"


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("articles", "article_id"),
        ("story_articles", "article_id"),
        ("mentions", "mention_id"),
        ("roles", "role_id"),
        ("statements", "statement_id"),
        ("stances", "stance_id"),
        ("actors", "actor_id"),
        ("issues", "issue_id"),
        ("outlets", "outlet_id"),
        ("files", "file_version_id"),
        ("runs", "run_id"),
    ],
)
def test_ids_are_unique(sample: duckdb.DuckDBPyConnection, table: str, key: str):
    rows, ids = sample.execute(f"select count(*), count(distinct {key}) from {table}").fetchone()
    assert rows == ids > 0


def test_the_sample_holds_every_shape_it_promises(sample: duckdb.DuckDBPyConnection):
    statuses = dict(sample.execute("select status, count(*) from articles group by status").fetchall())
    assert statuses["published"] >= 15
    assert statuses["duplicate"] == 1
    assert statuses["skipped_language"] == 1
    files = dict(sample.execute("select status, count(*) from files group by status").fetchall())
    assert files["rejected"] == 1
    assert files["partial"] == 1


def test_the_published_file_holds_no_working_rows(sample: duckdb.DuckDBPyConnection):
    schemas = {
        row[0] for row in sample.execute("select schema_name from information_schema.schemata").fetchall()
    }
    assert "extracted" not in schemas
