"""Names known by their shape: masked, nicknames, set wide, credited; and what is no name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...corpus.article import Article
from ...corpus.byline_names import is_name, is_station, names_in, stopwords
from ...models import lexicon as lx
from ...models.names import given, surnames
from ...seeds.table import either, longest_first
from ..candidates import BREAK, Candidate
from ..readings import TAGGED
from .context import verbs
from .foreign import foreign, name_units
from .role_words import known


@cache
def _masked() -> re.Pattern[str]:
    single = "".join(sorted(s for s in surnames() if len(s) == 1))
    double = "|".join(sorted(s for s in surnames() if len(s) == 2))
    suffix = f"{longest_first(known('address'))}|某(?![些个种天月日年项地省市县区])|伯(?![伯父母])"
    # 曲比某某, 强巴大叔: a name built from units of minority names.
    units = longest_first(name_units())
    return re.compile(
        f"(?:{double}|[{single}])(?:{suffix})|(?:{units}){{1,3}}(?:{longest_first(known('elder'))})"
    )


_WIDE = re.compile(r"([一-鿿]) {1,4}([一-鿿])")

_COUNTED = frozenset("一二两三四五六七八九十几多数每各这那有")

_OPENERS = frozenset("的是和与对给让叫把被向、为了等岁名位户有找到请跟像陪帮替劝扶送：在，,:")

_MASKED_WITHIN = re.compile(
    "([一-鿿])(?=[、，。；：？！（）(),;:“”¶与和的在因将被经以向等系犯及]|$)"
)


_IS = re.compile("系(?![统列])")
"""What somebody is said to be, in the words of the courts (赵某|系柳湾村人)."""


def _masked_end(sc: lx.Scan, end: int) -> int:
    """End of a masked name that ends in 某 at ``end``, with the letter left behind it (石某书)."""
    letter = sc.text[end : end + 1]
    if letter in ("甲", "乙", "丙", "丁"):
        return end + 1
    if letter in verbs() or letter in known("no_letter") or given().get(letter, 0.0) < -0.7:
        return end
    return end + (_MASKED_WITHIN.match(sc.text, end) is not None or _always(sc.text, end))


def _always(text: str, end: int) -> bool:
    """Whether the letter behind 某 stands there each time, before different ones (石某书)."""
    base, whole = text[end - 2 : end], text[end - 2 : end + 1]
    if not "一" <= whole[-1] <= "鿿" or not 2 <= text.count(base) == text.count(whole):
        return False
    return len({text[m.end() : m.end() + 1] for m in re.finditer(whole, text)}) > 1


_BRANDED = re.compile("”[一-鿿]")


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
        led = sc.end_tags.get(start, 0) or before in known("person_end")
        if before in _COUNTED and surnames().get(match[0][0]) == "word":
            # 一位老师傅
            continue
        speaks = sc.start_tags.get(match.end() + 1, 0) & lx.SPEECH
        if before == "“" and _BRANDED.match(text, match.end()) and not speaks:
            # “江大姐”调解室, and “江大姐”蒋晴: a brand, or a role
            continue
        joined = "一" <= before <= "鿿" and before not in _OPENERS and not led
        features = {
            "title_before": float(bool(sc.end_tags.get(start, 0) & lx.TITLE)),
            "some": float("某" in match[0]),
            "joined": float(joined),
        }
        if "某" in match[0] and _IS.match(text, match.end()):
            features |= dict.fromkeys(TAGGED, 0.95)
        end = _masked_end(sc, match.end()) if match[0].endswith("某") else match.end()
        yield Candidate("PERSON", start, end, "person.masked", {"masked": True}, features)


_HEADED = "局县市镇乡区校院所站部厅处科会村省董台团关庭行矿队馆园厂场社州旗股"
"""What somebody is 长 of."""


@cache
def _office() -> re.Pattern[str]:
    single = "".join(sorted(s for s in surnames() if len(s) == 1))
    return re.compile(
        f"(?<![一-鿿])[{single}](?:副?(?:书记|主任|主席|经理|(?:秘书|检察|参谋|[{_HEADED}])长)|总(?=[，。说介]))"
        f"|(?<=[在的和与由随])[{single}](?:书记|主任|主席)"
    )


def offices(sc: lx.Scan) -> Iterator[Candidate]:
    """A surname with an office (李书记) is no mention: decoys."""
    for match in _office().finditer(sc.text):
        yield Candidate("PERSON", match.start(), match.end(), "person.office.idiom", decoy=True)


@cache
def _no_names() -> re.Pattern[str]:
    """Peoples and their branches, and a master who has no name (一位老师傅几刀下去)."""
    return re.compile(
        f"(?:{either('people_words.tsv', 'nation')})(?=[族、等和语])|荣膺"
        f"|(?:{either('people_words.tsv', 'nation_branch')})(?:瑶|苗|壮|彝|傣|侗)(?![一-鿿][说讲])"
        "|[一-鿿]氏(?=兄弟|姐妹|姊妹|家族|父子|夫妇|一家|宗祠|祠堂|后人)"
        "|(?<=[一两三四五六七八九几有这那]位)老?师傅|(?<=[一两三四五六七八九几有这那]个)老?师傅"
    )


def no_names(sc: lx.Scan) -> Iterator[Candidate]:
    """Peoples and nameless masters: decoys."""
    for match in _no_names().finditer(sc.text):
        yield Candidate("PERSON", match.start(), match.end(), "person.people.idiom", decoy=True)


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


_CREDIT = re.compile(
    r"(?:记者|通讯员|实习生|摄影|撰稿|供稿|文/图|图/文|摄)[：:]? ?"
    r"((?:[一-鿿·]{2,8}|[一-鿿] {1,4}[一-鿿])"
    r"(?:[、 /]+(?:[一-鿿·]{2,8}|[一-鿿] {1,4}[一-鿿])){0,5})(?=[）)¶ ]|$)"
)


@cache
def _credit_words() -> re.Pattern[str]:
    """Words of a credit that are no names."""
    return re.compile(either("people_words.tsv", "credit_word"))


_TOKEN = re.compile(r"[一-鿿] {1,4}[一-鿿](?![一-鿿])|[一-鿿·]+")

_NICK = re.compile("小([一-鿿])(?!区|学)")


@cache
def _child() -> re.Pattern[str]:
    """A child, or an age, before a nickname."""
    return re.compile(f"(?:岁的?|的|{either('people_words.tsv', 'child')})$")


_ALIAS = re.compile("[（(](?:[^（）()]{0,3}，)?化名[）)]")


def nicknames(sc: lx.Scan) -> Iterator[Candidate]:
    """小 with a letter of given names, where a child is named or an alias is owned to.

    Every occurrence of a name that one place tells so (8岁的小慧, 小雨（化名）).
    """
    text = sc.text
    odds = given()
    told, owned = set(), set()
    for match in _NICK.finditer(text):
        start, end = match.span()
        if _ALIAS.match(text, end):
            owned.add(match[0])
        elif (
            _child().search(text, max(0, start - 3), start)
            and odds.get(match[1], 0.0) > 1.0
            and surnames().get(match[1]) != "single"
            and not sc.start_tags.get(start, 0) & lx.COMMON
        ):
            told.add(match[0])
    for name in sorted(told | owned):
        for match in re.finditer(name, text):
            start, end = match.span()
            features = {
                "alias": float(bool(_ALIAS.match(text, end))),
                "child": float(bool(_child().search(text, max(0, start - 3), start))),
                "speech_after": float(bool(sc.start_tags.get(end, 0) & lx.SPEECH)),
                "repeated": float(text.count(name) > 1),
            }
            if name in owned:
                features |= dict.fromkeys(TAGGED, 0.95)
            yield Candidate("PERSON", start, end, "person.nick", {}, features)


_OLD = re.compile(
    "老[一-鿿](?=[，。：；、！？”“（），,:;!?]|[家乐说笑想叹答的道和与跟给也就](?!人家))"
)


def _behind_role(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether 老 and a surname stand behind a title or word for people and no word goes on
    (住户|老耿|总算, not 住户|老马|桶)."""
    text = sc.text
    led = sc.end_tags.get(start, 0) & lx.TITLE or text[max(0, start - 2) : start] in known("folk")
    words = (sc.longest(at, lx.COMMON | lx.IDIOM) for at in (start, end - 1))
    return bool(led) and not any(word is not None and word[0] > end for word in words)


def old_names(sc: lx.Scan) -> Iterator[Candidate]:
    """老 or 小 with a surname (老耿说, 骑手小邓); not 老马调解室.

    老 before a mark or a word of speaking or behind a role, 小 behind a role and before a verb or
    mark; both wherever the article tells the same one so elsewhere.
    """
    text = sc.text
    told = set()
    places = []
    for match in _FAMILIAR.finditer(text):
        start, end = match.span()
        if surnames().get(match[1]) != "single" or sc.start_tags.get(start, 0) & lx.COMMON:
            continue
        if text[start - 1 : start] in ("养", "敬", "助", "扶", "变"):
            # 养老|钱
            continue
        led = _behind_role(sc, start, end)
        if led and (text[start] == "老" or _goes_on(text, end)):
            told.add(match[0])
        places.append((start, end, match[0], led))
    for start, end, name, led in places:
        if name not in told and (name[0] == "小" or not _OLD.match(text, start)):
            continue
        features = {
            "old": 1.0,
            **(dict.fromkeys(TAGGED, 0.95) if led else {}),
            **({"verb_after": 1.0} if _JUST.match(text, end) else {}),
            "title_before": float(led),
            "role_told": float(led),
            "told_elsewhere": float(name in told and not led),
            "speech_after": float(bool(sc.start_tags.get(end, 0) & lx.SPEECH)),
            "repeated": float(text.count(name) > 1),
        }
        yield Candidate("PERSON", start, end, "person.old", {}, features)
        if led and name[0] == "小":
            # 保安|小岳, nobody is called 安小岳, nor 小李刚 in 小李|刚到家.
            yield Candidate("PERSON", start - 1, start, BREAK, decoy=True)
            yield Candidate("PERSON", end - 1, end, BREAK, decoy=True)


_FAMILIAR = re.compile("[老小]([一-鿿])")


_JUST = re.compile(
    "[刚正便就又才](?:刚|要|想|准备|[一-鿿]{1,3}[了着到进完出上下好起,，、])|立马|赶[紧忙]|[连急]忙"
)
"""When somebody does something, behind a name (小李|刚走进)."""


def _goes_on(text: str, end: int) -> bool:
    """Whether a mark, a verb or an adverb with its verb stands at ``end``."""
    after = text[end : end + 1]
    return not "一" <= after <= "鿿" or after in verbs() or _JUST.match(text, end) is not None


_TAKEN = re.compile("(?<![一-鿿、])([一-鿿]{2,4}) ?摄(?=[（(）)¶。]|$)")
"""A name between a mark and 摄 (米飞进山村。吉列子日 摄)."""


@cache
def _editors() -> re.Pattern[str]:
    """The names of those who edited or passed a piece."""
    return re.compile(
        f"(?:{either('people_words.tsv', 'editor')})[：:/|丨 ]{{1,3}}(?P<names>"
        "(?:[一-鿿]{2,4}|[一-鿿] {1,2}[一-鿿](?![一-鿿]))(?:[、 ][一-鿿]{2,4}(?=[、 ）)¶]|$))*)"
        "(?=[^一-鿿]|$)"
    )


def editors(sc: lx.Scan) -> Iterator[Candidate]:
    """Walls on the names of those who edited or passed a piece (编辑：王静 一审：李明)."""
    for match in _editors().finditer(sc.text):
        yield Candidate("PERSON", *match.span("names"), "person.editor.idiom", decoy=True)


_SENT = re.compile("\\d日(?:电|讯)[（(](?P<names>[一-鿿]{2,4}(?:[、 ][一-鿿]{2,4}){1,5})[）)]")
"""Names without a role in a dateline (8月9日电（李四海 王桂香）)."""


def sent(sc: lx.Scan) -> Iterator[Candidate]:
    """Names in datelines, where all but one must be names (向前 is a word, too)."""
    for match in _SENT.finditer(sc.text):
        names = list(re.finditer("[一-鿿]+", match["names"]))
        fits = [m for m in names if is_name(m[0], told=True) and m[0] not in stopwords()]
        if _credit_words().search(match["names"]) or len(fits) < max(2, len(names) - 1):
            continue
        for name in names:
            start = match.start("names") + name.start()
            features = dict.fromkeys(TAGGED, 0.95)
            yield Candidate("PERSON", start, start + len(name[0]), "person.credit", {}, features)


def credits(sc: lx.Scan) -> Iterator[Candidate]:
    """Names after 记者 or 通讯员 up to a bracket or line end, and before 摄."""
    for match in _TAKEN.finditer(sc.text):
        told = is_name(match[1], told=True) and match[1] not in stopwords()
        if told and not _credit_words().search(match[1]):
            yield Candidate("PERSON", *match.span(1), "person.credit")
    for match in _CREDIT.finditer(sc.text):
        for token in _TOKEN.finditer(match.group(1)):
            if not _credit_words().search(token.group()) and len(token.group()) <= 8:
                start, end = (match.start(1) + at for at in token.span())
                if is_station(token.group()):
                    yield Candidate("PERSON", start, end, "person.station.idiom", decoy=True)
                    continue
                for span in names_in(token.group(), start, told=True) or [(start, end)]:
                    yield Candidate("PERSON", *span, "person.credit")
