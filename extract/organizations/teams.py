"""Teams by how a sentence names them: in quotation marks (“蓝围裙帮厨队”), where they are set up
(组成护林防汛突击队), in a series that tells them one by one (红色是爱心小队，黄色是…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ...seeds.table import either
from ..candidates import Candidate
from ..readings import CLEAR, FORMED
from ..refusals import refused

_TEAM = "(?<![编团部军球梯乐车国大中支])队(?![伍员长友列形])"
_SET_UP = re.compile(
    "(?:组成|组建|成立)(?:[了起的]|一支){0,2}"
    f"(?P<team>(?![支个]|由|以)[一-鿿]{{5,11}}?{_TEAM})(?=[，。；、：,;“对进下为到深走在开引帮定常把随])"
)
_TOLD = re.compile(f"(?:是|为|[—:：-])(?P<team>[一-鿿]{{2,9}}{_TEAM})(?=[，。；、;,）)])")
_GROUP = re.compile(
    "(?:成立|组建|设立|设起|组成|抽调[一-鿿]{2,12}组成|成立起|建起)(?:了|起)?"
    "(?P<team>(?![了起由以])[一-鿿“”A-Za-z0-9、]{3,24}?(?:领导小组|专项小组|工作专班|专班|领导组|指挥部))"
    "(?=[，。；,;]|和|并|，|下设|负责|统筹|办公室设)"
)
"""A group that a place sets up for one task (成立防台风工作领导小组)."""


@cache
def _no_group() -> re.Pattern[str]:
    """What is no name of a group: who leads it, or its kind alone."""
    return re.compile(
        f"[的由任为了与将]|{either('org_context.tsv', 'group_led')}|^"
        f"(?:{either('org_context.tsv', 'group_plain')}|[一二三四五六七八九十两0-9]+个)*"
        "(?:工作)?(?:领导小组|专项小组|工作专班|专班|领导组|指挥部)$"
    )


_NO_TEAM = re.compile(
    "[的了由和与及是在为将把各每等个名]|支(?![书部援前])|[一二两三四五六七八九十几多]支|单位|梯队|战胜|击败|[村镇县市]级|常态化"
)
_NEAR = 60
"""Two of a series stand within so many characters."""


@cache
def _quoted() -> re.Pattern[str]:
    """A team or a band of helpers in quotation marks, and no honour."""
    bands = either("org_context.tsv", "band")
    return re.compile(
        f'(?<!评)(?<!评为)(?<!荣获)[“‘"](?P<team>[一-鿿0-9]{{3,12}}(?:{_TEAM}|(?:{bands})团))[”’"]'
    )


def teams(text: str) -> Iterator[Candidate]:
    """All of this module's candidates."""
    if not any(sign in text for sign in "队团组班部"):
        return
    for pattern in (_quoted(), _SET_UP):
        for match in pattern.finditer(text):
            span = match.span("team")
            if not _NO_TEAM.search(match["team"]) and not refused(text, *span):
                yield from _body(*span)
    for match in _GROUP.finditer(text):
        span = match.span("team")
        if not _no_group().search(match["team"]) and not refused(text, *span):
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
