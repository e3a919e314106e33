"""Pronouns of one article -> whom they mean: resolved only where one reading is left, else null.

They are read in the order of the text, each as somebody the next one can go back to. What nobody marked
as a mention is read as well: an "er" in between tells whom the following "er" goes on about.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from standpunkt.actors.antecedents import CLAUSE_BREAK, Discourse
from standpunkt.actors.candidates import Candidate
from standpunkt.actors.passages import Quotes
from standpunkt.actors.pronoun_forms import (
    Pronoun,
    has_plural_verb,
    is_first_person,
    is_we,
    pronoun_at,
)
from standpunkt.actors.rows import ActorRow, Range
from standpunkt.actors.salience import Anaphor, decide_pronoun

Quote = tuple[int, int, ActorRow | None]

_IMPLIED = re.compile(r"\b(?:[Ee]r|[Ss]ie)\b")
_AFTER_PREPOSITION = re.compile(r"\b(?:gegen|für|über|um|ohne|durch|an|auf) $")
_COMPARED = re.compile(r"\b(?:wie|als|mit|von) $")
# "Anton Muster (CDU), der", "von Anna Muster geleitet, die"
_BEFORE_RELATIVE = re.compile(
    r"[“”\"»«]?(?: \([^()]{1,40}\))?(?: [a-zäöüß]+)?, ?(?:(?:an|mit|von|bei|für|zu|über|gegen|durch|unter"
    r"|nach) )?"
)


# "Anton Muster und dessen Frau"
_BEFORE_WHOSE = re.compile(r"[“”\"»«]?(?: \([^()]{1,40}\))?,? und (?:auch )?")


@dataclass(frozen=True)
class _Place:
    span: Range
    pronoun: Pronoun


def resolve_pronouns(text: str, marked: Collection[Range], discourse: Discourse) -> dict[Range, ActorRow]:
    """Whom the pronouns at the ``marked`` ranges mean, without "ich"; adds each to ``discourse``."""
    places = [_Place(span, pronoun_at(text, *span)) for span in marked]
    taken = {start_char for start_char, _ in marked}
    places += [
        _Place(match.span(), pronoun_at(text, *match.span()))
        for match in _IMPLIED.finditer(text)
        if match.start() not in taken
    ]
    found: dict[Range, ActorRow] = {}
    for place in sorted(places, key=lambda one: one.span):
        if place.pronoun.kind in ("first", "own", "other") or _is_polite(text, place.span[0], discourse):
            continue
        candidate = _read(text, place, discourse)
        if candidate.actor is not None:
            found[place.span] = candidate.actor
            discourse.tellers.setdefault(place.span, candidate.actor)
        # A span cut out of a longer word is read, but nothing goes back to it.
        is_word = not text[max(0, place.span[0] - 1) : place.span[0]].isalpha()
        if is_word and (place.pronoun.kind != "possessive" or candidate.actor is not None):
            discourse.add(candidate)
    for place in places:
        # Whose "eigenen Angaben" are may come after them.
        if place.pronoun.kind == "own" and (actor := discourse.subject_of(place.span[0])):
            found[place.span] = actor
    return found


def _is_polite(text: str, position: int, discourse: Discourse) -> bool:
    """Whether "Sie" within direct speech is whom it is said to."""
    around = discourse.quotes.around(position)
    if around is None or not text[position].isupper() or text[position] != "S":
        return False
    return position > max(around[0], discourse.sentences.start(position)) + 2


def resolve_first_person(
    text: str, marked: Iterable[Range], quotes: Iterable[Quote], voices: Collection[Range]
) -> dict[Range, ActorRow]:
    """Whom "ich" means within direct speech: who speaks; "wir" of a person only where it is a voice."""
    by_start = sorted(quotes, key=lambda quote: (quote[0], -quote[1]))
    around = Quotes.of((start_char, end_char) for start_char, end_char, _ in by_start)
    found = {}
    for span in sorted(marked):
        piece = text[slice(*span)]
        if not is_first_person(piece):
            continue
        speaker = _says(by_start, around, span[0], is_one=not is_we(piece))
        is_person = speaker is not None and speaker.actor_kind == "person"
        if speaker is not None and (is_we(piece) != is_person or (is_we(piece) and span in voices)):
            found[span] = speaker
    return found


def _says(by_start: Sequence[Quote], around: Quotes, position: int, *, is_one: bool) -> ActorRow | None:
    """Who says what stands at ``position``; of a medium and whom it quotes, "ich" is the person."""
    outer = around.around(position)
    if outer is None:
        return None
    first = bisect_left(by_start, outer[0], key=lambda quote: quote[0])
    last = bisect_right(by_start, position, key=lambda quote: quote[0])
    near = [quote for quote in by_start[first:last] if position < quote[1]]
    innermost = [actor for start_char, _, actor in near if start_char == near[-1][0]]
    persons = [actor for actor in innermost if actor is not None and actor.actor_kind == "person"]
    if is_one and persons:
        return persons[-1]
    return innermost[-1] if innermost else None


def _read(text: str, place: _Place, discourse: Discourse) -> Candidate:
    """The pronoun as somebody the next one can go back to."""
    (start_char, end_char), pronoun = place.span, place.pronoun
    gender = "m" if pronoun.gender is None else pronoun.gender
    if pronoun.kind == "relative":
        actor = _right_before(text, start_char, gender, discourse)
        return Candidate(start_char, end_char, actor, gender, is_subject=False)
    if pronoun.kind == "one":
        return Candidate(start_char, end_char, discourse.body(start_char), "n", is_voice=True)
    if pronoun.kind == "both":
        return Candidate(start_char, end_char, discourse.both(start_char), "p")
    is_prepositional = pronoun.kind == "personal" and bool(
        _AFTER_PREPOSITION.search(text, max(0, start_char - 8), start_char)
    )
    is_several = (
        not is_prepositional
        and text[start_char:end_char].lower() == "sie"
        and has_plural_verb(text, start_char, end_char)
    )
    kind = "prepositional" if is_prepositional else pronoun.kind
    anaphor = Anaphor(start_char, end_char, kind, "p" if is_several else gender)
    decision = decide_pronoun(discourse, anaphor, _by_rule(text, anaphor, discourse))
    discourse.decisions.append(decision)
    # "gegen sie", "wie dieser"
    is_subject = not is_prepositional and pronoun.kind in ("personal", "pointing")
    if pronoun.kind == "pointing" and _COMPARED.search(text, max(0, start_char - 5), start_char):
        is_subject = False
    is_voice = is_subject and not is_several
    return Candidate(start_char, end_char, decision.actor, anaphor.gender, is_subject, is_voice=is_voice)


def _by_rule(text: str, anaphor: Anaphor, discourse: Discourse) -> ActorRow | None:
    """Whom the rules take where one reading is left."""
    position, gender = anaphor.start_char, anaphor.gender
    if anaphor.kind == "prepositional":
        # "gegen sie" is one or several, and no verb tells.
        return None
    if gender == "p":
        return discourse.several(position)
    if anaphor.kind == "personal":
        return discourse.antecedent(position, gender)
    if anaphor.kind == "object":
        return _object(text, position, gender, discourse)
    if anaphor.kind == "possessive":
        return discourse.owner(position, gender)
    return discourse.last(position, gender)


def _object(text: str, position: int, gender: str, discourse: Discourse) -> ActorRow | None:
    """Whom "ihn" means: never the subject of its own clause."""
    actor = discourse.antecedent(position, gender)
    start_char = discourse.sentences.start(position)
    here = discourse.visible(start_char, position, position)
    if actor is None or len({one.key for one in here if one.may_be(gender)}) > 1:
        return None
    if text.startswith("ihm", position) and any(one.is_neuter for one in here):
        return None
    for one in here:
        same_clause = not CLAUSE_BREAK.search(text, one.end_char, position)
        if one.actor == actor and one.is_subject and same_clause:
            return None
    return actor


def _right_before(text: str, position: int, gender: str, discourse: Discourse) -> ActorRow | None:
    """Whom a relative pronoun means: the name or voice that ends right before its comma."""
    near = discourse.visible(max(0, position - 120), position, position)
    is_whose = text.startswith(("dessen", "deren"), position)
    ending = [
        one
        for one in near
        if _BEFORE_RELATIVE.fullmatch(text, one.end_char, position)
        or (is_whose and _BEFORE_WHOSE.fullmatch(text, one.end_char, position))
    ]
    actors = {one.actor.actor_id: one for one in ending if one.actor is not None}
    fitting = [
        one
        for one in actors.values()
        if one.actor is not None
        and (
            one.gender == gender
            or not gender
            or (gender != "n" and (one.gender is None or one.actor.actor_kind != "person"))
        )
    ]
    return fitting[0].actor if len(fitting) == 1 else None
