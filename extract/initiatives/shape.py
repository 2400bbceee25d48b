"""The numeral patterns of names: 三链融合, 五问五促, 1+3+N, 四个一."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ...seeds.table import read_table
from .vocabulary import UP_TO_TEN, classed, head_ending, number_of

_N = "一二两双三四五六七八九十"
_CODE = re.compile(
    r"(?:[一-鿿]{2,5}\+)?(?:[0-9]{1,4}|[NXn×x]|[一-鿿]{1,3})(?:\+(?:[0-9]{1,4}|[A-Zn]|[一-鿿]{1,6})){1,6}"
)
_NOTED = re.compile(r"(?<![^+\d NXn])\([^()+]{1,12}\)")
"""What a figure of a code stands for, in brackets behind it: 1(党总支)+3(党支部)."""
_SPACED = re.compile("[1-9](?: [1-9])+")
_DIGITS = re.compile(r"[1-9][0-9]{2,5}")
_M = rf"(?:双|[^{_N}\W\d])[^{_N}\W\d]{{0,2}}"
_OPEN = rf"[^{_N}多\W\d]{{1,2}}"
_PAIR = re.compile(
    rf"(?P<n1>[{_N}])(?P<m1>{_M})(?P<n2>[{_N}])(?P<m2>{_M}?)"
    rf"(?:(?P<n3>[{_N}])(?P<m3>{_M}?))?(?:(?P<n4>[{_N}])(?P<m4>{_M}?))?(?:多(?P<open>{_OPEN}))?"
)
"""Two to four groups, the last one perhaps open: 五问五促, 三双三联, 一核两极三带多点."""
_REPEAT = re.compile(r"(?P<head>[^\W\d])[^\W\d](?:(?P=head)[^\W\d]){2,4}")
_ONE = re.compile(
    rf"(?P<lead>[^\W\d{_N}]{{1,4}})?(?P<n>[1-9][0-9]|十[一二三四五六七八九]|[{_N}2-9])(?P<rest>[^\W\d]{{1,6}})"
)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Words that begin with a numeral and count nothing (双向, 九江), by the numeral."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table("numeral_names.tsv", ("numeral", "rest", "source")):
        found[row["numeral"]] = (*found.get(row["numeral"], ()), row["rest"])
    return found


@dataclass(frozen=True)
class Group:
    """A numeral with what it counts: 五强 → (5, 强); ``None`` for N and X."""

    number: int | None
    morpheme: str


@dataclass(frozen=True)
class Shape:
    """How a name is numbered.

    ``form``: ``code`` (1+3+N), ``figures`` (2468), ``pair`` (五问五促), ``ones`` (一村一品),
    ``single`` (三链融合), ``repeat`` (统防统配统售).
    ``groups`` in the order of the name; ``lead`` is what stands before the numeral
    (竹乡三员).
    """

    form: str
    groups: tuple[Group, ...]
    lead: str = ""

    @property
    def number(self) -> int | None:
        """How many parts there are, ``None`` when a figure is open."""
        total = 0
        groups = self.groups
        if len(groups) == 2 and groups[1] == Group(1, "体"):
            groups = groups[:1]  # 四位一体: what the four make is no part
        for group in groups:
            if group.number is None:
                return None
            total += group.number
        return total


def _code_number(part: str) -> int | None:
    if part.isdecimal():
        return int(part)
    if len(part) == 1 and part.isalpha() and part.isascii():
        return None
    first = number_of(part[0])
    return first if first is not None else 1


def _figures(part: str) -> Sequence[str]:
    """The figures of a part of a code: 123 of 123+N is three, 12 of 12+3 is one."""
    return part if part in ("123", "1234", "12345") else (part,)


def _number(numeral: str) -> int | None:
    """The number that a numeral of one or two characters writes."""
    if numeral.isdecimal():
        return int(numeral)
    if len(numeral) == 2:
        ones = number_of(numeral[1])
        return None if ones is None else 10 + ones
    return number_of(numeral)


def shape_of(name: str) -> Shape | None:
    """The numeral pattern of a name without quotation marks, if it has one.

    >>> shape_of("五问五促").groups
    (Group(number=5, morpheme='问'), Group(number=5, morpheme='促'))
    >>> shape_of("三链融合").groups
    (Group(number=3, morpheme='链融合'),)
    >>> [(g.number, g.morpheme) for g in shape_of("一核两极多点").groups]
    [(1, '核'), (2, '极'), (None, '点')]
    >>> [g.number for g in shape_of("1(党总支)+3(党支部)+N(党小组)").groups]
    [1, 3, None]
    """
    name = name.strip().replace("100%", "百分百")
    if "+" in name:
        name = _NOTED.sub("", name)
    if "+" in name and _CODE.fullmatch(name):
        parts = [figure for part in name.split("+") for figure in _figures(part)]
        if any(p.isdigit() or p in ("N", "X", "n") or p[:1] in _N for p in parts):
            return Shape("code", tuple(Group(_code_number(p), p) for p in parts))
        return None
    # “2 4 6”: figures set with blanks.
    if _SPACED.fullmatch(name):
        name = name.replace(" ", "")
    if _DIGITS.fullmatch(name) and "0" not in name and len(name) <= 5:
        return Shape("figures", tuple(Group(int(c), c) for c in name))
    match = _REPEAT.fullmatch(name)
    if match and match["head"] not in _N:
        return Shape("repeat", tuple(Group(1, name[i : i + 2]) for i in range(0, len(name), 2)))
    match = _PAIR.fullmatch(name)
    if match and match["m1"][0] != "个":
        groups = [
            Group(number_of(match[f"n{i}"]), match[f"m{i}"]) for i in (1, 2, 3, 4) if match[f"n{i}"]
        ]
        if [g.number for g in groups] == [1, 2, 3, 4] and "二" in name:
            groups = [Group(1, g.morpheme) for g in groups]  # 一摸二看三定四磨: counted off
        if match["open"]:
            groups.append(Group(None, match["open"]))
        if all(g.number == 1 for g in groups):
            return Shape("ones", tuple(groups))
        return Shape("pair", tuple(groups))
    match = _ONE.fullmatch(name)
    if match is None or match["rest"].startswith(_names().get(match["n"], ())):
        return None
    return single_of(name)


def single_of(name: str) -> Shape | None:
    """The numeral pattern of a name that counts one thing, everyday words (双向) included."""
    match = _ONE.fullmatch(name.strip())
    if match is None:
        return None
    number, rest = _number(match["n"]), match["rest"]
    if number is None or (number == 1 and not rest.startswith("个")):
        return None
    if rest[0] in _N and rest != "一":
        return None
    head = head_ending(rest, 2, len(rest)) if rest.startswith("个一") else None
    if head is not None and head.word == rest[2:]:
        rest = "个一"  # 六个一改革
    return Shape("single", (Group(number, rest),), match["lead"] or "")


_LISTED = re.compile(
    "[“‘](?P<row>[^“”‘’]{3,60})[”’](?P<n>[两二三四五六七八九])(?P<what>[一-鿿]{1,9})"
)
_COUNTS = re.compile("[大项个种级步色字方条环位]")
"""What may count a list in a name without standing in its items."""


def listed_of(name: str) -> Shape | None:
    """The pattern of a name that lists in its own marks what it counts behind them.

    >>> listed_of("“听、记、议、办”四步工作法").number, listed_of("“红黄绿”三色管理机制").number
    (4, 3)
    >>> listed_of("‘看、听、议、评’四步法").number
    4
    >>> listed_of("“支部引路、党员带路、产业铺路”三路模式").number
    3
    >>> listed_of("“党员+群众”四步工作法"), listed_of("“支部引路、产业富民”两路模式")
    (None, None)
    """
    match = _LISTED.fullmatch(name)
    if match is None:
        return None
    number, row, what = number_of(match["n"]), match["row"], match["what"]
    items = [item for item in re.split("[、—+/·-]+", row) if item]
    if number is None or number not in (len(items), len(row) if len(items) == 1 else 0):
        return None
    held = len(items) > 1 and all(what[0] in item and item != what[0] for item in items)
    return Shape("single", (Group(number, what),)) if held or _COUNTS.match(what) else None


_PARTED = re.compile(f"(?:[{_N}]{_M}、){{1,3}}[{_N}]{_M}")


def parted_of(name: str) -> Shape | None:
    """The pattern of a pair whose groups are set apart by a mark.

    >>> parted_of("一心、三带").number, parted_of("一心、一意"), parted_of("三进")
    (4, None, None)
    >>> parted_of("一轴、一廊").number, parted_of("一个中心、两级协同、三方共治").number
    (2, 6)
    >>> [parted_of(name) for name in ("三季种粮、两季种菜", "双向奔赴、双向选择")]
    [None, None]
    >>> parted_of("一线放开、二线管住"), parted_of("一看书、二写字")
    (None, None)
    """
    if (row := rising(name)) is not None:
        return row
    found = shape_of(name.replace("、", "")) if _PARTED.fullmatch(name) else None
    if found is None or (found.form != "pair" and not laid_out(found)):
        return None
    pieces = name.split("、")
    order = [UP_TO_TEN.find(piece[0]) for piece in pieces]
    if order == list(range(1, len(order) + 1)):
        return None  # counted off
    if any(_TIME_OR_RANK.match(piece, 1) for piece in pieces):
        return None
    twofold = _names().get("双", ())
    return None if any(p[0] == "双" and p.startswith(twofold, 1) for p in pieces) else found


_ROW = re.compile(f"(?:[{_N}][^\\W\\d、]{{1,5}}、){{2,4}}[{_N}][^\\W\\d、]{{1,5}}")


def rising(name: str) -> Shape | None:
    """The pattern of three groups or more of one length that count up (一窗受理、两级审核、…).

    Short ones are counted off (一看、二查、三改).

    >>> rising("一窗受理、两级审核、三日办结").number, rising("一查隐患、二看台账、三改作风")
    (6, None)
    """
    if not _ROW.fullmatch(name):
        return None
    pieces = name.split("、")
    numbers = [number_of(piece[0]) for piece in pieces]
    if numbers != list(range(1, len(pieces) + 1)) or "二" in name or len(pieces[0]) < 4:
        return None
    if len({len(piece) for piece in pieces}) > 1:
        return None
    return Shape("pair", tuple(Group(number_of(p[0]), p[1:]) for p in pieces))


def laid_out(shape: Shape) -> bool:
    """Whether a place is laid out by the things counted, and there is not one for each.

    >>> [laid_out(shape_of(name)) for name in ("一核一带", "一轴一区", "一区一园", "一村一品")]
    [True, True, False, False]
    """
    things = [group.morpheme for group in shape.groups]
    lines = classed("layout")
    return (
        shape.form in ("ones", "pair")
        and things[0] in lines
        and len(set(things)) == len(things)
        and all(thing in lines or thing in classed("layout_area") for thing in things)
    )


_TIME_OR_RANK = re.compile("[年季月周日天线]")
"""What a numeral before it orders or measures: 二线, 三季."""
