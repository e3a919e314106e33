"""``.json`` and ``.jsonl``: one or many articles, in the shapes that news tools export."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from standpunkt.articles.decode import decode_text
from standpunkt.articles.readers.json_fields import ARTICLE_LISTS, article_from_object, has_text
from standpunkt.articles.readers.raw import MAX_ITEMS, RawArticle, RawFile
from standpunkt.articles.unreadable import BrokenFile, NoArticle

MAX_OBJECTS = 2_000_000
"""Lists and objects parsed at once: each takes up to 500 bytes of memory."""


def read_json(raw: bytes, path: str) -> RawFile:
    """An article object, a list of them, or an object with a list of them.

    Raises ``BrokenFile`` with line and column, ``NoArticle``, ``EmptyFile`` or ``BinaryFile``.
    """
    text = decode_text(raw, path)
    try:
        value = _parse(text)
    except ValueError as error:
        if _is_one_object_a_line(text):
            return _from_lines(text)
        raise BrokenFile(path, _where(error, text)) from error
    return _from_value(value, path)


def read_json_lines(raw: bytes, path: str) -> RawFile:
    """One article object a line; a broken line is a problem and the others arrive.

    Raises ``EmptyFile`` or ``BinaryFile``, and what ``read_json`` raises for a file that holds a single
    list or one object over several lines under this name.
    """
    text = decode_text(raw, path)
    first_line = text.lstrip("\ufeff\r\n\t ").split("\n", 1)[0].strip()
    if first_line.startswith("[") or first_line == "{":
        return read_json(raw, path)
    return _from_lines(text)


def _parse(text: str) -> Any:
    if text.count("{") + text.count("[") > MAX_OBJECTS:
        raise ValueError(f"more than {MAX_OBJECTS:,} lists and objects")
    try:
        # Not strict: exports leave raw line breaks inside strings.
        return json.loads(text.strip("\ufeff \t\r\n\0"), strict=False)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _where(error: ValueError, text: str) -> str:
    if not isinstance(error, json.JSONDecodeError):
        return f"no valid JSON: {error}"
    at = f"no valid JSON: {error.msg} (line {error.lineno}, column {error.colno})"
    stripped = text.strip("\ufeff \t\r\n\0")
    if error.pos >= len(stripped) - 1 or error.msg.startswith("Unterminated string"):
        return f"{at}; the file seems cut off after {len(stripped)} characters"
    return at


def _is_one_object_a_line(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip("\ufeff \t\r")]
    return len(lines) > 1 and all(re.match(r"\ufeff?\s*\{", line) for line in lines)


def _from_value(value: Any, path: str) -> RawFile:
    if isinstance(value, list):
        return _many(value)
    if not isinstance(value, dict):
        raise NoArticle(path, f"valid JSON, but no article: a single {_kind(value)}")
    listed = next((value[name] for name in ARTICLE_LISTS if isinstance(value.get(name), list)), None)
    # A feed has a title of its own beside its list; only an article has a text.
    if listed is not None and not has_text(value):
        return _many(listed)
    return RawFile(articles=(article_from_object(value, 0, ""),))


def _many(values: list[Any]) -> RawFile:
    return _sorted_out((number, f"item {number + 1}", value) for number, value in enumerate(values))


def _from_lines(text: str) -> RawFile:
    return _sorted_out(
        (number, f"line {number + 1}", _parsed(line))
        for number, line in enumerate(_lines(text))
        if line.strip("\ufeff \t\r\0")
    )


def _parsed(line: str) -> Any:
    try:
        return _parse(line)
    except ValueError as error:
        return error


def _lines(text: str) -> Iterator[str]:
    """One after the other, since all of them are as large as the file.

    Not splitlines: U+2028 and others may stand unescaped inside a JSON string.
    """
    at = 0
    while at <= len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text[at:end]
        at = end + 1


def _sorted_out(values: Iterable[tuple[int, str, Any]]) -> RawFile:
    articles: list[RawArticle] = []
    problems: list[str] = []
    for number, place, value in values:
        if len(articles) + len(problems) == MAX_ITEMS:
            problems.append(f"{place}: the rest is not read, only {MAX_ITEMS:,} items of a file are")
            break
        if isinstance(value, dict):
            articles.append(article_from_object(value, number, place))
        else:
            problems.append(f"{place}: {_why_none(value)}")
    return RawFile(tuple(articles), tuple(problems), holds_many=True)


def _why_none(value: Any) -> str:
    if isinstance(value, json.JSONDecodeError):
        return f"no valid JSON: {value.msg} (column {value.colno})"
    return f"no valid JSON: {value}" if isinstance(value, ValueError) else f"no article but a {_kind(value)}"


def _kind(value: Any) -> str:
    kinds = {
        str: "string",
        bool: "truth value",
        int: "number",
        float: "number",
        list: "list",
        type(None): "null",
    }
    return kinds[type(value)]
