"""One reader a format: bytes in, raw articles and problems out.

A new format is one file in this folder and one line in ``READERS``. A reader is a function
``(raw, path) -> RawFile``; it decodes and takes apart, and leaves cleaning, dates and identity to
``articles.assemble``. It raises an ``UnreadableFile`` when nothing of the file can be used and notes a
problem for each piece that cannot. A reader of containers calls ``read_raw`` for each member and gives
the member's name as ``RawArticle.key``.
"""

from collections.abc import Callable, Mapping

from standpunkt.articles.readers.gzip_file import read_gzip
from standpunkt.articles.readers.json_lines import read_json, read_json_lines
from standpunkt.articles.readers.mail import read_mail
from standpunkt.articles.readers.markdown import read_markdown
from standpunkt.articles.readers.pdf_document import read_pdf
from standpunkt.articles.readers.plain_text import read_plain_text
from standpunkt.articles.readers.raw import RawArticle, RawFile
from standpunkt.articles.readers.saved_page import read_saved_page
from standpunkt.articles.readers.table_rows import read_table
from standpunkt.articles.readers.web_archive import read_web_archive
from standpunkt.articles.readers.web_page import read_web_page
from standpunkt.articles.readers.word_document import read_word_document
from standpunkt.articles.readers.xml_document import read_xml
from standpunkt.articles.readers.zip_archive import read_zip
from standpunkt.articles.unreadable import UnsupportedFormat

Reader = Callable[[bytes, str], RawFile]

READERS: Mapping[str, Reader] = {
    ".atom": read_xml,
    ".csv": read_table,
    ".docx": read_word_document,
    ".eml": read_mail,
    ".gz": read_gzip,
    ".htm": read_web_page,
    ".html": read_web_page,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".markdown": read_markdown,
    ".md": read_markdown,
    ".mht": read_saved_page,
    ".mhtml": read_saved_page,
    ".ndjson": read_json_lines,
    ".pdf": read_pdf,
    ".rss": read_xml,
    ".tsv": read_table,
    ".txt": read_plain_text,
    ".warc": read_web_archive,
    ".warc.gz": read_web_archive,
    ".xhtml": read_web_page,
    ".xml": read_xml,
    ".zip": read_zip,
}
"""By ending in lower case; of several that fit (``.gz``, ``.warc.gz``) the longest counts."""


def reader_for(path: str) -> Reader:
    """The reader for the ending of ``path``; raises ``UnsupportedFormat``."""
    name = path.rpartition("/")[2].lower()
    endings = [name[at:] for at in range(1, len(name)) if name[at] == "."]
    for ending in endings:
        if ending in READERS:
            return READERS[ending]
    readable = ", ".join(sorted(READERS))
    kind = f"{endings[-1]} files" if endings else "files without an ending"
    raise UnsupportedFormat(path, f"no reader for {kind}; readable are {readable}")


def read_raw(raw: bytes, path: str) -> RawFile:
    """Raw articles of one file; raises ``UnsupportedFormat`` or what the reader raises."""
    return reader_for(path)(raw, path)


__all__ = ["READERS", "RawArticle", "RawFile", "Reader", "read_raw", "reader_for"]
