"""Why a whole file gives no article: one class a reason, each with a line for the ``files`` table."""

from standpunkt.errors import StandpunktError


def plain_line(text: str) -> str:
    """Printable characters on one line: what files and libraries say may hold anything."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


class UnreadableFile(StandpunktError):
    """A file that gives no article.

    ``reason`` is one plain line for the ledger. ``transient`` is true when the obstacle may go without
    the file changing, so that a later run has to look again although size and time are the same.
    """

    transient = False

    def __init__(self, path: str, reason: str) -> None:
        reason = plain_line(reason)
        # Both in args, so that the exception survives pickling between worker processes.
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class FileVanished(UnreadableFile):
    """Listed, but gone when it was opened."""

    transient = True


class StillWritten(UnreadableFile):
    """Size or time moved between listing and reading: somebody is writing it."""

    transient = True


class NoPermission(UnreadableFile):
    """The operating system refuses to open it."""

    transient = True


class ReadFailed(UnreadableFile):
    """Any other input or output error: a bad disk, a network share that went away."""

    transient = True


class NotAFile(UnreadableFile):
    """A pipe, a socket, a device: opening it could wait for ever."""


class TooLarge(UnreadableFile):
    """Larger than one file of articles may be."""


class UnsupportedFormat(UnreadableFile):
    """No reader is registered for this ending."""


class EmptyFile(UnreadableFile):
    """No bytes, or nothing but white space."""


class BinaryFile(UnreadableFile):
    """Bytes that are no text, whatever the name says."""


class BrokenFile(UnreadableFile):
    """The format's own syntax is violated, as in a JSON file cut off in the middle."""


class NoArticle(UnreadableFile):
    """Read without error, but no article with text is in it."""


class ReaderFailed(UnreadableFile):
    """The reader itself failed on input nobody has thought of."""
