"""Whether an initiative is the whole state's (一带一路) or run by a place of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...corpus.marks import OPENING
from .names import bare_name, core_of
from .phrases import EDITION
from .vocabulary import alternatives, classed

_UPPER = re.compile(
    "^《(?:中华人民共和国|中国共产党|中共中央|国务院|全国"
    "|[^》省市县区镇乡]{1,16}(?<![办方做作疗想看说写用技书医语兵刀枪拳指])法(?:典|》)|宪法》|党章》)"
)
"""Documents of the state and the party, and laws, which nobody below them makes."""
_LAYOUT = ("总体布局", "总布局")
"""What the state's “五位一体” is called."""
_MADE_OF = re.compile("[+＋][^，。；\n]{1,12}的[“‘]?$")
"""甲+乙+丙的“五位一体”: told what it is made of, one of a town's own."""
_SCHEME = re.compile("(?:计划|工程|项目|课堂|驿站|联盟)$")
"""How a scheme of a town's own ends that bears the name of the state's campaign (“护苗”计划)."""
_DIVISION_BEFORE = re.compile("(?:^|[^一-鿿])(?:我|全|该|本)?[省市州县区旗镇乡村]的?[“‘]?$")
"""、县“青松工程”: the division alone, right before the name."""
_NATION = re.compile(
    "(?:全国|国家|中国)(?=[一-鿿]{1,20}[周月日](?:系列|主题)?(?:活动)?$)(?![级首])"
)
"""全国科技活动周, 国家网络安全宣传周: weeks, months and days of the whole country."""
_NATION_BEFORE = re.compile("(?:全国|国家)[“‘]?$")
_TIME_HELD = re.compile("[一-鿿][周月日][”’]?(?:系列|主题)?(?:活动)?$")


def _of_the_nation(text: str, start: int, end: int) -> bool:
    """Whether a week or month is the nation's by 全国 that opens it or stands before it.

    >>> _of_the_nation("第22个全国“安全生产月”", 7, 12), _of_the_nation("全县“安全生产月”", 3, 8)
    (True, False)
    >>> _of_the_nation("首届全国科普月活动", 0, 9), _of_the_nation("全国首个稻田月活动", 0, 9)
    (True, False)
    """
    if not _TIME_HELD.search(text, start, end):
        return False
    if _NATION_BEFORE.search(text, max(0, start - 3), start):
        return True
    name = re.sub("[“”‘’]", "", text[start:end])
    edition = EDITION.match(name)
    if edition is not None:  # 2024年中国水周
        name = name[edition.end() - 2 * edition[0].endswith("中国") :]
    return _NATION.match(name) is not None


def state_wide(text: str, start: int, end: int) -> bool:
    """Whether a mention is of something that the whole state has.

    A term that towns use for schemes of their own too is the state's only by itself.

    >>> state_wide("“五位一体”总体布局", 0, 10), state_wide("“五位一体”治理机制", 0, 10)
    (True, False)
    >>> state_wide("第二十届春风行动", 0, 8)
    True
    >>> state_wide("“护苗”专项行动", 0, 8), state_wide("“护苗”计划", 0, 6)
    (True, False)
    """
    surface = text[start:end]
    names = {core_of(surface), bare_name(surface)}
    names |= {name[edition.end() :] for name in names if (edition := EDITION.match(name))}
    names |= {name.removeprefix("农村") for name in names}
    if names & classed("national_drive") and _SCHEME.search(surface):
        return False
    if names & classed("national_alone"):
        alone = bare_name(surface) in classed("national_alone")
        return surface.endswith(_LAYOUT) or (
            alone and _MADE_OF.search(text, max(0, start - 20), start) is None
        )
    return (
        bool(names & classed("national"))
        or not classed("national_event").isdisjoint(name.removesuffix("活动") for name in names)
        or _UPPER.match(surface) is not None
        or _of_the_nation(text, start, end)
    )


@cache
def _state() -> re.Pattern[str]:
    return re.compile(alternatives("state_body"))


def of_the_state(sponsor: str | None) -> bool:
    """Whether a body of the whole state runs it.

    >>> of_the_state("教育部"), of_the_state("省教育厅"), of_the_state("国家卫生健康委")
    (True, False, True)
    >>> of_the_state("国家税务总局青河县税务局")
    False
    """
    return sponsor is not None and _state().fullmatch(sponsor) is not None


def of_another(sponsor: str | None, surfaces: Sequence[str]) -> bool:
    """Whether a body of a town or county would run what a province runs (“百千万工程”).

    >>> of_another("青河县", ["百千万工程"]), of_another("广东省", ["百千万工程"])
    (True, False)
    """
    known = classed("provincial")
    return sponsor is not None and "省" not in sponsor and any(map(known.__contains__, surfaces))


def of_division(text: str, start: int) -> bool:
    """Whether a division that is not named stands right before a name: it is the division's own.

    >>> of_division("教育部学员2人、县“青松工程”", 9), of_division("入选教育部“青松工程”", 5)
    (True, False)
    """
    start -= text[start - 1 : start] in OPENING
    return _DIVISION_BEFORE.search(text, max(0, start - 4), start) is not None


_HELD_HERE = re.compile("“[^”]+”[一-鿿]{3,}活动|[^”]+[周月日]”?活动")


def run_locally(surfaces: Sequence[str]) -> bool:
    """Whether a place runs a scheme of the state for itself (林长制), or holds something for it.

    >>> run_locally(["林长制"]), run_locally(["护苗", "“护苗”知识宣讲活动"])
    (True, True)
    >>> run_locally(["“枫桥经验”"]), run_locally(["“全国质量月”活动"])
    (False, True)
    """
    return any(
        bare_name(surface).endswith("制") or _HELD_HERE.fullmatch(surface) for surface in surfaces
    )
