"""Organizations known by their form: everyday words as unit names, quoted brands, bodies
side by side; and what no name runs across."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ...models import lexicon as lx
from ...models.edges import divide
from ...seeds.table import classed, either
from .. import openers
from ..candidates import BREAK, Candidate
from ..links import parse
from ..readings import CLEAR, FORMED, TAGGED, Reading
from .evidence import PARTIES, kind_of_head, of_body, reading_features, uncut

SURE = 0.5
"""A reading this likely is the name of what stands directly before a quoted brand."""

_CHAINED = lx.DIV_FULL | lx.TOWN
_UNITS = frozenset(("社区", "村", "新村", "街道"))
_PROUD = frozenset(("幸福", "平安", "文明", "和谐", "文化", "美丽"))


@cache
def _held() -> re.Pattern[str]:
    """What is done at one place (在希望社区|举行)."""
    return re.compile(f"(?:隆重|顺利|正式)?(?:{either('org_context.tsv', 'held')})")


_BEFORE_UNIT = frozenset("¶，。；：！？、“”（）(),;:的")


def everyday(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Units named with an everyday word (希望社区, 和平村) after a mark or another unit."""
    text = sc.text
    lex = lx.lexicon()
    for head, options in found:
        if head.word not in _UNITS:
            continue
        for size in (2, 3):
            start = head.start - size
            stem = text[max(0, start) : head.start]
            if start < 0 or stem not in lex.common:
                continue
            listed = text[start - 1 : start] == "、" or text[head.end : head.end + 1] == "、"
            if stem in openers.generic() and not (listed and stem in _PROUD):
                continue
            if (
                stem[0] in classed("org_context.tsv", "no_stem")
                or text[head.end : head.end + 1] in openers.FALL
            ):
                continue
            unit = bool(sc.end_tags.get(start, 0) & (lx.ORG_HEAD | lx.TOWN | lx.DIV_FULL))
            sited = text[start - 1 : start] == "在" and _held().match(text, head.end)
            if not unit and not sited and lx.left(text, start, 1) not in _BEFORE_UNIT:
                continue
            if (first := openers.opener(text, start, head.start)) and first[0] == head.start:
                continue
            option = openers.at(start, "ORG", options)
            features = reading_features(sc, head, option, options)
            features["unit_before"] = float(unit)
            features["repeated"] = float(text.count(text[start : head.end]) > 1)
            kind = lex.org_kind[head.word]
            yield Candidate("ORG", start, head.end, "org.everyday", {"kind": kind}, features)
            yield from of_body(sc, head, option, option.p)
            first_unit = whole(sc, start, {})
            if first_unit < start:
                option = openers.at(first_unit, "ORG", options)
                features = reading_features(sc, head, option, options)
                yield Candidate(
                    "ORG", first_unit, head.end, "org.everyday", {"kind": kind}, features
                )


_QUOTED = re.compile(
    "(?:“[^“”¶，。；：]{1,8}”|‘[^‘’¶，。；：]{1,8}’)[^的了在是上和与等，。、“”¶]{0,10}(?:公司|合作社|集团|农场|联合体|[队坊馆社店厂])$"
)
_BY_FORM = {**dict.fromkeys(TAGGED, 0.9), "edge_p": 0.97, "fixed_p": 0.97}
"""What the form of a quoted brand counts for as a left edge."""


def whole(sc: lx.Scan, start: int, begins: Mapping[int, int]) -> int:
    """Start of the places and units that stand directly before ``start``.

    ``begins`` holds where the sure readings begin, by their ends.
    """
    while start:
        places = [at for at, _ in sc.words_to(start, _CHAINED | lx.DIV_SHORT)]
        if start in begins:
            places.append(begins[start])
        if not places:
            break
        start = min(places)
    return start


def by_form(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Enterprises and teams whose brand is quoted (“山杏红”农业发展有限公司)."""
    text = sc.text
    known = begins(found)
    for head, _ in found:
        if not head.tags & lx.ORG_HEAD:
            continue
        family, kind = kind_of_head(head)
        if not (kind == "team" or (kind == "enterprise" and head.word != "工作室")):
            continue
        if match := _QUOTED.search(text, max(0, head.start - 24), head.end):
            # The corpus has hardly any of these to learn from: the form speaks for itself.
            features = {f"head={head.word}": 1.0, f"family={family}": 1.0, **_BY_FORM}
            start = whole(sc, match.start(), known)
            yield Candidate("ORG", start, head.end, "org.quoted", {"kind": kind}, features)


_TEAM = re.compile(
    "(?:“[^“”¶，。；：]{2,10}”|‘[^‘’¶，。；：]{2,10}’)(?P<what>[一-鿿]{0,6}?)"
    "(?:团队|(?:(?:宣讲|帮帮|服务|故事|巡讲|讲师|调解|议事|劝和)|[一-鿿]{2})团(?![队结体购圆员委支聚组建])"
    "|服务队|分队|义工队|义工(?![们服活]))"
    "(?![伍员长友形列]|建设|精神|合作|协作|意识|海选)"
)
"""A team by its quoted brand where no head is listed (“铜都青橙”未检团队, “荷叶舟”义工)."""


@cache
def _no_team() -> re.Pattern[str]:
    """What makes a kind of team of a quotation, and no brand."""
    return re.compile(
        "[0-9]+后|[一二两三四五六七八九十多]|[+＋]|[型式化]”|[的了由和与是]"
        f"|{either('org_context.tsv', 'no_brand')}"
    )


@cache
def _of_act() -> re.Pattern[str]:
    """What is done, behind its name (“石榴花开”主题活动|采访团): the team is called after it."""
    return re.compile(either("org_context.tsv", "act_noun"))


def branded(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Teams by their quoted brand, with the body or place whose they are."""
    text = sc.text
    known = begins(found)
    for match in _TEAM.finditer(text):
        if _no_team().search(match[0]) or _of_act().search(match["what"]):
            continue
        start = whole(sc, match.start(), known)
        yield Candidate("ORG", start, match.end(), "org.branded", {"kind": "team"}, FORMED)
        yield Candidate("INITIATIVE", match.start(), match.end(), "org.branded.idiom", decoy=True)


_GROUP = re.compile(
    r"第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:组(?![织长建成合员装件队团图委])|社(?![区会员交团保工村火戏]))"
)
"""A group or, in some provinces, a production team (柳湾村三组, 柳湾村五社)."""


_HAMLETS = frozenset("庄湾沟坪坝坡岭冲塘坑寨屯堡洼岗溪垭坳畈塆咀嘴垸窝圩浜埂堰堤岔店铺背墩垄岩")
_NAMED_GROUP = re.compile(
    "(?P<name>[一-鿿]{1,4}?)(?P<kind>(?:村民小组|居民小组)(?!长)|屯(?![子兵田里垦积守粮])|(?<=..)[组社]"
    "(?=的?(?:村民|居民|群众|农户|住户|[村道]?[道路]|[田地]|组长)|[，。、；：）（,;:)(¶0-9]|$))"
)
"""A group by its name (柳湾村张庄组, 柳湾村大洞屯)."""
_PEOPLED = re.compile("的?(?:村民|居民|群众|农户|住户)|[0-9]")
_NO_GROUP = re.compile("[的了在和与及是有把将为被让对向从到由以各每全本该这那等个名村组民]")


def groups(text: str, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """A village with its group (柳湾村三组, 柳湾村张庄组), one body."""
    for head, options in found:
        option = options[0]
        if head.word not in ("村", "社区") or option.type != "ORG" or option.start < 0:
            continue
        if option.p < SURE:
            continue
        if match := _GROUP.match(text, head.end):
            features = {f"head={head.word}": 1.0, **CLEAR}
            yield Candidate(
                "ORG", option.start, match.end(), "org.unit", {"kind": "community"}, features
            )
        elif (match := _NAMED_GROUP.match(text, head.end)) and _names_group(
            text, option.start, match
        ):
            yield from uncut(option.start, match.end(), "org.village_group", "community", FORMED)


def _names_group(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a word is a group's name, and no task's (柳湾村|护林组).

    Short of 村民小组 it has a hamlet's ending, people, or its town in front.
    """
    name = match["name"]
    if _NO_GROUP.search(name) or name in openers.generic():
        return False
    if match["kind"] == "屯" and name[-1] in "通进入驻连屯":
        return False  # 柳湾村|通屯道路
    if text.endswith((name + "村", name + "社区"), start, match.start()):
        return True  # 马鞍社区马鞍组
    if f"{name}组组长" in text or text.count(text[start : match.end()]) > 1:
        return True  # 茶园组, whose word says nothing yet
    if name in lx.lexicon().common or openers.opener(text, match.start(), match.end()):
        return False
    told = (
        len(match["kind"]) > 1
        or match["kind"] == "屯"
        or name[-1] in _HAMLETS
        or _PEOPLED.match(text, match.end())
    )
    return bool(told) or re.search("[镇乡]|街道", text[start : match.start()]) is not None


def begins(found: tuple[Reading, ...]) -> dict[int, int]:
    """Where the sure readings begin, by their ends."""
    return {
        head.end: options[0].start
        for head, options in found
        if options[0].type == "ORG" and options[0].start >= 0 and options[0].p >= SURE
    }


_OF_OUTLET = re.compile("[一-鿿]{0,4}?(?:记者|讯)")


def pairs(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Two listed bodies side by side (市委市政府): each is one."""
    lex = lx.lexicon()
    known = begins(found)
    for middle, tag in sc.end_tags.items():
        if not tag & sc.start_tags.get(middle, 0) & lx.ORG_FIXED:
            continue
        start = min(s for s, _ in sc.words_to(middle, lx.ORG_FIXED))
        if sc.text.startswith(PARTIES, start) and sc.text[middle + 1] == "委":
            continue  # 民革市委会
        if _OF_OUTLET.match(sc.text, min(e for e, _ in sc.words_from(middle, lx.ORG_FIXED))) and (
            lex.fixed_kind[sc.text[start:middle]] == "media"
        ):
            continue  # 柳州日报|天眼新闻记者
        end = max(e for e, _ in sc.words_from(middle, lx.ORG_FIXED))
        for s, e in ((start, middle), (middle, end)):
            attrs = {"kind": lex.fixed_kind[sc.text[s:e]]}
            first = min(s, known.get(e, s)) if e == middle else s
            yield Candidate("ORG", first, e, "org.pair", attrs, CLEAR)
        yield Candidate("ORG", middle - 1, middle + 1, BREAK, decoy=True)


_COMMITTEES = ("党委", "党工委")
_BESIDE = re.compile("(?:[镇乡]政府|镇?办事处)(?!大院|大楼)")


def side_by_side(text: str, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """A unit's party committee and, without a mark between, its government (柳湾镇党委|镇政府)."""
    for head, options in found:
        option = options[0]
        if head.word not in _COMMITTEES or option.start < 0 or option.p < SURE:
            continue
        if match := _BESIDE.match(text, head.end):
            yield Candidate("ORG", option.start, head.end, "org.pair", {"kind": "party"}, CLEAR)
            yield Candidate("ORG", *match.span(), "org.pair", {"kind": "government"}, CLEAR)
            yield Candidate("ORG", head.end - 1, head.end + 1, BREAK, decoy=True)


_WITHIN = re.compile("[省市县区镇乡村]里(?![一-鿿]{1,2}[村庄屯社镇乡]|[巷弄]|小区)")
"""Where something is (听闻镇里|柳湾合作社)."""


def breaks(sc: lx.Scan) -> Iterator[Candidate]:
    """What no name runs across: a verb between two bodies (街道|联合|县文化馆), and 镇里."""
    for match in _WITHIN.finditer(sc.text):
        if not sc.end_tags.get(match.start() + 1, 0) & (lx.TOWN | lx.DIV_FULL):
            yield Candidate("ORG", match.end() - 1, match.end() + 1, BREAK, decoy=True)
    for middle, tag in sc.end_tags.items():
        if tag & (lx.ORG_HEAD | lx.ORG_FIXED | lx.DIV_FULL | lx.TOWN):
            for size in (1, 2):
                if divide(sc, middle + size) == middle:
                    yield Candidate("ORG", middle, middle + size, BREAK, decoy=True)
                    break


_SUPPLIED = re.compile(
    "(?:^|(?<=[¶（(。；!！?？”\\s]))(?P<who>[一-鿿·]{2,24}) ?(?:供图|供稿|图片提供|提供图片)"
    "(?=[）)¶。\\s]|$)"
)
"""Who supplied a picture: a credit, which carries no mention but a body's full name in brackets."""
_UNIT_ENDS = ("街道", "镇", "乡", "村", "社区", "通讯员", "学校", "单位")
_CREDITED = re.compile(
    "(?:(?:消息|信息|素材|稿件|图片|资料)(?:来自|来源)|编发|推送|出品)[:：] ?"
    "(?P<who>[一-鿿·]{2,24})"
)
"""Who a notice at the foot of an article owes it to (消息来自：…)."""


def idioms(sc: lx.Scan) -> Iterator[Candidate]:
    """Set phrases that hold a body's form (村规民约, 乡里乡亲), and credits: decoys."""
    fields = classed("org_context.tsv", "field")
    for match in (*_SUPPLIED.finditer(sc.text), *_CREDITED.finditer(sc.text)):
        who = match["who"]
        before = sc.text[match.start() - 1 : match.start()]
        bracketed = match.re is _SUPPLIED and before in ("（", "(")
        if bracketed and parse(who)[1] > 1 and not who.endswith(_UNIT_ENDS):
            continue  # （青河县公安局供图）
        yield Candidate("ORG", *match.span("who"), "org.credit.idiom", decoy=True)
    for start, tag in sc.start_tags.items():
        if tag & lx.IDIOM:
            for end, word in sc.words_from(start, lx.IDIOM):
                if word not in fields and not openers.at_centre(sc.text, start, word):
                    yield Candidate("ORG", start, end, "org.idiom", decoy=True)
