"""Offices that a text gives to persons."""

from collections.abc import Iterable, Mapping

from spacy.tokens import Doc

from standpunkt.language import tables
from standpunkt.language.annotations import CharSpan, Mention, Role
from standpunkt.language.offices import office_of

_FORMER = tables.words("former")


def roles(doc: Doc, mentions: Iterable[Mention]) -> tuple[Role, ...]:
    """Offices given to persons: before the name ("US-Außenminister Marco Rubio"), or parted by a comma."""
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
        elif (
            (mention := by_start.get(before.idx))
            and before.text.endswith("s")
            and mention.entity_kind != "person"
        ):
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
    return Role(CharSpan(begin, end), holder, doc[first : last.i + 1].text, office, organisation, former)


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
