"""Sights in lists (云溪瀑、五经第、崇礼堂等古迹) and on routes (柳岭长廊—云溪码头—水寨精品线路).

Names of sights end in nouns that no table can hold; the list and what it is called tell.
Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from .. import openers
from ..candidates import Candidate
from ..readings import CLEAR
from .context import tail_of
from .tails import INNER_UNIT

Span = tuple[int, int]

_BUILT = re.compile(
    "(?:建[起成设有造了]|新[建修增]|打造|修[建起]|改造|设有|设置|配[有备建套]|[种栽植])[了起成出]?(?:一批)?"
)
"""What is only being built, by its kind (建起休闲长廊、健身步道等景观)."""
_LAST = frozenset(
    "山河湖江海岛溪峡谷洞瀑潭泉沟峰岭岩崖林寺庙观庵塔阁楼亭台堂祠殿宫院第宅府居门关城堡寨桥堤坝渡埠"
    "街巷廊坊园苑庄湾洲滩坪坡井碑窟墓陵址场池田尖顶径汊箐岔坳"
)
"""Last letters of names of sights."""
_WATERSIDE = re.compile("[沿临滨环](?:[江河湖海溪街山城]|洋)")
"""A name's begin that looks like a preposition's (沿江路)."""
_COVERB = re.compile("(?:[一-鿿]{1,8}[在赴]|[到从以把将])(?=[一-鿿]{3})|在(?=[一-鿿]{3})")
_CLAUSE = re.compile("[^,，。;；:：!！?？¶（）()]*$")
_ITEM = re.compile("(?:(?!以及)[^、和与及“”‘’])+")
_STOP = re.compile("[^—－“”‘’-]+")
_WAY = "[一-鿿“”‘’()]{2,16}"
_SAID = re.compile("为|这[一条]|等|的|精品|旅游|黄金|经典")
"""What is said of a route behind its last stop."""
_RUN = re.compile(f"{_WAY}(?:[—－-]{{1,2}}{_WAY}){{2,12}}")


@cache
def _word(kind: str) -> re.Pattern[str]:
    """Words of a class of the table."""
    return re.compile(either("place_words.tsv", kind))


@cache
def _closed() -> re.Pattern[str]:
    """What sights are called together, behind their list."""
    of = "(?:(?!活动|健身|设施|便民)[一-鿿]){0,9}?"
    kinds = either("place_words.tsv", "sights")
    return re.compile(f"等(?:处(?![理分罚境])|地(?=[参游采走考取])|{of}(?:{kinds}))")


def _lead(text: str, start: int, end: int) -> int:
    """Where the first item begins behind the clause's words; -1 where nothing tells."""
    if _WATERSIDE.match(text, start):
        return start
    led = [m.end() for m in _word("sights_lead").finditer(text, start, end - 1)]
    if led:
        return start if _BUILT.search(text, start, led[-1]) else led[-1]
    return start if end - start <= 6 and not "一" <= text[start - 1 : start] <= "鿿" else -1


def _plain(word: str) -> bool:
    """Whether an item is made of everyday words alone (文化长廊, 健身步道)."""
    lex = lx.lexicon()
    if word in lex.common or word in openers.generic():
        return True
    for cut in range(2, len(word)):
        first, rest = word[:cut], word[cut:]
        kind = rest in lex.common or rest in lex.place_head_level
        if kind and (first in lex.common or first in openers.generic()):
            return True
    return False


def _is_sight(word: str) -> bool:
    """Whether an item is a name of a sight by its end, and no everyday word."""
    if word in lx.lexicon().level:
        return True
    return not _plain(word) and (word[-1] in _LAST or tail_of(word) != "none")


def _lists(text: str) -> Iterator[list[Span]]:
    """The items of lists of sights."""
    for match in _closed().finditer(text):
        clause = _CLAUSE.search(text, max(0, match.start() - 80), match.start())
        if clause is None or "、" not in clause[0]:
            continue
        spans = [m.span() for m in _ITEM.finditer(text, *clause.span())]
        if not spans:
            continue
        first = _lead(text, *spans[0])
        if _BUILT.search(text, clause.start(), spans[0][1]):
            continue
        inner = (
            [m.end() for m in INNER_UNIT.finditer(text, first, spans[0][1])] if first >= 0 else []
        )
        first = inner[-1] if inner else first
        rest = ((m.end() if (m := _COVERB.match(text, a, b)) else a, b) for a, b in spans[1:])
        yield [*([(first, spans[0][1])] if first >= 0 else []), *rest]


def _routes(text: str) -> Iterator[list[Span]]:
    """The stops of routes."""
    for match in _RUN.finditer(text):
        spans = [m.span() for m in _STOP.finditer(text, *match.span())]
        # What is said of the route stands behind the last stop: 竹海滑道|为串线的…路线.
        start, end = spans[-1]
        near = text[start : end + 12]
        kind = _word("route").search(near)
        if kind is None:
            continue
        stop = _SAID.search(near)
        last = min(kind.start(), stop.start() if stop else len(near), end - start)
        first = _lead(text, *spans[0])
        lead = [(first, spans[0][1])] if first >= 0 else []
        yield [*lead, *spans[1:-1], (start, start + last)]


def sights(sc: lx.Scan) -> Iterator[Candidate]:
    """The sights of lists and routes, where most items are sights by their form."""
    text = sc.text
    for found in (_lists(text), _routes(text)):
        for spans in found:
            kept = [span for span in spans if span[1] - span[0] >= 2]
            names = [text[start:end] for start, end in kept]
            good = [n for n in names if _is_sight(n) and not _word("no_sight").search(n)]
            units = sum(name.endswith(("村", "镇", "乡", "社区", "街道")) for name in names)
            if len(good) < max(2, 0.6 * (len(names) - units)):
                continue
            for (start, end), name in zip(kept, names, strict=True):
                if name in good:
                    features = {**CLEAR, "list.n": len(good) / 4}
                    attrs = {"level": "site"}
                    yield Candidate("PLACE", start, end, "place.sight", attrs, features)
