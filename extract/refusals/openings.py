"""Spans that begin before a body's name (比如|青河集团, 希望|团县委) or inside a word (该|县委,
县|区总工会).
"""

from __future__ import annotations

import re
from functools import cache

from ...models import lexicon as lx
from ...models.edges import openers
from ...seeds.table import classed, either
from ..links import parse
from ..openers import LEVELS, words

_NEVER = ("break", "time", "scope", "clause")
_GIVES = re.compile(
    "给(?!水|排)|叫(?![河驹])|着|责编|至(?=[县市区镇乡村街社])|希望(?=[省市县州旗])"
    "|[镇乡县市区]内(?![蒙河陆江科外部湖海黄丘务])(?=[一-鿿]{2})"
)
"""What stands before a body and begins none (给供销社, 至县医院, 镇内|茶园村)."""
_SOMEBODY = re.compile(
    "[一-鿿]某{1,2}[甲乙丙丁]?(?:系|到|在|从|向|与|和|为|是|于)|系(?![统列舟])"
    "|我[院校局县市省](?=[一-鿿]{2})|[一-鿿]{2,3}代表(?=学院|学校|我|本|全|公司|医院|集团|企业|大家)"
)
"""Who is of a body, or stands for it (李某系|柳湾村村民, 王海代表|学院, 我院|内科)."""
_BEFORE_NAMES = re.compile("[每各][个位名家座处]|[图▲●■◆][①-⑳]|后经(?!济)")
"""Each of several, a picture's number, and 后|经: what stands before bodies (每位|村书记)."""
_REPORTS = re.compile("讯|\\d{1,2}月\\d{1,2}日[\\d时分:：]{0,6}(?:讯|消息)")
_BEFORE_LEVEL = frozenset("经由据从在向与对请将被让我自率")
_COVERBS = frozenset("可自去")
"""What stands before a division and begins no name (可青河县)."""
_TWO_LEVELS = frozenset(("县区", "市县", "县市", "省市"))
"""Levels named together (14个县|区总工会), no body of one."""
_NTH = re.compile("第[一二三四五六七八九十]{1,2}[^的]{0,5}(?:院|[中小]学|园|校)")
_ALLY = re.compile("(?<![一-鿿])联合(?:镇|街道|社区)(?=[一-鿿]{2})")
_ALLIES = re.compile("[一-鿿、]{0,16}?等(?:多个?|[0-9一二三四五六七八九十]{1,2}个)?(?:部门|单位)")
"""A clause whose verb is 联合 (联合|镇妇联等部门开展…), not of a town called so."""
_NO_LEVEL = ("区管", "区建", "村村", "镇区")


def begins_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether no body's name begins where the span does.

    >>> begins_elsewhere("比如青河集团", 0, 6), begins_elsewhere("青河集团", 0, 4)
    (True, False)
    """
    first = text[start]
    if first == "该" or _cut_off(text, start) or _BEFORE_NAMES.match(text, start, end):
        return True
    span = text[start:end]
    if span[:2] in _TWO_LEVELS and span[2:] in lx.lexicon().org_kind:
        return True
    if first in _BEFORE_LEVEL and text[start + 1 : start + 2] in LEVELS:
        return True
    if first == "与" or (first == "及" and text[start + 1] not in "第时"):
        return True
    if first == "民" and text[start - 1 : start] in (")", "）"):
        # 村（居）民监督委员会
        return True
    if first == "和" and len(span) > 4:
        # 和|农业服务中心
        return span[1:] in lx.lexicon().org_family
    if _leads(text, start, end):
        return True
    # 今日青河|讯 is an outlet.
    return 0 < opening(text, start, end) < end - start and not _REPORTS.match(text, end)


def opening(text: str, start: int, end: int) -> int:
    """Length of the word at the span's begin that no body's name begins with (比如|青河集团), or 0.

    >>> opening("比如青河集团", 0, 6), opening("青河集团", 0, 4)
    (2, 0)
    """
    if text[start] == "至" and text[start + 1 : end] in lx.lexicon().org_kind:
        return 1
    if allied(text, start, end):
        return 2
    for pattern in (_GIVES, _SOMEBODY, _ranked()):
        if match := pattern.match(text, start, end):
            return match.end() - start
    if text[start + 1 : start + 2] in LEVELS and text[max(0, start - 1) : start + 1] in _days():
        # 日前|县供电公司, cut at 前
        return 1
    if _in_county(text, start):
        # 会同县若水镇 is no verb and its object.
        return 0
    closed = _closed()
    size = next((n for n in (4, 3, 2) if text[start : start + n] in closed), 0)
    known = words()
    if size and all(known.get(text[start : start + n]) != "name" for n in (3, 4)):
        return size
    return 0


def allied(text: str, start: int, end: int) -> bool:
    """Whether a clause's verb 联合 and a unit's level begin the span (联合|镇妇联等部门开展…)."""
    ally = _ALLY.match(text, start, end)
    if ally is None or text.count(ally[0]) > 1:
        return False
    return _ALLIES.match(text, end) is not None


@cache
def _ranked() -> re.Pattern[str]:
    """What kind of firm or of owner stands before (龙头企业|绿源食品公司, 企业家|绿源食品公司)."""
    ranks = either("refusal_words.tsv", "firm_rank")
    who = either("refusal_words.tsv", "firm_head")
    return re.compile(
        f"(?:(?:{ranks})+企业|(?:{ranks}|女|青年|返乡)*(?:{who}))"
        "(?=[^，]{2,}(?:公司|集团|厂|合作社)$)"
    )


@cache
def _days() -> frozenset[str]:
    """Words of time of two characters (日前, 近日)."""
    return frozenset(word for word in openers("time") if len(word) == 2)


@cache
def _closed() -> frozenset[str]:
    """Openers and verbs between bodies, of two or more characters, that begin no body's name."""
    closed = openers(*_NEVER) | classed("refusal_words.tsv", "between")
    closed -= classed("refusal_words.tsv", "opens_names")
    return frozenset(word for word in closed if len(word) > 1)


def _in_county(text: str, start: int) -> bool:
    """Whether a county with a town of its own begins here (会同县若水镇)."""
    if lx.lexicon().level.get(text[start : start + 3]) not in ("county", "city"):
        return False
    return parse(text[start : start + 12])[1] > 4


def _cut_off(text: str, start: int) -> bool:
    """Whether the span begins inside 该县, or inside a verb that divides bodies (对|接)."""
    before = text[start - 1 : start]
    if text[start] in LEVELS and start > 1 and _in_county(text, start - 2):
        return True
    if text[start - 1 : start + 1] in _TWO_LEVELS and not text.startswith("市场", start):
        return True
    if before == "该" and text[start] in LEVELS:
        return text[start + 1 : start + 2] not in ("委", "政")
    return bool(before) and text[start - 1 : start + 1] in openers("break")


def _leads(text: str, start: int, end: int) -> bool:
    """Whether the span begins with a word before a name: a level's body or a division.

    希望|团县委, 改建|镇养老中心, 通常|县教育局, (知)道|县教育局; 建设|镇 and 服务|区 are names
    or parts of one.
    """
    known = words()
    lex = lx.lexicon()
    if any(text[start : start + n] in lex.level for n in (2, 3, 4, 5)):
        return False
    at = next((start + n for n in (4, 3, 2) if known.get(text[start : start + n]) == "verb"), 0)
    if at and known.get(text[start : at + 1]) == "name":
        return False
    if at and _body(text, at, end):
        return True
    if at or text[start] in _COVERBS:
        at = at or start + 1
        size = parse(text[at : min(end, at + 10)])[1]
        return size > 2 and text[at + size - 1] in "省市县区旗州"
    if text[start] in LEVELS and text[start + 1 : start + 3] in lex.common:
        return False  # 县|城市|管理局
    if text[start - 1 : start + 1] in lex.common:
        at = start + 1
    elif text[start : start + 2] in lex.common and not text.startswith("自治", start):
        at = start + 2
    if not at or end - at < 2 or text[at] in "区村" or not _level_body(text, at, end):
        return False
    # 胜利镇 may be a town of former times, whose name stands elsewhere, too.
    return text[at] not in "镇乡" or text.count(text[start : at + 1]) == 1


def _body(text: str, start: int, end: int) -> bool:
    """Whether a listed body or a level and its body begin the span (共青团, 镇司法所, 县医院)."""
    lex = lx.lexicon()
    listed = (text[start : start + n] in lex.fixed_kind for n in range(2, min(end - start, 7) + 1))
    return any(listed) or text.startswith("共青团", start) or _level_body(text, start, end)


def _level_body(text: str, start: int, end: int) -> bool:
    """Whether a level and its body begin the span (县教育局, 团县委, 市第一医院)."""
    if text[start] == "团":
        return text[start + 1] in LEVELS and text[start + 2 : start + 3] == "委"
    if text[start] not in LEVELS or text.startswith(_NO_LEVEL, start):
        return False
    lex = lx.lexicon()
    first = start + 1
    families = {lex.org_family.get(text[first:stop]) for stop in range(first + 2, end + 1)}
    if text[first : first + 2] in lex.common:
        # 镇|综合|文化服务中心
        families.add(lex.org_family.get(text[first + 2 : end]))
    if not families.isdisjoint(("dept", "body")) or text[first:end] in lex.org_family:
        return True
    return text[start : start + 2] in lex.fixed_kind or _NTH.fullmatch(text, first, end) is not None
