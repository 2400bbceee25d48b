"""Firms by a coined name and its trade where what is theirs follows (黔峰玻璃|酒瓶包装项目,
枝城光电|获批) or the park they lie in stands before (工业园区|赣箱实业)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...models.edges import openers
from ...seeds.table import either
from ..candidates import BREAK, Candidate
from ..readings import FORMED

_KIND = {"kind": "enterprise"}
_NO_COIN = re.compile(
    "[的了是在有没和与及把被让对从到以各每全本该这那我某几多数个们不等一两二三四五六七八九十名位市县区镇乡村省将负原]"
)
_BEGINS = frozenset("\n¶，。；：！？、“（ \u3000,;:!?(由与和的在对向将把为、")


@cache
def _before_name() -> re.Pattern[str]:
    """A park, a kind of firm or who owns one before a coined name."""
    parks = f"{either('org_context.tsv', 'park')}|企业|公司|龙头|重点项目"
    return re.compile(f"(?:{parks}|(?P<owner>{either('refusal_words.tsv', 'firm_head')}))$")


@cache
def _firm() -> re.Pattern[str]:
    """A coined name, its trade and what is a firm's behind it."""
    trades = either("org_context.tsv", "firm_trade")
    owned = either("org_context.tsv", "firm_owned")
    return re.compile(
        f"(?P<coined>[一-鿿]{{2}})(?P<trade>{trades})"
        f"(?=(?:{owned})|年?产?\\d[\\d.万亿]*(?:吨|千瓦|平方米|台套?|套|件|立方米)"
        "|[一-鿿]{1,8}?(?<![、个大类])项目(?=[、，,。已正预总投开竣建进一二三])"
        "|等处|等(?:[\\d一二三四五六七八九十]+[个家])?(?:重点|重大|签约|工业|亿元)?(?:项目|企业|公司))"
    )


@cache
def _parked() -> re.Pattern[str]:
    """Coined names with their trades in a row behind the park where they are."""
    parks = either("org_context.tsv", "park")
    firm = f"[一-鿿]{{2}}(?:{either('org_context.tsv', 'firm_trade')})"
    return re.compile(
        f"(?<=[一-鿿])(?P<park>{parks})(?P<firms>{firm}(?:、{firm})*)(?=[、，,。和与等])"
    )


@cache
def _visited() -> re.Pattern[str]:
    """Two or more coined names with their trades behind a verb of visiting."""
    firm = f"[一-鿿]{{2}}(?:{either('org_context.tsv', 'firm_trade')})"
    return re.compile(
        f"(?:走进|来到|走访|考察|参观|对接|赴)了?(?P<firms>{firm}(?:[、和与及]{firm})+)(?=[，。；,;（(]|等)"
    )


_ITEM = re.compile("[^、和与及]+")


@cache
def _listed() -> re.Pattern[str]:
    """A coined name and its trade before the next of a list."""
    trades = either("org_context.tsv", "firm_trade")
    return re.compile(f"(?P<coined>[一-鿿]{{2}})(?P<trade>{trades})(?=[、和与及])")


def _begins(sc: lx.Scan, at: int) -> bool:
    """Whether a name may begin at ``at``: behind a mark, a particle, a verb or a park."""
    text = sc.text
    if not at or text[at - 1] in _BEGINS:
        return True
    if any(text[at - n : at] in openers("break", "verb") for n in (2, 3)):
        return True
    return _before_name().search(text, max(0, at - 5), at) is not None


def _is_coined(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether the span is no word, no place and holds no particle."""
    name = sc.text[start:end]
    lex = lx.lexicon()
    if name in lex.common or name in lex.level or _NO_COIN.search(name):
        return False
    if sc.start_tags.get(start, 0) & lx.PLACES:
        return False
    # 大力|发展生物 crosses a word's edge.
    after = sc.text[end - 1 : end + 1] in lex.common
    return not after and name not in openers("break", "verb", "generic", "trade", "scope")


def coined(sc: lx.Scan) -> Iterator[Candidate]:
    """The firms, those listed before one of them, and where the article names them again."""
    found = list(_told(sc))
    yield from found
    seen = {candidate.start for candidate in found if not candidate.decoy}
    for name in sorted({sc.text[c.start : c.end] for c in found if not c.decoy}):
        for match in re.finditer(re.escape(name), sc.text):
            if match.start() not in seen:
                yield from _firm_at(*match.span())


def _told(sc: lx.Scan) -> Iterator[Candidate]:
    text = sc.text
    yield from _in_parks(sc)
    for match in _visited().finditer(text):
        first = match.start("firms")
        firms = [(first + m.start(), first + m.end()) for m in _ITEM.finditer(match["firms"])]
        # One may be called after its county (柳江机械).
        odd = [text[at : at + 2] for at, _ in firms if not _is_coined(sc, at, at + 2)]
        if not odd or (len(odd) < len(firms) and all(word in lx.lexicon().level for word in odd)):
            for span in firms:
                yield from _firm_at(*span)
    for match in _firm().finditer(text):
        start, end = match.span()
        if not _is_coined(sc, start, match.end("coined")):
            continue
        if not _begins(sc, start):
            places = [at for at, _ in sc.words_to(start, lx.AREA) if _begins(sc, at)]
            if not places:
                continue
            start = min(places)
        yield from _firm_at(start, end)
        before = _before_name().search(text, max(0, start - 5), start)
        if before and before["owner"]:
            # 爱心企业家|福丰木业
            yield Candidate("ORG", start - 1, start + 1, BREAK, decoy=True)
        if text[start - 1] in "、和与":
            yield from _before(sc, start - 1)


def _in_parks(sc: lx.Scan) -> Iterator[Candidate]:
    """Firms in a row behind their park, which is none of them."""
    for match in _parked().finditer(sc.text):
        at = match.start("firms")
        for number, firm in enumerate(match["firms"].split("、")):
            if not _is_coined(sc, at, at + 2):
                break
            yield from _firm_at(at, at + len(firm))
            if not number:
                yield Candidate("ORG", at - 1, at + 1, BREAK, decoy=True)
            at += len(firm) + 1


def _before(sc: lx.Scan, end: int) -> Iterator[Candidate]:
    """The coined names in a list that ends at ``end``, one after the other."""
    while True:
        low = max(0, end - 8)
        found = [m for m in _listed().finditer(sc.text, low, end + 1) if m.end() == end]
        if not found or not _is_coined(sc, *found[-1].span("coined")):
            return
        start = found[-1].start()
        if not _begins(sc, start):
            return
        yield from _firm_at(start, end)
        if sc.text[start - 1 : start] != "、":
            return
        end = start - 1


def _firm_at(start: int, end: int) -> Iterator[Candidate]:
    yield Candidate("ORG", start, end, "org.coined", _KIND, FORMED)
    for other in ("PERSON", "PLACE"):
        yield Candidate(other, start, end, "org.coined.idiom", decoy=True)
