"""A small German grammar without a tagger: closed classes, noun phrases, clauses, subjects.

Works on units: sentences, joined where a quotation runs over several, in which every quotation and every
bracket is one opaque item.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from standpunkt.language import tables
from standpunkt.language.quotation import Quotation

_DETERMINERS = set(
    """der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines
    dieser diese dieses diesen diesem jener jene jenes jeder jede jedes jeden jedem alle aller allen beide beiden
    mein meine sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres unser unsere unseren unserer
    unserem euer eure mehrere mehrerer mehreren einige einiger einigen viele vieler vielen manche mancher manchen
    wenige weniger wenigen zahlreiche zahlreicher zahlreichen sämtliche sämtlicher sämtlichen solche solcher solchen
    welche welcher welches welchen deren dessen zwei drei vier fünf sechs sieben acht neun zehn""".split()
)
_ARTICLES = {"der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"}
_OBLIQUE = set(
    """den dem des einen einem eines keinen keinem keines diesen diesem seinen seinem seines ihren ihrem ihres
    jeden jedem jedes unseren unserem meinen deinem allen beiden mehreren einigen vielen manchen wenigen zahlreichen
    sämtlichen solchen welchen""".split()
)
PREPOSITIONS = set(
    """in im ins an am ans auf aufs aus bei beim mit nach seit von vom zu zum zur durch für gegen ohne um unter über
    vor vorm hinter neben zwischen während wegen trotz statt anstatt innerhalb außerhalb laut gemäß zufolge gegenüber
    bis ab per pro via samt nebst mangels angesichts aufgrund anlässlich bezüglich hinsichtlich infolge mithilfe
    zugunsten entgegen entsprechend binnen dank einschließlich inklusive seitens mittels""".split()
)
SUBJECT_PRONOUNS = {"er", "sie", "wir", "ich", "beide", "dieser", "diese", "jener", "jene", "letzterer", "letztere"}
_PRONOUNS = SUBJECT_PRONOUNS | {"es", "man", "das", "dies", "sich", "ihm", "ihn", "ihr", "ihnen", "uns", "mir", "mich",
                                "dem", "den", "wer", "was", "niemand", "jemand", "alles", "nichts", "etwas"}  # fmt: skip
SUBJUNCTIONS = set(
    """dass daß ob weil da wenn falls nachdem bevor ehe während obwohl obgleich sodass damit indem sobald solange
    seitdem wie wo wobei wodurch womit wonach worauf wofür wogegen weshalb warum als wann welche welcher welches
    was wer wen wem""".split()
)
_RELATIVES = {"der", "die", "das", "den", "dem", "dessen", "deren", "denen", "welche", "welcher", "welches", "welchen"}
COORDINATIONS = {"und", "oder", "sowie", "aber", "doch", "sondern", "jedoch", "denn", "bzw."}
AUXILIARIES = set(
    """hat haben hatte hatten habe hätte hätten ist sind war waren sei seien wäre wären wird werden wurde wurden
    werde würde würden worden gewesen""".split()
)
_HAVE = set("hat haben hatte hatten habe hätte hätten".split())
_PASSIVE = set("wird werden wurde wurden werde würden würde worden".split())
MODALS = set(
    """kann können konnte konnten könne könnte könnten muss müssen musste mussten müsse müsste müssten soll sollen
    sollte sollten solle darf dürfen durfte durften dürfe dürfte dürften will wollen wollte wollten wolle mag mögen
    möchte möchten""".split()
)
SUBJUNCTIVES = set(
    """sei seien habe werde könne müsse dürfe wolle solle möge gebe gehe komme stehe liege bleibe wisse bestehe
    handele handle lasse brauche mache nehme finde sehe halte führe bringe gelte zeige sage trage spreche erhalte
    bekomme verfüge gehöre laufe biete bedeute beginne diene entspreche entstehe erwarte folge fordere funktioniere
    glaube hoffe arbeite plane unterstütze verhandle versuche verstehe verstoße leide lebe leiste scheine setze
    stamme stelle suche tue treffe unterliege verlange vertrete wirke ziele drohe fehle freue fühle habe
    """.split()
)
_SUBJUNCTIVE_2 = set("hätte hätten wäre wären würde würden könnte könnten müsste müssten dürfte dürften".split())
NEGATIONS = {"nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "keinerlei", "niemals", "nie", "nicht",
             "weder", "kaum"}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """A token, or a quotation or bracket as one opaque piece. ``start`` and ``end`` are token indices."""

    start: int
    end: int
    text: str
    tag: str
    """punct, quote, bracket, det, prep, pron, sub, aux, noun, number or word."""

    @property
    def lower(self) -> str:
        """Lower-case text."""
        return self.text.lower()


@dataclass(frozen=True)
class Phrase:
    """A noun phrase of a unit; ``start``, ``head`` and ``end`` are item indices."""

    start: int
    head: int
    end: int
    nominative: bool
    core_end: int
    """End without genitives and other attributes behind the head."""


@dataclass(frozen=True)
class Unit:
    """One sentence, or several joined by a quotation."""

    doc: Doc
    items: tuple[Item, ...]
    quotes: dict[int, Quotation]
    """Outermost quotations by item index."""
    mentions: frozenset[int]
    """Token indices inside names of persons, organisations and states."""

    @property
    def start_char(self) -> int:
        """Where the unit begins."""
        return int(self.doc[self.items[0].start].idx)

    @property
    def end_char(self) -> int:
        """Where the unit ends, its final punctuation included."""
        return self.char_end(len(self.items))

    def char_start(self, item: int) -> int:
        """First character of an item."""
        return int(self.doc[self.items[item].start].idx)

    def char_end(self, item: int) -> int:
        """End of the item before index ``item``."""
        token = self.doc[self.items[item - 1].end - 1]
        return int(token.idx) + len(token.text)

    def text(self, start: int, end: int) -> str:
        """Text from item ``start`` up to item ``end``."""
        return self.doc.text[self.char_start(start) : self.char_end(end)]

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Noun phrases in order, none inside another."""
        return tuple(_phrases(self))

    def phrase_at(self, item: int) -> Phrase | None:
        """The noun phrase that begins at an item."""
        return next((phrase for phrase in self.phrases if phrase.start == item), None)

    @cached_property
    def body_end(self) -> int:
        """Item index where the final punctuation begins."""
        end = len(self.items)
        while end > 0 and self.items[end - 1].tag == "punct" and self.items[end - 1].text not in ",":
            end -= 1
        return end

    def clause_start(self, item: int) -> int:
        """First item after the punctuation left of ``item``."""
        while item > 0 and self.items[item - 1].tag != "punct":
            item -= 1
        return item

    def clause_end(self, item: int) -> int:
        """Item index of the punctuation right of ``item``."""
        while item < len(self.items) and self.items[item].tag != "punct":
            item += 1
        return item

    def actor(self, phrase: Phrase) -> bool:
        """Whether a noun phrase names somebody who can speak: a name, an office, a body, a personal pronoun."""
        from standpunkt.language.entities import is_office

        for index in range(phrase.start, phrase.core_end):
            item = self.items[index]
            if item.lower in SUBJECT_PRONOUNS and phrase.end - phrase.start == 1:
                return True
            if any(token in self.mentions for token in range(item.start, item.end)):
                return True
        head = self.items[phrase.head].text
        if self.items[phrase.head].tag == "quote":
            # die „Koalition der Willigen“: a name in quotation marks.
            return phrase.head > phrase.start and head[1:2].isupper() and len(head.split()) <= 5
        if head.isupper() and 2 <= len(head) <= 6:
            return True
        return is_office(head) or is_body(head) or bool(_PEOPLE.search(head))


_PEOPLE = re.compile(
    r"(politiker|sprecher|experten?|forscher|ermittler|anwälte|richter|vertreter|gegner|kritiker|befürworter|händler"
    r"|gruppen?|verbände|organisationen|parteien|staaten|länder|minister|chefs?|abgeordneten?|beamten?|behörden"
    r"|demonstranten|studenten|schüler|arbeitgeber|gewerkschaften|opposition|rebellen|aktivisten|diplomaten"
    r"|journalisten|mitglieder|europäer|amerikaner|russen|regierungen|bürger|anwohner|familie|mann|frau|leute|seite"
    r"|fraktion|bewegung|zeugen|zeuge|täter|angeklagte|autoren|wissenschaftler|ärzte|beobachter|medien"
    r"|jährigen?|menschen|personen|hunderte|tausende|[a-zäöüß]{3,}(?:(?<!opf)er|erin|ern|erinnen|isten?|istin|anten?|iker)"
    r"|führung|führer|leitung|verwaltung|bund|ausschuss|senat|kammer|kabinett|rat|union|initiative|bündnis)$",
    re.IGNORECASE,
)


def is_body(word: str) -> bool:
    """Whether a noun names a body that speaks: "Außenministerium", "Landgericht", "Zeitung"."""
    bodies = tables.nouns_of_kind("body")
    for ending in ("", "s", "es", "n", "en"):
        stem = word.removesuffix(ending) if ending else word
        if word.endswith(ending) and (stem in bodies or stem.endswith(_BODY_ENDINGS)):
            return True
    return False


_BODY_ENDINGS = ("ministerium", "amt", "gericht", "gerichtshof", "behörde", "partei", "verband", "verein", "regierung",
                 "kommission", "agentur", "zeitung", "anwaltschaft", "organisation", "unternehmen", "konzern",
                 "polizei", "gesellschaft", "fraktion", "institut", "gewerkschaft", "bank", "werk", "parlament",
                 "bundesamt", "bündnis", "stiftung", "dienst")  # fmt: skip


def _tag(text: str, first: bool) -> str:
    lower = text.lower()
    if not text[:1].isalnum():
        return "punct"
    if lower in _DETERMINERS:
        return "det"
    if lower in PREPOSITIONS:
        return "prep"
    if lower in _PRONOUNS:
        return "pron"
    if lower in SUBJUNCTIONS:
        return "sub"
    if lower in AUXILIARIES or lower in MODALS:
        return "aux" if not text[:1].isupper() or first else "noun"
    if text[:1].isdigit():
        # "der 58-Jährige" is a noun.
        return "noun" if re.search(r"-[A-ZÄÖÜ]", text) else "number"
    if text[:1].isupper():
        if first and (lower in tables.adverbs() or lower in tables.verb_forms()):
            return "word"
        if lower in tables.country_adjectives():
            return "word"
        return "noun"
    return "word"


def units(
    doc: Doc,
    quotations: Sequence[Quotation],
    names: Sequence[tuple[int, int]],
    stretch: tuple[int, int] | None = None,
) -> list[Unit]:
    """The units of a document, or of the tokens of ``stretch`` alone.

    ``names`` are character ranges of persons, organisations and states. Only outermost quotations become
    opaque; within a ``stretch`` those that lie wholly inside it.
    """
    by_char = {token.idx: token.i for token in doc}
    quoted: dict[int, tuple[int, Quotation]] = {}
    for quotation in quotations:
        if quotation.start_char in by_char and (stretch is not None or quotation.level == 0):
            first = by_char[quotation.start_char]
            last = first
            if stretch is not None and not stretch[0] <= first < stretch[1]:
                continue
            while last < len(doc) and doc[last].idx < quotation.end_char:
                last += 1
            quoted[first] = (last, quotation)
    named = frozenset(
        token.i for token in doc for start, end in names if start <= token.idx and token.idx + len(token) <= end
    )
    result: list[Unit] = []
    items: list[Item] = []
    marks: dict[int, Quotation] = {}
    index, stop = stretch or (0, len(doc))
    while index < stop:
        token = doc[index]
        if token.is_sent_start and items:
            result.append(Unit(doc, tuple(items), marks, named))
            items, marks = [], {}
        if token.is_space:
            index += 1
            continue
        if index in quoted:
            end, quotation = quoted[index]
            marks[len(items)] = quotation
            items.append(Item(index, end, doc.text[quotation.start_char : quotation.end_char], "quote"))
            index = end
            continue
        if token.text in "([" and (close := _bracket_end(doc, index)):
            items.append(Item(index, close, doc.text[token.idx : doc[close - 1].idx + 1], "bracket"))
            index = close
            continue
        tag = _tag(token.text, not items or items[-1].text == ":")
        if token.lower_ == "während" and index + 1 < stop:
            tag = "prep" if doc[index + 1].lower_ in ("der", "des", "eines", "einer", "dieser", "dieses") else "sub"
        items.append(Item(index, index + 1, token.text, tag))
        index += 1
    if items:
        result.append(Unit(doc, tuple(items), marks, named))
    return result


def _bracket_end(doc: Doc, index: int) -> int | None:
    closing = ")" if doc[index].text == "(" else "]"
    for end in range(index + 1, min(index + 25, len(doc))):
        if "\n" in doc[end].text:
            return None
        if doc[end].text == closing:
            return end + 1
    return None


_DECLINED = re.compile(r"[a-zäöüßA-Z\-]{2,}(e|er|es|en|em)$")


def _phrases(unit: Unit) -> list[Phrase]:
    items = unit.items
    found = []
    index = 0
    while index < len(items):
        phrase = _phrase(unit, index)
        if phrase:
            found.append(phrase)
            index = phrase.end
        else:
            index += 1
    return found


def _phrase(unit: Unit, index: int) -> Phrase | None:
    items = unit.items
    first = items[index]
    if first.lower in ("das", "dies", "dem", "die", "der") and _verb_before_name(unit, index + 1):
        return Phrase(index, index, index + 1, first.lower != "dem", index + 1)
    core = _core(unit, index)
    if core is None:
        return None
    head, end = core
    nominative = first.lower not in _OBLIQUE and not (index > 0 and _governed(items, index))
    if first.tag == "pron":
        return Phrase(index, head, end, nominative and first.lower in SUBJECT_PRONOUNS | {"es", "man", "das", "dies"}, end)
    return Phrase(index, head, _extended(unit, end), nominative, end)


def _verb_before_name(unit: Unit, index: int) -> bool:
    """Whether a verb and then a name or article follow: "Das bestätigte Anna Meier" is no noun phrase."""
    items = unit.items
    if index + 1 >= len(items) or items[index].tag != "word":
        return False
    if not any(form.shape == "finite" for form in tables.verb_forms().get(items[index].lower, ())):
        return False
    following = items[index + 1]
    return following.tag in ("det", "pron") or following.start in unit.mentions


def _governed(items: Sequence[Item], index: int) -> bool:
    before = items[index - 1]
    if before.lower in ("als", "wie"):
        return index > 1 and items[index - 2].tag != "punct"
    return before.tag == "prep"


def _core(unit: Unit, index: int) -> tuple[int, int] | None:
    """Head and end of determiner, adjectives and nouns at an item; None if there is no noun phrase."""
    items = unit.items
    first = items[index]
    if first.tag == "pron" and first.lower not in ("sich", "ihm", "ihn", "ihnen", "uns", "mir", "mich"):
        return index, index + 1
    position = index
    if first.tag == "det":
        position += 1
        while position < len(items) and items[position].tag == "det" and items[position].lower not in _ARTICLES:
            position += 1
    skipped = 0
    while position < len(items) and skipped < 6:
        item = items[position]
        if first.tag != "det" and item.tag == "word" and any(
            r.shape == "finite" for r in tables.verb_forms().get(item.lower, ())
        ):
            # "Weiter sagte Larson": a verb, not an adjective.
            return None
        if item.tag == "number" or (item.tag == "word" and _DECLINED.match(item.text)):
            position += 1
            skipped += 1
        elif item.tag == "word" and first.tag == "det" and position + 1 < len(items) and (
            items[position + 1].tag == "word" and _DECLINED.match(items[position + 1].text)
        ):
            position += 1
            skipped += 1
        elif item.lower in ("und", ",") and first.tag == "det" and skipped and position + 1 < len(items) and (
            items[position + 1].tag == "word" and _DECLINED.match(items[position + 1].text)
            and position + 2 < len(items) and items[position + 2].tag in ("noun", "word")
        ):
            position += 1
        else:
            break
    if position >= len(items) or items[position].tag not in ("noun", "quote"):
        if first.lower in SUBJECT_PRONOUNS and first.tag == "det":
            return index, index + 1
        return None
    if skipped and first.tag == "word" and (index > 0 and items[index].lower in tables.verb_forms()):
        return None
    if items[position].tag == "quote" and first.tag not in ("det", "word") and position == index:
        return None
    head = position
    end = position + 1
    while end < len(items) and (_runs_on(unit, end) if items[end].tag == "noun" else _joins(items, end)):
        end += 1
    return head, end


_MEASURES = {"Prozent", "Millionen", "Milliarden", "Million", "Milliarde", "Mio.", "Mrd.", "Tonnen", "Ende", "Anfang"}


def _runs_on(unit: Unit, index: int) -> bool:
    """Whether a noun belongs to the one before it: parts of a name, a name after a title, a measured thing."""
    before, item = unit.items[index - 1], unit.items[index]
    if before.start in unit.mentions and item.start in unit.mentions:
        return True
    return item.text not in tables.common_nouns() or before.text in _MEASURES


def _joins(items: Sequence[Item], index: int) -> bool:
    """Particles inside names, hyphen compounds ("Staats- und Regierungschefs"), brackets and quoted names."""
    item = items[index]
    following = items[index + 1].tag if index + 1 < len(items) else ""
    before = items[index - 1]
    if item.tag == "bracket":
        return len(item.text) < 60
    if item.tag == "quote":
        return before.tag == "noun" and item.end - item.start <= 7
    if before.text.endswith("-") and item.lower in ("und", "oder", "sowie"):
        return following == "noun"
    if item.text in ("/", "&", "-", "–") and following == "noun":
        return item.text in "/&"
    return item.text in ("van", "de", "bin", "al", "el", "zu", "von", "del") and following == "noun" and (
        before.tag == "noun" and before.text in tables.given_names()
    )


_GENITIVES = {"der", "des", "eines", "einer", "dieser", "dieses", "seiner", "seines", "ihrer", "ihres", "beider",
              "mehrerer", "aller", "zahlreicher", "vieler"}  # fmt: skip


def _extended(unit: Unit, end: int) -> int:
    """Takes in genitives, "von" and "vom" phrases and coordinated phrases after a noun phrase."""
    items = unit.items
    for _ in range(4):
        if end >= len(items):
            break
        item = items[end]
        if item.lower in _GENITIVES and (core := _core(unit, end)) and core[1] > end + 1:
            end = core[1]
        elif (
            item.tag == "word" and item.lower.endswith("er") and item.lower not in tables.adverbs() and end + 1 < len(items)
            and items[end + 1].tag == "noun" and items[end - 1].tag == "noun" and (core := _core(unit, end))
        ):  # fmt: skip
            # Plural genitive without an article: "eine Gruppe liberaler Pfarrer".
            end = core[1]
        elif item.lower in ("von", "vom") and end + 1 < len(items) and (core := _core(unit, end + 1)):
            end = core[1]
        elif item.lower in ("und", "sowie") and end + 1 < len(items) and (core := _core(unit, end + 1)):
            if items[end + 1].tag == "pron":
                break
            end = core[1]
        else:
            break
    return end


def is_subjunctive(unit: Unit, start: int, end: int) -> bool:
    """Whether a stretch of items has a verb in Konjunktiv I (first-person indicatives excluded)."""
    for index in range(start, end):
        item = unit.items[index]
        if item.lower in SUBJUNCTIVES and item.tag in ("aux", "word"):
            near = {unit.items[i].lower for i in range(max(start, index - 1), min(end, index + 2))}
            if "ich" not in near:
                return True
    return False


def has_second_subjunctive(unit: Unit, start: int, end: int) -> bool:
    """Whether a stretch of items has "hätte", "wäre", "würde" and the like."""
    return any(unit.items[i].lower in _SUBJUNCTIVE_2 for i in range(start, end))


def subject_of(unit: Unit, verb: int) -> tuple[int, int] | None:
    """Item range of the subject of a finite verb; None where the rules cannot tell.

    First position: a nominative phrase that opens the clause. After an adverbial, a quotation or a clause in
    first position: the first nominative phrase behind the verb. In a subordinate clause: the first nominative
    phrase behind the conjunction, for a relative pronoun the phrase before the comma. After "und": the
    subject of the clause before.
    """
    items = unit.items
    start = unit.clause_start(verb)
    behind = _behind(unit, verb)
    if verb > 0 and items[verb - 1].lower in COORDINATIONS:
        following = items[verb + 1].lower if verb + 1 < len(items) else ""
        if behind and following in SUBJECT_PRONOUNS:
            return behind.start, behind.end
        return _shared(unit, verb - 1)
    if start == verb:
        inserted = _before_insertion(unit, start - 1) if start > 1 and items[start - 1].text == "," else None
        if inserted and inserted[1] == start - 1:
            return inserted
        if items[verb].tag == "aux" and start > 0 and items[start - 1].text == ",":
            # "…, habe sie kontrolliert": the subject stands in an earlier clause.
            return None
        if behind and unit.actor(behind):
            return behind.start, behind.end
        if start > 1 and items[start - 1].text == ",":
            return _before_insertion(unit, start - 1) or ((behind.start, behind.end) if behind else None)
        return (behind.start, behind.end) if behind else None
    first = start
    while first < verb and (items[first].lower in COORDINATIONS or items[first].lower in tables.adverbs()):
        first += 1
    if first + 1 < verb and items[first].tag == "prep" and items[first + 1].lower in _RELATIVES and first > 0:
        if items[first - 1].text == "," and not unit.phrase_at(first + 1):
            phrase = _first_nominative(unit, first + 2, verb)
            return (phrase.start, phrase.end) if phrase else None
    if first < verb and items[first].tag == "sub":
        phrase = _first_nominative(unit, first + 1, verb)
        if items[first].lower in ("als", "wie") and behind and (phrase is None or phrase.end == verb == first + 2):
            # "Als Antwort sagte ein Sprecher"
            return behind.start, behind.end
        return (phrase.start, phrase.end) if phrase else None
    if first == start and first > 0 and items[first - 1].text == "," and items[first].lower in _RELATIVES:
        if verb >= unit.clause_end(verb) - 2 and first + 1 < verb:
            return _antecedent(unit, first)
    if first == start and (listed := _enumeration(unit, start)) is not None and first < verb:
        return listed, _trimmed(unit, unit.phrase_at(first).end, verb)  # type: ignore[union-attr]
    if first == verb:
        if behind and unit.actor(behind):
            return behind.start, behind.end
        if start < first and items[start].lower in COORDINATIONS:
            return _shared(unit, start)
        return (behind.start, behind.end) if behind else None
    phrase = unit.phrase_at(first)
    if phrase and phrase.nominative and phrase.end <= verb:
        swapped = behind and unit.actor(behind) and not unit.actor(phrase)
        if not (swapped and behind):
            if items[verb - 1].lower in SUBJECT_PRONOUNS and verb - 1 > phrase.start:
                return verb - 1, verb
            coordinated = _coordination_before(unit, phrase.end, verb)
            if coordinated:
                return phrase.start, phrase.end
            return phrase.start, _trimmed(unit, phrase.end, verb)
        return behind.start, behind.end
    for index in range(verb - 1, first, -1):
        if items[index].lower in ("und", "aber", "doch") and index == verb - 1:
            return _shared(unit, index)
    if behind:
        return behind.start, behind.end
    return None


def _behind(unit: Unit, verb: int) -> Phrase | None:
    end = unit.clause_end(verb)
    for phrase in unit.phrases:
        if phrase.start > verb and phrase.start < end and phrase.nominative:
            between = range(verb + 1, phrase.start)
            if any(unit.items[i].tag in ("sub",) for i in between):
                return None
            return _with_apposition(unit, phrase)
    return None


def _with_apposition(unit: Unit, phrase: Phrase) -> Phrase:
    """Takes in ", ein Anwalt der Kläger" after a name, up to the comma, colon or end that closes it."""
    items = unit.items
    comma = phrase.end
    if comma >= len(items) or items[comma].text != "," or not unit.actor(phrase):
        return phrase
    if items[phrase.start].lower in SUBJECT_PRONOUNS and phrase.end == phrase.start + 1:
        return phrase
    apposition = unit.phrase_at(comma + 1)
    if apposition is None or items[comma + 1].tag == "pron" or not unit.actor(apposition):
        return phrase
    end = unit.clause_end(comma + 1)
    if any(items[i].tag == "aux" or items[i].lower in tables.verb_forms() for i in range(apposition.end, end)):
        return phrase
    if end == apposition.end or all(items[i].tag in ("prep", "noun", "det", "word") for i in range(apposition.end, end)):
        return Phrase(phrase.start, phrase.head, end, phrase.nominative, phrase.core_end)
    return phrase


def _first_nominative(unit: Unit, start: int, end: int) -> Phrase | None:
    return next((p for p in unit.phrases if p.start >= start and p.end <= end and p.nominative), None)


def _before_insertion(unit: Unit, comma: int) -> tuple[int, int] | None:
    """Subject before an apposition or inserted clause: "Ein Sprecher der Polizei, Lars Beringer, sagte"."""
    start = unit.clause_start(comma)
    if start == 0:
        return None
    outer = unit.clause_start(start - 1)
    phrase = _opening_phrase(unit, outer)
    if not phrase or not phrase.nominative or not unit.actor(phrase):
        return None
    apposition = unit.phrase_at(start)
    if apposition and apposition.end >= comma - 1 and phrase.end == start - 1:
        return phrase.start, comma
    return phrase.start, phrase.end


def _opening_phrase(unit: Unit, start: int) -> Phrase | None:
    while start < len(unit.items) and (
        unit.items[start].lower in COORDINATIONS or unit.items[start].lower in ("dass", "auch")
    ):
        start += 1
    return unit.phrase_at(start) if start < len(unit.items) else None


def _enumeration(unit: Unit, start: int) -> int | None:
    """First item of "A, B und C" whose last part opens the clause at ``start``: the parts before are phrases alone."""
    items = unit.items
    phrase = unit.phrase_at(start)
    if phrase is None or not phrase.nominative or not any(
        items[i].lower in ("und", "sowie") for i in range(start, phrase.end)
    ):
        return None
    first = start
    while first > 1 and items[first - 1].text == ",":
        before = next((p for p in unit.phrases if p.end == first - 1), None)
        if before is None or unit.clause_start(before.start) != before.start or not unit.actor(before):
            break
        first = before.start
    return first if first < start and first == 0 else None


def _antecedent(unit: Unit, relative: int) -> tuple[int, int] | None:
    phrase = next((p for p in reversed(unit.phrases) if p.end <= relative and p.end >= relative - 2), None)
    return (phrase.start, phrase.end) if phrase else None


def _shared(unit: Unit, conjunction: int) -> tuple[int, int] | None:
    """Subject of the main clause before "und": its opening phrase, or the one behind its verb."""
    if conjunction == 0:
        return None
    phrase = _opening_phrase(unit, 0)
    if phrase and phrase.nominative and phrase.end <= conjunction and unit.actor(phrase):
        return phrase.start, phrase.end
    return None


def _coordination_before(unit: Unit, start: int, end: int) -> bool:
    return any(unit.items[i].lower in COORDINATIONS for i in range(start, end))


def _trimmed(unit: Unit, end: int, verb: int) -> int:
    """The end of a subject in first position: phrases after it belong to it, adverbs before the verb do not."""
    last = verb
    while last > end and unit.items[last - 1].tag in ("word", "aux"):
        last -= 1
    if last - end > 15:
        return end
    return last if all(unit.items[i].tag != "punct" for i in range(end, last)) else end
