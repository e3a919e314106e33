"""``.eml``: a mail or newsletter as an article, its readable attachments as further ones."""

import re
from email.message import Message
from email.utils import parseaddr

from standpunkt.articles.decode import decode_text
from standpunkt.articles.readers.markup import text_of_markup
from standpunkt.articles.readers.members import Gathered, unpacking
from standpunkt.articles.readers.mime import (
    content_type,
    decoded_words,
    file_name,
    header_as_written,
    header_text,
    is_attached,
    markup_bytes,
    parse_message,
    part_bytes,
)
from standpunkt.articles.readers.raw import RawArticle, RawFile
from standpunkt.articles.readers.web_page import read_web_page
from standpunkt.articles.unreadable import EmptyFile, NoArticle, UnreadableFile

LEAST_SHARE_OF_PAGE = 0.5
"""A mail's markup is no article page: where less than this share of its words is found, all are taken."""

_ENDINGS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/plain": ".txt",
}
_FORWARDED = re.compile(r"^(?:\s*(?:aw|re|antw|wg|fwd?|tr)\s*:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?\r?$", re.MULTILINE)
_OF_LISTS = ("List-Id", "List-Unsubscribe", "List-Post")


def read_mail(raw: bytes, path: str) -> RawFile:
    """The mail's text under its subject, then the articles of its attachments.

    The sender is the author, or the outlet of a newsletter. The mail itself has an empty ``key``, so
    that its id does not depend on attachments. Raises ``EmptyFile``, ``BrokenFile``, ``TooLarge`` or
    ``NoArticle``.
    """
    with unpacking(path) as budget:
        message = parse_message(raw, path)
        shown, attached = _sorted_parts(message, is_related=False)
        gathered = Gathered()
        text = _shown_text(shown, gathered)
        if text.strip():
            gathered.articles.append(_article(message, text))
        gathered.places = 1
        for number, part in enumerate(attached, start=1):
            name = _name(part, number)
            try:
                unpacked = part_bytes(part)
            except UnreadableFile as error:
                gathered.note(name, error.reason)
                continue
            budget.members -= 1
            budget.unpacked -= len(unpacked)
            if budget.members <= 0 or budget.unpacked <= 0:
                gathered.problems.append(f"{len(attached) - number + 1} more attachments are left out")
                break
            gathered.read(name, unpacked)
        if not gathered.articles and not gathered.problems:
            raise NoArticle(path, "no article: a mail without text and attachments")
        return gathered.as_file()


def _shown_text(shown: list[Message], gathered: Gathered) -> str:
    texts = []
    for part in shown:
        try:
            texts.append(_text(part))
        except EmptyFile:
            # Programs add empty alternatives, which nobody misses.
            continue
        except UnreadableFile as error:
            gathered.problems.append(f"the mail's text ({content_type(part)}): {error.reason}")
    return "\n\n".join(filter(None, texts))


def _article(message: Message, text: str) -> RawArticle:
    subject = header_text(message, "Subject")
    name, address = parseaddr(header_as_written(message, "From"))
    sender = decoded_words(name) or address or None
    is_newsletter = any(header in message for header in _OF_LISTS)
    return RawArticle(
        item_no=0,
        text=text,
        title=_FORWARDED.sub("", subject) if subject else None,
        author=None if is_newsletter else sender,
        outlet_name=sender if is_newsletter else None,
        published=header_text(message, "Date"),
        key="",
    )


def _sorted_parts(part: Message, is_related: bool) -> tuple[list[Message], list[Message]]:
    """Parts that are shown as the mail's text, and parts attached to it."""
    kind = content_type(part)
    if kind.startswith("multipart/") and part.is_multipart():
        children = [child for child in part.get_payload() if isinstance(child, Message)]
        if kind == "multipart/alternative":
            children = _best_alternative(children)
        shown: list[Message] = []
        attached: list[Message] = []
        for child in children:
            inner_shown, inner_attached = _sorted_parts(child, kind == "multipart/related")
            shown += inner_shown
            attached += inner_attached
        return shown, attached
    if kind in ("text/plain", "text/html") and not is_attached(part):
        return [part], []
    # Logos and pictures that the text shows are not worth a note.
    is_decoration = kind.startswith("image/") and (is_related or "Content-ID" in part)
    return [], [] if is_decoration else [part]


def _best_alternative(children: list[Message]) -> list[Message]:
    """The markup, else the last one of text, else the last: alternatives stand in rising order of worth."""
    for wanted in ("text/html", "text/plain"):
        for child in reversed(children):
            if any(content_type(one) == wanted and not is_attached(one) for one in child.walk()):
                return [child]
    return children[-1:]


def _text(part: Message) -> str:
    """What a part shows; raises ``EmptyFile`` or another reason without a path."""
    unpacked = markup_bytes(part)
    if content_type(part) == "text/html":
        return _text_of_page(unpacked)
    text = decode_text(unpacked, "")
    text = _SIGNATURE.split(text, maxsplit=1)[0]
    # Flowed text marks with a space that a line goes on.
    return re.sub(r"(?<=\S) \r?\n(?=\S)", " ", text) if _is_flowed(part) else text


def _is_flowed(part: Message) -> bool:
    return "format=flowed" in (header_text(part, "Content-Type") or "").lower().replace('"', "")


def _text_of_page(unpacked: bytes) -> str:
    source = decode_text(unpacked, "", declared_in_markup=True)
    # The head of a page holds nothing that is shown.
    everything = text_of_markup(re.sub(r"(?is)^.*?<body\b", "<body", source, count=1))
    try:
        (article,) = read_web_page(unpacked, "").articles
    except UnreadableFile:
        return everything
    is_whole = len(article.text.split()) >= LEAST_SHARE_OF_PAGE * len(everything.split())
    return article.text if is_whole else everything


def _name(part: Message, number: int) -> str:
    """The attachment's file name; where it has none or no ending, one made from its type."""
    kind = content_type(part)
    name = file_name(part)
    if name is None and kind == "message/rfc822":
        inner = next((one for one in part.walk() if one is not part), part)
        subject = header_text(inner, "Subject")
        name = subject and re.sub(r"[/\\]", " ", subject) + ".eml"
    name = name or f"attachment {number}"
    return name if re.search(r"\.\w{1,8}$", name) else name + _ENDINGS.get(kind, "")
