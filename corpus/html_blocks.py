"""What the blocks of a web page tell of the lines that were extracted from it: menus among
them, headlines and heads that were left out, the rows of small tables.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from .bylines import parse_line
from .html_stream import TOKEN, Stream
from .script import normalize

PREFIX = re.compile(r"^(?:[-*•]\s+|\d+\.\s+|#{1,6}\s+|\|\s*|>\s+)")
"""How the extraction marks items, heads and cells."""


def compact(text: str) -> str:
    """``text`` without its blanks."""
    return "".join(text.split())


def data_rows(stream: Stream) -> dict[int, int]:
    """First and last characters of the cells of data, each with its row's number.

    Such a row has several cells, all short and without a full stop: pages are laid out in
    tables, too.
    """
    cells: dict[int, dict[int, tuple[int, int]]] = {}
    for node in stream.nodes:
        if node.row:
            row = cells.setdefault(node.row, {})
            row[node.cell] = (row.get(node.cell, (node.start, 0))[0], node.end)
    found: dict[int, int] = {}
    for number, row in cells.items():
        short = all(b - a <= LONGEST_CELL and "。" not in stream.text[a:b] for a, b in row.values())
        if 2 <= len(row) <= 12 and short:
            found.update((at, number) for a, b in row.values() for at in (a, b - 1))
    return found


LONGEST_CELL = 40
"""How long a cell of data is at most."""


def without_menus(stream: Stream, lines: list[str]) -> list[str]:
    """The lines but those that stand in a block of three links or more and nothing else."""
    menus = [
        range(start, end)
        for start, end, nodes in stream.blocks()
        if all(node.link for node in nodes) and len({node.link for node in nodes}) >= 3
    ]
    if not menus:
        return lines
    places = _places(stream, lines)
    kept = [line for line, at in zip(lines, places, strict=True) if not _in_any(at, menus)]
    return kept or lines


def _in_any(at: int, ranges: Sequence[range]) -> bool:
    """Whether ``at`` lies in one of the ranges, which are in order."""
    below = bisect_right(ranges, at, key=lambda each: each.start)
    return below > 0 and at in ranges[below - 1]


def _places(stream: Stream, lines: list[str]) -> list[int]:
    """Where lines begin in the stream, in order; -1 for one that is not there as it is."""
    found: list[int] = []
    position = 0
    for line in lines:
        key = compact(PREFIX.sub("", line))
        at = stream.text.find(key, position)
        found.append(at)
        position = at + len(key) if at >= 0 else position
    return found


def with_title(stream: Stream, title: str | None, lines: list[str]) -> list[str]:
    """The lines with the headline where it stands between the first of them: under its kicker."""
    key = compact(title or "")
    if not title or not key or any(compact(line).startswith(key) for line in lines[:3]):
        return lines
    places = _places(stream, lines[:4])
    for number, (above, below) in enumerate(pairwise(places), 1):
        size = len(compact(lines[number - 1]))
        if 0 <= above < below and size <= 30:
            at = stream.text.find(key, above + size, below)
            if at in stream.breaks:
                return [*lines[:number], title, *lines[number:]]
    return lines


_NEXT = re.compile(r"</(?:h[1-6]|p|div)\s*>\s*<(?:h[1-6]|p|div)\b[^>]*>", re.IGNORECASE)
_HEADED = re.compile(r"</?h[1-6]\b[^>]*>$", re.IGNORECASE)


def around_title(stream: Stream, at: int, first: int) -> tuple[str, list[str]]:
    """The kicker above the headline at ``at``, and decks and bylines between it and ``first``.

    <h3>kicker</h3><h1>headline</h1><h4>deck</h4><p>byline</p>: one tag follows the other, and
    kicker and deck are heads as well.
    """
    blocks = [(a, b) for a, b, nodes in stream.blocks() if not any(n.link for n in nodes)]
    here = bisect_left(blocks, (at, 0))
    if here == len(blocks) or blocks[here][0] != at:
        return "", []
    kicker = ""
    if (
        here
        and _follow(stream, blocks[here - 1], blocks[here])
        and _headed(stream, blocks[here - 1])
    ):
        kicker = stream.text[slice(*blocks[here - 1])]
    below: list[str] = []
    for above, block in pairwise(blocks[here : here + 4]):
        text = stream.text[slice(*block)]
        gap = _between(stream, block)
        if block[1] > first or not _follow(stream, above, block) or len(text) > LONGEST_DECK:
            break
        byline = parse_line(normalize(gap))
        if not (_headed(stream, block) or (byline is not None and byline.explicit)):
            break
        below.append(gap)
    return kicker if len(kicker) <= LONGEST_HEAD else "", below


def _follow(stream: Stream, above: tuple[int, int], block: tuple[int, int]) -> bool:
    """Whether nothing but the end of one block and the beginning of the next parts them."""
    gap = stream.source[stream.offsets[above[1] - 1] + 1 : stream.offsets[block[0]]]
    return _NEXT.fullmatch(gap.strip()) is not None


def _headed(stream: Stream, block: tuple[int, int]) -> bool:
    """Whether a block is a head by its tag."""
    low = stream.offsets[block[0]]
    return _HEADED.search(stream.source[max(0, low - 80) : low].rstrip()) is not None


def _between(stream: Stream, block: tuple[int, int]) -> str:
    """A block's text with the blanks that its source has."""
    low, high = stream.offsets[block[0]], stream.offsets[block[1] - 1] + 1
    return re.sub(r"\s+", " ", TOKEN.sub("", stream.source[low:high]))


LONGEST_DECK = 60
"""How long a deck or a byline is at most that the extraction lost."""
LONGEST_HEAD = 24
"""How long a section's head is at most that the extraction lost."""


def with_heads(stream: Stream, lines: list[str]) -> list[str]:
    """The lines with the heads in bold type that stand between them and the extraction lost."""
    bold = [
        (start, stream.text[start:end])
        for start, end, nodes in stream.blocks()
        if end - start <= LONGEST_HEAD and all(n.bold and not n.link and not n.row for n in nodes)
    ]
    heavy = sum(node.end - node.start for node in stream.nodes if node.bold)
    if not bold or 3 * heavy > len(stream.text):
        return lines
    known = {compact(PREFIX.sub("", line)) for line in lines}
    places = _places(stream, lines)
    starts = [start for start, _ in bold]
    done: list[str] = []
    for number, line in enumerate(lines):
        at = places[number]
        before = places[number - 1] if number else -1
        if 0 <= before < at:
            between = bold[bisect_right(starts, before) : bisect_left(starts, at)]
            done += [h for _, h in between if h not in known and _HEADS.fullmatch(h)]
        done.append(line)
    return done


_HEADS = re.compile(r"(?=.*[一-鿿]{2})[^。;；:：|>]+")
