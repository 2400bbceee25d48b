"""The numeral patterns of names: 三链融合, 五问五促, 1+3+N, 四个一."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .vocabulary import number_of

_N = "一二两双三四五六七八九十"
_CODE = re.compile(
    r"(?:[一-鿿]{2,5}\+)?(?:[0-9]{1,4}|[NXn×x]|[一-鿿]{1,3})(?:\+(?:[0-9]{1,4}|[A-Zn]|[一-鿿]{1,6})){1,6}"
)
_DIGITS = re.compile(r"[1-9][0-9]{2,5}")
_PAIR = re.compile(
    rf"(?P<n1>[{_N}])(?P<m1>[^{_N}\W\d]{{1,3}})(?P<n2>[{_N}])(?P<m2>[^{_N}\W\d]{{1,3}})"
    rf"(?:(?P<n3>[{_N}])(?P<m3>[^{_N}\W\d]{{1,3}}))?"
)
_REPEAT = re.compile(r"(?P<head>[^\W\d])[^\W\d](?:(?P=head)[^\W\d]){2,4}")
_ONE = re.compile(rf"(?P<lead>[^\W\d{_N}]{{1,4}})?(?P<n>[{_N}2-9])(?P<rest>[^\W\d]{{1,6}})")
_WORDS = {
    "双": ("向", "重", "赢", "手", "方", "休", "语", "层", "打", "碳", "减", "十一", "创", "季"),
    "三": ("农", "维", "甲", "峡", "亚", "国", "北", "星", "伏"),
    "四": ("川", "平", "溢", "海"),
    "五": ("星", "谷", "粮", "金"),
    "六": ("合", "安", "盘", "尺"),
    "七": ("夕",),
    "八": ("卦", "达"),
    "九": ("江", "州", "寨"),
    "十": ("堰", "佳", "大", "强"),
}
"""Words that begin with a numeral and count nothing (双向, 九江)."""


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
        for group in self.groups:
            if group.number is None:
                return None
            total += group.number
        return total


def _code_number(part: str) -> int | None:
    if part.isdigit():
        return int(part)
    if len(part) == 1 and part.isalpha() and part.isascii():
        return None
    first = number_of(part[0])
    return first if first is not None else 1


def shape_of(name: str) -> Shape | None:
    """The numeral pattern of a name without quotation marks, if it has one.

    >>> shape_of("五问五促").groups
    (Group(number=5, morpheme='问'), Group(number=5, morpheme='促'))
    >>> shape_of("三链融合").groups
    (Group(number=3, morpheme='链融合'),)
    """
    name = name.strip()
    if "+" in name and _CODE.fullmatch(name):
        parts = name.split("+")
        if any(p.isdigit() or p in ("N", "X", "n") or p[:1] in _N for p in parts):
            return Shape("code", tuple(Group(_code_number(p), p) for p in parts))
        return None
    if _DIGITS.fullmatch(name) and "0" not in name and len(name) <= 5:
        return Shape("figures", tuple(Group(int(c), c) for c in name))
    match = _REPEAT.fullmatch(name)
    if match and match["head"] not in _N:
        return Shape("repeat", tuple(Group(1, name[i : i + 2]) for i in range(0, len(name), 2)))
    match = _PAIR.fullmatch(name)
    if match and match["m1"][0] != "个":
        groups = [
            Group(number_of(match[f"n{i}"]), match[f"m{i}"]) for i in (1, 2, 3) if match[f"n{i}"]
        ]
        if all(g.number == 1 for g in groups):
            return Shape("ones", tuple(groups))
        return Shape("pair", tuple(groups))
    match = _ONE.fullmatch(name)
    if match:
        number = number_of(match["n"])
        if match["rest"].startswith(_WORDS.get(match["n"], ())):
            return None
        if number is None or (number == 1 and not match["rest"].startswith("个")):
            return None
        rest = match["rest"]
        if rest[0] in _N:
            return None
        return Shape("single", (Group(number, rest),), match["lead"] or "")
    return None
