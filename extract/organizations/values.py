"""Attributes of organizations: kind, fullest name, group, division code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from ...corpus.article import Article
from ...corpus.fold import fold
from ...seeds.table import read_table
from ..candidates import Mention
from ..grouping import join_suffixes, number_groups
from ..links import Locality, contains, divisions, link_body, locality_of, parse
from .evidence import corporate
from .kinds import kind_of, told_kind

_UNIT = ("街道", "镇", "乡", "社区", "村", "苏木", "嘎查", "组")


@cache
def _shortenings() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Pattern of the parts of names that have a short form, and the short forms."""
    rows = read_table("org_short.tsv", ("full", "short", "source"))
    forms = {row["full"]: row["short"] for row in rows}
    longest = sorted(forms, key=lambda word: -len(word))
    return re.compile("|".join(longest)), forms


def brief(name: str) -> str:
    """``name`` with the usual short forms of its parts, without a company's legal form.

    >>> brief("青河县住房和城乡建设局"), brief("塬味食品有限公司")
    ('青河县住建局', '塬味食品')
    """
    pattern, forms = _shortenings()
    short = pattern.sub(lambda match: forms[match[0]], name)
    match = corporate().search(short)
    if match and match.start() > 1 and match[0].endswith("公司"):
        short = short[: match.start()]
    return short


def _fits(prefixes: frozenset[str]) -> Any:
    """A test whether a short name may stand for a longer one that it ends."""

    def fits(short: str, long: str) -> bool:
        short, long = brief(short), brief(long)
        if _is_village_of(short, long):
            return True
        if not short or not long.endswith(short):
            # 县公安局 for 青河县公安局 is a suffix; 镇党委 for 东坝头镇党委 too.
            return False
        lead = long[: -len(short)]
        if lead in prefixes or lead.endswith(_UNIT):
            return True
        _, length = parse(lead)
        if length == len(lead):
            return True
        # 县公安局 ⊂ 青河县公安局: the lead 青河 is a division's stem.
        if short[:1] in "省市县区旗州镇乡村":
            return True
        return len(short) >= 4

    return fits


def _link(surface: str, name: str, locality: Locality | None) -> Mapping[str, Any]:
    link = link_body(surface, locality)
    # 盐津|生基村 has the code of its town where the chain says which.
    if name != surface and (link.adcode is None or _is_village_of(surface, name)):
        fuller = link_body(name, locality)
        if fuller.adcode or fuller.candidates:
            link = fuller
    return {"adcode": link.adcode, "candidates": list(link.candidates)}


def _in_named(text: str, mention: Mention, codes: Sequence[str]) -> str | None:
    """The one town among ``codes`` whose county the sentence names before (在黄岩区，…宁溪镇)."""
    begin = max(text.rfind(mark, 0, mention.start) for mark in "。！？；\n") + 1
    before = fold(text[begin : mention.start])
    towns = [c for c in codes if len(c) == 9 and divisions()[c[:6]].name in before]
    return towns[0] if len(towns) == 1 else None


_OWNER = re.compile("(?P<owner>[一-鿿]{2,8}[市县区州旗])的(?:[一-鿿]{2,8}[、和与])*$")
"""A division that one or several bodies are said to be of (柳河市的|爱林林场)."""


def _elsewhere(text: str, mention: Mention, code: str | None) -> bool:
    """Whether the division that the body is said to be of does not hold the town ``code``."""
    if code is None or len(code) != 9:
        return False
    owner = _OWNER.search(text, max(0, mention.start - 30), mention.start)
    if owner is None:
        return False
    name = owner["owner"]
    for start in range(len(name) - 1):
        codes, size = parse(name[start:])
        if start + size == len(name):
            return not any(contains(outer, code) for outer in codes)
    return False


def _is_village_of(short: str, long: str) -> bool:
    """Whether a village behind a county's or town's name is the one of a longer chain.

    >>> _is_village_of("盐津生基村", "盐津县滩头乡生基村")
    True
    >>> _is_village_of("盐津生基村", "彝良县生基村")
    False
    """
    codes, size = parse(short)
    village = short[size:]
    if size < 2 or len(village) < 3 or not village.endswith(_VILLAGES):
        return False
    lead = long.removesuffix(village)
    inner, length = parse(lead)
    return length == len(lead) < len(long) and any(contains(o, i) for o in codes for i in inner)


_VILLAGES = ("村", "社区", "嘎查")


def _apart(surface: str, name: str, locality: Locality | None) -> bool:
    """Whether a body called by its level alone is the article's own and ``name`` is one elsewhere
    (区委 of the visitors, 黄岩区委 of the hosts)."""
    if parse(surface)[1]:
        return False
    own, other = link_body(surface, locality).adcode, link_body(name, locality).adcode
    return own is not None and other is not None and own != other


def interpret(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """The organizations among ``mentions`` with their attributes."""
    text = article.text
    found = [m for m in mentions if m.type == "ORG"]
    surfaces = [text[m.start : m.end] for m in found]
    if not found:
        return []
    locality = locality_of(article, mentions)
    places = frozenset(text[m.start : m.end] for m in mentions if m.type == "PLACE")
    fullest = join_suffixes(surfaces, _fits(places | frozenset(surfaces)))
    links: dict[str, Mapping[str, Any]] = {}
    result = []
    for mention, surface in zip(found, surfaces, strict=True):
        name = fullest[surface]
        if name != surface and _apart(surface, name, locality):
            name = surface
        if surface not in links:
            link = _link(surface, name, locality)
            if town := _in_named(text, mention, link["candidates"]):
                link = {"adcode": town, "candidates": []}
            elif _elsewhere(text, mention, link["adcode"]):
                link = {"adcode": None, "candidates": []}
            links[surface] = link
        attrs = {
            **mention.attrs,
            "kind": told_kind(surface, mention.attrs.get("kind") or kind_of(surface)),
            "name": name,
            **links[surface],
        }
        result.append(mention.with_attrs(attrs))
    return number_groups(result, lambda m: str(m.attrs["name"]))
