"""The best path over a page's lines: what the step from one part to the next costs.

Each line has a score for every part it might play (:mod:`.evidence`), each pair of
neighbours a score for the step between their parts (:func:`_step`); :func:`best_path` takes
the path with the highest sum.  Scores are rough log-odds; only their differences matter.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from .evidence import NAMES_BODY, NEVER, STATES, TAIL_KINDS
from .lines import Line

# Which parts may follow which, with the price of the step where the lines say nothing.
_STEPS: dict[str, dict[str, float]] = {
    "J": {"J": 0.0, "R": 0.0, "K": -0.3, "T": 0.0, "B": -4.0, "Y": -4.0, "XC": -3.0},
    "R": {"R": 0.5, "J": -1.0, "K": -4.5, "T": -4.0},
    "K": {"K": -0.2, "T": 0.0, "B": -6.0},
    "T": {
        "T2": -0.5, "S": -0.8, "Y": 0.0, "M": 0.0, "B": 0.0, "XC": -0.8, "J": -3.5, "H": -0.8,
    },
    "T2": {
        "T2": -0.8, "S": -0.8, "Y": 0.0, "M": 0.0, "B": 0.0, "XC": -0.8, "J": -3.5, "H": -0.8,
    },
    "S": {"S": -1.2, "Y": 0.0, "M": 0.0, "B": 0.0, "XC": -0.8, "H": -0.8},
    "Y": {"Y": 0.0, "M": 0.0, "B": 0.3, "S": -2.0, "XC": -0.8, "H": -2.5},
    "M": {"M": 0.0, "Y": 0.0, "S": -2.0, "B": 0.0, "XC": -0.8, "T": -4.0, "H": -1.0},
    "B": {
        "B": 0.0, "C": 0.0, "H": -0.8, "XO": 0.0, "XC": -0.3, "NO": 0.0, "NC": -0.3,
        "F": 0.0, "K": -3.0, "T": -3.0, "J": -0.3, "R": 0.0,
    },
    "C": {
        "B": 0.0, "C": 0.0, "H": -0.8, "XO": 0.0, "XC": -0.3, "NO": 0.0, "NC": -0.3,
        "F": 0.0, "K": -3.0, "T": -3.0, "J": -0.3, "R": 0.0,
    },
    "H": {"H": -1.0, "B": 0.0, "XC": -0.8, "NC": -0.5},
    "XO": {"XO": -1.0, "C": 0.0, "NO": -0.5, "B": -3.0},
    "XC": {
        "XC": -0.3, "B": 0.0, "H": -0.8, "NC": -0.3, "F": 0.0, "K": -2.2, "T": -2.0, "J": 0.0,
        "R": 0.0, "Y": -0.5,
    },
    "NO": {"NO": -0.3, "C": 0.0, "XO": -0.5, "B": -3.0},
    "NC": {
        "NC": -0.3, "B": 0.0, "H": -0.8, "XC": -0.3, "F": -0.3, "K": -2.6, "T": -2.4, "J": 0.0,
        "R": 0.0,
    },
    "F": {"F": 0.2, "A": 0.0, "J": 0.0, "R": 0.0, "K": 0.0, "T": 0.0, "B": -4.5},
    "A": {"A": -0.3, "F": -0.3, "J": 0.0, "R": 0.0, "K": 0.0, "T": 0.0, "B": -4.5},
}  # fmt: skip
_START = {"J": 0.0, "K": -0.2, "T": 0.0, "B": -2.0, "Y": -2.0, "XC": -4.0}
_END = dict.fromkeys(("J", "R", "B", "C", "F", "A", "XC", "NC"), 0.0) | {
    "T": -2.0, "T2": -2.0, "S": -2.0, "H": -3.0, "XO": -2.0, "NO": -2.0, "Y": -2.0, "M": -2.0,
}  # fmt: skip
_BEFORE = {s: tuple((p, c[s]) for p, c in _STEPS.items() if s in c) for s in STATES}
BODY = frozenset(("B", "C"))
"""The parts that a text is made of."""
_HEADER = frozenset(("T", "T2", "S", "Y", "M"))


def _parallel(first: str, second: str) -> bool:
    """Whether two lines repeat a phrase: 订单回来了, 工人回来了没有."""
    return max(len(first), len(second)) <= 16 and any(
        first[i : i + 3] in second for i in range(len(first) - 2)
    )


def _boundary(line: Line) -> float:
    """What the blank lines around a heading say for a new article rather than a head.

    Where paragraphs follow each other without blank lines, a blank line parts
    articles; where every paragraph has as many, they do not.
    """
    if line.tight:
        return (2.4 if line.gap_after == 0 else 1.2) if line.gap else -1.0
    if line.gap >= 2 and line.gap > line.usual:
        return 0.5
    return 0.8 if line.gap and line.gap_after == 0 else 0.0


@dataclass(frozen=True)
class Style:
    """How this page sets its articles, learnt from a first reading of it."""

    signed: float = 0.0  # price of an article that ends without a byline
    led: float = 0.0  # price of an article that begins without a dateline


def _imprint(line: Line) -> bool:
    """Whether a line above the first text says who runs the site (主办：…): no tail of links."""
    return line.top and line.junk == "copyright"


def _step(before: str, after: str, last: Line, line: Line, style: Style) -> float:
    """What the two lines say for or against the step between their parts."""
    score = 0.0
    if after == "R" and before != "R" and (line.junk not in TAIL_KINDS or _imprint(line)):
        return NEVER
    if after == "XC" and before == "J" and not last.top:
        return NEVER  # a picture opens the first article at most
    if after == "J" and before != "J" and not line.junk and not line.top:
        # Unknown lines are furniture in the company of furniture only.
        score -= 3.0
    if before in BODY:
        closed = not last.open
        if after in ("XO", "NO"):
            if not last.open:
                return NEVER
            marked = line.caption or line.junk
            return 0.5 if marked or last.size >= 25 else -2.5
        if after == "C":
            if last.open:
                score += 1.0
            elif last.full and line.gap == 0 and line.indent == 0:
                score -= 0.5
            else:
                return NEVER
            if line.indent >= 2 and last.indent != line.indent:
                score -= 3.0
            if line.gap > 1:
                score -= 0.3
            if last.full:
                score += 1.0
            else:
                score += line.join
                if last.size < 30:
                    # A short line that stops is sooner a heading than half a sentence.
                    score += line.join - (2.0 if last.size >= 12 else 3.5)
            if line.lead:
                score -= 3.0
            return score
        if after == "B":
            if last.open:
                score -= 2.5 + 0.5 * line.join
            if last.full and line.gap == 0 and line.indent == 0:
                score -= 0.7
            if line.lead:
                score -= 2.5
            if last.trailing:
                score -= 2.5
            return score
        if after in ("XC", "NC"):
            return 0.0 if closed else -1.5
        if after == "H":
            score -= 0.0 if closed else 3.0
            if last.trailing:
                score -= 2.5
            return score - 0.5 * _boundary(line)
        if after in ("K", "T"):
            if not closed:
                score -= 4.0
            score += 2.4 if last.trailing else -style.signed
            return score + _boundary(line)
        if after == "F":
            return 0.0 if closed else -1.0
        if after in ("J", "R"):
            return score if closed else score - 1.5
        return score
    if after == "C":  # from XO, NO
        if line.indent >= 2:
            score -= 2.0
        return score + 1.0 + line.join_over
    if before == "H" and after == "B":
        return (-3.0 if line.lead else 0.0) - 0.5 * max(line.join, 0.0)
    if after == "B":
        if before in _HEADER or before == "J":
            score += 1.5 if line.lead else -style.led
            if line.open and line.size < 20:
                score -= 2.0
        elif before in ("XC", "NC") and line.lead:
            score -= 0.5
        return score
    if after in ("T2", "S") and last.text == line.text:
        return NEVER  # the headline again
    if after == "T2":
        # Two lines of one headline are set to about the same width.
        twins = abs(last.size - line.size) <= 3 and max(last.size, line.size) <= 11
        twins = twins or _parallel(last.text, line.text)
        both = last.couplet and line.couplet
        score += (
            2.0 if both else 0.9 if twins else -1.4 if max(last.size, line.size) <= 12 else -2.2
        )
        if line.gap:
            score -= 2.0
        if last.size + line.size > 60:
            score -= 1.5
        return score - KICKED * _kicks(last, line)
    if before in ("T", "T2") and after == "S":
        score += (0.4 if line.gap else 0.0) - KICKED * _kicks(last, line)
        if not line.dash:
            if before == "T2" and not last.couplet:
                score -= 1.6  # of three such lines the first is sooner a kicker
            if line.size >= 1.35 * last.size:
                score += 0.8
            elif line.size < 12:
                score -= 0.7
        return score
    if before == "K" and after == "K":
        return 0.0 if line.kicker else -0.8 - 0.5 * bool(line.gap)
    if before == "K" and after == "T":
        score += 0.3 if line.gap else 0.0
        if last.size <= 8 and line.size >= last.size + 3:
            score += 0.8
        return score + KICKED * _kicks(last, line)
    if before in ("T", "T2", "S", "Y") and after == "M":
        return SOURCED if line.junk == "meta" and not last.junk else 0.5
    if after in ("K", "T") and before in ("J", "F", "A", "XC", "NC"):
        return 0.3 * min(line.gap, 1)
    if before in ("T", "T2", "S") and after == "H":
        return 0.0 if line.headed else NEVER  # ■东门社区:暖心服务
    if before == "M" and after == "H":
        # Right under source and time a head stands, or else the headline below a site's name.
        return -2.0 if NAMES_BODY.search(line.text) or line.size > 20 else 0.0
    if before == "H" and after == "H":
        # 提“善治之笔”, | 绘齐抓共管“底色”: a head in two lines.
        broken = last.text[-1] in ",、" and line.text[-1] not in ",、;。"
        return UNFINISHED if broken and max(last.size, line.size) <= 20 else 0.0
    return score


_ACTOR = re.compile(r"[一-鿿]{2,12}:")


def _kicks(above: Line, line: Line) -> bool:
    """Whether the upper of two lines of a heading is plainly its kicker.

    It ends in a dash (某县抓党建兴产业——), or names nobody over a line that begins with who
    it is about (山乡新景 | 云岭柏塘镇：…).
    """
    if above.text.endswith("--"):
        return True
    return (
        bool(_ACTOR.match(line.text))
        and ":" not in above.text
        and not NAMES_BODY.search(above.text)
        and above.size <= line.size + 2
    )


KICKED = 1.5
"""What that tells."""
SOURCED = 2.5
"""What source and time right under it tell for a headline."""
UNFINISHED = 4.0
"""What a comma at its end tells for a head that goes on in the next line, where it tells against a
heading of one line."""

BEAM = 10.0
"""Readings this much worse than the best one so far are given up."""


def best_path(
    rows: list[Line],
    scores: list[dict[str, float]],
    style: Style,
    no_head: Collection[int] = (),
) -> tuple[float, list[str]]:
    """Best path and its score; the lines ``no_head`` may not be section heads."""
    first = scores[0]
    best = {s: price + first[s] for s, price in _START.items() if s in first}
    back: list[dict[str, str]] = []
    for i in range(1, len(rows)):
        last, line = rows[i - 1], rows[i]
        now: dict[str, float] = {}
        pointers: dict[str, str] = {}
        for s, emission in scores[i].items():
            if s == "H" and i in no_head:
                continue
            top, which = NEVER, "J"
            for p, price in _BEFORE[s]:
                if p in best:
                    value = best[p] + price + _step(p, s, last, line, style)
                    if value > top:
                        top, which = value, p
            if top > NEVER / 2:
                now[s] = top + emission
                pointers[s] = which
        floor = max(now.values()) - BEAM
        best = {s: value for s, value in now.items() if value >= floor}
        back.append(pointers)
    score, end = max((score + _END.get(s, NEVER), s) for s, score in best.items())
    path = [end]
    for pointers in reversed(back):
        path.append(pointers[path[-1]])
    path.reverse()
    return score, path
