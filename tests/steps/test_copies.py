"""Copies and versions in a real warehouse: whatever arrives when, the same articles give the same tables."""

import random
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from standpunkt.articles.similarity import CopyRules
from tests.articles.pairs import Story, stories
from tests.steps.deliveries import Warehouse, article

BY_NAME = {story.name: story for story in stories()}
HAFEN, RENTE, WOLF = BY_NAME["hafen"], BY_NAME["rente"], BY_NAME["wolf"]


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path)


def shortened(story: Story, count: int = 2) -> str:
    return story.article(story.paragraphs[:count])


def test_a_copy_names_its_original_its_kind_and_how_similar_it_is(warehouse: Warehouse):
    warehouse.deliver(
        [
            article("agency.txt", HAFEN.article(), "2025-09-04"),
            article("other-headline.txt", HAFEN.article(title="Seehausen baut"), "2025-09-05"),
            article("edited.txt", HAFEN.changed("edit"), "2025-09-05"),
            article("short.txt", shortened(HAFEN), "2025-09-05"),
            article("follow-up.txt", "\n".join(HAFEN.parts["followup"]), "2025-09-26"),
        ]
    )
    places = warehouse.places()
    assert places["agency.txt"][:4] == (None, None, None, "published")
    assert places["other-headline.txt"][:3] == ("agency.txt", "exact", 1.0)
    assert places["edited.txt"][:2] == ("agency.txt", "near")
    assert 0.8 <= places["edited.txt"][2] < 1
    assert places["short.txt"][:4] == ("agency.txt", "wire", 1.0, "duplicate")
    assert places["follow-up.txt"][0] is None
    assert places["short.txt"][4] == places["agency.txt"][4] != places["follow-up.txt"][4]


def test_the_fuller_text_is_the_original_of_a_wire_copy_even_if_it_is_later(warehouse: Warehouse):
    warehouse.deliver([article("flash.txt", shortened(HAFEN, 1), "2025-09-04")])
    warehouse.deliver([article("report.txt", HAFEN.article(), "2025-09-05")])
    assert warehouse.places()["flash.txt"][:2] == ("report.txt", "wire")
    assert warehouse.places()["report.txt"][0] is None


def test_wire_copies_lie_near_in_time_and_near_duplicates_anywhere(warehouse: Warehouse):
    warehouse.deliver([article("agency.txt", HAFEN.article(), "2025-01-04")])
    warehouse.deliver(
        [
            article("late-short.txt", shortened(HAFEN), "2025-03-04"),
            article("undated-short.txt", shortened(HAFEN, 3)),
            article("late-edited.txt", HAFEN.changed("edit"), "2025-03-04"),
        ]
    )
    kinds = {path: place[1] for path, place in warehouse.places().items()}
    assert kinds["undated-short.txt"] == "wire"
    assert kinds["late-edited.txt"] == "near"
    assert warehouse.places()["late-short.txt"][0] != "agency.txt"


def chain() -> list[str]:
    """Texts of which each is a near duplicate of the next, and of no other."""
    words = HAFEN.article().split(" ")
    texts = [" ".join(words)]
    for number in range(3):
        for at in range(12 + 50 * number, 62 + 50 * number, 10):
            words[at] = f"wort{at}"
        texts.append(" ".join(words))
    return texts


def windows() -> list[str]:
    """Pieces of one long text of which each holds most of the next, and little of the one behind it."""
    words = " ".join(part for story in BY_NAME.values() for part in story.paragraphs).split(" ")[700:1100]
    return ["Titel\n" + " ".join(words[at : at + 120]) for at in range(0, 270, 42)]


def test_similarity_is_not_passed_on_along_a_chain(warehouse: Warehouse):
    rules = CopyRules(near=0.8, wire=1.0)
    strict = Warehouse(warehouse.folder / "strict", rules)
    strict.deliver(
        article(f"{number}.txt", text, f"2025-09-0{number + 1}") for number, text in enumerate(chain())
    )
    pairs = strict.select("select count(*) from extracted.similar_texts where kind = 'near'")
    originals = {path: place[0] for path, place in strict.places().items()}
    assert pairs == [(3,)]
    assert originals == {"0.txt": None, "1.txt": "0.txt", "2.txt": None, "3.txt": "2.txt"}


def pool() -> list:
    """The final state of an inbox: copies, chains, versions, recurring words."""
    day = "2025-09-0{}".format
    address = "https://www.bote.example/politik/hafen-ausbau-beschlossen-4711.html"
    found = [
        article("bpa/hafen.txt", HAFEN.article(), day(4)),
        article("bote/hafen.txt", HAFEN.article(title="Hafen"), day(4)),
        article("kurier/hafen.txt", HAFEN.changed("edit"), day(3)),
        article("blatt/hafen.txt", shortened(HAFEN), day(6)),
        article("blatt/hafen-2.txt", HAFEN.article((*HAFEN.paragraphs[:3], *HAFEN.parts["local"])), day(2)),
        article("bote/hafen-folge.txt", "\n".join(HAFEN.parts["followup"]), day(9)),
        article("bpa/rente.txt", RENTE.article(), day(1)),
        article("ohne-tag/rente.txt", RENTE.changed("correct")),
        article("bote/rente-v1.html", RENTE.article(), day(1), address),
        article("bote/rente-v2.html", RENTE.changed("correct"), day(2), f"{address}?utm_source=x"),
        article(
            "bote/rente-v3.html",
            RENTE.changed("edit"),
            day(1),
            address.replace("https", "http"),
            modified_at=datetime(2025, 9, 3, 12),
        ),
        article("bote/wolf.html", WOLF.article(), day(5), address),
        article("kurier/wolf.txt", WOLF.changed("edit"), day(5)),
    ]
    found += [article(f"kette/{n}.txt", text, day(9 - n)) for n, text in enumerate(chain())]
    return found + [article(f"stücke/{n}.txt", text, day(1 + n * 4 % 7)) for n, text in enumerate(windows())]


def test_order_and_grouping_of_arrival_do_not_matter(tmp_path: Path):
    final = pool()
    whole = Warehouse(tmp_path / "whole")
    whole.deliver(final)
    expected, earlier = whole.places(), whole.earlier()
    assert earlier == {
        "bote/rente-v1.html": "bote/rente-v3.html",
        "bote/rente-v2.html": "bote/rente-v3.html",
    }
    assert len({place[0] for place in expected.values()}) > 4
    chance = random.Random(20250904)
    for attempt in range(4):
        bits = Warehouse(tmp_path / f"bits-{attempt}")
        for group in arrivals(final, chance):
            bits.deliver(group)
            if chance.random() < 0.2:
                bits.relink()
        assert bits.places() == expected, attempt
        assert bits.earlier() == earlier, attempt


def arrivals(final: list, chance: random.Random) -> list[list]:
    """The same articles in random groups; some arrive with another text, day or address before."""
    texts = [one.text for one in final]
    events = []
    for one in final:
        moments = sorted(chance.random() for _ in range(chance.choice((1, 1, 2, 3))))
        for moment in moments[:-1]:
            text = chance.choice(texts)
            before = article(
                one.path, text, f"2025-09-1{chance.randrange(9)}", chance.choice((one.url, None))
            )
            events.append((moment, before))
        events.append((moments[-1], one))
    groups: list[list] = [[]]
    for _, one in sorted(events, key=lambda event: event[0]):
        if groups[-1] and (chance.random() < 0.4 or one.path in {other.path for other in groups[-1]}):
            groups.append([])
        groups[-1].append(one)
    return groups


def test_a_refused_original_leaves_its_place_to_the_next(warehouse: Warehouse):
    first = article("a.txt", HAFEN.article(), "2025-09-04")
    later = [
        article("b.txt", HAFEN.changed("edit"), "2025-09-05"),
        article("c.txt", HAFEN.article(), "2025-09-06"),
    ]
    warehouse.deliver([first, *later], refused=["a.txt"])
    places = warehouse.places()
    assert set(places) == {"b.txt", "c.txt"}
    assert places["b.txt"][0] is None
    assert places["c.txt"][:2] == ("b.txt", "near")


def test_a_refused_newer_version_leaves_the_older_one_standing(warehouse: Warehouse):
    url = "https://bote.example/hafen-ausbau-beschlossen-4711"
    old = article("old.html", HAFEN.article(), "2025-09-04", url)
    new = article("new.html", HAFEN.changed("correct"), "2025-09-05", url)
    warehouse.deliver([old, new], refused=["new.html"])
    assert set(warehouse.places()) == {"old.html"}
    warehouse.deliver([replace(new, author="Von Hand")])
    assert set(warehouse.places()) == {"new.html"}
    assert warehouse.earlier() == {"old.html": "new.html"}


def test_copies_of_an_article_that_has_gone_find_another_original(warehouse: Warehouse):
    warehouse.deliver(
        [
            article("a.txt", HAFEN.article(), "2025-09-04"),
            article("b.txt", HAFEN.changed("edit"), "2025-09-05"),
            article("c.txt", shortened(HAFEN), "2025-09-06"),
        ]
    )
    for table in ("articles", "extracted.articles"):
        warehouse.connection.execute(f"delete from {table} where path = 'a.txt'")
    warehouse.deliver([article("other.txt", WOLF.article(), "2025-09-07")])
    places = warehouse.places()
    assert places["b.txt"][:2] == (None, None)
    assert places["c.txt"][:2] == ("b.txt", "wire")


def test_other_rules_take_effect_on_what_is_stored(warehouse: Warehouse):
    warehouse.deliver(pool())
    near = {path for path, place in warehouse.places().items() if place[1] == "near"}
    assert near
    warehouse.rules = CopyRules(near=0.99, wire=0.95)
    warehouse.relink()
    fresh = Warehouse(warehouse.folder / "fresh", warehouse.rules)
    fresh.deliver(pool())
    assert warehouse.places() == fresh.places()
    assert near > {path for path, place in fresh.places().items() if place[1] == "near"}


def test_fingerprints_of_an_earlier_version_are_made_anew(warehouse: Warehouse):
    warehouse.deliver([article("a.txt", HAFEN.article(), "2025-09-04")])
    warehouse.connection.execute(
        "update extracted.articles set bands = null, samples = null, fingerprint_version = null"
    )
    warehouse.deliver([article("b.txt", HAFEN.changed("edit"), "2025-09-05")])
    assert warehouse.places()["b.txt"][:2] == ("a.txt", "near")


def test_different_articles_of_one_address_both_stay(warehouse: Warehouse):
    url = "https://bote.example/ticker/der-tag-im-ueberblick-2025"
    warehouse.deliver([article("monday.html", HAFEN.article(), "2025-09-01", url)])
    warehouse.deliver([article("tuesday.html", WOLF.article(), "2025-09-02", url)])
    assert {place[3] for place in warehouse.places().values()} == {"published"}
    assert warehouse.earlier() == {}


def test_one_text_under_one_address_is_an_exact_copy(warehouse: Warehouse):
    url = "https://bote.example/hafen-ausbau-beschlossen-4711"
    warehouse.deliver(article(f"{day}/hafen.html", HAFEN.article(), f"2025-09-0{day}", url) for day in (4, 5))
    assert warehouse.places()["5/hafen.html"][:2] == ("4/hafen.html", "exact")
    assert warehouse.earlier() == {}


def test_marts_count_copies_once(warehouse: Warehouse):
    warehouse.deliver(pool())
    warehouse.marts()
    [(copies, articles)] = warehouse.select(
        "select counted, of_count from marts.data_health where measure = 'articles that copy another'"
    )
    assert (copies, articles) == (
        sum(place[3] == "duplicate" for place in warehouse.places().values()),
        len(warehouse.places()),
    )
    assert copies > 3


def test_a_version_that_comes_back_and_gives_way_again_is_kept_once(warehouse: Warehouse):
    url = "https://bote.example/hafen-ausbau-beschlossen-4711"
    old = article("old.html", HAFEN.article(), "2025-09-04", url)
    new = article("new.html", HAFEN.changed("correct"), "2025-09-05", url)
    other = article("old.html", WOLF.article(), "2025-09-04", url)
    for one in (old, new, other, old, other, old):
        warehouse.deliver([one])
    assert set(warehouse.places()) == {"new.html"}
    assert warehouse.earlier() == {"old.html": "new.html"}
    warehouse.deliver([replace(new, url=None, text=RENTE.article(), content_sha256="0" * 64)])
    assert set(warehouse.places()) == {"new.html", "old.html"}
    assert warehouse.earlier() == {}


def test_pairs_of_similar_texts_go_with_what_they_were_found_by(warehouse: Warehouse):
    url = "https://bote.example/hafen-ausbau-beschlossen-4711"
    kept = article("kept.txt", HAFEN.article(), "2025-09-04", url)
    changing = article("changing.txt", HAFEN.changed("edit"), "2025-09-05", url)
    pairs = "select count(*) from extracted.similar_texts"
    warehouse.deliver([kept, changing])
    assert warehouse.select(pairs) == [(1,)]
    warehouse.deliver([replace(changing, text=WOLF.article(), content_sha256="0" * 64, url=None)])
    assert warehouse.select(pairs) == [(0,)]
    warehouse.relink()
    warehouse.deliver([changing])
    assert warehouse.select(pairs) == [(1,)]


def test_a_pair_stays_as_long_as_another_article_has_the_text(warehouse: Warehouse):
    edited = article("edited.txt", HAFEN.changed("edit"), "2025-09-05")
    other = replace(edited, path="other.txt", article_id="a-other")
    warehouse.deliver([article("a.txt", HAFEN.article(), "2025-09-04"), edited, other])
    warehouse.deliver([replace(edited, text=WOLF.article(), content_sha256="0" * 64)])
    assert warehouse.select("select kind from extracted.similar_texts") == [("near",)]


def test_the_story_of_an_article_that_gave_way_leads_to_the_newer_ones(warehouse: Warehouse):
    url = "https://bote.example/hafen-ausbau-beschlossen-4711"
    warehouse.deliver([article("old.html", HAFEN.article(), "2025-09-04", url)])
    [(published,)] = warehouse.select("select story_id from articles")
    warehouse.deliver([article("new.html", HAFEN.changed("correct"), "2025-09-05", url)])
    [(current,)] = warehouse.select("select story_id from articles")
    assert warehouse.select("select * from story_redirects") == [(published, current)]
