"""Bytes that are no UTF-8, or only in some lines: the 8-bit code page in which they read as German."""

import re

_GERMAN_LETTERS = frozenset("äöüÄÖÜß„“”‚‘’»«›‹–—…§€°éèàáâçêëíîïñóôøåæœšžćčłńőř©®·•¼½²³ \u00a0\u00ad")
_IN_UTF8 = _GERMAN_LETTERS | frozenset("\u0300\u0301\u0302\u0308\u0327\u200b\u202f\u2009\ufeff")
_CODE_PAGES = ("cp1252", "mac_roman", "cp850", "cp437", "iso8859-15", "cp1250")
_SURE = 0.9
_LOOKED_AT = 50_000
_DETECTED_IN = 20_000

_WELL_PLACED = re.compile(
    # Umlauts within words; capitals at their beginning or among capitals.
    r"(?<![A-ZÄÖÜ])[äöüß](?=[a-zäöüß]|\b)|(?<![^\W\d_])[ÄÖÜ](?=[A-Za-zäöüß])|(?<=[A-ZÄÖÜ])[ÄÖÜ](?=[A-ZÄÖÜ]|\b)"
    # Marks open before a word and close behind one; dashes stand between spaces.
    r"|[„‚«»›‹](?=\w)|(?<=[\w.,!?…])[“”‘’»«›‹]|(?<= )–(?= )|(?<=\w)[–’](?=\w)|…|(?<=\d )€|§(?= \d)|\u00a0"
)
_FOREIGN = re.compile(r"(?<=[A-Za-z])[éèàáâçêëîïñóôøåæ](?=[a-z]|\b)|É(?=[a-z])")
_MISPLACED = re.compile(
    r"([^\w\s─-▟…\u00a0])\1{2,}|(?<=[a-zäöüß])[ÄÖÜÇÅÉ]|[\x80-\x9f\ufffd]|([ÄÖÜÍÉÊÎ])\2{2,}"
    r"|(?<=[a-zäöüß])[„“”‚‘»«](?=[a-zäöüß])"
)
_DRAWN = re.compile("[─-▟■]{2,}")
_GERMAN_UTF8 = re.compile(b"|".join(re.escape(char.encode("utf-8")) for char in sorted(_IN_UTF8 - {" "})))


def read_eight_bit(raw: bytes) -> str:
    """The text in the code page that makes it most like German; cp1252 where nothing speaks for another."""
    return raw.decode(_code_page(raw), "replace")


def read_mixed_lines(raw: bytes) -> str | None:
    """Each line in its own encoding where some are UTF-8 and the others are not; null for other texts.

    A line of both (two sources in one paragraph, a page without line breaks) is read character by character.
    """
    lines = raw.split(b"\n")
    sound = [_as_german_utf8(line) for line in lines]
    rest = b"\n".join(line for line, text in zip(lines, sound, strict=True) if text is None)
    if all(text is None or text.isascii() for text in sound) and not _GERMAN_UTF8.search(rest):
        return None
    code_page = _code_page(_GERMAN_UTF8.sub(b"", rest))
    return "\n".join(
        _read_around_utf8(line, code_page) if text is None else text
        for line, text in zip(lines, sound, strict=True)
    )


def german_share(text: str) -> float:
    """Share of the characters beyond ASCII that German newspapers use; 1 if there is none."""
    beyond = [char for char in text if char > "\x7f"]
    return sum(char in _GERMAN_LETTERS for char in beyond) / len(beyond) if beyond else 1.0


def _likeness(text: str) -> float:
    """Characters beyond ASCII that are where German has them, less those that are where it has none."""
    beyond = sum(char > "\x7f" for char in text) or 1
    good, bad = _length_of(_WELL_PLACED, text), _length_of(_MISPLACED, text)
    fair = _length_of(_FOREIGN, text) + _length_of(_DRAWN, text)
    return (good + 0.6 * fair - 2 * bad) / beyond + german_share(text)


def _length_of(places: re.Pattern[str], text: str) -> int:
    return sum(len(match[0]) for match in places.finditer(text))


def _code_page(raw: bytes) -> str:
    telling = b"\n".join(line for line in raw.split(b"\n") if not line.isascii())[:_LOOKED_AT]
    candidates = [*_CODE_PAGES, *_detected(telling)]
    # max keeps the first of equals: cp1252 wins unless another one is plainly better.
    return max(candidates, key=lambda encoding: _likeness(telling.decode(encoding, "replace")))


def _detected(raw: bytes) -> tuple[str, ...]:
    if german_share(raw.decode("cp1252", "replace")) > _SURE:
        return ()
    # Imported here: hardly any file needs it.
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_DETECTED_IN]).best()
    return () if best is None or best.encoding.startswith("utf") else (best.encoding,)


def _as_german_utf8(line: bytes) -> str | None:
    """The line as UTF-8 if it is that, not by chance: two bytes of a code page can make a character too."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return None
    beyond = sum(char > "\x7f" for char in text)
    return text if not beyond or beyond >= 4 or german_share(text) > 0 else None


def _read_around_utf8(line: bytes, code_page: str) -> str:
    """German characters in UTF-8 as what they are, all other bytes by the code page."""
    pieces = _GERMAN_UTF8.split(line)
    found = [match.decode("utf-8") for match in _GERMAN_UTF8.findall(line)]
    return "".join(
        piece.decode(code_page, "replace") + char for piece, char in zip(pieces, [*found, ""], strict=True)
    )
