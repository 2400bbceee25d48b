"""Bylines: who is credited, with which role."""

from __future__ import annotations

import pytest

from ..corpus.bylines import parse_line
from ..corpus.reading import document_from_text
from ..corpus.script import normalize
from ..corpus.segment import segment

REPORTER, SENT_IN, PICTURE = "reporter", "correspondent", "photographer"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("赵海涛/文 钱敏/图", [(REPORTER, "赵海涛"), (PICTURE, "钱敏")]),
        ("文丨赵海涛 图丨钱敏", [(REPORTER, "赵海涛"), (PICTURE, "钱敏")]),
        ("（文/赵海涛 图/钱敏）", [(REPORTER, "赵海涛"), (PICTURE, "钱敏")]),
        (
            "通讯员 赵海涛 记者 钱敏 文 周小雨 图",
            [(SENT_IN, "赵海涛"), (REPORTER, "钱敏"), (PICTURE, "周小雨")],
        ),
        ("（柳湾县委宣传部 赵海涛）", [(SENT_IN, "赵海涛")]),
        ("（柳湾县农业农村局 赵海涛 供稿）", [(SENT_IN, "赵海涛")]),
        ("（赵海涛供稿）", [(SENT_IN, "赵海涛")]),
        ("（柳湾县农业农村局赵海涛供稿）", [(SENT_IN, "赵海涛")]),
        ("（记者 钱敏 通讯员 赵海涛供稿）", [(REPORTER, "钱敏"), (SENT_IN, "赵海涛")]),
        ("（赵海涛/供稿）", [(SENT_IN, "赵海涛")]),
        ("（宣传部供稿）", []),
        ("（科技处供稿）", []),
        ("供稿：钱敏 学生处", [(SENT_IN, "钱敏")]),
        ("（农技站 钱敏供稿）", [(SENT_IN, "钱敏")]),
        ("（人事处 赵海涛 供稿）", [(SENT_IN, "赵海涛")]),
        ("（文化馆 钱敏）", [(SENT_IN, "钱敏")]),
        ("通讯员 党群部 钱敏", [(SENT_IN, "钱敏")]),
        ("（李登科 王建站供稿）", [(SENT_IN, "李登科"), (SENT_IN, "王建站")]),
        ("（李建村摄）", [(PICTURE, "李建村")]),
        ("供稿：眼科 钱敏", [(SENT_IN, "钱敏")]),
        ("（供稿：区发改局 赵海涛）", [(SENT_IN, "赵海涛")]),
        ("通讯员李明赵刚", [(SENT_IN, "李明"), (SENT_IN, "赵刚")]),
        (
            "本报记者赵海涛 通讯员钱敏 摄影报道",
            [(REPORTER, "赵海涛"), (SENT_IN, "钱敏")],
        ),
        ("记者丨赵海涛", [(REPORTER, "赵海涛")]),
        ("钱敏 供图", [(PICTURE, "钱敏")]),
        ("柳叶云/柳湾日报记者 赵海涛", [(REPORTER, "赵海涛")]),
        ("（柳湾镇 赵海涛 钱敏）", [(SENT_IN, "赵海涛"), (SENT_IN, "钱敏")]),
        ("记者 赵海涛 北京报道", [(REPORTER, "赵海涛")]),
        ("记者赵海涛武汉报道", [(REPORTER, "赵海涛")]),
        ("记者 赵海涛 钱敏报道", [(REPORTER, "赵海涛"), (REPORTER, "钱敏")]),
        ("记者 赵海涛 通讯员 钱敏 魏县报道", [(REPORTER, "赵海涛"), (SENT_IN, "钱敏")]),
        ("（柳湾网发 赵海涛 摄）", [(PICTURE, "赵海涛")]),
        ("赵海涛钱敏摄", [(PICTURE, "赵海涛"), (PICTURE, "钱敏")]),
        ("记者：赵海涛 钱敏（实习）", [(REPORTER, "赵海涛"), (REPORTER, "钱敏")]),
    ],
)
def test_credits(line: str, expected: list[tuple[str, str]]) -> None:
    text = normalize(line)
    byline = parse_line(text)
    assert byline is not None
    assert [(c.role, text[c.start : c.end]) for c in byline.names] == expected


@pytest.mark.parametrize(
    "line",
    [
        "（受访者供图）",
        "（社区供图）",
        "（柳湾镇 青山村）",
        "责任编辑：赵海涛",
        "编辑 赵海涛 校对 钱敏",
        "（资料图片）",
        "（柳湾县应急管理局）",
        "在消防救援队伍里",
        "（党群部供稿）",
        "（计生科供稿）",
        "祝大家",
        "生活不会辜负",
        "生气",
    ],
)
def test_nobody_is_credited(line: str) -> None:
    byline = parse_line(normalize(line))
    assert byline is None or byline.names == ()


@pytest.mark.parametrize(
    ("town", "names"), [("石桥", ["赵海涛", "钱敏"]), ("石小桥", ["赵海涛", "钱敏", "石小桥"])]
)
def test_the_place_a_piece_is_from_is_no_reporter(town: str, names: list[str]) -> None:
    text = f"柳岸新闻记者 赵海涛 通讯员 钱敏 {town}报道\n邹先生是石桥县人，今年四十岁。"
    made = segment(document_from_text(text, id="page"))[0]
    assert [byline.name for byline in made.bylines] == names
