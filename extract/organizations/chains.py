"""What a body's name goes on to: the units of a force (柳州交警北岭二大队一中队), its team
(柳湾村队, 柳湾村“鲤鱼”队), a second name in brackets (实践所（站）); and groups for one task before
their head (县冰雪产业提升专班|组长)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from ..candidates import Candidate
from ..readings import FORMED, Reading
from ..refusals import refused
from .evidence import kind_of_head, uncut
from .forms import whole

LIKELY = 0.3
"""A reading this likely is the name of the body."""
_NUMBER = "(?:第?[一二三四五六七八九十]{1,2})"
_NAME = "(?:(?![队按在的])[一-鿿]){2,4}?"
_UNITS = "(?:总队|支队|大队|中队|分队)"


@cache
def _force() -> re.Pattern[str]:
    """A force with its units down to the last."""
    return re.compile(
        f"(?:公安局?)?(?:{either('org_context.tsv', 'force')})(?:(?:{_NAME})??{_NUMBER}?"
        f"{_UNITS}){{2,3}}(?![长员伍])"
    )


@cache
def _no_chain() -> re.Pattern[str]:
    """What stands in no chain of units and in no task."""
    return re.compile(f"[的了和与及在对将把向从由让联是、]|{either('org_context.tsv', 'no_chain')}")


_NO_TASK = re.compile("^[委政人长]|书记|任|[县市区镇乡]长")
_SQUAD = re.compile(
    "[一-鿿]{1,3}班(?=(?:副?班长)|的?(?:消防员|指战员|战士|队员)|[一-鿿]{2,3}[，,。])"
)
"""A squad of a company or brigade, before its men."""
_HOUSES = frozenset(("大队", "中队", "支队", "救援站", "消防站", "特勤站"))
_SECOND = re.compile("[（(](?:站|所|中心|分中心|办)[）)]")
_SECOND_OF = ("实践所", "实践中心", "实践站", "服务中心", "服务站")
_TEAM = re.compile(
    "(?P<plain>(?:代表|联)?队)(?=[和与、，,。先以对胜勇获夺])"
    r"|[“‘](?![一二三四五六七八九十两双\d])[^“”‘’，。]{2,8}[”’](?P<what>[一-鿿]{0,6}?)队(?![伍员长])"
)
_TEAMED = frozenset(("community", "enterprise", "school", "subdistrict", "hospital"))


@cache
def _contest() -> re.Pattern[str]:
    """An article on a contest."""
    return re.compile(f"[球跑舟棋赛]赛|{either('org_context.tsv', 'contest')}")


@cache
def _chaired() -> re.Pattern[str]:
    """A level's group for one task before who heads it."""
    heads = either("org_context.tsv", "group_head")
    return re.compile(
        f"(?:^|(?<=[、，,;；。：:¶\\s]))(?P<group>[省市县区旗镇乡](?P<task>[一-鿿]{{2,14}}?)"
        f"(?:专班|指挥部|领导小组|工作组|工作专班|推进组))(?=(?:常务)?副?(?:{heads}))"
    )


def chains(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """All of this module's candidates."""
    text = sc.text
    for force in _force().finditer(text):
        start = whole(sc, force.start(), {})
        # 柳州市公安局|北岭交警大队 has the bureau before it.
        led = start < force.start() and text[start - 1 : start] not in ("局", "队")
        if led and not _no_chain().search(force[0]):
            yield from uncut(start, force.end(), "org.chain", "government", FORMED)
    for group in _chaired().finditer(text):
        start, end = group.span("group")
        told = _no_chain().search(group["task"]) or _NO_TASK.search(group["task"])
        if not told and not refused(text, start, end):
            yield Candidate("ORG", start, end, "org.chaired", {"kind": "government"}, FORMED)
    contest = _contest().search(text) is not None
    for head, options in found:
        option = options[0]
        if option.type != "ORG" or option.start < 0 or option.p < LIKELY:
            continue
        start, end, kind = option.start, head.end, kind_of_head(head)[1]
        if head.word.endswith(tuple(_HOUSES)) and (match := _SQUAD.match(text, end)):
            if not _no_chain().search(match[0]):
                yield from uncut(start, match.end(), "org.chain", "government", FORMED)
        elif head.word.endswith(_SECOND_OF) and (match := _SECOND.match(text, end)):
            yield from uncut(start, match.end(), "org.second", kind, FORMED)
        elif kind in _TEAMED and (match := _TEAM.match(text, end)):
            what = match["what"]
            if text[start - 1 : start] != "驻" and (contest or what) and "支" not in (what or ""):
                yield from uncut(start, match.end(), "org.side", "team", FORMED)
                yield Candidate("INITIATIVE", start, match.end(), "org.side.idiom", decoy=True)
