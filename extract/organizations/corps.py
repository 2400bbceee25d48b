"""Units of the Production Corps, told by number (兵团第二师二十四团, 八师一四三团七连)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...models.heads import Head
from ...seeds.table import classed
from ..candidates import Candidate
from ..readings import FORMED, Reading
from .evidence import kind_of_head, uncut

DIGITS = "〇○零一二三四五六七八九"
_N = f"[0-9{DIGITS}十百]"
_CROWD = "体员队结圆场中组购聚建伙拜粉"
"""Characters that make another word of 团 (105团|组)."""
_REGIMENT = f"第?{_N}{{1,4}}团(?![{_CROWD}])"
_FARM = (
    "(?:(?![的和与在到为团]|职工)[一-鿿]){2}[一-鿿]?"
    "(?:(?:总|牧|农|林|园艺|种羊|种畜)场|(?<=[一二三四五六])场)(?![所合地面景])"
)
"""A farm of a division by its name (红柳总场, 红星三场)."""
_ARMY = f"[军队兵部旅设农第{_N[1:]}"
"""What stands before units of an army (步兵|第七师21团, 六军|十六师四十七团), or of its farms."""
MASTER = "范傅生徒资父长友姐兄妹母"
"""Characters that make a teacher of 师."""


@cache
def _company() -> str:
    """A company, and no row of wins or of days (八连冠, 一连三天)."""
    goes_on = "".join(sorted(classed("org_context.tsv", "company_goes_on")))
    days = "[0-9一二两三四五六七八九十几数多好]{1,3}[天日夜年月周次个场]"
    first = f"[1一](?=连(?:[职民]|党支部))|(?<=团)[1一](?=连(?!{days}))"
    return f"第?(?:{_N}{{2,3}}|[2-9{DIGITS[4:]}十]|{first})连(?![{goes_on}])"


@cache
def _unit() -> re.Pattern[str]:
    """A division, regiment, farm or company with the units that it belongs to.

    Without 兵团 a division has its regiment, its farm or its city, or is called 农十二师.
    """
    part = f"(?:{_REGIMENT}|{_FARM})"
    last = f"(?:{part}(?:{_company()})?)"
    return re.compile(
        "(?:(?:新疆生产建设|新疆)?兵团(?:"
        f"农?第?{_N}{{1,3}}师(?P<city>[一-鿿]{{2,5}}?市)?{last}?|{_REGIMENT}(?:{_company()})?)"
        f"|(?<!{_ARMY})(?:新疆军区)?农?第?{_N}{{1,3}}师(?P<town>[一-鿿]{{2,5}}?市)?{last}"
        f"|第{_N}{{1,3}}师(?P<seat>[一-鿿]{{2,5}}?市)"
        f"|(?<!{_ARMY})(?:新疆军区)?农第?{_N}{{1,3}}师(?![{MASTER}])"
        f"|(?<!{_ARMY})第?[{DIGITS}]{{3}}团(?![{_CROWD}])(?:{_company()})?"
        f"|(?<!{_ARMY}){_REGIMENT}{_company()})"
    )


@cache
def _told() -> re.Pattern[str]:
    """A regiment, company or listed division by itself, where the article names another unit."""
    begins = "(?:(?<![一-鿿0-9])|(?<=[在到由和与对向为让从的、及])|(?<=[该我本]团))"
    return re.compile(
        f"(?<!{_ARMY})第?{_N}{{2,4}}团(?![{_CROWD}])"
        f"|{begins}{_company()}|(?<=[、和与及])第{_N}{{1,3}}师(?![{MASTER}])"
    )


_DIVISION = re.compile(f"第?{_N}{{1,3}}师")


def corps(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Units of the corps, and their bodies (第十四师昆玉市|融媒体中心)."""
    text = sc.text
    if "师" not in text and "兵团" not in text and "团" not in text:
        return
    heads = {head.start: head for head, _ in found if head.tags & lx.ORG_HEAD}
    taken: list[tuple[int, int]] = []
    divisions: set[str] = set()
    for match in _unit().finditer(text):
        start, end = match.span()
        city = match["city"] or match["town"] or match["seat"]
        if city and lx.lexicon().level.get(city) is None:
            continue
        taken.append((start, end))
        if division := _DIVISION.search(match[0]):
            divisions.add(division[0].removeprefix("第"))
        if not (match["seat"] and text[end - 1] == "市" and end not in heads):
            yield from _body(heads, start, end)
    if not taken:
        return
    again = f"(?<!{_ARMY})(?:{'|'.join(sorted(divisions))})(?![{MASTER}])" if divisions else "(?!)"
    for match in (*_told().finditer(text), *re.finditer(again, text)):
        start, end = match.span()
        # 八师|石河子市 is one for two.
        seated = text[end - 1] == "师" and sc.start_tags.get(end, 0) & lx.AREA
        if not seated and all(end <= a or start >= b for a, b in taken):
            yield from _body(heads, start, end)


def _body(heads: dict[int, Head], start: int, end: int) -> Iterator[Candidate]:
    """A unit, or the body of it that its name goes on to."""
    head = heads.get(end)
    kind = kind_of_head(head)[1] if head else "government"
    yield from uncut(start, head.end if head else end, "org.corps", kind, FORMED)
