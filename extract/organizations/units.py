"""Grass-roots units that the lexicon or the article itself makes sure of: towns listed under
the division named before them (柳州市北岭镇), with their village, and names told again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ...models import lexicon as lx
from ...models.edges import across
from .. import openers
from ..candidates import Candidate
from ..links import parse
from ..readings import CLEAR, Reading
from .evidence import uncut

_TOWNS = ("镇", "乡", "街道", "苏木")
_SMALL = frozenset(("村", "社区", "嘎查"))
_LONGEST = 24
"""Longest chain of divisions, in characters."""
_NEAR = 7
"""A village's name ends at most so many characters after its town's."""
_OPEN = frozenset("¶，。；：！？、“（ \u3000,;:!?(")
_LED = frozenset("在由与和到从是为向对")
_NAMED = 4
"""A listed town's name this long is hardly anything else."""
LONGER = 0.2
"""A longer reading this likely leaves the doubt."""
_GROUP = re.compile(r"第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[组社]")
WITNESS = 0.3
"""Least likelihood that a name ends in the village's head."""


def _chain(sc: lx.Scan, start: int) -> int:
    """Length of the divisions from ``start``, where they end in a town listed under them, or 0."""
    text = sc.text
    length = parse(text[start : start + _LONGEST])[1]
    name = text[start : start + length]
    if not name.endswith(_TOWNS) or not _is_town(sc, start, start + length):
        return 0
    if start + length not in (end for end, _ in sc.words_from(start, lx.TOWN)):
        return length
    # A town without its division.
    begins = lx.left(text, start, 1) in _OPEN
    if not begins and (text[start - 1] not in _LED or across(sc, start)):
        return 0
    return length if length >= _NAMED + name.endswith("街道") else 0


def _is_town(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether the chain's last name is a town's and no city's or county's (景德镇, 东乡)."""
    level = lx.lexicon().level
    return any(
        at >= start and level.get(word) == "town" for at, word in sc.words_to(end, lx.TOWN)
    ) and all(level.get(word) == "town" for at, word in sc.words_to(end, lx.PLACES) if at >= start)


def towns(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Listed towns, after their division or by themselves, and the villages that follow them."""
    text = sc.text
    ends: dict[int, int] = {}
    for start, tag in sorted(sc.start_tags.items()):
        if not tag & (lx.AREA | lx.TOWN) or any(start < end for end in ends.values()):
            continue
        if length := _chain(sc, start):
            ends[start] = start + length
    reach: dict[int, int] = {}
    for head, options in found:
        for option in options:
            end = ends.get(option.start)
            if end is None or option.p < LONGER or head.start < end:
                continue
            if openers.opener(text, end, head.start + 1) is None:
                reach[option.start] = max(head.end, reach.get(option.start, 0))
    for start, end in ends.items():
        stop = _village(text, found, end)
        if stop < 0:
            continue
        kind = "community" if stop else "subdistrict"
        end = stop or end
        goes_on = text[end : end + 1] in openers.FALL or _GROUP.match(text, end)
        # 草桥乡|扑火队: the name may go on.
        if (
            reach.get(start, 0) <= end
            and not goes_on
            and not sc.start_tags.get(end, 0) & lx.ORG_HEAD
        ):
            yield Candidate("ORG", start, end, "org.town", {"kind": kind}, CLEAR)


def examples(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Units that a division takes as an example (柳州市以|石桥社区|为试点)."""
    text = sc.text
    for head, options in found:
        if text[head.end : head.end + 1] != "为" or head.word not in (*_TOWNS, *_SMALL):
            continue
        option = options[0]
        start = option.start
        likely = option.type == "ORG" and option.p >= WITNESS
        after = sc.end_tags.get(start - 1, 0) & (lx.DIV_FULL | lx.TOWN)
        if likely and after and text[start - 1 : start] == "以":
            attrs = {"kind": lx.lexicon().org_kind[head.word]}
            yield Candidate("ORG", start, head.end, "org.town", attrs, CLEAR)


_REPEATED = ("村", "社区", "镇")
_NO_STEM = re.compile(
    "[的了在和与及是有把将为被让对向从到由以各每全本该这那我某几多数个们不等、第一两]|[镇乡村县市区]|街道|社区|中心|城乡"
)
"""What no stem of a unit told again holds."""
_SURE = 0.75
_TIMES = 3
_UNIT = lx.DIV_FULL | lx.TOWN | lx.ORG_HEAD


def again(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Units told three times with other words before them, where no reading is sure (夏杜营村)."""
    text, lex = sc.text, lx.lexicon()
    ends: dict[str, list[int]] = defaultdict(list)
    sure: set[str] = set()
    longer: set[str] = set()
    parts: set[str] = set()
    for head, options in found:
        if head.word not in _REPEATED or text[head.end : head.end + 1] in openers.FALL | {"长"}:
            continue
        part = text.startswith("党", head.end)
        if sc.start_tags.get(head.end, 0) & lx.ORG_HEAD and not part:
            continue
        for size in (2, 3, 4):
            stem = text[head.start - size : head.start] if head.start >= size else ""
            if not re.fullmatch("[一-鿿]+", stem) or _NO_STEM.search(stem):
                break
            if stem in lex.common:
                continue
            best = options[0]
            name = stem + head.word
            start = head.start - size
            if part:
                parts.add(name)
            elif best.type != "ORG" or best.start < 0 or best.p < _SURE:
                ends[name].append(head.end)
            elif best.start == start or sc.end_tags.get(start, 0) & _UNIT:
                sure.add(name)
            else:
                longer.add(name)
    for name, where in ends.items():
        times = len(where) + (name in sure) + (name in parts)
        if times < _TIMES or name in longer or not _coined(sc, name, where):
            continue
        for end in where:
            yield Candidate("ORG", end - len(name), end, "org.told", {"kind": "community"}, CLEAR)


def _coined(sc: lx.Scan, name: str, ends: list[int]) -> bool:
    """Whether a name begins nowhere later and ends no longer one, by what stands before it."""
    before = {sc.text[end - len(name) - 1 : end - len(name)] for end in ends}
    if len(before) < 2 or openers.opener(name, 0, len(name) - 1) is not None:
        return False
    if any(name.startswith(word) for word in openers.generic()):
        return False
    return bool(before & (_OPEN | _LED | {"的", "\n", ""}))


_SIDES = frozenset("上下前后东西南北左右里外大小中")


def siblings(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Villages that only their side tells apart (前石村、后石村 and so 上石村)."""
    text = sc.text
    sides: dict[str, set[str]] = defaultdict(set)
    told = []
    for head, _ in found:
        for size in (2, 3):
            first = head.start - size - 1
            if head.word != "村" or first < 0 or text[first] not in _SIDES:
                continue
            stem = text[first + 1 : head.start]
            if re.fullmatch("[一-鿿]+", stem) and not _NO_STEM.search(stem):
                sides[stem].add(text[first])
                told.append((first, head.end, stem))
    for start, end, stem in told:
        if len(sides[stem]) > 1:
            yield from uncut(start, end, "org.sibling", "community")
            yield Candidate("ORG", start + 1, end, "org.sibling.idiom", decoy=True)


def _village(text: str, found: tuple[Reading, ...], end: int) -> int:
    """Where a village's name ends that follows a town's at ``end``; 0 for none, -1 in doubt."""
    for head, options in found:
        if head.word in _SMALL and end + 2 <= head.end <= end + _NEAR and head.start > end:
            told = sum(o.p for o in options if o.type == "ORG" and 0 <= o.start <= end)
            if openers.opener(text, end, head.start) is not None:
                return 0
            return head.end if told >= WITNESS else -1
    return 0
