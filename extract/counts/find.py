"""Finding counts: numeral + unit, percentages, fractions, multiples, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..candidates import Candidate
from ..numbers.words import fixed_word_at
from . import decoys
from .modifiers import is_change, prefix_modifier
from .numerals import Amount, grouped, numeral_start, read_amount
from .units import Unit, unit_at

_SPACES = " \u00a0\u3000"
_DASH = frozenset("-—–－―~～〜∼至到")
_TO = re.compile(r"(?:[-—–－―]{1,2}|[~～〜∼]|至|到)")
_BOUND = re.compile(r"(?:[（(][及含]?[）)])?(?:[及或含]?以上|[及或含]?以下|以内|之内|左右|上下)")
_MANY = re.compile(r"多(?![方元种样次功为年位个名家项层于数达少余边媒维极头])|余(?![名人元万])")
_HALF = re.compile(r"半(?![年月天日夜个数导径价成径小专])")
_MEASURED = frozenset(
    ("money", "area", "length", "weight", "volume", "multiple", "energy", "power")
)
_SIGN = frozenset("-－负")
_PERCENT = frozenset("%％‰")
_SPECIAL = re.compile(
    r"翻(?:了|上|过)?(?P<times>[一两三四几]|\d{1,2})?(?:多)?番|(?<![不走通越胜])过半(?![年月天夜百个场数径])|(?<![一两大多上下过前后小])半(?:平方米|公里|米|公斤|斤|吨|亩|倍|里|丈|尺|数以上)(?!多|之)|半数以上|一半以上|一半(?!天|月|年|时)|半数(?!据)"
)
_ASCII = re.compile(r"[A-Za-z0-9_]")
_ROUND = re.compile(r"[\u4e00-\u9fff]")
_NOUNLESS = frozenset("年月日时点分号届期楼路线街版后前代里度个%％级岁比")
_FRACTION = re.compile(r"分之(?:\d+(?:[.．]\d+)?|[零〇一二两三四五六七八九十百千点]+)")
_RISEN = re.compile(r"[线网山以会桌身路地街船车楼墙台海江河湖马纸书报基岸版榜床头面世史表]")
_TALLY = re.compile(
    r"[人户总次件个指分函参倍少多票岁点基读系级度常复整负代单双计个无为奇偶对页张行]"
)


@dataclass(frozen=True)
class _Hit:
    """A numeral with what follows it."""

    start: int
    number_end: int
    amount: Amount
    unit: Unit | None
    unit_end: int


@cache
def _features(kind: str, dimension: str, flags: str) -> Mapping[str, float]:
    """Features shared by all candidates of a sort; treated as read-only."""
    features = {f"numeral={kind}": 1.0, f"dimension={dimension}": 1.0}
    for flag in flags.split():
        features[flag] = 1.0
    return features


def _kind(text: str, start: int, unit: str | None, dimension: str) -> str:
    if unit is not None and unit[0] in _PERCENT:
        return "change" if is_change(text, start) else "percent"
    if unit in ("个百分点", "百分点", "个基点", "基点", "个点"):
        return "change"
    if dimension in ("people", "household", "thing", "event", "place", "animal", "text", "score"):
        return "cardinal"
    return dimension


def _ordered(modifier: str, value: Any) -> tuple[Any, Any]:
    """Bounds of a value that a modifier bends; ``None`` is open."""
    if modifier == "over":
        return value, None
    if modifier == "under":
        return None, value
    if modifier == "about":
        return None, None
    return value, value


def attributes(
    text: str,
    start: int,
    amount: Amount,
    unit: str | None,
    dimension: str,
    bound: str,
    high: Amount | None = None,
) -> dict[str, Any]:
    """The attributes of a count but ``what``."""
    modifier = amount.modifier if high is None else high.modifier
    if bound:
        word = bound.lstrip("（()）及或含")
        modifier = {"以上": "over", "多": "over", "余": "over"}.get(word, "about")
        if word in ("以下", "以内", "之内"):
            modifier = "under"
    before = prefix_modifier(text, start)
    if modifier == "exact":
        modifier = before
    if high is not None:
        low_end, high_end = amount.low, high.high
        value: Any = [low_end, high_end]
    elif amount.value is None:
        low_end, high_end = amount.low, amount.high
        value = [low_end, high_end]
    else:
        value = amount.value
        low_end, high_end = _ordered(modifier, value)
    return {
        "value": value,
        "low": low_end,
        "high": high_end,
        "modifier": modifier,
        "unit": unit,
        "kind": _kind(text, start, unit, dimension),
    }


def _numeral(text: str, start: int, end: int) -> tuple[int, Amount] | None:
    """End and amount of the numeral at ``start``, cut where it cannot be read on."""
    raw = text[start:end]
    if ("," in raw or "，" in raw) and not grouped(raw):
        end = start + re.match(r"\d+(?:[.．]\d+)?", raw).end()  # type: ignore[union-attr]
        raw = text[start:end]
    amount = read_amount(raw)
    while amount is None and end - start > 1:
        end -= 1
        raw = text[start:end]
        if raw[-1] in ".．,，点":
            continue
        amount = read_amount(raw)
    return None if amount is None else (end, amount)


def _with_unit(text: str, start: int, end: int, amount: Amount) -> _Hit:
    """The numeral with the unit that follows, at most one space between them."""
    at = end
    unit = unit_at(text, at, amount.arabic)
    if unit is None and amount.arabic and text[at : at + 1] and text[at] in _SPACES:
        unit = unit_at(text, at + 1, amount.arabic)
        at += 1
    if unit is None:
        if text[end : end + 1] in _PERCENT:
            sign = _percent_unit(text[end])
            return _Hit(start, end, amount, sign, end + 1)
        return _Hit(start, end, amount, None, end)
    return _Hit(start, end, amount, unit, at + len(unit.text))


@cache
def _percent_unit(sign: str) -> Unit:
    return Unit(sign, "%" if sign == "％" else sign, "ratio", False, None)


def _refused(text: str, hit: _Hit) -> bool:
    """Whether numeral and unit are a duration, rank, grade, address or the like."""
    unit, start, end = hit.unit, hit.start, hit.unit_end
    if unit is None:
        return False
    name, arabic = unit.text, hit.amount.arabic
    if name == "个" and decoys.DURATION.match(text, end):
        return True
    if name == "级":
        return decoys.is_grade(text, start, end, hit.amount)
    if name == "大":
        return decoys.is_congress(hit.amount, arabic) or not _ROUND.match(text, end)
    if name == "期":
        return not arabic and text[start - 1 : start] != "分"
    if name == "次" and not arabic and decoys.is_session(text, start, end):
        return True
    if name == "字" and text[start : hit.number_end] == "十":
        return True
    if not arabic and text[end : end + 1] == "级" and name != "级":
        return True  # 万吨级码头
    if name == "度" and not arabic and hit.number_end - start < 2:
        return True
    if name == "大" and hit.amount.high > 100:
        return True
    if text[start - 1 : start] == "每" and text[start : hit.number_end] in ("百", "千", "万"):
        return True
    if text[start:hit.number_end] == "二" and unit.dimension not in (
        "area", "weight", "money", "people", "volume",
    ):  # fmt: skip
        return True
    return decoys.is_rank(text, start, unit) or decoys.is_group_name(text, start, end, unit)


def _second(text: str, at: int) -> tuple[int, int, Amount] | None:
    """The second end of a range whose dash stands at ``at``."""
    link = _TO.match(text, at)
    if link is None:
        return None
    match = numeral_start().match(text, link.end())
    if match is None:
        return None
    read = _numeral(text, match.start(), match.end())
    return None if read is None else (match.start(), read[0], read[1])


def _rescale(text: str, first: Amount, raw_first: str, second: Amount, raw: str) -> Amount:
    """3—5万: the first end takes the scale of the second."""
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


def _tail(text: str, end: int, unit: Unit) -> tuple[int, str]:
    """End and word of what bounds a count: 以上, 左右, 多."""
    if match := _BOUND.match(text, end):
        return match.end(), match[0]
    if (unit.dimension in _MEASURED or unit.text in ("成", "块")) and (
        match := _MANY.match(text, end)
    ):
        return match.end(), match[0]
    return end, ""


def _count(text: str, hit: _Hit) -> tuple[Candidate, int]:
    """The candidate of a numeral with its unit, and where the scan goes on."""
    assert hit.unit is not None
    unit, start, end = hit.unit, hit.start, hit.unit_end
    amount, high = hit.amount, None
    rule = "count.percent" if unit.text[0] in _PERCENT else "count.numeral_unit"
    if text[end : end + 1] in _DASH:  # 10元至20元, 2个到3个
        second = _second(text, end)
        if second is not None:
            other = _with_unit(text, *second)
            low = amount.low
            if (
                other.unit is not None
                and other.unit.dimension == unit.dimension
                and low < other.amount.high
                and not _refused(text, other)
            ):
                unit, end, high = other.unit, other.unit_end, other.amount
                rule = "count.range"
    return _finish(text, start, end, amount, unit, high, rule)


_SMALLER = {"斤": "两", "元": "角", "块": "毛", "角": "分", "毛": "分", "尺": "寸", "丈": "尺"}
_DIGIT = re.compile(r"(?P<digit>[一二两三四五六七八九1-9])(?P<unit>[两角毛分寸尺])?")


def _small_change(text: str, end: int, unit: str) -> tuple[int, float] | None:
    """What a smaller unit adds: 六斤八两, 六块五, 5元3角."""
    smaller = _SMALLER.get(unit)
    match = _DIGIT.match(text, end) if smaller else None
    if match is None or smaller is None:
        return None
    finish = match.end()
    if match["unit"] != smaller:
        after = text[match.end("digit") : match.end("digit") + 1]
        if unit != "块" or (after and after not in "，。、；！？”,的涨降到一\n"):
            return None
        finish = match.end("digit")
    digit = read_amount(match["digit"])
    if digit is None or digit.value is None:
        return None
    return finish, digit.value / 10


def _plus(amount: Amount, extra: float) -> Amount:
    value = round((amount.value or 0) + extra, 6)
    return Amount(value, value, value, amount.modifier, amount.arabic, amount.scaled)


_PER = re.compile(
    r"[/／](?:年|月|日|天|小时|时|分钟?|秒|人|户|亩|平方米|公里|吨|公斤|斤|升|立方米|次|件|头|千瓦时|度|株|桶|克|千克|百公里|平方公里|公顷)"
)
_ALSO = re.compile(r"[（(](?:[\u4e00-\u9fff]{1,2})[)）]")


def _shared(text: str, end: int, arabic: bool) -> tuple[int, str, str] | None:
    """What joins a unit: a rate (元/吨) or a second unit in brackets (台（套））."""
    after = text[end : end + 1]
    if after in "/／" and after and (match := _PER.match(text, end)):
        return match.end(), match[0], "rate"
    if after and after in "（(" and (match := _ALSO.match(text, end)):
        inside = match[0][1:-1]
        unit = unit_at(inside, 0, True)
        if (unit is not None and len(unit.text) == len(inside)) or inside == "次":
            return match.end(), match[0], ""
    return None


def _finish(
    text: str,
    start: int,
    end: int,
    amount: Amount,
    unit: Unit,
    high: Amount | None,
    rule: str,
) -> tuple[Candidate, int]:
    flags = ""
    name = unit.text
    if high is None and (shared := _shared(text, end, amount.arabic)):
        end, unit = (
            shared[0],
            Unit(
                name + shared[1],
                unit.canonical + shared[1],
                shared[2] or unit.dimension,
                False,
                None,
            ),
        )
        name = unit.text
        flags += " compound"
    if high is None and amount.value is not None and name[0] not in _PERCENT:
        if part := _small_change(text, end, name):
            end, extra = part
            amount = _plus(amount, extra)
            flags += " half"
        elif half := _HALF.match(text, end):
            end = half.end()
            amount = _plus(amount, 0.5)
            flags += " half"
    end, bound = _tail(text, end, unit)
    if bound:
        flags += " bound"
    negative = (
        (unit.dimension in ("ratio", "temperature")
        and start > 0
        and text[start - 1] in _SIGN
        and not (
            start > 1
            and unit.dimension == "ratio"
            and (text[start - 2].isalnum() or text[start - 2] in "%％")
        ))
        or (unit.dimension == "temperature" and text[start - 2 : start] == "零下")
    )
    if negative and text[start - 1] in _SIGN and amount.value is not None:
        start -= 1
        amount = Amount(
            -amount.value, -amount.value, -amount.value, amount.modifier, True, amount.scaled
        )
    attrs = attributes(text, start, amount, name, unit.dimension, bound, high)
    kind = "arabic" if amount.arabic else "chinese"
    if not amount.arabic and len(text[start:end]) <= len(name) + 1:
        kind = "chinese1"
    return (
        Candidate("COUNT", start, end, rule, attrs, _features(kind, unit.dimension, flags)),
        end,
    )


def _decoy(start: int, end: int, rule: str) -> Candidate:
    return Candidate("COUNT", start, end, rule, decoy=True)


def _fraction(text: str, start: int, end: int) -> tuple[Candidate, int] | None:
    """三分之二, 百分之八十五."""
    match = _FRACTION.match(text, end)
    bottom = read_amount(text[start:end])
    if match is None or bottom is None or not bottom.value:
        return None
    finish = match.end()
    top = read_amount(text[end + 2 : finish])
    while top is None and finish > end + 3:
        finish -= 1
        top = read_amount(text[end + 2 : finish])
    if top is None:
        return None
    percent = text[start:end] in ("百", "一百")
    high: Amount | None = None
    if percent and text[finish : finish + 1] in _DASH:
        second = re.compile(r"[-—–至到]{1,2}百分之").match(text, finish)
        if second and (m := numeral_start().match(text, second.end())):
            read = _numeral(text, m.start(), m.end())
            if read is not None:
                finish, high = read[0], read[1]
    bound = _BOUND.match(text, finish)
    mark = bound[0] if bound else ""
    if percent:
        attrs = attributes(text, start, top, "百分之", "ratio", mark, high)
        attrs["kind"] = "change" if is_change(text, start) else "percent"
    else:
        if top.value is None:
            return None
        share = top.value / bottom.value
        part = Amount(share, share, share, "exact", top.arabic, False)
        attrs = attributes(text, start, part, None, "ratio", mark)
    finish = bound.end() if bound else finish
    rule = "count.percent_words" if percent else "count.fraction"
    return Candidate(
        "COUNT", start, finish, rule, attrs, _features("fraction", "ratio", "")
    ), finish


def _bare(text: str, hit: _Hit) -> Candidate | None:
    """A count without a unit: 9.6万居民, 上千人家, 三万蟹农."""
    start, end, amount = hit.start, hit.number_end, hit.amount
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
        raw in ("百万", "千万") and _ROUND.match(text, end)
    ):
        return None
    bound = _BOUND.match(text, end)
    attrs = attributes(text, start, amount, None, "thing", bound[0] if bound else "")
    kind = "arabic" if amount.arabic else "chinese"
    return Candidate(
        "COUNT",
        start,
        bound.end() if bound else end,
        "count.bare_scale" if large else "count.bare_round",
        attrs,
        _features(kind, "none", "" if _ROUND.match(text, end) else "final"),
    )


_MODEL = re.compile(r"[A-Za-z0-9\u4e00-\u9fff][-－]\Z")


_DEGREES = re.compile(r"\d+(?:[.．]\d+)?(?:℃|°C|摄氏度|度)")


def _coded(text: str, start: int, before: str) -> bool:
    """Whether the digits at ``start`` go on a code, a score or a model: G30, 8:7, 歼-20."""
    if before.isascii() and (before.isalnum() or before in "_./+&"):
        return True
    if before in ":：" and start > 1:
        return text[start - 2].isdigit()
    if before not in "-－" or _MODEL.search(text, start - 2, start) is None:
        return False
    below_zero = text[start - 2] >= "\u4e00" and _DEGREES.match(text, start) is not None
    return not below_zero


_SLASH = re.compile(r"(?<=[的约近占达为到至过超于了仅有])(\d{1,3})/(\d{1,4})(?![\d/月年%A-Za-z])")


def _slashes(text: str) -> Iterator[Candidate]:
    """1/3 where the sentence measures a share."""
    for match in _SLASH.finditer(text):
        top, bottom = int(match[1]), int(match[2])
        if not 0 < top < bottom:
            continue
        start, end = match.span()
        bound = _BOUND.match(text, end)
        part = Amount(top / bottom, top / bottom, top / bottom, "exact", True, False)
        attrs = attributes(text, start, part, None, "ratio", bound[0] if bound else "")
        yield Candidate(
            "COUNT",
            start,
            bound.end() if bound else end,
            "count.fraction",
            attrs,
            _features("fraction", "ratio", "slash"),
        )


_INDEX = re.compile(
    r"(?:指数|系数|评分|得分|均分|综合分|血氧|满意度|PMI)(?:平均|分别)?(?:为|达到?|是|升至|降至|报|增至|录得)?(?:了)?\Z"
)


def _index(text: str, hit: _Hit) -> Candidate | None:
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
    if not _INDEX.search(text, max(0, start - 10), start):
        return None
    attrs = attributes(text, start, hit.amount, None, "thing", "")
    return Candidate("COUNT", start, end, "count.index", attrs, _features("arabic", "none", ""))


def _scan(text: str) -> Iterator[Candidate]:
    position = 0
    for match in numeral_start().finditer(text):
        start, end = match.span()
        if start < position:
            continue
        first = text[start]
        after = text[end : end + 1]
        if after in decoys.TIME_NEXT and not text.startswith("周岁", end):
            continue
        before = text[start - 1] if start else "\n"
        arabic = first.isdigit()
        if before == "第" or (arabic and _coded(text, start, before)):
            continue
        if not arabic:
            word = fixed_word_at(text, start)
            measured = text[start:end] == "一"  # 一里半, 一成: never a fixed word
            if word is not None and not measured and not text.startswith("分之", end):
                position = word.end
                yield _decoy(word.start, word.end, f"count.decoy.{word.kind}")
                continue
            if before in "周期初高拜" and end - start == 1:
                continue
            if (first == "上" and _RISEN.match(before)) or (first == "数" and _TALLY.match(before)):
                start += 1
            if start >= end:
                continue
        read = _numeral(text, start, end)
        if read is None:
            continue
        end, amount = read
        if text.startswith("分之", end) and (made := _fraction(text, start, end)):
            candidate, position = made
            yield candidate
            continue
        after = text[end : end + 1]
        if after in _DASH and (second := _second(text, end)) is not None:
            ranged = _range(text, start, end, amount, second)
            if ranged is not None:
                candidate, position = ranged
                if candidate is not None:
                    yield candidate
                continue
        if after == "、" and arabic and end - start == 1:
            listed = _neighbours(text, start, end, amount)
            if listed is not None:
                candidate, position = listed
                yield candidate
                continue
        hit = _with_unit(text, start, end, amount)
        if hit.unit is None:
            bare = _bare(text, hit) or _index(text, hit)
            if bare is not None:
                yield from _guarded(text, bare, arabic)
                position = bare.end
            continue
        if _refused(text, hit):
            position = hit.unit_end
            yield _decoy(start, hit.unit_end, "count.decoy.form")
            continue
        candidate, position = _count(text, hit)
        yield from _guarded(text, candidate, arabic)


def _range(
    text: str, start: int, end: int, amount: Amount, second: tuple[int, int, Amount]
) -> tuple[Candidate | None, int] | None:
    """2—3个, 3至5万元; ``None`` when the two numerals are no range."""
    other = _with_unit(text, *second)
    if other.unit is None:
        if text[other.number_end : other.number_end + 1] in decoys.TIME_NEXT:
            return None, other.number_end  # 3至5日
        return None
    low = _rescale(text, amount, text[start:end], other.amount, text[second[0] : other.number_end])
    if low.low >= other.amount.high or _refused(text, other):
        return None, other.unit_end
    candidate, position = _finish(
        text, start, other.unit_end, low, other.unit, other.amount, "count.range"
    )
    return candidate, position


def _neighbours(text: str, start: int, end: int, amount: Amount) -> tuple[Candidate, int] | None:
    """3、4个: two neighbouring digits are one vague number."""
    match = re.compile(r"、(\d)(?![\d.．])").match(text, end)
    if match is None or amount.value is None or int(match[1]) != amount.value + 1:
        return None
    second = read_amount(match[1])
    if second is None:
        return None
    hit = _with_unit(text, match.start(1), match.end(1), second)
    if hit.unit is None or _refused(text, hit) or hit.unit.dimension in ("ratio", "money"):
        return None
    return _finish(text, start, hit.unit_end, amount, hit.unit, second, "count.neighbours")


def _guarded(text: str, candidate: Candidate, arabic: bool) -> Iterator[Candidate]:
    """The candidate, with the decoy that covers it when it opens a quoted formula."""
    start = candidate.start
    if (
        not arabic
        and candidate.attrs["kind"] in ("cardinal", "thing")
        and (quoted := decoys.quoted_formula(text, start))
    ):
        yield _decoy(*quoted, "count.decoy.formula")
        return
    yield candidate


def _specials(text: str) -> Iterator[Candidate]:
    """翻番, 过半, 一半."""
    for match in _SPECIAL.finditer(text):
        start, end = match.span()
        word = match[0]
        if word[0] == "翻":
            times = match["times"] or "一"
            amount = read_amount(times) if times != "几" else None
            if times == "一":
                amount = Amount(1, 1, 1, "exact", False, False)
            if amount is None:
                continue
            attrs = attributes(text, start, amount, "番", "multiple", "")
            yield Candidate(
                "COUNT", start, end, "count.double", attrs, _features("chinese", "multiple", "")
            )
            continue
        if word[0] == "半" and (unit := unit_at(text, start + 1, False)):
            half = Amount(0.5, 0.5, 0.5, "exact", False, False)
            attrs = attributes(text, start, half, unit.text, unit.dimension, "")
            yield Candidate(
                "COUNT", start, end, "count.half", attrs, _features("chinese", unit.dimension, "")
            )
            continue
        half = Amount(0.5, 0.5, 0.5, "exact", False, False)
        bound = "以上" if word.endswith("以上") or word == "过半" else ""
        if word == "一半" and text[end : end + 2] == "以上":
            bound, end = "以上", end + 2
        attrs = attributes(text, start, half, None, "ratio", bound)
        yield Candidate(
            "COUNT", start, end, "count.half", attrs, _features("chinese", "ratio", word)
        )


def find_counts(text: str) -> Iterator[Candidate]:
    """Candidates and decoys of type COUNT in ``text``."""
    titles_possible = "《" in text
    for candidate in _scan(text):
        if titles_possible and (title := decoys.in_title(text, candidate.start)):
            yield _decoy(*title, "count.decoy.title")
            continue
        yield candidate
    if "/" in text:
        yield from _slashes(text)
    if "番" in text or "半" in text:
        yield from _specials(text)
