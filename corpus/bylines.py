"""Bylines: who wrote, sent in or photographed a piece, read off a line, a bracket or a lead.

Everything here works on text that :func:`.names.normalize` has folded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .byline_tokens import Token, cut_credit, tokens
from .names import (
    HAN,
    after_organization,
    body_end,
    is_name,
    names_in,
    normalize,
    outlet_end,
    stopwords,
    surnames,
)

__all__ = ["Byline", "Credit", "normalize", "parse_lead", "parse_line"]


@dataclass(frozen=True)
class Credit:
    """A credited name: ``[start, end)`` in the text given; ``role`` is None when not stated."""

    role: str | None
    start: int
    end: int


@dataclass(frozen=True)
class Byline:
    """What a byline says.  ``explicit``: a role word or a credit mark stands in it."""

    names: tuple[Credit, ...]
    explicit: bool


_LEAD_MARK = re.compile(r"(?:讯|电|消息)$")
_OWN = re.compile(r"^(?:本报|本网|本台|本刊|本站|本社|我报|我台)")


class _Reader:
    """What has been read of one byline so far."""

    def __init__(self) -> None:
        self.credits: list[Credit] = []
        self.role: str | None = None
        self.since = 0  # index in credits of the first name after the last role word
        self.since_suffix = 0  # the same, after the last credit
        self.explicit = False
        self.organization = False
        self.end = 0  # end of the last token that was understood
        self.others = False  # editors and the like are being named

    def see_role(self, token: Token) -> None:
        self.explicit = True
        self.others = False
        self.role = token.role
        self.since = len(self.credits)
        self.end = token.end

    def see_suffix(self, token: Token, word: str) -> None:
        self.explicit = True
        self.end = token.end
        if token.role is not None:
            # All who stand before a bare 摄 took the picture; 摄影报道 leaves stated roles.
            keep = "报道" in word or word == "文"
            for i in range(self.since_suffix, len(self.credits)):
                credit = self.credits[i]
                if credit.role is None or not keep:
                    self.credits[i] = Credit(token.role, credit.start, credit.end)
        self.role = None
        self.since = self.since_suffix = len(self.credits)

    def see_names(self, spans: list[tuple[int, int]]) -> None:
        self.credits.extend(Credit(self.role, a, b) for a, b in spans)
        self.end = spans[-1][1]


def _wide_name(queue: list[Token], i: int, text: str, *, told: bool) -> int:
    """How many tokens from ``i`` make one name set wide (林 芳, 欧阳 海), else 0."""
    single, compound, _ = surnames()

    def chunk(j: int) -> str:
        return text[queue[j].start : queue[j].end] if j < len(queue) else ""

    def blank(j: int) -> bool:
        return j < len(queue) and queue[j].kind == "sep" and not chunk(j).strip()

    first, second = chunk(i), chunk(i + 2)
    if queue[i].kind == "slash" and text[queue[i].start - 1 : queue[i].start] in (
        "/",
        "|",
        "丨",
    ):
        return 0  # 赵海涛/文 钱敏/图
    if not blank(i + 1) or i + 2 >= len(queue) or len(second) > 2:
        return 0
    if told and len(first) == 1 and len(second) == 2 and queue[i + 2].kind == "chunk":
        return 3 if first in single else 0  # 宋 平原
    if len(second) != 1:
        return 0
    if queue[i + 2].kind not in ("chunk", "both", "slash") or not (
        "\u3400" <= second <= "\U0002ebef"
    ):
        return 0
    if len(first) == 1 and (told or first in single):
        third = chunk(i + 4)
        if first + second in compound and blank(i + 3) and len(third) == 1:
            return 5
        return 3
    if first in compound and second != "摄":
        return 3
    return 0


def _announces(queue: list[Token], i: int, text: str, reader: _Reader) -> bool:
    """Whether a credit that stands before or after its names (摄影) stands before them here."""
    after = queue[i + 1] if i + 1 < len(queue) else None
    if after is None or after.kind != "sep":
        return False
    if text[after.start : after.end].strip() or len(reader.credits) == reader.since:
        return True
    long = queue[i].end - queue[i].start > 1
    return long and i + 2 < len(queue) and queue[i + 2].kind == "chunk"


def _closes(queue: list[Token], i: int, text: str, reader: _Reader) -> bool:
    """Whether 文 or 图 stands behind its names (赵海涛/文 钱敏/图, 赵海涛 文 钱敏 图)."""
    if len(reader.credits) == reader.since_suffix:
        return False
    if text[queue[i].start - 1] in "/|丨" and not re.match(r"\s*[/:|丨]", text[queue[i].end :]):
        return True
    last = next((t for t in reversed(queue) if t.kind != "sep"), queue[i])
    return last.kind == "slash" and last.end - last.start == 1


def _read(
    text: str, start: int, end: int, *, bare: bool, greedy: bool, marked: bool = False
) -> _Reader | None:
    """Read ``text[start:end)`` as a byline.

    ``bare`` allows names without any role word; ``greedy`` reads as far as it
    goes (a lead) and never fails.
    """
    reader = _Reader()
    queue = tokens(text, start, end)
    i = 0
    while i < len(queue):
        token = queue[i]
        word = text[token.start : token.end]
        following = text[token.end : token.end + 1]
        told = reader.role is not None
        if wide := _wide_name(queue, i, text, told=told or bare) if len(word) <= 2 else 0:
            stops = greedy and not _ends_name(text, queue[i + wide - 1].end, end)
            if reader.others:
                i += wide
                continue
            if not stops and (told or bare or reader.explicit):
                reader.see_names([(token.start, queue[i + wide - 1].end)])
                i += wide
                continue
        if token.kind == "sep":
            i += 1
            continue
        if token.kind == "other":
            if greedy:
                return reader
            reader.others, reader.role = True, None
        elif reader.others and token.kind != "role":
            pass
        elif token.kind == "role" or (token.kind == "both" and _announces(queue, i, text, reader)):
            reader.see_role(token)
        elif token.kind in ("suffix", "both"):
            reader.see_suffix(token, word)
            if greedy:
                return reader
        elif token.kind == "slash":
            slashed = re.match(r"\s*[/:|丨]", text[token.end : token.end + 3])
            if _closes(queue, i, text, reader):
                reader.see_suffix(token, word)
                i += 1
                continue
            if not slashed and len(word) == 1 and following not in " ":
                return None
            reader.see_role(token)
        elif token.kind == "chunk":
            pieces = cut_credit(token, text)
            if len(pieces) == 2:
                queue[i : i + 1] = pieces
                continue
            next_role = i + 1 < len(queue) and queue[i + 1].kind == "role"
            # 武侯融媒记者: what clings to the first role word is the outlet, or its place.
            first = next_role and not told and not reader.credits
            if first or (next_role and (_OWN.match(word) or outlet_end().search(word))):
                reader.end = token.end
                i += 1
                continue
            if (_OWN.match(word) and len(word) == 2) or (greedy and _LEAD_MARK.search(word)):
                i += 1
                continue
            if word[-1] == "发" and not greedy and outlet_end().search(word[:-1]):
                reader.end = token.end  # (新华社发 罗永贵 摄): who spread the picture
                i += 1
                continue
            if word == "和" or (not reader.credits and _shares_outlet(queue, i, text)):
                i += 1
                continue
            works_at = not greedy and not reader.credits and outlet_end().search(word)
            if works_at and ("·" in word or _role_follows(queue, i)):
                # 大河报业·大河日报客户端 记者 林立成: where the reporters work.
                reader.organization = True
                reader.end = token.end
                i += 1
                continue
            sourced = reader.credits or (told and len(word) >= 5)
            if not greedy and sourced and len(word) >= 4 and outlet_end().search(word):
                reader.organization = reader.organization or not reader.credits
                reader.end = token.end  # 大河报 记者 李晓霞 巩州时报 宋磊; 作者:巩州新闻网
                i += 1
                continue
            if marked and not (greedy or told or reader.credits) and _sends(word, queue, i):
                reader.organization = True
                reader.end = token.end
                i += 1
                continue
            reports = i + 1 < len(queue) and text.startswith("报道", queue[i + 1].start)
            placed = word[-1] in "州市县区" or not is_name(word, told=False)
            if reports and told and reader.credits and placed:
                i += 1  # 记者 王海 北京报道
                continue
            spans = _from_place(word, token.start) if reports and told else None
            spans = spans or names_in(word, token.start, told=told or (marked and not greedy))
            at = word.find("和", 1)
            if 2 <= at <= len(word) - 3 and (told or bare):
                left = names_in(word[:at], token.start, told=told)
                right = names_in(word[at + 1 :], token.start + at + 1, told=told)
                spans = left + right if left and right else spans
            credited = i + 1 < len(queue) and queue[i + 1].kind in ("suffix", "both")
            if greedy and spans and not credited and not _ends_name(text, token.end, end):
                spans = None
            if (
                greedy
                and spans
                and not is_name(word, told=False)
                and len(reader.credits) > reader.since
            ):
                spans = None  # after the first name of a lead only sure names go on
            if spans is None and credited and 5 <= len(word) <= 9 and not _PLACED.search(word):
                spans = names_in(word, token.start, told=True)  # 柯晓东颜莉摄
            if spans and (told or bare or reader.explicit):
                reader.see_names(spans)
            elif not greedy and (found := after_organization(word, token.start)):
                role = reader.role or "correspondent"
                reader.credits.append(Credit(role, *found))
                reader.organization = True
                reader.end = token.end
            elif not greedy and (
                (reader.explicit or next_role or (marked and len(word) >= 4 and i + 1 < len(queue)))
                and len(word) <= 24
                and (body_end().search(word) or outlet_end().search(word))
            ):
                reader.organization = True
                reader.end = token.end
            elif not greedy and spans and i + 1 < len(queue):
                # Names before their credit: 周沐阳 摄, 时慧敏 文/图.
                reader.see_names(spans)
            else:
                return reader if greedy else None
        else:
            return reader if greedy else None
        i += 1
    return reader


_PLACED = re.compile(r"[省市县区镇乡村局委办社报网台]|公司|中心|学校")
"""What stands in a credit that is more than a run of names."""
_SENDER = re.compile(r"(?<=..)(?:[镇乡村县局委办]|街道|社区)$")


def _sends(word: str, queue: Sequence[Token], i: int) -> bool:
    """Whether a chunk names the place or office that sent a piece in (柳湾镇 王海)."""
    return bool(_SENDER.search(word)) and any(t.kind == "chunk" for t in queue[i + 1 :])


def _from_place(word: str, start: int) -> list[tuple[int, int]] | None:
    """The name before the place that a reporter reports from (王小明上海|报道)."""
    for size in (3, 2):
        place = 2 <= len(word) - size <= 3 and not is_name(word[size:], told=False)
        if place and is_name(word[:size], told=False):
            return [(start, start + size)]
    return None


def _shares_outlet(queue: Sequence[Token], i: int, text: str) -> bool:
    """Whether the chunk and an outlet with a role word share what follows.

    A stroke joins them (石榴云/新疆日报记者), or both are outlets (某日报、某报全媒体记者).
    """
    kinds = [token.kind for token in queue[i + 1 : i + 4]]
    if kinds != ["sep", "chunk", "role"]:
        return False
    chunk, mark, outlet = (text[token.start : token.end] for token in queue[i : i + 3])
    if mark == "/":
        return bool(outlet_end().search(outlet))
    return mark in ("、", "·") and bool(outlet_end().search(chunk))


def _role_follows(queue: Sequence[Token], i: int) -> bool:
    """Whether the token after ``i``, separators left out, is a role word before its names."""
    after = next((token for token in queue[i + 1 :] if token.kind != "sep"), None)
    return after is not None and after.kind == "role"


def _ends_name(text: str, offset: int, end: int) -> bool:
    """Whether a name may end at ``offset`` of a lead (a separator or a bracket follows)."""
    return (
        offset >= end
        or text[offset] in " \t、/)]】:;"
        or bool(re.match(r"\d{1,2}[月日]", text[offset : offset + 3]))
    )


_EDGE = " \t\u3000■□◆◇●○▲△▼★☆◎※▍▎|丨-—~·.。"
_BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "<": ">", "{": "}"}


def parse_line(text: str, start: int = 0, end: int | None = None) -> Byline | None:
    """A line, or what stands in a bracket, that is a byline as a whole; else None.

    >>> parse_line("记者 唐善普 通讯员 李彦楠 文/图").names[1]
    Credit(role='correspondent', start=11, end=14)
    """
    end = len(text) if end is None else end
    if end - start > 160:
        return None
    bracketed = False
    marked = bool(re.match(r"\s*[□■]", text[start:end]))
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    while start < end and _BRACKETS.get(text[start]) == text[end - 1]:
        start, end, bracketed = start + 1, end - 1, True
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
    if start >= end:
        return None
    if author := re.match(r"(?:本文)?作者(?:系|为|单位|简介)", text[start:end]):
        # (作者系某村第一书记 王小明): a signature, not a reporter's.
        start += author.end()
        names = re.search(rf"(?<=[\s、,])[{HAN}·]{{2,4}}$", text[start:end])
        return Byline((), True) if names is None or bracketed else None
    office = _OFFICE.fullmatch(text, start, end)
    if bracketed and (
        office or (_BODY.fullmatch(text, start, end) and _ends_body(text[start:end]))
    ):
        return Byline((), explicit=False)  # (县应急管理局): who sent it in
    reader = _read(text, start, end, bare=True, greedy=False, marked=marked or bracketed)
    if reader is None or not (reader.credits or reader.organization):
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
        if marked:
            return Byline(tuple(reader.credits), False)
        for credit in reader.credits:
            name = re.sub(r"\s", "", text[credit.start : credit.end])
            if not is_name(name, told=False):
                return None
    return Byline(tuple(reader.credits), reader.explicit)


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
    reader = _read(text, start, min(end, start + 80), bare=False, greedy=True)
    if reader is None or not reader.credits:
        return None
    return Byline(tuple(reader.credits), True), reader.end
