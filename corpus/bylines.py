"""Bylines: who wrote, sent in or photographed a piece, read off a line, a bracket or a lead.

Everything here works on text that :func:`.script.normalize` has folded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .byline_names import HAN, body_end, is_name, outlet_end, stopwords
from .byline_reader import Credit, Reader

__all__ = ["Byline", "Credit", "parse_lead", "parse_line"]


@dataclass(frozen=True)
class Byline:
    """What a byline says.  ``explicit``: a role word or a credit mark stands in it."""

    names: tuple[Credit, ...]
    explicit: bool


_LONGEST = 160
"""Longest byline, in characters."""
_EDGE = " \t\u3000■□◆◇●○▲△▼★☆◎※▍▎|丨-—~·.。"
_BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "<": ">", "{": "}"}
_MARKED = re.compile(r"\s*[□■]")
_TOWN = re.compile("(?:..[镇乡]|街道|社区)$")
"""How the name of a town ends that a mark sets off over its news: ■青溪镇."""
_SIGNED = re.compile("(?:本文)?作者(?:系|为|单位|简介)")
_LAST_NAME = re.compile(rf"(?<=[\s、,])[{HAN}·]{{2,4}}$")


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` without the marks and blanks at its edges."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def parse_line(text: str, start: int = 0, end: int | None = None) -> Byline | None:
    """A line, or what stands in a bracket, that is a byline as a whole; else None.

    >>> parse_line("记者 唐善普 通讯员 李彦楠 文/图").names[1]
    Credit(role='correspondent', start=11, end=14)
    """
    end = len(text) if end is None else end
    if end - start > _LONGEST:
        return None
    bracketed = False
    marked = _MARKED.match(text, start, end) is not None
    start, end = _stripped(text, start, end)
    while start < end and _BRACKETS.get(text[start]) == text[end - 1]:
        start, end = _stripped(text, start + 1, end - 1)
        bracketed = True
    if start >= end:
        return None
    if author := _SIGNED.match(text, start, end):
        # (作者系某村第一书记 王小明): a signature, not a reporter's.
        named = _LAST_NAME.search(text[author.end() : end]) is not None
        return None if named and not bracketed else Byline((), explicit=True)
    if bracketed and (
        _OFFICE.fullmatch(text, start, end)
        or (_BODY.fullmatch(text, start, end) and _ends_body(text[start:end]))
    ):
        return Byline((), explicit=False)  # (县应急管理局): who sent it in
    if any(
        not _is_named(text, young.end(), end, bracketed)
        for young in _YOUNG.finditer(text, start, end)
    ):
        return None
    reader = Reader(text, start, end, bare=True, greedy=False, marked=marked or bracketed)
    if not reader.read() or not (reader.credits or reader.organization):
        return _sent_in(text, start, end)
    if not reader.explicit and not reader.credits:
        return None
    if bracketed and not reader.explicit:
        bare = [re.sub(r"\s", "", text[c.start : c.end]) for c in reader.credits if not c.role]
        if bare and not any(is_name(name, told=False) for name in bare):
            return None
        if sum(name in stopwords() for name in bare) > len(bare) // 3:
            return None
    if reader.organization and bracketed:
        # (柳湾县委宣传部 赵海涛): sent in by somebody of that body.
        sent = (Credit(c.role or "correspondent", c.start, c.end) for c in reader.credits)
        return Byline(tuple(sent), reader.explicit)
    if not reader.explicit and not bracketed:
        # Bare names on an open line: only a few, all of them sure.
        if len(reader.credits) > 6:
            return None
        if marked and not _signs_alone(text, start, end):
            return None  # ■县第一小学:童心向阳
        if marked:
            named = all(_may_sign(text[c.start : c.end]) for c in reader.credits)
            return Byline(tuple(reader.credits), False) if named else None
        for credit in reader.credits:
            name = re.sub(r"\s", "", text[credit.start : credit.end])
            if not is_name(name, told=False):
                return None
    return Byline(tuple(reader.credits), reader.explicit)


def _signs_alone(text: str, start: int, end: int) -> bool:
    """Whether no colon parts a marked line into a body and what it does (■县第一小学:童心向阳)."""
    before, colon, said = text[start:end].partition(":")
    return not colon or is_name(said.strip(), told=False) or not _ends_body(before.strip())


def _may_sign(name: str) -> bool:
    """Whether a mark may set off ``name`` as an author's: no town, no phrase (■采茶姑娘)."""
    sure = len(re.sub(r"\s", "", name)) < 4 or is_name(name, told=False)
    return sure and _TOWN.search(name) is None


_YOUNG = re.compile("小记者")
_SET_OFF = re.compile(rf"[\s:|丨/]*(?P<name>[{HAN}·]{{2,4}})(?=$|[\s、,:)\]】])")


def _is_named(text: str, start: int, end: int, bracketed: bool) -> bool:
    """Whether a name stands behind 小记者: a headline tells what they do (小记者进茶园)."""
    match = _SET_OFF.match(text, start, end)
    apart = match is not None and (bracketed or match.start("name") > start)
    return apart and match is not None and is_name(match["name"], told=False)


def _ends_body(text: str) -> bool:
    return bool(body_end().search(text) or outlet_end().search(text))


_BODY = re.compile(r"(?!.*(?:记者|通讯员|报道$))[\u4e00-\u9fff]{4,26}")
"""What may be the name of a body with a bracket of its own."""
_OFFICE = re.compile("(?:[一-鿿]{2,8}[科处股]|[一-鿿]{0,8}办公室)")
"""An office that sent a piece in: (宣传科), (办公室)."""
_SENT_IN = re.compile(
    r"(?![在从为把被向对让将与和由])(?P<body>[\u4e00-\u9fff]{3,23}(?:[委部办局院社会室站所队校馆厂司]|中心))"
    r"\s+(?P<names>[\u4e00-\u9fff·]{2,4}(?:[\s、]+[\u4e00-\u9fff·]{2,4}){0,3})$"
)


def _sent_in(text: str, start: int, end: int) -> Byline | None:
    """An office and its people on a line of their own (柳湾镇党政办 王海).

    >>> _sent_in("柳湾镇党政办 王海 赵小兰", 0, 13).names[1]
    Credit(role='correspondent', start=10, end=13)
    """
    match = _SENT_IN.match(text[:end], start)
    if match is None or not body_end().search(match["body"]):
        return None
    names = list(re.finditer(r"[^\s、]+", match["names"]))
    if not all(is_name(name[0], told=False) for name in names):
        return None
    first = match.start("names")
    found = (Credit("correspondent", first + n.start(), first + n.end()) for n in names)
    return Byline(tuple(found), explicit=False)


_LEAD_ROLE = re.compile(r"[^。!?\n]{0,40}?(?:记者|通讯员|实习生)")


def parse_lead(text: str, start: int, end: int) -> tuple[Byline, int] | None:
    """Names in an open lead (本报讯 记者 王小明 通讯员 李华 日前,…) and where they end."""
    match = _LEAD_ROLE.match(text, start, min(end, start + 60))
    if match is None:
        return None
    reader = Reader(text, start, min(end, start + 80), bare=False, greedy=True)
    if not reader.read() or not reader.credits:
        return None
    return Byline(tuple(reader.credits), True), reader.end
