"""A small German grammar without a tagger: closed classes, noun phrases, clauses, subjects.

Works on units: sentences, joined where a quotation runs over several, in which every quotation and every
bracket is one opaque item.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from standpunkt.language import tables
from standpunkt.language.annotations import CharSpan
from standpunkt.language.offices import PEOPLE, is_body, is_office
from standpunkt.language.phrases import SUBJECT_PRONOUNS, Item, Phrase, noun_phrases, tag_of
from standpunkt.language.quotation import Quotation

SUBJUNCTIVES = tables.words("subjunctives")
_SUBJUNCTIVE_2 = tables.words("subjunctive_2")


@dataclass(frozen=True)
class Unit:
    """One sentence, or several joined by a quotation."""

    doc: Doc
    items: tuple[Item, ...]
    quotes: dict[int, Quotation]
    """Outermost quotations by item index."""
    mentions: frozenset[int]
    """Token indices inside names of persons, organisations and states."""

    @property
    def start_char(self) -> int:
        """Where the unit begins."""
        return int(self.doc[self.items[0].start].idx)

    @property
    def end_char(self) -> int:
        """Where the unit ends, its final punctuation included."""
        return self.char_end(len(self.items))

    def char_start(self, item: int) -> int:
        """First character of an item."""
        return int(self.doc[self.items[item].start].idx)

    def char_end(self, item: int) -> int:
        """End of the item before index ``item``."""
        token = self.doc[self.items[item - 1].end - 1]
        return int(token.idx) + len(token.text)

    def text(self, start: int, end: int) -> str:
        """Text from item ``start`` up to item ``end``."""
        return self.doc.text[self.char_start(start) : self.char_end(end)]

    def span(self, start: int, end: int) -> CharSpan:
        """Characters from item ``start`` up to item ``end``."""
        return CharSpan(self.char_start(start), self.char_end(end))

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Noun phrases in order, none inside another."""
        return tuple(noun_phrases(self))

    def phrase_at(self, item: int) -> Phrase | None:
        """The noun phrase that begins at an item."""
        return next((phrase for phrase in self.phrases if phrase.start == item), None)

    @cached_property
    def body_end(self) -> int:
        """Item index where the final punctuation begins."""
        end = len(self.items)
        while end > 0 and self.items[end - 1].tag == "punct" and self.items[end - 1].text not in ",":
            end -= 1
        return end

    def clause_start(self, item: int) -> int:
        """First item after the punctuation left of ``item``."""
        while item > 0 and self.items[item - 1].tag != "punct":
            item -= 1
        return item

    def clause_end(self, item: int) -> int:
        """Item index of the punctuation right of ``item``."""
        while item < len(self.items) and self.items[item].tag != "punct":
            item += 1
        return item

    def actor(self, phrase: Phrase) -> bool:
        """Whether a noun phrase names somebody who can speak: a name, office, body or personal pronoun."""
        # "Moskaus Vorgehen" is no more an actor than "das Vorgehen": the possessor does not count.
        possessed = self.items[phrase.start].tag == "noun" and phrase.head > phrase.start
        for index in range(phrase.head if possessed else phrase.start, phrase.core_end):
            item = self.items[index]
            if item.lower in SUBJECT_PRONOUNS and phrase.end - phrase.start == 1:
                return True
            if any(token in self.mentions for token in range(item.start, item.end)):
                return True
        head = self.items[phrase.head].text
        if self.items[phrase.head].tag == "quote":
            # die „Koalition der Willigen“: a name in quotation marks.
            return phrase.head > phrase.start and head[1:2].isupper() and len(head.split()) <= 5
        if head.isupper() and 2 <= len(head) <= 6:
            return True
        return is_office(head) or is_body(head) or bool(PEOPLE.search(head))


def units(
    doc: Doc,
    quotations: Sequence[Quotation],
    names: Sequence[tuple[int, int]],
    stretch: tuple[int, int] | None = None,
) -> list[Unit]:
    """The units of a document, or of the tokens of ``stretch`` alone.

    ``names`` are character ranges of persons, organisations and states. Only outermost quotations become
    opaque; within a ``stretch`` those that lie wholly inside it.
    """
    by_char = {token.idx: token.i for token in doc}
    quoted: dict[int, tuple[int, Quotation]] = {}
    for quotation in quotations:
        if quotation.start_char in by_char and (stretch is not None or quotation.level == 0):
            first = by_char[quotation.start_char]
            last = first
            if stretch is not None and not stretch[0] <= first < stretch[1]:
                continue
            while last < len(doc) and doc[last].idx < quotation.end_char:
                last += 1
            quoted[first] = (last, quotation)
    named = frozenset(
        token.i
        for token in doc
        for start, end in names
        if start <= token.idx and token.idx + len(token) <= end
    )
    result: list[Unit] = []
    items: list[Item] = []
    marks: dict[int, Quotation] = {}
    index, stop = stretch or (0, len(doc))
    while index < stop:
        token = doc[index]
        if token.is_sent_start and items:
            result.append(Unit(doc, tuple(items), marks, named))
            items, marks = [], {}
        if token.is_space:
            index += 1
            continue
        if index in quoted:
            end, quotation = quoted[index]
            marks[len(items)] = quotation
            items.append(Item(index, end, doc.text[quotation.start_char : quotation.end_char], "quote"))
            index = end
            continue
        if token.text in "([" and (close := _bracket_end(doc, index)):
            items.append(Item(index, close, doc.text[token.idx : doc[close - 1].idx + 1], "bracket"))
            index = close
            continue
        tag = tag_of(token.text, not items or items[-1].text == ":")
        if token.lower_ == "während" and index + 1 < stop:
            tag = (
                "prep"
                if doc[index + 1].lower_ in ("der", "des", "eines", "einer", "dieser", "dieses")
                else "sub"
            )
        items.append(Item(index, index + 1, token.text, tag))
        index += 1
    if items:
        result.append(Unit(doc, tuple(items), marks, named))
    return result


def _bracket_end(doc: Doc, index: int) -> int | None:
    closing = ")" if doc[index].text == "(" else "]"
    for end in range(index + 1, min(index + 25, len(doc))):
        if "\n" in doc[end].text:
            return None
        if doc[end].text == closing:
            return end + 1
    return None


def is_subjunctive(unit: Unit, start: int, end: int) -> bool:
    """Whether a stretch of items has a verb in Konjunktiv I (first-person indicatives excluded)."""
    for index in range(start, end):
        item = unit.items[index]
        if item.lower in SUBJUNCTIVES and item.tag in ("aux", "word"):
            near = {unit.items[i].lower for i in range(max(start, index - 1), min(end, index + 2))}
            if "ich" not in near:
                return True
    return False


def has_second_subjunctive(unit: Unit, start: int, end: int) -> bool:
    """Whether a stretch of items has "hätte", "wäre", "würde" and the like."""
    return any(unit.items[i].lower in _SUBJUNCTIVE_2 for i in range(start, end))
