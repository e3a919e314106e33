"""Scores into probabilities, and thresholds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standpunkt.language.calibration import Calibration, Sigmoid
from standpunkt.language.settings import Thresholds


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 5), st.floats(-5, 5))
def test_surer_scores_are_never_less_probable(one: float, other: float, slope: float, shift: float) -> None:
    sigmoid = Sigmoid(slope, shift)
    low, high = sorted((one, other))
    assert 0 <= sigmoid(low) <= sigmoid(high) <= 1


@given(st.floats(0, 1))
def test_without_fitted_numbers_the_score_stays(score: float) -> None:
    assert Sigmoid()(score) == pytest.approx(score, abs=0.0051)


def test_written_out() -> None:
    # logit(0.8) = 1.386; 2 * 1.386 - 1 = 1.773; 1 / (1 + exp(-1.773)) = 0.855
    assert Sigmoid(2, -1)(0.8) == 0.85


def test_kinds_of_rows_have_their_own_numbers() -> None:
    calibration = Calibration.of({"stance": {"slope": 1, "shift": -2}})
    assert calibration.stance(0.5) == 0.12
    assert calibration.statement(0.5) == calibration.entity(0.5) == 0.5


def test_thresholds_are_replaced_by_name() -> None:
    assert Thresholds.of({"stance": 1}) == Thresholds(stance=1.0)
    assert Thresholds.of(Thresholds(entity=0.2).as_dict()) == Thresholds(entity=0.2)
    with pytest.raises(TypeError, match="stances"):
        Thresholds.of({"stances": 0.5})
