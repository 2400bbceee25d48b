"""Plots as inline SVG, without scripts or outside files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from .calibration import Reliability
from .scores import CurvePoint, TypeScores

SIZE = 260
MARGIN = 38
COLOURS = ("#1f5fa8", "#b4501e", "#2c7a4b", "#7a3d8f", "#8a6d1d", "#a8324a", "#444444")


@dataclass(frozen=True)
class Axes:
    """A square plot of shares; ``low`` and ``high`` bound both axes' ranges."""

    x_label: str
    y_label: str
    x: tuple[float, float] = (0.0, 1.0)
    y: tuple[float, float] = (0.0, 1.0)
    size: int = field(default=SIZE)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Pixel position of a point, held inside the plot."""
        across = (min(max(x, self.x[0]), self.x[1]) - self.x[0]) / (self.x[1] - self.x[0])
        up = (min(max(y, self.y[0]), self.y[1]) - self.y[0]) / (self.y[1] - self.y[0])
        return round(MARGIN + across * self.size, 1), round(10 + (1 - up) * self.size, 1)


def _svg(width: float, height: float, parts: Sequence[str], title: str) -> str:
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        f'role="img"><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )


def ticks(low: float, high: float) -> list[float]:
    """Round values from ``low`` to ``high``, four to eleven of them.

    >>> ticks(0.7, 1.0)
    [0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0]
    """
    step = next(s for s in (0.01, 0.02, 0.05, 0.1, 0.2) if (high - low) / s < 10.5)
    return [round(low + i * step, 4) for i in range(int((high - low) / step + 1e-6) + 1)]


def _frame(axes: Axes) -> list[str]:
    left, top = axes.at(axes.x[0], axes.y[1])
    parts = [f'<rect x="{left}" y="{top}" width="{axes.size}" height="{axes.size}" class="frame"/>']
    for x in ticks(*axes.x):
        px, bottom = axes.at(x, axes.y[0])
        parts.append(f'<line x1="{px}" x2="{px}" y1="{top}" y2="{bottom}" class="grid"/>')
        parts.append(f'<text x="{px}" y="{bottom + 14}" class="tick mid">{x:.2g}</text>')
    for y in ticks(*axes.y):
        start, py = axes.at(axes.x[0], y)
        end = start + axes.size
        parts.append(f'<line x1="{start}" x2="{end}" y1="{py}" y2="{py}" class="grid"/>')
        parts.append(f'<text x="{start - 5}" y="{py + 4}" class="tick end">{y:.2g}</text>')
    middle = MARGIN + axes.size / 2
    parts.append(
        f'<text x="{middle}" y="{axes.size + 40}" class="label mid">{escape(axes.x_label)}</text>'
    )
    parts.append(
        f'<text transform="translate(10 {10 + axes.size / 2}) rotate(-90)" class="label mid">'
        f"{escape(axes.y_label)}</text>"
    )
    return parts


def _square(axes: Axes, parts: Sequence[str], title: str) -> str:
    return _svg(axes.size + MARGIN + 12, axes.size + 48, [*_frame(axes), *parts], title)


def reliability_plot(row: Reliability) -> str:
    """Precision against confidence by bin, with Wilson bars; the area is the bin's size."""
    axes = Axes("confidence", "precision", (0.4, 1.0), (0.0, 1.0))
    (x1, y1), (x2, y2) = axes.at(0.4, 0.4), axes.at(1, 1)
    parts = [f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" class="ideal"/>']
    most = max(b.n for b in row.bins)
    for b in row.bins:
        x, low = axes.at(b.confidence, b.interval.low)
        _, high = axes.at(b.confidence, b.interval.high)
        _, y = axes.at(b.confidence, b.precision)
        radius = 2 + 7 * (b.n / most) ** 0.5
        parts.append(f'<line x1="{x}" x2="{x}" y1="{low}" y2="{high}" class="bar"/>')
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" class="dot"><title>confidence '
            f"{b.confidence:.3f}, precision {b.precision:.3f}, n {b.n}</title></circle>"
        )
    return _square(axes, parts, f"Reliability of {row.type}")


def curve_plot(curves: dict[str, list[CurvePoint]]) -> str:
    """Precision–recall curves of several types in one plot, with a key."""
    lowest = min((p.precision for points in curves.values() for p in points[10:]), default=0.5)
    axes = Axes("recall", "precision", (0.0, 1.0), (min(0.9, int(lowest * 10) / 10), 1.0), 360)
    parts = []
    for i, (kind, points) in enumerate(curves.items()):
        if not points:
            continue
        colour = COLOURS[i % len(COLOURS)]
        # The first few points swing between 0 and 1; they say nothing.
        shown = [p for p in points if p.n >= 5] or points
        path = " ".join("{},{}".format(*axes.at(p.recall, p.precision)) for p in shown)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        x, y = axes.at(shown[-1].recall, shown[-1].precision)
        parts.append(f'<circle cx="{x}" cy="{y}" r="3.5" fill="{colour}"/>')
        top = 30 + 18 * i
        parts.append(
            f'<rect x="{MARGIN + axes.size + 14}" y="{top}" width="14" height="4" fill="{colour}"/>'
            f'<text x="{MARGIN + axes.size + 34}" y="{top + 6}" class="tick">{kind}</text>'
        )
    return _svg(
        axes.size + MARGIN + 130, axes.size + 48, [*_frame(axes), *parts], "Precision and recall"
    )


def type_bars(rows: Sequence[TypeScores]) -> str:
    """Precision and recall of every type with their intervals, on one line each."""
    left, width, step = 96, 420, 44
    low = min(0.9, *(min(r.precision.low, r.recall.low) for r in rows)) if rows else 0.0
    low = max(0.0, int(low * 10) / 10)

    def x(value: float) -> float:
        return round(left + (value - low) / (1 - low) * width, 1)

    height = 24 + step * len(rows)
    parts = []
    for value in ticks(low, 1.0):
        parts.append(
            f'<line x1="{x(value)}" x2="{x(value)}" y1="8" y2="{height - 14}" class="grid"/>'
            f'<text x="{x(value)}" y="{height}" class="tick mid">{value:.2g}</text>'
        )
    for i, row in enumerate(rows):
        y = 22 + step * i
        parts.append(f'<text x="{left - 8}" y="{y + 9}" class="label end">{row.type}</text>')
        for shift, share, colour, name in (
            (0, row.precision, COLOURS[0], "precision"),
            (12, row.recall, COLOURS[1], "recall"),
        ):
            parts.append(
                f'<line x1="{x(share.low)}" x2="{x(share.high)}" y1="{y + shift}" '
                f'y2="{y + shift}" stroke="{colour}" stroke-width="2"/>'
                f'<circle cx="{x(share.value)}" cy="{y + shift}" r="4.5" fill="{colour}">'
                f"<title>{row.type} {name} {share.value:.3f}, n {share.n}</title></circle>"
            )
    key = left + width + 16
    for i, name in enumerate(("precision", "recall")):
        parts.append(
            f'<circle cx="{key}" cy="{18 + 18 * i}" r="4.5" fill="{COLOURS[i]}"/>'
            f'<text x="{key + 10}" y="{22 + 18 * i}" class="tick">{name}</text>'
        )
    return _svg(left + width + 100, height + 6, parts, "Precision and recall by type")
