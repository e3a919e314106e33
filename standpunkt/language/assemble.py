"""Decoded predicates as statements and stances with character offsets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from standpunkt.language.annotations import CharSpan, Stance, Statement
from standpunkt.language.calibration import Calibration
from standpunkt.language.decode import Decoded, Found, share
from standpunkt.language.distance import distance_of
from standpunkt.language.holders import FIRST_PERSON, holders_of, sayers_of
from standpunkt.language.labels import MEDIA, POLARITIES, STATEMENT_KINDS
from standpunkt.language.nearby import Nearby
from standpunkt.language.restraint import is_negated, is_nobody, without_inner
from standpunkt.language.settings import Thresholds
from standpunkt.language.viterbi import Floats, TagSpan
from standpunkt.language.windows import Words

SAME_QUOTE = 0.5
SNAP_WORDS = 2
"""A direct quote whose edges are this near to a quotation's marks takes them for its edges."""
UNTAGGED = 0.5
"""Stands in for the tagger's probability where it passed over a quotation."""
TRUST_IN_TAGGER = 2.0
"""How much more a polarity counts that the tagger gave the cue too."""
QUOTED_NAME_WORDS = 7
"""Longest quotation that can be a name, its marks included."""
MIN_WORDS = 3
"""A quote without marks of its own has at least this many words."""
JOIN_WORDS = 2
"""Words that may part two pieces of one target."""
"""Inside a direct quote these are its speaker."""
EDGE_MARKS = ",;:–—-"
Range = tuple[int, int]
Quotes = Nearby[tuple[CharSpan, int]]
"""Pieces of quotes with the numbers of their statements."""


@dataclass(frozen=True)
class _Draft:
    """A statement in word ranges."""

    kind: str
    found: Found
    quote: tuple[Range, ...]
    sureness: float

    @property
    def hull(self) -> Range:
        return self.quote[0][0], self.quote[-1][1]

    @cached_property
    def words(self) -> frozenset[int]:
        """Numbers of the quote's words."""
        return frozenset(word for first, last in self.quote for word in range(first, last))


def statements_of(
    words: Words, decoded: Decoded, thresholds: Thresholds, calibration: Calibration
) -> list[Statement]:
    """Statements in order of their text, each quote once; those inside another's quote know it."""
    drafts = []
    for found in decoded.quotes:
        least = thresholds.statement if found.tagged else thresholds.quotation
        if found.sureness >= least:
            draft = _draft(words, found)
            if draft.kind == "direct" or len(draft.words) >= MIN_WORDS:
                drafts.append(draft)
    kept: list[_Draft] = []
    by_place: Nearby[_Draft] = Nearby()
    for draft in sorted(drafts, key=lambda d: (-d.sureness, d.hull)):
        if not any(_repeats(draft, other) for own in draft.quote for other in by_place.of(own)):
            kept.append(draft)
            for own in draft.quote:
                by_place.add(own, draft)
    kept.sort(key=lambda d: (d.hull[0], -d.hull[1]))
    numbered = Nearby((own, (i, draft)) for i, draft in enumerate(kept) for own in draft.quote)
    return [
        replace(_statement(words, draft, calibration), parent=_parent(numbered, i, draft))
        for i, draft in enumerate(kept)
    ]


def _draft(words: Words, found: Found) -> _Draft:
    kind = STATEMENT_KINDS[int(np.argmax(found.classes[1:]))]
    if (found.kind == "direct") != (kind == "direct"):
        # Direct quotes are told by their layer: a fragment in quotation marks may stand in any kind.
        kind = found.kind
    own = (found.first, found.last)
    if kind == "direct":
        return _Draft(kind, found, (_snapped(words, own),), found.sureness)
    labelled = [(s.first, s.last) for s in found.roles.get("quote", ())]
    further = [r for r in labelled if not (r[0] < own[1] and own[0] < r[1])]
    return _Draft(kind, found, tuple(sorted([own, *further])), found.sureness)


def _snapped(words: Words, own: Range) -> Range:
    for first, last in words.quoted_by_place.of((max(own[0] - SNAP_WORDS, 0), own[0] + SNAP_WORDS + 1)):
        if abs(first - own[0]) <= SNAP_WORDS and abs(last - own[1]) <= SNAP_WORDS:
            return first, last
    return own


def _repeats(one: _Draft, other: _Draft) -> bool:
    if (one.kind == "direct") != (other.kind == "direct"):
        return False
    mine, theirs = one.words, other.words
    return len(mine & theirs) >= SAME_QUOTE * min(len(mine), len(theirs)) and (
        one.kind != "direct" or share(*one.hull, *other.hull) >= SAME_QUOTE
    )


def _statement(words: Words, draft: _Draft, calibration: Calibration) -> Statement:
    found = draft.found
    trim = draft.kind != "direct"
    spans = {part: [] for part in ("speaker", "cue", "addressee")}  # type: dict[str, list[CharSpan]]
    labelled = found.roles.get("role", ())
    if not trim:
        sayers = sayers_of(words, [s for s in labelled if s.label == "speaker"], draft.quote[0][0])
        labelled = [s for s in labelled if s.label != "speaker" or s in sayers]
    for span in labelled:
        spans[span.label].append(
            chars(words, (span.first, span.last)) if span.label == "cue" else _whole(words, span)
        )
    frame = tuple(chars(words, (s.first, s.last)) for s in found.roles.get("frame", ()))
    quote = tuple(_quote_chars(words, r, trim) for r in draft.quote)
    telling = [*spans["cue"], *frame] or (quote if draft.kind == "reported" else ())
    return Statement(
        statement_kind=draft.kind,
        quote_spans=quote,
        confidence=calibration.statement(draft.sureness * (found.tagged or UNTAGGED)),
        medium=MEDIA[int(np.argmax(found.media))],
        speaker_spans=tuple(spans["speaker"]),
        cue_spans=tuple(spans["cue"]),
        frame_spans=frame,
        addressee_spans=tuple(spans["addressee"]),
        distance=distance_of(words.text, telling),
    )


def _quote_chars(words: Words, own: Range, trim: bool) -> CharSpan:
    """Characters of a quote; commas and line breaks at its edges belong to the frame or to nobody."""
    first, last = own
    while trim and last - first > 1 and words.text[words.starts[first]] in EDGE_MARKS + "\n":
        first += 1
    while last - first > 1 and words.text[words.starts[last - 1]] in (EDGE_MARKS + "\n" if trim else "\n"):
        last -= 1
    return chars(words, (first, last))


def _whole(words: Words, span: TagSpan) -> CharSpan:
    """Character span of a role; a short quotation, a name mostly, is taken in whole."""
    first, last = span.first, span.last
    near = (max(first - QUOTED_NAME_WORDS, 0), last + QUOTED_NAME_WORDS)
    for start, end in words.quoted_by_place.of(near):
        if end - start <= QUOTED_NAME_WORDS and start < last and first < end:
            first, last = min(first, start), max(last, end)
    return chars(words, (first, last))


def chars(words: Words, own: Range) -> CharSpan:
    """Character span of a word range."""
    return CharSpan(int(words.starts[own[0]]), int(words.ends[own[1] - 1]))


def _parent(drafts: Nearby[tuple[int, _Draft]], index: int, draft: _Draft) -> int | None:
    """The smallest quote that holds this one's words, of equal ones the first."""
    mine = draft.words
    first = draft.quote[0][0]
    holding = [
        (len(other.words), i)
        for i, other in drafts.of((first, first + 1))
        if mine < other.words or (mine == other.words and i < index)
    ]
    return min(holding)[1] if holding else None


def stances_of(
    words: Words,
    decoded: Decoded,
    statements: Sequence[Statement],
    thresholds: Thresholds,
    calibration: Calibration,
) -> list[Stance]:
    """Stances in order of their text, one a holder, target and sentence."""
    found: dict[tuple[CharSpan, CharSpan, CharSpan], Stance] = {}
    quotes = Nearby((span, (span, i)) for i, s in enumerate(statements) for span in s.quote_spans)
    for cue in decoded.cues:
        if cue.tagged * float(_polarities(cue).max()) < thresholds.stance or is_negated(words, cue):
            continue
        for stance in _stances(words, cue, decoded, statements, quotes, calibration):
            key = (stance.sentence, stance.holder or stance.sentence, stance.target)
            if key not in found or found[key].confidence < stance.confidence:
                found[key] = stance
    outer = without_inner(list(found.values()))
    return sorted(outer, key=lambda s: (s.sentence, s.cue or s.sentence, s.target))


def _stances(
    words: Words,
    cue: Found,
    decoded: Decoded,
    statements: Sequence[Statement],
    quotes: Quotes,
    calibration: Calibration,
) -> Iterable[Stance]:
    sentence = _sentence(words, decoded, cue.first)
    cue_chars = chars(words, (cue.first, cue.last))
    number = _innermost(quotes, cue_chars)
    arguments = cue.roles.get("argument", ())
    targets = _joined([s for s in arguments if s.label == "target"])
    holders: list[CharSpan] = [_whole(words, s) for s in holders_of(words, (cue.first, cue.last), arguments)]
    holders = [holder for holder in holders if not is_nobody(words, holder)]
    if not holders and number is not None:
        holders = list(statements[number].speaker_spans[:1])
    polarities = _polarities(cue)
    polarity = POLARITIES[int(np.argmax(polarities))]
    for target in _within(words, targets, sentence):
        for holder in holders:
            yield Stance(
                sentence=sentence,
                target=_quote_chars(words, target, True),
                polarity=polarity,
                attribution=_attribution(statements, number, holder, words.text),
                confidence=calibration.stance(cue.tagged * float(polarities.max())),
                holder=holder,
                cue=cue_chars,
                condition=next(
                    (chars(words, (s.first, s.last)) for s in cue.roles.get("condition", ())), None
                ),
                reporter=_reporter(statements, number, holder, words.text),
                statement=number,
            )


def _polarities(cue: Found) -> Floats:
    """Probabilities of the polarities: the role labeller's, with the tagger's as a second opinion."""
    opinion = np.asarray([TRUST_IN_TAGGER if cue.polarity == p else 1.0 for p in POLARITIES], np.float32)
    weighed: Floats = cue.classes[1:] * opinion
    found: Floats = weighed / weighed.sum() * np.float32(cue.sureness)
    return found


def _joined(targets: Sequence[TagSpan]) -> list[TagSpan]:
    """Targets that only a mark or a short word parts are one."""
    joined: list[TagSpan] = []
    for target in targets:
        before = joined[-1] if joined else None
        if before and target.first - before.last <= JOIN_WORDS:
            surer = max(before.probability, target.probability)
            joined[-1] = TagSpan(before.first, target.last, target.label, surer)
        else:
            joined.append(target)
    return joined


def _within(words: Words, targets: Sequence[TagSpan], sentence: CharSpan) -> list[Range]:
    """What of the targets lies in the evidence sentence; a target elsewhere has no evidence."""
    first = int(np.searchsorted(words.starts, sentence.start_char, side="left"))
    last = int(np.searchsorted(words.ends, sentence.end_char, side="right"))
    clipped = [(max(target.first, first), min(target.last, last)) for target in targets]
    return [own for own in clipped if own[0] < own[1]]


def _sentence(words: Words, decoded: Decoded, word: int) -> CharSpan:
    starts = decoded.sentence_starts
    at = int(np.searchsorted(starts, word, side="right")) - 1
    first = int(starts[at])
    last = int(starts[at + 1]) if at + 1 < len(starts) else len(words)
    while last - first > 1 and words.text[words.starts[last - 1]].isspace():
        last -= 1
    while last - first > 1 and words.text[words.starts[first]].isspace():
        first += 1
    return chars(words, (first, last))


def _innermost(quotes: Quotes, cue: CharSpan) -> int | None:
    holding = [
        (end - start, i)
        for (start, end), i in quotes.of(cue)
        if start <= cue.start_char and cue.end_char <= end
    ]
    return min(holding)[1] if holding else None


def _same_speaker(statement: Statement, holder: CharSpan, text: str) -> bool:
    if statement.statement_kind == "direct" and text[slice(*holder)].lower() in FIRST_PERSON:
        return True
    return any(
        s.start_char < holder.end_char and holder.start_char < s.end_char for s in statement.speaker_spans
    )


def _attribution(statements: Sequence[Statement], number: int | None, holder: CharSpan, text: str) -> str:
    """Own words inside the holder's direct quote, reported inside any other statement, else narrated."""
    if number is None:
        return "narrated"
    statement = statements[number]
    own = statement.statement_kind == "direct" and _same_speaker(statement, holder, text)
    return "own words" if own else "reported"


def _reporter(
    statements: Sequence[Statement], number: int | None, holder: CharSpan, text: str
) -> CharSpan | None:
    if number is None or not statements[number].speaker_spans:
        return None
    if _same_speaker(statements[number], holder, text):
        return None
    return statements[number].speaker_spans[0]
