"""Which Prefect API runs report to: the configured one, or a private one for the length of a run."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator

import httpx
from prefect.settings import (
    PREFECT_API_URL,
    PREFECT_HOME,
    PREFECT_SERVER_ANALYTICS_ENABLED,
    PREFECT_SERVER_DATABASE_CONNECTION_URL,
    get_current_settings,
    temporary_settings,
)

from standpunkt.errors import StandpunktError

START_SECONDS = 240
"""A cold start takes 15 to 20 seconds on two idle cores, several times that on busy ones."""


class PrefectUnreachable(StandpunktError):
    """The configured Prefect API does not answer, or the private one did not start."""


def configured_api_url() -> str | None:
    """Address from ``PREFECT_API_URL`` or the active profile."""
    return get_current_settings().api.url


@contextlib.contextmanager
def prefect_api() -> Iterator[str]:
    """Address of an API that answers; a private server lives in a folder of its own and leaves nothing.

    Raises:
        PrefectUnreachable: nothing has been changed.
    """
    url = configured_api_url()
    if url is not None:
        _check(url)
        yield url
        return
    # The server's modules take seconds to import; only a private server needs them here.
    from prefect.server.api.server import SubprocessASGIServer

    home = tempfile.mkdtemp(prefix="standpunkt-prefect-")
    private = {
        PREFECT_HOME: home,
        PREFECT_SERVER_DATABASE_CONNECTION_URL: f"sqlite+aiosqlite:///{home}/prefect.db",
        PREFECT_SERVER_ANALYTICS_ENABLED: False,
    }
    server = SubprocessASGIServer()
    try:
        with temporary_settings(private):
            try:
                server.start(timeout=START_SECONDS)
            except Exception as error:
                raise PrefectUnreachable(
                    f"The private Prefect server did not start within {START_SECONDS} s "
                    f"({str(error).splitlines()[0]}). Nothing was changed. Try again, or start a server "
                    "with 'prefect server start' and set PREFECT_API_URL."
                ) from error
            with temporary_settings({PREFECT_API_URL: server.api_url}):
                yield server.api_url
                _drain()
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def _drain() -> None:
    """Send what logs and events still wait, before the server they go to is gone."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    with contextlib.suppress(RuntimeError):
        APILogWorker.instance().drain()
    EventsWorker.drain_all()


def _check(url: str) -> None:
    try:
        httpx.get(f"{url}/health", timeout=20).raise_for_status()
    except httpx.HTTPError as error:
        raise PrefectUnreachable(
            f"The Prefect API at {url} does not answer ({type(error).__name__}). Nothing was changed. Start "
            "it with 'prefect server start', or unset PREFECT_API_URL (and the profile's) to run with a "
            "private one."
        ) from error
