"""Links of bodies to administrative divisions: by the chain of divisions in a body's name, or
by its level in an article that is set somewhere.

Names of places are settled in :mod:`.links_places`, the article's locality in
:mod:`.links_locality`.
"""

from __future__ import annotations

import re
from functools import cache

from ..corpus.fold import fold
from ..models import lexicon as lx
from ..seeds.table import classed, either
from .links_far import sole
from .links_locality import locality_of
from .links_places import (
    BEARING,
    CORPS,
    Link,
    Locality,
    ancestors,
    by_level,
    code_of,
    contains,
    divisions,
    former,
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
    if _AGENCY.match(name):
        return Link(None)
    if match := _prefix().match(name) or CORPS.match(name):
        name = name[match.end() :]
    codes, length = parse(name)
    known = divisions()
    end = next((n for n in range(3, min(len(name), 12) + 1) if name[n - 1] == "县"), 0)
    if not length and end and (codes := former(fold(name[:end]), where)):
        length = end
    if length >= 2:
        head = fold(name[:length])
        if BEARING.fullmatch(head):
            # 矿区|派出所 is of any mine where no city is told that has such a district.
            codes = [c for c in codes if where and len(where) >= 4 and c.startswith(where[:4])]
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
            likely = lx.lexicon().likely(head) > 0.6
            sure = likely if not where or link.adcode[:2] == where[:2] else sole(head, link.adcode)
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


_AGENCY = re.compile("(?:新华|光明)(?:社(?!区)|网|日报|书店)")
"""Bodies of the whole country that are called like districts of some cities."""
_GOES_ON = frozenset("山河江湖路街坊寺桥")
"""Characters that make another name of a division's short name (长白山, 宁海路)."""
