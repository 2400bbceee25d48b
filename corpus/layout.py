"""Which line plays which part: the best path over a whole page, not line by line.

A page is a sequence of articles in the midst of furniture; an article is
kicker, headline, deck, byline, paragraphs with heads and captions between
them, and a foot byline.  Each line gets a score for every part it might play
(:mod:`.evidence`), each pair of neighbours a score for the step between
their parts (:func:`_step`), and :func:`decode` takes the best path.  Scores are rough
log-odds; only their differences matter.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from .captions import SCENE, tells_scene
from .evidence import NAMES_BODY, NEVER, STATES, TAIL_KINDS, emissions
from .lines import Line
from .printed import printed_date

# Which parts may follow which, with the price of the step where the lines say nothing.
_STEPS: dict[str, dict[str, float]] = {
    "J": {"J": 0.0, "R": 0.0, "K": -0.3, "T": 0.0, "B": -4.0, "Y": -4.0, "XC": -3.0},
    "R": {"R": 0.5, "J": -1.0, "K": -4.5, "T": -4.0},
    "K": {"K": -0.2, "T": 0.0, "B": -6.0},
    "T": {"T2": -0.5, "S": -0.8, "Y": 0.0, "M": 0.0, "B": 0.0, "XC": -0.8, "J": -3.5},
    "T2": {"T2": -0.8, "S": -0.8, "Y": 0.0, "M": 0.0, "B": 0.0, "XC": -0.8, "J": -3.5},
    "S": {"S": -1.2, "Y": 0.0, "M": 0.0, "B": 0.0, "XC": -0.8},
    "Y": {"Y": 0.0, "M": 0.0, "B": 0.3, "S": -2.0, "XC": -0.8},
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
_BODY = frozenset(("B", "C"))
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
    if before in _BODY:
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
    if after == "T2":
        # Two lines of one headline are set to about the same width.
        twins = abs(last.size - line.size) <= 3 and max(last.size, line.size) <= 11
        twins = twins or _parallel(last.text, line.text)
        score += 0.9 if twins else -1.4 if max(last.size, line.size) <= 12 else -2.2
        if line.gap:
            score -= 2.0
        if last.size + line.size > 60:
            score -= 1.5
        return score - KICKED * _kicks(last, line)
    if before in ("T", "T2") and after == "S":
        score += (0.4 if line.gap else 0.0) - KICKED * _kicks(last, line)
        if not line.dash:
            if before == "T2":
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
        return SOURCED if line.junk == "meta" else 0.5
    if after in ("K", "T") and before in ("J", "F", "A", "XC", "NC"):
        return 0.3 * min(line.gap, 1)
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


def _viterbi(
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


def _starts(path: list[str]) -> list[int]:
    """Where articles begin on a path."""
    found: list[int] = []
    before = "J"
    for i, state in enumerate(path):
        if state in ("K", "T"):
            if before not in ("K", "T", "M"):
                found.append(i)
        elif state in _BODY and before in ("J", "R", "F", "A"):
            found.append(i)
        before = state
    return found


def _style(rows: list[Line], path: list[str]) -> Style:
    """What the articles of the first reading have in common.

    Articles that end with a byline, or begin with a dateline, count for a rule
    of the page; it takes two of them, and three in four.
    """
    starts = _starts(path)
    signed = led = total = 0
    for begin, end in pairwise([*starts, len(path)]):
        states = path[begin:end]
        if not any(s in _BODY for s in states):
            continue
        total += 1
        first = begin + next(i for i, s in enumerate(states) if s in _BODY)
        led += bool(rows[first].lead)
        final = begin + max(i for i, s in enumerate(states) if s in _BODY)
        signed += "F" in states or rows[final].trailing is not None
    if total < 2:
        return Style()
    return Style(
        1.0 if signed >= 2 and signed >= 0.6 * total else 0.0,
        0.7 if led >= 2 and led >= 0.75 * total else 0.0,
    )


_DAY = re.compile("近日|日前|连日来|近期|[0-9]{1,2} ?日|[今昨当][日天晚]|[上本]周|本报讯|消息")
"""What news begin with: when it was."""


def _no_news(rows: list[Line], first: int, last: int) -> bool:
    """Whether a heading of these lines names nobody, and the text below does not say when.

    Of such headings behind a text in the train split 220 are section heads and 17 headlines; of
    the others 25 and 142.
    """
    below = rows[last + 1] if last + 1 < len(rows) else None
    return (
        below is not None
        and not below.lead
        and rows[first - 1].trailing is None
        and not any(NAMES_BODY.search(row.text) for row in rows[first : last + 1])
        and not _DAY.search(below.text[:24])
    )


def _doubtful_heads(path: list[str], rows: list[Line]) -> dict[int, float]:
    """Section heads that may be headlines, with how much worse a path without them may be.

    A head that is the only one of its article is sooner the headline of another;
    so are heads that are set just like the headline above them, a blank line
    before and none behind, with a single paragraph under each: a column of briefs.
    """
    doubtful: dict[int, float] = {}
    for begin, end in pairwise([*_starts(path), len(path)]):
        heads = [i for i in range(begin, end) if path[i] == "H"]
        if any(rows[i].numbered for i in heads) or all(_no_news(rows, i, i) for i in heads):
            continue
        if len(heads) == 1:
            if _may_open(rows, path, heads[0], begin):
                doubtful[heads[0]] = LONE_HEAD
            continue
        titles = [i for i in range(begin, end) if path[i] in ("T", "T2")]
        alike = titles and all(rows[i].gap and not rows[i].gap_after for i in heads)
        if not alike or rows[titles[-1]].gap_after:
            continue
        cuts = [titles[-1], *heads, end]
        if all(path[a:b].count("B") == 1 for a, b in pairwise(cuts)):
            doubtful.update(dict.fromkeys(heads, LIKE_HEADLINES))
    return doubtful


def _may_open(rows: list[Line], path: list[str], head: int, begin: int) -> bool:
    """Whether anything but its being alone says that a section head opens an article.

    A dateline, a byline or a picture behind it does, a byline at the end of the paragraph
    before, or that it is set like a headline: nearer to what follows than to what precedes.
    """
    behind = rows[head + 1 : head + 3]
    if any(row.lead or row.caption or row.junk == "meta" for row in behind):
        return True
    if rows[head - 1].trailing or rows[head].gap > rows[head].gap_after:
        return True
    if len(_starts(path)) > 1:
        return True  # the page holds several articles anyway
    return not any(state in ("T", "T2") for state in path[begin:head])


def _alike(one: Line, other: Line) -> bool:
    """Whether two lines are worded as heads of one article are: “约”出规矩, “演”出新风."""
    if abs(one.size - other.size) > 2:
        return False
    lefts = [re.split("[,、 ”]", line.text)[0] for line in (one, other)]
    cut = all(len(left) < line.size for left, line in zip(lefts, (one, other), strict=True))
    told = (
        one.text[0] == other.text[0],
        one.text[-1] == other.text[-1],
        cut and len(lefts[0]) == len(lefts[1]),
        one.size == other.size,
    )
    return sum(told) >= 3


def _rather_heads(rows: list[Line], path: list[str]) -> dict[int, float]:
    """Headlines behind a text that are rather its section heads, with what they lose for it.

    They are worded like another heading, or no news by what they and the text below say.
    """
    headings = [i for i, state in enumerate(path) if state in ("T", "H")]
    found: dict[int, float] = {}
    for i in headings[1:]:
        if path[i] != "T" or i + 1 == len(rows) or path[i + 1] != "B" or rows[i + 1].lead:
            continue
        if any(_alike(rows[i], rows[j]) for j in headings[1:] if j != i):
            found[i] = ALIKE
        first = i
        while first > 1 and path[first - 1] in ("K", "T"):
            first -= 1
        if _no_news(rows, first, i):
            found |= dict.fromkeys(range(first, i + 1), NO_NEWS)
    return found


def _rather_captions(rows: list[Line], path: list[str]) -> list[int]:
    """Section heads that say who does what on a picture, and are like no other head."""
    if len(_starts(path)) > 1:
        return []  # a headline says so too
    heads = [i for i, state in enumerate(path) if state == "H"]
    pictures = [i for i in heads if not rows[i].numbered and tells_scene(rows[i].text)]
    others = [rows[i] for i in heads if i not in pictures]
    return [i for i in pictures if not any(_alike(rows[i], other) for other in others)]


def _lone_meta(rows: list[Line], path: list[str]) -> int | None:
    """On a web page with one article, the line at which its text begins; else None.

    Source, time and the like stand once on such a page, at the headline; a
    newspaper's page has a masthead instead, a list of articles such a line each.
    """
    first = next((i for i, s in enumerate(path) if s in _BODY), None)
    if first is None or any(row.junk == "masthead" and row.size > 5 for row in rows):
        return None
    metas = [i for i, row in enumerate(rows) if row.junk == "meta"]
    above = [i for i in metas if i < first]
    if not above or above[-1] - above[0] > 4:
        return None
    if any(printed_date(rows[i].text) for i in metas if i > first):
        return None
    return first


def _unsigned(rows: list[Line]) -> bool:
    """Whether nothing below a page's first lines speaks of several articles.

    No dateline, no byline, no masthead, and a text of more than one paragraph (a column of
    briefs has none).  Of such pages of the train split 596 hold one article and 10 several,
    of the others 370 and 101.
    """
    if not any(
        above.sentences and row.sentences and min(above.size, row.size) > 40
        for above, row in pairwise(rows)
    ):
        return False
    return not any(row.wide for row in rows) and not any(
        (row.lead and not row.byline)
        or row.trailing
        or (row.byline and row.byline.names)
        or (row.junk == "masthead" and row.size > 5)
        for row in rows[2:]
    )


def _expect_one(scores: list[dict[str, float]], path: list[str]) -> None:
    """Lower the scores of headlines below the first text of a page."""
    first = next((i for i, state in enumerate(path) if state in _BODY), len(path))
    for found in scores[first + 1 :]:
        for state in ("K", "T"):
            if state in found:
                found[state] -= UNSIGNED


UNSIGNED = 1.4
"""Price of another headline on a page where nothing else speaks of another article."""
SINGLE = 2.2
"""Price of another headline on a web page that gives source and time for one article."""


def _expect_no_other(rows: list[Line], scores: list[dict[str, float]], first: int) -> None:
    """Lower the scores of headlines below line ``first``, on the page of one article."""
    twins = {
        i for i, (above, row) in enumerate(pairwise(rows)) if i > first and above.text == row.text
    }
    for i in range(first + 1, len(rows)):
        row, found = rows[i], scores[i]
        if {i, i - 1} & twins and row.size <= 40 and "XC" in found:
            found["XC"] = max(found["XC"], 2.0)  # a picture's alternative text, and its caption
        for state in ("K", "T"):
            if state in found:
                found[state] -= SINGLE
        if row.text.isdigit() and "NC" in found:
            found["NC"] += 2.0  # 01, 02: numbers of its sections, not of pages


ALIKE = 2.0
"""What a headline loses that is worded like another heading of the page."""
NO_NEWS = 3.0
"""What a headline loses that names nobody, over a text that does not say when."""
LONE_HEAD = 2.5
LIKE_HEADLINES = 1.0


def decode(rows: list[Line]) -> list[str]:
    """The part of every line on the best path, one of :data:`STATES` each.

    The page is read five times at most: once by itself, once knowing the page's own habits, once
    with less for headlines that are rather heads, once with more for heads that are rather
    captions, once without heads that look doubtful.
    """
    if not rows:
        return []
    scores = [emissions(row) for row in rows]
    score, path = _viterbi(rows, scores, Style())
    style = _style(rows, path)
    first, one = _lone_meta(rows, path), False
    if first is not None:
        _expect_no_other(rows, scores, first)
    elif one := _unsigned(rows):
        _expect_one(scores, path)
    if style != Style() or first is not None or one:
        score, path = _viterbi(rows, scores, style)
    if rather := _rather_heads(rows, path):
        for i, price in rather.items():
            for state in ("K", "T"):
                if state in scores[i]:
                    scores[i][state] -= price
        score, path = _viterbi(rows, scores, style)
    if pictures := _rather_captions(rows, path):
        for i in pictures:
            scores[i]["XC"] = max(scores[i].get("XC", 0.0), SCENE)
        score, path = _viterbi(rows, scores, style)
    if doubtful := _doubtful_heads(path, rows):
        other, without = _viterbi(rows, scores, style, doubtful)
        if other > score - sum(doubtful.values()):
            path = without
    return path
