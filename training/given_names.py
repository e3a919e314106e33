"""Gender of given names, as the lists of Faker have it: writes ``standpunkt/actors/given_names.csv``.

Usage: python -m training.given_names

Faker (MIT licence) has lists of first names of men and of women for many languages. A name on lists of both
goes to the side with at least four times as many lists, else to neither.
"""

import csv
import importlib
import re
from collections import Counter
from pathlib import Path

from faker.config import AVAILABLE_LOCALES

TARGET = Path(__file__).resolve().parents[1] / "standpunkt" / "actors" / "given_names.csv"
LATIN = re.compile(r"[A-ZÀ-Žİ][a-zà-žıə'’-]+(?:-[A-ZÀ-Ž][a-zà-ž]+)?")
CLEARLY_MORE = 4


def main() -> None:
    """Write the table."""
    lists: Counter[tuple[str, str]] = Counter()
    for locale in sorted(AVAILABLE_LOCALES):
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ImportError:
            continue
        for gender, attribute in (("m", "first_names_male"), ("f", "first_names_female")):
            lists.update((name, gender) for name in set(getattr(provider, attribute, ())))
    rows = []
    for name in sorted({name for name, _ in lists if LATIN.fullmatch(name)}):
        men, women = lists[name, "m"], lists[name, "f"]
        if max(men, women) >= CLEARLY_MORE * min(men, women):
            rows.append((name, "m" if men > women else "f"))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("name", "gender"), *rows])
    print(f"{len(rows)} names in {TARGET}")


if __name__ == "__main__":
    main()
