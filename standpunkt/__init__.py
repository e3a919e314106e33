"""Standpunkt: who says what in the German-language press, and where they stand, as SQL.

Files go in (``articles``), spaCy documents with entities, statements and stances come out of
``language``, ``actors`` and ``issues`` give them identities, ``quality`` judges the rows,
``warehouse`` keeps them in DuckDB and ``report`` tells people about them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

__version__ = "0.1.0"


def load(
    vocab: Any = True,  # noqa: ARG001
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),  # noqa: ARG001
    exclude: str | Iterable[str] = (),
    config: Mapping[str, Any] | None = None,
) -> Language:
    """What ``spacy.load("standpunkt")`` calls: the language pipeline.

    ``config`` may hold options of the component: ``{"components": {"standpunkt_model": {"threads": 1}}}``.
    """
    from standpunkt.language.pipeline import COMPONENT
    from standpunkt.language.pipeline import load as load_pipeline

    nlp = load_pipeline(**(config or {}).get("components", {}).get(COMPONENT, {}))
    for chosen, act in ((disable, nlp.disable_pipe), (exclude, nlp.remove_pipe)):
        for name in [chosen] if isinstance(chosen, str) else chosen:
            act(name)
    return nlp
