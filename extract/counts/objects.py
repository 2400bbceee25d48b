"""What verbs take, without the verb: 硬化|村道, 暂扣|渔船, 养|鸡; negated offences are whole.

Verbs that the dictionary of words takes for nouns, or knows not at all, stay in the phrase.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...seeds.table import either, longest_first
from .clauses import clause_before, trimmed
from .counted import RELATIVE, Counted
from .words import beside, first_word, tokens

_OFFENCES = frozenset(("人", "名", "起", "辆", "次", "件", "例", "处", "台", "人次", "辆次", "宗"))
_FOUND = re.compile("(?:[一-鿿]*?(?:查处|查获|查纠|纠正|劝导|处罚|查出|发现|制止|抓拍|其中|共))?")
_LONG = re.compile(
    "(?P<thing>(?!(?:设计|规划|建设|实际|总计)[总全]?[长宽厚高深])[一-鿿]+[^总全内外净])[总全内外净]?"
    "(?<![身株水树楼层限浪潮井周延增校船车海])[长宽厚高深]"
)
"""涵洞|内宽4.2米, 灌渠|总长187公里."""
_RECEIVERS = frozenset("户庭家口力队体")
"""Last characters of those who get something, beside people."""
_QUANTITY = re.compile("[率量数额值积]$|金额|资金")


@cache
def _grown() -> re.Pattern[str]:
    """A verb of growing or making, and its object of one character: 年产|茶, 户均养|牛, 架|桥."""
    product = longest_first(beside("product"))
    work = longest_first(beside("work"))
    return re.compile(
        "(?:[一-鿿]{1,4}[民户村镇县社])?(?:[年日月亩共新可]|[户人]均)*"
        f"(?:[产养种栽采喂收储](?P<product>{product})|(?:[架修铺埋挖建打]|可停)(?P<work>{work}))"
    )


@cache
def _offence() -> re.Pattern[str]:
    """A negated offence, at the end of a clause: 未悬挂号牌, 不按规定停车."""
    return re.compile(f"(?:{either('count_context.tsv', 'offence')})[一-鿿“”]{{1,9}}$")


@cache
def _given() -> re.Pattern[str]:
    """A clause that ends in what each of so many gets: 发放救助金|56人, 参加体检|600人."""
    return re.compile(f"(?:{either('count_context.tsv', 'given')})了?[一-鿿]{{2,7}}$")


@cache
def _taking() -> re.Pattern[str]:
    """A verb that takes nouns of some kind, and the noun: 硬化|村道, 刑事拘留|嫌疑人."""
    human = "".join(sorted(beside("human")))
    return re.compile(
        "(?:(?:硬化|亮化)(?P<way>[一-鿿]{1,5}[路道巷街院场坪坝面渠桥])"
        f"|(?:(?:行政|刑事|司法)?拘留|拘传)(?P<who>[一-鿿]{{1,7}}[{human}])"
        "|(?:暂扣|查扣|扣押)(?P<what>[一-鿿“”]{2,8})"
        "|涉及(?P<about>[“一-鿿][一-鿿”]{1,9})"
        "|规范(?P<put>[一-鿿]{2,5}"
        "(?:摆放|堆物|堆放|经营|广告|摊贩|摊点|摊位|牌匾|停放|门店|店招|商户)))"
    )


def object_alone(
    text: str, counts: Sequence[Counted], i: int, chosen: Sequence[str | None], phrase: str | None
) -> str | None:
    """``phrase`` without the verb that it begins with; an offence with what negates it."""
    count = counts[i]
    clause = clause_before(text, count.start, counts[i - 1].end if i else 0)
    if phrase is not None and text.startswith(phrase, count.end):
        return phrase
    if phrase is not None and "折算" in phrase:
        return None  # 按年平均汇率折算为1.16万美元
    if len(clause) <= 16 and (offence := _negated(clause, count)):
        return offence
    if phrase is not None and not trimmed(clause).endswith(phrase):
        return phrase
    had = count.kind not in RELATIVE and count.dimension not in ("money", "event")
    if had and (grown := _grown().fullmatch(phrase or clause)):
        return grown[grown.lastgroup or 0]
    if phrase is None:
        return None
    if count.dimension in ("people", "household") and _given().search(trimmed(clause)):
        return phrase if phrase[-1] in beside("human") or phrase[-1] in _RECEIVERS else None
    if count.dimension == "length" and (measured := _LONG.fullmatch(phrase)):
        return measured["thing"]
    if phrase[0] == "有" and tokens(phrase)[0].text == "有":
        phrase = phrase[1:] or phrase
    if phrase[0] == "后" and clause.removesuffix(phrase)[-1:].isalpha() and _later(phrase):
        phrase = phrase[1:]
    if _QUANTITY.search(phrase):
        return phrase
    if taken := _taking().fullmatch(phrase):
        return taken[taken.lastgroup or 0]
    return _same_verb(text, counts, i, chosen, phrase) or phrase


def _later(phrase: str) -> bool:
    """Whether 后 goes with what stands before it: 扩建后|供水量, but 后备力量."""
    first = first_word(phrase)
    return len(phrase) > 2 and (first is None or first.text in ("后", "后年"))


def _same_verb(
    text: str, counts: Sequence[Counted], i: int, chosen: Sequence[str | None], phrase: str
) -> str | None:
    """生产毛竹筷60万双，生产竹席3万张: the verb that the clause before has, too."""
    verb, floor = phrase[:2], counts[i - 1].end if i else 0
    if len(phrase) < 4 or verb not in beside("repeated"):
        return None
    if text.startswith((f"，{verb}", f"、{verb}"), counts[i].end):
        return phrase[2:]
    last = chosen[i - 1] if i else None
    if last is None or text[floor : counts[i].start] not in (f"，{phrase}", f"、{phrase}"):
        return None
    return phrase[2:] if text.endswith(verb + last, 0, counts[i - 1].start) else None


def _negated(clause: str, count: Counted) -> str | None:
    """The offence that ``clause`` names and no more, with 未 or 不: 未礼让行人|12起."""
    if count.unit not in _OFFENCES or ("未" not in clause and "不" not in clause):
        return None
    offence = _offence().search(clause)
    if offence is None or _FOUND.fullmatch(clause, 0, offence.start()) is None:
        return None
    return offence[0]
