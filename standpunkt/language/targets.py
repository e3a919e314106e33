"""The target of a stance, given its cue and the complement that carries it."""

from standpunkt.language import tables
from standpunkt.language.cues import Hit
from standpunkt.language.frames import ends_in_infinitive
from standpunkt.language.phrases import COORDINATIONS, NEGATIONS, Phrase
from standpunkt.language.subjects import subject_of
from standpunkt.language.units import Unit

_DATIVES = tables.words("datives")
_ATTACHED = tables.words("attached")


def find_target(
    unit: Unit, hit: Hit, complement: str, start: int, end: int, holder: tuple[int, int] | None
) -> tuple[int, int] | None:
    """Item range of the target that a complement of the cue names between ``start`` and ``end``."""
    if complement == "acc":
        if hit.passive:
            subject = subject_of(unit, hit.finite)
            return (
                subject
                if subject and (holder is None or subject[0] >= holder[1] or subject[1] <= holder[0])
                else None
            )
        return _object(unit, hit, start, end, holder)
    if complement == "need":
        return _needed(unit, start, end, holder)
    if complement == "dat":
        return _dative(unit, start, end, holder)
    if complement in ("dass", "inf", "davor"):
        return _clause(unit, end, complement)
    if complement == "bare":
        return _bare(unit, hit, end, holder)
    adverb = {
        "für": "dafür",
        "gegen": "dagegen",
        "auf": "darauf",
        "zu": "dazu",
        "vor": "davor",
        "um": "darum",
    }.get(complement)
    for index in range(start, min(end, len(unit.items))):
        if adverb and unit.items[index].lower == adverb:
            return _clause(unit, end, "dass") or _clause(unit, end, "inf")
        if unit.items[index].lower in (complement, *CONTRACTED.get(complement, ())):
            phrase = unit.phrase_at(index + 1)
            if phrase and not (holder and holder[0] <= index < holder[1]):
                return phrase.start, grown(unit, phrase.end, hit)
    return None


CONTRACTED = {"für": ("fürs",), "zu": ("zum", "zur"), "von": ("vom",), "an": ("am", "ans"), "um": ("ums",),
               "vor": ("vorm",), "auf": ("aufs",)}  # fmt: skip


_ROUGHLY = {"rund", "etwa", "fast", "gut", "knapp", "mehr", "ganz", "circa", "ca."}


def _free(unit: Unit, phrase: Phrase, holder: tuple[int, int] | None) -> bool:
    before = phrase.start
    while before and unit.items[before - 1].lower in _ROUGHLY:
        before -= 1
    if before and unit.items[before - 1].tag == "prep":
        return False
    if phrase.start and unit.items[phrase.start - 1].lower in ("als", "wie"):
        return False
    return holder is None or phrase.end <= holder[0] or phrase.start >= holder[1]


def _object(
    unit: Unit, hit: Hit, start: int, end: int, holder: tuple[int, int] | None
) -> tuple[int, int] | None:
    candidates = [p for p in unit.phrases if start <= p.start < end and _free(unit, p, holder)]
    candidates = [p for p in candidates if not _oblique_object(unit, p) and not _time(unit, p)]
    if hit.lemma in _DITRANSITIVE:
        candidates = [p for p in candidates if not _person_given(unit, p)]
    behind = [p for p in candidates if p.start > hit.finite]
    if not candidates:
        return None
    phrase = (behind or candidates)[0]
    if unit.items[phrase.start].lower in ("es", "sich", "man", "wer", "was"):
        return None
    return phrase.start, grown(unit, phrase.end, hit)


_DITRANSITIVE = tables.words("ditransitive")
_PERSON_DATIVES = tables.words("datives") | {"der", "einer", "diesen", "meinen", "unseren", "deren", "dessen"}


def _person_given(unit: Unit, phrase: Phrase) -> bool:
    """Whether a phrase can be the person something is forbidden or offered to: "verbot den Beamten …"."""
    first = unit.items[phrase.start]
    bare = first.tag == "noun" and first.start in unit.mentions
    return unit.actor(phrase) and (bare or first.lower in _PERSON_DATIVES)


_NEEDS = tables.words("needs")


def _needed(unit: Unit, start: int, end: int, holder: tuple[int, int] | None) -> tuple[int, int] | None:
    """What is said to be needed or promised: "die Notwendigkeit der Hilfe", "Bereitschaft, zu helfen"."""
    for phrase in unit.phrases:
        if (
            start <= phrase.start < end
            and _free(unit, phrase, holder)
            and unit.items[phrase.head].text in _NEEDS
        ):
            if phrase.end > phrase.core_end:
                return phrase.core_end, phrase.end
            if phrase.end == end:
                return _clause(unit, end, "inf")
    return None


def _oblique_object(unit: Unit, phrase: Phrase) -> bool:
    return unit.items[phrase.start].lower in (
        "dem",
        "einem",
        "des",
        "eines",
        "diesem",
        "seinem",
        "ihrem",
        "ihm",
        "ihnen",
        "allen",
        "aller",
    )


_TIMES = tables.words("times")


def _time(unit: Unit, phrase: Phrase) -> bool:
    return unit.items[phrase.head].text in _TIMES


def _dative(unit: Unit, start: int, end: int, holder: tuple[int, int] | None) -> tuple[int, int] | None:
    for phrase in unit.phrases:
        if start <= phrase.start < end and _free(unit, phrase, holder):
            first = unit.items[phrase.start]
            named = first.tag == "noun" and first.start in unit.mentions
            if first.lower in _DATIVES or first.lower in ("ihm", "ihr", "ihnen") or named:
                return phrase.start, phrase.end
    return None


def _clause(unit: Unit, end: int, complement: str) -> tuple[int, int] | None:
    """The clause behind the comma that closes the cue's clause: after "dass", or an infinitive with "zu"."""
    items = unit.items
    if end + 2 >= len(items) or items[end].text != ",":
        return None
    first = items[end + 1]
    start = end + 1
    stop: int | None
    if first.lower == "dass" and complement == "dass":
        start += 1
        stop = unit.clause_end(start)
    elif (
        complement in ("inf", "davor")
        and first.tag != "sub"
        and first.lower not in COORDINATIONS | {"um", "ohne"}
    ):
        stop = _infinitive_end(unit, start)
        if stop is None:
            return None
    else:
        return None
    stop = min(stop, unit.body_end)
    return (start, stop) if stop - start >= 2 else None


def _infinitive_end(unit: Unit, start: int) -> int | None:
    end = start
    for _ in range(3):
        end = unit.clause_end(end)
        if ends_in_infinitive(unit, start, end):
            return end
        end += 1
        if end >= len(unit.items):
            return None
    return None


def _bare(unit: Unit, hit: Hit, end: int, holder: tuple[int, int] | None) -> tuple[int, int] | None:
    """What somebody "will": the rest of the clause, if it ends in an infinitive that is no cue of its own."""
    items = unit.items
    last = min(end, unit.body_end)
    if last - 1 <= hit.finite or items[hit.finite].lower in ("wollte", "wollten"):
        # What somebody wanted to do is mostly told, not demanded.
        return None
    closing = items[last - 1]
    if closing.tag not in ("word", "aux") or not closing.lower.endswith(("en", "ern", "eln", "sein", "tun")):
        return None
    forms = tables.verb_forms().get(closing.lower, ())
    if any(
        f.shape == "infinitive" and (f.lemma in tables.complements() or f.lemma in tables.cues())
        for f in forms
    ):
        return None
    if any(items[i].lower in NEGATIONS for i in range(hit.finite, last)):
        return None
    start = hit.finite + 1
    inverted = holder is not None and holder[0] >= start
    if holder and inverted:
        start = holder[1]
    while start < last and (
        (items[start].tag == "word" and items[start].lower in _LEADING) or items[start].lower in NEGATIONS
    ):
        start += 1
    if inverted and not any(start <= p.start < last and _free(unit, p, holder) for p in unit.phrases):
        # "Am Plan will er im Kern festhalten": the object stands before the verb.
        return None
    if last - start < 2:
        return None
    if end + 1 < len(items) and items[end].text == "," and items[last - 1].lower in _EMPTY_INFINITIVES:
        clause_end = min(unit.clause_end(end + 1), unit.body_end)
        if ends_in_infinitive(unit, end + 1, clause_end):
            return start, clause_end
    return start, last


_EMPTY_INFINITIVES = {"erkunden", "erörtern", "suchen", "finden", "nutzen", "ergreifen", "diskutieren"}
_LEADING = tables.words("leading")


_AFTER = {"Forderung", "Forderungen", "Ruf", "Rufe", "Rufen", "Wunsch", "Suche", "Verlangen", "Bedarf"}
_BLAME = {"verantwortlich|machen"}


def _measured(unit: Unit, preposition: int) -> bool:
    """Whether a bare number follows: "ein Limit von 130"."""
    items = unit.items
    number = preposition + 1
    if items[preposition].lower != "von" or number >= len(items) or items[number].tag != "number":
        return False
    return number + 1 >= len(items) or items[number + 1].tag not in ("noun", "word", "number")


def grown(unit: Unit, end: int, hit: Hit) -> int:
    """End of a target with its attributes: "ein Verbot" grows to "ein Verbot von Streumunition"."""
    items = unit.items
    for _ in range(3):
        attached = end < len(items) and (
            items[end].lower in _ATTACHED or (items[end].lower == "nach" and items[end - 1].text in _AFTER)
        )
        if attached and end not in hit.words:
            if items[end].lower == "für" and hit.lemma in _BLAME:
                break
            if _measured(unit, end):
                end += 2
                continue
            first = end + 1
            while first + 1 < len(items) and items[first].lower in _ROUGHLY:
                first += 1
            phrase = unit.phrase_at(first)
            if phrase and not _time(unit, phrase):
                end = phrase.end
                continue
        break
    takes_infinitive = any(complement == "inf" for complement, _ in tables.complements().get(hit.lemma, ()))
    takes_infinitive |= hit.lemma in tables.cues() and "inf" in tables.cues()[hit.lemma].content
    if takes_infinitive:
        # "beschuldigte ihn, zu lügen": the infinitive belongs to the verb.
        return end
    if end + 2 < len(items) and items[end].text == "," and items[end + 1].lower not in ("um", "ohne", "und"):
        # "Versuche, die Spiele zu stören": the infinitive belongs to the noun.
        clause_end = unit.clause_end(end + 1)
        if items[end + 1].tag != "sub" and ends_in_infinitive(unit, end + 1, clause_end):
            return min(clause_end, unit.body_end)
    return end
