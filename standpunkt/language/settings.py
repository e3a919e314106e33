"""Thresholds of the decoding, chosen on development data; a pipeline's config may change them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Thresholds:
    """Higher ones give fewer and surer rows."""

    statement: float = 0.5
    """Least probability that a quote the tagger found is one."""
    quotation: float = 0.5
    """The same for what stands between quotation marks and the tagger passed over."""
    stance: float = 0.5
    """Least product of what tagger and role labeller hold a stance for."""
    cue_bias: float = 1.0
    """Added to the tagger's scores of stance cues: how many candidates the role labeller judges."""
    entity: float = 0.0
    """Least mean probability of an entity's words."""

    @classmethod
    def of(cls, chosen: Mapping[str, Any]) -> "Thresholds":
        """From a mapping; unknown names raise TypeError."""
        return cls(**{name: float(value) for name, value in chosen.items()})

    def as_dict(self) -> dict[str, float]:
        """By name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
