"""Verbs of the tables at work in a unit, with their speakers."""

from collections.abc import Sequence
from dataclasses import dataclass

from standpunkt.language import tables
from standpunkt.language.phrases import COORDINATIONS, MODALS, NEGATIONS
from standpunkt.language.subjects import subject_of
from standpunkt.language.units import Unit

_HAVE = tables.words("have")
_BECOME = {"wird", "werden", "wurde", "wurden", "werde", "würde", "würden"}
_CLOSERS = {"und", "oder", "sowie", "wie", "als", "von", "vom"}


@dataclass(frozen=True)
class Hit:
    """A verb of the tables at work in a unit. All positions are item indices."""

    lemma: str
    finite: int
    """The finite verb: the verb itself, or its auxiliary."""
    verb: int
    """The verb that carries the meaning; equals ``finite`` in simple tenses."""
    words: tuple[int, ...]
    """All items of the verb in order: auxiliary, participle, separable prefix, required word."""
    passive: bool
    modal: str
    """Modal verb above an infinitive ("will … ablehnen"), else empty."""
    negated: bool

    @property
    def last(self) -> int:
        """Last item of the verb."""
        return max(self.words)


def hits(unit: Unit, lemmas: frozenset[str]) -> list[Hit]:
    """Every use of one of the verbs ``lemmas``, in order."""
    found = []
    inside = {i for p in unit.phrases if unit.items[p.start].tag == "det" for i in range(p.start + 1, p.head)}
    for index, item in enumerate(unit.items):
        if index in inside:
            # An attributive participle: "die geforderten Garantien".
            continue
        if item.tag in ("quote", "bracket", "punct", "noun") or (
            item.tag == "aux" and item.lower not in MODALS
        ):
            continue
        for form in tables.verb_forms().get(item.lower, ()):
            if form.lemma not in lemmas:
                continue
            hit = _hit(unit, index, form)
            if hit:
                found.append(hit)
                break
    # "bekannt gegeben" is found as "geben" too: the longer one stands.
    return [h for h in found if not any(h.verb == o.verb and len(h.words) < len(o.words) for o in found)]


def _hit(unit: Unit, index: int, form: tables.VerbForm) -> Hit | None:
    if form.shape == "finite":
        return _finite(unit, index, form)
    return _compound(unit, index, form)


def _finite(unit: Unit, index: int, form: tables.VerbForm) -> Hit | None:
    items = unit.items
    words = [index]
    end = unit.clause_end(index)
    readings = tables.verb_forms()[items[index].lower]
    if (
        any(r.shape == "participle" and r.lemma == form.lemma for r in readings)
        and _auxiliary(unit, index) is not None
    ):
        # "hat … betont": the present tense looks like the participle.
        return None
    if form.particle:
        particle = _particle(unit, index, end, form.particle)
        if particle is None:
            return None
        words.append(particle)
    elif _longer_lemma(unit, index, end, form.lemma):
        return None
    if index and items[index - 1].lower == "zu":
        return _habitual(unit, index, form)
    if items[index].lower == form.lemma.replace("|", "") and _auxiliary(unit, index):
        # "werden/wollen … fordern": an infinitive in the shape of a plural.
        return None
    return Hit(form.lemma, index, index, tuple(sorted(words)), False, "", _negated(unit, index, end))


def _habitual(unit: Unit, index: int, form: tables.VerbForm) -> Hit | None:
    """ "pflegte zu sagen": the habit is told of the subject of "pflegte"; other infinitives are no hits."""
    for finite in range(index - 2, unit.clause_start(index) - 1, -1):
        if unit.items[finite].lower in _HABITS:
            return Hit(form.lemma, finite, index, (finite, index - 1, index), False, "", False)
    return None


_HABITS = {"pflegt", "pflegte", "pflegten", "pflegen"}


def _particle(unit: Unit, verb: int, end: int, particle: str) -> int | None:
    """The separable prefix: last word of the clause, or before "und", "von" and the like."""
    items = unit.items
    while True:
        for index in range(verb + 1, min(end, len(items))):
            if items[index].lower == particle:
                following = items[index + 1] if index + 1 < len(items) else None
                if (
                    following is None
                    or following.tag in ("punct", "quote", "prep")
                    or following.lower in _CLOSERS
                ):
                    return index
        # An inserted clause may stand between verb and prefix: "wies den Vorwurf, dass …, zurück".
        if end >= len(items) or items[end].text != "," or end - verb > 30:
            return None
        following_end = unit.clause_end(end + 1)
        if following_end == end:
            return None
        end = following_end


def _longer_lemma(unit: Unit, index: int, end: int, lemma: str) -> bool:
    """Whether a separable prefix further on makes another verb of it: "fordern" in "forderte … auf"."""
    for other in tables.verb_forms().get(unit.items[index].lower, ()):
        if (
            other.particle
            and other.lemma != lemma
            and _particle(unit, index, end, other.particle) is not None
        ):
            return True
    last = min(unit.clause_end(index), len(unit.items)) - 1
    return last > index and unit.items[last].lower in _PREFIXES and lemma not in ("heißen", "lassen")


_PREFIXES = tables.words("prefixes")


def _auxiliary(unit: Unit, index: int) -> int | None:
    """The auxiliary or modal of a participle or infinitive in the same clause."""
    items = unit.items
    start, end = unit.clause_start(index), unit.clause_end(index)
    position: int
    for position in [*range(index - 1, start - 1, -1), *range(index + 1, min(end, index + 4))]:
        if items[position].tag == "aux" and items[position].lower not in ("worden", "gewesen"):
            return position
    # The auxiliary may stand before an inserted clause: "hat, so der Minister, gefordert".
    return None


def _compound(unit: Unit, index: int, form: tables.VerbForm) -> Hit | None:
    items = unit.items
    apart = bool(form.particle)
    if apart and (index == 0 or items[index - 1].lower != form.particle):
        return None
    auxiliary = _auxiliary(unit, index)
    if auxiliary is None:
        return None
    word = items[auxiliary].lower
    if auxiliary > index and not _closes_clause(unit, auxiliary):
        # "wie von der CDU geplant wird die SPD …": the auxiliary belongs to what follows.
        return None
    if auxiliary > 0 and items[auxiliary - 1].lower == "zu":
        return None
    end = unit.clause_end(index)
    negated = _negated(unit, auxiliary, end)
    if form.shape == "participle":
        passive = word in _BECOME or any(items[i].lower == "worden" for i in range(index, end))
        if not passive and word not in _HAVE:
            return None
        words = [auxiliary, *range(index - apart, index + 1)]
        words += [i for i in range(index, end) if items[i].lower == "worden"]
        return Hit(form.lemma, auxiliary, index, tuple(sorted(words)), passive, "", negated)
    if word in MODALS or word in _BECOME:
        return Hit(
            form.lemma, auxiliary, index, (min(auxiliary, index), max(auxiliary, index)), False, word, negated
        )
    return None


def _closes_clause(unit: Unit, auxiliary: int) -> bool:
    following = auxiliary + 1
    end = unit.clause_end(auxiliary)
    return following >= end or unit.items[following].tag in ("aux", "quote") or _coordinated(unit, following)


def _coordinated(unit: Unit, index: int) -> bool:
    return unit.items[index].lower in COORDINATIONS


def _negated(unit: Unit, verb: int, end: int) -> bool:
    start = coordinate_start(unit, verb)
    if any(unit.items[i].lower in NEGATIONS for i in range(start, min(end, len(unit.items)))):
        return True
    return neither_before(unit, verb)


def neither_before(unit: Unit, verb: int) -> bool:
    """Whether a "weder" before the verb belongs to it, commas of its enumeration notwithstanding."""
    for index in range(verb - 1, -1, -1):
        item = unit.items[index]
        if item.lower == "weder":
            return True
        is_verb = item.tag == "word" and any(
            form.shape == "finite" for form in tables.verb_forms().get(item.lower, ())
        )
        if item.tag in ("aux", "sub") or is_verb:
            return False
    return False


def clause_stop(unit: Unit, hit: Hit) -> int:
    """End of the clause of a verb, cut at an "und" with another finite verb behind it."""
    end = unit.clause_end(hit.last)
    for index in range(hit.last + 1, end - 1):
        if unit.items[index].lower in COORDINATIONS:
            following = unit.items[index + 1]
            readings = tables.verb_forms().get(following.lower, ())
            if following.tag == "aux" or (
                following.tag == "word" and any(r.shape == "finite" for r in readings)
            ):
                return index
    return end


def coordinate_start(unit: Unit, verb: int) -> int:
    """Start of the clause of a verb, cut at an "und" that stands right before it."""
    if verb > 0 and unit.items[verb - 1].lower in COORDINATIONS:
        return verb
    return unit.clause_start(verb)


def required_word(unit: Unit, hit: Hit, word: str) -> int | None:
    """Item of a word that must stand in the clause of the verb ("davon" in "geht davon aus")."""
    start, end = unit.clause_start(hit.finite), unit.clause_end(hit.last)
    return next((i for i in range(start, end) if unit.items[i].lower == word), None)


def speakers(unit: Unit, found: Sequence[Hit]) -> list[tuple[int, int] | None]:
    """Speaker of each verb of a unit; a verb right behind "und" shares that of the verb before it."""
    result: list[tuple[int, int] | None] = []
    for number, hit in enumerate(found):
        before = hit.finite - 1
        shares = before > 0 and unit.items[before].lower in COORDINATIONS and not hit.passive
        if shares and number and result[-1] is not None and not _pronoun_behind(unit, hit):
            result.append(result[-1])
        else:
            result.append(_without_object(unit, hit, speaker_of(unit, hit)))
    return result


def _without_object(unit: Unit, hit: Hit, speaker: tuple[int, int] | None) -> tuple[int, int] | None:
    """Cuts "von …" off a subject behind "sprach" and the like, whose object it is."""
    cue = tables.cues().get(hit.lemma)
    if speaker and cue and cue.reports_with == "von" and speaker[0] > hit.finite:
        for index in range(speaker[0] + 1, speaker[1]):
            if unit.items[index].lower in ("von", "vom"):
                return speaker[0], index
    return speaker


def _pronoun_behind(unit: Unit, hit: Hit) -> bool:
    following = hit.finite + 1
    return following < len(unit.items) and unit.items[following].lower in (
        "er",
        "sie",
        "es",
        "man",
        "wir",
        "ich",
    )


def speaker_of(unit: Unit, hit: Hit) -> tuple[int, int] | None:
    """Item range of who speaks: the subject, or in the passive what "von" names."""
    if not hit.passive or hit.lemma == "zitieren":
        # Who "wird zitiert" is the subject of the passive.
        return subject_of(unit, hit.finite)
    start, end = unit.clause_start(hit.finite), unit.clause_end(hit.last)
    if hit.lemma in ("verlangen", "fordern"):
        # "von ihm wird verlangt": whom it is asked of.
        return None
    for index in range(start, end):
        if unit.items[index].lower in ("von", "vom", "durch") and unit.items[index - 1].tag not in (
            "prep",
            "noun",
        ):
            phrase = unit.phrase_at(index + 1)
            if phrase and phrase.end <= end and unit.actor(phrase):
                return phrase.start, phrase.end
    return None
