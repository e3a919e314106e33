"""States named by who governs them: "die russische Führung", "die US-Regierung", "israelische Angaben"."""

import re

from standpunkt.actors.names import DETERMINERS, fold, strip_determiners, word_set
from standpunkt.actors.naming import actor_named, reference_to
from standpunkt.actors.persons import choose
from standpunkt.actors.rows import ActorRow, Reference
from standpunkt.actors.scene import Scene
from standpunkt.actors.sources import adjective_of_source

_LAND_GOVERNMENT = re.compile(r"\b([a-zäöüß-]+) Landesregierung")
_HEAD = re.compile(r"(?:präsident|premier|premierminister|kanzler|regierungschef|staatschef)(?:in)?$")
GOVERNMENT_NOUNS = word_set(
    "regierung führung staatsführung administration präsidialamt präsidialverwaltung regierungsseite seite "
    "ratspräsidentschaft zentralregierung staat"
)
_SOMEBODYS = word_set("regierung führung staatsführung zentralregierung")
_PHRASE = re.compile(
    r"(?P<adjectives>(?:[a-zäöüß-]{3,}(?:e|e[nrsm]) )*)(?P<noun>[A-ZÄÖÜ][\w-]*)(?P<rest>(?: \S+){0,7})"
)
# Which was or will be is not the state's own.
_NOT_NOW = re.compile(r"^(?:[a-zäöüß-]+ )*(?:früher|ehemalig|gestürzt|abgesetzt|abgewählt|selbsternannt)\w+ ")
_SOME = word_set("einige einigen mehrere mehreren viele vielen alle allen beide beiden andere anderen jede")
_OWNED = re.compile(r"(?P<owner>[A-ZÄÖÜ]\S+s) (?:Regierung|Führung|Zentralregierung|Staatsführung)")
_NAMED_GOVERNMENT = re.compile(
    r"(?P<adjective>\b[a-zäöüß]{5,}(?:e|e[nrsm]) )?(?P<noun>\b[\w-]*[Rr]egierung)\b"
    r"(?P<owner>(?: vo[nm])? [A-ZÄÖÜ]\w+s?\b)?"
)
_OTHER_GOVERNMENT = re.compile(r"(?:Bundes|Landes|Staats|Exil|Gegen)regierung")
_AGAIN = re.compile(
    r"(?:[Dd](?:ie|er|as|es|em)|[Ee]iner?(?= \w*(?:Interims|Übergangs))|"
    r"(?P<owner>[Ss]eine|[Ii]hre)[rs]?|[Dd]iese[rsm]?) "
    r"(?P<which>neuen? )?(?:amtierenden? |gesamten? |ganzen? )?"
    r"(?:(?P<government>(?:Zentralr|(?P<interim>Interimsr|Übergangsr)|R)egierung|"
    r"Staatsführung)|Regimes?|Land(?:es)?|Staat(?:es)?)"
)
_LAND = re.compile(r"(?:land|staat)(?:e?s)?$")
_OF = re.compile(r"^(?:(?:des|der|von|vom|in|unter) )+")


def government(scene: Scene, text: str) -> Reference | None:
    """ "die russische Führung", "die US-Regierung", "die Regierung Kanadas" -> the state."""
    if again := _again(scene, text.strip(" ,.:;")):
        return again
    bare = strip_determiners(text.strip(" ,.:;"))
    if bare.endswith(" Landesregierung") and " der " in bare:
        # "das Kabinett der Landesregierung"
        bare = bare.rpartition(" der ")[2]
    if owned := _OWNED.fullmatch(bare):
        # "Kanadas Regierung"
        return _state(actor_named(owned["owner"], scene.tables, scene.country, persons=False))
    if " " in bare and scene.tables.index.find_adjective(bare.split()[0]):
        bare = bare[0].lower() + bare[1:]
    phrase = _PHRASE.fullmatch(bare)
    if phrase is None or _NOT_NOW.search(bare):
        return None
    # "die deutsche EU-Ratspräsidentschaft" is a government in its turn.
    prefix, dash, noun = phrase["noun"].removeprefix("EU-").rpartition("-")
    noun, adjectives, rest = fold(noun), phrase["adjectives"].split(), phrase["rest"].strip()
    if any(word in DETERMINERS or word in _SOME for word in adjectives):
        # "einige aus der libyschen Führung"
        return None
    if noun in ("landesregierung", "staatsregierung"):
        return _of_land(scene, adjectives[-1] if adjectives else None, rest)
    if noun not in GOVERNMENT_NOUNS:
        return None
    if dash:
        if adjectives or rest:
            return None
        reference = actor_named(prefix, scene.tables, scene.country, persons=False)
        return _state(reference) or _governed_by(scene, prefix)
    if rest:
        return _of_name(scene, rest) if noun in _SOMEBODYS else None
    for adjective in reversed(adjectives):
        match = choose(scene.tables.index.find_adjective(adjective), scene.tables, scene.country)
        if match is not None:
            return _state(reference_to(match, scene.tables))
    return None


def _of_name(scene: Scene, owner: str) -> Reference | None:
    """The state of "Kanadas", "von Kanada", "in Ottawa", or of "von Präsident Muster"."""
    name = _OF.sub("", owner)
    if reference := actor_named(name, scene.tables, scene.country, persons=False):
        return _state(reference)
    if owner.startswith("in "):
        return None
    if governed := _governed_by(scene, name):
        return governed
    nouns = [word for word in name.split() if word[:1].isupper()]
    is_head = bool(nouns) and any(
        (
            _HEAD.search(fold(re.sub("e[ns]$", "", nouns[0]))),
            _LAND.search(fold(nouns[0])),
            scene.persons.find(name, scene.tables, scene.country),
        )
    )
    state = _main_state(scene) if is_head else None
    # A head of government without a state may be that of a federal one.
    return Reference(state, "metonym") if state and not (state.country == "DE" and scene.lands) else None


def _again(scene: Scene, text: str) -> Reference | None:
    """The state or government that "die Regierung" and "das Land" mean in a text about one state."""
    phrase = _AGAIN.fullmatch(text)
    if phrase is None:
        return None
    # "seine Regierung" and "die neue Regierung" may be those of another.
    is_other = any(phrase[one] for one in ("which", "owner", "interim"))
    state = _main_state(scene, alone=is_other)
    if state is None and phrase["government"] and not is_other:
        state = _only_government(scene)
    if state is None or not state.country or (state.country == "DE" and scene.lands):
        return None
    if state.country == "AT" and not phrase["government"]:
        # There "das Land" is Tyrol or Styria, which the tables do not have.
        return None
    if phrase["government"] and state.actor_id == "state:de":
        # Of Germany the tables have the government as well.
        government = actor_named("Bundesregierung", scene.tables, scene.country)
        return government if government and "Bundesregierung" in scene.text else None
    return Reference(state, "metonym")


def _only_government(scene: Scene) -> ActorRow | None:
    """The state whose government the text has by name or adjective, if it is the only such government."""
    found: dict[str, ActorRow] = {}
    for match in _NAMED_GOVERNMENT.finditer(scene.text):
        if _OTHER_GOVERNMENT.match(match["noun"]):
            return None
        if match["noun"] == "Regierung" and not match["adjective"] and not match["owner"]:
            continue
        reference = government(scene, match.group())
        if reference is not None:
            found[reference.actor.actor_id] = reference.actor
    return next(iter(found.values())) if len(found) == 1 else None


def _main_state(scene: Scene, *, alone: bool = False) -> ActorRow | None:
    """The only state of a text, or one that it has three times as often as all others together."""
    ranked = scene.states.most_common(1)
    if not ranked:
        return None
    ((state, count),) = ranked
    others = scene.states.total() - count
    if others and (alone or count < 3 * others):
        return None
    return ActorRow.of(scene.tables.actors[state])


def _of_land(scene: Scene, adjective: str | None, owner: str) -> Reference | None:
    """The federal state whose government it is: by its name or adjective, else the only one the text has."""
    if owner:
        reference = actor_named(_OF.sub("", owner), scene.tables, scene.country, persons=False)
        is_land = reference is not None and reference.actor.actor_id.startswith("land:")
        return Reference(reference.actor, "metonym") if reference and is_land else None
    written = [adjective] if adjective else set(_LAND_GOVERNMENT.findall(scene.text))
    index = scene.tables.index
    lands: set[str] | frozenset[str] = {
        match.actor_id for one in written for match in index.find_adjective(one)
    }
    lands = {one for one in lands if one.startswith("land:")} or (set() if adjective else scene.lands)
    (only,) = lands if len(lands) == 1 else (None,)
    return Reference(ActorRow.of(scene.tables.actors[only]), "metonym") if only else None


def _governed_by(scene: Scene, name: str) -> Reference | None:
    """The state of "Bush-Regierung", if all offices of that person are of one."""
    person = scene.persons.find(name, scene.tables, scene.country)
    offices = scene.tables.offices_of.get(person.actor.actor_id, ()) if person else ()
    governed = {office.of_actor_id for office in offices if office.of_actor_id is not None}
    governed |= {
        office.of_actor_id
        for office in scene.held_offices
        if person is not None and office.holder.actor_id == person.actor.actor_id
        if office.of_actor_id in scene.tables.actors and _HEAD.search(office.office)
    }
    states = [one for one in governed if scene.tables.actors[one].actor_kind == "state"]
    return Reference(ActorRow.of(scene.tables.actors[states[0]]), "metonym") if len(states) == 1 else None


def _state(reference: Reference | None) -> Reference | None:
    if reference is None or reference.actor.actor_kind != "state":
        return None
    return Reference(reference.actor, "metonym")


def state_of_source(scene: Scene, text: str) -> Reference | None:
    """The state of "israelischen Angaben"."""
    adjective = adjective_of_source(text)
    if adjective is None:
        return None
    match = choose(scene.tables.index.find_adjective(adjective), scene.tables, scene.country)
    return _state(reference_to(match, scene.tables)) if match else None
