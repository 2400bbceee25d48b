"""Names that a table or their form makes known without quotation marks: 接诉即办, 15分钟生活圈,
12345热线.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ..candidates import Candidate
from .before import signs_before
from .context import Context
from .quotes import positions_inside
from .vocabulary import alternatives, classed, head_starting

_LINE = re.compile("(?:[一-鿿]{2,8}?)?热线(?:平台)?")
_HOTLINE = re.compile(r"(?<![\d.])1(?:2[0-9]{3}|10|19|20|22)(?![\d.%])")
_CIRCLE = re.compile(
    "(?:一刻钟|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|半)(?:分钟|小时|公里))"
    "(?:[一-鿿]{1,9}?圈(?!子|层|养)|[一-鿿]{0,8}“[一-鿿]{1,6}圈”)"
)
"""15分钟健身圈, 一刻钟便民“生活圈”: what is to be reached within the time."""
_CIRCLE_STOP = re.compile("[的了在是和与及到后内就可能达车程左右]")


@cache
def _known_names() -> AhoCorasick:
    return AhoCorasick(sorted(classed("known_name")), matchkind=MatchKind.LeftmostLongest)


@cache
def _part_of() -> re.Pattern[str]:
    """春蕾计划|营养早餐项目, 西部计划|服务队: a longer name that a known one opens."""
    return re.compile(f"[一-鿿]{{0,8}}?(?:{alternatives('policy_head')}|项目|活动|平台|[务愿]队)")


_CALENDAR_DAY = re.compile("(?:全国|国家|国际|世界|中国).+日")


def _of_the_state(name: str) -> bool:
    """Whether a known name is a scheme of the state's (厕所革命, 农村厕所革命).

    >>> _of_the_state("农村厕所革命"), _of_the_state("千万工程")
    (True, False)
    """
    return not {name, name[2:]}.isdisjoint(classed("national") - classed("state_plain"))


@cache
def _no_name_after() -> re.Pattern[str]:
    """What makes another word, or a body's name, of a known term (爱国卫生运动|委员会)."""
    return re.compile(f"[贷办者]|{alternatives('known_goes_on')}")


def propose_known(context: Context) -> Iterator[Candidate]:
    """Known terms (接诉即办), alone and with the head noun that follows."""
    text = context.text
    inside = positions_inside(text, context.quotes)
    for _, start, end in _known_names().find_matches_as_indexes(text):
        before = text[start - 1 : start]
        if start in inside or before.isdigit() or (before and before in "第新"):
            continue
        if _no_name_after().match(text, end):
            continue
        around = {f"known.{k}": v for k, v in signs_before(context, start).items()}
        head = head_starting(text, end)
        if head is not None and head.strong:
            # 开展|全国科普日|活动: what is held on a day of the calendar.
            held = (
                _CALENDAR_DAY.fullmatch(text, start, end) is not None
                and head.word == "活动"
                and "known.before.launch" in around
            )
            prior = 8.0 if held else 3.0
            features = {"known": 1.0, "known.head": 1.0, "prior": prior, **around}
            stop = end + len(head.word)
            yield Candidate("INITIATIVE", start, stop, "initiative.known", {}, features)
        features = {"known": 1.0, "known.headed": float(head is not None), "prior": 2.5, **around}
        if _of_the_state(text[start:end]) and _part_of().match(text, end) is None:
            features["prior"] = 7.0
        yield Candidate("INITIATIVE", start, end, "initiative.known", {}, features)


def propose_circles(context: Context) -> Iterator[Candidate]:
    """Circles of service without marks around all of them (15分钟生活圈)."""
    text = context.text
    inside = positions_inside(text, context.quotes)
    for match in _CIRCLE.finditer(text):
        if match.start() in inside or _CIRCLE_STOP.search(match[0], 2, len(match[0]) - 1):
            continue
        features = {
            "circle": 1.0,
            "prior": 2.5,
            **{f"circle.{k}": v for k, v in signs_before(context, match.start()).items()},
        }
        yield Candidate(
            "INITIATIVE", *match.span(), "initiative.circle", {"kind": "programme"}, features
        )


def propose_hotlines(context: Context) -> Iterator[Candidate]:
    """Numbers that stand for a public service line: 12345热线, 12315."""
    text = context.text
    for match in _HOTLINE.finditer(text):
        start, end = match.span()
        tail = _LINE.match(text, end)
        features = {
            "prior": 2.5 if tail else -1.0,
            "hotline": 1.0,
            f"hotline={match[0]}": 1.0,
            "hotline.tail": float(tail is not None),
        }
        features.update({f"hotline.{k}": v for k, v in signs_before(context, start).items()})
        yield Candidate(
            "INITIATIVE",
            start,
            tail.end() if tail else end,
            "initiative.hotline",
            {"kind": "platform"},
            features,
        )
