"""``TextView``: clean text whose every character knows its place in the source."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_BREAK = re.compile(r"[^\S\r\n]*[\r\n]+\s*")


def surface_text(source: str, start: int, end: int) -> str:
    """The covered source text with line breaks and the spaces around them removed.

    >>> surface_text("实现一\\n\\n  键查询", 2, 10)
    '一键查询'
    """
    return _BREAK.sub("", source[start:end])


@dataclass(frozen=True)
class TextView:
    """Clean text over a source text.

    ``offsets[i]`` is the code-point offset in the source of ``text[i]``;
    offsets never decrease.  A character that stands for a line break (the
    newline between paragraphs, the space between headline lines) is mapped to
    the first character of the break that it replaces.
    """

    text: str
    offsets: array[int]

    @classmethod
    def of(cls, source: str) -> TextView:
        """The identity view of ``source``."""
        return cls(source, array("l", range(len(source))))

    def __len__(self) -> int:
        return len(self.text)

    def slice(self, start: int, end: int) -> TextView:
        """The part ``[start, end)`` of this view, over the same source."""
        return TextView(self.text[start:end], self.offsets[start:end])

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Source span of the clean span ``[start, end)`` (``start < end``)."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def from_source(self, start: int, end: int) -> tuple[int, int]:
        """Clean span of the characters that lie in the source span ``[start, end)``."""
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)


class ViewBuilder:
    """Builds a view from pieces of other views, in source order."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._offsets: array[int] = array("l")

    def __len__(self) -> int:
        return len(self._offsets)

    def add(self, view: TextView) -> None:
        """Append all of ``view``."""
        self._pieces.append(view.text)
        self._offsets.extend(view.offsets)

    def add_break(self, char: str, offset: int) -> None:
        """Append one character that stands for the break at source ``offset``."""
        self._pieces.append(char)
        self._offsets.append(offset)

    def build(self) -> TextView:
        """The view built so far."""
        return TextView("".join(self._pieces), self._offsets)


def lines(view: TextView) -> Iterator[tuple[int, int]]:
    """Spans of the lines of ``view`` without their terminators (CRLF, CR or LF)."""
    start = 0
    for match in re.finditer(r"\r\n|\r|\n", view.text):
        yield start, match.start()
        start = match.end()
    yield start, len(view.text)
