"""Days that a body sets for something, without marks: 把每周三定为社区工作日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..candidates import Candidate
from .before import signs_before
from .context import Context
from .quotes import positions_inside
from .vocabulary import alternatives, classed


@cache
def _set() -> re.Pattern[str]:
    """A recurring day, a verb of setting and what the day is called."""
    return re.compile(
        "(?:每周|每月|每年|每季度|每个|周[一二三四五六日末]|星期|[0-9]{1,2}日|逢)[^，。；！？\n“”]{0,10}?"
        f"(?:{alternatives('day_lead')})了?(?:[0-9]{{1,2}}个)?"
        "(?P<name>[一-鿿]{2,10}?(?:日|夜))(?=[^一-鿿]|活动|[，。；、及和并由在])"
    )


_FIXED = re.compile(
    "(?:每月|每个月)(?:的?第[一二三四]个)?(?:[0-9]{1,2}日|周[一二三四五六日末])(?:为|是)"
    "(?:本?[村镇乡县区市]的?)?(?P<name>[一-鿿]{2,10}?(?:日|夜))(?=[^一-鿿]|活动|[及和并由在])"
)
"""每月8日为|社区健康日."""
_OF_CALENDAR = re.compile(
    "(?:.*的)?(?:国际|世界|全国|国家|法定|联合国|中国|全省).*|.*(?:纪念|国际|假|公祭)日"
)
"""Days that no local body sets."""


def _called(name: str) -> bool:
    """Whether a day is called by a name of its own and not by its sort (休息日, 纪念日)."""
    return (
        name not in classed("day_plain")
        and _OF_CALENDAR.fullmatch(name) is None
        and name[0] != "的"
    )


def propose_days(context: Context) -> Iterator[Candidate]:
    """A candidate per set day and time that the article says its name again."""
    text = context.text
    names = {
        m["name"]
        for pattern in (_set(), _FIXED)
        for m in pattern.finditer(text)
        if _called(m["name"])
    }
    inside = positions_inside(text, context.quotes) if names else frozenset()
    for name in sorted(names):
        for match in re.finditer(re.escape(name), text):
            start, end = match.span()
            if start in inside or text.startswith(("常", "子", "历", "期", "程"), end):
                continue
            around = {f"day.{k}": v for k, v in signs_before(context, start).items()}
            features = {"day": 1.0, "day.again": float(text.count(name) > 1), **around}
            features["prior"] = 2.0
            attrs = {"kind": "campaign"}
            yield Candidate("INITIATIVE", start, end, "initiative.day", attrs, features)
