"""What came of one file, and whether it may be so."""

import contextlib
import gc
import hashlib
import re
import resource
import unicodedata
from dataclasses import dataclass
from datetime import date

from standpunkt.articles import ReadFile, UnreadableFile, articles_from
from standpunkt.articles.unreadable import ReaderFailed
from tests.fuzz.mutations import Case

TODAY = date(2030, 1, 1)
MAX_SECONDS = 10.0
"""Of processor time, that of child processes included: on an idle machine the time that passes."""
SECONDS_AN_ARTICLE = 0.005
"""On top of them: a file of many articles takes its time."""
MAX_MIB = 1024
_LONGEST_REASON = 2_000
# What would hide a failure behind a harmless reason.
_TRACES_OF_BUGS = re.compile(r"its reader failed|MemoryError|RecursionError|NotImplementedError")


@dataclass(frozen=True)
class Outcome:
    """What came of one case."""

    number: int
    path: str
    how: str
    kind: str
    """``articles``, the reason's class, or ``FAILED``."""
    told: str
    """The reason, the first problem, or what must not be."""
    article_count: int = 0
    seconds: float = 0.0
    mib: int = 0
    """Peak resident memory of the process while it read the file."""

    @property
    def is_failure(self) -> bool:
        """Whether this must not be."""
        return self.kind == "FAILED"


def outcome_of(case: Case) -> Outcome:
    """Read the case in this process, measured and checked."""
    # An error that is kept keeps the text it was raised over, in a circle that only this frees.
    gc.collect()
    _forget_peak()
    begun = _processor_seconds()
    try:
        read: ReadFile | UnreadableFile | BaseException = articles_from(case.raw, case.path, TODAY)
    except UnreadableFile as error:
        read = error
    except BaseException as error:
        read = error
    seconds = _processor_seconds() - begun
    mib = _peak_mib()
    flaw = _flaw(read, case.path)
    allowed = MAX_SECONDS + SECONDS_AN_ARTICLE * len(getattr(read, "articles", ()))
    if flaw is None and seconds > allowed:
        flaw = f"took {seconds:.1f} seconds"
    if flaw is None and mib > MAX_MIB:
        flaw = f"took {mib} MiB"
    articles = getattr(read, "articles", ())
    told = read.reason if isinstance(read, UnreadableFile) else next(iter(getattr(read, "problems", ())), "")
    kind = "articles" if isinstance(read, ReadFile) else type(read).__name__
    if flaw is not None:
        kind, told = "FAILED", flaw
    return Outcome(case.number, case.path, case.how, kind, told, len(articles), seconds, mib)


def _flaw(read: ReadFile | UnreadableFile | BaseException, path: str) -> str | None:
    if isinstance(read, UnreadableFile):
        if isinstance(read, ReaderFailed) or read.path != path:
            return f"{type(read).__name__}: {read}"
        told = [read.reason]
    elif isinstance(read, ReadFile):
        told = list(read.problems)
        if not read.articles:
            return "neither an article nor a reason"
        for article in read.articles:
            text = article.text
            if not unicodedata.is_normalized("NFC", text) or not text.strip() or article.word_count < 3:
                return f"article {article.item_no} is not as articles are: {text[:80]!r}"
            if article.content_sha256 != hashlib.sha256(text.encode("utf-8")).hexdigest():
                return f"article {article.item_no} has another hash"
            for fact in (article.title, article.author, article.url, article.outlet_name):
                if fact is not None and not (fact.strip() and "\n" not in fact and fact.encode("utf-8")):
                    return f"article {article.item_no} has an odd fact: {fact[:80]!r}"
        if len({article.article_id for article in read.articles}) != len(read.articles):
            return "two articles with one id"
    else:
        return f"raised {type(read).__name__}: {str(read)[:200]}"
    for reason in told:
        if not reason.strip() or not reason.isprintable() or len(reason) > _LONGEST_REASON:
            return f"no plain reason: {reason[:200]!r}"
        if _TRACES_OF_BUGS.search(reason):
            return f"a reason that hides a bug: {reason[:200]}"
    return None


def _processor_seconds() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def warm_up() -> None:
    """The imports that the first file would pay for."""
    page = b"<html><body><p>Der Rat hat am Montag den Haushalt beschlossen.</p></body></html>"
    for path in ("a.html", "a.eml", "a.warc", "a.md"):
        with contextlib.suppress(UnreadableFile):
            articles_from(page, path, TODAY)
    gc.collect()
    gc.freeze()


def _forget_peak() -> None:
    """Let the peak begin anew; where the system cannot, it is that of the process so far."""
    with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w", encoding="ascii") as file:
        file.write("5")


def _peak_mib() -> int:
    with contextlib.suppress(OSError), open("/proc/self/status", encoding="ascii") as file:
        found = re.search(r"VmHWM:\s+(\d+) kB", file.read())
        if found:
            return int(found[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
