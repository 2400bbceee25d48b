"""Railways and expressways called after the towns they join, a letter for each (京张铁路,
沪宁合高铁), alone and with a station on the way (商合杭铁路阜阳西站), and by the names of their
two ends (西安至延安高铁).

Hardly any two papers name the same line; that each letter is some town's tells one from the
railways of a kind (重载铁路).  Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import classed
from ..candidates import Candidate
from ..readings import FORMED
from .context import OPENED, before

_LINE = re.compile(
    "(?=(?P<name>[一-鿿]{2,4})(?P<what>高速公路|高速铁路|城际铁路|高铁|铁路"
    "|高速(?=[,，。;；、）)和与及的上沿全]|[一-鿿]{2,4}段|收费|服务区|出口|入口|互通|[通建是为将]|预计|施工|开通|项目|工程))"
    "(?P<stop>[一-鿿]{2,4}?(?:[东西南北]?站(?![点长台在岗位段前房])|出口|入口|收费站|服务区|互通|枢纽))?)"
)
_GOES_ON = re.compile(
    "[局网公总集桥警员商热票]|部门|系统|职工|企业|学院|客[流运]|运[输营]|建设(?:者|集团)|交通"
)
"""What is a railway's in general, or another body's name (柳州铁路局)."""
_LEADS = frozenset("的在对由和与从沿到至为把将经因乘坐过接即以是、“及— \u3000")
_BUILT = ("在建", "新建", "续建", "扩建", "途经", "连接", "开通", "建设", "建成", "修建", "通过")
_TOWNS = ("province", "city", "county", "region")
_NO_STOP = re.compile("[首头末终各每进到达全设工施标特在的沿双]|^出")
_SECTION = re.compile("[一-鿿]{2,7}段(?![时落位])")
"""A section, which is named whole."""
_NEVER = frozenset("在上下让老有来其为对将与和等到由从是")
"""Letters of some town's name that begin a word oftener than a line's name."""


_JOINED = re.compile(
    "(?P<one>(?:(?!至)[一-鿿]){2,5}(?:至(?:(?!至)[一-鿿]){2,4})?)至(?P<other>(?:(?!至)[一-鿿]){2,5}?)"
    "(?:高速公路|高速铁路|城际铁路|高铁|铁路|快速路|公路|高速(?![公铁增发运行度成]))(?![列动票车客])"
)
_BESIDE = frozenset({*OPENED, *"的和与及了"})
_LOOSE = frozenset("的段等")
"""What stands in no name of a town."""
_TRAVEL = frozenset("从自由经")
"""What tells where somebody goes before 至, and no line."""


@cache
def _letters() -> frozenset[str]:
    """Letters of the names of counties and what lies above them, and provinces' own (沪, 豫)."""
    named = {char for word, level in lx.lexicon().level.items() if level in _TOWNS for char in word}
    return frozenset(named | classed("place_words.tsv", "province_letter")) - frozenset("的了在和")


def lines(sc: lx.Scan) -> Iterator[Candidate]:
    """Lines at a clause's begin or behind a particle, with the station that follows."""
    text, common = sc.text, lx.lexicon().common
    end = 0
    for match in _LINE.finditer(text):
        start, name = match.start(), match["name"]
        stop = match.end("what")
        fused = classed("place_words.tsv", "province_letter").issuperset(name)
        if start < end or name in common or (name in lx.lexicon().level and not fused):
            continue
        if (
            name[0] in _NEVER
            or text.startswith(_BUILT, start - 1)
            or not _letters().issuperset(name)
        ):
            continue
        opened = lx.left(text, start, 1) in OPENED or text[start - 1] in _LEADS
        opened = opened or text.startswith(_BUILT, start - 2)
        if not (opened or before(text, start) is not None) or _GOES_ON.match(text, stop):
            continue
        if any(name[at : at + 2] in common for at in range(len(name) - 1)):
            continue
        end = stop
        if match["stop"] and not _NO_STOP.search(match["stop"]):
            end = match.end("stop")
        elif _SECTION.match(text, stop):
            continue
        yield Candidate("PLACE", start, end, "place.line", {"level": "road"}, FORMED)


def joined(sc: lx.Scan) -> Iterator[Candidate]:
    """Lines called after both their ends (柳州至梧州高速公路), not journeys (从柳州至梧州高铁).

    One end at least is a division; the other may be any name (黄桶至百色铁路).
    """
    text = sc.text
    for match in _JOINED.finditer(text):
        known, joint = _division(match["other"]), match.end("one")
        if _GOES_ON.match(text, match.end()) or not (known or _unheard(match["other"])):
            continue
        starts = range(match.start(), joint - 1)
        start = next((at for at in starts if _towns(text[at:joint])), None)
        if start is None and known:
            small = (at for at in starts if _unheard(text[at:joint]))
            start = next((at for at in small if lx.left(text, at, 1) in _BESIDE), None)
        if start is not None and lx.left(text, start, 1) not in _TRAVEL:
            yield Candidate("PLACE", start, match.end(), "place.road", {"level": "road"}, FORMED)


def _towns(names: str) -> bool:
    """Whether ``names`` are divisions with 至 between them (上海, 杭州至绍兴)."""
    return all(map(_division, names.split("至")))


def _division(name: str) -> bool:
    """Whether ``name`` is a division, or stands behind its province (贵州黄桶)."""
    level = lx.lexicon().level
    if level.get(name[:2]) == "province" and len(name) > 3:
        return level.get(name[2:]) in _TOWNS or _unheard(name[2:])
    return level.get(name) in _TOWNS


def _unheard(name: str) -> bool:
    """Whether ``name`` may be the name of a small place: two or three characters, no word."""
    plain = len(name) in (2, 3) and name[0] not in _TRAVEL | _NEVER and _LOOSE.isdisjoint(name)
    return plain and name not in lx.lexicon().common
