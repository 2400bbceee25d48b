"""Pages cut into articles: own cases by layout, the sample pages, properties."""

from __future__ import annotations

import json
import re
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from segment_cases import PageCase, read_pages
from zhengwen.corpus.article import ROLES, Article
from zhengwen.corpus.bylines import parse_line
from zhengwen.corpus.oversize import LONGEST
from zhengwen.corpus.printed import printed_outlet
from zhengwen.corpus.reading import document_from_text
from zhengwen.corpus.segment import segment
from zhengwen.corpus.view import surface_text

SHARED = Path(__file__).parents[2] / "shared"
PAGES = read_pages()


def fields(article: Article) -> dict[str, object]:
    """What is compared with the gold, as plain values."""
    return {
        "kicker": article.kicker,
        "title": article.title,
        "subtitle": article.subtitle,
        "body": article.body,
        "heads": article.section_heads,
        "reporters": article.names("reporter"),
        "correspondents": article.names("correspondent"),
        "photographers": article.names("photographer"),
        "published": article.published.isoformat() if article.published else None,
    }


def check_view(text: str, article: Article) -> None:
    """The clean text is the source's, character by character, block by block."""
    view = article.view
    assert len(view.text) == len(view.offsets)
    assert all(a <= b for a, b in zip(view.offsets, view.offsets[1:], strict=False))
    assert [b.start for b in article.blocks][:1] in ([], [0])
    for block in article.blocks:
        assert block.role in ROLES
        clean = view.text[block.start : block.end]
        assert "\n" not in clean
        assert "\r" not in clean
        for i in range(block.start, block.end):
            assert text[view.offsets[i]] == view.text[i]
        assert surface_text(text, *view.to_source(block.start, block.end)) == clean
    between = "".join(
        view.text[a.end : b.start] for a, b in zip(article.blocks, article.blocks[1:], strict=False)
    )
    assert set(between) <= {"\n"}
    for name in article.bylines:
        assert re.sub(r"\s", "", view.text[name.start : name.end]) == name.name


@pytest.mark.parametrize("case", PAGES, ids=str)
def test_page(case: PageCase) -> None:
    gold = case.gold
    articles = segment(document_from_text(gold.text))
    assert [a.title for a in articles] == [g.title for g in gold.articles]
    for article, expected in zip(articles, gold.articles, strict=True):
        check_view(gold.text, article)
        assert fields(article) == {
            "kicker": expected.kicker,
            "title": expected.title,
            "subtitle": expected.subtitle,
            "body": expected.body,
            "heads": expected.section_heads,
            "reporters": expected.reporters,
            "correspondents": expected.correspondents,
            "photographers": expected.photographers,
            "published": expected.published,
        }


def test_enough_cases() -> None:
    assert len(PAGES) >= 40


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the sample pages are not here")
@pytest.mark.parametrize(
    "path", sorted((SHARED / "gold").glob("*.json")), ids=lambda path: path.stem[:3]
)
def test_sample_page_equals_its_gold(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (SHARED / "pages" / gold["source"]).read_bytes().decode("utf-8")
    articles = segment(document_from_text(text))
    assert len(articles) == len(gold["articles"])
    for article, expected in zip(articles, gold["articles"], strict=True):
        check_view(text, article)
        assert fields(article) == {
            "kicker": expected["kicker"],
            "title": expected["title"],
            "subtitle": expected["subtitle"],
            "body": tuple(expected["body"]),
            "heads": tuple(expected["section_heads"]),
            "reporters": tuple(expected["reporters"]),
            "correspondents": tuple(expected["correspondents"]),
            "photographers": tuple(expected["photographers"]),
            "published": expected["published"],
        }


PARTS = st.sampled_from(
    [
        "本报讯 ",
        "（记者 王小明）",
        "记者 李华 通讯员 张三 文/图",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\u3000\u3000",
        "某某镇举行春耕现场会",
        " ",
        "“",
        "”",
        "，",
        "——",
        "全县上下齐心协力抓生产。",
        "▲图为现场。",
        "责任编辑：张三",
        "\x00",
        "首页 > 要闻 >",
        "（下转第3版）",
        "（上接第1版）",
        "█",
        "\u2028",
        "版权所有 豫ICP备123号",
        "一、基本情况",
        "2023年5月1日 星期一",
        "\x0b",
        "\x85",
        "𠮷",
        "\ud800",
        "林 芳",
        "【短讯】",
        "|",
        "(",
        ")",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PARTS, max_size=40).map("".join))
def test_any_mixture_of_page_parts(text: str) -> None:
    articles = segment(document_from_text(text))
    assert articles
    for article in articles:
        check_view(text, article)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    for article in segment(document_from_text(text)):
        check_view(text, article)


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\x00\x00", "　　\r\n", "\ufeff"])
def test_blank_text_is_one_article_with_a_warning(text: str) -> None:
    (article,) = segment(document_from_text(text))
    assert article.text == ""
    assert article.warnings


def test_no_article_at_all_is_kept_with_a_warning() -> None:
    text = "首页 > 要闻\n版权所有 某某网"
    (article,) = segment(document_from_text(text))
    assert article.text == text
    assert article.warnings


def test_a_headline_alone() -> None:
    (article,) = segment(document_from_text("全县春耕生产现场会在青石镇召开"))
    assert article.title == "全县春耕生产现场会在青石镇召开"
    assert article.body is None
    assert article.warnings


def test_a_list_of_sentences_is_one_article() -> None:
    text = "今天县里开了会。\n明天乡里种树。\n后天村里唱戏,大家都去看,看完再回来种地。\n"
    (article,) = segment(document_from_text(text))
    assert article.title is None
    assert [b.role for b in article.blocks] == ["paragraph"] * 3
    assert "no headline found" in article.warnings


def test_given_date_is_stronger_than_the_printed_one() -> None:
    text = "青溪报 2022年6月14日 星期二\n\n水库清淤完工\n本报讯 工程昨日完工。大家都很高兴。\n"
    given_date = date(2022, 6, 20)
    (article,) = segment(document_from_text(text, published=given_date))
    assert article.published == given_date
    (article,) = segment(document_from_text(text))
    assert article.published == date(2022, 6, 14)


def test_line_ends_make_no_difference() -> None:
    plain = next(p for p in PAGES if p.name.startswith("two articles")).gold.text
    titles = [a.title for a in segment(document_from_text(plain))]
    for end in ("\r\n", "\r"):
        text = plain.replace("\n", end)
        articles = segment(document_from_text(text))
        assert [a.title for a in articles] == titles
        for article in articles:
            check_view(text, article)


@pytest.mark.parametrize("piece", ["全县上下齐心协力抓生产", "本报讯(记者 ", "。", "“", "（", " "])
def test_linear_on_five_megabytes_without_a_line_break(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.perf_counter()
        segment(document_from_text(text))
        return time.perf_counter() - start

    seconds(10_000)
    small, large = seconds(500_000), seconds(5_000_000)
    assert large < 20 * small + 2.0


def test_linear_in_the_number_of_lines() -> None:
    page = "某镇举行春耕现场会\n本报讯 全县上下齐心协力抓生产,一派繁忙景象。\n记者 王小明\n\n"
    start = time.perf_counter()
    articles = segment(document_from_text(page * 2000))
    assert len(articles) == 2000
    assert time.perf_counter() - start < 15


def test_an_outlet_before_the_role_is_no_name() -> None:
    text = "惠民活动开幕\n\n本报讯 3月5日,活动开幕。(大河报业·大河日报客户端 记者 林立成 报道)\n"
    (article,) = segment(document_from_text(text))
    assert article.names("reporter") == ("林立成",)


def test_a_head_in_two_lines_is_one_head() -> None:
    text = (
        "石桥镇:念好“三本账”\n"
        "春耕时节,石桥镇的田埂上人来人往,农机手开着插秧机一趟趟往返,镇里的干部也下了田。\n"
        "念“用水账”,\n管出一渠“活水”\n"
        "镇水利站把28公里渠道分给14名管水员,哪一段漏水、哪一段淤了,三天之内必须有回音。\n"
        "念“用工账”,\n凑出一支“铁军”\n"
        "各村把外出归来的青壮年编成8个帮耕组,谁家缺人手,在群里喊一声就有人来。\n"
    )
    (article,) = segment(document_from_text(text, id="case"))
    assert article.section_heads == ("念“用水账”,管出一渠“活水”", "念“用工账”,凑出一支“铁军”")


def test_heads_that_are_worded_alike_open_no_articles() -> None:
    text = (
        "网站 > 镇街\n石桥镇:移风易俗有新招\n2021-10-25　来源:县文明办\n"
        "去年以来,石桥镇以简朴为主题推进移风易俗,全镇婚丧支出下降四成,村民都说担子轻了。\n"
        "“约”出规矩\n"
        "镇里指导19个村修订村规民约,老党员、老教师牵头成立理事会,事前报告、事后公示。\n"
        "“演”出新风\n"
        "小戏每周六晚演一场,已经演了41场,看戏的人比去年多了一倍,连邻镇的也赶来。\n"
        "小戏走进柳湾村。(供图:吴晓东)\n"
        "“评”出榜样\n"
        "每季度评一次好媳妇、好邻居,积分可以到超市换东西,前三季度评出132人。\n"
    )
    (article,) = segment(document_from_text(text, id="case"))
    assert article.section_heads == ("“约”出规矩", "“演”出新风", "“评”出榜样")


def test_a_lone_head_that_names_nobody_opens_no_article() -> None:
    text = (
        "河湾镇:支书带头闯,集体腰包鼓\n"
        "近两年,河湾镇把壮大集体收入当作头等大事,拿出选好支书、邻村结对的办法,一村一村地破题。\n\n"
        "支书打头 选出“主心骨”\n"
        "“家人们看,这蜂箱就架在杉树下,割下来就装瓶,一滴水都没掺。”镜头前的小伙子是村里的支书。\n\n"
        "像他这样回村的年轻人,镇里还有二十多个,县里给他们配了导师,手把手地教。\n"
    )
    (article,) = segment(document_from_text(text, id="case"))
    assert article.section_heads == ("支书打头 选出“主心骨”",)


def test_a_headline_over_news_of_a_day_opens_an_article() -> None:
    text = (
        "河湾镇开通夜间公交\n"
        "本报讯 3月4日起,河湾镇的夜间公交从晚上七点开到十点,一共停靠十二站,票价两元。\n\n"
        "石桥社区办起老年食堂\n"
        "本报讯 3月5日,石桥社区的老年食堂开张,七十岁以上的老人一顿饭只要五元钱。\n"
    )
    assert len(segment(document_from_text(text, id="case"))) == 2


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("本文转自:云溪日报", "云溪日报"),
        ("云溪日报 2018-03-14 17:42 大字", "云溪日报"),
        ("原创 云溪晚报", "云溪晚报"),
        ("来源:本网", None),
        ("来源: sp20241105", None),
        ("来源: 王世昌 2021-10-11 11:05:20", None),
        ("作者:来源:云溪二小时间:2021-04-02 浏览:330", "云溪二小"),
        ("柳湾村 2018-03-14 17:42", None),
    ],
)
def test_an_outlet_is_read_off_furniture(line: str, outlet: str | None) -> None:
    assert printed_outlet(line) == outlet


def test_a_headline_may_open_with_what_a_credit_opens_with() -> None:
    text = "视频|田长领办合作社,群众齐增收\n今年夏收,柳浦镇的田长们忙着护耕,耕地保护好,群众齐增收。"
    (article,) = segment(document_from_text(text, id="case"))
    assert article.title == "视频|田长领办合作社,群众齐增收"


def test_the_label_before_a_headline_is_not_of_it() -> None:
    text = "标题:柳河县开园\n发布日期:2021-03-15\n13日,柳河县的茶园开园,游客纷纷来采茶。"
    (article,) = segment(document_from_text(text, id="case"))
    assert (article.title, str(article.published)) == ("柳河县开园", "2021-03-15")


@pytest.mark.parametrize("headline", ["石桥镇工作动员会召开", "云溪县便民服务中心揭牌"])
def test_what_happened_is_nobody(headline: str) -> None:
    assert parse_line(headline) is None


@pytest.mark.parametrize("between", ["", "\n", "\n\n"])
def test_a_text_too_long_for_one_article_comes_in_parts(between: str) -> None:
    piece = "本报讯 3月5日,河湾镇的夜间公交从晚上七点开到十点,一共停靠十二站,“票价两元。”" + between
    text = piece * (3 * LONGEST // len(piece))
    articles = segment(document_from_text(text, id="case"))
    assert len(articles) > 3
    assert "".join(a.text for a in articles).replace("\n", "") == text.replace("\n", "")
    for number, article in enumerate(articles, 1):
        assert 0 < len(article.text) <= LONGEST
        assert article.text.startswith("本报讯")
        assert article.warnings[-1] == f"part {number} of {len(articles)} of one long text"
        assert surface_text(text, *article.span) == article.text.replace("\n", "")
        assert all(0 <= b.start < b.end <= len(article.text) for b in article.blocks)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (
            "本报讯(记者 丁一凡)5月8日,柳河镇的|一座新桥通车,总投资860万元,惠及村民1260|"
            "人。通车那天,七十六岁的柳湾村村民何福|根骑着三轮车走了一个来回,说桥稳得能照见|人影。",
            ("1260人。", "何福根骑着", "照见人影。"),
        ),
        (
            "本报讯(记者 丁一凡)5月8日,柳河|镇组织36名志愿者清理河道。|"
            "▲5月7日,柳湾村村民罗春|梅在晾晒笋干。",
            ("柳河镇组织", "罗春梅在"),
        ),
        (
            "5月8日,柳河镇的新桥通车,一共投了860万元。|▲5月8日,新桥通车现场|"
            "村民何福根说,桥稳得能照见人影。",
            ("现场\n村民",),
        ),
    ],
)
def test_what_a_column_cut_is_rejoined(lines: str, joined: tuple[str, ...]) -> None:
    text = "渡口通了新桥\n" + lines.replace("|", "\n") + "\n"
    (article,) = segment(document_from_text(text, id="case"))
    assert all(piece in article.text for piece in joined)


@pytest.mark.parametrize(
    "lines",
    [
        "5月9日:多云转小雨,18℃到25℃,东风2级|5月10日:小雨转阴,17℃到22℃,东北风3级|"
        "5月11日:晴,16℃到27℃,南风2级|县气象台提醒,早晚温差大,请注意添衣。",
        "星期一:红烧肉、炒青菜、冬瓜汤|星期二:清蒸鱼、麻婆豆腐、番茄蛋汤|"
        "星期三:土豆烧鸡、炒豆芽、紫菜汤|院长说,菜单每周由老人商定。",
    ],
)
def test_entries_by_the_day_are_paragraphs(lines: str) -> None:
    text = lines.replace("|", "\n")
    assert segment(document_from_text(text))[0].text == text


def test_a_bracket_that_nothing_opens() -> None:
    text = "】石桥县番茄丰收\n石桥县番茄丰收\n3月5日，石桥县番茄丰收，村民忙着采收。"
    assert [article.title for article in segment(document_from_text(text, id="t"))]
