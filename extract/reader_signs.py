"""What the reader says of the options of a choice: signs, named.

``read=…`` tells how likely it finds an option's edges, in steps of half a natural logarithm;
``told=…`` how likely it finds that the text answers at all; ``best`` the option that it finds
likeliest.  ``a|b`` is the sign that both hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

from ..corpus.marks import CLOSING, OPENING
from ..models.reader import Question, Read, Reading, Span

Signs = frozenset[str]

_MARKS = frozenset(OPENING + CLOSING)
"""Marks that part no phrase; nor do spaces."""

_LEAST = 0.004
"""Added to probabilities before their logarithm: what is less likely is all the same."""
_UNSEEN = (log(_LEAST), log(_LEAST))
"""The score of a part beyond the window."""
_NOWHERE = -12.0
"""The score of what does not stand in the text; no span has less than ``2 × log(_LEAST)``."""

PARTS_WINDOW, COUNT_WINDOW, SPONSOR_WINDOW = 1024, (84, 44), 512
"""Characters that the reader sees of a text: around a name that counts, before and behind a
count, around an initiative."""


def around(text: str, own: Sequence[Span], size: int) -> tuple[int, str, tuple[Span, ...]]:
    """Where the window of ``size`` characters around ``own`` begins, its text, ``own`` in it."""
    low = max(0, min(own[0][0] - 256, len(text) - size))
    window = text[low : low + size]
    spans = tuple((a - low, b - low) for a, b in own if a >= low and b <= low + size)
    return low, window, spans


def _step(x: float, step: float, low: float, high: float) -> str:
    return f"{max(low, min(high, round(x / step) * step)):.2f}"


def _told(reading: Reading) -> str:
    return "told=" + _step(reading.told, 0.1, 0, 1)


def _named(found: set[str]) -> Signs:
    return frozenset("read:" + sign for sign in found)


def _score(reading: Reading, start: int, end: int) -> tuple[float, float]:
    """Log-probabilities of the edges of a span."""
    return (
        log(float(reading.begins[start]) + _LEAST),
        log(float(reading.ends[end - 1]) + _LEAST),
    )


def of_parts(
    read: Read, text: str, own: Sequence[Span], number: int, options: Sequence[Sequence[Span]]
) -> list[Signs]:
    """Signs of sets of parts (none where empty) of a name at ``own`` that counts ``number``."""
    low, window, asked = around(text, own, PARTS_WINDOW)
    reading = read(Question("parts", window, asked, number=number))
    if reading is None:
        return [frozenset()] * len(options)
    begins = float(reading.begins.sum())
    told = _told(reading)
    seen = [
        [(a - low, b - low) for a, b in parts if a >= low and b - low <= len(window)]
        for parts in options
    ]
    edges = [
        [_score(reading, a, b) for a, b in inside] + [_UNSEEN] * (len(parts) - len(inside))
        for parts, inside in zip(options, seen, strict=True)
    ]
    means = [sum(a + b for a, b in e) / len(e) if e else _NOWHERE for e in edges]
    best = means.index(max(means))
    found = []
    for place, (spans, ends, mean) in enumerate(zip(seen, edges, means, strict=True)):
        if not ends:
            found.append(_named({f"none|{told}", "none|mass=" + _step(begins, 1, 0, 6)}))
            continue
        first, last = (sum(e[side] for e in ends) / len(ends) for side in (0, 1))
        beyond = begins - sum(float(reading.begins[a]) for a, _ in spans)
        inside = sum(float(reading.begins[a + 1 : b].sum()) for a, b in spans)
        coarse = "mean=" + _step(mean, 1, -11, 0)
        signs = {
            told,
            "mean=" + _step(mean, 0.5, -11, 0),
            "least=" + _step(min(map(min, ends)), 0.5, -5.5, 0),
            "begins=" + _step(first, 0.5, -5.5, 0),
            "ends=" + _step(last, 0.5, -5.5, 0),
            "beyond=" + _step(beyond, 0.5, 0, 4),
            "inside=" + _step(inside, 0.5, 0, 2),
            f"{told}|{coarse}",
            f"beyond={_step(beyond, 1, 0, 4)}|{coarse}",
        }
        if place == best:
            signs |= {"best", f"best|{told}"}
        found.append(_named(signs))
    return found


def of_phrases(read: Read, question: Question, phrases: Sequence[str | None]) -> list[Signs]:
    """Signs of phrases (``None``: nothing) as the answer, wherever they stand in the window."""
    reading = read(question)
    if reading is None:
        return [frozenset()] * len(phrases)
    scores = [
        None if phrase is None else _likeliest(reading, question, phrase) for phrase in phrases
    ]
    top = max((s for s in scores if s is not None), default=_NOWHERE)
    told = _told(reading)
    found = []
    for score in scores:
        if score is None:
            signs = {f"none|{told}", "none|top=" + _step(top, 1, -12, 0)}
        else:
            coarse = _step(score, 1, -12, 0)
            signs = {"read=" + _step(score, 0.5, -12, 0), f"{told}|read={coarse}"}
            if score == top and score > _NOWHERE:
                signs |= {"best", f"best|{told}", f"best|read={coarse}"}
        found.append(_named(signs))
    return found


def _likeliest(reading: Reading, question: Question, phrase: str) -> float:
    """The score of the likeliest place of ``phrase``."""
    places = places_of(phrase, question)
    return max((sum(_score(reading, a, b)) for a, b in places), default=_NOWHERE)


def places_of(phrase: str, question: Question) -> Iterator[Span]:
    """Where ``phrase`` stands in a question's text, but for what is asked about.

    Quotation marks and spaces in the text do not part a phrase.
    """
    text = question.text
    start = text.find(phrase[0])
    while start >= 0:
        end = _end(phrase, text, start)
        if end > start and not any(a < end and start < b for a, b in question.own):
            yield start, end
        start = text.find(phrase[0], max(end, start + 1))


def _end(phrase: str, text: str, start: int) -> int:
    """Where ``phrase`` ends in ``text`` if it begins at ``start``, or -1."""
    at = start
    for char in phrase:
        while text[at : at + 1] != char:
            if at >= len(text) or not (text[at] in _MARKS or text[at].isspace()):
                return -1
            at += 1
        at += 1
    return at
