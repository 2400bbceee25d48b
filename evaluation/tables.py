"""Tables: the rows of every part of the report, and how they look in text, Markdown and HTML."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from .scores import ALL, RuleRow, Share

if TYPE_CHECKING:
    from .report import Evaluation

Cell = str | int | float | Share | None


@dataclass(frozen=True)
class Table:
    """Rows under a head; the first ``left`` columns are words, the others numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(hash=False)
    left: int = 1


def make(head: Sequence[str], rows: Iterable[Sequence[Cell]], left: int = 1) -> Table:
    """A table from any sequences."""
    return Table(tuple(head), tuple(tuple(row) for row in rows), left)


def number(value: float | None) -> str:
    """Three decimals, no leading zero; – for none.

    >>> number(0.5), number(1.0), number(None), number(-0.25)
    ('.500', '1.000', '–', '-.250')
    """
    if value is None:
        return "–"
    text = f"{value:.3f}"
    if text == "-0.000":
        text = "0.000"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def interval(value: Share) -> str:
    """Ends of the interval: ``[.941–.982]``, with a comma where an end is negative."""
    between = ", " if value.low < 0 else "–"
    return f"[{number(value.low)}{between}{number(value.high)}]"


def plain(cell: Cell) -> str:
    """A cell as text: whole numbers, shares with their interval, – for a share of nothing."""
    if isinstance(cell, Share):
        return f"{number(cell.value)} {interval(cell)}" if cell.n else number(None)
    if isinstance(cell, (str, int)):
        return str(cell)
    return number(cell)


def width(text: str) -> int:
    """Columns on a terminal: characters of Chinese take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def as_text(table: Table) -> str:
    """For a terminal, in columns."""
    lines = [list(table.head), *([plain(cell) for cell in row] for row in table.rows)]
    widths = [max(width(line[i]) for line in lines) for i in range(len(table.head))]

    def cell(text: str, i: int) -> str:
        pad = " " * (widths[i] - width(text))
        return text + pad if i < table.left else pad + text

    return "\n".join("  ".join(cell(t, i) for i, t in enumerate(line)).rstrip() for line in lines)


def as_markdown(table: Table) -> str:
    """For Markdown."""
    rule = ["---" if i < table.left else "---:" for i in range(len(table.head))]
    lines = [table.head, rule, *([plain(cell) for cell in row] for row in table.rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def as_html(table: Table) -> str:
    """For HTML; every cell is escaped."""

    def show(cell: Cell) -> str:
        if isinstance(cell, Share) and cell.n:
            return f"{number(cell.value)} <small>{interval(cell)}</small>"
        return escape(plain(cell))

    def line(tag: str, cells: Sequence[Cell]) -> str:
        inner = "".join(
            f'<{tag} class="l">{show(c)}</{tag}>' if i < table.left else f"<{tag}>{show(c)}</{tag}>"
            for i, c in enumerate(cells)
        )
        total = ' class="total"' if tag == "td" and cells[0] == ALL else ""
        return f"<tr{total}>{inner}</tr>"

    body = "".join(line("td", row) for row in table.rows)
    return f"<table><thead>{line('th', table.head)}</thead><tbody>{body}</tbody></table>"


def mentions(e: Evaluation) -> Table:
    """Exact and overlap scores and error classes by type."""
    head = ("type", "gold", "pred", "exact", "precision", "recall", "F", "overlap F")
    classes = ("type", "boundary", "both", "missed", "spurious")
    rows: list[tuple[Cell, ...]] = [
        (
            *(t.type, t.gold, t.predicted, t.exact, t.precision, t.recall, t.f, t.overlap_f),
            *(t.classes[c] for c in classes),
        )
        for t in e.types
    ]
    return make((*head, "wrong type", *classes[1:]), rows)


def attributes(e: Evaluation) -> Table:
    """Attributes of exactly found mentions."""
    head = ("type", "attribute", "n", "right", "precision", "recall", "lenient", "commonest")
    rows = [
        (
            *(a.type, a.key, a.accuracy.n, a.accuracy, a.precision, a.recall, a.lenient),
            a.commonest,
        )
        for a in e.attributes
    ]
    return make(head, rows, 2)


def fields(e: Evaluation) -> Table:
    """Article fields."""
    rows = [(f.name, f.right.n, f.right, f.precision, f.recall) for f in e.fields]
    return make(("field", "n", "right", "precision", "recall"), rows)


def reliability(e: Evaluation) -> Table:
    """Calibration by type; the bins that are off by more than chance plus .03."""
    rows: list[tuple[Cell, ...]] = [
        (
            *(r.type, r.n, r.confidence, r.precision, r.confidence - r.precision, r.ece),
            f"{number(r.floor)} (up to {number(r.floor_high)})",
            r.brier,
            " ".join(f"{b.low:g}–{b.high:g}" for b in r.bins if b.off) or "none",
        )
        for r in e.reliability
    ]
    head = ("type", "n", "confidence", "precision", "gap", "ECE", "noise floor", "Brier")
    return make((*head, "bins off"), rows)


def bins(e: Evaluation) -> Table:
    """The reliability table, bin by bin."""
    rows = [
        (
            *(r.type, f"{b.low:g}–{b.high:g}", b.n, b.confidence),
            Share(b.precision, b.n, b.interval.low, b.interval.high),
        )
        for r in e.reliability
        for b in r.bins
    ]
    return make(("type", "bin", "n", "confidence", "precision"), rows, 2)


def rules(rows: Iterable[RuleRow]) -> Table:
    """By rule or source."""
    cells = [(r.type, r.name, r.predicted, r.precision, r.coverage, r.only, r.lost) for r in rows]
    return make(("type", "rule", "n", "precision", "coverage", "alone", "lost without"), cells, 2)


def slices(e: Evaluation) -> Table:
    """By province, year and form."""
    rows = [(s.by, s.value, s.articles, s.gold, s.precision, s.recall, s.f) for s in e.slices]
    return make(("slice", "", "articles", "gold", "precision", "recall", "F"), rows, 2)


def compared(e: Evaluation) -> Table:
    """Differences of two systems."""
    rows = [
        (d.type, d.figure, d.this, d.other, Share(d.difference, 1, d.low, d.high), d.p)
        for d in e.compared
    ]
    return make(("type", "figure", "this", "other", "difference", "p"), rows, 2)


SECTIONS: dict[str, tuple[str, Callable[[Evaluation], Table]]] = {
    "types": ("Mentions (exact span and type)", mentions),
    "attributes": ("Attributes of exactly found mentions", attributes),
    "fields": ("Article fields", fields),
    "reliability": ("Reliability of the confidence", reliability),
    "sources": ("By source", lambda e: rules(e.rule_sources)),
    "rules": ("By rule", lambda e: rules(e.rules)),
    "slices": ("Slices", slices),
    "compared": ("Difference, other − this (paired bootstrap over articles)", compared),
}
