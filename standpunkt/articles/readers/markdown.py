"""``.md``: one article; YAML or TOML front matter as notes and site generators write it, then Markdown."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import yaml

from standpunkt.articles.decode import decode_text
from standpunkt.articles.readers.json_fields import article_from_object
from standpunkt.articles.readers.markdown_text import headline_and_text
from standpunkt.articles.readers.raw import RawFile

MAX_FRONT_MATTER = 20_000
"""Characters; a longer one is read line by line, since YAML takes a second for what this many can hold."""

_FENCE = re.compile(r"(---|\+\+\+)[ \t]*\n")
_LINE = re.compile(r"([\w -]{1,40}?)\s*[:=]\s*(\S.*)")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{1,300}\|)?([^\[\]|\n]{1,300})\]\]")
_ADDRESS = re.compile(r"https?://[^\s/]+/\S+$")
_ADDRESS_NAMES = ("source", "quelle", "original", "originalurl")


def read_markdown(raw: bytes, path: str) -> RawFile:
    """One raw article; raises ``EmptyFile`` or ``BinaryFile``.

    Front matter that is no valid YAML or TOML is a problem; its lines ``name: value`` count all the same.
    """
    text = decode_text(raw, path).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    fields, body, problems = _front_matter(text)
    headline, paragraphs = headline_and_text(body)
    article = article_from_object(_with_address(fields), 0, "")
    article = replace(article, text="\n\n".join(paragraphs), title=article.title or headline)
    return RawFile(articles=(article,), problems=problems)


def _front_matter(text: str) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    """Fields, the text behind them, and what is wrong with them; no fields where there is no block."""
    opening = _FENCE.match(text)
    if opening is None:
        return {}, text, ()
    mark = opening[1]
    # A text may begin with a ruler; only a mapping between two of them is front matter.
    closing = re.compile(rf"^(?:{re.escape(mark)}|\.\.\.)[ \t]*$", re.MULTILINE).search(text, opening.end())
    if closing is None:
        return {}, text, ()
    block, body = text[opening.end() : closing.start()], text[closing.end() :]
    if len(block) > MAX_FRONT_MATTER:
        flaw = f"more than {MAX_FRONT_MATTER:,} characters"
    else:
        try:
            loaded = tomllib.loads(block) if mark == "+++" else yaml.load(block, _PlainLoader)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            flaw = _told(error)
        else:
            if isinstance(loaded, Mapping):
                return {str(name): _plain(value) for name, value in loaded.items()}, body, ()
            return {}, body if not block.strip() else text, ()
    fields: dict[str, Any] = {}
    for line in block.split("\n"):
        match = _LINE.fullmatch(line[:2000].rstrip())
        if match is not None:
            fields.setdefault(match[1], match[2].strip("\"'"))
    return (fields, body, (f"front matter: {flaw}; read line by line",)) if fields else ({}, text, ())


class _PlainLoader(yaml.BaseLoader):  # type: ignore[misc]
    """Every scalar as it is written, so that ``articles.dates`` sees the date and "no" stays a word."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        # A few nested aliases would stand for billions of values.
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def _told(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    problem = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    # One line for the opening mark, one since lines count from 1.
    at = f" (line {mark.line + 2})" if mark is not None else ""
    return f"no valid YAML or TOML: {' '.join(problem.split())[:200]}{at}"


def _plain(value: Any) -> Any:
    """Without wiki links, which note programs put around names; dates of TOML as text."""
    if isinstance(value, str):
        return _WIKI_LINK.sub(r"\1", value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if isinstance(value, Mapping | bool | int | float | None) else str(value)


def _with_address(fields: dict[str, Any]) -> dict[str, Any]:
    """Web clippers give the article's address as ``source``, which elsewhere is the outlet."""
    for name, value in fields.items():
        is_named = re.sub(r"[\s_-]", "", name).lower() in _ADDRESS_NAMES
        if is_named and isinstance(value, str) and _ADDRESS.match(value):
            return {"url": value, **fields}
    return fields
