"""When an article was published, from its metadata, its text or its file name, and never from a guess."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Europe/Berlin")
"""Times without a zone are local to the outlet; without an address it is taken for a German one."""

ZONES = Path(__file__).with_name("time_zones.csv")

EARLIEST = date(1980, 1, 1)
"""Anything before is an unset clock (1970, 1900), not a press article."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jänner jan january",
            "februar feber feb february",
            "märz mär mrz maerz march mar",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sept sep",
            "oktober okt october oct",
            "november nov",
            "dezember dez december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = (
    rf"(?:(?P<day>[0-3]?\d)\.\s*(?:(?P<month>[01]?\d)\.|(?P<name>{_MONTH})\.?)\s*(?P<year>(?:19|20)\d\d)(?!\d)"
    # Two digits are a year only where nothing else fits: not "3. September, 20 Uhr", not "4.9. 14:30".
    r"|(?P<day2>[0-3]?\d)\.(?P<month2>[01]?\d)\.(?P<year2>\d\d)(?![\d:.])"
    r"|(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d))"
)
_CLOCK = (
    r"(?:\s*(?:,|um|[-–|/•·])?\s*(?:um\s+)?(?P<hour>[0-2]?\d)[:.](?P<minute>[0-5]\d)(?::\d\d)?"
    r"(?:\s*(?:Uhr|h)\b)?)?"
)
_WEEKDAY = (
    r"(?:(?:am|den|vom)\s+)?"
    r"(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend|Mo|Di|Mi|Do|Fr|Sa|So)?\.?,?\s*"
    r"(?:(?:dem|den)\s+)?"
)
_MOMENT = _WEEKDAY + _DAY + _CLOCK

_PUBLISHED = (
    r"(?:Zuerst )?(?:Veröffentlicht|Erschienen|Publiziert|Erstellt|Publikationsdatum|Erscheinungsdatum|"
    r"Datum|Online seit|Artikel vom|Meldung vom)"
)
_UPDATED = (
    r"(?:Stand|Zuletzt (?:aktualisiert|geändert)|Letzte Aktualisierung|Aktualisiert|(?:Letztes )?Update)"
)
_LABEL = r"(?:\s+(?:am|vom|um))?\s*:?\s*"
_AGENCY = (
    r"(?:\s*[(\[][A-Za-zÄÖÜäöü][\w/ .-]{1,24}[)\]]"
    r"|\s*\b(?:dpa|AFP|AP|Reuters|rtr|KNA|epd|APA|sda|SID|dts|TASS|Ukrinform)\b)"
)
_PLACE = (
    r"(?:(?!\w{3,6}tag\b|Mittwoch\b|Sonnabend\b)"
    rf"[A-ZÄÖÜ][\w.-]*(?:[ /][A-ZÄÖÜ(][\w.)-]*){{0,3}}{_AGENCY}?,\s*(?:den\s+)?)"
)

_BYLINE = r"(?:Von\s+[^\d|•·]{3,60}?\s*[|•·,–-]\s*)?"
_BYLINE_AFTER = r"(?:\s*[|•·,–-]?\s*Von\s+[^\d|•·.]{3,60})?"
# "(3.9.2025)" alone belongs to a source, "Samstag, 3. September 2025:" begins a list.
_ALONE = re.compile(
    rf"(?:[^\w(]*{_BYLINE}{_PLACE}?|\({_PLACE})(?:{_PUBLISHED}{_LABEL})?"
    rf"{_MOMENT}{_AGENCY}?{_BYLINE_AFTER}[^\w:]*",
    re.IGNORECASE,
)
# Case counts for the place, so that only the rest is compared without it.
_OPENING = re.compile(rf"[(\[]?{_PLACE}(?i:{_MOMENT})(?:[)\]]|{_AGENCY}|\s*[–—:|-]|\.\s|\s*$)")
_LABELLED = (
    re.compile(rf"(?:^|[|•·(,;])\s*{_PUBLISHED}{_LABEL}{_MOMENT}", re.IGNORECASE),
    re.compile(rf"(?:^|[|•·(,;])\s*{_UPDATED}{_LABEL}{_MOMENT}", re.IGNORECASE),
)
_MAX_LABELLED_WORDS = 16
_DATELINE_LINES = 6

_IN_NAME = (
    re.compile(
        r"(?<![0-9A-Za-z])(?P<year>(?:19|20)\d\d)(?P<sep>[-_./]?)(?P<month>[01]\d)(?P=sep)(?P<day>[0-3]\d)(?![0-9A-SU-Za-su-z])"
    ),
    re.compile(
        r"(?<![0-9A-Za-z])(?P<day>[0-3]\d)(?P<sep>[-_.])(?P<month>[01]\d)(?P=sep)(?P<year>(?:19|20)\d\d)(?![0-9A-Za-z])"
    ),
)


@dataclass(frozen=True)
class Published:
    """When, and how that is known."""

    at: datetime | None = None
    """UTC without zone; null when only the day is known."""
    on: date | None = None
    """Day in local time."""
    source: str | None = None
    """``metadata``, ``text`` or ``file``."""
    note: str | None = None
    """Dates that were found and not taken, each with the reason."""


def published(
    metadata: str | None, text: str, path: str, today: date, zone: ZoneInfo = LOCAL_ZONE
) -> Published:
    """The first of metadata, text and file name that gives a sensible date; else all null.

    Sensible means from 1980 to tomorrow. ``today`` serves only for that. ``zone`` is where times without
    one are local.
    """
    sources = (
        ("metadata", (moment for moment in [read_moment(metadata, zone)] if moment)),
        ("text", _in_text(text, zone)),
        ("file", _in_path(path)),
    )
    notes: dict[str, None] = {}
    told = next((on for _, on in _in_text(text, zone) if _no_sense(on, today) is None), None)
    for source, moments in sources:
        for at, on in moments:
            problem = _no_sense(on, today)
            if source == "metadata" and on == today and told is not None and told < today:
                # Programs that save pages write their own day where the page has none.
                problem = "the day of import, and the text names another"
            if problem is None:
                return Published(at, on, source, "; ".join(notes) or None)
            notes[f"{source} says {on.isoformat()}: {problem}"] = None
    return Published(note="; ".join(notes) or None)


def zone_of(url: str | None) -> ZoneInfo:
    """Time zone of the outlet at an address: by its host or the longest ending of it that is listed."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return LOCAL_ZONE
    listed = _zones()
    while host:
        if host in listed:
            return ZoneInfo(listed[host])
        host = host.partition(".")[2]
    return LOCAL_ZONE


def read_moment(written: str | None, zone: ZoneInfo = LOCAL_ZONE) -> tuple[datetime | None, date] | None:
    """UTC time (null if only a day is given) and local day of a date as metadata write it, or null.

    ISO 8601, RFC 2822, seconds or milliseconds since 1970, German and English notations. A time without
    zone is local to ``zone``. Midnight without zone or in UTC is what programs write for a day without
    time.
    """
    written = " ".join((written or "").split())[:80]
    if not any(char.isdigit() for char in written):
        return None
    try:
        moment = _iso(written) or _epoch(written) or _german(written) or _mail(written) or _any(written)
        if moment is None or isinstance(moment, datetime):
            return None if moment is None else _utc_and_day(moment, zone)
        return None, moment
    except (ValueError, OverflowError, OSError):
        return None


@cache
def _zones() -> dict[str, str]:
    with ZONES.open(encoding="utf-8", newline="") as file:
        return {row["ending"]: row["time_zone"] for row in csv.DictReader(file)}


def _no_sense(on: date, today: date) -> str | None:
    """Why nothing can have been published that day, or null."""
    if on > today + timedelta(days=1):
        return "in the future"
    if on < EARLIEST:
        return "an unset clock" if on.year in (1, 1900, 1904, 1969, 1970) else "before 1980"
    return None


def is_dateline(line: str) -> bool:
    """Whether a line is nothing but place, date, time, agency or byline."""
    return _ALONE.fullmatch(line) is not None or any(
        len(line.split()) <= _MAX_LABELLED_WORDS and pattern.match(line) for pattern in _LABELLED
    )


def _utc_and_day(moment: datetime, zone: ZoneInfo) -> tuple[datetime | None, date]:
    is_midnight = moment.time() == time()
    if is_midnight and (moment.tzinfo is None or not moment.utcoffset()):
        return None, moment.date()
    local = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
    return local.astimezone(UTC).replace(tzinfo=None), local.date()


def _iso(written: str) -> datetime | date | None:
    if not re.match(r"\d{4}-?\d\d", written):
        return None
    # ISO but for a space, a zone's name behind the offset, or "UTC" for "Z".
    tidy = re.sub(r"\s*(?:\[UTC\]|Z\[\w+\]|UTC|GMT|Z)$", "+00:00", written)
    tidy = re.sub(r"\[[\w/]+\]$", "", tidy)
    tidy = re.sub(r"\s+([+-]\d\d:?\d\d)$", r"\1", tidy)
    try:
        return date.fromisoformat(tidy)
    except ValueError:
        try:
            return datetime.fromisoformat(tidy)
        except ValueError:
            return None


def _epoch(written: str) -> datetime | None:
    match = re.fullmatch(r"(\d{9,10}|\d{12,13})(?:\.\d+)?", written)
    if match is None:
        return None
    seconds = int(match[1]) / (1000 if len(match[1]) > 10 else 1)
    return datetime.fromtimestamp(seconds, UTC)


def _german(written: str) -> datetime | date | None:
    match = re.search(_MOMENT, written, re.IGNORECASE)
    return None if match is None else _moment(match)


def _mail(written: str) -> datetime | None:
    # The parser takes anything and would drop the PM of "Sep 4, 2025 2:30 PM".
    if not re.match(r"(?:[A-Za-z]{3},\s+)?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d", written):
        return None
    try:
        return parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError):
        return None


def _any(written: str) -> datetime | None:
    # Imported here: it takes half a second, and nearly all dates are read by then.
    import dateparser

    # Absolute dates only, and complete ones: "gestern" would count from the day of the import.
    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month", "year"],
        "DATE_ORDER": "DMY",
        "STRICT_PARSING": True,
    }
    found = dateparser.parse(written, languages=["de", "en"], settings=settings)
    return found if isinstance(found, datetime) else None


def _in_text(text: str, zone: ZoneInfo) -> Iterator[tuple[datetime | None, date]]:
    """Datelines and labelled dates, never a date that a sentence mentions."""
    lines = text.split("\n")
    short = [line for line in lines if len(line.split()) <= _MAX_LABELLED_WORDS]
    top = lines[:_DATELINE_LINES]
    found = [_LABELLED[0].search(line) for line in short]
    found += [_ALONE.fullmatch(line) for line in top if len(line.split()) <= _MAX_LABELLED_WORDS]
    found += [_OPENING.match(line) for line in top]
    found += [_LABELLED[1].search(line) for line in short]
    for match in found:
        moment = None if match is None else _moment(match)
        if moment is not None:
            yield _utc_and_day(moment, zone) if isinstance(moment, datetime) else (None, moment)


def _in_path(path: str) -> Iterator[tuple[None, date]]:
    for pattern in _IN_NAME:
        # The last one is nearest to the file: folders may be named after the day of the download.
        for match in reversed(list(pattern.finditer(path))):
            try:
                yield None, date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                continue


def _moment(match: re.Match[str]) -> datetime | date | None:
    """Date, or date and time without zone, of a match of ``_MOMENT``; null if no such day exists."""
    try:
        if match["iso"]:
            on = date.fromisoformat(match["iso"])
        else:
            day, month, year = (match[name] or match[f"{name}2"] for name in ("day", "month", "year"))
            number = int(month) if month else _MONTHS[match["name"].lower()]
            on = date(int(year) if len(year) == 4 else 2000 + int(year), number, int(day))
        if match["hour"] is None:
            return on
        return datetime.combine(on, time(int(match["hour"]), int(match["minute"])))
    except ValueError:
        return None
