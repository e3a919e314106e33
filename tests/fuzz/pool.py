"""Cases read in processes of their own: a crash, a loop without end or too much memory costs one case."""

import contextlib
import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from tests.fuzz.mutations import Case
from tests.fuzz.outcome import MAX_MIB, MAX_SECONDS, Outcome, outcome_of, warm_up

LONGEST_WORK = 10 * MAX_SECONDS
"""Seconds of processor time after which a file is given up; only very many articles take that long."""
PATIENCE = 60 * MAX_SECONDS
"""Seconds that may pass where others keep the processors busy."""

_TICKS = os.sysconf("SC_CLK_TCK")


class _Reader:
    """A process that reads one case after the other."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.here, there = context.Pipe()
        self.process: BaseProcess = context.Process(target=_read_all, args=(there,), daemon=True)
        self.process.start()
        there.close()
        self.case: Case | None = None
        self.given_at = self.begun = 0.0
        # Starting is no case's fault.
        self.here.recv()

    def give(self, case: Case) -> None:
        self.case, self.given_at, self.begun = case, time.monotonic(), self._processor_seconds()
        self.here.send(case)

    def overdue(self) -> str | None:
        """Why the case it reads has to be given up, if so."""
        if self._processor_seconds() - self.begun > LONGEST_WORK:
            return f"still working after {LONGEST_WORK:.0f} seconds of processor time"
        if time.monotonic() - self.given_at > PATIENCE:
            return f"still waiting after {PATIENCE:.0f} seconds"
        return None

    def stop(self) -> int | None:
        """Its exit code, after it was killed if it has not ended by itself."""
        self.process.join(1)
        self.process.kill()
        self.process.join()
        self.here.close()
        return self.process.exitcode

    def _processor_seconds(self) -> float:
        with contextlib.suppress(OSError), open(f"/proc/{self.process.pid}/stat", encoding="utf-8") as file:
            fields = file.read().rpartition(")")[2].split()
            return sum(map(int, fields[11:15])) / _TICKS
        return 0.0


def outcomes(cases: Iterable[Case], workers: int) -> Iterator[Outcome]:
    """What came of each case, in the order in which they end."""
    left = iter(cases)
    readers: list[_Reader] = []
    try:
        for case in left:
            readers.append(_started(case))
            if len(readers) == workers:
                break
        while readers:
            ready = wait([one.here for one in readers], timeout=0.5)
            for reader in list(readers):
                assert reader.case is not None
                why = None if reader.here in ready else reader.overdue()
                if reader.here not in ready and why is None:
                    continue
                found = _received(reader) if why is None else None
                if found is None:
                    exit_code = reader.stop()
                    yield _given_up(reader.case, why or f"the process died with exit code {exit_code}")
                    readers.remove(reader)
                else:
                    yield found
                case = next(left, None)
                if case is None:
                    if found is not None:
                        readers.remove(reader)
                        reader.stop()
                elif found is None:
                    readers.append(_started(case))
                else:
                    readers[readers.index(reader)] = _given(reader, case)
    finally:
        for reader in readers:
            reader.process.kill()
            reader.stop()


def _given(reader: _Reader, case: Case) -> _Reader:
    """The reader with its next case, or another one where it has died since the last."""
    try:
        reader.give(case)
    except OSError:
        reader.stop()
        return _started(case)
    return reader


def _started(case: Case) -> _Reader:
    reader = _Reader()
    reader.give(case)
    return reader


def _received(reader: _Reader) -> Outcome | None:
    try:
        found: Outcome = reader.here.recv()
    except (EOFError, ConnectionResetError):
        return None
    return found


def _given_up(case: Case, why: str) -> Outcome:
    return Outcome(case.number, case.path, case.how, "FAILED", why)


def _read_all(there: Connection, read: Callable[[Case], Outcome] = outcome_of) -> None:
    # Beyond this the reader gets a MemoryError, and the machine stays usable.
    limit = 2 * MAX_MIB * 1024 * 1024
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warm_up()
    there.send("ready")
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            there.send(read(there.recv()))
