"""What a cue verb introduces: quotation, clause or infinitive, with the frame around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from standpunkt.language import tables
from standpunkt.language.annotations import CharSpan
from standpunkt.language.cues import Hit, hits, required_word, speakers
from standpunkt.language.phrases import COORDINATIONS
from standpunkt.language.units import Unit, has_second_subjunctive, is_subjunctive

CUE_LEMMAS = frozenset(tables.cues())


@dataclass
class Draft:
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
    parent: "Draft | None" = field(default=None, repr=False)


def cue_spans(unit: Unit, words: Sequence[int]) -> tuple[CharSpan, ...]:
    """Adjacent words of a cue as one span."""
    spans: list[list[int]] = []
    for word in sorted(set(words)):
        if spans and word == spans[-1][1]:
            spans[-1][1] = word + 1
        else:
            spans.append([word, word + 1])
    return tuple(unit.span(start, end) for start, end in spans)


_POSSIBLE = tables.words("possible")


def by_verbs(unit: Unit) -> list[Draft]:
    """Statements of a unit that a cue verb introduces, with its frame, speaker and addressee."""
    drafts = []
    found = hits(unit, CUE_LEMMAS)
    for position, (hit, subject) in enumerate(zip(found, speakers(unit, found), strict=True)):
        speaker = subject
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
        if (
            speaker
            and unit.items[speaker[0]].lower in ("es", "man", "das", "dies")
            and speaker[1] - speaker[0] == 1
        ):
            if cue.lemma != "heißen":
                continue
            speaker = _document(unit, hit)
        later = [other for other in found[position + 1 :] if other.finite > hit.last]
        content = _content(unit, hit, words, cue, later, speaker)
        if content is None:
            continue
        kind, rule, start, end = content
        if kind == "indirect" and hit.negated and cue.medium != "thought" and _open_content(unit, start):
            # "erklärten nie, wie …": what was not said.
            continue
        if speaker and speaker[0] < end and start < speaker[1] and kind != "direct":
            continue
        frame = _frames(unit, start, end, speaker, words)
        drafts.append(
            Draft(
                kind, rule, [unit.span(start, end)], unit.span(*speaker) if speaker else None,
                cue_spans(unit, words), frame, _addressee(unit, hit, speaker, start, end), cue.medium,
                cue.distance,
            )
        )  # fmt: skip
    return drafts


def _open_content(unit: Unit, start: int) -> bool:
    first = unit.items[start].lower
    return first in ("dass", "daß", "ob") or first in _QUESTION_WORDS


_DOCUMENT = re.compile(
    r"(bericht|berichts|mitteilung|erklärung|resolution|stellungnahme|schreiben|brief|papier|studie|urteil|begründung"
    r"|meldung|seite|aufruf|antrag|entwurf|vertrag|beschluss|kommentar|gutachten|notiz|botschaft|homepage)$",
    re.IGNORECASE,
)


def _document(unit: Unit, hit: Hit) -> tuple[int, int] | None:
    """What speaks in "In dem Bericht heißt es": the document, without its preposition."""
    start, end = unit.clause_start(hit.finite), unit.clause_end(hit.last)
    for phrase in unit.phrases:
        placed = start < phrase.start < end and unit.items[phrase.start - 1].lower in ("in", "im", "auf")
        if placed and _DOCUMENT.search(unit.items[phrase.head].text):
            return phrase.start, phrase.end
    return None


def _frames(
    unit: Unit, start: int, end: int, speaker: tuple[int, int] | None, words: Sequence[int]
) -> tuple[CharSpan, ...]:
    """The rest of the unit around the quotation, as far as cue and speaker stand there."""
    inside = [*words, *(range(*speaker) if speaker else ())]
    frames = []
    if any(word < start for word in inside) and start > 0:
        frames.append(unit.span(0, start))
    if any(word >= end for word in inside) and end < unit.body_end:
        frames.append(unit.span(end, unit.body_end))
    return tuple(frames)


def _content(
    unit: Unit,
    hit: Hit,
    words: Sequence[int],
    cue: tables.Cue,
    later: Sequence[Hit],
    speaker: tuple[int, int] | None,
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
    """The quotation of a verb: before it, after it with a colon or comma, or within its clause."""
    items = unit.items
    quotes = list(unit.quotes)
    for index in quotes:
        gap = clause_start - index
        if (gap == 2 and clause_start == hit.finite) or (gap == 1 and not is_title(unit, index)):
            return index
    for index in quotes:
        mark = items[clause_end].text if index == clause_end + 1 else ""
        if mark == ":" or (mark == "," and not is_title(unit, index)):
            return index
    for index in quotes:
        if clause_start <= index < clause_end and not is_title(unit, index):
            if index == clause_start and index < hit.finite and index + 1 == hit.finite:
                return index
            if index > hit.finite and len(items[index].text.split()) > 1:
                return index
    return None


def is_title(unit: Unit, index: int) -> bool:
    """Whether a quotation is a name or title rather than words somebody said."""
    words = unit.items[index].text.strip('„“”"»«‚‘›‹').split()
    if not words:
        return True
    if words[-1][-1:] in ".!?":
        return False
    small = {word.lower().strip(".,") for word in words if word[:1].islower()}
    return words[0][:1].isupper() and len(words) <= 6 and small <= tables.words("within_titles")


_QUESTION_WORDS = tables.words("question_words")


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
    if first.lower in ("dass", "daß", "ob") or (first.lower in _QUESTION_WORDS and "ind" in cue.content):
        return "indirect_dass", start, end
    if first.lower in COORDINATIONS or first.tag == "quote" or first.lower == "so":
        return None
    clause_end = unit.clause_end(start)
    reach = (
        clause_end
        if clause_end - start > 4 or clause_end >= end
        else min(unit.clause_end(clause_end + 1), end)
    )
    if "ind" in cue.content and first.tag != "sub" and not _relative(unit, start):
        if is_subjunctive(unit, start, min(reach + 8, end)):
            return "indirect_konjunktiv", start, end
        if has_second_subjunctive(unit, start, reach) and items[start - 1].text in ",:":
            return "indirect_konjunktiv", start, end
    if (
        ends_in_infinitive(unit, start, end)
        and first.tag != "sub"
        and not _relative(unit, start)
        and first.lower != "um"
    ):
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
            if closing.tag == "aux" or any(
                r.shape == "finite" for r in tables.verb_forms().get(closing.lower, ())
            ):
                return index
    return end


def _relative(unit: Unit, start: int) -> bool:
    """Whether a clause is relative: opens with a relative pronoun and has its finite verb at its end."""
    items = unit.items
    index = start + 1 if items[start].tag == "prep" else start
    if index >= len(items) or items[index].lower not in tables.words("relative_pronouns"):
        return False
    end = unit.clause_end(start)
    last = items[end - 1]
    finite_last = last.tag == "aux" or any(
        f.shape == "finite" for f in tables.verb_forms().get(last.lower, ())
    )
    phrase = unit.phrase_at(index)
    return finite_last and not (phrase and any(items[i].tag == "aux" for i in range(phrase.end, end - 1)))


def ends_in_infinitive(unit: Unit, start: int, end: int) -> bool:
    """Whether the clause at ``start`` ends in an infinitive with "zu"."""
    clause_end = min(unit.clause_end(start), end)
    for index in range(start, clause_end):
        item = unit.items[index]
        if (
            (
                item.lower == "zu"
                and index + 1 < clause_end
                and unit.items[index + 1].lower.endswith(("en", "ern", "eln", "sein", "tun"))
            )
            and unit.items[index + 1].tag in ("word", "aux")
            and index + 3 >= clause_end - 1
        ):
            return True
        if (
            item.tag == "word"
            and "zu" in item.lower[2:]
            and item.lower.endswith("en")
            and index >= clause_end - 2
        ):
            return any(
                f.shape == "infinitive" for f in tables.verb_forms().get(item.lower, ())
            ) or _joined_zu(item.lower)
    return False


def _joined_zu(word: str) -> bool:
    """Whether "zu" stands inside a separable infinitive: "voranzutreiben"."""
    return any(word.startswith(prefix + "zu") for prefix in tables.words("separable"))


def _addressee(
    unit: Unit, hit: Hit, speaker: tuple[int, int] | None, start: int, end: int
) -> CharSpan | None:
    items = unit.items
    low, high = unit.clause_start(hit.finite), unit.clause_end(hit.last)
    for index in range(low, high):
        if start <= index < end:
            continue
        if items[index].lower == "gegenüber" and (phrase := unit.phrase_at(index + 1)):
            return unit.span(phrase.start, phrase.end)
    if hit.lemma not in (
        "sagen",
        "mit|teilen",
        "erklären",
        "auf|fordern",
        "erzählen",
        "bitten",
        "bestätigen",
    ):
        return None
    for phrase in unit.phrases:
        first = items[phrase.start]
        if hit.finite < phrase.start < high and not start <= phrase.start < end and first.tag == "det":
            if speaker and speaker[0] <= phrase.start < speaker[1]:
                continue
            if phrase.start and items[phrase.start - 1].tag == "prep":
                continue
            dative = first.lower in ("dem", "einem", "den") or (
                first.lower in ("der", "die") and speaker is not None
            )
            if (
                dative
                and unit.actor(phrase)
                and (first.lower != "die" or hit.lemma in ("auf|fordern", "bitten"))
            ):
                return unit.span(phrase.start, phrase.end)
    return None
