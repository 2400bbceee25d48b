"""Names in lists: short names of enterprises before 等知名企业, functional names beside
named bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...models.edges import BARE, Option
from ...models.heads import Head
from ...seeds.table import either
from .. import openers
from ..candidates import Candidate
from ..links import parse
from ..readings import CLEAR, Reading
from .evidence import DEPARTMENTS, kind_of_head

_ITEM = "[一-鿿A-Za-z0-9]{2,12}"
_LONGEST = 8
"""Longest short name of an enterprise, in characters."""


@cache
def _firms() -> re.Pattern[str]:
    """Firms by their short names in a list that says what they are."""
    fame = either("org_context.tsv", "fame")
    return re.compile(
        f"(?P<items>(?:{_ITEM}、)+{_ITEM})等[一-鿿\\d]{{0,8}}?(?P<fame>{fame})?[一-鿿]{{0,2}}?"
        "(?:企业(?![家化主所])|公司)"
        f"|(?P<two>(?:{_ITEM}、)+{_ITEM})(?:[两二三四五六七八九十]|\\d+)家"
        "(?:企业|公司|(?:先后|相继|同时)?[落入])"
        f"|(?<=[以由])(?P<chain>(?:{_ITEM}、)+{_ITEM})等?为[“‘]?(?:{fame})[”’]?的?企业"
    )


@cache
def _famed() -> re.Pattern[str]:
    """Firms that are told by their rank at the end of a list."""
    return re.compile(f"(?:{either('org_context.tsv', 'fame')})[一-鿿]{{0,2}}企业$")


@cache
def _lead() -> re.Pattern[str]:
    """What stands before the first name of a list without a mark."""
    words = either("org_context.tsv", "before_list")
    return re.compile(f".*(?:{words})(?=[一-鿿A-Za-z]{{2,8}}$)")


@cache
def _trade() -> re.Pattern[str]:
    """What a trade ends in; a name of two characters more may end so, too."""
    words = either("org_context.tsv", "trade")
    return re.compile(f"[产行工农林牧渔商服造鞋]业$|行业|产业|领域|(?:{words})$")


def free_of_words(sc: lx.Scan, start: int, end: int) -> int:
    """Characters after the division at the name's begin that no everyday word inside it covers."""
    covered = max(
        (middle for middle, _ in sc.words_from(start, lx.AREA) if middle < end), default=start
    )
    free = 0
    while covered < end:
        step = max(
            (stop for stop, word in sc.words_from(covered, lx.COMMON) if stop <= end), default=0
        )
        free += not step
        covered = step or covered + 1
    return free


def _items(text: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The list's items; the first without what stands before its name."""
    group = next(name for name in ("items", "two", "chain") if match[name])
    at = match.start(group)
    for number, item in enumerate(match[group].split("、")):
        start, end = at, at + len(item)
        at = end + 1
        if number == 0 and group != "chain":
            if lead := _lead().match(text, start, end):
                start = lead.end()
            elif "一" <= text[start - 1 : start] <= "鿿":
                continue
        yield start, end


def _listed(item: str) -> bool:
    """Whether an item is an enterprise that the lexicon lists (中国电信)."""
    return lx.lexicon().fixed_kind.get(item) == "enterprise"


def _in_trades(sc: lx.Scan, spans: list[tuple[int, int]]) -> bool:
    """Whether two of the items are a coined name with its trade (天工机械、春兴木业), or listed."""
    text, common = sc.text, lx.lexicon().common
    told = 0
    for start, end in spans:
        trade = _trade().search(text, start, end)
        lead = trade.start() - start if trade else 0
        if _listed(text[start:end]):
            told += 2
        elif lead == 2 and text[start : start + 2] not in common:
            told += bool(free_of_words(sc, start, start + 2)) and text[start:end] not in common
    return told >= 2


def firms(sc: lx.Scan) -> Iterator[Candidate]:
    """Short names of enterprises in a list that 等知名企业 ends (甲塑业、乙茶业等龙头企业)."""
    text = sc.text
    level = lx.lexicon().level
    for match in _firms().finditer(text):
        spans = list(_items(text, match))
        sure = match["chain"] or _in_trades(sc, spans)
        famed = match["fame"] or sure or (spans and _famed().search(text, 0, spans[0][0]))
        named = []
        for start, end in spans:
            trade = _trade().search(text, start, end)
            coined = free_of_words(sc, start, end)
            placed = bool(sc.start_tags.get(start, 0) & lx.AREA)
            if trade and not (coined and (placed or end - start >= len(trade[0]) + 2)):
                continue
            if parse(text[start:end])[1] == end - start:
                continue
            if coined and text[start:end] not in level and (famed or placed):
                named.append((start, end))
        known = [span for span in spans if _listed(text[slice(*span)]) and span not in named]
        if len(named) + len(known) < 2 or 3 * (len(named) + len(known)) < 2 * len(spans):
            continue
        brands = match["fame"] and len(named) >= BRANDS and len(named) == len(spans)
        least = 2 if sure or brands else 3
        for start, end in named:
            if least <= end - start <= _LONGEST:
                yield Candidate("ORG", start, end, "org.firm", {"kind": "enterprise"}, CLEAR)
                for other in ("PERSON", "PLACE"):
                    yield Candidate(other, start, end, "org.firm.idiom", decoy=True)


_BODIES = re.compile("[一-鿿“”·]{2,30}(?:、[一-鿿“”·]{2,30})+")


@cache
def _after_list() -> re.Pattern[str]:
    """What follows the last of a list of bodies."""
    return re.compile(f"(?:{either('org_context.tsv', 'after_list')})")


SURE = 0.8
"""A reading this likely makes a list one of bodies."""
_ORG = lx.ORG_HEAD | lx.ORG_FIXED
BRANDS = 4
"""So many coined names before 等领军企业 are brands of two characters, too."""
POSSIBLE = 0.1
"""Least likelihood of a whole item's being a name."""
_ANY = frozenset(("分中心", "服务站", "服务点", "服务中心", "工作站", "联络站", "警务室"))
"""Heads that are no name by themselves in any list."""


def bodies(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Functional names in a list of named bodies (县教育局、派出所、司法所).

    The list holds a body named with its place or level, and every item ends in a head.
    """
    text = sc.text
    ends = {head.end: (head, options) for head, options in found if head.tags & _ORG}
    for match in _BODIES.finditer(text):
        items = []
        at = match.start()
        for item in match[0].split("、"):
            items.append((at, at + len(item)))
            at += len(item) + 1
        whole = [(start, end) for start, end in items[1:-1] if end in ends]
        if len(whole) < len(items) - 2 or not any(
            _named(text, *ends[e]) for _, e in items if e in ends
        ):
            continue
        last = items[-1][0]
        for end in range(last + 2, min(last + 12, len(text))):
            if end in ends and _after_list().match(text, end):
                whole.append((last, end))
                break
        for start, end in whole:
            head, options = ends[end]
            family, kind = kind_of_head(head)
            bare = start == head.start
            at = BARE if bare else start
            p = next((o.p for o in options if o.start == at and o.type == "ORG"), 0.0)
            if family not in DEPARTMENTS or end - start < 3 or (bare and head.word in _ANY):
                continue
            if bare or p >= POSSIBLE:
                yield Candidate("ORG", start, end, "org.listed", {"kind": kind}, CLEAR)


def _named(text: str, head: Head, options: tuple[Option, ...]) -> bool:
    """Whether a name with its place or level surely ends in ``head``."""
    option = options[0]
    if option.type != "ORG" or option.start < 0 or option.p < SURE:
        return False
    return text[option.start] in openers.LEVELS or parse(text[option.start : head.end])[1] >= 2
