"""Everything that is said of one system on one gold: as data, and as a terminal table."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..corpus.view import surface_text
from . import calibration, scores, tables
from . import intervals as iv
from .attributes import AttributeScores, score_attributes
from .fields import Cut, FieldScores, score_fields
from .matching import Match, Matched, match_all
from .sources import Pair


@dataclass(frozen=True)
class Evaluation:
    """The figures of one system on one gold."""

    gold: str
    system: str
    sources: int
    without_records: tuple[str, ...]
    types: tuple[scores.TypeScores, ...]
    attributes: tuple[AttributeScores, ...]
    fields: tuple[FieldScores, ...]
    cut: Cut
    reliability: tuple[calibration.Reliability, ...]
    rules: tuple[scores.RuleRow, ...]
    rule_sources: tuple[scores.RuleRow, ...]
    slices: tuple[scores.SliceRow, ...]
    curves: dict[str, list[scores.CurvePoint]] = field(hash=False)
    errors: tuple[dict[str, Any], ...] = field(hash=False)
    compared: tuple[scores.Difference, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain dictionaries and lists."""
        return dataclasses.asdict(self)


def evaluate(
    pairs: Sequence[Pair],
    types: Sequence[str],
    *,
    gold: str,
    system: str,
    other: Sequence[Pair] | None = None,
    resamples: int = iv.RESAMPLES,
) -> Evaluation:
    """All figures; with ``other`` (the same gold, another system) the differences too."""
    matched = match_all(pairs, types)
    rows = [
        calibration.reliability(calibration.shown_of(matched, kind), kind)
        for kind in (*types, scores.ALL)
    ]
    field_rows, cut = score_fields(pairs)
    return Evaluation(
        gold=gold,
        system=system,
        sources=len(pairs),
        without_records=tuple(p.gold.id for p in pairs if not p.predicted.records),
        types=tuple(scores.score(matched, types, resamples)),
        attributes=tuple(score_attributes(matched)),
        fields=tuple(field_rows),
        cut=cut,
        reliability=tuple(row for row in rows if row is not None),
        rules=tuple(scores.rules(matched)),
        rule_sources=tuple(scores.rules(matched, sources=True)),
        slices=tuple(scores.slices(matched, types)),
        curves={kind: scores.curve(matched, kind) for kind in (*types, scores.ALL)},
        errors=tuple(errors(matched)),
        compared=tuple(scores.compare(matched, match_all(other, types), types, resamples))
        if other is not None
        else (),
    )


CONTEXT = 15


def context(text: str | None, start: int, end: int, width: int = CONTEXT) -> tuple[str, str]:
    """What stands left and right of a span in the source, line breaks shown as ⏎."""
    if text is None:
        return "", ""
    left, right = text[max(0, start - width) : start], text[end : end + width]
    return left.replace("\n", "⏎"), right.replace("\n", "⏎")


def _side(span: Any) -> dict[str, Any] | None:
    if span is None:
        return None
    side = {"type": span.type, "start": span.start, "end": span.end, "text": span.text}
    return side | {"confidence": span.confidence, "by": list(span.rules)}


def errors(matched: Iterable[Matched]) -> list[dict[str, Any]]:
    """Every match that is not exact, with what stands around it."""
    found = []
    for item in matched:
        for match in item.matches:
            if match.right:
                continue
            spans = [s for s in (match.gold, match.predicted) if s]
            start, end = min(s.start for s in spans), max(s.end for s in spans)
            source = item.pair.gold.text
            covered = surface_text(source, start, end) if source else spans[0].text
            left, right = context(item.pair.gold.text, start, end)
            found.append(
                {
                    "class": match.kind,
                    "source": item.pair.gold.id,
                    "article": match.article + 1,
                    "gold": _gold_side(match),
                    "predicted": _side(match.predicted),
                    "covered": covered,
                    "left": left,
                    "right": right,
                }
            )
    return found


def _gold_side(match: Match) -> dict[str, Any] | None:
    side = _side(match.gold)
    return {k: side[k] for k in ("type", "start", "end", "text")} if side else None


def terminal(e: Evaluation, sections: Iterable[str]) -> str:
    """The chosen sections as text."""
    parts = [f"{e.system} on {e.gold}: {e.sources} files, {e.cut.gold} articles"]
    if e.without_records:
        parts.append(f"no records for: {', '.join(e.without_records)}")
    for name in sections:
        title, rows = tables.SECTIONS[name]
        parts += ["", title, tables.as_text(rows(e))]
        if name == "fields":
            c = e.cut
            parts.append(
                f"articles: {c.gold} in the gold, {c.predicted} predicted, {c.paired} paired, "
                f"{c.exact_bodies} with the exact body"
            )
    return "\n".join(parts) + "\n"


def _mark(side: dict[str, Any] | None) -> str:
    return f"{side['type']} {side['text']}" if side else "–"


def error_lines(e: Evaluation) -> str:
    """Every error instance, one line each, by class and type."""
    lines = []
    for error in sorted(
        e.errors, key=lambda x: (x["class"], (x["gold"] or x["predicted"])["type"], x["source"])
    ):
        told = error["predicted"]
        by = f" {told['confidence']:.2f} {','.join(told['by'])}" if told else ""
        lines.append(
            f"{error['class']:<9}{error['source']}#{error['article']}  "
            f"gold {_mark(error['gold'])} │ got {_mark(told)}{by} │ "
            f"{error['left']}【{error['covered']}】{error['right']}"
        )
    for a in e.attributes:
        for f in a.faults:
            lines.append(
                f"attribute {f.source}  {f.type} {f.text} {f.key}: "
                f"gold {f.gold!r} │ got {f.predicted!r}"
            )
    for row in e.fields:
        for source, number_, gold, told in row.faults:
            lines.append(f"field     {source}#{number_}  {row.name}: gold {gold!r} │ got {told!r}")
    return "\n".join(lines) + "\n"
