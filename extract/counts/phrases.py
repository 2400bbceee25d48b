"""The noun phrases right and left of a count, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ...seeds.table import longest_first
from .words import (
    FUNCTION,
    LEAD,
    NOUN,
    VERB,
    VERBAL_NOUN,
    Token,
    beside,
    first_word,
    marked,
    tokens,
)

STOP = frozenset('，,。；;：:！!？?、…\n（）()《》【】[]“”‘’"|/ \u3000\u00a0■▲—-↓→')
RELATIVE = frozenset(("change", "percent", "ratio", "multiple"))
_LEAD_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,5}?(?:自治县|新区|开发区|街道|社区|[县区市镇乡村旗州省])(?!级|外)(?:的|内|境内|辖区)?(?=[\u4e00-\u9fff]{2,})"
)
_DATE_LEAD = re.compile(
    r"(?:截至|截止|自|从|到|至|在|仅|据统计|累计|连续|约|近|这|过去)?(?:\d{4}年)?(?:\d+[-—至到]\d*)?(?:\d+月份?(?:\d+日)?|\d+日|\d{4}年|以来|期间|上半年|下半年|[前第]?[一二三四]季度|年[底末初内]|月[底末初]|目前|[今去前明当]年|同期|[今昨前当]天|[当今昨][日晚]|本[月周]|上[月周]|\d+时|[前后]\S{1,2}个?月|[一两三四五六七八九十\d]+(?:天|个?月|年|季|周|小时|分钟|上午|晚上?))(?:[上中下]旬|[上下]午|底|末|初|前|后|起|止|来|内|间|里)*"
)
_GENERIC = re.compile(
    r"(?:全[国省市县区镇乡村旗州].{0,2}|上年.*|去年.*|同期|平时|平日|往年|过去|原来|以前|上月|总数|当年|全部|其|同类|疫情前|老品种|本地人|人工采|老年人|[\d年月一二三四五六七八九十至季度上下半前初]+)"
)
_SHARE = re.compile(r"(?:占|占到|占了|约占|近占)(?P<of>[^，,。；;、]{2,12})的\Z")
_COUNTED_OF = re.compile(r"(?:数|额|人口|总量|量|面积|水面|总值|总户数)\Z")
BRACKET = re.compile(r"[（(][\u4e00-\u9fff]{1,4}[)）]")


@dataclass(frozen=True)
class Counted:
    """A count as this module sees it."""

    start: int
    end: int
    unit: str | None
    dimension: str
    kind: str
    bounded: bool = False


@cache
def _no_place() -> re.Pattern[str]:
    """Words that end like a division's name."""
    return re.compile(
        f"{longest_first(beside('area'))}"
        r"|[^\u4e00-\u9fff]社区|(?:社区|村)(?=[书党居工警网干矫民支集])"
    )


@cache
def _trail() -> re.Pattern[str]:
    """What stands between a noun and its count: 共有, 超过."""
    return re.compile(
        f"(?:{longest_first(beside('trail'))}"
        r"|每(?:公斤|斤|亩|户|人|吨|度|次|平方米)|(?<![行作成认])为|(?<![收构完])成|(?<![支产输演])出"
        r"|(?<![合总累预共统设会审])计|(?<![费作采使利应食药雇信器占])用)\Z"
    )


_COMPARED = r"比(?![例重赛率值武分])|较(?![大高多强好])|由(?![于来])|从(?![业事])"


@cache
def change() -> re.Pattern[str]:
    """A word of comparison or change, of what a number is reached from or by."""
    return re.compile(
        f"{longest_first(beside('change'))}|{_COMPARED}"
        r"|增加(?!值)|只?占(?![地用比])|为(?!民)|是(?!非)|达(?![标慕])|超(?![市高])|增(?![收产值加量速幅])"
        r"|将(?=翻)|[高低](?=了?\Z)|[近约](?=\Z)"
    )


@cache
def _change_end() -> re.Pattern[str]:
    """A comparison at the end of a clause, or a verb of change there."""
    return re.compile(
        rf"(?:同比|环比|{_COMPARED}).{{0,14}}\Z"
        f"|(?:{longest_first(beside('change_end'))})"
        r"(?:了|约|近|超|超过|不足|至|到)*\Z"
    )


def right_noun(
    text: str, offset: int, people: bool = False, acts: bool = False, limit: int = 24
) -> str | None:
    """The noun phrase that begins at ``offset``, cut before the next verb or stop.

    ``people``: the unit counts people, so the phrase should end in a word for them.
    ``acts``: it counts acts (次, 场, 项), so a verbal noun is a noun.
    """
    begin = offset
    while begin < len(text) and text[begin] in " \u3000":
        begin += 1
    if text[begin : begin + 1] == "的":
        begin += 1
    if text[begin : begin + 1] == "地" and text[begin + 1 : begin + 2] in STOP:
        return "地"
    if text[begin : begin + 1] in ("“", "‘", "「"):
        return _quoted(text, begin, limit)
    stop = begin
    bound = min(len(text), begin + limit)
    while stop < bound and text[stop] not in STOP and not text[stop].isdigit():
        stop += 1
    if stop == begin:
        return None
    words, human = tokens(text[begin:stop]), beside("human")
    first = last = 0  # token range of the phrase
    for k, word in enumerate(words):
        following = words[k + 1].text if k + 1 < len(words) else ""
        if word.text == "的":
            if last > first and not following:
                break  # 9个民族的7460人
            plain = all(w.kind in (NOUN, "U") for w in words[first:last])
            if last > first and plain and (not people or words[last - 1].text[-1] in human):
                break  # 37个村的老党员
            first = last = k + 1
            continue
        if word.kind in (VERB, FUNCTION, LEAD) and not _inside(words, k, first):
            if word.kind == VERB and following == "的":
                first = last = k + 1
                continue
            if k == first:
                relative = _relative(words, k)
                if relative:
                    first = last = relative
                    continue
                if word.kind == VERB and k == 0 and len(word.text) == 1 and _compound(words, k):
                    last = k + 1
                    continue
                if k < first:
                    continue
            elif k < first:
                continue
            break
        if k < first:
            continue
        if word.kind == VERBAL_NOUN:
            if acts:
                last = k + 1
                continue
            if k == first and first == 0 and not following:
                return None
            if k > first and not _goes_on(words, k, people):
                break
        last = k + 1
    if people:
        persons = [k for k in range(first, last) if words[k].text[-1] in human]
        last = persons[-1] + 1 if persons else last
    if last <= first:
        return None
    phrase = text[begin + words[first].start : begin + words[last - 1].end]
    if len(phrase) == 1 and phrase not in _MEASURE_WORDS and not _is_noun(phrase):
        return None
    if phrase in MARKS:
        return None
    if phrase in _MEASURE_WORDS:
        if text[begin + words[last - 1].end : begin + words[last - 1].end + 1] != "的":
            return None
        return right_noun(text, begin + words[last - 1].end, people, acts, limit)
    if begin + words[last - 1].end == stop and (more := BRACKET.match(text, stop)):
        phrase += more[0]
    return phrase if not phrase.isascii() else None


def _relative(words: Sequence[Token], k: int) -> int:
    """Index after the 的 of the relative clause that the verb ``words[k]`` opens, or 0."""
    for j in range(k + 1, min(len(words), k + 7)):
        if words[j].text == "的" and j + 1 < len(words):
            return j + 1
    return 0


def _is_noun(char: str) -> bool:
    """Whether one character is a noun by itself."""
    word = first_word(char)
    return (word is not None and word.kind == NOUN) or char in "地会管码"


MARKS = frozenset(("大关", "关口", "新高", "新低", "纪录"))
"""What a figure passes or sets, never what it counts: 突破2000亿元大关."""

_MEASURE_WORDS = frozenset("长宽高深厚重远大")


_PLACES = frozenset("中内外里上下前后间")


def _inside(words: Sequence[Token], k: int, first: int) -> bool:
    """Whether the one-character ``words[k]`` is part of a noun: 红外探头, 蓝领工匠."""
    if len(words[k].text) > 1 or k + 1 >= len(words) or k == first:
        return False
    if words[k + 1].kind not in (NOUN, "U"):
        return False
    if words[k].text in _PLACES:
        return len(words[k - 1].text) == 1
    return (
        words[k].kind == VERB
        and k == first + 1
        and len(words[first].text) == 1
        and words[first].kind == "U"
    )


def _goes_on(words: Sequence[Token], k: int, people: bool) -> bool:
    """Whether the phrase goes on behind the verbal noun ``words[k]``: 社区服务中心."""
    end = k
    while end + 1 < len(words) and words[end + 1].kind in (NOUN, VERBAL_NOUN, "U"):
        end += 1
    if end == k or words[end].kind == VERBAL_NOUN:
        return False
    return words[end].text[-1] in beside("human") if people else words[k + 1].kind == NOUN


def _compound(words: Sequence[Token], k: int) -> bool:
    """Whether a one-character verb opens a noun: 采 + 棉机."""
    return k + 1 < len(words) and words[k + 1].kind == "U"


def _quoted(text: str, begin: int, limit: int) -> str | None:
    """“失踪”苹果 → 苹果; “三员”走马上任 → 三员."""
    close = {"“": "”", "‘": "’", "「": "」"}[text[begin]]
    end = text.find(close, begin + 1, begin + 14)
    if end < 0:
        return None
    return right_noun(text, end + 1, limit=limit) or text[begin + 1 : end]


def clause_before(text: str, start: int, floor: int) -> str:
    """The clause before ``start``: from the last stop or ``floor`` on, quotes balanced."""
    i = start
    lowest = max(floor, start - 48)
    while i > lowest and text[i - 1] not in "，,。；;：:！!？?\n（(）)《》■▲…":
        i -= 1
    clause = text[i:start]
    for opening, closing in (("“", "”"), ("‘", "’")):
        unclosed = clause.rfind(opening)
        if unclosed >= 0 and clause.find(closing, unclosed) < 0:
            clause = clause[unclosed + 1 :]
        stray = clause.find(closing)
        if stray >= 0 and (clause.find(opening) < 0 or clause.find(opening) > stray):
            clause = clause[stray + 1 :]
    return clause.strip(" \u3000—-").lstrip("、和及与")


def trimmed(clause: str) -> str:
    while clause and (match := _trail().search(clause)):
        clause = clause[: match.start()]
    return clause.strip(" \u3000、")


_PER_ONE = re.compile(
    r".{0,6}?(?:一亩地?|一头牛|一只羊|一斤|一桌|一单|这里|那里)(?=[\u4e00-\u9fff]{2})"
)


def opened(clause: str) -> str:
    """``clause`` without the dates, places and openers it begins with."""
    if match := _PER_ONE.match(clause):
        clause = clause[match.end() :]
    for _ in range(4):
        before = clause
        if match := _DATE_LEAD.match(clause):
            clause = clause[match.end() :]
        while (word := first_word(clause)) is not None and word.kind in (LEAD, FUNCTION):
            clause = clause[word.end :]
        place = _LEAD_PLACE.match(clause)
        if place and not _no_place().search(clause[: place.end() + 1]):
            clause = clause[place.end() :]
        if clause == before:
            break
    return clause


def _object(clause: str, verbal: bool) -> tuple[str, Token | None]:
    """(object, verb): what follows the last verb of ``clause``, and that verb.

    ``verbal``: a noun that is also a verb counts as one where it opens the clause.
    """
    words = tokens(clause)
    begin = 0
    verb: Token | None = None
    depth = 0
    for k, word in enumerate(words):
        if word.text in "“‘":
            depth += 1
        elif word.text in "”’":
            depth = max(0, depth - 1)
        if not depth and _ends_left(words, k, begin, verbal):
            begin, verb = k + 1, word
    found = clause[words[begin].start :] if begin < len(words) else ""
    return found, verb


def _ends_left(words: Sequence[Token], k: int, begin: int, verbal: bool) -> bool:
    """Whether the noun phrase of a clause begins behind ``words[k]``."""
    word = words[k]
    following = words[k + 1] if k + 1 < len(words) else None
    if word.kind == VERBAL_NOUN:
        return (
            verbal
            and (
                k == begin
                or words[k - 1].kind in (FUNCTION, LEAD)
                or words[k - 1].text[-1] in _BODIES
            )
            and word.text in marked("opening")
            and following is not None
            and following.text not in marked("head")
        )
    if word.kind not in (VERB, FUNCTION, LEAD):
        return False
    if following is not None and following.kind in (NOUN, "U") and word.text in marked("attribute"):
        return False  # 引进研发人员: the verb is an attribute
    if len(word.text) > 1:
        return word.kind != LEAD or k == begin
    if following is None:
        return word.text in beside("cuts_last")
    if word.text in _PARTICLES or (k == begin and word.kind != FUNCTION):
        return True
    return word.text in beside("cuts") and len(following.text) > 1


_PARTICLES = frozenset("把将被让使给向对从由已也就都又再均共还")
_BODIES = frozenset("室堂司社局队院心镇村区县委会办所站部校行道厂")


_WHERE = frozenset("里上中内下边旁外前后处时")
_TOO_LONG = 12


def left_noun(text: str, count: Counted, floor: int) -> tuple[str | None, bool]:
    """(what, open): the noun the clause before a count names; ``open`` when it names none."""
    clause = clause_before(text, count.start, floor)
    if clause.endswith("等"):
        clause = clause.rstrip("等")
    if count.kind in RELATIVE or _change_end().search(clause):
        return _subject(clause)
    clause = opened(trimmed(clause))
    if not clause:
        return None, True
    if _change_end().search(clause):
        return _subject(clause)
    if others := _AND_SO_ON.match(clause):
        clause = clause[others.end() :]
    of = clause.rfind("的")
    if of >= 0 and of + 1 < len(clause):
        clause = clause[of + 1 :]
    elif of >= 0:
        clause = clause[:of]
    if count.dimension == "length" and ("离" in clause or "距" in clause):
        return None, False
    found, verb = _object(clause, verbal=True)
    found = found.strip("、和及与 ")
    if len(found) == 1 and verb is not None and verb.text[0] in "送出办开进入":
        return verb.text + found, False
    for act in marked("final_act"):
        if found.endswith(act):
            return act, False
    if not found and verb is not None and verb.text in marked("act"):
        return verb.text, False
    if found in marked("result") or not found:
        return None, True
    if len(found) == 1 and not _is_noun(found):
        return None, True
    if found[-1] in _WHERE or (len(found) > _TOO_LONG and "、" not in found):
        return None, False
    if verb and verb.text in marked("with_act") and found in marked("bare"):
        return verb.text + found, False
    return found, False


_AND_SO_ON = re.compile(r".*(?<![一二三四高平初中同均对优])等(?=[\u4e00-\u9fff]{2,})")


def _subject(clause: str) -> tuple[str | None, bool]:
    """The subject of a change or share: 办结率, 市场主体; open when the clause has none."""
    if match := _SHARE.search(clause):
        of = match["of"]
        if _COUNTED_OF.search(of) and not _GENERIC.fullmatch(of):
            return of, False
    rest = opened(clause)
    match = change().search(rest)
    while match and match[0] != "占" and rest.startswith("的", match.end()):
        match = change().search(rest, match.end())  # 对工业增长的贡献率达15.3%
    head = trimmed(rest[: match.start()] if match else rest)
    if not head:
        return None, True
    of = head.rfind("的")
    if of >= 0 and of + 1 < len(head):
        head = head[of + 1 :]
    elif of >= 0:
        head = head[:of]
    found, verb = _object(head, verbal=False)
    found = found.strip("、和及与 ")
    if not found and (verb is None or head != verb.text or verb.text in marked("act")):
        found = head
    if not found or found in marked("result") or (len(found) == 1 and not _is_noun(found)):
        return None, True
    return (found, False) if not _GENERIC.fullmatch(found) else (None, True)
