"""Roles behind a name (张海涛，柳河县农牧局局长; 张海涛是…; 张海涛书记), of lists and of offices
that are given or taken; the body that a head without one is of.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from . import role_words as words
from .roles import ROLE_LENGTH, role_like, title_before

_OWN_BODY = tuple(
    (re.compile(f"(?:副|总|代理)?(?:{roles})$"), kinds)
    for roles, kinds in (
        ("校长|校医|[一-鿿]{0,2}(?:教师|老师)|教授|园长|班主任", ("school",)),
        ("院长", ("hospital", "judicial")),
        ("[一-鿿]{0,2}科?(?:医生|医师|护士|护士长)", ("hospital",)),
        ("董事长|[一-鿿]{0,2}经理|厂长|场长", ("enterprise",)),
        ("所长", ("government",)),
        ("支书|社区书记|社区主任|村主任|社区党委书记", ("community", "party")),
        ("队长|大队长|中队长", ("team", "government")),
        ("局长", ("government",)),
        ("检察长", ("judicial",)),
        ("会长|理事长|秘书长", ("association",)),
        ("馆长", ("culture",)),
    )
)
"""People who are named without the body that they head or serve, and its kind."""
_SERVING = re.compile("(?:检察官|法官|庭长|民警|消防员)$")
_STATE = ("government", "judicial")
"""People who serve a body of the state, and its kinds: told only by their own sentence."""
_CALLS_OURS = re.compile("(?:聘任|聘请|特?邀请?|请来?)[我本]")
"""What a body does with somebody of the writer's own (县教育局|聘任我院陈立群检察长)."""
_FORMER = ("退休", "离休", "前", "原")
_NEAR = 160
"""How far back, in characters, such a body is looked for."""
_AFTER = re.compile(
    "[，,（(](?!都|均|皆|同[为是]|也是|全是)([^，,。；;：:！!？?（）()“”\n]{2,24})[，,。；）)]"
)
_LISTED = re.compile(
    "(?:(?:等|等等)人?(?:[0-9一二两三四五六七八九十百多余]{1,4}[名位个])?|[两二三四五六七八九十几]{1,2}[名位])"
)
_LIFE = (
    "(?:[男女]|[一-鿿]{1,4}[族人]|(?:今年)?[0-9]{2}岁|[0-9]{4}年(?:[0-9]{1,2}月)?(?:出?生|入党)"
    "|中共党员)"
)
_IS = re.compile(
    f"(?:[，,]{_LIFE})*[，,]?(?:曾?是|系|现任|担任|出?任|当选为?|获聘为?|被(?:任命|聘[任请]?|推?选举?)为)"
    "(?:一名|一位)?"
)
"""What leads to the role that a sentence states, with what a short life says before."""
_REMOVES = re.compile("免去(?:[一-鿿·]{2,4}、)*$")
_RESIGNS = re.compile("(?:请求)?辞去")
_OF_OFFICE = ("职务", "一职", "的职务")
"""What closes an office that somebody loses."""
_IS_OURS = re.compile(
    "是(?:我们?|咱们?|本|该|这)[一-鿿]{0,4}?的(?=[一-鿿]{2})|是一?[名位个](?=[一-鿿]{2})"
)
"""What a sentence says of somebody before his role (他叫王海，是我们村的|老支书)."""


_ONCE = re.compile(
    "[，,][她他]?(?:之前|此前|以前|从前|早年|早先|原来|原先|原本|过去|曾经?|本来)"
    "(?:只?是|当过|做过)(?:一?[名位个])?[^，,。；;：:！!？?（）()“”\n]{2,16}"
)
"""What somebody was once (崔兰，之前是名教师), no role of his any more."""
_NOW = re.compile(
    "[，,][她他]?(?:现在|如今|现|目前)(?:成为?了?|已?是|担任|当上?了?)(?:一?[名位个])?"
    "([一-鿿]{2,8})(?=[，,。；;])"
)
"""What he is now, behind that (，现在是一名|瞭望员)."""


def role_after(
    text: str, end: int, sc: lx.Scan, org_starts: Mapping[int, int]
) -> tuple[str | None, str | None]:
    """Role and organization in apposition after a name that ends at ``end``."""
    if once := _ONCE.match(text, end):
        now = _NOW.match(text, once.end())
        return (now[1] if now and role_like(sc, *now.span(1)) else None), None
    match = _AFTER.match(text, end)
    if not match:
        return None, None
    start, stop = match.span(1)
    organization = None
    if start in org_starts and org_starts[start] < stop:
        organization = text[start : org_starts[start]]
        start = org_starts[start]
    if organization is None and (stated := _IS_OURS.match(text, start, stop)):
        start = stated.end()
    role = text[start:stop]
    if not role or len(role) > ROLE_LENGTH or title_before(sc, stop) is None:
        return None, None
    if organization is None:
        inner = [s for s in org_starts if start < s < stop]
        if inner or len(role) > 8:
            return None, None
    return role.lstrip("的"), organization


_REST = re.compile("[ \u3000]+([^¶，,。；;：:！？“”]{2,30})(?=¶|$)")


def role_on_line(
    sc: lx.Scan, start: int, end: int, org_starts: Mapping[int, int]
) -> tuple[str | None, str | None]:
    """Role and organization on a line that names one person first: 张立 柳河镇中心小学教师."""
    match = _REST.match(sc.text, end) if not start or sc.text[start - 1] == "¶" else None
    if match is None:
        return None, None
    begin, stop = match.span(1)
    body = org_starts.get(begin, begin)
    if body >= stop or stop - body > ROLE_LENGTH or any(body < at < stop for at in org_starts):
        return None, None
    if not role_like(sc, body, stop) or (body == begin and title_before(sc, stop) != body):
        return None, None
    return sc.text[body:stop], sc.text[begin:body] or None


_STANDS_FOR = re.compile(
    "代表(?=[^，,。；、：）)说表认和与的在介就向对等们都也还]|$)"
    "(?!发言|通报|提[出议交问]|反[映馈]|建议|围绕|分别|结合|[一作]?汇报|介绍|走[进访]|来到|参[加观]|审议|视察|调研(?!组))"
)
"""What somebody does for others (王海代表|我院签约), no role; 王海代表|通报 has it."""


def role_behind(sc: lx.Scan, end: int, credits: Container[str]) -> str | None:
    """The title directly behind a name (何礼敬书记, 谭金海常务副会长); of ``credits`` none is."""
    text = sc.text
    if _STANDS_FOR.match(text, end):
        return None
    before = _honorary().match(text, end)
    title = sc.longest(before.end() if before else end, lx.TITLE) or sc.longest(end, lx.TITLE)
    if title is None or title[1] in credits or title[1].endswith(words.endings("related")):
        return None
    return text[end : title[0]]


_VISITED = re.compile(
    "[^，,。；;！!？?\n]{0,12}?(?:参观|考察|走访|走进|来到?|到|莅临|赴)了?我[院校局馆会所厂场公]"
)
"""A body behind whose name the writers tell of their own (东城法院的同志|参观了我院)."""


def own_body(
    text: str, role: str, start: int, bodies: Sequence[tuple[int, str, str]]
) -> str | None:
    """The last body in the paragraph before ``start`` that a 校长 or 董事长 without a body heads.

    ``bodies`` are (end, name, kind) in order.
    """
    if role.startswith(_FORMER):
        return None
    low = max(start - _NEAR, text.rfind("\n", 0, start))
    bodies = [body for body in bodies if not _CALLS_OURS.match(text, body[0])]
    for roles, kinds in _OWN_BODY:
        if roles.match(role):
            near = [
                (end, name) for end, name, kind in bodies if low <= end <= start and kind in kinds
            ]
            if not near:
                return None
            end, name = near[-1]
            if _VISITED.match(text, end):
                return None
            # Of two bodies in other sentences neither is surely meant.
            sure = "。" not in text[end:start] or len({other for _, other in near}) == 1
            return name if sure else None
    if _SERVING.search(role) and text[start - len(role) - 1] != role[0]:
        near = [(end, name) for end, name, kind in bodies if low <= end <= start and kind in _STATE]
        return near[-1][1] if near and "。" not in text[near[-1][0] : start] else None
    return None


@cache
def _appoints() -> re.Pattern[str]:
    return re.compile(f"(?:{either('people_words.tsv', 'appoints')})(?:[一-鿿·]{{2,4}}、)*$")


def _stated(text: str, start: int, end: int) -> tuple[int, bool] | None:
    """Where the role begins that is stated of the name at ``[start, end)``, if one is.

    And whether it is one that is lost: 任命孙丽为|局长, 免去赵明的|局长职务.
    """
    if match := _IS.match(text, end):
        return match.end(), False
    if match := _RESIGNS.match(text, end):
        return match.end(), True
    low = max(0, start - 20)
    if text.startswith("为", end) and _appoints().search(text, low, start):
        return end + 1, False
    if text.startswith("的", end) and _REMOVES.search(text, low, start):
        return end + 1, True
    return None


def role_is(
    sc: lx.Scan, start: int, end: int, org_starts: Mapping[int, int]
) -> tuple[str | None, str | None]:
    """Role and organization that a sentence states: 罗丕灿是县果农协会的副会长."""
    text = sc.text
    stated = _stated(text, start, end)
    if stated is None:
        return None, None
    start, lost = stated
    organization = None
    if start in org_starts:
        organization = text[start : org_starts[start]]
        start = org_starts[start]
        if not lost and (member := _MEMBER.match(text, start)):
            return (member[1], organization) if role_like(sc, *member.span(1)) else (None, None)
    ends = _OF_OFFICE if lost else _AFTER_ROLE
    before = _honorary().match(text, start)
    begin = before.end() if before else start
    stop = max((stop for stop, _ in sc.words_from(begin, lx.TITLE)), default=None)
    closed = stop is not None and (text.startswith(ends, stop) or stop == len(text))
    return (text[start:stop], organization) if closed else (None, None)


_MEMBER = re.compile("(?:最?[一-鿿]{0,4}的)?(?:一[名位])?([一-鿿]{2,6}?)(?=期间|[，,。；、：])")
_AFTER_ROLE = ("，", ",", "。", "；", "、", "¶", "：", "期")
"""What follows a stated role: a mark, or 期间."""


@cache
def _honorary() -> re.Pattern[str]:
    """What stands before a title that is stated, and is of it (为|名誉馆长)."""
    return re.compile(either("people_words.tsv", "honorary"))


def role_of_list(text: str, end: int, sc: lx.Scan) -> str | None:
    """The role that closes a list of names: 李四海、王桂香等12名队员."""
    match = _LISTED.match(text, end)
    if not match:
        return None
    stops = [stop for stop, _ in sc.words_from(match.end(), lx.TITLE)]
    role = text[match.end() : max(stops)] if stops else None
    return None if role is None or role.endswith(words.endings("together")) else role
