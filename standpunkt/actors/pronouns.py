"""Pronouns that speak or hold a stance: resolved only where one reading is left, else null."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from standpunkt.actors.names import DETERMINERS, word_set
from standpunkt.actors.rows import ActorRow, RowDict
from standpunkt.actors.scene import Scene
from standpunkt.actors.sources import possessive_pronoun

_GENDER = {"er": "m", "sie": "f"}
_FIRST_PERSON = frozenset({"ich", "mich", "mir"})
_RELATIVE = {"der": "m", "die": "f", "dessen": "m", "deren": "f", "den": "m", "dem": "m"}
_OBJECTS = {"ihm": "m", "ihn": "m", "ihr": "f"}
_POSSESSIVE = re.compile(r"(sein|ihr)(?:e[rsnm]?)")
_POINTING = {"dieser": "m", "diese": "f"}
PRONOUNS = frozenset(
    {*_GENDER, *_FIRST_PERSON, *_RELATIVE, *_POINTING}
    | {"wir", "uns", "ihm", "ihn", "ihr", "ihnen", "man", "es", "das", "beide"}
)
# Beyond this the sentence before is no longer about the same person often enough.
_REACH = 500
_FINITE_PLURAL = re.compile(r"^[a-zäöüß]+en$")
# Not after "2.", "J." or "Dr.".
_SENTENCE_END = re.compile(
    r"(?<!\d)(?<!\b[A-ZÄÖÜ])(?<!\bDr)(?<!\bProf)(?<!\bSt)[.!?][\s\"“”«»]+(?=[„»A-ZÄÖÜ])|\n"
)
_FEMININE_NOUN = re.compile(
    r"(?:agentur|partei|bank|behörde|zeitung|polizei|kammer|firma|gruppe|kirche|stadt|ung|ion|tät|heit|keit"
    r"|schaft|stelle|zentrale|liste|armee|presse|initiative)$"
)
_CAPITAL_NEXT = re.compile(r" [A-ZÄÖÜ]")
_WORD = re.compile(r"\w+")
_OBLIQUE = word_set(
    "mit von vom bei beim gegen für zu zum zur über unter an am auf nach aus ohne durch um neben wegen trotz "
    "dem den des einem einen eines dessen deren seinem seinen seines ihrem ihren ihres laut"
)


@dataclass(frozen=True)
class Occurrence:
    """A speaker or holder in the text, and whom it turned out to mean."""

    start_char: int
    end_char: int
    actor: ActorRow | None


def is_pronoun(text: str) -> bool:
    """Whether a span is a personal pronoun, with or without "selbst"."""
    return _pronoun(text) in PRONOUNS


def is_first_person(text: str) -> bool:
    """Whether a span is "ich", which means whoever speaks around it."""
    return _pronoun(text) in _FIRST_PERSON


def resolve_pronoun(
    scene: Scene,
    start_char: int,
    end_char: int,
    occurrences: Iterable[Occurrence],
    direct_quotes: Iterable[tuple[int, int, ActorRow | None]],
) -> ActorRow | None:
    """Whom "er", "sie" or, within a direct quote, "ich" means.

    ``occurrences`` are the speakers and holders known so far, ``direct_quotes`` the ranges of direct
    speech with their speaker. "er" and "sie" mean the last speaker or holder before, if that is a person
    of this gender in reach, outside direct speech, and nobody else of this gender is named in between.
    """
    pronoun = _pronoun(scene.text[start_char:end_char])
    quotes = list(direct_quotes)
    around = [quote for quote in quotes if quote[0] <= start_char < quote[1]]
    if pronoun in _FIRST_PERSON:
        return max(around, key=lambda quote: quote[0])[2] if around else None
    if around:
        return None
    before = [o for o in occurrences if o.end_char <= start_char and not _quoted(o.start_char, quotes)]
    if pronoun in _RELATIVE:
        return _right_before(scene, start_char, _RELATIVE[pronoun], before)
    if pronoun not in _GENDER:
        return None
    if pronoun == "sie" and _has_plural_verb(scene.text, start_char, end_char):
        return _last_group(start_char, before)
    return _antecedent(scene, start_char, _GENDER[pronoun], before, quotes)


def _antecedent(
    scene: Scene,
    start_char: int,
    gender: str,
    before: list[Occurrence],
    quotes: list[tuple[int, int, ActorRow | None]],
) -> ActorRow | None:
    """The voice, or the subject of the sentence before, that a singular pronoun of ``gender`` means."""
    fitting = [o for o in before if not _cannot_be(scene, o, gender)]
    last = max(fitting, key=lambda o: (o.start_char, o.end_char), default=None)
    subject = _subject_before(scene, start_char, gender, quotes, last.start_char if last else -1)
    if subject is not None:
        return subject
    if last is None and before:
        return None
    here, end_here = _only_person_in_sentence(scene, start_char, quotes)
    if last is not None:
        antecedent, end_before = last.actor, last.end_char
    else:
        antecedent, end_before = here, end_here
    if antecedent is None or antecedent.actor_kind not in ("person", "organisation"):
        return None
    # "sie" is also they and it: only a person known to be a woman is safe.
    if antecedent.actor_kind == "person" and antecedent.gender not in (
        {"m", None} if gender == "m" else {"f"}
    ):
        return None
    if antecedent.actor_kind == "organisation" and last is None:
        return None
    # Whoever else came up since, the sentence itself names only the last speaker.
    if here is not None and here.actor_id == antecedent.actor_id:
        end_before = max(end_before, end_here)
    if start_char - end_before > _REACH:
        return None
    return None if _somebody_else(scene, end_before, start_char, antecedent, gender, quotes) else antecedent


def resolve_passing(
    scene: Scene,
    start_char: int,
    end_char: int,
    occurrences: Iterable[Occurrence],
    direct_quotes: Iterable[tuple[int, int, ActorRow | None]],
) -> ActorRow | None:
    """Whom a pronoun in any case, or a possessive, means among those who speak or act around it."""
    pronoun = _pronoun(scene.text[start_char:end_char])
    if pronoun in PRONOUNS - set(_OBJECTS) - set(_RELATIVE):
        return _person(resolve_pronoun(scene, start_char, end_char, occurrences, direct_quotes))
    quotes = list(direct_quotes)
    if _quoted(start_char, quotes):
        return None
    before = [o for o in occurrences if o.end_char <= start_char and not _quoted(o.start_char, quotes)]
    if pronoun in _RELATIVE:
        return _right_before(scene, start_char, _RELATIVE[pronoun], before)
    gender = _OBJECTS.get(pronoun) or _possessor_gender(pronoun)
    if gender is None:
        return None
    last = max(before, key=lambda o: (o.start_char, o.end_char), default=None)
    if last is not None and last.actor is not None and last.actor.actor_kind in ("group", "state"):
        # "ihre" is theirs, "seine" is its as well.
        return None
    if last is not None and scene.text.rfind("\n", last.end_char, start_char) >= 0:
        return None
    return _person(_antecedent(scene, start_char, gender, before, quotes))


def _person(actor: ActorRow | None) -> ActorRow | None:
    """Only persons: in passing, "sie" and "ihr" mean too many things beside an organisation."""
    return actor if actor is not None and actor.actor_kind == "person" else None


def _possessor_gender(pronoun: str) -> str | None:
    match = _POSSESSIVE.fullmatch(pronoun)
    return {"sein": "m", "ihr": "f"}[match[1]] if match else None


def _right_before(scene: Scene, position: int, gender: str, before: list[Occurrence]) -> ActorRow | None:
    """Whom a relative pronoun means: the name or voice that ends right before its comma."""
    text = scene.text[:position].rstrip()
    if not text.endswith(","):
        return None
    end = len(text) - 1
    actors = {o.actor.actor_id: o.actor for o in before if o.end_char == end and o.actor is not None}
    for mention in scene.mentions_in(max(0, end - 1), end):
        if mention["end_char"] == end and (reference := scene.reference(mention)) is not None:
            actors[reference.actor.actor_id] = reference.actor
    fitting = [one for one in actors.values() if one.actor_kind != "person" or one.gender in (None, gender)]
    return fitting[0] if len(fitting) == 1 else None


def _last_group(position: int, before: list[Occurrence]) -> ActorRow | None:
    """Whom "sie" means as several: the group that spoke last, if it is near."""
    last = max(before, key=lambda o: (o.start_char, o.end_char), default=None)
    if last is None or last.actor is None or last.actor.actor_kind != "group":
        return None
    return last.actor if position - last.end_char <= _REACH else None


def _is_several(text: str) -> bool:
    """Whether a name is a plural: "die Grünen"."""
    return bool(re.fullmatch(r"(?:[Dd]ie|[Dd]en|[Dd]er)? ?[A-ZÄÖÜ][a-zäöüß]+[^r]en", text.strip()))


def _cannot_be(scene: Scene, occurrence: Occurrence, gender: str) -> bool:
    """Whether nobody would say "er" or "sie" of this voice: several, of the other gender, or an "es"."""
    actor = occurrence.actor
    if actor is None:
        return False
    if actor.actor_kind == "person":
        return actor.gender not in (None, gender)
    if actor.actor_kind == "organisation":
        text = scene.text[occurrence.start_char : occurrence.end_char]
        # Without an article an organisation is "sie" more often than "er".
        possible = (None, "f") if gender == "f" else ("m",)
        return _is_several(text) or _grammatical_gender(scene, occurrence) not in possible
    return True


def _grammatical_gender(scene: Scene, occurrence: Occurrence) -> str | None:
    """Gender of an organisation by its article, where it is a subject; None if there is none."""
    pronoun = _pronoun(scene.text[occurrence.start_char : occurrence.end_char])
    if own := _GENDER.get(pronoun) or _OBJECTS.get(pronoun) or _possessor_gender(pronoun):
        return own
    before = scene.text[max(0, occurrence.start_char - 12) : occurrence.start_char].split()
    first = scene.text[occurrence.start_char : occurrence.end_char].split()[:1]
    word = first[0].lower() if first and first[0].lower() in DETERMINERS else (before[-1:] or [""])[0].lower()
    nouns = [
        one
        for one in _WORD.findall(scene.text[occurrence.start_char : occurrence.end_char])
        if one[0].isupper()
    ]
    head = next((one for one in nouns if one.lower() not in DETERMINERS), "")
    if word == "der" and _FEMININE_NOUN.search(head.lower()):
        # "von der Agentur"
        return "f"
    return {"der": "m", "die": "f", "das": "n", "ein": None, "eine": "f"}.get(word)


def _subject_before(
    scene: Scene,
    position: int,
    gender: str,
    quotes: list[tuple[int, int, ActorRow | None]],
    last_start: int,
) -> ActorRow | None:
    """The only person of this gender in the sentence before, of the same paragraph, and its subject.

    Only where nobody spoke since: whoever speaks or holds a stance later in the text is nearer.
    """
    breaks = _sentence_starts(scene.text, position)
    here = breaks[-1]
    start = breaks[-2] if len(breaks) > 1 else here
    if scene.text[start:here].endswith("\n"):
        start = here
    if last_start >= start:
        return None
    found: dict[str, tuple[RowDict, ActorRow]] = {}
    for mention in scene.mentions_in(start, position):
        outside = not _quoted(mention["start_char"], quotes) and mention["start_char"] >= start
        if not outside or mention["entity_kind"] not in ("person", "organisation"):
            continue
        if mention["mention_form"] == "pronoun" and _GENDER.get(_pronoun(mention["text"])) == gender:
            continue
        if mention["mention_form"] != "name":
            continue
        reference = scene.reference(mention)
        # "Muster: Er …" in an interview: whoever answers does not mean himself.
        if scene.text[mention["end_char"] : mention["end_char"] + 1] == ":":
            return None
        is_person = (
            reference.actor.actor_kind == "person" if reference else mention["entity_kind"] == "person"
        )
        if not is_person:
            if _may_be_pronoun(scene, mention, gender):
                return None
            continue
        if reference is None:
            return None
        actor = reference.actor
        if actor.gender in (None, gender):
            found.setdefault(actor.actor_id, (mention, actor))
    pronoun_at = _pronoun_at(scene.text, start, here, gender)
    if not found and pronoun_at is not None and pronoun_at > start - 1:
        # "Er kam an. Dabei sagte er": the sentence before goes on about the same person.
        return _subject_before(scene, pronoun_at, gender, quotes, last_start)
    if len(found) != 1 or _says_pronoun(scene.text[start:position], gender):
        return None
    mention, actor = next(iter(found.values()))
    if actor.gender is None and gender == "f":
        return None
    if mention["text"].endswith("s") and _CAPITAL_NEXT.match(scene.text, mention["end_char"]):
        # "Anton Musters Haus"
        return None
    return (
        actor if _may_be_subject(scene.text[start : mention["start_char"]], mention["text"], actor) else None
    )


def _may_be_subject(before: str, text: str, actor: ActorRow) -> bool:
    """Whether nothing before the name in its sentence says it stands in another case."""
    if text.endswith(("s", "’", "'")) and not actor.name.endswith(text[-3:]):
        return False
    words = _WORD.findall(before)
    for word in reversed(words):
        if word.lower() in _OBLIQUE:
            # "Kritik kam von Anna Muster": the subject in all but grammar.
            return word.lower() in ("von", "vom") and any(one in words for one in ("kam", "kommt", "kamen"))
        if word.islower() and word not in DETERMINERS:
            return True
        if word.lower() in ("der", "die", "das", "ein", "eine"):
            return True
    return True


def _may_be_pronoun(scene: Scene, mention: RowDict, gender: str) -> bool:
    """An organisation is "sie" as well, and "er" if it has a masculine article."""
    if gender == "f":
        return True
    before = scene.text[max(0, mention["start_char"] - 5) : mention["start_char"]]
    return before.endswith("Der ")


def _pronoun_at(text: str, start_char: int, end_char: int, gender: str) -> int | None:
    """Where the sentence's first pronoun of this gender stands, if it can be its subject."""
    own = [name for name, one in _GENDER.items() if one == gender]
    for match in _WORD.finditer(text, start_char, end_char):
        if match.group().lower() in own:
            plural = match.group().lower() == "sie" and _has_plural_verb(text, *match.span())
            return None if plural else match.start()
    return None


def _says_pronoun(text: str, gender: str) -> bool:
    own = [name for name, one in _GENDER.items() if one == gender]
    return any(word.lower() in own for word in _WORD.findall(text))


def _sentence_starts(text: str, position: int) -> list[int]:
    starts = [m.end() for m in _SENTENCE_END.finditer(text, 0, position)]
    return [0, *starts]


def _pronoun(text: str) -> str:
    return possessive_pronoun(text) or text.strip(" ,.:;").lower().removesuffix(" selbst")


def _quoted(position: int, quotes: list[tuple[int, int, ActorRow | None]]) -> bool:
    return any(start <= position < end for start, end, _ in quotes)


def _somebody_else(
    scene: Scene,
    start_char: int,
    end_char: int,
    antecedent: ActorRow,
    gender: str,
    quotes: list[tuple[int, int, ActorRow | None]],
) -> bool:
    for mention in scene.mentions_in(start_char, end_char):
        if mention["mention_form"] != "name":
            continue
        if mention["start_char"] < start_char or _quoted(mention["start_char"], quotes):
            continue
        if mention["entity_kind"] != "person":
            # A party or an authority is "sie" as well.
            reference = scene.reference(mention)
            same = reference is not None and reference.actor.actor_id == antecedent.actor_id
            if gender == "f" and mention["entity_kind"] == "organisation" and not same:
                return True
            continue
        reference = scene.reference(mention)
        if reference is None:
            return True
        other = reference.actor
        if other.actor_id != antecedent.actor_id and other.gender in (None, gender):
            return True
    return False


def _only_person_in_sentence(
    scene: Scene, position: int, quotes: list[tuple[int, int, ActorRow | None]]
) -> tuple[ActorRow | None, int]:
    start = _sentence_starts(scene.text, position)[-1]
    persons: list[RowDict] = [
        mention
        for mention in scene.mentions_in(start, position)
        if mention["entity_kind"] == "person"
        and mention["mention_form"] == "name"
        and not _quoted(mention["start_char"], quotes)
    ]
    actors = {ref.actor.actor_id: ref.actor for m in persons if (ref := scene.reference(m)) is not None}
    if len(actors) != 1 or any(scene.reference(m) is None for m in persons):
        return None, position
    return next(iter(actors.values())), persons[-1]["end_char"]


def _has_plural_verb(text: str, start_char: int, end_char: int) -> bool:
    before = _WORD.findall(text[max(0, start_char - 40) : start_char])[-1:]
    after = _WORD.findall(text[end_char : end_char + 40])[:1]
    return any(_FINITE_PLURAL.match(word) for word in (*before, *after))
