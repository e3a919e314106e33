"""How long the search for doubles takes among many actors, and how many of those hidden there it finds.

``python benchmarks/actor_review.py [ACTORS]``: persons and organisations with invented names, as crowded
as real ones (few surnames and nouns are frequent, most are rare); a twentieth of them again in another form.
"""

import json
import random
import resource
import sys
import time

from standpunkt.actors.alike import NamedActor, alike_actors
from standpunkt.actors.given_names import listed_genders
from standpunkt.actors.names import word_set

SYLLABLES = sorted(
    word_set("ber den feld gar hart holz kamp lin mann mei nau ost ros schmid stein tal ulm vogt wald zell")
)
NOUNS = sorted(
    word_set("Verband Verein Bündnis Gewerkschaft Stiftung Institut Kammer Initiative Netzwerk Gesellschaft")
)
FIELDS = sorted(
    word_set("Verkehr Umwelt Handel Pflege Kultur Bildung Energie Sport Handwerk Technik Frieden Wohnen")
)


def invented(count: int, seed: int = 7) -> tuple[list[NamedActor], set[frozenset[str]]]:
    """Actors, and the pairs among them that are one."""
    random_ = random.Random(seed)
    given = sorted(name.title() for name in listed_genders() if name.isalpha())[::40]
    actors: list[NamedActor] = []
    doubles: set[frozenset[str]] = set()
    while len(actors) < count:
        number = len(actors)
        is_person = random_.random() < 0.7
        name = _person(random_, given) if is_person else _organisation(random_)
        kind = "person" if is_person else "organisation"
        actors.append(NamedActor(f"{kind}:new:{number}", (name,), kind, False))
        if random_.random() < 0.05:
            again = _other_form(random_, name, is_person)
            actors.append(NamedActor(f"{kind}:new:{number + 1}", (again,), kind, False))
            doubles.add(frozenset((actors[-1].actor_id, actors[-2].actor_id)))
    return actors, doubles


def _person(random_: random.Random, given: list[str]) -> str:
    length = random_.choice((2, 2, 3))
    # Frequent syllables first, so that some surnames have hundreds of bearers.
    surname = "".join(SYLLABLES[min(int(random_.expovariate(0.25)), 19)] for _ in range(length))
    return f"{given[min(int(random_.expovariate(0.01)), len(given) - 1)]} {surname.title()}"


def _organisation(random_: random.Random) -> str:
    place = "".join(random_.choice(SYLLABLES) for _ in range(random_.choice((2, 3)))).title()
    return f"{random_.choice(NOUNS)} {random_.choice(FIELDS)} {place}"


def _other_form(random_: random.Random, name: str, is_person: bool) -> str:
    words = name.split()
    form = random_.randrange(3)
    if form == 0:
        at = random_.randrange(len(words[-1]) - 2) + 1
        return " ".join([*words[:-1], words[-1][:at] + words[-1][at + 1 :]])
    if is_person:
        return f"{words[0][0]}. {words[-1]}" if form == 1 else f"{words[0]} M. {words[-1]}"
    return " ".join(words[:1] + words[2:]) if form == 1 else name.replace(" ", "-", 1)


def main() -> None:
    """Print seconds, pairs, and the share of the hidden doubles among them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    actors, doubles = invented(count)
    started = time.perf_counter()
    found = alike_actors(actors)
    seconds = time.perf_counter() - started
    pairs = {frozenset((one.one_id, one.other_id)) for one in found}
    figures = {
        "actors": len(actors),
        "seconds": round(seconds, 1),
        "pairs": len(pairs),
        "hidden_doubles": len(doubles),
        "found_share": round(len(doubles & pairs) / len(doubles), 3),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
