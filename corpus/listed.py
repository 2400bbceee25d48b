"""Short lines that are text though they look like headlines or furniture: lists, times of events.

Everything here only adds to what :mod:`.lines` has noted of a line by itself.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ..seeds.table import longest_first, words
from .byline_names import is_name
from .rows import runs, tell

if TYPE_CHECKING:
    from .lines import Line

_ANNOUNCED = re.compile(r"[一-鿿](?<!文如下)\s*:$")
_SHORT = re.compile(
    r"[一-鿿“”]{0,12}(?:名单|结果|成绩|榜单|奖项|安排)(?:如下|公布)?:|(?:附|附件)\d?\s*:\s*[一-鿿“”]{2,16}名单:?"
)
"""A short line that announces a list: 获奖名单如下:, 附:县级河长名单."""
_URGED = re.compile(r"(?:会议|会上|方案|意见|通知)?(?:指出|要求|强调|提出|明确):")
_GOES_ON = re.compile(
    r"(?:据(?:了解|悉|介绍|统计)|会议(?:要求|强调|指出|还)|(?:以上|上述)|希望|下一步|[此本]次"
    r"|对(?:上榜|入选|入围|获|列入|未|以上|上述|表现|排名|评)[^,。]{1,20}[,的])"
)
"""How a paragraph goes on behind a list, and no news begin."""
_TOLD_DAY = re.compile("近日|日前|连日来|[0-9]{1,2}日|本报讯")
LONGEST_ITEM = 45
"""How long a line of a list is at most; longer ones are paragraphs anyway."""


def mark_lists(rows: list[Line]) -> None:
    """Mark the lines of a list that a paragraph announces (名单如下:): names, prizes, sites.

    Each is a paragraph of its own and no headline, however short.  The list ends at a larger
    blank; right above a text, its last lines are a headline where the text is news.
    """
    i = 0
    while i < len(rows):
        announced = rows[i].size >= 15 and not rows[i].junk and _ANNOUNCED.search(rows[i].text)
        short = not announced and _announces_shortly(rows, i)
        i += 1
        if not (announced or short):
            continue
        begin = i
        number = 0
        while i < len(rows) and rows[i].gap <= rows[begin].gap <= 1:
            counted = rows[i].text == str(number + 1)  # 1 | 松溪村 | 2 | 柳湾村
            if not counted and not _may_be_item(rows[i]):
                break
            number += counted
            i += 1
        end, goes_on = i, False
        if i < len(rows) and not rows[i].junk and rows[i].gap <= rows[begin].gap:
            last = rows[max(begin, end - 2) : end]
            built = number > 1 or (len(last) == 2 and _same_marks(*last))
            told = rows[i].lead or (_TOLD_DAY.search(rows[i].text[:24]) and not built)
            goes_on = _GOES_ON.match(rows[i].text) is not None and not rows[i].lead
            if told or not (goes_on or built or (len(last) == 2 and _same_size(*last))):
                end -= 1  # a headline, or a head
        items = [row for row in rows[begin:end] if not row.text.isdecimal()]
        if len(items) >= 2:
            for row in [*rows[begin - 1 : begin], *items] if short or goes_on else items:
                tell(row)


def _announces_shortly(rows: list[Line], i: int) -> bool:
    """Whether a short line right under a text announces the list below it.

    名单如下: says so; 会议要求: does over lines that begin alike (要压实责任,… | 要优化服务,…).
    """
    row, items = rows[i], rows[i + 1 : i + 3]
    if not i or not 2 <= row.size <= 26 or len(items) < 2 or row.junk in ("nav", "related"):
        return False
    above = rows[i - 1]
    if not above.sentences or above.size <= 20 or above.open:
        return False
    alike = items[0].text[0] == items[1].text[0] and not items[0].sentences
    return bool(_SHORT.fullmatch(row.text) or (alike and _URGED.fullmatch(row.text)))


_ROLL = re.compile(
    r"(?:[一-鿿()]{3,20}|[一-鿿]{2}(?<![编审校辑稿划制筹摄图像影播音效对演品者员]))"
    r"(?P<names>(?:[ 、]+[一-鿿·]{1,4}){1,12})"
    r"|[一-鿿()]{2,20}(?<![编审校辑稿划制筹摄图像影播音效对演品者员长任导问监])"
    r":\s?(?P<called>[一-鿿·]{2,4}(?:[ 、]+[一-鿿·]{1,4}){0,11})(?:[(][一-鿿]{2,12}[)])?"
)
"""A body, a river or a prize with its people; who did what for a piece (播音:…) is none."""


def mark_rolls(rows: list[Line]) -> None:
    """Mark three or more lines in a row that name a body and its people: a roll, no credits.

    县第一小学 王晓燕 刘 敏 | 县第二中学 张志宏 | …, 一等奖:罗福根 | 二等奖:何春梅 | …
    """
    _mark_name_columns(rows)
    _tell_where(rows, [_names_people(row) for row in rows])


def _mark_name_columns(rows: list[Line]) -> None:
    """Mark three or more rows of as many words below a text that name one person each in one place.

    挑粮赛跑 罗福根 青溪镇代表队 | …; the row over them that holds no name is their head.
    """
    cells = [_words(row) for row in rows]
    like = [len(words) for words in cells]
    for table in runs(len(rows), lambda a, b: 0 < like[a] == like[b] and rows[b].gap <= 1):
        above = rows[table.start - 1] if table.start else None
        if len(table) < 3 or above is None or not above.sentences or above.open:
            continue
        named = [
            sum(is_name(word, told=False) for word in column)
            for column in zip(*(cells[i] for i in table), strict=True)
        ]
        if len(table) - 1 <= max(named) and min(named) == 0:
            _tell_all(rows, table)


def _words(row: Line) -> list[str]:
    """The words of a short line that might be a table's row; none where it credits somebody."""
    words = row.text.split()
    plain = row.size <= LONGEST_ITEM and not (row.sentences or row.junk or row.lead or row.signed)
    return words if plain and len(words) >= 3 else []


def _names_people(row: Line) -> bool:
    match = _ROLL.fullmatch(row.text) if row.size <= LONGEST_ITEM else None
    if match is None or row.junk or row.signed:
        return False
    names = _WIDE.sub(r"\1\2", match["names"] or match["called"]).replace("、", " ").split()
    return all(is_name(name, told=False) for name in names)


def mark_offices(rows: list[Line]) -> None:
    """Mark lines in a row that name somebody with body and office, and the labels over them.

    张立 柳河镇中心小学教师 | 陈敏 县农业农村局局长; 本期嘉宾 | 张立 柳河县农业农村局局长 |….
    """
    kinds = [_holds_office(row) for row in rows]
    for i, row in enumerate(rows[:-1]):
        kinds[i] = kinds[i] or (kinds[i + 1] and _GUEST.fullmatch(row.text) is not None)
    for run in runs(len(rows), lambda a, b: kinds[a] and kinds[b] and rows[b].gap <= 1):
        if kinds[run.start] and len(run) >= 2:
            _tell_all(rows, run)


_GUEST = re.compile(
    "(?:本期|访谈|特邀|现场)?(?:嘉宾|主持人?|主讲人?|(?:对话)?人物|对话人|受访人):?"
)
"""Who is named in the lines below, of a talk that is printed."""


@cache
def _office() -> re.Pattern[str]:
    """A name, a blank, a body and the office that somebody has there."""
    titles = longest_first(words("titles.tsv", ("title", "source")))
    return re.compile(
        rf"(?P<name>[一-鿿·]{{2,4}}|[一-鿿] [一-鿿])[ :]+[一-鿿0-9、 ]{{3,24}}?(?:{titles})"
    )


def _holds_office(row: Line) -> bool:
    if row.size > LONGEST_ITEM or row.junk or row.sentences or row.lead:
        return False
    match = _office().fullmatch(row.text)
    return match is not None and is_name(match["name"].replace(" ", ""), told=False)


_WIDE = re.compile(r"(?<![一-鿿])([一-鿿]) +([一-鿿])(?![一-鿿])")
_NUMBER = re.compile(r"\s*[(]?(?P<number>\d{1,2}|[一二三四五六七八九])(?P<mark>[、.)])(?!\d)\s*\S")
_FIGURES = {char: number for number, char in enumerate("一二三四五六七八九", 1)}


def mark_numbered(rows: list[Line]) -> None:
    """Mark two or more lines in a row that count on (1.蒋兰,… | 2.何福根,…): a list, no heads.

    A head has its text below it.
    """
    numbers = [_number(row) for row in rows]

    def counts_on(a: int, b: int) -> bool:
        first = numbers[a]
        return first is not None and numbers[b] == (first[0], first[1] + b - a) and rows[b].gap <= 1

    for numbered in runs(len(rows), counts_on):
        links = numbered.start and rows[numbered.start - 1].junk  # a chart of what is read most
        if len(numbered) >= 2 and not links:
            _tell_all(rows, numbered)


def _number(row: Line) -> tuple[str, int] | None:
    """The mark and the number that a line opens with."""
    match = _NUMBER.match(row.text) if row.size <= 60 and "。" not in row.text else None
    return (match["mark"], _figure(match["number"])) if match else None


def _figure(text: str) -> int:
    return _FIGURES.get(text) or int(text)


_ENTRIES = (
    re.compile(r"\d{1,2}月\d{1,2}日[^,。:]{0,6}:\s*\S.*"),
    re.compile(r"(?:星期|周)[一二三四五六日天][^,。:]{0,6}:\s*\S.*"),
    re.compile(r"[一-鿿“”()]{2,16}:\s*(?:0\d{2,3}-?\d{7,8}|1\d{10})(?:[、\s]+[\d-]{7,12})*"),
)


def mark_entries(rows: list[Line]) -> None:
    """Mark three or more lines in a row that tell of one day each, or one number to call.

    星期一：红烧肉、炒青菜 | 星期二：… of a menu, 5月9日：小雨 of a forecast, 柏塘镇：0578-….
    """
    for form in _ENTRIES:
        _tell_where(rows, [_fits(row, form) for row in rows])


def _fits(row: Line, form: re.Pattern[str]) -> bool:
    short = row.size <= 60 and row.gap <= 1 and not row.junk
    return short and form.fullmatch(row.text) is not None


_TIME = re.compile(
    r"(?!发布|发表|发稿|刊发|更新|上传|上载|创建|公开|成文|录入)[一-鿿]{0,4}(?:时间|日期)\s*:\s*\S"
)
_WHERE = re.compile(r"[一-鿿]{0,4}(?:地点|场地|人物|对象|主讲人?|嘉宾)\s*:\s*\S")
_HOST = re.compile(r"(?:主办|承办|协办|举办|支持|指导|合办)(?:单位|方)?\s*:\s*\S")
_LABELLED = re.compile(r"[一-鿿]{2,5}\s*:\s*\S")
_ASKED = re.compile(r"(?:时间|日期|期限)\s*:?$")
_STRETCH = re.compile(r"(?:19|20)\d\d年[^。]{0,16}(?:至|到|起|[-~—])[^。]{0,24}")


def mark_settings(rows: list[Line]) -> None:
    """Take the time of an event for text, not for the page's own data.

    时间：…晚9点 stands beside 地点：…, and a stretch of days under a head that asks for it.
    """
    for above, row in pairwise(rows):
        pair = any(
            _TIME.match(a.text) and _WHERE.match(b.text) for a, b in ((above, row), (row, above))
        )
        if pair and max(above.size, row.size) <= LONGEST_ITEM:
            tell(above)
            tell(row)
        elif above.cells and row.gap <= 1 and _LABELLED.match(row.text) and _may_be_item(row):
            tell(row)  # 主讲人:…
        elif above.cells and row.gap <= 1 and row.size <= LONGEST_ITEM and _HOST.match(row.text):
            tell(row)  # the page's own publisher stands at its foot
        elif row.junk == "meta" and _ASKED.search(above.text) and _STRETCH.fullmatch(row.text):
            tell(row)


def _tell_where(rows: list[Line], fits: list[bool]) -> None:
    """Make paragraphs of three or more lines in a row that fit."""
    for run in runs(len(rows), lambda a, b: fits[a] and fits[b] and rows[b].gap <= 1):
        if len(run) >= 3:
            _tell_all(rows, run)


def _tell_all(rows: list[Line], which: range) -> None:
    for i in which:
        tell(rows[i])


def _may_be_item(row: Line) -> bool:
    return (
        row.size <= LONGEST_ITEM
        and "。" not in row.text
        and not (row.junk or row.lead or row.trailing or row.signed or row.numbered or row.headed)
    )


def _same_size(one: Line, other: Line) -> bool:
    words = " " in one.text and " " not in other.text  # 罗福根 松溪村 | 种茶能手罗福根
    return abs(one.size - other.size) <= 1 and not words


def _same_marks(one: Line, other: Line) -> bool:
    """Whether two lines are built alike: words, a colon, brackets, marks of titles, a comma."""
    return all(
        (one.text.count(mark) > 0) == (other.text.count(mark) > 0) for mark in " :(《,"
    ) and any(mark in one.text for mark in " :(《,")
