"""From judged samples to precision: by type, confidence band, value and link.

A type drawn as one stratum gets Agresti and Coull's interval.  With several strata
the share is weighted by their sizes and the interval is taken at the effective
number of judgements (Korn & Graubard 1998 do so with Clopper and Pearson's).
The variance behind that number takes half a success and half a failure more in
each stratum: without them a stratum that has no error yet would count as known
for certain, and the interval would hold the truth too seldom (see
:mod:`zhengwen.evaluation.audit_study`).  Drawing without replacement from few
mentions is accounted for.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from . import intervals as iv
from .audit_sample import BANDS, band
from .audit_sheet import BOUNDARY, RIGHT, Row
from .scores import Share
from .tables import as_text, make, number


@dataclass(frozen=True)
class Stratum:
    """``right`` of ``n`` judged; ``size`` mentions (estimated, for parts of strata)."""

    right: int
    n: int
    size: float


@dataclass(frozen=True)
class Estimate:
    """A share with its 95 % interval; ``n`` judged stand for about ``size`` mentions."""

    value: float
    low: float
    high: float
    n: int
    right: int
    size: float


def _effective(stratum: Stratum) -> float:
    """Judged mentions, raised for what the finite population leaves unknown."""
    if stratum.size <= stratum.n:
        return math.inf
    return stratum.n * (stratum.size - 1) / (stratum.size - stratum.n)


def stratified(strata: Sequence[Stratum], z: float = iv.Z95) -> Estimate:
    """The share over all strata.

    >>> e = stratified([Stratum(96, 100, 1e9)]); print(f"{e.low:.3f} {e.high:.3f}")
    0.898 0.988
    """
    used = [s for s in strata if s.n]
    size = sum(s.size for s in used)
    if not size:
        return Estimate(0.0, 0.0, 1.0, 0, 0, 0.0)
    value = smoothed = variance = 0.0
    for s in used:
        weight = s.size / size
        raised = (s.right + 0.5) / (s.n + 1)
        value += weight * s.right / s.n
        smoothed += weight * raised
        variance += weight**2 * raised * (1 - raised) / _effective(s)
    judged, right = sum(s.n for s in used), sum(s.right for s in used)
    if variance == 0:
        return Estimate(value, value, value, judged, right, size)
    interval = iv.agresti_coull(value, smoothed * (1 - smoothed) / variance, z)
    return Estimate(value, interval.low, interval.high, judged, right, size)


def estimate(
    rows: Iterable[Row],
    inside: Callable[[Row], bool],
    right: Callable[[Row], bool],
) -> Estimate:
    """The share of ``right`` among judged rows that are ``inside`` a part of the population.

    The part's size within a stratum is estimated from the stratum's judged rows.
    """
    judged: dict[str, int] = defaultdict(int)
    cells: dict[str, list[bool]] = defaultdict(list)
    population: dict[str, int] = {}
    for row in rows:
        judged[row.stratum] += 1
        population[row.stratum] = row.population
        if inside(row):
            cells[row.stratum].append(right(row))
    return stratified(
        [
            Stratum(sum(cell), len(cell), population[name] * len(cell) / judged[name])
            for name, cell in cells.items()
        ]
    )


@dataclass(frozen=True)
class TypeAudit:
    """What the audit says of one type.

    ``with_boundary`` counts boundary errors as right; ``needed`` is how many
    judgements in all would put the lower bound at ``target`` if the share stays
    what it is (``None``: it is too low for that).
    """

    type: str
    sampled: int
    precision: Estimate
    with_boundary: Estimate
    bands: Mapping[str, Estimate] = field(hash=False)
    attributes: Mapping[str, Estimate] = field(hash=False)
    confidence: float
    target: float
    needed: int | None


@dataclass(frozen=True)
class AuditScores:
    """All types, and how many rows are not judged."""

    types: tuple[TypeAudit, ...]
    unjudged: int
    design: str


def score(rows: Sequence[Row], target: float = 0.95) -> AuditScores:
    """Figures by type.  Rows without a verdict are left out."""
    kinds = list(dict.fromkeys(sorted(row.type for row in rows)))
    found = []
    for kind in kinds:
        of_type = [row for row in rows if row.type == kind]
        judged = [row for row in of_type if row.verdict]
        if not judged:
            continue
        precision = estimate(judged, lambda r: True, lambda r: r.verdict == RIGHT)
        keys = list(dict.fromkeys(key for row in judged for key in row.values))
        found.append(
            TypeAudit(
                type=kind,
                sampled=len(of_type),
                precision=precision,
                with_boundary=estimate(
                    judged, lambda r: True, lambda r: r.verdict in (RIGHT, BOUNDARY)
                ),
                bands=_bands(judged),
                attributes={key: _attribute(judged, key) for key in keys},
                confidence=_mean_confidence(judged),
                target=target,
                needed=iv.needed(target, precision.value),
            )
        )
    design = rows[0].design if rows else "type"
    return AuditScores(tuple(found), sum(not row.verdict for row in rows), design)


def _bands(judged: Sequence[Row]) -> dict[str, Estimate]:
    names = list(dict.fromkeys(band(low) for low in BANDS))
    parts = {name: _band(judged, name) for name in names}
    return {name: part for name, part in parts.items() if part.n}


def _band(judged: Sequence[Row], name: str) -> Estimate:
    return estimate(judged, lambda r: band(r.confidence) == name, lambda r: r.verdict == RIGHT)


def _attribute(judged: Sequence[Row], key: str) -> Estimate:
    """Of right mentions for which the value is given, the share whose value is right."""
    return estimate(
        judged, lambda r: r.verdict == RIGHT and key in r.values, lambda r: key not in r.wrong
    )


def _mean_confidence(judged: Sequence[Row]) -> float:
    counts: dict[str, int] = defaultdict(int)
    for row in judged:
        counts[row.stratum] += 1
    weights = [row.population / counts[row.stratum] for row in judged]
    total = sum(w * row.confidence for w, row in zip(weights, judged, strict=True))
    return total / sum(weights)


def share(e: Estimate) -> Share:
    """As a cell of a table."""
    return Share(e.value, e.n, e.low, e.high)


def terminal(scores: AuditScores) -> str:
    """The figures as text."""
    head = ("type", "mentions", "judged", "precision", "boundary right", "mean conf.")
    target = scores.types[0].target if scores.types else 0.95
    rows = [
        (
            *(t.type, f"{t.precision.size:.0f}", t.precision.n, share(t.precision)),
            *(share(t.with_boundary), number(t.confidence), _needed(t)),
        )
        for t in scores.types
    ]
    bands = [(t.type, n, e.n, share(e)) for t in scores.types for n, e in t.bands.items()]
    parts = [
        f"design: {scores.design}; {scores.unjudged} of the sample not judged",
        "",
        "Precision (95 %)",
        as_text(make((*head, f"needed n for lower bound {target:g}"), rows)),
        "",
        "By confidence",
        as_text(make(("type", "confidence", "judged", "precision"), bands, 2)),
    ]
    values = [(t.type, key, e.n, share(e)) for t in scores.types for key, e in t.attributes.items()]
    if values:
        parts += ["", "Values and links of right mentions"]
        parts.append(as_text(make(("type", "value", "judged", "right"), values, 2)))
    return "\n".join(parts) + "\n"


def _needed(t: TypeAudit) -> str:
    if t.precision.low >= t.target:
        return "reached"
    return str(t.needed) if t.needed is not None else "out of reach"
