"""Teams by how a sentence names them: in quotation marks (“蓝围裙帮厨队”), where they are set up
(组成护林防汛突击队), in a series that tells them one by one (红色是爱心小队，黄色是…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..candidates import Candidate
from ..readings import CLEAR, FORMED
from ..refusals import refused

_TEAM = "(?<![编团部军球梯乐车国大中支])队(?![伍员长友列形])"
_BAND = "(?:帮帮|管家|宣讲|调解|义工|志愿|服务|智囊|议事|评议|巡防|顾问|故事|唠嗑|劝和|巡讲|讲师)团"
_QUOTED = re.compile(
    f'(?<!评)(?<!评为)(?<!荣获)[“‘"](?P<team>[一-鿿0-9]{{3,12}}(?:{_TEAM}|{_BAND}))[”’"]'
)
_SET_UP = re.compile(
    "(?:组成|组建|成立)(?:[了起的]|一支){0,2}"
    f"(?P<team>(?![支个]|由|以)[一-鿿]{{5,11}}?{_TEAM})(?=[，。；、：,;“]|对|进|下|为|到|深|走|在|开|引|帮|定|常|把|随)"
)
_TOLD = re.compile(f"(?:是|为|[—:：-])(?P<team>[一-鿿]{{2,9}}{_TEAM})(?=[，。；、;,）)])")
_GROUP = re.compile(
    "(?:成立|组建|设立|设起|组成|抽调[一-鿿]{2,12}组成|成立起|建起)(?:了|起)?"
    "(?P<team>(?![了起由以])[一-鿿“”A-Za-z0-9、]{3,24}?(?:领导小组|专项小组|工作专班|专班|领导组|指挥部))"
    "(?=[，。；,;]|和|并|，|下设|负责|统筹|办公室设)"
)
"""A group that a place sets up for one task (成立防台风工作领导小组)."""
_NO_GROUP = re.compile(
    "[的由任为了与将]|领导的|挂帅|牵头|担任|一把手|书记|县长|镇长|主任"
    "|^(?:工作|专项|专门|相应|专题|联合|临时|综合|推进|项目|攻坚|协调|统筹|党建|服务|活动|建设|一个|多个|各类|两级|[一二三四五六七八九十两0-9]+个)*(?:工作)?(?:领导小组|专项小组|工作专班|专班|领导组|指挥部)$"
)
_NO_TEAM = re.compile(
    "[的了由和与及是在为将把各每等个名]|支(?![书部援前])|[一二两三四五六七八九十几多]支|单位|梯队|战胜|击败|[村镇县市]级|常态化"
)
_NEAR = 60
"""Two of a series stand within so many characters."""


def teams(text: str) -> Iterator[Candidate]:
    """All of this module's candidates."""
    if not any(sign in text for sign in "队团组班部"):
        return
    for pattern in (_QUOTED, _SET_UP):
        for match in pattern.finditer(text):
            span = match.span("team")
            if not _NO_TEAM.search(match["team"]) and not refused(text, *span):
                yield from _body(*span)
    for match in _GROUP.finditer(text):
        span = match.span("team")
        if not _NO_GROUP.search(match["team"]) and not refused(text, *span):
            yield from _body(*span, "org.group_set", "government", FORMED)
    told = [m for m in _TOLD.finditer(text) if not _NO_TEAM.search(m["team"])]
    for match in told:
        near = [m for m in told if abs(m.start() - match.start()) <= _NEAR]
        if len(near) > 1 and len({m[0][0] for m in near}) == 1:
            yield from _body(*match.span("team"))


def _body(
    start: int,
    end: int,
    rule: str = "org.team",
    kind: str = "team",
    features: Mapping[str, float] = CLEAR,
) -> Iterator[Candidate]:
    """A team or group, which is no initiative."""
    yield Candidate("ORG", start, end, rule, {"kind": kind}, features)
    yield Candidate("INITIATIVE", start, end, "org.team.idiom", decoy=True)
