"""Which line plays which part: the best path over a whole page, not line by line.

A page is a sequence of articles in the midst of furniture; an article is
kicker, headline, deck, byline, paragraphs with heads and captions between
them, and a foot byline.  Each line gets a score for every part it might play
(:func:`_emissions`), each pair of neighbours a score for the step between
their parts (:func:`_steps`), and :func:`decode` takes the best path.  Scores are rough
log-odds; only their differences matter.
"""

from __future__ import annotations

from .lines import Line

STATES = (
    "J",  # page furniture between articles
    "R",  # a tail of links: everything in it is furniture
    "K",  # kicker
    "T",  # headline
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
_N = {name: i for i, name in enumerate(STATES)}
NEVER = -1e9

# Which parts may follow which, with the price of the step where the lines say nothing.
_STEPS: dict[str, dict[str, float]] = {
    "J": {"J": 0.0, "R": 0.0, "K": -0.3, "T": 0.0, "B": -4.0},
    "R": {"R": 0.5, "J": -1.0, "K": -3.5, "T": -3.0},
    "K": {"K": -0.6, "T": 0.0},
    "T": {"T": -0.5, "S": -0.8, "Y": 0.0, "M": 0.0, "B": 0.0, "XC": -0.8, "J": -2.5},
    "S": {"S": -0.5, "Y": 0.0, "M": 0.0, "B": 0.0, "XC": -0.8},
    "Y": {"Y": 0.0, "M": 0.0, "B": 0.3, "S": -2.0, "XC": -0.8},
    "M": {"M": 0.0, "Y": 0.0, "S": -1.5, "B": 0.0, "XC": -0.8, "T": -3.0},
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
_START = {"J": 0.0, "K": -0.2, "T": 0.0, "B": -2.0, "R": -2.0, "XC": -4.0}
_END = {s: 0.0 for s in ("J", "R", "B", "C", "F", "A", "XC", "NC")} | {
    "T": -2.0, "S": -2.0, "H": -3.0, "XO": -2.0, "NO": -2.0, "Y": -2.0, "M": -2.0,
}  # fmt: skip
_BEFORE = {s: tuple((p, c[s]) for p, c in _STEPS.items() if s in c) for s in STATES}
_BODY = frozenset(("B", "C"))
_HEADER = frozenset(("T", "S", "Y", "M"))
_TAIL_KINDS = frozenset(("related", "copyright"))
_MID_KINDS = frozenset(("credit", "jump", "share", "mark", "meta", "tags"))


def _heading(line: Line) -> float:
    """How much a line looks like a headline or head of some kind."""
    if line.size > 60:
        return -6.0
    score = 0.0
    last = line.text[-1]
    if last in "。;,、":
        score -= 4.5
    elif last in ":…":
        score -= 1.0
    if line.size > 45:
        score -= 2.0
    elif line.size > 34:
        score -= 0.7
    if line.sentences >= 2 or "。" in line.text[:-1]:
        score -= 3.0
    if line.lead:
        score -= 3.0
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
        score -= 0.8
    if line.bracketed:
        score += 3.0
    if line.kicker == "body":
        score += 1.4
    elif line.kicker == "column":
        score += 1.4
    if "·" in line.text or "|" in line.text:
        score += 0.8
    return score


def _title(line: Line, heading: float) -> float:
    score = heading
    if line.size >= 8:
        score += 0.6
    elif line.size < 4:
        score -= 2.0
    elif line.size < 6:
        score -= 0.6
    if " " in line.text.strip() and line.size >= 10:
        score += 0.5
    if line.dash:
        score -= 3.0
    if line.bracketed:
        score -= 1.5
    if line.kicker == "body" and line.size <= 8:
        score -= 1.0
    if line.numbered:
        score -= 1.5
    if line.repeated:
        score -= 2.0
    if line.wide:
        score -= 1.0
    return score


def _deck(line: Line, heading: float) -> float:
    if line.dash:
        return 2.5 if line.size <= 70 else -1.0
    score = heading - 1.6
    if line.size >= 14:
        score += 0.4
    if line.size < 8:
        score -= 1.5
    return score


def _head(line: Line, heading: float) -> float:
    score = heading - 0.2
    if line.size > 26:
        score -= 1.5
    elif line.size > 20:
        score -= 0.5
    if line.numbered:
        score += 1.2
    if line.size < 3:
        score -= 1.0
    if line.dash:
        score -= 1.0
    if line.repeated:
        score -= 1.0
    return score


def _paragraph(line: Line) -> float:
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
    return score


def _junk(line: Line) -> float:
    """Score of being furniture; negative without any sign of it."""
    if line.junk:
        score = line.junk_weight
        if line.sentences and line.size > 40 and line.junk not in ("copyright", "editor"):
            score -= 3.0
        return score
    score = -1.2
    if line.size > 14:
        score -= 0.8
    if line.size > 28:
        score -= 1.0
    if line.size > 45:
        score -= 2.0
    if line.sentences and line.size > 15:
        score -= 3.0
    if line.wide:
        score += 2.0
    if line.repeated:
        score += 2.5
    return score


def _byline(line: Line) -> float:
    found = line.byline
    if found is None:
        return NEVER
    if found.explicit:
        return 5.0 if found.names else 2.0
    if line.text[:1] in "([【":
        return 3.5
    if line.text[:1] in "■□":
        return 3.0
    if len(found.names) == 1 and line.size <= 3:
        return 0.0 if line.size == 3 else -1.0
    return 1.0


def _emissions(line: Line) -> list[float]:
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
    inside = junk if line.junk in _MID_KINDS or junk >= 4 else -6.0
    if line.junk in ("masthead", "editor", "copyright", "related"):
        inside -= 2.0
    caption = line.caption - 0.3 if line.caption else -6.0
    tail = 0.3 if line.size <= 40 else -1.0 if not line.sentences else -2.5
    scores = {
        "J": junk,
        "R": junk + 0.2 if line.junk in _TAIL_KINDS else max(tail, min(junk, 1.0)),
        "K": _kicker(line, heading) + against,
        "T": _title(line, heading) + against,
        "S": _deck(line, heading) + against,
        "Y": byline,
        "M": (junk if line.junk else -5.0) - (2.0 if line.junk in _TAIL_KINDS else 0.0),
        "B": paragraph + against,
        "C": max(paragraph, 0.0) + min(against, 0.0) + (1.0 if line.fragment else 0.0),
        "H": _head(line, heading) + against,
        "XO": caption,
        "XC": caption,
        "NO": inside,
        "NC": inside,
        "F": byline,
        "A": caption,
    }
    return [scores[s] for s in STATES]


def _step(before: str, after: str, last: Line, line: Line) -> float:
    """What the two lines say for or against the step between their parts."""
    score = 0.0
    if before in _BODY:
        closed = not last.open
        if after in ("XO", "NO"):
            return 0.5 if last.open else NEVER
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
            return score
        if after == "B":
            if last.open:
                score -= 2.5
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
            if line.gap:
                score += 0.2
            return score
        if after in ("K", "T"):
            if not closed:
                score -= 4.0
            if last.trailing:
                score += 2.4
            score += 0.5 * min(line.gap, 2)
            return score
        if after == "F":
            return 0.0 if closed else -1.0
        if after in ("J", "R"):
            return 0.0 if closed else -1.5
        return score
    if after == "C":  # from XO, NO
        if line.indent >= 2:
            score -= 2.0
        return score + 1.0
    if after == "B":
        if before in _HEADER or before == "J":
            score += 1.5 if line.lead else 0.0
        elif before == "H":
            score -= 3.0 if line.lead else 0.0
        elif before in ("XC", "NC") and line.lead:
            score -= 0.5
        return score
    if before == "T" and after == "T":
        score += -0.9 if line.gap else 0.4
        if abs(last.size - line.size) <= 4:
            score += 0.3
        if last.size + line.size > 60:
            score -= 1.5
        return score
    if before == "T" and after == "S":
        score += 0.5 if line.gap else 0.0
        if not line.dash and line.size < last.size:
            score -= 0.7
        return score
    if before == "K" and after == "T":
        return 0.3 if line.gap else 0.0
    if before in ("T", "S", "Y") and after == "M":
        return 0.5
    if after in ("K", "T") and before in ("J", "F", "A", "XC", "NC"):
        return 0.3 * min(line.gap, 1)
    if before == "H" and after == "H":
        return 0.0
    return score


def decode(rows: list[Line]) -> list[str]:
    """The part of every line on the best path."""
    if not rows:
        return []
    best = {s: NEVER for s in STATES}
    scores = _emissions(rows[0])
    for s, price in _START.items():
        best[s] = price + scores[_N[s]]
    back: list[dict[str, str]] = []
    for i in range(1, len(rows)):
        last, line = rows[i - 1], rows[i]
        scores = _emissions(line)
        now: dict[str, float] = {}
        pointers: dict[str, str] = {}
        for s in STATES:
            emission = scores[_N[s]]
            top, which = NEVER * 10, "J"
            if emission > NEVER:
                for p, price in _BEFORE[s]:
                    value = best[p]
                    if value <= NEVER / 2:
                        continue
                    value += price + _step(p, s, last, line)
                    if value > top:
                        top, which = value, p
            now[s] = top + emission if top > NEVER else NEVER
            pointers[s] = which
        best = now
        back.append(pointers)
    end = max(STATES, key=lambda s: best[s] + _END.get(s, NEVER / 4))
    path = [end]
    for pointers in reversed(back):
        path.append(pointers[path[-1]])
    path.reverse()
    return path
