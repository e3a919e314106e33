"""Files in, articles out.

``list_files`` gives the files of an inbox, ``read_file`` the bytes of one, ``articles_from`` the cleaned
articles in those bytes. What cannot be read raises an ``UnreadableFile`` with a plain ``reason`` and
says by ``transient`` whether a later run should look again although the file has not changed.
"""

from standpunkt.articles.article import Article, ReadFile
from standpunkt.articles.assemble import articles_from
from standpunkt.articles.discover import FoundFile, InboxMissing, InboxUnreachable, list_files
from standpunkt.articles.fingerprint import duplicate_key
from standpunkt.articles.read import FileContent, read_file
from standpunkt.articles.unreadable import UnreadableFile

__all__ = [
    "Article",
    "FileContent",
    "FoundFile",
    "InboxMissing",
    "InboxUnreachable",
    "ReadFile",
    "UnreadableFile",
    "articles_from",
    "duplicate_key",
    "list_files",
    "read_file",
]
