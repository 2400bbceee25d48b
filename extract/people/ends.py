"""Where names end whatever their letters say: before a prize, an adverb, a brand or 摄."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from ...models import lexicon as lx
from ...models.names import given, surnames
from ...seeds.table import either
from . import context

_HAN = re.compile("[一-鿿]")
_PRIZE = re.compile("(?:荣[获膺立登]|喜[获提迎领摘])(?![奖得评选])")
_TAKEN_BY = re.compile("(?<![拍主合统])摄(?=[（(）)¶]|$)")
"""摄 behind the name of who took the picture (记者张海摄)."""
_BUSY = re.compile(
    "正(?=[在忙主组带领通拿坐站蹲弯指招端捧挥埋伏]|[和与跟给为向把用].{1,12}[，,说讲聊])"
)
_AGAIN = re.compile("再(?=[检核确查看问叮提补].|仔细|认真|试[一着])")
"""再 before what is done once more (民警王海|再检查)."""
_SERVES = re.compile(
    "(?<![担责])任(?=(?:(?!任)[一-鿿]){0,6}?(?:(?<!班)组长|总?河长|[林田湖楼段路]长|总?指挥|主任|书记|队长|召集人)(?:[，,。；;、的]|$))"
)
"""任 before the post that somebody holds (以镇长王海|任组长)."""
_BRAND = re.compile("(?<=[一-鿿]{2})牌(?=[一-鿿])(?![匾坊照子楼局位号桌九友面])")


def sure_ends(sc: lx.Scan) -> frozenset[int]:
    """Where names of two letters end before 荣获, 正, 再, 曾, 任 or 为 an office, 和 and others."""
    text = sc.text
    ends = _busy(sc), _appointed(text), _with_others(sc), _serving(sc), _once(sc)
    return _prizes(sc).union(*ends)


def other_ends(text: str) -> Iterator[int]:
    """Where a letter ends a name, if there is one: before 摄, 任, 再, adverbs and brands."""
    taken = (match.start() for match in _TAKEN_BY.finditer(text))
    others = (m.start() for form in (_SERVES, _AGAIN) for m in form.finditer(text))
    return chain(taken, others, _before_adverbs(text), _before_brands(text))


def _prizes(sc: lx.Scan) -> frozenset[int]:
    """Where a name of two letters ends before 荣获 (周敏荣获), unless the third is known."""
    text = sc.text
    found = set()
    for match in _PRIZE.finditer(text):
        start = match.start() - 2
        if start >= 0 and text[start] in surnames() and text.count(text[start : start + 3]) == 1:
            found.add(match.start())
    return frozenset(found)


def _busy(sc: lx.Scan) -> Iterator[int]:
    """Where names of two letters end before 正 of somebody busy (村民王伟|正忙着).

    Not where 王伟正 stands elsewhere too.
    """
    text = sc.text
    for match in _BUSY.finditer(text, 2):
        start = match.start() - 2
        titled = text[start] in surnames() and sc.end_tags.get(start, 0) & lx.TITLE
        word = any(end == start + 2 for end, _ in sc.words_from(start, lx.COMMON | lx.TITLE))
        if titled and not word and text.count(text[start : match.end()]) == 1:
            yield match.start()


_ONCE = re.compile("曾(?=是|任(?!何)|[在因被获为用经]|(?:先后|多次|两次)?参[加与])")
_AGED = re.compile("[0-9一二三四五六七八九十]岁的$")
_SOMEBODY = re.compile("曾(?:是|当过?)一[名位]")


def _once(sc: lx.Scan) -> Iterator[int]:
    """Where names of two letters end before 曾 and what once was (60岁的赵立|曾是教师).

    Behind an age or a title, or behind a mark where the name stands elsewhere too; not where
    赵立曾 does.
    """
    text = sc.text
    led: dict[str, list[int]] = {}
    for match in _ONCE.finditer(text, 2):
        start, at = match.start() - 2, match.start()
        name = text[start:at]
        if name[0] not in surnames() or given().get(name[1], -1.0) < 0.0:
            # 孔庙|曾是
            continue
        if any(sc.words_from(start, lx.COMMON | lx.TITLE | lx.PLACES)):
            continue
        told = sc.end_tags.get(start, 0) & lx.TITLE or _AGED.search(text, max(0, start - 4), start)
        again = text.count(name) > text.count(name + "曾")
        opened = not _HAN.match(text, start - 1)
        if told or (opened and (again or name in led)):
            led.setdefault(name, []).append(at)
    for name, ends in led.items():
        if text.count(name + "曾") == sum(
            _ONCE.match(text, m.end()) is not None for m in re.finditer(name, text)
        ):
            yield from ends


def somebody_once(sc: lx.Scan) -> Iterator[str]:
    """Names of two letters of those who once were something (,赵立|曾是一名教师)."""
    for at in _once(sc):
        if _SOMEBODY.match(sc.text, at):
            yield sc.text[at - 2 : at]


_WITH = re.compile(
    "和(?=(?P<other>[一-鿿]{2}))"
    "|向(?=(?:记者|群众|村民|居民|大家|代表|老人|学生|同学|孩子|学员|党员|企业|贫困户|农户|游客|参会|与会|在场|现场|前来|镇|村|县|区)"
    "[^，,。；;！!？?\n]{0,12}?(?:介绍|说|讲|汇报|展示|表示|宣|问|征|送|发|赠|敬|致|提|传|透露|反馈|了解|询|演示|道))"
    "|携(?=[^，,。；;！!？?\n]{2,14}?(?:到|走访|调研|参加|赴|来|前往|深入|出席|慰问|检查))"
    "|[携率](?=[^，,。；;！!？?\n]{0,6}?(?:组|团队|班子|一行|成员|干警|干部|队员|队伍|代表团|师生|同事))"
    "|偕(?=夫人|妻|丈夫|家人|爱人|子女)|拉(?=家常|着?手)"
)
"""和, 向, 携, 率, 拉 behind a name, with what tells that they are no letter of it."""


def _with_others(sc: lx.Scan) -> Iterator[int]:
    """Where names of two letters end between their title and others they act with.

    院长陈安|和副院长李梅, 副部长刘晓|向记者介绍, 县长王斌|率工作组赶到; not where 陈安和 stands
    elsewhere too.
    """
    text = sc.text
    for match in _WITH.finditer(text, 2):
        at = match.start()
        name = text[at - 2 : at]
        if name[0] not in surnames() or not sc.end_tags.get(at - 2, 0) & lx.TITLE:
            continue
        if match["other"] and not any(sc.words_from(at + 1, lx.TITLE)):
            continue
        if text.count(name) == text.count(name + match[0]) > 1:
            continue
        if not any(end == at for end, _ in sc.words_from(at - 2, lx.COMMON | lx.TITLE)):
            yield at


def with_their_people(sc: lx.Scan) -> Iterator[tuple[int, int]]:
    """Names of two letters whose bearers take others along (检察长唐箭|携办案组)."""
    yield from ((at - 2, at) for at in _with_others(sc) if sc.text[at] in "携率")


@cache
def _office() -> re.Pattern[str]:
    return re.compile(
        f"(?:{either('people_words.tsv', 'appoints')})(?P<name>[一-鿿]{{2}})为"
        "(?=[^，,。；;！!？?\n]{1,30}?[长任席记员官师问事裁][，,。；;、¶])"
    )


def _appointed(text: str) -> Iterator[int]:
    """Where names of two letters end before 为 and an office (聘任张海|为馆长)."""
    for match in _office().finditer(text):
        if match["name"][0] in surnames():
            yield match.end("name")


def _serving(sc: lx.Scan) -> Iterator[int]:
    """Where names of two letters end between their title and 任 or 再."""
    text = sc.text
    for match in chain(_SERVES.finditer(text, 2), _AGAIN.finditer(text, 2)):
        start = match.start() - 2
        if text[start] in surnames() and sc.end_tags.get(start, 0) & lx.TITLE:
            yield match.start()


def _before_adverbs(text: str) -> Iterator[int]:
    """Where names of two letters end before an adverb that begins like a third (李明|兴奋)."""
    for match in context.adverb_pattern().finditer(text, 2):
        if text[match.start() - 2] in surnames():
            yield match.start()


def _before_brands(text: str) -> Iterator[int]:
    """Where what a ware is branded with has its last letter but one (王守义牌十三香)."""
    for match in _BRAND.finditer(text):
        yield match.start() - 1
