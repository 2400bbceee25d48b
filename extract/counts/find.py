"""Finding counts: numeral + unit, percentages, fractions, multiples, ranges."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from ...corpus.marks import JOINS
from ...corpus.script import simplify
from ...seeds.table import either
from ..candidates import Candidate
from ..numbers.endless import without_endless
from ..numbers.words import fixed_word_at
from . import decoys
from .below_zero import SIGNS, below_zero
from .context_units import spots, unit_in_context
from .listed import shared
from .numerals import Amount, numeral_start, plain, read_amount
from .refuse import HAN, coded, held, may_be_minus, refused
from .shares import fraction, slashes, specials
from .units import Unit
from .units_after import (
    BOUND,
    DASH,
    HALF,
    Hit,
    cut_numeral,
    plus,
    shared_unit,
    small_change,
    tail,
    with_unit,
)
from .values import PERCENT, attributes, features
from .words import beside

_TO = re.compile(r"(?:[-—–－―]{1,2}|[~～〜∼]|至|到)")
_SIGN = frozenset("-－负")
_BEFORE_MINUS = _SIGN | {"下"}
_GOES_ON = frozenset("/／（(半及或含以之左上内多余一二两三四五六七八九123456789")
"""Characters that a count may go on with behind its unit: 元/吨, 斤半, 块五, 名以上."""
_SCALES = frozenset("十百千万亿")
"""Numerals that stand for themselves in rates: 件/万人."""
_NO_TIME = re.compile("周岁|日元(?![旦宵])")
"""Units that begin like one of time."""
_NOUNLESS = frozenset("年月日时点分号届期楼路线街版后前代里度个%％级岁比")


def _second(text: str, at: int) -> tuple[int, int, Amount] | None:
    """The second end of a range whose dash stands at ``at``."""
    link = _TO.match(text, at)
    if link is None:
        return None
    match = numeral_start().match(text, link.end())
    if match is None:
        return None
    read = cut_numeral(text, match.start(), match.end())
    return None if read is None else (match.start(), read[0], read[1])


def _rescale(first: Amount, second: Amount, raw: str) -> Amount:
    """3—5万: the first end takes the scale of the second, which is written ``raw``."""
    if first.scaled or not second.scaled or first.value is None or second.value is None:
        return first
    match = re.search(r"[百千]?[万亿]+", raw)
    scale = read_amount(match[0]) if match else None
    if scale is None or scale.value is None:
        return first
    value = first.value * scale.value
    if not first.value < second.value or value >= second.value:
        return first
    return Amount(value, value, value, first.modifier, first.arabic, True)


def _count(text: str, hit: Hit) -> tuple[Candidate, int]:
    """The candidate of a numeral with its unit, and where the scan goes on."""
    assert hit.unit is not None
    unit, start, end = hit.unit, hit.start, hit.unit_end
    amount, high = hit.amount, None
    rule = "count.percent" if unit.text[0] in PERCENT else "count.numeral_unit"
    if text[end : end + 1] in DASH:  # 10元至20元, 2个到3个
        second = _second(text, end)
        if second is not None:
            other = with_unit(text, *second)
            low = amount.low
            alike = other.unit is not None and other.unit.dimension == unit.dimension
            if alike and other.unit is not None and not refused(text, other):
                if low < other.amount.high:
                    unit, end, high = other.unit, other.unit_end, other.amount
                    rule = "count.range"
                elif text.startswith("不等", other.unit_end):
                    # 5000元至1000元不等: from the highest down.
                    end, high, amount = other.unit_end, amount, other.amount
                    rule = "count.range"
    return _finish(text, start, end, amount, unit, high, rule)


def _finish(
    text: str,
    start: int,
    end: int,
    amount: Amount,
    unit: Unit,
    high: Amount | None,
    rule: str,
) -> tuple[Candidate, int]:
    flags = bound = ""
    name = unit.text
    if text[end : end + 1] in _GOES_ON:
        if high is None and (shared := shared_unit(text, end)):
            end, more, dimension = shared
            whole = unit.canonical + more
            unit = Unit(name + more, whole, dimension or unit.dimension, False, None)
            name = unit.text
            flags += " compound"
        if high is None and amount.value is not None and name[0] not in PERCENT:
            if part := small_change(text, end, name):
                end, extra = part
                amount = plus(amount, extra)
                flags += " half"
            elif half := HALF.match(text, end):
                end = half.end()
                amount = plus(amount, 0.5)
                flags += " half"
        end, bound = tail(text, end, unit)
        if bound:
            flags += " bound"
    signed = _minus(text, start, unit) if start and text[start - 1] in _BEFORE_MINUS else 0
    if signed and high is None:
        start -= signed
        value = None if amount.value is None else -amount.value
        amount = dataclasses.replace(amount, value=value, low=-amount.high, high=-amount.low)
    attrs = attributes(text, start, amount, name, unit.dimension, bound, high)
    kind = "arabic" if amount.arabic else "chinese"
    if not amount.arabic and len(text[start:end]) <= len(name) + 1:
        kind = "chinese1"
    return (
        Candidate("COUNT", start, end, rule, attrs, features(kind, unit.dimension, flags)),
        end,
    )


def _minus(text: str, start: int, unit: Unit) -> int:
    """Length of what makes the number at ``start`` a negative one: -, 负, 零下; 0 if nothing."""
    warmth = unit.dimension == "temperature" or (
        unit.text == "度" and text[start - 1 : start] in ("-", "－", "下")
    )
    if warmth and text[max(0, start - 2) : start] == "零下":
        return 2
    if start == 0 or text[start - 1] not in _SIGN or not (warmth or unit.dimension == "ratio"):
        return 0
    before = text[start - 2] if start > 1 else ""
    if (
        not warmth
        and (before.isalnum() or before in ("%", "％"))
        and not (text[start - 1] != "负" and may_be_minus(text, start - 1))
    ):
        return 0  # 10%-15%, 占比-5%
    return 1


def _decoy(start: int, end: int, rule: str) -> Candidate:
    return Candidate("COUNT", start, end, rule, decoy=True)


def _bare(text: str, hit: Hit) -> Candidate | None:
    """A count without a unit: 9.6万居民, 上千人家, 三万蟹农."""
    start, end, amount = hit.start, hit.number_end, hit.amount
    if text.startswith(("小时", "分钟"), end):
        return None
    after = text[end : end + 1]
    raw = text[start:end]
    if after in _NOUNLESS or (after.isascii() and after.isalnum()):
        return None
    large = amount.high >= 10_000 and amount.scaled
    if not large:
        chinese = not amount.arabic and amount.high >= 1000 and len(raw) > 2
        vague = raw[-1] in "余多" or raw[0] in "上数几"
        vague = vague or (amount.value is None and amount.high >= 100 and not amount.arabic)
        if not (chinese or (vague and amount.high >= 20)):
            return None
    if raw == "千万" and after in "不别要当注小记莫勿保应须":
        return None
    if raw in ("万", "亿", "千", "百", "千万", "百万", "亿万") and not (
        raw in ("百万", "千万") and HAN.match(text, end)
    ):
        return None
    bound = BOUND.match(text, end)
    attrs = attributes(text, start, amount, None, "thing", bound[0] if bound else "")
    kind = "arabic" if amount.arabic else "chinese"
    return Candidate(
        "COUNT",
        start,
        bound.end() if bound else end,
        "count.bare_scale" if large else "count.bare_round",
        attrs,
        features(kind, "none", "" if HAN.match(text, end) else "final"),
    )


@cache
def _of_index() -> re.Pattern[str]:
    """An index or rating, and the verb before its value."""
    return re.compile(
        f"(?:{either('count_context.tsv', 'index')})(?:平均|分别)?(?:为|达到?|是|升至|降至"
        r"|报|增至|录得)?(?:了)?\Z"
    )


def _index(text: str, hit: Hit) -> Candidate | None:
    """A bare decimal that an index or a rating takes: 指数为50.2."""
    start, end = hit.start, hit.number_end
    if not hit.amount.arabic or text[end : end + 1] not in (
        "，",
        "。",
        "；",
        "、",
        ",",
        "）",
        "\n",
    ):
        return None
    if not _of_index().search(text, max(0, start - 10), start):
        return None
    attrs = attributes(text, start, hit.amount, None, "thing", "")
    return Candidate("COUNT", start, end, "count.index", attrs, features("arabic", "none", ""))


def _scan(text: str) -> Iterator[Candidate]:
    position, time_next = 0, decoys.TIME_NEXT
    for match in numeral_start().finditer(text):
        start, end = match.span()
        if start < position:
            continue
        after = text[end : end + 1]
        timed = after in time_next and _NO_TIME.match(text, end) is None
        if timed and not held(text, start, end):
            continue
        first = text[start]
        before = text[start - 1] if start else "\n"
        arabic = first.isdigit()
        if before in SIGNS and start > 1 and (cold := below_zero(text, start)):
            position = cold.end
            yield cold
            continue
        if before == "第" or (arabic and coded(text, start, before)):
            continue
        if not arabic:
            if before in "/／" and _SCALES.issuperset(text[start:end]):
                continue  # 21.5件/万人: for how many, not how many
            word = fixed_word_at(text, start)
            measured = text[start:end] == "一"  # 一里半, 一成: never a fixed word
            if word is not None and not measured and not text.startswith("分之", end):
                position = word.end
                yield _decoy(word.start, word.end, f"count.decoy.{word.kind}")
                continue
            if before in "周期初高拜" and end - start == 1:
                continue
            if (first == "上" and before in beside("risen")) or (
                first == "数" and before in beside("tally")
            ):
                start += 1
            if start >= end:
                continue
        read = cut_numeral(text, start, end)
        if read is None:
            continue
        end, amount = read
        if text.startswith("分之", end) and (made := fraction(text, start, end)):
            candidate, position = made
            yield candidate
            continue
        after = text[end : end + 1]
        if after in DASH and (second := _second(text, end)) is not None:
            ranged = _range(text, start, end, amount, second)
            if ranged is not None:
                joined, position = ranged
                if joined is not None:
                    yield joined
                continue
        if after == "、" and end - start == 1:
            listed = _neighbours(text, start, end, amount)
            if listed is not None:
                candidate, position = listed
                yield candidate
                continue
        hit = spots(text, with_unit(text, start, end, amount))
        if hit.unit is None and (unit := unit_in_context(text, hit)):
            hit = Hit(start, end, amount, unit, end + 1)
        if hit.unit is None:
            bare = _bare(text, hit) or _index(text, hit)
            if bare is not None:
                yield _guarded(text, bare, arabic)
                position = bare.end
            continue
        if refused(text, hit):
            position = hit.unit_end
            yield _decoy(start, hit.unit_end, "count.decoy.form")
            continue
        candidate, position = _count(text, hit)
        yield _guarded(text, candidate, arabic)


def _range(
    text: str, start: int, end: int, amount: Amount, second: tuple[int, int, Amount]
) -> tuple[Candidate | None, int] | None:
    """2—3个, 3至5万元; ``None`` when the two numerals are no range."""
    other = with_unit(text, *second)
    if other.unit is None:
        if text[other.number_end : other.number_end + 1] in decoys.TIME_NEXT:
            return None, other.number_end  # 3至5日
        return None
    low = _rescale(amount, other.amount, text[second[0] : other.number_end])
    if low.low >= other.amount.high or refused(text, other):
        return None, other.unit_end
    return _finish(text, start, other.unit_end, low, other.unit, other.amount, "count.range")


_NEXT = re.compile(
    r"、(?:(?P<digit>\d)(?![\d.．])|(?P<word>[三四五六七八九])(?P<scale>[十百千万]{0,2}))"
)


def _neighbours(text: str, start: int, end: int, amount: Amount) -> tuple[Candidate, int] | None:
    """3、4个, 五、六公里, 三、四十户: two neighbouring digits are one vague number."""
    match = _NEXT.match(text, end)
    if match is None or amount.value is None:
        return None
    if (match["digit"] is None) == amount.arabic or text[start - 1 : start] == "、":
        return None
    at = match.start() + 1
    first, second = (
        read_amount(match["digit"] or match["word"]),
        read_amount(text[at : match.end()]),
    )
    if first is None or second is None or first.value != amount.value + 1:
        return None
    hit = with_unit(text, at, match.end(), second)
    if hit.unit is None or refused(text, hit):
        return None
    if amount.arabic:
        if hit.unit.dimension in ("ratio", "money"):
            return None
    else:
        if hit.unit.text in beside("named"):
            return None
        low = plain(Fraction(second.high) / Fraction(first.high) * Fraction(amount.high))
        amount = Amount(low, low, low, amount.modifier, False, second.scaled)
    return _finish(text, start, hit.unit_end, amount, hit.unit, second, "count.range")


def _guarded(text: str, candidate: Candidate, arabic: bool) -> Candidate:
    """The candidate, or the decoy that covers it when it opens a quoted formula."""
    attrs, quoted = candidate.attrs, None
    if not arabic and attrs["kind"] in ("cardinal", "thing"):
        quoted = decoys.quoted_formula(text, candidate.start)
    elif attrs["unit"] == "条" and text.startswith("”", candidate.end):  # “惠企20条”
        quoted = decoys.quoted_formula(text, candidate.start, 8)
        quoted = None if quoted and quoted[0] == candidate.start else quoted
    return _decoy(*quoted, "count.decoy.formula") if quoted else candidate


def find_counts(text: str) -> Iterator[Candidate]:
    """Candidates and decoys of type COUNT in ``text``, also in traditional characters."""
    text = without_endless(text)
    simple = simplify(text)
    if simple == text:
        yield from _find(text)
        return
    for candidate in _find(simple):
        unit = candidate.attrs.get("unit")
        surface = text[candidate.start : candidate.end]
        at = simplify(surface).rfind(unit) if unit else -1
        if unit and at >= 0:
            attrs = {**candidate.attrs, "unit": surface[at : at + len(unit)]}
            candidate = dataclasses.replace(candidate, attrs=attrs)
        yield candidate


def _find(text: str) -> Iterator[Candidate]:
    titles_possible = "《" in text
    for candidate in _scan(text):
        if titles_possible and (title := decoys.in_title(text, candidate.start)):
            yield _decoy(*title, "count.decoy.title")
            continue
        if candidate.start and text[candidate.start - 1] in JOINS:
            yield from shared(text, candidate)
        yield candidate
    if "/" in text:
        yield from slashes(text)
    if "番" in text or "半" in text:
        yield from specials(text)
