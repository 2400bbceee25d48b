"""What page furniture tells of an article: its date, its outlet, credits among other data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from ..seeds.table import either
from .byline_names import is_name, outlet_end
from .bylines import Byline, Credit, parse_line

_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*(?:年|[-/.])\s*(?P<m>\d{1,2})\s*(?:月|[-/.])\s*(?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<y8>(?:19|20)\d\d)(?P<m8>0[1-9]|1[0-2])(?P<d8>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?P<yx>(?:19|20)\d\d)\s(?P<mx>\d{1,2})[/-](?P<dx>\d{1,2})(?!\d)"  # 2025 05/20
    r"|(?<!\d)(?P<ys>(?:19|20)\d\d)年?\s+(?P<ms>\d{1,2})月?\s+(?P<ds>\d{1,2})日?(?!\d)"
    r"|(?P<yc>[一二三四五六七八九零〇]{4})年(?P<mc>[一二三四五六七八九十]{1,2})月"
    r"(?P<dc>[一二三四五六七八九十]{1,3})日"
    r"|(?<![\d.])(?P<dl>\d{1,2})\.(?P<ml>\d{1,2})\.(?P<yl>(?:19|20)\d\d)(?!\d)"  # year last
)
_FORMS = ("", "8", "s", "l", "x")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_SOURCE = re.compile(
    r"(?:信息|文章|稿件|新闻)?(?:来源|稿源|出处|本文(?:转载|转|来|源)自|^\s*转载?自)(?:\s*[:|丨/]\s*|\s+)[\[【]?\s*(?P<name>[^\s|丨,。:;()\[\]】]{2,24})"
)


@cache
def _credit() -> re.Pattern[str]:
    """A credit up to the next mark or what else stands in the line."""
    others = either("page_words.tsv", "after_credit")
    return re.compile(
        r"(?P<part>(?:本报|本网|文字|摄影|见习|实习|特约|全媒体|融媒体)?(?:记者|实习生|通讯员|作者|撰稿人?|撰文|采写|供稿|文字|摄影|摄像|图片)"
        rf"\s*[:|丨/]?(?!\s*(?:信息|文章|稿件)?(?:{others}))\s*[^:|丨/。!?]{{2,40}}?)"
        rf"(?=\s*(?:$|[|丨。!?)\]】]|/[文图摄]|(?:信息|文章|稿件)?(?:{others}|"
        r"(?:见习|实习|特约)?(?:记者|实习生|通讯员|作者|摄影|文字|图片))|\d))"
    )


def _chinese(text: str) -> int:
    """十 to 三十一, 二十 and so on."""
    if "十" not in text:
        return _DIGITS[text]
    tens, _, units = text.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[units] if units else 0)


def printed_date(text: str) -> date | None:
    """The first full date in a normalized line of furniture; none where it lists many issues.

    >>> printed_date("发布时间:2023-11-27 09:12 来源:某县融媒体中心")
    datetime.date(2023, 11, 27)
    >>> printed_date("27.11.2023 09:12")
    datetime.date(2023, 11, 27)
    """
    found_all = list(_DATE.finditer(text))
    for match in found_all if len(found_all) < 4 else ():
        try:
            if match["yc"]:
                year = int("".join(str(_DIGITS[c]) for c in match["yc"].replace("〇", "零")))
                found = date(year, _chinese(match["mc"]), _chinese(match["dc"]))
            else:
                year, month, day = (
                    int(next(match[k + form] for form in _FORMS if match[k + form]))
                    for k in ("y", "m", "d")
                )
                found = date(year, month, day)
        except (ValueError, KeyError):
            continue
        if 1949 <= found.year <= 2100:
            return found
    return None


def printed_outlet(text: str) -> str | None:
    """The outlet that a line of furniture names after 来源, or right before the time.

    >>> printed_outlet("来源:云溪日报 作者:王海"), printed_outlet("云溪日报 2018-03-14 17:42")
    ('云溪日报', '云溪日报')
    """
    match = _SOURCE.search(text)
    if match is None:
        before = _BEFORE_DATE.match(text)
        first = before and (before["name"] or before["own"])
        return first if first and outlet_end().search(first) else None
    name = re.split(r"收集|整理|编辑|作者|责编|我来说|-|(?:时间|日期)$", match["name"])[0]
    nobody = name.startswith(_NO_OUTLET) or not re.search("[一-鿿]", name)
    person = len(name) <= 3 and is_name(name, told=False) and not _BODY_END.search(name)
    return None if len(name) < 2 or nobody or person else name


_NO_OUTLET = (
    *("发布", "时间", "字号", "未知", "原创", "本站", "本网", "本报", "网络", "互联网"),
    *("综合", "转载"),
)
"""What a page names where it does not name its source."""
_BODY_END = re.compile("[报网台社部办局委]$")
_BEFORE_DATE = re.compile(
    r"(?:原创\s+)?(?P<name>[一-鿿·]{2,16})(?:\s*[·|丨@]\s*|\s+)(?:(?:19|20)\d\d\D|阅读|浏览|发布|www)"
    r"|原创\s+(?P<own>[一-鿿]{2,12})$"
)
"""A line that tells the outlet and then the time: 云溪日报 2018-03-14 17:42."""


_MASTHEAD = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,8}?(?:[日晚晨早周]报|商报|时报|导报|都市报|快报|新报|[区县市]报|民声报|时讯|报"
    r"|新闻网|政府网|融媒|发布))(?=$|[\s\d])"
)
_LEAD_OUTLET = re.compile(
    r"[【\[(]?\s*(?!本[报网台刊站社])(?P<name>(?:(?!记者|通讯员)[\u4e00-\u9fff·/-]){2,30}?)(?:[(][\u4e00-\u9fff]{2,12}[)])?"
    r"(?:(?:(?:\d{4}年)?\d{1,2}月)?(?:\d{1,2}日)?(?:讯|消息)|】|(?=(?P<by>(?:见习|实习|特约|特派|首席|全媒体|融媒体)?记者)))"
)


def masthead_outlet(text: str) -> str | None:
    """The newspaper that a masthead names, also when it is set wide.

    >>> masthead_outlet("官 渡 时 讯"), masthead_outlet("第3版 综合新闻")
    ('官渡时讯', None)
    """
    wide = re.fullmatch(r"\S(?:\s{1,4}\S){2,9}", text.strip())
    match = _MASTHEAD.match(re.sub(r"\s", "", text) if wide else text.strip())
    return match["name"] if match and not match["name"].endswith("机关报") else None


_FILED = re.compile(r"(?P<paper>[一-鿿]{2,8}报)\s+(?:content_|c)\d+\.html?")


def filed_under(text: str) -> tuple[date | None, str] | None:
    """Day and paper in the line that closes an article of an electronic edition.

    >>> filed_under("2020-06-17 11 11 云溪商报 content_30476.html 1 3 做好垃圾分类 /enpproperty-->")
    (datetime.date(2020, 6, 17), '云溪商报')
    """
    match = _FILED.search(text)
    return (printed_date(text[: match.start()]), match["paper"]) if match else None


def lead_outlet(lead: str) -> str | None:
    """The outlet that a dateline names, not 本报, and without the place that clings to it.

    >>> lead_outlet("星沙时报讯"), lead_outlet("南海网海口3月22日消息")
    ('星沙时报', '南海网')
    >>> lead_outlet("【南海网】"), lead_outlet("南海网见习记者王海通讯员李华")
    ('南海网', '南海网')
    """
    match = _LEAD_OUTLET.match(lead)
    if match is None:
        return None
    name: str = match["name"]
    if outlet_end().search(name) or name.endswith("频道"):
        return name
    cut = (name[:-size] for size in (2, 3, 4) if outlet_end().search(name[:-size]))
    return next(cut, None if match["by"] else name)


_STAMPED = re.compile(
    r"(?:[一-鿿]{2,8}\s+)?(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}:\d\d(?::\d\d)?"
    r"\s+(?P<names>[一-鿿]{2,4}(?:\s+[一-鿿]{2,4}){0,2})"
)
"""Names behind the time: 2024-10-09 09:13 王海 李华."""


def credits_among(text: str) -> Iterator[Credit]:
    """Credits in a line that also tells time, source or editors; offsets into ``text``.

    >>> [(c.role, c.start) for c in credits_among("2017-03-08 来源:某网 作者: 记者 王小明")]
    [('reporter', 24)]
    >>> [c.role for c in credits_among("来源:某报 记者:王小明 实习生:李小红 发布时间:2023-11-15")]
    ['reporter', 'reporter']
    """
    if stamped := _STAMPED.fullmatch(text.strip()):
        at = text.index(stamped["names"], stamped.start("names"))
        names = list(re.finditer(r"\S+", stamped["names"]))
        outlet = outlet_end().search(stamped["names"]) or _BODY_END.search(stamped["names"])
        if not outlet and all(is_name(name[0], told=False) for name in names):
            yield from (Credit(None, at + name.start(), at + name.end()) for name in names)
    position = 0
    while match := _credit().search(text, position):
        found: Byline | None = parse_line(text, match.start("part"), match.end("part"))
        if found is not None:
            yield from found.names
        position = max(match.end("part"), match.start() + 1)
