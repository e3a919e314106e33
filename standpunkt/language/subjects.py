"""Which noun phrase is the subject of a finite verb."""

from standpunkt.language import tables
from standpunkt.language.phrases import COORDINATIONS, SUBJECT_PRONOUNS, Phrase
from standpunkt.language.units import Unit

_RELATIVES = tables.words("relatives")
_NOMINATIVES = {"er", "wir", "ich", "man"}


def subject_of(unit: Unit, verb: int) -> tuple[int, int] | None:
    """Item range of the subject of a finite verb; None where the rules cannot tell.

    First position: a nominative phrase that opens the clause. After an adverbial, a quotation or a clause in
    first position: the first nominative phrase behind the verb. In a subordinate clause: the first nominative
    phrase behind the conjunction, for a relative pronoun the phrase before the comma. After "und": the
    subject of the clause before.
    """
    items = unit.items
    start = unit.clause_start(verb)
    behind = _behind(unit, verb)
    if verb > 0 and items[verb - 1].lower in COORDINATIONS:
        following = items[verb + 1].lower if verb + 1 < len(items) else ""
        if behind and following in SUBJECT_PRONOUNS:
            return behind.start, behind.end
        return _shared(unit, verb - 1)
    if start == verb:
        inserted = _before_insertion(unit, start - 1) if start > 1 and items[start - 1].text == "," else None
        if inserted and inserted[1] == start - 1:
            return inserted
        if (related := _before_relative(unit, start)) is not None:
            return related
        if items[verb].tag == "aux" and start > 0 and items[start - 1].text == ",":
            # "…, habe sie kontrolliert": the subject stands in an earlier clause.
            return None
        if behind and unit.actor(behind):
            return behind.start, behind.end
        if start > 1 and items[start - 1].text == ",":
            return _before_insertion(unit, start - 1) or ((behind.start, behind.end) if behind else None)
        return (behind.start, behind.end) if behind else None
    first = start
    while first < verb and (items[first].lower in COORDINATIONS or items[first].lower in tables.adverbs()):
        first += 1
    after_comma = first > 0 and items[first - 1].text == ","
    if (
        after_comma
        and first + 1 < verb
        and items[first].tag == "prep"
        and items[first + 1].lower in _RELATIVES
    ):
        phrase = None if unit.phrase_at(first + 1) else _first_nominative(unit, first + 2, verb)
        if phrase or not unit.phrase_at(first + 1):
            return (phrase.start, phrase.end) if phrase else None
    if first < verb and items[first].tag == "sub":
        phrase = _first_nominative(unit, first + 1, verb)
        if (
            items[first].lower in ("als", "wie")
            and behind
            and (phrase is None or phrase.end == verb == first + 2)
        ):
            # "Als Antwort sagte ein Sprecher"
            return behind.start, behind.end
        return (phrase.start, phrase.end) if phrase else None
    last = verb >= unit.clause_end(verb) - 2 and first + 1 < verb
    if first == start and after_comma and items[first].lower in _RELATIVES and last:
        inner = _first_nominative(unit, first + 1, verb)
        if inner is None or not unit.actor(inner):
            return _antecedent(unit, first)
        # "den die Partei ablehnt" has its subject inside; "die die Partei ablehnt" may be either.
        return (inner.start, inner.end) if items[first].lower in ("den", "dem", "denen") else None
    if first == start and (listed := _enumeration(unit, start)) is not None and first < verb:
        return listed, _trimmed(unit, unit.phrase_at(first).end, verb)  # type: ignore[union-attr]
    if first == verb:
        if behind and unit.actor(behind):
            return behind.start, behind.end
        if start < first and items[start].lower in COORDINATIONS:
            return _shared(unit, start)
        return (behind.start, behind.end) if behind else None
    phrase = unit.phrase_at(first)
    if phrase and behind and behind.start == verb + 1 and items[verb + 1].lower in _NOMINATIVES:
        # "Die Ministerin griff er an"
        return behind.start, behind.end
    if phrase and phrase.nominative and phrase.end <= verb:
        swapped = behind and unit.actor(behind) and not unit.actor(phrase) and not _maybe_name(unit, phrase)
        if not (swapped and behind):
            if items[verb - 1].lower in SUBJECT_PRONOUNS and verb - 1 > phrase.start:
                return verb - 1, verb
            coordinated = _coordination_before(unit, phrase.end, verb)
            if coordinated:
                return phrase.start, phrase.end
            return phrase.start, _trimmed(unit, phrase.end, verb)
        return behind.start, behind.end
    for index in range(verb - 1, first, -1):
        if items[index].lower in ("und", "aber", "doch") and index == verb - 1:
            return _shared(unit, index)
    if behind:
        return behind.start, behind.end
    return None


def _behind(unit: Unit, verb: int) -> Phrase | None:
    end = unit.clause_end(verb)
    for phrase in unit.phrases:
        if phrase.start > verb and phrase.start < end and phrase.nominative:
            between = range(verb + 1, phrase.start)
            if any(unit.items[i].tag in ("sub",) for i in between):
                return None
            return _with_apposition(unit, phrase)
    return None


def _with_apposition(unit: Unit, phrase: Phrase) -> Phrase:
    """Takes in ", ein Anwalt der Kläger" after a name, up to the comma, colon or end that closes it."""
    items = unit.items
    comma = phrase.end
    if comma >= len(items) or items[comma].text != "," or not unit.actor(phrase):
        return phrase
    if items[phrase.start].lower in SUBJECT_PRONOUNS and phrase.end == phrase.start + 1:
        return phrase
    apposition = unit.phrase_at(comma + 1)
    if apposition is None or items[comma + 1].tag == "pron" or not unit.actor(apposition):
        return phrase
    end = unit.clause_end(comma + 1)
    if any(
        items[i].tag == "aux" or items[i].lower in tables.verb_forms() for i in range(apposition.end, end)
    ):
        return phrase
    if end == apposition.end or all(
        items[i].tag in ("prep", "noun", "det", "word") for i in range(apposition.end, end)
    ):
        return Phrase(phrase.start, phrase.head, end, phrase.nominative, phrase.core_end)
    return phrase


def _first_nominative(unit: Unit, start: int, end: int) -> Phrase | None:
    return next((p for p in unit.phrases if p.start >= start and p.end <= end and p.nominative), None)


def _before_insertion(unit: Unit, comma: int) -> tuple[int, int] | None:
    """Subject before an apposition or inserted clause: "Ein Sprecher der Polizei, Lars Beringer, sagte"."""
    start = unit.clause_start(comma)
    if start == 0:
        return None
    outer = unit.clause_start(start - 1)
    phrase = _opening_phrase(unit, outer)
    if not phrase or not phrase.nominative or not unit.actor(phrase):
        return None
    apposition = unit.phrase_at(start)
    if apposition and apposition.end >= comma - 1 and phrase.end == start - 1:
        return phrase.start, comma
    return phrase.start, phrase.end


def _before_relative(unit: Unit, verb: int) -> tuple[int, int] | None:
    """Subject that a relative clause parts from its verb: "Die Partei, die verlor, beschuldigte …"."""
    if verb < 2 or unit.items[verb - 1].text != ",":
        return None
    relative = unit.clause_start(verb - 1)
    if relative < 2 or unit.items[relative - 1].text != "," or unit.items[relative].lower not in _RELATIVES:
        return None
    phrase = _opening_phrase(unit, unit.clause_start(relative - 1))
    if phrase and phrase.nominative and unit.actor(phrase) and phrase.end == relative - 1:
        return phrase.start, phrase.end
    return None


def _opening_phrase(unit: Unit, start: int) -> Phrase | None:
    while start < len(unit.items) and (
        unit.items[start].lower in COORDINATIONS or unit.items[start].lower in ("dass", "auch")
    ):
        start += 1
    return unit.phrase_at(start) if start < len(unit.items) else None


def _enumeration(unit: Unit, start: int) -> int | None:
    """First item of "A, B und C" whose last part opens the clause at ``start``."""
    items = unit.items
    phrase = unit.phrase_at(start)
    if (
        phrase is None
        or not phrase.nominative
        or not any(items[i].lower in ("und", "sowie") for i in range(start, phrase.end))
    ):
        return None
    first = start
    while first > 1 and items[first - 1].text == ",":
        before = next((p for p in unit.phrases if p.end == first - 1), None)
        if before is None or unit.clause_start(before.start) != before.start or not unit.actor(before):
            break
        first = before.start
    return first if first < start and first == 0 else None


def _antecedent(unit: Unit, relative: int) -> tuple[int, int] | None:
    phrase = next((p for p in reversed(unit.phrases) if p.end <= relative and p.end >= relative - 2), None)
    return (phrase.start, phrase.end) if phrase else None


def _shared(unit: Unit, conjunction: int) -> tuple[int, int] | None:
    """Subject of the main clause before "und": its opening phrase, or the one behind its verb."""
    if conjunction == 0:
        return None
    phrase = _opening_phrase(unit, 0)
    if phrase and phrase.nominative and phrase.end <= conjunction and unit.actor(phrase):
        return phrase.start, phrase.end
    return None


def _coordination_before(unit: Unit, start: int, end: int) -> bool:
    return any(unit.items[i].lower in COORDINATIONS for i in range(start, end))


def _maybe_name(unit: Unit, phrase: Phrase) -> bool:
    """Whether a phrase is a name for all the rules know: two bare nouns that are no common ones."""
    nouns = unit.items[phrase.start : phrase.head + 1]
    if len(nouns) < 2 and phrase.core_end > phrase.head + 1:
        nouns = unit.items[phrase.start : phrase.core_end]
    return len(nouns) > 1 and all(
        item.tag == "noun" and item.text not in tables.common_nouns() for item in nouns
    )


def _verbal(unit: Unit, index: int) -> bool:
    item = unit.items[index]
    readings = tables.verb_forms().get(item.lower, ()) if item.tag == "word" else ()
    return item.lower == "zu" or any(form.shape == "finite" for form in readings)


def _trimmed(unit: Unit, end: int, verb: int) -> int:
    """End of a subject in first position: phrases after it belong to it, adverbs before the verb do not."""
    if any(_verbal(unit, index) for index in range(end, verb)):
        return end
    last = verb
    while last > end and unit.items[last - 1].tag in ("word", "aux"):
        last -= 1
    if last - end > 15:
        return end
    return last if all(unit.items[i].tag != "punct" for i in range(end, last)) else end
