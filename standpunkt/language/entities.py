"""Named persons, organisations, places and states, adjectives of states, and the offices texts give.

Without a tagger: known names first, then given names and offices as the start of a person's name, then
surnames that follow from a full name in the same text. A capitalised word alone is never a name.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from standpunkt.language import tables
from standpunkt.language.annotations import CharSpan, Mention
from standpunkt.language.offices import is_office
from standpunkt.language.precision import PRECISION
from standpunkt.language.sentences import STARTERS

_PARTICLES = tables.words("particles")
_COMPANY = tables.words("company")
_ORGANISATION_WORDS = tables.words("organisation_words")
_PLACE_ENDING = re.compile(
    r"^[A-ZÄÖÜ][a-zäöüß]{2,}(burg|stadt|hausen|heim|ingen|furt|istan|dorf|weiler|kirchen|münde)$"
)
_PLACE_PREPOSITIONS = {"in", "aus", "In", "Aus"}
_NOT_ACRONYMS = tables.words("not_acronyms")
_UNITS = tables.words("units")
_QUOTED_HEADS = tables.words("quoted_heads")
_GROUP_HEADS = tables.words("group_heads")


@dataclass(frozen=True)
class _Name:
    start: int
    end: int
    kind: str
    rule: str


def _capital(word: str) -> bool:
    return word[:1].isupper() and len(word) > 1 and any(letter.islower() for letter in word)


def _common(word: str) -> bool:
    return word in tables.common_nouns() or is_office(word) or word in tables.nouns_of_kind("body")


def _name_part(doc: Doc, index: int) -> bool:
    """Whether a token can be the surname part of a name."""
    word = doc[index].text
    if not _capital(word) or _common(word) or word in STARTERS or word in _UNITS:
        return False
    if (
        word.lower() in tables.country_adjectives()
        or word.lower() in tables.adverbs()
        or word.endswith("weise")
    ):
        return False
    return word not in tables.nouns_of_kind("title")


def _gazetteer(names: Mapping[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, kind in names.items():
        words = tuple(name.split())
        index.setdefault(words[0], []).append((words, kind))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return index


class NameFinder:
    """Finds names; built once from the tables and, if given, further names by kind."""

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        self._index = _gazetteer(dict(names or {}) | tables.known_names())

    def __call__(self, doc: Doc) -> list[Mention]:
        """Named mentions and adjectives of states, in order of the text."""
        found = self._names(doc)
        found += self._surnames(doc, found)
        found.sort(key=lambda name: (name.start, -name.end))
        mentions = []
        reached = 0
        for name in found:
            if name.start >= reached:
                mentions.append(_mention(doc, name))
                reached = name.end
        mentions += _adjectives(doc, mentions)
        mentions += self._first_elements(doc)
        return sorted(mentions, key=lambda mention: mention.span)

    def _names(self, doc: Doc) -> list[_Name]:
        found: list[_Name] = []
        index = 0
        while index < len(doc):
            name = (
                _described(doc, index)
                or self._known(doc, index)
                or _quoted(doc, index)
                or _person(doc, index)
                or _other(doc, index)
            )
            if name:
                found.append(name)
                index = name.end
            else:
                index += 1
        return found

    def _known(self, doc: Doc, index: int) -> _Name | None:
        text = doc[index].text
        for first in (text, text.removesuffix("s")):
            for words, kind in self._index.get(first, ()):
                end = index + len(words)
                if end > len(doc):
                    continue
                window = [doc[i].text for i in range(index, end)]
                if window != list(words) and [*window[:-1], window[-1].removesuffix("s")] != list(words):
                    continue
                if len(words) == 1 and _is_surname_here(doc, index):
                    continue
                return _Name(index, end, kind, "known")
        return None

    def _surnames(self, doc: Doc, found: Iterable[_Name]) -> list[_Name]:
        """Later mentions by surname of persons the text has introduced."""
        surnames = {doc[n.end - 1].text.removesuffix("s") for n in found if n.kind == "person"}
        surnames |= {doc[n.end - 1].text for n in found if n.kind == "person"}
        surnames = {word for word in surnames if len(word) > 2 and word not in tables.common_nouns()}
        taken = {i for name in found for i in range(name.start, name.end)}
        return [
            _Name(token.i, token.i + 1, "person", "surname")
            for token in doc
            if token.i not in taken and (token.text in surnames or token.text.removesuffix("s") in surnames)
        ]

    def _first_elements(self, doc: Doc) -> list[Mention]:
        """ "NATO" in "NATO-Generalsekretär": an attribute like an adjective, below the token."""
        mentions = []
        for token in doc:
            first, hyphen, rest = token.text.partition("-")
            if hyphen and rest[:1].isupper() and len(first) > 1:
                kind = next((kind for words, kind in self._index.get(first, ()) if len(words) == 1), None)
                if kind in ("country", "organisation", "place") and not self._known(doc, token.i):
                    span = CharSpan(token.idx, token.idx + len(first))
                    mentions.append(Mention(span, kind, "adjective", PRECISION["first_element"]))
        return mentions


def _mention(doc: Doc, name: _Name) -> Mention:
    last = doc[name.end - 1]
    span = CharSpan(doc[name.start].idx, last.idx + len(last.text))
    return Mention(span, name.kind, "name", PRECISION[f"name_{name.rule}"])


def _is_surname_here(doc: Doc, index: int) -> bool:
    """Whether a one-word known name ("Essen", "Salzburg") stands as a surname after a given name."""
    return index > 0 and doc[index - 1].text in tables.given_names() and not doc[index].text.isupper()


_DESCRIPTOR = re.compile(
    r"[a-zäöüß](club|klub|bund|verband|verein|gewerkschaft|partei|netzwerk|initiative|stiftung|kammer|institut"
    r"|union|allianz|bündnis|vereinigung|bewegung|forum)(e?s)?$"
)
_OWN_DESCRIPTORS = {"Allianz", "Bündnis", "Bündnisses", "Stiftung", "Netzwerk"}
_SPORTS = ("Fan", "Fußball", "Sport", "Turn", "Traditions", "Handball", "Eishockey")
_NAME_NOUNS = tables.words("name_nouns")


def _described(doc: Doc, index: int) -> _Name | None:
    """ "Autoclub Mitte", "Friedensnetzwerk Nord": what an organisation is, and its name right behind."""
    text = doc[index].text
    if not text[:1].isupper() or not (text in _OWN_DESCRIPTORS or _DESCRIPTOR.search(text)):
        return None
    if text.startswith(_SPORTS):
        # "Fußballverein Preußen Münster": the name stands without its description.
        return None
    end = index + 1
    while end < len(doc) and end - index < 4 and _names_organisation(doc, end, text in _OWN_DESCRIPTORS):
        end += 1
    if end == index + 1 or any(token.lower_ in _ACCUSED for token in doc[index].sent):
        return None
    return _Name(index, end, "organisation", "described")


_ACCUSED = {"warf", "warfen", "wirft", "werfen", "vorgeworfen"}


def _names_organisation(doc: Doc, index: int, own: bool) -> bool:
    word = doc[index].text
    if not word[:1].isupper() or word in STARTERS or word in tables.given_names() or len(word) < 2:
        return False
    if doc[index].is_sent_start or word.endswith("ischer"):
        return False
    if word in _NAME_NOUNS:
        following = doc[index + 1].text if index + 1 < len(doc) else ""
        # "der Autoclub Mitte Mai": a date.
        return following not in tables.words("times") and not following[:1].isdigit()
    kind = tables.known_names().get(word)
    if kind in ("country", "place"):
        return not own
    if word.endswith("s") and word.removesuffix("s") in tables.known_names():
        # "Regierungspartei Palästinas": a genitive.
        return False
    nominal = re.search(r"(ung|ungen|heit|keit|schaft|tion|tionen|ismus|tät|nis|bruch|tum|sten)$", word)
    return kind is None and _name_part(doc, index) and not nominal and "-" not in word


def _quoted(doc: Doc, index: int) -> _Name | None:
    if doc[index].text not in '„"»' or index == 0:
        return None
    closing = next((i for i in range(index + 1, min(index + 7, len(doc))) if doc[i].text in '“”"«'), None)
    if closing is None or closing == index + 1 or not doc[index + 1].text[:1].isupper():
        return None
    before, first = doc[index - 1].text, doc[index + 1].text
    if before in _QUOTED_HEADS or before.removesuffix("s") in _QUOTED_HEADS or first in _GROUP_HEADS:
        return _Name(index + 1, closing, "organisation", "quoted")
    return None


def _person(doc: Doc, index: int) -> _Name | None:
    text = doc[index].text
    given = text in tables.given_names() or text.split("-")[0] in tables.given_names()
    if given and _capital(text):
        end = _surname_end(doc, index + 1)
        if end > index + 1:
            return _company(doc, index, end) or _Name(index, end, "person", "given")
        return None
    before = doc[index - 1].text if index else ""
    titled = (is_office(before) and before[:1].isupper()) or before in tables.nouns_of_kind("title")
    if titled and _name_part(doc, index) and not before.isupper():
        end = _surname_end(doc, index)
        if end > index and not _place_after_office(doc, index, end):
            return _company(doc, index, end) or _Name(index, end, "person", "office")
    return None


def _place_after_office(doc: Doc, start: int, end: int) -> bool:
    return all(doc[i].text in tables.known_names() for i in range(start, end))


def _surname_end(doc: Doc, index: int) -> int:
    """End of a run of name parts with particles between them ("Karl-Theodor zu Guttenberg")."""
    end = index
    while end < len(doc) and end - index < 5:
        word = doc[end].text
        if _name_part(doc, end) or re.fullmatch(r"[A-ZÄÖÜ]\.(-?[A-Z]\.)*", word):
            end += 1
        elif word in _PARTICLES and end + 1 < len(doc) and _name_part(doc, end + 1) and end > index - 1:
            if word in ("der", "zu", "von") and doc[end + 1].text in tables.known_names():
                break
            if word == "der" and doc[end - 1].text not in ("von", "van"):
                break
            end += 2
        elif word in ("von", "van") and end + 2 < len(doc) and doc[end + 1].text in ("der", "den", "dem"):
            if not _name_part(doc, end + 2) or doc[end + 2].text in tables.known_names():
                break
            end += 3
        else:
            break
    return end


def _company(doc: Doc, start: int, end: int) -> _Name | None:
    following = doc[end].text if end < len(doc) else ""
    if following in _COMPANY or following in _ORGANISATION_WORDS:
        return _Name(start, end + 1, "organisation", "company")
    if any(doc[i].text in _ORGANISATION_WORDS | _COMPANY for i in range(start, end)):
        return _Name(start, end, "organisation", "company")
    return None


def _other(doc: Doc, index: int) -> _Name | None:
    text = doc[index].text
    if re.fullmatch(r"[A-ZÄÖÜ]{2,6}", text) and text not in _NOT_ACRONYMS and _introduced(doc, index):
        return _Name(index, index + 1, "organisation", "acronym")
    if re.fullmatch(r"[A-ZÄÖÜ]+[a-z][A-ZÄÖÜ]{1,3}", text) and _introduced(doc, index):
        return _Name(index, index + 1, "organisation", "acronym")
    if not _name_part(doc, index):
        return None
    if _subject_of_cue(doc, index):
        return _Name(index, index + 1, "person", "speaks")
    starts_sentence = index == 0 or doc[index].is_sent_start
    end = index
    while end < len(doc) and end - index < 4 and _name_part(doc, end):
        end += 1
    given = next((i for i in range(index + 1, end) if doc[i].text in tables.given_names()), None)
    if given is not None:
        return None
    while end < len(doc) and doc[end].text in _COMPANY | _ORGANISATION_WORDS:
        end += 1
    company = _company(doc, index, end) if end - index > 1 else None
    if company and not starts_sentence:
        return company
    if end - index == 2 and _belongs(doc, end):
        return _Name(index, end, "person", "pair")
    if end - index in (2, 3) and not starts_sentence and _bare(doc, index) and _speaks(doc, index, end):
        return _Name(index, end, "person", "pair")
    if _PLACE_ENDING.match(text) and end == index + 1 and not starts_sentence and _bare(doc, index):
        return _Name(index, end, "place", "place_ending")
    if end == index + 1 and index and doc[index - 1].text in _PLACE_PREPOSITIONS and _plain_place(doc, index):
        return _Name(index, end, "place", "place_preposition")
    return None


def _belongs(doc: Doc, index: int) -> bool:
    """Whether "vom Autoclub", "von der CDU" follows: to whom a person belongs."""
    if index + 1 >= len(doc) or doc[index].text not in ("vom", "von"):
        return False
    at = index + 1 + (doc[index + 1].text in ("der", "den"))
    word = doc[at].text if at < len(doc) else ""
    return tables.known_names().get(word) == "organisation" or bool(_DESCRIPTOR.search(word))


def _bare(doc: Doc, index: int) -> bool:
    """Whether no article or declined adjective stands before, as it would before a common noun."""
    before = doc[index - 1].text if index else ""
    return not re.fullmatch(
        r"(d(er|ie|as|en|em|es)|[a-zäöüß]{2,}(e|er|es|en|em))", before
    ) or before in tables.words("bare_before")


def _plain_place(doc: Doc, index: int) -> bool:
    text = doc[index].text
    nominal = re.search(r"(ung|heit|keit|schaft|tion|ismus|tät|nis|ment|ungen|tionen|en|er|e)$", text)
    return not nominal and "-" not in text and 3 < len(text) < 14


def _introduced(doc: Doc, index: int) -> bool:
    """Whether an article or a bracket after a noun introduces an acronym: "die XYZ", "Verband (XYZ)"."""
    before = doc[index - 1].text if index else ""
    if before == "(" and index > 1:
        return doc[index - 2].text[:1].isupper() and index + 1 < len(doc) and doc[index + 1].text == ")"
    return before in ("die", "Die", "der", "dem")


def _subject_of_cue(doc: Doc, index: int) -> bool:
    """Whether an unknown word stands bare beside a speech verb: "…, sagte Mussawi", "Mussawi forderte"."""
    text = doc[index].text
    if not _plain_name(text) or (index and not _bare(doc, index)):
        return False
    before, after = index - 1, index + 1
    if after < len(doc) and _finite_cue(doc[after].text) and (index == 0 or doc[index].is_sent_start):
        return True
    if index > 1 and _finite_cue(doc[before].text) and doc[before - 1].text in (",", "“", "”", '"', "«"):
        return after >= len(doc) or doc[after].text in (
            ".",
            ",",
            ":",
            "am",
            "in",
            "im",
            "vor",
            "nach",
            "dem",
            "der",
        )
    return False


def _finite_cue(word: str) -> bool:
    return any(
        form.shape == "finite" and form.lemma in tables.cues() for form in tables.verb_forms().get(word, ())
    )


def _plain_name(word: str) -> bool:
    nominal = re.search(
        r"(ung|heit|keit|schaft|tion|ismus|tät|nis|ment|ungen|tionen|[a-z]en|[a-z]er|ern|sten)$", word
    )
    return not nominal and "-" not in word and len(word) > 2


def _speaks(doc: Doc, start: int, end: int) -> bool:
    """Whether two capitalised words are a person: a speech verb or a party stands beside them, or the second
    of them returns alone."""
    before = doc[start - 1].text if start else ""
    after = doc[end].text if end < len(doc) else ""
    for word in (before, after):
        if word in _ACCUSED:
            # "warf Lindqvist Wortbruch vor": two objects.
            return False
        if any(form.lemma in tables.cues() for form in tables.verb_forms().get(word, ())):
            return True
    if after == "(" and end + 1 < len(doc) and tables.known_names().get(doc[end + 1].text) == "organisation":
        return True
    surname = doc[end - 1].text
    if surname == doc[start].text:
        return False
    alone = [token for token in doc if token.text == surname and token.i and not _name_part(doc, token.i - 1)]
    return len(alone) > 0 and end - start == 2 and not before.endswith("-")


def _adjectives(doc: Doc, names: Iterable[Mention]) -> list[Mention]:
    taken = [mention.span for mention in names]
    mentions = []
    for token in doc:
        if token.lower_ in tables.country_adjectives():
            span = CharSpan(token.idx, token.idx + len(token.text))
            if not any(span.start_char < t.end_char and t.start_char < span.end_char for t in taken):
                mentions.append(Mention(span, "country", "adjective", PRECISION["adjective"]))
    return mentions
