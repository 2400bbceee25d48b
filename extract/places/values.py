"""Attributes of places: level, fullest name, group, division code."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...corpus.article import Article
from ...models import lexicon as lx
from ..candidates import Mention
from ..grouping import join_suffixes, number_groups
from ..links import Link, link_place, locality_of
from ..links_natural import natural_spans
from ..links_places import features
from .abroad import told_counties
from .listed import settlements


def level_of(surface: str) -> str:
    """The level that a known name or the longest known head of ``surface`` gives."""
    lex = lx.lexicon()
    if surface in lex.level:
        return lex.level[surface]
    for start in range(1, len(surface)):
        tail = surface[start:]
        if tail in lex.level and lex.level[tail] in ("county", "city", "province", "town"):
            return lex.level[tail]
        if tail in lex.place_head_level:
            return lex.place_head_level[tail]
    return "road" if _CODED.match(surface) or surface.endswith("线") else "other"


_CODED = re.compile("(?:国道|省道|县道|乡道|[GSXY]\\d)")
"""How roads with a number begin (S318桐河线, 省道S318线)."""


def _fits(short: str, long: str) -> bool:
    """A short form for its full name (二七 for 二七区), or the tail of a chain (市中区)."""
    if long.startswith(short) and long[len(short) :] in ("省", "市", "县", "区", "旗", "州", "盟"):
        return True
    if not long.endswith(short):
        return False
    lex = lx.lexicon()
    return short in lex.level and long[: -len(short)] in lex.level


def interpret(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """The places among ``mentions`` with their attributes."""
    text = article.text
    found = [m for m in mentions if m.type == "PLACE"]
    if not found:
        return []
    surfaces = [text[m.start : m.end] for m in found]
    locality = locality_of(article, mentions)
    fullest = join_suffixes(surfaces, _fits)
    lists = tuple(settlements(text))
    waters = natural_spans(text, found)
    told = told_counties(text, found, locality)
    result = []
    for mention, surface in zip(found, surfaces, strict=True):
        name = fullest[surface]
        link = link_place(surface, locality)
        if link.adcode is None and name != surface:
            link = link_place(name, locality)
        if link.adcode is None and surface in told:
            link = Link(told[surface], (), "county")
        if (mention.start, mention.end) in waters:
            link = Link(None, (), "natural")
        level = link.level or mention.attrs.get("level") or level_of(surface)
        known = link.adcode is not None or level in _LARGE
        if not known and (unit := _unit_of(text, surface)):
            link, level = Link(None), unit
        if (among := _among(text, mention, lists)) and not _NAMED.search(surface):
            link, level = Link(None), among
        attrs = {
            **mention.attrs,
            "level": level,
            "name": name,
            "adcode": link.adcode,
            "candidates": list(link.candidates),
        }
        result.append(mention.with_attrs(attrs))
    named = _one_name(result, surfaces)
    return number_groups(named, lambda m: str(m.attrs["name"]))


_LARGE = ("country", "province", "region", "city", "town")
"""Levels that no village or town of the same name changes."""
_NAMED = re.compile("(?:[省市县区旗镇乡村]|街道|社区|[一-鿿]{2}[河江湖路街])$")
"""How names end that say themselves what they are."""


_OWN_HEAD = re.compile("(?<=..)(?:[江河湖海路街道场园塔桥库港湾]|大厦|小区)$")
"""How the name of a site or a river ends, whatever village is called after it.

Not 金桥: of so short a name the end is no word, and 金桥 in a text with 金桥村 is the village.
"""


_UNIT = re.compile("古?(镇|乡|街道|村|社区)(?![一-鿿]?[镇乡])")


def _unit_of(text: str, stem: str) -> str | None:
    """The level of the town or village that the text elsewhere names with this stem."""
    if len(stem) > 4 or _OWN_HEAD.search(stem) or (stem[-1] in "江河湖海" and stem in features()):
        return None
    at = text.find(stem)
    while at >= 0:
        if match := _UNIT.match(text, at + len(stem)):
            return "village" if match[1] in ("村", "社区") else "town"
        at = text.find(stem, at + 1)
    return None


def _among(text: str, place: Mention, lists: Sequence[tuple[int, int, str]]) -> str | None:
    """What an item of one of the ``lists`` of villages or towns is (和平、|解放|等6个村)."""
    for start, end, level in lists:
        inside = start <= place.start and place.end <= end
        if inside and (place.end == end or text[place.end] in "、和与及"):
            return level
    return None


_DIVISIONS = frozenset(("province", "city", "county", "town"))


def _one_name(places: Sequence[Mention], surfaces: Sequence[str]) -> list[Mention]:
    """Places with one name, the fullest, for each division (门源县, 门源回族自治县).

    A site in a division has its code and a name of its own.
    """
    fullest: dict[str, str] = {}
    codes = []
    for place, surface in zip(places, surfaces, strict=True):
        code = place.attrs["adcode"] if level_of(surface) in _DIVISIONS else None
        if code is not None:
            fullest[code] = max(fullest.get(code, ""), place.attrs["name"], key=len)
        codes.append(code)
    return [
        place if code is None else place.with_attrs({**place.attrs, "name": fullest[code]})
        for place, code in zip(places, codes, strict=True)
    ]
