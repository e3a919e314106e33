"""Rows of seed tables, after decisions and forgetting."""

from dataclasses import replace

import pytest

from standpunkt.actors.decisions import Decision
from standpunkt.actors.forgotten import ForgottenActors, forgotten_sha256
from standpunkt.actors.tables import Tables, load_tables
from standpunkt.resources import resource_folder
from standpunkt.steps.table_rows import known_actor_rows, seed_rows, without_vain_decisions

MERZ, OTHER = "person:friedrich-merz", "person:new:z1"


@pytest.fixture(scope="module")
def plain() -> Tables:
    return load_tables(resource_folder("seeds"))


def forgotten(*ids: str) -> ForgottenActors:
    return ForgottenActors(ids=frozenset(forgotten_sha256("actor", one) for one in ids))


def of(rows: dict, table: str, actor_id: str) -> list[dict]:
    return [row for row in rows[table] if actor_id in (row["actor_id"], row["of_actor_id"])]


def test_a_merged_actor_keeps_memberships_and_offices(plain: Tables):
    before = seed_rows(plain, ForgottenActors())
    merged = replace(plain, decisions=(Decision(1, "merge", MERZ, OTHER, "F. Merz"),))
    after = seed_rows(merged, ForgottenActors())
    for table in ("memberships", "offices"):
        assert of(before, table, MERZ)
        assert not of(after, table, MERZ)
        assert len(of(after, table, OTHER)) == len(of(before, table, MERZ))


@pytest.mark.parametrize("gone", [MERZ, OTHER])
def test_forgotten_actors_have_no_line_under_any_id(plain: Tables, gone: str):
    merged = replace(plain, decisions=(Decision(1, "merge", MERZ, OTHER, "F. Merz"),))
    rows = seed_rows(merged, forgotten(gone))
    assert not any(of(rows, table, one) for table in ("memberships", "offices") for one in (MERZ, OTHER))


def test_nobody_becomes_one_of_the_forgotten(plain: Tables):
    merged = replace(plain, decisions=(Decision(1, "merge", OTHER, MERZ),))
    assert without_vain_decisions(merged, forgotten("person:emmanuel-macron")) is merged
    assert without_vain_decisions(merged, forgotten(MERZ)).decisions == ()
    assert MERZ not in known_actor_rows(merged, forgotten(MERZ))
