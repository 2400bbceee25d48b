"""The parts of codes: “1+3+N” → 一名党员, 三名…, 若干…."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..segmented import tokens
from ..shape import Group, Shape
from ..vocabulary import alternatives, classed
from .cells import Span, bare, numeral
from .glosses import GLOSS
from .spelled import CLASSIFIER, in_marks, phrase_end, spelled

_OPEN = f"(?:若干|多|N|X|n){CLASSIFIER}?"


def parts_of(text: str, own: Sequence[Span], shape: Shape) -> list[Span] | None:
    """One stretch per figure, in order, within 140 characters of a mention of the code."""
    for _, end in own:
        if (found := _explained(text, end, shape.groups)) is not None:
            return found
    for start, end in own:
        for low, high in ((end, min(len(text), end + 140)), (max(0, start - 70), start)):
            if (found := _in_order(text, low, high, shape.groups)) is not None:
                return found
    for _, end in own:
        for number in dict.fromkeys((len(shape.groups), shape.number)):
            if (found := _in_brackets(text, end, number)) is not None:
                return found
    digits = "".join(g.morpheme for g in shape.groups)
    if (found := in_marks(text, own, digits)) is not None:
        return found
    if shape.form == "figures":
        return spelled(text, own, digits) or _phrases(text, own, digits)
    beside = [(start, end) for start, end in own if GLOSS.match(text, end)]
    return spelled(text, beside, digits, 12) if beside and digits.isdecimal() else None


@cache
def _does() -> re.Pattern[str]:
    """What the thing that a figure stands for does: 党支部|引领, 物业|共同参与."""
    return re.compile(
        f"(?:(?:共同|协同|统一|全程|主动|积极)?(?:{alternatives('figure_does')})|共同|协同)$"
    )


_IS = (
    '(?:[”’"]?则?(?:是指(?![挥导标])|指的是|就是|分别是|代表|即|是|指(?![挥导标])|为)'
    '(?:组?建立?了?|打造|设立)?|[”’"]则?(?:涵盖|包括|包含)了?)'
)


def _explained(text: str, after: int, groups: Sequence[Group]) -> list[Span] | None:
    """Figures said one by one: “1”是指挥中心，“6”是专班，“X”是各支队伍."""
    parts: list[Span] = []
    wholes: list[Span] = []
    position = after
    for group in groups:
        pattern = re.compile(f'(?:[“‘"]|(?<=[，,；;。：:、])){re.escape(group.morpheme)}{_IS}')
        match = pattern.search(text, position, min(len(text), after + 400))
        if match is None:
            return None
        marks = "[，,。；;\n]" if (group.number or 2) > 1 else "[，,。；;、\n]"
        stop = re.compile(marks).search(text, match.end())
        end = _within(text, match.end(), stop.start() if stop else len(text))
        if (does := _does().search(text, match.end() + 2, end)) is not None:
            end = does.start()
        if not 1 < end - match.end() <= 40:
            return None
        thing = _thing(text, match.end(), end, group.number)
        parts.append(_from_figure(text, thing, group.number))
        wholes.append(bare(text, match.end(), end))
        position = end
    return wholes if _stumps(text, parts) else parts


def _within(text: str, start: int, end: int) -> int:
    """Where a bracket closes that was opened before ``start``, else ``end``: …、体重|)服务包."""
    depth = 0
    for at in range(start, end):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth < 0:
            return at
    return end


def _stumps(text: str, parts: Sequence[Span]) -> bool:
    """Whether one says no more than how another ends: 某区办的|活动, 两县办的|特色活动."""
    words = [text[a:b] for a, b in parts]
    return any(
        i != j and other.endswith(word)
        for i, word in enumerate(words)
        for j, other in enumerate(words)
    )


_BRACKET = re.compile('[”’"]?[一-鿿]{0,8}[(](?:即|就是|指)?:?(?P<row>[^()“”,。;\n]{5,80})[)]')


def _in_brackets(text: str, after: int, number: int | None) -> list[Span] | None:
    """As many things in a bracket behind the code as it has figures, or as these add up to.

    “1+1+N”(甲中心+乙站+丙室), “1+3”(法庭、司法所、派出所、村委会).
    """
    match = _BRACKET.match(text, after)
    if match is None:
        return None
    for mark in "[+]", "、|和(?=[^、]{2,}$)":
        pieces = list(re.finditer(f"(?:(?!{mark}).)+", match["row"]))
        low = match.start("row")
        if len(pieces) == number and all(len(p[0]) > 1 for p in pieces):
            return [(low + p.start(), low + p.end()) for p in pieces]
    return None


def _from_figure(text: str, span: Span, number: int | None) -> Span:
    """A thing from its own figure on: 为每名新人建立|一本成长手册; a list before it is kept."""
    figure = re.compile(f"(?:{numeral(number)}){CLASSIFIER}(?=[一-鿿]{{2}})") if number else None
    match = figure.search(text, *span) if figure else None
    kept = match is None or "、" in text[span[0] : match.start()]
    return span if match is None or kept else (match.start(), span[1])


@cache
def _as() -> re.Pattern[str]:
    """What the thing is made that a figure stands for: 以…为基础."""
    return re.compile(f"以(.{{2,20}})为(?:{alternatives('figure_as')})$")


@cache
def _do() -> re.Pattern[str]:
    """What is done with the thing that a figure stands for."""
    return re.compile(f"(?:{alternatives('figure_do')})(?=..)")


_ALL = re.compile("各类|各方|各级|广大|多方|众多")
"""What says that there are many, and no part of what they are."""


def _thing(text: str, start: int, end: int, number: int | None) -> Span:
    """What a figure stands for, without what is done with it: 以…的|档案|为基础, 开展|随访.

    A list of as many as it says is kept: 果蔬、粮油、茶叶等正在做大的三个产业.
    """
    if (match := _as().match(text[start:end])) is not None:
        start, end = start + match.start(1), start + match.end(1)
    if (match := _do().match(text, start, end)) is not None and end - match.end() > 1:
        start = match.end()
    if (match := _ALL.match(text, start, end)) is not None and end - match.end() > 1:
        start = match.end()
    at = text.rfind("的", start, end - 2)
    listed = at > 0 and number == text.count("、", start, at) + 1 > 1
    made = text[max(start, at - 2) : at] in ("组成", "构成")
    return (at + 1, end) if at - start > 3 and (made or not listed) else (start, end)


_CORE = re.compile(
    "(?:以|由)(?P<core>[^，,。；;、“”\n]{2,12}?)(?:为(?:核心|中心|龙头|主体|引领|统领|轴心|主|轴)|作(?:为)?(?:核心|龙头))"
)
"""The one thing that the first figure stands for, named without a numeral."""


def _in_order(text: str, low: int, high: int, groups: Sequence[Group]) -> list[Span] | None:
    parts: list[Span] = []
    position = low
    described = False
    for group in groups:
        if group.number is None:
            pattern = re.compile(_OPEN)
        elif group.morpheme.isdigit():
            pattern = re.compile(
                "(?<![\\d一二三四五六七八九十])(?<![\\dN]\\+)"
                f"(?:{numeral(group.number)}){CLASSIFIER}"
            )
        else:
            return None
        found = pattern.finditer(text, position, high)
        match = next((m for m in found if not _within_name(text, low, m.start())), None)
        core = _CORE.search(text, position, high) if group.number == 1 and not parts else None
        if core and (match is None or core.start() < match.start()):
            parts.append(core.span("core"))
            position = core.end()
            continue
        if match is None:
            return None
        if match[0][-1] in "户人家" and text[match.end() : match.end() + 1] in "、，,。；;":
            parts.append(match.span())
            position = match.end()
            continue
        people = match[0][-1] in "名位支"
        end = min(high, _phrase_end(text, match.end(), people))
        of = _OF.match(text, end) if len(parts) + 1 < len(groups) or described else None
        if of or (of := _KIND_OF.match(text, end - 1)):
            described = True
            end = min(high, _phrase_end(text, of.end(), people))
        if end - match.end() < 1:
            return None
        parts.append((match.start(), end))
        position = end
    if parts[0][0] - low > 40:
        return None
    return parts


_OPEN_OR_FIGURE = re.compile("[0-9N一二两三四五六七八九十]")


def _within_name(text: str, low: int, at: int) -> bool:
    """Whether a name that was quoted behind ``low`` goes on at ``at`` (“院子|一家亲”).

    A quotation that begins with a figure is the row itself: 即“1个中心、2支队伍”.
    """
    opening = text.rfind("“", low, at)
    if opening <= text.rfind("”", low, at):
        return False
    return not _OPEN_OR_FIGURE.match(text, opening + 1)


_OF = re.compile("的(?=[一-鿿]{2})")
"""三个便捷|的|服务驿站: in the last part only where an earlier one is described so too."""
_KIND_OF = re.compile("[式型化]的(?=[一-鿿]{2})")
"""一个嵌入式|的|服务站: what sort it is."""
_GOES_ON = re.compile("[(][一-鿿]{1,4}[)](?=[一-鿿])|“[^“”，。；:,;\n]{1,10}”(?=[一-鿿])")
"""What may stand inside a noun phrase: 3个镇|(街道)|零工市场, 1家|“小太阳”|托育中心."""
_BOARDS = ("委会", "员会", "事会", "商会", "协会", "工会", "学会")
"""Ends of bodies whose 会 is no verb of its own (居委会, 议事会)."""
_LONGEST = 24
"""Longest thing that a figure stands for, in characters."""
_BRANCHES = frozenset({"中心", "站", "会", "社", "校", "院", "局", "队", "馆", "店", "部"})
"""What is called a branch with 分 before it."""
_OFFICES = frozenset("长员")
"""How words for people end that are no words of the segmenter's."""


def _phrase_end(text: str, start: int, people: bool) -> int:
    """Where the noun phrase that begins at ``start`` ends, brackets and quoted names inside."""
    end = _words_end(text, start, people) if text[start : start + 1] != "“" else start
    while (inner := _GOES_ON.match(text, end)) is not None and inner.end() - start <= _LONGEST:
        end = _words_end(text, inner.end(), people)
    return end


def _words_end(text: str, start: int, people: bool) -> int:
    """Where the words of a noun phrase end: punctuation or a verb.

    ``people``: it counts people, so a verb at its end is what they do (一名干部带队).
    """
    stop = re.compile(r"[^\w]|[、，,。；;：:\n]").search(text, start)
    end = stop.start() if stop else len(text)
    piece = text[start : min(end, start + 16)]
    again = re.search(f"[一二两三四五六七八九十0-9]+{CLASSIFIER}", piece[1:])
    if again:
        piece = piece[: again.start() + 1]
    cut = tokens(piece)
    if again and cut[-1].kind in ("U", "V") and len(cut) > 1:
        # 三名医生搭配|一名护士
        return start + cut[-1].start
    for i, token in enumerate(cut):
        if not token.start:
            continue
        before = cut[i - 1]
        if token.text == "中" and i + 1 < len(cut) and cut[i + 1].kind == "N":
            continue  # 市中医院
        if token.text == "间" and before.text in ("日", "夜"):
            continue  # 日间照料站
        if token.text == "总" and i + 1 < len(cut):
            continue  # 街道总网格
        if token.text == "分" and i + 1 < len(cut) and cut[i + 1].text in _BRANCHES:
            continue  # 街道分中心
        if token.text == "会" and (i + 1 == len(cut) or piece.endswith(_BOARDS, 0, token.end)):
            continue  # 两次例会, 十二个居委会
        if token.kind in ("F", "L"):
            # 一名医护人员捆在一起: an unknown character before it is a verb, 长 of 副站长 is none.
            lone = before.kind == "U" and before.start >= 2 and before.text not in _OFFICES
            return start + (before.start if lone else token.start)
        if token.start >= 2 and token.text in classed("part_verb"):
            return start + token.start
        if token.text == "办" and i + 1 == len(cut):
            continue  # 链长办
        if token.kind in ("V", "VN") and token.start >= 2:
            after = cut[i + 1 :]
            if (after or people) and not any(t.kind == "N" for t in after):
                return start + token.start
            if token.kind == "V":
                return start + token.start
    return start + len(piece)


_UNIT = "[个名位支类项条户家处座级张种套批者大组台分人次天小步方面道本份日元成]"
_REACH = 160


def _phrases(text: str, own: Sequence[Span], digits: str) -> list[Span] | None:
    """One phrase for every figure of a code, in its order: 5个环节，…；3类人员，…；2次公示.

    Behind a mention or, in one sentence with it, before.  A phrase begins with the figure and a
    unit, and ends before what is done with it.
    """
    for start, end in own:
        low = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
        for a, b in ((end, min(len(text), end + _REACH)), (low, start)):
            found = _phrases_in_order(text, a, b, digits)
            if found is not None:
                return found
    return None


def _phrases_in_order(text: str, low: int, high: int, digits: str) -> list[Span] | None:
    parts: list[Span] = []
    position = low
    for digit in digits:
        forms = digit if digit == "0" else numeral(int(digit))
        pattern = re.compile(
            rf"(?<![\d一二三四五六七八九十百千万第.%])(?:{forms})(?:{_UNIT}|(?<=0)(?=[一-鿿]))"
        )
        match = pattern.search(text, position, high)
        if match is None:
            return None
        end = min(high, phrase_end(text, match.end()))
        if parts and match.start() - parts[-1][1] > 60:
            return None
        parts.append((match.start(), end))
        position = end
    return parts
