"""``.warc`` and ``.warc.gz``: the pages a crawler fetched, each an article."""

import contextlib
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Protocol

from standpunkt.articles.decode import as_utf8
from standpunkt.articles.readers.document_facts import day_if_nothing_better
from standpunkt.articles.readers.members import shown_name
from standpunkt.articles.readers.raw import RawArticle, RawFile
from standpunkt.articles.readers.web_page import read_web_page
from standpunkt.articles.unreadable import BrokenFile, EmptyFile, NoArticle, UnreadableFile

MAX_UNPACKED_BYTES = 512 * 1024 * 1024
"""What is unpacked of one archive; the pages behind it are left out, with a note."""

MAX_PAGE_BYTES = 16 * 1024 * 1024
"""Largest page, unpacked: no article is larger."""

MAX_PAGES = 10_000
"""Pages read of one archive."""

MAX_TEXT = 100_000_000
"""Characters kept of all its pages."""

MAX_LINE_BYTES = 8 * 1024 * 1024
"""Bytes without a line break: header lines are gathered whole, in time that grows with their square."""

MAX_HEADER_BYTES = 1024 * 1024
"""Header lines of a record or a response: all of them are kept while it is read."""

_STEP = 64 * 1024
_PAGE = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)


class _Refused(Exception):
    """An archive goes beyond a limit; the message says which."""


class _Stream(Protocol):
    def read1(self, size: int = -1, /) -> bytes: ...


class _Limited:
    """A stream that ends with ``_Refused`` beyond the limits on bytes in all and in a line."""

    def __init__(self, stream: _Stream) -> None:
        self._stream = stream
        self._position = 0
        self._in_line = 0
        self.is_cut_off = False

    def read(self, size: int = -1) -> bytes:
        try:
            # Unlike read, it gives what there is before it fails.
            piece = self._stream.read1(size if size > 0 else _STEP)
        except EOFError:
            self.is_cut_off = True
            return b""
        self._position += len(piece)
        at = piece.rfind(b"\n")
        self._in_line = self._in_line + len(piece) if at < 0 else len(piece) - at - 1
        if self._position > MAX_UNPACKED_BYTES:
            raise _Refused(f"more than {MAX_UNPACKED_BYTES // 1024 // 1024} MiB when unpacked")
        if self._in_line > MAX_LINE_BYTES:
            raise _Refused(f"more than {MAX_LINE_BYTES // 1024 // 1024} MiB without a line break")
        return piece

    def tell(self) -> int:
        return self._position


class _HeaderLines:
    """Lines of a stream, ending with ``_Refused`` where there are too many of them."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._left = MAX_HEADER_BYTES

    def readline(self) -> bytes:
        line: bytes = self._stream.readline()
        self._left -= len(line)
        if self._left < 0:
            raise _Refused(f"more than {MAX_HEADER_BYTES // 1024 // 1024} MiB of header lines")
        return line


class _LimitedParser:
    """A parser of warcio that reads no more header lines than that."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser

    def parse(self, stream: Any, first_line: Any = None) -> Any:
        return self._parser.parse(_HeaderLines(stream), first_line)


def read_web_archive(raw: bytes, path: str) -> RawFile:
    """An article for each HTML response with status 200, its address from the record.

    The day of the fetch is its date only where page, text and file name tell none. Records of other
    kinds are passed over without a note. Raises ``EmptyFile``, ``BrokenFile`` or ``NoArticle``.
    """
    if not raw.strip():
        raise EmptyFile(path, "the file is empty" if not raw else "the file holds nothing but white space")
    is_packed = raw.startswith(b"\x1f\x8b")
    stream = _Limited(gzip.GzipFile(fileobj=io.BytesIO(raw)) if is_packed else io.BytesIO(raw))
    articles: list[RawArticle] = []
    problems: list[str] = []
    seen = kept = 0
    try:
        for number, record in enumerate(_records(stream)):
            seen += 1
            if not _is_page(record):
                continue
            url = record.rec_headers.get_header("WARC-Target-URI")
            try:
                article = _article(record, number, url, path)
            except UnreadableFile as error:
                problems.append(f"{shown_name(url)}: {error.reason}")
                continue
            kept += len(article.text)
            if kept > MAX_TEXT or len(articles) >= MAX_PAGES:
                problems.append(f"only the first {len(articles)} pages are read: the archive is too large")
                break
            articles.append(article)
    except _Refused as error:
        problems.append(f"the rest of the archive is left out: {error}")
    except Exception as error:
        # warcio lets everything through that odd headers and packed pieces raise.
        if seen == 0:
            raise BrokenFile(path, "no readable web archive") from error
        problems.append(f"damaged after {seen} records; the rest cannot be read")
    if stream.is_cut_off and seen:
        problems.append("the archive seems cut off; the pages before that are read")
    if not articles and not problems:
        if seen == 0:
            raise BrokenFile(path, "no readable web archive")
        raise NoArticle(path, f"no article: no page with status 200 among {seen} records")
    return RawFile(tuple(articles), tuple(problems), holds_many=True)


def _records(stream: _Limited) -> Iterator[Any]:
    # Imported here: an inbox may hold no web archive.
    from warcio.archiveiterator import ArchiveIterator

    # It prints whole damaged lines to the terminal.
    with contextlib.redirect_stderr(io.StringIO()):
        records = ArchiveIterator(stream)
    for name in ("warc_parser", "http_parser", "http_req_parser"):
        setattr(records.loader, name, _LimitedParser(getattr(records.loader, name)))
    while True:
        with contextlib.redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type") or ""
    return record.http_headers.get_statuscode() == "200" and _PAGE.match(kind) is not None


def _article(record: Any, number: int, url: str, path: str) -> RawArticle:
    page = _body(record, path)
    charset = re.search(r"charset\s*=\s*\"?([\w.:-]+)", record.http_headers.get_header("Content-Type"))
    (article,) = read_web_page(as_utf8(page, charset and charset[1]), path).articles
    fetched = record.rec_headers.get_header("WARC-Date")
    return replace(
        article,
        item_no=number,
        url=url,
        published=article.published or day_if_nothing_better(fetched, article.text, path),
        place=shown_name(url),
    )


def _body(record: Any, path: str) -> bytes:
    """The page as the server meant it; warcio's own unpacking knows no limits."""
    from warcio.bufferedreaders import ChunkedDataReader

    coding = (record.http_headers.get_header("Transfer-Encoding") or "").strip().lower()
    stream = ChunkedDataReader(record.raw_stream) if coding == "chunked" else record.raw_stream
    body: bytes = stream.read(MAX_PAGE_BYTES + 1)
    if len(body) <= MAX_PAGE_BYTES and not _is_whole(record, stream):
        raise BrokenFile(path, "the page is cut off in the archive")
    packing = (record.http_headers.get_header("Content-Encoding") or "identity").strip().lower()
    if packing in ("gzip", "x-gzip", "deflate"):
        body = _unpacked(body, path)
    elif packing != "identity" and not re.match(rb"\s*<", body):
        raise BrokenFile(path, f"packed as {packing[:20]}, which is not read")
    if len(body) > MAX_PAGE_BYTES:
        raise BrokenFile(path, f"a page of more than {MAX_PAGE_BYTES // 1024 // 1024} MiB")
    return body


def _is_whole(record: Any, stream: Any) -> bool:
    """Whether a page that was read to its end is as long as its record promises."""
    if stream is not record.raw_stream and not stream.not_chunked:
        return bool(stream.all_chunks_read)
    return getattr(record.raw_stream, "limit", 0) == 0


def _unpacked(body: bytes, path: str) -> bytes:
    # Many crawlers store the page unpacked under its old header.
    if re.match(rb"\s*<", body):
        return body
    for window in (47, -15):
        with contextlib.suppress(zlib.error):
            return zlib.decompressobj(window).decompress(body, MAX_PAGE_BYTES + 1)
    raise BrokenFile(path, "the packed page is damaged")
