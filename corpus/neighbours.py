"""What lines of a page are by the lines around them: crumbs, dates in pieces, copies, abstracts.

A line alone says little in these forms; the whole run of them does.  Everything here only adds
to what :mod:`.lines` has noted of a line by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from .byline_names import is_name, outlet_end

if TYPE_CHECKING:
    from .lines import Line


def mark_neighbours(rows: list[Line]) -> None:
    """Note on ``rows`` what only their neighbours tell."""
    _mark_menus(rows)
    _mark_short_menus(rows)
    _mark_links_above(rows)
    _mark_refrains(rows)
    _mark_crumbs(rows)
    _mark_split_dates(rows)
    _mark_calendar_leaves(rows)
    _mark_accounts(rows)
    _mark_numbered_copies(rows)
    _mark_first_titles(rows)
    _mark_abstracts(rows)
    _mark_teasers(rows)
    _mark_gallery(rows)
    _mark_couplets(rows)
    _mark_called(rows)
    _mark_bare_copies(rows)
    _mark_turns(rows)


def mark_authors_below(rows: list[Line]) -> None:
    """Make furniture of an author (作者：…) among source and editors below the last paragraph.

    The name is read off it as it is off such lines under a headline.
    """
    for above, row in pairwise(rows):
        among = above.junk in ("editor", "meta") and row.bottom
        if among and row.byline is not None and _AUTHOR.match(row.text):
            _furnish(row, "meta", 6.0)


_AUTHOR = re.compile(r"(?:作\s*者|撰\s*稿|文字?|通讯员|记者)\s*[:|丨]")


def _furnish(row: Line, kind: str, weight: float) -> None:
    """Make furniture of a line that was none."""
    if row.junk is None:
        row.junk, row.junk_weight = kind, weight


_MENU = re.compile(r"(?:[^\s:。]{2,12}:\s*)?(?P<items>(?:[一-鿿]{2,7}\s+){7,}[一-鿿]{2,7})")


def _mark_menus(rows: list[Line]) -> None:
    """Make navigation of a long row of short words above the first text: towns, channels."""
    for row in rows:
        if row.sentences and row.size > 20:
            return
        match = _MENU.fullmatch(row.text)
        if match is None:
            continue
        items = match["items"].split()
        if sum(is_name(item, told=False) for item in items) <= 0.7 * len(items):
            _furnish(row, "nav", 6.0)


_ENTRY = re.compile(r"[一-鿿]{2}(?:[一-鿿]{2})?")  # of three are 产业旺 | 日子甜
_DATED = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}")


def _mark_short_menus(rows: list[Line]) -> None:
    """Make navigation of two or three like words above a longer line with its day.

    图说 | 视听 | 柏塘镇开渠引水 | 2023-05-12 来源：…: the longer line is the headline.  Halves of a
    headline (小院落 | 大变化) have the day right below them.
    """
    begin = next((i for i, row in enumerate(rows) if not row.junk), 0)
    end = begin
    while end < min(begin + 4, len(rows)) and _may_be_entry(rows[end], rows[begin].size):
        end += 1
    if end - begin not in (2, 3) or end + 2 > len(rows):
        return
    headline, dated = rows[end : end + 2]
    if dated.dash and end + 2 < len(rows):
        dated = rows[end + 2]  # below the deck
    plain = not (headline.junk or headline.byline or headline.dash or headline.sentences)
    longer = headline.size >= rows[begin].size + 2
    if plain and longer and dated.junk == "meta" and _DATED.search(dated.text):
        for row in rows[begin:end]:
            _furnish(row, "nav", 6.0)


def _may_be_entry(row: Line, size: int) -> bool:
    return row.size == size and _ENTRY.fullmatch(row.text) is not None and _may_be_half(row)


def _mark_links_above(rows: list[Line]) -> None:
    """Make navigation of what opens a list of links (相关阅读), and the list, between day and text.

    Such a line ends a page only where a text stands above it.
    """
    text = next((i for i, row in enumerate(rows) if row.lead or _is_paragraph(row)), len(rows))
    first = next((i for i, row in enumerate(rows[:text]) if row.junk == "related"), text)
    dated = any(row.junk == "meta" and _DATED.search(row.text) for row in rows[:first])
    told = any(row.sentences and row.size > 12 and row.junk is None for row in rows[:first])
    if text == len(rows) or told or not dated or text - first > MOST_LINKS:
        return
    for row in rows[first:text]:
        if row.byline is None and (row.junk is None or row.junk == "related"):
            row.junk, row.junk_weight = "nav", 6.0


def _is_paragraph(row: Line) -> bool:
    return row.junk is None and row.sentences > 0 and row.size > 30


MOST_LINKS = 8
"""How many lines of links at most stand above a text."""
_REFRAIN = re.compile(r"[一-鿿]{2,10}")


def _mark_refrains(rows: list[Line]) -> None:
    """Make furniture of a short word that stands alone three times: pictures' names, buttons.

    An outlet's name needs to stand there but twice.
    """
    words = Counter(row.text for row in rows if _REFRAIN.fullmatch(row.text))
    for row in rows:
        often = words[row.text]
        named = often >= 2 and outlet_end().search(row.text)
        if ((often >= 3 and row.size <= 5) or named) and row.byline is None and row.kicker is None:
            _furnish(row, "meta", 4.0)


def _mark_crumbs(rows: list[Line]) -> None:
    """Make navigation of the short lines between lines that hold > alone (首页 | > | 乡镇)."""
    arrows = [i for i, row in enumerate(rows) if row.text in (">", ">>", "»", "›")]
    for i in arrows if len(arrows) >= 2 else ():
        for row in rows[max(0, i - 1) : i + 2]:
            if row.size <= 8:
                _furnish(row, "nav", 5.0)
    for i, row in enumerate(rows):
        steps = re.split(r"\s*(?:>+|»|›)\s*|\s+-\s+", row.text) if row.junk == "nav" else ()
        for other in rows[max(0, i - 4) : i]:
            if other.size <= 8 and other.text in steps[1:]:
                _furnish(other, "nav", 5.0)  # the channel, over the crumbs that lead to it
        for channel, below in pairwise(rows[i + 1 : i + 4]):
            # The channel again, under the crumbs and over the headline.
            plain = not (below.junk or below.byline or below.sentences or below.dash)
            headed = plain and below.size >= 6
            if headed and channel.size <= LONGEST_CHANNEL and channel.text in steps[1:]:
                _furnish(channel, "nav", 6.0)


LONGEST_CHANNEL = 10
"""How long the name of a site's channel is at most."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_REST = re.compile(r"[/-]?\s*\d{1,2}\s*[/-]\s*\d{1,2}")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")


def _mark_split_dates(rows: list[Line]) -> None:
    """Make a date of its pieces: 2023 on one line, 09/24 on the next, 15:55 below.

    The line of month and day is read with the year before it.
    """
    for i, (above, row) in enumerate(pairwise(rows)):
        if not (_YEAR.fullmatch(above.text) and _REST.fullmatch(row.text)):
            continue
        row.text = f"{above.text}-{row.text.lstrip('/- ')}"
        for part in (above, row):
            part.junk, part.junk_weight = "meta", 5.0
        if i + 2 < len(rows) and _CLOCK.fullmatch(rows[i + 2].text):
            rows[i + 2].junk, rows[i + 2].junk_weight = "meta", 5.0


_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])")
_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)[-/.年]\s?(?P<month>0?[1-9]|1[0-2])月?")


def _mark_calendar_leaves(rows: list[Line]) -> None:
    """Make a date of a day over its month: 03 on one line, 2024-04 on the next."""
    for above, row in pairwise(rows):
        month = _MONTH.fullmatch(row.text) if _DAY.fullmatch(above.text) else None
        if month:
            row.text = f"{month['year']}-{month['month']}-{above.text}"
            for part in (above, row):
                part.junk, part.junk_weight = "meta", 6.0


_ACCOUNT = re.compile(
    "(?:今日|平安|文明|掌上|微|爱|看|清廉|法治|智慧|美丽)[一-鿿]{2,3}"
    "|[一-鿿]{2,4}(?:发布|融媒体?|时讯|在线|之声|宣传|组工|快讯|播报|新鲜事)"
)
_POSTED = re.compile(
    r"(?:19|20)\d\d(?:-|年)\d{1,2}(?:-|月)\d{1,2}日?\s+\d{1,2}:\d\d(?:\s+[一-鿿]{2,4})?"
)


def _mark_accounts(rows: list[Line]) -> None:
    """Make furniture of the account that posted a text (今日云岭), right over the time of posting.

    A headline is another line then, above it or below the time.
    """
    for i, (above, row) in enumerate(pairwise(rows)):
        if not (_ACCOUNT.fullmatch(above.text) and _POSTED.fullmatch(row.text)):
            continue
        below = next((other for other in rows[i + 2 : i + 6] if not other.junk), None)
        others = [*rows[max(0, i - 2) : i], *([below] if below else [])]
        if any(other.size >= 5 and not (other.junk or other.sentences) for other in others):
            _furnish(above, "meta", 5.0)


_SERIAL = re.compile(r"\s*\(\d{1,2}\)\d{0,4}$")


def _mark_numbered_copies(rows: list[Line]) -> None:
    """Make captions of lines that repeat one line but for a number: alternative texts of pictures.

    A site names the pictures of an article after its headline: 柏塘镇开渠引水(1), …(2).
    """
    short = [row for row in rows if 6 <= row.size <= 60 and not row.sentences]
    stems = [_SERIAL.sub("", row.text) for row in short]
    often = Counter(stems)
    for row, stem in zip(short, stems, strict=True):
        if stem != row.text and len(stem) >= 6 and often[stem] >= 2:
            row.caption, row.numbered = max(row.caption, 4.0), False


_FIRST_TITLE = re.compile(r"[(]?原(?:标|文)?题(?:目)?为?\s*[_:]")


def _mark_first_titles(rows: list[Line]) -> None:
    """Make furniture of the deck below 原标题:… that stands under the headline, too."""
    for i, (above, row) in enumerate(pairwise(rows)):
        if row.dash and _FIRST_TITLE.match(above.text) and row.text in [r.text for r in rows[:i]]:
            _furnish(row, "meta", 6.0)


_ABSTRACT = re.compile(
    r"[\[【(]?(?:(?:内容|文章|新闻)?(?:摘要|提要|简介)|核心提示|导读)[\]】)]?\s*[:|丨]?\s*"
)


def _mark_abstracts(rows: list[Line]) -> None:
    """Make furniture of an abstract (摘要：…) that a site takes from the text right below it."""
    for i, row in enumerate(rows):
        match = _ABSTRACT.match(row.text)
        opening = row.text[match.end() :][:16].strip() if match else ""
        below = [other.text for other in rows[i + 1 : i + 4]]
        above = [other.text for other in rows[max(0, i - 3) : i]]
        cut = opening and (
            (len(opening) >= 12 and any(text.startswith(opening) for text in below))
            or (match is not None and row.text[match.end() :] in above)
        )
        if cut:
            row.junk, row.junk_weight, row.sentences = "meta", 8.0, 0


_ELLIPSIS = ("...", "…")


def _mark_teasers(rows: list[Line]) -> None:
    """Make navigation of several short lines in a run that a list cut off (柏塘镇开渠…)."""
    run: list[Line] = []
    for row in [*rows, None]:
        if row is not None and row.size <= 60 and row.text.endswith(_ELLIPSIS):
            run.append(row)
            continue
        if len(run) >= 3 and not any("。" in other.text for other in run):
            for other in run:
                _furnish(other, "nav", 5.0)
        run = []


GALLERY = range(3, 11)
"""How many captions make a gallery: a deck has a line or two, a poem more."""


def _mark_gallery(rows: list[Line]) -> None:
    """Make captions of short lines between source and time of a headline and its text.

    Pictures stand there on a web page, and leave their captions, each between blank lines.
    """
    text = next((i for i, row in enumerate(rows) if row.sentences and row.size > 40), 0)
    first = text
    while first and _may_be_caption(rows[first - 1]):
        first -= 1
    headed = any(row.junk is None and row.size >= 6 for row in rows[max(0, first - 4) : first])
    dated = first and rows[first - 1].junk == "meta"
    if headed and dated and text - first in GALLERY and rows[text].gap:
        for row in rows[first:text]:
            row.caption = max(row.caption, 3.0)


def _may_be_caption(row: Line) -> bool:
    return (
        row.gap > 0
        and row.size <= 34
        and row.junk is None
        and row.byline is None
        and not (row.sentences or row.lead or row.dash or row.numbered)
    )


_UNFINISHED = re.compile("[到在让把向为与和给对从将被]$")
_QUOTING = re.compile("“.+”")


def _mark_couplets(rows: list[Line]) -> None:
    """Note the halves of a headline set in two short lines: 小院落 | 大变化, 让群众 | 少跑腿.

    They are as long as each other, both quote, or the upper one wants the lower; a third such
    line makes a poem of them.  The lower one is no byline where the upper wants it.
    """
    begun = False
    for i, (above, row) in enumerate(pairwise(rows)):
        begun = begun or (above.sentences > 0 and above.size > 20)
        if begun and not any(r.lead or r.dash or r.signed for r in rows[i + 2 : i + 4]):
            continue  # a head in two lines
        if row.gap or not (_may_be_half(above) and _may_be_half(row)):
            continue
        wanted = _UNFINISHED.search(above.text) is not None
        quoting = all(_QUOTING.search(half.text) for half in (above, row))
        even = above.size == row.size and not (above.byline or row.byline)
        around = [*rows[max(0, i - 1) : i], *rows[i + 2 : i + 3]]
        poem = any(_may_be_half(other) and other.byline is None for other in around)
        if (wanted or quoting or even) and not poem:
            above.couplet = row.couplet = True
            if wanted:
                row.byline = None


def _may_be_half(row: Line) -> bool:
    named = row.byline is not None and (row.byline.explicit or not row.byline.names)
    return (
        2 <= row.size <= 8
        and _HALF.fullmatch(row.text) is not None
        and not (row.junk or row.kicker or named or row.numbered or row.headed or row.cells)
    )


_HALF = re.compile(r"(?!.*(?:..[镇乡县]|街道|社区))[一-鿿“”\d、]+")


_CALLED = re.compile(r"[一-鿿“”·、]{5,22}:")


def _mark_called(rows: list[Line]) -> None:
    """Note a headline in two lines whose first ends with a colon: 柳湾护林员: | 大山的守望者."""
    i = next((i for i, row in enumerate(rows) if not row.junk), len(rows))
    if i + 2 >= len(rows) or not _CALLED.fullmatch(rows[i].text):
        return
    headline, below = rows[i + 1 : i + 3]
    plain = not (headline.junk or headline.byline or headline.sentences or headline.lead)
    if plain and 6 <= headline.size <= 30 and (below.junk == "meta" or _is_paragraph(below)):
        rows[i].couplet = headline.couplet = True


def _mark_bare_copies(rows: list[Line]) -> None:
    """Make furniture of a headline that stands again without its column: [新春走基层] X | X."""
    for above, row in pairwise(rows):
        column, bracket, headline = above.text.partition("]" if above.text[0] == "[" else "】")
        if bracket and column[:1] in ("[", "【") and row.size >= 6 and headline.strip() == row.text:
            _furnish(row, "meta", 6.0)


_TURN = re.compile(
    r"[(【\[]?\s*[上紧]?接\s*第?\s*[\d一二三四五六七八九十]{1,3}\s*版(?P<which>.{0,24})"
)


def _mark_turns(rows: list[Line]) -> None:
    """Note what parts a text from the rest of another that began on page one: 上接第一版“…”.

    The text above it is signed, or the line says of which article the rest follows.
    """
    for i, row in enumerate(rows[1:-1], 1):
        match = _TURN.fullmatch(row.text)
        above, below = rows[i - 1 : i + 2 : 2]
        closed = above.sentences > 0 and not (above.open or above.junk)
        if match and closed and (above.trailing or "“" in match["which"]) and below.sentences:
            row.turned = True
