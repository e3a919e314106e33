"""Case number n of a seed: always the same bytes under the same name."""

import base64
import gzip
import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from standpunkt.articles.readers import READERS
from tests.fuzz.samples import endings_of, samples
from tests.fuzz.tokens import CHARSETS, OPENINGS, TOKENS

LARGEST = 1024 * 1024
LARGEST_REPETITION = 128 * 1024
"""A mail of a thousand attached pages takes its time, and rightly so; large files are in ``giants``."""
OTHER_ENDING = 0.2
"""Share of the cases whose bytes get the ending of any other format."""


@dataclass(frozen=True)
class Case:
    """One mutated file."""

    number: int
    path: str
    raw: bytes
    how: str
    """The sample's name and what was done to it."""


def case(seed: int, number: int) -> Case:
    """Case ``number`` of ``seed``; readers take turns, everything else is drawn."""
    chance = random.Random(f"{seed} {number}")
    reader = list(samples())[number % len(samples())]
    name, raw = chance.choice(samples()[reader])
    ending = chance.choice(endings_of(reader))
    done = [name]
    inside = _INSIDE.get(ending)
    if inside is not None and chance.random() < 0.7:
        raw = inside(raw, chance)
        done.append(inside.__name__.strip("_"))
    if inside is None or chance.random() < 0.4:
        raw, steps = mutated(raw, chance)
        done += steps
    if chance.random() < 0.15:
        ending, raw = _wrapped(ending, raw, chance)
        done.append(f"in {ending}")
    if chance.random() < OTHER_ENDING:
        ending = chance.choice(list(READERS))
    if ending == ".gz":
        # The name without it chooses the reader of what is in it.
        ending = chance.choice((".jsonl", *READERS)) + ending
    return Case(number, f"ordner.example/2025-09-04 fall{ending}", raw[:LARGEST], ", ".join(done))


def mutated(raw: bytes, chance: random.Random) -> tuple[bytes, list[str]]:
    """``raw`` after one to four mutations, and their names."""
    steps = chance.choices(_MUTATIONS, k=chance.choice((1, 1, 2, 3, 4)))
    for step in steps:
        raw = step(raw, chance)[:LARGEST]
    return raw, [step.__name__.strip("_") for step in steps]


def _flipped(raw: bytes, chance: random.Random) -> bytes:
    edited = bytearray(raw)
    for _ in range(chance.choice((1, 2, 8, 64)) if raw else 0):
        edited[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return bytes(edited)


def _overwritten(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(raw))
    noise = chance.randbytes(chance.choice((1, 4, 100)))
    return raw[:at] + noise + raw[at + len(noise) :]


def _cut_off(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randint(0, len(raw))]


def _taken_out(raw: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randint(0, len(raw)) for _ in range(2))
    return raw[:start] + raw[end:]


def _spliced(raw: bytes, chance: random.Random) -> bytes:
    other = chance.choice(samples()[chance.choice(list(samples()))])[1]
    return raw[: chance.randint(0, len(raw))] + other[chance.randint(0, len(other)) :]


def _repeated(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randint(0, len(raw))
    block = raw[start : start + chance.choice((1, 3, 40, 500))]
    times = chance.choice((2, 20, 300, 20_000))
    return raw[:start] + block * min(times, LARGEST_REPETITION // max(len(block), 1)) + raw[start:]


def _with_token(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(raw))
    return raw[:at] + chance.choice(TOKENS) * chance.choice((1, 1, 2, 200)) + raw[at:]


def _huge_number(raw: bytes, chance: random.Random) -> bytes:
    numbers = list(re.finditer(rb"\d+", raw))
    if not numbers:
        return raw
    at = chance.choice(numbers)
    huge = chance.choice((b"0", b"-1", b"4294967296", b"9" * 30, b"9" * 5000, b"1e400", b"0x7fffffff"))
    return raw[: at.start()] + huge + raw[at.end() :]


def _with_huge_field(raw: bytes, chance: random.Random) -> bytes:
    """Binary sizes and offsets."""
    at = chance.randint(0, len(raw))
    field = chance.choice((b"\xff" * 4, b"\xff" * 8, b"\0" * 4, b"\xff\xff\xff\x7f", b"\0\0\0\x80"))
    return raw[:at] + field + raw[at + len(field) :]


def _nested(raw: bytes, chance: random.Random) -> bytes:
    at = chance.choice((0, chance.randint(0, len(raw))))
    return raw[:at] + chance.choice(OPENINGS) * chance.choice((10, 300, 5_000, 100_000)) + raw[at:]


def _in_another_charset(raw: bytes, chance: random.Random) -> bytes:
    return raw.decode("utf-8", "replace").encode(chance.choice(CHARSETS), "replace")


def _noisy(raw: bytes, chance: random.Random) -> bytes:
    """Single bytes beyond ASCII all over a text."""
    edited = bytearray(raw)
    for _ in range(len(raw) // chance.choice((5, 50, 500))):
        edited[chance.randrange(len(raw))] = chance.randint(128, 255)
    return bytes(edited)


_MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flipped,
    _overwritten,
    _cut_off,
    _taken_out,
    _spliced,
    _repeated,
    _with_token,
    _huge_number,
    _with_huge_field,
    _nested,
    _in_another_charset,
    _noisy,
)


def _mutated_members(raw: bytes, chance: random.Random) -> bytes:
    """A ZIP packed anew, with one member mutated before."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as archive,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as anew,
    ):
        names = archive.namelist()
        likely = [
            name for name in names if name.endswith(("document.xml", "core.xml", ".rels", ".html", ".txt"))
        ]
        chosen = chance.choice(likely or names)
        for name in names:
            content = archive.read(name)
            anew.writestr(_entry(name), mutated(content, chance)[0] if name == chosen else content)
    return packed.getvalue()


def _mutated_unpacked(raw: bytes, chance: random.Random) -> bytes:
    unpacked = gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw
    return _gzipped(mutated(unpacked, chance)[0])


def _mutated_streams(raw: bytes, chance: random.Random) -> bytes:
    """A PDF with one of its packed streams mutated inside."""
    streams = list(re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", raw, re.DOTALL))
    if not streams:
        return raw
    chosen = chance.choice(streams)
    try:
        content = zlib.compress(mutated(zlib.decompress(chosen[1]), chance)[0])
    except zlib.error:
        content = mutated(chosen[1], chance)[0]
    return raw[: chosen.start(1)] + content + raw[chosen.end(1) :]


_INSIDE: dict[str, Callable[[bytes, random.Random], bytes]] = {
    ".docx": _mutated_members,
    ".gz": _mutated_unpacked,
    ".pdf": _mutated_streams,
    ".warc.gz": _mutated_unpacked,
    ".zip": _mutated_members,
}


def _gzipped(raw: bytes) -> bytes:
    # Else it holds the time at which it was made.
    return gzip.compress(raw, 1, mtime=0)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _wrapped(ending: str, raw: bytes, chance: random.Random) -> tuple[str, bytes]:
    """The file packed once to five times, in archives and mails."""
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        kind = chance.choice((".gz", ".zip", ".eml", ".warc"))
        if kind == ".gz":
            ending, raw = f"{ending}.gz", _gzipped(raw)
            continue
        raw = {".zip": _as_members, ".eml": _as_attachment, ".warc": _as_response}[kind](ending, raw, chance)
        ending = kind
    return ending, raw


def _as_members(ending: str, raw: bytes, chance: random.Random) -> bytes:
    packed = io.BytesIO()
    packing = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("a", "../../b", "/c/zeile\numbruch", "a" * 300)[: chance.randint(1, 4)]:
            archive.writestr(_entry(name + ending), raw, packing)
    return packed.getvalue()


def _as_attachment(ending: str, raw: bytes, chance: random.Random) -> bytes:
    head = b"From: a@a.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
    kind = chance.choice((b"text/html", b"text/plain", b"application/octet-stream", b"message/rfc822"))
    part = b"Content-Type: " + kind + b'; name="a' + ending.encode() + b'"\n'
    if chance.random() < 0.3:
        return head + part + b"\n" + raw + b"\n--b--\n"
    return head + part + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(raw) + b"\n--b--\n"


def _as_response(_ending: str, raw: bytes, chance: random.Random) -> bytes:
    packed = chance.random() < 0.5
    body = _gzipped(raw) if packed else raw
    coding = b"Content-Encoding: gzip\r\n" if packed else b""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + coding + b"\r\n" + body
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\n"
        b"WARC-Date: 2025-09-04T04:15:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: " + str(len(http)).encode() + b"\r\n\r\n" + http + b"\r\n\r\n"
    )
