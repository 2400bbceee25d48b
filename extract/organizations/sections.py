"""What a body's name goes on with: a section or centre of its own (市科技局|创业促进中心), its
party branch (柳湾物业有限公司|党支部), a team stationed elsewhere (市财政局|驻长丰村工作队)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...models.names import surnames
from ...seeds.table import classed, either
from .. import openers
from ..candidates import BREAK, Candidate
from ..readings import CLEAR, FORMED, Reading
from .evidence import DEPARTMENTS, UNITS, kind_of_head, uncut
from .forms import whole

_OURS = ("我院", "我校", "我局", "该院", "该校", "该局", "本院", "本校")
"""What a body calls itself: no part of a name (我院|内科党支部)."""
SURE = 0.8
"""A reading this likely is the name of the body."""
LIKELY = 0.4
"""The same where a party branch follows, which only bodies have."""
LEAST = 0.15
"""The same where a title follows, which the models read as a part of the name."""
_SECTION = re.compile(
    "(?:[一-鿿]{2,7}中心(?![任工大城组位点区全环])"
    "|[一-鿿]{2,6}?股(?![份票权东民市])"
    "|[一-鿿]{2,7}(?:[处科股]|办公室)(?=的?(?:副?[处科股]长|副?主任|负责人|工作人员|干部|民警|干警))"
    "|[一-鿿]{1,5}庭(?=的?(?:副?庭长|负责人|工作人员|员额法官|法官|书记员|干警)))"
)
"""A centre by its work, or a section before its officer."""
_BY_NAME = re.compile(
    "[一-鿿]{2,6}?(?:[科股庭站]|处(?=[一-鿿]{2,3}副?处长)|大队|中队|(?<![主协举承])办(?!公))"
    "(?=(?P<name>[一-鿿]{2,3})(?:副?[处科股庭站]长|副?主任|介绍|表示|告诉|说|在|用|正|给|为|向|带|[与和、，]))"
)
"""A section before a name: one of its people (市消防救援支队|宣传科|林立成)."""
_BUREAU = re.compile("[一-鿿]{2,6}?(?<!公)司(?![机法令徒炉空])")
"""A department of a ministry (国家卫生健康委|宣传司)."""
_MINISTRY = re.compile("[部署]$|总局$|^国务院[一-鿿]{2,}|^国家")
"""National bodies that have departments; the committees of the party (市委) have none."""
_CHIEF = re.compile("(?<=[处科股])副?[处科股]长|(?<=庭)副?庭长")
"""The head of a section, who leaves no doubt of it (区应急管理局|防汛科|科长)."""
_NO_SECTION = re.compile(
    "[要的了和与及在为对将把被由从向到等都是有以让给各该本我并就]|局|委|党|人员|联合|围绕"
)
_LEADING_GROUP = re.compile(
    "党组(?=(?:副?书记|成员))|(?:党委|党总支|党支部)(?=(?:副?书记|委员)[、兼])"
)
"""A title that a department's name does not go on to (县教育局|党组书记、局长)."""
_ALLIED = re.compile("联合(?:社区|街道|[镇乡村](?![区里]))")
"""Who a body works with (县检察院|联合|社区)."""
_NAMED_SO = frozenset(("subdistrict", "community", "park"))
"""Kinds of units that one called 联合社区 may belong to."""
_LOWEST = re.compile("基层(?!法律)[一-鿿]{0,6}?(?:所|庭|站|单位|支部)")
"""The lowest offices of a body, which are a kind (县税务局|基层税务所)."""
_SECTIONED = frozenset(("government", "party", "judicial", "legislature"))
"""Kinds of bodies whose sections are of the same kind."""
_HEADED = frozenset(("government", "judicial", "culture", "mass"))
_FACULTY = re.compile("[一-鿿]{2,8}?系(?=[、，。的与和教师学主党]|$)|[一-鿿]{2,12}?学院(?![路街])")
"""A faculty of a college (柳州师范学校|学前教育系)."""
_CHAMBER = re.compile("(?:第[一二三四五六七八九十]|[一-鿿]{2,8}?)检察部(?![门长])")
"""A section of a procuratorate (青河县检察院|未成年人检察部)."""
_COLLEGES = ("大学", "学院", "学校")
_STATIONED = re.compile(
    "驻[一-鿿]{2,14}?(?:村|社区|街道|镇|乡|嘎查)?(?:“[^“”，。]{2,8}”)?"
    "(?:驻村)?(?:第一书记)?(?:帮扶|扶贫|乡村振兴)?工作[队组](?![员长]{2})"
)
_CHANNEL = re.compile("(?:(?![的和与在各每多个等及所、])[一-鿿]){2,5}?频道(?!道)")
"""A channel of a station (湖南卫视|新闻频道)."""
_CELL = re.compile("支部(?!的?(?:副?书记|委员|班子|部))")
"""A village's party branch as people call it (松泉村|支部)."""
_OWN_POST = re.compile("(?:(?:驻村|包村|帮扶|扶贫|乡村振兴){1,2}工作[队组]|工作队)(?![员伍长])")
"""A department's team that works in a village (市气象局|驻村工作队)."""

_POSTED = re.compile(
    "驻(?P<where>(?:(?![的了和与、第])[一-鿿]){2,14}?(?:村|社区|嘎查))"
    "(?=(?:驻村)?第一书记(?![一-鿿]{0,6}工作[队组])|驻村(?:干部|队员)|帮扶(?:干部|队员|联络员))"
)
"""Where somebody of a body is posted (县农业农村局|驻|白塔村|第一书记): two bodies."""


@cache
def _party() -> re.Pattern[str]:
    """A branch of the party, league or union."""
    return re.compile(either("org_context.tsv", "party_branch"))


@cache
def _ward() -> re.Pattern[str]:
    """A ward known by name, or one before its staff (柳州市中心医院|超声医学科主任)."""
    known = either("org_context.tsv", "ward")
    return re.compile(
        f"(?:{known})(?![室学普目技长楼大病住医])"
        "|[一-鿿]{1,8}?(?<![专本全各])科(?=的?副?主任|的?(?:医[生师护]|护士|大夫|专家|团队))"
    )


@cache
def _known_section() -> re.Pattern[str]:
    return re.compile(f"(?:{either('org_context.tsv', 'section')})(?![学普目技])")


@cache
def _office_fields() -> frozenset[str]:
    """Fields that sections are called after."""
    return classed("org_context.tsv", "office_field")


@cache
def _division() -> re.Pattern[str]:
    """A department of an outlet or enterprise before its officer."""
    divisions = either("org_context.tsv", "division")
    officers = either("org_context.tsv", "officer")
    return re.compile(f"[一-鿿]{{2,8}}(?:{divisions})(?=的?(?:{officers}))")


@cache
def _station() -> re.Pattern[str]:
    """What stands in a compound and is called after it."""
    stations = either("org_context.tsv", "compound_station")
    return re.compile(f"(?:“[^“”，。]{{2,8}}”)?(?:{stations})(?![”员])")


@cache
def _seat() -> re.Pattern[str]:
    """A school or stock farm that lies in a village or town and is called after it."""
    farms = either("org_context.tsv", "stock_farm")
    return re.compile(f"(?:老年|长者)(?:学堂|学校)|老年大学(?:分校)?|[一-鿿]{{1,5}}(?:{farms})")


@cache
def _no_faculty() -> re.Pattern[str]:
    """What no faculty's name holds (出席, 联合)."""
    words = either("org_context.tsv", "no_faculty")
    return re.compile(f"[的了在为对将把被由从向到等都是有以让给各、]|^[和与及]|{words}")


@cache
def _band() -> re.Pattern[str]:
    """A band of a school's people (柳州师范学院|研究生支教团)."""
    return re.compile(f"[一-鿿]{{2,8}}?(?:{either('org_context.tsv', 'band')})团(?![队员体结])")


@cache
def _own_team() -> re.Pattern[str]:
    """A team of a body's own people (梅溪供电所|党员服务队)."""
    people = either("org_context.tsv", "team_people")
    tasks = either("org_context.tsv", "team_task")
    return re.compile(f"(?:{people}){{1,3}}(?:{tasks})?队(?![员伍长们])")


def sections(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Bodies with what their name goes on with, where it is read surely."""
    text = sc.text
    for head, options in found:
        option = options[0]
        if head.tags & lx.ORG_FIXED and _MINISTRY.search(head.word) and option.p >= LIKELY:
            bureau = _BUREAU.match(text, head.end)
            if bureau and not _NO_SECTION.search(bureau[0]):
                yield from uncut(head.start, bureau.end(), "org.section", "government")
        listed = head.tags & lx.ORG_FIXED and option.start < 0 and option.p >= LIKELY
        channel = _CHANNEL.match(text, head.end) if listed else None
        if channel and kind_of_head(head)[1] == "media":
            yield from uncut(head.start, channel.end(), "org.section", "media", FORMED)
        if option.type == "PLACE" and head.word in openers.COMPOUNDS and option.p >= LIKELY:
            yield from _stations(sc, found, option.start, head.end)
        if option.type != "ORG" or option.start < 0:
            continue
        start, end = option.start, head.end
        if text.startswith(_OURS, start):
            continue
        family, kind = kind_of_head(head)
        if option.p >= LEAST and kind in _HEADED and _goes_no_further(text, end):
            yield Candidate("ORG", start, end, "org.headed", {"kind": kind}, FORMED)
            yield Candidate("ORG", end - 1, end + 1, BREAK, decoy=True)
        if option.p >= LEAST and (match := _POSTED.match(text, end)):
            yield Candidate("ORG", start, end, "org.headed", {"kind": kind}, FORMED)
            where = {"kind": "community"}
            yield Candidate("ORG", *match.span("where"), "org.posted", where, FORMED)
            yield Candidate("ORG", end - 1, end + 1, BREAK, decoy=True)
        post = option.p >= LEAST and family in DEPARTMENTS and _OWN_POST.match(text, end)
        if post and not _no_faculty().search(text[start:end]):
            yield from uncut(start, post.end(), "org.stationed", "team", FORMED)
        if option.p >= SURE and kind not in _NAMED_SO and _ALLIED.match(text, end):
            yield Candidate("ORG", start, end, "org.pair", {"kind": kind}, FORMED)
            yield Candidate("ORG", end, end + 2, BREAK, decoy=True)
        if option.p < LIKELY:
            continue
        if head.word in ("村", "社区") and (cell := _CELL.match(text, end)):
            yield from uncut(start, cell.end(), "org.branch", "party", FORMED)
        elif kind in ("enterprise", "hospital", "school") and (match := _party().match(text, end)):
            what = "party" if match[0][0] == "党" else "mass"
            yield from uncut(start, match.end(), "org.branch", what)
        elif head.word in UNITS and (match := _seat().match(text, end)):
            if not _NO_SECTION.search(match[0]):
                what = "enterprise" if match[0].endswith("场") else "school"
                yield from uncut(start, match.end(), "org.seat", what, FORMED)
        elif kind == "hospital" and (match := _ward().match(text, end)):
            if not _NO_SECTION.search(match[0]):
                yield from uncut(start, match.end(), "org.ward", "hospital", FORMED)
        elif option.p < SURE:
            continue
        elif head.word.endswith("检察院") and (match := _CHAMBER.match(text, end)):
            yield from uncut(start, match.end(), "org.chamber", "judicial", FORMED)
        elif head.word.endswith(_COLLEGES) and (match := _FACULTY.match(text, end)):
            if not _no_faculty().search(match[0]):
                yield from uncut(start, match.end(), "org.faculty", "school", FORMED)
        elif kind == "school" and (match := _band().match(text, end)):
            if not _no_faculty().search(match[0]):
                yield from uncut(start, match.end(), "org.own_team", "team", FORMED)
        elif match := _own_team().match(text, end):
            yield from uncut(start, match.end(), "org.own_team", "team", FORMED)
        elif kind == "media" and (match := _CHANNEL.match(text, end)):
            yield from uncut(start, match.end(), "org.section", kind, FORMED)
        elif kind in ("media", "enterprise") and (match := _division().match(text, end)):
            yield from uncut(start, match.end(), "org.section", kind)
        elif match := _STATIONED.match(text, end):
            yield from uncut(start, match.end(), "org.stationed", "team")
        elif kind in _SECTIONED and (match := _known_section().match(text, end)):
            yield from uncut(start, match.end(), "org.section", kind)
        elif family in DEPARTMENTS and (
            match := _SECTION.match(text, end) or _named_section(text, end)
        ):
            part = match[0]
            opener = openers.opener(text, end, match.end())
            # 宣传|科 is no verb.
            if _NO_SECTION.search(part) or (opener and part[:-1] not in _office_fields()):
                continue
            if any(sc.start_tags.get(at, 0) & lx.AREA for at in range(end, match.end())):
                continue
            owner = kind if kind in _SECTIONED else "government"
            signs = FORMED if _CHIEF.match(text, match.end()) else CLEAR
            yield from uncut(start, match.end(), "org.section", owner, signs)


def _goes_no_further(text: str, end: int) -> bool:
    """Whether a name ends at ``end`` before a title of its party group or its lowest offices."""
    return bool(_LEADING_GROUP.match(text, end) or _LOWEST.match(text, end))


def _named_section(text: str, end: int) -> re.Match[str] | None:
    """A section at ``end`` before one of its people by name."""
    match = _BY_NAME.match(text, end)
    if match is None or match["name"][0] not in surnames() or "主席" in match[0]:
        return None
    return None if match["name"][1:] in lx.lexicon().common else match


def _stations(sc: lx.Scan, found: tuple[Reading, ...], start: int, end: int) -> Iterator[Candidate]:
    """A compound's station or committee (柳岭小区|党群服务站), with the units before it."""
    match = _station().match(sc.text, end)
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
