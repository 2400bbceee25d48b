"""Signs that a phrase without quotation marks is a name: its words, its verb, its company."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ...corpus.marks import CLOSING
from .before import signs_before
from .context import Context
from .elsewhere import signs_again
from .segmented import Token, coined, tokens
from .vocabulary import HeadWord, alternatives, classed, head_ending, terms, word_before

_JOINED = re.compile("[和与及或]")
_YEAR = re.compile("[12][0-9]{3}年(?:度)?")
"""2023年品牌: a year names nothing."""
_YEAR_BEFORE = re.compile(f"{_YEAR.pattern}$")
_QUOTATION_ENDS = re.compile("[^。！？!?…][”’] ?$")
SOFT = frozenset("从对以和与及或等由于也已再个场次项")
EDITION = re.compile(
    r"(?:第[一二三四五六七八九十百0-9]{1,4}届|首届|[12][0-9]{3}年(?:度)?(?:中国·?)?)"
)
_HALF_EDITION = re.compile("[一二三四五六七八九十0-9]+届")
COUNTED = re.compile(
    r"(?:第?[0-9一二两三四五六七八九十百几]+余?(?:[个家项场次期批处座条类种名年轮站]|多个|余个|余场|余家)(?:度)?"
    "|多[项场种类]|首[轮批场])"
)
"""50家, 第一期, 首轮: a count or an issue before a name is no part of it."""
_STAGE = re.compile("[一二三四五]期")
_GROUPED = re.compile("[二两三四五六七八九十]大(?![讲赛会])")
_ONE_OF = re.compile("了?(?:[一两三四五六七八九十]+|[0-9]+)[场次届期个项批]$")
_ROUND = re.compile("[百千万][^\\W\\d]")
"""百名农技员包村行动: a round number opens a name."""


@cache
def _rooms() -> re.Pattern[str]:
    """内设书记工作室、暖蜂驿站: rooms of a house."""
    return re.compile(rf"(?:{alternatives('rooms_lead')})[^。；;“”\n]*$")


@cache
def _predicate() -> re.Pattern[str]:
    """What a statement about a phrase goes on with: …行动|启动."""
    return re.compile(alternatives("phrase_predicate"))


@cache
def as_means() -> re.Pattern[str]:
    """What follows a name behind 以."""
    return re.compile(f"(?:建设|实施)?为(?:重要|主要|有力)?(?:{alternatives('means')})")


_MEMBERS = "(?:、[^，。；：、\n“”]{3,18}){0,6}等"


@cache
def _listed() -> re.Pattern[str]:
    """古厝修缮工程|、茶道贯通工程等一批项目: one of a row that has a noun for its kind."""
    return re.compile(
        rf"{_MEMBERS}[^，。；、\n]{{0,8}}?(?:{alternatives('row_head')})(?![一-鿿]{{0,2}}[者员队])"
    )


_SITES = re.compile(
    f"{_MEMBERS}(?:近|共)?(?:[0-9]+|[两三四五六七八九十]+)(?:余|多)?[个家处座](?!平台|品牌|项目)"
)
"""河口驿站|、柏塘驿站等3个…: places of a kind."""
_ACTIVITY = ("活动", "主题活动", "志愿服务活动", "实践活动", "系列活动")
_FESTIVAL = re.compile("[一-鿿]{2}(?<![春季时佳环情细])节")
_INNER_EVENT = re.compile("(?<!社|机)会|论坛|文化节|联赛")
_SUPPORT = (
    "bare.spread.title_body",
    "bare.spread.often",
    "bare.spread.headed",
    "bare.before.issue",
    "bare.before.naming",
    "bare.edition",
    "bare.round",
    "bare.means",
)
"""Signs that the article treats a phrase as a name."""


@dataclass(frozen=True)
class Phrase:
    """A stretch that ends in a head noun; offsets into the folded text.

    ``start`` is where the head noun begins, ``why`` what makes ``edge`` a left edge and
    ``rank`` how many edges are nearer to the head noun.
    """

    edge: int
    start: int
    end: int
    head: HeadWord
    why: str
    rank: int

    def modifier(self, text: str) -> str:
        """What stands before the head noun."""
        return text[self.edge : self.start]


@cache
def _generic() -> re.Pattern[str]:
    """Words that make no name of a head noun, one or more (创文|宣传)."""
    return re.compile(f"(?:{alternatives('generic_modifier')})*")


@cache
def _longer_event() -> re.Pattern[str]:
    """What goes on from a festival to the end of a longer name: 花街节|招商引资推介会."""
    ends = alternatives("long_event")
    return re.compile(
        f"(?:(?![的了在和与及等于举是为将开启正如期上中由向让已也还暨动])[一-鿿]){{0,8}}?(?:{ends})"
    )


@cache
def _weak_leads() -> tuple[str, ...]:
    return tuple(classed("weak_lead"))


def _counts(modifier: str) -> bool:
    """Whether something is counted inside; 十年 in 十年规划 and editions are no counts."""
    if _GROUPED.search(modifier):
        return True
    found = COUNTED.search(modifier)
    if found is None or EDITION.match(modifier):
        return False
    # 产业园二期厂房项目: a stage of what is built.
    if found.start() and _STAGE.fullmatch(found[0]):
        return False
    return not (found[0].endswith("年") and found.end() == len(modifier))


def _dated(modifier: str, head: HeadWord) -> bool:
    """Whether a year opens what is done, of which it is no part as of an event's name."""
    done = head.kind in ("programme", "method") or head.word.endswith("活动")
    return done and _YEAR.match(modifier) is not None


def _launched(text: str, edge: int, why: str, kind: str = "launch") -> bool:
    """Whether a verb like 推行 stands before a name, a count or year between them or not."""
    if why == "counted":
        year = _YEAR_BEFORE.search(text, max(0, edge - 9), edge)
        if year is not None:
            return word_before(text, year.start(), kind) is not None
        counted = _ONE_OF.search(text, max(0, edge - 6), edge)
        return counted is not None and word_before(text, counted.start(), kind) is not None
    return why == "verb" and word_before(text, edge, kind) is not None


def _opens_round(text: str, phrase: Phrase) -> bool:
    return (
        phrase.why in ("verb", "body", "institution", "hard")
        and _ROUND.match(phrase.modifier(text)) is not None
    )


def possible(text: str, phrase: Phrase) -> bool:
    """Whether a phrase can be a name: nothing is counted, and a weak head noun is launched."""
    modifier = phrase.modifier(text)
    counted = COUNTED.match(modifier)
    if (
        counted
        and not _opens_round(text, phrase)
        and not EDITION.match(modifier)
        and not modifier[:4].isdigit()
    ):
        return False
    if re.match("[0-9]+周年|场", modifier) or _YEAR.fullmatch(modifier):
        return False
    # 第|六届荔枝节: half an edition.
    if _HALF_EDITION.match(modifier):
        return False
    # “深山书屋”|流动阅读品牌: what follows a quotation is said of it.
    if _QUOTATION_ENDS.search(text, max(0, phrase.edge - 3), phrase.edge):
        return False
    if phrase.head.strength != "launched" or _second(text, phrase.edge):
        return True
    # 窑火贷: what the article says is brought out, it may say again.
    loan = phrase.head.word == "贷" and len(modifier) > 1
    if loan and _brought_out(text, modifier + phrase.head.word):
        return True
    return _launched(text, phrase.edge, phrase.why)


def _second(text: str, edge: int) -> bool:
    """Whether the second of two events begins at ``edge``: “爱鸟周”暨|湿地保护季.

    >>> _second("“爱鸟周”暨湿地保护季", 6), _second("第三届梨花节暨推介会", 7)
    (True, True)
    """
    if text[edge - 1 : edge] != "暨":
        return False
    return text[edge - 2] in CLOSING or head_ending(text, max(0, edge - 9), edge - 1) is not None


def signs_of(context: Context, phrase: Phrase) -> dict[str, float]:
    """Every sign of a possible name."""
    text = context.text
    modifier = phrase.modifier(text)
    words = tokens(modifier)
    features = _words(modifier, words, phrase)
    features |= _surroundings(context, phrase)
    if features["bare.generic"]:
        # 民心工程, 改造项目: what is no name the first time is none the fifth.
        features = {k: v for k, v in features.items() if not k.startswith("bare.spread.")}
    launched = _launched(text, phrase.edge, phrase.why)
    features["bare.launched"] = float(launched)
    if _opens_round(text, phrase):
        features["bare.round"] = 1.0
        features["bare.counted"] = 0.0
    elif phrase.why == "counted" and _ROUND.match(text, phrase.edge - 2):
        features["bare.cuts_round"] = 1.0
    if phrase.head.strength == "launched" and len(modifier) < 3 and phrase.head.word != "贷":
        features["bare.short"] = 1.0
    if phrase.head.word == "之家" and "bare.spread.often" not in features:
        features["bare.needs_repeat"] = 1.0
    unknown = features["bare.unknown"] > 0
    named = any(key in features for key in ("bare.spread.again", "bare.before.issue"))
    at_edge = phrase.why in ("body", "edition")
    if not (launched or at_edge or unknown or named) and not any(
        key in features for key in ("bare.before.launch_de", "bare.before.use")
    ):
        features["bare.idle"] = 1.0
    if (
        not (launched or at_edge or unknown)
        and not features.keys() & {"bare.spread.again", "bare.means"}
        and phrase.head.word not in classed("familiar_head")
    ):
        features["bare.once_plain"] = 1.0
    if phrase.why == "body" and phrase.head.word in classed("policy_head"):
        features["bare.body_action"] = 1.0
    features |= _evidence(text, phrase, features)
    return features


def _words(modifier: str, words: tuple[Token, ...], phrase: Phrase) -> dict[str, float]:
    """What the words of the modifier say."""
    head = phrase.head
    generic = _generic().fullmatch(modifier) is not None
    first = bool(words) and words[0].text in classed("generic_modifier")
    found = {
        "bare": 1.0,
        f"edge={phrase.why}": 1.0,
        f"edge.rank={phrase.rank}": 1.0,
        f"bare.kind={head.kind}": 1.0,
        f"bare.n={min(len(modifier), 10)}": 1.0,
        "bare.generic": float(
            (0 < len(words) <= 2 and generic and head.word[-1] != "节")
            or modifier.endswith(("性", "大型", "主体"))
        ),
        "bare.generic_long": float(len(words) > 2 and generic),
        "bare.generic_first": float(first and phrase.why != "body"),
        "bare.familiar": float(head.word in classed("familiar_head")),
        "bare.common": float(head.word in classed("common_head")),
        "bare.verb": float(any(w.kind == "V" for w in words)),
        "bare.unknown": float(any(w.kind == "U" for w in words)),
        "bare.function": float(any(w.kind in "FL" or w.text in SOFT for w in words)),
        "bare.counted": float(_counts(modifier)),
        "bare.edition": float(EDITION.match(modifier) is not None and not _dated(modifier, head)),
        "bare.dated": float(_dated(modifier, head)),
        "bare.digits": float(modifier[:1].isdigit()),
        "bare.weak": float(modifier.startswith(_weak_leads())),
        "bare.words": len(words) / 4,
    }
    if len(modifier) == 1 and modifier not in "云微智":
        found["bare.short"] = 1.0
    if len(words) == 1 and words[0].kind in "VFL" and phrase.why != "edition":
        found["bare.verb_only"] = 1.0
    # 第十五届全国运动会|比赛: the event, and what is held at it.
    if (
        head.word in ("比赛", "展览", "大会")
        and EDITION.match(modifier)
        and _INNER_EVENT.search(modifier)
    ):
        found["bare.inner_event"] = 1.0
    if any(head_ending(modifier, 0, m.start()) is not None for m in _JOINED.finditer(modifier)):
        found["bare.joined"] = 1.0
    return found


def _brought_out(text: str, name: str) -> bool:
    """Whether the article launches what is called ``name`` somewhere (搭建河湾智治平台)."""
    return any(
        word_before(text, match.start(), "launch") for match in re.finditer(re.escape(name), text)
    )


def _surroundings(context: Context, phrase: Phrase) -> dict[str, float]:
    """What stands before, behind and elsewhere in the article."""
    text, edge, start = context.text, phrase.edge, phrase.start
    inside = any(edge < e < start for e in context.body_ends)
    again = phrase.why == "run" and inside and _brought_out(text, text[edge : phrase.end])
    found = {
        "bare.place": float(inside and not again),
        "bare.line": float(edge == context.line_start(edge)),
        # 市城市更新行动 of 郑州市城市更新行动.
        "bare.cuts_body": float(
            any(begin < edge < e for e, (begin, _) in context.body_ends.items() if e < start)
        ),
    }
    # 启动2023年|…行动: what stands before the year.
    year = _YEAR_BEFORE.search(text, max(0, edge - 6), edge)
    at = year.start() if year and phrase.why == "counted" else edge
    found |= {f"bare.{k}": v for k, v in signs_before(context, at).items()}
    if again:
        found["bare.spread.launched"] = 1.0
    found |= {f"bare.{k}": v for k, v in _following(text, phrase.end).items()}
    name = text[edge : phrase.end]
    found |= {f"bare.{k}": v for k, v in signs_again(context, name, edge).items()}
    if text[edge - 1 : edge] == "以" and as_means().match(text, phrase.end):
        found["bare.means"] = 1.0
        found.pop("bare.next=N", None)
    if phrase.head.kind == "platform" and _rooms().search(text, max(0, edge - 40), edge):
        found["bare.rooms"] = 1.0
    if phrase.head.kind == "platform" and _SITES.match(text, phrase.end):
        found["bare.sites"] = 1.0
    elif _listed().match(text, phrase.end):
        found["bare.listed"] = 1.0
    if text[edge - 1 : edge] == "等":
        found["bare.after_deng"] = 1.0
    if _second(text, edge):
        found["bare.second"] = 1.0
    # 部门计划, 宜昌计划: the body plans.
    if phrase.head.word == "计划" and context.body_ends.get(start, (-1, ""))[0] in range(
        edge, start
    ):
        found["bare.next.plans"] = 1.0
    return found


def _evidence(text: str, phrase: Phrase, features: dict[str, float]) -> dict[str, float]:
    """Whether a phrase of a common kind is treated as a name.

    志愿服务活动, 道路改造项目 and 智慧服务平台 are made like names and are none: such head
    nouns ask for a coined modifier, or for an article that keeps to the name.  行动 and 计划
    that somebody implements are named nearly always.
    """
    word = phrase.head.word
    odd = coined(phrase.modifier(text))
    supported = any(features.get(key) for key in _SUPPORT) or (
        odd and "bare.spread.again" in features
    )
    # 花街节|招商推介会: called after a festival.
    if word in classed("long_event") and _FESTIVAL.search(phrase.modifier(text)):
        supported = True
    # 2023年全民阅读活动: a year alone makes no name of it.
    if word in _ACTIVITY and not odd and phrase.modifier(text)[:4].isdigit():
        supported = False
    found: dict[str, float] = {}
    policy = phrase.start - phrase.edge >= 4 and _launched(
        text, phrase.edge, phrase.why, "policy_launch"
    )
    modifier = phrase.modifier(text)
    if not modifier.isdigit() and (modifier in terms() or modifier + word in terms()):
        found["bare.term"] = 1.0
    elif word in classed("plain_head"):
        if phrase.head.kind == "method" and _launched(
            text, phrase.edge, phrase.why, "practice_launch"
        ):
            pass
        elif not supported:
            found["bare.plain_coined" if odd else "bare.plain"] = 1.0
        elif odd:
            found["bare.kept"] = 1.0
    elif policy and (word in classed("policy_head") or word in classed("works_head")):
        found["bare.policy"] = 1.0
    elif "bare.spread.again" in features and word in classed("policy_head"):
        found["bare.kept"] = 1.0
    elif word in classed("works_head") and not (supported or odd):
        found["bare.works"] = 1.0
    return found


def _following(text: str, end: int) -> dict[str, float]:
    found: dict[str, float] = {}
    char = text[end : end + 1]
    if not char or not ("一" <= char <= "鿿"):
        found["next.stop"] = 1.0
        return found
    token = tokens(text[end : end + 6])[0]
    found[f"next={token.kind}"] = 1.0
    # 河北计划播种…: 计划 is the verb.
    if text.endswith("计划", 0, end) and (
        token.kind in ("V", "VN", "F") and char not in "的和与及在已将由"
    ):
        found["next.plans"] = 1.0
    if char in "里内前旁外":
        found["next.inside"] = 1.0
    if char in "的等和与及":
        found[f"next.{char}"] = 1.0
    if _longer_event().match(text, end):
        found["next.event"] = 1.0
    if _predicate().match(text, end, end + 4):
        found["next.predicate"] = 1.0
    return found
