"""German or not, from function words and word shapes: no model, and honest about too little text."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("function_words.csv")
UNKNOWN = "und"
_LOOKED_AT = 6_000
ENOUGH_WORDS = 20
"""Fewer words than this are short text: a language needs plainer evidence."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SCRIPTS = (
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
)
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_GERMAN_SHAPE = re.compile(
    r"\w{2,}(?:ungs?|ungen|keit|keiten|heit|heiten|schaft|schaften|lich\w{0,2}|isch\w{0,2}|tionen|igen?|"
    r"ieren|iert|gipfel|minister\w*|kanzler\w*|regierung\w*|krieg\w*|staat\w*)|(?:ge|ver|be|er|ent|zer)\w{3,}(?:en|t|te)|"
    r"\w*(?:ä|ö|ü|ß|sch|tz|ck|pf|eu|ei|ie)\w*",
    re.IGNORECASE,
)
_GERMAN_LETTER = re.compile("[äöüßÄÖÜ]")


def guess_language(text: str, claimed: str | None = None) -> str:
    """ISO 639-1 code of the language of ``text``; ``und`` when the text does not show it.

    ``claimed`` (what the file says, as ``de-DE`` or ``German``) counts only where the text itself is
    undecided. Mixed texts get the language of most of their function words.
    """
    text = text[:_LOOKED_AT]
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return UNKNOWN
    script = _script(text)
    if script is not None:
        return script
    ranked = _ranked(words)
    best, most = ranked[0] if ranked else (UNKNOWN, 0.0)
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    # In running text a quarter to a half of the words are function words of its language.
    is_plain = most >= 0.08 * len(words) and most >= 1.3 * second
    if is_plain and (len(words) >= ENOUGH_WORDS or most >= 2.0):
        return best
    if not is_plain and _shows_german(text, words, dict(ranked)):
        return "de"
    if is_plain and best == "de":
        return best
    if is_plain and most >= 1.0 and most >= 2 * second and not _GERMAN_LETTER.search(text):
        return best
    return _code(claimed) or UNKNOWN


@cache
def function_words(table: Path = TABLE) -> Mapping[str, Mapping[str, float]]:
    """Word to language to weight; a word that n languages share counts 1/n for each."""
    weights: dict[str, dict[str, float]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for word in row["words"].split():
                weights.setdefault(word, {})[row["language"]] = 1.0
    return {word: {code: 1 / len(codes) for code in codes} for word, codes in weights.items()}


def _ranked(words: list[str]) -> list[tuple[str, float]]:
    """Languages by the weight of their function words, heaviest first."""
    weights = function_words()
    scores: dict[str, float] = {}
    for word, times in Counter(words).items():
        for code, weight in weights.get(word, {}).items():
            scores[code] = scores.get(code, 0.0) + weight * times
    return sorted(scores.items(), key=lambda one: (-one[1], one[0]))


def _script(text: str) -> str | None:
    letters = sum(map(str.isalpha, text))
    for code, script in _SCRIPTS:
        if len(script.findall(text)) > 0.5 * letters:
            return "uk" if code == "ru" and _UKRAINIAN.search(text) else code
    return None


def _shows_german(text: str, words: list[str], scores: Mapping[str, float]) -> bool:
    """Headlines have few function words; then umlauts, endings and capital nouns speak."""
    shaped = sum(_GERMAN_SHAPE.fullmatch(word) is not None for word in words) / len(words)
    others = max((score for code, score in scores.items() if code != "de"), default=0.0)
    capital = len(re.findall(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ][a-zäöüß]", text)) / len(words)
    evidence = scores.get("de", 0.0) + 2 * shaped + capital + 0.4 * len(_GERMAN_LETTER.findall(text))
    return evidence >= 1.2 and evidence > 1.5 * others + 0.5


def _code(claimed: str | None) -> str | None:
    names = {
        "deutsch": "de",
        "german": "de",
        "ger": "de",
        "deu": "de",
        "englisch": "en",
        "english": "en",
        "eng": "en",
    }
    told = (claimed or "").strip().lower()
    code = names.get(told) or re.split(r"[-_]", told)[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else None
