"""What a single line says about the part it may play on a page: scores, rough log-odds."""

from __future__ import annotations

import re

from .lines import Line

STATES = (
    "J",  # page furniture between articles
    "R",  # a tail of links: everything in it is furniture
    "K",  # kicker
    "T",  # headline
    "T2",  # the headline's further lines
    "S",  # deck
    "Y",  # byline under the headline
    "M",  # furniture under the headline: source, time, font size
    "B",  # beginning of a paragraph
    "C",  # the paragraph goes on
    "H",  # section head
    "XO",  # caption inside an unfinished sentence
    "XC",  # caption elsewhere in an article
    "NO",  # furniture inside an unfinished sentence
    "NC",  # furniture elsewhere in an article
    "F",  # byline at the foot
    "A",  # caption after the foot byline
)
NEVER = -1e9
"""The score of what cannot be."""
TAIL_KINDS = frozenset(("related", "copyright"))
_OUT_OF_PLACE = {"masthead": 4.0, "related": 4.0, "copyright": 2.0, "nav": 1.5}
"""Furniture that seldom stands under a headline; terms of use may, crumbs stand above it."""
_MID_KINDS = frozenset(("credit", "jump", "share", "mark", "meta", "tags"))

_MARKS = re.compile(r"[,。、:;!?“”()《》—\-]|\s")

# A deck says soberly who did what: it names the county, town or office.
_REGION = re.compile(r"[省市县区旗镇乡村局]|街道|社区")
_FIGURE = re.compile(r"\d")
NAMES_BODY = re.compile(
    _REGION.pattern + "|[州厅]|(?<!联)盟|(?<![一-鿿][大小四])院(?![坝子落里墙外内前])|校(?!园)"
    "|[小中大]学|派出所|公司|公安|交警|消防|妇联|工会|协会"
)
"""What a headline of news says: who, or where."""


def _heading(line: Line) -> float:
    """How much a line looks like a headline or head of some kind."""
    if line.size > 60:
        return -3.0 if line.size <= 80 and line.open and not line.sentences else -6.0
    score = 0.0
    last = line.text[-1]
    if last in "。;,、":
        score -= 4.5
    elif last in ":…":
        score -= 2.0
    if line.size > 45:
        score -= 2.0
    elif line.size > 34:
        score -= 0.7
    if line.sentences >= 2 or "。" in line.text[:-1]:
        score -= 3.0
    if line.lead or line.trailing:
        score -= 3.0
    if line.caption >= 3:
        score -= 2.0
    commas = line.text.count(",") + line.text.count(",")
    if commas >= 3:
        score -= 1.0
    if line.full:
        score -= 2.0
    if line.indent == 2 and line.size > 24:
        score -= 0.7
    if line.fragment:
        score -= 0.8
    return score


def _kicker(line: Line, heading: float) -> float:
    score = heading - 0.7
    if line.size <= 8:
        score += 0.3
    elif line.size > 24:
        score -= 2.5
    elif line.size > 15:
        score -= 1.6
    elif line.size > 11:
        score -= 1.0
    if line.bracketed:
        score += 3.0
    if line.kicker == "body":
        score += 1.4
    elif line.kicker == "column":
        score += 1.7
    if re.search(r"[\u4e00-\u9fff”]\s?[·|]\s?[\u4e00-\u9fff“]", line.text):
        score += 1.3
    return score


def _title(line: Line, heading: float) -> float:
    score = heading
    if line.size >= 8:
        score += 0.6
    elif line.size < 4:
        score -= 2.0
    elif line.size < 6:
        score -= 0.6
    else:
        score -= 0.3
    if " " in line.text.strip() and line.size >= 10:
        score += 0.5
    if line.dash:
        score -= 3.0
    if line.bracketed:
        score -= 1.5
    if line.kicker and line.size <= (8 if line.kicker == "body" else 15):
        score -= 1.0
    if line.numbered:
        score -= 1.5
    if line.repeated:
        score -= 2.0
    if line.wide:
        score -= 1.0
    if line.over_time:
        score += OVER_TIME
    if line.text[0] == "(" and line.text[-1] == ")":
        score -= 2.5
    return score


def _deck(line: Line, heading: float) -> float:
    if line.dash and not line.junk:
        return 2.5 if line.size <= 70 else -1.0
    score = heading - 0.7
    if line.size >= 14:
        score += 0.4
    named = _REGION.search(line.text)
    if line.size < 8:
        score -= 0.7 if named and _FIGURE.search(line.text) else 1.5
    if line.numbered:
        score -= 1.5
    if named:
        score += 0.5
    return score


def _head(line: Line, heading: float) -> float:
    score = heading - 0.2
    if line.size > 26:
        score -= 1.5
    elif line.size > 20:
        score -= 0.5
    if line.numbered:
        score += 1.2
    elif line.size > 12:
        score -= 0.4
    if line.size < 3:
        score -= 1.0
    if line.dash:
        score -= 1.0
    if line.repeated:
        score -= 1.0
    return score


def _paragraph(line: Line) -> float:
    if line.lead >= line.size:
        return 3.0  # a dateline with a line of its own
    score = 0.0
    if line.size < 12:
        score -= 3.0
    elif line.size < 22:
        score -= 1.6
    elif line.size < 30:
        score -= 0.5
    if line.sentences or line.size > 80:
        score += 1.5
    if line.sentences and line.size < 22:
        score += 1.0
    if not line.open:
        score += 0.7
    elif line.size < 30 and not line.sentences and not line.full:
        score -= 1.2
    if line.indent in (2, 4):
        score += 0.7
    if line.full:
        score += 1.0
    if line.fragment:
        score -= 2.5
    if line.caption >= 2:
        score -= 1.5
    if line.bracketed:
        score -= 1.0
    if line.repeated:
        score -= 2.0
    if line.size > 30 and not _MARKS.search(line.text):
        score -= 1.5
    return score


def _junk(line: Line) -> float:
    """Score of being furniture; negative without any sign of it."""
    if line.junk == "related":
        return -1.0  # opens a tail of links, state R
    if line.junk:
        score = line.junk_weight
        if line.sentences and line.size > 40 and line.junk not in ("copyright", "editor"):
            score -= 3.0
        if line.full and line.junk in ("nav", "share", "meta", "credit"):
            score -= 2.5  # a column's line may well begin with such a word
        return score
    if line.top or line.bottom:
        score = -0.7 if line.size <= 7 else -1.8
        score -= 0.4 * (line.size > 14) + 0.5 * (line.size > 28) + 2.0 * (line.size > 45)
    else:
        score = -2.2 - 0.8 * (line.size > 14) - (line.size > 28) - 2.0 * (line.size > 45)
    if line.sentences and line.size > 15 and not line.repeated:
        score -= 3.0
    if line.wide:
        score += 2.0
    if line.repeated:
        score += 2.5
    if line.size > 16 and not _MARKS.search(line.text):
        score += 1.5  # a long row of words without any mark: navigation
    return score


def _byline(line: Line) -> float:
    found = line.byline
    if found is None:
        return NEVER
    if found.explicit:
        # 来源:… 作者:… 时间:…: furniture that also names the author, who is read off it.
        return 1.0 if line.junk == "meta" else 5.0 if found.names else 2.0
    if line.text[:1] in "([【":
        return 3.5
    if line.text[:1] in "■□":
        return 3.0
    if found.names and found.names[0].role and line.text[found.names[0].start - 1].isspace():
        return 2.5  # an office and its people
    if len(found.names) == 1 and line.size <= 3:
        return 1.5 if line.size == 3 else 0.3
    return 1.0


OVER_TIME = 2.5
"""What a headline gains from standing over the time of publication."""
TURN = 4.0
"""Score of a line that turns to the rest of another article, as furniture between the two."""
BRIEF = 6.0
"""Score of an item of a column of briefs as a paragraph."""
COUPLET = 1.0
"""What half of a headline gains from its other half, twice that where it is very short."""
MARKED = 5.0
"""What a head, or a town over its news, gains from the mark that sets it off."""
TABLE = 3.0
"""Score of a table's row as a paragraph."""
WORST = -7.0
"""Parts that a line plays worse than this are not considered."""


def emissions(line: Line) -> dict[str, float]:
    """The parts that ``line`` may play, with their scores."""
    if line.cells:
        return {"R": -1.0, "J": min(_junk(line), -1.0), "B": TABLE}
    if line.turned:
        return {"R": -1.0, "J": TURN}
    if line.brief:
        return {"R": -1.0, "B": BRIEF}
    if line.size > 80 and line.sentences and not line.junk and not line.caption:
        # Plainly a paragraph: spare the other readings.
        score = _paragraph(line)
        return {"R": -1.0, "B": score, "C": score + line.fragment}
    heading = _heading(line)
    junk = _junk(line)
    byline = _byline(line)
    # Furniture is no headline, and a byline is nothing else.
    against = 0.0
    if line.junk:
        against -= 0.5 * line.junk_weight
    if byline > 2:
        against -= 3.0
    paragraph = _paragraph(line)
    continued = max(paragraph, 0.0)
    if line.open and line.size < 25 and not line.full and not line.sentences:
        continued -= 1.2
    inside = junk if line.junk in _MID_KINDS or junk >= 4 else -6.0
    if line.junk in ("masthead", "editor", "copyright", "related"):
        inside -= 2.0
    caption = line.caption - 0.3 if line.caption else -6.0
    tail = 0.3 if line.size <= 40 else -0.5 if not line.sentences else -1.0
    scores = {
        "J": junk,
        "R": line.junk_weight if line.junk in TAIL_KINDS else max(tail, junk),
        "K": _kicker(line, heading) + against,
        "T": _title(line, heading) + against,
        "T2": _title(line, heading) + against,
        "S": _deck(line, heading) + against,
        "Y": byline,
        "M": (junk if line.junk else -5.0) - _OUT_OF_PLACE.get(line.junk or "", 0.0),
        "B": paragraph + against,
        "C": continued + min(against, 0.0) + (1.0 if line.fragment else 0.0),
        "H": _head(line, heading) + against,
        # Between the halves of a sentence even an unmarked line may be a caption.
        "XO": max(caption, -1.5) if line.size <= 40 and not line.junk else caption,
        "XC": caption,
        "NO": inside,
        "NC": inside,
        "F": byline,
        "A": caption,
    }
    if line.couplet:
        for state in ("T", "T2"):
            scores[state] += COUPLET if line.size >= 4 else 2 * COUPLET
        scores["J"] -= COUPLET
    if line.headed or line.town:
        scores["K" if line.town else "H"] += MARKED
    return {s: score for s, score in scores.items() if score > WORST}
