"""Finding chains of atoms: which atom may begin an expression, which may follow which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, TypeAlias

from ..numbers.endless import without_endless
from .atoms import atoms
from .leads import first_look, lead_table

_TIME = "part part_short clocks clock"
_DAY = f"that_day weekday {_TIME} sep post"
_FOLLOW = {
    "iso": f"of sep post clock {_TIME}",
    "years": "post same year_edge half quarter months first_months",
    "year": "nth_week nth_month of sep post same year_edge half quarter first_months months"
    " month season festival lunar day_context",
    "era": "of sep post year_edge months month season festival lunar",
    "period": "",
    "year_short": "of sep post year_edge half quarter first_months months month season festival"
    " lunar",
    "year_relative": "nth_week nth_month of sep post same year_edge half quarter first_months"
    " months month season festival lunar",
    "year_context": "of sep post same half quarter first_months months month season festival"
    " lunar year_edge",
    "year_word": "post sep",
    "year_edge": "post sep",
    "season_year": "post sep",
    "half": "post sep same of",
    "quarter": "post sep same month_edge",
    "first_months": "post same",
    "season": "post sep",
    "same_period": "",
    "same": "",
    "months": "post same month_edge",
    "month": "of sep post same month_edge days day nth_week",
    "month_relative": "of sep post same month_edge days day nth_week",
    "month_context": "of sep post same month_edge days day nth_week",
    "month_edge": "post sep",
    "nth_week": "post part sep",
    "nth_month": "post",
    "day": f"of festival {_DAY}",
    "days": f"of {_DAY}",
    "bare_day": f"{_DAY}",
    "bare_days": f"{_DAY}",
    "that_day": f"{_TIME} post",
    "weekday": f"{_TIME} sep post",
    "day_relative": f"of {_TIME} sep post",
    "day_context": f"{_TIME} sep post",
    "week": f"of next_weekday week_edge {_TIME} sep post comma",
    "week_edge": "post sep",
    "next_weekday": f"of next_weekday weekday_list {_TIME} sep post comma",
    "weekday_list": f"of {_TIME} post",
    "day_list": f"of {_TIME} post",
    "lunar": f"festival {_TIME} sep post",
    "festival": f"{_TIME} sep post",
    "part": "of clocks clock post sep",
    "part_short": "of clocks clock post sep",
    "clocks": "clock part part_short",
    "clock": "sep post",
    "decade": "post sep",
    "plan": "",
    "vague": "part clocks clock",
    "every": f"of sep next_weekday weekday_list day_list day days {_TIME} month months festival"
    " season comma lunar nth_week month_edge year_word",
    "duration": "duration minutes and duration_post sep",
    "minutes": "duration_post",
    "duration_post": "",
    "post": "",
}
_SECOND = {
    "year": "year year_relative",
    "year_relative": "year year_relative year_context",
    "month": "day_relative month year year_relative year_context month_relative month_context",
    "day": "year_short day month month_relative day_relative year year_relative year_context"
    " day_context month_context",
    "day_relative": "day month day_relative day_context part part_short",
    "festival": "festival lunar",
    "week": "week next_weekday month day day_relative",
    "clock": "clock part part_short day day_context day_relative month iso year year_relative",
    "part": "part part_short day day_context month",
    "iso": "iso year",
    "duration": "duration",
    "season_year": "season_year",
    "half": "half",
    "quarter": "quarter",
    "season": "season",
    "decade": "decade",
    "every": "next_weekday",
}
_KIN = {
    "year_edge": "year",
    "era": "year",
    "year_short": "year",
    "year_word": "year_relative",
    "month_edge": "month",
    "month_relative": "month",
    "month_context": "month",
    "bare_day": "day",
    "that_day": "day",
    "nth_week": "day",
    "weekday": "day",
    "day_context": "day_relative",
    "next_weekday": "week",
    "lunar": "festival",
    "part_short": "part",
    "days": "day",
    "bare_days": "day",
}
_CONNECTORS = frozenset(("of", "sep", "comma", "and"))


Atom: TypeAlias = tuple[str, int, int]
"""Name, start and end of one atom found; offsets into the text."""


class Chain(NamedTuple):
    """Adjacent atoms that make one expression, or a decoy (then ``atoms`` is empty)."""

    start: int
    end: int
    atoms: tuple[Atom, ...]


_GROUPS = ("duration", "duration_post", "festival lunar", "months month", "day_list days day",
           "clocks clock", "part part_short", "post")  # fmt: skip
"""Atoms that are compiled together, once for all states that they follow."""


_SPACED = frozenset(("year", "month", "day", "bare_day"))
"""Atoms that a blank may part from the next, as weather reports and web pages have it."""


_NUMERIC = frozenset("0123456789０１２３４５６７８９")
_NO_STARTERS = frozenset("，。；：！？\n”）)》…")


@cache
def _starters(previous: str) -> frozenset[str]:
    """The characters that what follows ``previous`` may begin with, and some more.

    They are those that its patterns hold, and digits.
    """
    table = atoms()
    held = {char for name in _FOLLOW[previous].split() for char in table[name]}
    return (frozenset(held) | _NUMERIC) - _NO_STARTERS if held else frozenset()


@cache
def _compiled(names: str) -> re.Pattern[str]:
    table = atoms()
    return re.compile("|".join(f"(?P<{name}>{table[name]})" for name in names.split()))


@cache
def _followers(names: str) -> tuple[re.Pattern[str], ...]:
    """Patterns for the named atoms (space separated), to be tried in order."""
    left = list(dict.fromkeys(names.split()))
    shared = []
    for group in _GROUPS:
        present = [name for name in group.split() if name in left]
        if present:
            shared.append(_compiled(" ".join(present)))
            left = [name for name in left if name not in present]
    return (*shared, *([_compiled(" ".join(left))] if left else []))


@cache
def _next_after(previous: str, connector: str, seps: int) -> tuple[re.Pattern[str], ...]:
    """What may stand after ``previous`` and then ``connector`` (empty: directly)."""
    kin = _KIN.get(previous, previous)
    if connector == "sep":
        return _followers(_SECOND.get(kin, ""))
    if connector == "comma":
        return _followers("next_weekday")
    if connector == "and":
        return _followers("duration minutes")
    names = _FOLLOW[previous].split()
    if connector == "of":
        names = [n for n in names if n not in _CONNECTORS and not n.endswith(("post", "edge"))]
    if seps >= 2:
        names = [n for n in names if n != "sep"]
    return _followers(" ".join(names))


def _match(patterns: tuple[re.Pattern[str], ...], text: str, start: int) -> re.Match[str] | None:
    for pattern in patterns:
        if (match := pattern.match(text, start)) is not None:
            return match
    return None


def _extend(text: str, first: Atom) -> list[Atom]:
    """The longest chain that begins with ``first``."""
    chain = [first]
    previous, _, position = first
    seps = 0
    if previous == "vague" and text[position - 2 : position] not in _LATELY:
        return chain
    while True:
        after = text[position : position + 1]
        if after == " " and previous in _SPACED and text[position + 1 : position + 2]:
            position += 1
            after = text[position]
        if after not in _starters(previous):
            break
        match = _match(_next_after(previous, "", seps), text, position)
        if match is None:
            break
        name = match.lastgroup or ""
        if name in _CONNECTORS:
            link = name, position, match.end()
            match = _match(_next_after(previous, name, seps), text, link[2])
            if match is None:
                break
            seps += name == "sep"
            name = match.lastgroup or ""
            chain.append(link)
        start, position = match.span()
        chain.append((name, start, position))
        previous = name
    return chain


_LATELY = frozenset(("近日", "日前"))
"""Vague days that a time of day may follow: 近日清晨5时许."""

_SAID_AGAIN = frozenset(("day_relative", "day_context"))
_SAID = re.compile(r"[（(]((?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)[）)]")


def _dated(text: str, name: str, start: int, end: int) -> Chain | None:
    """A day whose date in brackets says again which it is (今天（3月28日）下午), else None.

    The date decides what the day means; ``start`` and ``end`` are those of the day's name.
    """
    if name not in _SAID_AGAIN or text[end : end + 1] not in ("（", "("):
        return None
    said = _SAID.match(text, end)
    inner = _chain_from(text, said.start(1), said.end(1)) if said else None
    if said is None or inner is None or inner.end != said.end(1):
        return None
    last, begin, _ = inner.atoms[-1]
    rest = _extend(text, (last, begin, said.end()))[1:]
    return Chain(start, rest[-1][2] if rest else said.end(), (*inner.atoms, *rest))


_TWO_YEARS = re.compile(r"(\d{4}) ?年、(\d{4})")


def _apart(match: re.Match[str]) -> bool:
    """Whether what looks like a stretch of years lists two that are no neighbours."""
    years = _TWO_YEARS.match(match[0]) if match.lastgroup == "years" else None
    return years is not None and int(years[2]) - int(years[1]) != 1


def _first_atom(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """What begins a chain at ``start``: of 2019年、2022年 the first, of 2019年、2020年 both."""
    match = pattern.match(text, start)
    return _compiled("year").match(text, start) if match and _apart(match) else match


def find_chains(text: str) -> Iterator[Chain]:
    """Chains of atoms and decoys in ``text``, from left to right, not overlapping."""
    text = without_endless(text)
    table = lead_table()
    end = 0
    for place in first_look().finditer(text):
        start = place.start()
        if start < end:
            continue
        kind = place.lastindex
        if kind is None:
            patterns = table[text[start : start + 2]]
        elif kind == 1:
            patterns = table["0" + place[1]]
        else:
            patterns = table[text[start : start + 2] + place[2]]
        for pattern in patterns:
            match = _first_atom(pattern, text, start)
            if match is not None:
                break
        else:
            continue
        name, end = match.lastgroup or "", match.end()
        if name == "decoy":
            yield Chain(start, end, ())
            continue
        found = _dated(text, name, start, end) if name in _SAID_AGAIN else None
        if found is None:
            chain = _extend(text, (name, start, end))
            found = Chain(start, chain[-1][2], tuple(chain))
        end = found.end
        yield found


def chain_at(text: str, start: int, end: int) -> Chain | None:
    """The chain that begins at ``start``, cut at ``end``; what other sources found is read so.

    What the words after the span would forbid (三年 before 行动) is allowed if need be.
    """
    chain = _chain_from(text, start, end)
    if chain is None or chain.end < end:
        cut = _chain_from(text[:end], start, end)
        if cut is not None and (chain is None or cut.end > chain.end):
            return cut
    return chain


def _chain_from(text: str, start: int, end: int) -> Chain | None:
    for pattern in lead_table()[text[start : start + 2]]:
        match = _first_atom(pattern, text, start)
        if match is None or match.lastgroup == "decoy":
            continue
        first = (match.lastgroup or "", *match.span())
        dated = _dated(text, *first)
        if dated is not None and dated.end <= end:
            return dated
        chain = [atom for atom in _extend(text, first) if atom[2] <= end]
        while chain and chain[-1][0] in _CONNECTORS:
            chain.pop()
        if chain:
            return Chain(start, chain[-1][2], tuple(chain))
    return None
