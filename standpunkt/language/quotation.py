"""Quotation marks: which stretches of a text are quoted, nested and unclosed ones included.

German writes „…“ »…« ‚…‘ ›…‹, the press also „…”, „…", "…" and «…». U+201C closes German
quotations but opens English ones, so it opens only where nothing is open to close and a word follows.
"""

import re
from dataclasses import dataclass

from standpunkt.language.nearby import Nearby

_LOW = "„‚"
_CLOSERS = {"„": '“”"', "‚": "‘’'", "»": "«", "›": "‹", "«": "»", "‹": "›", "“": '”"', '"': '"'}
_MARK = re.compile("[„‚»›«‹“”\"‘’']")
MAX_LENGTH = 2500
"""Characters after which an open quotation is taken for unclosed: speeches are cut by paragraph anyway."""


@dataclass(frozen=True)
class Quotation:
    """One quoted stretch, marks included; ``level`` 0 is the outermost."""

    start_char: int
    end_char: int
    level: int
    closed: bool

    @property
    def inner_start(self) -> int:
        """Where the quoted words begin."""
        return self.start_char + 1

    @property
    def inner_end(self) -> int:
        """Where the quoted words end."""
        return self.end_char - 1 if self.closed else self.end_char


def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of ``text`` in order of their start.

    A quotation left open ends with its paragraph, unless a later mark closes it in a following paragraph
    without another opening in between. An opening mark repeated inside one (each paragraph of a long
    quotation may repeat it) starts an inner quotation only if it is closed too.
    """
    found: list[Quotation] = []
    open_marks: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        open_marks = _drop_stale(text, open_marks, at, found)
        closes = next(
            (i for i in reversed(range(len(open_marks))) if mark in _CLOSERS[open_marks[i][0]]), None
        )
        if mark in "‘’'" and (closes is None or (before.isalnum() and after.isalnum())):
            continue
        if closes is not None and _can_close(mark, open_marks[closes][0], before, after):
            opener = open_marks[closes]
            # What was opened inside and never closed is a repeated mark, not a quotation.
            open_marks = open_marks[:closes]
            found.append(Quotation(opener[1], at + 1, len(open_marks), True))
        elif mark in _LOW or (mark in '»›«‹“"' and _can_open(mark, before, after)):
            same = sum(opener == mark for opener, _ in open_marks)
            if same and (mark == '"' or _repeats(text, mark, at, same)):
                continue
            open_marks.append((mark, at))
    _drop_stale(text, open_marks, len(text) + MAX_LENGTH, found)
    return tuple(sorted(_nested(found), key=lambda quotation: (quotation.start_char, -quotation.end_char)))


def _nested(found: list[Quotation]) -> list[Quotation]:
    """Leaves out quotations that cross another one; the closed ones stand before the unclosed."""
    kept: list[Quotation] = []
    by_place: Nearby[Quotation] = Nearby()
    for one in sorted(found, key=lambda quotation: not quotation.closed):
        own = (one.start_char, one.end_char)
        if not any(_crosses(one, other) or _crosses(other, one) for other in by_place.of(own)):
            kept.append(one)
            by_place.add(own, one)
    return kept


def _crosses(one: Quotation, other: Quotation) -> bool:
    return one.start_char < other.start_char < one.end_char < other.end_char


def _can_close(mark: str, opener: str, before: str, after: str) -> bool:
    if mark == opener == '"':
        return not (before.isspace() and after.isalnum())
    if mark in "«»‹›":
        return not before.isspace() or not after.isalnum()
    return True


def _can_open(mark: str, before: str, after: str) -> bool:
    return not before.isalnum() and (after.isalnum() or (mark != "“" and after in "„‚›‹([…"))


def _repeats(text: str, mark: str, at: int, still_open: int) -> bool:
    """Whether an opening mark inside its own kind only repeats it: too few closing marks follow."""
    paragraph_end = text.find("\n", at)
    rest = text[at : paragraph_end if paragraph_end >= 0 else len(text)]
    return sum(rest.count(closer) for closer in _CLOSERS[mark]) < rest.count(mark) + still_open


def _drop_stale(
    text: str, open_marks: list[tuple[str, int]], at: int, found: list[Quotation]
) -> list[tuple[str, int]]:
    """Ends quotations that stayed open over too long a stretch at the end of their paragraph."""
    kept = []
    for level, (opener, start) in enumerate(open_marks):
        paragraph_end = text.find("\n", start)
        paragraph_end = len(text) if paragraph_end < 0 else paragraph_end
        if at <= paragraph_end or (
            at - start <= MAX_LENGTH and opener in "„»" and _resumes(text, paragraph_end)
        ):
            kept.append((opener, start))
        elif paragraph_end - start > 2 and opener not in "‚‘'" and not kept:
            end = start + len(text[start:paragraph_end].rstrip())
            if end - start > 2:
                found.append(Quotation(start, end, level, False))
    return kept


def _resumes(text: str, paragraph_end: int) -> bool:
    """Whether the next paragraph repeats the opening mark, as long quotations do."""
    return text[paragraph_end:].lstrip()[:1] in ("„", "»")
