"""Names without quotation marks: a head noun (工程, 大讲堂) and a likely left edge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..candidates import Candidate
from ..links import parse
from . import phrases, prior
from .context import Context
from .often import longest_repeat
from .phrases import EDITION, Phrase
from .quotes import positions_inside
from .segmented import Token, coined, tokens
from .tails import PILOTS
from .vocabulary import HeadWord, classed, heads, strong_heads, word_after, word_before

LONGEST = 20
_ASIDE = re.compile(r"[（(][一-鿿]{1,4}[）)]$")
"""A short note inside a name: 市民（青年）夜校."""
_INSTITUTION = re.compile("(?:馆|医院|学院|小学|中学|幼儿园|法院|检察院)$")
_COUNTRIES = "非阿拉东欧日韩美俄英法德葡西海印越蒙"
"""First characters of the countries and regions that 中 stands with (中非, 中阿)."""
_HARD = frozenset("的了在是把被让将为借暨")
_POINTING = frozenset("该此这那某")
_JOINING = frozenset("和与及或等")


def left_run(context: Context, end: int) -> int:
    """Where the run of characters before ``end`` begins (punctuation, space, quote or line)."""
    text = context.text
    low = max(context.line_start(end), end - LONGEST)
    at = end
    while at > low:
        if "一" <= text[at - 1] <= "鿿" or text[at - 1].isalnum() or text[at - 1] in "·+":
            at -= 1
            continue
        aside = _ASIDE.search(text, max(low, at - 6), at)
        if aside is None or aside.start() <= low or not "一" <= text[aside.start() - 1] <= "鿿":
            break
        at = aside.start()
    return at


def _launching(word: str) -> bool:
    return word in classed("launch") or word in classed("use")


def _object_of_launch(cut: tuple[Token, ...], verb: Token) -> bool:
    """Whether a verb before a head noun stands in the object of another (实施|X推进|工程)."""
    before = [t for t in cut if t.end <= verb.start]
    launches = [i for i, t in enumerate(before) if t.text in classed("policy_launch")]
    between = before[launches[-1] + 1 :] if launches else []
    return bool(between) and between[-1].kind == "N" and all(t.kind not in "FL" for t in between)


_WORKS = ("工程", "项目", "行动", "计划")


def _bettering(
    context: Context, left: int, start: int, cut: tuple[Token, ...], verb: Token
) -> bool:
    """Whether a verb right before a head noun says what is bettered (农村公路|升级|工程).

    Behind a body or an adverb it is the sentence's verb (县里优化|项目).
    """
    if verb.text not in classed("works_verb"):
        return False
    if not context.text.endswith(_WORKS, start, left + cut[-1].end):
        return False
    before = next((t for t in cut if t.end == verb.start), None)
    return (
        before is not None
        and before.kind in ("N", "U", "VN", "V")
        and len(before.text) > 1
        and before.text not in classed("finite")
        and not _launching(before.text)
        and left + before.end not in context.body_ends
    )


def _edges(
    context: Context, left: int, start: int, cut: tuple[Token, ...]
) -> list[tuple[int, str]]:
    """Left edges, nearest to the head first: (offset, why), at most five."""
    text = context.text
    found: list[tuple[int, str]] = []
    # 以河岸修复工程为抓手: it begins behind 以.
    by = text.rfind("以", left, start)
    if (
        by >= 0
        and start - by > 2
        and phrases.as_means().match(text, left + cut[-1].end)
        and not any(_launching(t.text) for t in cut if by < left + t.start < start)
    ):
        return [(by + 1, "verb")]
    for token in reversed(cut):
        at, end = left + token.start, left + token.end
        if end > start:
            continue
        rest = start - end
        word = token.text
        if not rest and _bettering(context, left, start, cut, token):
            continue
        # 启动|改造工程, 谋划和|行动: the head noun has no name before it here; 实施X推进工程 has.
        if not rest and (word in _JOINING or word in classed("finite")):
            if word not in _JOINING and _object_of_launch(cut, token):
                continue
            break
        # 百香果等|一批品牌: what 等 ends is a list.
        if word.startswith("等") and len(word) < 4:
            break
        if end in context.body_ends and rest >= 2:
            found.append((end, "body"))
        elif rest >= 3 and len(word) > 1 and _INSTITUTION.search(word):
            found.append((end, "institution"))
        # 开展|优化营商环境…行动: the second verb belongs to the name.
        if word in classed("inner_verb") and (
            text[at - 1 : at] == "暨" or word_before(text, at, "policy_launch") is not None
        ):
            continue
        if _launching(word):
            if rest >= 2:
                found.append((end, "verb"))
            # 建设 in 小镇建设提质行动 is part of a name, too.
            if len(word) > 1 and token.kind != "VN":
                break
        elif word in classed("finite") or (token.kind == "V" and word[-1] in "了着过好"):
            if rest >= 2:
                found.append((end, "other_verb"))
            break
        elif word in _HARD:
            if rest >= 1:
                found.append((end, "hard"))
            break
        elif token.kind in ("F", "L") or word in phrases.SOFT:
            # 出席中|非合作论坛: the country.
            if rest >= 2 and not (word == "中" and text[end] in _COUNTRIES):
                found.append((end, "soft"))
        elif token.kind == "V" and rest >= 2 and len(word) > 1:
            found.append((end, "other_verb"))
        counted = phrases.COUNTED.match(text, at, start)
        if counted and counted.end() < start and (at == left or not text[at - 1].isdigit()):
            found.append((counted.end(), "counted"))
        edition = EDITION.match(text, at)
        if edition and edition.end() <= start:
            found.append((at, "edition"))
    else:
        if start - left >= 1:
            found.append((left, "run"))
    # 柳湾云仓平台: what the article says so again and again, whatever its words.
    again = longest_repeat(text, left, start, left + cut[-1].end)
    if again >= 0 and coined(text[again:start]):
        found.append((again, "again"))
    best = dict.fromkeys(edge for edge, _ in found)
    return [next(pair for pair in found if pair[0] == edge) for edge in best][:5]


def _cut_short(text: str, left: int, start: int, end: int) -> bool:
    """Whether a word goes on over the end of a head noun (工作法|治化, 因地制|宜, 宣讲|团)."""
    if text[end : end + 1] in "团队员室化性者":
        return True
    return any(
        at + token.start < end < at + token.end
        for at in (left, start)
        for token in tokens(text[at : end + 2])
    )


def _no_head(text: str, head: HeadWord, cut: tuple[Token, ...], left: int, start: int) -> bool:
    """Whether what looks like a head noun is none: 制 in 体制, 计划 in 村里还计划."""
    end = start + len(head.word)
    # …活动试点|县: what is tried out there.
    if head.word.endswith("试点") and text[end : end + 1] in PILOTS:
        return True
    # 全国人民代表大会 is a body; 集体林权制度|改革 names the reform.
    if text.startswith("代表", start - 2) or text.startswith(("改革", "创新"), end):
        return True
    # 2016年该项目: one that was named before.
    if text[start - 1] in _POINTING:
        return True
    # 广大工程|技术人员: another word.
    if head.word == "工程" and word_after(text, end, "engineers") is not None:
        return True
    before = word_before(text, start, "object_verb")
    if before is not None and len(before) > 1:
        return True
    last = max((t for t in cut if left + t.end <= start), key=lambda t: t.end, default=None)
    if last is not None and left + last.end == start:
        # 还计划, 积极行动: the verb.  树品牌, 赶大集: a verb with its object.
        if head.word.endswith(("计划", "行动")) and (
            last.text in classed("adverb") or len(word_before(text, start, "adverb") or "") > 1
        ):
            return True
        coined = any(t.kind == "U" and t.end == last.start for t in cut)
        if last.text in classed("object_verb") and not coined:
            return True
    if head.strength != "launched":
        return False
    # 7月1日: a date.
    return (
        text[start - 1 : end] in classed("no_head")
        or text[start - 1].isdigit()
        or all(left + t.start != start for t in cut)
    )


_DIVISIONS = frozenset("省市县区旗州")


def _of_division(text: str, phrase: Phrase) -> bool:
    """Whether a division's full name stands before a name of its own (郑州市|城市更新行动)."""
    size = parse(text[phrase.edge : phrase.start])[1]
    return (
        phrase.head.word in classed("run_head")
        and size >= 3
        and text[phrase.edge + size - 1] in _DIVISIONS
        and phrase.start - phrase.edge - size >= 2
    )


_ARTICLE = re.compile("[一这该][套种个项批](?=[一-鿿])")
"""What introduces a name and is none of it: 琢磨出|一套|五彩工作法."""


_SEASON = re.compile(
    "(?<=[一-鿿]{3})(?<![一二两三四五六七八九十几0-9当每该次个本上下周时])[季周月]"
    "(?=(?:系列|主题|特色)?活动|启动|开幕|暨)"
)
"""健康促进|季|活动, 社区科普|周|启动仪式: a stretch of time that is held like an event."""


def _heads_in(text: str) -> Iterator[tuple[int, HeadWord]]:
    """Where head nouns begin that may make a name without marks."""
    known = heads()
    for match in strong_heads().finditer(text):
        yield match.start(), known[match[0]]
    for match in _SEASON.finditer(text):
        yield match.start(), HeadWord(match[0], "campaign", "name")


def propose_unquoted(context: Context) -> Iterator[Candidate]:
    """A candidate per head noun and likely left edge, outside quotation marks."""
    text = context.text
    inside = positions_inside(text, context.quotes)
    for start, head in _heads_in(text):
        end = start + len(head.word)
        if start in inside:
            continue
        if head.word in classed("quoted_head"):
            continue
        # The head noun goes on (活动 in 活动室): a longer one, or no head at all.
        left = left_run(context, start)
        if left == start or _cut_short(text, left, start, end):
            continue
        cut = tokens(text[left:end])
        if _no_head(text, head, cut, left, start):
            continue
        for phrase, features in read_phrases(context, head, left, cut, start):
            if _of_division(text, phrase) and "bare.spread.launched" not in features:
                continue
            yield weighed(phrase, features, "initiative.unquoted")


def weighed(phrase: Phrase, features: dict[str, float], rule: str) -> Candidate:
    """A phrase as a candidate of ``rule``, with the sum of its signs."""
    attrs, signs = {"kind": phrase.head.kind}, {**features, "prior": prior.unquoted(features)}
    return Candidate("INITIATIVE", phrase.edge, phrase.end, rule, attrs, signs)


def read_phrases(
    context: Context, head: HeadWord, left: int, cut: tuple[Token, ...], start: int
) -> Iterator[tuple[Phrase, dict[str, float]]]:
    """Every phrase that may end in the head noun at ``start``, with its signs.

    ``cut`` are the words of the run that begins at ``left`` and ends with the head noun.
    """
    text, end = context.text, start + len(head.word)
    for rank, (edge, why) in enumerate(_edges(context, left, start, cut)):
        article = _ARTICLE.match(text, edge, start - 1)
        edge = article.end() if article else edge
        if not 2 <= end - edge <= LONGEST or start - edge < 1 or text[edge] in "（(":
            continue
        phrase = Phrase(edge, start, end, head, why, rank)
        if phrases.possible(text, phrase):
            yield phrase, phrases.signs_of(context, phrase)
