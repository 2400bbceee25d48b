"""What cannot be a name, whatever source proposes it: 昨日县医院, 8支志愿服务队, 景德镇 as a body.

The pool asks :func:`impossible` before it scores; each other module here knows one kind of
reason.  Offsets are code points.
"""

from __future__ import annotations

from .bodies import refused
from .initiatives import no_initiative, within_circle
from .joined import broken
from .marks import half_marked
from .openings import opening
from .parts import is_part
from .people import no_person
from .places import no_place, site
from .senses import reads_only

__all__ = ["broken", "impossible", "opening", "refused", "site"]

_REASONS = {
    "DATE": (within_circle,),
    "INITIATIVE": (no_initiative,),
    "ORG": (refused,),
    "PERSON": (no_person,),
    "PLACE": (half_marked, is_part, reads_only, no_place),
}


def impossible(kind: str, text: str, start: int, end: int) -> bool:
    """Whether no mention of ``kind`` can be here, whatever its source.

    >>> impossible("PERSON", "台风“韦帕”逼近", 3, 5), impossible("PLACE", "有朝鲜族、回族", 1, 3)
    (True, True)
    """
    return any(reason(text, start, end) for reason in _REASONS.get(kind, ()))
