"""Places that end in a part or side of theirs (柳峡|城区, 渝北|片区, 柳溪|西岸, 柳山路|南延): the
place alone is the name.
"""

from __future__ import annotations

import re

from ...models import lexicon as lx
from ...seeds.table import classed

_PART = re.compile(
    "(?<=..)(?:(?<![老新主])城区|(?:[东西南北左右]岸|沿岸|两岸)|(?<=[路街道])[东西南北]延|(?<=[圩垸])(?:大堤|[东西南北]堤))$"
)
_ZONE = re.compile("[一-鿿]{2,}(?:工业园区|开发区|经开区|高新区|产业园区)[一-鿿]{2,4}片区$")
"""A zone, which is a body, and a quarter in it."""
_QUARTER = re.compile("(?P<place>.+)(?:片区|地带|一带)$")


def is_part(text: str, start: int, end: int) -> bool:
    """Whether the span is a place and a part of it that no name holds.

    >>> is_part("柳峡城区", 0, 4), is_part("历城区", 0, 3), is_part("柳岭片区", 0, 4)
    (True, False, False)
    """
    span = text[start:end]
    level = lx.lexicon().level
    if _ZONE.fullmatch(span):
        return True
    if _PART.search(span):
        return span not in level
    quarter = _QUARTER.fullmatch(span)
    if quarter is None:
        return False
    place = quarter["place"]
    # 渝北|片区, and 库区片区, which names no place.
    return level.get(place) == "region" or place in classed("place_words.tsv", "no_quarter")
