"""From the characters of a numeral to its exact value and interval."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .grammar import DIGITS, GAP, LARGE_SCALES, SMALL_SCALES, canonical

Number = int | Decimal | Fraction
"""Exact: whole numbers as ``int``, finite decimals as ``Decimal``, else ``Fraction``."""

_TOKEN = re.compile(r"\d+(?:\.\d+)?|\.\d+|.", re.DOTALL)
_VAGUE_END = re.compile(r"[余多来]")
_NEIGHBOURS = re.compile(r"([一二两三四五六七八])([二三四五六七八九])")
_ONE_OR_TWO = re.compile(r"一两(?=[百千万亿]|\Z)")
_SCALES = SMALL_SCALES | LARGE_SCALES


@dataclass(frozen=True)
class Numeral:
    """A numeral as read.

    ``value`` is the number as written (百余 → 100, 十几 → 10); for an interval without
    one (两三, 几十) it is ``None``.  ``low``/``high`` hold the ends of an interval
    (十几: 11 and 19), else the value twice.  ``modifier`` is ``exact``, ``over``
    (余, 多, 上百) or ``about`` (十来).
    """

    value: Fraction | None
    low: Fraction
    high: Fraction
    modifier: str

    @property
    def vague(self) -> bool:
        """Whether it is an interval (两三, 几十, 十几)."""
        return self.low != self.high


def simple(value: Fraction) -> Number:
    """``value`` as the plainest exact number.

    >>> simple(Fraction(3, 2)), simple(Fraction(4)), simple(Fraction(1, 3))
    (Decimal('1.5'), 4, Fraction(1, 3))
    """
    if value.denominator == 1:
        return value.numerator
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return value
    return Decimal(value.numerator) / Decimal(value.denominator)


def _section(tokens: list[str]) -> Fraction | None:
    """Value of a section below 万: 三百零五, 四百五 (= 450), 12."""
    total = Fraction(0)
    current: Fraction | None = None
    scale = 0
    zero = plain = False
    for token in tokens:
        if token in SMALL_SCALES:
            if scale and SMALL_SCALES[token] >= scale:
                return None
            scale = SMALL_SCALES[token]
            total += (1 if current is None else current) * scale
            current, zero = None, False
        elif token == "零":
            if current is not None:
                return None
            zero = True
        elif current is not None:
            return None
        else:
            current = Fraction(DIGITS[token]) if token in DIGITS else Fraction(token)
            plain = len(token) == 1
    if current is not None:
        short = plain and scale > 10 and not zero
        total += current * scale / 10 if short else current
    elif not scale and not zero:
        return None
    return total


def _evaluate(tokens: list[str]) -> Fraction | None:
    """Value of a token list: split at the last of its largest scales, ends added."""
    large = max((LARGE_SCALES[t] for t in tokens if t in LARGE_SCALES), default=0)
    if not large:
        return _section(tokens)
    at = max(i for i, t in enumerate(tokens) if LARGE_SCALES.get(t) == large)
    left, right = tokens[:at], tokens[at + 1 :]
    value = Fraction(1) if not left else _evaluate(left)
    if value is None:
        return None
    value *= large
    if not right:
        return value
    if len(right) == 1 and len(right[0]) == 1 and right[0] != "零" and right[0] not in _SCALES:
        digit = right[0]
        return value + Fraction(DIGITS.get(digit, digit)) * large / 10
    rest = _evaluate(right)
    return None if rest is None or rest >= large else value + rest


def _positional(text: str) -> Fraction | None:
    """二〇二三 → 2023."""
    if len(text) < 2 or any(c not in DIGITS or c == "两" for c in text):
        return None
    return Fraction(int("".join(str(DIGITS[c]) for c in text)))


def _exact(text: str) -> Fraction | None:
    """Value of a numeral without vague signs, or ``None``."""
    whole, point, rest = text.partition("点")
    if point:
        digits = re.match(r"[零一二三四五六七八九]+", rest)
        if digits is None:
            return None
        base = _exact(whole) if whole else None
        if base is None:
            return None
        decimals = "".join(str(DIGITS[c]) for c in digits[0])
        value = base + Fraction(int(decimals), 10 ** len(decimals))
        for scale in rest[digits.end() :]:
            if scale not in _SCALES:
                return None
            value *= _SCALES[scale]
        return value
    positional = _positional(text)
    if positional is not None:
        return positional
    if text == "半":
        return Fraction(1, 2)
    if text == "半百":
        return Fraction(50)
    tokens: list[str] = _TOKEN.findall(text)
    if not tokens or any(
        t not in DIGITS and t not in _SCALES and not t[-1].isdigit() for t in tokens
    ):
        return None
    return _evaluate(tokens)


def _ends(text: str) -> tuple[Fraction, Fraction] | None:
    """Ends of a vague numeral: 两三百, 十七八, 几十, 数千, 二十几, 50几; ``None`` if exact."""
    if re.fullmatch(r"\d+0几", text):
        tens = Fraction(text[:-1])
        return tens + 1, tens + 9
    if match := _NEIGHBOURS.search(text):
        first, second = DIGITS[match[1]], DIGITS[match[2]]
        alone = len(re.findall(r"[零一二两三四五六七八九]{2,}", text)) == 1 and not re.search(
            r"[零一二两三四五六七八九]{3,}|\d|点", text
        )
        if alone and (second == first + 1 or (first, second) == (3, 5)):
            low = _exact(text[: match.start()] + match[1] + text[match.end() :])
            high = _exact(text[: match.start()] + match[2] + text[match.end() :])
            if low is not None and high is not None:
                return low, high
        return None
    if match := re.search(r"[几数]", text):
        first_digit = "二" if match.start() == 0 else "一"
        low = _exact(text[: match.start()] + first_digit + text[match.end() :])
        high = _exact(text[: match.start()] + "九" + text[match.end() :])
        if low is not None and high is not None and len(text) > 1:
            return low, high
    return None


_APART = re.compile(f"{GAP}|,")


def read_numeral(text: str) -> Numeral | None:
    """Read one unsigned numeral (folded text, no fraction); ``None`` if it is none.

    >>> read_numeral("一万五千亿").value == 1_500_000_000_000
    True
    >>> str(read_numeral("几十余").low), read_numeral("三十多万亿").modifier
    ('20', 'over')
    """
    text = _APART.sub("", canonical(text))
    text = text.replace("廿", "二十").replace("卅", "三十")
    text = _ONE_OR_TWO.sub("一二", text)
    modifier = "exact"
    if len(text) > 1 and text[0] == "上" and text[1] in _SCALES:
        text, modifier = text[1:], "over"
    if match := _VAGUE_END.search(text):
        if match.start() == 0:
            return None
        modifier = "about" if match[0] == "来" else "over"
        text = text[: match.start()] + text[match.end() :]
    ends = _ends(text)
    if ends is not None:
        base = _exact(re.sub(r"零?几", "", text)) if text.find("几") > 0 else None
        return Numeral(base, *ends, modifier)
    value = _exact(text)
    return None if value is None else Numeral(value, value, value, modifier)
