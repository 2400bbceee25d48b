"""What a body's name goes on with: a section or centre of its own (市科技局|创业促进中心), its
party branch (柳湾物业有限公司|党支部), a team stationed elsewhere (市财政局|驻长丰村工作队)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import lexicon as lx
from .. import openers
from ..candidates import BREAK, Candidate
from ..readings import FORMED, Reading
from .evidence import DEPARTMENTS, kind_of_head, uncut
from .forms import whole

SURE = 0.8
"""A reading this likely is the name of the body."""
LIKELY = 0.4
"""The same where a party branch follows, which only bodies have."""
LEAST = 0.15
"""The same where a title follows, which the models read as a part of the name."""
_PARTY = re.compile("党委|党总支|党支部|党工委|工会委员会|工会|团支部|团委")

_SECTION = re.compile(
    "(?:[一-鿿]{2,7}中心(?![任工大城组位点区全环])"
    "|[一-鿿]{2,6}?股(?![份票权东民市])"
    "|[一-鿿]{2,7}(?:[处科股]|办公室)(?=的?(?:副?[处科股]长|副?主任|负责人|工作人员|干部)))"
)
"""A centre by its work, or a section before its officer."""
_DIVISION = re.compile(
    "[一-鿿]{2,8}(?:事业部|编辑部|采访部|运营部|市场部|营销部|客服部)"
    "(?=的?(?:副?主任|负责人|总监|副?总?经理|记者|编辑|工作人员))"
)
"""A department of an outlet or enterprise before its officer."""
_STATION = re.compile(
    "(?P<brand>“[^“”，。]{2,8}”)?(?:党群服务(?:站|中心|点|驿站)|党群驿站|党支部|党总支|业主委员会|业委会"
    "|便民服务站|养老服务站|邻里服务中心)(?![”员])"
)
"""What stands in a compound and is called after it."""
_BUREAU = re.compile("[一-鿿]{2,6}?(?<!公)司(?![机法令徒炉空])")
"""A department of a ministry (国家卫生健康委|宣传司)."""
_MINISTRY = re.compile("[部署]$|总局$|^国务院[一-鿿]{2,}|^国家")
"""National bodies that have departments; the committees of the party (市委) have none."""
_NO_SECTION = re.compile(
    "[要的了和与及在为对将把被由从向到等都是有以让给各该本我并就]|局|委|党|人员|联合|围绕"
)
_LEADING_GROUP = re.compile(
    "党组(?=(?:副?书记|成员))|(?:党委|党总支|党支部)(?=(?:副?书记|委员)[、兼])"
)
"""A title that a department's name does not go on to (县教育局|党组书记、局长)."""
_HEADED = frozenset(("government", "judicial", "culture", "mass"))
_SEAT = re.compile(
    "(?:老年|长者)(?:学堂|学校)|老年大学(?:分校)?|[一-鿿]{1,5}(?:繁育场|扩繁场|种[羊牛猪禽]场|育苗场)"
)
"""A school or stock farm that lies in a village or town and is called after it."""
_FACULTY = re.compile("[一-鿿]{2,8}?系(?=[、，。的与和教师学主党]|$)|[一-鿿]{2,12}?学院(?![路街])")
_NO_FACULTY = re.compile(
    "[的了在为对将把被由从向到等都是有以让给各、]|^[和与及]|大学|科学院|出席|联合|组织|关系|联系|体系"
)
"""A faculty of a college (柳州师范学校|学前教育系)."""
_COLLEGES = ("大学", "学院", "学校")
_OWN_TEAM = re.compile(
    "(?:党员|团员|青年|巾帼|女子|民兵|退役军人|学雷锋|志愿者?|文艺|应急|抢险|红色|先锋|便民|法律|普法){1,3}"
    "(?:服务|突击|先锋|攻坚|宣讲|宣传|救援|抢险|服务小|小分|分)?队(?![员伍长们])"
)
"""A team of a body's own people (梅溪供电所|党员服务队)."""
_UNITS = frozenset(("镇", "乡", "街道", "村", "社区"))
_STATIONED = re.compile(
    "驻[一-鿿]{2,14}?(?:村|社区|街道|镇|乡|嘎查)?(?:“[^“”，。]{2,8}”)?"
    "(?:驻村)?(?:第一书记)?(?:帮扶|扶贫|乡村振兴)?工作[队组](?![员长]{2})"
)


def sections(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Bodies with what their name goes on with, where it is read surely."""
    text = sc.text
    for head, options in found:
        option = options[0]
        if head.tags & lx.ORG_FIXED and _MINISTRY.search(head.word) and option.p >= LIKELY:
            bureau = _BUREAU.match(text, head.end)
            if bureau and not _NO_SECTION.search(bureau[0]):
                yield from uncut(head.start, bureau.end(), "org.section", "government")
        if option.type == "PLACE" and head.word in openers.COMPOUNDS and option.p >= LIKELY:
            yield from _stations(sc, found, option.start, head.end)
        if option.type != "ORG" or option.start < 0:
            continue
        start, end = option.start, head.end
        family, kind = kind_of_head(head)
        if option.p >= LEAST and kind in _HEADED and _LEADING_GROUP.match(text, end):
            yield Candidate("ORG", start, end, "org.headed", {"kind": kind}, FORMED)
            yield Candidate("ORG", end - 1, end + 1, BREAK, decoy=True)
        if option.p < LIKELY:
            continue
        if kind in ("enterprise", "hospital", "school") and (match := _PARTY.match(text, end)):
            what = "party" if match[0][0] == "党" else "mass"
            yield from uncut(start, match.end(), "org.branch", what)
        elif head.word in _UNITS and (match := _SEAT.match(text, end)):
            if not _NO_SECTION.search(match[0]):
                what = "enterprise" if match[0].endswith("场") else "school"
                yield from uncut(start, match.end(), "org.seat", what, FORMED)
        elif option.p < SURE:
            continue
        elif head.word.endswith(_COLLEGES) and (match := _FACULTY.match(text, end)):
            if not _NO_FACULTY.search(match[0]):
                yield from uncut(start, match.end(), "org.faculty", "school", FORMED)
        elif match := _OWN_TEAM.match(text, end):
            yield from uncut(start, match.end(), "org.own_team", "team", FORMED)
        elif kind in ("media", "enterprise") and (match := _DIVISION.match(text, end)):
            yield from uncut(start, match.end(), "org.section", kind)
        elif match := _STATIONED.match(text, end):
            yield from uncut(start, match.end(), "org.stationed", "team")
        elif family in DEPARTMENTS and (match := _SECTION.match(text, end)):
            part = match[0]
            if _NO_SECTION.search(part) or openers.opener(text, end, match.end()):
                continue
            if any(sc.start_tags.get(at, 0) & lx.AREA for at in range(end, match.end())):
                continue
            yield from uncut(start, match.end(), "org.section", "government")


def _stations(sc: lx.Scan, found: tuple[Reading, ...], start: int, end: int) -> Iterator[Candidate]:
    """A compound's station or committee (柳岭小区|党群服务站), with the units before it."""
    match = _STATION.match(sc.text, end)
    if match is None or start < 0:
        return
    begins = {
        head.end: options[0].start
        for head, options in found
        if options[0].type == "ORG" and options[0].start >= 0 and options[0].p >= LIKELY
    }
    start = whole(sc, start, begins)
    kind = "other" if "服务" in match[0] else "party" if "党" in match[0] else "mass"
    yield from uncut(start, match.end(), "org.station", kind)
    for other in ("PLACE", "INITIATIVE"):
        yield Candidate(other, start, match.end() - 1, "org.station.idiom", decoy=True)
