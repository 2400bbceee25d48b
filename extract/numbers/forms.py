"""One numeral form in folded text: fractions, powers, percent signs, 成, 折, 倍."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from .grammar import ARABIC, DIGITS, WEAK, canonical, numeral_pattern, spoken_scale
from .parse import read_numeral

_FINANCIAL_NEXT = frozenset("壹贰貳叁叄肆伍陆陸柒捌玖拾佰仟十百千万亿萬億点點")
DENOMINATOR = re.compile(r" *分 *之 *(?P<sign>[负負-])? *")
_AND = re.compile(r" *又 *")
_SLASH = re.compile(
    rf"(?P<whole>\d+ +)?(?P<top>{ARABIC})/(?P<bottom>\d+(?:\.\d+)?)(?![\d/]|[A-Za-z])"
)
_POWER = re.compile(
    rf"(?P<base>{ARABIC})(?:\^(?P<signs>[-+]*)(?P<power>\d{{1,3}})|[eE](?P<exp>-?\d{{1,3}}))(?![\dA-Za-z])"
)
KILO = re.compile(r" ?(?P<unit>[kKM])(?![A-Za-z\d])")
_PERCENT = re.compile(
    r" *(?:(?P<percent>%)|(?P<permille>‰)|(?P<point>[个個] *百 *分 *[点點])"
    r"|(?P<tenths>成)(?! *[为立员長长本功果交年绩都就群人])"
    r"(?:(?P<half>半)| *(?P<more>[一二三四五六七八九\d])(?![个名人]))?"
    r"|(?P<discount>折)(?![叠扣线子磨射])|(?P<multiple>倍)(?!率|增)"
    r"|(?P<dozen>打)(?!开|造|击|破|工|通|响|好|卡))"
)


@dataclass(frozen=True)
class Found:
    """A numeral as found; offsets into the text, ``kind`` as in ``NumberExpression``."""

    start: int
    end: int
    value: Fraction | None
    low: Fraction
    high: Fraction
    modifier: str
    kind: str = "cardinal"


def _read(text: str, start: int, end: int, weak: bool = False) -> Found | None:
    """The longest readable numeral at the head of the run ``[start, end)``.

    ``weak`` says that a lone 肆 or 伍 is a numeral here (behind 分之).
    """
    while start < end and text[start] in WEAK and not weak:
        after = text[start + 1 : end].lstrip(" ")[:1] or text[end : end + 1]
        if after in _FINANCIAL_NEXT or (text[start] == "拾" and after in DIGITS):
            break
        if DENOMINATOR.match(text, start + 1) and text[start] in "佰仟":
            break
        start += 1
    while end > start:
        numeral = read_numeral(text[start:end])
        if numeral is not None:
            return Found(start, end, numeral.value, numeral.low, numeral.high, numeral.modifier)
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


def numeral_at(text: str, original: str, offset: int, weak: bool = False) -> Found | None:
    """The numeral at ``offset`` of folded ``text``; ``original`` is the text unfolded."""
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


def scaled(found: Found, factor: Fraction, kind: str, end: int) -> Found:
    """``found`` times ``factor``, ending at ``end``."""
    return replace(
        found,
        end=end,
        kind=kind,
        value=None if found.value is None else found.value * factor,
        low=found.low * factor,
        high=found.high * factor,
    )


def spoken(text: str, found: Found) -> Found:
    """``found`` with the scale that 个 parts from it (两个亿, 三个多亿元)."""
    scale = spoken_scale(text, found.end)
    if scale is None:
        return found
    large = scaled(found, Fraction(scale.worth), found.kind, scale.end)
    return replace(large, modifier="over") if scale.more else large


def special(text: str, offset: int) -> Found | None:
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
        return Found(offset, match.end(), value, value, value, "exact")
    if match := _SLASH.match(text, offset):
        bottom = Fraction(match["bottom"])
        if bottom == 0 or (offset and text[offset - 1] in "/."):
            return None
        value = Fraction(match["top"].replace(",", "")) / bottom
        if match["whole"]:
            value += int(match["whole"])
        return Found(offset, match.end(), value, value, value, "exact", "fraction")
    return None


def fraction(text: str, original: str, first: Found) -> Found:
    """``first`` with the fraction it opens: 三分之二, 一又二分之一, 百分之三."""
    whole: Found | None = None
    bottom = first
    if (link := _AND.match(text, first.end)) and (after := numeral_at(text, original, link.end())):
        whole, bottom = first, after
    link = DENOMINATOR.match(text, bottom.end)
    if link is None or bottom.value is None or bottom.value == 0:
        return first
    top = special(text, link.end()) if link.end() < len(text) else None
    top = top or numeral_at(text, original, link.end(), weak=True)
    if top is None:
        return first
    if kilo := KILO.match(text, top.end):
        top = scaled(top, Fraction(1000 if kilo["unit"] in "kK" else 10**6), top.kind, kilo.end())
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


def proportion(text: str, found: Found) -> Found:
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
        return scaled(found, factor, kind, match.end())
    factor = Fraction(12) if kind == "dozen" else Fraction(1)
    return scaled(found, factor, kind, match.end())


def digits_apart(text: str, found: Found) -> Found:
    """九九折: neighbours before 折 are two digits, not an interval."""
    if found.value is None and text[found.end : found.end + 1] == "折":
        digits = [d for d in canonical(text[found.start : found.end]) if d != " "]
        if len(digits) == 2 and all(d in "一二三四五六七八九" for d in digits):
            value = Fraction("".join(str("零一二三四五六七八九".index(d)) for d in digits))
            return replace(found, value=value, low=value, high=value)
    return found
