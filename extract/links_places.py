"""A place's name to the code of its division.

Codes are the statistics bureau's (2, 4, 6 or 9 digits, state of 2023).  A name
that several divisions bear (鼓楼区, 朝阳) is settled by what contains it in the
mention, by the article's locality, or not at all: then the candidates are given.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ..corpus.fold import fold
from ..errors import UsageError
from ..models import lexicon as lx
from ..seeds.table import DIVISION_COLUMNS, read_table
from .arguments import text_of
from .links_far import also_else, sole, town_in


@dataclass(frozen=True)
class Division:
    """One division; ``parent`` is the code of the next listed division above, or ``""``."""

    code: str
    name: str
    short: str
    level: str
    parent: str


@dataclass(frozen=True)
class Locality:
    """Where an article is set: the lowest division (county, else city) that it settles."""

    name: str
    adcode: str


@dataclass(frozen=True)
class Link:
    """A place's code, or the sorted codes that it may have; ``level`` when settled.

    A mountain or a sea that a county is called after has a level and no code.
    """

    adcode: str | None
    candidates: tuple[str, ...] = ()
    level: str | None = None


@cache
def divisions() -> dict[str, Division]:
    """All divisions by code."""
    rows = read_table("divisions.tsv.gz", DIVISION_COLUMNS)
    known = {row["code"] for row in rows}
    result = {}
    for row in rows:
        code = row["code"]
        parent = next((code[:n] for n in (6, 4, 2) if n < len(code) and code[:n] in known), "")
        result[code] = Division(code, fold(row["name"]), row["short"], row["level"], parent)
    return result


@cache
def index() -> tuple[dict[str, tuple[str, ...]], int]:
    """Names (full, short, other names in use) to codes; the longest name's length."""
    found: dict[str, list[str]] = defaultdict(list)
    heads = lx.lexicon().org_kind
    for code, division in divisions().items():
        for name in {division.name, division.short, *lx.plain_forms(division.name, division.short)}:
            # 林业局, 农场: listed as a town somewhere, and everywhere what they say.
            if name and (division.level != "town" or name not in heads):
                found[name].append(code)
    by_name = {division.name: code for code, division in divisions().items() if len(code) <= 6}
    for row in read_table("division_aliases.tsv", lx.ALIAS_COLUMNS):
        if by_name[row["name"]] not in found[row["alias"]]:
            found[row["alias"]].append(by_name[row["name"]])
    names_to_codes = {name: tuple(sorted(codes)) for name, codes in found.items()}
    return names_to_codes, max(map(len, names_to_codes))


def ancestors(code: str) -> tuple[str, ...]:
    """Codes of the divisions that contain ``code``, nearest first."""
    found = []
    while code := divisions()[code].parent if code in divisions() else "":
        found.append(code)
    return tuple(found)


def contains(outer: str, inner: str) -> bool:
    """Whether division ``outer`` is ``inner`` or contains it."""
    return inner == outer or (inner.startswith(outer) and len(inner) > len(outer))


def _distinct(codes: Iterable[str]) -> list[str]:
    """Without a county that only repeats its city's name (东莞市)."""
    known = divisions()
    listed = list(dict.fromkeys(codes))
    return [
        c
        for c in listed
        if not any(o != c and contains(o, c) and known[o].name == known[c].name for o in listed)
    ]


CORPS = re.compile("(?:新疆生产建设)?(?:兵团)?第?[一二三四五六七八九十]+师(?=.{1,6}市)")
"""A division of the Corps before the city that it runs (第十四师|昆玉市融媒体中心)."""


BEARING = re.compile("[东西南北]区|[城郊矿]区|[老新]城")
"""Districts that bear the name of a part of any town or works."""


def parse(text: str) -> tuple[list[str], int]:
    """Read a chain of divisions at the beginning of ``text``.

    Returns the codes that the last name of the chain may stand for and the length
    of the chain in characters.
    """
    codes, length = _parse(fold(text))
    return list(codes), length


ENDINGS = frozenset("省市县区州旗盟")


@lru_cache(maxsize=4096)
def _parse(text: str) -> tuple[tuple[str, ...], int]:
    names, longest = index()
    codes: list[str] = []
    at = 0
    while at < len(text):
        best: tuple[int, list[str]] | None = None
        for end in range(min(len(text), at + longest), at + 1, -1):
            under = names.get(text[at:end])
            if under is None or (text[end : end + 1] in ENDINGS and text[end - 1] not in ENDINGS):
                # 云溪 in 云溪县 is not 云溪区: another division, or one not listed.
                continue
            if codes:
                outer = tuple(codes)
                kept = [c for c in under if c.startswith(outer) and c not in outer]
                if not kept:
                    continue
                best = (end, kept)
            else:
                best = (end, list(under))
            break
        if best is None:
            break
        at, codes = best
    return tuple(_distinct(codes)), at


def _nearest(codes: Sequence[str], locality: str) -> list[str]:
    """The codes that stand nearest to the locality, by kinship; all when none is near."""
    province = locality[:2]
    for test in (
        lambda c: c == locality,
        lambda c: contains(locality, c),
        lambda c: contains(c, locality),
        lambda c: len(locality) >= 4 and c.startswith(locality[:4]),
        lambda c: c.startswith(province),
    ):
        near = [c for c in codes if test(c)]
        if near:
            return near
    return list(codes)


def is_short(text: str, code: str) -> bool:
    """Whether ``text`` is no more than a division's name without its level (兴仁 for 兴仁市)."""
    division = divisions()[code]
    return text == division.short and text != division.name


def is_full(text: str, code: str) -> bool:
    """Whether ``text`` ends in the full name of a county or a city (河南省|兰考县)."""
    division = divisions()[code]
    return division.level in ("county", "city") and text.endswith(division.name)


def _far(codes: Sequence[str], text: str, locality: str) -> Link | None:
    """What a short name of counties elsewhere says in an article of ``locality``.

    白河 in an article of 密云 is a river, and 太平 may be any town: a county outside the province
    is the one meant where its name is hardly anything else (义乌), a candidate where towns or
    other counties bear it, nothing where it ends like a river or is a town of the
    own county.  ``None`` for all other names.
    """
    if not all(len(c) == 6 and is_short(text, c) for c in codes):
        return None
    if any(contains(c, locality) or contains(locality, c) for c in codes):
        return None
    if also_else(text) or town_in(text, locality[:6]):
        return Link(None)
    if any(c[:2] == locality[:2] for c in codes) or (len(codes) == 1 and sole(text, codes[0])):
        return None
    return Link(None, tuple(sorted(codes)))


@cache
def features() -> frozenset[str]:
    """Mountains, rivers, lakes and seas that are known by name."""
    rows = read_table("place_names.tsv", lx.PLACE_NAME_COLUMNS)
    return frozenset(fold(row["name"]) for row in rows if row["level"] == "natural")


def _feature(codes: Sequence[str], text: str, locality: str | None) -> bool:
    """Whether a short name of counties is that of a mountain or a sea (天山, 南海), unless
    the article is set in one of them."""
    if text not in features() or not all(len(c) == 6 and is_short(text, c) for c in codes):
        return False
    near = (contains(c, locality) or contains(locality, c) for c in codes if locality)
    return not any(near)


def _town_near(codes: Sequence[str], locality: str) -> bool:
    """Whether not all of ``codes`` are towns outside the locality, or outside the city of a
    county that does not hold them."""
    where = locality[:4]
    return any(len(c) != 9 or c.startswith(where) for c in codes)


def settle(codes: list[str], text: str, locality: str | None) -> Link:
    """The one division that ``text``, read as any of ``codes``, names in an article there."""
    known = divisions()
    if not codes:
        return Link(None)
    if _feature(codes, text, locality):
        return Link(None, (), "natural")
    if locality and (far := _far(codes, text, locality)):
        return far
    if locality and text in index()[0] and not _town_near(codes, locality):
        # A town of this name is known in other provinces only: there may be one here.
        return Link(None, tuple(sorted(codes))[:20])
    if len(codes) > 1 and locality:
        codes = _nearest(codes, locality)
    if len(codes) > 1:
        full = [c for c in codes if known[c].name == text]
        short = [c for c in codes if known[c].level == "province"]
        capital = [c for c in codes if len(c) == 4 and c.endswith("01")]
        if len(full) == 1 and known[full[0]].level != "town":
            codes = full
        elif short and text not in (known[c].name for c in codes):
            # 河南, 海南 without more is the province; 吉林 as well in news use.
            codes = short
        elif len(capital) == 1 and not full:
            # 西安 is the city, not a district of that name elsewhere.
            codes = capital
    if len(codes) > 1:
        # 邵阳, 承德: the short name of a city and of a county inside it is the city.
        top = min(codes, key=len)
        if all(contains(top, c) for c in codes):
            codes = [top]
    if len(codes) == 1:
        return Link(codes[0], (), known[codes[0]].level)
    return Link(None, tuple(sorted(codes)))


def former(text: str, locality: str | None) -> list[str]:
    """The city or district near ``locality`` that the county ``text`` has become (抚远县)."""
    if locality is None or not text.endswith("县"):
        return []
    names, _ = index()
    near = [
        c
        for ending in "市区"
        for c in names.get(text[:-1] + ending, ())
        if len(c) == 6 and c[:2] == locality[:2]
    ]
    return near if len(near) == 1 else []


def code_of(locality: str | Locality | None) -> str | None:
    """The listed code that ``locality`` stands for (410100 → 4101).

    Raises :class:`UsageError` for what is no code of a division.
    """
    if locality is None:
        return None
    given = locality.adcode if isinstance(locality, Locality) else str(locality)
    code = re.sub("(?:00){1,2}$", "", given) if len(given) == 6 else given
    if code not in divisions():
        raise UsageError(
            f"locality {given!r} is no code of a division; give its 2, 4, 6 or 9 digits, "
            "such as '410103'"
        )
    return code


def link_place(text: str, locality: str | Locality | None = None) -> Link:
    """Code of the division named ``text`` (济南市市中区, 鼓楼区, 二七).

    ``locality`` (a code or :class:`Locality`) settles names that several divisions
    bear.  What is not settled has ``adcode`` ``None`` and the possible codes as
    ``candidates``; what is no division at all has neither.  Raises :class:`UsageError`
    for what is no text, and when ``locality`` is no listed division.

    >>> link_place("济南市市中区").adcode
    '370103'
    >>> link_place("朝阳区").adcode is None
    True
    >>> link_place("朝阳区", "220100").adcode
    '220104'
    """
    text, where = text_of(text), code_of(locality)
    if where and _DEICTIC.fullmatch(text):
        code = by_level(text[-1], where)
        return Link(code, (), divisions()[code].level) if code else Link(None)
    codes, length = parse(text)
    if length != len(text):
        return settle(former(fold(text), where), fold(text), where)
    return settle(codes, fold(text), where)


_DEICTIC = re.compile("[我该本全]?[省市州盟县区旗]")
"""A division named only by where the article is set: 我县, 该区, 全市."""

_LEVELS = {"省": 2, "市": 4, "州": 4, "盟": 4, "县": 6, "区": 6, "旗": 6}


def by_level(char: str, locality: str | None) -> str | None:
    """The division that 市, 县, 区 … before a body means in an article of ``locality``.

    A county-level city is its own 市; a district's 市 is the city above it.
    """
    if locality is None or char not in _LEVELS:
        return None
    known = divisions()
    for code in (locality, *ancestors(locality)):
        name = known[code].name
        if name.endswith(char) and not (char == "区" and name.endswith("地区")):
            return code
    if char == "县" and len(locality) == 6 and known[locality].name.endswith("市"):
        # 县公安局 in an article from before the county became a city.
        return locality
    return None
