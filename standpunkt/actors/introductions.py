"""What an article says somebody is: "Obfrau Anna Muster", "Anna Muster, die Leiterin des Instituts"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from standpunkt.actors.names import fold
from standpunkt.actors.rows import Reference, RowDict
from standpunkt.actors.titles import article_before, is_role_noun, role_gender

_WORD_BEFORE = re.compile(r"([\w.’'-]+) $")
# "Anna Muster, die Leiterin des Instituts", "Anna Muster (CDU), Ministerin"
_APPOSITION = re.compile(
    r"(?: \([\w/. -]{1,20}\))?, (?P<near>(?:(?:der|die|ein|eine|[a-zäöüß]{4,}[ern]) ){0,3})?"
    r"(?P<noun>[A-ZÄÖÜ][\w-]+)"
)

# "der Sprecher des Vereins, Anton Muster", "die Ministerin der Republik Anna Muster"
_APPOSITION_BEFORE = re.compile(
    r"(?P<near>\b(?:der|die|des|dem|den|Der|Die|Des)(?: [a-zäöüß-]+)* )(?P<noun>[A-ZÄÖÜ][\w-]+)"
    r" (?:der|des|für|von|vom)(?: [\w-]+){1,4},? $"
)
_FORMER = re.compile(r"\b(?:früher|ehemalig|einstig|vormalig|damalig)\w*|\bex-", re.IGNORECASE)


_WEAK = re.compile(r"(?:nde|nete|agte|ndte|mte|llte)n$")


@dataclass(frozen=True)
class Described:
    """A role right before a name, or within the mention: "Obfrau Anna Muster"."""

    actor_id: str
    noun: str
    gender: str | None
    start_char: int
    is_former: bool


def introductions(
    text: str, mentions: Sequence[RowDict], references: Mapping[str, Reference]
) -> Iterable[Described]:
    """Every role noun right beside the name of a person."""
    for mention in mentions:
        reference = references.get(mention["mention_id"])
        if reference is None or mention["mention_form"] != "name" or reference.actor.actor_kind != "person":
            continue
        start_char = mention["start_char"]
        if mention["text"].endswith("s") and fold(mention["text"][:-1]).endswith(
            fold(reference.actor.name).split()[-1]
        ):
            # "die Anwälte Musters"
            continue
        line = text[max(0, start_char - 80) : start_char].rpartition("\n")[2]
        before, noun = line, ""
        for word in mention["text"].split()[:-1]:
            if is_role_noun(word):
                noun = word
        if not noun and (match := _WORD_BEFORE.search(line)) and is_role_noun(match[1]):
            noun, before = match[1], line[: match.start()]
        if noun:
            near = article_before(before)
            gender = role_gender(noun, near) or _of_weak_noun(noun, near)
            former = bool(_FORMER.search(f"{near} {noun}"))
            yield Described(reference.actor.actor_id, noun, gender, start_char, former)
        if after := _APPOSITION.match(text, mention["end_char"]):
            if is_role_noun(after["noun"]):
                near, noun = after["near"] or "", after["noun"]
                former = bool(_FORMER.search(near))
                yield Described(reference.actor.actor_id, noun, role_gender(noun, near), start_char, former)
        elif left := _APPOSITION_BEFORE.search(line):
            noun, near = left["noun"], left["near"] or ""
            if is_role_noun(noun):
                former = bool(_FORMER.search(near))
                yield Described(reference.actor.actor_id, noun, role_gender(noun, near), start_char, former)


def _of_weak_noun(noun: str, near: str) -> str | None:
    """ "der Abgeordneten Muster": before one name that is a woman's case."""
    return "f" if near.split()[:1] == ["der"] and _WEAK.search(noun) else None
