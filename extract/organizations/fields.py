"""Departments called by their field alone in a list that 等部门 ends: 县民政、林草、妇联等部门."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from .. import openers
from ..candidates import Candidate
from ..readings import FORMED
from .evidence import DEPARTMENTS
from .forms import whole

_MANY = "(?:多个?|[0-9一二三四五六七八九十]+[个家]?)?"
_LEVELS = "省市县区州旗镇乡"
_LEVEL_WORDS = frozenset(("城市", "地区", "社区", "小区", "片区", "园区", "辖区", "乡镇", "城镇"))
_THAT = re.compile(f"该[{_LEVELS}]$")


@cache
def _list() -> re.Pattern[str]:
    """Fields that a list calls departments (民政、林草等相关部门)."""
    whose = either("org_context.tsv", "department_quality")
    return re.compile(
        "(?P<items>[一-鿿]{2,16}(?:、[一-鿿]{2,8})+(?:(?:和|与|以及|及)[一-鿿]{2,8}?)?)"
        f"等{_MANY}(?:{whose}){{0,2}}(?:部门|单位)"
    )


@cache
def _field() -> re.Pattern[str]:
    """A department's field at the end of an item."""
    return re.compile(f"(?:{either('org_context.tsv', 'field')})$")


def _bare(item: str) -> int:
    """Length of the field or functional name that an item ends in; 0 for none."""
    if match := _field().search(item):
        return len(match[0])
    families = lx.lexicon().org_family
    for size in range(min(len(item), 8), 1, -1):
        if families.get(item[-size:]) in DEPARTMENTS:
            return size
    return 0


def _first(sc: lx.Scan, start: int, end: int, size: int) -> tuple[int, bool]:
    """Where the first name begins, and whether a level or division says whose it is."""
    text = sc.text
    at = end - size
    if _THAT.search(text, max(start, at - 2), at):
        return at, True
    begin = whole(sc, at, {})
    if start <= begin < at and openers.opener(text, begin, at) is None:
        return begin, True
    level = text[at - 1 : at]
    if at > start and level in _LEVELS and text[at - 2 : at] not in _LEVEL_WORDS:
        return at - 1, True
    return at, False


def fields(sc: lx.Scan) -> Iterator[Candidate]:
    """Every part of a list of fields and functional names that 等部门 ends.

    A level or a division before the first says whose they are.  Without one the fields must
    stand beside a body's name (民政、水管、妇联等部门), and the scorer has to weigh it: 公安、消防
    等部门 are mostly kinds of departments.
    """
    text = sc.text
    if "部门" not in text and "单位" not in text:
        return
    for match in _list().finditer(text):
        spans = _named(match)
        words = [text[end - size : end] for _, end, size in spans]
        told = sum(_field().fullmatch(word) is not None for word in words)
        if told < 2:
            continue
        start, whose = _first(sc, *spans[0])
        if not whose and (told < 3 or told == len(words)):
            continue
        rule = "org.field" if whose else "org.field_alone"
        features = FORMED if whose else {"edge_p": 0.9, "fields": float(told)}
        for number, (begin, end, _) in enumerate(spans):
            begin = begin if number else start
            kind = lx.lexicon().org_kind.get(text[begin:end], "government")
            yield Candidate("ORG", begin, end, rule, {"kind": kind}, features)


def _named(match: re.Match[str]) -> list[tuple[int, int, int]]:
    """The list's items from the first that ends in a name: start, end, the name's length.

    None where a later item is more than its name, with a level or without (县住建).
    """
    spans = []
    at = match.start("items")
    for item in re.split("、|和|与|以及|及", match["items"]):
        spans.append((at, at + len(item), _bare(item)))
        at += len(item) + 1 + match.string.startswith("以及", at + len(item))
    # What stands before the first name may hold 和, too.
    last = max((i for i, span in enumerate(spans) if not span[2]), default=-1)
    spans = spans[last + 1 :]
    more = (end - start - size for start, end, size in spans[1:])
    if len(spans) < 2 or any(n > 1 for n in more):
        return []
    return spans
