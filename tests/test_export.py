"""The exchange formats: what is written is read back, in each format's own offsets."""

from __future__ import annotations

import argparse
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from zhengwen.corpus import (
    commands,
    export,
    export_brat,
    export_conll,
    export_docbin,
    export_tools,
    markup,
)
from zhengwen.corpus.gold import annotated_files
from zhengwen.corpus.spans import span_text
from zhengwen.errors import UsageError

# A rare character outside the basic plane, and a mention cut in two by the page.
TEXT = """---
id: s-001
split: train
form: article
province: 安徽省
county: 颍上县
writer: s
---
⟪article⟫
⟪title⟫⟦PERSON 丁𠮷安|role=村民⟧养蟹 𠮷
⟪body⟫⟦ORG 江口
\u3000镇|kind=subdistrict⟧的⟦PERSON 丁𠮷安⟧ 卖出⟦COUNT 30只|value=30;unit=只;what=蟹⟧蟹。⟪/body⟫
"""


@pytest.fixture(params=["small", "dev"])
def files(request: pytest.FixtureRequest) -> list[markup.GoldFile]:
    if request.param == "small":
        return [markup.parse(TEXT)]
    return annotated_files("dev")


def test_conll_round_trip(files: list[markup.GoldFile], tmp_path: Path) -> None:
    export.write("conll", "dev", files, tmp_path)
    found = list(export_conll.read(tmp_path / "dev.conll"))
    assert [one.id for one in found] == [gold.id for gold in files]
    for one, gold in zip(found, files, strict=True):
        assert one.text == re.sub(r"\s", " ", gold.text)
        assert one.spans == span_text(gold).spans


def test_conll_tags_are_bio_within_sentences(tmp_path: Path) -> None:
    export.write("conll", "dev", annotated_files("dev"), tmp_path)
    previous = "O"
    for line in (tmp_path / "dev.conll").read_text(encoding="utf-8").split("\n"):
        if not line or line.startswith("# "):
            previous = "O"
            continue
        tag = line.split("\t")[2]
        if tag.startswith("I-"):
            assert previous[2:] == tag[2:]
        previous = tag


def test_docbin_round_trip(files: list[markup.GoldFile], tmp_path: Path) -> None:
    export.write("docbin", "dev", files, tmp_path)
    assert list(export_docbin.read(tmp_path / "dev.spacy")) == [span_text(g) for g in files]


def test_brat_round_trip(files: list[markup.GoldFile], tmp_path: Path) -> None:
    export.write("brat", "dev", files, tmp_path)
    assert list(export_brat.read(tmp_path / "dev")) == [span_text(gold) for gold in files]


def test_brat_cuts_a_broken_mention_in_two(tmp_path: Path) -> None:
    export.write("brat", "dev", [markup.parse(TEXT)], tmp_path)
    lines = (tmp_path / "dev" / "s-001.ann").read_text(encoding="utf-8").split("\n")
    assert lines[2] == "T2\tORG 8 10;12 13\t江口 镇"


def test_doccano_round_trip(files: list[markup.GoldFile], tmp_path: Path) -> None:
    export.write("doccano", "dev", files, tmp_path)
    assert list(export_tools.read_doccano(tmp_path / "dev.jsonl")) == [
        span_text(gold) for gold in files
    ]


def test_doccano_counts_utf16_units_and_label_studio_code_points(tmp_path: Path) -> None:
    gold = markup.parse(TEXT)
    export.write("doccano", "dev", [gold], tmp_path)
    row = json.loads((tmp_path / "dev.jsonl").read_text(encoding="utf-8"))
    units = row["text"].encode("utf-16-le")
    start, end, kind = row["label"][0]
    assert (start, end, kind) == (0, 4, "PERSON")
    assert units[2 * start : 2 * end].decode("utf-16-le") == "丁𠮷安"
    export.write("labelstudio", "dev", [gold], tmp_path)
    task = json.loads((tmp_path / "dev.json").read_text(encoding="utf-8"))[0]
    value = task["annotations"][0]["result"][0]["value"]
    assert (value["start"], value["end"], value["text"]) == (0, 3, "丁𠮷安")


def test_labelstudio_round_trip(files: list[markup.GoldFile], tmp_path: Path) -> None:
    export.write("labelstudio", "dev", files, tmp_path)
    assert list(export_tools.read_labelstudio(tmp_path / "dev.json")) == [
        span_text(gold) for gold in files
    ]


def test_json_is_the_guidelines_format(files: list[markup.GoldFile], tmp_path: Path) -> None:
    export.write("json", "dev", files, tmp_path)
    for gold in files:
        source = (tmp_path / "dev" / f"{gold.id}.txt").read_bytes()
        data = json.loads((tmp_path / "dev" / f"{gold.id}.json").read_text(encoding="utf-8"))
        assert data == markup.to_json(gold)
        assert source.decode("utf-8") == gold.text
        last = 0
        for article in data["articles"]:
            for mention in article["mentions"]:
                covered = gold.text[mention["start"] : mention["end"]]
                assert re.sub(r"[ \t\u3000]*[\r\n]+\s*", "", covered) == mention["text"]
                assert mention["start"] >= last
                last = mention["end"]


SHARED_CHECK = Path(__file__).parents[2] / "shared" / "annotation" / "check_gold.py"


@pytest.mark.skipif(not SHARED_CHECK.exists(), reason="the guidelines' checker is not here")
def test_json_passes_the_guidelines_checker(tmp_path: Path) -> None:
    export.write("json", "dev", annotated_files("dev"), tmp_path)
    for path in sorted((tmp_path / "dev").glob("*.json"))[:8]:
        command = [sys.executable, str(SHARED_CHECK), str(path), str(path.with_suffix(".txt"))]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown format"):
        export.write("xml", "dev", [], tmp_path)


def test_commands(tmp_path: Path) -> None:
    out = io.StringIO()
    args = argparse.Namespace(action="export", format="json", output=str(tmp_path), split=["dev"])
    assert commands.run(args, out) is False
    assert len(list((tmp_path / "dev").glob("*.json"))) == len(annotated_files("dev"))
    assert commands.run(argparse.Namespace(action="stats", json=True), out) is False
    faulty = tmp_path / "s-001.txt"
    faulty.write_text(TEXT.replace("value=30", "value=31"), encoding="utf-8")
    assert commands.run(argparse.Namespace(action="check", files=[str(faulty)]), out) is True
    assert "differs from the digits" in out.getvalue()
