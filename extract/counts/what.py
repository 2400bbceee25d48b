"""What is counted: the choice among the phrases beside a count.

What the rules say (:mod:`.what_rules`) is one sign among many: a model fitted on the training
corpus chooses among all phrases beside the count (:mod:`.options`), and where none is clear
the reader is asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from ...corpus.fold import fold
from ...models.choices import best, informed, load
from ...models.reader import Question, Read
from ..reader_signs import COUNT_WINDOW, of_phrases
from .counted import Counted
from .cutting import Span
from .joined import shared_nouns
from .options import Earlier, Option, options, plain
from .settled import settled
from .what_rules import CHAIN, parted, ruled

WEIGHTS = "count_what.json"
READ_WEIGHTS = "count_what_read.json"
"""The weights of the choice where the reader is asked as well."""
CLEAR = 0.75
"""Likelier options are chosen without asking the reader: it would hardly change one."""
_AROUND = 80
"""Characters on each side of a count in which mentions matter."""


def whats(
    text: str,
    counts: list[Counted],
    mentions: Sequence[Span] = (),
    read: Read | None = None,
) -> list[str | None]:
    """What each of ``counts`` (in text order) counts.

    ``mentions`` are the article's other mentions in text order; ``read`` is asked where no
    option is clear.
    """
    chosen: list[str | None] = []
    known = load(WEIGHTS)
    counts = [
        replace(c, start=c.start - 3) if text.endswith("人民币", 0, c.start) else c for c in counts
    ]
    for i, rule in enumerate(ruled(text, counts, mentions)):
        if counts[i].dimension == "age" or parted(text, counts, i) is not None:
            chosen.append(rule)  # the guidelines settle what ages have, 分别 what rows have
            continue
        found: Sequence[Option] = question(text, counts, i, mentions, chosen, rule)
        weights: Mapping[str, float] = known
        if read is not None:
            ask = partial(with_reading, text, counts, i, read=read)
            both = known, load(READ_WEIGHTS)
            found, weights = informed(found, attrgetter("features"), both, CLEAR, ask)
        phrase = found[best([option.features for option in found], weights)].phrase
        chosen.append(settled(text, counts, i, chosen, phrase))
    return shared_nouns(text, counts, chosen)


def asked_of(text: str, counts: Sequence[Counted], i: int) -> Question:
    """What the reader is asked of ``counts[i]``; offsets are those of its window."""
    before, behind = COUNT_WINDOW
    count = counts[i]
    low = max(0, count.start - before)
    window = fold(text[low : count.end + behind])
    own = ((count.start - low, count.end - low),)
    # As far as they stand in the window.
    beside = [*counts[:i], *counts[i + 1 : i + 4]]
    others = tuple(
        (c.start - low, min(c.end - low, len(window)))
        for c in beside
        if c.end > low and c.start - low < len(window)
    )
    return Question("counted", window, own, others)


def with_reading(
    text: str, counts: Sequence[Counted], i: int, found: Sequence[Option], read: Read
) -> list[Option]:
    """The options for ``counts[i]`` with what the reader says of them."""
    said = of_phrases(read, asked_of(text, counts, i), [option.phrase for option in found])
    return [replace(o, features=o.features | more) for o, more in zip(found, said, strict=True)]


def question(
    text: str,
    counts: Sequence[Counted],
    i: int,
    mentions: Sequence[Span],
    answers: Sequence[str | None],
    rule: str | None,
) -> list[Option]:
    """The options for ``counts[i]``; ``answers`` are those for the counts before it."""
    count = counts[i]
    floor = counts[i - 1].end if i else 0
    low = bisect_left(mentions, (max(floor, count.start - _AROUND), 0, ""))
    high = bisect_left(mentions, (count.end + _AROUND, 0, ""))
    earlier = _earlier(text, counts, i, answers)
    before = _side(text, counts, i, answers)
    return options(text, count, floor, mentions[low:high], earlier, rule and plain(rule), before)


def _side(text: str, counts: Sequence[Counted], i: int, answers: Sequence[str | None]) -> str:
    """Where the count before ``counts[i]`` has what it counts, and how far that count is off."""
    if not i:
        return "first"
    floor = counts[i - 2].end if i > 1 else 0
    last, answer = counts[i - 1], answers[i - 1]
    gap = text[last.end : counts[i].start]
    if len(gap) > 60 or "\n" in gap:
        return "far"
    sort = {"sentence": "full", "clause": "near"}.get(_sort(gap), _sort(gap))
    if answer is None:
        side = "none"
    elif plain(text[last.end : last.end + 24]).lstrip("的").startswith(answer):
        side = "right"
    elif answer in plain(gap):
        side = "after"
    elif plain(text[floor : last.start]).endswith(answer):
        side = "left"
    elif answer in plain(text[floor : last.start]):
        side = "before"
    else:
        side = "else"
    same = counts[i - 1].unit == counts[i].unit
    return f"{side},{sort},{same}"


def _sort(gap: str) -> str:
    """How far apart the text between two counts sets them."""
    if CHAIN.fullmatch(gap):
        return "chain"
    if any(c in "。！？；" for c in gap):
        return "sentence"
    return "clause" if any(c in "，,：:" for c in gap) else "near"


def _earlier(
    text: str, counts: Sequence[Counted], i: int, answers: Sequence[str | None]
) -> list[Earlier]:
    """What up to three counts before ``counts[i]`` count, nearest first."""
    found: list[Earlier] = []
    for j in range(i - 1, max(-1, i - 4), -1):
        gap = text[counts[j].end : counts[i].start]
        if len(gap) > 60 or "\n" in gap:
            break
        sort = _sort(gap)
        phrase = answers[j]
        if phrase is not None and all(one.phrase != phrase for one in found):
            same = counts[j].unit == counts[i].unit
            found.append(Earlier(phrase, sort, same, counts[j].dimension))
        if sort == "sentence" and len(gap) > 30:
            break
    return found
