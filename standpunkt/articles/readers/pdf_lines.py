"""Lines of a PDF with their places on the page: a program of its own, PDF in, JSON out.

PDFium is native code that walks through hostile files, so that it runs where a crash, a loop without end
and too much memory cost nobody else anything. It is started by its file name and imports nothing of the
package: that would take longer than the reading.
"""

import ctypes
import json
import sys
from typing import Any

MAX_MEMORY_BYTES = 1024**3
"""Of the whole process, the file itself counted."""

MAX_SECONDS = 8
"""Of processor time."""

MAX_PAGES = 200
"""Pages read; a document has more only if it is a book."""

MAX_CHARACTERS = 2_000_000
"""Characters read of all pages together."""

_FACTS = ("Title", "Author", "CreationDate", "Creator", "Producer")
_PASSWORD_NEEDED = 4
_MEASURED = 8
_BOLD = (b"bold", b"black", b"heavy", b"fett")
# PDFium's marks for a hyphen at the end of a line, behind which it drops the line break.
_HYPHENS_AT_END = frozenset({"\x02", "\ufffe"})
# A hyphen that can be seen, whatever the font calls it.
_SOFT_HYPHEN = "\xad"


def lines_of(raw: bytes) -> dict[str, Any]:
    """``refused`` (``password`` or ``broken``), or ``facts``, ``page_count`` and ``pages``.

    A page is its ``height`` and its ``lines``, each a list of text, left, right, bottom and top in
    points, measured from the lower left corner, and whether it begins and ends in bold letters.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
        page_count = len(document)
    except pypdfium2.PdfiumError as error:
        return {"refused": "password" if error.err_code == _PASSWORD_NEEDED else "broken"}
    facts = {name: document.get_metadata_value(name) for name in _FACTS}
    pages, left = [], MAX_CHARACTERS
    for number in range(min(page_count, MAX_PAGES)):
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            pages.append({"height": 0.0, "lines": []})
            continue
        lines, used = _lines(text.raw, left)
        left -= used
        pages.append({"height": page.get_height(), "lines": lines})
        text.close()
        page.close()
        if left <= 0:
            break
    return {"facts": facts, "page_count": page_count, "pages": pages}


def _lines(text: Any, limit: int) -> tuple[list[list[Any]], int]:
    from pypdfium2 import raw as pdfium

    count = min(pdfium.FPDFText_CountChars(text), limit)
    box = pdfium.FS_RECTF()
    lines: list[list[Any]] = []
    units: list[str] = []
    seen: list[int] = []

    def finish() -> None:
        # Characters beyond the first plane may come in two halves.
        line = "".join(units).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip()
        if line and seen:
            places = []
            # A dash alone would make its line look flat.
            for at in (*seen[:_MEASURED], seen[-1]):
                pdfium.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box))
                places.append((box.left, box.right, box.bottom, box.top))
            lefts, rights, bottoms, tops = zip(*places, strict=True)
            measures = (lefts[0], rights[-1], min(bottoms), max(tops))
            is_bold = all(_is_bold(text, at) for at in (seen[0], seen[-1]))
            lines.append([line, *(round(value, 2) for value in measures), is_bold])
        units.clear()
        seen.clear()

    for at in range(max(count, 0)):
        code = pdfium.FPDFText_GetUnicode(text, at)
        unit = chr(code) if 0 < code < 0x110000 else ""
        if unit in ("\r", "\n"):
            finish()
            continue
        is_at_end = unit in _HYPHENS_AT_END
        units.append("-" if is_at_end or unit == _SOFT_HYPHEN else unit)
        if unit.strip():
            seen.append(at)
        if is_at_end:
            finish()
    finish()
    return lines, max(count, 0)


def _is_bold(text: Any, at: int) -> bool:
    from pypdfium2 import raw as pdfium

    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, at, name, len(name), ctypes.byref(flags))
    return any(mark in name.value.lower() for mark in _BOLD)


def _limit_resources() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limits; the caller's limit on time stays.
        return
    for kind, limit in ((resource.RLIMIT_AS, MAX_MEMORY_BYTES), (resource.RLIMIT_CPU, MAX_SECONDS)):
        try:
            resource.setrlimit(kind, (limit, limit))
        except (OSError, ValueError):
            continue
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read a PDF from standard input and write its lines to standard output."""
    _limit_resources()
    sys.stdout.write(json.dumps(lines_of(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
