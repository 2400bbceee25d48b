"""The edges of a noun phrase beside its count: no verb or adverb more, no part of it less.

冲垮|鱼塘15处, 产量|有望超过3万吨; 在逃|嫌疑人3名, …和供应|业增加值; 25艘刺网|、拖网作业渔船.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...seeds.table import either
from .clauses import STOP, clause_before, opened
from .counted import Counted
from .right_noun import right_noun
from .words import NOUN, VERB, beside, tokens

_HIT = re.compile(
    "[一-鿿]{0,3}?[刮冲砸吹压淹烧撞推挖震卷掀摧拆](?:倒|垮|坏|毁|断|塌|翻|走|沉|伤|没|掉|穿|碎|损)了?"
    "(?P<own>[一-鿿]{2,})"
)
"""大风刮倒|大树12棵: what befell it."""
_OUTLOOK = re.compile("(?P<own>[一-鿿]{2,})(?:有望|可望|预测|预计)(?=将?[达超突近约首过])")
"""产量|预测达到12万吨, 收入|有望过8000元."""
_BUILT = re.compile(
    "(?<=完成)(?:新建|扩建|改建|修建)(?P<own>[一-鿿]{2,}(?<!工程)(?<!项目)(?<!任务))"
)
"""已完成新建|管理房800平方米."""
_GIVEN = re.compile(
    "(?P<own>总?投[入资]|出资|筹资|捐资|集资)(?:资金|[了约近超达]|共计|超过|达到)?\\Z"
)
"""投入|180万元: with no noun, the verb that is measured."""
_ROW = re.compile("(?P<first>[一-鿿]{2,8})、(?P<own>[一-鿿]{2,8})")
_STUB = re.compile("业(?![主务态绩余内委者])")
"""Never the first character of what is counted: 供应|业增加值."""
_CALLED = re.compile("“(?P<name>[^”]{1,8})”(?P<noun>[一-鿿]{2,4})(?=[，。；、])")
"""“青禾6号”稻种: a noun by its name."""
_WARES = frozenset(("weight", "area", "volume", "animal"))
"""What wares and crops are measured in."""


@cache
def _named() -> re.Pattern[str]:
    """Who they are some of whom are called by name: 队员|江山、夏天等17人."""
    many = either("count_context.tsv", "many")
    return re.compile(f"(?P<own>{many})(?:[一-鿿]{{2,4}}、){{1,8}}[一-鿿]{{2,4}}等\\Z")


@cache
def _front() -> re.Pattern[str]:
    """What a noun begins with that reads like a verb or a preposition: 在逃|嫌疑人."""
    return re.compile(f"(?:{either('count_context.tsv', 'front')})\\Z")


def whole(text: str, counts: Sequence[Counted], i: int, phrase: str | None) -> str | None:
    """``phrase`` with its edges where the words beside it set them."""
    if (called := _CALLED.match(text, counts[i].end)) and phrase in (
        None,
        called["name"],
        f"“{called['name']}”",
    ):
        first = tokens(called["noun"])[0]
        named = counts[i].dimension in _WARES and first.kind in (NOUN, "U")
        return called[0] if named else phrase
    count, floor = counts[i], counts[i - 1].end if i else 0
    things = count.kind == "cardinal" and count.dimension != "event"
    if things and (own := _in_row(text[floor : count.start], phrase)) is not None:
        return own
    if phrase is None:
        given = _GIVEN.search(text, max(floor, count.start - 6), count.start)
        alone = text[count.end : count.end + 1] in STOP
        if given and alone and count.dimension == "money":
            return given["own"]
        told = _named().search(text, max(floor, count.start - 60), count.start)
        return told["own"] if told and count.dimension == "people" else None
    if text.startswith(phrase, count.end):
        return _behind(text, counts, i, phrase)
    at = text.rfind(phrase, max(floor, count.start - 40), count.start)
    if at < 0:
        return phrase
    if i and at == floor and "、" in phrase and counts[i - 1].dimension != "age":
        return phrase.rpartition("、")[2] or phrase  # 675亩绝收、|水毁农田30亩
    end = at + len(phrase)
    if found := _HIT.fullmatch(phrase) or _OUTLOOK.fullmatch(phrase) or _BUILT.match(text, at, end):
        return found["own"]
    if found := _OUTLOOK.match(text, at, end + 2):
        return found["own"]
    if _STUB.match(phrase):
        return opened(clause_before(text, at, floor) + phrase)
    front = _front().search(text, max(floor, at - 4), at)
    if front and len(phrase) > 1:
        return front[0] + phrase
    return _lost(text, at, phrase) + phrase


def _in_row(gap: str, phrase: str | None) -> str | None:
    """The second noun between two counts, where ``phrase`` is none or its end.

    3个|合作社、家庭农场5家.
    """
    row = _ROW.fullmatch(gap)
    if row is None or not row["own"].endswith(phrase or ""):
        return None
    kinds = {word.kind for word in (*tokens(row["first"]), *tokens(row["own"]))}
    return row["own"] if kinds == {NOUN} else None


def _lost(text: str, at: int, phrase: str) -> str:
    """The front of a compound that ``phrase`` at ``at`` is without: 中|幼林抚育."""
    for word in sorted(beside("compound"), key=len, reverse=True):
        for cut in range(1, len(word) - 1):
            if phrase.startswith(word[cut:]) and text.endswith(word[:cut], 0, at):
                return word[:cut]
    return ""


def _behind(text: str, counts: Sequence[Counted], i: int, phrase: str) -> str | None:
    """The same of a phrase behind its count."""
    end = counts[i].end + len(phrase)
    if i + 1 < len(counts) and end == counts[i + 1].start and "、" in phrase:
        own = phrase.partition("、")[0]  # 675亩|绝收、水毁农田30亩
        return None if right_noun(text, counts[i].end) != own else own
    if counts[i].dimension == "money" and _FOR.match(text, counts[i].end):
        return None
    if text[end : end + 1] != "、":
        return phrase
    more = right_noun(text, end + 1)
    if more is None or len(more) < len(phrase) + 2 or more[len(phrase) - 1] != phrase[-1]:
        return phrase
    whole_run = end + 1 + len(more)
    if text[whole_run : whole_run + 1] not in STOP or any(w.kind == VERB for w in tokens(more)):
        return phrase
    return text[counts[i].end : whole_run]


_FOR = re.compile("(?:重点|专门|主要|全部|专项|优先|统一)(?:用于|用来|用作|用在|投向)")
"""60万元|重点用于修缮校舍: what it is for, and not what it is."""
