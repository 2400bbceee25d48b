"""Honours that divisions give (江西省|文明社区, 柳州市|绿色学校) and what a place is to become
(渝西|教育强区): what follows the division is no body, and the division is a place.
"""

from __future__ import annotations

import re
from functools import cache

from ..seeds.table import either

TABLE = "honour_words.tsv"
NEAR = 40
"""An honour is said to be one within so many characters."""


@cache
def ranked() -> re.Pattern[str]:
    """An honour by its words alone, where a province or city gives it (文明社区, 五四红旗团委)."""
    words, units, bodies = (either(TABLE, kind) for kind in ("sure", "unit", "body"))
    return re.compile(f"{_no()}(?:{words})+(?:[一-鿿]{{0,4}}(?:{units})|(?:基层)?(?:{bodies}))")


@cache
def prized() -> re.Pattern[str]:
    """An honour for a body where the text tells of honours (健康学校, 守合同重信用企业)."""
    return re.compile(f"{_no()}(?:{_words()})+[一-鿿]{{0,4}}?(?:{_kinds()})")


@cache
def praised() -> re.Pattern[str]:
    """An honour for anything where the text tells of honours (2023年度优秀镇, 党建工作先进集体)."""
    more = f"{either(TABLE, 'more')}|[一-鿿]{{2,4}}(?:工作)?(?:先进|优秀|示范)"
    return re.compile(
        rf"(?:(?:19|20)\d\d年?度?)?{_no()}(?:{_words()}|{more})"
        f"[一-鿿]{{0,10}}?(?:{_kinds()}|{either(TABLE, 'given')})"
    )


def title() -> str:
    """Pattern of an honour before the unit that has it (省科普示范基地|石桥镇柳湾村)."""
    return f"(?:{either(TABLE, 'title')})[一-鿿]{{0,6}}?(?:{either(TABLE, 'title_end')})"


@cache
def listed() -> re.Pattern[str]:
    """Another honour before one in a list (先进单位、)."""
    words = f"{either(TABLE, 'sure')}|{either(TABLE, 'body')}|红旗|称号|基地|百强"
    return re.compile(f"(?:{words})[^、]{{0,6}}[”》]?(?:称号)?[、“]+$")


@cache
def _awarding() -> re.Pattern[str]:
    return re.compile(either(TABLE, "award"))


def tells(text: str) -> bool:
    """Whether a text tells of honours.

    >>> tells("荣获“文明社区”称号"), tells("在文明社区开会")
    (True, False)
    """
    return _awarding().search(text) is not None


@cache
def strong() -> re.Pattern[str]:
    """What a place is to become (教育强区)."""
    return re.compile(f"(?:{either(TABLE, 'strong')})强[国省市县区镇]")


def ends_strong(text: str, start: int, end: int) -> bool:
    """Whether the span ends in what a place is to become.

    >>> ends_strong("建设教育强区", 0, 6), ends_strong("教育强区建设", 0, 6)
    (True, False)
    """
    return any(found.end() == end for found in strong().finditer(text, start, end))


def _words() -> str:
    return f"{either(TABLE, 'sure')}|{either(TABLE, 'told')}"


def _kinds() -> str:
    return "|".join(either(TABLE, kind) for kind in ("unit", "body", "house"))


def _no() -> str:
    """What begins like an honour and is a department's or a thing's name (文明办, 卫生学校)."""
    return f"(?!{either(TABLE, 'no_honour')})"
