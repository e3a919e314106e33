"""Offices that a text gives to persons."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from spacy.tokens import Doc

from standpunkt.language import tables
from standpunkt.language.annotations import CharSpan, Mention, Role
from standpunkt.language.offices import office_of

_FORMER = tuple(sorted(tables.words("former")))
# What says since when, for whom or how somebody holds an office; it belongs to the role's text.
_MANNER = tuple(sorted(tables.words("role_manner")))
_FORMER_PREFIX = re.compile(
    r"(?:Ex-|Alt-|(?:Ex|Alt)(?=[a-zäöü]*(?:kanzler|präsident|minister|chef|premier)))"
)
# "bayerische": what belongs where is told by the linking.
_OF_A_PLACE = re.compile(r"isch(?:e[rnms]?)$")
_BEFORE_A_NAME = ("der", "des", "von", "vom", "im", "beim")
_CLOSING = frozenset(",.;:!?)–—-“”»«\"'")
_WEAK_FEMININE = re.compile(r"(?:in|nde|nete|agte|ndte|mte|ete|ierte)$")

Mentions = Mapping[int, Mention]
"""Mentions by their first character."""


def roles(doc: Doc, mentions: Iterable[Mention]) -> tuple[Role, ...]:
    """Offices given to persons, before the name or after it.

    "US-Außenminister Marco Rubio", "der Präsident der Ukraine, Wolodymyr Selenskyj", "Steve Witkoff,
    Sondergesandter der USA,"; several of one person ("Finanzminister und Vizekanzler") and one of two
    ("die Vorsitzenden Muster und Beispiel").
    """
    ordered = list(mentions)
    by_start = {mention.span.start_char: mention for mention in ordered}
    found: list[Role] = []
    shared: list[Role] = []
    end_before = -1
    for mention in ordered:
        if mention.entity_kind != "person" or mention.mention_form != "name":
            continue
        span = doc.char_span(*mention.span, alignment_mode="expand")
        if span is None:
            continue
        before = _roles_before(doc, span.start, mention.span, by_start)
        if not before and shared and doc[end_before : span.start].text in ("und", ",", "sowie"):
            before = [replace(role, holder=mention.span) for role in shared]
        shared = [role for role in before if _is_plural(doc, role)]
        end_before = _after_brackets(doc, span.end)
        after = _role_after(doc, end_before, mention.span, by_start)
        found += [*before, *([after] if after else [])]
    return tuple(found)


def _roles_before(doc: Doc, start: int, holder: CharSpan, by_start: Mentions) -> list[Role]:
    """The offices that end where the name begins, the nearest first."""
    index = start - 1
    if index > 0 and doc[index].text == ",":
        index -= 1
    if index < 0:
        return []
    end = index + 1
    organisation: CharSpan | None = None
    if not _office(doc, index):
        index, organisation = _genitive_before(doc, index, by_start)
        if index < 0 or not _office(doc, index):
            return []
    elif doc[start - 1].text == "," and not _is_closed(doc, holder):
        return []
    role, first = _role(doc, index, end, holder, organisation, by_start)
    if doc[start - 1].text == "," and organisation is None and not _is_definite(doc, first):
        return []
    found = [role]
    # "Finanzminister und Vizekanzler Muster"; "dem Präsidenten und Außenminister Muster" are two people.
    other = first - 2
    if (
        other >= 0
        and doc[first - 1].text in ("und", "sowie")
        and (office := _office(doc, other))
        and doc[other].text.endswith(office)
        and bool(_WEAK_FEMININE.search(office)) == bool(_WEAK_FEMININE.search(role.office))
    ):
        found.append(_role(doc, other, other + 1, holder, None, by_start)[0])
    return found


def _role_after(doc: Doc, index: int, holder: CharSpan, by_start: Mentions) -> Role | None:
    """The office told between commas after the name: "Anna Muster, die Leiterin des Instituts,"."""
    if index + 1 >= len(doc) or doc[index].text != ",":
        return None
    opening = index + 1
    index += 1
    has_ended = False
    while index < len(doc) and (doc[index].is_lower or doc[index].like_num):
        if doc[index].text not in (
            "der",
            "die",
            "den",
            "dem",
            "des",
            "ein",
            "eine",
            "einer",
            "einem",
            "einen",
        ):
            has_ended = has_ended or doc[index].text == "bis"
            if not (
                doc[index].like_num or doc[index].text in ("von", "bis", "seit") or _is_modifier(doc, index)
            ):
                return None
        index += 1
    if index >= len(doc) or index - opening > 5 or not _office(doc, index):
        return None
    end, organisation = _complement_after(doc, index + 1, by_start)
    if end < len(doc) and doc[end].text[0] not in _CLOSING:
        return None
    role, _ = _role(doc, index, end, holder, organisation, by_start)
    if has_ended:
        whole = CharSpan(doc[opening].idx, role.span.end_char)
        return replace(role, span=whole, role_text=doc[opening:end].text, is_former=True)
    return role


def _role(
    doc: Doc, index: int, end: int, holder: CharSpan, organisation: CharSpan | None, by_start: Mentions
) -> tuple[Role, int]:
    """The role whose noun is at ``index`` and which ends before ``end``, and where it begins."""
    noun = doc[index]
    former = bool(_FORMER_PREFIX.match(noun.text))
    inside = _mention_inside(noun.text, noun.idx, by_start)
    if organisation is None and inside is not None and inside.mention_form == "adjective":
        organisation = inside.span
    first = index
    while first > 0:
        before = doc[first - 1]
        mention = by_start.get(before.idx)
        if before.text.lower().startswith(_FORMER) or before.text in ("Ex", "Alt"):
            former = True
        elif before.lower_ in tables.country_adjectives():
            organisation = organisation or (mention.span if mention else None)
        elif mention and before.text.endswith("s") and mention.entity_kind != "person":
            organisation = organisation or CharSpan(mention.span.start_char, mention.span.end_char)
            first -= 1
            break
        elif not _is_modifier(doc, first - 1):
            break
        first -= 1
    last = doc[end - 1]
    span = CharSpan(doc[first].idx, last.idx + len(last.text))
    office = _office(doc, index) or noun.text
    sentence = CharSpan(noun.sent.start_char, noun.sent.start_char + len(noun.sent.text.rstrip()))
    return Role(span, holder, doc[first:end].text, office, organisation, former, sentence), first


def _genitive_before(doc: Doc, index: int, by_start: Mentions) -> tuple[int, CharSpan | None]:
    """Steps left over "des Präsidialamtes" or "der EU" to the noun before it."""
    end = doc[index].idx + len(doc[index].text)
    for left in range(index, max(index - 5, -1), -1):
        determiner = left - 1
        if determiner < 1 or doc[left].is_punct:
            break
        if doc[determiner].text not in _BEFORE_A_NAME:
            continue
        mention = by_start.get(doc[left].idx)
        if mention is not None and mention.entity_kind == "person":
            break
        named = mention is not None and _reaches(doc, mention, left, index)
        plain = doc[index].text[:1].isupper()
        if not plain or not (named or doc[determiner].text in ("des", "im", "beim", "der")):
            continue
        if not named and doc[determiner].text == "der" and not _office(doc, determiner - 1):
            continue
        span = CharSpan(mention.span.start_char, mention.span.end_char) if named and mention else None
        # "von Bayern und Hessen" belongs to two people.
        is_one = mention is not None and mention.span.end_char == end
        return determiner - 1, span if is_one else None
    return -1, None


def _reaches(doc: Doc, mention: Mention, left: int, index: int) -> bool:
    """Whether the mention at ``left`` ends at the token, or is joined with what does: "Bayern und Hessen"."""
    rest = doc[left : index + 1].text[mention.span.end_char - mention.span.start_char :]
    return bool(re.fullmatch(r"(?:,? (?:und )?[A-ZÄÖÜ][\w-]+)*", rest))


def _complement_after(doc: Doc, index: int, by_start: Mentions) -> tuple[int, CharSpan | None]:
    """Where "der Europäischen Zentralbank" or "Russlands" after an office ends, and what it names."""
    if index >= len(doc):
        return index, None
    start = index + (doc[index].text in (*_BEFORE_A_NAME, "für"))
    if start >= len(doc):
        return index, None
    mention = by_start.get(doc[start].idx)
    if mention is not None and mention.entity_kind != "person" and mention.mention_form == "name":
        span = doc.char_span(*mention.span, alignment_mode="expand")
        if span is not None and (start > index or span[-1].text.endswith("s")):
            return span.end, mention.span
    if start == index:
        return index, None
    end = start
    while end < len(doc) and end - start < 5 and (doc[end].is_alpha or "-" in doc[end].text):
        if doc[end].text in ("und", "sowie") or (
            doc[end].is_lower and end + 1 < len(doc) and doc[end + 1].is_punct
        ):
            break
        end += 1
    return end, None


def _is_modifier(doc: Doc, index: int) -> bool:
    word = doc[index]
    if not (word.is_lower or word.is_sent_start):
        return False
    return word.lower_.startswith(_MANNER + _FORMER) or bool(_OF_A_PLACE.search(word.lower_))


def _is_plural(doc: Doc, role: Role) -> bool:
    """Whether the office is one of several people: "die Vorsitzenden", "SPD-Chefs", "Ministerinnen"."""
    noun = re.sub(r" (?:der|des|von|vom) .*", "", role.role_text).split()[-1]
    first = doc.char_span(*role.span, alignment_mode="expand")
    before = doc[first.start - 1].lower_ if first is not None and first.start > 0 else ""
    if noun.endswith("innen") or "beiden" in role.role_text.split() or before == "beiden":
        return True
    if before == "die":
        return not _WEAK_FEMININE.search(noun)
    # "des zurückgetretenen Parteichefs" is one.
    is_bare = before not in ("der", "den", "dem", "des") and role.role_text.startswith(noun)
    return is_bare and noun.endswith(("chefs", "-Chefs", "nden", "äsidenten"))


def _is_closed(doc: Doc, holder: CharSpan) -> bool:
    """Whether a comma follows the name: "der französische Präsident, Emmanuel Macron, stimmte zu"."""
    span = doc.char_span(*holder, alignment_mode="expand")
    end = _after_brackets(doc, span.end) if span is not None else len(doc)
    return end < len(doc) and doc[end].text == ","


def _is_definite(doc: Doc, first: int) -> bool:
    return first > 0 and doc[first - 1].lower_ in ("der", "die", "dem", "den", "des")


def _mention_inside(word: str, start_char: int, by_start: Mentions) -> Mention | None:
    """The name in a compound: "US" in "US-Präsident" and in "Ex-US-Präsident"."""
    for part in re.finditer(r"[^-]+", word):
        if mention := by_start.get(start_char + part.start()):
            return mention
    return None


def _office(doc: Doc, index: int) -> str | None:
    word = doc[index].text
    return office_of(word) if word[:1].isupper() else None


def _after_brackets(doc: Doc, index: int) -> int:
    """Past "(CDU)" after a name."""
    if index < len(doc) and doc[index].text == "(":
        for end in range(index + 1, min(index + 6, len(doc))):
            if doc[end].text == ")":
                return end + 1
    return index
