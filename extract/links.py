"""Links to administrative divisions: a place's name to its code, an article to its locality.

Codes are the statistics bureau's (2, 4, 6 or 9 digits, state of 2023).  A name
that several divisions bear (鼓楼区, 朝阳) is settled by what contains it in the
mention, by the article's locality, or not at all: then the candidates are given.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ..corpus.article import Article
from ..corpus.fold import fold
from ..models import lexicon as lx
from ..seeds.table import read_table
from .candidates import Mention


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
    """A place's code, or the sorted codes that it may have; ``level`` when settled."""

    adcode: str | None
    candidates: tuple[str, ...] = ()
    level: str | None = None


@cache
def divisions() -> dict[str, Division]:
    """All divisions by code."""
    rows = read_table("divisions.tsv.gz", lx.DIVISION_COLUMNS)
    known = {row["code"] for row in rows}
    result = {}
    for row in rows:
        code = row["code"]
        parent = next((code[:n] for n in (6, 4, 2) if n < len(code) and code[:n] in known), "")
        result[code] = Division(code, fold(row["name"]), row["short"], row["level"], parent)
    return result


@cache
def _index() -> tuple[dict[str, tuple[str, ...]], int]:
    """Names (full, short, and the common form of autonomous divisions) to codes; longest name."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, division in divisions().items():
        names = {division.name, division.short}
        for ending in ("县", "州", "旗"):
            if division.name.endswith("自治" + ending) and division.short:
                names.add(division.short + ending)
        for name in names:
            if name:
                found[name].append(code)
    index = {name: tuple(sorted(codes)) for name, codes in found.items()}
    return index, max(map(len, index))


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


def parse(text: str) -> tuple[list[str], int]:
    """Read a chain of divisions at the beginning of ``text``.

    Returns the codes that the last name of the chain may stand for and the length
    of the chain in characters.
    """
    codes, length = _parse(fold(text))
    return list(codes), length


_ENDINGS = frozenset("省市县区州旗盟")


@lru_cache(maxsize=4096)
def _parse(text: str) -> tuple[tuple[str, ...], int]:
    index, longest = _index()
    codes: list[str] = []
    at = 0
    while at < len(text):
        best: tuple[int, list[str]] | None = None
        for end in range(min(len(text), at + longest), at + 1, -1):
            under = index.get(text[at:end])
            if under is None or (text[end : end + 1] in _ENDINGS and text[end - 1] not in _ENDINGS):
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


def _settle(codes: list[str], text: str, locality: str | None) -> Link:
    known = divisions()
    if not codes:
        return Link(None)
    if len(codes) > 1 and locality:
        codes = _nearest(codes, locality)
    if len(codes) > 1:
        full = [c for c in codes if known[c].name == text]
        short = [c for c in codes if known[c].level == "province"]
        if len(full) == 1 and known[full[0]].level != "town":
            codes = full
        elif short and text not in (known[c].name for c in codes):
            # 河南, 海南 without more is the province; 吉林 as well in news use.
            codes = short
    if len(codes) > 1:
        # 邵阳, 承德: the short name of a city and of a county inside it is the city.
        top = min(codes, key=len)
        if all(contains(top, c) for c in codes):
            codes = [top]
    if len(codes) == 1:
        return Link(codes[0], (), known[codes[0]].level)
    return Link(None, tuple(sorted(codes)))


def link_place(text: str, locality: str | Locality | None = None) -> Link:
    """Code of the division named ``text`` (济南市市中区, 鼓楼区, 二七).

    ``locality`` (a code or :class:`Locality`) settles names that several divisions
    bear.  What is not settled has ``adcode`` ``None`` and the possible codes as
    ``candidates``; what is no division at all has neither.

    >>> link_place("济南市市中区").adcode
    '370103'
    >>> link_place("朝阳区").adcode is None
    True
    >>> link_place("朝阳区", "220100").adcode
    '220104'
    """
    where = locality.adcode if isinstance(locality, Locality) else locality
    if where is not None and len(where) == 6:
        where = re.sub("(?:00){1,2}$", "", where)
    codes, length = parse(text)
    if length != len(text):
        return Link(None)
    return _settle(codes, fold(text), where)


_LEVELS = {"省": 2, "市": 4, "州": 4, "盟": 4, "县": 6, "区": 6, "旗": 6}


def by_level(char: str, locality: str | None) -> str | None:
    """The division that 市, 县, 区 … before a body means in an article of ``locality``.

    A county-level city is its own 市; a district's 市 is the city above it.
    """
    if locality is None or char not in _LEVELS:
        return None
    known = divisions()
    for code in (locality, *ancestors(locality)):
        if known[code].name.endswith(char) or (
            known[code].name.endswith("自治" + char) if char in "县旗州" else False
        ):
            return code
    return None


_STEM_BODIES = re.compile(
    "^(?:村|社区|街道|镇|乡)|(?:村|社区|队|组|公司|合作社|店|厂|园|场|小学|中学|学校|幼儿园)$"
)
"""What follows a stem in bodies that are named after anything, not after a division."""


def link_body(name: str, locality: str | Locality | None = None) -> Link:
    """Code of the division that an organization's name says it belongs to.

    The chain at its head (中原区建设路街道办事处 → the town), else its level
    character in an article whose locality is settled (县公安局).  A village or an
    enterprise that names no division has none.
    """
    where = locality.adcode if isinstance(locality, Locality) else locality
    codes, length = parse(name)
    if length >= 2:
        head = fold(name[:length])
        link = _settle(codes, head, where)
        known = divisions()
        if link.adcode and known[link.adcode].level == "town" and len(codes) > 1 and not where:
            return Link(None, tuple(sorted(codes))[:20])
        if link.candidates and all(known[c].level == "town" for c in link.candidates):
            return Link(None, link.candidates[:20])
        if link.adcode and head[-1] not in _ENDINGS and _STEM_BODIES.search(name[length:]):
            # 兴仁社区 and 民乐队 bear a stem that a county far away bears too.
            near = where is not None and (
                contains(link.adcode, where) or contains(where, link.adcode)
            )
            return link if near else Link(None)
        return link
    if where and name[:1] in _LEVELS:
        code = by_level(name[0], where)
        if code:
            return Link(code, (), divisions()[code].level)
    return Link(None)


@lru_cache(maxsize=4096)
def _votes_of(text: str) -> tuple[float, tuple[str, ...]]:
    """The divisions whose name begins a chain in ``text``, and the weight of its vote for each."""
    codes, length = parse(text)
    if length < 2:
        return 0.0, ()
    known = divisions()
    levels = [c for c in codes if known[c].level in ("county", "city", "province")]
    towns = [c for c in codes if known[c].level == "town"]
    counties = tuple(dict.fromkeys([*levels, *(c[:6] for c in towns if c[:6] in known)]))
    if not counties:
        return 0.0, ()
    weight = 0.8 if towns and not levels else 1.0
    index, longest = _index()
    size = next(n for n in range(min(length, longest), 1, -1) if fold(text[:n]) in index)
    word = fold(text[:size])
    if size == length and not word.endswith(
        ("省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", "街道")
    ):
        # A short form at the head of another name (东乡, 城西社区) is weak evidence.
        weight *= 0.4 if lx.lexicon().likely(word) > 0.5 else 0.1
    # A name that many bear says little until something else supports one of them.
    return weight / len(counties) ** 0.5, counties


def _name_votes(text: str, weight: float, votes: dict[str, float]) -> None:
    """Vote for every division whose name begins a chain in ``text``."""
    share, counties = _votes_of(text)
    for code in counties:
        votes[code] += weight * share


def locality_of(article: Article, mentions: Sequence[Mention]) -> Locality | None:
    """The division an article is set in, from its outlet, its dateline and the bodies it names.

    A county (or district, or county-level city) where one stands out, else a
    city; ``None`` where two divisions have like support.
    """
    known = divisions()
    votes: dict[str, float] = defaultdict(float)
    if article.outlet:
        _name_votes(article.outlet, 3.0, votes)
    text = article.text
    seen: Counter[str] = Counter()
    for mention in mentions:
        if mention.type not in ("ORG", "PLACE"):
            continue
        surface = text[mention.start : mention.end]
        seen[surface] += 1
        if seen[surface] > 4:
            continue
        lead = 1.5 if mention.start < 60 else 1.0
        if mention.type == "PLACE" and mention.attrs.get("level") not in (
            "province",
            "city",
            "county",
            "town",
            None,
        ):
            continue
        _name_votes(surface, lead * (1.0 if seen[surface] == 1 else 0.5), votes)
    if not votes:
        return None
    total: dict[str, float] = {}
    for code in votes:
        if known[code].level not in ("county", "city"):
            continue
        score: float = votes[code]
        for above in ancestors(code):
            score += 0.6 * min(votes.get(above, 0.0), 3.0)
        total[code] = score
    if not total:
        return None
    # A city is not a rival of the county inside it that the article speaks of.
    ranked = sorted(total, key=lambda c: (-total[c], -len(c), c))
    best = ranked[0]
    if known[best].level == "city":
        inner = [c for c in ranked if c != best and contains(best, c)]
        if (
            len(inner) >= 1
            and votes.get(inner[0], 0.0) >= 1.5
            and (len(inner) == 1 or votes.get(inner[0], 0.0) >= 2 * votes.get(inner[1], 0.0))
        ):
            best = inner[0]
    rivals = [c for c in ranked if c != best and not contains(c, best) and not contains(best, c)]
    if total[best] < 1.0 or (rivals and total[best] < 1.5 * total[rivals[0]]):
        return None
    return Locality(known[best].name, best)
