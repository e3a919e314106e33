"""Files of one inbox: sample articles, copies, wire copies, versions of one address, and earlier versions."""

import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from standpunkt.articles import articles_from, list_files, read_file
from standpunkt.articles.article import Article
from standpunkt.articles.unreadable import UnreadableFile
from tests.conftest import ROOT, SHARED

SAMPLES = ROOT / "seeds" / "articles"
CORPUS = SHARED / "corpora" / "statements" / "dev.jsonl"
EARLIER_SHARE = 0.5
_NAMED_DAY = re.compile(r"\d+ - (?P<title>.+) \((?P<day>\d{4}-\d\d-\d\d)\)")
_SENTENCE_END = re.compile(r"(?<=[.!?“])\s+")
OUTLETS = ("alpenbote.example", "hafenkurier.example", "rheinspiegel.example", "unbekannt.example")


@dataclass(frozen=True)
class InboxFile:
    """One version of one file."""

    path: str
    raw: bytes


@dataclass(frozen=True)
class Pool:
    """What an inbox holds in the end, and what the same paths held before."""

    final: tuple[InboxFile, ...]
    earlier: dict[str, tuple[InboxFile, ...]]
    article_count: int


@dataclass(frozen=True)
class _Told:
    """An article to be written as JSON."""

    title: str
    text: str
    url: str | None
    day: date | None
    outlet: str
    modified: datetime | None = None

    def file(self, path: str) -> InboxFile:
        fields = {
            "title": self.title,
            "text": self.text,
            "url": self.url,
            "date": self.day and self.day.isoformat(),
            "modified": self.modified and self.modified.isoformat(),
            "outlet": self.outlet,
        }
        kept = {name: value for name, value in fields.items() if value is not None}
        return InboxFile(path, json.dumps(kept, ensure_ascii=False, indent=1).encode())


def pool(article_count: int, seed: int = 1) -> Pool:
    """Files with about ``article_count`` articles, a third of them made from others; seeded.

    Where the shared corpora lie beside the checkout, half of the rest are articles of theirs.
    """
    chance = random.Random(seed)
    own = article_count - article_count // 3
    chosen, articles = _samples(own // 2 if CORPUS.exists() else own, chance)
    told = [_told(one) for one in articles if one.language == "de" and one.word_count > 60]
    written = [one.file(f"korpus/{n:03}.json") for n, one in enumerate(_corpus(own - len(articles), chance))]
    bases = told + [_read(one) for one in written]
    count = len(articles) + len(written)
    changed = []
    for number in range(max(0, article_count - count)):
        kind = list(_CHANGES)[number % len(_CHANGES)]
        base = chance.choice(bases)
        changed.append(_CHANGES[kind](base, chance).file(f"{kind}/{number:03}.json"))
    final = (*chosen, *written, *changed)
    earlier = {one.path: _earlier(one, bases, chance) for one in final if chance.random() < EARLIER_SHARE}
    return Pool(final, {path: some for path, some in earlier.items() if some}, count + len(changed))


def _samples(count: int, chance: random.Random) -> tuple[list[InboxFile], list[Article]]:
    """Sample files with about so many articles, those that cannot be read among them."""
    found, articles = [], []
    files = list_files(str(SAMPLES))
    chance.shuffle(files)
    for one in files:
        raw = read_file(one).raw
        try:
            here = articles_from(raw, one.path, datetime.now(UTC).date()).articles
        except UnreadableFile:
            here = ()
        if len(articles) + len(here) <= count:
            found.append(InboxFile(one.path, raw))
            articles += here
    return found, articles


def _corpus(count: int, chance: random.Random) -> list[_Told]:
    if not CORPUS.exists():
        return []
    lines = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    named = [(match, one["text"]) for one in lines if (match := _NAMED_DAY.match(one["name"]))]
    return [
        _Told(match["title"], text, None, date.fromisoformat(match["day"]), chance.choice(OUTLETS))
        for match, text in chance.sample(named, min(count, len(named)))
    ]


def _told(one: Article) -> _Told:
    title = one.title or one.text.split("\n", maxsplit=1)[0]
    body = one.text.removeprefix(title).strip()
    return _Told(title, body, one.url, one.published_on, one.outlet_name or OUTLETS[-1], one.modified_at)


def _read(file: InboxFile) -> _Told:
    fields = json.loads(file.raw)
    day = fields.get("date")
    return _Told(
        fields["title"],
        fields["text"],
        fields.get("url"),
        day and date.fromisoformat(day),
        fields["outlet"],
    )


def _copy(one: _Told, chance: random.Random) -> _Told:
    """The same words under another headline."""
    title = " ".join(reversed(one.title.split()))
    return _Told(title, one.text, None, _near(one.day, chance), chance.choice(OUTLETS))


def _wire(one: _Told, chance: random.Random) -> _Told:
    sentences = _SENTENCE_END.split(one.text)
    kept = " ".join(sentences[: max(3, len(sentences) * 2 // 3)])
    return _Told(one.title, kept, None, _near(one.day, chance), chance.choice(OUTLETS))


def _edit(one: _Told, chance: random.Random) -> _Told:
    words = one.text.split(" ")
    for _ in range(max(1, len(words) // 60)):
        words[chance.randrange(len(words))] = chance.choice(("Vorhaben", "gestern", "zudem"))
    return _Told(one.title, " ".join(words), None, _near(one.day, chance), chance.choice(OUTLETS))


def _version(one: _Told, chance: random.Random) -> _Told:
    """A correction under the address of the other, or of a new one."""
    url = one.url or f"https://www.bote.example/politik/{len(one.title)}-wird-4711.html"
    moment = datetime(2025, 9, 1, 12) + timedelta(hours=chance.randrange(900))
    return _Told(one.title, _edit(one, chance).text, url, one.day, one.outlet, moment)


def _undated(one: _Told, chance: random.Random) -> _Told:
    edited = _edit(one, chance)
    return _Told(edited.title, edited.text, None, None, edited.outlet)


def _loud(one: _Told, chance: random.Random) -> _Told:
    """Names in other spellings: agencies write them in capitals, papers inflect them."""
    text = re.sub(
        r"\b([A-ZÄÖÜ][a-zäöüß]+) ([A-ZÄÖÜ][a-zäöüß]+)\b",
        lambda m: m[0].upper() if chance.random() < 0.3 else m[0],
        one.text,
    )
    return _Told(one.title, text, None, _near(one.day, chance), chance.choice(OUTLETS))


_CHANGES: dict[str, Callable[[_Told, random.Random], _Told]] = {
    "abdruck": _copy,
    "gekürzt": _wire,
    "redigiert": _edit,
    "fassung": _version,
    "ohne-tag": _undated,
    "versal": _loud,
}


def _near(day: date | None, chance: random.Random) -> date | None:
    return day and day + timedelta(days=chance.choice((-1, 0, 1, 3, 16)))


def _earlier(one: InboxFile, bases: Sequence[_Told], chance: random.Random) -> tuple[InboxFile, ...]:
    """What the file held before: another article, another day or address, or other words."""
    if not one.path.endswith(".json") or one.path.startswith(OUTLETS):
        words = {b" und ": b" sowie ", b" nicht ": b" kaum ", b"2025-09": b"2025-08"}
        raw = one.raw
        for old, new in words.items():
            raw = raw.replace(old, new) if chance.random() < 0.7 else raw
        return (InboxFile(one.path, raw),) if raw != one.raw else ()
    here = _read(one)
    found = []
    for _ in range(chance.choice((1, 1, 2))):
        other = chance.choice(bases)
        day = chance.choice((here.day, other.day, None))
        url = chance.choice((here.url, other.url, None))
        text = chance.choice((here.text, other.text))
        found.append(_Told(here.title, text, url, day, chance.choice(OUTLETS)).file(one.path))
    return tuple(one for one in found)
