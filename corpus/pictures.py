"""Captions that only the lines around them tell, and captions that are all the text there is.

Everything here only adds to what :mod:`.lines` has noted of a line by itself.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .captions import shows_view, tells_scene
from .rows import WHEN, runs

if TYPE_CHECKING:
    from .lines import Line

UNDER_PICTURE = 3.0
"""Weight of a short line that its wording and its place make a caption."""
OVER_LEAD = 7.0
"""Weight of a credited caption that opens a page, right over the dateline."""
_PICTURE = re.compile(r"[\[【(]?(?:图片|配图|照片|插图)\s?\d{0,2}[\]】)]?")
_CREDIT = re.compile(r"\s(?:摄影|供图|拍摄)[\s:/]?[一-鿿·]{2,14}$|(?:摄影|摄|供图)$")


def mark_pictures(rows: list[Line]) -> None:
    """Note which lines are captions by where they stand, and which seem so and are the text."""
    _mark_picture_news(rows)
    _mark_first(rows)
    _mark_runs(rows)
    _mark_below_pictures(rows)
    _mark_under_headline(rows)


def _mark_picture_news(rows: list[Line]) -> None:
    """Take the text of a page that holds no other for no caption: a picture with its news.

    It opens with 图为, or ends with who took the picture.
    """
    texts = [row for row in rows if _is_text(row)]
    if len(texts) == 1:
        credited = texts[0].trailing is not None and texts[0].size > 20
        if texts[0].text.startswith("图为") or credited:
            texts[0].caption = 0.0


def _mark_first(rows: list[Line]) -> None:
    """A caption with its credit that opens a page, over the dateline: no headline credits so."""
    first = next((i for i, row in enumerate(rows) if not row.junk), len(rows))
    for above, row in pairwise(rows[first : first + 2]):
        credited = above.caption >= 3 and not above.sentences and _CREDIT.search(above.text)
        if credited and row.lead and not row.byline:
            above.caption = OVER_LEAD


def _mark_runs(rows: list[Line]) -> None:
    """Two or more lines in a row amid the text that tell who does what: 专家为村民听诊 | …."""
    scenes = [_may_be_caption(row) and tells_scene(row.text) for row in rows]
    for run in runs(len(rows), lambda a, b: scenes[a] and scenes[b]):
        if scenes[run.start] and len(run) > 1 and _amid_text(rows, run):
            for i in run:
                rows[i].caption = max(rows[i].caption, UNDER_PICTURE)


def _mark_below_pictures(rows: list[Line]) -> None:
    """A line that tells a scene or names a view right below what stands for a picture: 图片."""
    for above, row in pairwise(rows):
        if _PICTURE.fullmatch(above.text) and _may_be_caption(row) and _pictured(row):
            row.caption = max(row.caption, UNDER_PICTURE)


def _mark_under_headline(rows: list[Line]) -> None:
    """Two or more lines between a page's headline and its text that all say what is to be seen."""
    first = next((i for i, row in enumerate(rows) if not row.junk), len(rows))
    text = first + 1
    while text < len(rows) and _may_be_caption(rows[text]) and _pictured(rows[text]):
        text += 1
    if text - first > 2 and text < len(rows) and _is_text(rows[text]):
        for row in rows[first + 1 : text]:
            row.caption = max(row.caption, UNDER_PICTURE)


def _pictured(row: Line) -> bool:
    return tells_scene(row.text) or shows_view(row.text)


def _may_be_caption(row: Line) -> bool:
    marked = row.junk or row.signed or row.lead or row.dash or row.numbered or row.headed
    return 4 <= row.size <= 34 and not (marked or row.sentences)


def _amid_text(rows: list[Line], run: range) -> bool:
    """Whether the lines stand amid one text: nothing signs it above them, or says when below."""
    if not run.start or run.stop == len(rows):
        return False
    above, below = rows[run.start - 1], rows[run.stop]
    begun = above.sentences > 0 and not (above.open or above.junk or above.trailing or above.byline)
    return begun and _is_text(below) and not (below.lead or WHEN.search(below.text[:24]))


def _is_text(row: Line) -> bool:
    return row.sentences > 0 and row.size > 12 and not row.junk
