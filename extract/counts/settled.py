"""What a count counts where its form leaves no doubt, whatever was chosen.

羊存栏3.5万只, 21个未开工项目, 手术19台，其中骨科5台.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .carried import carried
from .counted import Counted
from .joined import both_nouns, groups
from .objects import object_alone
from .whole import whole


def settled(
    text: str, counts: Sequence[Counted], i: int, chosen: Sequence[str | None], phrase: str | None
) -> str | None:
    """The ``phrase`` chosen for ``counts[i]``, or what its form says; ``chosen`` those before."""
    if stock := _STOCK.search(text, max(0, counts[i].start - 12), counts[i].start):
        phrase = stock["animal"]
    if (feat := _FEAT.match(text, counts[i].end)) and phrase and feat[0].endswith(phrase):
        phrase = None
    if counts[i].unit == "部分" and phrase and not text.startswith(phrase, counts[i].end):
        phrase = None  # 分学生组和职工组|两部分: the unit is what is counted
    phrase = _whole_name(text, counts[i], _negated(text, counts[i], phrase))
    phrase = both_nouns(text, counts[i], groups(text, counts[i], phrase))
    phrase = object_alone(text, counts, i, chosen, whole(text, counts, i, phrase))
    phrase = carried(text, counts, i, chosen, phrase)
    return _of_the_whole(text, counts, i, chosen, phrase)


def _whole_name(text: str, count: Counted, phrase: str | None) -> str | None:
    """一般公共预算|收入, 一季|稻17万亩: the phrase with all of the name that it is the end of."""
    name = _WHOLE.search(text, max(0, count.start - 20), count.start)
    return name["name"] if name and phrase and name["name"].endswith(phrase) else phrase


def _negated(text: str, count: Counted, phrase: str | None) -> str | None:
    """The phrase with the 未 that opens its run (21个|未开工项目), or it would say the opposite."""
    if phrase is None or not _NOT_YET.match(text, count.end):
        return phrase
    at = text.find(phrase, count.end, count.end + 16)
    run = text[count.end : at + len(phrase)] if at >= 0 else ""
    return run if run.isalpha() else phrase


_WHOLE = re.compile("(?P<name>一般公共预算(?:收入|支出)|[一单两双]季[早中晚]?稻)[一-鿿]{0,6}$")
"""Names that begin like a figure or an adjective: 一季稻|17万亩."""
_FEAT = re.compile("的(?:(?:好|优异|骄人)的?成绩|佳绩|战绩|新?纪录|历史新高)")
"""单日8万人次的|佳绩: what such a figure is, and not what is counted."""
_NOT_YET = re.compile("未(?!来)")
_STOCK = re.compile(
    "(?P<animal>活?(?:牲畜|[畜家]禽|家畜)|[羊牛猪鸡鸭鹅兔马驴]{2,4}|(?:[山绵奶肉蛋黄水牦麻母种生家土湖])?[羊牛猪鸡鸭鹅兔马驴驼鹿禽畜])年?[存出]栏(?:量|数)?(?:达到?|约|为|近|超过?|有)?$"
)
"""羊存栏3.5万只: the animals, of which nothing is said but how many there are."""
_OWNER = re.compile(
    "(?:科|[县市区中民]医院|[一-鿿]{2}(?<![乡古城集])[县市镇乡]|[东南西北中]区|街道)$"
)
"""How a department or a place ends, whose share it is; a kind of thing (水库, 学校) is no owner."""
_OF_WHICH = re.compile("[，,（(]?其中[一-鿿]{2,10}$")
_NEXT_PART = re.compile("[、，,和及][一-鿿]{2,10}")


def _of_the_whole(
    text: str, counts: Sequence[Counted], i: int, chosen: Sequence[str | None], phrase: str | None
) -> str | None:
    """What the whole counts, where the share's own noun says whose it is: 手术19台，其中骨科5台."""
    own = text[counts[i - 1].end : counts[i].start] if i else ""
    if _OWNER.search(own) is None or (phrase is not None and phrase not in own):
        return phrase
    for last in range(i, 0, -1):
        gap = text[counts[last - 1].end : counts[last].start]
        if _OF_WHICH.match(gap):
            whole = chosen[last - 1]
            told = whole is not None and counts[last - 1].unit == counts[i].unit
            named = phrase is not None and whole is not None and phrase.endswith(whole)
            return whole if told and not named else phrase
        if not _NEXT_PART.fullmatch(gap):
            break
    return phrase
