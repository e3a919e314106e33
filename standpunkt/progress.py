"""Where long work is, told to whoever listens: the command line draws a bar, a worker does not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str, int, int], None]
"""Takes the step's name, how many pieces are done, and of how many."""

_listener: ContextVar[Listener | None] = ContextVar("progress_listener", default=None)


def report(step: str, done: int = 0, total: int = 0) -> None:
    """Tell the listener, if there is one. ``total`` 0: the length is not known."""
    listener = _listener.get()
    if listener is not None:
        listener(step, done, total)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send this context's progress to ``listener``."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
