"""Linking one article: who and what its rows mean, by the seed tables and the article alone."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from standpunkt.actors.linking import link_actors
from standpunkt.actors.rows import ExtractedRows, LinkedRows
from standpunkt.actors.tables import Tables
from standpunkt.issues.linking import link_issues

__all__ = ["ExtractedRows", "LinkedRows", "link_article"]


def link_article(article: Mapping[str, Any], rows: ExtractedRows, tables: Tables) -> LinkedRows:
    """The rows of ``article`` with actor, outlet and issue ids, and the actors they refer to.

    ``article`` needs what `link_actors` needs.
    """
    linked = link_actors(article, rows, tables)
    return replace(linked, stances=link_issues(article["text"], linked.stances, tables))
