"""The judged sample beside the whole output, for prediction-powered and design-based inference.

One row for each mention of the output, judged or not.

``dsl`` (R package ``dsl``: Egami, Hinck, Stewart & Wei 2023): ``expert`` (1, 0 or
``NA``), ``pred``, ``sample_prob``.

``ppi`` (Python package ``ppi_py``: Angelopoulos et al. 2023): split on
``labelled``; ``Y = y[labelled]``, ``Yhat = yhat[labelled]``,
``Yhat_unlabeled = yhat[~labelled]``, ``w = weight[labelled]``.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from ..errors import UsageError
from .audit_sample import design_of, stratum_of
from .audit_sheet import RIGHT, Row
from .sources import record_spans

COMMON = ("unit", "record", "type", "mention", "published", "adcode", "confidence", "stratum")
OWN = {
    "dsl": ("pred", "expert", "sampled", "sample_prob"),
    "ppi": ("yhat", "y", "labelled", "weight"),
}


def export(
    rows: Sequence[Row], records: Iterable[Mapping[str, Any]], form: str, out: IO[str]
) -> int:
    """Write the table; returns how many mentions it has.

    The inclusion probability is that of the judged part: judged mentions of a
    stratum over all of it.  Raises :class:`UsageError` when the output is not
    the one that was sampled.
    """
    design = design_of(rows[0].design)
    judged = {row.unit: row for row in rows if row.verdict}
    known = {row.unit for row in rows}
    counts = Counter(row.stratum for row in judged.values())
    sizes = {row.stratum: row.population for row in rows}
    types = {row.type for row in rows}
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COMMON, *OWN[form]))
    seen: Counter[str] = Counter()
    found = 0
    for position, record in enumerate(records, 1):
        locality = record.get("locality") or {}
        for span in record_spans(record):
            if span.type not in types:
                continue
            stratum = stratum_of(record, span, design)
            unit = f"{position}:{span.type}:{span.start}-{span.end}"
            seen[stratum] += 1
            found += unit in known
            row = judged.get(unit)
            probability = counts[stratum] / sizes[stratum] if stratum in sizes else 0.0
            told = "" if row is None else str(int(row.verdict == RIGHT))
            common = (unit, record["id"], span.type, span.text, record.get("published") or "")
            place = (locality.get("adcode") or "", span.confidence, stratum)
            if form == "dsl":
                own: tuple[Any, ...] = (1, told or "NA", int(row is not None), probability)
            else:
                weight = 1 / probability if row is not None else 1.0
                own = (span.confidence, told, int(row is not None), round(weight, 8))
            writer.writerow((*common, *place, *own))
    if found != len(known) or seen != Counter(sizes):
        raise UsageError(
            "these records are not the output that was sampled: "
            f"{found} of {len(known)} drawn mentions are in them"
        )
    return sum(seen.values())
