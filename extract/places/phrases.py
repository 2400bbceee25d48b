"""Places in phrases that praise or sell them: by their quality (平安柳州), their make (柳州制造) or
their wares (柳州豆豉), and spots whose name a quotation gives (打卡点“柳溪之眼”).

A name counts where the article has the place's full name or its unit.  Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ...corpus.marks import QUOTES
from ...models import lexicon as lx
from ...models.known import Known
from ...models.names import surnames
from ...seeds.table import either
from .. import openers
from ..candidates import Candidate
from ..links_far import town_stem
from ..readings import FORMED
from .context import fuller
from .cover import marked

_OPEN = frozenset("¶，。；：！？、 \u3000,;:!?-的和与及是有着了")
_CLOSE = frozenset("¶，。；！？、,;!?和与及等")
_BRAND = re.compile("[”’](?:[一-鿿]{0,2}(?:品牌|应用|栏目|专栏|平台|活动|名片)|APP)")
"""What makes a brand of a quotation (“志愿柳州”品牌)."""


@cache
def _quality() -> re.Pattern[str]:
    """What praises a place, before its name, and how the phrase begins."""
    words = either("place_words.tsv", "praise")
    leads = either("place_words.tsv", "praise_lead")
    return re.compile(
        f"(?:^|(?<=[¶,，。;；:：!！?？、“‘《 ·和为])|{leads}|奔跑的)(?:{words})$|奔跑的$"
    )


_PRAISED = re.compile("[”’》、,，。;；!！?？·¶ \n]|建设|创建|$")
"""What stands behind a praised place's name."""


@cache
def _make() -> re.Pattern[str]:
    return re.compile(f"(?:{either('place_words.tsv', 'make')})(?=[”’])")


@cache
def _ware() -> re.Pattern[str]:
    wares = either("place_words.tsv", "ware")
    return re.compile(f"(?:{wares})(?P<next>.)", re.DOTALL)


_STARTS = frozenset("¶，。；：！？、“ \u3000,;:!?年月日上下午")


@cache
def _subject() -> re.Pattern[str]:
    """What a town or county does and has, behind its name at the begin of a clause."""
    words = either("place_words.tsv", "subject")
    return re.compile(f"(?!将军|人民[法检医武公政会大]|在线|干部[学讲]|大力士|从化)(?:{words})")


def _names(
    sc: lx.Scan, known: Sequence[Known], own: Iterable[str]
) -> Iterator[tuple[int, int, str]]:
    """Short names of divisions that the article has in full, stems of its units, waters:
    (start, end, level)."""
    text, lex = sc.text, lx.lexicon()
    for place in known:
        level = lex.level[place.word]
        short = place.tags & lx.DIV_SHORT and fuller(text, place.word)
        if short or level == "natural":
            yield place.start, place.end, level
    for stem in own:
        for match in re.finditer(re.escape(stem), text):
            yield *match.span(), "village"


def _in_phrases(sc: lx.Scan, known: Sequence[Known], own: Iterable[str]) -> Iterator[Candidate]:
    """The places of phrases like 平安柳州, “柳州制造”, 柳州豆豉."""
    text = sc.text
    for start, end, level in sorted(set(_names(sc, known, own))):
        attrs = {"level": level}
        praised = _quality().search(text, max(0, start - 8), start)
        if praised and level != "natural" and _PRAISED.match(text, end):
            if not _BRAND.match(text, end):
                yield Candidate("PLACE", start, end, "place.praised", attrs, FORMED)
        elif text[start - 1 : start] in QUOTES and (made := _make().match(text, end)):
            if not _BRAND.match(text, made.end()):
                yield Candidate("PLACE", start, end, "place.make", attrs, FORMED)
        elif lx.left(text, start, 1) in _STARTS and _subject().match(text, end):
            plain = text[start:end] in lx.lexicon().common
            if level != "natural" and not plain and not marked(text, start, end):
                yield Candidate("PLACE", start, end, "place.subject", attrs, FORMED)
        elif lx.left(text, start, 1) in _OPEN:
            ware = _ware().match(text, end)
            if ware and ware["next"] in _CLOSE:
                yield Candidate("PLACE", start, end, "place.ware", attrs, FORMED)


_NEAR = 16
"""Two wares of one list stand within so many characters."""
_NO_NAME = re.compile("[的了有种鲜干熟甜香脆野每各]|[红黄白黑绿紫][心皮肉色米]|^[大小新老土生].$")


@cache
def _item() -> re.Pattern[str]:
    wares = either("place_words.tsv", "ware")
    return re.compile(
        f"(?<=[、,，。;；:：¶和])(?P<name>[一-鿿]{{2,3}}?)(?:{wares})(?=[、,，。;；和等¶])"
    )


def _in_lists(sc: lx.Scan) -> Iterator[Candidate]:
    """The places of wares in lists (柳岭豆豉、石桥红糖、水寨白酒), where most can be names."""
    found = list(_item().finditer(sc.text))
    lex = lx.lexicon()
    names = {
        m["name"]
        for m in found
        if not (m["name"] in lex.common or _NO_NAME.search(m["name"]))
        and m["name"] not in openers.generic()
    }
    for match in found:
        near = [m["name"] for m in found if abs(m.start() - match.start()) <= _NEAR]
        good = sum(name in names for name in near)
        if match["name"] in names and good >= max(2, len(near) - 2):
            attrs = {"level": lex.level.get(match["name"], "village")}
            yield Candidate("PLACE", *match.span("name"), "place.ware", attrs, FORMED)


_SPOT = re.compile(
    "(?:打卡[点地]|景点|地标|景观|名胜)[“‘](?P<name>[一-鿿]{2,8})[”’](?![一-鿿]{0,2}(?:品牌|活动|工程|计划|模式|系列|称号|效应))"
)


@cache
def _no_spot() -> re.Pattern[str]:
    """What a sight is said to be, and not called."""
    return re.compile(f"[的了是让把被将]|{either('place_words.tsv', 'no_spot')}")


def _spots(text: str) -> Iterator[Candidate]:
    """Sights whose name stands in quotation marks behind what they are (打卡点“柳溪之眼”)."""
    for match in _SPOT.finditer(text):
        if not _no_spot().search(match["name"]) and match["name"] not in lx.lexicon().common:
            yield Candidate("PLACE", *match.span("name"), "place.spot", {"level": "site"}, FORMED)


_STOOD_FOR = re.compile("代表(?P<who>[一-鿿]{2,3}?)(?=(?:分别|先后)?[与同和向])")


def _stood_for(sc: lx.Scan) -> Iterator[Candidate]:
    """Places that somebody with a title, or a body, acts for (县长李明代表|柳岭|与企业签约)."""
    text = sc.text
    for match in _STOOD_FOR.finditer(text):
        at, who = match.start(), match["who"]
        level = lx.lexicon().level.get(who)
        named = any(
            text[at - n] in surnames() and sc.end_tags.get(at - n, 0) & lx.TITLE
            for n in (2, 3)
            if at >= n
        )
        body = sc.end_tags.get(at, 0) & lx.HEAD
        told = fuller(text, who) or any(who + unit in text for unit in "市县区旗")
        listed = named and (level == "county" or town_stem(who))
        if listed or (told and (named or body)):
            start, end = match.span("who")
            attrs = {"level": level or "county"}
            yield Candidate("PLACE", start, end, "place.subject", attrs, FORMED)
            yield Candidate("PERSON", start, end, "place.subject.idiom", decoy=True)


def phrases(sc: lx.Scan, known: Sequence[Known], own: Iterable[str]) -> Iterator[Candidate]:
    """All of this module's candidates; ``own`` are the stems of the article's units."""
    yield from _in_phrases(sc, known, own)
    yield from _in_lists(sc)
    yield from _spots(sc.text)
    yield from _stood_for(sc)
