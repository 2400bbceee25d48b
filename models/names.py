"""Is this surname character the beginning of a person's name, and how long is the name?

Every place where a surname stands has the options "no name" and a name of each
possible length.  A log-linear model over them, learnt from annotated text,
gives each a probability.  Features are the characters of the name, its
surroundings and the lexicon's words beside and across it.
Offsets are code points into the scanned text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from ..seeds.table import read_table, words
from . import lexicon as lx
from . import name_weights
from .edges import across

_WEIGHTS = "name_weights.tsv.gz"
_GIVEN = "given_chars.tsv"
SURNAME_COLUMNS = ("surname", "kind", "source")
_NOT_IN_NAMES = frozenset("，。；：！？、（）()《》“”‘’¶ ,.;:!?[]【】…<>|/■▲●-—·%0123456789的")


class NameOption(NamedTuple):
    """A person's name at ``[start, end)`` with its probability; ``given`` is the
    log-odds of its characters being a name's."""

    start: int
    end: int
    p: float
    given: float


@cache
def surnames() -> dict[str, str]:
    """Surname → single, rare or compound."""
    return {row["surname"]: row["kind"] for row in read_table("surnames.tsv", SURNAME_COLUMNS)}


@cache
def openers() -> frozenset[str]:
    """The characters that surnames begin with."""
    return frozenset(s[0] for s in surnames())


@cache
def compound() -> frozenset[str]:
    """The surnames of two characters."""
    return frozenset(s for s in surnames() if len(s) == 2)


@cache
def given() -> dict[str, float]:
    """Character → log-odds of standing in a given name against standing anywhere."""
    table = read_table(_GIVEN, ("char", "logodds", "source"))
    counted = {row["char"]: float(row["logodds"]) for row in table}
    verbs = words("name_verbs.tsv", ("char", "source"))
    return counted | {char: min(counted.get(char, VERB), VERB) for char in verbs}


def weights() -> dict[str, float]:
    """The weights of the features."""
    return name_weights.weights(_WEIGHTS)


PLAIN = -3.5
"""Least log-odds of a character that given names hardly use."""

VERB = -2.5
"""Log-odds, at most, of a character that is a verb behind a name."""

UNSEEN = 1.0
"""Log-odds of a character that the counted texts do not have: rare characters are mostly names'."""

LOWEST = -2.5
"""Mean log-odds of the given characters below which a span is not looked at."""

LOWEST_TITLED = -3.6
"""The same directly after a title."""


def spans(sc: lx.Scan, position: int) -> list[tuple[int, float]]:
    """Possible ends of a name that begins at ``position`` with their given log-odds."""
    text = sc.text
    if text[position : position + 2] in compound():
        first = position + 2
    elif text[position] in surnames():
        first = position + 1
    else:
        return []
    if sc.start_tags.get(first, 0) & lx.TITLE and any(
        end - first > 1 for end, _ in sc.words_from(first, lx.TITLE)
    ):
        # 李书记 is a surname with an office, no name.
        return []
    odds = given()
    found: list[tuple[int, float]] = []
    titled = sc.end_tags.get(position, 0) & lx.TITLE
    lowest = LOWEST_TITLED if titled else LOWEST
    total = 0.0
    size = len(text)
    for n in (1, 2):
        at = first + n - 1
        if at >= size or text[at] in _NOT_IN_NAMES:
            break
        total += odds.get(text[at], UNSEEN)
        if total / n >= lowest:
            found.append((at + 1, total))
    return found


def _tag_flags(sc: lx.Scan, start: int, end: int) -> list[str]:
    flags: list[str] = []
    before = sc.end_tags.get(start, 0)
    if before & lx.TITLE:
        flags.append("T<")
    if before & lx.ORG_HEAD:
        flags.append("O<")
    if before & (lx.AREA | lx.PLACE_NAME):
        flags.append("P<")
    if before & lx.SPEECH:
        flags.append("S<")
    after = sc.start_tags.get(end, 0)
    if after & lx.TITLE:
        flags.append(">T")
    if after & lx.SPEECH:
        flags.append(">S")
    if after & lx.HEAD:
        flags.append(">H")
    if after & (lx.AREA | lx.PLACE_NAME):
        flags.append(">P")
    tag = sc.start_tags.get(start, 0)
    if tag:
        tags = lx.lexicon().tags
        for stop, index in sc.starts[start]:
            kind = tags[index]
            which = "=" if stop == end else "+" if stop > end else "-"
            if kind & (lx.DIV_FULL | lx.TOWN | lx.ORG_FIXED):
                flags.append("F" + which)
            if kind & (lx.DIV_SHORT | lx.PLACE_NAME):
                flags.append("D" + which)
            if kind & lx.TITLE:
                flags.append("U" + which)
            if kind & lx.SPEECH and which != "-":
                flags.append("V" + which)
    for middle in range(start + 1, end):
        for stop, index in sc.starts.get(middle, ()):
            if stop > end and lx.lexicon().tags[index] & (lx.TITLE | lx.HEAD | lx.AREA):
                flags.append("X")
    return flags


def features(sc: lx.Scan, start: int, end: int, odds: float) -> list[str]:
    """Features of the span being a name."""
    text = sc.text
    name = text[start:end]
    before = lx.left(text, start, 3)
    after = text[end : end + 2]
    n = end - start
    shape = f"{n}c" if name[:2] in compound() else str(n)
    bucket = max(-9, min(9, round(odds)))
    surname = name[:2] if shape.endswith("c") else name[0]
    b1, a1 = before[-1:], after[:1]
    result = [
        "A" + shape,
        "B" + surname,
        "C" + surname + shape,
        f"D{shape}|{bucket}",
        "E" + b1,
        "F" + before[-2:],
        "G" + before,
        f"H{a1}{n}",
        f"I{after}",
        "J" + name[-1] + a1,
        "K" + name,
        "L" + name[:2],
        "M" + name[-2:],
        "N" + b1 + name[0],
        f"O{name[1]}",
        f"P{name[-1]}{n}",
        f"R{surname in surnames() and surnames()[surname]}{b1}",
        f"Q{b1}|{a1}",
    ]
    flags = _tag_flags(sc, start, end)
    result += ["Z" + flag for flag in flags]
    if "T<" in flags:
        result += [f"T{bucket}", "T" + shape]
    frequency = lx.lexicon().common.get(name)
    if frequency:
        result += ["W=" + frequency, f"W={frequency}{b1}", f"W={frequency}{a1}"]
    if across(sc, start):
        result.append("Wx<")
    if across(sc, end):
        result.append("Wx>")
    tag = sc.start_tags.get(end, 0)
    if tag & lx.COMMON:
        result += ["W>", *("W>" + word for _, word in sc.words_from(end, lx.COMMON))]
    if sc.end_tags.get(start, 0) & lx.COMMON:
        result += ["W<", *("W<" + word for _, word in sc.words_to(start, lx.COMMON))]
    return result


QUICK = -4.5
"""Score of the first features below which the others are not looked at (four names in
five; on annotated pages and news two in a thousand likely names are lost)."""


class Quick:
    """The weights that a name's own characters and its neighbours have, in small tables."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.surname: dict[str, float] = {}
        self.before: dict[str, float] = {}
        self.second: dict[str, float] = {}
        self.last: dict[str, float] = {}
        self.after: dict[str, float] = {}
        tables = {
            "B": self.surname,
            "E": self.before,
            "H": self.after,
            "O": self.second,
            "P": self.last,
        }
        for key, weight in weights.items():
            if key[0] in tables:
                tables[key[0]][key[1:]] = weight
        self.titled = weights.get("ZT<", 0.0)
        self.shapes = {
            (shape, bucket): weights.get("A" + shape, 0.0) + weights.get(f"D{shape}|{bucket}", 0.0)
            for shape in ("2", "3", "3c", "4c")
            for bucket in range(-9, 10)
        }

    def hopeful(self, sc: lx.Scan, start: int) -> list[tuple[int, float]]:
        """The :func:`spans` of ``start`` whose score by these weights reaches ``QUICK``."""
        found = spans(sc, start)
        if not found:
            return found
        text = sc.text
        surname = text[start : start + 2]
        double = surname in compound()
        shared = (
            self.surname.get(surname if double else surname[0], 0.0)
            + self.before.get(text[start - 1] if start else "¶", 0.0)
            + self.second.get(surname[1], 0.0)
        )
        if sc.end_tags.get(start, 0) & lx.TITLE:
            shared += self.titled
        result = []
        for end, odds in found:
            n = str(end - start)
            shape = n + "c" if double else n
            score = (
                shared
                + self.shapes[shape, max(-9, min(9, round(odds)))]
                + self.after.get(text[end : end + 1] + n, 0.0)
                + self.last.get(text[end - 1] + n, 0.0)
            )
            if score >= QUICK:
                result.append((end, odds))
        return result


@cache
def _quick() -> Quick:
    return Quick(weights())


class Names:
    """Scores the names of one text."""

    def __init__(self, sc: lx.Scan) -> None:
        self._scan = sc
        self._get: Callable[[str, float], float] = weights().get
        self._hopeful = _quick().hopeful

    def at(self, position: int) -> list[NameOption]:
        """Names that may begin at ``position`` with their probabilities."""
        sc, get = self._scan, self._get
        scored = [
            (sum([get(f, 0.0) for f in features(sc, position, end, odds)]), end, odds)
            for end, odds in self._hopeful(sc, position)
        ]
        if not scored:
            return []
        top = max(0.0, max(scored)[0])
        exps = [(math.exp(score - top), end, odds) for score, end, odds in scored]
        total = math.exp(-top) + sum(e for e, _, _ in exps)
        return [NameOption(position, end, e / total, odds) for e, end, odds in exps]
