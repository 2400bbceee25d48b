"""What each atom says: the fields of a point that it sets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from ..numbers import parse_number
from .numerals import numerals, small
from .words import festivals, group

Fields = Mapping[str, object]
_SHIFT = re.compile(r"(-?\d)([A-Z]{2})?")
_PART_HOURS = {"早": "MO", "晨": "MO", "晚": "EV", "夜": "NI"}
_SEASON = {"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}
_EDGE = {"初": "begin", "底": "end", "末": "end", "旬": "", "中": "mid"}


class Unreadable(ValueError):
    """The atom is no date: a 13th month, a 32nd day."""


def _range(first: Fields, last: Fields | None = None) -> tuple[Fields, ...]:
    return (first,) if last is None else (first, last)


def year_number(text: str) -> int:
    """The year of ``2023年``, ``二〇二三年``, ``两千零四年``, ``08年``."""
    if text.startswith("两千"):
        return 2000 + (numerals(text[2:]) or [0])[0]
    value = numerals(text)[0]
    if value < 100:
        return value + (2000 if value < 50 else 1900)
    return value


def _year(text: str) -> tuple[Fields, ...]:
    if not text.startswith("公元"):
        return ({"year": year_number(text)},)
    number = int(parse_number(text.lstrip("公元前").rstrip("年")).value or 0)
    return ({"masked": f"BC{number:04d}"},) if text[2] == "前" else ({"year": number},)


def _era(text: str) -> int:
    """The year that a year of an emperor's reign, or of the Republic, begins in.

    >>> _era("清光绪三十年"), _era("民国元年")
    (1904, 1912)
    """
    words = group("era")
    name = next(word for word in words if word in text[: len(word) + 1])
    count = text.partition(name)[2].rstrip("年")
    return int(words[name]) + (1 if count == "元" else small(count)) - 1


def _years(text: str) -> tuple[Fields, ...]:
    first, last = numerals(text)[:2]
    if last < 100:
        last += first // 100 * 100
    if not first < last <= 2100:
        raise Unreadable(text)
    return {"year": first}, {"year": last}


def _month(value: int) -> int:
    if not 1 <= value <= 12:
        raise Unreadable(value)
    return value


def _day(value: int) -> int:
    if not 1 <= value <= 31:
        raise Unreadable(value)
    return value


def _months(text: str) -> tuple[Fields, ...]:
    found = numerals(text.replace("元", "一"))
    next_year = {"year_from_context": 1} if "次年" in text or "翌年" in text else {}
    return {"month": _month(found[0])}, {"month": _month(found[1]), **next_year}


def _one_month(text: str) -> tuple[Fields, ...]:
    digits = text.rstrip("份月 ")
    if digits == "元":
        return ({"month": 1},)
    if len(digits) == 2 and "十" not in digits and not digits.isdecimal():
        return {"month": _month(small(digits[0]))}, {"month": _month(small(digits[1]))}
    return ({"month": _month(small(digits))},)


def _days(text: str) -> tuple[Fields, ...]:
    first, last = numerals(text)[:2]
    return {"day": _day(first)}, {"day": _day(last)}


def _iso(text: str) -> tuple[Fields, ...]:
    parts = numerals(text)
    if parts[0] <= 12:
        return ({"month": _month(parts[0]), "day": _day(parts[1])},)
    fields: dict[str, object] = {"year": parts[0], "month": _month(parts[1])}
    if len(parts) > 2:
        fields["day"] = _day(parts[2])
    return (fields,)


def _quarter(text: str) -> tuple[Fields, ...]:
    if text[0] in "上下本" and "半" not in text:
        return ({"season": {"上": "Q-", "下": "Q+", "本": "Q="}[text[0]]},)
    found = numerals(text)
    if text.startswith("首"):
        return ({"season": "Q1"},)
    if text[0] in "前头":
        return {"season": "Q1"}, {"season": f"Q{found[0]}"}
    return tuple({"season": f"Q{n}"} for n in found[:2])


def _first_months(text: str) -> tuple[Fields, ...]:
    last = _month(numerals(text)[0])
    return {"month": 1}, {"month": last}


_NEXT_HOUR = dict(zip("三四五六七八九", "两三四五六七八", strict=True))
"""The hour before one, in numerals for two that stand together."""


def _clock(text: str) -> tuple[Fields, ...]:
    text = text.replace("：", ":")
    fields: dict[str, object] = {}
    if text[1:2] in _NEXT_HOUR and _NEXT_HOUR[text[1]] == text[0]:  # 七八点
        return {"hour": small(text[0])}, {"hour": small(text[1])}
    found = numerals(re.sub(r"[一三13]刻|[零〇](?=[1-9])", "", text))
    if not found or found[0] > 24:
        raise Unreadable(text)
    hour = found[0]
    lower = text.lower()
    if "pm" in lower.replace(".", "") and hour < 12:
        hour += 12
    fields["hour"] = hour
    if "半" in text:
        fields["minute"] = 30
    elif quarter := re.search(r"([一三13])刻", text):
        fields["minute"] = 15 * small(quarter[1])
    elif len(found) > 1:
        if found[1] > 59:
            raise Unreadable(text)
        fields["minute"] = found[1]
    if len(found) > 2:
        fields["second"] = found[2]
    return (fields,)


def _week(text: str) -> tuple[Fields, ...]:
    fields: dict[str, object] = {}
    weekday = re.search(r"(?:周|星期|礼拜|週|禮拜)([一二三四五六日天])", text)
    if weekday:
        fields["weekday"] = small(weekday[1])
    head = re.match(r"(上上|下下|本|上|下|这)", text)
    if head:
        fields["week_from_publication"] = {
            "上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2,
        }[head[1]]  # fmt: skip
        if text.endswith("末"):
            fields["weekend"] = True
    return (fields,)


def _edge(text: str) -> tuple[Fields, ...]:
    if "旬" in text:
        parts = {"上": "1", "中": "2", "下": "3"}
        return ({"edge": "".join(sorted(parts[char] for char in text[:-1]))},)
    if "入" in text:
        return ({"season": {**_SEASON, "汛": "SU"}[text[-1]]},)
    for char, edge in (("初", "begin"), ("底", "end"), ("末", "end"), ("中", "mid")):
        if char in text:
            return ({"edge": edge},)
    return ({},)


def _year_word(text: str) -> tuple[Fields, ...]:
    if text.startswith("月"):
        return ({"month_from_publication": 0, **_edge(text)[0]},)
    return ({"year_from_publication": 0, "year_from_context": 0, **_edge(text)[0]},)


def _nth_week(text: str) -> tuple[Fields, ...]:
    found = numerals(re.sub(r"(?:周|星期)[一二三四五六日天]$", "", text))
    day = re.search(r"(?:周|星期)([一二三四五六日天])$", text)
    fields: dict[str, object] = {"week_of_month": -1 if "最后" in text else found[0]}
    if day:
        fields["weekday"] = small(day[1])
    return (fields,)


def _relative(name: str) -> Callable[[str], tuple[Fields, ...]]:
    field = {
        "year": "year_from_publication",
        "year_context": "year_from_context",
        "month": "month_from_publication",
        "month_context": "month_from_context",
        "day": "day_from_publication",
        "day_context": "day_from_context",
        "season_year": "year_from_publication",
    }[name]

    def read(text: str) -> tuple[Fields, ...]:
        points = []
        for value in group(name)[text].split("/"):
            match = _SHIFT.fullmatch(value)
            assert match is not None
            fields: dict[str, object] = {field: int(match[1])}
            if name == "year" and text[0] == "上":  # the one before the year spoken of
                fields["year_from_context"] = int(match[1])
            if match[2]:
                fields["season" if name == "season_year" else "part"] = match[2]
            points.append(fields)
        return tuple(points)

    return read


def _season(text: str) -> tuple[Fields, ...]:
    return ({"season": _SEASON["春" if "春" in text else text[0]]},)


def _half(text: str) -> tuple[Fields, ...]:
    return ({"season": "H1" if text[0] in "上前" else "H2"},)


def _part(text: str) -> tuple[Fields, ...]:
    return ({"part": group("part").get(text) or _PART_HOURS[text]},)


def _that_day(text: str) -> tuple[Fields, ...]:
    """15日|当天, 15日|当晚: the day is named before."""
    part = {"晚": "EV", "夜": "NI"}.get(text[-1])
    return ({"part": part} if part else {},)


_HOLIDAY = re.compile(r"[寒暑]假|假期|假日|长假|黄金周|期间|双节|两节")


def _festival(text: str) -> tuple[Fields, ...]:
    bare = re.sub(r"[“”‘’\"']", "", text)
    names = festivals()
    found: list[str] = []
    position = 0
    while position < len(bare):
        for end in range(min(len(bare), position + 10), position, -1):
            if bare[position:end] in names:
                found.append(bare[position:end])
                position = end
                break
        else:
            position += 1
    if not found:
        name = next(
            (n for n in names if n.strip("“”") and n.replace("“", "").replace("”", "") in bare),
            None,
        )
        if name is None:
            raise Unreadable(text)
        found = [name]
    fields: dict[str, object] = {"holiday": bool(_HOLIDAY.search(bare))}
    if bare.endswith("首日"):
        fields["edge"] = "begin"
    return tuple({"festival": name, **fields} for name in found[:2])


_LUNAR_MONTH = {"正": 1, "冬": 11, "腊": 12}
_LUNAR = re.compile(
    r"(?:农历|阴历)?(闰)?(?:(正|冬|腊)|(\d+|[一二三四五六七八九十]+))月(?:初?(.+?)[日号]?)?$"
)


def _lunar(text: str) -> tuple[Fields, ...]:
    if text.startswith("大年初"):
        return ({"lunar_month": 1, "lunar_day": small(text[3:])},)
    if "月" not in text:
        return ({"lunar_day": small(text[2:].lstrip("初"))},)
    match = _LUNAR.fullmatch(text)
    if match is None:
        raise Unreadable(text)
    month = _LUNAR_MONTH[match[2]] if match[2] else _month(small(match[3]))
    fields: dict[str, object] = {"lunar_month": month}
    if match[1]:
        fields["leap"] = True
    if match[4]:
        day = small(match[4])
        if not 1 <= day <= 30:
            raise Unreadable(text)
        fields["lunar_day"] = day
    return (fields,)


_EDGE_OF_DECADE = re.compile(r"(初|前|中|后|末)[期叶后]*$")
_TENS = re.compile(r"(\d\d)?(\d)[0０]|([二三四五六七八九])(?=[二三四五六七八九]?十|[零〇])")


def _decade(text: str) -> tuple[Fields, ...]:
    if edge := _EDGE_OF_DECADE.search(text):
        name = {"初": "begin", "前": "begin", "中": "mid"}.get(edge[1], "end")
        return ({**_decade(text[: edge.start()])[0], "edge": name},)
    century: int | None = None
    match = re.match(r"(上|本|\d+|[一二三十][一二三四五六七八九十]*)个?世纪", text)
    if match:
        century = {"上": 20, "本": 21}.get(match[1]) or small(match[1])
        text = text[match.end() :]
    if "年代" not in text:
        return ({"masked": f"{(century or 0) - 1:02d}XX"},)
    values = []
    for hundreds, digit, numeral in _TENS.findall(text.partition("年代")[0]):
        ten = small(digit or numeral)
        if hundreds:
            century = small(hundreds) + 1
        elif century is None:
            century = 20 if ten >= 3 else 21
        values.append(f"{century - 1:02d}{ten}X")
    return ({"masked": "/".join(dict.fromkeys((values[0], values[-1])))},)


def _plan(text: str) -> tuple[Fields, ...]:
    match = re.search(r"十([一二三四五六七]?)五", text)
    assert match is not None
    # The 10th plan (十五) ran 2001–2005; the "十五五" is the 15th.
    number = 10 + (small(match[1]) if match[1] else 0)
    first = 2001 + (number - 10) * 5
    if "开局" in text:
        return ({"year": first},)
    if "收官" in text or text.rstrip("期").endswith("末") or text.endswith("末年"):
        return ({"year": first + 4},)
    return ({"masked": f"{first}/{first + 4}"},)


_READERS: dict[str, Callable[[str], tuple[Fields, ...]]] = {
    "iso": _iso,
    "that_day": _that_day,
    "years": _years,
    "year": _year,
    "era": lambda t: ({"year": _era(t)},),
    "year_short": lambda t: ({"year": year_number(t)},),
    "months": _months,
    "month": _one_month,
    "days": _days,
    "bare_days": _days,
    "day": lambda t: ({"day": _day(small(t.rstrip("日号 ")))},),
    "bare_day": lambda t: ({"day": _day(small(t.rstrip("日号 ")))},),
    "quarter": _quarter,
    "first_months": _first_months,
    "clock": _clock,
    "clocks": lambda t: (_clock(re.split(r"[ \u3000至到\-—–－～~〜]", t)[0])[0], {}),
    "week": _week,
    "next_weekday": _week,
    "year_edge": _edge,
    "month_edge": _edge,
    "year_word": _year_word,
    "nth_week": _nth_week,
    "nth_month": lambda t: ({"month": _month(numerals(t)[0])},),
    "year_relative": _relative("year"),
    "year_context": _relative("year_context"),
    "month_relative": _relative("month"),
    "month_context": _relative("month_context"),
    "day_relative": _relative("day"),
    "day_context": _relative("day_context"),
    "season_year": _relative("season_year"),
    "season": _season,
    "half": _half,
    "part": _part,
    "part_short": _part,
    "festival": _festival,
    "lunar": _lunar,
    "decade": _decade,
    "plan": _plan,
    "same_period": lambda t: _relative("year")(t[:2]),
}
for _name in ("same", "week_edge", "weekday", "post", "of", "comma", "and"):
    _READERS[_name] = lambda t: ({},)


@lru_cache(maxsize=8192)
def fields_of(name: str, text: str) -> tuple[Fields, ...]:
    """The fields that an atom sets: of one point, or of the two ends of a range.

    Raises :class:`Unreadable` for an impossible month, day or hour.

    >>> fields_of("months", "1-9月")
    ({'month': 1}, {'month': 9})
    """
    return _READERS[name](text)
