"""Gender of given names, from the table that ``training/given_names.py`` wrote."""

import csv
from functools import cache
from pathlib import Path

from standpunkt.actors.names import fold

_TABLE = Path(__file__).with_name("given_names.csv")


@cache
def listed_genders() -> dict[str, str]:
    """Folded given name -> m or f, without names that men and women share."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {fold(row["name"]): row["gender"] for row in csv.DictReader(file)}
