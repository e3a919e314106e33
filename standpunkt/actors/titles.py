"""What stands around a person's name without being part of it: titles, roles and where they belong.

"UNMISS-Vertreter Anna Muster" and "Anna Muster von der Energieagentur" are Anna Muster; two spellings of
one name must not become two actors.
"""

import re

from standpunkt.actors.names import (
    DETERMINERS,
    NAME_PARTICLES,
    QUOTATION_MARKS,
    is_organisation_noun,
    strip_determiners,
    word_set,
)

TITLES = word_set(
    "herr herrn frau dr dr. prof prof. professor professorin dipl.-ing. sir lady lord a.d. i.r. "
    "präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin "
    "premier premierminister premierministerin ministerpräsident ministerpräsidentin landrat landrätin "
    "obmann obfrau general generalmajor oberst pfarrer pfarrerin bischof kardinal"
)
_ROLE_NOUN = re.compile(
    r"(?:präsident|kanzler|minister|premier|chef|sprecher|sekretär|vorstand|vorständ|direktor|leiter"
    r"|anführer|führer|kommissar|kommandeur|kommandant|general|oberst|admiral|meister|gouverneur|senator"
    r"|botschafter|vertreter|politiker|expert|forscher|ologe?|olog|ökonom|jurist|wissenschaftler|historiker"
    r"|anwalt|anwält|richter|manager|intendant|journalist|redakteur|korrespondent|reporter|autor|künstler"
    r"|funktionär|kolleg|kandidat|verteidiger|trainer|berater|diplomat|könig|pfarrer|bischof|kardinal"
    r"|professor|unternehmer|aktivist|ministerial|landrat|landrät|stadtrat|stadträt|nationalrat|nationalrät"
    r"|ständerat|ständerät|bundesrat|bundesrät|gemeinderat|gemeinderät|obmann|obfrau|mitarbeiter|gründer)"
    r"(?:e|en|es|s|n|in|innen)?$"
    r"|(?:vorsitzende|abgeordnete|beauftragte|gesandte|vorständige|beamte|angestellte)[rn]?$"
)
# Whose role is politics: whom "die Politikerin" can mean.
_POLITICAL = re.compile(
    r"(?:präsident|kanzler|minister|premier|gouverneur|senator|politiker|meister|landrat|landrät|stadtrat"
    r"|stadträt|nationalrat|nationalrät|ständerat|ständerät|bundesrat|bundesrät|gemeinderat|gemeinderät"
    r"|staatssekretär|fraktionschef|parteichef|regierungschef|staatschef|kommissar|obmann|obfrau)(?:in|e|en|s)?$"
    r"|(?:abgeordnete|außenbeauftragte)[rn]?$"
)
_MASCULINE = word_set("der ein dieser jener dessen")
_FEMININE = word_set("die eine diese jene")
_AFFILIATION = word_set("von vom aus bei beim der des")
_NAME_WORD = re.compile(r"(?:[A-ZÄÖÜ][\w’']*[a-zäöüßéíóáćčšğı](?:-[A-ZÄÖÜ]\w+)*|[A-ZÄÖÜ]\.)$")


def is_role_noun(word: str) -> bool:
    """Whether a noun says what somebody is: "Obfrau", "UNMISS-Vertreter", "Abgeordneten"."""
    return bool(_ROLE_NOUN.search(_last_part(word)))


def is_political(word: str) -> bool:
    """Whether a role is one of politics."""
    return bool(_POLITICAL.search(_last_part(word)))


def role_gender(noun: str, before: str) -> str | None:
    """m or f as a role of one person tells it, with the words before it; None where both are possible."""
    word = _last_part(noun)
    words = [one.lower() for one in before.split()]
    determiner = next((one for one in reversed(words) if one in DETERMINERS), "")
    if word.endswith(("in", "frau")):
        return "f"
    if word.endswith(("nde", "nete", "agte", "ndte", "mte", "llte")):
        if determiner in _MASCULINE:
            return "m"
        # "Vorsitzende Anna Muster": without an article a man would be "Vorsitzender".
        return "f" if determiner in _FEMININE or not determiner else None
    if word.endswith(("nden", "neten", "agten", "ndten", "mten", "llten")):
        return "m" if determiner in ("den", "dem", "des") else None
    return "m"


def article_before(before: str) -> str:
    """The article and adjectives that end ``before``, as far as they belong to the noun that follows."""
    kept: list[str] = []
    for word in reversed(before.split()[-4:]):
        if not word.isalpha() or not (word.islower() or word.lower() in DETERMINERS):
            break
        kept.append(word)
        if word.lower() in DETERMINERS:
            break
    return " ".join(reversed(kept))


def strip_titles(text: str) -> str:
    """A person's name without "Dr.", "Frau", "Präsident", "Pressesprecherin" and articles before it."""
    words = strip_determiners(text.strip(QUOTATION_MARKS + " ")).split()
    while len(words) > 1:
        if words[0].lower() in TITLES or (words[0][:1].isupper() and is_role_noun(words[0])):
            words = words[1:]
        elif words[:2] == ["a.", "D."] and len(words) > 2:
            words = words[2:]
        else:
            break
    return " ".join(words)


def without_affiliation(name: str) -> str:
    """ "Anna Muster von der Energieagentur" -> "Anna Muster"; "Ursula von der Leyen" stays as it is."""
    words = name.split()
    for number in range(2, len(words) - 1):
        if words[number] not in _AFFILIATION:
            continue
        rest = [word for word in words[number + 1 :] if word.lower() not in DETERMINERS]
        contracted = words[number] in ("vom", "beim", "bei", "aus", "des")
        if contracted or any(is_organisation_noun(word) or _is_acronym(word) for word in rest):
            return " ".join(words[:number])
    return name


def person_in(text: str) -> str | None:
    """The full name a span gives after a role, where no mention marks it.

    "Landrat Anton Muster", "die Sprecherin des Vereins, Anna von Muster", "Anna Muster vom Institut".
    """
    bare = text.strip(QUOTATION_MARKS + " .:;,")
    head, comma, tail = bare.rpartition(", ")
    if comma and _is_name(tail) and any(is_role_noun(word) for word in head.split()):
        return tail
    if comma and any(is_role_noun(word) for word in tail.split()) and head.split():
        # "Anna Muster, Leiterin des Instituts"
        return head if "," not in head and _is_name(head) else person_in(head)
    stripped = without_affiliation(strip_titles(bare))
    if stripped != strip_determiners(bare) and _is_name(stripped):
        return stripped
    words = bare.split()
    for number in range(len(words) - 2, 0, -1):
        if is_role_noun(words[number - 1]) and _is_name(" ".join(words[number:])):
            return " ".join(words[number:])
    return None


def _is_name(text: str) -> bool:
    words = text.split()
    if not 2 <= len(words) <= 6 or words[0].lower() in NAME_PARTICLES:
        return False
    capitalised = [word for word in words if word.lower() not in NAME_PARTICLES or word[:1].isupper()]
    return (
        2 <= len(capitalised) <= 4
        and words[-1] in capitalised
        and all(_NAME_WORD.match(word) for word in capitalised)
        and not any(is_role_noun(word) or is_organisation_noun(word) for word in capitalised[:-1])
        and not is_organisation_noun(words[-1])
    )


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _last_part(word: str) -> str:
    return word.strip(QUOTATION_MARKS + ",.:;()").casefold().rpartition("-")[2]
