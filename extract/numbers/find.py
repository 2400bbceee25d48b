"""Finding numeral expressions in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ...corpus.fold import fold
from ...errors import UsageError
from ..arguments import text_of
from .endless import without_endless
from .forms import (
    DENOMINATOR,
    KILO,
    Found,
    digits_apart,
    fraction,
    numeral_at,
    proportion,
    scaled,
    special,
    spoken,
)
from .grammar import canonical
from .parse import Number, read_numeral, simple
from .words import fixed_word_at


@dataclass(frozen=True)
class NumberExpression:
    """A numeral expression of a text; ``text[start:end]`` is its surface.

    ``kind`` is ``cardinal``, ``fraction``, ``percent`` (85 % has the value 85),
    ``permille``, ``point`` (percentage points), ``tenths`` (成), ``discount`` (折),
    ``multiple`` (倍), ``dozen`` (打: value times twelve), ``ordinal`` or ``range``.
    ``value`` is the number as written (百余: 100, 十几: 10), ``None`` for an interval that
    names none (几十, 两三).  ``low``/``high`` bound the number, ``None`` where it is open;
    ``low_open``/``high_open`` say that a bound itself is excluded.
    ``modifier`` is ``exact``, ``about``, ``over`` or ``under``.
    """

    start: int
    end: int
    text: str
    value: Number | None
    low: Number | None
    high: Number | None
    kind: str
    modifier: str = "exact"
    low_open: bool = False
    high_open: bool = False


_SIGN = re.compile(r"[负負] *\Z|(?:(?<![\w)\-.%‰°℃])|(?<=[为是达到至]))-\Z")
_URL = re.compile(r"(?:https?|ftp)://[!-~]+|www\.[!-~]+")
_PLAIN_START = re.compile(
    r"[\d.廿卅零一二两三四五六七八九十百千万亿兆壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟萬億兩俩倆仨上数數几幾半对對]"
)
_JOIN = re.compile(r" *(?:-{1,2}|~{1,2}|至|到) *")
_AFTER = re.compile(r"(?:及|或|含)?以上|(?:及|或|含)?以下|以内|之内|左右|上下")
_BOUNDS = (
    r"(?:(?P<under>不超过|不高于|不多于|不大于|不足|不到|不满|不及|未满|未到|低于|少于|小于|最多|至多)"
    r"|(?P<over>不少于|不低于|不下于?|不止|超过|超出|突破|高于|多于|大于|至少|最少|逾|超)"
    r"|(?P<about>大约|接近|逼近|将近|大概|差不多|几乎|约|近))"
)
_BEFORE = re.compile(rf"{_BOUNDS}(?:[为是有达了占] ?)? *\Z")
_LEAD = re.compile(f"{_BOUNDS}?")
_ORDINAL_GOES_ON = re.compile(r"第.?[十百千万零一二三四五六七八九]")
_FOLLOWED = re.compile(r"[百千万]分之")
_HALF = re.compile(r"对折|對折|半(?:百|折|成)")


def _expressions(text: str, original: str, join: bool) -> Iterator[Found]:
    """Numeral expressions of folded ``text``, left to right, without overlaps."""
    position = 0
    links = [(m.start(), m.end()) for m in _URL.finditer(text)] if "." in text else []
    while match := _PLAIN_START.search(text, position):
        offset = match.start()
        position = offset + 1
        if links:
            inside = next((end for start, end in links if start <= offset < end), 0)
            if inside:
                position = inside
                continue
        if half := _HALF.match(text, offset):
            if half[0][0] in "对對" and not (offset and text[offset - 1] == "打"):
                continue
            if join and half[0][1:] in ("折", "成"):
                five = Fraction(5)
                kind = "tenths" if half[0][1] == "成" else "discount"
                yield Found(offset, half.end(), five, five, five, "exact", kind)
                position = half.end()
                continue
            if half[0] == "半百":
                fifty = Fraction(50)
                yield Found(offset, half.end(), fifty, fifty, fifty, "exact")
                position = half.end()
                continue
        if text[offset] in "半对對":
            continue
        word = fixed_word_at(text, offset)
        if word is not None and _ORDINAL_GOES_ON.fullmatch(text, word.start, word.end + 1):
            word = None  # 第一百: the word 第一 is no word here
        if word is not None and not _FOLLOWED.match(text, offset):
            position = max(position, word.end)
            continue
        found = special(text, offset) or numeral_at(text, original, offset)
        if found is None:
            continue
        if found.start > offset and (word := fixed_word_at(text, found.start)):
            position = word.end
            continue
        surface = canonical(text[found.start : found.end])
        if surface in ("百", "千", "万", "亿", "兆", "零", "万万", "千万", "百万") and not (
            DENOMINATOR.match(text, found.end)
            or surface == "零"
            or (found.start and text[found.start - 1] in "近约逾超")
        ):
            position = found.end
            continue
        if found.kind == "cardinal":
            found = fraction(text, original, spoken(text, found))
        if found.kind == "cardinal" and (kilo := KILO.match(text, found.end)):
            factor = 1000 if kilo["unit"] in "kK" else 10**6
            if text[found.end - 1].isdigit():
                found = scaled(found, Fraction(factor), "cardinal", kilo.end())
        if join:
            found = proportion(text, digits_apart(text, found))
        elif text[found.end : found.end + 1] == "打":
            found = proportion(text, found)
        if sign := _SIGN.search(text, max(0, found.start - 2), found.start):
            found = replace(
                found,
                start=sign.start(),
                value=None if found.value is None else -found.value,
                low=-found.high,
                high=-found.low,
            )
        elif join and found.start and text[found.start - 1] == "第":
            found = replace(found, start=found.start - 1, kind="ordinal")
        position = found.end
        yield found
    return


def _rescaled(text: str, low: Found, high: Found) -> Fraction:
    """Factor for the first end of 3-5万: the scale stands only behind the second."""
    surface = canonical(text[high.start : high.end])
    match = re.search(r"\d([百千万亿]+)", surface) or re.search(
        r"[一二三四五六七八九]([百千万亿]+)\Z", surface
    )
    if match is None or re.search(r"[百千万亿]", canonical(text[low.start : low.end])):
        return Fraction(1)
    scale = read_numeral(match[1])
    if scale is None or scale.value is None or low.low * scale.value >= high.high:
        return Fraction(1)
    return scale.value


_JOINABLE = frozenset(
    {"cardinal", "fraction", "percent", "permille", "tenths", "point", "multiple"}
)


def _joined(text: str, found: list[Found]) -> Iterator[tuple[Found, bool]]:
    """Ranges joined: 20-100, 三到五, 30%至50%, 5-20%; with a flag for ranges."""
    i = 0
    while i < len(found):
        first = found[i]
        i += 1
        if i < len(found):
            second = found[i]
            between = text[first.end : second.start]
            surface = text[first.start : first.end] + " " + text[second.start : second.end]
            if (
                _JOIN.fullmatch(between)
                and first.kind in _JOINABLE
                and (first.kind == second.kind or first.kind == "cardinal")
                and second.kind in _JOINABLE
                and not re.search(r"(?:^| )0\d|\d{7}", surface)
                and not (first.start and text[first.start - 1] in "-/.")
            ):
                factor = _rescaled(text, first, second)
                if first.low * factor < second.high:
                    i += 1
                    yield (
                        replace(second, start=first.start, value=None, low=first.low * factor),
                        True,
                    )
                    continue
        yield first, False


def _expression(text: str, original: str, found: Found, kind: str) -> NumberExpression:
    low: Number | None = simple(found.low)
    high: Number | None = simple(found.high)
    modifier, end = found.modifier, found.end
    if after := _AFTER.match(text, end):
        end = after.end()
        word = after[0].lstrip("及或含")
        modifier = {"以上": "over", "以下": "under", "以内": "under", "之内": "under"}.get(
            word, "about"
        )
    elif modifier == "exact" and (
        before := _BEFORE.search(text, max(0, found.start - 6), found.start)
    ):
        modifier = before.lastgroup or modifier
    value = None if found.value is None else simple(found.value)
    if value is not None:
        if modifier == "over":
            high = None
        elif modifier == "under":
            low = None
        elif modifier == "about":
            low = high = None
    return NumberExpression(
        found.start, end, original[found.start : end], value, low, high, kind, modifier
    )


def find_numbers(text: str, *, join: bool = True) -> list[NumberExpression]:
    """Every numeral expression of ``text``, bare numerals included, left to right.

    Idioms and names that merely hold numerals (一心一意, 三门峡) are left out.  With
    ``join=False`` each numeral stands alone: no ranges, units of proportion or bounds.
    Raises :class:`UsageError` for what is no text.

    >>> [(e.text, e.value, e.kind) for e in find_numbers("三千亩，增长12.3%")]
    [('三千', 3000, 'cardinal'), ('12.3%', Decimal('12.3'), 'percent')]
    """
    folded = without_endless(fold(text_of(text)))
    found = list(_expressions(folded, text, join))
    if not join:
        return [
            NumberExpression(
                f.start,
                f.end,
                text[f.start : f.end],
                None if f.value is None else simple(f.value),
                simple(f.low),
                simple(f.high),
                f.kind,
                f.modifier,
            )
            for f in found
        ]
    return [
        _expression(folded, text, f, "range" if ranged else f.kind)
        for f, ranged in _joined(folded, found)
    ]


def parse_number(text: str) -> NumberExpression:
    """Read ``text`` as one numeral expression; white space around it is allowed.

    Raises :class:`UsageError` when it is none.

    >>> parse_number("1.2亿").value, parse_number("五成").kind
    (120000000, 'tenths')
    """
    text = text_of(text)
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    lead = _LEAD.match(text, start)
    begin = lead.end() if lead else start
    for expression in find_numbers(text):
        if expression.start in (begin, start) and expression.end == end:
            return expression
    raise UsageError(f"{text!r} is not a number")
