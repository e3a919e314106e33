"""Where sentences, paragraphs and direct speech of a text begin and end, found once and then looked up."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

# Not after "2.", "J." or "Dr.".
_SENTENCE_END = re.compile(
    r"(?<!\d)(?<!\b[A-ZÄÖÜ])(?<!\bDr)(?<!\bProf)(?<!\bSt)[.!?][\s\"“”«»]+(?=[„»A-ZÄÖÜ])|\n"
)


@dataclass(frozen=True)
class Sentences:
    """The sentences of one text by the offsets where they start."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Sentences":
        """The sentences of ``text``; a line break ends one as well."""
        ends = (match.end() for match in _SENTENCE_END.finditer(text))
        return cls(text, (0, *(end for end in ends if end < len(text))))

    def number(self, position: int) -> int:
        """Which sentence ``position`` is in."""
        return bisect_right(self.starts, position) - 1

    def start(self, position: int) -> int:
        """Where the sentence of ``position`` starts."""
        return self.starts[self.number(position)]

    def before(self, position: int) -> tuple[int, int] | None:
        """Range of the last sentence with words before that of ``position``."""
        number = self.number(position)
        while number > 0:
            start_char, end_char = self.starts[number - 1], self.starts[number]
            if self.text[start_char:end_char].strip():
                return start_char, end_char
            number -= 1
        return None

    def opens_paragraph(self, position: int) -> bool:
        """Whether the sentence of ``position`` is the first one of its line."""
        start_char = self.start(position)
        return start_char == 0 or self.text[start_char - 1] == "\n"


@dataclass(frozen=True)
class Quotes:
    """Ranges of direct speech."""

    ranges: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, ranges: Iterable[tuple[int, int]]) -> "Quotes":
        """From ranges in any order, nested or not."""
        outer: list[tuple[int, int]] = []
        for start_char, end_char in sorted(ranges):
            if outer and start_char < outer[-1][1]:
                outer[-1] = (outer[-1][0], max(outer[-1][1], end_char))
            else:
                outer.append((start_char, end_char))
        return cls(tuple(outer))

    def around(self, position: int) -> tuple[int, int] | None:
        """The direct speech ``position`` is in."""
        number = bisect_right(self.ranges, (position, float("inf"))) - 1
        if number >= 0 and self.ranges[number][0] <= position < self.ranges[number][1]:
            return self.ranges[number]
        return None
