"""What stands between a name and the parts that explain it: a colon, a bracket, 即 or 包括."""

from __future__ import annotations

import re
from functools import cache

from ..vocabulary import alternatives
from .cells import Span

GLOSS = re.compile(
    r"[”’\"]?[^，,。；;：:、“”\n()]{0,14}?[”’\"]?(?:的(?:做法|办法|法子|规矩|思路|要求|机制|这一关))?(?:这一关)?"
    r"(?P<open>[：:(（]|-{1,2}|[，,]?(?:(?<!在)即|就是|也就是|指的是|分别是|分别为|包括)[：:]?|，|,|。)"
)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives('part_gloss')})+")


def lead(text: str, span: Span) -> Span:
    """A first part without the word of explanation before it (即, 分为)."""
    match = _words().match(text, *span)
    return (match.end(), span[1]) if match else span
