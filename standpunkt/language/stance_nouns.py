"""Stances that a noun carries: "die Kritik der Opposition am Gesetz", "X übte Kritik an Y".

A noun alone says nothing about who holds it: "erteilte der Forderung eine Absage". It counts with a holder in
the genitive, or as the object of a verb that makes its subject the holder.
"""

from standpunkt.language import tables
from standpunkt.language.annotations import CharSpan
from standpunkt.language.cues import Hit, hits, speaker_of
from standpunkt.language.findings import Finding
from standpunkt.language.phrases import NEGATIONS, Phrase
from standpunkt.language.targets import CONTRACTED, grown
from standpunkt.language.units import Unit

_ALLOWED_BEFORE = tables.words("allowed_before_nouns")
_GENITIVES = tables.words("genitives") | {"von", "vom"}
_NO_HOLDERS = {"ich", "wir", "es", "man"}
_HAVE = {"hat", "haben", "hatte", "hatten"}
_WITHDRAWN = {"Unterstützung": "oppose", "Zustimmung": "oppose"}
_REFUSALS = {("Absage", "erteilen"), ("Abfuhr", "erteilen"), ("Riegel", "vor|schieben")}
_NOUN_VERBS = frozenset(
    {lemma for noun in tables.stance_nouns().values() for lemma in noun.verbs}
    | {"auf|kündigen", "entziehen"}
    | {verb for _, verb in _REFUSALS}
) & {form.lemma for forms in tables.verb_forms().values() for form in forms}


def by_nouns(unit: Unit) -> list[Finding]:
    """Stances of a unit whose cue is a noun."""
    found = _refusals(unit)
    words = {item.text for item in unit.items}
    for (noun, preposition), row in tables.stance_nouns().items():
        if noun not in words:
            continue
        for index, item in enumerate(unit.items):
            if item.text == noun:
                finding = _of_noun(unit, index, preposition, row)
                found += [finding] if finding else []
    return found


def _of_noun(unit: Unit, index: int, preposition: str, row: tables.StanceNoun) -> Finding | None:
    items = unit.items
    phrase = next((p for p in unit.phrases if p.start <= index < p.end), None)
    if phrase is None or any(items[i].lower in NEGATIONS for i in range(phrase.start, index)):
        return None
    reach = min(phrase.end + 1, len(items))
    prepositions = (preposition, *CONTRACTED.get(preposition, ()))
    at = next((i for i in range(index + 1, reach) if items[i].lower in prepositions), None)
    goal = unit.phrase_at(at + 1) if at is not None else None
    if at is None or goal is None:
        return None
    polarity, verb = row.polarity, None
    if index + 1 < at and items[index + 1].lower in _GENITIVES:
        holder = _in_genitive(unit, phrase, index, at)
    else:
        holder, verb = _as_subject(unit, phrase, index, row)
        if verb is not None and verb.lemma in ("auf|kündigen", "entziehen"):
            polarity = _WITHDRAWN[items[index].text]
    if holder is None:
        return None
    spoken = verb is not None and (verb.lemma in tables.cues() or verb.lemma in tables.words("said"))
    target = unit.span(goal.start, goal.end)
    return Finding(unit, "stance_noun", polarity, holder, target, unit.span(index, index + 1), spoken)


def _in_genitive(unit: Unit, phrase: Phrase, noun: int, preposition: int) -> CharSpan | None:
    """The holder between noun and preposition; none where the noun is only sought or lacking."""
    items = unit.items
    if phrase.start and items[phrase.start - 1].tag == "prep":
        if items[phrase.start - 1].lower not in _ALLOWED_BEFORE:
            # "warb um die Unterstützung der Regierung": asked for, not given.
            return None
    elif hits(unit, _SOUGHT):
        return None
    if items[noun].text in _WITHDRAWN and not hits(unit, _ANNOUNCED):
        # "die Zustimmung der Kammer steht aus": named, but not given.
        return None
    inner = Phrase(noun + 1, preposition - 1, preposition, False, preposition)
    start = noun + 1 + (items[noun + 1].lower in ("von", "vom"))
    return unit.span(start, preposition) if unit.actor(inner) else None


_ANNOUNCED = frozenset(
    {"bekannt|geben", "an|kündigen", "signalisieren", "mit|teilen", "verkünden", "bestätigen", "begrüßen"}
)
_SOUGHT = frozenset({"fordern", "ein|fordern", "verlangen", "erwarten", "hoffen", "beantragen", "an|mahnen"})


def _as_subject(
    unit: Unit, phrase: Phrase, noun: int, row: tables.StanceNoun
) -> tuple[CharSpan | None, Hit | None]:
    items = unit.items
    if phrase.start and items[phrase.start - 1].tag == "prep":
        return None, None
    verbs = set(row.verbs)
    if items[noun].text in _WITHDRAWN:
        verbs |= {"auf|kündigen", "entziehen"}
    start, end = unit.clause_start(noun), unit.clause_end(noun)
    for hit in hits(unit, frozenset(verbs) & _NOUN_VERBS):
        if start <= hit.verb < end and not hit.modal and not hit.negated:
            return _holder(unit, hit, noun), hit
    if "haben" in row.verbs:
        for index in range(start, end):
            verbal = items[end - 1].tag == "word" and items[end - 1].lower.endswith(("t", "en"))
            if items[index].lower in _HAVE and not verbal:
                plain = Hit("haben", index, index, (index,), False, "", False)
                return _holder(unit, plain, noun), plain
    return None, None


def _holder(unit: Unit, hit: Hit, noun: int) -> CharSpan | None:
    subject = speaker_of(unit, hit)
    if subject is None or subject[0] <= noun < subject[1] or unit.items[subject[0]].lower in _NO_HOLDERS:
        return None
    actor = next((p for p in unit.phrases if subject[0] <= p.start < subject[1]), None)
    return unit.span(*subject) if actor and unit.actor(actor) else None


def _refusals(unit: Unit) -> list[Finding]:
    """ "erteilte der Forderung eine Absage": what stands in the dative is refused."""
    items = unit.items
    found = []
    for hit in hits(unit, frozenset(verb for _, verb in _REFUSALS) & _NOUN_VERBS):
        start, end = unit.clause_start(hit.finite), unit.clause_end(hit.last)
        noun = next((i for i in range(start, end) if (items[i].text, hit.lemma) in _REFUSALS), None)
        holder = _holder(unit, hit, noun) if noun is not None else None
        if noun is None or holder is None or hit.negated or (hit.modal and hit.modal not in _OWN):
            continue
        for phrase in unit.phrases:
            span = unit.span(phrase.start, phrase.end)
            apart = span.end_char <= holder.start_char or holder.end_char <= span.start_char
            dative = items[phrase.start].lower in tables.words("datives")
            governed = phrase.start > 0 and items[phrase.start - 1].tag == "prep"
            if start <= phrase.start < end and apart and dative and not governed:
                target = unit.span(phrase.start, grown(unit, phrase.end, hit))
                cue = unit.span(noun, noun + 1)
                found.append(Finding(unit, "stance_noun", "oppose", holder, target, cue, True))
                break
    return found


_OWN = tables.words("own")
