"""The head noun behind a closing quotation mark: where the name ends, and how sure that is."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ...models import lexicon as lx
from .open_heads import open_head
from .quotes import LONGEST, Quote
from .segmented import tokens
from .shape import shape_of
from .vocabulary import (
    HeadWord,
    alternatives,
    classed,
    head_ending,
    head_starting,
    number_of,
    word_after,
)

LONGEST_TAIL = 14
_TAIL_STOP = re.compile(r"[^一-鿿A-Za-z0-9·（）()]|[（(](?![一-鿿]{1,4}[）)][一-鿿])")


@cache
def _blank_head() -> re.Pattern[str]:
    """A head noun that a blank sets off from the quotation."""
    return re.compile(
        " (?:工作(?:法|体系|机制|模式)|(?:治理|服务)模式|调解法"
        f"|机制|模式|[巡主系][一-鿿]{{1,5}}活动|(?:{alternatives('blank_field')})(?:品牌|机制|模式"
        "|体系|平台|项目|架构)|活动|行动|工程|计划|品牌)(?![一-鿿]{0,2}[者员队团])"
    )


_SET_OFF = re.compile(" (?P<run>[一-鿿]{2,9})(?=[，。；、,;：])")


def _blank_run(text: str, end: int) -> bool:
    """Whether a blank sets off a noun that ends its clause: “向阳花” 课程体系，.

    Behind a headline's blank a new clause begins, mostly with a verb.

    >>> _blank_run("打造“向阳花” 课程体系，", 7), _blank_run("唱响“同心曲” 发展民宿项目，", 7)
    (True, False)
    """
    found = _SET_OFF.match(text, end)
    if found is None:
        return False
    run = found["run"]
    first = tokens(run)[0]
    if not _named(run) or _sentence_goes_on(run) < len(run):
        return False
    # 护理|服务模式, but 发展|民宿|项目: a verb with its object.
    head = head_ending(run, first.end, len(run))
    return first.kind not in ("V", "VN") or (head is not None and head.word == run[first.end :])


@cache
def _generic_rest() -> re.Pattern[str]:
    """What is said of a name that has its head noun: 模式|赋能平台."""
    return re.compile(f"(?:{alternatives('rest_deed')})(?:{alternatives('rest_head')})")


@cache
def _weapon() -> re.Pattern[str]:
    """Arms and spacecraft, which are no initiatives of anybody here."""
    return re.compile(alternatives("weapon"))


PILOTS = frozenset("省市县区镇乡村校单企院")
"""What 试点 tries something out in (试点|村), and closes no name."""
_OLD = ("传统", "原有", "旧有", "固有", "老旧")
"""“被动处警”传统模式: what is done no longer, described and not named."""
_FAR_HEADS = frozenset("节赛制圈")
"""Head nouns of one character that may close a longer tail (“荷风里”乡村纳凉|节)."""
_TEAM = re.compile("(?:队|宣讲团|服务团|讲师团|智囊团)(?![伍员长列形课日])")
"""“双联”帮扶队|到社区服务: a team, and what it does."""
_PEOPLE = re.compile("(?<=[一-鿿])[0-9]+余?[名位人户]")
"""“青蓝”教师12名: how many they are, no part of a name."""
_LATIN = re.compile("[A-Za-z]+")
_CARRIED_OUT = ("建设", "改造", "创建", "打造", "升级", "提升")
"""“两室”标准化|建设: how something is done, no standard called so."""
_PLACE_WORDS = frozenset("上里内中")
_LAYOUTS = ("布局", "格局")
"""Head nouns that surely close the name of a code: “1+3+6”现代农业产业|布局."""
_COUNTING = re.compile(
    "等?(?:各[种类项式]|多[种类项个]|一系列|这|那|[0-9一二两三四五六七八九十几数]+余?[种类项个大件家条场])"
)


@cache
def _no_tails() -> tuple[str, ...]:
    return tuple(classed("no_tail"))


class Tail(NamedTuple):
    """A head noun behind a closing mark: where it ends, and whether it alone speaks for a name."""

    end: int
    kind: str
    strong: bool


def tails(text: str, end: int) -> list[Tail]:
    """Head nouns that may close a name after a closing mark at ``end``.

    The head nouns stand in the run of characters up to punctuation or a word like 的.

    >>> tails("“薪安”专项执行行动，", 4)
    [Tail(end=10, kind='programme', strong=True)]
    """
    close = end
    opening = _opening(text, end)
    # “六维联动” 工作体系: set with a blank, or with one on either side of every quotation.
    if (_blank_head().match(text, end) or _blank_run(text, end)) or (
        text[end : end + 1] == " " and text[max(0, opening - 1) : opening] == " "
    ):
        end += 1
    stop = _TAIL_STOP.search(text, end)
    limit = min(stop.start() if stop else len(text), close + LONGEST_TAIL)
    run = text[end:limit]
    if run.startswith(_OLD):
        return []
    if team := _TEAM.search(run):
        run = run[: team.start()]
    run = run[: _function_word(run)]
    run = run[: _sentence_goes_on(run)]
    run = run[: _counts_people(run)]
    run = run[: _place_word(run)]
    found: list[Tail] = []
    ends = {token.end for token in tokens(run)} | {m.end() for m in _LATIN.finditer(run)}
    for k in range(1, len(run) + 1):
        # 行动 is no head noun in 进行动态调整.
        if k not in ends:
            continue
        head = head_ending(run, 0, k)
        if head is None:
            continue
        # “甲”“乙”两项工程, “甲”各种活动: counted, or of many kinds.
        if (count := _COUNTING.match(run, 0, k - len(head.word))) and not _counts_items(
            text[opening + 1 : close - 1], count[0]
        ):
            continue
        if head.word == "试点" and text[end + k : end + k + 1] in PILOTS:
            continue
        # 制|服, 服务|器: the head noun is the beginning of another word.
        if word_after(run, k - len(head.word), "longer_word") is not None:
            continue
        if head.word == "标准化" and text.startswith(_CARRIED_OUT, end + k):
            continue
        # “甲旅”3日称: a date.
        if head.word in "日月周季" and k > len(head.word) and run[k - 2].isdigit():
            continue
        far = k > (8 if head.word in _FAR_HEADS else 3)
        if (len(head.word) == 1 and far) or run[:k].endswith(_no_tails()):
            continue
        # 治理 in 治理模式, 活 in 活动: a longer head noun that goes on is better.
        strong = head.strong or (
            head.word.endswith(_LAYOUTS) and _is_code(text[opening + 1 : close - 1])
        )
        tail = Tail(end + k, head.kind, strong)
        if found and found[-1].end - end > k - len(head.word):
            found[-1] = tail
            continue
        found.append(tail)
    if open_end := _open_end(text, end, run):
        name, last = text[opening + 1 : close - 1], found[-1].end if found else close
        head = open_head(text[end:open_end])
        if head is not None and last < open_end and len(name) > 1 and not _SAID.search(name):
            found.append(Tail(open_end, head.kind, False))
    return found


_SAID = re.compile("[，,。！!？?；;：:]")
_LISTED_ON = re.compile("、[^，。；、\n]{0,4}[“‘]|、[一-鿿]{2,8}(?:[、，。；]|等)|等(?!级)")
_OPENING = {"”": "“", "’": "‘", '"': '"'}


def _opening(text: str, end: int) -> int:
    """Where the quotation begins that ends at ``end``; ``end`` itself if that is unknown."""
    mark = _OPENING.get(text[end - 1 : end])
    at = text.rfind(mark, max(0, end - LONGEST - 2), end - 1) if mark else -1
    return at if at >= 0 else end


def _counts_items(inside: str, count: str) -> bool:
    """Whether a count behind a quotation is of what it lists: “甲、乙、丙”三项|行动.

    >>> _counts_items("查水、管田、护堤", "三项"), _counts_items("护堤", "三项")
    (True, False)
    """
    items = inside.count("、") + 1
    return items > 1 and number_of(count[0]) == items


def _open_end(text: str, end: int, run: str) -> int:
    """Where a noun that no table knows may end: with the run behind a quotation, or nowhere (0).

    >>> _open_end("“红井”答疑台上，", 4, "答疑台上"), _open_end("“红井”答疑在", 4, "答疑")
    (7, 0)
    """
    # …赛台|上: where it is done.
    if len(run) > 2 and run[-1] in "上里内前" and run[-2] in classed("open_spot"):
        return end + len(run) - 1
    at = end + len(run)
    following = text[at : at + 1]
    whole = not "一" <= following <= "鿿" or following == "等"
    return at if run and whole else 0


def _is_code(inside: str) -> bool:
    """Whether a quotation is a code (1+3+6)."""
    shape = shape_of(inside)
    return shape is not None and shape.form == "code"


_TO_SECOND = re.compile("[一-鿿]{2,12}?(?=暨)")


def first_of_two(text: str, end: int) -> int:
    """Where the first of two events ends whose name goes on behind the mark: “X”科普进山村|暨“Y”.

    >>> first_of_two("“灯火”科普进山村暨“名医行”", 4), first_of_two("“灯火”开幕暨“名医行”", 4)
    (9, 4)
    """
    rest = _TO_SECOND.match(text, end)
    if rest is None or len(rest[0]) < 4 or _sentence_goes_on(rest[0]) < len(rest[0]):
        return end
    return rest.end() if _function_word(rest[0]) == len(rest[0]) else end


def closing_head(tail: str) -> HeadWord | None:
    """The noun that ends a tail: of the table, else of an open class."""
    return head_ending(tail, 0, len(tail)) or open_head(tail.lstrip(" "))


def is_open(tail: str) -> bool:
    """Whether no table knows the noun that ends a tail."""
    return head_ending(tail, 0, len(tail)) is None


def _counts_people(run: str) -> int:
    """Offset of the first number of people in ``run``.

    >>> _counts_people("教师12名补充到村里"), _counts_people("2024行动")
    (2, 6)
    """
    found = _PEOPLE.search(run)
    return found.start() if found else len(run)


def _place_word(run: str) -> int:
    """Offset of 上 or 里 behind a name's own head noun: “渔讯”小程序|里点单服务.

    >>> _place_word("小程序里点单服务"), _place_word("平台上线"), _place_word("行动中心")
    (3, 4, 4)
    """
    common = lx.lexicon().common
    for at in range(2, len(run)):
        if run[at] in _PLACE_WORDS and run[at : at + 2] not in common and _named(run[:at]):
            return at
    return len(run)


_RESULT = re.compile("(?![演展外支付提])[一-鿿][出了着]")
"""创出, 走出: a verb with its result."""


def _function_word(run: str) -> int:
    """Offset of the first character like 的 or 与 of ``run`` that belongs to no other word."""
    for token in tokens(run):
        if token.text not in classed("tail_word"):
            for at in range(token.start, token.end):
                if (
                    run[at] in classed("particle")
                    and not (at > token.start and token.kind in ("V", "VN", "N"))
                    # 说|和: to make peace.
                    and run[max(0, at - 1) : at + 1] not in classed("tail_word")
                ):
                    return at
    return len(run)


@cache
def _carried() -> re.Pattern[str]:
    """“物资保障”|落实储备措施: what is done about a task in marks."""
    return re.compile(f"(?:{alternatives('carry_out')})[一-鿿]{{0,6}}?(?:措施|举措)")


def _named(tail: str) -> bool:
    """Whether a head noun that makes a name ends ``tail``: “快办”平台|创建星级活动."""
    head = head_ending(tail, 0, len(tail))
    return head is not None and head.strong


def _sentence_goes_on(run: str) -> int:
    """Offset of the first finite verb of ``run``: “五看”|写入三年行动.

    A head noun right behind the verb makes it a modifier (“清源”推广活动).
    """
    result = _RESULT.search(run)
    if carried := _carried().search(run):
        run = run[: carried.start()]
    for token in tokens(run):
        if result and token.end > result.start():
            # 工程|出实效: the last character of a noun is no verb.
            noun = token.kind == "N" and len(token.text) > 1 and token.end == result.start() + 1
            return token.end if noun else token.start
        if token.text in classed("finite") or (
            token.text in classed("launch") and _named(run[: token.start])
        ):
            # 组织架构, 推广月: the head noun begins with the verb.
            own = head_starting(run, token.start)
            if own is not None and len(own.word) > len(token.text):
                continue
            head = head_starting(run, token.end)
            if head is None or len(head.word) == 1 or token.text not in classed("modifying"):
                return token.start
    return len(run)


def said_new(tail: str) -> bool:
    """Whether 新 stands before the head noun: “田园+”新模式 is said of the name, no part of it.

    >>> said_new("联动新模式"), said_new("联动模式")
    (True, False)
    """
    head = head_ending(tail, 0, len(tail))
    return head is not None and tail[: -len(head.word)].endswith("新")


def tail_features(text: str, quote: Quote, found: list[Tail], rank: int) -> dict[str, float]:
    """Signs that the head noun number ``rank`` of ``found`` ends the name."""
    tail_end, kind, strong = found[rank]
    tail = text[quote.end : tail_end]
    head = closing_head(tail)
    assert head is not None
    gap = tail[: -len(head.word)]
    gap = gap.lstrip(" ")
    opened = head.strength.startswith("open")
    # 挂牌管理, 接力跑: what stands before such a noun is part of it.
    cut = tokens(gap) if gap and not (opened or gap in classed("tail_word")) else ()
    features = {
        "head": 1.0,
        f"head.kind={kind}": 1.0,
        "head.strong": float(strong),
        f"head.rank={rank}": 1.0,
        "head.last": float(rank == min(len(found), 4) - 1),
        "head.direct": float(not gap),
        "head.strong_direct": float(strong and len(gap) <= 2),
        f"head.gap={min(len(gap), 8)}": 1.0,
        "gap.function": float(any(t.kind in "FL" for t in cut)),
        "gap.adverb": float(any(t.kind == "F" and len(t.text) > 1 for t in cut)),
        "gap.verb": float(any(t.kind == "V" and len(t.text) > 1 for t in cut)),
        "gap.unknown": float(any(t.kind == "U" for t in cut)),
        "head.before_strong": float(any(t.strong for t in found[:rank])),
        "head.after_strong": float(any(t.strong for t in found[rank + 1 :])),
    }
    if opened:
        features["head.open"] = features[f"head.{head.strength}"] = 1.0
        if text[quote.start - 1 : quote.start] == "、" or _LISTED_ON.match(text, tail_end):
            features["head.open.listed"] = 1.0
    if said_new(tail):
        features["gap.new"] = 1.0
    if _weapon().search(gap):
        features["gap.weapon"] = 1.0
    if tail.startswith(("式", "型", "类")) and len(tail) > 3:
        features["gap.like"] = 1.0
    if not strong and re.search("[，,；;]", text[quote.start : quote.end]):
        features["head.after_clause"] = 1.0
    features.update(_beyond(text, tail_end))
    for shorter, _, sure in found[:rank]:
        # 模式|赋能平台: what follows the name's own head noun is said of it.
        if sure and _generic_rest().fullmatch(text[shorter:tail_end]):
            features["head.generic_rest"] = 1.0
    if strong and any(_generic_rest().fullmatch(text[tail_end:longer]) for longer, _, _ in found):
        features["head.own"] = 1.0
    if rank + 1 < len(found):
        further = text[quote.end : found[rank + 1].end]
        longer = head_ending(further, 0, len(further))
        # 宣讲|活动, 展览|活动: the name goes on to the second head noun.
        if longer is not None and len(further) - len(longer.word) == len(tail):
            features["head.continued"] = 1.0
    return features


def _beyond(text: str, end: int) -> dict[str, float]:
    """What follows a head noun."""
    found: dict[str, float] = {}
    following = text[end : end + 1]
    if (following and following in "队员者室人站手团") or text.startswith(("大联盟", "联盟"), end):
        found["next.team"] = 1.0
    # 紧扣“…”活动|主题: what an event is about.
    if text.startswith("主题", end) and text[end - 2 : end] == "活动":
        found["next.theme"] = 1.0
    if (
        following in classed("weak_lead")
        or not "一" <= following <= "鿿"
        or word_after(text, end, "held_for") is not None
    ):
        found["next.stop"] = 1.0
    else:
        token = tokens(text[end : end + 6])[0]
        found[f"next={token.kind}"] = 1.0
    return found
