"""A court report through the whole language pipeline: of eleven named people, one acts in public."""

import pytest

from standpunkt.actors.rows import ExtractedRows
from standpunkt.language import load
from standpunkt.linking import link_article
from standpunkt.steps.rows import document_rows
from tests.steps.deliveries import article

TEXT = (
    "Urteil nach dem Unfall in Falkenburg\n\n"
    "Der Angeklagte Konrad Tischbein ist am Montag vom Landgericht Falkenburg verurteilt worden. Der "
    "Fahrzeugführer Egon Mühlthaler hatte im Mai die Radfahrerin Berta Sonnfeld erfasst, das Opfer starb "
    "noch am Unfallort. Die neunjährige Lotte Sonnfeld, die Tochter der Getöteten, saß in der ersten Reihe "
    "neben Großmutter Hedwig Sonnfeld. Der Wohnungsinhaber Ignaz Reblaub hatte den Unfall gesehen. „Das "
    "Gericht hatte keinen Zweifel“, sagte der Gerichtssprecher Anselm Dorfner. Dorfner lobte die Sanitäterin "
    "Thea Wildgrube für ihren Einsatz. Dorfner kritisierte den Nachbarn Jost Brennecke, der weitergefahren "
    "war. „Ihnen gilt unser Mitgefühl“, sagte Dorfner zu Hedwig Sonnfeld. Der Schüler Veit Oberhuber wurde "
    "leicht verletzt. Die Rentnerin Olga Pfennig legte Blumen nieder.\n"
)
PRIVATE = (
    *("Tischbein", "Mühlthaler", "Berta", "Lotte", "Hedwig", "Sonnfeld"),
    *("Reblaub", "Wildgrube", "Brennecke", "Oberhuber", "Pfennig"),
)


@pytest.fixture(scope="module")
def linked(tables):
    one = article("a.txt", TEXT)
    rows = document_rows(one, load()(TEXT), "test")
    assert len([row for row in rows["mentions"] if row["entity_kind"] == "person"]) >= 10
    columns = {"article_id": one.article_id, "text": TEXT}
    return link_article(columns, ExtractedRows(**{table: tuple(own) for table, own in rows.items()}), tables)


def test_only_who_speaks_is_an_actor(linked):
    assert [actor.name for actor in linked.actors if actor.actor_kind == "person"] == ["Anselm Dorfner"]


def test_nobody_else_is_linked_or_named_by_an_actor(linked):
    private = [row for row in linked.mentions if any(name in row["text"] for name in PRIVATE)]
    assert len(private) >= 9
    assert {row["actor_id"] for row in private} == {None}
    assert not any(name in actor.name for actor in linked.actors for name in PRIVATE)


def test_stances_towards_them_have_no_target_actor(linked):
    towards = [row for row in linked.stances if any(name in row["target_text"] for name in PRIVATE)]
    assert towards
    assert {row["target_actor_id"] for row in towards} == {None}
