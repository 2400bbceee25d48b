"""The register of initiatives: what is one initiative, and how the command behaves."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from zhengwen.extract.initiatives import register


def _line(at: int, *names: tuple[str, str], adcode: str | None = "999901", **more: Any) -> str:
    return json.dumps(
        {
            "id": f"a#{at}",
            "published": f"2024-01-{at % 28 + 1:02}",
            "locality": {"name": "青河县", "adcode": adcode} if adcode else None,
            "initiatives": [
                {"name": name, "kind": kind, "level": "local", "mentions": [{}]} | more
                for name, kind in names
            ],
        },
        ensure_ascii=False,
    )


def _groups(*names: tuple[str, str]) -> list[set[str]]:
    lines = [_line(i, name) for i, name in enumerate(names)]
    return [set(row["variants"]) for row in register.aggregate(lines)]


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        ((("城市体检行动", "programme"), ("城市体检大讲堂", "campaign")), 2),
        ((("“敲门”行动", "programme"), ("“敲门”活动", "campaign"), ("敲门", "brand")), 1),
        ((("“暖邻”行动", "programme"), ("“暖邻”驿站", "platform")), 2),
        ((("“暖邻”行动", "programme"), ("“暖邻”驿站", "platform"), ("暖邻", "brand")), 3),
        ((("三链融合", "formula"), ("“三链”融合", "formula"), ("三链融合工作法", "formula")), 1),
        ((("第二届“荷风”诵读大赛", "campaign"), ("“荷风”诵读大赛", "campaign")), 1),
        ((("五心服务", "formula"), ("“五心”服务", "formula"), ("“五心”工作法", "formula")), 1),
        ((("“荷风”诵读大赛", "campaign"), ("荷风诵读大赛", "campaign")), 1),
        ((("“荷风”诵读大赛", "campaign"), ("荷风诵读行动", "programme")), 2),
        ((("敲门行动", "programme"), ("“敲门”行动", "programme"), ("敲门活动", "campaign")), 1),
        ((("“一件事”改革", "programme"), ("一件事", "method")), 1),
        ((("城市体检行动", "programme"), ("城市体检论坛", "campaign")), 2),
        ((("《青河县河道管理办法》", "document"), ("河道管理行动", "programme")), 2),
    ],
)
def test_variants_and_namesakes(names: tuple[tuple[str, str], ...], groups: int) -> None:
    assert len(_groups(*names)) == groups


def test_formulas_with_other_parts_are_namesakes() -> None:
    lines = [
        _line(1, ("“五心”服务", "formula"), components=["耐心", "细心"], sponsor="青河县法院"),
        _line(2, ("“五心”工作法", "formula"), components=["红心", "匠心"]),
        _line(3, ("五心", "formula"), components=["匠心", "红心"]),
        _line(4, ("五心", "formula")),
    ]
    rows = list(register.aggregate(lines))
    assert sorted(row["articles"] for row in rows) == [2, 2]
    parts = {frozenset(row["components"]) for row in rows}
    assert parts == {frozenset(("耐心", "细心")), frozenset(("红心", "匠心"))}


def test_a_bare_name_beside_its_headed_one_counts_the_article_once() -> None:
    (row,) = register.aggregate([_line(1, ("“敲门”行动", "programme"), ("敲门", "brand"))])
    assert (row["articles"], row["mentions"], row["sources"]) == (1, 2, ["a#1"])
    many = [_line(i, ("“敲门”行动", "programme"), ("敲门", "brand")) for i in range(1, 51)]
    (row,) = register.aggregate([*many, _line(51, ("敲门", "brand"))])
    assert (row["articles"], row["sources"]) == (51, [f"a#{i}" for i in range(1, 21)])
    assert row["kind"] in ("programme", "brand")


def test_without_a_locality_the_place_or_body_keeps_namesakes_apart() -> None:
    lines = [
        _line(1, ("三个一", "formula"), adcode=None, place="白石县"),
        _line(2, ("三个一", "formula"), adcode=None, sponsor="青河县教育局"),
        _line(3, ("三个一", "formula"), adcode=None, place="白石县"),
    ]
    assert [row["articles"] for row in register.aggregate(lines)] == [2, 1]


@pytest.mark.parametrize("bad", ["{", "[]", '{"initiatives": [{}]}', '{"initiatives": ["x"]}'])
def test_nothing_is_written_for_bad_input(
    bad: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "out.jsonl"
    source.write_text(_line(1, ("敲门", "brand")) + "\n" + bad + "\n", encoding="utf-8")
    for form in ("csv", "jsonl"):
        with pytest.raises(register.RecordLineError, match="line 2"):
            register.run([source], None, form)
        assert capsys.readouterr().out == ""
        with pytest.raises(register.RecordLineError):
            register.run([source], tmp_path / f"r.{form}", None)
        assert not (tmp_path / f"r.{form}").exists()


def test_no_records_give_a_header_alone(tmp_path: Path) -> None:
    source = tmp_path / "empty.jsonl"
    source.write_text("", encoding="utf-8")
    register.run([source], tmp_path / "r.csv", None)
    assert (tmp_path / "r.csv").read_text(encoding="utf-8") == ",".join(register.COLUMNS) + "\n"


def test_memory_grows_with_initiatives_not_records() -> None:
    def lines(n: int) -> Iterator[str]:
        for i in range(n):
            yield _line(i, (f"“邻里{i % 50}”行动", "programme"))

    peaks = []
    for n in (2_000, 8_000):
        tracemalloc.start()
        rows = list(register.aggregate(lines(n)))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert len(rows) == 50
        assert sum(row["articles"] for row in rows) == n
    assert peaks[1] < 1.5 * peaks[0]


def test_a_file_that_is_no_text_is_told(tmp_path, capsys) -> None:
    from zhengwen.cli import main

    (tmp_path / "a.txt").write_bytes("云岭县春耕忙".encode("gb18030"))
    assert main(["initiatives", str(tmp_path / "a.txt")]) == 1
    assert "not UTF-8; give a file of records" in capsys.readouterr().err
