"""The characters of a web page that a reader sees, each with its place in the source.

Of every stretch between two tags it is known what the tags say of it: whether it is a link, in
bold type, in a table's cell.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

TOKEN = re.compile(
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


class Node(NamedTuple):
    """A stretch of a page's visible characters between two tags, and where it stands."""

    start: int
    end: int
    link: int
    bold: bool
    row: int
    cell: int


@dataclass(frozen=True)
class Stream:
    """The characters that a reader of the page sees, white space left out.

    ``offsets[i]`` is the source offset of ``text[i]``; ``breaks`` holds the
    indexes before which a block ends.
    """

    source: str
    text: str
    offsets: array[int]
    breaks: tuple[int, ...]
    nodes: tuple[Node, ...] = ()

    def blocks(self) -> Iterator[tuple[int, int, list[Node]]]:
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
    for match in TOKEN.finditer(source):
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


def visible_stream(source: str) -> Stream:
    """The visible characters of an HTML source with their places."""
    pieces: list[str] = []
    offsets: array[int] = array("l")
    breaks: list[int] = []
    nodes: list[Node] = []
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
            nodes.append(Node(begin, len(offsets), *place))
    return Stream(source, "".join(pieces), offsets, tuple(breaks), tuple(nodes))
