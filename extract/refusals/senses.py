"""What only reads as a place here: a way and a verb (往|南开5公里), breeds (澳洲坚果), kinds of
waters (山塘水库), nicknames (两宋名城之称), sites of no name (县内体育馆), the state in 新中国成立.
"""

from __future__ import annotations

import re
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import classed, either

_WAY = re.compile(
    "(?<=[往向朝])[东西南北][开流来行去飞走](?=[\\d约了去入至到]|[一二两三四五六七八九十百]|而|，|,)"
)
_CALLED = re.compile("[”’]?(?:之称|之美[誉称]|的美[誉称]|美誉)")
_KIND = re.compile("[城镇乡村园谷都庄]$")
"""How a nickname ends; one may hold a division's name (“东方巴黎”之称)."""
_WITHIN = re.compile("[省市县区镇乡村](?:内|域内)[一-鿿]{2}")
_STATE = re.compile("(?<=新)中国(?=成立|建立|诞生|建国)")
"""新中国成立 is a date and no country."""
_SPRING = re.compile("阳春(?=[三二四]月|时节|季节|天气|面)")
"""阳春三月 is a time and no county."""
_LONGEST = 7


@cache
def _breeds() -> frozenset[str]:
    return classed("place_words.tsv", "breed")


@cache
def _waters() -> re.Pattern[str]:
    return re.compile(f"(?:{either('place_words.tsv', 'kind_of_water')})+")


def reads_only(text: str, start: int, end: int) -> bool:
    """Whether no place is meant though the span reads like one.

    >>> reads_only("往南开5公里", 1, 3), reads_only("种下澳洲坚果", 2, 4)
    (True, True)
    >>> reads_only("到山塘水库查看", 1, 5), reads_only("去南开大学", 1, 3)
    (True, False)
    """
    way = _WAY.match(text, start)
    if way and way.end() == end:
        return True
    if end - start == 2 and (_STATE.match(text, start) or _SPRING.match(text, start)):
        return True
    if any(text[start:stop] in _breeds() for stop in range(end + 1, end + _LONGEST)):
        return True
    if _waters().fullmatch(text, start, end) or _WITHIN.search(text, start, end):
        return True
    named = text[start:end] in lx.lexicon().level
    return not named and bool(_KIND.search(text, start, end)) and bool(_CALLED.match(text, end))
