"""Bytes to text: byte-order marks, declarations, UTF-8, Windows code pages; and what is no text at all."""

import codecs
import re
import unicodedata

from standpunkt.articles.code_pages import german_share, read_eight_bit, read_mixed_lines
from standpunkt.articles.hyphenation import without_hyphenation
from standpunkt.articles.mojibake import without_mojibake
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
_LATIN_NAMES = frozenset({"ascii", "iso8859-1", "cp1252"})
_SEVEN_BIT = ("utf-7", "iso2022", "hz")
_NO_CHARSETS = ("base64", "hex", "rot", "zlib", "bz2", "quopri", "uu", "punycode", "idna", "raw", "unicode")
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_WHITE = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]+")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0001-\U000e007f\U000e0100-\U000e01ef]"
)
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_DAMAGE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_MAY_BE_DAMAGED = re.compile("[ÃÂâ√├ΓÔ‚\u00a8¬]|[-‐]\n")
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_LIGATURES = {
    ord(one): letters
    for one, letters in zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "ſt", "st"), strict=True)
}
_CP1252_CONTROL = re.compile("[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")
_CP1252 = {number: bytes([number]).decode("cp1252", "ignore") for number in range(0x80, 0xA0)}
# Some programs set type by printing the dots as a character of their own, in front of or behind the letter.
_DOTS_BEFORE = re.compile("(?<![aeiouAEIOU])\u00a8([aouAOU])(?=[a-zßA-Z])")
_DOTS_BEHIND = re.compile("([aouAOU])\u00a8(?=[b-df-hj-np-tv-zß])")
# Combining marks are neither word characters nor white space; putting many in order costs their square.
_MARKS_IN_A_ROW = re.compile(r"[^\w\s\x00-\u02ff]{100,}")
_MOST_MARKS = 30
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def decode_text(raw: bytes, path: str, declared_in_markup: bool = False) -> str:
    """The text of a file, characters untouched (see ``normalise``).

    A byte-order mark decides, then valid UTF-8, then the charset that markup declares unless the text
    belies it, then UTF-8 in the lines that are valid, then the 8-bit code page in which the rest looks most
    like German (nearly always cp1252). Raises ``EmptyFile`` or ``BinaryFile``.
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


def as_utf8(raw: bytes, charset: str | None) -> bytes:
    """``raw`` in UTF-8 if it is text in ``charset``, which stands beside it in a header; else as it is.

    Servers name a charset without looking at the page: bytes with a mark of their own and valid UTF-8
    count more, and what the charset cannot mean is left to ``decode_text``.
    """
    name = None if charset is None else _charset_name(charset)
    if name is None or any(raw.startswith(mark) for mark, _ in _MARKS):
        return raw
    is_wide = name.startswith(("utf-16", "utf-32"))
    if not is_wide and not name.startswith(_SEVEN_BIT) and _is_utf8(raw):
        return raw
    try:
        text = raw.decode(name)
    except UnicodeError:
        return raw
    return raw if not is_wide and _is_belied(raw, text) else text.encode("utf-8", "ignore")


def normalise(text: str) -> str:
    """NFC; one kind of line break and of space; no soft hyphens, ligatures, invisible or control characters.

    Text that was read in a wrong encoding before is repaired and a word parted at a line's end put together,
    each where that is sure. Lines are stripped; empty lines stay, since they part paragraphs.
    """
    while True:
        text, before = _normalised_once(text), text
        # What stood apart before may be a damaged letter or a parted word now; each round takes some away.
        if len(text) >= len(before) or not _MAY_BE_DAMAGED.search(text):
            return text


def _normalised_once(text: str) -> str:
    text = without_mojibake(text)
    if _CP1252_CONTROL.search(text):
        text = text.translate(_CP1252)
    text = _LINE_BREAKS.sub("\n", text)
    text = text.replace("\u00ad\n", "")
    text = _INVISIBLE.sub("", text)
    if _LIGATURE.search(text):
        text = text.translate(_LIGATURES)
    text = _WHITE.sub(" ", _CONTROL.sub("", text))
    if "\u00a8" in text:
        text = _DOTS_BEHIND.sub("\\1\u0308", _DOTS_BEFORE.sub("\\1\u0308", text))
    text = "\n".join(line.strip(" ") for line in text.split("\n"))
    return without_hyphenation(unicodedata.normalize("NFC", _MARKS_IN_A_ROW.sub(_fewer_marks, text)))


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
            raw = raw[len(mark) :]
            if encoding != "utf-8":
                return raw.decode(encoding, "replace")
            break
    if b"\0" in raw:
        unmarked = _wide_without_mark(raw)
        if unmarked is not None:
            return raw.decode(unmarked, "replace")
        # Disks and copy programs fill up files with them.
        raw = raw.rstrip(b"\0") or raw
        if b"\0" in raw:
            raise BinaryFile(path, "not text: it contains NUL bytes")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        # Cut off in the middle of a character, everything before it is fine.
        if error.reason == "unexpected end of data" and error.start >= len(raw) - 3 and error.start > 0:
            return raw[: error.start].decode("utf-8")
    declared = _declared_encoding(raw) if declared_in_markup else None
    if declared:
        try:
            text = raw.decode(declared)
        except UnicodeDecodeError:
            pass
        else:
            if not _is_belied(raw, text):
                return text
    return read_mixed_lines(raw) or read_eight_bit(raw)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_belied(raw: bytes, text: str) -> bool:
    """Whether another reading is German and this one, by the charset that was declared, is not."""
    share = german_share(text)
    return share < 0.8 and german_share(read_mixed_lines(raw) or read_eight_bit(raw)) > max(0.9, share)


def _wide_without_mark(raw: bytes) -> str | None:
    """German text in UTF-16 has NUL in nearly every other byte, and only there; in UTF-32 in three of 4."""
    head = raw[: 4096 - len(raw[:4096]) % 4] if len(raw) >= 4 else raw
    quarter = max(len(head) // 4, 1)
    shares = [head[at::4].count(0) / quarter for at in range(4)]
    for encoding, empty in (
        ("utf-32-le", (False, True, True, True)),
        ("utf-32-be", (True, True, True, False)),
        ("utf-16-le", (False, True, False, True)),
        ("utf-16-be", (True, False, True, False)),
    ):
        if all(
            share > 0.7 if is_empty else share < 0.05 for share, is_empty in zip(shares, empty, strict=True)
        ):
            return encoding
    return None


def _declared_encoding(raw: bytes) -> str | None:
    match = _DECLARED.search(raw[:4096])
    name = None if match is None else _charset_name((match[1] or match[2]).decode("ascii", "ignore"))
    # Markup that can be read byte by byte is in none of these, and UTF-8 has been tried.
    return None if name is None or name.startswith("utf") else name


def _charset_name(written: str) -> str | None:
    """Python's name of a declared charset, as browsers take it; null for what is none."""
    try:
        name = codecs.lookup(written.strip()).name
    except (LookupError, ValueError):
        return None
    # Browsers read all of these as cp1252, and so do the programs that write such pages.
    if name in _LATIN_NAMES:
        return "cp1252"
    return None if name.startswith(_NO_CHARSETS) else name


def _refuse_binary(text: str, path: str) -> None:
    if "\0" in text.rstrip("\0"):
        raise BinaryFile(path, "not text: it contains NUL characters")
    # A stray form feed or escape happens in text; what is every fiftieth character does not.
    control = len(_DAMAGE.findall(text))
    if control > 3 and control > _MAX_CONTROL_SHARE * len(text):
        raise BinaryFile(
            path, f"not text: {control / len(text):.0%} of its characters are control characters"
        )
