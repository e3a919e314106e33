"""Text that was read in the wrong encoding once already ("fÃ¼r", "f├╝r"): put right where that is sure.

ftfy proposes; what it proposes counts only in running text that shows the damage inside of words. An article
about such damage, a name like "SÃO PAULO" or a price after "â" stay as they are.
"""

import re
from functools import cache
from itertools import product

WRONGLY_READ_AS = ("latin-1", "sloppy-windows-1252", "macroman", "cp437", "cp850")
"""Encodings in which UTF-8 is commonly taken for something else, by ftfy's names."""

_LOWER = "äöüßéèêëàâáçñóôíîïúøåæ"
_UPPER = "ÄÖÜÉ"
_MARKS = "„“”‚‘’–—…€›‹•"
_ALLOWED = frozenset(_LOWER + _UPPER + _MARKS + "»«§°·®©½¼²³´ÀÈÁÅØÓšžćčłńřőœŠŽ \u00a0\u00ad\u200b\ufeff\n")
_SOUND = re.compile("[äöüßÄÖÜ]")
_FIRST_LOOK = re.compile("Ã[^A-Za-z0-9 \n]|â[\x80\x82€‚]|‚[ÄÇ]|√[^0-9 \n]|├|Γ[Çé]|Ô[Çé]")
# No article shows damage without saying so.
_SPOKEN_OF = re.compile(
    r"umlaut|sonderzeichen|zeichen(?:satz|sätze|salat|kod|cod|folge|kette|tabelle)|schriftzeichen|[ck]odier"
    r"|encod|unicode|utf-?\d|iso[- ]?8859|latin-?1|windows-?125\d|code-?page|codetabelle|\bascii|mojibake"
    r"|hieroglyph|kauderwelsch|kryptisch|unlesbar|unleserlich|entziffer|buchstaben|darstellungsfehler"
    r"|schreibweise|schreibung|tippfehler|druckfehler|falsch geschrieben|falsch dargestellt|garbled",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S+")
_CODE = re.compile(r"[\\{}=<>|]")
_MARK = "\"'„“”»«›‹`‚‘’()"
_CITED = re.compile(rf"[{_MARK}][^\s{_MARK}]+(?:\s[^\s{_MARK}]+){{0,2}}[{_MARK}]")


def without_mojibake(text: str) -> str:
    """``text`` with every line repaired whose damage is beyond doubt; most texts come back as they are."""
    if text.isascii() or not _FIRST_LOOK.search(text) or _SPOKEN_OF.search(text):
        return text
    lines = text.split("\n")
    fixed = [_repaired(line) for line in lines]
    changed = [old for old, new in zip(lines, fixed, strict=True) if old != new]
    untouched = "".join(new for old, new in zip(lines, fixed, strict=True) if old == new)
    # A single odd word among sound ones may be meant so.
    if _SOUND.search(untouched) and sum(map(_damaged_words, changed)) < 2:
        return text
    return "\n".join(fixed)


def _repaired(line: str) -> str:
    damaged = _damaged_words(line)
    if not damaged:
        return line
    # Imported here: hardly any file needs it.
    import ftfy

    config = ftfy.TextFixerConfig(explain=False, fix_c1_controls=False)
    fixed = _read_again(line) or ftfy.fix_encoding(line, config)
    # Damaged twice.
    fixed = _read_again(fixed) or fixed if _damaged_words(fixed) else fixed
    if _damaged_words(fixed) or set(fixed) - set(line) - _ALLOWED or not (damaged >= 3 or _only_damage(line)):
        return line
    return fixed


def _read_again(line: str) -> str | None:
    """The whole line turned back into bytes and read as UTF-8; null where that gives no German."""
    for encoding in WRONGLY_READ_AS:
        try:
            fixed = line.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if not set(fixed) - set(line) - _ALLOWED:
            return fixed
    return None


def _damaged_words(line: str) -> int:
    """How many places are damage and nothing else, citations and code left aside."""
    prose = " ".join(word for word in _ADDRESS.sub(" ", line).split() if not _CODE.search(word))
    places = _damage().findall(prose)
    cited = [place for citation in _CITED.findall(prose) for place in _damage().findall(citation)]
    return len(places) - len(cited)


def _only_damage(line: str) -> bool:
    """Whether nothing beyond ASCII is left of a line when its damage is taken out."""
    return not _SOUND.search(_forms(_LOWER + _UPPER + _MARKS).sub("", line))


@cache
def _damage() -> re.Pattern[str]:
    """Wrong forms of letters inside or at the beginning of a word, and of quotation marks and dashes."""
    lower, upper, marks = (_forms(one).pattern for one in (_LOWER, _UPPER, _MARKS))
    return re.compile(
        rf"(?<=[A-Za-z])(?:{lower})|(?:{lower})(?=[A-Za-z])|(?:{upper})(?=[A-Za-z]|{lower}|{upper})|{marks}"
    )


@cache
def _forms(characters: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _wrong_forms(characters)), key=len, reverse=True)))


def _wrong_forms(characters: str) -> set[str]:
    """What becomes of the characters, read wrongly once or, by the commonest encoding, twice."""
    import ftfy  # noqa: F401  (registers the sloppy encodings)

    once = {_misread(char, encoding) for char, encoding in product(characters, WRONGLY_READ_AS)}
    return once | {_misread(_misread(char, WRONGLY_READ_AS[1]), WRONGLY_READ_AS[1]) for char in characters}


def _misread(text: str, encoding: str) -> str:
    return text.encode("utf-8").decode(encoding)
