"""Names of minorities and from abroad: in parts joined by ·, built from units, transliterated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...models.names import surnames
from ...seeds.table import either, longest_first, words
from ..candidates import Candidate
from ..readings import TAGGED
from .context import verbs
from .role_words import known


@cache
def foreign() -> frozenset[str]:
    """Characters that transliterated names are written with."""
    return words("transliteration_chars.tsv", ("char", "source"))


@cache
def name_units() -> frozenset[str]:
    """Units of minority names (扎西, 卓玛, 买买提)."""
    return words("name_units.tsv", ("unit", "source"))


_DOT = re.compile(r"[一-鿿]{1,8}(?:·[A-Z]\.?)?(?:·[一-鿿]{1,10}){1,4}")

_OUTLET = re.compile("报业·|日报·|晚报·|传媒·|融媒·|·[一-鿿]*(?:新闻|客户端|融媒|网|日报|晚报)")

_DOTTED = frozenset("叶胡铁阔恰牙奴")
"""Letters that names in parts are written with too, and others hardly."""

_VERBS_TOO = frozenset("来朝开守切当")
"""Letters of transliteration that are verbs where no other letter follows (杜邦来看窑)."""

_NEVER = re.compile("[对中的岁名位是说等了在和与帮给替跟请陪找送见问]")


@cache
def _hands() -> frozenset[str]:
    """Verbs of the hand and the like, which stand behind names."""
    return words("name_verbs.tsv", ("char", "source"))


_PEOPLE = tuple("员农长民师工生户家手")
"""Last letters of words for people."""


@cache
def _no_end() -> re.Pattern[str]:
    """What no name in parts takes in at its end."""
    return re.compile(
        f"等|及|[今昨前]天|{either('people_words.tsv', 'no_end')}|多[年次]|每[天年次]"
        "|一[家直边]|从[小前]"
    )


def dotted_names(sc: lx.Scan) -> Iterator[Candidate]:
    """Names in parts joined by ·, cut to the letters of transliteration at both ends.

    Up to two other characters are taken in when they reach a word, a mark or a line end.
    """
    letters = foreign() | _DOTTED
    text = sc.text
    for match in _DOT.finditer(text):
        if _OUTLET.search(match[0]):
            continue
        first = match.start() + match.group().index("·")
        start = first
        while (
            start > match.start()
            and not _led(sc, start, first)
            and (
                text[start - 1] in letters
                # 阿不都热依木
                or (text[start - 1] in "不都" and text[start - 2] in letters | {"不"})
            )
        ):
            start -= 1
        for more in range(1, 5):
            at = start - more
            if at < match.start() or sc.end_tags.get(start, 0) & (lx.TITLE | lx.HEAD):
                break
            if not _begins(sc, at):
                continue
            # One or two other letters; more, or any behind 的, where they begin like such a
            # name (麦尔艳木, 性格开朗的图尔荪古丽).
            near = more < 3 and text[at - 1 : at] != "的"
            if not _NEVER.search(text[at:start]) and (near or text[at] in letters):
                start = at
            break
        last = match.start() + match.group().rindex("·") + 1
        end = last
        while end < match.end() and (
            text[end] in letters or (text[end] == "不" and text[end + 1 : end + 2] in letters)
        ):
            if end > last and sc.start_tags.get(end, 0) & lx.SPEECH and text[end] not in "尔也":
                break
            if end > last and _no_end().match(text, end) and text[end] not in "及":
                break
            if text[end] in _VERBS_TOO and end > last and text[end + 1 : end + 2] not in letters:
                break
            end += 1
        end = max([end, *(stop for stop, _ in sc.words_from(last, lx.NAME_UNIT))])
        letters_end = end
        verb = text[end : end + 1] in verbs() or text[end : end + 1] in _VERBS_TOO
        for more in range(1, 3) if not verb else ():
            at = end + more
            if at > match.end():
                break
            tag = sc.start_tags.get(at, 0)
            ended = at >= len(text) or not "一" <= text[at] <= "鿿"
            if (more == 1 and text[at : at + 1] in "着了过") or _no_end().match(text, end):
                # 哈不都|搓着, 弗朗西斯|近日
                break
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
            led = sc.end_tags.get(start, 0) & lx.TITLE or text[start - 1 : start] in _PEOPLE
            titled = led and stop - start >= 5
            if text.count(name) > 1 or (titled and text[stop : stop + 1] in verbs() | _hands()):
                features |= dict.fromkeys(TAGGED, 0.9)
            yield Candidate("PERSON", start, stop, "person.dotted", {}, features)


def _led(sc: lx.Scan, start: int, first: int) -> bool:
    """Whether a title or a word for kin ends before two letters and more (妻子|塔力哈)."""
    kin = sc.text[max(0, start - 2) : start] in known("kin")
    return first - start > 1 and (kin or bool(sc.end_tags.get(start, 0) & lx.TITLE))


def _begins(sc: lx.Scan, at: int) -> bool:
    """Whether a name in parts may begin at ``at``: after a mark, 的, a title or a head."""
    before = sc.text[at - 1 : at]
    return (
        not "一" <= before <= "鿿"
        or before == "的"
        or bool(sc.end_tags.get(at, 0) & (lx.TITLE | lx.HEAD))
    )


def _alone(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether a name in parts surely begins and ends here: marks, titles, verbs beside it."""
    text = sc.text
    begun = not "一" <= text[start - 1 : start] <= "鿿" or sc.end_tags.get(start, 0) & lx.TITLE
    after = text[end : end + 1]
    ended = not "一" <= after <= "鿿" or after in verbs() or sc.start_tags.get(end, 0) & lx.SPEECH
    return bool(begun and ended) and end - start >= 5


@cache
def _ethnic() -> re.Pattern[str]:
    units = longest_first(name_units())
    letter = f"(?!守[在着护])[{''.join(sorted(foreign()))}]"
    ends = (
        "(?=[，。、：；”“（）(),.;:!?！？ ¶·说讲在和与是的也正从把一每家有带拿笑回守忙站坐"
        "蹲走赶骑牵捧端递指望看听想做将向对给常都还曾率]|$|告诉|介绍)"
    )
    return re.compile(
        f"(?:{units})(?:(?:{units})+(?:(?:{letter}){{1,2}}{ends})?|(?:{letter}){{1,3}}{ends})?"
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
        repeated = sc.text.count(match.group()) > 1
        if end - start < 3 and not title and not (repeated and speech):
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
                "repeated": float(repeated),
            },
        )


_AGED = re.compile(
    "[0-9]{2,3}多?岁(?:高龄)?的(?P<name>[一-鿿]{2,4}?)(?=老人|老汉|大[爷妈娘]|[奶爷]{2}|阿[婆公姨])"
)


def aged(sc: lx.Scan) -> Iterator[Candidate]:
    """Names of transliteration's letters between an age and 老人 (84岁的朗加老人)."""
    for match in _AGED.finditer(sc.text):
        name = match["name"]
        if set(name) <= foreign() and name not in lx.lexicon().common:
            signs = {**dict.fromkeys(TAGGED, 0.95), "repeated": float(sc.text.count(name) > 1)}
            yield Candidate("PERSON", *match.span("name"), "person.ethnic", {}, signs)


def repeated_ethnic(sc: lx.Scan) -> Iterator[Candidate]:
    """Units with a letter behind that stand again and again before different words (拉毛措)."""
    text, letters = sc.text, foreign()
    names = set()
    for start, tag in sc.start_tags.items():
        if not tag & lx.NAME_UNIT:
            continue
        for end, unit in sc.words_from(start, lx.NAME_UNIT):
            name = text[start : end + 1]
            if len(unit) > 1 and text[end : end + 1] in letters and name not in lx.lexicon().level:
                names.add(name)
    for name in sorted(names):
        found = [m.span() for m in re.finditer(re.escape(name), text)]
        after = {text[end : end + 1] for _, end in found}
        before = {text[start - 1 : start] for start, _ in found}
        if len(found) < 3 or len(after) < 3 or len(before) < 2:
            continue
        for start, end in found:
            if sc.start_tags.get(start, 0) & lx.PLACES or text[end : end + 1] == "·":
                continue
            features = {
                **dict.fromkeys(TAGGED, 0.9),
                "title_before": float(bool(sc.end_tags.get(start, 0) & lx.TITLE)),
                "speech_after": float(bool(sc.start_tags.get(end, 0) & lx.SPEECH)),
                "length": float(end - start),
                "repeated": 1.0,
            }
            yield Candidate("PERSON", start, end, "person.ethnic", {}, features)


def titled_foreign(sc: lx.Scan) -> Iterator[Candidate]:
    """Runs of three to seven letters of transliteration directly after a title (调解员斯朗拉姆),
    or after an age (22岁的四郎曲措)."""
    letters = foreign()
    text = sc.text
    places = {start for start, tag in sc.end_tags.items() if tag & lx.TITLE}
    for start in sorted(places | {match.end() for match in _OLD_ENOUGH.finditer(text)}):
        if text[start : start + 1] not in letters:
            continue
        run = start
        while run < len(text) and run - start < 7 and text[run] in letters:
            run += 1
        ends = [end for end in range(start + 2, run + 1) if _named(sc, start, end)]
        for end in range(start + 2, run + 1):
            tag = sc.start_tags.get(end, 0)
            ended = end == run
            if end - start == 2 and text[start:end] not in name_units():
                continue
            features = {
                "run.end": float(ended),
                "run.word": float(bool(tag & (lx.SPEECH | lx.COMMON | lx.TITLE))),
                "surname": float(text[start] in surnames()),
                "speech_after": float(bool(tag & lx.SPEECH)),
                "common": float(bool(sc.start_tags.get(start, 0) & lx.COMMON)),
                "repeated": float(text.count(text[start:end]) > 1),
                "unit": float(text[start:end] in name_units()),
                "units": float(bool(_ethnic_all().fullmatch(text, start, end))),
            }
            if ends and end == ends[-1]:
                features |= dict.fromkeys(TAGGED, 0.9)
            yield Candidate("PERSON", start, end, "person.foreign", {}, features)


_OLD_ENOUGH = re.compile("[0-9]{2}多?岁的")


def _named(sc: lx.Scan, start: int, end: int) -> bool:
    """Whether the letters up to ``end`` are units of minority names and no more letters follow."""
    text = sc.text
    name = text[start:end]
    if not _ethnic_all().fullmatch(name) or text[end : end + 1] == "·":
        return False
    if end - start == 2 and (name[0] in surnames() or name in lx.lexicon().level):
        return False
    if any(stop == end for stop, _ in sc.words_from(start, lx.COMMON | lx.PLACES | lx.TITLE)):
        return False
    if name[0] in "和与" and name[:2] not in name_units():
        return False
    if name[-1] in "来当和及代" and name[-2:] not in name_units():
        # 边巴|来看, 拉加德|当天
        return False
    after, then = text[end : end + 1], text[end + 1 : end + 2]
    verb = after in verbs() | _hands() | {"来", "当", "和", "及"} and then not in foreign() | {"·"}
    return (
        after not in foreign() or verb or bool(sc.start_tags.get(end, 0) & (lx.SPEECH | lx.COMMON))
    )


@cache
def _ethnic_all() -> re.Pattern[str]:
    """Units, with letters of transliteration between and after."""
    units = longest_first(name_units())
    letters = "".join(sorted(foreign()))
    return re.compile(f"[{letters}]{{0,2}}(?:{units})[{letters}]{{0,2}}")
