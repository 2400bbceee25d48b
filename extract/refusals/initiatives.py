"""What can be no initiative: what a list of wares ends in (“辣条”等“五毛食品”), a title of honour
of the state (“枫桥式派出所”), a figure of speech (“一号”工程), how something is done (“一门式”), a
day of the calendar (“全国科普日”), whom or what policy speaks of in numbers (“一老一小”).
"""

from __future__ import annotations

import re
from functools import cache

from ...corpus.marks import QUOTES
from ...seeds.table import classed, either

_WORDS = "initiative_words.tsv"
_LISTED = re.compile(
    "(?:[”’》]|[一-鿿])等(?:[一二两三四五六七八九十0-9]+[大类种个])?[一-鿿]{0,4}“$"
)
"""What stands before the quotation that a list ends in."""
_VERB = "“[一-鿿]”[一-鿿]{2,12}、"
_NEXT, _LAST = re.compile(f"{_VERB}“[一-鿿]”"), re.compile(f"{_VERB}$")
"""“比”党建思路、“晒”治理成效: quoted verbs in a row, each with its object."""
_HEADED = re.compile("^[ \u3000]*(?=“[一-鿿]”[一-鿿])", re.MULTILINE)
"""The same at the begin of lines."""
_FIRST = re.compile("“?(?:一号|头号|一把手|书记|龙头)”?工程")
"""“一号”工程: what somebody thinks most important."""
_MANNER = re.compile("[^“”‘’]{1,8}(?<![模方招仪形样把款公格])式")
"""“一门式”, “拉网式”: how something is done."""
_DAY = re.compile(
    "(?:第[一二三四五六七八九十百0-9]+个)?(?:全国|国家|国际|世界|中国)[一-鿿]{1,12}(?<!活动)日"
)
"""“全国科普日”, “第28个世界湿地日”: a date, unless 活动 follows the quotation."""

_ONE = re.compile(
    "一(?:[个套项份间]|支(?!部)|条(?!龙))(?:(?![管一])[一-鿿]){0,5}"
    "(?:机制|制度|体系|办法|流程|队伍|窗口|专窗|平台|中心|方案|清单|标准|台账|热线|专班)"
)
"""“一套核查机制”: one of a kind, whatever it is called."""
_AWARDS = re.compile("”(?:[、和]?“[^“”]{2,10}”){0,5}等[一-鿿]{0,4}?(?:评选|评定|评比)")
"""“诵读之星”、“藏书之家”|等评选活动: honours that are given."""

_BOOK = re.compile("(?:、?《[^》]{1,30}》)*(?:等|一)(?:书籍|图书|书(?![面记])|读本|绘本|名著)")
"""《…案例》|等书籍: a book that is given or read, no document of a body."""
_BODY = re.compile("[^“”]{2,8}(?:党支部|党总支|党小组|(?:议事|评议|调解|说事|议政|评审)团)")
_FOUNDED = re.compile("(?:成立|组建|组成|建立)(?:起来?|了)?[“‘]?$")
"""成立“七彩党支部”: a body, by its nickname."""

_SEASON = re.compile("“?(?:三夏|三秋|两会)”?(?:政策|工作)?")
"""“三夏”政策, “三秋”工作: a season of work on the land, or meetings."""

_CIRCLE = re.compile("(?<=分钟)“[一-鿿]{1,6}圈”")


def within_circle(text: str, start: int, end: int) -> bool:
    """Whether a time is part of the name of a circle of services.

    >>> within_circle("建成15分钟“戏台圈”", 2, 6), within_circle("15分钟到家", 0, 4)
    (True, False)
    """
    return _CIRCLE.match(text, end) is not None


def _verb(text: str, start: int) -> bool:
    """Whether a quoted verb of a row begins at ``start``.

    >>> _verb("“比”思路、“晒”成效", 0), _verb("“比”思路、“晒”成效", 6), _verb("迎“客”行动", 1)
    (True, True, False)
    >>> _verb("“听”民意\\n“查”平台数据", 6)
    True
    """
    if _NEXT.match(text, start) or _LAST.search(text, max(0, start - 16), start):
        return True
    heads = [match.end() for match in _HEADED.finditer(text)]
    return len(heads) > 1 and start in heads


@cache
def _ware() -> re.Pattern[str]:
    return re.compile(f"(?:{either(_WORDS, 'ware')})$")


@cache
def _title() -> re.Pattern[str]:
    return re.compile(f"枫桥式[一-鿿]{{0,4}}?(?:{either(_WORDS, 'honoured')})")


@cache
def _done() -> re.Pattern[str]:
    """“一对一”结对帮带, “拉网式”排查: how something is done, and what."""
    manner = f"{either(_WORDS, 'manner')}|{_MANNER.pattern}"
    return re.compile(f"[“‘](?:{manner})[”’][一-鿿]{{0,4}}?(?:{either(_WORDS, 'deed')})")


def no_initiative(text: str, start: int, end: int) -> bool:
    """Whether no initiative can be here.

    >>> no_initiative("清理“辣条”等“五毛食品”", 8, 12), no_initiative("争创“枫桥式派出所”", 3, 9)
    (True, True)
    >>> no_initiative("推行“一把手”工程", 2, 9), no_initiative("推行“村晒”工程", 2, 8)
    (True, False)
    >>> no_initiative("建起“一门式”阵地", 3, 6), no_initiative("学习“乐平模式”", 3, 7)
    (True, False)
    >>> no_initiative("开展“一对一”结对帮带", 2, 11), no_initiative("“一对一”服务", 0, 7)
    (True, False)
    >>> no_initiative("建立“一套核查机制”", 3, 9), no_initiative("推行“一村一警”机制", 3, 7)
    (True, False)
    >>> no_initiative("开展“洁净灶台”、“和睦院落”等评选活动", 3, 7)
    True
    >>> no_initiative("宣传“三夏”政策", 2, 8), no_initiative("宣传“三农”政策", 2, 8)
    (True, False)
    >>> no_initiative("成立“七彩党支部”", 3, 8), no_initiative("推行“七彩党支部”", 3, 8)
    (True, False)
    >>> no_initiative("关爱“一老一小”", 3, 7), no_initiative("开展“一老一小”行动", 2, 10)
    (True, False)
    """
    if text[start:end] in classed(_WORDS, "population"):
        return True
    if any(p.fullmatch(text, start, end) for p in (_title(), _FIRST, _done())):
        return True
    if text[end - 1] == "》" and _BOOK.match(text, end):
        return True
    if _SEASON.fullmatch(text, start, end):
        return True
    if _BODY.fullmatch(text, start, end) and _FOUNDED.search(text, max(0, start - 6), start):
        return True
    if text.startswith("”", start + 2) and _verb(text, start):
        return True
    if text[start - 1 : start] == "【" and text[start:end] in classed(_WORDS, "topic"):
        return True
    if not (text[start - 1 : start] in QUOTES and text[end : end + 1] in QUOTES.values()):
        return False
    if any(p.fullmatch(text, start, end) for p in (_MANNER, _DAY, _ONE)):
        return True
    if _AWARDS.match(text, end):
        return True
    return (
        _ware().search(text, start, end) is not None
        and _LISTED.search(text, max(0, start - 12), start) is not None
    )
