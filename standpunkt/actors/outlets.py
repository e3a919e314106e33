"""Which outlet of the seed tables an article comes from, and from which country."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from standpunkt.actors.names import fold, without_endings
from standpunkt.actors.records import Outlet
from standpunkt.actors.tables import Tables

_COUNTRY_DOMAINS = {"de": "DE", "at": "AT", "ch": "CH", "li": "LI"}


def find_outlet(article: Mapping[str, Any], tables: Tables) -> Outlet | None:
    """By the domain of ``url``, else by ``outlet_name`` (a name, an alias or a domain), else by a folder.

    Of folders on ``path`` only a domain counts ("alpenbote.example/2025/x.txt"), the deepest first: a
    folder "presse" or "welt" may hold anything.
    """
    by_domain = {domain: outlet for outlet in tables.outlets.values() for domain in outlet.domains}
    found = _of_host(_host(article.get("url")), by_domain)
    if found is not None:
        return found
    name = fold(article.get("outlet_name") or "")
    if name:
        for outlet in tables.outlets.values():
            if name in {fold(text) for text in (outlet.name, *outlet.aliases)}:
                return outlet
        return by_domain.get(name.removeprefix("www."))
    folders = (article.get("path") or "").split("/")[:-1]
    return next(
        (by_domain[host] for folder in reversed(folders) if (host := _host(folder)) in by_domain), None
    )


def _of_host(host: str, by_domain: Mapping[str, Outlet]) -> Outlet | None:
    """The outlet of the host or of a domain above it."""
    while "." in host:
        if host in by_domain:
            return by_domain[host]
        host = host.partition(".")[2]
    return None


def article_country(article: Mapping[str, Any], outlet: Outlet | None) -> str | None:
    """Country of the outlet, else of the national domain it is published under."""
    if outlet is not None:
        return outlet.country
    return _COUNTRY_DOMAINS.get(_host(article.get("url")).rpartition(".")[2])


def outlets_by_name(tables: Tables) -> dict[str, Outlet]:
    """Every outlet under its folded name and aliases, those of several words without endings as well."""
    names = [(fold(n), outlet) for outlet in tables.outlets.values() for n in (outlet.name, *outlet.aliases)]
    return {without_endings(name): outlet for name, outlet in names if " " in name} | dict(names)


def _host(url: Any) -> str:
    if not isinstance(url, str):
        return ""
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
