"""Dates against the cases of Microsoft's Recognizers-Text and of JioNLP, where at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from zhengwen.cli import readers
from zhengwen.evaluation.conformance import JIONLP, RECOGNIZERS, Outcome
from zhengwen.evaluation.conformance_dates import CONVENTIONS, JIO_CONVENTIONS, outcomes

SPECS = Path(__file__).parents[2] / "shared" / "data" / "specs"
pytestmark = pytest.mark.skipif(
    not all((SPECS / name).exists() for name in (RECOGNIZERS, JIONLP)),
    reason="shared/data/specs is not at hand",
)


@cache
def compared() -> list[Outcome]:
    return list(outcomes(SPECS, readers()))


@pytest.mark.parametrize(("suite", "least"), [("Recognizers-Text", 0.85), ("JioNLP", 0.80)])
def test_suite(suite: str, least: float) -> None:
    own = [o for o in compared() if o.suite.startswith(suite) and o.convention is None]
    wrong = [o.text for o in own if not o.right]
    print(f"{suite}: {len(own) - len(wrong)}/{len(own)}")
    print("\n".join(wrong))
    assert 1 - len(wrong) / len(own) >= least


@pytest.mark.parametrize("name", [*CONVENTIONS, *JIO_CONVENTIONS])
def test_conventions_are_needed(name: str) -> None:
    own = [o for o in compared() if o.convention == name]
    assert any(not o.right for o in own)
