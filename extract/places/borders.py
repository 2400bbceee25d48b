"""Ports and crossings (青河公路口岸, 中国柳水河—越南石塘边民通道, 我市|柳澳渔港), a country or
province that gives a title its rank (中国|脐橙之乡, 安徽|母亲河), a small place behind its province
at a clause's begin (云南柳憨,…；广西东兴,…).

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
from ..readings import FORMED
from .areas import divided

_GATE = re.compile(
    "(?:公路|铁路|水运|航空|陆路|边境|国际|客运|货运){0,3}口岸(?!办(?![理好了])|[委管局城经])"
)
_OURS = re.compile(
    "(?<=[我本全该][省市县区旗州])(?P<name>[一-鿿]{2,3}?)(?:中心|一级|国家级?)?(?:渔港|口岸|机场|码头|灯塔)(?![办委管局经建业])"
)
_ASEAN = re.compile(
    "中国[—－-]{1,2}东盟(?:[（(][一-鿿]{2,4}[)）])?(?:(?![的了在和与及是]|博览会|论坛|自贸)[一-鿿]){2,10}?"
    "(?:中心|市场|园区|产业园|基地|学院|联盟)"
)
"""A body that China and its neighbours run, whose name begins with both."""
_TITLE = re.compile("(?:[一-鿿]{1,8}之乡|母亲河)")
_TITLE_LEFT = frozenset("是为“‘、的有和作称誉")


@cache
def _ranks() -> re.Pattern[str]:
    """Countries and provinces that give a title its rank."""
    provinces = sorted(
        (w for w, level in lx.lexicon().level.items() if level == "province"), key=len, reverse=True
    )
    return re.compile(f"(?P<name>中国|{'|'.join(provinces)})(?={_TITLE.pattern})")


@cache
def _no_port() -> re.Pattern[str]:
    """What names no port, but tells its kind."""
    return re.compile(
        f"[的了在和与及是有各每该全大小新老第一两三]|{either('place_words.tsv', 'park_kind')}"
    )


@cache
def _joint() -> re.Pattern[str]:
    """A crossing called after both its sides."""
    level = lx.lexicon().level
    others = "|".join(sorted(w for w, kind in level.items() if kind == "country" and w != "中国"))
    return re.compile(
        f"中国[一-鿿]{{2,5}}[—－-]{{1,2}}(?:{others})[一-鿿]{{2,6}}?(?:双边)?"
        "(?:边民|公路|铁路|国际|货运|客货){0,2}(?:通道|口岸|互市点|大桥)"
    )


def _gates(sc: lx.Scan) -> Iterator[Candidate]:
    """Crossings behind their town (内蒙古青河公路口岸)."""
    text, level = sc.text, lx.lexicon().level
    for match in _GATE.finditer(text):
        end = match.start()
        starts = [at for at, _ in sc.words_to(end, lx.DIV_SHORT | lx.DIV_FULL)]
        if not starts:
            continue
        start = min(divided(text, end), *starts)
        # 广西|口岸 are all of its; 柳江大桥|柳州公路口岸 has the bridge before it.
        if level.get(text[start:end]) == "province" or sc.end_tags.get(start, 0) & lx.HEAD:
            continue
        yield Candidate("PLACE", start, match.end(), "place.site", {"level": "site"}, FORMED)
    for match in _joint().finditer(text):
        yield Candidate("PLACE", *match.span(), "place.site", {"level": "site"}, FORMED)
        yield Candidate("PLACE", match.start() + 1, match.end(), "place.site.idiom", decoy=True)


def _asean(text: str) -> Iterator[Candidate]:
    """Bodies of China and ASEAN (中国—东盟(柳港)交易中心)."""
    for match in _ASEAN.finditer(text):
        yield Candidate("ORG", *match.span(), "org.name", {"kind": "other"}, FORMED)
        yield Candidate("ORG", match.start() + 1, match.end(), "org.name.idiom", decoy=True)


def _ours(text: str) -> Iterator[Candidate]:
    """Ports behind 我市, which begins no name."""
    for match in _OURS.finditer(text):
        name = match["name"]
        plain = name in lx.lexicon().common or name in openers.generic()
        if not plain and not _no_port().search(name):
            yield Candidate("PLACE", *match.span(), "place.site", {"level": "site"}, FORMED)


def _titles(text: str) -> Iterator[Candidate]:
    """A country or province before a title (是中国脐橙之乡)."""
    level = lx.lexicon().level
    for match in _ranks().finditer(text):
        if lx.left(text, match.start(), 1) in _TITLE_LEFT:
            attrs = {"level": level.get(match["name"], "country")}
            yield Candidate("PLACE", *match.span("name"), "place.honour", attrs, FORMED)


_PAIRED = re.compile("(?:^|(?<=[。;；¶\\n]))(?P<name>[一-鿿]{4,5})(?=[,，])")


def _paired(sc: lx.Scan) -> Iterator[Candidate]:
    """A province and a place too small for the tables, alone at a clause's begin, where another
    clause begins so (云南柳憨,…；广西东兴,…)."""
    level, common = lx.lexicon().level, lx.lexicon().common
    found = [m for m in _PAIRED.finditer(sc.text) if level.get(m["name"][:2]) == "province"]
    for match in found:
        rest = match["name"][2:]
        near = any(m is not match and abs(m.start() - match.start()) <= _NEAR for m in found)
        plain = rest in common or rest in openers.generic() or openers.words().get(rest)
        if near and not plain and not _LOOSE.intersection(rest):
            yield Candidate("PLACE", *match.span(), "place.chain", {"level": "town"}, FORMED)


_NEAR = 60
_LOOSE = frozenset("的了在是有各全方面等省内外人多")


def borders(sc: lx.Scan) -> Iterator[Candidate]:
    """All of this module's candidates."""
    yield from _gates(sc)
    yield from _asean(sc.text)
    yield from _ours(sc.text)
    yield from _titles(sc.text)
    yield from _paired(sc)
