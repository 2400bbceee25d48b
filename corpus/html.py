"""The main text of an HTML page as a view of the page's source.

trafilatura says which text is the article; this module finds that text again
in the source, character by character, so that offsets are over the HTML as
decoded.  Tags, entities and white space stand between the characters, so a
mention's text is what its slice of the source shows, tags dropped and entities read: an entity
(``&ldquo;``) is one character of text mapped to the place of its ``&``.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from itertools import pairwise
from typing import Any, NamedTuple

from .view import TextView

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)"
    r"|<(?P<raw>script|style|template|textarea|noscript|iframe|svg)\b[^>]*>.*?(?:</(?P=raw)\s*>|\Z)"
    r"|<(?P<head>title)\b[^>]*>.*?(?:</title\s*>|\Z)"
    r"|<[!?/]?(?P<tag>[A-Za-z][A-Za-z0-9]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
    r"|<[!?/][^>]*>",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    )
)
_PREFIX = re.compile(r"^(?:[-*•]\s+|\d+\.\s+|#{1,6}\s+|\|\s*|>\s+)")
_PIECE = re.compile(r"[^。!?！？；;]+[。!?！？；;]*[”’』」]*")
_BLANK = re.compile(r"[ \t\u3000\xa0]|&(?:nbsp|e[mn]sp|#160|#12288);")
SHORTEST = 4
"""Pieces of a line shorter than this are not looked for by themselves."""


@dataclass(frozen=True)
class Page:
    """What an HTML page holds: its main text over the source, and its metadata."""

    view: TextView
    title: str | None
    published: date | None
    warnings: tuple[str, ...] = ()


class _Node(NamedTuple):
    """A stretch of a page's visible characters between two tags, and where it stands."""

    start: int
    end: int
    link: int
    bold: bool
    row: int
    cell: int


@dataclass(frozen=True)
class _Stream:
    """The characters that a reader of the page sees, white space left out.

    ``offsets[i]`` is the source offset of ``text[i]``; ``breaks`` holds the
    indexes before which a block ends.
    """

    source: str
    text: str
    offsets: array[int]
    breaks: tuple[int, ...]
    nodes: tuple[_Node, ...] = ()

    def blocks(self) -> Iterator[tuple[int, int, list[_Node]]]:
        """Begin and end of each block, with its text nodes."""
        ends = [*self.breaks[1:], len(self.text)]
        at = 0
        for start, end in zip(self.breaks, ends, strict=False):
            first = at
            while at < len(self.nodes) and self.nodes[at].start < end:
                at += 1
            if start < end:
                yield start, end, list(self.nodes[first:at])


_BOLD = frozenset(("strong", "b", "h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass
class _Place:
    """Where in the page a text node stands: in links, in bold type, in which cell of which row."""

    links: int = 0
    link: int = 0  # the number of the last link
    bold: int = 0
    rows: list[int] = field(default_factory=list)  # the rows it is in, the innermost last
    row: int = 0  # the number of the last row
    cell: int = 0  # the number of the last cell

    def see(self, tag: str, closing: bool) -> None:
        """Take account of a tag."""
        step = -1 if closing else 1
        if tag == "a":
            self.links = max(0, min(1, self.links + step))  # links hold no links
            self.link += not closing
        elif tag in _BOLD:
            self.bold = max(0, self.bold + step)
        elif tag == "tr" and not closing:
            self.row += 1
            self.rows.append(self.row)
        elif tag == "tr" and self.rows:
            self.rows.pop()
        elif tag in ("td", "th") and not closing:
            self.cell += 1

    def now(self) -> tuple[int, bool, int, int]:
        """Number of the link (0: none), whether bold, number of the row (0: none), of the cell."""
        row = self.rows[-1] if self.rows else 0
        return self.link if self.links else 0, self.bold > 0, row, self.cell


def _text_nodes(source: str) -> Iterator[tuple[int, int, bool, tuple[int, bool, int, int]]]:
    """``(start, end, new block, place)`` of the text nodes of ``source``."""
    position = 0
    fresh = True
    place = _Place()
    for match in _TOKEN.finditer(source):
        if match.start() > position:
            yield position, match.start(), fresh, place.now()
            fresh = False
        if match["cdata"] is not None:
            yield match.start("cdata"), match.end("cdata"), fresh, place.now()
            fresh = False
        tag = match["tag"]
        if tag is None or tag.lower() not in _INLINE:
            fresh = True
        if tag is not None:
            place.see(tag.lower(), source[match.start() + 1] == "/")
        position = match.end()
    if position < len(source):
        yield position, len(source), fresh, place.now()


def visible_stream(source: str) -> _Stream:
    """The visible characters of an HTML source with their places."""
    pieces: list[str] = []
    offsets: array[int] = array("l")
    breaks: list[int] = []
    nodes: list[_Node] = []
    for start, end, fresh, place in _text_nodes(source):
        if fresh and (not breaks or breaks[-1] != len(offsets)):
            breaks.append(len(offsets))
        begin = len(offsets)
        position = start
        while position < end:
            entity = _ENTITY.search(source, position, end)
            stop = entity.start() if entity else end
            for i in range(position, stop):
                if not source[i].isspace():
                    pieces.append(source[i])
                    offsets.append(i)
            if entity is None:
                break
            for char in unescape(entity[0]):
                if not char.isspace():
                    pieces.append(char)
                    offsets.append(entity.start())
            position = entity.end()
        if len(offsets) > begin:
            nodes.append(_Node(begin, len(offsets), *place))
    return _Stream(source, "".join(pieces), offsets, tuple(breaks), tuple(nodes))


_RULER = re.compile(r"[|\s:-]+")


def _row(line: str) -> str:
    """The cells of a row of a Markdown table with a blank between them; no text of its ruler.

    >>> _row("| 石桥镇 | 12场 | "), _row("|---|---|")
    ('石桥镇 12场', '')
    """
    if _RULER.fullmatch(line):
        return ""
    return " ".join(filter(None, (_compact(cell) for cell in line.split("|"))))


def _compact(text: str) -> str:
    return "".join(text.split())


def _data_rows(stream: _Stream) -> dict[int, int]:
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


class _Aligner:
    """Builds the view of the extracted lines over the stream, in order."""

    def __init__(self, stream: _Stream) -> None:
        self.stream = stream
        self.blocks = frozenset(stream.breaks)
        self.rows = _data_rows(stream)
        self.position = 0
        self.pieces: list[str] = []
        self.offsets: array[int] = array("l")
        self.missed = 0

    def _emit(self, text: str, at: int, cells: bool = False) -> None:
        """Append ``text``, whose characters without blanks begin at ``at`` of the stream.

        ``cells``: its blanks part the cells of a table's row.
        """
        here = at
        for char in text.strip():
            if char.isspace():
                if cells or not self._wrapped(here):
                    self.pieces.append(" ")
                    self.offsets.append(self.offsets[-1] + 1)
            else:
                self.pieces.append(char)
                self.offsets.append(self.stream.offsets[here])
                here += 1
        self.position = here

    def _wrapped(self, here: int) -> bool:
        """Whether the blank before ``here`` is only a wrapped source line between Chinese text."""
        stream = self.stream
        if here == 0 or here >= len(stream.text):
            return False
        if stream.text[here - 1].isascii() or stream.text[here].isascii():
            return False
        gap = stream.source[stream.offsets[here - 1] : stream.offsets[here]]
        return "\n" in gap or "\r" in gap

    def _break(self, at: int) -> None:
        """End the line, unless what begins at ``at`` of the stream goes on within its block.

        Of short pages the extraction makes every inline tag a line break.
        """
        if self.offsets and at == self.position and at not in self.blocks:
            gap = self.stream.source[self.stream.offsets[at - 1] : self.stream.offsets[at]]
            if _BLANK.search(_TOKEN.sub("", gap)):
                self.pieces.append(" ")
                self.offsets.append(self.offsets[-1] + 1)
        elif self.offsets:
            within = at in self.rows and self.rows.get(self.position - 1) == self.rows[at]
            self.pieces.append(" " if within else "\n")
            self.offsets.append(self.offsets[-1] + 1)

    def add(self, line: str) -> bool:
        """Find ``line`` at or after where the last one ended; False when it is not there."""
        cells = line.startswith("|")
        bare = _row(line) if cells else _PREFIX.sub("", line).strip()
        key = _compact(bare)
        if not key:
            return True
        at = self.stream.text.find(key, self.position)
        if at >= 0:
            self._break(at)
            self._emit(bare, at, cells)
            return True
        found = False
        for piece in _PIECE.findall(bare):
            key = _compact(piece)
            at = self.stream.text.find(key, self.position) if len(key) >= SHORTEST else -1
            if at < 0:
                self.missed += len(key)
                continue
            if not found:
                self._break(at)
            self._emit(piece, at)
            found = True
        return found

    def view(self) -> TextView:
        return TextView("".join(self.pieces), self.offsets)


def _whole(stream: _Stream) -> TextView:
    """All visible text, one block a line: for pages without a main text."""
    pieces: list[str] = []
    offsets: array[int] = array("l")
    ends = [*stream.breaks[1:], len(stream.text)]
    for start, end in zip(stream.breaks, ends, strict=False):
        if start == end:
            continue
        if pieces:
            pieces.append("\n")
            offsets.append(offsets[-1] + 1)
        pieces.append(stream.text[start:end])
        offsets.extend(stream.offsets[start:end])
    return TextView("".join(pieces), offsets)


def main_text(source: str) -> Page:
    """The main text, title and date of an HTML page."""
    data = _extracted(source)
    stream = visible_stream(source)
    text = data.get("text") or ""
    title = data.get("title") or None
    published = _printed(data.get("date"), source)
    if not _compact(text):
        view = _whole(stream)
        note = "no main text found in the page; all its text is kept"
        return Page(view, title, published, (note,) if len(view) else ("no text in the page",))
    lines = _without_menus(stream, [line for line in text.split("\n") if line.strip()])
    if "<li" in source.lower():
        lines = _with_items(lines, (_extracted(source, freely=True).get("text") or "").split("\n"))
    lines = _with_heads(stream, _with_title(stream, title, lines))
    aligner = _Aligner(stream)
    _begin_with_title(aligner, title, lines)
    lost = [line for line in lines if not aligner.add(line)]
    if not aligner.pieces:
        note = "the main text was not found in the page's source; all its text is kept"
        return Page(_whole(stream), title, published, (note,))
    warnings: list[str] = []
    if lost or aligner.missed:
        size = sum(len(_compact(line)) for line in lost) or aligner.missed
        warnings.append(f"{size} characters of the main text were not found in the page's source")
    return Page(aligner.view(), title, published, tuple(warnings))


def _without_menus(stream: _Stream, lines: list[str]) -> list[str]:
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


def _places(stream: _Stream, lines: list[str]) -> list[int]:
    """Where lines begin in the stream, in order; -1 for one that is not there as it is."""
    found: list[int] = []
    position = 0
    for line in lines:
        key = _compact(_PREFIX.sub("", line))
        at = stream.text.find(key, position)
        found.append(at)
        position = at + len(key) if at >= 0 else position
    return found


def _with_title(stream: _Stream, title: str | None, lines: list[str]) -> list[str]:
    """The lines with the headline where it stands between the first of them: under its kicker."""
    key = _compact(title or "")
    if not title or not key or any(_compact(line).startswith(key) for line in lines[:3]):
        return lines
    places = _places(stream, lines[:4])
    for number, (above, below) in enumerate(pairwise(places), 1):
        size = len(_compact(lines[number - 1]))
        if 0 <= above < below and size <= 30:
            at = stream.text.find(key, above + size, below)
            if at in stream.breaks:
                return [*lines[:number], title, *lines[number:]]
    return lines


LONGEST_HEAD = 24
"""How long a section's head is at most that the extraction lost."""


def _with_heads(stream: _Stream, lines: list[str]) -> list[str]:
    """The lines with the heads in bold type that stand between them and the extraction lost."""
    bold = [
        (start, stream.text[start:end])
        for start, end, nodes in stream.blocks()
        if end - start <= LONGEST_HEAD and all(n.bold and not n.link and not n.row for n in nodes)
    ]
    heavy = sum(node.end - node.start for node in stream.nodes if node.bold)
    if not bold or 3 * heavy > len(stream.text):
        return lines
    known = {_compact(_PREFIX.sub("", line)) for line in lines}
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


def _extracted(source: str, *, freely: bool = False) -> dict[str, Any]:
    """What trafilatura finds in a page; ``freely``: rather too much than too little, text alone."""
    import trafilatura

    found = trafilatura.bare_extraction(
        source,
        include_comments=False,
        include_tables=True,
        with_metadata=not freely,
        favor_recall=freely,
    )
    if found is None:
        return {}
    return found if isinstance(found, dict) else found.as_dict()


def _with_items(lines: list[str], more: list[str]) -> list[str]:
    """The lines with the items of lists that stand between them and only ``more`` has.

    Lists between paragraphs get lost where the extraction is strict; where it is not, lists
    of links around the text come in as well.

    >>> _with_items(["会议要求：", "下一步……"], ["- 首页", "会议要求：", "- 抓收购", "下一步……"])
    ['会议要求：', '- 抓收购', '下一步……']
    """
    known = set(lines)
    places = [place for place, line in enumerate(more) if line in known]
    if [more[place] for place in places] != lines:
        return lines
    within = more[places[0] : places[-1] + 1]
    return [line for line in within if line in known or line.startswith(_ITEM)]


_ITEM = "- "
"""How the extraction marks an item of a list."""


def _begin_with_title(aligner: _Aligner, title: str | None, lines: list[str]) -> None:
    """Put the headline before the text where the extraction left it out."""
    first = _compact(_PREFIX.sub("", lines[0]))
    start = aligner.stream.text.find(first)
    key = _compact(title or "")
    if not key or start < 0 or any(_compact(line).startswith(key) for line in lines[:3]):
        return
    # The last occurrence above the text is the headline; those before it are navigation.
    at = aligner.stream.text.rfind(key, 0, start)
    if at >= 0:
        aligner._emit(title or "", at)


def _printed(value: object, source: str) -> date | None:
    """The day that the extraction found, if the page's source writes it.

    Where a page tells a year only (its copyright, 2023年…指标), the extraction says its first
    of January: dates would be resolved against a day that nobody wrote.
    """
    try:
        day = date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
    parts = rf"{day.year}[-/.年\s]{{0,3}}0?{day.month}[-/.月\s]{{0,3}}0?{day.day}(?!\d)"
    packed = f"{day:%Y%m%d}"
    return day if packed in source or re.search(parts, source) else None
