"""What speaks for a reading of a head as an organization, and the parts of bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ...models import lexicon as lx
from ...models.edges import BARE, NONE, Option, divide
from ...models.heads import Head
from ...seeds.table import either
from .. import openers
from ..candidates import Candidate
from ..links import parse
from ..readings import CLEAR

DEPARTMENTS = frozenset(("dept", "body"))
"""Families of heads that are a department's or a functional body's."""


def uncut(
    start: int, end: int, rule: str, kind: str, features: Mapping[str, float] = CLEAR
) -> Iterator[Candidate]:
    """A body that its form makes sure of, and a wall against the readings that cut it short."""
    yield Candidate("ORG", start, end, rule, {"kind": kind}, features)
    yield Candidate("ORG", start, end - 1, f"{rule}.idiom", decoy=True)


@cache
def corporate() -> re.Pattern[str]:
    """What follows the name proper of an enterprise."""
    return re.compile(
        f"(?:集团|控股|股份|实业|科技|发展)*(?:{either('org_context.tsv', 'legal_form')})$"
    )


UNITS = ("社区", "村", "街道", "镇", "乡")
"""Kinds of units at the grass roots."""
PARTIES = (
    *("民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟"),
    *("中国国民党革命委员会", "中国民主同盟", "中国民主建国会", "中国民主促进会"),
    *("中国农工民主党", "中国致公党", "台湾民主自治同盟"),
)
"""The democratic parties."""


def kind_of_head(head: Head) -> tuple[str, str]:
    """Family and kind of a head."""
    lex = lx.lexicon()
    if head.tags & lx.ORG_FIXED:
        return "fixed", lex.fixed_kind[head.word]
    return lex.org_family[head.word], lex.org_kind[head.word]


_SHORT_PARTS = frozenset(
    ("党委", "党组", "党校", "小学", "中学", "工会", "分社", "妇联", "团委", "中队", "支行", "分行")
)


def _parts(sc: lx.Scan, end: int) -> Iterator[tuple[int, str]]:
    """Bodies whose name begins at ``end``, so that they may be a part of the one before."""
    if not sc.start_tags.get(end, 0) & lx.ORG_HEAD:
        return
    title = sc.longest(end, lx.TITLE)
    for stop, word in sc.words_from(end, lx.ORG_HEAD):
        # 交警中队|中队长 is an office; 村|党支部书记 that of the branch.
        office = title is not None and title[0] > stop and word[0] != "党"
        if not office and (len(word) > 2 or word in _SHORT_PARTS):
            yield stop, word


@cache
def _branch() -> re.Pattern[str]:
    return re.compile(either("org_context.tsv", "place_branch"))


def _branches(sc: lx.Scan, end: int) -> Iterator[tuple[int, str]]:
    """Branches named after a place that follow a body at ``end`` (农业大学|五常试验站)."""
    for middle, _ in sc.words_from(end, lx.AREA | lx.TOWN):
        match = _branch().match(sc.text, middle)
        if match and match[0] in lx.lexicon().org_kind:
            yield match.end(), match[0]


def reading_features(
    sc: lx.Scan, head: Head, option: Option, options: tuple[Option, ...]
) -> dict[str, float]:
    text = sc.text
    bare = option.start == BARE
    start = head.start if bare else option.start
    none = next((o.p for o in options if o.start == NONE), 0.0)
    best = max((o.p for o in options if o is not option and o.start != NONE), default=0.0)
    family, _ = kind_of_head(head)
    name = text[start : head.end]
    _, chain = parse(name)
    found = openers.features(text, start, head)
    found |= {
        "edge_p": option.p,
        "none_p": none,
        "other_p": best,
        "bare": float(bare),
        f"family={family}": 1.0,
        f"head={head.word}": 1.0,
        "place_head": float(bool(head.tags & lx.PLACE_HEAD)),
        "chain": float(chain >= 2),
        "all_chain": float(chain == len(name)),
        "level": float(name[:1] in "省市县区旗州镇乡村" and not bare),
        # 柳湾村|文明实践站: the name goes on.
        "part_after": float(any(True for _ in _parts(sc, head.end))),
        "ends_at_break": float(any(divide(sc, head.end + n) == head.end for n in (1, 2))),
        "begins_at_break": float(not bare and divide(sc, start) >= 0),
        # 广东省|文明|村 is an honour.
        "own_generic": float(chain > 0 and name[chain : -len(head.word)] in openers.generic()),
        "late_division": float(not bare and _late(sc, start)),
        "graduate": float(head.word in ("大学", "学院") and text.startswith("毕业", head.end)),
    }
    return found


def _late(sc: lx.Scan, start: int) -> bool:
    """Whether a division begins one or two characters after a start where no place begins."""
    if sc.start_tags.get(start, 0) & (lx.PLACES | lx.ORG_FIXED):
        return False
    return any(sc.start_tags.get(at, 0) & lx.DIV_FULL for at in range(start + 1, start + 3))


def of_body(sc: lx.Scan, head: Head, option: Option, p: float) -> Iterator[Candidate]:
    """A part of the body or unit that follows its name directly (柳湾村|党支部)."""
    lex = lx.lexicon()
    branches = () if len(head.word) == 1 else tuple(_branches(sc, head.end))
    for end, word in (*_parts(sc, head.end), *branches):
        features = {
            "edge_p": p,
            "by_place": float(len(word) < end - head.end),
            "part_size": float(len(word)),
            f"part={word}": 1.0,
            f"family={lex.org_family[word]}": 1.0,
            f"owner={lex.org_family.get(head.word, 'fixed')}": 1.0,
            "title_across": float(bool(sc.start_tags.get(head.end, 0) & lx.TITLE)),
        }
        attrs = {"kind": lex.org_kind[word]}
        yield Candidate("ORG", option.start, end, "org.part", attrs, features)
