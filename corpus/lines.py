"""The lines of a page with what each looks like by itself: the evidence for segmentation."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from .bylines import Byline, parse_line
from .captions import caption_weight
from .columns import mark_broken_captions, mark_short_column
from .furniture import junk_kind, kicker_ending
from .joins import join_weight
from .labels import mark_values
from .leads import TRAILING_HINT, is_bare_lead, lead_length, trailing_byline
from .listed import mark_entries, mark_lists, mark_numbered, mark_offices, mark_rolls, mark_settings
from .marked import mark_headings
from .neighbours import mark_authors_below, mark_neighbours
from .pictures import mark_pictures
from .rows import mark_briefs, mark_sections, mark_tables
from .script import normalize
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
_PICTURE = re.compile(
    r"\S{1,60}\.(?:jpe?g|png|gif|bmp|webp)|[\[【(](?:图片|图|image)\d{0,2}[\]】)]", re.I
)
_FOLLOW = re.compile(r"[+＋]\s?(?:订阅|关注)")
_DASH = re.compile(r"^\s*(?:-{1,4}|_{2,4})\s*(?=[^\s-])")
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.]|[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,2}[、.](?!\d)|[①-⑩]"
    r"|第[一二三四五六七八九十]{1,2}[章节部分篇]|[A-D]、)"
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
    goes_on: bool = False  # a further line of a caption
    dash: bool = False
    numbered: bool = False
    couplet: bool = False  # half of a headline that is set in two short lines
    cells: bool = False  # a row of a table
    brief: bool = False  # an item of a column of briefs
    box: int = 0  # the number of the box of signed briefs that it stands in
    turned: bool = False  # what follows it goes on from another page
    headed: bool = False  # a mark sets it off as a section's head
    town: bool = False  # a mark sets it off as the name of the town whose news follows
    sentences: int = 0  # full stops inside
    kicker: str | None = None  # ends like a column's name or a body's
    bracketed: bool = False
    repeated: bool = False  # the same headline comes again soon
    over_time: bool = False  # an exclamation above the line that tells when it was published
    top: bool = False  # above the first paragraph of the page
    bottom: bool = False  # below the last one
    tight: bool = False  # the page sets its paragraphs without blank lines between them
    usual: int = 0  # blank lines that the page sets between its paragraphs
    gap_after: int = 0  # blank lines after it
    join: float = 0.0  # evidence that it goes on from the line before it
    join_over: float = 0.0  # the same over one or two short lines between

    @property
    def wide(self) -> bool:
        """Set wide: one character, a blank, one character (a masthead)."""
        return bool(_SPACED.match(self.text)) and len(self.text) >= 5

    @property
    def signed(self) -> bool:
        """A byline by its words (记者 王海), not by a name alone."""
        return self.byline is not None and self.byline.explicit


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
    Rows of tables and lists are as wide as what they hold.
    """
    rows = [row for row in rows if not row.cells]
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


_INVISIBLE = "\x00\ufeff\u200b\u200e\u200f"
_BULLETS = "•▪"


def _strip(raw: str) -> str:
    """Without blanks and invisible characters at the ends, however they are mixed."""
    inner = raw.strip()
    if inner[-1:] == "|" or inner[:1] == "|":
        inner = inner.strip("| \t")  # cells of a table that a converter left
    while inner and (inner[0] in _INVISIBLE or inner[-1] in _INVISIBLE):
        inner = inner.strip(_INVISIBLE).strip()
    if inner[:1] in _BULLETS and inner[1:2].isspace():
        inner = inner[1:].lstrip() or inner  # an item of a list that a converter left
    return inner


_FORE = re.compile(r"(?:新闻|文章)?(?:标题|题目)\s*:\s*(?=\S)")
_TAIL = re.compile(
    r"(?<=[。!?”…)】\]\s])\s*(?=[\[【(]?(?:责任编辑|责编|编辑|编审|审核|校对|录入|监制|[一二三初复终]审"
    r"|(?:信息|文章|稿件)?来源|稿源)\s*[:|丨/])"
    r"|(?<=[。!?”…)】\]])\s*(?=(?:供稿|撰稿|投稿|来稿|图文|文图)\s*[:|丨/][^。]{2,40}$)"
)
_UNCLOSED = re.compile(r"[(\[【][^()\[\]【】。]*$")
"""Where the page's own data begin behind a text: …投入使用。责任编辑：何建."""


def _cuts(line: str) -> list[tuple[int, int]]:
    """A line's text without the label before it, and the furniture that stands behind it.

    >>> text = "今年,村里的驿站也已建成投入使用。责任编辑:何建"
    >>> [text[low:high] for low, high in _cuts(text)]
    ['今年,村里的驿站也已建成投入使用。', '责任编辑:何建']
    """
    low = max(0, len(line) - 80)
    tail = normalize(line[low:])
    for match in _TAIL.finditer(tail):
        if _UNCLOSED.search(tail, max(0, match.start() - 60), match.start()):
            continue  # (供稿:何洁 审核:胡晓) is one
        before = line[: low + match.start()].rstrip()
        sentence = "。" in before or "！" in before or "？" in before
        if sentence and len(before) >= 12 and "。" not in tail[match.end() :]:
            return [(0, len(before)), (low + match.end(), len(line))]
    fore = _FORE.match(normalize(line[:12]))
    return [(fore.end() if fore else 0, len(line))]


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
        for low, high in _cuts(inner):
            part = inner[low:high]
            shown = part if len(part) <= LONG else part[:200] + part[-200:]
            first, last = start + lead + low, start + lead + high
            text = normalize(shown)
            if shown[:1] == "○" and not shown[1:2].isnumeric():
                text = "○" + text[1:]  # a mark, not the figure of 二○二四年
            rows.append(Line(first, last, text, len(part), gap, lead + low))
            gap = 0
    for row in rows:
        _look(row)
    for above, row in pairwise(rows):
        begun = above.sentences and not (above.open or above.junk or above.trailing)
        if begun and row.lead and is_bare_lead(row.text):
            row.lead = 0
        if _PICTURE.fullmatch(above.text) and row.size <= 20 and row.text[-1] == "。":
            row.caption += 3.0  # one short sentence under a picture's file
        if _FOLLOW.match(row.text) and above.junk is None and above.size <= 14:
            above.junk, above.junk_weight = "meta", 3.0  # the account, over its button
    mark_tables(rows)
    mark_values(rows)
    mark_neighbours(rows)
    mark_broken_captions(rows)
    mark_sections(rows)
    _mark_before_leads(rows)
    mark_briefs(rows)
    mark_pictures(rows)
    mark_headings(rows)
    mark_lists(rows)
    mark_numbered(rows)
    mark_entries(rows)
    mark_rolls(rows)
    mark_offices(rows)
    mark_settings(rows)
    _widths(rows)
    mark_short_column(rows)
    _mark_repeated(rows)
    _mark_over_time(rows)
    _page(rows, gap)
    mark_authors_below(rows)
    return rows


def _mark_before_leads(rows: list[Line]) -> None:
    """Make captions of the short sentences between a headline and its dateline.

    Nothing of a text stands above 本报讯; pictures do.
    """
    for i, row in enumerate(rows):
        if not row.lead or row.byline:
            continue
        above: list[Line] = []
        for other in reversed(rows[max(0, i - 8) : i]):
            if not other.sentences:
                if not (other.junk == "credit" or other.caption):
                    break
            elif other.lead or other.trailing or other.sentences > 1 or other.size > 90:
                above.clear()
                break
            elif other.junk is None:
                above.append(other)
        for other in above:
            other.caption = max(other.caption, 3.0)


_TIMED = re.compile(r"(?:发布|更新)?(?:时间|日期)\s*:|\d{1,2}:\d\d")


def _mark_over_time(rows: list[Line]) -> None:
    """Mark an exclamation above the first line that tells the time: it is a headline."""
    for above, row in pairwise(rows[:4]):
        if row.junk == "meta" and _TIMED.search(row.text):
            plain = above.junk is None and above.byline is None and not above.kicker
            cries = above.sentences == 1 and above.text[-1] in "!?"
            above.over_time = plain and cries and 8 <= above.size <= 45
            return


_REPORTERS = re.compile(r"\s*[(][^()]{0,12}(?:记者|通讯员)[^()]{2,60}[)]")


_STAMP = re.compile(
    r"\s+(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?"
    r"(?:\s+(?:阅读|浏览|点击)[^。]{0,16})?$"
)


def _stamped(text: str) -> Byline | None:
    """A byline with the time behind it: 记者 王海 通讯员 李华 2022-08-08 15:20."""
    stamp = _STAMP.search(text)
    found = parse_line(text, 0, stamp.start()) if stamp and stamp.start() <= 60 else None
    return found if found is not None and found.explicit and found.names else None


def _look(row: Line) -> None:
    text = row.text
    if row.size <= 200:
        row.sentences = sum(map(text.count, "。!?"))
        if row.sentences < 2 or row.size <= 40 or _JUNK_HINT.search(text):
            row.junk, row.junk_weight = junk_kind(text)
        if row.size <= 120 and not _NO_BYLINE.search(text):
            row.byline = parse_line(text) or _stamped(text)
    else:
        row.sentences = 3
    row.open = _is_open(text)
    row.fragment = bool(_FRAGMENT.match(text))
    row.lead = lead_length(text)
    if row.lead and _REPORTERS.fullmatch(text, row.lead):
        row.lead = row.size  # 本报讯(记者 王海) has a line of its own
    whole = row.lead < row.size and row.size > 12
    if row.byline is None and whole and TRAILING_HINT.search(text, len(text) - 100):
        row.trailing = trailing_byline(text)
        if row.trailing:
            row.open = False
    row.caption = caption_weight(text, row.size, row.byline)
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
    for row in reversed(rows):
        if row.junk is None and (row.size > 40 or (row.sentences and row.size > 20)):
            break
        row.bottom = True


def _mark_repeated(rows: list[Line]) -> None:
    """Mark a short line that stands again, or begins another line, a few lines below."""
    keys = [re.sub(r"\s", "", row.text[:80]) if row.size <= 60 else "" for row in rows]
    _mark_alternatives(rows, keys)
    _mark_copies(rows, keys)
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
                or (len(other) >= 12 and key.startswith(other))  # before its site's name
            )
            if len(other) >= 6 and same:
                row.repeated = True
                break


def _mark_copies(rows: list[Line], keys: list[str]) -> None:
    """Make captions of a headline's copies below the paragraph that it stands over.

    Nothing but source, time and author stands between it and its text, so that it is no
    entry of a list of headlines; the copies are the alternative text of pictures.
    """
    often = Counter(keys)
    for i, row in enumerate(rows):
        if not 12 <= row.size <= 60 or row.junk or often[keys[i]] < 2 or not keys[i]:
            continue
        text = i + 1
        while text < len(rows) and (rows[text].junk or rows[text].byline):
            text += 1
        if text == len(rows) or not (rows[text].sentences and rows[text].size > 40):
            continue
        for j in range(text + 1, len(rows)):
            if keys[j] == keys[i]:
                rows[j].caption, keys[j] = 4.0, ""


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
