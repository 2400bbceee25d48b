"""Reading bytes, files, folders, tables and HTML."""

from __future__ import annotations

import hashlib
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zhengwen.corpus.document import Document
from zhengwen.corpus.html import main_text
from zhengwen.corpus.html_stream import visible_stream
from zhengwen.corpus.reading import (
    Failure,
    decode,
    document_from_text,
    read_bytes,
    read_documents,
)
from zhengwen.corpus.segment import segment
from zhengwen.corpus.tables import parse_published
from zhengwen.errors import ReadError

NEWS = "青石镇修好三座便桥\n本报讯 便桥昨日修好,村民出行不再绕路。\n记者 王小明\n"


def documents(*inputs: str | Path, **options: object) -> list[Document]:
    found = list(read_documents(inputs, **options))  # type: ignore[arg-type]
    assert not [f for f in found if isinstance(f, Failure)]
    return [f for f in found if isinstance(f, Document)]


def failures(*inputs: str | Path, **options: object) -> list[Failure]:
    found = list(read_documents(inputs, **options))  # type: ignore[arg-type]
    return [f for f in found if isinstance(f, Failure)]


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (NEWS.encode(), NEWS, "utf-8"),
        (b"\xef\xbb\xbf" + NEWS.encode(), NEWS, "utf-8-sig"),
        (NEWS.encode("gb18030"), NEWS, "gb18030"),
        (NEWS.encode("gbk"), NEWS, "gb18030"),
        (NEWS.encode("utf-16"), NEWS, "utf-16"),
        (NEWS.encode("utf-32"), NEWS, "utf-32"),
        (b"", "", "utf-8"),
        ("㐀𠮷".encode("gb18030"), "㐀𠮷", "gb18030"),
    ],
)
def test_encodings(data: bytes, text: str, encoding: str) -> None:
    document = read_bytes(data, id="a")
    assert document.text == text
    assert document.encoding == encoding
    assert document.view.text == text
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert data.decode(document.encoding) == text


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("好".encode() + b"\xff\xff", "byte 3"),
        (b"\xef\xbb\xbf" + "好".encode() + b"\xff", "byte 6"),
        (b"abc\x80", "byte 3"),
    ],
)
def test_undecodable_bytes_are_named(data: bytes, place: str) -> None:
    with pytest.raises(ReadError, match=place):
        decode(data, "x.txt")


def test_given_encoding() -> None:
    assert decode("報紙".encode("big5"), encoding="big5") == ("報紙", "big5")
    with pytest.raises(ReadError, match="byte 0 is not ascii"):
        decode("報".encode(), encoding="ascii")
    with pytest.raises(ReadError, match="no encoding"):
        decode(b"x", encoding="no-such")


def test_nothing_is_translated() -> None:
    text = "一\r\n二\r三\n\x00四\u3000\u2028五"
    assert read_bytes(text.encode(), id="a").text == text


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_text_or_an_error(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except ReadError:
        with pytest.raises(ReadError, match="byte"):
            decode(data)
    else:
        assert data.decode(encoding) == text


def test_document_from_text_hashes_utf8() -> None:
    document = document_from_text("县里", id="a", published=date(2024, 1, 2))
    assert document.sha256 == hashlib.sha256("县里".encode()).hexdigest()
    assert document.published == date(2024, 1, 2)
    assert document_from_text("\ud800").text == "\ud800"


def test_files_folders_globs_in_sorted_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden/x.txt", "note.docx"):
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    assert [d.id for d in documents(tmp_path)] == ["a", "1", "2"]
    assert [d.id for d in documents(f"{tmp_path}/**/*.txt")] == ["a", "1", "2"]
    assert [d.id for d in documents(tmp_path / "b" / "2.txt", tmp_path / "a.txt")] == ["2", "a"]


def test_a_form_is_that_of_a_folders_files_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    assert documents(tmp_path)[0].warnings[0].startswith("the text holds HTML tags")
    (page,) = documents(tmp_path, form="html")
    assert page.title == "南桥村修通“断头路”"
    assert page.warnings == ()


def test_files_passed_over_are_told(tmp_path: Path) -> None:
    for name in ("a.txt", "b.docx", "c.DOCX", "d.json", "e", ".hidden"):
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    told: list[str] = []
    assert len(documents(tmp_path, note=told.append)) == 1
    assert len(told) == 1
    assert "4 files passed over for their endings (.docx 2 .json 1 (none) 1)" in told[0]


def test_a_folder_that_cannot_be_listed_is_a_failure(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.txt").write_text(NEWS, encoding="utf-8")
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("a"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    failure, document = read_documents([tmp_path])
    assert isinstance(failure, Failure)
    assert str(failure.error) == f"{tmp_path / 'a'}: Permission denied"
    assert isinstance(document, Document)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[", "jq"),
        ('[{"text": "x"}]', "jq"),
        ('{"text": "x \\ud83d y"}', r"half of a character (\ud83d) at 2"),
        ('{"text": null}', "holds no text but null"),
        ('{"content": "x"}', "there are content (--text-field)"),
    ],
)
def test_bad_rows_say_what_to_do(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    (failure,) = failures(tmp_path)
    assert "row 1" in str(failure.error)
    assert told in str(failure.error)


def test_ids_are_unique_among_files(tmp_path: Path) -> None:
    for name in ("a/1.txt", "b/1.txt", "b/1.html", "2.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    root = tmp_path.as_posix()
    ids = [d.id for d in documents(tmp_path)]
    assert ids == ["2", f"{root}/a/1", f"{root}/b/1.html", f"{root}/b/1.txt"]


def test_files_that_are_written_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "out.jsonl").write_text('{"text": "x"}\n', encoding="utf-8")
    out = (tmp_path / "out.jsonl").resolve()
    assert [d.id for d in documents(tmp_path, skip=[out])] == ["1"]


def test_own_records_are_no_articles(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text('{"schema": "zhengwen/1", "text": "x"}\n', "utf-8")
    (failure,) = failures(tmp_path)
    assert "zhengwen wrote" in str(failure.error)


def test_titles_of_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    rows = [
        {"title": "青石镇推行“三步同行”", "text": "本报讯 昨日，青石镇修好三座便桥。"},
        {"title": "青石镇修桥", "text": "青石镇修桥\n本报讯 昨日，青石镇修好三座便桥。"},
    ]
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    (first, second) = (segment(d) for d in documents(path))
    assert [a.title for a in (*first, *second)] == ["青石镇推行“三步同行”", "青石镇修桥"]
    assert first[0].text.startswith("青石镇推行“三步同行”\n")
    assert second[0].text.count("青石镇修桥") == 1


def test_json_lines_in_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    rows = [json.dumps({"text": text}, ensure_ascii=False) for text in ("便桥", "昨日修好")]
    path.write_bytes("\n".join(rows).encode("gb18030"))
    assert [d.text for d in documents(path)] == ["便桥", "昨日修好"]
    path.write_bytes(rows[0].encode() + b"\n" + rows[1].encode("gb18030"))
    assert [f.row for f in failures(path)] == [2]


def test_open_quote_in_a_csv_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text('text,id\n"便桥修好,1\n村民出行,2\n不再绕路,3\n', "utf-8")
    (failure,) = failures(path)
    assert "end of data" in str(failure.error)


def test_other_encodings_read_as_gb18030_are_doubted() -> None:
    text = "青石鎮昨日修好三座便橋，村民出行不再繞路，學生上學近了三公里。" * 3
    assert "name the encoding" in read_bytes(text.encode("big5"), id="a").warnings[0]
    assert read_bytes(text.encode("gb18030"), id="a").warnings == ()


def test_bad_inputs_are_failures_and_reading_goes_on(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\xff\xff")
    (tmp_path / "good.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "odd.docx").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    found = list(
        read_documents(
            [
                tmp_path / "bad.txt",
                tmp_path / "none.txt",
                tmp_path / "odd.docx",
                tmp_path / "empty",
                f"{tmp_path}/*.nothing",
                tmp_path / "good.txt",
            ]
        )
    )
    assert [isinstance(f, Failure) for f in found] == [True] * 5 + [False]
    assert documents(tmp_path / "odd.docx", form="text")[0].text == "x"
    with pytest.raises(ReadError, match="no form"):
        list(read_documents([tmp_path], form="pdf"))


def test_standard_input() -> None:
    (document,) = documents("-", stdin=io.BytesIO(NEWS.encode("gb18030")))
    assert (document.id, document.path, document.text) == ("stdin", None, NEWS)
    rows = b'{"text": "\xe4\xb8\x80"}\n{"text": "\xe4\xba\x8c"}\n'
    assert [d.id for d in documents("-", stdin=io.BytesIO(rows), form="jsonl")] == [
        "stdin#1",
        "stdin#2",
    ]


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    lines: list[bytes] = [
        json.dumps({"text": "一", "id": 7, "published": "2023-11-27"}).encode(),
        json.dumps({"text": "二", "title": "标题", "published": None}, ensure_ascii=False).encode(),
        b"{broken",
        b'{"text": "\xff"}',
        b"",
        b'["no", "object"]',
        b'{"content": "x"}',
        b'{"text": null}',
        b'{"text": "x", "published": "gestern"}',
        b'{"text": "last"}',
    ]
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines))
    found = list(read_documents([path]))
    good = [f for f in found if isinstance(f, Document)]
    assert [(d.id, d.text, d.published) for d in good] == [
        ("7", "一", date(2023, 11, 27)),
        ("news#2", "标题\n二", None),
        ("news#9", "x", None),
        ("news#10", "last", None),
    ]
    assert good[1].title == "标题"
    assert "gestern" in good[2].warnings[0]
    assert good[0].sha256 == hashlib.sha256("一".encode()).hexdigest()
    bad = [f for f in found if isinstance(f, Failure)]
    assert [f.row for f in bad] == [3, 4, 5, 6, 7, 8]
    at = 3 + len(b"\r\n".join(lines[:3])) + 2 + lines[3].index(b"\xff")
    assert f"byte {at} " in str(bad[1].error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "t.csv"
    head = delimiter.join(("nr", "正文", "日期"))
    rows = [
        delimiter.join(("甲", '"第一行\n""第二行"""', "2023年1月5日")),
        "",
        delimiter.join(("乙", "单行", "")),
        delimiter.join(("丙", "多", "2023-1-1", "出")),
        delimiter.join(("丁", "末", "2020/3/4")),
    ]
    path.write_bytes("\r\n".join([head, *rows]).encode(encoding))
    found = list(read_documents([path], text_field="正文", id_field="nr", published_field="日期"))
    good = [f for f in found if isinstance(f, Document)]
    assert [(d.id, d.text, d.published) for d in good] == [
        ("甲", '第一行\n"第二行"', date(2023, 1, 5)),
        ("乙", "单行", None),
        ("丁", "末", date(2020, 3, 4)),
    ]
    assert len(found) == 4


def test_csv_without_the_column_and_undecodable(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    (failure,) = failures(path)
    assert "no column 'text'; there are a, b" in str(failure.error)
    path.write_text("text,day\n好,2024-05-01\n", encoding="utf-8")
    assert [d.published for d in read_documents([path]) if isinstance(d, Document)] == [None]
    (failure,) = (
        f for f in read_documents([path], published_field="date") if isinstance(f, Failure)
    )
    assert "no column 'date'; there are text, day (--published-field)" in str(failure.error)
    path.write_bytes(b"text\n" + "好".encode() * 10 + b"\xff\xff\n")
    (failure,) = failures(path)
    assert "byte 35" in str(failure.error)


def test_parquet(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "t.parquet"
    table = pyarrow.table(
        {
            "text": ["一", None, "三"] * 300,
            "id": [f"r{i}" for i in range(900)],
            "published": [date(2024, 5, 1), None, None] * 300,
            "other": [1.0] * 900,
        }
    )
    parquet.write_table(table, path)
    found = list(read_documents([path]))
    good = [f for f in found if isinstance(f, Document)]
    assert len(good) == 600
    assert (good[0].id, good[0].published) == ("r0", date(2024, 5, 1))
    assert [f.row for f in found if isinstance(f, Failure)][:2] == [2, 5]
    path.write_bytes(b"no parquet")
    assert "Parquet" in str(failures(path)[0].error)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2023-11-27", date(2023, 11, 27)),
        ("2023/11/7 08:00:00", date(2023, 11, 7)),
        ("20231127", date(2023, 11, 27)),
        ("２０２３年１１月２７日", date(2023, 11, 27)),
        ("二〇二三年十一月二十七日", date(2023, 11, 27)),
        ("2023-11-27T08:00:00+08:00", date(2023, 11, 27)),
        ("", None),
        ("NaN", None),
        (None, None),
        (date(2020, 1, 1), date(2020, 1, 1)),
    ],
)
def test_published_cells(cell: object, expected: date | None) -> None:
    assert parse_published(cell, "row 1") == expected


@pytest.mark.parametrize("cell", ["27. November", "2023-13-40", "1"])
def test_unreadable_published_cells(cell: str) -> None:
    with pytest.raises(ReadError, match="row 1"):
        parse_published(cell, "row 1")


PAGE = """<!DOCTYPE html>
<html><head><meta charset="gb2312"><title>南桥村修通&ldquo;断头路&rdquo;_某县新闻网</title>
<meta name="publishdate" content="2023-11-27"><script>var a = "<p>本报讯 假的</p>";</script></head>
<body><div class="nav"><a href="/">首页</a> &gt; <a href="/n">要闻</a></div>
<h1>南桥村修通&ldquo;断头路&rdquo;</h1>
<!-- 本报讯 注释 -->
<div class="content"><p>　　本报讯（记者&nbsp;王小明）11月25日,柳浦镇<strong>南桥村</strong>的断头路
  终于修通,全长2.4公里,惠及群众1300余人。“以前绕路要走半个小时,现在五分钟就到镇上。”村民说。</p>
<p>据了解,这条路由县交通运输局投资360万元建设,今年3月动工,路面宽6.5米,两侧装了太阳能路灯。
镇里表示,下一步还要实施&#8220;四好农村路&#x201D;工程,让更多的村民受益。</p>
<p>目前,全镇已建成农村公路86公里,实现村村通客车,农产品外运的成本降低了三成以上。</p></div>
<div class="footer">版权所有 某县新闻网 豫ICP备05001234号</div></body></html>
"""


def test_html_main_text_over_the_source() -> None:
    document = read_bytes(PAGE.encode("gb18030"), id="p", form="html")
    assert document.encoding == "gb18030"
    assert document.text == PAGE
    assert document.published == date(2023, 11, 27)
    lines = document.view.text.split("\n")
    assert lines[0] == "南桥村修通“断头路”"
    assert lines[1].startswith("本报讯（记者 王小明）11月25日,柳浦镇南桥村的断头路终于修通")
    assert "“四好农村路”工程" in document.view.text
    assert "首页" not in document.view.text
    assert "假的" not in document.view.text
    offsets = list(document.view.offsets)
    assert offsets == sorted(offsets)
    for char, offset in zip(document.view.text, offsets, strict=True):
        if not char.isspace():
            assert PAGE[offset] in (char, "&")
    (article,) = segment(document)
    assert article.title == "南桥村修通“断头路”"
    assert article.names("reporter") == ("王小明",)
    assert article.body is not None
    assert PAGE[article.body[0] :].startswith("本报讯（记者")
    assert article.published == date(2023, 11, 27)


def test_html_lists_between_paragraphs_are_kept() -> None:
    source = """<html><head><title>石桥县部署秋粮收购</title></head><body>
<div class="article"><h1>石桥县部署秋粮收购</h1>
<p>9月18日,石桥县召开秋粮收购工作会议,县粮食和物资储备局等部门负责人参加。会议要求抓好三件事,把颗粒归仓的责任落到人头。</p>
<ol><li>加强指导,派出农技人员120人下到田间地头。</li><li>备足物资,储备化肥3000吨。</li></ol>
<p>下一步,石桥县将把收购点开到村口,让农民少跑路、早结算,卖上放心粮。</p></div></body></html>"""
    lines = main_text(source).view.text.split("\n")
    assert lines[-3:-1] == [
        "加强指导,派出农技人员120人下到田间地头。",
        "备足物资,储备化肥3000吨。",
    ]


def test_html_without_a_main_text_keeps_what_there_is() -> None:
    page = main_text("<html><body><div>县里</div><div>乡里</div></body></html>")
    assert page.view.text.replace("\n", "") == "县里乡里"
    assert main_text("").view.text == ""


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<br/>",
                "<b",
                ">",
                "&amp;",
                "&#x4e00;",
                "&#99999999;",
                "&nbsp",
                "县里",
                " ",
                "\n",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "<a href='>'>",
                "<![CDATA[",
                "]]>",
                "<",
                "&",
                "<title>",
                "</title>",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_stream_of_any_markup_points_into_the_source(source: str) -> None:
    stream = visible_stream(source)
    assert len(stream.text) == len(stream.offsets)
    assert list(stream.offsets) == sorted(stream.offsets)
    for char, offset in zip(stream.text, stream.offsets, strict=True):
        assert source[offset] in (char, "&")


def test_tables_of_pages_are_read_row_by_row() -> None:
    body = "本报讯 3月5日,云岭县在两个乡镇举办春耕培训班,各乡镇按计划开课,农户踊跃参加。" * 6
    cells = (("乡镇", "场次"), ("石桥镇", "12场"), ("柳湾乡", "9场"))
    table = "".join(f"<tr>\n<td>{a}</td>\n<td>{b}</td>\n</tr>\n" for a, b in cells)
    source = f"<html><body><h1>春耕忙</h1><p>{body}</p><table>\n{table}</table><p>{body}</p></body>"
    page = main_text(source)
    assert "\n石桥镇 12场\n柳湾乡 9场" in page.view.text
    assert page.warnings == ()
    for i, char in enumerate(page.view.text):
        assert char.isspace() or source[page.view.offsets[i]] == char


def test_a_page_that_is_a_table_keeps_it() -> None:
    rows = "".join(f"<tr><td>指标{i}</td><td>{i}.5亿元</td></tr>" for i in range(30))
    page = main_text(f"<html><body><h2>主要指标</h2><table>{rows}</table></body></html>")
    assert "指标7 7.5亿元" in page.view.text


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("发布时间：2024-03-06 09:30", date(2024, 3, 6)),
        ("版权所有 2023", None),
        ("2023年工作要点", None),
    ],
)
def test_only_a_day_that_a_page_writes_is_its_date(printed: str, expected: date | None) -> None:
    body = "本报讯 云岭县农业农村局在石桥镇举办春耕培训班,全县农户踊跃参加。" * 4
    source = f"<html><body><h1>春耕忙</h1><p>{body}</p><div>{printed}</div></body></html>"
    assert main_text(source).published == expected


_SHORT = "<p>5月8日,石桥镇的新路通车,全长3.2公里。</p><p>村民说,往后卖茶叶方便了。</p>"


def test_a_block_of_links_is_no_text() -> None:
    links = "".join(f'<a href="/{word}">{word}</a>' for word in ("首页", "政务", "互动"))
    page = main_text(f"<html><body><div>{links}</div><h1>新路通车</h1>{_SHORT}</body></html>")
    assert page.view.text.startswith("新路通车\n")
    linked = _SHORT.replace("石桥镇", '<a href="/x">石桥镇</a>')
    page = main_text(f"<html><body><h1>新路通车</h1>{linked}</body></html>")
    assert "5月8日,石桥镇的新路通车" in page.view.text


def test_a_headline_under_its_kicker_is_kept() -> None:
    body = "5月8日,石桥镇的茶园里,村民忙着采茶,今年全镇产茶320吨,产值达2600万元。" * 4
    source = (
        "<html><head><title>云岭报-小茶园做出大文章</title></head><body><div><p>石桥镇</p>"
        f"<h1>小茶园做出大文章</h1><p>——茶产业见闻</p><p>{body}</p></div></body></html>"
    )
    lines = main_text(source).view.text.split("\n")
    assert lines[:3] == ["石桥镇", "小茶园做出大文章", "——茶产业见闻"]


def test_heads_in_bold_type_between_paragraphs_are_kept() -> None:
    body = "36名学生正在上一堂特别的农耕课,老师把课堂搬到了茶园边上,孩子们学得认真。" * 2
    source = "<html><body><div>" + "".join(
        f"<section>0{i}</section><section>{head}</section><section><p>{i}月里,{body}</p></section>"
        for i, head in enumerate(
            (
                "<b>开头</b>",
                "<strong>课堂上的笑声</strong>",
                "来自车间",
                '<strong><a href="/">下载客户端</a></strong>',
            ),
            1,
        )
    )
    lines = main_text(source + "</div></body></html>").view.text.split("\n")
    assert "课堂上的笑声" in lines
    assert not {"来自车间", "下载客户端"} & set(lines)


def test_rows_of_a_small_table_stay_rows() -> None:
    cells = (("石桥镇", "320吨"), ("青溪镇", "260吨"), ("沙坪镇", "86吨"))
    table = "".join(f"<tr><td><p>{a}</p></td><td>{b}</td></tr>" for a, b in cells)
    lead = "<h1>春茶产量公布</h1><p>5月8日,县里公布春茶产量:</p>"
    page = main_text(f"<html><body>{lead}<table>{table}</table></body></html>")
    assert page.view.text.split("\n")[-3:] == ["石桥镇 320吨", "青溪镇 260吨", "沙坪镇 86吨"]
    told = table.replace("86吨", "5月8日,镇里的茶园开园。")
    page = main_text(f"<html><body>{lead}<table>{told}</table></body></html>")
    assert "沙坪镇\n5月8日,镇里的茶园开园。" in page.view.text


_OPENING = "5月8日清晨,松溪镇的果园里已经热闹起来,村民罗福根和邻居们背着竹篓上山摘杨梅。"
_REST = "去年,村里成立合作社,86户村民加入进来,杨梅统一收购、统一销售,一年卖出26万斤。"


@pytest.mark.parametrize(
    "cell",
    [
        f"<p>{_OPENING}</p><p>合作社里年味浓</p><p>{_REST}</p>",
        f"&nbsp;&nbsp;{_OPENING}<br>&nbsp;&nbsp;合作社里年味浓<br>&nbsp;&nbsp;{_REST}",
    ],
)
def test_html_tables_that_lay_out_a_page(cell: str) -> None:
    rows = ("果园里杨梅正鲜", "作者:罗春生 来源:松溪镇 2013-8-9", cell)
    table = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    lines = main_text(f"<html><body><table>{table}</table></body></html>").view.text.split("\n")
    assert lines == [*rows[:2], _OPENING, "合作社里年味浓", _REST]


def test_html_heads_and_bylines_around_the_headline() -> None:
    text = f"<p>{_OPENING}</p><p>{_REST}</p><p>{_OPENING}</p>"
    headline = "<h1>果园里杨梅正鲜</h1>"
    deck = "<h4>——松溪镇采摘见闻</h4>"

    def first(head: str, title: str = "果园里杨梅正鲜") -> list[str]:
        source = f"<html><head><title>{title}</title></head><body><div>{head}<div>{text}</div>"
        lines = main_text(source + "</div></body></html>").view.text.split("\n")
        return lines[: lines.index(_OPENING)]

    source = "<div>2023-05-12 09:30 来源:云岭日报</div>"
    headed = ["果园里杨梅正鲜", "——松溪镇采摘见闻"]
    assert first(f"<h3>乡村行</h3>{headline}{deck}{source}") == ["乡村行", *headed]
    assert first(f"<h3>乡村行</h3><hr>{headline}{source}") == headed[:1]
    author = "<p class=author>本报记者 丁一凡</p>"
    second = headline.replace("h1", "h2")
    assert first(f"{second}{deck}{author}", "果园里杨梅正鲜_云岭网") == [*headed, "本报记者 丁一凡"]
