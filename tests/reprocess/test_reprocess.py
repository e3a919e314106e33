"""Stored articles come to the current version with the rows of a fresh run; whatever happens in between."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from standpunkt.articles.discover import InboxMissing
from standpunkt.settings import Settings
from standpunkt.steps.decide import open_desk
from standpunkt.steps.extract import version_parts
from standpunkt.steps.forget import Request as ForgetRequest
from standpunkt.steps.forget import forget
from standpunkt.steps.news import current_versions
from standpunkt.steps.own_tables import copy_tables
from standpunkt.steps.reprocess import Request
from standpunkt.steps.reprocess_extract import StagedArticlesGone
from standpunkt.steps.staging import DONE
from standpunkt.warehouse.paths import WarehousePaths
from tests.arrivals.rows import Content, differences
from tests.conftest import ROOT
from tests.forget.warehouse import FILES, KRANZ, ingest, places_of, select, write_inbox
from tests.reprocess.warehouse import OLD_MODEL, extract, load_anew, plan, reprocess, rows, versions

KRANZBERG = "rheinspiegel.example/kranzberg.txt"


def alter_working(published: Path, *statements: str) -> None:
    with duckdb.connect(str(WarehousePaths(published).working)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_articles_of_an_earlier_model_get_the_rows_of_a_fresh_run(
    published: Path, fresh: Content, settings: Settings
):
    assert "main.stances" in {one.table for one in differences(fresh, rows(published))}
    outcome = reprocess(published, settings, "again-1")
    assert not list(map(str, differences(fresh, rows(published))))
    assert outcome.comparison.article_count == 4
    assert outcome.comparison.changed_text_count == 0
    assert sum(one.gained for one in outcome.comparison.counts if one.table == "stances") > 0
    kinds = select(published, "select kind, status, article_count from runs order by started_at")
    assert kinds == [("run", "published", 4), ("reprocess", "published", 4)]
    assert not plan(published, settings, Request()).batches
    assert not list(WarehousePaths(published).staging.iterdir())


def test_rows_an_earlier_model_left_are_lost_gained_and_changed(
    published: Path, fresh: Content, settings: Settings
):
    reprocess(published, settings, "again-1")
    ((statement,),) = select(published, "select min(statement_id) from statements")
    ((stance, polarity),) = select(
        published, "select min(stance_id), min_by(polarity, stance_id) from stances"
    )
    other = {"support": "oppose", "oppose": "support"}[polarity]
    for schema in ("main", "extracted"):
        alter_working(
            published,
            f"delete from {schema}.statements where statement_id = '{statement}'",
            f"update {schema}.stances set polarity = '{other}' where stance_id = '{stance}'",
            f"insert into {schema}.mentions by name select * replace ('m0' as mention_id, 0 as start_char, "
            f"5 as end_char, text[:5] as text, 'other' as entity_kind) from {schema}.mentions limit 1",
            f"update {schema}.articles set extractor_version = replace(extractor_version, 'model-', 'x')",
        )
    outcome = reprocess(published, settings, "again-2")
    assert not list(map(str, differences(fresh, rows(published))))
    by_change = {(one.table, one.change): one for one in outcome.comparison.examples}
    assert by_change["statements", "gained"].row_id == statement
    assert by_change["mentions", "lost"].row_id == "m0"
    changed = by_change["stances", "changed"]
    assert (changed.row_id, changed.kind) == (stance, f"{other} -> {polarity}")
    source = f"select path from articles join stances using (article_id) where stance_id = '{stance}'"
    text = FILES[select(published, source)[0][0]]
    assert changed.sentence in " ".join(text.split())
    totals = [0, 0, 0]
    for one in outcome.comparison.counts:
        totals = [total + n for total, n in zip(totals, (one.gained, one.lost, one.changed), strict=True)]
    assert totals[1] == 1
    assert totals[0] == 1


def tables_with_cleaning(folder: Path, settings: Settings, *rules: str) -> Settings:
    copy_tables(settings.tables, folder)
    header = "rule_id,domain,kind,pattern,until,action,note"
    (folder / "cleaning.csv").write_text("\n".join((header, *rules, "")), encoding="utf-8")
    return settings.model_copy(update={"tables": folder})


RULE = "x,,line_starts,Der Vorsitzende Ruprecht Ohlendiek vom,,remove_any,"


@pytest.fixture
def two_lines(tmp_path: Path, settings: Settings) -> tuple[Path, Path, Settings]:
    """An inbox with one line that new rules remove, its warehouse by the shipped rules, the new rules."""
    text = KRANZ.replace(" Der Vorsitzende", "\n\nDer Vorsitzende")
    inbox = write_inbox(tmp_path / "inbox", FILES | {KRANZBERG: text})
    ingest(inbox, tmp_path / "w.duckdb", settings, "run-1")
    return inbox, tmp_path / "w.duckdb", tables_with_cleaning(tmp_path / "tables", settings, RULE)


def test_other_cleaning_reads_the_files_again_and_keeps_the_earlier_text(
    two_lines: tuple[Path, Path, Settings], tmp_path: Path
):
    inbox, published, cleaned = two_lines
    before = select(published, f"select article_id, text from articles where path = '{KRANZBERG}'")
    outcome = reprocess(published, cleaned, "again-1")
    ingest(inbox, tmp_path / "fresh.duckdb", cleaned, "run-1")
    assert not list(map(str, differences(rows(tmp_path / "fresh.duckdb"), rows(published))))
    assert [batch.reread_count for batch in outcome.batches] == [4]
    assert outcome.comparison.changed_text_count == 1
    assert select(published, "select article_id, text from article_versions") == before
    # Rows that say the same in another text are the same.
    by_table = {
        table: [(one.gained, one.lost, one.same) for one in outcome.comparison.counts if one.table == table]
        for table in ("mentions", "statements")
    }
    assert not any(gained for found in by_table.values() for gained, _, _ in found)
    assert all(any(lost for _, lost, _ in found) for found in by_table.values())
    assert sum(same for _, _, same in by_table["statements"]) == len(select(published, "from statements"))


def test_without_its_file_an_article_keeps_its_text_and_the_version_of_its_cleaning(
    two_lines: tuple[Path, Path, Settings],
):
    inbox, published, cleaned = two_lines
    texts = select(published, "select path, text from articles order by path")
    earlier = set(versions(published).values())
    (inbox / KRANZBERG).unlink()
    reprocess(published, cleaned, "again-1")
    now = current_versions(cleaned).extractor
    assert {path for path, version in versions(published).items() if version != now} == {KRANZBERG}
    assert {versions(published)[KRANZBERG]} == earlier
    left = plan(published, cleaned, Request())
    assert (left.batches, left.kept_text_count) == ((), 1)
    # Another model extracts it too, from the text that is there.
    other = cleaned.model_copy(update={"thresholds": {"stance": 0.75}})
    reprocess(published, other, "again-2")
    language = version_parts(current_versions(other).extractor)[0]
    assert version_parts(versions(published)[KRANZBERG]) == (language, version_parts(*earlier)[1])
    assert select(published, "select path, text from articles order by path") == texts
    # And when the file is back, it is read.
    write_inbox(inbox, {KRANZBERG: KRANZ.replace(" Der Vorsitzende", "\n\nDer Vorsitzende")})
    reprocess(published, other, "again-3")
    assert set(versions(published).values()) == {current_versions(other).extractor}


def test_a_file_that_has_changed_since_is_not_read_for_the_stored_article(
    two_lines: tuple[Path, Path, Settings],
):
    inbox, published, cleaned = two_lines
    (inbox / KRANZBERG).write_text("Ein anderer Artikel\n\nEr sagt nichts von dem, was vorher hier stand.\n")
    left = plan(published, cleaned, Request())
    assert left.kept_text_count == 1
    assert KRANZBERG not in {one.path for batch in left.batches for one in batch.articles}


def test_the_files_may_lie_elsewhere_now(two_lines: tuple[Path, Path, Settings], tmp_path: Path):
    inbox, published, cleaned = two_lines
    moved = shutil.move(inbox, tmp_path / "moved")
    assert plan(published, cleaned, Request()).kept_text_count == 4
    assert plan(published, cleaned, Request(inbox=str(moved))).kept_text_count == 0
    with pytest.raises(InboxMissing):
        plan(published, cleaned, Request(inbox=str(inbox)))


def test_since_leaves_earlier_articles_alone(tmp_path: Path, settings: Settings):
    files = {
        "2025-03-01_kranzberg.txt": FILES[KRANZBERG],
        "2025-09-01_ohlendiek.txt": FILES["rheinspiegel.example/ohlendiek.txt"],
        "undatiert.txt": FILES["alpenbote.example/hochwasser.txt"],
    }
    published = tmp_path / "w.duckdb"
    ingest(write_inbox(tmp_path / "inbox", files), published, OLD_MODEL, "run-1")
    # The undated one was first seen today.
    later = plan(published, settings, Request(since=date(2025, 9, 2)))
    assert {one.path for batch in later.batches for one in batch.articles} == {"undatiert.txt"}
    outcome = reprocess(published, settings, "again-1", Request(since=date(2025, 9, 1)))
    assert outcome.comparison.article_count == 2
    current = current_versions(settings).extractor
    assert {path for path, version in versions(published).items() if version != current} == {
        "2025-03-01_kranzberg.txt"
    }
    assert plan(published, settings, Request(since=date(2100, 1, 1))).stored_count == 0


def test_all_takes_current_articles_too(two_lines: tuple[Path, Path, Settings], settings: Settings):
    _, published, _ = two_lines
    before = rows(published)
    assert not plan(published, settings, Request()).batches
    outcome = reprocess(published, settings, "again-1", Request(is_all=True))
    assert sum(batch.reread_count for batch in outcome.batches) == 4
    assert outcome.comparison.changed_row_count == 0
    assert not list(map(str, differences(before, rows(published))))


def test_finished_batches_are_used_again(published: Path, fresh: Content, settings: Settings):
    staging = WarehousePaths(published).staging
    planned = plan(published, settings, Request(), batch_articles=1)
    assert len(planned.batches) == 4
    first = extract(published, settings, planned)[:2]
    shutil.rmtree(extract(published, settings, planned)[3].folder)
    # As a process leaves it that is killed: half a folder, and nothing loaded.
    (staging / f"{planned.batches[3].folder(staging).name}.0.unfinished").mkdir()
    again = plan(published, settings, Request(), batch_articles=1)
    assert [one.key for one in again.batches] == [one.key for one in planned.batches]
    batches = extract(published, settings, again)
    assert [batch.reused for batch in batches] == [True, True, True, False]
    assert [one.folder for one in first] == [one.folder for one in batches[:2]]
    load_anew(published, settings, batches, "again-1")
    assert not list(map(str, differences(fresh, rows(published))))


def test_what_another_run_loaded_meanwhile_is_left_out(published: Path, fresh: Content, settings: Settings):
    planned = plan(published, settings, Request())
    batches = extract(published, settings, planned)
    load_anew(published, settings, batches, "again-1")
    late = load_anew(published, settings, batches, "again-2")
    assert (late.linked.article_count, late.linked.loaded_by_others) == (0, 4)
    assert not list(map(str, differences(fresh, rows(published))))


def test_staged_rows_that_somebody_removed_stop_the_run(published: Path, settings: Settings):
    batches = extract(published, settings, plan(published, settings, Request()))
    (batches[0].folder / DONE).unlink()
    before = rows(published)
    with pytest.raises(StagedArticlesGone, match="4 articles"):
        load_anew(published, settings, batches, "again-1")
    assert not differences(before, rows(published))


def test_an_article_forgotten_meanwhile_does_not_come_back(published: Path, settings: Settings):
    batches = extract(published, settings, plan(published, settings, Request()))
    plan(published, settings, Request(), batch_articles=1)
    ((article_id,),) = select(published, f"select article_id from articles where path = '{KRANZBERG}'")
    forget(published, ForgetRequest("article", (article_id,)), settings)
    assert not places_of(published, "Absage an das Tempolimit")
    outcome = load_anew(published, settings, batches, "again-1")
    assert outcome.linked.loaded_by_others == 1
    assert not places_of(published, "Absage an das Tempolimit")


def test_a_forgotten_actor_stays_away(published: Path, settings: Settings):
    ((actor_id,),) = select(published, "select actor_id from actors where name = 'Adele Kranzberg'")
    forget(published, ForgetRequest("actor", (actor_id,)), settings)
    reprocess(published, settings, "again-1")
    found = select(published, "select text from mentions union select name from actors")
    assert not [text for (text,) in found if "Kranzberg" in text]
    assert select(published, "select count(*) from actors where name = 'Ruprecht Ohlendiek'") == [(1,)]
    assert not select(published, "select 1 from stances where holder_text like '%Kranzberg%'")


def test_the_sample_articles_of_an_earlier_version_get_the_rows_of_a_fresh_run(
    tmp_path: Path, settings: Settings
):
    """Many articles a file, other languages, duplicates, versions of one address."""
    inbox = ROOT / "seeds" / "articles"
    ingest(inbox, tmp_path / "fresh.duckdb", settings, "run-1")
    ingest(inbox, tmp_path / "w.duckdb", OLD_MODEL, "run-1")
    reprocess(tmp_path / "w.duckdb", settings, "again-1")
    assert not list(map(str, differences(rows(tmp_path / "fresh.duckdb"), rows(tmp_path / "w.duckdb"))))
    assert set(versions(tmp_path / "w.duckdb").values()) == {current_versions(settings).extractor}


def test_whom_an_earlier_model_cut_otherwise_is_found_by_the_old_id(published: Path, settings: Settings):
    ((ohlendiek,),) = select(published, "select actor_id from actors where name = 'Ruprecht Ohlendiek'")
    alter_working(
        published,
        "update mentions set mention_id = 'm' || start_char, end_char = end_char - 2, text = text[:-3], "
        "actor_id = 'person:new:0' where text = 'Ruprecht Ohlendiek'",
        "insert into actors by name select * replace ('person:new:0' as actor_id, 'Ruprecht Ohlendi' as name)"
        f" from actors where actor_id = '{ohlendiek}'",
        "insert into extracted.named_actors by name select * replace ('person:new:0' as actor_id, "
        f"'Ruprecht Ohlendi' as name) from extracted.named_actors where actor_id = '{ohlendiek}'",
    )
    outcome = reprocess(published, settings, "again-1")
    assert ("mentions", "lost") in {(one.table, one.change) for one in outcome.comparison.examples}
    assert select(published, "select actor_id from actor_redirects where old_actor_id = 'person:new:0'") == [
        (ohlendiek,)
    ]
    assert not select(published, "select 1 from actors where actor_id = 'person:new:0'")


def test_decisions_are_kept(published: Path, settings: Settings, tmp_path: Path):
    copy_tables(settings.tables, tmp_path / "tables")
    own = settings.model_copy(update={"tables": tmp_path / "tables"})
    ((ohlendiek,),) = select(published, "select actor_id from actors where name = 'Ruprecht Ohlendiek'")
    with open_desk(published, own) as desk:
        desk.rename(ohlendiek, "R. Ohlendiek", "")
    reprocess(published, own, "again-1")
    assert select(published, f"select name from actors where actor_id = '{ohlendiek}'") == [("R. Ohlendiek",)]


def test_an_article_that_its_file_gives_no_more_keeps_its_stored_text(tmp_path: Path, settings: Settings):
    text = (
        "Streit an der Niedermark\n\nNoch offen.\n\n"
        "Der Vorsitzende Ruprecht Ohlendiek vom Autoclub Mitte lehnt ein Tempolimit auf Autobahnen ab.\n"
    )
    published = tmp_path / "w.duckdb"
    ingest(write_inbox(tmp_path / "inbox", {"kurz.txt": text}), published, settings, "run-1")
    before = select(published, "select article_id, text from articles")
    cleaned = tables_with_cleaning(tmp_path / "tables", settings, RULE)
    outcome = reprocess(published, cleaned, "again-1")
    assert [one.split(":")[0] for batch in outcome.batches for one in batch.problems] == ["kurz.txt"]
    assert select(published, "select article_id, text from articles") == before
    assert versions(published) == {"kurz.txt": current_versions(cleaned).extractor}
    assert not plan(published, cleaned, Request()).batches
