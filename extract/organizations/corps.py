"""Units of the Production Corps, which are told by number (兵团第二师二十四团, 六师一○一团)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import lexicon as lx
from ..candidates import Candidate
from ..readings import FORMED, Reading
from .evidence import kind_of_head, uncut

_N = "[0-9〇○零一二三四五六七八九十百]"
_REGIMENT = f"(?:第?{_N}{{1,4}}团(?![体员队结圆场中]))"
_ARMY = f"[军队兵部旅设农第{_N[1:]}"
"""What stands before units of an army (步兵|第七师21团, 六军|十六师四十七团), or of its farms."""
_UNIT = re.compile(
    "(?:(?:新疆生产建设|新疆)?兵团(?:"
    f"第?{_N}{{1,3}}师(?P<city>[一-鿿]{{2,5}}?市)?{_REGIMENT}?|{_REGIMENT})"
    f"|(?<!{_ARMY})农?第?{_N}{{1,3}}师(?P<town>[一-鿿]{{2,5}}?市)?{_REGIMENT}"
    f"|第{_N}{{1,3}}师(?P<seat>[一-鿿]{{2,5}}?市))"
)
"""A division or regiment; without 兵团 both, or the city that the division holds."""


def corps(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Units of the corps, and their bodies (第十四师昆玉市|融媒体中心)."""
    text = sc.text
    if "师" not in text and "兵团" not in text:
        return
    heads = {head.start: head for head, _ in found if head.tags & lx.ORG_HEAD}
    for match in _UNIT.finditer(text):
        start, end = match.span()
        city = match["city"] or match["town"] or match["seat"]
        if city and lx.lexicon().level.get(city) is None:
            continue
        if head := heads.get(end):
            yield from uncut(start, head.end, "org.corps", kind_of_head(head)[1], FORMED)
        elif not (match["seat"] and text[end - 1] == "市"):
            yield from uncut(start, end, "org.corps", "government", FORMED)
