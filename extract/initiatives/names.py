"""What of a surface is the name: marks, head nouns and editions taken off."""

from __future__ import annotations

import re

from ...corpus.marks import CLOSING, OPENING
from .vocabulary import head_ending

QUOTED = re.compile('[“‘"]([^“”"]+)[”’"]')
_TAILS = re.compile("(?:[一-鿿]*(?:调解法|分类法|工作法|服务法|管理法))$")


def bare_name(surface: str) -> str:
    """The surface without the marks that enclose all of it.

    >>> bare_name("“红港湾”驿站"), bare_name("“红港湾”")
    ('“红港湾”驿站', '红港湾')
    """
    if len(surface) > 2 and surface[0] in OPENING and surface[-1] in CLOSING:
        inside = surface[1:-1]
        if not re.search('[“”"]', inside):
            return inside
    return surface


def core_of(surface: str) -> str:
    """What distinguishes the name: the quoted part, or the surface without its head noun.

    >>> core_of("“三色灯”工作法"), core_of("五心调解法"), core_of("邻里夜话活动")
    ('三色灯', '五心', '邻里夜话')
    """
    match = QUOTED.search(surface)
    if match:
        return match[1]
    cut = _TAILS.sub("", surface)
    if len(cut) >= 2 and cut != surface:
        return cut
    head = head_ending(surface, 0, len(surface))
    if head is not None and head.strong and len(surface) - len(head.word) >= 2:
        return surface[: -len(head.word)]
    return surface
