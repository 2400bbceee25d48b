"""Everything that is said of one system on one gold: as data, and as a terminal table."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import calibration, scores
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
            left, right = context(item.pair.gold.text, start, end)
            found.append(
                {
                    "class": match.kind,
                    "source": item.pair.gold.id,
                    "article": match.article + 1,
                    "gold": _gold_side(match),
                    "predicted": _side(match.predicted),
                    "left": left,
                    "right": right,
                }
            )
    return found


def _gold_side(match: Match) -> dict[str, Any] | None:
    side = _side(match.gold)
    return {k: side[k] for k in ("type", "start", "end", "text")} if side else None


def width(text: str) -> int:
    """Columns on a terminal: characters of Chinese take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> str:
    """A plain table; the first ``left`` columns are set left, the others right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(width(line[i]) for line in lines) for i in range(len(head))]

    def cell(text: str, i: int) -> str:
        pad = " " * (widths[i] - width(text))
        return text + pad if i < left else pad + text

    return "\n".join("  ".join(cell(t, i) for i, t in enumerate(line)).rstrip() for line in lines)


def number(value: float | None) -> str:
    """Three decimals, no leading zero; – for none.

    >>> number(0.5), number(1.0), number(None)
    ('.500', '1.000', '–')
    """
    if value is None:
        return "–"
    text = f"{value:.3f}"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def share(value: scores.Share) -> str:
    """A share with its interval: ``.967 [.941–.982]``."""
    return f"{number(value.value)} [{number(value.low)}–{number(value.high)}]"


def _types(e: Evaluation) -> str:
    head = ("type", "gold", "pred", "exact", "precision", "recall", "F", "overlap F")
    classes = ("type", "boundary", "both", "missed", "spurious")
    rows = [
        (
            *(t.type, str(t.gold), str(t.predicted), str(t.exact)),
            *(share(t.precision), share(t.recall), share(t.f), number(t.overlap_f)),
            *(str(t.classes[c]) for c in classes),
        )
        for t in e.types
    ]
    return table((*head, "wrong type", *classes[1:]), rows)


def _attributes(e: Evaluation) -> str:
    rows = [
        (
            *(a.type, a.key, str(a.accuracy.n), share(a.accuracy)),
            *(number(a.precision), number(a.recall), number(a.lenient)),
        )
        for a in e.attributes
    ]
    head = ("type", "attribute", "n", "right", "prec.", "rec.", "lenient")
    return table(head, rows, 2)


def _fields(e: Evaluation) -> str:
    rows = [
        (f.name, str(f.right.n), share(f.right), number(f.precision), number(f.recall))
        for f in e.fields
    ]
    return table(("field", "n", "right", "prec.", "rec."), rows)


def _reliability(e: Evaluation) -> str:
    rows = [
        (
            *(r.type, str(r.n), number(r.confidence), number(r.precision)),
            *(number(r.confidence - r.precision), number(r.ece)),
            f"{number(r.floor)} (<{number(r.floor_high)})",
            number(r.brier),
            " ".join(f"{b.low:g}–{b.high:g}" for b in r.bins if b.off) or "none",
        )
        for r in e.reliability
    ]
    head = (
        "type",
        "n",
        "mean conf.",
        "precision",
        "gap",
        "ECE",
        "noise floor",
        "Brier",
        "bins off",
    )
    return table(head, rows)


def _rules(rows: Sequence[scores.RuleRow]) -> str:
    cells = [
        (
            *(r.type, r.name, str(r.predicted), share(r.precision)),
            *(number(r.coverage), str(r.only), str(r.lost)),
        )
        for r in rows
    ]
    return table(("type", "rule", "n", "precision", "coverage", "alone", "lost without"), cells, 2)


def _slices(e: Evaluation) -> str:
    rows = [
        (
            *(s.by, s.value, str(s.articles), str(s.gold)),
            *(share(s.precision), share(s.recall), number(s.f)),
        )
        for s in e.slices
    ]
    return table(("slice", "", "articles", "gold", "precision", "recall", "F"), rows, 2)


def _compared(e: Evaluation) -> str:
    rows = [
        (
            *(d.type, d.figure, number(d.this), number(d.other), number(d.difference)),
            f"[{number(d.low)}, {number(d.high)}]",
            number(d.p),
        )
        for d in e.compared
    ]
    return table(("type", "figure", "this", "other", "difference", "95 %", "p"), rows, 2)


SECTIONS: dict[str, tuple[str, Callable[[Evaluation], str]]] = {
    "types": ("Mentions (exact span and type)", _types),
    "attributes": ("Attributes of exactly found mentions", _attributes),
    "fields": ("Article fields", _fields),
    "reliability": ("Reliability of the confidence", _reliability),
    "sources": ("By source", lambda e: _rules(e.rule_sources)),
    "rules": ("By rule", lambda e: _rules(e.rules)),
    "slices": ("Slices", _slices),
    "compared": ("Difference, other − this (paired bootstrap over articles)", _compared),
}


def terminal(e: Evaluation, sections: Iterable[str]) -> str:
    """The chosen sections as text."""
    parts = [f"{e.system} on {e.gold}: {e.sources} files, {e.cut.gold} articles"]
    if e.without_records:
        parts.append(f"no records for: {', '.join(e.without_records)}")
    for name in sections:
        title, show = SECTIONS[name]
        parts += ["", title, show(e)]
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
        surface = (error["gold"] or told)["text"]
        lines.append(
            f"{error['class']:<9}{error['source']}#{error['article']}  "
            f"gold {_mark(error['gold'])} │ got {_mark(told)}{by} │ "
            f"{error['left']}【{surface}】{error['right']}"
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
