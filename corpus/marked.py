"""Short lines that a mark sets off: heads of sections, names of towns over their news.

A mark (■ 一个药箱) also sets off bylines and captions; what stands above and below a line tells
which it is.  Everything here only adds to what :mod:`.lines` has noted of a line by itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .byline_names import is_name
from .captions import tells_scene

if TYPE_CHECKING:
    from .lines import Line

_MARKED = re.compile(r"([■□◆●★◇○])\s*([^\s-].{0,24})")
LONE = 8
"""How long the only line of its mark may be that is taken for a head: 新闻链接."""


def mark_headings(rows: list[Line]) -> None:
    """Note which marked lines are heads of sections, and which name the town of what follows."""
    found: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        if not (row.signed or row.junk or row.sentences):
            match = _MARKED.fullmatch(row.text)
            if match and row.caption < 3 and row.text[-1] not in ",、;:":
                found.setdefault(match[1], []).append(i)
    for marked in found.values():
        _mark_towns(rows, marked)
        _mark_heads(rows, [i for i in marked if not rows[i].town])


def _mark_towns(rows: list[Line], marked: list[int]) -> None:
    """■青溪镇 over a headline with its text: whose news it is."""
    for i in marked:
        if rows[i].kicker != "body" or i + 2 >= len(rows) or rows[i].size > 12:
            continue
        headline, text = rows[i + 1 : i + 3]
        plain = not (headline.sentences or headline.junk or headline.byline or headline.lead)
        if plain and headline.size > 3 and not _MARKED.match(headline.text) and _is_text(text):
            rows[i].town, rows[i].byline, rows[i].caption = True, None, 0.0


def _mark_heads(rows: list[Line], marked: list[int]) -> None:
    """The lines of one mark that stand over a text and, but for the first, under one.

    Names are bylines there, unless all that carry the mark stand amid the text.
    """
    below = [i for i in marked if i + 1 < len(rows) and not rows[i + 1].lead]
    over = [i for i in below if _is_text(rows[i + 1])]
    amid = [i for i in over if i and _is_text(rows[i - 1]) and not rows[i - 1].open]
    first = [i for i in over if i not in amid]
    if amid and all(rows[i - 1].trailing for i in amid):
        return  # ◆青溪镇 枇杷上市, over a text with its author: headlines of a column
    signed = any(_all_names(rows[i]) for i in first) and not all(_all_names(rows[i]) for i in over)
    heads = over if len(over) > 1 and len(first) <= 1 and not signed else amid
    named = sum(_all_names(rows[i]) for i in heads)
    if len(heads) < 2:
        heads = [i for i in heads if not named and rows[i].size <= LONE + 2]
    if any(tells_scene(rows[i].text[1:]) for i in heads):
        heads = []  # pictures
    elif len(heads) > 1 and named == len(heads) and len(amid) < len(marked):
        heads = []
    for i in heads:
        rows[i].headed, rows[i].byline, rows[i].caption = True, None, 0.0
        rows[i].open = False


def _is_text(row: Line) -> bool:
    return row.size > 40 or (row.size > 5 and "。" in row.text and row.byline is None)


def _all_names(row: Line) -> bool:
    """Whether a marked line reads as surnames with given names, and nothing else."""
    found = row.byline.names if row.byline else ()
    names = (re.sub(r"\s", "", row.text[credit.start : credit.end]) for credit in found)
    return bool(found) and all(is_name(name, told=False) for name in names)
