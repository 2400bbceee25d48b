"""Recognizers-Text's Chinese number suites (MIT), where the shared data is at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from zhengwen.cli import readers
from zhengwen.evaluation.conformance import RECOGNIZERS, Outcome
from zhengwen.evaluation.conformance_numbers import REASONS, outcomes

SPECS = Path(__file__).parents[2] / "shared" / "data" / "specs"
pytestmark = pytest.mark.skipif(
    not (SPECS / RECOGNIZERS).exists(), reason="shared/data/specs is not at hand"
)


@cache
def compared() -> list[Outcome]:
    return list(outcomes(SPECS, readers()))


@pytest.mark.parametrize("model", ["NumberModel", "PercentModel", "NumberRangeModel"])
def test_suite(model: str) -> None:
    own = [o for o in compared() if o.model.startswith(model)]
    assert [o.text for o in own if not o.right and not o.convention] == []
    assert sum(o.right for o in own) / len(own) >= 0.97


def test_reasons_are_needed() -> None:
    assert set(REASONS) <= {(o.model, o.text) for o in compared() if not o.right}
