"""The kind of an initiative: formula, programme, method, campaign, platform, document, brand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from ...corpus.marks import CLOSING
from ...seeds.table import longest_first, read_table
from .names import core_of
from .served import before_group
from .shape import Group, Shape, laid_out, listed_of, parted_of, rising, shape_of, single_of
from .uncounted import called_after, counts_none, festival
from .vocabulary import ISSUE_BEFORE, alternatives, head_ending, number_of

_NUMBER = "1(?:2[0-9]{3}|10|19|20|22)"
_HOTLINE = re.compile(f'{_NUMBER}(?![0-9+])|[“‘"]{_NUMBER}[”’"][一-鿿]{{0,4}}(?:热线|平台)')
"""Numbers of public service lines (12345热线) are platforms."""
_FIGURES = re.compile("[1-9][0-9]{2,3}(?=[一-鿿]{2,6}$)")
"""Figures directly before what they are (146监督体系)."""
_CODE = re.compile("[1-9](?:[+][0-9NXn])+(?=[一-鿿]{2})")
"""A code directly before what it is (1+N网格化服务模式)."""
_WRITTEN = re.compile("(?!九一八|一二九)[一二三四五六七八九]{2,4}[一二三四五六七八九十]")
"""Figures written out: “一四六十”工作体系."""
_ORDERS = re.compile('[“‘"]?百、千、万')
"""Three open numbers in a row, each with what it counts."""


@cache
def _brand_after() -> re.Pattern[str]:
    """What makes a brand of wares of a name."""
    return re.compile(
        rf"(?:[^，,。；;\n]{{0,8}}(?:{alternatives('brand_noun')})|{alternatives('brand_ware')})"
    )


_ROW_AFTER = re.compile(
    '[”’"](?:(?:[、和与及]?“[^”\n]{1,20}”)*等(?:多?[一二两三四五六七八九十0-9]*[大项个种])?'
    "|(?:[、和与及]?“[^”\n]{1,20}”)+(?=[一-鿿]))"
)
"""The other names of a row, up to what they all are: “断链”“净流”等|专项行动, “甲”“乙”|机制."""


@cache
def _uncounted() -> re.Pattern[str]:
    """What makes a time, an age or a grade of a numeral (三级医院; 三级走访 counts)."""
    grades = alternatives("grade_of")
    return re.compile(
        f"点|年|月|日|天|岁|届|次(?!方)|分钟|小时|公里|季度|后$|级(?=$|[一-鿿]{{0,3}}?(?:{grades}))"
    )


_OF_DIVISION = "(?:镇|乡|村|街道|社区|县|(?<![片园社景街校林库矿厂牧港])区)"
"""What a place's name has behind it: 五里|镇; 片区 and 社区 of 三片区 are counted."""
_DAYS = re.compile("年|月|日|天|小时")
_BARE = frozenset("大个项种条件类")
"""Classifiers that stand for nothing by themselves: 三大 of 三大行动."""
_LAST = ("campaign", "method", "programme")
"""Kinds that a verb before the name gives, asked in this order when nothing else tells."""


@cache
def _beside(side: str, kind: str) -> re.Pattern[str]:
    """Words of ``seeds/initiative_kind_words.tsv`` that stand on a side of a name."""
    rows = read_table("initiative_kind_words.tsv", ("word", "side", "kind", "source"))
    found = [r["word"] for r in rows if (r["side"], r["kind"]) == (side, kind)]
    words = longest_first(found)
    return re.compile(f"(?:{words})了?的?[：:]?$" if side == "before" else f"(?:{words})")


_EDITION = re.compile("(?:第[一二三四五六七八九十百0-9]{1,4}|首)届")


def numbered(surface: str, text: str = "") -> Shape | None:
    """The numeral pattern that makes a name a formula, if it has one.

    一村一品 and 一站式 count nothing, but 一核一带 does; 四点半 is a time; 三级 is a grade, but
    三级联动 counts;
    五里讲堂 is called after a place where ``text`` has 五里镇, 七一晚会 after a day.

    >>> numbered("“六一”关爱行动"), numbered("“迎七一”文艺汇演"), numbered("周五有约")
    (None, None, None)
    >>> numbered("“三治”融合").number
    3
    >>> numbered("六塘荷花节"), numbered("“三节”联办").number
    (None, 3)
    """
    if called_after(surface) or festival(surface):
        return None
    if (listed := listed_of(surface)) is not None:
        return listed
    core = core_of(surface)
    shape = shape_of(core) or parted_of(core) or (shape_of(surface) if core != surface else None)
    if shape is None and (code := _FIGURES.match(surface) or _CODE.match(surface)):
        shape = shape_of(code[0])
    if shape is None and core != surface and _WRITTEN.fullmatch(core):
        figures = [number_of(c) or 0 for c in core]
        form = "code" if 10 in figures else "figures"
        shape = Shape(form, tuple(Group(n, str(n)) for n in figures))
    if shape is None:
        return None
    if counts_none(surface, shape):
        return None
    if text and re.search(re.escape(core[:2]) + _OF_DIVISION, text):
        return None
    if shape.form == "ones" and len(shape.groups) < 3 and not laid_out(shape):
        return None
    days = any(_DAYS.match(g.morpheme) for g in shape.groups if g.number != 1)
    if shape.form == "pair" and days and rising(core) is None:
        return None  # 三天两检
    if shape.form == "single":
        group = shape.groups[0]
        if group.number == 1 or _uncounted().match(group.morpheme):
            return None
        if len(shape.lead) > 2:
            return None
    return shape


def counted(name: str, text: str = "") -> Shape | None:
    """The numeral pattern that says what the parts of a name are.

    That of :func:`numbered`; behind a bare classifier the head noun is what is counted, and
    what is also an everyday word (“五星”, “三老”, “三级”) may count.

    >>> [counted(name).groups[0].morpheme for name in ("三大行动", "“三色”预警", "“三老”宣讲团")]
    ['大行动', '色', '老']
    >>> [counted(name).number for name in ("“三级”监测网", "五“度”标尺", "“一二三”工作法")]
    [3, 5, 6]
    """
    if festival(name):
        return None
    shape = numbered(name, text)
    if shape is None and (told := _told(name)) is not None:
        return told
    if shape is None and shape_of(core_of(name)) is None and not re.search("[+、]", name):
        single = single_of(core_of(name))
        return single if single is not None and single.groups[0].morpheme != "一" else None
    if shape is not None and shape.form == "single" and shape.groups[0].morpheme in _BARE:
        whole = shape_of(re.sub('[“”‘’"]', "", name))
        if whole is not None and whole.form == "single":
            return whole
    return shape


_GRADES = re.compile("[二两三四五]级")
_NAMED_AMONG = re.compile("[二两三四五六七八九十]个?[“‘][一-鿿]{1,2}[”’]")


def _told(name: str) -> Shape | None:
    """The pattern of what counts parts where the article tells them: 三级, 五“度”, 一二三."""
    core = core_of(name)
    if _GRADES.fullmatch(core):
        return single_of(core)
    if core in _IN_ORDER:
        return shape_of("123456"[: len(core)])
    return shape_of(re.sub("[“”‘’]", "", name)) if _NAMED_AMONG.match(name) else None


_IN_ORDER = ("一二三", "一二三四", "一二三四五")


def head_kind(surface: str) -> str | None:
    """The kind that the head noun of a name gives."""
    name = surface.strip('“”‘’"')
    tail = re.split('[”’"]', surface)[-1]
    if tail:
        head = head_ending(tail, 0, len(tail))
        if head is not None:
            return head.kind
    head = head_ending(name, 1 if len(name) > 1 else 0, len(name), inner=True)
    return head.kind if head is not None else None


_CIRCLE = re.compile("(?:[0-9]+|[一二三四五六七八九十半]+)(?:分钟|小时|公里)“[一-鿿]+圈”$")


_EARLIER = re.compile("(?:“[^“”\n]{1,20}”[、和与及]?)+“?$")
"""The earlier names of a row, whose verb is every name's: 推行|“甲”“乙”."""


@cache
def _known_kinds() -> dict[str, str]:
    return {
        row["name"]: row["kind"]
        for row in read_table("initiative_kinds.tsv", ("name", "kind", "source"))
    }


def kind_here(text: str, start: int, end: int) -> tuple[str | None, float]:
    """The kind of one mention and how sure that is (3 = by its own head noun)."""
    surface = text[start:end]
    if surface.startswith("《"):
        return ("document" if surface[-1] == "》" else "platform"), 4.0
    if text.startswith("》", end) and text[start - 1 : start] == "《":
        return "platform", 4.0  # a column without its marks
    if _CIRCLE.match(surface):
        return "programme", 4.0
    if surface in _known_kinds():
        return _known_kinds()[surface], 4.0
    # “双减”政策: a formula as 双减 is.
    if surface.endswith("政策") and _known_kinds().get(core_of(surface)) == "formula":
        return "formula", 4.0
    if _HOTLINE.match(surface):
        return "platform", 4.0
    if numbered(surface, text) is not None or _ORDERS.match(surface):
        return "formula", 4.0
    before = text[max(0, start - 14) : start].rstrip('“‘" ')
    after = text[end : end + 14].lstrip(CLOSING)
    if surface[-1] not in CLOSING and re.search('[”’"]', surface):
        kind = head_kind(surface)
        if kind is not None:
            return kind, 3.0
    if _brand_after().match(after) or _beside("before", "brand").search(before):
        return "brand", 2.5
    kind = head_kind(surface)
    strong = head_ending(surface, 1, len(surface))
    if kind is not None and strong is not None and strong.strength == "name":
        return kind, 2.6
    if (
        surface.isdigit()
        or _beside("before", "platform").search(before)
        or _beside("after", "platform").match(after)
    ):
        return "platform", 2.0
    row = _ROW_AFTER.match(text, end)
    following = re.match("[一-鿿]{1,8}", text[row.end() : row.end() + 8] if row else after)
    if following is not None:
        for k in range(1, len(following[0]) + 1):
            head = head_ending(following[0], 0, k)
            if head is not None and head.strength == "name":
                return head.kind, 1.2
    if kind is not None:
        return kind, 1.5
    if ISSUE_BEFORE.search(before) or _EDITION.match(surface):
        return "campaign", 1.0
    verb = before_group(before)
    first = before_group(_EARLIER.sub("", text[max(0, start - 60) : start]).rstrip('“‘" '))
    for name in _LAST:
        if _beside("before", name).search(first if name != "programme" else verb):
            return name, 1.0
    return None, 0.0


def kind_of(text: str, mentions: Sequence[tuple[int, int]]) -> str:
    """The kind of a group of mentions: the surest one, most often."""
    votes: dict[str, float] = defaultdict(float)
    for start, end in mentions:
        kind, weight = kind_here(text, start, end)
        if kind is not None:
            votes[kind] += 10.0**weight
    if not votes:
        return "brand"
    best = max(votes.values())
    return min(kind for kind, n in votes.items() if n == best)
