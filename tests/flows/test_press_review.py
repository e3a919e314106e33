"""The main job on real files, a real Prefect API, DuckDB and Great Expectations."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from standpunkt.articles.discover import InboxMissing
from standpunkt.steps.report import DeliveryHeld
from standpunkt.warehouse.paths import WarehousePaths
from tests.conftest import MACRON, ROOT, SCHOLZ, SHARED

ID_TABLES = {
    "articles": "article_id, path, item_no, status, content_sha256, duplicate_of, story_id, outlet_id",
    "story_articles": "article_id, centrality, wire_copy_of",
    "story_redirects": "old_story_id, story_id",
    "statement_echoes": "statement_id, of_statement_id, echo_kind, coverage, omitted_spans",
    "mentions": "mention_id, article_id, actor_id, link_method",
    "roles": "role_id, article_id, actor_id, office, of_actor_id",
    "statements": "statement_id, article_id, speaker_actor_id, text",
    "stances": "stance_id, article_id, holder_actor_id, issue_id, issue_polarity, target_text",
    "actors": "actor_id, name, actor_kind, known",
}


def select(warehouse: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def content(warehouse: Path) -> dict[str, list[tuple]]:
    return {
        table: select(warehouse, f"select {cols} from {table} order by all")
        for table, cols in ID_TABLES.items()
    }


def test_a_second_run_changes_and_publishes_nothing(press_review: Callable, inbox: Path, warehouse: Path):
    first = press_review(inbox, warehouse)
    assert first.status == "published"
    assert first.counts["articles"] == 2
    before = warehouse.stat()
    second = press_review(inbox, warehouse)
    assert second.status == "nothing new"
    assert not second.published_anew
    assert (warehouse.stat().st_ino, warehouse.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_loaded_batches_leave_the_staging_folder(press_review: Callable, inbox: Path, warehouse: Path):
    press_review(inbox, warehouse)
    assert not list(WarehousePaths(warehouse).staging.iterdir())


def test_two_machines_give_the_same_rows(press_review: Callable, inbox: Path, tmp_path: Path):
    (tmp_path / "other").mkdir()
    elsewhere = tmp_path / "other" / "inbox"
    shutil.copytree(inbox, elsewhere)
    press_review(inbox, tmp_path / "a.duckdb")
    press_review(elsewhere, tmp_path / "b.duckdb")
    assert content(tmp_path / "a.duckdb") == content(tmp_path / "b.duckdb")


def test_order_and_grouping_of_arrival_do_not_matter(press_review: Callable, tmp_path: Path):
    samples = [path for path in (ROOT / "seeds" / "articles").rglob("*.*") if path.is_file()]
    samples = sorted(path for path in samples if path.suffix in (".txt", ".json", ".html"))[:12]
    root = ROOT / "seeds" / "articles"
    press_review(_copied(samples, root, tmp_path / "all"), tmp_path / "all.duckdb")
    random.Random(7).shuffle(samples)
    for number in range(3):
        press_review(_copied(samples[: 4 * (number + 1)], root, tmp_path / "bits"), tmp_path / "bits.duckdb")
    assert content(tmp_path / "all.duckdb") == content(tmp_path / "bits.duckdb")


def _copied(files: list[Path], root: Path, target: Path) -> Path:
    for file in files:
        copy = target / file.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if not copy.exists():
            shutil.copy2(file, copy)
    return target


def test_a_changed_file_is_a_new_version_and_leaves_no_old_rows(
    press_review: Callable, inbox: Path, warehouse: Path
):
    press_review(inbox, warehouse)
    [(article_id, text)] = select(warehouse, "select article_id, text from articles where path = 'orban.txt'")
    (inbox / "orban.txt").write_text(
        SCHOLZ.replace("Ein", "Kein").replace("Budapest", "Wien"), encoding="utf-8"
    )
    report = press_review(inbox, warehouse)
    assert report.counts["articles"] == 1
    assert select(warehouse, "select article_id, text from article_versions") == [(article_id, text)]
    [(new_text,)] = select(warehouse, f"select text from articles where article_id = '{article_id}'")
    assert "Wien" in new_text
    wrong = select(
        warehouse,
        "select count(*) from mentions m join articles a using (article_id) "
        "where span(a.text, m.start_char, m.end_char) != m.text",
    )
    assert wrong == [(0,)]
    assert select(warehouse, "select count(*) from files where path = 'orban.txt' and is_current") == [(1,)]
    assert select(warehouse, "select count(*) from files where path = 'orban.txt'") == [(2,)]


def test_an_exact_copy_points_to_the_first_also_when_it_comes_later(
    press_review: Callable, inbox: Path, warehouse: Path
):
    press_review(inbox, warehouse)
    (inbox / "aaa-copy.txt").write_text(MACRON, encoding="utf-8")
    press_review(inbox, warehouse)
    rows = select(
        warehouse, "select path, status, duplicate_of from articles where path != 'orban.txt' order by path"
    )
    [(first_id,)] = select(warehouse, "select article_id from articles where path = 'aaa-copy.txt'")
    assert rows == [("aaa-copy.txt", "published", None), ("macron.txt", "duplicate", first_id)]
    assert len(set(select(warehouse, "select story_id from articles where path != 'orban.txt'"))) == 1


def test_bad_files_get_a_reason_and_every_other_article_arrives(
    press_review: Callable, inbox: Path, warehouse: Path
):
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "picture.txt").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4)
    (inbox / "cut.json").write_text('{"title": "Titel", "text": "Ein Te', encoding="utf-8")
    (inbox / "slides.pptx").write_bytes(b"PK\x03\x04")
    (inbox / "lost.txt").symlink_to(inbox / "nowhere")
    lines = [
        json.dumps({"title": "Zeile", "text": SCHOLZ, "url": f"https://x.example/{n}"}) for n in range(2)
    ]
    (inbox / "feed.jsonl").write_text("\n".join([*lines, '{"title": "abgeschn']), encoding="utf-8")
    report = press_review(inbox, warehouse)
    files = {
        row[0]: row[1:] for row in select(warehouse, "select path, status, reason, article_count from files")
    }
    assert {path for path, row in files.items() if row[0] == "rejected"} == {
        "empty.txt",
        "picture.txt",
        "cut.json",
        "slides.pptx",
        "lost.txt",
    }
    assert all(reason for status, reason, _ in files.values() if status != "loaded")
    assert files["feed.jsonl"][0] == "partial"
    assert "3" in files["feed.jsonl"][1]
    assert files["feed.jsonl"][2] == 2
    assert files["macron.txt"] == ("loaded", None, 1)
    assert len(report.rejected) == 5
    assert press_review(inbox, warehouse).status == "nothing new"


def test_a_missing_inbox_is_a_plain_error(press_review: Callable, tmp_path: Path):
    with pytest.raises(InboxMissing, match="no inbox at"):
        press_review(tmp_path / "nowhere", tmp_path / "w.duckdb")
    assert not (tmp_path / "w.duckdb").exists()


def strict_expectations(folder: Path, suite: str, expectation: dict) -> Path:
    shutil.copytree(ROOT / "expectations", folder)
    content = json.loads((folder / f"{suite}.json").read_text(encoding="utf-8"))
    content["expectations"].append(expectation)
    (folder / f"{suite}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_a_failed_run_rule_holds_the_delivery_and_readers_keep_the_last_good_state(
    press_review: Callable, inbox: Path, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    press_review(inbox, warehouse)
    good = content(warehouse)
    rule = {
        "type": "expect_column_values_to_be_between",
        "kwargs": {"column": "article_count", "max_value": 1},
        "severity": "critical",
        "meta": {"rule": "few_articles", "reason": "more articles than the test wants"},
    }
    strict = strict_expectations(tmp_path / "strict", "run", rule)
    monkeypatch.setenv("STANDPUNKT_EXPECTATIONS", str(strict))
    for number in range(2):
        (inbox / f"more-{number}.txt").write_text(MACRON.replace("Paris", f"Lyon {number}"), encoding="utf-8")
    with pytest.raises(DeliveryHeld, match="more articles than the test wants") as held:
        press_review(inbox, warehouse)
    assert held.value.exit_status == 2
    assert content(warehouse) == good
    assert select(warehouse, "select distinct rule from quality_results where not success") == [
        ("few_articles",)
    ]
    assert select(warehouse, "select count(*) from files where status = 'held'") == [(2,)]
    assert select(warehouse, "select status from runs order by started_at") == [("published",), ("held",)]

    # The same files do not run into the gate again, later ones go on.
    (inbox / "later.txt").write_text(SCHOLZ.replace("Budapest", "Pécs"), encoding="utf-8")
    report = press_review(inbox, warehouse)
    assert (report.counts["articles"], report.waiting_count) == (1, 2)

    # Another rule: what was held is judged again, from the staged rows.
    monkeypatch.delenv("STANDPUNKT_EXPECTATIONS")
    report = press_review(inbox, warehouse)
    assert report.counts["articles"] == 2
    assert select(warehouse, "select count(*) from files where status = 'held' and is_current") == [(0,)]
    assert not list(WarehousePaths(warehouse).staging.iterdir())


def test_refused_rows_go_to_quarantine_and_children_follow(
    press_review: Callable, inbox: Path, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    rule = {
        "type": "expect_column_values_to_not_match_regex",
        "kwargs": {"column": "text", "regex": "Macron wirbt"},
        "severity": "critical",
        "meta": {"rule": "no_macron", "reason": "the test refuses this article"},
    }
    strict = strict_expectations(tmp_path / "strict", "articles", rule)
    monkeypatch.setenv("STANDPUNKT_EXPECTATIONS", str(strict))
    press_review(inbox, warehouse)
    assert select(warehouse, "select path from articles") == [("orban.txt",)]
    refused = select(
        warehouse, "select table_name, rule, reason from quarantine where table_name = 'articles'"
    )
    assert refused == [("articles", "no_macron", "the test refuses this article")]
    along = dict(select(warehouse, "select rule, count(*) from quarantine group by rule"))
    assert along["article_refused"] > 0
    [(article_id,)] = select(warehouse, "select row_id from quarantine where rule = 'no_macron'")
    for table in ("mentions", "statements", "stances", "roles"):
        assert select(warehouse, f"select count(*) from {table} where article_id = '{article_id}'") == [(0,)]
    [(row,)] = select(warehouse, "select row_json from quarantine where rule = 'no_macron'")
    assert "Macron" in json.loads(row)["text"]


def test_a_refused_statement_leaves_its_stances(
    press_review: Callable, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    press_review(ROOT / "seeds" / "articles" / "nordlicht-zeitung.example", warehouse)
    linked = select(warehouse, "select count(*) from stances where statement_id is not null")
    assert linked[0][0] > 0
    rule = {
        "type": "expect_column_values_to_be_in_set",
        "kwargs": {"column": "statement_kind", "value_set": ["free_indirect"]},
        "severity": "critical",
        "meta": {"rule": "quiet", "reason": "the test refuses statements"},
    }
    tolerant = strict_expectations(tmp_path / "strict", "statements", rule)
    (tolerant / "run.json").write_text('{"expectations": []}')
    monkeypatch.setenv("STANDPUNKT_EXPECTATIONS", str(tolerant))
    other = tmp_path / "other.duckdb"
    press_review(ROOT / "seeds" / "articles" / "nordlicht-zeitung.example", other)
    assert select(other, "select count(*) from stances where statement_id is not null") == [(0,)]
    assert select(other, "select count(*) from stances") == select(warehouse, "select count(*) from stances")


READER = """
import duckdb, sys
with duckdb.connect(sys.argv[1], read_only=True) as reader:
    print(reader.execute("select count(*) from articles").fetchone()[0], flush=True)
    sys.stdin.readline()
    print(reader.execute("select count(*) from articles").fetchone()[0], flush=True)
"""


def test_a_reader_with_the_file_open_is_no_obstacle(press_review: Callable, inbox: Path, warehouse: Path):
    press_review(inbox, warehouse)
    (inbox / "new.txt").write_text(SCHOLZ.replace("Budapest", "Szeged"), encoding="utf-8")
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(warehouse)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert reader.stdout.readline() == "2\n"
    assert press_review(inbox, warehouse).published_anew
    assert reader.communicate("\n", timeout=30)[0] == "2\n"
    assert select(warehouse, "select count(*) from articles") == [(3,)]


def test_what_another_try_can_mend_is_tried_again_and_nothing_else(
    press_review: Callable, inbox: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
):
    from standpunkt.steps import extract

    tries: list[Exception] = []
    work = extract.extract_batch

    def failing_once(error: Exception) -> Callable:
        def extract_batch(*arguments: object):
            if not tries:
                tries.append(error)
                raise error
            return work(*arguments)

        return extract_batch

    with monkeypatch.context() as patched, pytest.raises(ValueError, match="a bug"):
        patched.setattr(extract, "extract_batch", failing_once(ValueError("a bug")))
        press_review(inbox, warehouse)
    tries.clear()
    with monkeypatch.context() as patched:
        patched.setattr(extract, "extract_batch", failing_once(OSError("the share is gone")))
        assert press_review(inbox, warehouse).counts["articles"] == 2


@pytest.mark.needs_shared
def test_the_five_real_articles(press_review: Callable, warehouse: Path):
    report = press_review(SHARED / "seeds", warehouse)
    assert report.counts["articles"] == 5
    assert report.counts["quarantined"] == 0
    assert not report.rejected
    assert press_review(SHARED / "seeds", warehouse).status == "nothing new"
    texts = "\n".join(row[0] for row in select(warehouse, "select text from articles"))
    for gone in ("Teilen Sie dies", "Armani", "Bleiben Sie informiert"):
        assert gone not in texts
    assert texts.count("Koalition der Willigen") >= 4
    assert os.path.exists(warehouse)
