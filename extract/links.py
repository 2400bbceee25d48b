"""Links of bodies and articles to administrative divisions.

Names of places are settled in :mod:`.links_places`; here a body's name (its chain of
divisions, or its level in an article that is set somewhere) and the article's locality.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from ..corpus.article import Article
from ..corpus.fold import fold
from ..models import lexicon as lx
from ..seeds.table import classed, either
from .candidates import Mention
from .links_places import (
    Link,
    Locality,
    ancestors,
    by_level,
    code_of,
    contains,
    divisions,
    former,
    index,
    is_full,
    is_short,
    link_place,
    parse,
    settle,
)

__all__ = [
    "Link",
    "Locality",
    "ancestors",
    "by_level",
    "contains",
    "divisions",
    "link_body",
    "link_place",
    "locality_of",
    "parse",
]


@cache
def _stem_bodies() -> re.Pattern[str]:
    """What follows a stem in bodies that are named after anything, not after a division."""
    return re.compile(f"^(?:村|社区|街道|镇|乡)|(?:{either('org_context.tsv', 'stem_body')})$")


@cache
def _division_bodies() -> re.Pattern[str]:
    """How bodies end that are named after divisions alone (余姚农商银行)."""
    return re.compile(f"(?:{either('org_context.tsv', 'division_body')})$")


@cache
def _prefix() -> re.Pattern[str]:
    """A system before the division that a body of it belongs to (国网柳县供电公司, 团区委)."""
    return re.compile(f"(?:{either('org_context.tsv', 'system')}|团(?=[省市州盟县区旗]委))")


def _near(code: str, where: str | None) -> bool:
    """Whether a division is, contains or lies in the locality, or lies in its city."""
    if where is None:
        return False
    if contains(code, where) or contains(where, code):
        return True
    # The districts of Beijing, Tianjin, Shanghai and Chongqing have no city between.
    return len(where) >= 4 and code[:4] == where[:4] and code[:4] in divisions()


def link_body(name: str, locality: str | Locality | None = None) -> Link:
    """Code of the division that an organization's name says it belongs to.

    The chain at its head (中原区建设路街道办事处 → the town), also after its system
    (国网兰考县供电公司), else its level character in an article whose locality is settled
    (县公安局).  A village or an enterprise that names no division has none.
    Raises :class:`UsageError` when ``locality`` is no listed division.
    """
    where = code_of(locality)
    if match := _prefix().match(name):
        name = name[match.end() :]
    codes, length = parse(name)
    known = divisions()
    end = next((n for n in range(3, min(len(name), 12) + 1) if name[n - 1] == "县"), 0)
    if not length and end and (codes := former(fold(name[:end]), where)):
        length = end
    if length >= 2:
        head = fold(name[:length])
        link = settle(codes, head, where)
        if link.adcode and known[link.adcode].level == "town" and len(codes) > 1 and not where:
            return Link(None, tuple(sorted(codes))[:20])
        if link.candidates and all(known[c].level == "town" for c in link.candidates):
            return Link(None, link.candidates[:20])
        if link.adcode and is_short(head, link.adcode):
            # 兴仁社区 and 民乐队 bear a stem that a county far away bears too; so does
            # every office that is called after a road or a hill (宁海路派出所).
            county = known[link.adcode].level == "county"
            goes_on = name[length : length + 1] in _GOES_ON
            sure = not where and lx.lexicon().likely(head) > 0.6
            told = sure and _division_bodies().search(name[length:])
            if goes_on or ((county or _stem_bodies().search(name[length:])) and not told):
                return link if _near(link.adcode, where) and not goes_on else Link(None)
        shared = link.candidates and all(is_short(head, code) for code in link.candidates)
        far = where and all(code[:2] != where[:2] for code in link.candidates)
        return Link(None) if shared and (far or _stem_bodies().search(name[length:])) else link
    leveled = not name.startswith(tuple(classed("org_context.tsv", "begins_like_level")))
    if where and leveled and (code := by_level(name[:1], where)):
        return Link(code, (), known[code].level)
    return Link(None)


_GOES_ON = frozenset("山河江湖路街坊寺桥")
"""Characters that make another name of a division's short name (长白山, 宁海路)."""


@lru_cache(maxsize=4096)
def _votes_of(text: str) -> tuple[float, tuple[str, ...]]:
    """The divisions whose name begins a chain in ``text``, and the weight of its vote for each."""
    codes, length = parse(text)
    if length < 2:
        return 0.0, ()
    known = divisions()
    top = min(codes, key=len)
    if all(contains(top, c) for c in codes):
        codes = [top]  # 荆州 is the city, not the district of its name
    levels = [c for c in codes if known[c].level in ("county", "city", "province")]
    towns = [c for c in codes if known[c].level == "town"]
    if any(known[c].level == "province" for c in levels):
        # 海南 is a province before it is a district of 乌海.
        levels, towns = [c for c in levels if known[c].level == "province"], []
    counties = tuple(dict.fromkeys([*levels, *(c[:6] for c in towns if c[:6] in known)]))
    if not counties:
        return 0.0, ()
    names, longest = index()
    size = next(n for n in range(min(length, longest), 1, -1) if fold(text[:n]) in names)
    word = fold(text[:size])
    # A town's name alone says less than one in a chain that names its county.
    weight = 0.8 if towns and not levels and size == length else 1.0
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


@cache
def _elsewhere() -> re.Pattern[str]:
    """What leads to where visitors come from, or people go to: not where the article is set."""
    return re.compile(rf"(?:{either('place_words.tsv', 'elsewhere')})[“]?\Z")


ONE_TOWN = 1.25
"""The most that the name of one town votes for its county: less than a county's own name."""


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
    named: set[str] = set()
    for mention in mentions:
        if mention.type not in ("ORG", "PLACE"):
            continue
        surface = text[mention.start : mention.end]
        seen[surface] += 1
        if seen[surface] > 4:
            continue
        lead = 1.5 if mention.start < 60 else 1.0
        if _elsewhere().search(text, max(0, mention.start - 4), mention.start):
            lead *= 0.3
        if mention.type == "PLACE" and mention.attrs.get("level") not in (
            "province",
            "city",
            "county",
            "town",
            None,
        ):
            continue
        _name_votes(surface, lead * (1.0 if seen[surface] == 1 else 0.5), votes)
        codes, length = parse(surface)
        named.update(code for code in codes if is_full(surface[:length], code))
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
    rivals = [
        c
        for c in ranked
        if c != best
        and not contains(c, best)
        and not contains(best, c)
        and (c in named or best not in named or votes[c] > ONE_TOWN)
    ]
    if total[best] < 1.0 or (rivals and total[best] < 1.5 * total[rivals[0]]):
        return None
    return Locality(known[best].name, best)
