"""Bytes to text: byte-order marks, declarations, UTF-8, Windows code pages; and what is no text at all."""

import codecs
import re
import unicodedata
from collections.abc import Iterable

from standpunkt.articles.unreadable import BinaryFile, EmptyFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, whose mark begins UTF-32's little-endian one.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"(\xb5/\xfd", "a Zstandard archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"wOF", "a font"),
)

_MAX_CONTROL_SHARE = 0.02
_LATIN_NAMES = frozenset({"ascii", "iso8859-1", "iso8859-15", "cp1252"})
_GERMAN_LETTERS = frozenset("äöüÄÖÜß„“”‚‘’»«›‹–—…§€°éèàáâçêëíîïñóôøåæœšžćčłńőř©®·•¼½²³ \u00a0\u00ad")
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_WHITE = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_DAMAGE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
# Combining marks are neither word characters nor white space; putting many in order costs their square.
_MARKS_IN_A_ROW = re.compile(r"[^\w\s\x00-\u02ff]{100,}")
_MOST_MARKS = 30
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def decode_text(raw: bytes, path: str, declared_in_markup: bool = False) -> str:
    """The text of a file, characters untouched (see ``normalise``).

    A byte-order mark decides, then valid UTF-8, then the charset that markup declares, then UTF-8 with
    single damaged bytes, then the 8-bit code page in which the text looks most like German (nearly
    always cp1252). Raises ``EmptyFile`` or ``BinaryFile``.
    """
    if not raw.strip():
        raise EmptyFile(path, "the file is empty" if not raw else "the file holds nothing but white space")
    for magic, kind in _MAGIC:
        if raw.startswith(magic) and not _is_plain(raw):
            raise BinaryFile(path, f"not text but {kind}")
    text = _decoded(raw, path, declared_in_markup)
    if not text.strip("\ufeff \t\r\n\0"):
        raise EmptyFile(path, "the file holds nothing but white space")
    _refuse_binary(text, path)
    return text


def normalise(text: str) -> str:
    """NFC; one kind of line break and of space; no soft hyphens, invisible or control characters.

    Lines are stripped; empty lines stay, since they part paragraphs.
    """
    text = _LINE_BREAKS.sub("\n", text)
    text = text.replace("\u00ad\n", "")
    text = _INVISIBLE.sub("", text)
    text = _WHITE.sub(" ", _CONTROL.sub("", text))
    text = "\n".join(line.strip(" ") for line in text.split("\n"))
    return unicodedata.normalize("NFC", _MARKS_IN_A_ROW.sub(_fewer_marks, text))


def _fewer_marks(match: re.Match[str]) -> str:
    """At most 30 combining marks on one letter, as many as Unicode's stream-safe text has."""
    kept: list[str] = []
    marks = 0
    for char in match[0]:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def _is_plain(raw: bytes) -> bool:
    """Whether the beginning is ordinary text that happens to start like a binary format ("MZ", "ID3")."""
    head = raw[:400]
    return b"\0" not in head and not head.startswith((b"%PDF-", b"{\\rtf")) and _control_share(head) == 0


def _control_share(head: bytes) -> float:
    return sum(byte < 32 and byte not in b"\t\n\r\f\v" for byte in head) / max(len(head), 1)


def _decoded(raw: bytes, path: str, declared_in_markup: bool) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    if b"\0" in raw:
        unmarked = _utf16_without_mark(raw)
        if unmarked is None:
            raise BinaryFile(path, "not text: it contains NUL bytes")
        return raw.decode(unmarked, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        # Cut off in the middle of a character, everything before it is fine.
        if error.reason == "unexpected end of data" and error.start >= len(raw) - 3 and error.start > 0:
            return raw[: error.start].decode("utf-8")
    declared = _declared_encoding(raw) if declared_in_markup else None
    if declared:
        try:
            return raw.decode(declared)
        except (UnicodeDecodeError, LookupError):
            pass
    valid = raw.decode("utf-8", "ignore")
    damaged = len(raw) - len(valid.encode("utf-8"))
    if sum(char > "\x7f" for char in valid) > damaged:
        return raw.decode("utf-8", "standpunkt_cp1252")
    return _eight_bit(raw)


def _cp1252_for_damaged(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as cp1252: lines of two origins in one file."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("standpunkt_cp1252", _cp1252_for_damaged)


def _utf16_without_mark(raw: bytes) -> str | None:
    """German text in UTF-16 has NUL in nearly every other byte, and only there."""
    head = raw[:4096]
    even, odd = head[0::2].count(0) / max(len(head) // 2, 1), head[1::2].count(0) / max(len(head) // 2, 1)
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    if even > 0.7 and odd < 0.05:
        return "utf-16-be"
    return None


def _declared_encoding(raw: bytes) -> str | None:
    match = _DECLARED.search(raw[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup((match[1] or match[2]).decode("ascii")).name
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    # Browsers read all of these as cp1252, and so do the programs that write such pages.
    if name in _LATIN_NAMES - {"iso8859-15"}:
        return "cp1252"
    return None if name.startswith(("utf", "base64", "hex", "rot", "zlib", "bz2", "quopri", "uu")) else name


def _eight_bit(raw: bytes) -> str:
    candidates = ["cp1252", *_detected(raw), "mac_roman", "cp850", "cp1250"]
    decoded = (raw.decode(encoding, "replace") for encoding in candidates)
    # max keeps the first of equals: cp1252 wins unless another one is plainly better.
    return max(decoded, key=_german_share)


def _detected(raw: bytes) -> Iterable[str]:
    from charset_normalizer import from_bytes

    if _german_share(raw.decode("cp1252", "replace")) > 0.9:
        return ()
    best = from_bytes(raw[:20_000]).best()
    return () if best is None or best.encoding.startswith("utf") else (best.encoding,)


def _german_share(text: str) -> float:
    """Share of the characters beyond ASCII that German newspapers use."""
    beyond = [char for char in text if char > "\x7f"]
    return sum(char in _GERMAN_LETTERS for char in beyond) / max(len(beyond), 1)


def _refuse_binary(text: str, path: str) -> None:
    if "\0" in text.rstrip("\0"):
        raise BinaryFile(path, "not text: it contains NUL characters")
    # A stray form feed or escape happens in text; what is every fiftieth character does not.
    control = len(_DAMAGE.findall(text))
    if control > 3 and control > _MAX_CONTROL_SHARE * len(text):
        raise BinaryFile(
            path, f"not text: {control / len(text):.0%} of its characters are control characters"
        )
