"""Who says what: quotations, indirect speech, reported speech, and sentences that carry speech on.

Five kinds after Petersen-Frey and Biemann (2024), who follow Semino and Short: direct (quotation marks),
indirect (a frame with a dass clause, a clause in Konjunktiv or an infinitive), reported (the act of speech
with a noun phrase), free indirect and indirect free indirect (further sentences without a frame, the latter
in Konjunktiv).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from standpunkt.language import tables
from standpunkt.language.annotations import CharSpan, Mention, Statement
from standpunkt.language.cues import hits, required_word, speaker_of
from standpunkt.language.frames import CUE_LEMMAS, Draft, by_verbs, cue_spans, is_title
from standpunkt.language.offices import is_body, is_office
from standpunkt.language.phrases import AUXILIARIES, MODALS, SUBJECT_PRONOUNS
from standpunkt.language.precision import PRECISION
from standpunkt.language.quotation import quotations
from standpunkt.language.sources import SourceHit, names_source, so_hit, source_hits
from standpunkt.language.units import Unit, has_second_subjunctive, is_subjunctive, units


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
    drafts: list[Draft] = []
    previous: Draft | None = None
    silent = 0
    before: Unit | None = None
    for unit in document_units(doc):
        here = _unit_statements(unit)
        pointing = _pointing_back(unit, before) if before and not _covered(drafts, before) else None
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
        if not here and previous is not None:
            previous = _after_silence(unit, previous)
        previous = outer[-1] if outer else previous if not here and silent < 2 else None
    return _finished(drafts, doc.text)


def _after_silence(unit: Unit, previous: Draft) -> Draft:
    """The draft to carry on from behind a sentence of the author: its own subject speaks, if it names one."""
    phrase = unit.phrase_at(0)
    if phrase is None or not phrase.nominative or not unit.actor(phrase):
        return previous
    if unit.items[0].lower in SUBJECT_PRONOUNS and phrase.end == 1:
        return previous
    return replace(previous, speaker=unit.span(phrase.start, phrase.end), kind="reported")


def _covered(drafts: Sequence[Draft], before: Unit) -> bool:
    """Whether a statement already covers the unit before."""
    return bool(drafts) and drafts[-1].quote[-1].end_char > before.start_char


def _pointing_back(unit: Unit, before: Unit) -> Draft | None:
    """ "Dies teilte die Polizei mit.": the sentence before is what was said."""
    if unit.items[0].lower not in ("dies", "das", "dieses") or len(unit.items) < 4 or unit.body_end > 20:
        return None
    for hit in hits(unit, CUE_LEMMAS):
        cue = tables.cues()[hit.lemma]
        speaker = speaker_of(unit, hit)
        if hit.finite != 1 or hit.negated or hit.passive or "ind" not in cue.content or speaker is None:
            continue
        if speaker[0] > hit.finite and _can_speak(unit, speaker) and before.body_end > 3:
            return Draft(
                "indirect", "indirect_back", [before.span(0, before.body_end), unit.span(0, 1)],
                unit.span(*speaker), cue_spans(unit, hit.words), (unit.span(1, unit.body_end),),
                None, cue.medium, cue.distance,
            )  # fmt: skip
    return None


def _unit_statements(unit: Unit) -> list[Draft]:
    drafts: list[Draft] = []
    covered: list[CharSpan] = []
    for draft in [*by_verbs(unit), *_by_sources(unit), *_by_so(unit)]:
        if not any(_overlap(span, other) for span in draft.quote for other in covered):
            drafts.append(draft)
            covered += draft.quote
        elif (parent := _quoting(draft, drafts)) is not None:
            drafts.append(replace(draft, parent=parent))
    if not drafts:
        reported = _reported(unit)
        drafts = [reported] if reported else []
    return drafts


def _quoting(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
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


def _by_sources(unit: Unit) -> list[Draft]:
    """ "Nach Angaben der Polizei …", "laut …", "… zufolge": the rest of the sentence is the quotation."""
    drafts: list[Draft] = []
    for hit in source_hits(unit):
        if drafts:
            break
        if hit.source.words[0] == "aus" and hits(unit, CUE_LEMMAS):
            # "Er erläuterte die Lage aus Sicht Chinas": whose view it is, not who says so.
            continue
        clause = _relative_clause(unit, hit.start)
        if clause is not None:
            rest = unit.span(hit.end, clause) if hit.end < clause else None
            if rest and names_source(unit, hit):
                drafts.append(
                    Draft(
                        "indirect", "indirect_source", [rest], unit.span(*hit.speaker),
                        (unit.span(*hit.cue),), (unit.span(hit.start, hit.end),), None, hit.source.medium,
                    )
                )  # fmt: skip
            continue
        if hit.start == 0 and hit.end < unit.body_end:
            spans = [unit.span(hit.end + (unit.items[hit.end].text == ","), unit.body_end)]
        else:
            spans = []
            before = hit.start - (unit.items[hit.start - 1].text == "," if hit.start else 0)
            if before > 0:
                spans.append(unit.span(0, before))
            after = hit.end + (hit.end < len(unit.items) and unit.items[hit.end].text == ",")
            if after < unit.body_end:
                spans.append(unit.span(after, unit.body_end))
        if not spans:
            continue
        cue = (unit.span(*hit.cue),)
        speaker = unit.span(*hit.speaker) if names_source(unit, hit) else _own_source(unit, hit)
        drafts.append(
            Draft("indirect", "indirect_source", spans, speaker, cue, (unit.span(hit.start, hit.end),), None,
                   hit.source.medium)
        )  # fmt: skip
    return drafts


def _own_source(unit: Unit, hit: SourceHit) -> CharSpan | None:
    """Who speaks in "Die Partei hat nach eigenen Angaben …": the subject of the sentence."""
    own = any(unit.items[i].lower.startswith("eigene") for i in range(*hit.speaker))
    phrase = unit.phrase_at(0)
    if not own or phrase is None or not phrase.nominative or not unit.actor(phrase):
        return None
    return unit.span(phrase.start, phrase.end)


def _relative_clause(unit: Unit, index: int) -> int | None:
    """End of the relative clause an item stands in, None outside one."""
    start = unit.clause_start(index)
    if start == 0 or unit.items[start - 1].text != ",":
        return None
    first = unit.items[start + (unit.items[start].tag == "prep")]
    return unit.clause_end(index) if first.lower in tables.words("relative_pronouns") else None


def _by_so(unit: Unit) -> list[Draft]:
    """ "…, so der Minister": what stands before is the quotation."""
    found = so_hit(unit)
    if found is None:
        return []
    comma, so, end = found
    quote = unit.span(0, comma)
    kind = "direct" if comma == 1 and unit.items[0].tag == "quote" else "indirect"
    frame = (unit.span(comma, end),)
    return [Draft(kind, f"{kind}_so", [quote], unit.span(so + 1, end), (unit.span(so, so + 1),), frame)]


def _reported(unit: Unit) -> Draft | None:
    """A main clause that names the act of speech with a noun phrase: "Sie kritisierte den Beschluss."."""
    for hit in hits(unit, CUE_LEMMAS):
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
        return Draft(
            "reported", "reported", [CharSpan(unit.start_char, unit.end_char)], unit.span(*speaker),
            medium=cue.medium, distance=cue.distance,
        )  # fmt: skip
    return None


_NO_SPEAKERS = {"es", "man", "das", "dies", "ich", "wir"}


def _can_speak(unit: Unit, speaker: tuple[int, int]) -> bool:
    """Whether a phrase names an actor of the text; the author's "ich" and "wir" are none."""
    if speaker[1] - speaker[0] == 1 and unit.items[speaker[0]].lower in _NO_SPEAKERS:
        return False
    return any(unit.actor(p) for p in unit.phrases if speaker[0] <= p.start < speaker[1])


def _carried_on(unit: Unit, previous: Draft, doc: Doc) -> Draft | None:
    """A sentence without a frame that goes on with what was said before it."""
    first = unit.items[0]
    if first.tag == "quote" and unit.body_end <= 1:
        if is_title(unit, 0) or _heading(unit, doc):
            return None
        return Draft(
            "direct", "direct_continued", [unit.span(0, 1)], previous.speaker, medium=previous.medium
        )
    gap = doc.text[previous.quote[-1].end_char : unit.start_char]
    if first.tag == "sub" or gap.count("\n") > 2:
        return None
    if _hearsay(unit) and "\n" not in gap:
        span = CharSpan(unit.start_char, unit.end_char)
        return Draft("free_indirect", "free_indirect", [span], previous.speaker, medium=previous.medium)
    spoken = previous.kind in ("indirect", "indirect_free_indirect") and "\n" not in gap
    if not is_subjunctive(unit, 0, len(unit.items)) and not (
        spoken and has_second_subjunctive(unit, 0, len(unit.items))
    ):
        return None
    span = CharSpan(unit.start_char, unit.end_char)
    speaker = _frame_subject(unit) or previous.speaker
    return Draft(
        "indirect_free_indirect", "indirect_free_indirect", [span], speaker, medium=previous.medium,
        distance=previous.distance,
    )  # fmt: skip


def _frame_subject(unit: Unit) -> CharSpan | None:
    """Subject of a main clause in the indicative at the start: "Braun spekuliert, die Lage sei …"."""
    phrase = unit.phrase_at(0)
    if phrase is None or not phrase.nominative or not unit.actor(phrase) or unit.items[0].tag == "pron":
        return None
    if is_subjunctive(unit, 0, unit.clause_end(0)) or has_second_subjunctive(unit, 0, unit.clause_end(0)):
        return None
    if unit.items[0].lower.startswith(("sein", "ihr")):
        # "Seine Frau ist krank, und er wolle …": told by the speaker before.
        return None
    following = unit.phrase_at(phrase.end)
    end = following.end if following and unit.items[following.start].tag == "noun" else phrase.end
    return unit.span(phrase.start, end)


def _heading(unit: Unit, doc: Doc) -> bool:
    """Whether a quotation is a short line of its own, which may quote anybody."""
    start, end = unit.start_char, unit.end_char
    alone = (not start or "\n" in doc.text[start - 2 : start]) and "\n" in doc.text[end : end + 2]
    return alone and len(unit.items[0].text) < 60


def _hearsay(unit: Unit) -> bool:
    """Whether a sentence tells as hearsay what "soll" have happened: "Er soll geflohen sein."."""
    items = unit.items
    last = items[unit.body_end - 1] if unit.body_end else items[0]
    if last.lower not in ("haben", "sein", "werden"):
        return False
    return any(item.lower in ("soll", "sollen") and item.tag == "aux" for item in items)


def _quotes_within(unit: Unit, here: Sequence[Draft]) -> list[Draft]:
    """Quotations inside a statement of the unit, and those no cue verb introduces."""
    drafts = []
    for index in unit.quotes:
        span = unit.span(index, index + 1)
        if any(draft.kind == "direct" and span in draft.quote for draft in here) or is_title(unit, index):
            continue
        halves = [d for d in here if d.kind == "direct" and d.parent is None and d.speaker]
        if halves and index and unit.items[index - 1].text == "," and index + 1 >= unit.body_end:
            # „Niemals“, so Braun, „werden wir …“
            drafts.append(replace(halves[0], rule="direct_continued", quote=[span]))
            continue
        parent = next(
            (d for d in here if d.kind != "direct" and any(_within(span, quote) for quote in d.quote)), None
        )
        if parent is not None:
            drafts.append(replace(parent, kind="direct", rule="direct_nested", quote=[span], parent=parent))
        elif (alone := _unframed(unit, index, span)) is not None:
            drafts.append(alone)
    return drafts


def _unframed(unit: Unit, index: int, span: CharSpan) -> Draft | None:
    """A quotation without a cue verb: after "Name: ", or long or lower-case enough to be somebody's words."""
    words = unit.items[index].text.split()
    if index > 1 and unit.items[index - 1].text == ":":
        phrases = [p for p in unit.phrases if p.end <= index and p.nominative and unit.actor(p)]
        if phrases:
            phrase = phrases[0]
            speaker = unit.span(phrase.start, phrase.end)
            return Draft("direct", "direct_colon", [span], speaker, frame=(unit.span(0, index),))
    small = {word.lower().strip(".,") for word in words if word[:1].islower()}
    verbal = any(word in AUXILIARIES or word in MODALS or word in tables.verb_forms() for word in small)
    spoken = words[-1].rstrip('“”"»«‘’')[-1:] in (".", "!", "?") and len(words) > 3
    lower = unit.items[index].text[1:2].islower()
    if spoken or (len(words) > 5 and (lower or verbal)) or (len(words) > 1 and lower):
        return Draft("direct", "direct_unframed", [span])
    return None


def _within(span: CharSpan, outer: CharSpan) -> bool:
    return outer.start_char <= span.start_char and span.end_char <= outer.end_char


def _adjacent(one: Draft, following: Draft, text: str) -> bool:
    between = text[one.quote[-1].end_char : following.quote[0].start_char]
    return len(one.quote) == 1 and not between.strip()


def _finished(drafts: list[Draft], text: str) -> list[Statement]:
    merged: list[Draft] = []
    for draft in drafts:
        last = next((d for d in reversed(merged) if d.parent is None), None)
        if (
            draft.kind == "indirect_free_indirect" and draft.parent is None and last is not None
            and last.kind == draft.kind and last.speaker == draft.speaker
            and _adjacent(last, draft, text)
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
    for whole in spans:
        span = _source_itself(doc.text, whole)
        words = doc.text[span.start_char : span.end_char].split()
        if not words or any(_overlap(span, m.span) and m.mention_form == "name" for m in known):
            continue
        if len(words) == 1 and words[0].lower() in SUBJECT_PRONOUNS:
            kind = "person" if words[0].lower() in ("er", "ich") else "other"
            mentions.append(Mention(span, kind, "pronoun", PRECISION["pronoun"]))
            continue
        nouns = [word.strip(",()") for word in words if word[:1].isupper()]
        kind = next(
            ("person" if is_office(n) else "organisation" for n in nouns if is_office(n) or is_body(n)),
            "other",
        )
        mentions.append(Mention(span, kind, "office", PRECISION["office"]))
    return mentions


def _source_itself(text: str, span: CharSpan) -> CharSpan:
    """ "der Polizei" in "ersten Angaben der Polizei"; empty if no source follows the noun."""
    nouns = "|".join(source.words[-1] for source in tables.sources() if source.position == "gen")
    match = re.match(rf"(?:\S+ ){{0,3}}?(?:{nouns})\b\s*(?:vo[nm] )?", text[slice(*span)], re.IGNORECASE)
    return CharSpan(span.start_char + match.end(), span.end_char) if match else span
