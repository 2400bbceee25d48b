"""What an article has said about time so far, and which way a clause looks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

_TAKEN = (
    r"(?:[一二两三四五六七八九十\d]+余?[名位个只头件份]"
    r"|(?:(?!把|组织|开展|安排|派)[^，,。；;！？\n]){1,12}?(?:送[回到往至]|交[到给还]|救[出下]|带[回到]"
    r"|护送|移交|扶[起到]|搬[到进离]|抬[到上出]|归还|抓获|控制))"
)
"""What follows 将 where it means 把: 将走失老人|送回家."""
_FORWARD = re.compile(
    rf"将(?!军|领|士|近|有关|其|他|她|该|全|这|原|本|各|废|旧|{_TAKEN})|拟(?!人)"
    r"|计划(?!生育)|预计|预期|力争"
    r"|日程|缴费期|(?:考试|登记|开放|办理|缴费|录取|开学|受理|参保)时间(?:为|是|[：:]|定)"
    r"|确保|争取|有望|即将|定于|赶在|明年|下月|下个月|届时|预定|目标|报名|截止|要在|有效期|临近|来临|在即|快到"
    r"|起(?:正式|全面)?(?:施行|实施|执行|生效)"
    r"|(?:[排约延展][期长迟]?|持续|延续|推迟|顺延|预[约订售]|展[出览期])了?[到至]"
)
_PAST = re.compile(r"截至|截止到?|去年|上年|已|曾|以来|了")
REACH = 14
"""How many characters on either side of a date may say that it lies ahead."""


class Named(NamedTuple):
    """A day or month named in the article, up to offset ``end``; ``year`` may be unknown."""

    year: int | None
    month: int
    day: int | None
    end: int


@dataclass(slots=True)
class Context:
    """What was named last: a day, a month, a year stated in full.

    A bare day takes its month from a day in the same line, a bare month its year from
    the same sentence; ``year_end`` is the offset where the year was stated.
    ``part`` is the part of the day named last, up to ``part_end``.
    ``only_year`` is the year that an article without publication date speaks of,
    ``today`` the day of its dateline (本报5月8日讯), ``position`` where reading has come to.
    """

    text: str
    published: date | None
    day: Named | None = None
    month: Named | None = None
    year: int | None = None
    year_end: int = 0
    only_year: int | None = None
    today: date | None = None
    part: str = ""
    part_end: int = 0
    position: int = 0

    def in_sentence(self, end: int) -> bool:
        """Whether ``position`` is in the sentence of what ended at ``end``, 200 on at most."""
        return self.position - end <= 200 and not _FULL_STOP.search(self.text, end, self.position)

    def in_line(self, end: int) -> bool:
        """Whether ``position`` is in the line of what ended at ``end``."""
        return self.text.find("\n", end, self.position) < 0

    @property
    def part_in_line(self) -> str:
        """The part of the day named shortly before in the same line, empty for none.

        A line that tells hours beyond twelve needs none: 13时.
        """
        if not self.part or self.position - self.part_end > 120 or not self.in_line(self.part_end):
            return ""
        low = self.text.rfind("\n", 0, self.position) + 1
        high = self.text.find("\n", self.position)
        high = len(self.text) if high < 0 else high
        return "" if _PAST_NOON.search(self.text, low, high) else self.part

    @property
    def year_in_line(self) -> int | None:
        """The year stated before in the same line."""
        return self.year if self.year is not None and self.in_line(self.year_end) else None

    @property
    def year_in_sentence(self) -> int | None:
        """The year stated before in the same sentence."""
        return self.year if self.year is not None and self.in_sentence(self.year_end) else None

    @property
    def year_spoken_of(self) -> int | None:
        """The year that 上年 is the one before of, if the text has stated it.

        That is the year stated in the same sentence, and in the first half of a year
        the last one everywhere: its results are told then.
        """
        if self.year is None or self.published is None:
            return self.year
        if self.published.month <= 6 and self.year == self.published.year - 1:
            return self.year
        return self.year_in_sentence


_PAST_NOON = re.compile(r"(?<!\d)(?:1[3-9]|2[0-3])(?:时|点|[:：]\d\d)")
_FULL_STOP = re.compile(r"[。！？!?\n]")
_STOP = re.compile(r"[。！？；!?\n]")
_CLAUSE_STOP = re.compile(r"[。！？；!?\n，,]")


def _since(stops: re.Pattern[str], text: str, start: int, reach: int) -> int:
    """The beginning of what stands before ``start``: after the last stop, or ``reach`` back."""
    low = max(0, start - reach)
    for stop in stops.finditer(text, low, start):
        low = stop.end()
    return low


def _until(text: str, end: int) -> int:
    limit = min(len(text), end + REACH)
    stop = _STOP.search(text, end, limit)
    return stop.start() if stop else limit


def looks_back(text: str, start: int, end: int) -> bool:
    """Whether the clause around a date speaks of what was (截至, 已, 了)."""
    low = _since(_CLAUSE_STOP, text, start, 8)
    return bool(_PAST.search(text, low, start) or _PAST.search(text, end, _until(text, end)))


_POINTS_FORWARD = re.compile(
    r"(?:(?:将|拟|定|计划|预计|预定|力争|确保|争取|可望|有望)(?:于|在|到|至)?"
    r"|(?:持续|延续|推迟|顺延|延期|展期|展出)[到至])\Z"
)
_FORWARD_NEXT = re.compile(
    r"(?:上午|下午|晚上?|前|起)?(?:将|拟|要"
    r"|[，,][一-鿿]{1,10}?(?:[省市县区镇乡村局委馆院校所厂司队里]|街道|社区|中心)"
    r"将(?=举[办行]|召开|开[展放幕通工园赛]|启动|进行|组织|推出|迎来|上演|实施|投入|正式))"
)


def points_forward(text: str, start: int, end: int) -> bool:
    """Whether the words directly beside a bare day point ahead (将于20日, 20日将).

    The news of the 8th that someone announced something "on the 7th, that will …"
    must not move the 7th to the next month.

    >>> points_forward("将于20日举行", 2, 5), points_forward("他7日说，将改期", 1, 3)
    (True, False)
    """
    before = _POINTS_FORWARD.search(text[max(0, start - 4) : start])
    return bool(before or _FORWARD_NEXT.match(text, end))


_SINCE = re.compile(r"(?:自从?|从)[^，,。；\n]{2,14}\Z")
_ON = re.compile(r"[^，,。；\n]{0,12}?(?:以来|开始|起(?![草诉火飞降]))|[^，,。；\n]{0,12}?至今")
_OF_A_YEAR = re.compile(r"\d年\d{1,2}月\d{1,2}[日号]\Z")
_BY_NOW = re.compile("目前|如今|当前|现在|眼下")


def told_from(text: str, end: int, start: int) -> bool:
    """Whether the day named up to ``end`` is not the one that 今天 at ``start`` goes by.

    It began what goes on (自3月1日开展以来), or is one of some year and the text has since come
    to the present (2023年4月8日开工。目前，…).

    >>> told_from("自3月1日开展以来，队员巡逻。昨日", 5, 15), told_from("3月1日，巡逻。昨日", 4, 8)
    (True, False)
    """
    began = _SINCE.search(text, max(0, end - 20), end) and _ON.match(text, end)
    if began or not _OF_A_YEAR.search(text, max(0, end - 12), end):
        return bool(began)
    return _BY_NOW.search(text, end, start) is not None


_WEATHER = re.compile(
    r"多云|[阵小中大暴雷]雨|降[水雨雪温]|雨雪|转[晴阴]|[晴阴]天|气温|冷空气|预报|升温|回暖"
    r"|[雨风]势|云量|寒潮|霜冻|大雾|雷暴|强对流|天气(?:转|以|平稳|晴|将|持续)"
)
_WEATHER_REACH = 20


def forecasts(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a date tells what the weather will be.

    >>> forecasts("周四阴天，周五转晴", 0, 2), forecasts("周四开的会", 0, 2)
    (True, False)
    """
    low = _since(_STOP, text, start, _WEATHER_REACH)
    high = min(_until(text, end), end + _WEATHER_REACH)
    told = _WEATHER.search(text, low, high)
    return bool(told) and not _PAST.search(text, low, high)


def _ahead(text: str, low: int, high: int) -> bool:
    """Whether a word between ``low`` and ``high`` points ahead, by what follows it."""
    match = _FORWARD.search(text, low, min(len(text), high + REACH))
    return match is not None and match.end() <= high


def looks_forward(text: str, start: int, end: int) -> bool:
    """Whether the clause around a date speaks of what is to come (将, 拟, 预计…).

    >>> looks_forward("新桥将于6月12日通车", 4, 9)
    True
    """
    low = _since(_STOP, text, start, REACH)
    if _ahead(text, low, start):
        return True
    high = _until(text, end)
    return _ahead(text, end, high) and not (
        _PAST.search(text, low, start) or _PAST.search(text, end, min(high, end + 6))
    )
