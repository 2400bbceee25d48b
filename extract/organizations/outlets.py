"""Outlets by where they stand: before their reporter, or leading a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import longest_first, read_table
from .. import openers
from ..candidates import Candidate
from ..links import parse
from ..readings import CLEAR, FORMED
from .evidence import uncut

_NO_TAIL = frozenset(("台", "微信", "网站", "信息网", "之声", "人民政府网"))
"""Suffixes of mastheads only."""
_OWN = frozenset("本我该各据某")
_GENERIC = frozenset(("日报", "晚报", "新闻网", "互联网", "电视台", "都市报", "新媒体", "融媒体"))
_NO_NAME = re.compile(
    "[第这那][一二三四五六七八九十]|[一两二三四五六七八九十几数多\\d][名位个家]|新华社|[的了]"
)
"""What no outlet's name holds (造成两名|柳州电视台, 答|新华社)."""
_LED = (
    " ?(?:特约|见习|实习|首席|全媒体)?记者| ?通讯员|讯(?=[（( ¶：:]|\\d)|消息(?=[（( ])"
    "|[一-鿿]{0,8}\\d{1,2}月\\d{1,2}日[一-鿿]{0,4}(?:电|讯|消息)"
    "|[一-鿿]{2,3}讯(?=[（(])"
)
"""What follows an outlet's name where it leads a report or stands before its reporter."""
_APP = (
    "掌上[一-鿿]{2,4}|[一-鿿]{2,3}(?:频道|分社|记者站|新闻)|时刻|新?客户端|新闻客户端|融媒"
    "|[-—·][一-鿿]{2,8}?(?:报|刊|网|客户端|台|融媒|新闻|频道)"
)
"""The service of an outlet that its name goes on to (柳湾晚报|掌上柳湾, 柳湾网|北岭频道)."""


@cache
def _tails(*more: str) -> str:
    """What an outlet's name ends in, as alternatives."""
    suffixes = {row["suffix"] for row in read_table("outlet_suffixes.tsv", ("suffix", "source"))}
    return longest_first((suffixes - _NO_TAIL) | set(more))


@cache
def _outlet() -> re.Pattern[str]:
    """An outlet's name at the beginning of a line or clause, before what leads a report."""
    return re.compile(
        "(?<![一-鿿·《])(?:[一-鿿A-Za-z]{2,8}[·丨|])?"
        f"(?P<name>[一-鿿A-Z]{{1,6}}?)(?P<tail>{_tails()})(?:{_APP})?(?={_LED})"
    )


def _before(text: str, end: int) -> Iterator[Candidate]:
    """The outlet that 、 joins to the next (青河日报、青河新闻网记者)."""
    suffixes = _outlet()
    for start in range(max(0, end - 8), end - 2):
        match = suffixes.match(f"{text[start:end]}记者")
        alone = start == 0 or not "一" <= text[start - 1] <= "鿿"
        if match and match.end() == end - start and alone:
            yield Candidate("ORG", start, end, "org.outlet", {"kind": "media"}, CLEAR)
            return


_BRAND = re.compile(
    "(?<![一-鿿])[一-鿿]报全媒体(?= ?记者)"
    r"|(?:^|(?<=[□■◎●¶\s]))[晚早晨日]报"
    r"(?= ?(?:见习|实习|首席)?记者|(?:\d{1,2}月\d{1,2}日)?讯(?=[（( ]))"
)
_CHANNEL = re.compile("(?<=【)(?P<place>[一-鿿]{2,5})发布(?=】)")
_GROUP = re.compile("(?:广播电视台|电视台|日报社|报社|传媒|出版社)[（(]集团[）)]")
_SET_OFF = re.compile(
    "(?<=[ \u3000])(?P<name>[一-鿿]{2,3}(?:时报|日报|晚报|早报|商报|晨报|周报|融媒))(?=[ \u3000])"
)


def _formed(text: str) -> Iterator[tuple[int, int]]:
    """Outlets by form: 青报全媒体|记者, □晚报|记者, 青河广播电视台（集团）, one in a byline."""
    for match in _BRAND.finditer(text):
        yield match.span()
    for match in _CHANNEL.finditer(text):
        if parse(match["place"])[1] == len(match["place"]):
            yield match.span()
    for match in _GROUP.finditer(text):
        for size in range(4, 1, -1):
            start = match.start() - size
            if start >= 0 and text[start : match.start()] in lx.lexicon().level:
                yield start, match.end()
                break
    for match in _SET_OFF.finditer(text):
        line = text[text.rfind("¶", 0, match.start()) + 1 : match.start()]
        if "记者" in line and match["name"][:-2] in lx.lexicon().level:
            yield match.span("name")


_BY_WRITERS = (
    "[ \u3000]?讯[ \u3000]?[（(](?=[^）)¶\n]{0,12}(?:记者|通讯员)|[一-鿿]{2,4}[ \u3000、])"
)
_BY_DAY = r"\d{1,2}月\d{1,2}日(?:\d{1,2}[时:：](?:\d{1,2}分?)?)?(?:讯|消息)(?=[（(：: \u3000])"
_NAMED = re.compile(
    rf"(?:^|(?<=[¶\n]))[ \u3000]*(?P<name>[一-鿿A-Z]{{3,8}})(?:{_BY_WRITERS}|{_BY_DAY})"
)
"""Any name that leads a report by its writers or its day (今日青河讯（通讯员 …）)."""
_PAPER = re.compile(
    "[本据][报网台站社刊]|通讯$|简$|快$|短$|[省市县区旗州镇乡村]$|全媒体$|(?:[日晚]报|网|报社|频道)[一-鿿]+$"
    "|(?:在线|客户端|融媒(?!体))[一-鿿]{2,}$"
)


_MAKERS = re.compile(
    "《[^《》¶]{2,12}》(?:栏目组|节目组|摄制组|杂志社|编辑部|编辑组|杂志(?=[/ 记社]))"
)
"""Those who make a column or a magazine (《街坊有话》栏目组)."""


_ENCLOSED = re.compile(
    "《(?P<name>[一-鿿]{3,10}(?:(?<![回汇通播预举喜捷警情申上填])报|周刊))》(?=(?:首席|见习|实习|特约|全媒体|融媒体){0,2}记者)"
)
"""A paper before its reporter (《柳州农村经济报》记者)."""


_CALLED = ("掌上", "今日", "云上", "看见")
"""What an outlet is called by before the division that it is of (掌上梅州)."""
_CALLED_LEAD = re.compile(
    rf"(?:^|(?<=[¶\n]))[ \u3000]*(?P<name>(?:{'|'.join(_CALLED)})[一-鿿]{{2,3}})讯(?=[ \u3000])"
)
"""Such an outlet at the head of a report that tells no writer (掌上梅州讯 6月27日下午)."""
_CALLED_SAYS = re.compile(
    "(?:^|(?<=[¶\n据]))[ \u3000]*(?P<name>(?:掌上|云上|看见)[一-鿿]{2,3})(?=报道|消息)"
)
"""Such an outlet as the source of a report (据|云上梅州|报道)."""


def _signed(text: str) -> Iterator[tuple[int, int]]:
    """Outlets before their writers in brackets (（柳州日报北岭记者站 林立成）)."""
    for match in _signature().finditer(text):
        name = match["outlet"]
        if name[0] not in _OWN and name not in _GENERIC and "通讯员" not in name:
            yield match.span("outlet")


@cache
def _signature() -> re.Pattern[str]:
    tails = _tails("台", "记者站")
    return re.compile(
        f"[（(](?P<outlet>[一-鿿]{{2,10}}?(?:{tails}))(?=(?:[ \u3000、][一-鿿]{{2,3}}){{1,4}}[）)])"
    )


def _before_place(name: str) -> int:
    """Length of the outlet before the place that it reports from (柳州融媒|北岭), or 0."""
    for size in range(len(name) - 2, 3, -1):
        tail = _tail().search(name, 0, size)
        if tail and parse(name[size:])[1] == len(name) - size:
            return size
    return 0


@cache
def _tail() -> re.Pattern[str]:
    """What an outlet's name ends in."""
    return re.compile(f"(?:{_tails()})$")


def _leads(text: str) -> Iterator[tuple[int, int]]:
    """Outlets by their place before 讯 and its writers, where they are no division."""
    for form in (_CALLED_LEAD, _CALLED_SAYS):
        yield from (match.span("name") for match in form.finditer(text))
    for match in _NAMED.finditer(text):
        name = match["name"]
        if size := _before_place(name):
            yield match.start("name"), match.start("name") + size
            continue
        called = name.startswith(_CALLED)
        if (_PAPER.search(name) and not called) or lx.lexicon().level.get(name):
            continue
        if parse(name)[1] == len(name):
            continue
        yield match.span("name")


def outlets(text: str) -> Iterator[Candidate]:
    """Outlets before their reporter, or at the head of a report (青河网北岭2月3日电)."""
    for start, end in _formed(text):
        yield from uncut(start, end, "org.outlet", "media")
        yield Candidate("PERSON", start, end, "org.outlet.idiom", decoy=True)
        if text[start - 1 : start] == "、":
            yield from _before(text, start - 1)
    for match in _MAKERS.finditer(text):
        yield Candidate("ORG", *match.span(), "org.makers", {"kind": "media"}, FORMED)
        yield Candidate("INITIATIVE", *match.span(), "org.makers.idiom", decoy=True)
    for match in _ENCLOSED.finditer(text):
        yield Candidate("ORG", *match.span("name"), "org.outlet", {"kind": "media"}, FORMED)
    for start, end in (*_leads(text), *_signed(text)):
        yield from uncut(start, end, "org.masthead", "media", FORMED)
        for other in ("PLACE", "DATE"):
            yield Candidate(other, start, end, "org.masthead.idiom", decoy=True)
    for match in _outlet().finditer(text):
        name = match["name"] + match["tail"]
        if name[0] in _OWN or name in _GENERIC or _NO_NAME.search(name):
            continue
        if text[match.start() - 1 : match.start()] == "、":
            yield from _before(text, match.start() - 1)
        if openers.opener(text, match.start(), match.end()) is None:
            yield Candidate(
                "ORG", match.start(), match.end(), "org.outlet", {"kind": "media"}, CLEAR
            )
