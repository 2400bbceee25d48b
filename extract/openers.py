"""Words that stand before names and are no part of them: 联合, 上周, 各个, 如今.

A left edge found by the models may lie before such a word (专供柳湾食品公司).  The
proposers flag these spans, so that the scorer can refuse them, and add the
reading that begins right after the word.  Offsets are code points.
"""

from __future__ import annotations

import re
from functools import cache

from ..models import lexicon as lx
from ..models.edges import BARE, Option, openers
from ..models.heads import Head
from ..seeds.table import WORD_COLUMNS, read_table

SURE = 0.9
"""A reading this likely needs no other."""

LONGEST = 4
"""Longest opener looked for, in characters."""

UNITS = frozenset(("社区", "村", "新村", "街道", "镇", "乡"))

LEVELS = frozenset("省市县区旗州镇乡村")
"""Last characters of divisions, which stand for the level alone, too (县教育局)."""

FALL = frozenset("级民干庄貌口落")
"""Characters that make another word of a unit's head before them (村民, 镇级)."""

COMPOUNDS = frozenset(
    ("小区", "家园", "花园", "花苑", "佳苑", "公寓", "家属院")
    + ("名苑", "雅苑", "新苑", "华庭", "华府")
)
"""Heads of compounds of houses."""

_SERVED = frozenset(("服务", "活动", "文化", "艺术", "体育", "会议", "实践"))
"""What a centre is for."""

_COUNTED = re.compile(
    r"\d+余?[支个名家所处座条]|[十百千两三四五六七八九几多数][余多]?[支个名家所处]"
)


@cache
def words() -> dict[str, str]:
    """Opener → class: verb, time, clause, coverb, scope, or name (联合国 is no opener)."""
    rows = read_table("name_openers.tsv", WORD_COLUMNS)
    kinds = {r["word"]: r["class"] for r in rows if r["class"] not in ("generic", "trade")}
    # Verbs that divide two bodies open a name like others.
    return {word: "verb" if kind == "break" else kind for word, kind in kinds.items()}


def at_centre(text: str, start: int, word: str) -> bool:
    """Whether the set phrase at ``start`` is a centre and the square that lies at it.

    >>> at_centre("党群服务中心广场", 4, "中心广场"), at_centre("在中心广场", 1, "中心广场")
    (True, False)
    """
    return word == "中心广场" and text[max(0, start - 2) : start] in _SERVED


def generic() -> frozenset[str]:
    """Words that make a kind of body or place and no name (党员志愿服务队, 小微公园)."""
    return openers("generic", "scope")


def opener(text: str, start: int, limit: int) -> tuple[int, str] | None:
    """The longest opener in ``text[start:limit]`` that begins at ``start``: (its end, class)."""
    known = words()
    level = lx.lexicon().level
    if text[start] in "该我" and text[start + 1 : start + 2] in LEVELS:
        return min(start + 2, limit), "coverb"
    if any(known.get(text[start : start + n]) == "name" for n in (3, 4)):
        return None
    for end in range(min(start + LONGEST, limit), start, -1):
        if (found := known.get(text[start:end])) is not None:
            if end - start == 1 and any(text[start : start + n] in level for n in (2, 3, 4)):
                # 以色列, 上海, 和田: a place begins with the coverb's character.
                return None
            return end, found
    return None


def _inside(text: str, start: int, limit: int) -> int:
    """End of the last verb or adverb of two or more characters inside the name, or -1."""
    known = words()
    for at in range(limit - 2, start, -1):
        for n in (3, 2):
            if at + n <= limit and known.get(text[at : at + n]) == "verb":
                if known.get(text[at : at + n + 1]) == "name":
                    continue
                return at + n
    return -1


def features(text: str, start: int, head: Head) -> dict[str, float]:
    """What the name that begins at ``start`` and ends in ``head`` begins with and follows."""
    found: dict[str, float] = {}
    if start < head.start and (first := opener(text, start, head.start)) is not None:
        found["opens_" + first[1]] = 1.0
        if first[0] - start > 1:
            found["opens_word"] = 1.0
    if head.start - start > 2 and _inside(text, start, head.start) > 0:
        found["verb_inside"] = 1.0
    known = words()
    for n in (4, 3, 2):
        kind = known.get(text[max(0, start - n) : start])
        if kind is not None:
            found["after_" + kind] = 1.0
            break
    stem = text[start : head.start]
    if stem in generic() or (head.word not in UNITS and stem in openers("trade")):
        found["stem_generic"] = 1.0
    if _COUNTED.search(text, start, head.start):
        found["counted_inside"] = 1.0
    quote = text.rfind("“", max(0, start - 14), start)
    if 0 <= quote < start - 1 and "”" not in text[quote:start]:
        found["in_quote"] = 1.0
    if len(head.word) == 1 and text[head.end : head.end + 1] in FALL:
        found["goes_on"] = 1.0
    return found


def at(start: int, type_: str, options: tuple[Option, ...]) -> Option:
    """The reading of ``type_`` that begins at ``start``; one of no likelihood where none does."""
    for option in options:
        if option.start == start and option.type == type_:
            return option
    return Option(start, type_, 0.0)


def after(text: str, option: Option, options: tuple[Option, ...], head: Head) -> Option | None:
    """The reading that begins after the opener of ``option``, or after a verb inside it.

    The head alone (``BARE``) when the opener ends before it and it has three characters.
    """
    start = option.start
    if option.p >= SURE:
        return None
    first = opener(text, start, head.start)
    begin = first[0] if first is not None else _inside(text, start, head.start)
    if not start < begin <= head.start:
        return None
    if begin == head.start:
        return at(BARE, option.type, options) if len(head.word) > 2 else None
    return at(begin, option.type, options)
