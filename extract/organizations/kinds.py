"""The kind of a body, by its head and by what stands before the head."""

from __future__ import annotations

import re
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from ..links import parse
from .committees import kind_of_committee
from .evidence import PARTIES


def kind_of(surface: str) -> str:
    """The kind of organization that the longest known head of ``surface`` gives.

    >>> kind_of("柳浦街道党工委")
    'party'
    """
    lex = lx.lexicon()
    for start in range(len(surface)):
        tail = surface[start:]
        if tail in lex.fixed_kind:
            return lex.fixed_kind[tail]
        if tail in lex.org_kind:
            return lex.org_kind[tail]
    return "other"


_OFFICES = ("街道办事处", "街道办")
_COMMITTEE = re.compile("^[^，]{0,8}?[省市州县区旗镇]委(?!员会)[^，]*(?:小组|办公室|办)$")
_OF_COURT = re.compile("(?:法院|检察院)[^，]{2,8}[庭科处局室部队]$")
_ASSEMBLY = re.compile(
    "(?:政协|人大)[^，]*(?<![党纪团])委(?:员会)?$"
    "|(?:政协|人大(?!附))[^，]{0,10}(?:(?<!党)[处科室办]|联络[组站])$"
)
"""A committee or office of a conference or congress (县政协提案委, 县人大常委会办公室)."""
_COURT = re.compile("[省市州县区旗]院$")
"""A procuratorate as papers of its own call it (柳河县院)."""
_BENCH = re.compile("(?:法院|检察院|[中高]院|[省市州]检)[^，医]{0,6}分院$")
"""A branch of a court or a procuratorate (市检二分院, 县中级法院青泥分院)."""
_MASS_SECTION = re.compile("[残妇文侨]联[一-鿿]{1,4}(?:[科部]|(?<!活动)室)$")
"""A section of a mass body (县残联|康复科)."""
_LEAGUE = re.compile("团[一-鿿]{2,8}?[省市州县区旗盟]委(?!员会)")
"""The league's committee with its division (团山西省委)."""
_VOLUNTEERS = re.compile("(?:志愿者|志愿服务|义工)[^，会站室]{0,6}队$")
_HOUSED = re.compile("[^，]{2,12}(?:中心|[处科室站部])$")
"""A section or centre, behind the body whose it is."""
_SCHOOL = re.compile("(?:大学(?![生城])|学院(?![路街])|学校|[中小]学(?!生))(?=[^，])")
_FIRM = re.compile("(?:银行|农商行|公司|集团|信用社|联社)(?=[^，])")
_SOCIETY = re.compile("(?:协会|学会|商会|基金会)(?=[^，])")


_BUILDER = re.compile(
    "(?:中国)?(?:中铁|铁建|中[交建水冶核]|水电|电建|能建)[一-鿿]{0,2}?[一二三四五六七八九十]+[公航]?局(?:集团)?$"
)
"""A builder's bureau by number (中铁四局, 中交一公局)."""


@cache
def _task_group() -> re.Pattern[str]:
    """A group by its task, which is no village's (柳河抓捕组)."""
    return re.compile(f"(?:{either('org_context.tsv', 'group_task')})组$")


@cache
def _band() -> re.Pattern[str]:
    """A band by what it does (研究生支教团)."""
    return re.compile(f"(?:{either('org_context.tsv', 'band')})团$")


_COLLEGE = re.compile("[一-鿿](?:农大|师大|财大|医大|林大)$")
"""A university's short name, which begins with a region's (川农大)."""


@cache
def _trade() -> re.Pattern[str]:
    """A coined name and a trade, without a legal form (天宏科技)."""
    return re.compile(f"(?<=..)(?:{either('org_context.tsv', 'firm_trade')})$")


def _housed(surface: str) -> str | None:
    """The kind of the body that a section or centre belongs to (柳河学院|学生资助中心)."""
    for owner, kind in ((_SCHOOL, "school"), (_FIRM, "enterprise"), (_SOCIETY, "association")):
        match = owner.search(surface)
        if match and _HOUSED.fullmatch(surface, match.end()):
            return kind
    return None


def told_kind(surface: str, kind: str) -> str:
    """``kind`` where what stands before the head tells another.

    >>> told_kind("县委农村工作领导小组", "government"), told_kind("共青团青河县委", "party")
    ('party', 'mass')
    """
    if surface.startswith(("共青团", "团省委", "团市委", "团县委", "团区委")):
        return "mass"
    if _LEAGUE.match(surface) and surface[parse(surface)[1] :][:1] == "团":
        return "mass"
    if surface.endswith(_OFFICES):
        return "subdistrict"
    if surface.endswith("居委"):
        return "community"
    if surface.startswith(PARTIES) and surface.endswith(("委", "委会", "委员会", "支部", "总支")):
        return "party"
    if _ASSEMBLY.search(surface):
        return "legislature"
    if _VOLUNTEERS.search(surface):
        return "team"
    if kind in ("hospital", "other", "government"):
        if _BENCH.search(surface):
            return "judicial"
        if _MASS_SECTION.search(surface):
            return "mass"
    if kind == "party" and surface.endswith("委员会") and parse(surface)[1] < len(surface) - 3:
        return kind_of_committee(surface)
    if kind == "community" and _task_group().search(surface):
        return "team"
    if kind == "government":
        if _COMMITTEE.match(surface):
            return "party"
        if _OF_COURT.search(surface):
            return "judicial"
        if _BUILDER.match(surface):
            return "enterprise"
        return _housed(surface) or kind
    return _unlisted(surface) if kind == "other" else kind


def _unlisted(surface: str) -> str:
    """The kind of a body whose head no list has."""
    if surface.endswith("卫视"):
        return "media"
    if surface.endswith("居民区"):
        return "community"
    if surface.endswith("支部"):
        return "mass" if surface.endswith("团支部") else "party"
    if _COLLEGE.search(surface):
        return "school"
    if _band().search(surface):
        return "team"
    if _COURT.search(surface):
        return "judicial"
    return "enterprise" if _trade().search(surface) else "other"
