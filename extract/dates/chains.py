"""Finding chains of atoms: which atom may begin an expression, which may follow which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .atoms import atoms
from .decoys import decoy_pattern
from .words import festivals, group

LEADS = (
    "iso years year year_short duration lunar festival months month quarter first_months"
    " bare_days bare_day clocks clock decade plan every same_period vague year_relative"
    " year_context season_year half year_word month_relative month_context day_relative"
    " day_context week part"
).split()
"""Atoms that may begin an expression, in the order in which they are tried."""

_TIME = "part part_short clocks clock"
_DAY = f"that_day weekday {_TIME} sep post"
_FOLLOW = {
    "iso": f"sep post clock {_TIME}",
    "years": "post same year_edge half quarter months first_months",
    "year": "of sep post same year_edge half quarter first_months months month season festival"
    " lunar day_context",
    "year_short": "of sep year_edge half quarter first_months months month season festival lunar",
    "year_relative": "of sep post same year_edge half quarter first_months months month season"
    " festival lunar",
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
    "nth_week": "post part",
    "day": f"of {_DAY}",
    "days": f"of {_DAY}",
    "bare_day": f"{_DAY}",
    "bare_days": f"{_DAY}",
    "that_day": f"{_TIME} post",
    "weekday": f"{_TIME} sep post",
    "day_relative": f"of {_TIME} sep post",
    "day_context": f"{_TIME} sep post",
    "week": f"of {_TIME} sep post comma",
    "next_weekday": f"of {_TIME} sep post comma",
    "lunar": f"{_TIME} sep post",
    "festival": f"{_TIME} sep post",
    "part": "of clocks clock post sep",
    "part_short": "of clocks clock post sep",
    "clocks": "clock part part_short",
    "clock": "sep post",
    "decade": "post sep",
    "plan": "",
    "vague": "",
    "every": f"of next_weekday day days {_TIME} month months festival season comma lunar nth_week",
    "duration": "duration minutes and duration_post sep",
    "minutes": "duration_post",
    "duration_post": "",
    "post": "",
}
_SECOND = {
    "year": "year year_relative",
    "year_relative": "year year_relative year_context",
    "month": "month year year_relative year_context month_relative month_context",
    "day": "day month month_relative day_relative year year_relative year_context day_context"
    " month_context",
    "day_relative": "day day_relative day_context part part_short",
    "festival": "festival lunar",
    "week": "week next_weekday",
    "clock": "clock part part_short day day_context day_relative month",
    "part": "part part_short day day_context month",
    "iso": "iso year",
    "duration": "duration",
    "season_year": "season_year",
    "half": "half",
    "quarter": "quarter",
    "season": "season",
    "decade": "decade",
}
_KIN = {
    "year_edge": "year",
    "year_short": "year",
    "year_word": "year_relative",
    "month_edge": "month",
    "month_relative": "month",
    "month_context": "month",
    "bare_day": "day",
    "that_day": "day",
    "weekday": "day",
    "day_context": "day_relative",
    "next_weekday": "week",
    "lunar": "festival",
    "part_short": "part",
    "days": "day",
    "bare_days": "day",
}
_CONNECTORS = frozenset(("of", "sep", "comma", "and"))


@dataclass(frozen=True, slots=True)
class Atom:
    """One atom found; offsets into the text."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chain:
    """Adjacent atoms that make one expression, or a decoy (then ``atoms`` is empty)."""

    start: int
    end: int
    atoms: tuple[Atom, ...]


def _union(names: list[str]) -> str:
    table = atoms()
    return "|".join(f"(?P<{name}>{table[name]})" for name in names)


@cache
def _scanner() -> re.Pattern[str]:
    """Finds the next atom that may begin an expression, or a decoy."""
    words = [
        *group("year"),
        *group("year_context"),
        *group("season_year"),
        *group("month"),
        *group("month_context"),
        *group("day"),
        *group("day_context"),
        *group("part"),
        *group("vague"),
        *festivals(),
    ]
    leads = {word[0] for word in words}
    leads |= set("一二三四五六七八九十两几数半零〇近最过大上下本这前头首每全年岁“‘农阴闰周星礼週禮第后仨")
    chars = "".join(sorted(leads))
    return re.compile(
        rf"(?=[\d{re.escape(chars)}])(?:(?P<decoy>{decoy_pattern()})|{_union(LEADS)})"
    )


@cache
def _followers(names: str) -> re.Pattern[str] | None:
    """Matches any of the named atoms (space separated)."""
    listed = list(dict.fromkeys(names.split()))
    return re.compile(_union(listed)) if listed else None


@cache
def _next_after(previous: str, connector: str, seps: int) -> re.Pattern[str] | None:
    """What may stand after ``previous`` and then ``connector`` (empty: directly)."""
    kin = _KIN.get(previous, previous)
    if connector == "sep":
        return _followers(_SECOND.get(kin, ""))
    if connector == "comma":
        return _followers("next_weekday")
    if connector == "and":
        return _followers("duration minutes")
    names = _FOLLOW[previous]
    if connector == "of":
        names = " ".join(
            n for n in names.split() if n not in _CONNECTORS and not n.endswith(("post", "edge"))
        )
    if seps >= 2:
        names = names.replace(" sep", "")
    return _followers(names)


def _extend(text: str, first: Atom) -> list[Atom]:
    """The longest chain that begins with ``first``."""
    chain = [first]
    previous, position, seps = first.name, first.end, 0
    while (pattern := _next_after(previous, "", seps)) is not None:
        match = pattern.match(text, position)
        if match is None:
            break
        name = match.lastgroup or ""
        if name in _CONNECTORS:
            after = _next_after(previous, name, seps)
            link = Atom(name, position, match.end())
            match = after.match(text, match.end()) if after is not None else None
            if match is None or match.end() == link.end:
                break
            name = match.lastgroup or ""
            seps += link.name == "sep"
            chain.append(link)
        atom = Atom(name, match.start(), match.end())
        chain.append(atom)
        previous, position = name, atom.end
    return chain


def find_chains(text: str) -> Iterator[Chain]:
    """Chains of atoms and decoys in ``text``, from left to right, not overlapping."""
    search = _scanner().search
    position = 0
    while (match := search(text, position)) is not None:
        name = match.lastgroup or ""
        start, end = match.span()
        if name == "decoy":
            yield Chain(start, end, ())
        else:
            chain = _extend(text, Atom(name, start, end))
            end = chain[-1].end
            yield Chain(start, end, tuple(chain))
        position = end


def chain_at(text: str, start: int, end: int) -> Chain | None:
    """The chain that begins at ``start``, cut at ``end``; what other sources found is read so."""
    match = _scanner().match(text, start)
    if match is None or match.lastgroup == "decoy":
        return None
    chain = [a for a in _extend(text, Atom(match.lastgroup or "", *match.span())) if a.end <= end]
    while chain and chain[-1].name in _CONNECTORS:
        chain.pop()
    return Chain(start, chain[-1].end, tuple(chain)) if chain else None
