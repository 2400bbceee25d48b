"""Where an article is set: the division that its outlet, its bodies and its places speak for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ..corpus.article import Article
from ..corpus.fold import fold
from ..models import lexicon as lx
from ..seeds.table import either, words
from .candidates import Mention
from .links_far import sole
from .links_natural import natural_spans
from .links_places import (
    BEARING,
    CORPS,
    Locality,
    ancestors,
    contains,
    divisions,
    features,
    index,
    is_full,
    parse,
)
from .links_visits import strangers


@lru_cache(maxsize=4096)
def _votes_of(text: str) -> tuple[float, tuple[str, ...]]:
    """The divisions whose name begins a chain in ``text``, and the weight of its vote for each."""
    if match := CORPS.match(text):
        text = text[match.end() :]
    codes, length = parse(text)
    if length < 2 or BEARING.fullmatch(text, 0, length):
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
    """What leads to where visitors come from, or people go to, perhaps behind others in a list
    (赴郾城区、|新蔡县): not where the article is set."""
    items = "(?:[一-龥]{1,8}[省市县区旗州盟镇乡][、和与]){0,2}"
    return re.compile(rf"(?:{either('place_words.tsv', 'elsewhere')})[“]?{items}\Z")


_CREDIT = re.compile(
    r"\s?(?:讯(?![息员])|消息|(?:全媒体|融媒体?|新媒体|见习|实习|特约|首席){0,2}(?:记者|通讯员))"
)
"""What shows that the outlet before it reports (云溪广播电视台|全媒体记者, 云溪日报|讯)."""


def _of_a_hill(name: str) -> bool:
    """Whether an outlet is called after a hill (泰山晚报) whose name a county has, and no city."""
    codes, length = parse(name)
    head = fold(name[:length])
    return head.endswith("山") and head in features() and all(len(c) == 6 for c in codes)


def _reports(text: str, mention: Mention) -> bool:
    """Whether a body is an outlet that the article is of, and is called after a division that
    its name makes sure (青河县融媒体中心, 蕲春广播电视台), no hill or river (泰山晚报).

    A credit with sentences on both sides is that of another piece below it.
    """
    if mention.type != "ORG" or not _CREDIT.match(text, mention.end):
        return False
    if "。" in text[: mention.start] and "。" in text[mention.end :]:
        return False
    suffixes = tuple(words("outlet_suffixes.tsv", ("suffix", "source")))
    if not text.endswith(suffixes, mention.start, mention.end):
        return False
    codes, length = parse(text[mention.start : mention.end])
    head = fold(text[mention.start : mention.start + length])
    return any(len(c) == 4 or is_full(head, c) or sole(head, c) for c in codes)


_DIVISIONS = ("province", "city", "county", "town", None)
_TOWNS = ("镇", "乡", "街道")
_SITE = 0.7
"""The weight of a site's name: enough at the head of an article alone, for a report on the whole
country visits sites."""


def _weight(mention: Mention, surface: str) -> float:
    """The weight of a body's or place's name: none of a road's or a site's, unless it begins with
    a county's, city's or town's full one (红旗区|自由路) and is no station of a line (黟县东站)."""
    if mention.type == "ORG" or mention.attrs.get("level") in _DIVISIONS:
        return 1.0
    codes, length = parse(surface)
    head = fold(surface[:length])
    full = any(is_full(head, code) or head.endswith(_TOWNS) for code in codes)
    return _SITE if full and length < len(surface) and not surface.endswith("站") else 0.0


@dataclass(frozen=True)
class _Votes:
    """What an article's names say of where it is set."""

    votes: Mapping[str, float]
    """Support by code."""
    outlets: frozenset[str]
    """Divisions that the article's outlet is called after."""
    named: frozenset[str]
    """Counties and cities with their full name."""
    sites: frozenset[str]
    """Divisions that a site's name begins with."""


def _collect(article: Article, mentions: Sequence[Mention]) -> _Votes:
    """The votes of the outlet and of the bodies and places that are named."""
    text = article.text
    votes: dict[str, float] = defaultdict(float)
    outlets: dict[str, float] = defaultdict(float)
    if article.outlet and not _of_a_hill(article.outlet):
        _name_votes(article.outlet, _OUTLET, outlets)
    seen: Counter[str] = Counter()
    named: set[str] = set()
    sites: set[str] = set()
    waters = natural_spans(text, mentions)
    for mention in mentions:
        if mention.type not in ("ORG", "PLACE") or (mention.start, mention.end) in waters:
            continue
        surface = text[mention.start : mention.end]
        seen[surface] += 1
        if seen[surface] > 4 or not (weight := _weight(mention, surface)):
            continue
        if seen[surface] == 1 and not article.outlet and _reports(text, mention):
            _name_votes(surface, _OUTLET, outlets)
            continue
        by_site = weight < 1.0
        weight *= 1.5 if mention.start < 60 else 1.0
        if _elsewhere().search(text, max(0, mention.start - 24), mention.start):
            weight *= 0.3
        _name_votes(surface, weight * (1.0 if seen[surface] == 1 else 0.5), votes)
        codes, length = parse(surface)
        full = [code for code in codes if is_full(surface[:length], code)]
        named.update(full)
        if by_site:
            sites.update(full)
    for code, weight in outlets.items():
        votes[code] += weight
    return _Votes(votes, frozenset(outlets), frozenset(named), frozenset(sites))


_OUTLET = 3.0
"""The vote of the article's outlet."""
ONE_TOWN = 1.25
"""The most that the name of one town votes for its county: less than a county's own name."""


def _totals(votes: Mapping[str, float], barred: Container[str]) -> dict[str, float]:
    """Each county's and city's support with a share of that of the divisions above it."""
    total: dict[str, float] = {}
    for code in votes:
        if divisions()[code].level in ("county", "city") and code not in barred:
            above = sum(min(votes.get(outer, 0.0), 3.0) for outer in ancestors(code))
            total[code] = votes[code] + 0.6 * above
    return total


def locality_of(article: Article, mentions: Sequence[Mention]) -> Locality | None:
    """The division an article is set in, from its outlet, its dateline and the bodies it names.

    A county (or district, or county-level city) where one stands out, else a
    city; ``None`` where two divisions have like support.
    """
    known = divisions()
    said = _collect(article, mentions)
    votes, named = said.votes, said.named
    if not votes:
        return None
    barred = strangers(article.text, mentions, votes) - said.outlets
    if not (total := _totals(votes, barred)):
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
    by_site = votes[best] <= 1.5 * _SITE and best in said.sites
    rivals = [
        c
        for c in ranked
        if c != best
        and not contains(c, best)
        and not contains(best, c)
        and (c in named or best not in named or votes[c] > ONE_TOWN)
        and (total[best] < 1.5 * total[c] or (by_site and votes[c] >= _SITE))
    ]
    city = best[:4]
    if rivals and city in known and all(contains(city, c) for c in rivals):
        # 京山市 and 钟祥市 are rivals inside 荆门市, which is named, too; or a third one is.
        own = votes.get(city, 0.0)
        first = own >= 1.0 and all(votes[c] < own for c in votes if len(c) == 4 and c != city)
        inside = [c for c in named if len(c) == 6 and contains(city, c)]
        if first or (not own and len(inside) >= 3):
            return Locality(known[city].name, city)
    if total[best] < 1.0 or rivals:
        return None
    return Locality(known[best].name, best)
