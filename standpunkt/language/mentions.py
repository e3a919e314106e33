"""Mentions: the model's names, and what tables know beside them: adjectives of states, pronouns, offices."""

import re
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc

from standpunkt.language import tables
from standpunkt.language.annotations import CharSpan, Mention
from standpunkt.language.calibration import Calibration
from standpunkt.language.nearby import Nearby
from standpunkt.language.offices import is_body, is_office
from standpunkt.language.viterbi import TagSpan
from standpunkt.language.windows import Words

BY_TABLE = 0.85
"""Confidence of what a table gives: its measured precision on development data, to the nearest 0.05."""
SUBJECT_PRONOUNS = tables.words("subject_pronouns")
# "Ex-US-Präsident"
_COMPOUND_PREFIX = re.compile(r"(?:Ex|Alt|Vize|Co)-(?=[^-]+-)")
_SOURCE_NOUNS = "|".join(sorted(tables.words("source_nouns")))
_LEADING = re.compile(rf"(?:\S+ ){{0,3}}?(?:{_SOURCE_NOUNS})\b\s*(?:vo[nm] )?", re.I)


class NameTable:
    """Known names: states, large cities, bodies, and what a user adds. They count whatever the model says."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, kind in names.items():
            words = tuple(name.split())
            self._by_first.setdefault(words[0], []).append((words, kind))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def __call__(self, doc: Doc) -> list[Mention]:
        """Mentions of the added names, also in the genitive."""
        found: list[Mention] = []
        texts = [token.text for token in doc]
        reached = 0
        for i, text in enumerate(texts):
            if i < reached:
                continue
            for words, kind in self._beginning_with(text):
                own = texts[i : i + len(words)]
                if words in (tuple(own), (*own[:-1], own[-1].removesuffix("s"))):
                    reached = i + len(words)
                    last = doc[reached - 1]
                    span = CharSpan(doc[i].idx, last.idx + len(last.text))
                    found.append(Mention(span, kind, "name", BY_TABLE))
                    break
        return found

    def _beginning_with(self, word: str) -> Sequence[tuple[tuple[str, ...], str]]:
        entries = self._by_first.get(word, ())
        if not word.endswith("s"):
            return entries
        return [*entries, *self._by_first.get(word[:-1], ())]


def names(words: Words, entities: Iterable[TagSpan], calibration: Calibration) -> list[Mention]:
    """The model's named entities; a place that the tables know as a state is one."""
    found = []
    for entity in entities:
        span = CharSpan(int(words.starts[entity.first]), int(words.ends[entity.last - 1]))
        text, kind = words.text[slice(*span)], entity.label
        countries = tables.country_names()
        if kind == "place" and (text in countries or text.removesuffix("s") in countries):
            kind = "country"
        found.append(Mention(span, kind, "name", calibration.entity(entity.probability)))
    return found


def merged(first: Sequence[Mention], further: Iterable[Mention]) -> list[Mention]:
    """All of ``first`` and those of ``further`` that overlap none of them, in order of the text."""
    taken = _by_place(first)
    kept = [*first, *(mention for mention in further if not _touches(mention.span, taken))]
    return sorted(kept, key=lambda mention: mention.span)


def _by_place(found: Iterable[Mention]) -> Nearby[CharSpan]:
    return Nearby((mention.span, mention.span) for mention in found)


def _touches(span: CharSpan, taken: Nearby[CharSpan]) -> bool:
    return any(overlap(span, other) for other in taken.of(span))


def attributes(doc: Doc, found: Sequence[Mention]) -> list[Mention]:
    """Adjectives of states, and first elements of compounds ("NATO" in "NATO-Generalsekretär")."""
    kinds, adjectives = tables.known_names(), tables.country_adjectives()
    mentions = []
    for token in doc:
        text = token.text
        if token.lower_ in adjectives:
            span = CharSpan(token.idx, token.idx + len(text))
            mentions.append(Mention(span, "country", "adjective", BY_TABLE))
            continue
        if "-" not in text:
            continue
        start_char = token.idx + len(prefix[0]) if (prefix := _COMPOUND_PREFIX.match(text)) else token.idx
        first, hyphen, rest = text[start_char - token.idx :].partition("-")
        kind = kinds.get(first) if hyphen and rest[:1].isupper() and len(first) > 1 else None
        if kind in ("country", "organisation", "place"):
            span = CharSpan(start_char, start_char + len(first))
            mentions.append(Mention(span, kind, "adjective", BY_TABLE))
    taken = _by_place(found)
    return [mention for mention in mentions if not _touches(mention.span, taken)]


def speaker_mentions(text: str, known: Sequence[Mention], spans: Iterable[CharSpan]) -> list[Mention]:
    """Pronoun and office mentions for speakers and holders that no named mention covers."""
    mentions: dict[CharSpan, Mention] = {}
    named = _by_place(mention for mention in known if mention.mention_form == "name")
    for whole in spans:
        span = source_itself(text, whole)
        words = text[slice(*span)].split()
        if not words or _touches(span, named):
            continue
        if len(words) == 1 and words[0].lower() in SUBJECT_PRONOUNS:
            kind = "person" if words[0].lower() in ("er", "ich") else "other"
            mentions.setdefault(span, Mention(span, kind, "pronoun", BY_TABLE))
            continue
        nouns = [word.strip(",()") for word in words if word[:1].isupper()]
        kind = next(
            ("person" if is_office(n) else "organisation" for n in nouns if is_office(n) or is_body(n)),
            "other",
        )
        mentions.setdefault(span, Mention(span, kind, "office", BY_TABLE))
    taken = {mention.span for mention in known}
    return [mention for span, mention in mentions.items() if span not in taken]


def source_itself(text: str, span: CharSpan) -> CharSpan:
    """ "der Polizei" in "ersten Angaben der Polizei"; the whole span if no such noun opens it."""
    match = _LEADING.match(text[slice(*span)])
    return CharSpan(span.start_char + match.end(), span.end_char) if match else span


def overlap(one: CharSpan, other: CharSpan) -> bool:
    """Whether two spans share a character."""
    return one.start_char < other.end_char and other.start_char < one.end_char
