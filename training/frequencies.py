"""How many articles have a word: the table that tells common words from telling ones.

    python -m training.frequencies ARTICLES.jsonl… > standpunkt/issues/word_frequencies.csv

Reads JSON Lines with a ``text`` each (training parts only, never what accuracy is measured on) and writes
every stem that at least three articles in a thousand have.
"""

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from standpunkt.issues.terms import stem

MIN_PER_TEN_THOUSAND = 30


def stem_rates(texts: Iterable[str]) -> dict[str, int]:
    """Articles in ten thousand that have each stem, common ones only."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        counts.update({stem(word) for word in re.findall(r"\w+", text)})
        total += 1
    rates = {one: round(10_000 * count / total) for one, count in counts.items()}
    return {one: rate for one, rate in rates.items() if rate >= MIN_PER_TEN_THOUSAND}


def main(paths: list[str]) -> None:
    """Write the table to standard output."""
    lines = (line for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines())
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["stem", "per_ten_thousand"])
    writer.writerows(sorted(stem_rates(json.loads(line)["text"] for line in lines).items()))


if __name__ == "__main__":
    main(sys.argv[1:])
