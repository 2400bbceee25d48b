"""Teams by how a sentence names them: in quotation marks (“蓝围裙帮厨队”), where they are set up
(组成护林防汛突击队), in a series that tells them one by one (红色是爱心小队，黄色是…)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..candidates import Candidate
from ..readings import CLEAR
from ..refusals import refused

_TEAM = "(?<![编团部军球梯乐车国大中支])队(?![伍员长友列形])"
_BAND = "(?:帮帮|管家|宣讲|调解|义工|志愿|服务|智囊|议事|评议|巡防|顾问)团"
_QUOTED = re.compile(f"(?<!评)(?<!评为)(?<!荣获)“(?P<team>[一-鿿]{{3,12}}(?:{_TEAM}|{_BAND}))”")
_SET_UP = re.compile(
    "(?:组成|组建|成立)(?:[了起的]|一支){0,2}"
    f"(?P<team>(?![支个]|由|以)[一-鿿]{{5,11}}?{_TEAM})(?=[，。；、：,;“]|对|进|下|为|到|深|走|在|开|引|帮|定|常|把|随)"
)
_TOLD = re.compile(f"(?:是|为|[—:：-])(?P<team>[一-鿿]{{2,9}}{_TEAM})(?=[，。；、;,）)])")
_NO_TEAM = re.compile(
    "[的了由和与及是在为将把各每等个支名]|[一二两三四五六七八九十几多]支|单位|多[支个]|梯队|战胜|击败|[村镇县市]级|常态化"
)
_NEAR = 60
"""Two of a series stand within so many characters."""


def teams(text: str) -> Iterator[Candidate]:
    """All of this module's candidates."""
    if "队" not in text and "团" not in text:
        return
    for pattern in (_QUOTED, _SET_UP):
        for match in pattern.finditer(text):
            if not _NO_TEAM.search(match["team"]):
                yield from _team(text, *match.span("team"))
    told = [m for m in _TOLD.finditer(text) if not _NO_TEAM.search(m["team"])]
    for match in told:
        near = [m for m in told if abs(m.start() - match.start()) <= _NEAR]
        if len(near) > 1 and len({m[0][0] for m in near}) == 1:
            yield from _team(text, *match.span("team"), told=True)


def _team(text: str, start: int, end: int, *, told: bool = False) -> Iterator[Candidate]:
    """The team, unless no name can be here."""
    if told or not refused(text, start, end):
        yield Candidate("ORG", start, end, "org.team", {"kind": "team"}, CLEAR)
        yield Candidate("INITIATIVE", start, end, "org.team.idiom", decoy=True)
