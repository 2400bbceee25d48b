"""Words that end names (街道, 局, 有限公司, 公园) as they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from . import lexicon as lx


class Head(NamedTuple):
    """A head word at ``[start, end)``; ``tags`` say which types it can end."""

    start: int
    end: int
    word: str
    tags: int


def heads(sc: lx.Scan) -> Iterator[Head]:
    """The longest head that ends at each place of the text, in order of ends."""
    lex = lx.lexicon()
    wanted = lx.HEAD | lx.ORG_FIXED
    for end, tag in sc.end_tags.items():
        if not tag & wanted:
            continue
        best = -1
        which = -1
        for start, index in sc.ends[end]:
            if lex.tags[index] & wanted and (best < 0 or start < best):
                best, which = start, index
        alone = end - best == 1 and tag & lx.COMMON
        if alone and not (_is_town(sc, end) or _FRONT.fullmatch(sc.text, end - 3, end)):
            # 格局, 梯队, 山路: the head is the end of an everyday word.
            continue
        if _is_cut(sc.text, best, end):
            continue
        yield Head(best, end, lex.words[which], lex.tags[which] & wanted)


_FRONT = re.compile("[县府市镇村校站衙庙寺山门关楼院厂局]前路")
"""Roads in front of something (县前路); 前路 alone is the way ahead."""
_SPLIT = frozenset(("山村", "山乡", "集镇"))
"""Everyday words in which many a unit's name ends (金山村)."""
_ENDED = frozenset(("前进村", "跃进村", "大同村", "和同村"))
"""Stems whose last character begins an everyday word with 村."""
_NO_STEM = frozenset("小个的座老偏远深大各是在和片型于从走逛穷暖古到进地入访出")


def _is_town(sc: lx.Scan, end: int) -> bool:
    """Whether a unit's name may end here (韩|城镇, 金|山村), no 小城镇 and no 高于城镇居民."""
    text = sc.text
    if text[end - 2 : end] in _SPLIT and end > 2:
        return "一" <= text[end - 3] <= "鿿" and text[end - 3] not in _NO_STEM
    if text[max(0, end - 3) : end] in _ENDED:
        return True
    return any(end - at > 2 and text[at] not in "小于" for at, _ in sc.words_to(end, lx.TOWN))


_NUMERALS = frozenset("一二三四五六七八九十")
_CUT = {
    "小": frozenset("时组队型"),
    "业": frozenset("家"),
    "工": frozenset("业"),
    "社": frozenset("区"),
    "路": frozenset("径线况演障"),
    "办": frozenset("展学公法起好案成事证税班理结妥"),
}

_BEFORE = {
    "办": frozenset("共举主承协开创兴筹代帮交查合"),
    "委": frozenset("常"),
    "厅": frozenset("餐客展啡舞歌影乐"),
    "站": frozenset("网"),
}
"""Characters with which a head of one character is another word (共办, 常委, 餐厅)."""


_SURFACES = frozenset("面道堤岸水畔段")
"""What makes another word of a head that the name before it ends in, too (东湖|湖面)."""


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether the head is part of another word (十二小时, 厦门办展, 咖啡厅, 村委会, 同乡会)."""
    last, after = text[end - 1], text[end : end + 1]
    if end - start == 1 and text[start - 1 : start] == last and after in _SURFACES:
        return True
    if end - start == 1 and text[start - 1 : start] in _BEFORE.get(last, ()):
        return True
    if after in _CUT.get(last, ()):
        return True
    if last == "学" and text[max(0, end - 3) : end] == "中小学":
        return True
    if last == "村":
        return text.startswith(("委会", "委员", "官"), end)
    if last == "委" and text[end - 2] in "村居":
        return after == "会" and text[end + 1 : end + 2] not in "议上同"
    if last == "乡":
        return text[end - 2 : end + 1] == "同乡会"
    if last == "部":
        return after == "分" and text.startswith("组织", end - 3)
    return after == "生" and last == "学" and text[max(0, end - 3)] in _NUMERALS
