"""Documents that speak: "der Bericht" is whoever the article says it is of.

"der Bericht der Kommission" tells it once, "der Bericht" goes back to that; "Die Kommission legte einen
Bericht vor" tells it as well. Where nobody is named, or several are, it stays open.
"""

import re
from collections.abc import Iterable, Mapping

from standpunkt.actors.antecedents import Discourse
from standpunkt.actors.head_names import Resolved
from standpunkt.actors.names import fold
from standpunkt.actors.naming import actor_named
from standpunkt.actors.rows import ActorRow, Range, Reference
from standpunkt.actors.scene import Scene

_NOUN = (
    r"(?:bericht|studie|antrag|resolution|urteil|beschluss|entscheidung|erklärung|stellungnahme|schreiben|brief"
    r"|papier|gutachten|petition|mitteilung|entwurf|analyse|untersuchung|kommentar|dokument|aufruf|appell"
    r"|umfrage|prognose|richtlinie|verordnung|anklageschrift|klageschrift|plan|text|programm|erlass|charta)"
)
_PHRASE = re.compile(
    r"(?:(?:in|im|laut|gemäß|nach) )?(?:(?:der|die|das|dem|den|des|diese[rsmn]?|eine?[rmn]?|jene[rsmn]?) )?"
    rf"(?:[a-zäöüß]+e[nrsm]? ){{0,2}}(?P<noun>[A-ZÄÖÜ]?\w*?{_NOUN})(?:e?s|e)?",
    re.IGNORECASE,
)
# Of these the first word says who made them; "das Muster-Urteil" is about Muster.
_COMPOUND = re.compile(
    r"(?:(?:[Ii]n|[Ii]m|[Ll]aut|[Nn]ach) )?"
    r"(?:(?:[Dd](?:er|ie|as|em|en|es)|[Dd]iese[rsmn]?|[Ee]ine[rmns]?|[Ee]in) )?"
    r"([\w.&]+)-(?:[Bb]ericht|[Ss]tudie|[Pp]apier|[Dd]okument|[Mm]itteilung|[Ee]rklärung|[Ss]tellungnahme"
    r"|[Aa]nalyse|[Pp]rognose)(?:e?s|e|en)?"
)
# "ein mit Spannung erwartetes Urteil", "in seinem Bericht"
_INTRODUCED = re.compile(
    r"(?<![Nn]ach )(?<!einer )\b(?:ein(?:en?)?|[Ii]n eine[mr]|(?:sein|ihr)(?:e[rmns]?)?)"
    r" (?:(?!de[srnm] |vo[mn] )[\w-]+ ){0,4}$"
)
_NEW = re.compile(r"\b[Ee]ine?[rmns]? (?:[\w-]+ ){0,3}$")
_OWNER_AFTER = re.compile(r" (?:des|der|von|vom|von der|durch(?: (?:den|die|das))?) (?:[\wäöüß-]+ ){0,3}?$")
_BETWEEN_OWNER = re.compile(r"[’']? (?:[a-zäöüß]+e[nrs]? ){0,2}$")


def resolve_documents(
    scene: Scene,
    spans: Iterable[Range],
    offices: Mapping[Range, Reference | None],
    discourse: Discourse,
) -> dict[Range, Resolved]:
    """Whose the documents among ``spans`` are, as far as the text before tells."""
    found = {}
    for span in spans:
        if maker := _in_compound(scene, scene.text[slice(*span)]):
            found[span] = Resolved(maker)
            continue
        phrase = _PHRASE.fullmatch(scene.text[slice(*span)].strip(' ,.:;"„“”'))
        if phrase and (owner := _owner(scene, fold(phrase["noun"]), span, offices, discourse)):
            found[span] = Resolved(Reference(owner, "document"))
    return found


def _in_compound(scene: Scene, text: str) -> Reference | None:
    """Whose "der UN-Bericht" is; a state in such a word is often only where or about what."""
    compound = _COMPOUND.fullmatch(text.strip(' ,.:;"„“”'))
    if compound is None:
        return None
    named = next(
        (m for m in scene.mentions if m["mention_form"] == "name" and m["text"] == compound[1]), None
    )
    reference = scene.reference(named) if named else scene.medium(compound[1])
    reference = reference or actor_named(compound[1], scene.tables, scene.country, persons=False)
    if reference is None or reference.actor.actor_kind != "organisation" or reference.only_acting:
        return None
    return Reference(reference.actor, "document")


def _owner(
    scene: Scene, noun: str, span: Range, offices: Mapping[Range, Reference | None], discourse: Discourse
) -> ActorRow | None:
    told: dict[str, ActorRow] = {}
    made: dict[str, ActorRow] = {}
    later: set[str] = set()
    for start_char, end_char in _occurrences(scene.text, noun):
        word, is_later = scene.text[start_char:end_char], start_char > span[1]
        if is_later and not _is_same_again(scene.text, noun, word, start_char):
            continue
        compound = _in_compound(scene, word)
        actor = compound.actor if compound else _after(scene, end_char, offices) or _before(scene, start_char)
        if actor is not None and is_later:
            later.add(actor.actor_id)
        elif actor is not None:
            told[actor.actor_id] = actor
        elif not is_later and _INTRODUCED.search(scene.text, max(0, start_char - 60), start_char):
            maker = discourse.subject_of(start_char)
            made |= {maker.actor_id: maker} if maker is not None else {}
    # What comes later only tells that there are two.
    owners = told or made
    return next(iter(owners.values())) if len(owners) == 1 and later <= owners.keys() else None


def _is_same_again(text: str, noun: str, word: str, start_char: int) -> bool:
    """Whether a later word can be the document meant before; "ein Bericht der Behörde" is another one."""
    if _NEW.search(text, max(0, start_char - 40), start_char):
        return False
    return "-" in word or fold(word).rstrip("sen") == noun.rstrip("sen")


def _occurrences(text: str, noun: str) -> Iterable[Range]:
    """Words that are the noun or a compound of it."""
    for match in re.finditer(r"(?<![\w-])[\w-]*" + re.escape(noun) + r"(?:e?s|en?)?\b", text, re.IGNORECASE):
        yield match.span()


def _after(scene: Scene, position: int, offices: Mapping[Range, Reference | None]) -> ActorRow | None:
    """Who follows in the genitive: "Bericht des Generalsekretärs", "Studie von Muster"."""
    for mention in scene.mentions_in(position, position + 50):
        if mention["start_char"] < position or mention["mention_form"] not in ("name", "office"):
            continue
        if mention["mention_form"] == "office":
            # An office as a mention has its article.
            start_char, between = mention["start_char"], scene.text[position : mention["start_char"]]
            inner = scene.text[start_char : mention["end_char"]].partition(" ")[0]
            if not _OWNER_AFTER.match(f"{between}{inner} ") and not _OWNER_AFTER.fullmatch(between):
                return None
            reference = offices.get((start_char, mention["end_char"]))
        else:
            if not _OWNER_AFTER.fullmatch(scene.text[position : mention["start_char"]]):
                return None
            reference = scene.reference(mention)
        return reference.actor if reference is not None and not reference.only_acting else None
    return None


def _before(scene: Scene, position: int) -> ActorRow | None:
    """Whose name in the genitive stands before: "Musters neuer Bericht"."""
    for mention in scene.mentions_in(max(0, position - 40), position):
        between = scene.text[mention["end_char"] : position]
        if mention["mention_form"] == "name" and _BETWEEN_OWNER.fullmatch(between):
            reference = scene.reference(mention)
            if reference is not None and mention["text"].endswith(("s", "’", "'")):
                return reference.actor
    return None
