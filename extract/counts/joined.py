"""Nouns to the right: one of two counts (9段共14公里村道), two of one count (村医和志愿者)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .counted import RELATIVE, Counted
from .right_noun import right_noun
from .words import beside

_PERSONS = frozenset(("名", "位", "人"))
_SPECIES = frozenset(("棵", "株", "盆", "只", "头", "尾", "羽"))
"""Units of plants and animals: two of their kinds side by side are counted together."""
_PLACES = frozenset(("村", "组", "镇", "乡", "寨", "屯", "县", "市", "区", "省", "国"))
"""Units that are nouns themselves: 四村|688亩油茶."""
_IN_ALL = re.compile("(?:一?共|共有|共计|合计|总共|总长)?")
"""Between two counts of one thing: 3条共11公里, 4类26项."""
_ALIKE = re.compile("[、和][一-鿿]{2,4}")
"""Between the shares of two owners: 城区4所、乡镇7所小学."""
_AND = re.compile("(?:、[一-鿿]{2,6})*和(?![若数几每各其上一二两三四五六七八九十百千万A-Za-z])")
_ROW = frozenset(("、", "和", "及", "与", "以及"))
"""Between the counts of a row: 38块、45块、27块麦田."""
_LAST = re.compile("的([一-鿿]{2,6})(?=[，。；])")
"""A noun that ends its clause: 11公里|的健身步道。"""
_PRIZED = re.compile("集体(?=[和、及，。；]|获|受|荣|被)")
_OWNER = re.compile("[区镇乡县城村市校级午]$")
_ENDS = frozenset("，。；、！？,;）)\n")


def shared_nouns(
    text: str, counts: Sequence[Counted], chosen: Sequence[str | None]
) -> list[str | None]:
    """``chosen``, with the noun behind a count for those before it that share it.

    3条|共11公里的健身步道, 4类|26项服务, 城区4所|、乡镇7所小学.
    """
    found = list(chosen)
    holder = len(counts) - 1  # the count that the noun stands behind
    for i in range(len(counts) - 2, -1, -1):
        if not (_share(text, counts[i], counts[i + 1]) and _open(text, counts, i, found[i])):
            holder = i
            continue
        noun = found[i + 1] or _behind(text, counts[holder])
        if noun is None or not _is_behind(text, counts[holder], noun):
            holder = i
            continue
        found[i] = noun
        if counts[i + 1].dimension != "age":
            found[i + 1] = noun
    return found


def _share(text: str, count: Counted, following: Counted) -> bool:
    """Whether two counts stand like those of one thing."""
    gap = text[count.end : following.start]
    if len(gap) > 5 or count.kind in RELATIVE or following.kind in RELATIVE:
        return False
    if count.unit is None or count.unit in _PLACES or following.unit in _PLACES:
        return False
    if gap in _ROW:
        return count.unit == following.unit
    if count.dimension in ("length", "money") or (not gap and following.dimension == "length"):
        return False
    alike = count.unit == following.unit and _ALIKE.fullmatch(gap)
    return bool(alike or _IN_ALL.fullmatch(gap))


def _open(text: str, counts: Sequence[Counted], i: int, phrase: str | None) -> bool:
    """Whether nothing, or but the owner before it, was chosen for ``counts[i]``: 城区4所.

    In a row, also what is named elsewhere.
    """
    if phrase is None:
        return True
    count, following = counts[i], counts[i + 1]
    if text[count.end : following.start] in _ROW:
        before = text[counts[i - 1].end if i else 0 : count.start]
        return before in _ROW
    named = text.endswith(phrase, 0, count.start) and count.end < following.start
    return named and _OWNER.search(phrase) is not None


def _is_behind(text: str, count: Counted, noun: str) -> bool:
    """Whether ``noun`` begins behind ``count``; none but people where those are counted."""
    people = count.dimension in ("people", "household")
    begin = count.end + text.startswith("的", count.end)
    return text.startswith(noun, begin) and not (people and noun[-1] not in beside("human"))


def _behind(text: str, count: Counted) -> str | None:
    """The noun that the rules see behind ``count``."""
    noun = right_noun(text, count.end, count.dimension in ("people", "household"))
    if noun is None and (last := _LAST.match(text, count.end)):
        return last[1]
    return noun


def groups(text: str, count: Counted, phrase: str | None) -> str | None:
    """集体 where 3个|集体和15名个人获奖, as before other words it says how something is done."""
    prized = phrase is None and count.unit == "个" and _PRIZED.match(text, count.end)
    return "集体" if prized else phrase


def both_nouns(text: str, count: Counted, phrase: str | None) -> str | None:
    """``phrase`` with the noun that 和 joins to it: 26名协管员和安全员, 500棵樱花和海棠.

    Only people, and before a stop plants, animals and what is called alike (洒水车和清扫车):
    in 28处监测站和无人机 the second noun has another unit.
    """
    persons = count.unit in _PERSONS
    if phrase is None or count.dimension not in ("people", "thing", "animal", "event", "place"):
        return phrase
    begin = count.end + text.startswith("的", count.end)
    if not text.startswith(phrase, begin) or (persons and phrase[-1] not in beside("human")):
        return phrase
    at = begin + len(phrase)
    joint = _AND.match(text, at)
    if joint is None:
        return phrase
    second = right_noun(text, joint.end(), persons)
    end = joint.end() + len(second or "")
    if second is None or not text.startswith(second, joint.end()) or len(second) < 2:
        return phrase
    if persons:
        return text[begin:end] if second[-1] in beside("human") else phrase
    alike = count.unit in _SPECIES or second[-1] == phrase[-1]
    return text[begin:end] if alike and text[end : end + 1] in _ENDS else phrase
