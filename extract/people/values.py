"""Attributes of people: name, role, organization, byline role, group."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ...corpus.article import Article
from ...models import lexicon as lx
from ..candidates import Mention
from ..grouping import number_groups

_SPACE = re.compile(r"\s+")
_HAN = re.compile("[一-鿿]+$")
_CREDIT = re.compile(r"(记者|通讯员|实习生|摄影|摄|供图|图|特约记者)[：:]?\s*$")
_BYLINE_WORDS = {
    "记者": "reporter",
    "实习生": "reporter",
    "特约记者": "reporter",
    "通讯员": "correspondent",
    "摄影": "photographer",
}
_PEOPLE_END = frozenset(
    "员师长人户者手家生工民农友子妇属主匠兵警医官客娘嫂汉婆爷迷商任记席授士总监导表练委将星"
    "妈爸母父妻夫女儿弟妹姐哥孙祖婶叔姨姑舅老童童师校经理书"
)
_STOPS = "，。；：！？、（）()“”《》‘’¶\n ,.;:!?的岁是为有和与对向请由让给被把在说"
_LEADS = frozenset("经由和与让给向对被把请跟同及到在从说称见找问叫帮替为")
_OWN_BODY = (
    (("校长", "副校长", "校医", "教师", "老师"), ("school",)),
    (("院长", "副院长"), ("hospital", "judicial")),
    (("董事长", "总经理", "副总经理", "公司负责人", "公司经理"), ("enterprise",)),
    (("社区书记", "社区主任", "村支书", "村主任", "社区党委书记"), ("community",)),
    (("队长", "副队长"), ("team",)),
)
"""Heads of bodies who are named without their body, and the kind of body they head."""

_NEAR = 160
"""How far back, in characters, such a body is looked for."""

_AFTER = re.compile("[，,（(]([^，,。；;：:！!？?（）()“”\n]{2,24})[，,。；）)]")
_TOWNS = ("街道", "镇", "乡")
_NUMERALS = frozenset("0123456789一二两三四五六七八九十百千多余几数")
_BEFORE_ROLE = frozenset("，。的岁¶”：、名位！？,:!?让给被把向对请由和与")
ROLE_LENGTH = 12
"""Longest role, in characters."""


def _title_before(sc: lx.Scan, end: int) -> int | None:
    """Start of the longest title that ends at ``end``."""
    starts = [start for start, _ in sc.words_to(end, lx.TITLE)]
    return min(starts) if starts else None


def _clause_start(text: str, end: int) -> int:
    """Start of the run of characters before ``end`` that no mark or function word cuts."""
    start = end
    while start > 0 and end - start < 16 and text[start - 1] not in _STOPS:
        if text[start - 1].isdigit():
            break
        if text[start - 1] in "名位" and lx.left(text, start - 1, 1) in _NUMERALS:
            break
        start -= 1
    return start


def _person_word(word: str) -> bool:
    return word[-1] in _PEOPLE_END or word.endswith(("代表", "负责人", "教练", "委员", "书记"))


def role_before(
    sc: lx.Scan, start: int, org_ends: Mapping[int, str], last_person: int
) -> tuple[str | None, str | None]:
    """Role and organization written directly before a name at ``start``."""
    text = sc.text
    if start and text[start - 1] == "¶":
        return None, None
    if start > 1 and text[start - 1] == " " and sc.end_tags.get(start - 1, 0) & lx.TITLE:
        start -= 1
    low = max(0, start - ROLE_LENGTH - 1, last_person - 1)
    for end in range(start - 1, low - 1, -1):
        if end in org_ends and text[end:start] == "的" and not org_ends[end].endswith(_TOWNS):
            # 雪狼救援队的才次克: a body without a role.
            return None, org_ends[end]
        if end in org_ends and end < start:
            # 雷集村58岁的脱贫户: the role is what follows the last 的.
            between = text[end:start].rpartition("的")[2].removeprefix("原")
            if between and _role_like(sc, start - len(between), start):
                return between, org_ends[end]
            break
        if text[end] in "，。；：！？（）()“”《》¶ ,;:!?":
            break
    title = _title_before(sc, start)
    clause = _clause_start(text, start)
    if title is not None:
        wide = text[clause:start]
        if clause < title and len(wide) <= 7 and _modifier(text[clause:title]):
            return wide, None
        return text[title:start], None
    wide = text[clause:start]
    before = lx.left(text, clause, 1)
    if 2 <= len(wide) <= 6 and _person_word(wide) and before in _BEFORE_ROLE:
        return wide, None
    return None, None


def _role_like(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether ``[start, end)`` reads as a role: ends in a title or a word for people."""
    text = sc.text
    if any(c in "，。；：¶“”,;:()" for c in text[start:end]):
        return False
    return _title_before(sc, end) is not None or _person_word(text[start:end])


_MODIFIERS = re.compile(
    "(?:著名|知名|资深|优秀|青年|老年|退休|离休|退役|返乡|驻村|下派|援藏|援疆|挂职|专职|兼职|高级|首席|特级|特约"
    "|省级|国家级|市级|县级|区级|州级|非遗|货车|出租车|公交|当地|本地|现场|值班|带班|社区|小区|村|农村|民营|私营|残疾|独居"
    "|困难|脱贫|贫困|低保|致富|创业|种粮|种植|养殖|养蜂|养牛|养羊|水产|蔬菜|水果|基层|一线|新任|时任|前任|原|老|女|男|小"
    "|[汉回藏苗彝壮满侗瑶白傣黎畲水土羌]族|[一-鿿]{2,3}族|派出所|学校|医院|企业|公司|工厂|车间|项目|技术|美术|音乐"
    "|语文|数学|英语|体育|历史|物理|护理|妇产科|骨科|儿科|内科|外科|急诊|中医|法律|心理|农业|林业|畜牧)+$"
)


def _modifier(text: str) -> bool:
    """Whether ``text`` before a title is part of the role (著名, 省级非遗), not 经 or 上海."""
    if _MODIFIERS.match(text):
        return True
    return len(text) == 2 and text[0] not in _LEADS and text not in lx.lexicon().level


def role_after(
    text: str, end: int, sc: lx.Scan, org_starts: Mapping[int, int]
) -> tuple[str | None, str | None]:
    """Role and organization in apposition after a name that ends at ``end``."""
    match = _AFTER.match(text, end)
    if not match:
        return None, None
    start, stop = match.span(1)
    organization = None
    if start in org_starts and org_starts[start] < stop:
        organization = text[start : org_starts[start]]
        start = org_starts[start]
    role = text[start:stop]
    if not role or len(role) > ROLE_LENGTH or _title_before(sc, stop) is None:
        return None, None
    if organization is None:
        inner = [s for s in org_starts if start < s < stop]
        if inner or len(role) > 8:
            return None, None
    return role.lstrip("的"), organization


def _own_body(role: str, start: int, bodies: Sequence[tuple[int, str, str]]) -> str | None:
    """The last body before ``start`` that a 校长, 院长 or 董事长 without a body heads."""
    for roles, kinds in _OWN_BODY:
        if role in roles:
            near = [
                name
                for end, name, kind in bodies
                if start - _NEAR <= end <= start and kind in kinds
            ]
            return near[-1] if near else None
    return None


def _byline(article: Article, mention: Mention, text: str) -> str | None:
    """Byline role of a mention outside the article's own byline list."""
    role = mention.attrs.get("byline")
    if role:
        return str(role)
    for name in article.bylines:
        if name.start < mention.end and mention.start < name.end:
            return name.role
    match = _CREDIT.search(text[max(0, mention.start - 8) : mention.start])
    if match and match[1] in _BYLINE_WORDS:
        return _BYLINE_WORDS[match[1]]
    tail = text[mention.end : mention.end + 4].strip()
    if tail.startswith(("摄影", "摄")) and not tail.startswith(("摄像", "摄制")):
        return "photographer"
    return None


def interpret(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """The people among ``mentions`` with their attributes."""
    text = article.text
    sc = lx.scan(text)
    org_ends = {m.end: text[m.start : m.end] for m in mentions if m.type == "ORG"}
    org_starts = {m.start: m.end for m in mentions if m.type == "ORG"}
    bodies = [
        (m.end, text[m.start : m.end], str(m.attrs.get("kind")))
        for m in mentions
        if m.type == "ORG"
    ]
    result: list[Mention] = []
    previous: Mention | None = None
    for mention in (m for m in mentions if m.type == "PERSON"):
        name = _SPACE.sub("", text[mention.start : mention.end])
        attrs: dict[str, Any] = {**mention.attrs, "name": name}
        byline = _byline(article, mention, text)
        role: str | None
        organization: str | None
        if byline:
            role, organization = byline, _media(text, mention, org_ends)
        else:
            role, organization = role_before(
                sc, mention.start, org_ends, previous.end if previous else 0
            )
            if role is None and organization is None:
                role, organization = role_after(text, mention.end, sc, org_starts)
            if role is not None and organization is None:
                organization = _own_body(role, mention.start, bodies)
            if (
                role is None
                and previous is not None
                and text[previous.end : mention.start] in ("、", "和", "及", "与")
                and not previous.attrs.get("byline")
            ):
                role = previous.attrs.get("role")
                organization = previous.attrs.get("organization")
        attrs.update(role=role, organization=organization, byline=byline)
        previous = mention.with_attrs(attrs)
        result.append(previous)
    return number_groups(result, lambda m: str(m.attrs["name"]))


def _media(text: str, mention: Mention, org_ends: Mapping[int, str]) -> str | None:
    """The outlet named directly before 记者 and the name."""
    match = _CREDIT.search(text[max(0, mention.start - 8) : mention.start])
    if not match:
        return None
    return org_ends.get(max(0, mention.start - 8) + match.start())
