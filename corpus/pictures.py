"""Captions that only the lines around them tell, and captions that are all the text there is.

Everything here only adds to what :mod:`.lines` has noted of a line by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .lines import Line


def mark_picture_news(rows: list[Line]) -> None:
    """Take 图为… for the text where a page holds no other: a picture with its news."""
    texts = [row for row in rows if row.sentences and row.size > 12 and not row.junk]
    if len(texts) == 1 and texts[0] is not rows[0] and texts[0].text.startswith("图为"):
        texts[0].caption = 0.0
