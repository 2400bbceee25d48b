"""Tables of articles with cells and bytes that break other readers."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from zhengwen.cli import main
from zhengwen.corpus.document import Document
from zhengwen.corpus.reading import Failure, read_documents
from zhengwen.errors import UsageError
from zhengwen.extract.pipeline import load

TEXT = "本报讯 3月5日，青山县举办培训，120名农户参加。"


def read(path: Path) -> list[str | None]:
    """The texts of a table's rows, None for a row that failed."""
    return [d.text if isinstance(d, Document) else None for d in read_documents([path])]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_tables_of_wide_characters(tmp_path: Path, encoding: str) -> None:
    rows = [{"text": TEXT, "id": "甲\u0a0a"}, {"text": "柳溪镇开会。", "id": "乙"}]
    written = {
        "t.jsonl": "\n".join(json.dumps(row, ensure_ascii=False) for row in rows),
        "t.csv": "\n".join(["text,id", *(f"{r['text']},{r['id']}" for r in rows)]),
        "t.tsv": "\r\n".join(["text\tid", *(f"{r['text']}\t{r['id']}" for r in rows)]),
    }
    for name, content in written.items():
        (tmp_path / name).write_bytes(content.encode(encoding))
        found = list(read_documents([tmp_path / name]))
        assert [(d.text, d.id) for d in found if isinstance(d, Document)] == [
            (row["text"], row["id"]) for row in rows
        ]
        (tmp_path / name).unlink()


def test_empty_lines_before_the_names_of_columns(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"\n\ntext,id\n{TEXT},1\n", encoding="utf-8")
    assert read(path) == [TEXT]


def test_half_a_character_in_an_id_fails_its_row_alone(tmp_path: Path) -> None:
    path, out = tmp_path / "t.jsonl", tmp_path / "out.jsonl"
    path.write_text('{"text": "a", "id": "\\udc00"}\n' + json.dumps({"text": TEXT}), "utf-8")
    assert main(["extract", str(path), "--no-tagger", "-o", str(out)]) == 3
    first, second = map(json.loads, out.read_text("utf-8").splitlines())
    assert "half of a character" in first["error"]["message"]
    assert first["id"].endswith("#1")
    assert second["text"] == TEXT


def test_half_a_character_in_a_callers_text() -> None:
    with pytest.raises(UsageError, match="half of a character"):
        load(tagger=False).extract("\ud800" + TEXT)


def test_parquet_values_that_nothing_can_hold(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    days = arrow.array([1, 10**17, 2], arrow.int64()).cast(arrow.timestamp("ms"))
    path = tmp_path / "t.parquet"
    parquet.write_table(arrow.table({"text": [TEXT] * 3, "published": days}), path)
    assert read(path) == [TEXT, None, TEXT]
    zoned = arrow.array([1, 2], arrow.int64()).cast(arrow.timestamp("ms", "Foo/Bar"))
    parquet.write_table(arrow.table({"text": [TEXT] * 2, "published": zoned}), path)
    failed = [f for f in read_documents([path]) if isinstance(f, Failure)]
    assert [f.row for f in failed] == [1, 2]
    assert "cannot be read" in str(failed[0].error)
    broken = arrow.array([TEXT.encode(), b"\xff\xfe"]).view(arrow.utf8())
    parquet.write_table(arrow.table({"text": broken}), path)
    assert read(path) == [TEXT, None]


def test_links_to_nothing_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    assert read(tmp_path) == [TEXT, None]


@pytest.mark.parametrize(
    "options", [{"types": 5}, {"types": "COUNT"}, {"min_precision": "x"}, {"min_confidence": "x"}]
)
def test_arguments_of_another_kind(options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        load(tagger=False, **options)


def test_streams_of_another_kind() -> None:
    for texts in (None, 5, "text"):
        with pytest.raises(UsageError):
            next(load(tagger=False).pipe(texts))


def test_names_of_files_in_another_encoding(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    for name in ("一版".encode("gb18030") + b".txt", b"\xff\xfe.txt"):
        try:
            with open(os.path.join(folder, name), "wb") as file:
                file.write(TEXT.encode())
        except OSError:
            pytest.skip("file names here are Unicode")
    out, told = tmp_path / "out.jsonl", tmp_path / "run.json"
    assert (
        main(["extract", str(tmp_path), "--no-tagger", "-o", str(out), "--manifest", str(told)])
        == 0
    )
    ids = [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()]
    assert ids == ["一版#1", "\\xff\\xfe#1"]
