"""Who says what: quotations, indirect speech, reported speech, and sentences that carry speech on.

Five kinds after Petersen-Frey and Biemann (2024), who follow Semino and Short: direct (quotation marks),
indirect (a frame with a dass clause, a clause in Konjunktiv or an infinitive), reported (the act of speech with
a noun phrase), free indirect and indirect free indirect (further sentences without a frame, the latter in
Konjunktiv).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from standpunkt.language import tables
from standpunkt.language.annotations import CharSpan, Mention, Statement
from standpunkt.language.cues import Hit, hits, required_word, so_hit, source_hits, speaker_of, speakers
from standpunkt.language.entities import is_office
from standpunkt.language.grammar import (
    COORDINATIONS,
    SUBJECT_PRONOUNS,
    SUBJUNCTIONS,
    Unit,
    has_second_subjunctive,
    is_body,
    is_subjunctive,
    units,
)
from standpunkt.language.precision import PRECISION
from standpunkt.language.quotation import Quotation, quotations

_CUE_LEMMAS = frozenset(tables.cues())


@dataclass
class _Draft:
    """A statement of one unit before quotations are nested and confidence is set."""

    kind: str
    rule: str
    quote: list[CharSpan]
    speaker: CharSpan | None = None
    cue: tuple[CharSpan, ...] = ()
    frame: tuple[CharSpan, ...] = ()
    addressee: CharSpan | None = None
    medium: str = "speech"
    distance: str = "neutral"
    parent: "_Draft | None" = field(default=None, repr=False)


def document_units(doc: Doc) -> list[Unit]:
    """The document's sentences, joined where a quotation runs over several."""
    names = [
        (m.span.start_char, m.span.end_char)
        for m in doc._.mentions
        if m.mention_form == "name" and m.entity_kind in ("person", "organisation", "country", "place")
    ]
    return units(doc, quotations(doc.text), names)


def find_statements(doc: Doc) -> list[Statement]:
    """Statements of a document in the order of their quotations, parents before what they quote."""
    drafts: list[_Draft] = []
    previous: _Draft | None = None
    silent = 0
    before: Unit | None = None
    for unit in document_units(doc):
        here = _unit_statements(unit)
        pointing = _pointing_back(unit, before) if before and not silent_before(drafts, before) else None
        if pointing is not None:
            here = [pointing]
        before = unit
        if not here and previous is not None:
            carried = _carried_on(unit, previous, doc)
            here = [carried] if carried else []
        here += _quotes_within(unit, here)
        drafts += here
        outer = [draft for draft in here if draft.parent is None and draft.speaker]
        # One sentence of the author's own may stand between a speech and its continuation.
        silent = 0 if here else silent + 1
        previous = outer[-1] if outer else previous if not here and silent < 2 else None
    return _finished(drafts)


def silent_before(drafts: Sequence[_Draft], before: Unit) -> bool:
    """Whether a statement already covers the unit before."""
    return bool(drafts) and drafts[-1].quote[-1].end_char > before.start_char


def _pointing_back(unit: Unit, before: Unit) -> _Draft | None:
    """ "Dies teilte die Polizei mit.": the sentence before is what was said."""
    if unit.items[0].lower not in ("dies", "das", "dieses") or len(unit.items) < 4 or unit.body_end > 20:
        return None
    for hit in hits(unit, _CUE_LEMMAS):
        cue = tables.cues()[hit.lemma]
        speaker = speaker_of(unit, hit)
        if hit.finite != 1 or hit.negated or hit.passive or "ind" not in cue.content or speaker is None:
            continue
        if speaker[0] > hit.finite and _can_speak(unit, speaker) and before.body_end > 3:
            return _Draft(
                "indirect", "indirect_back", [_span(before, 0, before.body_end), _span(unit, 0, 1)],
                _span(unit, *speaker), _cue_spans(unit, hit.words), (_span(unit, 1, unit.body_end),),
                None, cue.medium, cue.distance,
            )  # fmt: skip
    return None


def _unit_statements(unit: Unit) -> list[_Draft]:
    drafts: list[_Draft] = []
    covered: list[CharSpan] = []
    for draft in [*_by_verbs(unit), *_by_sources(unit), *_by_so(unit)]:
        if not any(_overlap(span, other) for span in draft.quote for other in covered):
            drafts.append(draft)
            covered += draft.quote
        elif (parent := _quoting(draft, drafts)) is not None:
            drafts.append(replace(draft, parent=parent))
    if not drafts:
        reported = _reported(unit)
        drafts = [reported] if reported else []
    return drafts


def _quoting(draft: _Draft, drafts: Sequence[_Draft]) -> _Draft | None:
    """The statement that quotes a draft whole: its quotation, speaker and cue."""
    spans = [*draft.quote, *draft.cue, *([draft.speaker] if draft.speaker else [])]
    if not draft.cue or not draft.speaker or any(draft.quote == other.quote for other in drafts):
        return None
    for other in drafts:
        if all(any(_within(span, quote) for quote in other.quote) for span in spans):
            return other
    return None


def _overlap(one: CharSpan, other: CharSpan) -> bool:
    return one.start_char < other.end_char and other.start_char < one.end_char


def _span(unit: Unit, start: int, end: int) -> CharSpan:
    return CharSpan(unit.char_start(start), unit.char_end(end))


def _cue_spans(unit: Unit, words: Sequence[int]) -> tuple[CharSpan, ...]:
    """Adjacent words of a cue as one span."""
    spans: list[list[int]] = []
    for word in sorted(set(words)):
        if spans and word == spans[-1][1]:
            spans[-1][1] = word + 1
        else:
            spans.append([word, word + 1])
    return tuple(_span(unit, start, end) for start, end in spans)


_POSSIBLE = {"kann", "können", "konnte", "konnten", "könne", "könnte", "könnten", "darf", "dürfen", "dürfte", "muss",
             "müssen", "soll", "sollen", "sollte", "sollten"}  # fmt: skip


def _by_verbs(unit: Unit) -> list[_Draft]:
    drafts = []
    found = [hit for hit in hits(unit, _CUE_LEMMAS)]
    for position, (hit, speaker) in enumerate(zip(found, speakers(unit, found), strict=True)):
        cue = tables.cues()[hit.lemma]
        if hit.modal in _POSSIBLE or (hit.modal and hit.negated):
            # "konnte nicht bestätigen, dass …" says nothing.
            continue
        words = list(hit.words)
        if cue.requires:
            required = required_word(unit, hit, cue.requires)
            if required is None:
                continue
            words.append(required)
        if speaker and unit.items[speaker[0]].lower in ("es", "man", "das", "dies") and speaker[1] - speaker[0] == 1:
            if cue.lemma != "heißen":
                continue
            speaker = _document(unit, hit)
        later = [other for other in found[position + 1 :] if other.finite > hit.last]
        content = _content(unit, hit, words, cue, later, speaker)
        if content is None:
            continue
        kind, rule, start, end = content
        if speaker and speaker[0] < end and start < speaker[1] and kind != "direct":
            continue
        frame = _frames(unit, start, end, speaker, words)
        drafts.append(
            _Draft(
                kind, rule, [_span(unit, start, end)], _span(unit, *speaker) if speaker else None,
                _cue_spans(unit, words), frame, _addressee(unit, hit, speaker, start, end), cue.medium, cue.distance,
            )
        )  # fmt: skip
    return drafts


_DOCUMENT = re.compile(
    r"(bericht|berichts|mitteilung|erklärung|resolution|stellungnahme|schreiben|brief|papier|studie|urteil|begründung"
    r"|meldung|seite|aufruf|antrag|entwurf|vertrag|beschluss|kommentar|gutachten|notiz|botschaft|homepage)$",
    re.IGNORECASE,
)


def _document(unit: Unit, hit: Hit) -> tuple[int, int] | None:
    """What speaks in "In dem Bericht heißt es": the document, without its preposition."""
    start, end = unit.clause_start(hit.finite), unit.clause_end(hit.last)
    for phrase in unit.phrases:
        if start < phrase.start < end and unit.items[phrase.start - 1].lower in ("in", "im", "auf"):
            if _DOCUMENT.search(unit.items[phrase.head].text):
                return phrase.start, phrase.end
    return None


def _frames(
    unit: Unit, start: int, end: int, speaker: tuple[int, int] | None, words: Sequence[int]
) -> tuple[CharSpan, ...]:
    """The rest of the unit around the quotation, as far as cue and speaker stand there."""
    inside = [*words, *(range(*speaker) if speaker else ())]
    frames = []
    if any(word < start for word in inside) and start > 0:
        frames.append(_span(unit, 0, start))
    if any(word >= end for word in inside) and end < unit.body_end:
        frames.append(_span(unit, end, unit.body_end))
    return tuple(frames)


def _content(
    unit: Unit, hit: Hit, words: Sequence[int], cue: tables.Cue, later: Sequence[Hit], speaker: tuple[int, int] | None
) -> tuple[str, str, int, int] | None:
    """Kind, rule and item range of what a cue introduces, or None if nothing can be told for sure."""
    items = unit.items
    clause_start, clause_end = unit.clause_start(hit.finite), unit.clause_end(max(words))
    if "dir" in cue.content:
        quoted = _quote_of(unit, hit, clause_start, clause_end)
        if quoted is not None:
            return "direct", "direct_verb", quoted, quoted + 1
    if cue.content & {"ind", "inf"}:
        if clause_end < len(items) and items[clause_end].text in (",", ":") and clause_end + 1 < len(items):
            following = _following(unit, clause_end + 1, cue, later)
            if following:
                return "indirect", *following
        if clause_start > 1 and items[clause_start - 1].text == "," and clause_start == hit.finite:
            closes = speaker is not None and speaker[0] > hit.finite and clause_end >= unit.body_end
            if is_subjunctive(unit, 0, clause_start - 1) or (closes and "ind" in cue.content):
                return "indirect", "indirect_inverted", 0, clause_start - 1
    if "ind" in cue.content and clause_start < len(items) and items[clause_start].lower == "wie":
        if not hit.passive and clause_end < len(items) - 2 and items[clause_end].text == ",":
            if clause_start == 0:
                return "indirect", "indirect_wie", clause_end + 1, unit.body_end
        elif clause_start > 1 and clause_end >= unit.body_end:
            return "indirect", "indirect_wie", 0, clause_start - 1
    return None


def _quote_of(unit: Unit, hit: Hit, clause_start: int, clause_end: int) -> int | None:
    """The quotation of a verb: before it with a comma, after it with a colon or comma, or within its clause."""
    items = unit.items
    quotes = list(unit.quotes)
    for index in quotes:
        if index < clause_start and clause_start - index <= 2 and not _is_title(unit, index):
            if clause_start == hit.finite or clause_start - index == 1:
                return index
    for index in quotes:
        if clause_end < len(items) and index == clause_end + 1 and items[clause_end].text in (":", ","):
            if not _is_title(unit, index) or items[clause_end].text == ":":
                return index
    for index in quotes:
        if clause_start <= index < clause_end and not _is_title(unit, index):
            if index == clause_start and index < hit.finite and index + 1 == hit.finite:
                return index
            if index > hit.finite and len(items[index].text.split()) > 1:
                return index
    return None


def _is_title(unit: Unit, index: int) -> bool:
    """Whether a quotation is a name or title rather than words somebody said."""
    words = unit.items[index].text.strip("„“”\"»«‚‘›‹").split()
    if not words:
        return True
    if words[-1][-1:] in ".!?":
        return False
    capital = sum(word[:1].isupper() for word in words)
    return words[0][:1].isupper() and (len(words) <= 2 or (len(words) <= 5 and capital >= len(words) - 2))


_WORDS_W = {"wie", "wer", "was", "wo", "wann", "warum", "weshalb", "ob", "welche", "welcher", "welches", "inwieweit"}


def _following(unit: Unit, start: int, cue: tables.Cue, later: Sequence[Hit]) -> tuple[str, int, int] | None:
    """Rule and item range of the clause behind a cue that says what was said."""
    items = unit.items
    end = unit.body_end
    for other in later:
        # Another cue verb that shares the subject ends the clause: "…, und fügte hinzu".
        before = other.finite - 1
        if before > start and items[before].lower in COORDINATIONS and items[before - 1].text == ",":
            end = min(end, before - 1)
            break
        if before > start and items[before].lower == "und" and other.finite < unit.body_end:
            end = min(end, before)
            break
    end = _main_clause_resumes(unit, start, end)
    if start >= end:
        return None
    first = items[start]
    if first.lower in ("dass", "daß", "ob") or (first.lower in _WORDS_W and "ind" in cue.content):
        return "indirect_dass", start, end
    if first.lower in COORDINATIONS or first.tag == "quote" or first.lower == "so":
        return None
    clause_end = unit.clause_end(start)
    reach = clause_end if clause_end - start > 4 or clause_end >= end else min(unit.clause_end(clause_end + 1), end)
    if "ind" in cue.content and first.tag != "sub" and not _relative(unit, start):
        if is_subjunctive(unit, start, min(reach + 8, end)):
            return "indirect_konjunktiv", start, end
        if has_second_subjunctive(unit, start, reach) and items[start - 1].text in ",:":
            return "indirect_konjunktiv", start, end
    if ends_in_infinitive(unit, start, end) and first.tag != "sub" and not _relative(unit, start) and first.lower != "um":
        return "indirect_infinitive", start, end
    return None


def _main_clause_resumes(unit: Unit, start: int, end: int) -> int:
    """Where, after a dass clause, a finite verb right behind a comma takes the main clause up again."""
    items = unit.items
    if items[start].lower != "dass":
        return end
    for index in range(start + 2, end):
        if items[index].text != "," or index + 2 >= end or items[index + 1].tag not in ("word", "aux"):
            continue
        readings = tables.verb_forms().get(items[index + 1].lower, ())
        if any(r.shape == "finite" for r in readings) and not any(r.shape == "participle" for r in readings):
            closing = items[index - 1]
            if closing.tag == "aux" or any(r.shape == "finite" for r in tables.verb_forms().get(closing.lower, ())):
                return index
    return end


def _relative(unit: Unit, start: int) -> bool:
    """Whether a clause is relative: opens with a relative pronoun and has its finite verb at its end."""
    items = unit.items
    index = start + 1 if items[start].tag == "prep" else start
    if index >= len(items) or items[index].lower not in ("der", "die", "das", "den", "dem", "dessen", "deren", "denen",
                                                         "welche", "welcher", "welches"):  # fmt: skip
        return False
    end = unit.clause_end(start)
    last = items[end - 1]
    finite_last = last.tag == "aux" or any(f.shape == "finite" for f in tables.verb_forms().get(last.lower, ()))
    phrase = unit.phrase_at(index)
    return finite_last and not (phrase and any(items[i].tag == "aux" for i in range(phrase.end, end - 1)))


def ends_in_infinitive(unit: Unit, start: int, end: int) -> bool:
    """Whether the clause at ``start`` ends in an infinitive with "zu"."""
    clause_end = min(unit.clause_end(start), end)
    for index in range(start, clause_end):
        item = unit.items[index]
        if item.lower == "zu" and index + 1 < clause_end and unit.items[index + 1].lower.endswith(("en", "ern", "eln", "sein", "tun")):
            if unit.items[index + 1].tag in ("word", "aux") and index + 3 >= clause_end - 1:
                return True
        if item.tag == "word" and "zu" in item.lower[2:] and item.lower.endswith("en") and index >= clause_end - 2:
            return any(f.shape == "infinitive" for f in tables.verb_forms().get(item.lower, ())) or bool(
                _ZU_INFINITIVE(item.lower)
            )
    return False


def _ZU_INFINITIVE(word: str) -> bool:
    prefixes = ("ab", "an", "auf", "aus", "ein", "vor", "mit", "nach", "bei", "durch", "um", "zurück", "fort", "her",
                "hin", "voran", "heran", "herbei", "hinaus", "heraus", "hervor", "hinein", "dar", "frei", "klar", "statt",
                "preis", "wahr", "über", "unter", "auseinander", "weiter", "zusammen", "teil", "fest", "bereit", "wieder", "entgegen", "los", "nieder")  # fmt: skip
    return any(word.startswith(prefix + "zu") for prefix in prefixes)


def _addressee(
    unit: Unit, hit: Hit, speaker: tuple[int, int] | None, start: int, end: int
) -> CharSpan | None:
    items = unit.items
    low, high = unit.clause_start(hit.finite), unit.clause_end(hit.last)
    for index in range(low, high):
        if start <= index < end:
            continue
        if items[index].lower == "gegenüber" and (phrase := unit.phrase_at(index + 1)):
            return _span(unit, phrase.start, phrase.end)
    if hit.lemma not in ("sagen", "mit|teilen", "erklären", "auf|fordern", "erzählen", "bitten", "bestätigen"):
        return None
    for phrase in unit.phrases:
        first = items[phrase.start]
        if hit.finite < phrase.start < high and not start <= phrase.start < end and first.tag == "det":
            if speaker and speaker[0] <= phrase.start < speaker[1]:
                continue
            if phrase.start and items[phrase.start - 1].tag == "prep":
                continue
            dative = first.lower in ("dem", "einem", "den") or (first.lower in ("der", "die") and speaker is not None)
            if dative and unit.actor(phrase) and (first.lower != "die" or hit.lemma in ("auf|fordern", "bitten")):
                return _span(unit, phrase.start, phrase.end)
    return None


def _by_sources(unit: Unit) -> list[_Draft]:
    """ "Nach Angaben der Polizei …", "laut …", "… zufolge": the rest of the sentence is the quotation."""
    drafts: list[_Draft] = []
    for hit in source_hits(unit):
        if drafts:
            break
        if hit.start == 0 and hit.end < unit.body_end:
            spans = [_span(unit, hit.end + (unit.items[hit.end].text == ","), unit.body_end)]
        else:
            start = _clause_from(unit, hit.start)
            spans = []
            before = hit.start - (unit.items[hit.start - 1].text == "," if hit.start else 0)
            if before > start:
                spans.append(_span(unit, start, before))
            after = hit.end + (hit.end < len(unit.items) and unit.items[hit.end].text == ",")
            if after < unit.body_end:
                spans.append(_span(unit, after, unit.body_end))
        if not spans:
            continue
        cue = (_span(unit, *hit.cue),)
        speaker = _span(unit, *hit.speaker)
        drafts.append(
            _Draft("indirect", "indirect_source", spans, speaker, cue, (_span(unit, hit.start, hit.end),), None,
                   hit.source.medium)
        )  # fmt: skip
    return drafts


def _clause_from(unit: Unit, index: int) -> int:
    """Where the clause around a source phrase begins: at the subjunction or relative pronoun, else at the unit."""
    return 0


def _by_so(unit: Unit) -> list[_Draft]:
    """ "…, so der Minister": what stands before is the quotation."""
    found = so_hit(unit)
    if found is None:
        return []
    comma, so, end = found
    quote = _span(unit, 0, comma)
    kind = "direct" if comma == 1 and unit.items[0].tag == "quote" else "indirect"
    frame = (_span(unit, comma, end),)
    return [
        _Draft(kind, f"{kind}_so", [quote], _span(unit, so + 1, end), (_span(unit, so, so + 1),), frame)
    ]


def _reported(unit: Unit) -> _Draft | None:
    """A main clause that names the act of speech with a noun phrase: "Sie kritisierte den Beschluss."."""
    for hit in hits(unit, _CUE_LEMMAS):
        cue = tables.cues()[hit.lemma]
        if "rep" not in cue.content or hit.modal:
            continue
        if cue.reports_with and required_word(unit, hit, cue.reports_with) is None:
            continue
        if unit.items[unit.clause_start(hit.finite)].tag == "sub" or unit.clause_start(hit.finite) > 0:
            continue
        speaker = speaker_of(unit, hit)
        if speaker is None or not _can_speak(unit, speaker):
            continue
        return _Draft(
            "reported", "reported", [CharSpan(unit.start_char, unit.end_char)], _span(unit, *speaker),
            medium=cue.medium, distance=cue.distance,
        )  # fmt: skip
    return None


_NO_SPEAKERS = {"es", "man", "das", "dies", "ich", "wir"}


def _can_speak(unit: Unit, speaker: tuple[int, int]) -> bool:
    """Whether a phrase names an actor of the text; the author's "ich" and "wir" are none."""
    if speaker[1] - speaker[0] == 1 and unit.items[speaker[0]].lower in _NO_SPEAKERS:
        return False
    return any(unit.actor(p) for p in unit.phrases if speaker[0] <= p.start < speaker[1])


def _carried_on(unit: Unit, previous: _Draft, doc: Doc) -> _Draft | None:
    """A sentence without a frame that goes on with what was said before it: in Konjunktiv, or all in quotation marks."""
    first = unit.items[0]
    if first.tag == "quote" and unit.body_end <= 1:
        if _is_title(unit, 0):
            return None
        return _Draft("direct", "direct_continued", [_span(unit, 0, 1)], previous.speaker, medium=previous.medium)
    gap = doc.text[previous.quote[-1].end_char : unit.start_char]
    if first.tag == "sub" or gap.count("\n") > 2:
        return None
    spoken = previous.kind in ("indirect", "indirect_free_indirect") and "\n" not in gap
    if not is_subjunctive(unit, 0, len(unit.items)) and not (
        spoken and has_second_subjunctive(unit, 0, len(unit.items))
    ):
        return None
    span = CharSpan(unit.start_char, unit.end_char)
    return _Draft(
        "indirect_free_indirect", "indirect_free_indirect", [span], previous.speaker, medium=previous.medium,
        distance=previous.distance,
    )  # fmt: skip


def _quotes_within(unit: Unit, here: Sequence[_Draft]) -> list[_Draft]:
    """Quotations inside a statement of the unit, and those no cue verb introduces."""
    drafts = []
    for index in unit.quotes:
        span = _span(unit, index, index + 1)
        if any(draft.kind == "direct" and span in draft.quote for draft in here) or _is_title(unit, index):
            continue
        parent = next((d for d in here if d.kind != "direct" and any(_within(span, quote) for quote in d.quote)), None)
        if parent is not None:
            drafts.append(replace(parent, kind="direct", rule="direct_nested", quote=[span], parent=parent))
        elif (alone := _unframed(unit, index, span)) is not None:
            drafts.append(alone)
    return drafts


def _unframed(unit: Unit, index: int, span: CharSpan) -> _Draft | None:
    """A quotation without a cue verb: after "Name: ", or long or lower-case enough to be somebody's words."""
    words = unit.items[index].text.split()
    if index > 1 and unit.items[index - 1].text == ":":
        phrases = [p for p in unit.phrases if p.end <= index and p.nominative and unit.actor(p)]
        if phrases:
            phrase = phrases[0]
            speaker = _span(unit, phrase.start, phrase.end)
            return _Draft("direct", "direct_colon", [span], speaker, frame=(_span(unit, 0, index),))
    spoken = words[-1].rstrip("“”\"»«‘’")[-1:] in (".", "!", "?") and len(words) > 3
    if spoken or len(words) > 5 or (len(words) > 1 and unit.items[index].text[1:2].islower()):
        return _Draft("direct", "direct_unframed", [span])
    return None


def _within(span: CharSpan, outer: CharSpan) -> bool:
    return outer.start_char <= span.start_char and span.end_char <= outer.end_char


def _finished(drafts: list[_Draft]) -> list[Statement]:
    merged: list[_Draft] = []
    for draft in drafts:
        last = next((d for d in reversed(merged) if d.parent is None), None)
        if (
            draft.kind == "indirect_free_indirect" and draft.parent is None and last is not None
            and last.kind == draft.kind and last.speaker == draft.speaker
        ):  # fmt: skip
            last.quote = [CharSpan(last.quote[0].start_char, draft.quote[-1].end_char)]
            for nested in drafts:
                if nested.parent is draft:
                    nested.parent = last
        else:
            merged.append(draft)
    merged.sort(key=lambda d: (d.quote[0].start_char, d.parent is not None, -d.quote[-1].end_char))
    position = {id(draft): number for number, draft in enumerate(merged)}
    return [
        Statement(
            statement_kind=draft.kind,
            quote_spans=tuple(draft.quote),
            confidence=PRECISION[draft.rule],
            medium=draft.medium,
            speaker_spans=(draft.speaker,) if draft.speaker else (),
            cue_spans=draft.cue,
            frame_spans=draft.frame,
            addressee_spans=(draft.addressee,) if draft.addressee else (),
            distance=draft.distance,
            parent=position[id(draft.parent)] if draft.parent is not None else None,
        )
        for draft in merged
    ]


def speaker_mentions(doc: Doc, spans: Iterable[CharSpan]) -> list[Mention]:
    """Pronoun and office mentions for speakers and holders that no named mention covers."""
    known = doc._.mentions
    mentions = []
    for span in spans:
        words = doc.text[span.start_char : span.end_char].split()
        if not words or any(_overlap(span, m.span) and m.mention_form == "name" for m in known):
            continue
        if len(words) == 1 and words[0].lower() in SUBJECT_PRONOUNS:
            kind = "person" if words[0].lower() in ("er", "ich") else "other"
            mentions.append(Mention(span, kind, "pronoun", PRECISION["pronoun"]))
            continue
        nouns = [word.strip(",()") for word in words if word[:1].isupper()]
        kind = next(("person" if is_office(n) else "organisation" for n in nouns if is_office(n) or is_body(n)), "other")
        mentions.append(Mention(span, kind, "office", PRECISION["office"]))
    return mentions


__all__ = ["SUBJUNCTIONS", "Quotation", "document_units", "find_statements", "speaker_mentions"]
