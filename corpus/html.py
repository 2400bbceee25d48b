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
from dataclasses import dataclass
from datetime import date
from typing import Any

from .html_blocks import (
    PREFIX,
    around_title,
    compact,
    data_rows,
    with_heads,
    with_title,
    without_menus,
)
from .html_stream import TOKEN, Stream, visible_stream
from .view import TextView

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


_RULER = re.compile(r"[|\s:-]+")


def _row(line: str) -> str:
    """The cells of a row of a Markdown table with a blank between them; no text of its ruler.

    >>> _row("| 石桥镇 | 12场 | "), _row("|---|---|")
    ('石桥镇 12场', '')
    """
    if _RULER.fullmatch(line):
        return ""
    return " ".join(filter(None, (compact(cell) for cell in line.split("|"))))


class _Aligner:
    """Builds the view of the extracted lines over the stream, in order."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.blocks = frozenset(stream.breaks)
        self.rows = data_rows(stream)
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

    def _emit_laid_out(self, key: str, at: int) -> None:
        """Append what a row holds that lays out the page: its blocks are lines, its blanks stand.

        The extraction makes one line of the row (标题 | 来源 | 正文 in cells, or all in one cell).
        """
        for here, char in enumerate(key, at):
            if here > at:
                gap = self.stream.source[
                    self.stream.offsets[here - 1] + 1 : self.stream.offsets[here]
                ]
                ends = here in self.blocks
                if ends or (gap and _BLANK.search(TOKEN.sub("", gap)) and not self._wrapped(here)):
                    self.pieces.append("\n" if ends else " ")
                    self.offsets.append(self.offsets[-1] + 1)
            self.pieces.append(char)
            self.offsets.append(self.stream.offsets[here])
        self.position = at + len(key)

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
            if _BLANK.search(TOKEN.sub("", gap)):
                self.pieces.append(" ")
                self.offsets.append(self.offsets[-1] + 1)
        elif self.offsets:
            within = at in self.rows and self.rows.get(self.position - 1) == self.rows[at]
            self.pieces.append(" " if within else "\n")
            self.offsets.append(self.offsets[-1] + 1)

    def add(self, line: str) -> bool:
        """Find ``line`` at or after where the last one ended; False when it is not there."""
        cells = line.startswith("|")
        bare = _row(line) if cells else PREFIX.sub("", line).strip()
        key = compact(bare)
        if not key:
            return True
        at = self.stream.text.find(key, self.position)
        if at >= 0:
            self._break(at)
            if cells and at not in self.rows:
                self._emit_laid_out(key, at)
            else:
                self._emit(bare, at, cells)
            return True
        found = False
        for piece in _PIECE.findall(bare):
            key = compact(piece)
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


def _whole(stream: Stream) -> TextView:
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
    if not compact(text):
        view = _whole(stream)
        note = "no main text found in the page; all its text is kept"
        return Page(view, title, published, (note,) if len(view) else ("no text in the page",))
    lines = without_menus(stream, [line for line in text.split("\n") if line.strip()])
    if "<li" in source.lower():
        lines = _with_items(lines, (_extracted(source, freely=True).get("text") or "").split("\n"))
    lines = with_heads(stream, with_title(stream, title, lines))
    aligner = _Aligner(stream)
    _begin_with_title(aligner, title, lines)
    lost = [line for line in lines if not aligner.add(line)]
    if not aligner.pieces:
        note = "the main text was not found in the page's source; all its text is kept"
        return Page(_whole(stream), title, published, (note,))
    warnings: list[str] = []
    if lost or aligner.missed:
        size = sum(len(compact(line)) for line in lost) or aligner.missed
        warnings.append(f"{size} characters of the main text were not found in the page's source")
    return Page(aligner.view(), title, published, tuple(warnings))


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
    stream = aligner.stream
    first = compact(PREFIX.sub("", lines[0]))
    start = stream.text.find(first)
    if start < 0:
        return
    for headline in _headlines(title or ""):
        key = compact(headline)
        if any(compact(line).startswith(key) for line in lines[:3]):
            return
        # The last occurrence above the text is the headline; those before it are navigation.
        at = stream.text.rfind(key, 0, start)
        if at < 0 or (headline != title and at not in aligner.blocks):
            continue
        kicker, below = around_title(stream, at, start)
        aligner.position = at - len(kicker)
        for part in filter(None, (kicker, headline, *below)):
            aligner.add(part)
        return


_SITE = re.compile(r"\s*(?:[_|丨]|\s--?\s)")


def _headlines(title: str) -> list[str]:
    """What may be the headline: the page's title, and what stands before its site's name.

    >>> _headlines("山村通了新路_云岭网")
    ['山村通了新路_云岭网', '山村通了新路']
    """
    short = _SITE.split(title)[0]
    return [part for part in dict.fromkeys((title, short)) if part == title != "" or len(part) >= 6]


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
