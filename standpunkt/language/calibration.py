"""Scores of the network into probabilities of being right, fitted on development data (Platt 1999)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

EDGE = 1e-4


@dataclass(frozen=True)
class Sigmoid:
    """``1 / (1 + exp(-(slope * logit(score) + shift)))``."""

    slope: float = 1.0
    shift: float = 0.0

    def __call__(self, score: float) -> float:
        """A score between 0 and 1 as a probability, two decimals."""
        inner = min(max(score, EDGE), 1 - EDGE)
        value = self.slope * math.log(inner / (1 - inner)) + self.shift
        return round(1 / (1 + math.exp(-value)), 2)


@dataclass(frozen=True)
class Calibration:
    """One sigmoid a kind of row."""

    statement: Sigmoid = Sigmoid()
    stance: Sigmoid = Sigmoid()
    entity: Sigmoid = Sigmoid()

    @classmethod
    def of(cls, fitted: Mapping[str, Mapping[str, float]]) -> "Calibration":
        """From the numbers a training left with the model."""
        return cls(**{name: Sigmoid(**numbers) for name, numbers in fitted.items()})
