"""Dates: marked sentences, the calendar, the context, and robustness."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zhengwen.corpus.article import Article
from zhengwen.corpus.view import TextView
from zhengwen.errors import UsageError
from zhengwen.extract import dates
from zhengwen.extract.candidates import Mention
from zhengwen.extract.dates import find_dates
from zhengwen.extract.dates.festivals import festival_day, lunar_to_solar, solar_term
from zhengwen.extract.dates.timex import bounds, duration
from zhengwen.extract.dates.words import festivals

from .cases import Case, read_cases
from .greedy import longest_first


def read_dates(text: str, published: date | None) -> list[Mention]:
    """Dates of a text, candidates and decoys resolved by length."""
    article = Article(TextView.of(text), (), (0, len(text)), published=published)
    return dates.interpret(article, longest_first(dates.propose(article)))


def _expected(value: str) -> Any:
    return None if value == "None" else value


@pytest.mark.parametrize("case", read_cases("date.txt"), ids=str)
def test_case(case: Case) -> None:
    found = read_dates(case.text, case.published)
    surfaces = [case.text[m.start : m.end] for m in found]
    assert surfaces == [case.text[m.start : m.end] for m in case.mentions]
    for mention, marked in zip(found, case.mentions, strict=True):
        for key, value in marked.attrs:
            assert mention.attrs[key] == _expected(value), (key, surfaces)


def test_enough_cases() -> None:
    cases = read_cases("date.txt")
    negatives = sum(not case.mentions for case in cases)
    assert len(cases) >= 200
    assert negatives * 3 >= len(cases)


@pytest.mark.parametrize("case", read_cases("date.txt"), ids=str)
def test_find_dates_agrees(case: Case) -> None:
    found = find_dates(case.text, case.published)
    assert [(d.start, d.end) for d in found] == [(m.start, m.end) for m in case.mentions]
    assert all(d.text == case.text[d.start : d.end] for d in found)


def test_published_is_checked() -> None:
    assert find_dates("昨日", "2024-03-01")[0].value == "2024-02-29"
    with pytest.raises(UsageError, match="2024年"):
        find_dates("昨日", "2024年")


def test_context_runs_through_the_article() -> None:
    text = "3月8日，花开了。\n当晚下雨。\n次日放晴。"
    assert [d.value for d in find_dates(text, "2024-03-20")] == [
        "2024-03-08",
        "2024-03-08TEV",
        "2024-03-09",
    ]


@pytest.mark.parametrize(
    ("year", "index", "expected"),
    [
        (2023, 6, date(2023, 4, 5)),
        (2024, 6, date(2024, 4, 4)),
        (2021, 23, date(2021, 12, 21)),
        (2008, 2, date(2008, 2, 4)),
        (2025, 23, date(2025, 12, 21)),
        (2022, 17, date(2022, 9, 23)),
    ],
)
def test_solar_terms(year: int, index: int, expected: date) -> None:
    assert solar_term(year, index) == expected


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("春节", 2023, date(2023, 1, 22)),
        ("元宵节", 2024, date(2024, 2, 24)),
        ("端午节", 2021, date(2021, 6, 14)),
        ("中秋节", 2020, date(2020, 10, 1)),
        ("重阳节", 2015, date(2015, 10, 21)),
        ("腊八节", 2022, date(2022, 1, 10)),
        ("除夕", 2025, date(2025, 1, 28)),
        ("父亲节", 2023, date(2023, 6, 18)),
        ("彝族年", 2023, None),
        ("no such day", 2023, None),
    ],
)
def test_festivals(name: str, year: int, expected: date | None) -> None:
    assert festival_day(name, year) == expected


def test_festival_table() -> None:
    assert len(festivals()) >= 120
    for name in festivals():
        day = festival_day(name, 2024)
        assert day is None or day.year in (2023, 2024, 2025)


def test_no_such_lunar_day() -> None:
    assert lunar_to_solar(2024, 13, 1) is None
    assert lunar_to_solar(1800, 1, 1) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-WI", ("2023-12-01", "2024-02-29")),
        ("2023-H2", ("2023-07-01", "2023-12-31")),
        ("2024-W03", ("2024-01-15", "2024-01-21")),
        ("2024-W03-2", ("2024-01-16", "2024-01-16")),
        ("198X", ("1980-01-01", "1989-12-31")),
        ("19XX", ("1900-01-01", "1999-12-31")),
        ("2021/2025", ("2021-01-01", "2025-12-31")),
        ("2023-09-06TAF", ("2023-09-06", "2023-09-06")),
        ("XXXX-09", None),
        ("P3D", None),
        ("PAST_REF", None),
        ("T08:00", None),
        (None, None),
    ],
)
def test_bounds(value: str | None, expected: tuple[str, str] | None) -> None:
    assert bounds(value) == expected


def test_durations() -> None:
    assert duration([(2.5, "D")]) == "P2.5D"
    assert duration([(0.5, "h")]) == "PT30M"
    assert duration([(1, "Y"), (10, "M")]) == "P1Y10M"


ODD = [
    "",
    "\n",
    "年",
    "月",
    "12",
    "月日",
    "每",
    "第",
    "“",
    "十",
    "2023",
    "上",
    "3月\n5日",
    "9月3日至",
]
LONG = ["1" * 400, "十" * 400, "3月" * 200, "1,2" * 200, "至" * 300, "每天" * 200, "9时至" * 200]


@pytest.mark.parametrize("text", ODD + LONG)
def test_odd_input_is_harmless(text: str) -> None:
    for found in find_dates(text, "2024-01-16"):
        assert 0 <= found.start < found.end <= len(text)
        assert "\n" not in found.text


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0129年月日时分至到-前后上下半今去每周三十春节初底、 \n“”", max_size=24))
def test_any_text_is_harmless(text: str) -> None:
    end = 0
    for found in find_dates(text, "2024-02-29"):
        assert end <= found.start < found.end
        end = found.end
        assert "\n" not in found.text


def test_a_day_of_a_year_out_of_range_is_no_day_of_ours() -> None:
    assert find_dates("有效期至9999年12月31日。", "2023-11-20") == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "2月14日下午，店里坐满了人。3时25分许，有人争执。",
            ["2024-02-14TAF", "2024-02-14T15:25"],
        ),
        (
            "2月5日晚上，广场放电影。7时30分人齐了，10时散场。",
            ["2024-02-05TEV", "2024-02-05T19:30", "2024-02-05T22:00"],
        ),
        ("下午2时出发，18时到达，9时休息。", ["T14:00", "T18:00", "T09:00"]),
        ("2月6日下午3时，车队出发。\n7时，天亮了。", ["2024-02-06T15:00", "T07:00"]),
    ],
)
def test_hours_go_on_in_the_part_of_the_day(text: str, values: list[str]) -> None:
    assert [d.value for d in find_dates(text, "2024-02-20")] == values
