"""Which line plays which part: the best path over a whole page, not line by line.

A page is a sequence of articles in the midst of furniture; an article is
kicker, headline, deck, byline, paragraphs with heads and captions between
them, and a foot byline.  :func:`decode` takes the best path over a page
(:mod:`.paths`), looks at what it says of the page as a whole, and reads the
page again with that knowledge.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from ..seeds.table import either
from .captions import SCENE, tells_scene
from .evidence import NAMES_BODY, emissions
from .lines import Line
from .paths import BODY, Style, best_path
from .printed import printed_date


def _starts(path: list[str]) -> list[int]:
    """Where articles begin on a path."""
    found: list[int] = []
    before = "J"
    for i, state in enumerate(path):
        if state in ("K", "T"):
            if before not in ("K", "T", "M"):
                found.append(i)
        elif state in BODY and before in ("J", "R", "F", "A"):
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
        if not any(s in BODY for s in states):
            continue
        total += 1
        first = begin + next(i for i, s in enumerate(states) if s in BODY)
        led += bool(rows[first].lead)
        final = begin + max(i for i, s in enumerate(states) if s in BODY)
        signed += "F" in states or rows[final].trailing is not None
    if total < 2:
        return Style()
    return Style(
        1.0 if signed >= 2 and signed >= 0.6 * total else 0.0,
        0.7 if led >= 2 and led >= 0.75 * total else 0.0,
    )


_DAY = re.compile("近日|日前|连日来|近期|[0-9]{1,2} ?日|[今昨当][日天晚]|[上本]周|本报讯|消息")
"""What news begin with: when it was."""


def _under_picture(row: Line) -> bool:
    """Whether a short line with a credit stands under a picture amid the text, and ends nothing."""
    return row.caption >= 3 and row.size <= 40


def _no_news(rows: list[Line], first: int, last: int) -> bool:
    """Whether a heading of these lines names nobody, and the text below does not say when.

    Of such headings behind a text in the train split 220 are section heads and 17 headlines; of
    the others 25 and 142.
    """
    below = rows[last + 1] if last + 1 < len(rows) else None
    return (
        below is not None
        and not below.lead
        and (rows[first - 1].trailing is None or _under_picture(rows[first - 1]))
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
        if any(rows[i].numbered or rows[i].headed for i in heads) or all(
            _no_news(rows, i, i) for i in heads
        ):
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


def _same_opening(one: Line, other: Line) -> bool:
    """Whether two lines begin with one word and are as long: 聚焦基层治理, 聚焦民生实事."""
    return one.size == other.size and one.text[:2] == other.text[:2] and one.text != other.text


def _rather_heads(rows: list[Line], path: list[str]) -> dict[int, float]:
    """Headlines behind a text that are rather its section heads, with what they lose for it.

    They are worded like another heading, or no news by what they and the text below say.
    """
    headings = [i for i, state in enumerate(path) if state in ("T", "H")]
    found: dict[int, float] = {}
    groups: list[range] = []
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
        groups.append(range(first, i + 1))
    heads = [i for i, state in enumerate(path) if state == "H" or i in found]
    for group in groups:
        if len(group) > 1 and any(_same_opening(rows[group[0]], rows[j]) for j in heads):
            found |= dict.fromkeys(group, NO_NEWS)
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
    first = next((i for i, s in enumerate(path) if s in BODY), None)
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
    first = next((i for i, state in enumerate(path) if state in BODY), len(path))
    for found in scores[first + 1 :]:
        for state in ("K", "T"):
            if state in found:
                found[state] -= UNSIGNED


def _expect_text(rows: list[Line], scores: list[dict[str, float]]) -> bool:
    """Lower the scores of headlines right behind the time that stands under one; whether any is."""
    at = next((i for i, row in enumerate(rows) if row.over_time), None)
    if at is None:
        return False
    for row, found in zip(rows[at + 2 :], scores[at + 2 :], strict=True):
        if row.sentences or row.size > 24:
            break
        for state in ("K", "T", "T2"):
            if state in found:
                found[state] -= UNDER_TIME
    return True


UNDER_TIME = 2.5
"""Price of a short line as a headline under the time that stands under one."""
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
                found[state] -= SINGLE * (1 + row.bottom)  # below the last text it heads none
        if row.text.isdigit() and "NC" in found:
            found["NC"] += 2.0  # 01, 02: numbers of its sections, not of pages


ALIKE = 2.0
"""What a headline loses that is worded like another heading of the page."""
NO_NEWS = 3.0
"""What a headline loses that names nobody, over a text that does not say when."""
LONE_HEAD = 2.5
LIKE_HEADLINES = 1.0


@cache
def _signature() -> re.Pattern[str]:
    """A line that is a body's name."""
    return re.compile(f"[一-鿿“”·()]{{2,30}}(?:{either('page_words.tsv', 'body_end')})")


def _signed(rows: list[Line], path: list[str]) -> list[str]:
    """The path where bodies and a day under a text sign it, and are no next headline.

    What follows (an annex) is read on by itself.
    """
    done = list(path)
    for at, row in enumerate(rows):
        if not (row.text.endswith("日") and row.size <= 14 and printed_date(row.text)):
            continue
        first = at
        while first and _signature().fullmatch(rows[first - 1].text):
            first -= 1
        text = first - 1
        while text > 0 and done[text] in ("J", "NC"):
            text -= 1  # a telephone number
        if first == at or text < 1 or done[text] not in BODY:
            continue
        if at + 1 < len(rows) and done[at + 1] in BODY and rows[at + 1].sentences:
            continue  # a headline over its day and its text
        done[text + 1 : at] = ["NC"] * (first - text - 1) + ["B"] * (at - first)
        done[at] = "J"
        if done[at + 1 : at + 2] in (["T2"], ["S"]):
            done[at + 1] = "T"
    return done


def _below_bylines(path: list[str]) -> list[str]:
    """The path where what follows a byline that opens an article is its headline."""
    done = list(path)
    for at, state in enumerate(path):
        if state != "Y" or (at and path[at - 1] not in ("J", "R")):
            continue
        below = at
        while below < len(path) and path[below] == "Y":
            below += 1
        if path[below : below + 2] in (["H", "B"], ["S", "B"]):
            done[below] = "T"
    return done


def decode(rows: list[Line]) -> list[str]:
    """The part of every line on the best path, one of :data:`.evidence.STATES` each.

    The page is read five times at most: once by itself, once knowing the page's own habits, once
    with less for headlines that are rather heads, once with more for heads that are rather
    captions, once without heads that look doubtful.
    """
    if not rows:
        return []
    scores = [emissions(row) for row in rows]
    score, path = best_path(rows, scores, Style())
    style = _style(rows, path)
    headed = _expect_text(rows, scores)
    first, one = _lone_meta(rows, path), False
    if first is not None:
        _expect_no_other(rows, scores, first)
    elif one := _unsigned(rows):
        _expect_one(scores, path)
    if style != Style() or first is not None or one or headed:
        score, path = best_path(rows, scores, style)
    if rather := _rather_heads(rows, path):
        for i, price in rather.items():
            for state in ("K", "T"):
                if state in scores[i]:
                    scores[i][state] -= price
        score, path = best_path(rows, scores, style)
    if pictures := _rather_captions(rows, path):
        for i in pictures:
            scores[i]["XC"] = max(scores[i].get("XC", 0.0), SCENE)
        score, path = best_path(rows, scores, style)
    if doubtful := _doubtful_heads(path, rows):
        other, without = best_path(rows, scores, style, doubtful)
        if other > score - sum(doubtful.values()):
            path = without
    return _below_bylines(_signed(rows, path))
