"""Named persons, organisations, places and states, adjectives of states, and the offices texts give.

Without a tagger: known names first, then given names and offices as the start of a person's name, then
surnames that follow from a full name in the same text. A capitalised word alone is never a name.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from standpunkt.language import tables
from standpunkt.language.annotations import CharSpan, Mention, Role
from standpunkt.language.precision import PRECISION
from standpunkt.language.sentences import STARTERS

_PARTICLES = {"von", "van", "de", "del", "der", "di", "da", "bin", "al", "el", "zu", "dos", "du", "la", "le", "ibn"}
_OFFICE_ENDINGS = (
    "präsident", "präsidentin", "minister", "ministerin", "kanzler", "kanzlerin", "chef", "chefin", "sprecher",
    "sprecherin", "sekretär", "sekretärin", "kommissar", "kommissarin", "beauftragter", "beauftragte",
    "beauftragten", "vorsitzender", "vorsitzende", "vorsitzenden", "vorstand", "direktor", "direktorin",
    "gesandter", "gesandte", "gesandten", "meister", "meisterin", "politiker", "politikerin", "experte",
    "expertin", "anwalt", "anwältin", "richter", "richterin", "senator", "senatorin", "berater", "beraterin",
    "kandidat", "kandidatin", "abgeordneter", "abgeordnete", "abgeordneten", "botschafter", "botschafterin",
    "trainer", "trainerin", "forscher", "forscherin", "führer", "führerin", "inhaber", "leiter", "leiterin",
    "general", "premier", "gouverneur", "gouverneurin", "astronaut", "sportlerin", "sportler", "autor", "autorin",
)  # fmt: skip
_DECLINED = ("en", "n", "s", "es", "")
_FORMER = {"ehemalige", "ehemaliger", "ehemaligen", "ehemaligem", "frühere", "früherer", "früheren", "früherem",
           "einstige", "einstiger", "einstigen", "damalige", "damaliger", "damaligen", "Ex", "Alt"}  # fmt: skip
_COMPANY = {"AG", "GmbH", "SE", "KG", "Inc.", "Inc", "Corp.", "Ltd.", "Ltd", "PLC", "Group", "e.V.", "KGaA", "Holding"}
_ORGANISATION_WORDS = {"Air", "Airlines", "Airways", "Watch", "International", "Times", "Post", "Journal", "News",
                       "Club", "United", "University", "Union", "Institute", "Foundation", "Records", "Motors",
                       "Bank", "Broadcasting", "Agency", "Council", "Press", "FC", "SC", "SV", "VfB", "VfL", "TSV",
                       "Verlag", "Universität", "Institut", "Stiftung", "Museum", "Party"}  # fmt: skip
_PLACE_ENDING = re.compile(r"^[A-ZÄÖÜ][a-zäöüß]{2,}(burg|stadt|hausen|heim|ingen|furt|istan|dorf|weiler|kirchen|münde)$")
_PLACE_PREPOSITIONS = {"in", "aus", "In", "Aus"}
_NOT_ACRONYMS = {"TV", "PC", "LKW", "PKW", "DVD", "CD", "II", "III", "IV", "VI", "VII", "VIII", "XVI", "WM", "EM",
                 "GMT", "UTC", "MEZ", "MESZ", "PS", "OK", "DM", "EUR", "USD", "DNA", "HIV", "CO", "IT", "SMS", "UV",
                 "GPS", "PDF", "URL", "ICE", "CEO", "NGO", "BIP", "ISBN", "DIE", "DER", "DAS", "UND", "Dr"}  # fmt: skip
_UNITS = {"Mio.", "Mrd.", "Mio", "Mrd", "Nr.", "St.", "Euro", "Dollar", "Franken", "Reich", "Meer"}
_QUOTED_HEADS = {"Zeitung", "Tageszeitung", "Wochenzeitung", "Magazin", "Nachrichtenmagazin", "Zeitschrift", "Blatt",
                 "Sender", "Fernsehsender", "Nachrichtensender", "Radiosender", "Agentur", "Nachrichtenagentur",
                 "Nachrichtenseite", "Portal", "Nachrichtenportal", "Organisation", "Verein"}  # fmt: skip
_GROUP_HEADS = {"Koalition", "Allianz", "Bündnis", "Gruppe", "Bewegung", "Initiative", "Partei", "Stiftung", "Kampagne"}


@dataclass(frozen=True)
class _Name:
    start: int
    end: int
    kind: str
    rule: str


def is_office(word: str) -> bool:
    """Whether a noun names an office or profession that stands before a person's name."""
    return office_of(word) is not None


def office_of(word: str) -> str | None:
    """The office of a noun: "NATO-Generalsekretär" gives "Generalsekretär"; None if it names none."""
    last = word.rsplit("-", 1)[-1]
    offices = tables.nouns_of_kind("office")
    for ending in _DECLINED:
        stem = last.removesuffix(ending) if ending else last
        if last.endswith(ending) and (stem in offices or stem.lower().endswith(_OFFICE_ENDINGS)):
            return stem if stem[:1].isupper() else last
    return None


def _capital(word: str) -> bool:
    return word[:1].isupper() and len(word) > 1 and any(letter.islower() for letter in word)


def _common(word: str) -> bool:
    return word in tables.common_nouns() or is_office(word) or word in tables.nouns_of_kind("body")


def _name_part(doc: Doc, index: int) -> bool:
    """Whether a token can be the surname part of a name."""
    word = doc[index].text
    if not _capital(word) or _common(word) or word in STARTERS or word in _UNITS:
        return False
    if word.lower() in tables.country_adjectives() or word.lower() in tables.adverbs() or word.endswith("weise"):
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
            name = self._known(doc, index) or _quoted(doc, index) or _person(doc, index) or _other(doc, index)
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
    if (is_office(before) and before[:1].isupper()) or before in tables.nouns_of_kind("title"):
        if _name_part(doc, index) and not before.isupper():
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
    if end - index in (2, 3) and not starts_sentence and _bare(doc, index) and _speaks(doc, index, end):
        return _Name(index, end, "person", "pair")
    if _PLACE_ENDING.match(text) and end == index + 1 and not starts_sentence and _bare(doc, index):
        return _Name(index, end, "place", "place_ending")
    if end == index + 1 and index and doc[index - 1].text in _PLACE_PREPOSITIONS and _plain_place(doc, index):
        return _Name(index, end, "place", "place_preposition")
    return None


def _bare(doc: Doc, index: int) -> bool:
    """Whether no article or declined adjective stands before, as it would before a common noun."""
    before = doc[index - 1].text if index else ""
    return not re.fullmatch(r"(d(er|ie|as|en|em|es)|[a-zäöüß]{2,}(e|er|es|en|em))", before) or before in (
        "unter", "über", "in", "an", "bei", "aber", "oder", "hinter", "gegen", "neben", "zwischen", "sagte", "wurde",
        "habe", "hatte", "erklärte", "werde", "würde",
    )  # fmt: skip


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
        return after >= len(doc) or doc[after].text in (".", ",", ":", "am", "in", "im", "vor", "nach", "dem", "der")
    return False


def _finite_cue(word: str) -> bool:
    return any(form.shape == "finite" and form.lemma in tables.cues() for form in tables.verb_forms().get(word, ()))


def _plain_name(word: str) -> bool:
    nominal = re.search(r"(ung|heit|keit|schaft|tion|ismus|tät|nis|ment|ungen|tionen|[a-z]en|[a-z]er|ern|sten)$", word)
    return not nominal and "-" not in word and len(word) > 2


def _speaks(doc: Doc, start: int, end: int) -> bool:
    """Whether two capitalised words are a person: a speech verb or a party stands beside them, or the second
    of them returns alone."""
    before = doc[start - 1].text if start else ""
    after = doc[end].text if end < len(doc) else ""
    for word in (before, after):
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


def roles(doc: Doc, mentions: Iterable[Mention]) -> tuple[Role, ...]:
    """Offices given to persons: before the name ("US-Außenminister Marco Rubio") or with a comma before it."""
    by_start = {mention.span.start_char: mention for mention in mentions}
    found = []
    for mention in mentions:
        if mention.entity_kind != "person" or mention.mention_form != "name":
            continue
        span = doc.char_span(*mention.span, alignment_mode="expand")
        if span is not None and span.start > 0:
            role = _role_before(doc, span.start, mention.span, by_start)
            if role:
                found.append(role)
    return tuple(found)


def _role_before(doc: Doc, start: int, holder: CharSpan, by_start: Mapping[int, Mention]) -> Role | None:
    index = start - 1
    if doc[index].text == "," and index > 0:
        index -= 1
    organisation: CharSpan | None = None
    if not (office := office_of(doc[index].text)) or not doc[index].text[:1].isupper():
        index, organisation = _genitive_before(doc, index, by_start)
        office = office_of(doc[index].text) if index >= 0 and doc[index].text[:1].isupper() else None
    elif doc[start - 1].text == ",":
        return None
    if office is None:
        return None
    first = index
    former = doc[index].text.startswith(("Ex-", "Alt"))
    if organisation is None and "-" in doc[index].text and (mention := by_start.get(doc[index].idx)):
        organisation = mention.span if mention.mention_form == "adjective" else None
    while first > 0:
        before = doc[first - 1]
        if before.text in _FORMER:
            former = True
        elif before.lower_ in tables.country_adjectives():
            mention = by_start.get(before.idx)
            organisation = organisation or (mention.span if mention else None)
        elif (mention := by_start.get(before.idx)) and before.text.endswith("s") and mention.entity_kind != "person":
            if organisation is None:
                organisation = CharSpan(mention.span.start_char, mention.span.end_char)
            first -= 1
            break
        else:
            break
        first -= 1
    begin = doc[first].idx
    last = doc[start - 1] if doc[start - 1].text != "," else doc[start - 2]
    end = last.idx + len(last.text)
    return Role(CharSpan(begin, end), holder, doc.text[begin:end], office, organisation, former)


def _genitive_before(doc: Doc, index: int, by_start: Mapping[int, Mention]) -> tuple[int, CharSpan | None]:
    """Steps left over "des Präsidialamtes" or "der EU" to the noun before it."""
    for left in range(index, max(index - 4, -1), -1):
        mention = by_start.get(doc[left].idx)
        determiner = left - 1
        if determiner > 0 and doc[determiner].text in ("der", "des", "von", "vom"):
            end = doc[index].idx + len(doc[index].text)
            named = mention is not None and mention.span.end_char <= end
            if not named and doc[determiner].text != "des":
                continue
            span = mention.span if named and mention else CharSpan(doc[determiner].idx, end)
            return determiner - 1, span if named else None
    return -1, None
