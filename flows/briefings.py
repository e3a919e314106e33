"""Briefings of earlier runs, which quote sentences and name people, leave Prefect's records."""

from collections.abc import Iterable
from uuid import UUID

import httpx
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId, ArtifactFilterKey
from prefect.exceptions import ObjectNotFound, PrefectHTTPStatusError
from prefect.settings import PREFECT_API_URL

from standpunkt.errors import StandpunktError

_RUNS_AT_ONCE = 100
_AT_ONCE = 100


class BriefingsLeft(StandpunktError):
    """The warehouse is clean, Prefect's records are not."""


def remove_briefings(flow_run_ids: Iterable[UUID]) -> int:
    """Delete the briefings of these flow runs from the configured Prefect API; returns how many.

    Raises:
        BriefingsLeft: the API does not answer; the warehouse itself is done.
    """
    run_ids = list(flow_run_ids)
    count = 0
    try:
        with get_client(sync_client=True) as client:
            for first in range(0, len(run_ids), _RUNS_AT_ONCE):
                some = ArtifactFilter(
                    key=ArtifactFilterKey(any_=["briefing"]),
                    flow_run_id=ArtifactFilterFlowRunId(any_=run_ids[first : first + _RUNS_AT_ONCE]),
                )
                while found := client.read_artifacts(artifact_filter=some, limit=_AT_ONCE):
                    for one in found:
                        client.delete_artifact(one.id)
                    count += len(found)
    except (httpx.HTTPError, PrefectHTTPStatusError, ObjectNotFound, RuntimeError) as error:
        raise BriefingsLeft(
            f"The warehouse is done and published, but briefings of earlier runs could not be removed from "
            f"the Prefect API at {PREFECT_API_URL.value()} ({type(error).__name__}). Give the same command "
            "again when it answers."
        ) from error
    return count
