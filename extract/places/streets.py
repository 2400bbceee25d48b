"""Streets in what papers tell of traffic and works: closed roads (由柳岭路—北街绕行), sections
(和平路(柳岭路至北街)), two that belong together (柳岭路与北街), one alone before what only roads
have (柳岭路全长800米).

Taggers have seen few such notices; these forms say more than they do.  Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ...models import lexicon as lx
from ...seeds.table import classed, either
from ..candidates import BREAK, Candidate
from ..readings import FORMED

_NAME = "(?:[一-鿿]{2,3}?[东西南北中]?(?:路|街|大道|大街)|[一-鿿]{2}(?:大道|大街))"
_ENDS = re.compile(f"[(]?{_NAME}(?:[至到—~-]|以[东西南北])")
"""What goes on behind a road whose section is named: (柳岭路至北街), 柳岭路至北街."""
_NEAR_IT = "周边|附近|以[东西南北]"
"""What lies by a street."""
_NO_STREET = frozenset("即的了之条段此该各每我是有为新修建道请至由对因或者")
_OTHER_WORD = re.compile(
    "(?<![东西南北内外一二三四五])环[路街]$|[公线主干马道铁小老新土村山水陆电岔支辅思出退网沿][路街]$"
)
"""What ends another word than a street's name: 公路, 线路, 主路."""
_JOINTS = re.compile("[与和及至到—~(-]{1,2}|的|或者?")
"""What stands between two streets of one notice."""
_CROSSING = re.compile("的?(?:交叉|交会|交汇|路?口)")
"""What makes one place of two streets (柳岭路与北街|交叉口)."""
NEAR = 80
"""Characters within which three different streets tell a notice of closed roads."""


@cache
def kind_of_street() -> re.Pattern[str]:
    """What says which sort of street is meant, and names none (商业街)."""
    return re.compile(f"(?:{either('place_words.tsv', 'street_kind')})[路街巷]$")


@cache
def _worked() -> re.Pattern[str]:
    """What only a road has, or what is done to roads alone (全长, 路面破损)."""
    return re.compile(f"(?:{either('place_words.tsv', 'of_a_road')})")


@cache
def _street() -> re.Pattern[str]:
    """A street between marks, words of traffic and units, up to what may follow a street."""
    words = sorted(classed("place_words.tsv", "traffic_before"))
    traffic = "|".join(f"(?<={word})" for word in words)
    behind = either("place_words.tsv", "traffic_after")
    return re.compile(
        f"(?:(?<=[,。;、:(~¶至往由经沿即走与和或者到从在达抵对于的-])|{traffic}|(?<=[^一-鿿]因)|^"
        "|(?<=[路街巷道])|(?<=社区)|(?<=[村镇]))"
        f"(?P<name>(?![至到与及由对从或者在]|和(?![平谐兴美顺])){_NAME})"
        f"(?=[,。;、)~往与和或段-]|[至到由]|{behind}|{_ENDS.pattern}|{_worked().pattern}"
        f"|{_NAME}(?:{_NEAR_IT})|{_NEAR_IT})"
    )


def is_street(name: str) -> bool:
    """Whether what ends like a street may be one's name, no kind of street and no other word.

    >>> is_street("柳岭路"), is_street("步行街"), is_street("沿线路")
    (True, False, False)
    """
    lex = lx.lexicon()
    other = _OTHER_WORD.search(name) is not None and name[:-1] not in lex.level
    kind = kind_of_street().search(name) is not None and name not in classed(
        "place_words.tsv", "street_name"
    )
    return not (_NO_STREET.intersection(name[:-1]) or kind or other or name in lex.common)


def streets(sc: lx.Scan) -> Iterator[Candidate]:
    """Streets that their neighbours or what is told of them make sure."""
    text = sc.text
    found = [m for m in _street().finditer(text) if is_street(m["name"])]
    paired: set[int] = set()
    for i, (one, other) in enumerate(pairwise(found)):
        between = text[one.end() : other.start()]
        crossing = _CROSSING.match(text, other.end())
        if not crossing and (not between or _JOINTS.fullmatch(between)):
            paired |= {i, i + 1}
            at = one.end()
            yield Candidate("PLACE", at - 1, other.start() + 1, BREAK, decoy=True)
    for i, match in enumerate(found):
        near = {m["name"] for m in found if abs(m.start() - match.start()) < NEAR}
        alone = _worked().match(text, match.end()) is not None
        if len(near) >= 3 or i in paired or alone:
            yield Candidate(
                "PLACE", *match.span("name"), "place.roadway", {"level": "road"}, FORMED
            )
