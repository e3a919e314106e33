"""Source phrases without a verb: "nach Angaben der Polizei", "… zufolge", "…, so der Minister"."""

import re
from dataclasses import dataclass

from standpunkt.language import tables
from standpunkt.language.phrases import Item
from standpunkt.language.units import Unit


@dataclass(frozen=True)
class SourceHit:
    """A source phrase: its cue items and the items of the source."""

    source: tables.Source
    start: int
    end: int
    cue: tuple[int, int]
    speaker: tuple[int, int]


def source_hits(unit: Unit) -> list[SourceHit]:
    """Uses of "nach Angaben …", "laut …", "… zufolge"."""
    items: tuple[Item, ...] = unit.items
    found = []
    index = 0
    while index < len(items):
        hit = next((h for source in tables.sources() if (h := _source_at(unit, index, source))), None)
        if hit:
            found.append(hit)
            index = max(hit.end, index + 1)
        else:
            index += 1
    return found


def _source_at(unit: Unit, index: int, source: tables.Source) -> SourceHit | None:
    items = unit.items
    words = source.words
    if source.position == "post":
        if items[index].lower != words[0]:
            return None
        phrase = next((p for p in reversed(unit.phrases) if p.end == index), None)
        if phrase is None:
            return None
        return SourceHit(source, phrase.start, index + 1, (index, index + 1), (phrase.start, index))
    first = items[index]
    if first.lower != words[0]:
        return None
    if source.position == "gen":
        # "nach ersten Angaben der Polizei", "nach dessen Angaben": the noun need not follow at once.
        noun = index + 1
        while noun < min(index + 4, len(items)) and items[noun].lower != words[-1]:
            if items[noun].tag not in ("det", "word", "number") and not items[noun].text.endswith("s"):
                return None
            noun += 1
        if noun >= len(items) or items[noun].lower != words[-1] or items[noun].tag != "noun":
            return None
        phrase = next((p for p in unit.phrases if p.start <= noun < p.end), None)
        end = phrase.end if phrase else noun + 1
        if end == noun + 1 and end + 1 < len(items) and items[end].lower == "von":
            # "nach Angaben von n24": a name that looks like none.
            end += 2 if items[end + 1].tag == "word" else 0
        end = _source_end(unit, end)
        return SourceHit(source, index, end, (index, index + 1), (index + 1, end))
    phrase = unit.phrase_at(index + 1)
    if phrase is None or phrase.end - phrase.start > 14:
        return None
    end = _source_end(unit, phrase.end)
    return SourceHit(source, index, end, (index, index + 1), (index + 1, end))


def names_source(unit: Unit, hit: SourceHit) -> bool:
    """Whether a source phrase names who says so: not "laut Gesetz", "nach ersten Schätzungen"."""
    start, end = hit.speaker
    if hit.source.position == "gen":
        noun = next((i for i in range(start, end) if unit.items[i].lower == hit.source.words[-1]), start)
        compound = len(hit.source.words) == 2 and _COMPOUND.match(unit.items[noun].text)
        return noun + 1 < end or bool(compound) or _named(unit, start, noun)
    phrase = next((p for p in unit.phrases if p.start == start), None)
    if phrase is None:
        return False
    head = unit.items[phrase.head].text
    described = phrase.end > phrase.core_end and not head.lower().startswith(("gesetz", "vertrag"))
    if described or "-" in head or _named(unit, start, end):
        return True
    return bool(_COMPOUND.match(head)) or not _NOBODY.search(head)


def _named(unit: Unit, start: int, end: int) -> bool:
    return any(unit.items[i].start in unit.mentions for i in range(start, end))


_COMPOUND = re.compile(
    "(Polizei|Behörden|Medien|Presse|Zeitungs|Agentur|Korrespondenten|Regierungs|Augenzeugen)"
)


_NOBODY = re.compile(
    r"(gesetz|vertrag|verfassung|artikel|paragraf|paragraph|satzung|plan|regeln?|informationen|berichten?"
    r"|angaben|schätzungen?|prognosen?|zahlen|statistik|vorschriften?|bestimmungen?|erkenntnissen|meldungen)s?$",
    re.IGNORECASE,
)


def _source_end(unit: Unit, end: int) -> int:
    """Takes in a quoted name, or an apposition between commas, after a source."""
    items = unit.items
    if end < len(items) and items[end].tag == "quote" and items[end].end - items[end].start <= 7:
        end += 1
    phrase = unit.phrase_at(end + 1) if end < len(items) and items[end].text == "," else None
    if phrase and phrase.end < len(items) and items[phrase.end].text == "," and unit.actor(phrase):
        return phrase.end
    return end


def so_hit(unit: Unit) -> tuple[int, int, int] | None:
    """Closing ", so X": comma, "so" and the end of the source, as item indices."""
    items = unit.items
    for index in range(len(items) - 2, 0, -1):
        if items[index].lower == "so" and items[index - 1].text == ",":
            start = index + 1
            while start < len(items) and items[start].tag == "word" and items[start].lower in _SO_ADVERBS:
                start += 1
            phrase = unit.phrase_at(start)
            if phrase and unit.actor(phrase) and phrase.nominative:
                end = phrase.end
                rest = [items[i] for i in range(end, unit.clause_end(end))]
                if not any(item.tag == "aux" or item.lower in tables.verb_forms() for item in rest):
                    return index - 1, index, end
            return None
    return None


_SO_ADVERBS = {"etwa", "auch", "weiter", "zumindest", "jedenfalls", "gestern", "heute"}
