"""The lines of a page with what each looks like by itself: the evidence for segmentation."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from ..seeds.table import classed, longest_first, read_table, words
from .bylines import Byline, normalize, parse_line
from .joins import join_weight
from .view import TextView
from .view import lines as view_lines

_CLOSERS = "”’\"'」』】)]》〉"
_FINAL = "。!?…;:"
# How the rest of a cut sentence begins; 同时, or 问: begin sentences too, so a comma or colon
# after two characters, or a colon after one, proves nothing.
_FRAGMENT = re.compile(
    r"[,。、;:!?)\]》”’%·…]"
    r"|的(?!确|士|哥|姐)|了(?![解却然])|们|地(?![方区处点铁理震下上面铺税])|得(?![益知到了分出]|主)"
    r"|[\u4e00-\u9fff][,、。;!?)”]"
    r"|[\u4e00-\u9fff]{2}[、。;!?)”]"
)
_SPACED = re.compile(r"^\S(?:\s{1,4}\S)+$")
CAPTION_START = re.compile(
    r"(?P<sure>[▲▼△▽↑↓←→]"
    r"|(?:图片|图|照片)(?:说明|注释?):"
    r"|(?:本|图片|图示|大|小)?图为|[上下左右中题]图|本组图|图[一二三四1-4]?:|图[一二三四1-4][为 ]"
    r"|(?:\((?:上|下|左|右|中|左上|右上|左下|右下|大|小)?图\)))"
    r"|(?P<likely>[■□])|(?P<maybe>[●◆◇★])"
)
_CAPTION_END = re.compile(
    r"(?:[。\s)”!?](?:[\u4e00-\u9fff·/]{0,14}?(?:记者|通讯员))?[\s:]*[\u4e00-\u9fff·]{1,12}(?:\s{1,3}[\u4e00-\u9fff·]{1,6}){0,3}\s{0,3}/?"
    r"(?:摄影报道|摄影|摄|供图|图)|[(](?:[^()]{0,24})(?:摄|供图|摄影|图|提供|资料图片?|资料照片)[)]|"
    r"[(](?:资料图片?|资料照片|图片来源.{0,12})[)]|(?:通讯员|受访者|资料|主办方|单位|公司|学校|社区|街道|中心|局|镇)\s?(?:供图|提供))$"
)
_PICTURE = re.compile(
    r"\S{1,60}\.(?:jpe?g|png|gif|bmp|webp)|[\[【(](?:图片|图|image)\d{0,2}[\]】)]", re.I
)
_FOLLOW = re.compile(r"[+＋]\s?(?:订阅|关注)")
_DASH = re.compile(r"^\s*(?:-{1,4}|_{2,4})\s*(?=[^\s-])")
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.]|[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,2}[、.](?!\d)|[①-⑩]"
    r"|第[一二三四五六七八九十]{1,2}[章节部分篇]|[A-D]、)"
)
_SERIES = re.compile(
    r"[①-⑳]$|之[一二三四五六七八九十]$|[(](?:[上中下]|[一二三四五六七八九十\d]{1,2})[)]$"
    r"|^[\u4e00-\u9fff]{2,7}看[\u4e00-\u9fff]{2,4}$"
)


@dataclass
class Line:
    """One non-blank line.  ``start``/``end`` index the view, blanks at the ends excluded."""

    start: int
    end: int
    text: str  # normalized; the middle of very long lines is left out
    size: int  # characters
    gap: int  # blank lines before it
    indent: int  # blanks before the first character, a full-width blank counts as one
    open: bool = False  # the sentence is not finished
    fragment: bool = False  # begins like the rest of a sentence
    full: bool = False  # as wide as its column: wrapped by the typesetter
    junk: str | None = None  # kind of page furniture
    junk_weight: float = 0.0
    byline: Byline | None = None
    trailing: tuple[int, Byline] | None = None  # byline at the end, offset in ``text`` tail
    lead: int = 0  # length of the dateline at the beginning
    caption: float = 0.0
    dash: bool = False
    numbered: bool = False
    sentences: int = 0  # full stops inside
    kicker: str | None = None  # ends like a column's name or a body's
    bracketed: bool = False
    repeated: bool = False  # the same headline comes again soon
    top: bool = False  # above the first paragraph of the page
    tight: bool = False  # the page sets its paragraphs without blank lines between them
    usual: int = 0  # blank lines that the page sets between its paragraphs
    gap_after: int = 0  # blank lines after it
    join: float = 0.0  # evidence that it goes on from the line before it
    join_over: float = 0.0  # the same over one or two short lines between
    features: dict[str, float] = field(default_factory=dict)

    @property
    def wide(self) -> bool:
        """Set wide: one character, a blank, one character (a masthead)."""
        return bool(_SPACED.match(self.text)) and len(self.text) >= 5


LONG = 400
"""Lines longer than this are paragraphs; only their ends are looked at."""


# What is worth a look at all: furniture among lines that read like sentences, and bylines.
_JUNK_HINT = re.compile(
    "版权|[Cc]opy|©|ICP|[来稿]源|时间|日期|浏览|字[号体]|热线|邮箱|编辑|责编|声明|举报|许可证|授权|转载|首页|位置|电话"
)
# Authors who are no persons, under a headline: ■某市委组织部课题组.
_COLLECTIVE = re.compile(
    r"[■□◆●◇]\s*[^\s,。:;]{2,24}(?:课题组|调研组|报道组|采访组|采写组|写作组|评论员|编辑部|中心组|专班|专题组)$"
)
_NO_BYLINE = re.compile("[。!?“《]|,.*,.*,")


@cache
def _junk_patterns() -> dict[str, tuple[tuple[str, ...], re.Pattern[str]]]:
    """For each place: the kinds of its patterns, and all of them in one."""
    rows = read_table("boilerplate.tsv", ("pattern", "kind", "place", "source"))
    found: dict[str, tuple[tuple[str, ...], re.Pattern[str]]] = {}
    for place in _WEIGHTS:
        here = [row for row in rows if row["place"] == place]
        joined = "|".join(f"(?P<p{i}>{row['pattern']})" for i, row in enumerate(here))
        found[place] = tuple(row["kind"] for row in here), re.compile(joined)
    return found


_SPREAD = re.compile(r"^([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?=\s*[:|/])")  # 编 辑:
_WEIGHTS = {"whole": 5.0, "start": 4.0, "any": 4.0}


def junk_kind(text: str) -> tuple[str | None, float]:
    """The kind of page furniture that a normalized line is, with a weight, else ``(None, 0)``."""
    if not any(c.isalnum() for c in text):
        return "mark", 5.0
    text = _SPREAD.sub(r"\1\2", text.lstrip("▶►▷■□◆◇●○★☆※▲△•·*- "))
    if text.isdigit() and len(text) <= 3:
        return "masthead", 4.0
    patterns = _junk_patterns()
    for place, weight in _WEIGHTS.items():
        kinds, pattern = patterns[place]
        if place == "whole":
            hit = pattern.fullmatch(text)
        elif place == "start":
            hit = pattern.match(text)
        else:
            hit = pattern.search(text)
        if hit and hit.lastgroup:
            kind = kinds[int(hit.lastgroup[1:])]
            if not (place == "any" and kind == "nav" and len(text) > 60):
                return kind, weight
    return None, 0.0


@cache
def _column_start() -> re.Pattern[str]:
    openings = longest_first(classed("page_words.tsv", "column"))
    return re.compile(f"(?:{openings}|迎[“接《])(?=.{{0,12}}$)")


@cache
def _kicker_endings() -> dict[str, str]:
    rows = read_table("kicker_words.tsv", ("suffix", "kind", "source"))
    return {row["suffix"]: row["kind"] for row in rows}


def kicker_ending(text: str) -> str | None:
    """``column`` or ``body`` when ``text`` ends like a column's name or a body's."""
    if _SERIES.search(text) or _column_start().match(text):
        return "column"
    bare = text.rstrip(" 】]》)”>·|—-:")
    endings = _kicker_endings()
    for size in (5, 4, 3, 2, 1):
        if kind := endings.get(bare[-size:]):
            return kind
    return None


@cache
def _lead_pattern() -> re.Pattern[str]:
    outlets = longest_first(words("outlet_suffixes.tsv", ("suffix", "source")))
    day = r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日"
    own = r"(?:本报|本网|本台|本刊|本站|本社)"
    outlet = rf"(?:(?!首)[\u4e00-\u9fff·]{{2,20}}?(?:{outlets})|{own})"
    return re.compile(
        r"\s*(?P<lead>"
        rf"[【\[(]?\s*{outlet}[\u4e00-\u9fff]{{0,6}}?\s?(?:{day})?\s*(?:讯|电|消息)(?![\u4e00-\u9fff]{{0,1}}[员息器线网])\s*[】\])]?[::]?"
        r"|[\u4e00-\u9fff]{2,6}(?<![通资音简电来])讯(?=[\s(])"
        rf"|{own}(?:[\u4e00-\u9fff]{{2,5}})?\s?{day}\s?(?:讯|电)"
        rf"|(?:[\u4e00-\u9fff]{{2,6}})?{day}(?:讯|电)(?=[\s(])"
        rf"|{outlet}\s?[(][^()]{{0,24}}(?:记者|通讯员)[^()]{{0,60}}[)]"
        r"|[(【][^()【】]{0,24}(?:记者|通讯员)[^()【】]{0,60}[)】](?=\s*[^\s])"
        rf"|(?:{own}|{outlet})?(?:见习|实习|特约|特派|全媒体)?(?:记者|通讯员)\s?[^,。\s]{{2,8}}(?:[\s、][^,。]{{2,8}}){{0,3}}?\s?(?:报道|综合报道)[::\s]"
        rf"|{own}(?:见习|实习|特约|特派|首席|全媒体|融媒体)?(?:记者|通讯员)\s+[\u4e00-\u9fff·]{{1,4}}(?:\s[\u4e00-\u9fff]{{1,3}})?\s+(?=\S)"
        r")"
    )


def lead_length(text: str) -> int:
    """Length of the dateline that begins ``text`` (本报讯, ××日报讯, (记者 …)), else 0."""
    match = _lead_pattern().match(text[:120])
    return match.end("lead") if match else 0


_TRAILING_HINT = re.compile(r"[)\]】■□◆●\s]$|记者|通讯员|文.?[图摄]|[图文]/")


def trailing_byline(text: str) -> tuple[int, Byline] | None:
    """A byline at the end of a paragraph, as its distance from the end of ``text``."""
    tail = text[-120:]
    stripped = tail.rstrip(" \t■□◆●")
    cut = len(tail) - len(stripped)
    if stripped.endswith((")", "]", "】")):
        opener = {")": "(", "]": "[", "】": "【"}[stripped[-1]]
        at = stripped.rfind(opener)
        if at > 0:
            found = parse_line(stripped, at, len(stripped))
            if found is not None and found.names:
                return len(stripped) - at + cut, found
        return None
    match = re.search(
        r"(?<=[。!?”…])\s*((?:[\u4e00-\u9fff]{0,16})(?:记者|通讯员|文/图|文/|图/|文图)[^。!?]{0,50}"
        r"|[\u4e00-\u9fff·\s、]{2,24}(?:文/图|图/文|文图|文/摄))$",
        stripped,
    )
    if match:
        found = parse_line(stripped, match.start(1), len(stripped))
        if found is not None and found.explicit and found.names:
            return len(stripped) - match.start(1) + cut, found
    return None


_SCENE = re.compile(
    r"(?:现场|合影|留影|合照|剪影|掠影|外景|全景|一角|场景|讲话|发言|致辞|接旗|授旗|揭牌|剪彩|签约|颁奖|宣誓)$"
    r"|^在(?![这此])[\u4e00-\u9fff]{3,14}(?:举[办行]|开展|进行|表演|参观|学习|调研|走访|巡查|采摘|作业)"
    r"|^[\u4e00-\u9fff]{2,12}现场[,:]"
    r"|^[\u4e00-\u9fff]{2,10}在[\u4e00-\u9fff]{3,14}(?:走访|巡[查逻]|宣传|劝导|检查|采摘|作业|劳作|讲解"
    r"|排查|慰问|表演|参观|学习|训练|调研|义诊|清扫)$"
)
"""How a line under a picture ends or begins that no other mark makes a caption."""


def _caption_weight(text: str, size: int, byline: Byline | None) -> float:
    if size > 160 or (byline is not None and (byline.explicit or size <= 8)):
        return 0.0
    weight = 0.0
    if match := CAPTION_START.match(text):
        weight = {"sure": 4.0, "likely": 2.0, "maybe": 0.0}[match.lastgroup or "maybe"]
    if size <= 120 and _CAPTION_END.search(text):
        weight += 3.0 if size <= 90 else 1.5
    elif not weight and 6 <= size <= 32 and _SCENE.search(text) and text[-1] not in "。:;":
        weight = SCENE
    if weight and size > 110:
        weight -= 1.0
    return weight


def _is_open(text: str) -> bool:
    """Whether a line stops before its sentence does."""
    stripped = text.rstrip(" \t■□◆●")
    core = stripped.rstrip(_CLOSERS)
    if not core:
        return False
    if core[-1] in _FINAL:
        return False
    # (记者 …) or a closing bracket at the very end closes a paragraph too.
    return not (stripped[-1:] in ")】]" and len(core) < len(stripped))


def _near(rows: list[Line]) -> tuple[int, int, int]:
    """A likely column width, how many lines are about that wide, how many could be."""
    sizes = sorted(row.size + row.indent for row in rows if row.size >= 10)
    if not sizes:
        return 0, 0, 0
    width = sizes[int(0.85 * (len(sizes) - 1))]
    return width, sum(width - 3 <= size <= width + 3 for size in sizes), len(sizes)


def _widths(rows: list[Line]) -> None:
    """Mark the lines that a column's width ended.

    Columns of different widths are told apart by the blank lines around them; a
    page of one width is looked at as a whole too.
    """
    runs: list[list[Line]] = []
    for row in rows:
        if row.gap or not runs:
            runs.append([])
        runs[-1].append(row)
    for run in [*runs, rows]:
        width, near, total = _near(run)
        if 12 <= width <= 80 and near >= 5 and near >= 0.5 * total:
            for row in run:
                row.full = row.full or width - 3 <= row.size + row.indent <= width + 4


SCENE = 1.5
"""Weight of a short line that reads like a caption."""
_INVISIBLE = "\x00\ufeff\u200b\u200e\u200f"


def _strip(raw: str) -> str:
    """Without blanks and invisible characters at the ends, however they are mixed."""
    inner = raw.strip()
    if inner[-1:] == "|" or inner[:1] == "|":
        inner = inner.strip("| \t")  # cells of a table that a converter left
    while inner and (inner[0] in _INVISIBLE or inner[-1] in _INVISIBLE):
        inner = inner.strip(_INVISIBLE).strip()
    return inner


def read_lines(view: TextView) -> list[Line]:
    """The non-blank lines of ``view``, each with its own evidence."""
    rows: list[Line] = []
    gap = 0
    source = view.text
    for start, end in view_lines(view):
        raw = source[start:end]
        inner = _strip(raw)
        if not inner:
            gap += 1
            continue
        lead = raw.find(inner)
        first, last = start + lead, start + lead + len(inner)
        size = len(inner)
        shown = inner if size <= LONG else inner[:200] + inner[-200:]
        rows.append(Line(first, last, normalize(shown), size, gap, lead))
        gap = 0
    for row in rows:
        _look(row)
    for above, row in pairwise(rows):
        if _PICTURE.fullmatch(above.text) and row.size <= 20 and row.text[-1] == "。":
            row.caption += 3.0  # one short sentence under a picture's file
        if _FOLLOW.match(row.text) and above.junk is None and above.size <= 14:
            above.junk, above.junk_weight = "meta", 3.0  # the account, over its button
    _widths(rows)
    _mark_repeated(rows)
    _page(rows, gap)
    return rows


def _look(row: Line) -> None:
    text = row.text
    if row.size <= 200:
        row.sentences = sum(map(text.count, "。!?"))
        if row.sentences < 2 or row.size <= 40 or _JUNK_HINT.search(text):
            row.junk, row.junk_weight = junk_kind(text)
        if row.size <= 120 and not _NO_BYLINE.search(text):
            row.byline = parse_line(text)
    else:
        row.sentences = 3
    row.open = _is_open(text)
    row.fragment = bool(_FRAGMENT.match(text))
    row.lead = lead_length(text)
    if row.byline is None and row.size > 12 and _TRAILING_HINT.search(text, len(text) - 100):
        row.trailing = trailing_byline(text)
        if row.trailing:
            row.open = False
    row.caption = _caption_weight(text, row.size, row.byline)
    if row.byline is None and row.size <= 40 and _COLLECTIVE.match(text):
        row.byline, row.caption = Byline((), explicit=False), 0.0
    row.dash = bool(_DASH.match(text))
    row.numbered = bool(_NUMBERED.match(text))
    if row.size <= 40:
        row.kicker = kicker_ending(text)
    row.bracketed = text[:1] in "【[〔" and text[-1:] in "】]〕"


def _page(rows: list[Line], gap_at_end: int) -> None:
    """What only the page as a whole tells: where it begins, how it sets its paragraphs."""
    gaps = [
        row.gap
        for last, row in pairwise(rows)
        if last.sentences and row.sentences and last.size > 40 and row.size > 40 and not last.open
    ]
    tight = len(gaps) >= 2 and 2 * sum(g == 0 for g in gaps) > len(gaps)
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0
    top = True
    for i, row in enumerate(rows):
        top = top and not (
            row.sentences and row.size > 20 and row.junk is None and not row.repeated
        )
        row.top, row.tight, row.usual = top, tight, usual
        if i and rows[i - 1].open:
            row.join = join_weight(rows[i - 1].text[-1], row.text[0])
        for back in (2, 3):
            if (
                i >= back
                and rows[i - back].open
                and rows[i - back].size >= 12
                and not row.join_over
            ):
                row.join_over = join_weight(rows[i - back].text[-1], row.text[0])
            if i >= back and rows[i - back].size > 60:
                break
        row.gap_after = rows[i + 1].gap if i + 1 < len(rows) else gap_at_end


def _mark_repeated(rows: list[Line]) -> None:
    """Mark a short line that stands again, or begins another line, a few lines below."""
    keys = [re.sub(r"\s", "", row.text[:80]) if row.size <= 60 else "" for row in rows]
    _mark_alternatives(rows, keys)
    for i, row in enumerate(rows):
        asks = row.sentences == 1 and row.text.count("?") == 1  # a headline may ask
        if not 6 <= row.size <= 60 or (row.sentences and not asks):
            continue
        key = keys[i]
        for other in keys[i + 1 : i + 9]:
            same = (
                other == key
                or key.startswith((other + "-", other + "_"))
                or key.endswith(("|" + other, "丨" + other))  # behind its column's name
            )
            if len(other) >= 6 and same:
                row.repeated = True
                break


def _mark_alternatives(rows: list[Line], keys: list[str]) -> None:
    """Make captions of a headline's copies: what stands for its pictures on a web page.

    A newspaper's page lists its headlines too, but once; a headline that stands three
    times, above and below the first paragraph, is the alternative text of pictures.
    ``keys`` of such copies are emptied: they repeat nothing.
    """
    first = next((i for i, row in enumerate(rows) if row.sentences and row.size > 20), len(rows))
    heads = {key for key in keys[:first] if len(key) >= 6 and keys.count(key) >= 3}
    for i in range(first + 1, len(rows)):
        if keys[i] in heads:
            rows[i].caption, keys[i] = 4.0, ""
