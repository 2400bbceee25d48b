"""The kind of an initiative: formula, programme, method, campaign, platform, document, brand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from ...seeds.table import read_table
from .names import core_of
from .shape import Shape, shape_of
from .vocabulary import head_ending

_HOTLINE = re.compile(r"1(?:2[0-9]{3}|10|19|20|22)(?![0-9+])")
"""Numbers of public service lines (12345热线) are platforms."""
_BRAND_AFTER = re.compile(
    "(?:[^，,。；;\n]{0,8}(?:商标|品牌|地理标志|的牌子|标识|招牌)|牌|系列产品|真空装|桶装|奶粉|系列农产品)"
)
_PLATFORM_BEFORE = re.compile(
    "(?:小程序|平台|公众号|热线|APP|app|系统|登录|扫码|打开|拨打|上线|客户端)$"
)
_PLATFORM_AFTER = re.compile(
    "(?:小程序|公众号|APP|app|上传|扫一扫|上建单|上报|接处警|热线|直播间|客户端)"
)
_BRAND_BEFORE = re.compile("(?:品牌|商标|牌子|注册了?|擦亮|叫响|打响|统一打|加贴|挂牌)[：:]?$")
_CAMPAIGN_BEFORE = re.compile(
    "(?:举办|举行|开展|组织|一场|第[一二三四五六七八九十0-9]+期|摆了|参加|开播|主办|承办|协办|开讲)了?的?$"
)
_METHOD_BEFORE = re.compile(
    "(?:推行|实行|采用|采取|按照|运用|形成|探索|创新|总结出?|推广|建立|落实)了?$"
)
_PROGRAMME_BEFORE = re.compile("(?:实施|启动|推进|列入|纳入|推出|发起|参与)了?(?:的)?$")


def numbered(surface: str) -> Shape | None:
    """The numeral pattern that makes a name a formula, if it has one.

    一村一品 and 一站式 count nothing; 四点半 is a time.
    """
    core = core_of(surface)
    shape = shape_of(core) or (shape_of(surface) if core != surface else None)
    if shape is None and len(core) > 4 and "“" not in surface:
        shape = None
    if shape is None:
        return None
    if shape.form == "ones" and len(shape.groups) < 3:
        return None
    if shape.form == "single":
        group = shape.groups[0]
        if group.number == 1 or re.match("点|年|月|日|天|岁|届|级|分钟|小时|季度", group.morpheme):
            return None
        if len(shape.lead) > 2:
            return None
    return shape


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
        return "document", 4.0
    if surface in _known_kinds():
        return _known_kinds()[surface], 4.0
    if _HOTLINE.match(surface):
        return "platform", 4.0
    if numbered(surface) is not None:
        return "formula", 4.0
    before = text[max(0, start - 14) : start].rstrip('“‘" ')
    after = text[end : end + 14].lstrip('”’"')
    if surface[-1] not in '”’"' and re.search('[”’"]', surface):
        kind = head_kind(surface)
        if kind is not None:
            return kind, 3.0
    if _BRAND_AFTER.match(after) or _BRAND_BEFORE.search(before):
        return "brand", 2.5
    kind = head_kind(surface)
    strong = head_ending(surface, 1, len(surface))
    if kind is not None and strong is not None and strong.strength == "name":
        return kind, 2.6
    if _PLATFORM_BEFORE.search(before) or _PLATFORM_AFTER.match(after) or surface.isdigit():
        return "platform", 2.0
    following = re.match("[一-鿿]{1,8}", after)
    if following is not None:
        for k in range(1, len(following[0]) + 1):
            head = head_ending(following[0], 0, k)
            if head is not None and head.strength == "name":
                return head.kind, 1.2
    if kind is not None:
        return kind, 1.5
    for pattern, name in (
        (_CAMPAIGN_BEFORE, "campaign"),
        (_METHOD_BEFORE, "method"),
        (_PROGRAMME_BEFORE, "programme"),
    ):
        if pattern.search(before):
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
