"""Names known by their shape: masked, transliterated, built from units, set wide, credited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...corpus.article import Article
from ...models import lexicon as lx
from ...models.names import given, surnames
from ...seeds.table import words
from ..candidates import Candidate
from .context import VERBS


@cache
def _masked() -> re.Pattern[str]:
    single = "".join(sorted(s for s in surnames() if len(s) == 1))
    double = "|".join(sorted(s for s in surnames() if len(s) == 2))
    suffix = (
        "某某某|某某|某(?![些个种天月日年项地省市县区])|女士|先生|大爷|大妈|大娘|大叔|大伯|大姐|大哥"
        "|大嫂|大婶|大姨|大舅|阿姨|阿妈|阿叔|阿伯|阿婆|阿公|阿嫂|奶奶|爷爷|师傅|老汉|老伯|老爹|婆婆|太婆"
        "|孃孃|婶|嫂|伯(?![伯父母])|老太太?|小姐|同学|女婿|老师傅"
    )
    # 曲比某某, 强巴大叔: a name built from units of minority names.
    units = "|".join(sorted(_units(), key=len)[::-1])
    return re.compile(
        f"(?:{double}|[{single}])(?:{suffix})"
        f"|(?:{units}){{1,3}}(?:某某|大叔|大伯|大爷|大妈|大娘|大姐|大哥|阿妈|阿爸|奶奶|爷爷|先生|女士|老人家)"
    )


@cache
def _units() -> frozenset[str]:
    """Units of minority names (扎西, 卓玛, 买买提)."""
    return words("name_units.tsv", ("unit", "source"))


TAGGED = ("tag.begin", "tag.end", "tag.span", "tag.inside")
"""The tagger's features, for rules that overrule it."""

_DOT = re.compile(r"[一-鿿]{1,8}(?:·[A-Z]\.?)?(?:·[一-鿿]{1,10}){1,4}")
_WIDE = re.compile(r"([一-鿿]) {1,4}([一-鿿])")


_COUNTED = frozenset("一二两三四五六七八九十几多数每各这那有")
_OPENERS = frozenset("的是和与对给让叫把被向、为了等岁名位户有找到请跟像：在，,:")


_MASKED_WITHIN = re.compile(
    "([一-鿿])(?=[、，。；：？！（）(),;:“”¶与和的在因将被经以向等系犯及]|$)"
)


_ADVERBS = frozenset("曾已也均并即则仍还都又再便才就虽若如且而后前中内外上下左右家等")


def _masked_end(sc: lx.Scan, end: int) -> int:
    """End of a masked name that ends in 某 at ``end``, with the letter left behind it (石某书)."""
    match = _MASKED_WITHIN.match(sc.text, end)
    if sc.text[end : end + 1] in ("甲", "乙", "丙", "丁"):
        return end + 1
    if not match or match[1] in VERBS or match[1] in _ADVERBS:
        return end
    if given().get(match[1], 0.0) < -0.7:
        return end
    return end + 1


def masked_names(sc: lx.Scan) -> Iterator[Candidate]:
    """Surname with 某, 女士, 大爷 …; not where the surname ends another word (钟楼大妈)."""
    text = sc.text
    for match in _masked().finditer(text):
        start = match.start()
        before = text[start - 1 : start]
        if "某" in match[0] and before in foreign() and sc.end_tags.get(start - 1, 0) & lx.TITLE:
            # 被告俄底某某
            start -= 1
            before = text[start - 1 : start]
        known = sc.end_tags.get(start, 0)
        if before in _COUNTED and surnames().get(match[0][0]) == "word":
            # 一位老师傅
            continue
        joined = "一" <= before <= "鿿" and before not in _OPENERS and not known
        features = {
            "title_before": float(bool(known & lx.TITLE)),
            "some": float("某" in match[0]),
            "joined": float(joined),
        }
        end = _masked_end(sc, match.end()) if match[0].endswith("某") else match.end()
        yield Candidate("PERSON", start, end, "person.masked", {"masked": True}, features)


@cache
def _office() -> re.Pattern[str]:
    single = "".join(sorted(s for s in surnames() if len(s) == 1))
    return re.compile(
        f"(?<![一-鿿])[{single}](?:副?(?:书记|主任|主席|[局县市镇乡区校院所站部厅处科会村省董]长|经理)|总(?=[，。说介]))"
        f"|(?<=[在的和与由随])[{single}](?:书记|主任|主席)"
    )


def offices(sc: lx.Scan) -> Iterator[Candidate]:
    """A surname with an office (李书记) is no mention: decoys."""
    for match in _office().finditer(sc.text):
        yield Candidate("PERSON", match.start(), match.end(), "person.office.idiom", decoy=True)


_NO_NAMES = re.compile(
    "(?:维吾尔|哈萨克|柯尔克孜|塔吉克|乌孜别克|塔塔尔|俄罗斯|达斡尔|鄂温克|鄂伦春|赫哲)(?=[族、等和语])|荣膺"
    "|(?<=[一两三四五六七八九几有这那]位)老?师傅|(?<=[一两三四五六七八九几有这那]个)老?师傅"
)
"""Peoples, and a master who has no name (一位老师傅几刀下去)."""


def no_names(sc: lx.Scan) -> Iterator[Candidate]:
    """Peoples and nameless masters: decoys."""
    for match in _NO_NAMES.finditer(sc.text):
        yield Candidate("PERSON", match.start(), match.end(), "person.people.idiom", decoy=True)


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
        "杜邦让登呷俄底曲比且且惹妞莫牛勒则日"
        "然昂玖尕绕参邓赤噶洛嘉松群旺堆珠桑旦瓦"
    )
    return frozenset(chars)


_NEVER = re.compile("[的岁名位是说等了在和与]")


_OUTLET = re.compile("报业·|日报·|晚报·|传媒·|融媒·|·[一-鿿]*(?:新闻|客户端|融媒|网|日报|晚报)")


def dotted_names(sc: lx.Scan) -> Iterator[Candidate]:
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
        while start > match.start() and (
            text[start - 1] in letters
            # 阿不都热依木
            or (text[start - 1] in "不都" and text[start - 2] in letters | {"不"})
        ):
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
        letters_end = end
        for more in range(1, 3) if text[end : end + 1] not in VERBS else ():
            at = end + more
            if at > match.end():
                break
            tag = sc.start_tags.get(at, 0)
            ended = at >= len(text) or not "一" <= text[at] <= "鿿"
            if ended or tag & (lx.TITLE | lx.SPEECH | lx.COMMON):
                if not sc.start_tags.get(end, 0) & (lx.TITLE | lx.SPEECH | lx.COMMON):
                    end = at
                break
        if last == end or start == first:
            continue
        for stop in sorted({letters_end, end}):
            if stop == last:
                continue
            name = text[start:stop]
            features = {
                "foreign": sum(c in letters for c in name) / len(name),
                "title_before": float(bool(sc.end_tags.get(start, 0) & lx.TITLE)),
                "extended": float(stop != letters_end),
                "shortened": float(stop != end),
            }
            if stop == letters_end and _alone(sc, start, stop):
                features["dotted.alone"] = 1.0
            yield Candidate("PERSON", start, stop, "person.dotted", {}, features)


def _alone(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether a name in parts surely begins and ends here: marks, titles, verbs beside it."""
    text = sc.text
    begun = not "一" <= text[start - 1 : start] <= "鿿" or sc.end_tags.get(start, 0) & lx.TITLE
    after = text[end : end + 1]
    ended = not "一" <= after <= "鿿" or after in VERBS or sc.start_tags.get(end, 0) & lx.SPEECH
    return bool(begun and ended) and end - start >= 5


def wide_names(article: Article, sc: lx.Scan) -> Iterator[Candidate]:
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
        around = text[start - 1 : start] + text[end : end + 1]
        if (
            before & lx.TITLE
            or (alone and (byline or lead & lx.TITLE))
            or around in ("（）", "()", "、、", "、，", "，、", "、,", ",、")
        ):
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
                three = {**features, "wide.three": 1.0}
                yield Candidate("PERSON", start, end + 1, "person.wide", {}, three)
                features = {**features, "wide.short": 1.0}
            yield Candidate("PERSON", start, end, "person.wide", {}, features)


@cache
def _ethnic() -> re.Pattern[str]:
    units = "|".join(sorted(_units(), key=len)[::-1])
    letters = "".join(sorted(foreign()))
    ends = (
        "(?=[，。、：；”“（）(),.;:!?！？ ¶·]|$|说|讲|告诉|介绍|在|和|与|是|的|也|正|从|把|一|每"
        "|家|有|带|拿|笑|回)"
    )
    return re.compile(
        f"(?:{units})(?:(?:{units})+(?:[{letters}]{{1,2}}{ends})?|[{letters}]{{1,3}}{ends})?"
    )


def ethnic_names(sc: lx.Scan) -> Iterator[Candidate]:
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


def titled_foreign(sc: lx.Scan) -> Iterator[Candidate]:
    """Runs of three to seven letters of transliteration directly after a title (调解员斯朗拉姆)."""
    letters = foreign()
    text = sc.text
    for start, tag in sc.end_tags.items():
        if not tag & lx.TITLE or text[start : start + 1] not in letters:
            continue
        run = start
        while run < len(text) and run - start < 7 and text[run] in letters:
            run += 1
        for end in range(start + 2, run + 1):
            tag = sc.start_tags.get(end, 0)
            ended = end == run
            if end - start == 2 and text[start:end] not in _units():
                continue
            features = {
                "run.end": float(ended),
                "run.word": float(bool(tag & (lx.SPEECH | lx.COMMON | lx.TITLE))),
                "surname": float(text[start] in surnames()),
                "speech_after": float(bool(tag & lx.SPEECH)),
                "common": float(bool(sc.start_tags.get(start, 0) & lx.COMMON)),
                "repeated": float(text.count(text[start:end]) > 1),
                "unit": float(text[start:end] in _units()),
                "units": float(bool(_ethnic_all().fullmatch(text, start, end))),
            }
            yield Candidate("PERSON", start, end, "person.foreign", {}, features)


@cache
def _ethnic_all() -> re.Pattern[str]:
    """Units, with letters of transliteration between and after."""
    units = "|".join(sorted(_units(), key=len)[::-1])
    letters = "".join(sorted(foreign()))
    return re.compile(f"[{letters}]{{0,2}}(?:{units})[{letters}]{{0,2}}")


_CREDIT = re.compile(
    r"(?:记者|通讯员|实习生|摄影|撰稿|供稿|文/图|图/文|摄)[：:]? ?"
    r"((?:[一-鿿·]{2,8}|[一-鿿] {1,4}[一-鿿])"
    r"(?:[、 /]+(?:[一-鿿·]{2,8}|[一-鿿] {1,4}[一-鿿])){0,5})(?=[）)¶ ]|$)"
)
_CREDIT_WORDS = re.compile(
    "制作|剪辑|编导|后期|海报|设计|出镜|记者|通讯员|报道|摄影|文图|实习生|编辑|供图|本报|消息|见习|图文|整理|综合"
)
_TOKEN = re.compile(r"[一-鿿] {1,4}[一-鿿](?![一-鿿])|[一-鿿·]+")


def credits(sc: lx.Scan) -> Iterator[Candidate]:
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
