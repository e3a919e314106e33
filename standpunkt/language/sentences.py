"""Sentence starts for German news text."""

import re

from spacy.tokens import Doc

from standpunkt.language import tables

_END = {".", "!", "?", "…", "..."}
_CLOSING = set("“”\"»«‘’'›‹)]")
_OPENING = set('„»«"‚›‹([“–—-')
_ORDINAL = re.compile(r"\d{1,3}\.$")
_YEAR = re.compile(r"\d{4}\.$")
_INITIAL = re.compile(r"[A-ZÄÖÜ]\.$")
# Abbreviations that can close a sentence; all others of the tokenizer never do.
_MAY_CLOSE = tables.words("may_close")
STARTERS = tables.words("starters")


def sentence_starts(doc: Doc) -> list[bool]:
    """Whether each token opens a sentence.

    A line break always ends one. A full stop does not after an ordinal ("18. August"), an initial or an
    abbreviation, unless a word follows that hardly stands anywhere but at the start of a sentence. Closing
    quotation marks and brackets stay with the sentence before them; with a comma after them ("…?“, fragte
    er") there is no break at all.
    """
    starts = [False] * len(doc)
    if not starts:
        return starts
    starts[0] = True
    index = 0
    while index < len(doc):
        token = doc[index]
        if token.is_space:
            if "\n" in token.text and index + 1 < len(doc):
                starts[index + 1] = True
            index += 1
            continue
        if _heading_before(doc, starts, index):
            starts[index] = True
        after = index + 1
        if _may_end(token.text):
            while after < len(doc) and _closes(doc, after):
                after += 1
            if after < len(doc) and not doc[after].is_space and _may_start(token.text, doc, after):
                starts[after] = True
        index = max(after, index + 1)
    return starts


def _heading_before(doc: Doc, starts: list[bool], index: int) -> bool:
    """Whether an article opens a sentence behind a heading on its line: "Streit im Rat Der Rat hat …"."""
    if doc[index].text not in _OPENING_ARTICLES or not 0 < index < len(doc) - 1:
        return False
    if not doc[index - 1].text[:1].isupper():
        return False
    if not doc[index - 1].is_alpha or doc[index + 1].text in _AFTER_ARTICLE:
        return False
    start = index - 1
    while start and not starts[start]:
        start -= 1
    before = [doc[i].text for i in range(start, index)]
    plain = all(word[:1].isupper() or word in _WITHIN_HEADINGS for word in before)
    return 1 < len(before) <= 8 and plain and not set(before) & _OPENING_ARTICLES


_OPENING_ARTICLES = {"Der", "Die", "Das"}
_AFTER_ARTICLE = {
    "Linke",
    "Linken",
    "Grünen",
    "Welt",
    "Zeit",
    "Presse",
    "Heimat",
    "PARTEI",
    "Rechte",
    "Partei",
}
_WITHIN_HEADINGS = {
    "an",
    "den",
    "im",
    "in",
    "am",
    "der",
    "die",
    "das",
    "des",
    "dem",
    "für",
    "gegen",
    "um",
    "und",
}


def _closes(doc: Doc, index: int) -> bool:
    text = doc[index].text
    if text in _END:
        return True
    if text not in _CLOSING:
        return False
    # Straight and reversed marks also open: they close when no space stands before them.
    return not doc[index - 1].whitespace_


def _may_end(text: str) -> bool:
    if text in _END:
        return True
    return (
        len(text) > 1
        and text.endswith(".")
        and (text[0].isalpha() or bool(_ORDINAL.match(text) or _YEAR.match(text)))
    )


def _may_start(ending: str, doc: Doc, index: int) -> bool:
    text = doc[index].text
    word = text
    if text in _OPENING and index + 1 < len(doc):
        word = doc[index + 1].text
    if not word[:1].isupper() and not (word[:1].isdigit() and ending in _END):
        return text in "„»" and ending in {".", "!", "?"}
    if ending in _END or _YEAR.match(ending):
        return True
    if ending in _MAY_CLOSE or _ORDINAL.match(ending) or _INITIAL.match(ending):
        return word in STARTERS
    return word in STARTERS and ending[:1].islower() and "." not in ending[:-1]
