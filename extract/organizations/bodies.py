"""Public bodies by a form that leaves no doubt: a level and a listed body or a department
(县政府, 区教育局), shortened lists (县委、政府), a division and a service that acts (青河消防)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import edges
from ...models import lexicon as lx
from ...models.edges import BARE, Option, across
from ...models.heads import Head
from ...seeds.table import classed, either
from .. import openers
from ..candidates import BREAK, Candidate
from ..readings import CLEAR, FORMED, Reading
from ..refusals.openings import allied
from .evidence import DEPARTMENTS, kind_of_head, uncut

_LEVELS = frozenset("省市县区州旗地盟")
_TOWNS = frozenset("镇乡")
LONGER = 0.15
"""A longer reading this likely leaves the doubt."""


def _not_after() -> frozenset[str]:
    """Characters after which a level names no body of its own (各县政府, 两级市政府)."""
    return classed("org_context.tsv", "no_level")


@cache
def _goes_on() -> re.Pattern[str]:
    """What makes another word of 政府 and 市委."""
    return re.compile(either("org_context.tsv", "government_goes_on"))


def _level_words() -> frozenset[str]:
    """Words that end like a level (城市, 社区)."""
    return classed("org_context.tsv", "level_word")


def _longer(text: str, head: Head, options: tuple[Option, ...]) -> bool:
    """Whether a name that is more than an opener and the listed body may end here."""
    for option in options:
        if option.type == "ORG" and 0 <= option.start < head.start and option.p >= LONGER:
            first = openers.opener(text, option.start, head.start)
            if first is None or first[0] != head.start:
                return True
    return False


_TERM = re.compile("(?:新一|第?[一二三四五六七八九十]{1,3})届$")


def _farthest(found: tuple[Reading, ...]) -> dict[int, int]:
    """For each start, the farthest end of a name that may begin there."""
    ends: dict[int, int] = {}
    for head, options in found:
        for option in options:
            start = head.start if option.start == BARE else option.start
            if option.type == "ORG" and start >= 0 and option.p >= LONGER:
                ends[start] = max(head.end, ends.get(start, 0))
    return ends


_PARTED = frozenset("，。：；、“”（）(),:;¶ \u3000的和与由为对将把在向让是")
_WORD_GOES_ON = frozenset("托员派会任身婉")
"""Characters that make another word of 委 (县|委托, 社区|委员)."""


def _apart(sc: lx.Scan, head: Head) -> bool:
    """Whether 市委 begins a word: after a mark, a particle or an everyday word (按照|市委)."""
    text, lex, at = sc.text, lx.lexicon(), head.start
    if text[head.end : head.end + 1] in _WORD_GOES_ON or text[at - 1 : at + 1] in _level_words():
        return False
    if lx.left(text, at, 1) in _PARTED:
        return not across(sc, at)
    return text[at - 2 : at] in lex.common and text[at - 2 : at + 1] not in lex.level


def settled(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Listed bodies named by their level alone, whatever follows (县政协|三楼, 县委|常委)."""
    text = sc.text
    farthest = _farthest(found)
    for head, options in found:
        if farthest.get(head.start, 0) > head.end:
            continue
        league = head.word.startswith("团")
        levelled = league or head.word == "行署" or head.word[0] in _LEVELS | _TOWNS
        if not head.tags & lx.ORG_FIXED or not levelled:
            continue
        term = _TERM.search(text, max(0, head.start - 5), head.start)
        if len(head.word) < 3 and not (
            term
            or (text.startswith("常委", head.end) and text[head.end + 2 : head.end + 3] != "会")
            or _apart(sc, head)
        ):
            continue
        if not league and text[head.start - 1 : head.start] in _not_after():
            continue
        if _goes_on().match(text, head.end):
            continue
        if head.word.startswith("市场") or sc.end_tags.get(head.start + 1, 0) & lx.PLACES:
            continue
        if not term and _longer(text, head, options):
            continue
        attrs = {"kind": kind_of_head(head)[1]}
        start = head.start
        if term:
            if term[0][0] != "新":
                start = term.start()
            else:
                yield Candidate("ORG", start - 1, start + 1, BREAK, decoy=True)
        yield Candidate("ORG", start, head.end, "org.settled", attrs, CLEAR)


def departments(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """A level and a department's whole name (研究了|县博物馆, 升级|镇综治中心)."""
    text, lex, verbs = sc.text, lx.lexicon(), edges.openers("break")
    farthest = _farthest(found)
    for head, options in found:
        at = head.start - 1
        if not head.tags & lx.ORG_HEAD or at < 1:
            continue
        if at > 1 and allied(text, at - 2, head.end):
            attrs = {"kind": kind_of_head(head)[1]}
            yield Candidate("ORG", at, head.end, "org.level", attrs, FORMED)
            yield Candidate("ORG", at - 1, at + 1, BREAK, decoy=True)
        if len(head.word) < 3:
            continue
        if farthest.get(at, 0) > head.end or text[head.end : head.end + 1] == "员":
            continue
        if lex.org_family[head.word] not in DEPARTMENTS or text[at] not in "省市县区州镇乡":
            continue
        if text[at - 1] in _not_after() or text[at - 1 : at + 1] in _level_words():
            continue
        longer = [o for o in options if o.type == "ORG" and 0 <= o.start < at and o.p >= LONGER]
        # 联合镇 is a town's name, too, where the text says it again.
        verb = text[max(0, at - 2) : at]
        parted = verb in verbs and text.count(verb + text[at]) == 1
        ends = sc.words_to(at + 1, lx.PLACES | lx.ORG_HEAD | lx.COMMON)
        if any(start < at and text[start : at + 1] != verb + text[at] for start, _ in ends):
            continue
        if not parted and text[at - 2 : at + 1] in lex.level:
            continue
        if not parted and any(openers.opener(text, o.start, at) is None for o in longer):
            continue
        if not any(o.start == at and o.p >= 0.05 for o in options):
            continue
        attrs = {"kind": kind_of_head(head)[1]}
        yield Candidate("ORG", at, head.end, "org.level", attrs, CLEAR)
        if parted:
            yield Candidate("ORG", at - 1, at + 1, BREAK, decoy=True)


@cache
def _numbered() -> re.Pattern[str]:
    """A level's numbered school or hospital (市第一人民医院), but for its branches."""
    qualities = either("org_context.tsv", "numbered_quality")
    houses = either("org_context.tsv", "numbered_head")
    return re.compile(
        f"[省市县区州]第[一二三四五六七八九十]{{1,2}}(?:{qualities})*(?:{houses})"
        "(?![一-鿿]{0,3}(?:校区|分校|院区|分院|教育集团))"
    )


def numbered(sc: lx.Scan) -> Iterator[Candidate]:
    """A level's numbered school or hospital (赶到|市第一医院)."""
    text = sc.text
    for match in _numbered().finditer(text):
        start = match.start()
        if text[start - 1 : start] in _not_after() or text[start - 1 : start + 1] in _level_words():
            continue
        if sc.end_tags.get(start + 1, 0) & (lx.PLACES | lx.ORG_FIXED | lx.ORG_HEAD):
            continue
        attrs = {"kind": "hospital" if match[0].endswith("院") else "school"}
        yield Candidate("ORG", start, match.end(), "org.level", attrs, CLEAR)


@cache
def _office() -> re.Pattern[str]:
    """A department by its function alone, before its head's office (县委常委、统战部|部长) or
    where it is the same as the one before (宣传部（文明办）)."""
    fields = either("org_context.tsv", "office_field")
    tasks = f"(?:{either('org_context.tsv', 'office_task')})办"
    return re.compile(
        f"(?<=[、,])(?P<office>(?:{fields})[部委局厅]|{tasks})"
        "(?=(?:常务)?副?(?:部长|书记|主任|局长|厅长|政委))"
        "|(?<=[、，,])(?P<section>[一-鿿]{2,6}[股科](?=副?[股科]长)|(?:(?![该我本法])[一-鿿]){1,5}庭(?=副?庭长)"
        "|政治处(?=副?主任))"
        f"|(?<=[部委局办会院][（(])(?P<same>{tasks}|[一-鿿]{{2,6}}局)(?=[）)])"
    )


_NO_SECTION = re.compile("[的了由和与及是在为将任县市区局委镇乡院]")
_THAT = re.compile(
    "(?:该[省市县区州旗镇乡]|我[省市县区州旗])(?!委|政)"
    "|(?:(?<![一-鿿])|(?<=[和与]))[镇县乡区市]内(?=[一-鿿]{2,4}(?:村|社区))"
)
"""A unit at hand before what is of it (该镇|上河村, 镇内|上河村)."""
_OF_KIND = re.compile("组织(?:[和、，。的]|$)|干部|主席")
"""What makes a kind of a mass body (我县|工会|组织)."""
_NAMED = frozenset(("school", "hospital", "community", "subdistrict"))
"""Kinds of bodies that 我县 tells nothing of but whose they are (我县|松泉中学)."""
LIKELY = 0.3
"""A reading this likely after 该县 or 我县 needs no other witness."""


def offices(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Departments by function before their head, and names after 该县 and 我县 (该镇|上河村)."""
    text = sc.text
    for match in _office().finditer(text):
        if match["section"] and _NO_SECTION.search(match["section"]):
            continue
        start, end = match.span(match.lastgroup or 0)
        court = match[0].endswith("庭")
        kind = "judicial" if court else lx.lexicon().org_kind.get(match[0], "party")
        if court or match[0] == "政治处" or end - start > 4:
            # 宣传教育部 is not 教育部.
            yield from uncut(start, end, "org.office", kind, FORMED)
        else:
            yield Candidate("ORG", start, end, "org.office", {"kind": kind}, CLEAR)
    after = {match.end() for match in _THAT.finditer(text)}
    if not after:
        return
    farthest = _farthest(found)
    for head, options in found:
        whole = head.start in after and _whole_department(head)
        if whole and farthest.get(head.start, 0) <= head.end:
            attrs = {"kind": kind_of_head(head)[1]}
            yield Candidate("ORG", head.start, head.end, "org.office", attrs, CLEAR)
            if attrs["kind"] == "mass" and not _OF_KIND.match(text, head.end):
                yield Candidate("ORG", head.start, head.end, "org.settled", attrs, FORMED)
            yield Candidate("ORG", head.start - 1, head.start + 1, BREAK, decoy=True)
        for option in options:
            if option.type != "ORG" or option.start not in after or option.p < LIKELY:
                continue
            if farthest[option.start] == head.end:
                attrs = {"kind": kind_of_head(head)[1]}
                signs = FORMED if attrs["kind"] in _NAMED else CLEAR
                yield Candidate("ORG", option.start, head.end, "org.office", attrs, signs)
                yield Candidate("ORG", option.start - 1, option.start + 1, BREAK, decoy=True)


def _whole_department(head: Head) -> bool:
    """Whether a head is a department's whole name (该市|人社局, 我县|残联)."""
    if not head.tags & lx.ORG_HEAD or kind_of_head(head)[0] not in DEPARTMENTS:
        return False
    return len(head.word) > 2 or kind_of_head(head)[1] == "mass"


@cache
def _each() -> re.Pattern[str]:
    """Bodies of a level without the level (人大, 政府)."""
    return re.compile(either("org_context.tsv", "short"))


@cache
def _shortened() -> re.Pattern[str]:
    """Several of them, the first with the level (县委、政府)."""
    return re.compile(
        "[省市县区州旗镇乡地盟]?(?:党委|党工委|委|人大常委会|人大|纪委|政府)"
        f"(?P<rest>(?:[、和及与](?:{_each().pattern}))+|(?<=党委)政府)"
        "(?!的?(?:采购|购买|补贴|网|门户|报告))"
    )


def shortened(sc: lx.Scan) -> Iterator[Candidate]:
    """Bodies of one level in a list that names the level once (县人大、政府、政协)."""
    text = sc.text
    for match in _shortened().finditer(text):
        first = match[0][: -len(match["rest"])]
        if first[0] not in _LEVELS | _TOWNS and not sc.end_tags.get(match.start(), 0) & (
            lx.PLACES | lx.ORG_HEAD
        ):
            continue
        for each in _each().finditer(text, match.start("rest"), match.end("rest")):
            kind = kind_of_short(each[0])
            yield Candidate("ORG", each.start(), each.end(), "org.shortened", {"kind": kind}, CLEAR)


def kind_of_short(word: str) -> str:
    """The kind of a body without its level: that of the county's."""
    return lx.lexicon().fixed_kind.get("县" + word) or lx.lexicon().org_kind.get(word, "government")


@cache
def _branch() -> re.Pattern[str]:
    return re.compile(f"(?:{either('org_context.tsv', 'branch')})$")


INNER = 0.9
"""A body this likely may own the branch whose name goes on from it."""
UNIT = 0.5
"""Least likelihood of a town's and its village's name, read alike."""
OUTER = 0.2
"""Least likelihood of the branch's name with its body's."""


def branches(found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """A body and its branch, where both heads' names begin at one place (分局|北岭派出所)."""
    farthest = _farthest(found)
    owners: dict[int, int] = {}
    towns: dict[int, int] = {}
    for head, options in found:
        option = options[0]
        if option.type != "ORG" or option.start < 0:
            named = [o for o in options if o.type == "ORG" and o.start >= 0]
            if not named:
                continue
            option = named[0]
        end = owners.get(option.start)
        if (
            end is not None
            and option.p >= OUTER
            and end < head.start
            and _branch().search(head.word)
        ):
            attrs = {"kind": kind_of_head(head)[1]}
            yield Candidate("ORG", option.start, head.end, "org.branch", attrs, CLEAR)
        if option is not options[0]:
            continue
        small = head.word in ("村", "社区") and option.p >= UNIT
        if farthest.get(option.start, 0) > head.end:
            small = False
        if small and 1 < head.start - towns.get(option.start, head.start) <= 5:
            attrs = {"kind": kind_of_head(head)[1]}
            yield Candidate("ORG", option.start, head.end, "org.branch", attrs, CLEAR)
        if head.word in ("镇", "乡", "街道") and option.p >= UNIT:
            towns[option.start] = head.end
        if option.p >= INNER and len(head.word) > 1:
            owners[option.start] = head.end


@cache
def _university() -> re.Pattern[str]:
    """A university by its fields, and none of its schools (理工大学)."""
    fields = either("org_context.tsv", "university_field")
    parts = either("org_context.tsv", "university_part")
    return re.compile(
        f"(?:{fields}){{1,2}}大学(?!附属|出版社|[一-鿿]{{0,6}}(?:协会|社团)|生(?![物命态])|城|毕业"
        f"|[一-鿿]{{0,8}}(?:{parts}))"
    )


@cache
def _short_university() -> re.Pattern[str]:
    """How a university's short name ends (柳州理工|、东河大学)."""
    words = either("org_context.tsv", "university_short")
    return re.compile(f"(?:{words})(?=[、，。）)的等和与及]|教授|专家|师生|学生|志愿者|团队)")


_ACADEMY = re.compile(
    "(?:国家|皇家)?(?:工程|科学|医学科学|自然科学|农业科学)院(?=(?:外籍|通讯)?院士)"
)
"""A country's academy before its members (加拿大|国家工程院院士)."""


def academies(sc: lx.Scan) -> Iterator[Candidate]:
    """Academies of countries, before their members."""
    level = lx.lexicon().level
    for match in _ACADEMY.finditer(sc.text):
        for start, word in sc.words_to(match.start(), lx.PLACES):
            if level.get(word) == "country":
                attrs = {"kind": "association"}
                yield Candidate("ORG", start, match.end(), "org.academy", attrs, FORMED)


_PROVINCES = frozenset("川浙皖赣湘鄂闽黔滇桂晋冀豫鲁吉辽陕甘青宁渝苏粤")
"""What a short name may begin with (川农大)."""
_LED = frozenset("由与和从向到在请为对跟的、")


def universities(sc: lx.Scan) -> Iterator[Candidate]:
    """Universities by region or city and field (两名|华南理工大学|学生, 柳州师大)."""
    text, regions = sc.text, classed("org_context.tsv", "region")
    for match in (*_university().finditer(text), *_short_university().finditer(text)):
        places = [at for at, _ in sc.words_to(match.start(), lx.AREA)]
        places += [match.start() - 2] * (text[match.start() - 2 : match.start()] in regions)
        at = match.start() - 1
        if at >= 0 and text[at] in _PROVINCES and match.re is _short_university():
            led = lx.left(text, at, 1)
            if not "一" <= led <= "鿿" or led in _LED:
                yield Candidate(
                    "ORG", at, match.end(), "org.university", {"kind": "school"}, FORMED
                )
        if places:
            start, end = min(places), match.end()
            yield Candidate("ORG", start, end, "org.university", {"kind": "school"}, CLEAR)
