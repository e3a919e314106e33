"""Documents that speak: "der Bericht" is whoever the article says it is of.

"der Bericht der Kommission" tells it once, "der Bericht" goes back to that; "Die Kommission legte einen
Bericht vor" tells it as well. Where nobody is named, or several are, it stays open.
"""

import re
from collections.abc import Iterable, Mapping

from standpunkt.actors.antecedents import Discourse
from standpunkt.actors.head_names import Resolved
from standpunkt.actors.names import fold
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
# "ein mit Spannung erwartetes Urteil", "in seinem Bericht"
_INTRODUCED = re.compile(
    r"(?<![Nn]ach )(?<!einer )\b(?:ein(?:en?)?|[Ii]n eine[mr]|(?:sein|ihr)(?:e[rmns]?)?) (?:[\w-]+ ){0,4}$"
)
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
        phrase = _PHRASE.fullmatch(scene.text[slice(*span)].strip(' ,.:;"„“”'))
        if phrase and (owner := _owner(scene, fold(phrase["noun"]), span, offices, discourse)):
            found[span] = Resolved(Reference(owner, "document"))
    return found


def _owner(
    scene: Scene, noun: str, span: Range, offices: Mapping[Range, Reference | None], discourse: Discourse
) -> ActorRow | None:
    told: dict[str, ActorRow] = {}
    made: dict[str, ActorRow] = {}
    for start_char, end_char in _occurrences(scene.text, noun, span[1]):
        actor = _after(scene, end_char, offices) or _before(scene, start_char)
        if actor is not None:
            told[actor.actor_id] = actor
        elif _INTRODUCED.search(scene.text, max(0, start_char - 60), start_char):
            maker = discourse.subject_of(start_char)
            made |= {maker.actor_id: maker} if maker is not None else {}
    owners = told or made
    return next(iter(owners.values())) if len(owners) == 1 else None


def _occurrences(text: str, noun: str, end_char: int) -> Iterable[Range]:
    """Words up to ``end_char`` that are the noun or a compound of it, with the end of the word."""
    for match in re.finditer(r"\b\w*" + re.escape(noun) + r"(?:e?s|en?)?\b", text[:end_char], re.IGNORECASE):
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
