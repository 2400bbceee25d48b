"""Initiatives: marked sentences, how names are cut and typed, sponsors, the register."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from zhengwen.corpus.article import Article, Block
from zhengwen.corpus.view import TextView
from zhengwen.errors import UsageError
from zhengwen.extract import initiatives
from zhengwen.extract.candidates import Mention
from zhengwen.extract.initiatives import register
from zhengwen.extract.initiatives.context import context_of
from zhengwen.extract.initiatives.quotes import find_quotes
from zhengwen.extract.initiatives.tails import tails
from zhengwen.extract.initiatives.vocabulary import classed, heads
from zhengwen.extract.pool import Scored, pool
from zhengwen.extract.resolve import resolve
from zhengwen.models.scorer import logistic

from .cases import Case, read_cases

CASES = read_cases("initiative.txt") + read_cases("initiative_names.txt")


def article_of(text: str, roles: Sequence[str] = ()) -> Article:
    """An article of plain lines; lines without a role are paragraphs."""
    blocks = []
    position = 0
    for number, line in enumerate(text.split("\n")):
        role = roles[number] if number < len(roles) else "paragraph"
        blocks.append(Block(role, position, position + len(line)))
        position += len(line) + 1
    return Article(TextView.of(text), tuple(blocks), (0, len(text)))


def found_in(article: Article) -> list[Mention]:
    """What the rules' prior alone leaves of the candidates, at even odds."""
    scored = [
        Scored(item, prior, logistic(prior))
        for item in pool(article, initiatives.propose(article))
        for prior in [item.features.get("prior", 0.0)]
    ]
    return [
        Mention("INITIATIVE", s.start, s.end, s.probability, s.pooled.rules, s.pooled.attrs)
        for s in resolve(scored)
        if s.probability >= 0.5
    ]


def read_initiatives(
    text: str, others: Sequence[Mention] = (), roles: Sequence[str] = ()
) -> list[Mention]:
    """Interpreted initiatives of a text beside mentions of other types."""
    article = article_of(text, roles)
    mentions = sorted([*others, *found_in(article)], key=lambda m: m.start)
    return initiatives.interpret(article, mentions)


def _expected(key: str, value: str) -> Any:
    if key == "components":
        return [part for part in value.split("/") if part]
    if key == "number":
        return int(value)
    return None if value == "None" else value


@pytest.mark.parametrize("case", CASES, ids=str)
def test_initiative_case(case: Case) -> None:
    others = [
        Mention(m.type, m.start, m.end, 1.0, ("marked",), dict(m.attrs))
        for m in case.mentions
        if m.type != "INITIATIVE"
    ]
    marked = [m for m in case.mentions if m.type == "INITIATIVE"]
    found = read_initiatives(case.text, others)
    assert [case.text[m.start : m.end] for m in found] == [
        case.text[m.start : m.end] for m in marked
    ]
    for mention, expected in zip(found, marked, strict=True):
        for key, value in expected.attrs:
            assert mention.attrs[key] == _expected(key, value), key
        for (start, end), part in zip(
            mention.attrs["component_spans"], mention.attrs["components"], strict=True
        ):
            assert case.text[start:end] == part


def test_a_third_of_the_cases_are_negative() -> None:
    bare = [c for c in CASES if not any(m.type == "INITIATIVE" for m in c.mentions)]
    assert len(CASES) >= 150
    assert len(bare) * 3 >= len(CASES)


def test_quotes_nest_and_pair_within_a_line() -> None:
    quotes = find_quotes("“甲‘乙’丙”\n“没有合上\n‘丁戊’")
    assert [(q.mark, q.depth) for q in quotes] == [("“", 0), ("‘", 1), ("‘", 0)]


def test_straight_quotes_pair_alternately() -> None:
    assert [(q.start, q.end) for q in find_quotes('推行"三减","四办"')] == [(2, 6), (7, 11)]


def test_every_head_noun_has_a_known_kind() -> None:
    kinds = {"programme", "method", "campaign", "platform", "brand"}
    assert {h.kind for h in heads().values()} == kinds
    assert {h.strength for h in heads().values()} == {"name", "launched", "quoted", "inner"}


def test_unknown_word_class_is_an_error() -> None:
    with pytest.raises(KeyError):
        classed("nonsense")


def test_spans_never_cross_lines() -> None:
    text = "推行“三\n到家”工作法\n举办“夜校”活动"
    for candidate in initiatives.propose(article_of(text)):
        assert "\n" not in text[candidate.start : candidate.end]


def test_variants_of_a_name_are_one_entity() -> None:
    text = "柳浦街道推行“三到家”工作法。\n“三到家”让老人省心。\n又办“邻里学堂”。"
    found = read_initiatives(text)
    entities = [(text[m.start : m.end], m.attrs["entity"]) for m in found]
    assert entities == [("“三到家”工作法", 0), ("三到家", 0), ("邻里学堂", 1)]
    assert {m.attrs["name"] for m in found[:2]} == {"“三到家”工作法"}


def test_same_words_under_other_head_nouns_are_two_entities() -> None:
    text = "启动城市体检行动。举办城市体检大讲堂。"
    assert [m.attrs["entity"] for m in read_initiatives(text)] == [0, 1]


def test_results_are_counts_up_to_the_next_initiative() -> None:
    text = "开展“敲门”行动，走访800户，解决问题60个。\n又办“夜谈”活动12场。"
    counts = []
    for surface in ("800户", "60个", "12场"):
        at = text.index(surface)
        counts.append(Mention("COUNT", at, at + len(surface), 1.0, ("marked",), {}))
    found = read_initiatives(text, counts)
    assert [m.attrs["results"] for m in found] == [[0, 1], [2]]


def test_launch_date_is_taken_from_its_clause() -> None:
    text = "2023年5月起，栖云镇推行“晒家风”活动。"
    mark = Mention("DATE", 0, 8, 1.0, ("marked",), {"kind": "date", "value": "2023-05"})
    (found,) = read_initiatives(text, [mark])
    assert found.attrs["launched"] == "2023-05"


def _marked(text: str, type_: str, /, *surfaces: str, **attrs: Any) -> list[Mention]:
    return [
        Mention(type_, text.index(s), text.index(s) + len(s), 1.0, ("marked",), attrs)
        for s in surfaces
    ]


def test_results_leave_out_ages_persons_and_speech() -> None:
    text = (
        "镇里开办“暖巢”食堂，把三类老人都算进来，供餐4100份。"
        "78岁的老宋天天来，存了12张饭票。截至10月，食堂省下8万元。他说：“我才掏5元。”"
    )
    counts = [
        *_marked(text, "COUNT", "三类", "4100份", "12张", "8万元", "5元"),
        *_marked(text, "COUNT", "78岁", kind="age"),
    ]
    counts.sort(key=lambda m: m.start)
    (found,) = read_initiatives(text, counts)
    shown = [text[counts[i].start : counts[i].end] for i in found.attrs["results"]]
    assert shown == ["4100份", "8万元"]


def test_the_day_of_a_sum_is_no_launch() -> None:
    text = "截至2024年9月，县林业局实施的“绿廊”工程完成三千亩。"
    date = _marked(text, "DATE", "2024年9月", kind="date", value="2024-09")
    (found,) = read_initiatives(text, date)
    assert found.attrs["launched"] is None


def test_place_is_not_one_named_in_passing() -> None:
    text = "青河县办起“夜校”课堂，请来上海的师傅。"
    places = [
        *_marked(text, "PLACE", "青河县", level="county"),
        *_marked(text, "PLACE", "上海", level="province"),
    ]
    (found,) = read_initiatives(text, places)
    assert found.attrs["place"] == "青河县"


@pytest.mark.parametrize(
    ("text", "bodies", "sponsor"),
    [
        ("柳浦街道热闹起来。街道推出“敲门”行动。", ("柳浦街道",), "柳浦街道"),
        ("白石县栖云镇路不好走，栖云镇修了三年。镇里实施“通途”计划。", ("栖云镇",), "栖云镇"),
        ("“河长云”平台用起来了。平台由县水利局牵头建设。", ("县水利局",), "县水利局"),
        (
            "县民政局、县老龄办、县妇联联合举办“重阳宴”活动。",
            ("县民政局", "县老龄办", "县妇联"),
            "县民政局",
        ),
        ("县委、县政府印发《青河县护林办法》。", ("县委", "县政府"), "县政府"),
        ("县医院参加“春风行动”。", ("县医院",), None),
        ("县公安局在城南社区推行“亮灯”行动。", ("县公安局", "城南社区"), "县公安局"),
    ],
)
def test_sponsor_by_what_the_text_states(
    text: str, bodies: tuple[str, ...], sponsor: str | None
) -> None:
    found = read_initiatives(text, _marked(text, "ORG", *bodies))
    assert found[0].attrs["sponsor"] == sponsor


def test_sponsor_of_a_headline_is_the_kicker() -> None:
    text = "柳浦街道\n“四敲门”敲出邻里情\n本报讯 街道党工委推行“四敲门”，老人有了依靠。"
    kicker = Mention("ORG", 0, 4, 1.0, ("marked",), {})
    at = text.index("街道党工委")
    body = Mention("ORG", at, at + 5, 1.0, ("marked",), {})
    found = read_initiatives(text, [kicker, body], ("kicker", "title"))
    assert [m.attrs["sponsor"] for m in found] == ["柳浦街道", "柳浦街道"]


def test_joint_sponsors_give_the_first() -> None:
    text = "县林业局与县教育局联合开展“护林小卫士”活动。"
    bodies = [Mention("ORG", 0, 4, 1.0, (), {}), Mention("ORG", 5, 9, 1.0, (), {})]
    (found,) = read_initiatives(text, bodies)
    assert found.attrs["sponsor"] == "县林业局"


def test_nothing_is_invented_for_an_unexplained_formula() -> None:
    (found,) = read_initiatives("村里推行“四清”工作法，街巷干净、河道畅通、人心舒坦。")
    assert found.attrs["number"] == 4
    assert found.attrs["components"] == []
    assert found.attrs["components_complete"] is None


def _record(at: int, name: str, published: str, **more: Any) -> str:
    initiative = {
        "name": name,
        "kind": "formula",
        "number": 3,
        "components": ["储备链", "培育链", "实践链"],
        "components_complete": True,
        "sponsor": "青河县",
        "place": "青河县",
        "launched": None,
        "level": "local",
        "mentions": [{}, {}],
    } | more
    record = {
        "id": f"a#{at}",
        "published": published,
        "locality": {"name": "青河县", "adcode": "999901"},
        "initiatives": [initiative],
    }
    return json.dumps(record, ensure_ascii=False)


LINES = [
    _record(1, "三链融合", "2023-05-02"),
    _record(2, "“三链”融合", "2023-03-01"),
    _record(3, "三链融合工作法", "2024-01-09"),
    _record(4, "“夜谈”活动", "2024-02-01", kind="campaign", components=[], number=None),
    json.dumps({"id": None, "error": {"kind": "ReadError", "message": "x"}}),
    "",
]


def test_register_groups_variants() -> None:
    rows = list(register.aggregate(LINES))
    assert [row["articles"] for row in rows] == [3, 1]
    first = rows[0]
    assert set(first["variants"]) == {"三链融合", "“三链”融合", "三链融合工作法"}
    assert (first["first"], first["last"]) == ("2023-03-01", "2024-01-09")
    assert first["mentions"] == 6
    assert first["components"] == ["储备链", "培育链", "实践链"]
    assert first["sources"] == ["a#1", "a#2", "a#3"]


def test_register_counts_an_article_once() -> None:
    both, other = json.loads(LINES[0]), json.loads(LINES[2])
    both["initiatives"] += other["initiatives"]
    (row,) = register.aggregate([json.dumps(both)])
    assert (row["articles"], row["mentions"], row["sources"]) == (1, 4, ["a#1"])


def test_register_keeps_localities_apart_and_joins_national_ones() -> None:
    elsewhere = json.loads(LINES[0])
    elsewhere["locality"] = {"name": "白石县", "adcode": "999902"}
    rows = list(register.aggregate([LINES[0], json.dumps(elsewhere)]))
    assert {row["locality"] for row in rows} == {"青河县", "白石县"}
    for record in (first := json.loads(LINES[0])), elsewhere:
        record["initiatives"][0]["level"] = "national"
    rows = list(register.aggregate([json.dumps(first), json.dumps(elsewhere)]))
    assert [(row["level"], row["articles"]) for row in rows] == [("national", 2)]


def test_register_refuses_lines_that_are_no_records() -> None:
    with pytest.raises(register.RecordLineError, match="line 1"):
        list(register.aggregate(["not json"]))
    with pytest.raises(register.RecordLineError, match="no record"):
        list(register.aggregate(["3"]))


def test_register_files(tmp_path: Path) -> None:
    source = tmp_path / "out.jsonl"
    source.write_text("\n".join(LINES), encoding="utf-8")
    register.run([source], tmp_path / "r.csv", None)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "r.csv").read_text(encoding="utf-8"))))
    assert rows[0]["components"] == "储备链|培育链|实践链"
    register.run([source], tmp_path / "r.jsonl", None)
    line = (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert json.loads(line)["articles"] == 3
    pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    register.run([source], tmp_path / "r.parquet", None)
    table = pq.read_table(tmp_path / "r.parquet").to_pylist()
    assert table[0]["components"] == ["储备链", "培育链", "实践链"]


def test_register_usage_errors(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown form"):
        register.run([], tmp_path / "r.xlsx", None)
    with pytest.raises(UsageError, match="standard output"):
        register.run([], None, "parquet")
    with pytest.raises(UsageError, match="give a file"):
        register.run([tmp_path / "none.jsonl"], tmp_path / "r.csv", None)


def _known(text: str) -> list[str]:
    candidates = initiatives.propose(article_of(text))
    return [text[c.start : c.end] for c in candidates if c.rule == "initiative.known"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("全县推行明厨亮灶。", ["明厨亮灶"]),
        ("接诉即办", ["接诉即办"]),
        ("开展厕所革命攻坚行动。", ["厕所革命攻坚行动", "厕所革命"]),
        ("县里启动春风行动计划。", ["春风行动计划", "春风行动"]),
        ("县爱国卫生运动委员会办公室发出通知。", []),
        ("门前写着“明厨亮灶”。", []),
        ("第3明厨亮灶", []),
    ],
)
def test_known_terms_are_names_without_marks(text: str, names: list[str]) -> None:
    assert _known(text) == names


def test_terms_that_are_initiatives_are_not_listed_as_none() -> None:
    none = classed("idiom") | classed("product") | classed("population")
    assert not (classed("known_name") | classed("term")) & none
    assert all(len(term) > 2 for term in classed("known_name"))


def test_what_a_division_runs_begins_behind_its_name() -> None:
    text = "会上结合柳州市城市更新行动工作进展作了说明。"
    found = {text[c.start : c.end] for c in initiatives.propose(article_of(text))}
    assert "城市更新行动" in found
    assert "柳州市城市更新行动" not in found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“1+3+6”山地特色农业产业布局", [("”山地特色农业产业布局", True)]),
        ("“暖心”山地特色农业产业布局", [("”山地特色农业产业布局", False)]),
        ("“物资储备”落实清点措施，", []),
        ("“物资储备”清点措施，", [("”清点措施", False)]),
    ],
)
def test_head_nouns_behind_a_quotation(text: str, found: list[tuple[str, bool]]) -> None:
    close = text.index("”")
    assert [(text[close : t.end], t.strong) for t in tails(text, close + 1)] == found


def test_a_lone_group_is_part_of_its_name() -> None:
    text = "镇里谋划“一轴、三片”：“一轴”连着老街。园区办起“一家亲”。"
    assert {"一轴"} == context_of(article_of(text)).parts
    assert "三务" in classed("term")
