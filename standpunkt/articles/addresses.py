"""When two web addresses are the same article's."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|(?:fb|g|dc|ms|tw|yc)clid|gclsrc|wt_mc|wt_zmc|xtor|cmpid|cid|mc_[ce]id|ref|referrer|source|share|"
    r"sara_ref|at_\w+|pk_\w+|mtm_\w+|_ga|igshid|amp|output|outputtype|print|view"
)
_MOBILE_HOST = re.compile(r"^(?:www|m|mobil|mobile|amp)\.(?=[^.]+\.)")
_VARIANT_END = re.compile(r"(?:/amp|[.]amp|/print|/drucken)(?=$|\.html?$)")
_INDEX = re.compile(r"/(?:index|default|home|start(?:seite)?)(?:\.\w{1,5})?$")
_NAMES_ARTICLE = re.compile(r"\d{4,}|[^\W_]+(?:[-_+][^\W_]+){2,}")
_SECTION = re.compile(
    r"/(?:thema|themen|topics?|tags?|ressorts?|rubriken?|autore?n?|archiv|suche|feeds?|rss)(?:/|$)"
)
_ARTICLE_PARAMETER = re.compile(r"(?:art(?:icle|ikel)?|story|post|page|beitrag|news|doc)?_?(?:id|nr|no)?|p")


def address_key(url: str | None) -> str | None:
    """What all addresses of one article have in common; null where an address names no single article.

    Scheme, ``www.``, ``m.`` and ``amp.``, fragment, tracking parameters, the final slash and the endings of
    AMP and print versions make no difference. Home pages, sections, topics and searches hold one article
    today and another tomorrow: only a path or parameter with a number of four digits or a slug of three
    words counts.
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
        host = _MOBILE_HOST.sub("", (parts.hostname or "").rstrip("."))
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "." not in host:
        return None
    path = _INDEX.sub("", unquote(parts.path).rstrip("/"))
    path = _VARIANT_END.sub("", path.removeprefix("/amp") if path.startswith("/amp/") else path)
    parameters = sorted(
        (name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name.lower())
    )
    if not _names_article(path, parameters):
        return None
    query = f"?{urlencode(parameters)}" if parameters else ""
    named_port = "" if port in (None, 80, 443) else f":{port}"
    return f"{host}{named_port}{path}{query}"


def _names_article(path: str, parameters: list[tuple[str, str]]) -> bool:
    numbered = (name.lower() for name, value in parameters if re.search(r"\d", value))
    if any(map(_ARTICLE_PARAMETER.fullmatch, numbered)):
        return True
    if _SECTION.search(path.lower()):
        return False
    return _NAMES_ARTICLE.search(path.rpartition("/")[2]) is not None
