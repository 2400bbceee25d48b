"""The parts of a numbered name, by the form of its numerals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import pairwise

from ....models.reader import Read
from ..shape import Shape, shape_of
from ..vocabulary import UP_TO_TEN, alternatives
from . import acrostic, beside, choose, figures, pairs, plainly
from .cells import Span
from .wanted import plain, wanted_of


@dataclass(frozen=True)
class Parts:
    """The parts of a formula as spans; ``complete`` when there are as many as it says.

    ``probability`` that they are exactly these, where they are a learnt choice.
    """

    spans: tuple[Span, ...]
    complete: bool
    probability: float | None = None


WINDOW = 4000
"""In longer texts than two of these, in characters, a name's parts are looked for in the three
around its first mention, so that articles of any length take linear time."""


def take_row(text: str, own: Sequence[Span], core: str) -> Parts | None:
    """The parts of a name without a numeral whose characters each open one (望闻问切)."""
    low = max(0, own[0][0] - WINDOW // 10)
    high = min(len(text), own[0][0] + 2 * WINDOW)
    near = [(start - low, end - low) for start, end in own if end <= high]
    here = text[low:high]
    found = beside.inside(here, near) or beside.noted(here, near)
    found = found or acrostic.parts_of(here, near, core)
    if found is None:
        return None
    return Parts(tuple((start + low, end + low) for start, end in found), True)


def take_apart(
    text: str, own: Sequence[Span], shape: Shape, read: Read | None = None
) -> Parts | None:
    """The parts of a name of this shape, whose mentions stand at ``own`` in ``text``.

    ``None`` when the article does not tell them: nothing is invented.  Of a name that counts
    several things one may be told alone (``complete`` is false then); its parts come in the
    order of the name, or of the text where they are told in turns.  ``read`` is asked where
    they are a learnt choice.
    """
    own = mentions_of(text, own)
    if len(text) <= 2 * WINDOW:
        return _sound(_take_apart(text, own, shape, read), text, own)
    # Windows in steps: neighbouring names share one, and what is cached for it.
    low = max(0, own[0][0] // WINDOW - 1) * WINDOW
    high = low + 3 * WINDOW
    line = text.rfind("\n", max(0, low - WINDOW), low)
    low = low if line < 0 else line
    near = [(start - low, end - low) for start, end in own if low <= start and end <= high]
    parts = _sound(_take_apart(text[low:high], near, shape, read), text[low:high], near)
    if parts is None:
        return None
    return replace(parts, spans=tuple((start + low, end + low) for start, end in parts.spans))


def _sound(parts: Parts | None, text: str, own: Sequence[Span]) -> Parts | None:
    """The parts, unless one is empty, beyond the text, or holds the name itself."""
    if parts is None or any(
        not 0 <= a < b <= len(text) or any(s < b and a < e for s, e in own) for a, b in parts.spans
    ):
        return None
    parts = _ended(text, parts)
    spans = tuple((a - (_RULES.match(text, a - 1) is not None), b) for a, b in parts.spans)
    parts = replace(parts, spans=spans)
    led = _LED.match(text, *parts.spans[0])
    if led is None or any(text.startswith(led[0][0], a) for a, _ in parts.spans[1:]):
        return parts
    (start, end), *others = parts.spans
    if end - led.end() < 2 or text[start - 1 : start] not in _BEFORE_LED:
        return parts
    return replace(parts, spans=((led.end(), end), *others))


def _ended(text: str, parts: Parts) -> Parts:
    """The parts with the last one without what the row is made: 爱家乡|为主题."""
    start, end = parts.spans[-1]
    alike = text[start] == "以" or any("为" in text[a:b] for a, b in parts.spans[:-1])
    made = None if alike else _MADE.search(text, start + 2, end)
    return replace(parts, spans=(*parts.spans[:-1], (start, made.start()))) if made else parts


_RULES = re.compile("[村乡寨屯社]规民约")
_MADE = re.compile(
    "为(?:主题|主要内容|内容|主线|重点|核心|抓手|支撑|依托|基础|支点|载体|补充|骨干|主体|保障|主)$"
)
_BEFORE_LED = ("，", ",", "：", ":", "（", "(", "即")
"""What stands before a word that leads to a row."""
_LED = re.compile("即?由|即")
"""What leads to a row and is not of its first part: …机制，即|楼长、网格员."""


def mentions_of(text: str, own: Sequence[Span]) -> list[Span]:
    """The mentions, and where what they quote stands without being one (五治 in “五治融合”)."""
    core = re.sub('^.*?[“‘"]|[”’"].*$', "", text[own[0][0] : own[0][1]])
    if 2 <= len(core) <= 3 and (counted := _count_off(text, core)):
        own = [span for span in own if span not in counted] or own
    if len(core) < 2 or text.count(core) == len(own):
        return sorted(own)
    more = [
        match.span()
        for match in re.finditer(f'(?<=[“‘"]){re.escape(core)}', text)
        if not any(s < match.end() and e > match.start() for s, e in own)
    ]
    return sorted([*own, *more])


def _count_off(text: str, core: str) -> list[Span]:
    """Where what looks like the name is the last of a row: 一问…二问…三问."""
    last = UP_TO_TEN.find(core[0])
    if last < 2 or any(UP_TO_TEN[k] + core[1:] not in text for k in range(1, last)):
        return []
    return [m.span() for m in re.finditer(f"(?<![“‘]){re.escape(core)}", text)]


def _take_apart(text: str, own: Sequence[Span], shape: Shape, read: Read | None) -> Parts | None:
    if shape.form == "code":
        named = [g for g in shape.groups if g.number is not None and not g.morpheme.isdigit()]
        inner = [shape_of(g.morpheme) for g in named]
        numbered = [i for i in inner if i is not None and i.form == "single"]
        if len(numbered) == 1 and len(named) == len(shape.groups):
            # 院委会+三员: only the numbered half has parts.
            return _take_apart(text, own, numbered[0], read)
    if shape.form in ("code", "figures"):
        spans = figures.parts_of(text, own, shape)
        return Parts(tuple(spans), True) if spans else None
    if shape.form in ("pair", "ones") and (told := beside.told(text, own, shape.groups)):
        return Parts(tuple(told), True)
    shape = plain(shape)
    if shape.form == "pair":
        pair = pairs.parts_of(text, own, shape.groups, read)
        return Parts(tuple(pair[0]), pair[1]) if pair else None
    if shape.form == "single":
        wanted, counts = shape.groups[0].number, shape.groups[0].morpheme
        if wanted is None or wanted < 2:
            return None
        return _chosen(text, own, wanted, counts, read)
    return None


def _marked(text: str, counts: str, parts: Sequence[Span]) -> bool:
    """Whether each stands in marks behind what is counted: 聚焦“台账管理”…, 聚焦“夜间值守”…."""
    lead = counts + "“"
    return all(text.endswith(lead, 0, a) and text.startswith("”", b) for a, b in parts)


_ONE = re.compile("一(?![致定样起直切般路])[^一]{2,}")
_LED_BY = re.compile("[”’]?[^。；;\n“”]{0,12}[:：，,(][^:：，,。；;、“”\\n]{0,4}")
_ENDED = re.compile("等?[”’]?[，,、。；;)\n]|$")


def _ones(text: str, own: Sequence[Span], parts: Sequence[Span]) -> bool:
    """Whether they end neighbouring clauses behind the name, from their 一 on.

    开展“五个一”活动：举办|一期座谈；制作|一批展板；….
    """
    led = any(_LED_BY.fullmatch(text, end, parts[0][0]) for _, end in own if end < parts[0][0])
    near = all(c - b <= 5 and "。" not in text[b:c] for (_, b), (c, _) in pairwise(parts))
    return (
        led
        and near
        and all(_ONE.fullmatch(text, a, b) is not None and _ENDED.match(text, b) for a, b in parts)
    )


def _chosen(
    text: str, own: Sequence[Span], number: int, counts: str, read: Read | None
) -> Parts | None:
    def counted_through(parts: Sequence[Span]) -> bool:
        """Whether they are the first, the second … with what it does: 第一杯茶|静心."""
        firsts = [f"第{ordinal}{counts}" for ordinal in UP_TO_TEN[1 : number + 1]]
        return all(
            text.startswith(first, a, b) and b - a > len(first)
            for first, (a, b) in zip(firsts, parts, strict=False)
        )

    def sure(parts: Sequence[Span]) -> bool:
        return counted_through(parts) or _marked(text, counts, parts)

    found = choose.parts_of(text, own, number, counts, sure=sure, read=read)
    if not found.parts and counts == "个一":
        found = choose.parts_of(text, own, number, counts, partial(_ones, text, own), bool, read)
    told = plainly.told(text, own, number, counts, found.parts)
    if told is not None:
        return Parts(tuple(told), True)
    if not found.parts:
        return None
    parts = _undone(text, found.parts) if counts == "个一" else found.parts
    parts = plainly.things(text, wanted_of(own, number, counts), parts)
    return Parts(parts, True, found.probability)


@cache
def _done() -> re.Pattern[str]:
    purpose = "(?:用于|用来|供(?![应给电水气热暖货销需氧养餐]))[^，]{2,}"
    return re.compile(f"一[^次场回].{{2,}}?(?P<done>{alternatives('one_done')}|{purpose})")


def _undone(text: str, parts: Sequence[Span]) -> tuple[Span, ...]:
    """Each of six 一 without what is done with it: 一批展板|巡回展出, 一本村史|供游客阅读."""
    done = [_done().fullmatch(text, a, b) for a, b in parts]
    return tuple((a, m.start("done") if m else b) for (a, b), m in zip(parts, done, strict=True))
