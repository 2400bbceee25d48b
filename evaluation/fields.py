"""Article fields: titles, heads, bylines and the bounds of the body.

Predicted articles are paired with gold ones by the source characters that they
share.  A gold article without a partner has all its fields wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import intervals as iv
from .scores import Share
from .sources import Pair

TEXTS = ("kicker", "title", "subtitle")
LISTS = ("section_heads", "reporters", "correspondents", "photographers")


@dataclass(frozen=True)
class FieldScores:
    """How often one field is right, over gold articles.

    For lists ``precision`` and ``recall`` count the items.
    """

    name: str
    right: Share
    precision: float | None
    recall: float | None
    faults: tuple[tuple[str, int, Any, Any], ...] = field(default=(), hash=False)
    """(source, article number, gold, predicted)."""


@dataclass(frozen=True)
class Cut:
    """How well files are cut into articles."""

    gold: int
    predicted: int
    paired: int
    exact_bodies: int


def _extent(article: Mapping[str, Any]) -> tuple[int, int]:
    places = list(article.get("body") or ())
    for mention in article["mentions"]:
        places += [mention["start"], mention["end"]]
    return (min(places), max(places)) if places else (0, 0)


def pair_articles(pair: Pair) -> list[Mapping[str, Any] | None]:
    """For each gold article the record that shares most of its characters, one to one."""
    options = []
    for i, article in enumerate(pair.gold.articles):
        start, end = article.get("body") or _extent(article)
        for j, record in enumerate(pair.predicted.records):
            low, high = record["source"].get("body") or record["source"]["span"]
            shared = min(end, high) - max(start, low)
            if shared > 0:
                options.append((-shared / (max(end, high) - min(start, low)), i, j))
    options.sort()
    partner: list[Mapping[str, Any] | None] = [None] * len(pair.gold.articles)
    used: set[int] = set()
    for _, i, j in options:
        if partner[i] is None and j not in used:
            partner[i] = pair.predicted.records[j]
            used.add(j)
    return partner


def _spaced(value: Any) -> Any:
    """Spaces do not count: a headline's lines may be joined with one or none."""
    if isinstance(value, str):
        return re.sub(r"\s", "", value) or None
    return [_spaced(v) for v in value or ()] if isinstance(value, (list, tuple)) else value


@dataclass(frozen=True)
class _Cell:
    """One field of one gold article; ``found`` when the article has a partner."""

    source: str
    number: int
    gold: Any
    predicted: Any
    found: bool


def _row(name: str, cells: Sequence[_Cell], lists: bool) -> FieldScores:
    right: dict[str, list[bool]] = defaultdict(list)
    hits = given = wanted = 0
    faults = []
    for cell in cells:
        a, b = _spaced(cell.gold), _spaced(cell.predicted)
        # An article that was not found has nothing right, not even what it lacks.
        right[cell.source].append(cell.found and a == b)
        if not (cell.found and a == b):
            faults.append((cell.source, cell.number, cell.gold, cell.predicted))
        if lists:
            hits += len(set(a) & set(b or ()))
            given += len(set(b or ()))
            wanted += len(set(a))
        else:
            hits += a is not None and a == b
            given += b is not None
            wanted += a is not None
    # Articles of one file share a layout: files are the clusters here.
    oks = [float(sum(v)) for v in right.values()]
    ns = [float(len(v)) for v in right.values()]
    interval = iv.clustered_wilson(oks, ns)
    return FieldScores(
        name,
        Share(sum(oks) / max(1, len(cells)), len(cells), interval.low, interval.high),
        hits / given if given else None,
        hits / wanted if wanted else None,
        tuple(faults),
    )


def score_fields(pairs: Sequence[Pair]) -> tuple[list[FieldScores], Cut]:
    """Figures of every field, and of the cutting into articles."""
    cells: dict[str, list[_Cell]] = defaultdict(list)
    paired = bodies = 0
    for pair in pairs:
        partners = pair_articles(pair)
        for number, (gold, record) in enumerate(zip(pair.gold.articles, partners, strict=True), 1):
            body = list(record["source"].get("body") or ()) if record else []
            wanted = list(gold.get("body") or ())
            paired += record is not None
            bodies += record is not None and body == wanted
            told = record or {}
            rows: list[tuple[str, Any, Any]] = [
                *((key, gold.get(key), told.get(key)) for key in (*TEXTS, "published")),
                *((key, list(gold.get(key) or ()), list(told.get(key) or ())) for key in LISTS),
                ("body start", wanted[0] if wanted else None, body[0] if body else None),
                ("body end", wanted[1] if wanted else None, body[1] if body else None),
            ]
            for key, a, b in rows:
                cells[key].append(_Cell(pair.gold.id, number, a, b, record is not None))
    order = (*TEXTS, *LISTS, "published", "body start", "body end")
    fields = [_row(key, cells[key], key in LISTS) for key in order if cells[key]]
    gold_articles = sum(len(p.gold.articles) for p in pairs)
    records = sum(len(p.predicted.records) for p in pairs)
    return fields, Cut(gold_articles, records, paired, bodies)
