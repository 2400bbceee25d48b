"""Where does a name that ends in a known head (街道, 局, 有限公司, 公园) begin?

A head found in the text has one option for every possible left edge, one for
standing alone as a name (``bare``: 宣传部) and one for being no name here
(``none``: 各街道).  A log-linear model over these options, learnt from
annotated text, gives each a probability.  Features are characters around the
edge and inside the name, the lexicon's words that begin or end at the edge,
and the head.  Offsets are code points into the scanned text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..seeds.table import WORD_COLUMNS, read_table
from . import lexicon as lx
from . import name_weights
from .heads import Head

MAX_NAME = 22
"""Longest name before its head, in characters."""

FAR = 7.0
"""An edge this much (log-odds) below the best reading is not looked at further."""

FAR_INSIDE = 14.0
"""Edges further left are given up when the inside alone lies this much below it."""

HARD_STOPS = frozenset(
    "，。；：！？、（）()《》“”‘’¶ ,.;:!?[]【】…<>|/■▲●◆—-=+%＋*&@#~★▼△□▶◀►◄▷◁▽↑↓←→○◇☆◎"
)
_WEIGHTS = "edge_weights.tsv.gz"
NONE = -1
BARE = -2


class Option(NamedTuple):
    """One reading of a head: a left edge (or NONE, BARE), its type and its probability."""

    start: int
    type: str
    p: float


_ENDS = lx.ORG_HEAD | lx.ORG_FIXED | lx.DIV_FULL | lx.TOWN
_BEGINS = lx.DIV_FULL | lx.DIV_SHORT | lx.TOWN | lx.ORG_FIXED
_NO_COVERB = frozenset(
    (
        *("将军", "将台", "将乐", "将石", "让胡", "让河", "及第", "向阳", "为民", "经开", "经济"),
        *("和平", "和谐", "和睦", "和美", "和兴", "和顺", "和丰", "和乐", "和田", "和静", "和硕"),
    )
)
_ALWAYS = frozenset("将把被让及与")
_COVERBS = frozenset("经由向对请从给与及和为将把被让在")
_LEVELS = frozenset("省市县区旗州镇乡“")


@cache
def openers(*classes: str) -> frozenset[str]:
    """Words of ``name_openers.tsv`` of the given classes.

    ``break``: verbs that divide two bodies (街道|联合|县文化馆); ``name``: words that only
    begin like an opener.
    """
    rows = read_table("name_openers.tsv", WORD_COLUMNS)
    return frozenset(row["word"] for row in rows if row["class"] in classes)


def divide(sc: lx.Scan, end: int) -> int:
    """Start of the verb or coverb before ``end`` that divides two bodies, or -1.

    A body's name or a unit must end before it; after most coverbs (县商会|经|市工商联) a
    division, a level or a quotation must begin.
    """
    text = sc.text
    verbs, names = openers("break"), openers("name")
    start = end - 2
    least = 1
    if start > 0 and text[start:end] in verbs:
        if any(text[start : start + n] in names for n in (3, 4)):
            return -1
    elif 1 < end <= len(text) and text[end - 1] in _COVERBS:
        start = end - 1
        named = text[end : end + 1] in _LEVELS or sc.start_tags.get(end, 0) & _BEGINS
        if text[start] not in _ALWAYS and not named:
            # 诊所|和|书院: after a head of some length 和 divides, too; 街道|和苑社区 are one.
            unit = text[start - 2 : start] in ("街道", "社区")
            least = 2 if text[start] == "和" and not unit else MAX_NAME
        if text[start : end + 1] in _NO_COVERB:
            return -1
    else:
        return -1
    if not sc.end_tags.get(start, 0) & _ENDS:
        return -1
    # 农村 and 格局 end in a head's character and are no body.
    size = start - min(begin for begin, _ in sc.words_to(start, _ENDS))
    alone = size == 1 and sc.end_tags[start] & lx.COMMON
    return -1 if alone or size < least else start


_SPEECH = re.compile("[¶，。！？；,!?;]")
"""Marks inside quotation marks that hold speech and no brand."""


def edges(sc: lx.Scan, head: Head) -> Iterator[int]:
    """Possible left edges of the name that ends in ``head``, nearest first."""
    text = sc.text
    position = head.start
    lowest = max(0, head.start - MAX_NAME)
    if head.tags & lx.ORG_FIXED:
        if sc.end_tags.get(position, 0) & lx.ORG_FIXED:
            # 县委县政府 are two bodies.
            return
        # 广东省委: the level character is the end of the division's name.
        start = min(
            (start for start, _ in sc.words_to(position + 1, lx.DIV_FULL)), default=position
        )
        if start < position:
            position = start
            yield position
    if position and text[position - 1] == "”":
        opening = text.rfind("“", lowest, position)
        if opening < 0 or _SPEECH.search(text, opening, position):
            return
        position = opening
        yield position
    while position > lowest and text[position - 1] not in HARD_STOPS:
        position -= 1
        yield position
        if divide(sc, position) >= 0:
            return


def types(head: Head) -> tuple[str, ...]:
    """Types that a name with this head can have."""
    found = []
    if head.tags & (lx.ORG_HEAD | lx.ORG_FIXED):
        found.append("ORG")
    if head.tags & lx.PLACE_HEAD:
        found.append("PLACE")
    return tuple(found)


BEGIN_TAGS = lx.PLACES | lx.ORG_FIXED
END_TAGS = BEGIN_TAGS | lx.HEAD | lx.TITLE


def flags(sc: lx.Scan, position: int) -> list[str]:
    """Names of what the lexicon sees beginning (b…) and ending (e…) at ``position``."""
    found: list[str] = []
    tag = sc.start_tags.get(position, 0)
    if tag & BEGIN_TAGS:
        lex = lx.lexicon()
        if tag & lx.DIV_FULL:
            found.append("bF")
        if tag & lx.DIV_SHORT:
            word = sc.longest(position, lx.DIV_SHORT)
            share = lex.likely(word[1]) if word else 0.0
            found.append("bS3" if share > 0.8 else "bS2" if share > 0.4 else "bS1")
        if tag & lx.TOWN:
            found.append("bT")
        if tag & lx.PLACE_NAME:
            found.append("bP")
        if tag & lx.ORG_FIXED:
            found.append("bO")
    tag = sc.end_tags.get(position, 0)
    if tag:
        if tag & lx.DIV_FULL:
            found.append("eF")
        if tag & lx.DIV_SHORT:
            found.append("eS")
        if tag & lx.TOWN:
            found.append("eT")
        if tag & lx.PLACE_NAME:
            found.append("eP")
        if tag & lx.ORG_HEAD:
            found.append("eH")
        if tag & lx.PLACE_HEAD:
            found.append("eG")
        if tag & lx.ORG_FIXED:
            found.append("eO")
        if tag & lx.TITLE:
            found.append("eU")
    return found


def group_of(head: Head) -> str:
    lex = lx.lexicon()
    if head.tags & lx.ORG_HEAD:
        return lex.org_family[head.word]
    return "fixed" if head.tags & lx.ORG_FIXED else lex.place_head_level[head.word]


def length_class(n: int) -> str:
    return str(n) if n < 7 else "8" if n < 10 else "12" if n < 14 else "+"


def common(sc: lx.Scan, position: int) -> list[str]:
    """What everyday words do at ``position``: end (<), begin (>) or stand across it (x)."""
    found: list[str] = []
    lex = lx.lexicon()
    if sc.end_tags.get(position, 0) & lx.COMMON:
        start, index = min((s, i) for s, i in sc.ends[position] if lex.tags[i] & lx.COMMON)
        word = lex.words[index]
        found.append(f"<{position - start}{lex.common[word]}")
        found.append("<" + word)
    if sc.start_tags.get(position, 0) & lx.COMMON:
        end, index = max((e, i) for e, i in sc.starts[position] if lex.tags[i] & lx.COMMON)
        word = lex.words[index]
        found.append(f">{end - position}{lex.common[word]}")
        found.append(">" + word)
    if across(sc, position):
        found.append("x")
    return found


def across(sc: lx.Scan, position: int) -> bool:
    """Whether an everyday word stands across ``position``."""
    tags = lx.lexicon().tags
    for start in range(position - 1, max(-1, position - 4), -1):
        if sc.start_tags.get(start, 0) & lx.COMMON:
            for end, index in sc.starts[start]:
                if end > position and tags[index] & lx.COMMON:
                    return True
    return False


def edge_features(sc: lx.Scan, position: int) -> list[str]:
    """Features of a name beginning at ``position``."""
    text = sc.text
    before = lx.left(text, position, 3)
    after = text[position : position + 3]
    b1, a1 = before[-1:], after[:1]
    features = [
        "a" + b1,
        "b" + before[-2:],
        "c" + before,
        "d" + a1,
        "e" + after[:2],
        "f" + after,
        "g" + b1 + a1,
        "h" + before[-2:] + a1,
        "i" + b1 + after[:2],
    ]
    features += ["j" + flag for flag in flags(sc, position)]
    features += ["C" + flag for flag in common(sc, position)]
    return features


def inner_features(sc: lx.Scan, position: int) -> list[str]:
    """Features of ``position`` lying inside a name."""
    text = sc.text
    features = [
        "k" + text[position],
        "l" + text[position - 1 : position + 1],
        "m" + text[position - 1 : position + 2],
    ]
    for flag in flags(sc, position):
        features.append("n" + flag)
        if flag in ("eH", "eO", "eF"):
            features.append(f"n{flag}{text[position]}")
    if sc.end_tags.get(position, 0) & lx.COMMON:
        features.append("n<")
    if sc.start_tags.get(position, 0) & lx.COMMON:
        features.append("n>")
        features += ["n>" + word for _, word in sc.words_from(position, lx.COMMON)]
    return features


def shape_features(sc: lx.Scan, head: Head, start: int) -> list[str]:
    """Features of the whole span."""
    length = length_class(head.start - start)
    group = group_of(head)
    features = [f"o{group}|{length}", f"p{head.word}|{length}"]
    first = sc.text[start]
    features.append(f"q{head.word}|{first}")
    for end, word in sc.words_from(start, lx.PLACES | lx.ORG_FIXED | lx.ORG_HEAD):
        if end == head.start:
            features.append(f"r{group}|whole")
        elif end == head.end and len(word) > len(head.word):
            features.append(f"r{group}|known")
        elif end > head.start:
            features.append(f"r{group}|cross")
    stem = sc.text[start : head.start]
    frequency = lx.lexicon().common.get(stem)
    if frequency:
        features.append(f"S{group}|{frequency}")
        features.append(f"S{head.word}|{frequency}")
    if head.start - start == 1:
        features.append(f"s{group}|{first}")
    elif first in "县市区镇乡州旗省村" and head.start - start > 1:
        features.append(f"t{first}")
    return features


def type_features(sc: lx.Scan, head: Head, start: int, type_: str) -> list[str]:
    """Features that tell the types of a head with two types apart."""
    text = sc.text
    after = text[head.end : head.end + 2]
    before = lx.left(text, start, 2)
    return [
        f"u{type_}|{head.word}",
        f"v{type_}|{after[:1]}",
        f"w{type_}|{after}",
        f"x{type_}|{before[-1:]}",
        f"y{type_}|{before}",
    ]


def alone_features(sc: lx.Scan, head: Head, which: int) -> list[str]:
    """Features of the head being no name (NONE) or a name by itself (BARE)."""
    text = sc.text
    mark = "N" if which == NONE else "B"
    after = text[head.end : head.end + 2]
    before = lx.left(text, head.start, 2)
    group = group_of(head)
    word = head.word
    features = [
        mark,
        f"{mark}1{word}",
        f"{mark}2{after[:1]}",
        f"{mark}3{word}|{after[:1]}",
        f"{mark}4{word[-1]}{after}",
        f"{mark}5{group}|{before[-1:]}",
        f"{mark}6{word}|{before[-1:]}",
        f"{mark}7{word}|{before}",
        f"{mark}8{before[-1:]}{word[0]}",
        f"{mark}9{group}|{after[:1]}",
        f"{mark}0{group}",
    ]
    features += [f"{mark}e{group}|{flag}" for flag in flags(sc, head.start)]
    for flag in common(sc, head.start):
        features.append(f"{mark}w{flag}")
        features.append(f"{mark}w{group}{flag}")
    if across(sc, head.end):
        features.append(f"{mark}x{group}")
    if sc.start_tags.get(head.end, 0) & (lx.ORG_HEAD | lx.PLACE_HEAD):
        features.append(f"{mark}h{group}")
    return features


def weights() -> dict[str, float]:
    """The weights of the features."""
    return name_weights.weights(_WEIGHTS)
