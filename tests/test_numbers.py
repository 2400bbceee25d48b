"""Numerals: marked phrases, parsing, ranges in words, properties."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from zhengwen.errors import UsageError
from zhengwen.extract.numbers import find_numbers, find_ranges, parse_number
from zhengwen.extract.numbers.parse import read_numeral

from .cases import Case, read_cases


def _expected(value: str) -> object:
    if value == "None":
        return None
    try:
        return Fraction(value)
    except ValueError:
        return value


@pytest.mark.parametrize("case", read_cases("numbers.txt"), ids=str)
def test_case(case: Case) -> None:
    found = find_numbers(case.text)
    surfaces = [e.text for e in found]
    assert surfaces == [case.text[m.start : m.end] for m in case.mentions]
    for expression, marked in zip(found, case.mentions, strict=True):
        assert case.text[expression.start : expression.end] == expression.text
        for key, value in marked.attrs:
            got = getattr(expression, key)
            got = Fraction(got) if isinstance(got, int | Decimal | Fraction) else got
            assert got == _expected(value), key


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.2亿", 120_000_000),
        (" 三点五 ", Decimal("3.5")),
        ("三分之一", Fraction(1, 3)),
        ("第十", 10),
        ("约300", 300),
        ("负二十", -20),
    ],
)
def test_parse_number(text: str, value: object) -> None:
    assert parse_number(text).value == value


@pytest.mark.parametrize("text", ["", " ", "很多", "三只", "一心一意", "3 4", "百分之"])
def test_parse_number_refuses(text: str) -> None:
    with pytest.raises(UsageError):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "surface", "low", "high", "low_open", "high_open"),
    [
        ("要大于10并且小于20的", "大于10并且小于20", 10, 20, True, True),
        ("高度至少3的", "至少3", 3, None, False, False),
        ("身高比170低", "比170低", None, 170, False, True),
        ("在三十或者以上", "三十或者以上", 30, None, False, False),
        ("从一千到一千五百", "一千到一千五百", 1000, 1500, False, False),
        ("十几万多亿", "十几万多亿", 10**13, None, True, False),
    ],
)
def test_ranges(
    text: str,
    surface: str,
    low: int | None,
    high: int | None,
    low_open: bool,
    high_open: bool,
) -> None:
    (found,) = find_ranges(text)
    assert (found.text, found.low, found.high) == (surface, low, high)
    assert (found.low_open, found.high_open) == (low_open, high_open)


def test_bounds_on_one_side_stay_apart() -> None:
    assert [e.text for e in find_ranges("x大于10且y小于20")] == ["大于10", "小于20"]


def _chinese(number: int) -> str:
    """An own speller of whole numbers, for the round trip."""
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    for unit, name in ((10**8, "亿"), (10**4, "万")):
        if number >= unit:
            high, low = divmod(number, unit)
            gap = "零" if low and low < unit // 10 else ""
            return _chinese(high) + name + (gap + _chinese(low) if low else "")
    text = ""
    zero = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + name
            zero = False
        else:
            zero = True
    return text


@pytest.mark.parametrize(
    "number",
    [*range(10, 130), 1001, 1010, 1100, 9999, 10000, 10001, 12345, 100010, 1234567, 90000001]
    + [1020304050, 100000000000],
)
def test_spelled_numbers_read_back(number: int) -> None:
    spelled = _chinese(number)
    numeral = read_numeral(spelled)
    assert numeral is not None
    # 一百一十 and the like end in a zero place: no short reading (三百五) interferes.
    assert numeral.value == number, spelled


ODD = ["", "万", "点", "分之", "(" * 50, "1/0", "0^-1", "三分之", "百分之", "，，", "二分之零点"]


@pytest.mark.parametrize("text", [*ODD, "一" * 300, "1" * 500])
def test_odd_input_is_harmless(text: str) -> None:
    for expression in find_numbers(text):
        assert text[expression.start : expression.end] == expression.text
    find_ranges(text)


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "kind"),
    [
        ("20%—30%", None, 20, 30, "range"),
        ("第一百二十五届", 125, 125, 125, "ordinal"),
        ("3 200家企业", 3200, 3200, 3200, "cardinal"),
        ("增速为-3.2%", Decimal("-3.2"), Decimal("-3.2"), Decimal("-3.2"), "percent"),
    ],
)
def test_signs_ordinals_and_spaces(text, value, low, high, kind) -> None:
    (found,) = find_numbers(text)
    assert (found.value, found.low, found.high, found.kind) == (value, low, high, kind)


@pytest.mark.parametrize(
    ("text", "modifier"),
    [("突破1500", "over"), ("不满300", "under"), ("差不多300", "about"), ("不止300", "over")],
)
def test_bounds_are_read_the_same_everywhere(text: str, modifier: str) -> None:
    assert parse_number(text).modifier == modifier == find_numbers(text)[0].modifier
