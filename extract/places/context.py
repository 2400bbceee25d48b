"""What stands beside a place: words of going and being there, banks and sides, lists.

Every candidate for a place gets these features, whichever source proposed it, so that
a few hundred examples teach classes of words and not single characters.
Offsets are code points into the article's clean text.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache, lru_cache

from ...corpus.fold import fold
from ...models import lexicon as lx
from ...seeds.table import DIVISION_COLUMNS, either, read_table
from .. import openers

_LONGEST = 4
_UNITS = ("镇", "街道", "乡", "村", "社区")
_JOINS = "、和与及至或—–-"
OPENED = frozenset("¶，。；：！？、“（ \u3000,;:!?(-")
"""Marks that a name may stand behind."""
_STOPS = frozenset("，。；：！？、“”‘’《》（）() \n\r,.;:!?　和与及")


@cache
def _words() -> dict[str, dict[str, str]]:
    """Side (``left``, ``right``) → word → class."""
    found: dict[str, dict[str, str]] = {"left": {}, "right": {}}
    for row in read_table("place_context.tsv", ("word", "side", "class", "source")):
        found[row["side"]][row["word"]] = row["class"]
    return found


def before(text: str, start: int) -> str | None:
    """Class of the longest context word that ends at ``start``."""
    left = _words()["left"]
    for n in range(min(_LONGEST, start), 0, -1):
        if (found := left.get(text[start - n : start])) is not None:
            return found
    return None


def behind(text: str, end: int) -> str | None:
    """Class of the longest context word that begins at ``end``."""
    right = _words()["right"]
    for n in range(_LONGEST, 0, -1):
        if (found := right.get(text[end : end + n])) is not None:
            return found
    return None


def begins(sc: lx.Scan, start: int, end: int, opened: Container[str] = OPENED) -> bool:
    """Whether a name may begin here: after a mark of ``opened``, a word of being there, a unit.

    No word that stands before names begins the span itself (比如|柳岭路).
    """
    text = sc.text
    if openers.opener(text, start, end) is not None:
        return False
    if lx.left(text, start, 1) in opened or before(text, start) is not None:
        return True
    return bool(sc.end_tags.get(start, 0) & (lx.DIV_FULL | lx.TOWN | lx.ORG_FIXED))


def tail_of(surface: str) -> str:
    """What the name ends in: the level of its place head, a division, a short name, nothing."""
    lex = lx.lexicon()
    level = lex.level.get(surface)
    if level is not None:
        return "country" if level == "country" else "known"
    for begin in range(1, len(surface)):
        tail = surface[begin:]
        if tail in lex.place_head_level:
            return lex.place_head_level[tail]
        if lex.level.get(tail) in ("province", "city", "county"):
            return "known"
    return "none"


def _is_place(item: str) -> bool:
    return len(item) > 1 and (
        item in lx.lexicon().level or (len(item) > 2 and tail_of(item) != "none")
    )


def _listed(text: str, start: int, end: int) -> bool:
    """Whether the item before or after this one in a list is a place by its form."""
    if start and text[start - 1] in _JOINS:
        at = start - 1
        while at > max(0, start - 12) and text[at - 1] not in _STOPS:
            at -= 1
        # The first item of a list has the sentence before it: 销往浙江、福建.
        if any(_is_place(text[i : start - 1]) for i in range(at, start - 2)):
            return True
    if text[end : end + 1] in _JOINS and text[end : end + 1]:
        at = end + 1
        while at < min(len(text), end + 12) and text[at] not in _STOPS:
            at += 1
        if any(_is_place(text[end + 1 : i]) for i in range(end + 3, at + 1)):
            return True
    return False


@cache
def _full_names() -> dict[str, tuple[str, ...]]:
    """Short name of a division → the fuller names it may stand for.

    东乡 → 东乡族自治县; with the divisions above it, 昭通 → 云南昭通, 兰考 → 开封兰考.
    """
    found: dict[str, set[str]] = {}
    rows = [
        row
        for row in read_table("divisions.tsv.gz", DIVISION_COLUMNS)
        if row["short"] and row["level"] != "town"
    ]
    above = {row["code"]: row for row in rows if len(row["code"]) < 6}
    for row in rows:
        short, name, code = row["short"], fold(row["name"]), row["code"]
        names = found.setdefault(short, set())
        names.add(name)
        names.update(lx.plain_forms(name, short))
        for size in (2, 4):
            if size < len(code) and (parent := above.get(code[:size])):
                names.update(parent[key] + short for key in ("short", "name"))
    return {short: tuple(sorted(names)) for short, names in found.items()}


JOINED = re.compile(
    "[路街道巷站桥河江](?=[一-鿿])([东西南北]起|面朝|绕行|至|坐|或|往|(?<!街)靠(?=[东西南北]|[一-鿿]{2,4}一侧))"
)
"""A place's last character and what joins it to the next place or to a verb."""

_INNER = re.compile("[路街道站桥河江湖山海](?:[和与及至到坐]|[东西南北]起|面朝)")
_CROSSING = re.compile("(?:口|处)$")


@lru_cache(maxsize=1 << 12)
def fuller(text: str, surface: str) -> str:
    """Whether the text has the place's full name, or its name with a unit; kept, as both are
    looked for all through the text."""
    if any(full in text for full in _full_names().get(surface, ())):
        return "full"
    return "unit" if any(surface + unit in text for unit in _UNITS) else ""


_UNIT = re.compile("[一-鿿]{2}(?:村|镇|乡|街道|社区|组|屯)$")


@cache
def _built() -> re.Pattern[str]:
    """What a site ends in that the heads of names do not hold: a built thing (柳岭超市), a gate or
    slope of it, a hall that may be a body too (柳岭纪念馆)."""
    built = either("place_words.tsv", "site_tail")
    return re.compile(f".(?:(?P<built>{built})|(?P<hall>{either('place_words.tsv', 'hall')}))$")


@lru_cache(maxsize=1 << 12)
def elsewhere(text: str, surface: str) -> bool:
    """Whether the name stands elsewhere in the text, or here, with a word that only places have
    (位于柳岭, 柳岭境内): what is said once holds for the whole article."""
    at = text.find(surface)
    while at >= 0:
        if before(text, at) == "at" or behind(text, at + len(surface)) in ("around", "bank"):
            return True
        at = text.find(surface, at + 1)
    return False


def features(text: str, start: int, end: int, *, covered: bool = False) -> dict[str, float]:
    """Context features of a candidate for a place at ``[start, end)``.

    Of a name that is likely a part of a longer one (``covered``) other places say little.
    """
    surface = fold(text[start:end])
    tail = tail_of(surface)
    found = {f"tail={tail}": 1.0}
    if (left := before(text, start)) is not None:
        found[f"ctx.before={left}"] = 1.0
        found["ctx.at"] = 1.0
    if (right := behind(text, end)) is not None:
        found[f"ctx.behind={right}"] = 1.0
        found[f"ctx.behind={right}&{tail}"] = 1.0
    if _listed(text, start, end):
        found["ctx.listed"] = 1.0
    if not covered and _UNIT.search(text, max(0, start - 4), start):
        # 荆竹村|余家湾: what a village's name goes on with lies in it.
        found["ctx.in_unit"] = found[f"ctx.in_unit&{tail}"] = 1.0
    if built := _built().search(surface):
        found[f"ctx.tail={built.lastgroup}"] = 1.0
    clear = covered or left == "at" or right in ("around", "bank")
    if not clear and elsewhere(text, surface):
        found["ctx.elsewhere"] = 1.0
    at_edge = text[end : end + 1] in ("", "\n")
    opens = not start or text[start - 1] == "\n"
    whole = fuller(text, surface)
    if whole == "full":
        found["ctx.full_here"] = 1.0
        found[f"ctx.full_here&{'common' if surface in lx.lexicon().common else 'rare'}"] = 1.0
        if at_edge or opens:
            found["ctx.full_here&edge"] = 1.0
    elif whole == "unit":
        found["ctx.unit_here"] = 1.0
    if opens and text[end : end + 1] in (":", "："):
        found["ctx.line_subject"] = 1.0
    if _INNER.search(surface, 0, len(surface) - 1) and not _CROSSING.search(surface):
        found["ctx.joined"] = 1.0
    return found
