"""The evaluation as one self-contained HTML page: tables, plots, every error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from . import plots
from .report import Evaluation, number
from .scores import ALL, RuleRow, Share

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


def _share(value: Share) -> str:
    interval = f"{number(value.low)}–{number(value.high)}"
    return f"{number(value.value)} <small>[{interval}]</small>"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> str:
    """Cells are HTML already."""

    def line(tag: str, cells: Sequence[str]) -> str:
        inner = "".join(
            f'<{tag} class="l">{c}</{tag}>' if i < left else f"<{tag}>{c}</{tag}>"
            for i, c in enumerate(cells)
        )
        total = ' class="total"' if tag == "td" and cells[0] == ALL else ""
        return f"<tr{total}>{inner}</tr>"

    body = "".join(line("td", row) for row in rows)
    return f"<table><thead>{line('th', head)}</thead><tbody>{body}</tbody></table>"


def _types(e: Evaluation) -> str:
    head = ("type", "gold", "predicted", "exact", "precision", "recall", "F", "overlap F")
    classes = ("type", "boundary", "both", "missed", "spurious")
    rows = [
        (
            *(t.type, str(t.gold), str(t.predicted), str(t.exact)),
            *(_share(t.precision), _share(t.recall), _share(t.f), number(t.overlap_f)),
            *(str(t.classes[c]) for c in classes),
        )
        for t in e.types
    ]
    return _table((*head, "wrong type", *classes[1:]), rows)


def _attributes(e: Evaluation) -> str:
    rows = [
        (
            *(a.type, a.key, str(a.accuracy.n), _share(a.accuracy)),
            *(number(a.precision), number(a.recall), number(a.lenient)),
        )
        for a in e.attributes
    ]
    head = ("type", "attribute", "n", "right", "precision", "recall", "lenient")
    return _table(head, rows, 2)


def _fields(e: Evaluation) -> str:
    rows = [
        (f.name, str(f.right.n), _share(f.right), number(f.precision), number(f.recall))
        for f in e.fields
    ]
    cut = (
        f'<p class="note">{e.cut.gold} articles in the gold, {e.cut.predicted} predicted, '
        f"{e.cut.paired} paired, {e.cut.exact_bodies} with the exact body.</p>"
    )
    return cut + _table(("field", "n", "right", "precision", "recall"), rows)


def _reliability(e: Evaluation) -> str:
    rows = [
        (
            *(r.type, str(r.n), number(r.confidence), number(r.precision)),
            *(number(r.confidence - r.precision), number(r.ece)),
            f"{number(r.floor)} <small>[–{number(r.floor_high)}]</small>",
            number(r.brier),
            " ".join(f'<span class="off">{b.low:g}–{b.high:g}</span>' for b in r.bins if b.off)
            or "none",
        )
        for r in e.reliability
    ]
    head = ("type", "n", "mean confidence", "precision", "gap", "ECE", "noise floor", "Brier")
    figures = "".join(
        f"<figure><figcaption>{r.type}</figcaption>{plots.reliability_plot(r)}</figure>"
        for r in e.reliability
    )
    bins = [
        (
            *(r.type, f"{b.low:g}–{b.high:g}", str(b.n), number(b.confidence)),
            f"{number(b.precision)} <small>[{number(b.interval.low)}–"
            f"{number(b.interval.high)}]</small>",
        )
        for r in e.reliability
        for b in r.bins
    ]
    table = _table(("type", "bin", "n", "confidence", "precision"), bins, 2)
    return (
        _table((*head, "bins off"), rows)
        + f'<div class="plots">{figures}</div>'
        + f"<details><summary>Bins</summary>{table}</details>"
    )


def _rules(rows: Sequence[RuleRow]) -> str:
    cells = [
        (
            *(r.type, escape(r.name), str(r.predicted), _share(r.precision)),
            *(number(r.coverage), str(r.only), str(r.lost)),
        )
        for r in rows
    ]
    head = ("type", "rule", "n", "precision", "coverage", "alone", "lost without it")
    return _table(head, cells, 2)


def _slices(e: Evaluation) -> str:
    rows = [
        (
            *(s.by, escape(s.value), str(s.articles), str(s.gold)),
            *(_share(s.precision), _share(s.recall), number(s.f)),
        )
        for s in e.slices
    ]
    return _table(("slice", "", "articles", "gold", "precision", "recall", "F"), rows, 2)


def _compared(e: Evaluation) -> str:
    rows = [
        (
            *(d.type, d.figure, number(d.this), number(d.other)),
            f"{number(d.difference)} <small>[{number(d.low)}, {number(d.high)}]</small>",
            number(d.p),
        )
        for d in e.compared
    ]
    return _table(("type", "figure", "this", "other", "difference", "p"), rows, 2)


def _side(side: dict[str, Any] | None) -> str:
    if side is None:
        return "–"
    more = ""
    if "confidence" in side:
        more = f" <small>{side['confidence']:.2f} {escape(', '.join(side['by']))}</small>"
    return f"{side['type']} {escape(side['text'])}{more}"


def _errors(e: Evaluation) -> str:
    parts = []
    for kind in ("type", "boundary", "both", "missed", "spurious"):
        found = [x for x in e.errors if x["class"] == kind]
        rows = [
            (
                f"{escape(x['source'])}#{x['article']}",
                _side(x["gold"]),
                _side(x["predicted"]),
                f"{escape(x['left'])}<mark>{escape((x['gold'] or x['predicted'])['text'])}</mark>"
                f"{escape(x['right'])}",
            )
            for x in found
        ]
        table = _table(("where", "gold", "predicted", "context"), rows, 4)
        parts.append(f"<details><summary>{kind} ({len(found)})</summary>{table}</details>")
    faults = [
        (
            *(escape(f.source), f.type, escape(f.text), f.key),
            *(escape(str(f.gold)), escape(str(f.predicted))),
        )
        for a in e.attributes
        for f in a.faults
    ]
    table = _table(("where", "type", "mention", "attribute", "gold", "predicted"), faults, 6)
    parts.append(f"<details><summary>attributes ({len(faults)})</summary>{table}</details>")
    fields = [
        (f"{escape(source)}#{n}", row.name, escape(str(gold)), escape(str(told)))
        for row in e.fields
        for source, n, gold, told in row.faults
    ]
    table = _table(("where", "field", "gold", "predicted"), fields, 4)
    parts.append(f"<details><summary>fields ({len(fields)})</summary>{table}</details>")
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
            _types(e) + plots.type_bars(e.types),
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
            _attributes(e),
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
            _rules(e.rule_sources)
            + f"<details><summary>By rule</summary>{_rules(e.rules)}</details>",
        ),
        ("Slices", "All types together.", _slices(e)),
        ("Errors", "", _errors(e)),
    ]
    if e.compared:
        note = "Other − this; paired bootstrap over articles, two-sided p."
        sections.insert(1, ("Difference", note, _compared(e)))
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
