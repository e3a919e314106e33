"""German or not: py3langid's model, with care where a text is short, cites others or mixes languages."""

import re
from functools import cache
from typing import Any

UNKNOWN = "und"
MIN_WORDS = 3
"""Fewer words show no language: names and single nouns are the same in many."""

MIN_CONFIDENCE = 0.15
"""Below this the model only guesses."""

FOREIGN_CONFIDENCE = 0.35
"""A text is called foreign only from here on: German that is left out is worse than a short foreign line
that is kept. All German headlines that the model takes for something else lie below."""

GERMAN_SHARE = 1 / 3
"""A text of several languages is German from this share of its words in German sentences on."""

_LOOKED_AT = 6_000
_SAMPLE = 250
_MIXED_FROM = 30
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CITED = re.compile(
    r"„[^„“”\"]{15,}[“”\"]|“[^“”]{15,}”|\"[^\"]{15,}\"|«[^«»]{15,}»|»[^«»]{15,}«|‹[^‹›]{15,}›"
)
_OTHER_SCRIPT = re.compile(r"[^\W\d_A-Za-z\u00aa-\u024f\u1e00-\u1eff\ufb00-\ufb06]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_UNKNOWN_TO_THE_MODEL = {
    # Yiddish in Latin letters, which it takes for German, and Low German, which it takes for Dutch.
    "yi": frozenset(
        ["nisht", "az", "iz", "zikh", "oyf", "ikh", "fun", "zayn", "zenen", "hobn", "nokh", "vos"]
    ),
    "nds": frozenset(["hett", "sünd", "nich", "dat", "un", "op", "vun", "för", "ik", "mööt", "warrn", "dör"]),
}
_LEAST_SHARE = 0.15
_NAMES = {
    "deutsch": "de",
    "german": "de",
    "ger": "de",
    "deu": "de",
    "englisch": "en",
    "english": "en",
    "eng": "en",
}


def guess_language(text: str, claimed: str | None = None) -> str:
    """ISO 639 code of the language of ``text``; ``und`` when the text does not show it.

    ``claimed`` (what the file says, as ``de-DE`` or ``German``) counts only where the text itself is
    undecided. What is quoted at length counts only if little is left without it.
    """
    text = text[:_LOOKED_AT]
    own = _CITED.sub(" ", text)
    own = own if len(_WORD.findall(own)) >= max(5, len(_WORD.findall(text)) / 4) else text
    words = [word.lower() for word in _WORD.findall(own)]
    code, confidence = _classified(own) if len(words) >= MIN_WORDS else (UNKNOWN, 0.0)
    if 2 * len(_OTHER_SCRIPT.findall(own)) > sum(map(len, words)):
        return code if code != "de" else UNKNOWN
    other = _unknown_to_the_model(words, code)
    if other:
        return other
    if code == "de" and confidence >= MIN_CONFIDENCE:
        return code
    if confidence < FOREIGN_CONFIDENCE:
        return _code(claimed) or UNKNOWN
    return "de" if len(words) >= _MIXED_FROM and _is_german_in_part(text) else code


def _is_german_in_part(text: str) -> bool:
    counts = {True: 0, False: 0}
    for sentence in _SENTENCE_END.split(text):
        words = len(_WORD.findall(sentence))
        if words >= MIN_WORDS:
            code, confidence = _classified(sentence)
            counts[code == "de" and confidence >= FOREIGN_CONFIDENCE] += words
    return counts[True] >= GERMAN_SHARE * sum(counts.values())


def _classified(text: str) -> tuple[str, float]:
    if len(text) > 4 * _SAMPLE:
        # Its beginning, middle and end say as much as all of it.
        middle = len(text) // 2
        text = " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
    code, confidence = _identifier().classify(text)
    return code, float(confidence)


def _unknown_to_the_model(words: list[str], code: str) -> str | None:
    for language, telling in _UNKNOWN_TO_THE_MODEL.items():
        found = {word for word in words if word in telling}
        share = sum(word in telling for word in words) / max(len(words), 1)
        # German dialects have some of the words of Low German.
        if len(found) >= 3 and share >= _LEAST_SHARE and (language == "yi" or code != "de"):
            return language
    return None


@cache
def _identifier() -> Any:
    # Imported here: the model takes most of a second, once a process.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _code(claimed: str | None) -> str | None:
    told = (claimed or "").strip().lower()
    code = _NAMES.get(told) or re.split(r"[-_]", told)[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else None
