"""The annotated corpus: markup, checks, the frozen test split, statistics, loaders."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import lzma
from pathlib import Path
from typing import Any

import pytest
from zhengwen.corpus import (
    check,
    counted,
    formulas,
    freeze,
    guideline_rules,
    judged,
    loading,
    markup,
    news,
    realpages,
    stats,
)
from zhengwen.corpus.gold import SPLITS, Site, annotated_files
from zhengwen.errors import CorpusError

SHARED = Path(__file__).parents[2] / "shared"

FRONT = """---
id: s-001
split: train
form: article
province: 安徽省
county: 颍上县
published: 2019-05-07
subjects: 党建, 农业
phenomena: range-count, bound
decoys: count
writer: s
---
"""
TEXT = (
    FRONT
    + """颍上报 第2版
⟪article published=2019-05-07⟫
⟪kicker⟫党建引领
⟪title⟫⟦ORG 江口镇|kind=subdistrict⟧建起⟦INITIATIVE “红管家”工程|kind=programme;sponsor=江口镇⟧
⟪body⟫本报讯 ⟦DATE 5月6日|kind=date;value=2019-05-06⟧,⟦ORG 江口
镇|kind=subdistrict⟧⟦COUNT 1.2万余人|value=12000;unit=人;modifier=over⟧参加。
⟪head⟫三条路子
⟦INITIATIVE 两问|kind=formula;components=问需/问计⟧就是问需、问计。⟪/body⟫
记者 ⟦PERSON 林 芳|role=reporter⟧
"""
)

FAULTY_MENTIONS = [
    ("COUNT 约30人|value=30;unit=人", "outside"),
    ("COUNT 3万元|value=3;unit=元", "differs from the digits"),
    ("COUNT 30余人|value=30;unit=人", "modifier=over"),
    ("COUNT 30人|value=30;unit=名", "not in the surface"),
    ("COUNT 3万元|value=3;unit=万元", "multiplier"),
    ("COUNT 30至20人|value=30~20;unit=人", "backwards"),
    ("COUNT 第三名|value=3;unit=名", "ordinal"),
    ("COUNT 一批|value=1;unit=批", "article"),
    ("COUNT 几个|value=3~9;unit=个", "几"),
    ("DATE 5月6日|kind=date;value=2019/5/6", "not a TIMEX3"),
    ("DATE 截至5月|kind=date;value=2019-05", "outside"),
    ("DATE 5月6日8时|kind=date;value=2019-05-06T08:00", "kind time"),
    ("DATE 5月6日下午|kind=time;value=2019-05-06TAF", "kind date"),
    ("DATE 今年以来|kind=date;value=2019", "kind vague"),
    ("DATE 三天|kind=duration;value=2019", "does not suit"),
    ("ORG 学校|kind=school", "generic"),
    ("PERSON 李书记", "title"),
    ("INITIATIVE “三问”|kind=formula", "stay outside"),
    ("INITIATIVE “三问工程|kind=programme", "balanced"),
    ("INITIATIVE 三问|kind=formula;components=问苍天", "not in the file"),
    ("INITIATIVE 三问|kind=formula;sponsor=天上乡", "no annotated body"),
    ("PERSON 李四光|org=天上乡", "no annotated body"),
    ("PERSON 李四光|role=天官", "not in the file"),
]

GOOD_MENTIONS = [
    "COUNT 3万4000元|value=34000;unit=元",
    "COUNT 110万千瓦|value=1100000;unit=千瓦",
    "COUNT 30—50人|value=30~50;unit=人",
    "COUNT 一半|value=.5",
    "COUNT 三分之二|value=2/3",
    "COUNT 零下14摄氏度|value=-14;unit=摄氏度",
    "DATE 5月6日下午|kind=date;value=2019-05-06TAF",
    "DATE 每周三下午|kind=set;value=XXXX-WXX-3TAF",
    "DATE 今年以来|kind=vague;value=2019",
    "DATE 两年零三个月|kind=duration;value=P2Y3M",
]


def _marked(mention: str) -> str:
    return FRONT + f"⟪article⟫\n⟪title⟫题\n⟪body⟫这是⟦{mention}⟧的话。⟪/body⟫\n"


def test_parse_gives_text_fields_and_offsets() -> None:
    gold = markup.parse(TEXT)
    (article,) = gold.articles
    assert "⟦" not in gold.text
    assert "⟪" not in gold.text
    assert article.title == "江口镇建起“红管家”工程"
    assert article.kicker == "党建引领"
    assert article.section_heads == ("三条路子",)
    assert article.reporters == ("林芳",)
    assert article.body is not None
    assert gold.text[slice(*article.body)].startswith("本报讯")
    assert gold.text[slice(*article.body)].endswith("问计。")
    broken = article.mentions[3]
    assert broken.text == "江口镇"
    assert gold.text[broken.start : broken.end] == "江口\n镇"
    assert article.mentions[4].attrs == {
        "value": 12000,
        "unit": "人",
        "what": None,
        "modifier": "over",
    }


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("正文", "front matter"),
        (FRONT.replace("writer: s\n", "") + "⟪article⟫\n", "lacks writer"),
        (FRONT + "没有文章\n", "no ⟪article⟫"),
        (FRONT + "⟪article⟫\n⟪title⟫题\n⟪body⟫话\n", "both"),
        (FRONT + "⟪article⟫\n前⟪title⟫题\n", "must begin its line"),
        (FRONT + "⟪article⟫\n⟪title⟫题⟧\n", "stray mark"),
        (_marked("THING 物|kind=x"), "unknown type"),
        (_marked("ORG 甲镇|kind=town"), "kind must be"),
        (_marked("ORG 甲镇|level=town"), "no attribute"),
        (_marked("COUNT 三人|unit=人"), "needs value"),
        (_marked("COUNT 三人|value=1~2~3"), "two ends"),
    ],
)
def test_parse_names_the_fault(raw: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        markup.parse(raw)


@pytest.mark.parametrize(("mention", "message"), FAULTY_MENTIONS)
def test_check_finds_a_fault(mention: str, message: str) -> None:
    found = list(check.file_faults(markup.parse(_marked(mention))))
    assert any(message in fault for fault in found), found


@pytest.mark.parametrize("mention", GOOD_MENTIONS)
def test_check_passes_good_mentions(mention: str) -> None:
    assert list(check.file_faults(markup.parse(_marked(mention)), "train")) == []


def test_check_passes_a_good_file() -> None:
    assert list(check.file_faults(markup.parse(TEXT), "train")) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("form: article", "form: single", "form"),
        ("颍上县", "颖上县", "county"),
        ("安徽省", "安徽", "province"),
        ("split: train", "split: dev", "folder"),
        ("decoys: count", "decoys: number", "decoys"),
        ("published: 2019-05-07", "published: 2019", "published"),
    ],
)
def test_check_reads_the_front_matter(old: str, new: str, message: str) -> None:
    found = list(check.file_faults(markup.parse(TEXT.replace(old, new)), "train"))
    assert any(message in fault for fault in found), found


def test_a_county_stands_in_one_split() -> None:
    gold = markup.parse(TEXT)
    other = dataclasses.replace(gold, id="s-002", meta={**gold.meta, "split": "test"})
    assert list(check.place_faults([gold, gold])) == []
    assert len(list(check.place_faults([gold, other]))) == 1


def test_a_file_that_does_not_parse_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "s-001.txt").write_text("x", encoding="utf-8")
    (tmp_path / "s-002.txt").write_bytes(b"\xff\xfe")
    assert len(list(check.paths_faults(sorted(tmp_path.glob("*.txt"))))) == 2


@pytest.mark.parametrize(
    ("value", "good"),
    [
        *dict.fromkeys(
            [
                "2023",
                "2023-09",
                "2023-09-06",
                "2023-09-06TMO",
                "2023-09-06T15:00",
                "2023-09-06/2023-09-08",
                "2023-Q1",
                "2023-H2",
                "2023-SP",
                "198X",
                "XXXX-09-06",
                "P3D",
                "PT2H",
                "P1Y6M",
                "PXY",
                "XXXX-WXX-3",
                "P1D",
                "PAST_REF",
                "T08:00/T11:00",
                "2021/2025",
            ],
            True,
        ).items(),
        *dict.fromkeys(
            ["P", "2023-9", "2023年", "NOW", "2023-09-06T8", "2023/", "P3"], False
        ).items(),
    ],
)
def test_timex(value: str, good: bool) -> None:
    assert guideline_rules.is_timex(value) is good


def test_a_changed_test_split_needs_a_higher_version(tmp_path: Path) -> None:
    test, record = tmp_path / "test", tmp_path / "FROZEN.json"
    test.mkdir()
    (test / "a.txt").write_text("一", encoding="utf-8")
    assert list(freeze.faults(test, record))
    freeze.release(test, record, "1.0", "first")
    assert list(freeze.faults(test, record)) == []
    (test / "a.txt").write_text("二", encoding="utf-8")
    assert len(list(freeze.faults(test, record))) == 1
    with pytest.raises(CorpusError, match="not above"):
        freeze.release(test, record, "1.0", "again")
    freeze.release(test, record, "1.1", "mended")
    assert list(freeze.faults(test, record)) == []
    (test / "b.txt").write_text("三", encoding="utf-8")
    assert len(list(freeze.faults(test, record))) == 1


RELEASED = {
    "test": {"1.0": "c18094efe1203c1558debd16d02df7662fdc6ae2cd90b9ca5175436302ba5a0b"},
    "mirror": {"1.0": "9123470f3539447fd38daba1c5d6c47e71a477975fb7df1ce2ef818d1a11b252"},
}
"""Digests of the releases of the frozen splits; add a line for a new one, change none."""


@pytest.mark.parametrize("split", RELEASED)
def test_released_digests_stay(split: str) -> None:
    record = json.loads(check.record(split).read_text(encoding="utf-8"))
    assert {one["version"]: one["digest"] for one in record["releases"]} == RELEASED[split]
    assert RELEASED[split][record["releases"][-1]["version"]] == freeze.digest(
        freeze.hashes(check.root() / split)
    )


def test_the_shipped_corpus_is_sound() -> None:
    assert list(check.corpus_faults()) == []


def test_the_shipped_corpus_is_big_and_varied() -> None:
    tables = stats.statistics(gold for split in SPLITS for gold in annotated_files(split))
    totals = tables["split"]["all"]
    assert totals["articles"] >= 240
    assert totals["characters"] >= 110_000
    assert totals["mentions"] >= 6_000
    assert tables["form"]["page"] >= 80
    assert len(tables["county"]) >= 60
    assert len(tables["province"]) >= 22
    assert len(tables["subject"]) >= 14
    assert all(tables["decoys"][kind.lower()] >= 40 for kind in markup.TYPES)
    assert any(line.startswith("all") for line in stats.lines(tables))


def test_load_dataset() -> None:
    data = loading.load_dataset()
    assert set(data) == set(SPLITS)
    for split in SPLITS:
        files = annotated_files(split)
        assert data[split].features == loading.features()
        assert data[split]["id"] == [gold.id for gold in files]
        row, gold = data[split][0], files[0]
        labels = data[split].features["articles"].feature["mentions"].feature["type"]
        for article, original in zip(row["articles"], gold.articles, strict=True):
            assert tuple(article["body"]) == (original.body or ())
            for mention, source in zip(article["mentions"], original.mentions, strict=True):
                assert labels.int2str(mention["type"]) == source.type
                assert (mention["start"], mention["end"]) == (source.start, source.end)
                if source.type == "COUNT":
                    value: Any = source.attrs["value"]
                    assert mention["number"] == (value if isinstance(value, list) else [value])


def _page() -> tuple[bytes, dict[str, Any]]:
    gold = markup.parse(TEXT)
    return gold.text.encode("utf-8"), markup.to_json(gold)


def test_standoff_holds_no_text_and_gives_the_annotation_back(tmp_path: Path) -> None:
    page, gold = _page()
    path = realpages.store(gold, page, tmp_path)
    assert "红管家" not in path.read_text(encoding="utf-8")
    assert realpages.rebuild(json.loads(path.read_text(encoding="utf-8")), page) == gold
    (tmp_path / "pages").mkdir()
    with pytest.raises(CorpusError, match="not in the folder"):
        list(realpages.rebuild_all(tmp_path / "pages", tmp_path))
    (tmp_path / "pages" / gold["source"]).write_bytes(page + b" ")
    with pytest.raises(CorpusError, match="sha256"):
        list(realpages.rebuild_all(tmp_path / "pages", tmp_path))


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the real pages are not here")
def test_shipped_standoff_rebuilds_the_real_annotation() -> None:
    paths = sorted((SHARED / "gold").glob("*.json"))
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    assert list(realpages.rebuild_all(SHARED / "pages")) == gold
    for path in realpages.folder().glob("*.json"):
        stored = path.read_text(encoding="utf-8")
        source = (SHARED / "pages" / json.loads(stored)["source"]).read_text(encoding="utf-8")
        assert not any(stored[i : i + 18] in source for i in range(len(stored) - 17))


def _stored(tmp_path: Path, item: dict[str, Any], name: str, row: dict[str, Any]) -> Path:
    """A file of one news item; ``row``, its stand-off line, is put into the file ``name``."""
    (tmp_path / name).write_text(json.dumps(row) + "\n", encoding="utf-8")
    raw = tmp_path / "news.jsonl.xz"
    raw.write_bytes(lzma.compress((json.dumps(item) + "\n").encode("utf-8")))
    return raw


def _news(tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """A file of one news item, its annotation in ``news_train.jsonl``, and the annotation."""
    item = {"id": "20240102-03", "date": "2024-01-02", "title": "柳湾镇修路", "text": "修了3公里。"}
    gold = markup.parse(
        FRONT + "⟪article⟫\n⟪title⟫⟦ORG 柳湾镇|kind=subdistrict⟧修路\n"
        "⟪body⟫修了⟦COUNT 3公里|value=3;unit=公里⟧。⟪/body⟫\n"
    )
    assert gold.text == news.source_text(item)
    data = {**markup.to_json(gold), "source": "20240102-03.txt"}
    row = realpages.strip(data, gold.text)
    return _stored(tmp_path, item, "news_train.jsonl", row), data


def test_annotated_news_is_read_beside_its_text(tmp_path: Path) -> None:
    raw, gold = _news(tmp_path)
    (found,) = news.annotated_news("train", raw, tmp_path)
    assert found.gold == gold
    assert found.document.published is not None
    assert found.group == "20240102-03"


def test_annotated_news_says_what_is_wrong(tmp_path: Path) -> None:
    raw, _ = _news(tmp_path)
    with pytest.raises(CorpusError, match="unknown part"):
        list(news.annotated_news("dev", raw, tmp_path))
    with pytest.raises(CorpusError, match="not a file of news"):
        list(news.annotated_news("train", tmp_path / "none.xz", tmp_path))
    changed = json.loads(lzma.decompress(raw.read_bytes())) | {"text": "修了4公里。"}
    raw.write_bytes(lzma.compress(json.dumps(changed).encode("utf-8")))
    with pytest.raises(CorpusError, match="sha256"):
        list(news.annotated_news("train", raw, tmp_path))
    raw.write_bytes(lzma.compress(json.dumps(changed | {"id": "other"}).encode("utf-8")))
    with pytest.raises(CorpusError, match="has no item"):
        list(news.annotated_news("train", raw, tmp_path))


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the news is not here")
@pytest.mark.parametrize("part", news.PARTS)
def test_shipped_news_annotation_fits_its_text_and_holds_none_of_it(part: str) -> None:
    stored = (realpages.folder() / f"news_{part}.jsonl").read_text(encoding="utf-8").splitlines()
    found = list(news.annotated_news(part, SHARED / "data" / "raw" / "xwlb.jsonl.xz"))
    assert len(found) == len(stored)
    for item, row in zip(found, stored, strict=True):
        text = item.document.text
        assert not any(row[i : i + 18] in text for i in range(len(row) - 17))
        for article in item.gold["articles"]:
            assert all(m["text"] == text[m["start"] : m["end"]] for m in article["mentions"])


def _judged(tmp_path: Path) -> Path:
    """A file of one news item and what was judged of it, in ``news_judged.jsonl``."""
    item = {"id": "20240102-04", "date": "2024-01-02", "title": "修路", "text": "柳湾镇修了路。"}
    digest = hashlib.sha256(news.source_text(item).encode("utf-8")).hexdigest()
    groups = [
        {"types": ["ORG", "PLACE"], "sites": [[3, 6, 7, [["ORG", 3, 6]]], [8, 9, 1, []]]},
        {"types": ["INITIATIVE"], "sites": [[0, 2, 1, []]]},
    ]
    row = {"source": "20240102-04.txt", "sha256": digest, "judged": groups}
    return _stored(tmp_path, item, "news_judged.jsonl", row)


def test_judged_news_says_what_is_known_and_where(tmp_path: Path) -> None:
    (found,) = judged.judged_news(_judged(tmp_path), tmp_path)
    assert [m for a in found.gold["articles"] for m in a["mentions"]] == [
        {"type": "ORG", "start": 3, "end": 6}
    ]
    assert found.sites == (
        Site(3, 6, frozenset({"ORG", "PLACE"}), 7),
        Site(8, 9, frozenset({"ORG", "PLACE"}), 1),
        Site(0, 2, frozenset({"INITIATIVE"}), 1),
    )
    assert found.group == "20240102-04"


def test_judged_news_needs_the_judged_text(tmp_path: Path) -> None:
    raw = _judged(tmp_path)
    item = json.loads(lzma.decompress(raw.read_bytes())) | {"text": "柳湾镇修了桥。"}
    raw.write_bytes(lzma.compress(json.dumps(item).encode("utf-8")))
    with pytest.raises(CorpusError, match=r"20240102-04\.txt: not the judged text"):
        list(judged.judged_news(raw, tmp_path))


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the news is not here")
def test_shipped_judgements_fit_their_text_and_no_held_out_item() -> None:
    raw = SHARED / "data" / "raw" / "xwlb.jsonl.xz"
    stored = (realpages.folder() / "news_judged.jsonl").read_text(encoding="utf-8").splitlines()
    found = list(judged.judged_news(raw))
    assert not {item.document.id for item in found} & news.annotated_ids()
    for item, row in zip(found, stored, strict=True):
        text = item.document.text
        assert not any(row[i : i + 18] in text for i in range(len(row) - 17))
        assert item.sites is not None
        for mention in item.gold["articles"][0]["mentions"]:
            assert 0 <= mention["start"] < mention["end"] <= len(text)
            assert any(
                mention["type"] in site.types
                and site.start < mention["end"]
                and mention["start"] < site.end
                for site in item.sites
            )


def _counted(tmp_path: Path) -> Path:
    """A file of one news item and what its counts count, in ``news_counted.jsonl``."""
    item = {
        "id": "20240102-04",
        "date": "2024-01-02",
        "title": "修路",
        "text": "镇里修路12条，用时3个月。",
    }
    digest = hashlib.sha256(news.source_text(item).encode("utf-8")).hexdigest()
    row = {"source": "20240102-04.txt", "sha256": digest, "counts": [[7, 10, 6, 7], [13, 16]]}
    return _stored(tmp_path, item, "news_counted.jsonl", row)


def test_counted_news_says_what_counts_count(tmp_path: Path) -> None:
    (found,) = counted.counted_news(_counted(tmp_path), tmp_path)
    assert found.counted == {(7, 10): "路", (13, 16): None}
    assert found.document.text[7:10] == "12条"


def test_counted_news_needs_the_judged_text(tmp_path: Path) -> None:
    raw = _counted(tmp_path)
    item = json.loads(lzma.decompress(raw.read_bytes())) | {"text": "镇里修桥12座。"}
    raw.write_bytes(lzma.compress(json.dumps(item).encode("utf-8")))
    with pytest.raises(CorpusError, match=r"20240102-04\.txt: not the judged text"):
        list(counted.counted_news(raw, tmp_path))


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the news is not here")
def test_shipped_counts_fit_their_text_and_no_held_out_item() -> None:
    found = list(counted.counted_news(SHARED / "data" / "raw" / "xwlb.jsonl.xz"))
    assert not {item.document.id for item in found} & news.annotated_ids()
    for item in found:
        for (start, end), what in item.counted.items():
            assert 0 <= start < end <= len(item.document.text)
            assert what is None or (what and "\n" not in what)


def test_passages_of_formulas_hold_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not list(formulas.faults())
    assert {p.set for p in formulas.passages()} == set(formulas.SETS)
    wrong = formulas.Passage("dev", "-", "三色", ("红色",), False, "绿灯亮了。")
    monkeypatch.setattr(formulas, "passages", lambda: [wrong])
    assert [fault.split(": ")[-1] for fault in formulas.faults()] == [
        "unknown set 'dev'",
        "the name is not in the text",
        "红色 is not in the text",
    ]
