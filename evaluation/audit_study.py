"""Do the audit's intervals cover?  Simulated audits of populations whose precision is known.

    python -m zhengwen.evaluation.audit_study

Each design is drawn 10,000 times, without replacement, and the share of 95 %
intervals that hold the population's true precision is counted.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from . import intervals as iv
from .audit_sample import allocate
from .audit_score import Stratum, stratified
from .tables import Table, as_text, make, number

DRAWS = 10_000


@dataclass(frozen=True)
class Population:
    """Right mentions and all mentions, by stratum."""

    name: str
    strata: Mapping[str, tuple[int, int]] = field(hash=False)

    @property
    def precision(self) -> float:
        """The true share of right mentions."""
        right = sum(r for r, _ in self.strata.values())
        return right / sum(n for _, n in self.strata.values())


def populations() -> list[Population]:
    """Types as the extractor leaves them: most mentions sure, a tail of doubtful ones."""
    bands = {"0.5-0.8": 0.06, "0.8-0.9": 0.08, "0.9-0.95": 0.12, "0.95-0.98": 0.22, "0.98-1": 0.52}
    shapes = {
        "calibrated": (0.67, 0.86, 0.93, 0.967, 0.99),
        "overconfident": (0.50, 0.75, 0.85, 0.92, 0.97),
        "very precise": (0.85, 0.93, 0.97, 0.99, 0.998),
        "poor": (0.35, 0.5, 0.65, 0.8, 0.9),
    }
    found = []
    for size in (3_000, 100_000):
        for name, shares in shapes.items():
            strata = {}
            for (label, weight), share in zip(bands.items(), shares, strict=True):
                n = round(size * weight)
                strata[label] = (round(n * share), n)
            found.append(Population(f"{name}, {size:,} mentions", strata))
    return found


@dataclass(frozen=True)
class Coverage:
    """How often the interval held the truth, and how wide it was on average."""

    population: str
    design: str
    n: int
    precision: float
    coverage: float
    width: float


def _covers(
    population: Population, groups: Sequence[tuple[int, int]], sample: Sequence[int], draws: int
) -> tuple[float, float]:
    generator = np.random.default_rng(iv.SEED)
    drawn = np.stack(
        [
            generator.hypergeometric(right, size - right, n, draws)
            for (right, size), n in zip(groups, sample, strict=True)
        ],
        axis=1,
    )
    # Equal outcomes have equal intervals: each is computed once.
    outcomes, times = np.unique(drawn, axis=0, return_counts=True)
    held = width = 0.0
    for outcome, count in zip(outcomes, times, strict=True):
        e = stratified(
            [
                Stratum(int(right), n, size)
                for right, n, (_, size) in zip(outcome, sample, groups, strict=True)
            ]
        )
        held += int(count) * (e.low <= population.precision <= e.high)
        width += int(count) * (e.high - e.low)
    return held / draws, width / draws


def study(draws: int = DRAWS, per_type: Sequence[int] = (100, 200, 400)) -> list[Coverage]:
    """Coverage of plain and stratified designs over all populations and sample sizes."""
    rows = []
    for population in populations():
        groups = list(population.strata.values())
        whole = (sum(r for r, _ in groups), sum(n for _, n in groups))
        sizes = {name: n for name, (_, n) in population.strata.items()}
        for n in per_type:
            shares = list(allocate(sizes, n).values())
            for design, parts, sample in (
                ("plain", [whole], [n]),
                ("stratified by confidence", groups, shares),
            ):
                covered, width = _covers(population, parts, sample, draws)
                rows.append(
                    Coverage(population.name, design, n, population.precision, covered, width)
                )
    return rows


def details(rows: Sequence[Coverage]) -> Table:
    """Every population, design and sample size."""
    cells = [(r.population, r.design, r.n, r.precision, r.coverage, r.width) for r in rows]
    head = ("population", "design", "n", "precision", "coverage", "mean width")
    return make(head, cells, 2)


def summary(rows: Sequence[Coverage]) -> Table:
    """Mean and lowest coverage by design and sample size."""
    cells = []
    for design in dict.fromkeys(r.design for r in rows):
        for n in sorted({r.n for r in rows}):
            own = [r for r in rows if (r.design, r.n) == (design, n)]
            coverage = [r.coverage for r in own]
            mean_width = sum(r.width for r in own) / len(own)
            cells.append((design, n, sum(coverage) / len(own), min(coverage), mean_width))
    return make(("design", "n per type", "mean coverage", "lowest", "mean width"), cells)


def terminal(rows: Sequence[Coverage]) -> str:
    """The study as text."""
    lines = [as_text(details(rows)), "", as_text(summary(rows)), ""]
    for design in dict.fromkeys(r.design for r in rows):
        own = [r.coverage for r in rows if r.design == design]
        lines.append(
            f"{design}: mean coverage {number(sum(own) / len(own))}, lowest {number(min(own))}"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(terminal(study()))
