"""Spans that are a division and the honour it gives (江西省|文明社区, 柳州市|绿色学校)."""

from __future__ import annotations

import re
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from ..honours import NEAR, prized, ranked, tells, title
from ..links import parse

_HONOUR = re.compile(
    "(?:国家级?|全国|[省市县区旗州](?!镇))级?[^镇乡街道苏]{2,8}(?:村|社区)"
    "|[一-鿿]{2,4}(?:旅游|文化)?(?:名|示范|样板|先进|标杆)村"
)
"""A level's honour for a village (省文化示范村, 红色旅游名村), no village of a level."""
_GOOD = frozenset("和秀最醉富甜")


@cache
def _titled() -> re.Pattern[str]:
    """An honour before the unit that has it (省科普示范基地|石桥镇柳湾村)."""
    return re.compile(f"{title()}(?=[一-鿿]{{2,9}}(?:镇|乡|街道|村|社区)$)")


@cache
def _fair() -> re.Pattern[str]:
    """What villages are to be (和|美乡村)."""
    return re.compile(f"美丽?(?:{either('refusal_words.tsv', 'fair')})")


@cache
def _judged() -> re.Pattern[str]:
    """What is done for an honour and never to a body (上海市特色学校|评估专家组)."""
    return re.compile(f"(?:创建)?(?:{either('refusal_words.tsv', 'judged')})")


def honoured(text: str, start: int, end: int) -> bool:
    """Whether the span is an honour, with or without the divisions that give it.

    >>> honoured("江西省文明社区", 0, 7), honoured("和美乡村", 1, 4), honoured("柳湾村", 0, 3)
    (True, True, False)
    """
    span = text[start:end]
    if text[start - 1 : start] in _GOOD and _fair().match(text, start, end):
        return True
    named = parse(span)[1]
    if _titled().search(span, named):
        return True
    if not named:
        return _HONOUR.fullmatch(span) is not None
    if ranked().fullmatch(span[named:]) and _ranks(span[:named]):
        return True
    return _prized(text, start, start + named, end)


def _ranks(chain: str) -> bool:
    """Whether a chain of divisions ends in a province or a city, which have no villages."""
    level = lx.lexicon().level
    return any(level.get(chain[at:]) in ("province", "city") for at in range(len(chain) - 1))


def _prized(text: str, start: int, named: int, end: int) -> bool:
    """Whether an honour's name follows the divisions, where the line tells of honours."""
    if _judged().match(text, end) and prized().search(text, named, end):
        return True
    if not prized().fullmatch(text, named, end):
        return False
    low = max(text.rfind("\n", 0, start) + 1, start - NEAR)
    return tells(text[low:start] + "|" + text[end : end + NEAR].partition("\n")[0])
