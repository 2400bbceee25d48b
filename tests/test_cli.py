"""The command line as its user meets it."""

from __future__ import annotations

import csv
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from zhengwen.cli import main
from zhengwen.extract.record import schema

ARTICLE = "本报讯 3月5日,青山县举办春耕培训,120名农户参加。\n记者 罗永平\n"


def run(*args: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "zhengwen", *args], input=stdin, capture_output=True, check=False
    )


def test_extract_from_standard_input() -> None:
    done = run("extract", "-", "--published", "2024-03-06", stdin=ARTICLE.encode())
    assert done.returncode == 0
    (line,) = done.stdout.decode().splitlines()
    record = json.loads(line)
    jsonschema.validate(record, schema())
    assert record["counts"][0]["value"] == 120
    assert record["dates"][0]["value"] == "2024-03-05"
    assert done.stderr == b""


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(ARTICLE.encode("big5hkscs", "ignore"))
    out = tmp_path / "out.jsonl"
    named = ["extract", str(tmp_path / "a.txt"), "--encoding", "big5hkscs", "-o", str(out)]
    assert main(named) == 0
    assert json.loads(out.read_text("utf-8"))["source"]["encoding"] == "big5hkscs"
    assert main([*named[:3], "no-such", "-o", str(out)]) == 3
    assert "no-such" in json.loads(out.read_text("utf-8"))["error"]["message"]


def test_bad_inputs_become_lines_and_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\xff\xff\x80")
    out = tmp_path / "out.jsonl"
    code = main(["extract", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "-o", str(out)])
    assert code == 3
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert ["error" in r for r in records] == [False, True]
    assert "byte" in records[1]["error"]["message"]
    for record in records:
        jsonschema.validate(record, schema())


def test_outputs_are_not_read(tmp_path: Path, capsys) -> None:
    (tmp_path / "1.txt").write_text(ARTICLE, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    for _ in range(2):
        assert main(["extract", str(tmp_path), "-o", str(out)]) == 0
        assert [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()] == ["1#1"]
    kept = out.read_bytes()
    assert main(["extract", str(out), "-o", str(out)]) == 1
    assert "read and written" in capsys.readouterr().err
    assert out.read_bytes() == kept


def test_errors_can_go_to_a_file(tmp_path: Path) -> None:
    out, errors = tmp_path / "out.jsonl", tmp_path / "errors.jsonl"
    code = main(["extract", str(tmp_path / "no.txt"), "-o", str(out), "--errors", str(errors)])
    assert code == 3
    assert out.read_text() == ""
    assert "no.txt" in errors.read_text(encoding="utf-8")


def test_tables_keep_ids_and_dates(tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["key", "content", "day"])
        writer.writerow(["n1", ARTICLE, "2024-03-06"])
        writer.writerow(["n2", "本报讯 昨日,青山县新建5座水库。", "2023-07-01"])
    out = tmp_path / "out.jsonl"
    args = ["--text-field", "content", "--id-field", "key", "--published-field", "day"]
    assert main(["extract", str(table), *args, "-o", str(out)]) == 0
    first, second = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert first["id"].startswith("n1")
    assert first["published"] == "2024-03-06"
    assert second["dates"][0]["value"] == "2023-06-30"


def test_manifest_states_the_operating_points(tmp_path: Path, capsys) -> None:
    page = tmp_path / "a.txt"
    page.write_text(ARTICLE, encoding="utf-8")
    manifest = tmp_path / "run.json"
    code = main(
        ["extract", str(page), "-o", str(tmp_path / "o")]
        + ["--min-precision", "0.95", "--manifest", str(manifest)]
    )
    assert code == 0
    told = json.loads(manifest.read_text())
    assert set(told["operating_points"]) == {
        "ORG",
        "PLACE",
        "PERSON",
        "COUNT",
        "DATE",
        "INITIATIVE",
    }
    warned = capsys.readouterr().err
    for kind, point in told["operating_points"].items():
        assert point["reached"] != (f"{kind} does not reach" in warned)


@pytest.mark.parametrize(
    "args",
    [
        ["extract"],
        ["extract", "x", "--published", "yesterday"],
        ["extract", "x", "--types", "PLANET"],
        ["extract", "x", "--min-precision", "0.5"],
        ["extract", "x", "--min-confidence", "2"],
        ["extract", "x", "--workers", "0"],
        ["extract", "x", "-o", "/no/such/folder/x.jsonl"],
        ["nonsense"],
    ],
)
def test_bad_usage_is_exit_code_1(args: list[str], capsys) -> None:
    try:
        code = main(args)
    except SystemExit as stopped:
        code = stopped.code
    assert code == 1
    assert "zhengwen" in capsys.readouterr().err


def test_split_shows_the_parts(tmp_path: Path, capsys) -> None:
    page = tmp_path / "a.txt"
    page.write_text("青山春耕忙\n\n" + ARTICLE, encoding="utf-8")
    assert main(["split", str(page)]) == 0
    shown = capsys.readouterr().out
    assert "title │ 青山春耕忙" in shown
    assert "reporter: 罗永平" in shown


def test_schema_is_the_shipped_one(capsys) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema()


def test_what_is_written_is_opened_before_the_run(tmp_path: Path, capsys) -> None:
    (tmp_path / "1.txt").write_text(ARTICLE, encoding="utf-8")
    out = str(tmp_path / "out.jsonl")
    args = ["extract", str(tmp_path), "-o", out]
    assert main([*args, "--manifest", str(tmp_path / "no" / "run.json")]) == 1
    assert "run.json: No such file" in capsys.readouterr().err
    assert Path(out).read_bytes() == b""
    assert main([*args, "--errors", out]) == 1
    assert "files of their own" in capsys.readouterr().err


def test_files_that_a_folder_holds_beside_are_told(tmp_path: Path, capsys) -> None:
    (tmp_path / "1.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "2.docx").write_bytes(b"x")
    assert main(["extract", str(tmp_path), "-o", str(tmp_path / "out.jsonl")]) == 0
    assert "1 files passed over for their endings (.docx 1)" in capsys.readouterr().err


@pytest.mark.parametrize("workers", ["1", "2"])
def test_interruption_is_told_in_a_line(tmp_path: Path, workers: str) -> None:
    for i in range(300):
        (tmp_path / f"{i}.txt").write_text(ARTICLE * 20, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    args = ["extract", str(tmp_path), "-o", str(out), "--workers", workers]
    process = subprocess.Popen([sys.executable, "-m", "zhengwen", *args], stderr=subprocess.PIPE)
    give_up = time.monotonic() + 60
    while not (out.exists() and out.stat().st_size) and time.monotonic() < give_up:
        time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    # Python may add that it cleans up behind the processes.
    assert told.decode().startswith("zhengwen: interrupted; the lines written are whole\n")
    assert b"Traceback" not in told
    for line in out.read_text(encoding="utf-8").splitlines()[:-1]:
        json.loads(line)
