"""States and federal states named with what they are: "der Golfstaat Katar", "die Stadt Hamburg"."""

import re

from standpunkt.actors.naming import actor_named
from standpunkt.actors.rows import Reference
from standpunkt.actors.tables import Tables

_WITH_KIND = re.compile(
    r"(?:(?:[Dd](?:er|ie|as|em|es|en)) )?(?:[a-zäöüß]+e[nrs]? )?"
    r"(?:(?P<city>Stadt|Gemeinde|Hansestadt|Stadtstaat(?:e?s)?)"
    r"|(?:Bundes|Frei|Insel|Golf|Zwerg|Wüsten|Balkan|Nachbar|Mitglieds)?(?:staat|land)(?:e?s)?"
    r"|Land(?:es)?|Staat(?:e?s)?|Republik|Königreich(?:s)?) "
    r"(?P<name>[A-ZÄÖÜ][\w-]+)",
    re.IGNORECASE,
)


def region_named(text: str, tables: Tables, country: str | None) -> Reference | None:
    """The state or federal state of "das Land Hessen"; a city only where it is one of them itself."""
    match = _WITH_KIND.fullmatch(text.strip(" ,.:;"))
    found = actor_named(match["name"], tables, country, persons=False) if match else None
    if match is None or found is None or found.method == "adjective":
        return None
    actor = found.actor
    # "die Stadt Paris" is not the government there.
    is_state = actor.actor_kind == "state" and not found.only_acting
    return Reference(actor, "table") if is_state or actor.actor_id.startswith("land:") else None
