"""Bodies on either side of a verb that parts them (柳州开发区|收储|青河包装有限公司), and a body
before all of a kind that it has (青河县公安局|各派出所)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...models.edges import NONE, Option, openers
from ...models.heads import Head
from ...seeds.table import classed, either
from ..candidates import Candidate
from ..honours import title
from ..links import parse
from ..readings import FORMED, Reading
from ..refusals import refused
from .evidence import UNITS, corporate, kind_of_head
from .lists import free_of_words

LIKELY = 0.2
"""A body with its division before it must be this likely."""
_OPEN = frozenset("\n¶，。；：！？、“（ \u3000,;:!?(")
_LONGEST = 16
"""Longest name of a firm behind a verb, in characters."""
_CORE = 4
"""Characters of a firm's name before 公司: 山货公司 is any that deals in them."""
_NO_BODY = re.compile("[省市县区]内|[的了在向还将把被]|中小学校?$|下村$|[所站局院会部]下?村$")
_NO_FIRM = re.compile(
    "[类型]公司|[的了在和与及、把将被为对向]|一[家个]|[多几各]家|[本该]|[，。；：！？,:;!?¶\n]"
)


@cache
def _verbs() -> frozenset[str]:
    """Verbs of two characters that stand between two bodies."""
    both = openers("break") | classed("refusal_words.tsv", "between")
    return frozenset(word for word in both if len(word) == 2)


@cache
def _titled() -> re.Pattern[str]:
    """An honour before the unit that has it."""
    return re.compile(f"{title()}$")


@cache
def _each() -> re.Pattern[str]:
    return re.compile(f"(?:各|所属|下属|辖区)(?:{either('refusal_words.tsv', 'each')})")


def parted(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """A body by its division before such a verb or 各; a firm by its whole name behind one."""
    text, verbs = sc.text, _verbs()
    for head, options in found:
        if not head.tags & (lx.ORG_HEAD | lx.ORG_FIXED):
            continue
        end = head.end
        kind = kind_of_head(head)[1]
        # 区委|组织部 and 镇|指导中心 go on.
        verb = text[end : end + 2] in verbs and not sc.start_tags.get(end, 0) & lx.ORG_HEAD
        if (verb or _each().match(text, end)) and (at := _begin(sc, head, options)) >= 0:
            yield Candidate("ORG", at, end, "org.parted", {"kind": kind}, FORMED)
        if head.word in UNITS:
            for option in options:
                at = option.start
                if option.type == "ORG" and _titled().search(text, max(0, at - 14), max(0, at)):
                    yield Candidate("ORG", at, end, "org.titled", {"kind": kind}, FORMED)
                    break
        if kind == "enterprise" and text[:end].endswith("公司"):
            yield from _behind(sc, head.start, end)


def _begin(sc: lx.Scan, head: Head, options: tuple[Option, ...]) -> int:
    """Where the body begins that ends in ``head``, with its division at a clause's begin, or -1."""
    text, end = sc.text, head.end
    best = max((o for o in options if o.start != NONE), key=lambda o: o.p, default=None)
    if best is None or best.type != "ORG" or best.start < 0 or best.p < LIKELY:
        return -1
    at = best.start
    if not (at == 0 or text[at - 1] in _OPEN) or not sc.start_tags.get(at, 0) & lx.AREA:
        return -1
    if text[end : end + 2] in classed("refusal_words.tsv", "befalls"):
        return -1
    name = text[at:end]
    level = lx.lexicon().level
    town = any(level.get(name[-n:]) == "town" for n in range(2, 6))
    city = parse(name)[1] == len(name) and not town
    inside = any(text[n : n + 2] in _verbs() for n in range(at + 2, head.start))
    if city or inside or _NO_BODY.search(name) or refused(text, at, end):
        return -1
    return at


def _behind(sc: lx.Scan, head: int, end: int) -> Iterator[Candidate]:
    """A firm whose name begins right behind a verb (收回|柳湾农机公司)."""
    text = sc.text
    for start in range(head - 2, max(1, end - _LONGEST), -1):
        name = text[start:end]
        if not "一" <= text[start] <= "鿿" or _NO_FIRM.search(name):
            return
        if text[start - 2 : start] not in _verbs():
            continue
        tail = corporate().search(name)
        named = tail and tail.start() >= _CORE and free_of_words(sc, start, start + tail.start())
        if named and not refused(text, start, end):
            yield Candidate("ORG", start, end, "org.parted", {"kind": "enterprise"}, FORMED)
        return
