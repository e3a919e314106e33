import pytest

from standpunkt.actors.naming import outlet_named
from standpunkt.actors.outlets import find_outlet
from standpunkt.actors.tables import load_tables
from standpunkt.resources import resource_folder


@pytest.mark.parametrize(
    ("path", "outlet_id"),
    [
        ("spiegel.de/2025/a.txt", "spiegel"),
        ("archiv/www.spiegel.de/a.txt", "spiegel"),
        ("spiegel.de/derstandard.at/a.txt", "standard"),
        ("spiegel/a.txt", None),
        ("presse/a.txt", None),
        ("spiegel.de.txt", None),
        ("a.txt", None),
    ],
)
def test_a_folder_named_like_a_domain_tells_the_outlet(path: str, outlet_id: str | None):
    tables = load_tables(resource_folder("seeds"))
    found = find_outlet({"path": path}, tables)
    assert (found and found.outlet_id) == outlet_id


def test_what_the_file_says_wins_over_its_folder():
    tables = load_tables(resource_folder("seeds"))
    article = {"path": "spiegel.de/a.txt", "url": "https://www.zeit.de/x", "outlet_name": "Tagesschau"}
    assert find_outlet(article, tables).outlet_id == "zeit"
    assert find_outlet(article | {"url": None}, tables).outlet_id == "tagesschau"
    assert find_outlet(article | {"url": None, "outlet_name": "Nie gehört"}, tables) is None


@pytest.mark.parametrize(
    ("text", "outlet_id"),
    [
        ("Spiegel", "spiegel"),
        ("des Spiegels", "spiegel"),
        ("Spiegels", "spiegel"),
        ("der Süddeutschen Zeitung", "sueddeutsche"),
        ("Zeitungs", None),
        ("Focus", "focus"),
    ],
)
def test_outlets_in_a_text_in_every_case(text: str, outlet_id: str | None):
    found = outlet_named(text, load_tables(resource_folder("seeds")).media_names)
    assert (found and found.actor.actor_id) == (outlet_id and f"org:outlet:{outlet_id}")
