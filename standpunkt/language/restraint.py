"""Where a stance verb carries no stance: courts, findings, physical attacks, questions, addressees."""

import re

from standpunkt.language.cues import Hit
from standpunkt.language.units import Unit

_SENTENCES = re.compile(
    r"(haft|gefängnis|strafe|jahren|monaten|tode?|zahlung|schadens?ersatz|bewährung|arbeitsstunden)$", re.I
)
_COURTS = re.compile(r"(gerichte?s?|gerichtshofs?|richter|richterin|strafkammer|schöffengericht)$", re.I)
_CAUSES = re.compile(r"(ursache|grund|motiv|auslöser|hintergrund)$", re.I)
_EVENTS = re.compile(
    r"(anschlag|fremdverschulden|selbstmord|suizid|unfall|defekt|sabotage|brandstiftung|zusammenhang|versagen"
    r"|fremdeinwirkung|gewaltverbrechen|straftat|pilotenfehler|verletzungen)s?$",
    re.I,
)
_VERBAL = re.compile(r"^(verbal|scharf|öffentlich|rhetorisch|worten|formulierungen|wegen|als)")
_MEANT = {"eigentlich", "ursprünglich", "zunächst", "bereits"}


def is_question(unit: Unit) -> bool:
    """Whether a unit asks: nobody takes a position in a question."""
    return any(item.text == "?" for item in unit.items[unit.body_end :])


def carries_none(unit: Unit, hit: Hit, holder: tuple[int, int]) -> bool:
    """Whether a use of a stance verb tells a judgement of a court, a finding or an attack instead."""
    start, end = unit.clause_start(hit.finite), unit.clause_end(hit.last)
    nouns = [unit.items[i].text for i in range(start, end) if unit.items[i].tag == "noun"]
    words = {unit.items[i].lower for i in range(start, end)}
    if hit.lemma == "verurteilen":
        sentence = bool(words & {"zu", "zur", "zum"}) and any(_SENTENCES.search(noun) for noun in nouns)
        court = any(_COURTS.search(unit.items[i].text) for i in range(*holder))
        return sentence or court
    if hit.lemma == "aus|schließen":
        as_cause = "als" in words and any(_CAUSES.search(noun) for noun in nouns)
        return as_cause or any(_EVENTS.search(noun) for noun in nouns)
    if hit.lemma in ("an|greifen", "attackieren"):
        return not any(_VERBAL.match(word) for word in words)
    return False


def was_meant(words: list[str]) -> bool:
    """Whether "sollte" tells what was meant to happen: "sollte die Lage eigentlich beruhigen"."""
    return bool(_MEANT.intersection(words))


def is_addressee(unit: Unit, item: int) -> bool:
    """Whether "Sie" inside a quotation may be the person spoken to."""
    return unit.items[item].text == "Sie"
