"""The evaluation as one self-contained HTML page: tables, plots, every error."""

from __future__ import annotations

from html import escape
from typing import Any

from . import plots, tables
from .report import Evaluation
from .tables import as_html

STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", sans-serif; margin: 2rem auto; padding: 0 1rem;
  max-width: 82rem; color: #222; }
section { overflow-x: auto; }
h1 { font-size: 1.5rem; margin-bottom: .2rem; } h2 { margin: 2.2rem 0 .6rem; font-size: 1.15rem; }
p.note { color: #555; max-width: 46rem; margin: .3rem 0 .8rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: .5rem 0; }
th, td { padding: .22rem .55rem; text-align: right; border-bottom: 1px solid #e4e4e4;
  white-space: nowrap; }
th { border-bottom: 2px solid #999; font-weight: 600; }
td.l, th.l { text-align: left; white-space: normal; } td small { color: #777; }
tr.total td { font-weight: 600; border-top: 2px solid #999; }
.plots { display: flex; flex-wrap: wrap; gap: 1rem; } figure { margin: 0; }
figcaption { text-align: center; font-weight: 600; }
mark { background: #ffe27a; padding: 0 .1em; } .off { color: #b00020; font-weight: 600; }
details { margin: .4rem 0; } summary { cursor: pointer; font-weight: 600; }
.tick { font-size: 11px; fill: #555; } .label { font-size: 12px; fill: #222; }
.mid { text-anchor: middle; } .end { text-anchor: end; }
.frame { fill: none; stroke: #999; } .grid { stroke: #ececec; }
.ideal { stroke: #999; stroke-dasharray: 4 4; } .bar { stroke: #1f5fa8; stroke-width: 1.5; }
.dot { fill: #1f5fa8; fill-opacity: .8; }
@media print { details { display: none; } }
"""


def _fields(e: Evaluation) -> str:
    cut = (
        f'<p class="note">{e.cut.gold} articles in the gold, {e.cut.predicted} predicted, '
        f"{e.cut.paired} paired, {e.cut.exact_bodies} with the exact body.</p>"
    )
    return cut + as_html(tables.fields(e))


def _reliability(e: Evaluation) -> str:
    figures = "".join(
        f"<figure><figcaption>{r.type}</figcaption>{plots.reliability_plot(r)}</figure>"
        for r in e.reliability
    )
    return (
        as_html(tables.reliability(e))
        + f'<div class="plots">{figures}</div>'
        + f"<details><summary>Bins</summary>{as_html(tables.bins(e))}</details>"
    )


def _side(side: dict[str, Any] | None) -> str:
    if side is None:
        return "–"
    more = ""
    if "confidence" in side:
        more = f" ({side['confidence']:.2f} {', '.join(side['by'])})"
    return f"{side['type']} {side['text']}{more}"


def _details(name: str, table: tables.Table) -> str:
    return f"<details><summary>{name} ({len(table.rows)})</summary>{as_html(table)}</details>"


def _errors(e: Evaluation) -> str:
    parts = []
    for kind in ("type", "boundary", "both", "missed", "spurious"):
        rows = [
            (
                f"{x['source']}#{x['article']}",
                *(_side(x["gold"]), _side(x["predicted"])),
                f"{x['left']}【{x['covered']}】{x['right']}",
            )
            for x in e.errors
            if x["class"] == kind
        ]
        parts.append(
            _details(kind, tables.make(("where", "gold", "predicted", "context"), rows, 4))
        )
    faults = [
        (f.source, f.type, f.text, f.key, str(f.gold), str(f.predicted))
        for a in e.attributes
        for f in a.faults
    ]
    head: tuple[str, ...] = ("where", "type", "mention", "attribute", "gold", "predicted")
    parts.append(_details("attributes", tables.make(head, faults, 6)))
    fields = [
        (f"{source}#{n}", row.name, str(gold), str(told))
        for row in e.fields
        for source, n, gold, told in row.faults
    ]
    head = ("where", "field", "gold", "predicted")
    parts.append(_details("fields", tables.make(head, fields, 4)))
    return "".join(parts)


def render(e: Evaluation) -> str:
    """The page."""
    missing = (
        f'<p class="off">No records for: {escape(", ".join(e.without_records))}</p>'
        if e.without_records
        else ""
    )
    sections = [
        (
            "Mentions",
            "Exact span and type. Intervals are 95 %: Wilson's at the effective sample size "
            "(mentions of one article resemble each other) for precision and recall, a bootstrap "
            "over articles for F.",
            as_html(tables.mentions(e)) + plots.type_bars(e.types),
        ),
        (
            "Precision and recall by confidence",
            "Each curve ends at the dot where everything that the system shows is counted.",
            plots.curve_plot(e.curves),
        ),
        (
            "Attributes",
            "Of exactly found mentions; entities are asked once an article. Precision is over "
            "values given, recall over values annotated; lenient accepts a text that contains the "
            "other.",
            as_html(tables.attributes(e)),
        ),
        ("Article fields", "", _fields(e)),
        (
            "Reliability",
            "The noise floor is the calibration error (ECE) that perfect confidences would show "
            "on as many mentions: its mean and 97.5 % point.",
            _reliability(e),
        ),
        (
            "By source",
            "“Alone” counts mentions that nothing else proposed; the right ones among them are at "
            "most what would be lost without it.",
            as_html(tables.rules(e.rule_sources))
            + f"<details><summary>By rule</summary>{as_html(tables.rules(e.rules))}</details>",
        ),
        ("Slices", "All types together.", as_html(tables.slices(e))),
        ("Errors", "", _errors(e)),
    ]
    if e.compared:
        note = "Other − this; paired bootstrap over articles, two-sided p."
        sections.insert(1, ("Difference", note, as_html(tables.compared(e))))
    body = "".join(
        f"<section><h2>{title}</h2>"
        + (f'<p class="note">{note}</p>' if note else "")
        + f"{content}</section>"
        for title, note, content in sections
    )
    name = f"{e.system} on {e.gold}"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(name)}</title><style>{STYLE}</style></head><body>"
        f"<h1>Evaluation</h1><p>{escape(name)}: {e.sources} files, {e.cut.gold} articles</p>"
        f"{missing}{body}</body></html>\n"
    )
