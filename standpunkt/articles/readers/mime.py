"""Mails and saved pages as the messages they are: parts, their bytes and their header lines."""

import contextlib
import email
import re
from email.header import decode_header, make_header
from email.message import Message

from standpunkt.articles.decode import as_utf8, decode_text
from standpunkt.articles.unreadable import BrokenFile, EmptyFile, TooLarge, UnreadableFile

MAX_PARTS = 100
"""Parts that may hold parts, counted where they announce themselves: the parser recurses into each."""

MAX_LINES = 1_500_000
"""Lines of a message, the packed ones of its attachments counted too: 64 MiB have 900,000 of these."""

MAX_LINE_CHECKS = 5_000_000
"""Lines times such parts: the parser compares every line with every open part's boundary."""

MAX_HEADER = 20_000
"""Bytes of a header line that describes a part: the parser's time grows with their square."""

_LONGEST_SHOWN_HEADER = 2_000
_HOLDS_PARTS = re.compile(rb"(?:multipart|message)/", re.IGNORECASE)
_LONG_HEADER = re.compile(
    rb"^Content-(?:Type|Disposition):(?:[^\r\n]|\r?\n[ \t]){%d}" % MAX_HEADER, re.IGNORECASE | re.MULTILINE
)
_HEADER_LINE = re.compile(rb"(?:From [^\n]*\n)?[!-9;-~]{1,70}[ \t]*:")
_TELLING = ("From", "Subject", "Date", "Content-Type", "MIME-Version")


def parse_message(raw: bytes, path: str) -> Message:
    """A message with all its parts; raises ``EmptyFile``, ``BrokenFile`` or ``TooLarge``."""
    if not raw.strip():
        raise EmptyFile(path, "the file is empty" if not raw else "the file holds nothing but white space")
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not _HEADER_LINE.match(raw):
        raise BrokenFile(path, "no mail and no saved page: it does not begin with header lines")
    parts = sum(1 for _ in _HOLDS_PARTS.finditer(raw))
    # Both ends of a line where it has two.
    lines = max(raw.count(b"\n"), raw.count(b"\r"))
    if parts > MAX_PARTS or lines > MAX_LINES or lines * (1 + parts) > MAX_LINE_CHECKS:
        raise TooLarge(path, "a message of too many lines or too many parts within each other")
    if _LONG_HEADER.search(raw):
        raise BrokenFile(path, f"a header line of more than {MAX_HEADER:,} bytes".replace(",", " "))
    try:
        message = email.message_from_bytes(raw)
    except Exception as error:
        # The parser promises to take anything, and has broken that promise before.
        raise BrokenFile(path, f"no readable message: {type(error).__name__}") from error
    if not any(name in message for name in _TELLING):
        raise BrokenFile(path, "no mail and no saved page: it has none of their header lines")
    return message


def header_as_written(message: Message, name: str) -> str:
    """A header line with its encoded words, bytes beyond ASCII as UTF-8 or a code page; empty if missing."""
    lines = (str(value) for key, value in message.raw_items() if key.lower() == name.lower())
    written = next(lines, "")[:_LONGEST_SHOWN_HEADER]
    try:
        # The parser smuggles bytes beyond ASCII through as surrogates.
        return decode_text(written.encode("ascii", "surrogateescape"), "")
    except (UnreadableFile, UnicodeError):
        return written.encode("utf-8", "replace").decode("utf-8")


def header_text(message: Message, name: str) -> str | None:
    """A header line decoded, on one line; null when it is missing or empty."""
    return decoded_words(header_as_written(message, name))


def decoded_words(written: str) -> str | None:
    """``=?utf-8?q?…?=`` as the text it means, on one line; null when nothing is left."""
    text = " ".join(written[:_LONGEST_SHOWN_HEADER].split())
    # Broken words stay as they are written.
    with contextlib.suppress(Exception):
        text = str(make_header(decode_header(text)))
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split()) or None


def content_type(part: Message) -> str:
    """``text/html`` and the like, in lower case."""
    return part.get_content_type()


def file_name(part: Message) -> str | None:
    """The name a part has as a file, or null."""
    try:
        name = part.get_filename()
    except Exception:
        # Odd parameters break the parser for them.
        return None
    return None if name is None else decoded_words(name)


def is_attached(part: Message) -> bool:
    """Whether a part is to be saved rather than shown."""
    disposition = header_text(part, "Content-Disposition") or ""
    return disposition.lower().startswith("attachment") or file_name(part) is not None


def part_bytes(part: Message) -> bytes:
    """A part's bytes, unpacked from base64 or quoted-printable; of a message in it, all of it.

    Raises ``BrokenFile`` without a path.
    """
    payload = part.get_payload()
    try:
        if isinstance(payload, list):
            return payload[0].as_bytes() if payload and isinstance(payload[0], Message) else b""
        unpacked = part.get_payload(decode=True)
    except Exception as error:
        # What was parsed leniently cannot always be unpacked or written again.
        raise BrokenFile("", f"a damaged part of the message ({type(error).__name__})") from error
    return unpacked if isinstance(unpacked, bytes) else b""


def markup_bytes(part: Message) -> bytes:
    """A text part's bytes in UTF-8 where its header declares their charset rightly, else as they are.

    Raises ``BrokenFile`` without a path.
    """
    try:
        charset = part.get_content_charset()
    except Exception:
        # Odd parameters break the parser for them.
        charset = None
    return as_utf8(part_bytes(part), charset)


def location(part: Message) -> str | None:
    """The address a part was fetched from, if it is one on the web."""
    for name in ("Content-Location", "Snapshot-Content-Location"):
        written = header_text(part, name) or ""
        if re.match(r"https?://\S+$", written):
            return written
    return None
