"""Candidates for people: bylines, masked names, transliterated and Chinese names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from ...corpus.article import Article
from ...models import lexicon as lx
from ...models.names import NameOption, Names, given, openers, surnames
from ...seeds.table import read_table
from ..candidates import Candidate

FLOOR = 0.3
"""Names less likely than this are not proposed unless the article supports them."""

FLOOR_TITLED = 0.08
"""The same directly after a title."""

FLOOR_RARE = 0.15
"""The same for three characters with a rare surname, of which the model knows little."""

SECOND = 0.1
"""The same for a name of the other length at the same surname (周敏 beside 周敏喜)."""

KNOWN = 0.6
"""A name this likely somewhere in the article supports its other occurrences."""


@cache
def _masked() -> re.Pattern[str]:
    single = "".join(sorted(s for s in surnames() if len(s) == 1))
    double = "|".join(sorted(s for s in surnames() if len(s) == 2))
    suffix = (
        "某某某|某某|某(?![些个种天月日年项地省市县区])|女士|先生|大爷|大妈|大娘|大叔|大伯|大姐|大哥"
        "|阿姨|阿婆|阿公|奶奶|爷爷|师傅|老汉|婆婆|婶|嫂|老太太?|小姐|同学|女婿|老师傅"
    )
    return re.compile(f"(?:{double}|[{single}])(?:{suffix})")


_DOT = re.compile(r"[一-鿿]{1,8}(?:·[一-鿿]{1,10}){1,4}")
_WIDE = re.compile(r"([一-鿿]) {1,4}([一-鿿])")


_OPENERS = frozenset("的是和与对给让叫把被向、为了等岁名位户有找到请跟像：在，,:")


def _masked_names(sc: lx.Scan) -> Iterator[Candidate]:
    """Surname with 某, 女士, 大爷 …; not where the surname ends another word (钟楼大妈)."""
    text = sc.text
    for match in _masked().finditer(text):
        start = match.start()
        before = text[start - 1 : start]
        known = sc.end_tags.get(start, 0)
        if "一" <= before <= "鿿" and before not in _OPENERS and not known:
            continue
        features = {"title_before": float(bool(known & lx.TITLE)), "some": float("某" in match[0])}
        yield Candidate("PERSON", start, match.end(), "person.masked", {"masked": True}, features)


@cache
def foreign() -> frozenset[str]:
    """Characters that transliterated names are written with."""
    chars = (
        "阿艾安奥巴拜班包保贝比彼毕宾别波伯博布才次措达代丹当道得德登迪丁东多恩尔法凡范菲费佛夫弗"
        "福盖甘高戈格根贡古谷哈海汉赫华霍基吉加佳贾杰金卡凯坎康考科克肯库拉莱兰朗劳勒雷里丽利莉"
        "力林琳龙卢鲁罗洛伦马玛麦曼毛梅门蒙米密明莫姆木穆纳娜南内尼宁努诺欧帕潘佩皮平普齐奇强"
        "乔切琴卿仁日瑞萨塞赛桑瑟森沙莎山尚舍申圣施史舒斯丝苏孙索塔泰坦汤唐特提托瓦旺威维韦"
        "温文沃乌吾伍希西谢辛雄修许雅亚扬耶伊依尹英尤扎泽增扎曾詹珍芝朱子卓佐热买吐尼古孜提麦合木"
        "肉艾沙江依布拉音居来提如则塔阿卜杜拉帕夏坎拜德勒格玛央宗顿珠平措罗布次仁巴桑尼玛达瓦边"
        "旦增贡嘎强久晋美索朗白玛多吉益西丹巴洛桑加央卓玛拥措曲扎顿巴图巴雅尔苏和其其格乌兰娜仁"
        "逊守什满开汗娅帕孜洪甫肯别美热苏努衣"
        "高娃斯琴青格勒呼和布和朝鲁哈斯额尔敦宝音那日苏特木尔吉日嘎拉孟克满都"
    )
    return frozenset(chars)


_NEVER = re.compile("[的岁名位是说等了在和与]")


_OUTLET = re.compile("报业·|日报·|晚报·|传媒·|融媒·|·[一-鿿]*(?:新闻|客户端|融媒|网|日报|晚报)")


def _dotted_names(sc: lx.Scan) -> Iterator[Candidate]:
    """Names in parts joined by ·, cut to the letters of transliteration at both ends.

    Up to two other characters are taken in when they reach a word, a mark or a line end.
    """
    letters = foreign()
    text = sc.text
    for match in _DOT.finditer(text):
        if _OUTLET.search(match[0]):
            continue
        first = match.start() + match.group().index("·")
        start = first
        while start > match.start() and text[start - 1] in letters:
            start -= 1
        for more in range(1, 3):
            at = start - more
            if at < match.start():
                break
            opened = at == 0 or not "一" <= text[at - 1] <= "鿿"
            if sc.end_tags.get(start, 0) & (lx.TITLE | lx.HEAD):
                break
            if opened or sc.end_tags.get(at, 0) & (lx.TITLE | lx.HEAD):
                if not _NEVER.search(text[at:start]):
                    start = at
                break
        last = match.start() + match.group().rindex("·") + 1
        end = last
        while end < match.end() and (
            text[end] in letters or (text[end] == "不" and text[end + 1 : end + 2] in letters)
        ):
            if end > last and sc.start_tags.get(end, 0) & lx.SPEECH and text[end] not in "尔也":
                break
            end += 1
        for more in range(1, 3):
            at = end + more
            if at > match.end():
                break
            tag = sc.start_tags.get(at, 0)
            ended = at >= len(text) or not "一" <= text[at] <= "鿿"
            if ended or tag & (lx.TITLE | lx.SPEECH | lx.COMMON):
                if not sc.start_tags.get(end, 0) & (lx.TITLE | lx.SPEECH | lx.COMMON):
                    end = at
                break
        if end == last or start == first:
            continue
        name = text[start:end]
        good = sum(c in letters for c in name) / len(name)
        title = bool(sc.end_tags.get(start, 0) & lx.TITLE)
        yield Candidate(
            "PERSON",
            start,
            end,
            "person.dotted",
            {},
            {"foreign": good, "title_before": float(title)},
        )


def _wide_names(article: Article, sc: lx.Scan) -> Iterator[Candidate]:
    """Names of two characters set wide (林 芳), in bylines, captions and after titles."""
    kinds = surnames()
    text = sc.text
    for match in _WIDE.finditer(text):
        if match[1] not in kinds:
            continue
        start, end = match.span()
        before = sc.end_tags.get(start, 0)
        lead = sc.end_tags.get(start - 1, 0) if text[start - 1 : start] == " " else 0
        block = article.block_at(start)
        byline = block is not None and block.role in ("byline", "caption")
        alone = not ("一" <= text[start - 1 : start] <= "鿿" or "一" <= text[end : end + 1] <= "鿿")
        if before & lx.TITLE or (alone and (byline or lead & lx.TITLE)):
            features = {"byline": float(byline), "alone": float(alone)}
            odds = given()
            two = text[end : end + 1]
            if (
                before & lx.TITLE
                and odds.get(match[2], -1.0) > 0
                and odds.get(two, -1.0) > 0
                and not sc.start_tags.get(end, 0) & lx.SPEECH
            ):
                # 傅 海燕: a space after the surname only.
                yield Candidate("PERSON", start, end + 1, "person.wide", {}, features)
                continue
            yield Candidate("PERSON", start, end, "person.wide", {}, features)


def _idioms(sc: lx.Scan) -> Iterator[Candidate]:
    """Plants, wares and set phrases that begin with a surname (黄桃, 万寿菊): decoys."""
    first = openers()
    for start, tag in sc.start_tags.items():
        if tag & lx.IDIOM and sc.text[start] in first:
            for end, _ in sc.words_from(start, lx.IDIOM):
                yield Candidate("PERSON", start, end, "person.idiom", decoy=True)


def _beside_idiom(sc: lx.Scan, option: NameOption) -> bool:
    """Whether a plant or ware stands beside it in a list (白萝卜、万某某)."""
    text = sc.text
    left = text[option.start - 1 : option.start] == "、"
    right = text[option.end : option.end + 1] == "、"
    return bool(
        (left and sc.end_tags.get(option.start - 1, 0) & lx.IDIOM)
        or (right and sc.start_tags.get(option.end + 1, 0) & lx.IDIOM)
    )


def _features(sc: lx.Scan, option: NameOption, support: float, count: int) -> dict[str, float]:
    before = sc.end_tags.get(option.start, 0)
    after = sc.start_tags.get(option.end, 0)
    return {
        "name_p": option.p,
        "given": option.given,
        "title_before": float(bool(before & lx.TITLE)),
        "speech_after": float(bool(after & lx.SPEECH)),
        "place": float(bool(sc.start_tags.get(option.start, 0) & (lx.AREA | lx.PLACE_NAME))),
        "support": support,
        "repeated": float(count > 1),
        "rare": float(surnames().get(sc.text[option.start]) == "rare"),
        "ends_place": float(sc.text[option.end - 1] in "集屯寨庄店堡湾沟"),
        "listed_idiom": float(_beside_idiom(sc, option)),
    }


def _known_again(sc: lx.Scan, known: set[str], best: dict[int, NameOption]) -> Iterator[Candidate]:
    """Other occurrences of names that the article settles elsewhere."""
    text = sc.text
    for name in sorted(known):
        at = text.find(name)
        while at >= 0:
            option = best.get(at)
            end = at + len(name)
            if option is None or (option.end != end or option.p < FLOOR):
                p = option.p if option and option.end == end else 0.0
                longer = option.p if option and option.end != end else 0.0
                yield Candidate(
                    "PERSON",
                    at,
                    end,
                    "person.known",
                    {},
                    {"name_p": p, "other_p": longer, "short": float(len(name) == 2)},
                )
            at = text.find(name, end)


@cache
def _ethnic() -> re.Pattern[str]:
    units = "|".join(
        sorted((r["unit"] for r in read_table("name_units.tsv", ("unit", "source"))), key=len)[::-1]
    )
    letters = "".join(sorted(foreign()))
    ends = (
        "(?=[，。、：；”“（）(),.;:!?！？ ¶·]|$|说|讲|告诉|介绍|在|和|与|是|的|也|正|从|把|一|每"
        "|家|有|带|拿|笑|回)"
    )
    return re.compile(
        f"(?:{units})(?:(?:{units})+(?:[{letters}]{{1,2}}{ends})?|[{letters}]{{1,3}}{ends})?"
    )


def _ethnic_names(sc: lx.Scan) -> Iterator[Candidate]:
    """Names built from the units of minority names (扎西多吉, 额尔敦巴雅尔)."""
    done = 0
    for start in sorted(at for at, tag in sc.start_tags.items() if tag & lx.NAME_UNIT):
        if start < done or not (match := _ethnic().match(sc.text, start)):
            continue
        end = done = match.end()
        before = sc.end_tags.get(start, 0)
        after = sc.start_tags.get(end, 0)
        title = bool(before & lx.TITLE)
        speech = bool(after & lx.SPEECH)
        if end - start < 3 and not title:
            continue
        yield Candidate(
            "PERSON",
            start,
            end,
            "person.ethnic",
            {},
            {
                "title_before": float(title),
                "speech_after": float(speech),
                "length": float(end - start),
                "place": float(bool(sc.start_tags.get(start, 0) & lx.PLACES)),
                "repeated": float(sc.text.count(match.group()) > 1),
            },
        )


def _titled_foreign(sc: lx.Scan) -> Iterator[Candidate]:
    """Runs of three to seven letters of transliteration directly after a title (调解员斯朗拉姆)."""
    letters = foreign()
    text = sc.text
    for start, tag in sc.end_tags.items():
        if not tag & lx.TITLE or text[start : start + 1] not in letters:
            continue
        end = start
        while end < len(text) and end - start < 7 and text[end] in letters:
            if end - start >= 3 and sc.start_tags.get(end, 0) & (lx.SPEECH | lx.COMMON | lx.TITLE):
                break
            end += 1
        if end - start >= 3:
            features = {
                "length": float(end - start),
                "surname": float(text[start] in surnames()),
                "speech_after": float(bool(sc.start_tags.get(end, 0) & lx.SPEECH)),
                "common": float(bool(sc.start_tags.get(start, 0) & lx.COMMON)),
                "repeated": float(text.count(text[start:end]) > 1),
            }
            yield Candidate("PERSON", start, end, "person.foreign", {}, features)


_CREDIT = re.compile(
    r"(?:记者|通讯员|实习生|摄影|撰稿|供稿|文/图|图/文|摄)[：:]? ?"
    r"((?:[一-鿿·]{2,8}|[一-鿿] {1,4}[一-鿿])"
    r"(?:[、 /]+(?:[一-鿿·]{2,8}|[一-鿿] {1,4}[一-鿿])){0,5})(?=[）)¶ ]|$)"
)
_CREDIT_WORDS = re.compile(
    "记者|通讯员|报道|摄影|文图|实习生|编辑|供图|本报|消息|见习|图文|整理|综合"
)
_TOKEN = re.compile(r"[一-鿿] {1,4}[一-鿿](?![一-鿿])|[一-鿿·]+")


def _credits(sc: lx.Scan) -> Iterator[Candidate]:
    """Names after 记者 or 通讯员 up to a bracket or line end."""
    for match in _CREDIT.finditer(sc.text):
        for token in _TOKEN.finditer(match.group(1)):
            if not _CREDIT_WORDS.search(token.group()) and len(token.group()) <= 8:
                yield Candidate(
                    "PERSON",
                    match.start(1) + token.start(),
                    match.start(1) + token.end(),
                    "person.credit",
                )


def propose(article: Article) -> Iterator[Candidate]:
    """Candidates over the whole clean text."""
    sc = lx.scan(article.text)
    text = sc.text
    for byline in article.bylines:
        yield Candidate(
            "PERSON", byline.start, byline.end, "person.byline", {"byline": byline.role}
        )
    yield from _masked_names(sc)
    yield from _dotted_names(sc)
    yield from _wide_names(article, sc)
    yield from _ethnic_names(sc)
    yield from _titled_foreign(sc)
    yield from _credits(sc)
    scorer = Names(sc)
    singles = surnames()
    first = openers()
    best: dict[int, NameOption] = {}
    seconds: dict[int, NameOption] = {}
    support: dict[str, float] = {}
    count: Counter[str] = Counter()
    for position, char in enumerate(text):
        if char not in first or (
            char not in singles and text[position : position + 2] not in singles
        ):
            continue
        options = scorer.at(position)
        if not options:
            continue
        best[position] = top = max(options, key=lambda o: o.p)
        for option in options:
            if option.p >= (SECOND if option.end < top.end else FLOOR) and option is not top:
                seconds[position] = option
        for option in options:
            name = text[option.start : option.end]
            count[name] += 1
            support[name] = max(option.p, support.get(name, 0.0))
    known = {name for name, p in support.items() if p >= KNOWN}
    for position in seconds:
        top, second = best[position], seconds[position]
        features = _features(sc, second, support[text[second.start : second.end]], 1)
        features["other_p"] = top.p
        features["shorter"] = float(second.end < top.end)
        yield Candidate("PERSON", second.start, second.end, "person.second", {}, features)
    yield from _idioms(sc)
    for option in best.values():
        name = text[option.start : option.end]
        titled = sc.end_tags.get(option.start, 0) & lx.TITLE
        rare = option.end - option.start == 3 and singles.get(name[0]) == "rare"
        if option.p >= (FLOOR_RARE if rare else FLOOR) or (titled and option.p >= FLOOR_TITLED):
            yield Candidate(
                "PERSON",
                option.start,
                option.end,
                "person.name",
                {},
                _features(sc, option, support[name], count[name]),
            )
    yield from _known_again(sc, known, best)
