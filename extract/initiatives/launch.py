"""Since when an initiative runs, where the text says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..candidates import Mention
from .ties import Span, sentence_of
from .vocabulary import alternatives

REACH = 70
"""How far a date may stand before the name, in characters."""


@cache
def _begun() -> re.Pattern[str]:
    """A verb of beginning shortly before the name."""
    return re.compile(f"(?:{alternatives('begins')})(?:了)?[^，,。；;]{{0,12}}$")


_HELD = re.compile("(?:开展|举办|组织|坚持|以|用)(?:了)?[^，,。；;]{0,8}$")
"""What is done from a day on (…起) and not on one day."""
_SINCE = re.compile("(?:起|以来|开始)[，,]?")
_TO_COME = re.compile("(?:各级|各地|要|应当|必须)[^，,。；;]{0,6}$")
_UNTIL = re.compile("(?:截至|截止到?|到|至)$")
_LATER = re.compile(
    '[”’"]?[^，,。；;“”《》]{0,18}[，,]?[^，,。；;“”《》]{0,10}?[，,]?(?:已|已经)?(?:于|在|自|从)?$'
)


@cache
def _then() -> re.Pattern[str]:
    """What is said of the first day."""
    return re.compile(f"(?:正式|起)?(?:{alternatives('starts')})")


@cache
def _ago() -> re.Pattern[str]:
    """What is said of the time from the first day on."""
    return re.compile(f'[”’"]?(?:的)?(?:{alternatives("since_start")})(?:以来|至今|后)')


def launched(text: str, spans: Sequence[Span], dates: Sequence[Mention]) -> str | None:
    """The value of the date on which the text says that it began.

    A date before the name in its sentence with a verb of beginning right before the
    name (去年3月，街道党工委推出“…”), a date behind it with such a verb (…，4月20日上线), or
    自3月23日“…”启动以来.  Offsets into the folded ``text``.
    """
    for span in spans:
        low, high = sentence_of(text, span[0])
        near = [d for d in dates if low <= d.start < high and _day(d) is not None]
        before = [d for d in near if d.end <= span[0] and span[0] - d.end <= REACH]
        if before and _before(text, low, span, before[-1]):
            return _day(before[-1])
        for date in near:
            if date.start >= span[1]:
                if _LATER.fullmatch(text, span[1], date.start) and _then().match(text, date.end):
                    return _day(date)
                break
    return None


def _day(date: Mention) -> str | None:
    """The value of a date that is fixed: no range, no vague time."""
    value = date.attrs.get("value")
    if date.attrs.get("kind") not in ("date", None) or not isinstance(value, str):
        return None
    return None if "REF" in value or "/" in value else value


def _before(text: str, low: int, span: Span, date: Mention) -> bool:
    between = text[date.end : span[0]].rstrip('“‘"《 ')
    if _UNTIL.search(text, low, date.start) or "；" in between:
        return False
    if len(between) <= 8 and _ago().match(text, span[1]):
        return True
    since = _SINCE.match(between)
    if (since or text[date.start : date.end].endswith("以来")) and _HELD.search(between):
        return True
    begun = _begun().search(between)
    if begun is None or _TO_COME.search(between[: begun.start()]):
        return False
    return between.count("，") + between.count(",") <= 3
