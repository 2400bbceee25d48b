"""Nouns behind a closing quotation mark that no table lists, by what they are made like.

“会昌夜话”客家山歌围炉会, “贡水丰年”山货展卖: what is held, where it is done and what is done
have names without end, but few last characters.
"""

from __future__ import annotations

import re
from functools import cache

from .segmented import tokens
from .vocabulary import HeadWord, alternatives, classed

_KINDS = {"event": "campaign", "spot": "platform", "act": "campaign"}
LONGEST = 9
"""Longest run that may be a name's end; longer ones are half sentences."""
_SHORT = 4
"""Longest run that ends in a coined verb; longer ones end in people's names as often."""
_COUNTS = re.compile("[0-9一二两三四五六七八九十百千几多各]+余?[个项种类场名次批款位条大]")
_SENTENCE = re.compile("[^一-鿿]|[到进往向给跟去来送](?=.)")
"""What no noun holds: other characters, verbs with their object (党员|到社区领岗)."""


@cache
def _never() -> re.Pattern[str]:
    """How a run ends that is said of a name: people, bodies, 目标, 工作, meetings about it."""
    return re.compile(f"(?:{alternatives('open_never', 'held_for')})$")


def _sort(run: str) -> str | None:
    cut = tokens(run)
    last = cut[-1]
    if len(run) > 2 and run[-1] in classed("open_event"):
        return "event"
    if len(run) > 2 and run[-1] in classed("open_spot"):
        return "spot"
    # 展示, 管理; 传|习, 帮|带: verbs used as nouns, in the dictionary or coined.
    single = len(cut) > 1 and len(last.text) == len(cut[-2].text) == 1 and len(run) <= _SHORT
    coined = single and {last.kind, cut[-2].kind} <= {"U", "V"}
    return "act" if coined or (last.kind == "VN" and len(run) <= 6) else None


def open_head(run: str) -> HeadWord | None:
    """What a whole run behind a quotation names, if it is made like an event, a spot or an act.

    >>> open_head("客家山歌围炉会").strength, open_head("山货展卖").strength
    ('open.event', 'open.act')
    >>> open_head("优秀指导员") is None
    True
    """
    if not 2 <= len(run) <= LONGEST or _never().search(run) or _COUNTS.match(run):
        return None
    if _SENTENCE.search(run) or any(t.kind in "FL" for t in tokens(run)[:-1]):
        return None
    sort = _sort(run)
    return HeadWord(run[-2:], _KINDS[sort], f"open.{sort}") if sort else None
