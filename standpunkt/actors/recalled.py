"""Who is meant where a text names somebody again without the name: "der Club", "die Ministerin"."""

import re
from dataclasses import replace

from standpunkt.actors.descriptions import Description, is_shared_role
from standpunkt.actors.names import fold, is_organisation_noun, organisation_name, without_endings, word_set
from standpunkt.actors.office_titles import office_key
from standpunkt.actors.offices import FAMILIES, OfficePhrase, holder_of, parse_office
from standpunkt.actors.organisations import (
    ANY_ORGANISATION,
    MEDIUM_AGAIN,
    definite_noun,
    meant_by_noun,
    short_form_noun,
)
from standpunkt.actors.rows import ActorRow, Reference, RowDict
from standpunkt.actors.scene import Scene
from standpunkt.actors.surnames import surname_of_office
from standpunkt.actors.titles import is_political, is_role_noun, role_gender

_SAME_AGAIN = re.compile(
    r"(?:[Dd]iese[srmn]?|[Dd](?:er|ie|as|em|es) (?:gleiche|selbe|genannte)[nrs]?|[Dd](?:er|ie|as|em)selben?)"
    r" \w*(?:firma|unternehmen|konzern|agentur|zeitung|sender|organisation|verband|verein|gewerkschaft)",
    re.IGNORECASE,
)
_PARTY_POLITICIAN = re.compile(
    r"(?:(?:[Dd](?:er|ie|em|en|es)) )?([A-ZÄÖÜ]\w*)-(?:Politiker|Abgeordnete)(?:s|in|[rn])?"
)
_WEAK = re.compile(r"(?:nde|nete|agte|ndte|mte|llte)n$")
_FORMER = re.compile(
    r"(?:[Dd](?:er|ie|em|en|es)) (?:Ex-|(?:früheren?|ehemaligen?|einstigen?) )([A-ZÄÖÜ][a-zäöüß]+)"
)
_NEAR = 600
_COMPANY = re.compile(r"(?:unternehmen|konzern|firma|hersteller|organisation|verein)s?$")
_OFFICIAL = re.compile(
    r"(?:gericht|gerichtshof|ministerium|amt|behörde|polizei|anwaltschaft|parlament|rat|kammer|kommission|regierung"
    r"|tag|union|nationen|dienst|fraktion)(?:e?s)?\b",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(r"([A-ZÄÖÜ][\w-]+) [„\"“»]?$")
# Of these a place has one without a name.
_EVERYWHERE = word_set("polizei regierung staatsanwaltschaft gericht stadt")
_BY_NAME = word_set("kirche bank behörde ministerium kommission fraktion union")


def named_before(scene: Scene, text: str, start_char: int) -> Reference | None:
    """The organisation "der Club" is: the only one named so far whose name has that noun."""
    if _SAME_AGAIN.fullmatch(text.strip(" ,.:;")):
        return _last_organisation(scene, start_char)
    if MEDIUM_AGAIN.fullmatch(text.strip(" ,.:;")):
        return _only_medium(scene, text, start_char)
    if introduced := _introduced_as(scene, text, start_char) or _company_again(scene, text, start_char):
        return Reference(introduced, "short_form")
    bare = text.strip(" ,.:;")
    # "Rat und Kommission": a list needs no articles.
    noun = short_form_noun(text if " " in bare else f"die {bare}")
    if noun is None or bare in scene.organisations.names:
        return _headline(scene, bare)
    so_far = [
        (fold(mention["text"]), reference.actor)
        for mention in scene.mentions
        if mention["end_char"] <= start_char and (reference := scene.reference(mention)) is not None
    ]
    actor = meant_by_noun(noun, {actor.actor_id: actor for _, actor in so_far}.values())
    # "EU-Ministerrat" is "Rat der EU" by its full name.
    actor = actor or meant_by_noun(noun, (replace(actor, name=text) for text, actor in so_far))
    actor = scene.actor(actor.actor_id) if actor else None
    if actor is None and noun in ANY_ORGANISATION:
        paragraph = scene.text.rfind("\n", 0, start_char) + 1
        near = {
            reference.actor.actor_id: reference.actor
            for mention in scene.mentions_in(paragraph, start_char)
            if (reference := scene.reference(mention)) is not None
            and reference.actor.actor_kind == "organisation"
        }
        actor = next(iter(near.values())) if len(near) == 1 else None
        # Of parties, ministries and alliances nobody says "the group".
        actor = actor if actor and organisation_name(actor.name) else None
    return Reference(actor, "short_form") if actor else _headline(scene, bare)


def _headline(scene: Scene, bare: str) -> Reference | None:
    """ "Städtebund" in a headline: the short form of a name the article gives in full."""
    found = scene.organisations.find(bare) if is_organisation_noun(bare) and " " not in bare else None
    return found if found and found.actor.name != bare else None


def _introduced_as(scene: Scene, text: str, position: int) -> ActorRow | None:
    """The only organisation the article introduced with the noun: "die Raumfahrtbehörde Muster"."""
    noun = definite_noun(text)
    if noun is None or is_role_noun(noun) or noun in _EVERYWHERE:
        return None
    introduced: dict[str, ActorRow] = {}
    named: dict[str, ActorRow] = {}
    for mention in scene.mentions:
        reference = scene.reference(mention) if mention["mention_form"] == "name" else None
        if mention["end_char"] > position or reference is None:
            continue
        if reference.actor.actor_kind != "organisation" or reference.only_acting:
            continue
        actor = reference.actor
        before = _NOUN_BEFORE.search(scene.text, max(0, mention["start_char"] - 60), mention["start_char"])
        if before and fold(before[1]).rpartition("-")[2].endswith(noun):
            introduced[actor.actor_id] = actor
        near = position - mention["end_char"] < _NEAR
        if near and noun in _BY_NAME and fold(mention["text"]).split()[-1].removesuffix("s").endswith(noun):
            named[actor.actor_id] = actor
        if near and noun == "partei" and _is_party(scene, actor):
            named[actor.actor_id] = actor
    found = introduced | named
    return next(iter(found.values())) if len(found) == 1 else None


def _company_again(scene: Scene, text: str, position: int) -> ActorRow | None:
    """ "das Unternehmen", "die Hilfsorganisation": the only organisation named right before that can be one.

    Of parties, media and bodies of the state nobody says so.
    """
    noun = definite_noun(text)
    if noun is None or not _COMPANY.search(noun):
        return None
    paragraph = scene.text.rfind("\n", 0, max(0, scene.text.rfind("\n", 0, position)))
    near: dict[str, ActorRow] = {}
    for mention in scene.mentions_in(max(paragraph, position - _NEAR, 0), position):
        reference = scene.reference(mention) if mention["mention_form"] == "name" else None
        if reference is None or reference.actor.actor_kind != "organisation" or reference.only_acting:
            continue
        if (
            mention["end_char"] > position
            or scene.medium(mention["text"])
            or _OFFICIAL.search(mention["text"])
        ):
            continue
        if not _is_party(scene, reference.actor):
            near[reference.actor.actor_id] = reference.actor
    return next(iter(near.values())) if len(near) == 1 else None


def _is_party(scene: Scene, actor: ActorRow) -> bool:
    return any(
        one.of_actor_id == actor.actor_id and one.relation == "party" for one in scene.tables.memberships
    )


def _only_medium(scene: Scene, text: str, position: int) -> Reference | None:
    """The newspaper or agency named so far, if it is only one; of several, the one the text calls so."""
    noun = re.split(r"zeitung|blatt|magazin|agentur|sender", fold(text))[0]
    kind = fold(text)[len(noun) :][:4]
    called: dict[str, ActorRow] = {}
    media: dict[str, ActorRow] = {}
    for mention in scene.mentions:
        if mention["end_char"] > position or mention["mention_form"] != "name":
            continue
        medium = scene.medium(mention["text"])
        reference = scene.reference(mention) or medium
        if reference is None or reference.actor.actor_kind != "organisation":
            continue
        before = fold(scene.text[max(0, mention["start_char"] - 30) : mention["start_char"]]).split()
        if kind in fold(mention["text"]) or (before and kind in before[-1]):
            called[reference.actor.actor_id] = reference.actor
        if medium is not None:
            media[reference.actor.actor_id] = reference.actor
    named = called or ({} if kind == "agen" else media)
    return Reference(next(iter(named.values())), "short_form") if len(named) == 1 else None


def _of_party(scene: Scene, party: str) -> ActorRow | None:
    """The only person the article puts into a party: "Anna Muster (SPD)", "SPD-Chefin Anna Muster"."""
    # "Anna Muster, Geschäftsführerin der SPD-Fraktion"
    apposed = re.compile(rf", [^,.\n]{{0,60}}\b{re.escape(party)}-")
    found = {
        reference.actor.actor_id: reference.actor
        for mention in scene.mentions
        if mention["mention_form"] == "name"
        and (reference := scene.reference(mention)) is not None
        and reference.actor.actor_kind == "person"
        and (
            scene.text.startswith(f" ({party}", mention["end_char"])
            or f" {party}-" in scene.text[max(0, mention["start_char"] - 40) : mention["start_char"]]
            or apposed.match(scene.text, mention["end_char"])
        )
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _last_organisation(scene: Scene, position: int) -> Reference | None:
    """The organisation named last before, if it is near: "diese Firma", "der gleichen Agentur"."""
    before = [
        reference
        for mention in scene.mentions_in(max(0, position - _NEAR), position)
        if mention["end_char"] <= position
        and (reference := scene.reference(mention)) is not None
        and reference.actor.actor_kind == "organisation"
    ]
    return Reference(before[-1].actor, "short_form") if before else None


def described_as(scene: Scene, description: Description) -> ActorRow | None:
    """The only person the article introduces with the same noun: "die Anwältin", "der GdP-Vorsitzende".

    With a complement of its own the noun must be one that few have: several may be "der Sprecher der …".
    """
    if description.actor_kind != "person" or description.determiner.startswith("ein"):
        return None
    if description.complement and is_shared_role(description.noun):
        return None
    noun = without_endings(description.noun)
    found = {
        one.actor_id: actor
        for one in scene.described
        if not one.is_former
        and without_endings(fold(one.noun)) == noun
        and (actor := scene.actor(one.actor_id)) is not None
    }
    actor = next(iter(found.values())) if len(found) == 1 else None
    if actor is None or _is_several(description.determiner, description.noun, actor):
        return None
    if actor.gender and description.gender and actor.gender != description.gender:
        return None
    return actor


def _is_several(determiner: str, noun: str, actor: ActorRow) -> bool:
    """Whether "die Abgeordneten" are several; "der Abgeordneten" is one woman at most."""
    return bool(_WEAK.search(noun)) and (determiner == "die" or (determiner == "der" and actor.gender == "m"))


def _former_holder(scene: Scene, noun: str) -> ActorRow | None:
    """Whom "der Ex-Minister" means: the only one of that gender whom the article gives such an office."""
    gender = role_gender(noun, "der")
    found = {
        one.actor_id: actor
        for one in scene.described
        if is_political(one.noun)
        and _same_office(office_key(noun), office_key(one.noun))
        and (actor := scene.actor(one.actor_id)) is not None
        and (actor.gender or one.gender) == gender
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _same_office(one: str, other: str) -> bool:
    return other.endswith(one) or any({one, other} <= family for family in FAMILIES)


def office_holder(scene: Scene, text: str, start_char: int, named: list[RowDict]) -> ActorRow | None:
    """The person "der Kanzler" or "die Politikerin" is in this article; None if several could be.

    ``named`` are the mentions within: an office with a name in it is no office alone.
    """
    phrase = parse_office(text, scene.tables, scene.country)
    if former := _FORMER.fullmatch(text.strip(" ,.:;")):
        return _former_holder(scene, former[1])
    party = _PARTY_POLITICIAN.fullmatch(text.strip(" ,.:;"))
    if party is not None:
        return _of_party(scene, party[1])
    if phrase is None or (named and not phrase.is_any_politician):
        return None
    words = text.lower().split()
    if words[0].startswith("ein") or "beiden" in words:
        return None
    if words[0] == "die" and phrase.is_any_politician and not phrase.is_feminine:
        # "die Parlamentarier"
        return None
    if words[0] in ("den", "der") and phrase.is_any_politician and words[-1].endswith("geordneten"):
        # As often several as one.
        return None
    if not phrase.is_any_politician:
        present = [r.actor for r in scene.references.values() if r.actor.actor_kind == "person"]
        holder = holder_of(phrase, scene.held_offices, present, scene.tables, scene.published_on)
        found = holder or surname_of_office(scene, phrase)
    else:
        found = _politician(scene, phrase, start_char)
    noun = next((word for word in text.split()[1:] if word[:1].isupper()), "")
    return None if found is None or _is_several(words[0], noun, found) else found


def _politician(scene: Scene, phrase: OfficePhrase, start_char: int) -> ActorRow | None:
    """The only politician so far, or the only person, whom "die Politikerin" can mean."""
    gender = "f" if phrase.is_feminine else "m"
    politicians = {
        one.actor_id: actor
        for one in scene.described
        if one.start_char < start_char
        and not one.is_former
        and (is_political(one.noun) or office_key(one.noun) == phrase.office)
        and (actor := scene.actor(one.actor_id)) is not None
        and actor.gender in (None, gender)
    }
    if not politicians:
        # Nobody was introduced by an office: then the only person named so far is meant, or nobody.
        politicians = {
            reference.actor.actor_id: reference.actor
            for mention in scene.mentions
            if mention["end_char"] <= start_char
            and mention["entity_kind"] == "person"
            and mention["mention_form"] == "name"
            and (reference := scene.reference(mention)) is not None
        }
        politicians = {} if len(politicians) > 1 else politicians
    found = list(politicians.values())
    return found[0] if len(found) == 1 and found[0].gender in (None, gender) else None
