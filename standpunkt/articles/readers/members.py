"""What archives and mails hold: each member through its own reader, within limits that all levels share."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from standpunkt.articles.readers.raw import RawArticle, RawFile
from standpunkt.articles.unreadable import TooLarge, UnreadableFile, UnsupportedFormat, plain_line

MAX_DEPTH = 3
"""Archives and mails within each other; a fourth one is refused."""

MAX_MEMBERS = 10_000
"""Members read of one file, those of inner archives counted too."""

MAX_MEMBER_BYTES = 64 * 1024 * 1024
"""Largest member, unpacked."""

MAX_UNPACKED_BYTES = 128 * 1024 * 1024
"""All members of one file together, unpacked: their texts lie in memory side by side."""

MAX_RATIO = 200
"""Unpacked to packed size. Text is packed to a fifth, very uniform tables to a hundredth."""

RATIO_COUNTS_FROM = 1024 * 1024
"""Unpacked bytes below which any ratio is harmless."""

_SHOWN_NAME = 120
_DOMAIN = re.compile(r"(?:[a-z0-9äöü-]+\.)+[a-z]{2,}")


@dataclass
class Budget:
    """What is left of the limits while one file of the inbox is taken apart."""

    depth: int = 0
    members: int = MAX_MEMBERS
    unpacked: int = MAX_UNPACKED_BYTES

    def limit(self, packed: int) -> int:
        """Bytes that a member of ``packed`` bytes may have unpacked."""
        return min(MAX_MEMBER_BYTES, self.unpacked, max(RATIO_COUNTS_FROM, packed * MAX_RATIO))

    def excess(self, packed: int) -> str:
        """Which limit a member broke that has more than ``limit(packed)`` bytes."""
        allowed = self.limit(packed)
        if allowed == self.unpacked:
            return f"more than {MAX_UNPACKED_BYTES // 1024 // 1024} MiB in all when unpacked"
        if allowed == MAX_MEMBER_BYTES:
            return f"more than {MAX_MEMBER_BYTES // 1024 // 1024} MiB when unpacked"
        return f"more than {MAX_RATIO} times its packed size when unpacked"


# A reader's signature has no room for it, and inner archives draw on the same limits.
_BUDGET: ContextVar[Budget | None] = ContextVar("budget", default=None)


@contextmanager
def unpacking(path: str) -> Iterator[Budget]:
    """The limits for the members of ``path``; raises ``TooLarge`` beyond ``MAX_DEPTH``."""
    budget = _BUDGET.get() or Budget()
    if budget.depth >= MAX_DEPTH:
        raise TooLarge(path, f"more than {MAX_DEPTH} archives or mails within each other")
    budget.depth += 1
    token = _BUDGET.set(budget)
    try:
        yield budget
    finally:
        budget.depth -= 1
        _BUDGET.reset(token)


@dataclass
class Gathered:
    """Articles and problems of one container's members, in their order."""

    articles: list[RawArticle] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    places: int = 0
    """Articles and members without one so far: the next ``item_no``."""

    def read(self, name: str, raw: bytes) -> None:
        """Add what the reader for ``name`` finds in ``raw``, or why it finds nothing."""
        # Imported here: the registry imports the readers of containers.
        from standpunkt.articles.readers import read_raw

        try:
            self.add(name, read_raw(raw, name.replace("\\", "/")))
        except UnsupportedFormat as error:
            self.note(name, error.reason.partition(";")[0])
        except UnreadableFile as error:
            self.note(name, error.reason)
        except Exception as error:
            # Formats are others' and libraries have bugs: one odd member must not stop the others.
            self.note(name, f"its reader failed: {type(error).__name__}: {error}")

    def add(self, name: str, read: RawFile) -> None:
        """Add the articles of the member ``name``."""
        shown = shown_name(name)
        self.problems += [f"{shown}: {problem}" for problem in read.problems]
        for item in read.articles:
            self.articles.append(
                replace(
                    item,
                    item_no=self.places,
                    key=f"{name}\n{_key_within(item)}" if read.holds_many else name,
                    place=f"{shown}: {item.place}" if item.place else shown,
                    outlet_name=item.outlet_name or _outlet_of_folder(name),
                )
            )
            self.places += 1

    def note(self, name: str, problem: str) -> None:
        """Add a problem with the member ``name``, which gives no article."""
        self.problems.append(f"{shown_name(name)}: {plain_line(problem)}")
        self.places += 1

    def as_file(self) -> RawFile:
        """All of it."""
        return RawFile(tuple(self.articles), tuple(self.problems), holds_many=True)


def shown_name(name: str) -> str:
    """A member's name for messages: one line, printable, the end of a long one."""
    line = plain_line(name) or "a member without a name"
    return line if len(line) <= _SHOWN_NAME else f"…{line[-_SHOWN_NAME:]}"


def _key_within(item: RawArticle) -> str:
    """What names an article within a member of many, as ``articles.assemble`` would name it."""
    if item.key is not None:
        return item.key
    titled = "\n".join(filter(None, (item.title, item.published))) if item.title else None
    return item.url or titled or str(item.item_no)


def _outlet_of_folder(name: str) -> str | None:
    """The deepest folder named like a domain; the inbox's own folders tell outlets in the same way."""
    folders = re.split(r"[/\\]", name.lower())[:-1]
    return next((one.removeprefix("www.") for one in reversed(folders) if _DOMAIN.fullmatch(one)), None)
