"""Who is for or against what: the cue with its polarity first, then holder and target given the cue.

A stance needs a holder the rules can name; a cue without one gives nothing. Negation turns the polarity
where German usage is clear ("verzichtet nicht auf") and drops the stance where it is not. The demanded
content of a clause keeps its surface: "fordert, auf X zu verzichten" supports the whole infinitive.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from standpunkt.language import tables
from standpunkt.language.annotations import CharSpan, Stance, Statement
from standpunkt.language.copula import by_copula
from standpunkt.language.cues import Hit, clause_stop, coordinate_start, hits, neither_before, speakers
from standpunkt.language.findings import Finding
from standpunkt.language.phrases import NEGATIONS, Phrase
from standpunkt.language.precision import PRECISION
from standpunkt.language.quotation import quotations
from standpunkt.language.restraint import carries_none, is_addressee, is_question, was_meant
from standpunkt.language.stance_nouns import by_nouns
from standpunkt.language.statements import document_units
from standpunkt.language.targets import find_target
from standpunkt.language.units import Unit, units

_LEMMAS = frozenset(tables.complements())
_CUES = frozenset(tables.cues())
_SAID = (_CUES - tables.words("told")) | tables.words("said")
_OWN = tables.words("own")
_FIRST_PERSON = {"ich", "wir"}
_IMPERSONAL = {"es", "man", "das", "dies"}
_NOT_REFUSED = {
    "aus|schließen": "ambivalent",
    "ab|lehnen": "ambivalent",
    "verzichten": "support",
    "weigern": "support",
}
_HYPOTHETICAL = {"wenn", "falls", "ob", "sofern", "als", "wie"}
_CONDITIONS = {"wenn", "falls", "sofern", "solange"}


def find_stances(doc: Doc) -> list[Stance]:
    """Stances of a document in the order of their cues; needs ``doc._.statements``."""
    statements: tuple[Statement, ...] = doc._.statements
    found: list[Finding] = []
    for unit in document_units(doc):
        found += _in_unit(unit, None)
    for statement in statements:
        if statement.statement_kind == "direct" and statement.speaker_spans:
            for unit in _inside(doc, statement):
                found += _in_unit(unit, statement.speaker_spans[0])
        elif statement.statement_kind in ("indirect", "indirect_free_indirect") and statement.speaker_spans:
            found += _demands(doc, statement)
    found.sort(key=lambda finding: (finding.cue, finding.target))
    stances: list[Stance] = []
    for finding in found:
        stance = _stance(doc, finding, statements)
        if not any(_same(stance, other) for other in stances):
            stances.append(stance)
    return stances


def _same(one: Stance, other: Stance) -> bool:
    overlap = one.target.start_char < other.target.end_char and other.target.start_char < one.target.end_char
    return one.sentence == other.sentence and one.holder == other.holder and overlap


def _names(doc: Doc) -> list[tuple[int, int]]:
    return [
        (m.span.start_char, m.span.end_char)
        for m in doc._.mentions
        if m.mention_form == "name" and m.entity_kind in ("person", "organisation", "country", "place")
    ]


def _inside(doc: Doc, statement: Statement) -> Iterator[Unit]:
    """The sentences within a direct quotation."""
    for start, end in statement.quote_spans:
        span = doc.char_span(start + 1, end - 1, alignment_mode="contract")
        if span is not None and len(span) > 2:
            inner = [q for q in quotations(doc.text) if start < q.start_char and q.end_char < end]
            yield from units(doc, inner, _names(doc), (span.start, span.end))


def _in_unit(unit: Unit, speaker: CharSpan | None) -> list[Finding]:
    found = []
    if is_question(unit):
        return []
    verbs = hits(unit, _LEMMAS | frozenset(tables.cues()))
    for hit, items in zip(verbs, speakers(unit, verbs), strict=True):
        if hit.lemma not in _LEMMAS or items is None or (hit.modal and hit.modal not in _OWN):
            continue
        if unit.items[unit.clause_start(hit.finite)].lower in _HYPOTHETICAL:
            continue
        if carries_none(unit, hit, items) or (speaker and is_addressee(unit, items[0])):
            continue
        for holder in _holders(unit, items, speaker):
            finding = _by_complement(unit, hit, holder, items)
            if finding:
                found.append(finding)
    return found + by_nouns(unit) + by_copula(unit)


def _holders(unit: Unit, items: tuple[int, int], speaker: CharSpan | None) -> list[CharSpan]:
    """Who holds the stance of a subject: one holder each for "CDU und SPD".

    "ich" and "wir" in a quotation are its speaker, elsewhere the author, who holds none here.
    """
    word = unit.items[items[0]].lower
    if word in _FIRST_PERSON:
        return [speaker] if speaker else []
    phrase = next((p for p in unit.phrases if items[0] <= p.start < items[1]), None)
    if phrase is None or not unit.actor(phrase) or (items[1] - items[0] == 1 and word in _IMPERSONAL):
        return []
    parts = [[items[0], items[0]]]
    for index in range(*items):
        if unit.items[index].text in ("und", "sowie", "noch", ",") and parts[-1][1] > parts[-1][0]:
            parts.append([index + 1, index + 1])
        else:
            parts[-1][1] = index + 1
    if len(parts) == 2 and unit.items[parts[0][1]].text == ",":
        # An apposition: "Der Sprecher der Fraktion, Jan Roth": the name is the holder.
        first, last = parts[1]
        named = all(unit.items[i].start in unit.mentions for i in range(first, last))
        return [unit.span(first, last)] if named and last > first else [unit.span(*items)]
    phrases = [Phrase(start, end - 1, end, True, end) for start, end in parts if end > start]
    if len(phrases) > 1 and all(_named(unit, part) for part in phrases) and not _determined(unit, phrases):
        return [unit.span(part.start, part.end) for part in phrases]
    return [unit.span(*items)]


def _named(unit: Unit, phrase: Phrase) -> bool:
    return any(unit.items[i].start in unit.mentions for i in range(phrase.start, phrase.end))


def _determined(unit: Unit, parts: Sequence[Phrase]) -> bool:
    """Whether one article governs all parts ("die Präsidenten Frankreichs und Polens")."""
    return (
        unit.items[parts[0].start].lower in ("die", "der", "den")
        and len(range(parts[1].start, parts[1].end)) == 1
    )


_ORDER = {"dass": 0, "inf": 1, "davor": 1, "acc": 3, "dat": 4, "bare": 5}
"""Clauses before prepositions before bare objects: the more explicit complement decides."""


def _by_complement(
    unit: Unit, hit: Hit, holder: CharSpan, holder_items: tuple[int, int] | None
) -> Finding | None:
    start, end = coordinate_start(unit, hit.finite), unit.clause_end(hit.last)
    complements = sorted(tables.complements()[hit.lemma], key=lambda pair: _ORDER.get(pair[0], 2))
    for complement, polarity in complements:
        target = find_target(unit, hit, complement, start, end, holder_items)
        if target is None:
            continue
        first, last = target
        turned = _polarity(unit, hit, polarity, first, last)
        if turned is None:
            return None
        if unit.items[first].lower in NEGATIONS:
            first += 1
        if first >= last:
            return None
        kind = complement if complement in ("acc", "dat", "dass", "inf", "bare", "need") else "preposition"
        cue = unit.span(hit.verb, hit.verb + 1)
        if turned == "support" and complement == "inf" and last - first > 2 and _examines(unit, last):
            turned, last = "ambivalent", last - 2
        spoken = hit.lemma in _SAID
        return Finding(unit, f"stance_{kind}", turned, holder, unit.span(first, last), cue, spoken)
    return None


def _examines(unit: Unit, last: int) -> bool:
    """Whether an infinitive only wants to look into something: "kündigte an, den Plan zu prüfen"."""
    return (
        last > 2
        and unit.items[last - 2].lower == "zu"
        and unit.items[last - 1].lower
        in (
            "prüfen",
            "überprüfen",
            "untersuchen",
            "erwägen",
            "überdenken",
        )
    )


def _polarity(unit: Unit, hit: Hit, polarity: str, first: int, last: int) -> str | None:
    items = unit.items
    start, end = coordinate_start(unit, hit.finite), clause_stop(unit, hit)
    negated = neither_before(unit, start)
    for index in range(start, min(end, len(items))):
        if items[index].lower in NEGATIONS and not first < index < last:
            following = items[index + 1].lower if index + 1 < len(items) else ""
            negated = negated or following not in ("nur", "zuletzt", "allein")
    if not negated:
        return polarity
    if polarity == "support":
        return "oppose"
    return _NOT_REFUSED.get(hit.lemma)


_FORECASTS = ("rechnen", "befürchten", "erwarten", "hinnehmen", "büßen")
_DEMANDING = {"müsse", "müssten", "solle", "sollten", "sollte"}


def _demands(doc: Doc, statement: Statement) -> list[Finding]:
    """ "…, die EU müsse handeln": what a reported clause says ought to be is wanted by its speaker."""
    found = []
    for start, end in statement.quote_spans:
        span = doc.char_span(start, end, alignment_mode="contract")
        if span is None:
            continue
        inner = [q for q in quotations(doc.text) if start <= q.start_char and q.end_char <= end]
        for unit in units(doc, inner, _names(doc), (span.start, span.end)):
            finding = _demand(unit, statement.speaker_spans[0])
            if finding:
                found.append(finding)
    return found


def _demand(unit: Unit, speaker: CharSpan) -> Finding | None:
    items = unit.items
    for index, item in enumerate(items):
        if item.lower not in _DEMANDING or item.tag != "aux":
            continue
        start, end = unit.clause_start(index), min(unit.clause_end(index), unit.body_end)
        whole = items[0].lower in ("dass", "daß") and not any(items[i].tag == "sub" for i in range(1, index))
        if whole and index == end - 1:
            # Commas of an enumeration inside the clause do not cut it.
            start = 1
        elif (
            items[start].tag == "sub"
            or start == index
            or (items[start].lower in _RELATIVES and index == end - 1)
        ):
            continue
        words = [items[i].lower for i in range(start, end)]
        if any(word in NEGATIONS or word in _HYPOTHETICAL for word in words) or len(words) < 4:
            continue
        if words[-1] in _FORECASTS or "lediglich" in words:
            # "müsse mit einer Haftstrafe rechnen", "sollten lediglich als Vorwand dienen"
            continue
        if was_meant(words) or (words[0] in _RELATIVES and index == start + 1):
            continue
        if words[0] in ("er", "sie", "ich", "es", "und", "aber", "auch", "damit"):
            continue
        cue = unit.span(index, index + 1)
        return Finding(unit, "stance_demand", "support", speaker, unit.span(start, end), cue, True)
    return None


_RELATIVES = tables.words("stances_relatives")


_RESTRICTING = ("sofern", "vorausgesetzt")


def _condition(finding: Finding) -> tuple[CharSpan | None, bool]:
    """The conditional clause of a unit, and whether it restricts ("nur wenn")."""
    unit = finding.unit
    for index, item in enumerate(unit.items):
        if item.lower in _CONDITIONS and (
            index == 0 or unit.items[index - 1].text == "," or _only(unit, index)
        ):
            end = min(unit.clause_end(index), unit.body_end)
            return unit.span(index, end), _only(unit, index) or item.lower in _RESTRICTING
    return None, False


def _only(unit: Unit, index: int) -> bool:
    return index > 0 and unit.items[index - 1].lower in ("nur", "lediglich", "erst")


def _stance(doc: Doc, finding: Finding, statements: Sequence[Statement]) -> Stance:
    condition, restricts = _condition(finding)
    number = _statement_of(finding, statements)
    statement = statements[number] if number is not None else None
    attribution = "reported" if finding.spoken else "narrated"
    reporter = None
    if statement is not None:
        own = statement.statement_kind == "direct" and _within(finding.cue, statement)
        attribution = "own words" if own else "reported"
        speaker = statement.speaker_spans[0] if statement.speaker_spans else None
        if speaker is not None and not _overlap(speaker, finding.holder) and _within(finding.cue, statement):
            pronoun = doc.text[slice(*finding.holder)].lower() in ("er", "sie", "ich", "wir")
            reporter = None if pronoun else speaker
    cue = doc.char_span(*finding.cue, alignment_mode="expand")
    sentence = cue.sent if cue is not None else doc[:]
    text = sentence.text.rstrip()
    return Stance(
        sentence=CharSpan(sentence.start_char, sentence.start_char + len(text)),
        target=finding.target,
        polarity="ambivalent" if restricts else finding.polarity,
        attribution=attribution,
        confidence=PRECISION[finding.rule],
        holder=finding.holder,
        cue=finding.cue,
        condition=condition,
        reporter=reporter,
        statement=number,
    )


def _overlap(one: CharSpan, other: CharSpan) -> bool:
    return one.start_char < other.end_char and other.start_char < one.end_char


def _within(span: CharSpan, statement: Statement) -> bool:
    return any(q.start_char <= span.start_char and span.end_char <= q.end_char for q in statement.quote_spans)


def _statement_of(finding: Finding, statements: Sequence[Statement]) -> int | None:
    """The innermost statement whose quotation holds the cue, else the one whose own cue it is."""
    inside = [i for i, s in enumerate(statements) if _within(finding.cue, s)]
    if inside:
        return min(inside, key=lambda i: sum(q.end_char - q.start_char for q in statements[i].quote_spans))
    return next(
        (i for i, s in enumerate(statements) if any(_overlap(c, finding.cue) for c in s.cue_spans)), None
    )
