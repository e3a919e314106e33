"""One organisation under several names of an article, and names that only look like one."""

import pytest


def linked(story, text, *names):
    """Names of the actors of every organisation mention, in the order given; ``None`` for open ones."""
    made = story(text)
    seen: dict[str, int] = {}
    for name in names:
        made.mention(name, "organisation", nth=seen.get(name, 0))
        seen[name] = seen.get(name, 0) + 1
    rows = made.link()
    by_start = {row["start_char"]: row["actor_id"] for row in rows.mentions}
    return [by_start[mention["start_char"]] for mention in made.mentions]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Der Council for Muster Affairs tagt. Der CMA schweigt.",
            ("Council for Muster Affairs", "CMA"),
        ),
        ("Der BRM schweigt. Der Bund-Reisen-Musterland tagt.", ("BRM", "Bund-Reisen-Musterland")),
        ("Die MRP (Muster Revolutsch Partei) tagt.", ("MRP", "Muster Revolutsch Partei")),
        (
            "Die „Phak Muster“ (etwa: „Partei der Mitte“, engl. „Centre Party“) tagt.",
            ("Phak Muster", "Partei der Mitte", "Centre Party"),
        ),
        (
            "Die „Front gegen Willkür“ (Muster Front Tok) (MFT) tagt. Die MFT schweigt.",
            ("Front gegen Willkür", "Muster Front Tok", "MFT", "MFT"),
        ),
        ("Die ''Koalition für Einheit'' (CUD) tagt.", ("Koalition für Einheit", "CUD")),
        (
            "Die „Confederação Musteira de Futebol“, kurz „CMF“, tagt.",
            ("Confederação Musteira de Futebol", "CMF"),
        ),
        (
            "Die Musterbotschaft in Warschau warnt. Die Musterbotschaft in Polen schweigt. "
            "Die Musterbotschaft schloss.",
            ("Musterbotschaft in Warschau", "Musterbotschaft in Polen", "Musterbotschaft"),
        ),
        (
            "Der Nationale Musterrat tagt. Das Haus des Musterrates ist leer.",
            ("Nationale Musterrat", "Musterrates"),
        ),
        (
            "Der Muster-Hilfsdienst kam. Fahrer des Muster Hilfsdienstes auch.",
            ("Muster-Hilfsdienst", "Muster Hilfsdienstes"),
        ),
        (
            "Der AK Musterdaten klagt. Der Arbeitskreis Musterdaten warnt.",
            ("AK Musterdaten", "Arbeitskreis Musterdaten"),
        ),
        ("Das Muster-Team kam. Muster siegte.", ("Muster-Team", "Muster")),
        ("Die Liberale Partei Kanadas tagt. Die Liberalen warten.", ("Liberale Partei Kanadas", "Liberalen")),
        (
            "Die Demokratische Partei Thailands tagt. Die Demokratische Partei wartet.",
            ("Demokratische Partei Thailands", "Demokratische Partei"),
        ),
        ("Die Muster Holding GmbH baut. Muster schweigt.", ("Muster Holding GmbH", "Muster")),
    ],
)
def test_several_names_of_one_organisation(story, text, names):
    found = linked(story, text, *names)
    assert len(set(found)) == 1
    assert found[0] is not None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Two names have these initials.
        (
            "Der Council for Muster Affairs und die Community of Muster Artists tagen. Der CMA schweigt. "
            "Der CMA ruht.",
            ("Council for Muster Affairs", "Community of Muster Artists", "CMA", "CMA"),
        ),
        ("Das Musterministerium (MRP) warnt. Die MRP tagt.", ("Musterministerium", "MRP", "MRP")),
        ("Die Kranich-Adler fliegt. Adler baut. Adler schweigt.", ("Kranich-Adler", "Adler", "Adler")),
        ("Das Russische Parlament tagt. Das Parlament ruht.", ("Russische Parlament", "Parlament")),
        (
            "Die Musterbotschaft in Polen und die Musterbotschaft in Italien schlossen. "
            "Die Musterbotschaft warnt.",
            ("Musterbotschaft in Polen", "Musterbotschaft in Italien", "Musterbotschaft"),
        ),
    ],
)
def test_what_only_looks_like_another_name(story, text, names):
    *others, last = linked(story, text, *names)
    assert last is None or last != others[0]


def test_a_branch_is_not_the_namesake_abroad(story):
    made = story("Greenpeace Polens klagt. Greenpeace sagte, es eile.").says("Greenpeace", "es eile", nth=1)
    made.mention("Greenpeace Polens", "organisation").mention("Greenpeace", "organisation", nth=1)
    assert made.speakers() == ["org:greenpeace"]


@pytest.mark.parametrize(
    "name",
    ["VW-Konzern", "VW-Konzerns", "Volkswagenkonzern", "Volkswagen Aktiengesellschaft", "Volkswagen AG"],
)
def test_forms_of_a_company(story, name):
    assert story(f"Der {name} wartet.").mention(name, "organisation").linked(name) == "org:de-vw"


def test_a_medium_and_its_concern_are_two(story):
    made = story("Der Medienkonzern wartet.").mention("Medienkonzern", "organisation")
    assert made.linked("Medienkonzern") is None


def test_the_senate_in_short(story):
    made = story("Der Senat der Vereinigten Staaten tagt. Der Senat lehnte ab.")
    made.mention("Senat der Vereinigten Staaten", "organisation").mention("Senat", "organisation", nth=1)
    assert made.linked("Senat", 1) == "org:us-senat"


@pytest.mark.parametrize(
    ("text", "actor_id"),
    [
        ("Die CDU wartet. Die Union lehnte ab.", "group:de-union"),
        ("Die CDU wartet. Die Europäische Union tagt. Die Union lehnte ab.", None),
        ("Der Verein wartet. Die Union lehnte ab.", None),
    ],
)
def test_the_union(story, text, actor_id):
    nth = text.count("Union") - 1
    made = story(text).mention("Union", "organisation", nth=nth)
    if nth:
        made.mention("Europäische Union", "organisation")
    assert made.linked("Union", nth) == actor_id


@pytest.mark.parametrize(
    "name",
    ["Bundestagsfraktion der Grünen", "Fraktion der Grünen", "Grünen-Fraktion", "Grünen-Bundestagsfraktion"],
)
def test_a_parliamentary_group(story, name):
    assert (
        story(f"Die {name} wartet.").mention(name, "organisation").linked(name) == "org:de-gruenen-fraktion"
    )
