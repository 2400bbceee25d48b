"""The bodies that an article names, by name and by what stands for them (镇里, 该局, 社区)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...corpus.fold import fold
from ...seeds.table import longest_first
from ..candidates import Mention

_UNITS: dict[str, str] = {
    "街道": "街道(?:办事处|办)?$",
    "社区": "社区$",
    "学校": "(?:学校|中学|小学|学院|[一二三四五六七八九十]中|幼儿园)$",
    "学院": "学院$",
    "林场": "林场$",
    "农场": "农场$",
    "医院": "(?:医院|卫生院)$",
    "公司": "公司$",
    "法院": "法院$",
    "检察院": "检察院$",
    "派出所": "派出所$",
    "司法所": "司法所$",
    "合作社": "(?:合作社|联社)$",
    "协会": "协会$",
    "中心": "中心$",
    "园区": "园区?$",
    "车队": "队$",
    "分局": "分局$",
    "校": "(?:学校|中学|小学|学院|[一二三四五六七八九十]中|幼儿园)$",
    "局": "局$",
    "院": "院$",
    "所": "所$",
    "镇": "镇$",
    "乡": "乡$",
    "县": "县$",
    "区": "区$",
    "市": "市$",
    "旗": "旗$",
    "州": "州$",
    "村": "村$",
}
"""What a word that stands for a body wants at the end of its name."""

_RANK = "镇|乡|县|区|市|旗|州|村"
_WORD = longest_first(u for u in _UNITS if len(u) > 1)
_STANDS_FOR = re.compile(
    f"该(?P<that>{_WORD}|{_RANK}|校|局|院|所)"
    f"|(?<![一-鿿])(?:我|全)(?P<our>{_RANK}|校)(?![级域内外])"
    f"|(?P<inside>{_RANK}|校)(?:里|上)(?![的]?[人老])"
    f"|(?<![一-鿿])(?P<bare>{_WORD})(?=[党的把将也还又就便先正随立专为与和联推实开启用办建探创打定搞制出组借依按请成设投给拿在对从因有]|$)"
)
"""镇里, 该局, 全县, 社区推出.  全市第七 and 县域 stand for no body."""


@dataclass(frozen=True)
class Body:
    """One occurrence of a body; offsets into the folded clean text.

    ``name`` is how the article names it, ``entity`` how it does so most fully;
    ``stand_in`` says that a word stands for it here (镇里).
    """

    name: str
    entity: str
    start: int
    end: int
    type: str
    kind: str | None
    stand_in: bool = False


def is_body(mention: Mention) -> bool:
    """Whether a mention can run something: no outlet, road, site or country."""
    return (
        mention.type in ("ORG", "PLACE")
        and mention.attrs.get("kind") != "media"
        and mention.attrs.get("level") not in ("road", "natural", "site", "country", "building")
    )


def bodies_of(text: str, mentions: Sequence[Mention]) -> list[Body]:
    """Occurrences of bodies among ``mentions`` and of what stands for them, in text order."""
    named = [
        Body(
            text[m.start : m.end],
            fold(m.attrs.get("name") or text[m.start : m.end]),
            m.start,
            m.end,
            m.type,
            m.attrs.get("kind" if m.type == "ORG" else "level"),
        )
        for m in mentions
        if is_body(m)
    ]
    return sorted([*named, *_stand_ins(text, named, mentions)], key=lambda b: (b.start, b.end))


def _stand_ins(text: str, named: Sequence[Body], mentions: Sequence[Mention]) -> Iterator[Body]:
    taken = [(m.start, m.end) for m in mentions if m.type != "INITIATIVE"]
    by_unit: dict[str, list[Body]] = defaultdict(list)
    for match in _STANDS_FOR.finditer(text):
        start, end = match.span()
        if any(s < end and e > start for s, e in taken):
            continue
        unit = match[match.lastgroup or 0]
        if unit not in by_unit:
            ending = re.compile(_UNITS[unit])
            by_unit[unit] = [b for b in named if len(b.name) > 2 and ending.search(b.name)]
            if unit in ("县", "区", "市", "旗") and not by_unit[unit]:
                # The article may only give the county's stem: 江孜.
                by_unit[unit] = [b for b in named if b.type == "PLACE" and b.kind == "county"]
        fitting = by_unit[unit]
        before = [b for b in fitting if b.end <= start]
        body = before[-1] if before else fitting[0] if fitting else None
        if body is not None:
            yield Body(body.name, body.entity, start, end, body.type, body.kind, True)
