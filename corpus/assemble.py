"""One article built from its lines: clean text, blocks, bylines, body bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from .article import Article, Block, BylineName
from .bylines import Credit, parse_lead, parse_line
from .leads import lead_length, trailing_byline, trailing_note
from .lines import Line
from .printed import credits_among, lead_outlet, printed_date, printed_outlet
from .script import normalize
from .view import TextView, ViewBuilder

Part = tuple[Line, str]
"""A line and the state that the layout gave it."""

_ROLES = {
    "K": "kicker",
    "T": "title",
    "T2": "title",
    "S": "subtitle",
    "H": "head",
    "B": "paragraph",
    "C": "paragraph",
    "XO": "caption",
    "XC": "caption",
    "A": "caption",
    "Y": "byline",
    "F": "byline",
}
_JUMP = re.compile(
    r"[(\[【]?\s*[>》▲]*\s*(?:下转|上接|紧接)\s*(?:第)?\s*[A-D]?\s*[\d一二三四五六七八九十]{1,3}\s*版[^。()\[\]【】]{0,20}[)\]】]?"
)
_DATED = ("meta", "masthead", "nav", "editor")
"""Kinds of furniture in which the day of publication stands."""
_MARKS = " \t\u3000■□◆●▲★"
_CREDIT_END = re.compile(
    r"(?:摄影报道|摄影|摄|供图|图)[)\]】]?$|[(](?:供图|图|摄影?)[:/|].{2,20}[)]$"
    r"|\s(?:摄影|供图|拍摄)[\s:/|]?[一-鿿·]{2,14}$"
)


@dataclass
class _Piece:
    """A block in the making: spans of the document's view that are read on end to end."""

    role: str
    spans: list[tuple[int, int]]
    credits: list[Credit] = field(default_factory=list)  # offsets into the view

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def build(view: TextView, parts: list[Part], below: list[Line]) -> Article | None:
    """The article whose lines are ``parts``; ``below`` is the furniture right under it.

    Names whose role the page does not state get the role ``""``; see
    :func:`resolve_roles`.  None when nothing but a jump to another page is left.
    """
    pieces = _pieces(view, parts)
    outlet: str | None = None
    furniture: list[_Piece] = []
    day = first_day(
        row for row, state in parts if state in ("M", "NC", "NO") and row.junk != "copyright"
    )
    for row, state in parts:
        if state in ("M", "NC", "NO") and row.size <= 200 and row.junk != "copyright":
            outlet = outlet or printed_outlet(row.text)
            furniture += _furniture_credits(view, row)
        elif state == "Y":
            day = day or printed_date(row.text)  # 供稿：王海 时间：…
    pieces += _unstated(view, furniture, pieces)
    named = any(piece.credits for piece in pieces if piece.role in ("byline", "paragraph"))
    day = day or the_day(below)
    for row in below:
        if row.size <= 200:
            outlet = outlet or printed_outlet(row.text)
            if not named or (row.byline is not None and row.byline.names):
                pieces += _furniture_credits(view, row)
    if outlet is None and (final := [row for row, state in parts if state in ("B", "C")]):
        note = trailing_note(final[-1].text)
        outlet = printed_outlet(final[-1].text[-note:]) if note else None
    first = next((row for row, state in parts if state == "B"), None)
    if first is not None and first.lead:
        outlet = lead_outlet(first.text[: first.lead]) or outlet
    pieces.sort(key=lambda piece: piece.start)
    return _finish(view, pieces, day, outlet) if pieces else None


def _unstated(view: TextView, furniture: list[_Piece], pieces: list[_Piece]) -> list[_Piece]:
    """Credits of furniture (作者：…) with the roles that the text itself states for the names."""
    stated = {
        view.text[c.start : c.end]: c.role for piece in pieces for c in piece.credits if c.role
    }
    for piece in furniture:
        piece.credits = [
            replace(c, role=stated.get(view.text[c.start : c.end], c.role)) for c in piece.credits
        ]
    return furniture


def day_in(row: Line) -> date | None:
    """The day of publication that a line of furniture tells."""
    return printed_date(row.text) if row.junk in _DATED else None


_PUBLISHED = re.compile("(?:发布|刊发|发表)(?:时间|日期)")
_DRAWN_UP = re.compile("(?:成文|生成|发文)日期")


def _days(rows: Iterable[Line]) -> list[date]:
    """The days that lines of furniture tell; those on which a document was drawn up only where
    there is no other."""
    found: dict[bool, list[date]] = {True: [], False: []}
    for row in rows:
        day = day_in(row) if row.size <= 200 else None
        if day is not None:
            found[_DRAWN_UP.match(row.text) is not None].append(day)
    return found[False] or found[True]


def first_day(rows: Iterable[Line]) -> date | None:
    """The first day of publication that lines of furniture tell."""
    return next(iter(_days(rows)), None)


def the_day(rows: Iterable[Line]) -> date | None:
    """The one day that they tell; none where they list several (those of other articles).

    A day that is said to be that of publication counts before others.
    """
    rows = list(rows)
    if day := first_day(row for row in rows if _PUBLISHED.match(row.text)):
        return day
    days = _days(rows)
    return days[0] if len(set(days)) == 1 else None


def keep_all(view: TextView, rows: list[Line]) -> Article:
    """All lines as paragraphs of one article."""
    pieces = [_Piece("paragraph", [(row.start, row.end)]) for row in rows]
    return _finish(view, pieces, None, None)


def _furniture_credits(view: TextView, row: Line) -> list[_Piece]:
    """Bylines that stand among source and time."""
    found = [
        Credit(c.role, c.start + row.start, c.end + row.start) for c in credits_among(row.text)
    ]
    if not found:
        return []
    start, end = found[0].start, found[-1].end
    before = view.text.rfind(" ", row.start, start)
    role = re.search(
        r"(?:记者|通讯员|作者)\s*[::|丨/]?\s*$", normalize(view.text[row.start : start])
    )
    if role:
        start = row.start + role.start()
    elif before >= 0:
        start = before + 1
    return [_Piece("byline", [(start, end)], found)]


def _pieces(view: TextView, parts: list[Part]) -> list[_Piece]:
    pieces: list[_Piece] = []
    last_body = max((i for i, (_, s) in enumerate(parts) if s in ("B", "C")), default=-1)
    first_body = next((i for i, (_, s) in enumerate(parts) if s == "B"), -1)
    for i, (row, state) in enumerate(parts):
        role = _ROLES.get(state)
        if role is None:
            continue
        span = _trim(view, row.start, row.end) if role == "paragraph" else (row.start, row.end)
        if span is None:
            continue
        above = pieces[-1] if pieces else None
        joined = (
            above is not None
            and above.role == role
            and not view.text[above.end : span[0]].strip()
            and (
                state == "C"
                or row.goes_on
                or (state == "H" and view.text[above.end - 1] in ",，、")
            )
        )
        if joined:
            pieces[-1].spans.append(span)
        else:
            pieces.append(_Piece(role, [span]))
        piece = pieces[-1]
        if role == "byline" and row.byline is not None:
            piece.credits = _moved(row.byline.names, row.start)
        elif role == "caption":
            piece.credits = _caption_credits(view, piece)
        if i == first_body:
            piece.credits += _lead_credits(view, row.start, row.end)
            if row.lead >= row.size:  # ××网9月8日讯 has a line of its own
                first_body += 1
        signed = row.trailing is not None and (row.trailing[1].explicit or row.brief)
        if i < last_body and role == "paragraph" and row.trailing and signed:
            # A signed piece amid the text (a column of briefs): its names are credits too.
            shift = row.end - min(len(row.text), 120)
            piece.credits += _moved(row.trailing[1].names, shift)
        if i == last_body:
            _cut_note(view, piece)
        if i == last_body and (byline := _cut_trailing(view, piece)):
            if piece.spans:
                pieces.append(byline)
            else:
                pieces[-1] = byline
    return pieces


def _trim(view: TextView, start: int, end: int) -> tuple[int, int] | None:
    """The line without a jump (下转第3版) at its ends and without an end mark."""
    text = normalize(view.text[start : min(end, start + 40)])
    if match := _JUMP.match(text):
        start += match.end()
    tail_at = max(start, end - 40)
    text = normalize(view.text[tail_at:end])
    for match in _JUMP.finditer(text):
        if match.end() >= len(text.rstrip()):
            end = tail_at + match.start()
    while end > start and (view.text[end - 1] in _MARKS or view.text[end - 1].isspace()):
        end -= 1
    while start < end and view.text[start].isspace():
        start += 1
    return (start, end) if start < end else None


def _moved(names: Iterable[Credit], by: int) -> list[Credit]:
    return [Credit(c.role, c.start + by, c.end + by) for c in names]


_GIVER_END = re.compile("[村镇乡县区办局委]$|(?<=..)(?:消防|公安|交警|中心)$")
"""How a village or an office ends that gave a picture (柳湾村供图)."""


def _caption_credits(view: TextView, piece: _Piece) -> list[Credit]:
    """Who took the picture: the words before 摄 or 供图 at a caption's end."""
    start, end = piece.spans[-1]
    start = max(start, end - 60)
    text = normalize(view.text[start:end]).rstrip()
    if not _CREDIT_END.search(text):
        return []
    given = "供图" in text[-6:] or "提供" in text[-6:]
    if text.endswith((")", "]", "】")):
        at = max(text.rfind("("), text.rfind("["), text.rfind("【"))
        found = parse_line(text, at) if at >= 0 else None
        if found is None or not found.explicit:
            return []
        kept = [c for c in found.names if not (given and _GIVER_END.search(text, c.start, c.end))]
        return _moved(kept, start)
    at = max((text.rfind(mark) for mark in "。!?;”)"), default=-1) + 1
    found = parse_line(text, at) if at else None
    if found is None:
        # No full stop before the credit: as many words from the end as still read as one.
        cuts = [m.end() for m in re.finditer(r"\s+", text)]
        for cut in reversed(cuts):
            longer = parse_line(text, cut)
            if longer is not None and longer.names:
                found = longer
            elif found is not None:
                break
    if found is None or not found.explicit:
        return []
    return [
        Credit(c.role or "photographer", c.start + start, c.end + start)
        for c in found.names
        if not (given and _GIVER_END.search(text, c.start, c.end))
    ]


_OPEN_LEAD = re.compile(
    r"(?:本报|本网|本台)?(?:见习|实习|特约|首席|全媒体|融媒体|融媒)?(?:记者|通讯员)[\s:]"
)

_TOLD_BY = re.compile(r"(?<=】)\s?(?P<by>[一-鿿·]{2,4}(?:[、\s][一-鿿·]{2,4}){0,3}报道):")
"""Who tells what follows, behind the outlet: 【云岭网】王海报道:."""


def _lead_credits(view: TextView, start: int, end: int) -> list[Credit]:
    """Names in the dateline: 本报讯(记者 王小明), 本报讯 通讯员 李华 近日."""
    text = normalize(view.text[start : min(end, start + 160)])
    size = lead_length(text)
    if not size and not _OPEN_LEAD.match(text):
        return []
    lead = text[:size]
    opener = max(lead.rfind("("), lead.rfind("【")) if lead.endswith((")", "】")) else -1
    if opener == 0 and not ((inner := parse_line(lead)) and inner.names):
        opener = -1  # 【云岭讯】 names the outlet
    after = re.match(r"\s*[(]", text[size:])
    if opener < 0 and after:
        opener = size + after.end() - 1
    if opener >= 0:
        closer = text.find("】" if text[opener] == "【" else ")", opener)
        found = parse_line(text, opener, closer + 1) if closer > 0 else None
        if found is not None:
            return _moved(found.names, start)
    if told := _TOLD_BY.match(text, size):
        found = parse_line(text, told.start("by"), told.end("by"))
        return _moved(found.names, start) if found is not None else []
    mark = re.search(r"(?:讯|电|消息)[】\])]?[::]?\s*$", lead)
    begin = size if mark else 0
    opened = parse_lead(text, begin, len(text))
    return _moved(opened[0].names, start) if opened else []


def _cut_note(view: TextView, piece: _Piece) -> None:
    """Take a note that is furniture (来源：…, (××局供稿)) off the end of the last paragraph."""
    start, end = piece.spans[-1]
    size = trailing_note(normalize(view.text[max(start, end - 80) : end]))
    while size and (view.text[end - size - 1].isspace()):
        size += 1
    if size < end - start:
        piece.spans[-1] = (start, end - size)


def _cut_trailing(view: TextView, piece: _Piece) -> _Piece | None:
    """Take the byline off the end of the last paragraph; it becomes a block of its own."""
    text = "".join(view.text[a:b] for a, b in piece.spans[-3:])
    index = [i for a, b in piece.spans[-3:] for i in range(max(a, b - 200), b)]
    found = trailing_byline(normalize("".join(view.text[i] for i in index)))
    if found is None or found[0] >= len(text):
        return None
    size, byline = found
    tail = index[-size:]
    cut = tail[0]
    # Offsets in ``byline`` index the tail that was parsed.
    shift = len(index) - min(len(index), 120)
    credits = [
        Credit(c.role, index[c.start + shift], index[c.end - 1 + shift] + 1) for c in byline.names
    ]
    kept = [(a, min(b, cut)) for a, b in piece.spans if a < cut]
    taken = [(max(a, cut), b) for a, b in piece.spans if b > cut]
    while kept and not view.text[kept[-1][0] : kept[-1][1]].strip():
        kept.pop()
    if kept:
        a, b = kept[-1]
        kept[-1] = (a, a + len(view.text[a:b].rstrip()))
    piece.spans = kept
    return _Piece("byline", taken, credits)


def _finish(view: TextView, pieces: list[_Piece], day: date | None, outlet: str | None) -> Article:
    builder = ViewBuilder()
    blocks: list[Block] = []
    names: list[BylineName] = []
    texts: dict[str, list[str]] = {"kicker": [], "title": [], "subtitle": [], "head": []}
    clean: dict[int, int] = {}  # view offset of a credited character -> clean offset
    wanted = {i for p in pieces for c in p.credits for i in (c.start, c.end - 1)}
    body: list[_Piece] = []
    last = -1
    for piece in pieces:
        if blocks:
            builder.add_break("\n", _break_offset(view, last))
        at = len(builder)
        for start, end in piece.spans:
            for i in wanted:
                if start <= i < end:
                    clean[i] = len(builder) + i - start
            builder.add(view.slice(start, end))
        last = piece.end
        blocks.append(Block(piece.role, at, len(builder)))
        text = "".join(view.text[a:b] for a, b in piece.spans)
        if piece.role in texts:
            texts[piece.role].append(text)
        elif piece.role == "paragraph":
            body.append(piece)
        for credit in piece.credits:
            if credit.start in clean and credit.end - 1 in clean:
                start, end = clean[credit.start], clean[credit.end - 1] + 1
                surface = view.text[credit.start : credit.end]
                name = re.sub(r"\s", "", surface)
                names.append(BylineName(credit.role or "", name, start, end))
    text_view = builder.build()
    bounds = None
    if body:
        bounds = (view.offsets[body[0].start], view.offsets[body[-1].end - 1] + 1)
    first, final = pieces[0].start, pieces[-1].end
    return Article(
        text_view,
        tuple(blocks),
        (view.offsets[first], view.offsets[final - 1] + 1),
        bounds,
        " ".join(texts["kicker"]) or None,
        " ".join(texts["title"]) or None,
        " ".join(texts["subtitle"]) or None,
        tuple(texts["head"]),
        tuple(
            name for name in names if len(names) == 1 or not _reported_from(text_view.text, name)
        ),
        day,
        outlet,
    )


def _reported_from(text: str, name: BylineName) -> bool:
    """Whether a name before 报道 is the place the piece is from (记者 王海 成武报道 … 成武县)."""
    if not text.startswith("报道", name.end):
        return False
    return any(name.name + level in text for level in ("县", "市", "区", "旗", "州"))


def _break_offset(view: TextView, end: int) -> int:
    """Source offset of the break that follows the view offset ``end``."""
    return view.offsets[end] if end < len(view) else view.offsets[end - 1]


def resolve_roles(articles: list[Article]) -> list[Article]:
    """Give every byline name a role.

    Where the page does not say (a bare (王小明 李华)), a name credited elsewhere
    on the page keeps that role; else the names are reporters.
    """
    known: dict[str, str] = {}
    for article in articles:
        for name in article.bylines:
            if name.role in ("reporter", "correspondent"):
                known.setdefault(name.name, name.role)
    done: list[Article] = []
    for article in articles:
        bylines = tuple(
            n if n.role else replace(n, role=known.get(n.name, "reporter")) for n in article.bylines
        )
        done.append(replace(article, bylines=bylines))
    return done
