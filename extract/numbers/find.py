"""Finding numeral expressions in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from ...corpus.fold import fold
from ...errors import UsageError
from .grammar import ARABIC, DIGITS, WEAK, canonical, numeral_pattern
from .parse import Number, read_numeral, simple
from .words import fixed_word_at


@dataclass(frozen=True)
class NumberExpression:
    """A numeral expression of a text; ``text[start:end]`` is its surface.

    ``kind`` is ``cardinal``, ``fraction``, ``percent`` (85 % has the value 85),
    ``permille``, ``point`` (percentage points), ``tenths`` (成), ``discount`` (折),
    ``multiple`` (倍), ``dozen`` (打: value times twelve), ``ordinal`` or ``range``.
    ``value`` is ``None`` for intervals.  ``low``/``high`` bound the number, ``None``
    where it is open; ``low_open``/``high_open`` say that a bound itself is excluded.
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


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    value: Fraction | None
    low: Fraction
    high: Fraction
    modifier: str
    kind: str = "cardinal"


_FINANCIAL_NEXT = frozenset("壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟十百千万亿萬億点點")
_SIGN = re.compile(r"[负負] *\Z|(?<![\w)\-.])-\Z")
_URL = re.compile(r"(?:https?|ftp)://[!-~]+|www\.[!-~]+")
_DENOMINATOR = re.compile(r" *分 *之 *(?P<sign>[负負-])? *")
_AND = re.compile(r" *又 *")
_SLASH = re.compile(
    rf"(?P<whole>\d+ +)?(?P<top>{ARABIC})/(?P<bottom>\d+(?:\.\d+)?)(?![\d/]|[A-Za-z])"
)
_POWER = re.compile(
    rf"(?P<base>{ARABIC})(?:\^(?P<signs>[-+]*)(?P<power>\d{{1,3}})|[eE](?P<exp>-?\d{{1,3}}))(?![\dA-Za-z])"
)
_KILO = re.compile(r" ?(?P<unit>[kKM])(?![A-Za-z\d])")
_PERCENT = re.compile(
    r" *(?:(?P<percent>%)|(?P<permille>‰)|(?P<point>[个個] *百 *分 *[点點])"
    r"|(?P<tenths>成)(?! *[为立员長长本功果交年绩都就群人])(?:(?P<half>半)| *(?P<more>[一二三四五六七八九\d])(?![个名人]))?"
    r"|(?P<discount>折)(?![叠扣线子磨射])|(?P<multiple>倍)(?!率|增)|(?P<dozen>打)(?!开|造|击|破|工|通|响|好|卡))"
)  # fmt: skip
_PLAIN_START = re.compile(
    r"[\d.廿卅零一二两三四五六七八九十百千万亿兆壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟萬億兩俩倆仨上数數几幾半对對]"
)
_JOIN = re.compile(r" *(?:-{1,2}|~{1,2}|至|到) *")
_AFTER = re.compile(r"(?:及|或|含)?以上|(?:及|或|含)?以下|以内|之内|左右|上下")
_BEFORE = re.compile(
    r"(?:(?P<under>不超过|不高于|不多于|不大于|不足|不到|不满|未满|低于|少于|小于|最多|至多)"
    r"|(?P<over>不少于|不低于|不下于?|不止|超过|超出|突破|高于|多于|大于|至少|最少|逾|超)"
    r"|(?P<about>大约|接近|逼近|将近|大概|约|近))(?:[为是有达了占] ?)? *\Z"
)
_FOLLOWED = re.compile(r"[百千万]分之")
_HALF = re.compile(r"对折|對折|半(?:百|折|成)")


def _read(text: str, start: int, end: int, weak: bool = False) -> _Found | None:
    """The longest readable numeral at the head of the run ``[start, end)``.

    ``weak`` says that a lone 肆 or 伍 is a numeral here (behind 分之).
    """
    while start < end and text[start] in WEAK and not weak:
        after = text[start + 1 : end].lstrip(" ")[:1] or text[end : end + 1]
        if after in _FINANCIAL_NEXT or (text[start] == "拾" and after in DIGITS):
            break
        if _DENOMINATOR.match(text, start + 1) and text[start] in "佰仟":
            break
        start += 1
    while end > start:
        numeral = read_numeral(text[start:end])
        if numeral is not None:
            return _Found(start, end, numeral.value, numeral.low, numeral.high, numeral.modifier)
        end -= 1
        while end > start and text[end - 1] == " ":
            end -= 1
    return None


def _grouped(original: str, start: int, end: int) -> int:
    """Cut a run at a full-width comma between half-width digits: it parts, not groups."""
    for at in range(start, end):
        if original[at] == "，" and at and "0" <= original[at - 1] <= "9":
            return at
    return end


def _numeral_at(text: str, original: str, offset: int, weak: bool = False) -> _Found | None:
    match = numeral_pattern().match(text, offset)
    if match is None:
        return None
    end = _grouped(original, match.start(), match.end())
    dot = text.find(".", offset + 1, end)
    if dot > 0 and (
        (text[end : end + 1] == "." and text[end + 1 : end + 2].isdigit())
        or (offset and text[offset - 1] == ".")
    ):
        end = dot  # 1.2.3 is a version or an address: no decimals
    return _read(text, match.start(), end, weak)


def _scaled(found: _Found, factor: Fraction, kind: str, end: int) -> _Found:
    return replace(
        found,
        end=end,
        kind=kind,
        value=None if found.value is None else found.value * factor,
        low=found.low * factor,
        high=found.high * factor,
    )


def _special(text: str, original: str, offset: int) -> _Found | None:
    """Fractions with a slash, powers and exponents."""
    if not text[offset].isdigit():
        return None
    if match := _POWER.match(text, offset):
        base = Fraction(match["base"].replace(",", ""))
        if match["exp"] is not None:
            value = base * Fraction(10) ** int(match["exp"])
        else:
            sign = -1 if match["signs"].count("-") % 2 else 1
            if base == 0:
                return None
            value = base ** (sign * int(match["power"]))
        return _Found(offset, match.end(), value, value, value, "exact")
    if match := _SLASH.match(text, offset):
        bottom = Fraction(match["bottom"])
        if bottom == 0 or (offset and text[offset - 1] in "/."):
            return None
        value = Fraction(match["top"].replace(",", "")) / bottom
        if match["whole"]:
            value += int(match["whole"])
        return _Found(offset, match.end(), value, value, value, "exact", "fraction")
    return None


def _fraction(text: str, original: str, first: _Found) -> _Found:
    """``first`` with the fraction it opens: 三分之二, 一又二分之一, 百分之三."""
    whole: _Found | None = None
    bottom = first
    if (link := _AND.match(text, first.end)) and (after := _numeral_at(text, original, link.end())):
        whole, bottom = first, after
    link = _DENOMINATOR.match(text, bottom.end)
    if link is None or bottom.value is None or bottom.value == 0:
        return first
    top = _special(text, original, link.end()) if link.end() < len(text) else None
    top = top or _numeral_at(text, original, link.end(), weak=True)
    if top is None:
        return first
    if kilo := _KILO.match(text, top.end):
        top = _scaled(top, Fraction(1000 if kilo["unit"] in "kK" else 10**6), top.kind, kilo.end())
    name = canonical(text[bottom.start : bottom.end]).replace(" ", "")
    sign = -1 if link["sign"] else 1
    factor, kind = sign / bottom.value, "fraction"
    if name == "百" and whole is None:
        factor, kind = Fraction(sign), "percent"
    result = replace(
        top,
        start=first.start,
        kind=kind,
        value=None if top.value is None else top.value * factor,
        low=top.low * factor,
        high=top.high * factor,
    )
    if whole is not None and whole.value is not None and result.value is not None:
        value = whole.value + result.value
        result = replace(result, value=value, low=value, high=value)
    return result


def _unit(text: str, found: _Found) -> _Found:
    """``found`` with a percent sign, 成, 折, 倍, 打 or 个百分点 behind it."""
    match = _PERCENT.match(text, found.end)
    if match is None or found.kind != "cardinal":
        return found
    kind = match.lastgroup or ""
    if kind in ("half", "more"):
        kind = "tenths"
    if kind == "tenths":
        extra = Fraction(1, 2) if match["half"] else Fraction(0)
        if match["more"]:
            digit = read_numeral(match["more"])
            extra = digit.low / 10 if digit else extra
        if found.value is not None:
            found = replace(found, value=found.value + extra)
        return replace(
            found, low=found.low + extra, high=found.high + extra, end=match.end(), kind=kind
        )
    if kind == "discount":
        if found.value is None or found.value >= 100 or found.value == 10:
            # 九九折 is read digit by digit, 十折 is no discount.
            return found
        factor = Fraction(1, 10) if found.value > 10 else Fraction(1)
        return _scaled(found, factor, kind, match.end())
    factor = Fraction(12) if kind == "dozen" else Fraction(1)
    return _scaled(found, factor, kind, match.end())


def _digits_apart(text: str, found: _Found) -> _Found:
    """九九折: neighbours before 折 are two digits, not an interval."""
    if found.value is None and text[found.end : found.end + 1] == "折":
        digits = [d for d in canonical(text[found.start : found.end]) if d != " "]
        if len(digits) == 2 and all(d in "一二三四五六七八九" for d in digits):
            value = Fraction("".join(str("零一二三四五六七八九".index(d)) for d in digits))
            return replace(found, value=value, low=value, high=value)
    return found


def _expressions(text: str, original: str, join: bool) -> Iterator[_Found]:
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
                yield _Found(offset, half.end(), five, five, five, "exact", kind)
                position = half.end()
                continue
            if half[0] == "半百":
                fifty = Fraction(50)
                yield _Found(offset, half.end(), fifty, fifty, fifty, "exact")
                position = half.end()
                continue
        if text[offset] in "半对對":
            continue
        word = fixed_word_at(text, offset)
        if word is not None and not _FOLLOWED.match(text, offset):
            position = max(position, word.end)
            continue
        found = _special(text, original, offset) or _numeral_at(text, original, offset)
        if found is None:
            continue
        if found.start > offset and (word := fixed_word_at(text, found.start)):
            position = word.end
            continue
        surface = canonical(text[found.start : found.end])
        if surface in ("百", "千", "万", "亿", "兆", "零", "万万", "千万", "百万") and not (
            _DENOMINATOR.match(text, found.end) or surface == "零"
        ):
            position = found.end
            continue
        if found.kind == "cardinal":
            found = _fraction(text, original, found)
        if found.kind == "cardinal" and (kilo := _KILO.match(text, found.end)):
            factor = 1000 if kilo["unit"] in "kK" else 10**6
            if text[found.end - 1].isdigit():
                found = _scaled(found, Fraction(factor), "cardinal", kilo.end())
        if join:
            found = _unit(text, _digits_apart(text, found))
        elif text[found.end : found.end + 1] == "打":
            found = _unit(text, found)
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


def _rescaled(text: str, low: _Found, high: _Found) -> Fraction:
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


def _joined(text: str, found: list[_Found]) -> Iterator[tuple[_Found, bool]]:
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


def _expression(text: str, original: str, found: _Found, kind: str) -> NumberExpression:
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

    >>> [(e.text, e.value, e.kind) for e in find_numbers("三千亩，增长12.3%")]
    [('三千', 3000, 'cardinal'), ('12.3%', Decimal('12.3'), 'percent')]
    """
    folded = fold(text)
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


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        r"(?:不超过|不少于|不低于|不足|不到|超过|大约|接近|将近|至少|最多|约|近|超|逾)?"
    )


def parse_number(text: str) -> NumberExpression:
    """Read ``text`` as one numeral expression; white space around it is allowed.

    Raises :class:`UsageError` when it is none.

    >>> parse_number("1.2亿").value, parse_number("五成").kind
    (120000000, 'tenths')
    """
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    lead = _lead().match(text, start)
    begin = lead.end() if lead else start
    for expression in find_numbers(text):
        if expression.start in (begin, start) and expression.end == end:
            return expression
    raise UsageError(f"{text!r} is not a number")


__all__ = ["Decimal", "Fraction", "NumberExpression", "find_numbers", "parse_number"]
