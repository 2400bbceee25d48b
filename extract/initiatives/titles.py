"""Titles in 《》: documents, and columns of a paper or a channel (本期《乡村大家谈》)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...corpus.marks import CLOSING
from ..candidates import Candidate
from .before import signs_before
from .context import Context
from .quotes import Quote
from .vocabulary import alternatives, classed, document_ending

_LONGEST = 14
_OUTLETS = ("日报", "晚报", "时报", "社区报", "人事报", "周刊", "杂志")
_SERIES = re.compile("(?:[0-9]日[）)]?的|今天的|本期|系列报道|特别报道|专栏|栏目|开设了?)$")
"""What stands before the title of a column in 《》."""
_CALLED = re.compile(
    "(?:特色|专题|品牌|电视|广播|普法|直播)?(?:专栏|栏目|专刊|专版|公众号|微信公众号|视频号)"
)
_WATCHES = re.compile(
    "^[一-鿿 ]{2,8}看[一-鿿]{2,4}$|大家[谈说]$|[一-鿿]{2}中国行$|访谈$|(?:专[刊版栏页]|副刊)$"
)
"""今朝看X, X大家谈, X专刊: titles of columns wherever they stand."""


@cache
def _works_before() -> re.Pattern[str]:
    """What makes a work of a title in 《》 that follows it (歌曲《…》)."""
    return re.compile(f"(?:{alternatives('work_before')})$")


@cache
def _works_after() -> re.Pattern[str]:
    """What makes a work of a title in 《》: a report, or the end of a list of works."""
    works = alternatives("work")
    return re.compile(
        "为题|的?(?:专题|主旨|主题|学术)(?:报告|演讲|讲座|发言)"
        f"|(?:[、和与及]?《[^》\n]{{1,40}}》)*等[^，。《]{{0,6}}?(?:{works})"
    )


_TALK_AFTER = re.compile(
    "(?:[、和与及]?《[^》\n]{1,40}》)*的?(?:专题|主旨|主题|学术)?(?:报告|演讲|讲座|发言|党课|授课|辅导)(?![团会员])"
)


@cache
def _handed_out() -> re.Pattern[str]:
    """A verb of handing out or signing, before what is no rule."""
    return re.compile(f"(?:{alternatives('hand_out')})[^，。；《》]{{0,6}}?$")


_COPIES = re.compile(
    "(?:[、和与及]?《[^》\n]{1,40}》)*(?:等[^，。；《]{0,8}?)?"
    "(?:共|近|约)?[0-9一二两三四五六七八九十百千万余多]+(?:余|多)?[份张册本]"
)


@cache
def _rule_ends() -> tuple[str, ...]:
    """How the titles of rules and plans end, on which talks are given."""
    return tuple(sorted(classed("rule_end")))


def _talk(context: Context, quote: Quote) -> bool:
    """Whether 《》 hold what a talk is called (《…新任务和新措施》专题讲座), not what it is on."""
    if _TALK_AFTER.match(context.text, quote.end) is None:
        return False
    return not _title(context, quote).endswith(_rule_ends())


def _title(context: Context, quote: Quote) -> str:
    return context.text[slice(*quote.inside)]


def _headline(context: Context, quote: Quote) -> bool:
    """Whether 《》 hold a headline or an outlet: 《“书香圈”圈出新风尚》, 《安溪日报》."""
    title = _title(context, quote)
    if title.endswith(_OUTLETS):
        return True
    return title[0] == "“" and document_ending().search(title.rstrip("”")) is None


def _given(text: str, quote: Quote) -> bool:
    """Whether a title in 《》 is handed out or drawn up (印好《…承诺卡》13000张), or a 白皮书."""
    return (
        _handed_out().search(text, max(0, quote.start - 8), quote.start) is not None
        or _COPIES.match(text, quote.end) is not None
        or text.startswith(("白皮书", "蓝皮书"), quote.end)
    )


def _document(context: Context, quote: Quote) -> Candidate:
    text = context.text
    title = _title(context, quote)
    ending = document_ending().search(title.rstrip(CLOSING))
    features = {
        "document": float(ending is not None),
        **{f"doc.{k}": v for k, v in signs_before(context, quote.start).items()},
        f"doc.end={title[-2:]}": 1.0,
        f"doc.last={title[-1]}": 1.0,
        "doc.body": float(any(c in title[:8] for c in "省市县区镇乡旗州")),
        "doc.long": float(len(title) > 9),
        "doc.about": float(title.startswith("关于")),
        "doc.short": float(len(title) < 5),
        "doc.deep": float(quote.depth > 0),
        "doc.given": float(_given(text, quote)),
        "doc.work": float(
            _works_before().search(text, max(0, quote.start - 4), quote.start) is not None
            or _works_after().match(text, quote.end) is not None
        ),
    }
    features["prior"] = (
        3.8 * features["document"] - 2.0 * features["doc.work"] + 1.5 * features["doc.given"] - 1.0
    )
    return Candidate(
        "INITIATIVE",
        quote.start,
        quote.end,
        "initiative.document",
        {"kind": "document"},
        features,
    )


def _is_column(context: Context, quote: Quote) -> bool:
    title = _title(context, quote)
    if len(title) > _LONGEST or "“" in title:
        return False
    if _CALLED.match(context.text, quote.end):
        return True
    return document_ending().search(title) is None and bool(
        _SERIES.search(context.text, max(0, quote.start - 6), quote.start) or _WATCHES.search(title)
    )


def propose_titles(context: Context) -> Iterator[Candidate]:
    """Documents with their marks; columns without them, in 《》 and where 【】 open an item.

    Where 栏目 follows, it is part of the name, and 《》 with it, as quotation marks are.
    """
    titled = [q for q in context.quotes if q.mark == "《"]
    columns = [q for q in titled if _is_column(context, q)]
    called = {q: m.end() for q in columns if (m := _CALLED.match(context.text, q.end))}
    for quote in titled:
        if quote not in called and not _headline(context, quote) and not _talk(context, quote):
            yield _document(context, quote)
    known = {_title(context, quote) for quote in columns}
    headed = [q for q in context.quotes if q.mark == "【" and _title(context, q) in known]
    for quote in (*columns, *headed):
        start, end = (quote.start, called[quote]) if quote in called else quote.inside
        features = {"column": 1.0, "column.called": float(quote in called), "prior": 2.5}
        attrs = {"kind": "platform"}
        yield Candidate("INITIATIVE", start, end, "initiative.column", attrs, features)
