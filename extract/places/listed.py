"""Places by the company they keep: lists that a kind of unit closes (云湾、银坑、富兴3个社区,
柳岭、石桥两村) or opens (3个村（云湾、银坑、富兴）), the four sides of an area (东至南琴路，
西起马骝水道) and the centres of its parts (以柳岭为中心的居住片、以石桥为中心的商贸片)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from .. import openers
from ..candidates import Candidate
from ..numbers.grammar import DIGITS
from ..readings import CLEAR, FORMED, TAGGED

_CHAR = "(?:(?![等这])[一-鿿])"
_ITEM = f"{_CHAR}{{2,6}}(?:[—－-]{{1,2}}{_CHAR}{{2,4}})?"
_COUNT = r"(?P<count>\d{1,3}|[两三四五六七八九十]{1,3})"
_COUNT_2 = r"(?P<count_2>\d{1,3}|[两三四五六七八九十]{1,3})"
_SPLIT = re.compile("[、和与及]")
_UNITS = ("街道", "社区", "村", "镇", "乡", "县", "区", "市", "小区", "路", "街")
"""An item that ends so is named in full, and for other rules to judge."""
_MARKETS = ("超市", "夜市", "集市", "早市", "菜市")
"""No cities."""
_NO_ITEM = re.compile("[的了是在有把被为各每该本我]|工作|建设|服务|治理")
"""What no name of a place holds."""
_SIDE = re.compile(
    "(?:(?<![一-鿿])[东西南北][至到起临靠接邻抵连达濒]|(?<!兴)[东西南北]起)(?P<name>[一-鿿]{2,9}?)(?=(?:范围|沿线|一带|周边|区域)?(?:[，、。；;,（()）]|与|及|经(?!开)|$))"
)
_BESIDE = re.compile("(?<=[路街道线河江])以[东西南北](?![上下])")
"""A side told the other way round (柳岭路以东)."""
NEAR = 60
"""Two sides of one area stand within so many characters."""


@cache
def _kinds() -> str:
    """Kinds of units, with what is said of them before (偏远山区村)."""
    qualities = either("place_words.tsv", "unit_quality")
    kinds = either("place_words.tsv", "unit_kind")
    return f"(?:(?:{qualities})*)(?P<unit>{kinds})"


@cache
def _list() -> re.Pattern[str]:
    """Items, their number, and what kind of unit they are: no other word that begins so
    (社区党群服务中心)."""
    words = either("place_words.tsv", "no_unit")
    return re.compile(
        f"(?P<items>{_CHAR}{{2,14}}(?:、{_ITEM})+(?:[和与及]{_ITEM})?)"
        f"(?P<more>等)?(?:这?{_COUNT}(?P<each>[个处座条])|(?<=等)(?:多个|{_CHAR}{{2,5}}的{_COUNT_2}个)?){_kinds()}"
        f"(?!{words}|(?<=乡)[村土亲愁贤])"
    )


@cache
def _short() -> re.Pattern[str]:
    """Items with their number directly before the unit (柳岭、石桥两村, 柳岭等5镇)."""
    words = either("place_words.tsv", "no_unit")
    return re.compile(
        f"(?P<items>{_CHAR}{{2,14}}(?:、{_ITEM})*(?:[、和与及]{_ITEM}))(?P<more>等)?"
        f"(?P<count>[2-9]\\d?|[两三四五六七八九十]{{1,2}})(?P<unit>村|镇|乡|社区|街道|嘎查)(?!{words}|[级联]|(?<=乡)[村土亲愁贤])"
    )


@cache
def _opened() -> re.Pattern[str]:
    """A number of units with their names behind it in brackets."""
    return re.compile(
        f"{_COUNT}(?P<each>[个处座条]){_kinds()}"
        f"(?:[（(](?:分别(?:为|是)|即)?|[,，：:]?分别(?:是|为)|[：:])(?P<items>{_ITEM}(?:、{_ITEM})*(?:[和与及]{_ITEM})?)(?P<more>等)?(?=[）)，,。；;])"
    )


def _count(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdecimal() else {**DIGITS, "十": 10}.get(word)


def _first(text: str, start: int, end: int) -> int:
    """Where the first item begins in the stretch before the first 、; -1 when nothing tells."""
    led = max(text.rfind(word, start, end - 2) for word in "了在到着有将对把为的于辖")
    start = max(start, led + 1)
    if led >= 0 and end - start <= 4:
        return start
    for at in range(start, end - 1):
        found = openers.opener(text, at, end)
        if found is not None and end - found[0] >= 2:
            start = max(start, found[0])
    lex = lx.lexicon()
    listed = [at for at in range(start, end - 1) if text[at:end] in lex.level]
    if listed:
        return listed[0]
    while text[start : start + 2] in lex.common and end - start >= 4:
        start += 2
    return start if 2 <= end - start <= 4 else -1


def _lists(sc: lx.Scan) -> Iterator[Candidate]:
    """The items of lists that end in a number or 等 and the kind of unit that they are, or that
    follow both in brackets."""
    for match in _list().finditer(sc.text):
        yield from _items(sc, match)
    for match in _short().finditer(sc.text):
        yield from _items(sc, match, short=True)
    for match in _opened().finditer(sc.text):
        yield from _items(sc, match, opened=True)


def _items(
    sc: lx.Scan, match: re.Match[str], *, opened: bool = False, short: bool = False
) -> Iterator[Candidate]:
    """The items of one list; with its number behind 等 there may be more units than names."""
    text = sc.text
    begin = match.start("items")
    spans = []
    for item in re.finditer("[^、]+", match["items"]):
        at = begin + item.start()
        whole = at == begin and not opened
        pieces = [item[0]] if whole and "、" in match["items"] else _SPLIT.split(item[0])
        for piece in pieces:
            spans.append((at, at + len(piece.removesuffix("以"))))
            at += len(piece) + 1
    first = spans[0][0] if opened else _first(text, *spans[0])
    spans[0] = (first, spans[0][1])
    spans = [span for span in spans if span[0] >= 0 and span[1] - span[0] >= 2]
    words = [text[start:end] for start, end in spans]
    common = lx.lexicon().common
    groups = match.groupdict()
    count = _count(groups["count"] or groups.get("count_2"))
    sure = count in (len(words), len(words) + (first < 0))
    if any(_NO_ITEM.search(word) for word in words) or (
        count and not sure and (not match["more"] or (short and len(words) > count))
    ):
        return
    told = count and len(words) > 2 and _names(text, words)
    if not sure and not told and any(word in common for word in words):
        return
    # 处 counts anything that stands somewhere (办公、休息两处).
    if (opened or short or groups.get("each", "个") not in ("个", None)) and not _names(
        text, words
    ):
        return
    for (start, end), word in zip(spans, words, strict=True):
        if word.endswith(_UNITS) and not word.endswith(_MARKETS):
            continue
        level = "site" if match["unit"] in ("小区", "楼盘", "景区", "景点") else "village"
        features = {
            **dict.fromkeys(TAGGED, 0.97 if sure else 0.9),
            "list.sure": float(sure),
            "list.n": len(words) / 4,
        }
        yield Candidate("PLACE", start, end, "place.list", {"level": level}, features)


_VILLAGES = re.compile("(?:村|社区|屯|嘎查|寨子?|村[庄子屯组]|小组|生产队|牧业队|居民区)$")
_TOWNS = ("镇", "乡", "乡镇", "街道", "苏木", "古镇")


def settlements(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches of lists of villages or towns (和平、解放等6个村), with what they are: their items
    are no counties of these names."""
    for pattern in (_list(), _short(), _opened()):
        for match in pattern.finditer(text):
            unit = match["unit"]
            if match["items"].endswith("的"):
                continue  # 衢江、江山的6个乡镇: whose they are
            level = "town" if unit in _TOWNS else "village" if _VILLAGES.search(unit) else None
            if level:
                yield *match.span("items"), level


def _names(text: str, words: list[str]) -> bool:
    """Whether items can be names: no everyday words but few, unless a unit is called so
    (温泉 where 温泉村 stands)."""
    common = lx.lexicon().common
    plain = (
        w
        for w in words
        if (w in common or w in openers.generic())
        and not any(w + unit in text for unit in ("村", "镇", "乡", "街道", "社区"))
    )
    return sum(1 for _ in plain) <= len(words) // 3


_CENTRE = re.compile("以[“‘]?(?P<name>[一-鿿]{2,6})为(?:中心|核心|轴心|圆心)的")


@cache
def _aims() -> re.Pattern[str]:
    """What is no place though all turns on it."""
    return re.compile(f"[村农居市]民|[民企]$|者$|{either('place_words.tsv', 'aim')}")


def _centres(sc: lx.Scan) -> Iterator[Candidate]:
    """The centres of several parts of a place (以柳岭为中心的居住片、以石桥为中心的商贸片)."""
    found = [m for m in _CENTRE.finditer(sc.text) if not _aims().search(m["name"])]
    common = lx.lexicon().common
    for match in found:
        near = {m["name"] for m in found if abs(m.start() - match.start()) <= NEAR}
        if len(near) < 2 or any(name in common for name in near):
            continue
        if any(match["name"][at:] in lx.lexicon().org_kind for at in range(len(match["name"]))):
            # 以柳岭夜校为中心的学习片
            continue
        yield Candidate("PLACE", *match.span("name"), "place.centre", {"level": "site"}, CLEAR)


def _sides(sc: lx.Scan) -> Iterator[Candidate]:
    """What bounds an area on two sides or more."""
    text = sc.text
    found = list(_SIDE.finditer(text))
    sides = [match.start() for match in (*found, *_BESIDE.finditer(text))]
    for match in found:
        near = sum(abs(other - match.start()) <= NEAR for other in sides)
        name = match["name"]
        if near < 2 or _NO_ITEM.search(name) or name in lx.lexicon().common:
            continue
        heads = lx.lexicon().place_head_level
        usual = "road" if name[-1] in "道线" else "natural"
        level = next((heads[name[i:]] for i in range(1, len(name)) if name[i:] in heads), usual)
        yield Candidate("PLACE", *match.span("name"), "place.side", {"level": level}, FORMED)


def listed(sc: lx.Scan) -> Iterator[Candidate]:
    """All of this module's candidates."""
    yield from _lists(sc)
    yield from _centres(sc)
    yield from _sides(sc)
