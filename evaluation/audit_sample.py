"""Drawing an audit sample from a run's output, in one pass, with known probabilities.

Every stratum keeps a reservoir (Vitter 1985, algorithm R) as large as the whole
sample of its type, so memory depends on the number of strata, not on the output.
The sample of a type is then shared among its strata by the square root of their
sizes; a random part of a reservoir is again a simple random sample.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..seeds.table import read_table
from . import audit_sheet as sheet
from .attributes import KEYS, predicted_value
from .options import STRATIFIERS
from .sources import GROUPS, Span, record_spans

BANDS = (0.0, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
"""Lower ends of the confidence bands."""

LEAST = 2
"""Drawn at least from each stratum, where it has as many: a variance needs two."""

CONTEXT = 60


def band(confidence: float) -> str:
    """The confidence band, by its ends.

    >>> band(0.93), band(1.0)
    ('0.9-0.95', '0.98-1')
    """
    ends = (*BANDS, 1.0)
    at = max(i for i, low in enumerate(BANDS) if confidence >= low)
    return f"{ends[at]:g}-{ends[at + 1]:g}"


def stratum_of(record: Mapping[str, Any], span: Span, design: Sequence[str]) -> str:
    """The stratum of a mention under ``design`` (its type is always part of it)."""
    rule = span.rules[0] if span.rules else "none"
    locality = record.get("locality") or {}
    told = {
        "type": span.type,
        "confidence": band(span.confidence),
        "rule": rule,
        "source": rule.split(".")[0],
        "year": (record.get("published") or "none")[:4],
        "province": (locality.get("adcode") or "none")[:2],
    }
    return "|".join([span.type, *(told[name] for name in design if name != "type")])


def design_of(text: str) -> tuple[str, ...]:
    """The stratifiers that an option names; ``type`` is always among them."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    if unknown := [name for name in names if name not in STRATIFIERS]:
        raise UsageError(f"cannot stratify by {unknown[0]!r}; choose from {', '.join(STRATIFIERS)}")
    return tuple(dict.fromkeys(["type", *names]))


@cache
def _divisions() -> dict[str, str]:
    columns = ("code", "name", "short", "level", "parent", "source")
    return {row["code"]: row["name"] for row in read_table("divisions.tsv.gz", columns)}


def division_name(code: str) -> str:
    """A division's code with its name and what contains it, so that a judge can tell.

    >>> division_name("410102")
    '410102 河南省郑州市中原区'
    """
    names = (_divisions().get(code[:n], "") for n in (2, 4, 6, 9, 12) if n <= len(code))
    return f"{code} {''.join(names)}".strip()


def checked_attributes(span: Span) -> dict[str, str]:
    """What else a judge can check: values and links that the record gives."""
    values: dict[str, str] = {}
    name = span.attrs.get("name")
    if name and name != span.text.replace(" ", ""):
        values["name"] = name
    for key in KEYS[span.type]:
        value = predicted_value(span.type, key, span.attrs)
        if value is None or value == []:
            continue
        if key == "adcode":
            value = division_name(str(value))
        values[key] = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    if (
        span.type == "DATE"
        and span.attrs.get("start")
        and span.attrs["start"] != values.get("value")
    ):
        values["period"] = f"{span.attrs['start']} – {span.attrs.get('end') or 'open'}"
    return values


@dataclass(frozen=True)
class Drawn:
    """A mention in a reservoir with what stands around it in the article."""

    position: int
    record: str
    span: Span = field(hash=False)
    left: str
    right: str


@dataclass
class _Reservoir:
    size: int
    seen: int = 0
    items: list[Drawn] = field(default_factory=list)

    def slot(self, generator: random.Random) -> int | None:
        """Where the next item goes, or ``None`` when it is passed over."""
        self.seen += 1
        if len(self.items) < self.size:
            return len(self.items)
        at = generator.randrange(self.seen)
        return at if at < self.size else None

    def put(self, at: int, item: Drawn) -> None:
        self.items[at : at + 1] = [item]


def _drawn(position: int, record: Mapping[str, Any], span: Span, clean: tuple[int, int]) -> Drawn:
    text = record["text"]
    start, end = clean
    left = text[max(0, start - CONTEXT) : start].replace("\n", "⏎")
    right = text[end : end + CONTEXT].replace("\n", "⏎")
    return Drawn(position, str(record["id"]), span, left, right)


def _clean_spans(record: Mapping[str, Any]) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        tuple(m["source"]): tuple(m["span"])
        for group in GROUPS
        for entity in record[group]
        for m in entity["mentions"]
    }


def allocate(sizes: Mapping[str, int], wanted: int) -> dict[str, int]:
    """How many to draw from each stratum: by the square root of its size.

    Every stratum gets at least ``LEAST`` (or all it has); what a small stratum
    cannot give goes to the others.

    >>> allocate({"a": 900, "b": 100, "c": 1}, 41)
    {'a': 30, 'b': 10, 'c': 1}
    """
    share = {name: min(size, LEAST) for name, size in sizes.items()}
    if sum(share.values()) > wanted:
        raise UsageError(
            f"{len(sizes)} strata need at least {sum(share.values())} items, --per-type is {wanted}"
        )
    for _ in range(min(wanted, sum(sizes.values())) - sum(share.values())):
        open_ = [name for name in sizes if share[name] < sizes[name]]
        # The stratum that is furthest behind its due share is next.
        at = max(open_, key=lambda name: (sizes[name] ** 0.5 / (share[name] + 0.5), name))
        share[at] += 1
    return share


def draw(
    records: Iterable[Mapping[str, Any]],
    per_type: int,
    design: Sequence[str],
    seed: int,
    types: Sequence[str],
) -> list[sheet.Row]:
    """The sample in random order, not yet judged.

    The order is random so that whoever stops early has still judged a random
    part of each stratum.
    """
    generator = random.Random(seed)
    reservoirs: dict[str, _Reservoir] = {}
    for position, record in enumerate(records, 1):
        clean: dict[tuple[int, int], tuple[int, int]] | None = None
        for span in record_spans(record):
            if span.type not in types:
                continue
            name = stratum_of(record, span, design)
            reservoir = reservoirs.setdefault(name, _Reservoir(per_type))
            at = reservoir.slot(generator)
            if at is not None:
                clean = clean if clean is not None else _clean_spans(record)
                reservoir.put(at, _drawn(position, record, span, clean[span.start, span.end]))
    if not reservoirs:
        raise UsageError("no mentions there to sample")
    sizes: dict[str, dict[str, int]] = defaultdict(dict)
    for name in sorted(reservoirs):
        sizes[name.split("|")[0]][name] = reservoirs[name].seen
    rows = []
    for strata in sizes.values():
        for name, n in allocate(strata, per_type).items():
            chosen = generator.sample(reservoirs[name].items, n)
            rows += [_row(item, design, name, strata[name], n) for item in chosen]
    generator.shuffle(rows)
    return [replace(row, item=number) for number, row in enumerate(rows, 1)]


def _row(item: Drawn, design: Sequence[str], stratum: str, population: int, n: int) -> sheet.Row:
    span = item.span
    values = checked_attributes(span)
    return sheet.Row(
        item=0,
        position=item.position,
        record=item.record,
        type=span.type,
        mention=span.text,
        context=f"…{item.left}【{span.text}】{item.right}…",
        attributes=sheet.attributes_text(values),
        confidence=span.confidence,
        rule=" ".join(span.rules),
        start=span.start,
        end=span.end,
        design=",".join(design),
        stratum=stratum,
        population=population,
        sampled=n,
        inclusion_probability=round(n / population, 10),
        values=values,
    )


def page(rows: Sequence[sheet.Row], name: str) -> str:
    """The offline page for judging: the sample inside, no outside files."""
    items = [
        {column: getattr(row, column) for column in sheet.COLUMNS} | {"values": row.values}
        for row in rows
    ]
    data = json.dumps({"name": name, "columns": sheet.COLUMNS, "items": items}, ensure_ascii=False)
    key = hashlib.sha256(data.encode("utf-8")).hexdigest()[:16]
    template = resources.files(__package__).joinpath("audit.html").read_text(encoding="utf-8")
    # "</" must not end the script element that holds the data.
    return template.replace("{{KEY}}", key).replace("{{DATA}}", data.replace("</", "<\\/"))


def write(rows: Sequence[sheet.Row], folder: Path, name: str) -> tuple[Path, Path]:
    """Write ``audit.csv`` and ``audit.html`` into ``folder``; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    table, html = folder / "audit.csv", folder / "audit.html"
    sheet.write(rows, table)
    html.write_text(page(rows, name), encoding="utf-8")
    return table, html
