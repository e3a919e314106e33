""" "Die Partei ist gegen ein Tempolimit": to be for or against something."""

from standpunkt.language import tables
from standpunkt.language.cues import Hit
from standpunkt.language.findings import Finding
from standpunkt.language.phrases import NEGATIONS
from standpunkt.language.subjects import subject_of
from standpunkt.language.targets import grown
from standpunkt.language.units import Unit

_TO_BE = {"ist", "sind", "war", "waren", "sei", "seien", "wäre", "wären"}
_NOBODY = {"ich", "wir", "es", "man", "das", "dies"}
_BETWEEN = {
    "auch",
    "klar",
    "grundsätzlich",
    "weiterhin",
    "strikt",
    "deutlich",
    "zwar",
    "jedoch",
    "aber",
    "nun",
}
_POLARITY = {
    ("für", False): "support",
    ("für", True): "oppose",
    ("gegen", False): "oppose",
    ("gegen", True): "ambivalent",
}


def by_copula(unit: Unit) -> list[Finding]:
    """Stances of a unit whose verb is "sein" with "für" or "gegen" and nothing behind the object."""
    found = []
    for index, item in enumerate(unit.items):
        finding = _at(unit, index) if item.tag == "aux" and item.lower in _TO_BE else None
        found += [finding] if finding else []
    return found


def _at(unit: Unit, verb: int) -> Finding | None:
    items = unit.items
    subject = subject_of(unit, verb)
    if subject is None or items[unit.clause_start(verb)].tag == "sub":
        return None
    actor = next((p for p in unit.phrases if subject[0] <= p.start < subject[1]), None)
    if actor is None or not unit.actor(actor):
        return None
    if subject[1] - subject[0] == 1 and items[subject[0]].lower in _NOBODY:
        return None
    at = subject[1] if subject[0] == verb + 1 else verb + 1
    negated = False
    while at < len(items) and (items[at].lower in _BETWEEN or items[at].lower in NEGATIONS):
        negated = negated or items[at].lower in NEGATIONS
        at += 1
    if at + 1 >= len(items) or items[at].lower not in ("für", "gegen"):
        return None
    goal = unit.phrase_at(at + 1)
    if goal is None or items[goal.start].tag == "number" or items[goal.head].text in tables.words("times"):
        return None
    if unit.actor(goal) or items[goal.start].tag == "pron":
        return None
    plain = Hit("sein", verb, verb, (verb,), False, "", False)
    end = grown(unit, goal.end, plain)
    if end < min(unit.clause_end(goal.start), unit.body_end):
        # "ist für seine Härte bekannt"
        return None
    if end + 1 < len(items) and items[end].text == "," and items[end + 1].tag != "sub":
        # "ist für den Fehler, der …, verantwortlich"
        return None
    negated = negated or items[subject[0]].lower in NEGATIONS
    polarity = _POLARITY[items[at].lower, negated]
    cue = unit.span(at, at + 1)
    holder, target = unit.span(*subject), unit.span(goal.start, end)
    return Finding(unit, "stance_preposition", polarity, holder, target, cue, False)
