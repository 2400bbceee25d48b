"""Public bodies by a form that leaves no doubt: a level and a listed body (县政府), a division
and the short name of a service that acts (青河消防)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import lexicon as lx
from ...models.edges import Head, Option
from .. import openers
from ..candidates import BREAK, Candidate
from ..readings import Reading
from .evidence import CLEAR, kind_of_head

_LEVELS = frozenset("省市县区州旗")
_NOT_AFTER = frozenset("全各每两三几多该等级我本地省市县区州旗镇乡村数些边特加")
"""Characters after which a level names no body of its own (各县政府, 两级市政府)."""
_GOES_ON = re.compile("采购|购买|补贴|补助|债|门户|网|规章|令|奖|投资|储备|主导|信息公开|代表大会")
"""What makes another word of 政府."""
LONGER = 0.15
"""A longer reading this likely leaves the doubt."""


def _longer(text: str, head: Head, options: tuple[Option, ...]) -> bool:
    """Whether a name that is more than an opener and the listed body may end here."""
    for option in options:
        if option.type == "ORG" and 0 <= option.start < head.start and option.p >= LONGER:
            first = openers.opener(text, option.start, head.start)
            if first is None or first[0] != head.start:
                return True
    return False


def settled(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Listed bodies named by their level alone, whatever follows (县政协|三楼, 县委|常委)."""
    text = sc.text
    for head, options in found:
        if not head.tags & lx.ORG_FIXED or head.word[0] not in _LEVELS:
            continue
        if len(head.word) < 3 and not (
            text.startswith("常委", head.end) and text[head.end + 2 : head.end + 3] != "会"
        ):
            continue
        if text[head.start - 1 : head.start] in _NOT_AFTER or _GOES_ON.match(text, head.end):
            continue
        if head.word.startswith("市场") or sc.end_tags.get(head.start + 1, 0) & lx.PLACES:
            continue
        if _longer(text, head, options):
            continue
        attrs = {"kind": kind_of_head(head)[1]}
        yield Candidate("ORG", head.start, head.end, "org.settled", attrs, CLEAR)


_SERVICES = {
    "公安": "government",
    "消防": "government",
    "税务": "government",
    "交警": "government",
    "检察": "procuratorate",
    "边检": "government",
    "海事": "government",
    "城管": "government",
}
_ACTS = re.compile(
    "(?:[，：、”,:]|[以与在将对把从向为让携会已]|组织|联合|开展|启动|推出|提醒|破获|通报|发布|特别"
    "|积极|全力|坚持|持续|深入|创新|走进|近日|聚焦|强化|立足|紧盯|紧扣|多措|扎实|主动|打造|依托"
    "|成功|迅速|第一时间|全面|着力|探索|加强|举办|成立|查处|抓获|捣毁|护航|守护|筑牢|不断|始终)"
)
"""What follows a service that acts; 消防员, 税务部门, 公安机关 are other words."""
_NO_SERVICE = re.compile("与应急|与税|为民|以案|从严|对接|在线|将军|让利|会议|已经|携手")
_BEGINS = frozenset("¶，。；：！？、“ （(,;:!?■▲|丨】")
_DIVISIONS = lx.DIV_FULL | lx.DIV_SHORT


def services(sc: lx.Scan) -> Iterator[Candidate]:
    """A division and a service's short name where it acts (青河消防|组织…)."""
    text = sc.text
    for start, tag in sc.start_tags.items():
        if not tag & _DIVISIONS or lx.left(text, start, 1) not in _BEGINS:
            continue
        for middle, word in sc.words_from(start, _DIVISIONS):
            service = text[middle : middle + 2]
            kind = _SERVICES.get(service)
            if kind is None or lx.lexicon().level.get(word) == "country":
                continue
            end = middle + 2
            if _ACTS.match(text, end) and not _NO_SERVICE.match(text, end):
                yield Candidate("ORG", start, end, "org.service", {"kind": kind}, CLEAR)
                yield Candidate("ORG", end - 1, end + 1, BREAK, decoy=True)


_BRANCH = re.compile(
    "(?:派出所|司法所|供电所|税务所|市监所|监管所|管理所|检查站|消防站|救援站|试验站|工作站|服务站|管理站|监理站"
    "|保护站|气象站|教学点|分校|分院|校区|院区|学区|分局|分会|分社|分部|分公司|支公司|支行|分行|营业部|项目部"
    "|法庭|中队|大队|支队|记者站|联络处|办事处|党支部|党总支|团支部)$"
)
INNER = 0.9
"""A body this likely may own the branch whose name goes on from it."""
OUTER = 0.2
"""Least likelihood of the branch's name with its body's."""


def branches(found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """A body and its branch, where both heads' names begin at one place (分局|北岭派出所)."""
    owners: dict[int, int] = {}
    for head, options in found:
        option = options[0]
        if option.type != "ORG" or option.start < 0:
            named = [o for o in options if o.type == "ORG" and o.start >= 0]
            if not named:
                continue
            option = named[0]
        end = owners.get(option.start)
        if end is not None and option.p >= OUTER and end < head.start and _BRANCH.search(head.word):
            attrs = {"kind": kind_of_head(head)[1]}
            yield Candidate("ORG", option.start, head.end, "org.branch", attrs, CLEAR)
        if option is options[0] and option.p >= INNER and len(head.word) > 1:
            owners[option.start] = head.end
