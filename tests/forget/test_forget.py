"""Forgetting over every table and file: nothing of what went is anywhere, and it does not come back."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from standpunkt.actors.forgotten import forgotten_sha256
from standpunkt.settings import Settings
from standpunkt.steps.forget import ForgetReport, Request, forget
from standpunkt.steps.forget_actors import UnknownActor
from standpunkt.steps.forget_articles import UnknownArticle
from standpunkt.warehouse.connect import open_working
from standpunkt.warehouse.lock import WarehouseBusy, writer_lock
from standpunkt.warehouse.paths import WarehousePaths
from tests.forget.warehouse import (
    KRANZ,
    MELDUNG,
    OHLEN,
    copy_of,
    ingest,
    places_of,
    relink,
    select,
    values,
)

Place = tuple[Path, Path]
TITLE = "Kranzbergs Absage an das Tempolimit"
SENTENCE = "Sie werde dem Vorschlag nicht zustimmen"
# Texts of articles, and what shows a piece of them: they stay when an actor is forgotten.
OF_TEXTS = {
    f"{table}.{column}"
    for table, columns in {
        "articles": ("text", "title", "removed"),
        "article_versions": ("text", "title", "removed"),
        "statements": ("text",),
        "statement_spans": ("text",),
        "stances": ("sentence_text", "target_text"),
        "counted_stances": ("sentence_text", "target_text"),
        "quote_echo": ("text", "of_text", "omitted"),
        "stories": ("label",),
        "unassigned_targets": ("target", "targets", "example_sentences"),
    }.items()
    for column in columns
}


def article_id(published: Path, name: str) -> str:
    return select(published, f"select article_id from articles where path like '%{name}%'")[0][0]


def actor_id(published: Path, name: str) -> str:
    return select(published, f"select actor_id from actors where name = '{name}'")[0][0]


def forget_article(published: Path, settings: Settings, *ids: str, **more: object) -> ForgetReport:
    return forget(published, Request("article", ids, **more), settings)


def rows(published: Path) -> dict[str, list[tuple]]:
    """What linking decides, but for the run that loaded it."""
    wanted = {
        "mentions": "*",
        "roles": "*",
        "actors": "*",
        "statements": "* exclude (run_id)",
        "stances": "* exclude (run_id)",
        "memberships": "*",
    }
    return {
        table: select(published, f"select {columns} from {table} order by all")
        for table, columns in wanted.items()
    }


def outside_of_texts(places: set[str]) -> set[str]:
    return {
        place
        for place in places
        if not place.startswith("bytes of") and ".".join(place.split(".")[-2:]) not in OF_TEXTS
    }


def test_an_article_is_nowhere_afterwards(place: Place, settings: Settings):
    inbox, published = place
    gone = article_id(published, "kranzberg")
    wanted = (gone, TITLE, SENTENCE, "Adele Kranzberg lehnt ein Tempolimit")
    before = places_of(published, *wanted)
    # Everything the search must be able to see is seen before.
    assert {"bytes of w.duckdb", "bytes of working.duckdb", "w.duckdb:main.articles.text"} <= before
    assert "working.duckdb:extracted.statements.article_id" in before
    report = forget_article(published, settings, gone, reason="Az. 17")
    assert report.published
    assert report.removed["articles"] == report.removed["extracted.articles"] == 1
    assert places_of(published, *wanted) == set()
    assert select(published, "select kind, status from runs order by started_at")[-1] == (
        "forget",
        "published",
    )
    with open_working(WarehousePaths(published)) as working:
        kept = working.execute("select distinct kind, reason from extracted.forgotten").fetchall()
        free_blocks = working.execute("select free_blocks from pragma_database_size()").fetchone()
    assert set(kept) == {(kind, "Az. 17") for kind in ("article", "text", "file")}
    assert free_blocks == (0,)
    # Whom only it mentioned has gone; whom another article mentions stays.
    names = {name for (name,) in select(published, "select name from actors where not known")}
    assert "Adele Kranzberg" not in names
    assert "Ruprecht Ohlendiek" in names
    assert ingest(inbox, published, settings, "run-2") == 0
    assert places_of(published, *wanted) == set()


def test_hashes_are_not_published(place: Place, settings: Settings):
    published = place[1]
    gone = article_id(published, "kranzberg")
    forget_article(published, settings, gone)
    digest = forgotten_sha256("article", gone)
    assert {where for where, value in values(published) if digest in value} == {
        "working.duckdb:extracted.forgotten.sha256"
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("rheinspiegel.example/anderswo.txt", KRANZ),
        ("rheinspiegel.example/kranzberg.txt", KRANZ.replace("Montag", "Mittwoch")),
        ("kopie.txt", KRANZ.replace("Kranzbergs Absage an das Tempolimit", "Ministerin bleibt dabei", 1)),
    ],
    ids=["the same text in another file", "another version in the same file", "another headline"],
)
def test_an_article_does_not_come_back(place: Place, settings: Settings, name: str, text: str):
    inbox, published = place
    forget_article(published, settings, article_id(published, "kranzberg"))
    (inbox / name).write_text(text, encoding="utf-8")
    assert ingest(inbox, published, settings, "run-2", keep_batches=True) == 1
    assert places_of(published, SENTENCE, TITLE) == set()
    [(status, reason)] = select(
        published, f"select status, reason from files where path = '{name}' and is_current"
    )
    assert (status, reason[:12]) == ("forgotten", "forgotten on")
    assert ingest(inbox, published, settings, "run-3") == 0


def test_an_article_of_many_in_a_file_goes_alone(tmp_path: Path, settings: Settings):
    inbox, published = tmp_path / "inbox", tmp_path / "w.duckdb"
    inbox.mkdir()
    lines = [{"title": text.split("\n")[0], "text": text} for text in (KRANZ, OHLEN)]
    feed = inbox / "feed.jsonl"
    feed.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    ingest(inbox, published, settings, "run-1")
    gone = select(published, f"select article_id from articles where title = '{TITLE}'")[0][0]
    forget_article(published, settings, gone)
    assert places_of(published, gone, TITLE, SENTENCE) == set()
    [(status, count, reason)] = select(published, "select status, article_count, reason from files")
    assert (status, count) == ("loaded", 1)
    assert "an article of it forgotten on" in reason
    # The file grows: what was forgotten stays away, what is new comes in.
    lines.append({"title": "Hochwasser", "text": MELDUNG})
    feed.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    ingest(inbox, published, settings, "run-2")
    assert places_of(published, gone, TITLE, SENTENCE) == set()
    assert len(select(published, "select 1 from articles")) == 2
    assert select(published, "select status, article_count from files where is_current") == [("loaded", 2)]


def test_copies_become_originals_and_are_named(place: Place, settings: Settings):
    inbox, published = place
    original, copy = article_id(published, "alpenbote"), article_id(published, "hochwasser-kopie")
    assert select(published, f"select duplicate_of from articles where article_id = '{copy}'") == [
        (original,)
    ]
    report = forget_article(published, settings, original)
    assert report.copies == (copy,)
    assert select(
        published, "select article_id, status, duplicate_of from articles where path like '%hochwasser%'"
    ) == [(copy, "published", None)]
    [(story, label)] = select(
        published, f"select stories.story_id, label from marts.stories where central_article_id = '{copy}'"
    )
    assert label == "Hochwasser an der Niedermark"
    assert story == select(published, f"select story_id from articles where article_id = '{copy}'")[0][0]
    assert places_of(published, original) == set()
    # The copy stays whatever is linked or read again, although its text is the forgotten one's.
    relink(published, settings, "run-2")
    ingest(inbox, published, settings, "run-3")
    assert [
        row[0] for row in select(published, "select path from articles where path like '%hochwasser%'")
    ] == ["rheinspiegel.example/hochwasser-kopie.txt"]


def test_all_versions_go(place: Place, settings: Settings):
    inbox, published = place
    file = inbox / "rheinspiegel.example/ohlendiek.txt"
    file.write_text(OHLEN.replace("am Dienstag", "am Donnerstag"), encoding="utf-8")
    ingest(inbox, published, settings, "run-2")
    gone = article_id(published, "ohlendiek")
    assert select(published, "select count(*) from article_versions") == [(1,)]
    forget_article(published, settings, gone)
    assert places_of(published, gone, "Autoclub Mitte will freie", "keine neuen Verbote") == set()


def test_versions_at_the_same_address_go(tmp_path: Path, settings: Settings):
    inbox, published = tmp_path / "inbox", tmp_path / "w.duckdb"
    inbox.mkdir()
    for name, day, text in (("a", 1, OHLEN), ("b", 2, OHLEN.replace("am Dienstag", "am Donnerstag"))):
        item = {
            "title": "Autoclub",
            "text": text,
            "url": "https://rheinspiegel.example/auto/freie-fahrt-12345",
        }
        item["published_at"] = f"2025-09-0{day}T08:00:00"
        (inbox / f"{name}.json").write_text(json.dumps(item), encoding="utf-8")
    ingest(inbox, published, settings, "run-1")
    [(older,)] = select(
        published, "select article_id from article_versions where article_id != current_article_id"
    )
    report = forget_article(published, settings, older)
    assert len(report.articles) == 2
    assert select(published, "select count(*) from articles") == [(0,)]
    assert places_of(published, *report.articles, "keine neuen Verbote") == set()
    third = json.loads((inbox / "b.json").read_text()) | {"text": OHLEN.replace("am Dienstag", "am Freitag")}
    (inbox / "c.json").write_text(json.dumps(third), encoding="utf-8")
    ingest(inbox, published, settings, "run-2")
    assert select(published, "select status from files where path = 'c.json'") == [("forgotten",)]


def test_refused_rows_and_their_verdicts_go(tmp_path: Path, filled: Place, settings: Settings):
    from standpunkt.resources import resource_folder

    inbox = filled[0]
    published, expectations = tmp_path / "w.duckdb", tmp_path / "expectations"
    expectations.mkdir()
    for path in resource_folder("expectations").glob("*.json"):
        suite = json.loads(path.read_text(encoding="utf-8"))
        column = {"articles": "text", "actors": "name"}.get(path.stem)
        if column:
            suite["expectations"].append(
                {
                    "type": "expect_column_values_to_not_match_regex",
                    "kwargs": {"column": column, "regex": f"^(?:{TITLE}|Adele Kranzberg)"},
                    "severity": "critical",
                    "meta": {"rule": "not_this", "reason": "refused for this test"},
                }
            )
        (expectations / path.name).write_text(json.dumps(suite), encoding="utf-8")
    strict = settings.model_copy(update={"expectations": expectations})
    ingest(inbox, published, strict, "run-1")
    assert "w.duckdb:main.quarantine.row_json" in places_of(published, TITLE)
    assert "w.duckdb:main.quality_results.observed" in places_of(published, TITLE, "Adele Kranzberg")
    gone = select(published, "select row_id from quarantine where table_name = 'articles'")[0][0]
    forget_article(published, strict, gone)
    assert places_of(published, gone, TITLE, SENTENCE) == set()
    # Another article names her too, in mentions that link to nobody.
    left = {place.partition(":")[2] for place in outside_of_texts(places_of(published, "Adele Kranzberg"))}
    assert left == {"main.mentions.text", "extracted.mentions.text"}
    assert "w.duckdb:main.actors.name" not in places_of(published, "Adele Kranzberg")


def test_staged_batches_are_cleaned(place: Place, settings: Settings):
    inbox, published = place
    paths = WarehousePaths(published)
    (inbox / "held.txt").write_text(KRANZ.replace("Tempolimit", "Fahrverbot"), encoding="utf-8")
    (inbox / "other.txt").write_text(OHLEN.replace("Strecken", "Wegen"), encoding="utf-8")
    from standpunkt.steps import extract, plan
    from standpunkt.steps.news import current_versions

    with open_working(paths) as working:
        planned = plan.plan_run(working, str(inbox), current_versions(settings), 200, 10**6)
    [batch] = [extract.extract_batch(one, paths.staging) for one in planned.batches]
    dead = paths.staging / "delivery-dead"
    dead.mkdir()
    (dead / "articles.parquet").write_bytes((batch.folder / "articles.parquet").read_bytes())
    gone = next(v for w, v in values(published) if w == "articles.parquet.path" and v == "held.txt")
    assert gone
    import pyarrow.parquet as pq

    ids = {
        row["path"]: row["article_id"] for row in pq.read_table(batch.folder / "articles.parquet").to_pylist()
    }
    forget_article(published, settings, ids["held.txt"])
    assert places_of(published, ids["held.txt"], "Absage an das Fahrverbot") == set()
    assert not dead.exists()
    ingest(inbox, published, settings, "run-2")
    found = dict(select(published, "select path, status from files where path in ('held.txt', 'other.txt')"))
    assert found == {"held.txt": "forgotten", "other.txt": "loaded"}
    assert places_of(published, ids["held.txt"], "Absage an das Fahrverbot") == set()


def test_a_dry_run_changes_nothing(place: Place, settings: Settings):
    published = place[1]
    gone = article_id(published, "kranzberg")
    before, stamp = rows(published), published.stat().st_mtime_ns
    report = forget(published, Request("article", (gone,)), settings, dry_run=True)
    assert report.removed["articles"] == 1
    assert not report.published
    assert published.stat().st_mtime_ns == stamp
    assert rows(published) == before
    again = forget_article(published, settings, gone)
    assert again.removed == report.removed


def test_forgetting_twice_is_forgetting_once(place: Place, settings: Settings):
    published = place[1]
    gone = article_id(published, "kranzberg")
    forget_article(published, settings, gone)
    again = forget_article(published, settings, gone)
    assert (again.earlier, again.removed, again.published) == ((gone,), {}, False)


def test_unknown_ids_name_what_is_like_them(place: Place, settings: Settings):
    published = place[1]
    known = article_id(published, "kranzberg")
    with pytest.raises(UnknownArticle, match=known):
        forget_article(published, settings, known[:-1] + "x")
    with pytest.raises(UnknownActor, match=r"person:new:\w+ \(Adele Kranzberg\)"):
        forget(published, Request("actor", ("Adele Kranzburg",)), settings)
    with pytest.raises(UnknownArticle, match="Nothing was changed"):
        forget_article(published, settings, known, "a0")
    assert article_id(published, "kranzberg") == known


def test_an_actor_is_named_nowhere_but_in_texts(place: Place, settings: Settings):
    inbox, published = place
    gone = actor_id(published, "Adele Kranzberg")
    before = outside_of_texts(places_of(published, "Adele Kranzberg"))
    assert {"w.duckdb:main.actors.name", "working.duckdb:extracted.mentions.text"} <= before
    kept = [row for row in rows(published)["statements"] if gone not in row]
    report = forget(published, Request("actor", (gone,)), settings)
    assert report.removed["actors"] == 1
    assert report.removed["statements"] == report.removed["extracted.statements"] == 2
    assert outside_of_texts(places_of(published, "Adele Kranzberg")) == set()
    assert places_of(published, gone) == set()
    assert rows(published)["statements"] == kept
    assert not select(published, "select 1 from stances where target_text = 'Adele Kranzberg'")
    # Linking again finds the same others, and nobody takes her place.
    after = rows(published)
    relink(published, settings, "run-2")
    assert rows(published) == after
    # Nor does she come back with another article, in another spelling.
    (inbox / "neu.txt").write_text(
        KRANZ.replace("Adele", "ADELE").replace("Montag", "Sonntag"), encoding="utf-8"
    )
    (inbox / "neu2.txt").write_text(OHLEN.replace("Adele K", "Adèle K"), encoding="utf-8")
    assert ingest(inbox, published, settings, "run-3") == 2
    assert outside_of_texts(places_of(published, "Adele Kranzberg", "Adèle Kranzberg")) == set()
    assert places_of(published, gone) == set()
    persons = {
        name
        for (name,) in select(published, "select name from actors where actor_kind = 'person' and not known")
    }
    assert persons == {"Ruprecht Ohlendiek", "Wendelin Tarrach"}


def test_an_actor_with_articles_is_nowhere(place: Place, settings: Settings):
    published = place[1]
    gone = actor_id(published, "Adele Kranzberg")
    report = forget(published, Request("actor", (gone,), with_articles=True), settings)
    left = {one for (one,) in select(published, "select article_id from articles")}
    assert len(left) == 2
    assert not left & set(report.articles)
    assert len(report.articles) == 2
    assert places_of(published, gone, "Kranzberg", "Adele") <= {
        "w.duckdb:main.files.path",
        "working.duckdb:main.files.path",
    } | {place for place in places_of(published, "kranzberg.txt") if place.startswith("bytes of")}


def test_an_actor_of_the_tables_is_forgotten_and_the_lines_are_named(
    tmp_path: Path, filled: Place, settings: Settings
):
    import shutil

    from standpunkt.resources import resource_folder

    tables = tmp_path / "tables"
    shutil.copytree(resource_folder("seeds"), tables, ignore=lambda *_: {"articles", "subjects"})
    lines = (tables / "actors.csv").read_text(encoding="utf-8").splitlines()
    (tables / "actors.csv").write_text(
        "\n".join([*lines, "person:ak,Adele Kranzberg,person,,f,", ""]), encoding="utf-8"
    )
    aliases = (tables / "aliases.csv").read_text(encoding="utf-8").rstrip("\n")
    (tables / "aliases.csv").write_text(f"{aliases}\nperson:ak,Kranzberg,name,\n", encoding="utf-8")
    own = settings.model_copy(update={"tables": tables})
    published = copy_of(filled[1], tmp_path)
    relink(published, own, "run-2")
    assert actor_id(published, "Adele Kranzberg") == "person:ak"
    report = forget(published, Request("actor", ("person:ak",)), own)
    assert report.table_lines == (
        f"actors.csv, line {len(lines) + 1}",
        f"aliases.csv, line {len(aliases.splitlines()) + 1}",
    )
    for tables_now, run_id in ((own, "run-3"), (settings, "run-4")):
        # The tables still name her, then her lines are deleted.
        relink(published, tables_now, run_id)
        assert outside_of_texts(places_of(published, "Adele Kranzberg", "person:ak")) == set()
        persons = select(
            published, "select name from actors where actor_kind = 'person' and name like '%ranzberg%'"
        )
        assert persons == []


def test_a_killed_forgetting_is_finished_by_whatever_comes_next(place: Place, settings: Settings):
    inbox, published = place
    gone = article_id(published, "kranzberg")
    code = (
        "import os, signal, sys; from pathlib import Path; from standpunkt.settings import Settings\n"
        "import standpunkt.warehouse.rewrite as r, standpunkt.steps.forgotten as f\n"
        "f.rewrite_working = lambda paths: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from standpunkt.steps.forget import Request, forget\n"
        "forget(Path(sys.argv[1]), Request('article', (sys.argv[2],)), Settings())\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, published, gone], env=os.environ, check=False)
    assert killed.returncode == -signal.SIGKILL
    # Readers still see the last good state.
    assert article_id(published, "kranzberg") == gone
    assert "bytes of working.duckdb" in places_of(published, SENTENCE)
    ingest(inbox, published, settings, "run-2")
    assert places_of(published, gone, TITLE, SENTENCE) == set()
    assert forget_article(published, settings, gone).earlier == (gone,)


def test_a_forgetting_killed_before_the_commit_has_not_happened(place: Place, settings: Settings):
    published = place[1]
    gone = article_id(published, "kranzberg")
    code = (
        "import os, signal, sys; from pathlib import Path; from standpunkt.settings import Settings\n"
        "import standpunkt.steps.forget as f\n"
        "f._note_run = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "f.forget(Path(sys.argv[1]), f.Request('article', (sys.argv[2],)), Settings())\n"
    )
    before = rows(published)
    killed = subprocess.run([sys.executable, "-c", code, published, gone], env=os.environ, check=False)
    assert killed.returncode == -signal.SIGKILL
    relink(published, settings, "run-2")
    assert rows(published) == before
    assert forget_article(published, settings, gone).removed["articles"] == 1


def test_it_waits_for_the_lock_of_runs(place: Place, settings: Settings):
    published = place[1]
    hurried = settings.model_copy(update={"lock_wait_seconds": 0})
    with writer_lock(WarehousePaths(published), 0), pytest.raises(WarehouseBusy):
        forget_article(published, hurried, article_id(published, "kranzberg"))


def test_readers_keep_what_they_have_open(place: Place, settings: Settings):
    published = place[1]
    with duckdb.connect(str(published), read_only=True) as reader:
        forget_article(published, settings, article_id(published, "kranzberg"))
        assert reader.execute("select count(*) from articles").fetchone() == (4,)
