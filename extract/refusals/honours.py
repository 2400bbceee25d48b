"""Spans that are a division and the honour it gives (江西省|文明社区, 柳州市|绿色学校)."""

from __future__ import annotations

import re
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from ..links import parse

_HONOUR = re.compile(
    "(?:国家级?|全国|[省市县区旗州](?!镇))级?[^镇乡街道苏]{2,8}(?:村|社区)"
    "|[一-鿿]{2,4}(?:旅游|文化)?(?:名|示范|样板|先进|标杆)村"
)
"""A level's honour for a village (省文化示范村, 红色旅游名村), no village of a level."""
_RANK = re.compile(
    "(?:十[大佳强]|最美|先进|文明|和谐|魅力|示范|优秀|美丽|平安|卫生|民主法治|学习型|绿色|智慧|生态|特色|五星级?)+"
    "[一-鿿]{0,4}(?:村|社区|党组织|党支部|居委会)"
    "|(?:五四红旗|三八红旗|先进|优秀|绿色|文明|平安|示范|特色|模范|十佳|星级)+(?:基层)?"
    "(?:学校|校园|团委|团支部|团组织|少先队|单位|家庭|集体|机关|企业|工会|妇联)"
)
"""What an honour is called after the division that gives it (江西省|文明社区)."""
_GOOD = frozenset("和秀最醉富甜")


@cache
def _prize() -> re.Pattern[str]:
    """What an honour is called after the division that gives it (绿色学校, 五四红旗团委)."""
    words = either("org_context.tsv", "honour")
    kinds = (
        "村|社区|学校|中学|小学|幼儿园|校园|医院|企业|党组织|党支部|党委|团委|团支部|团总支"
        "|居委会|单位|合作社|农场|商会|图书馆|车间|工地"
    )
    return re.compile(f"(?:{words})+[一-鿿]{{0,4}}?(?:{kinds})")


_PRIZED = re.compile(
    "荣誉|称号|[荣获被授]获|获评|评为|评上|获得|授予|命名|先进|表彰|挂牌|示范|试点|创成|标兵"
)
_AROUND = 40
"""An honour is said to be one within so many characters of its line."""


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
    if not named:
        return _HONOUR.fullmatch(span) is not None
    if _RANK.fullmatch(span[named:]) and _ranks(span[:named]):
        return True
    return _prized(text, start, start + named, end)


def _ranks(chain: str) -> bool:
    """Whether a chain of divisions ends in a province or a city, which have no villages."""
    level = lx.lexicon().level
    return any(level.get(chain[at:]) in ("province", "city") for at in range(len(chain) - 1))


def _prized(text: str, start: int, named: int, end: int) -> bool:
    """Whether an honour's name follows the divisions, where the line tells of honours."""
    if _judged().match(text, end) and _prize().search(text, named, end):
        return True
    if not _prize().fullmatch(text, named, end):
        return False
    low = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    line = text[low:start] + "|" + text[end : end + _AROUND].partition("\n")[0]
    return _PRIZED.search(line) is not None
