"""Spans that name a division or unit and no body of it (景德镇, 青海|山村), or go on from one with
what it has and does (镇有工作办公室, 市中区建立社区党组织, 镇里工会).
"""

from __future__ import annotations

import re
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from ..links import parse
from ..openers import generic

_DIVISION = re.compile("[省市县旗州盟]$|(?<![社发济园新理范景林])区$")
"""How a division's name ends; 社区 and 开发区 are bodies, though tables list some."""
_CLASS_FARM = re.compile("国有[林农牧渔]场$")
"""A kind of farm, where two divisions have it."""
_WITH = re.compile("(?P<other>[一-鿿]{2,5})[和与、]$")
_ZONES = ("开发区", "管理区", "工业园区", "产业园区", "示范区", "合作区")
"""How zones end that the table of divisions lists as counties."""
_FULL = re.compile("[市县旗]$")
"""How the full name of a division ends that villages are not called after."""
_ANY_OF_IT = ("社区", "村", "街道", "乡镇")
"""Any unit of such a division (青河市|社区工作者)."""
_RANKED = re.compile(
    "[省市县区镇乡村]级(?:社区|村|街道|乡镇|(?!机关|行政).*(?:中心|医院|公司|站|所)$)"
)
_GENERIC_PAIRS = frozenset(("联合街道", "联合社区", "新建社区", "新建街道", "新建小区"))
"""The verb and a unit at hand (社区|联合街道, 新建社区), though some units are called so."""
_HAS = re.compile(
    "[省市县区旗州镇乡村](?:有(?![线轨机色])|就(?![业医]))|[一-鿿]+(?<![成造迁高低])就[省市县区镇乡]"
)
"""A unit that has or does something (镇有工作办公室, 代表就县政府的报告)."""
_AT_HOME = re.compile("(?:[镇村乡县市]|社区)里(?![村社屯庄]|[一-鿿]{0,3}(?:镇|村|社区)$)")
"""镇里|工会: the place, and what is there."""
_RURAL = ("山村", "农村", "乡村", "渔村", "山乡")
"""What no village of a division is called (青海|山村)."""


_CHANNEL = re.compile(
    "发布(?:客户端|微信(?:公众号)?|公众号)|发布(?=[讯】》”]|记者|微信|客户端|公众号)"
)
"""A division's own channel (柳州发布客户端)."""


@cache
def _aim() -> re.Pattern[str]:
    """A kind of community to be made (从|和谐社区|建设入手), none by its name."""
    kinds = either("refusal_words.tsv", "community")
    return re.compile(f"(?:{kinds})社区(?=建设|创建|示范|试点|治理|评选|标准)")


@cache
def _founding() -> re.Pattern[str]:
    """Verbs and adverbs that go on from a division's name (市中区|建立社区党组织)."""
    return re.compile(either("refusal_words.tsv", "founding"))


def only_a_unit(text: str, start: int, end: int) -> bool:
    """Whether the span is a division's or unit's name, or goes on from it otherwise than a body's.

    >>> only_a_unit("镇里工会会员", 0, 4), only_a_unit("柳湾镇工会", 0, 5)
    (True, False)
    """
    span = text[start:end]
    if span.endswith(_ZONES) and lx.lexicon().level.get(span) == "county":
        return False  # The table of divisions has zones, too, which are bodies.
    if lx.lexicon().level.get(span, "town") != "town" or _market(text, span):
        return True
    if (aim := _aim().match(text, start)) and aim.end() == end:
        return True
    if _CLASS_FARM.search(span) and parse(span)[1] == len(span) - 4:
        # 敦化市和|蛟河市国有林场 are those of both.
        with_it = _WITH.search(text, max(0, start - 6), start)
        if with_it and any(with_it["other"][at:] in lx.lexicon().level for at in range(4)):
            return True
    if span in _GENERIC_PAIRS and text.count(span) == 1:
        return True
    if _AT_HOME.match(span) or _RANKED.fullmatch(span) or _HAS.match(text, start, end):
        return True
    if span.endswith(_RURAL) and _whole_chain(span[:-2]):
        return True
    named = parse(span)[1]
    if _DIVISION.search(span) and named == len(span):
        return True
    if span[named:] in _ANY_OF_IT and _FULL.search(span, 0, named):
        return True
    channel = _CHANNEL.match(text, start + named)
    if not named or (channel and channel.end() == end):
        return False
    return _founding().match(text, start + named, end) is not None


def _market(text: str, span: str) -> bool:
    """Whether the span is the place where a town sits (石桥圩镇 is 石桥镇's)."""
    if not span.endswith("圩镇"):
        return False
    if span in lx.lexicon().level:
        return False  # 新圩镇 is a town's name.
    return span[:-2] in generic() or f"{span[:-2]}镇" in text


def _whole_chain(name: str) -> bool:
    """Whether a name is a province's or a chain of divisions (浙江江山), no village's stem."""
    if lx.lexicon().level.get(name) == "province":
        return True
    return len(name) > 3 and parse(name)[1] == len(name)
