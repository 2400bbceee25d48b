"""Names without quotation marks: a head noun (工程, 大讲堂) and a likely left edge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..candidates import Candidate
from . import prior, signs
from .context import Context
from .segmented import Token, tokens
from .vocabulary import classed, head_ending, heads, strong_heads, word_before

LONGEST = 20
_RUN = re.compile(r"[^\W_·\-—+]|[·+]")
_ASIDE = re.compile(r"[（(][一-鿿]{1,4}[）)]$")
"""A short note inside a name: 市民（青年）夜校."""
_INSTITUTION = re.compile("(?:馆|医院|学院|小学|中学|幼儿园|法院|检察院)$")
_HARD = frozenset("的了在是把被让将为借")
_JOINING = frozenset("和与及或等")
_JOINED = re.compile("[和与及或]")
_SOFT = frozenset("从对以和与及或等由于也已再个场次项")
_EDITION = re.compile(
    r"(?:第[一二三四五六七八九十百0-9]{1,4}届|首届|[12][0-9]{3}年(?:度)?(?:中国·?)?)"
)
_COUNTED = re.compile(
    r"(?:第?[0-9一二两三四五六七八九十百几]+余?(?:[个家项场次期批处座条类种名年轮站]|多个|余个|余场|余家)(?:度)?)"
)
"""50家, 第一期: a count or an issue before a name is no part of it."""
_GROUPED = re.compile("[二两三四五六七八九十]大(?![讲赛会])")
_ONE_OF = re.compile("了?(?:[一两三四五六七八九十]+|[0-9]+)[场次届期个项批]$")
_ROUND = re.compile("[百千万][^\\W\\d]")
"""百名农技员包村行动: a round number opens a name."""


def _left_run(context: Context, end: int) -> int:
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


def _counts(modifier: str) -> bool:
    """Whether something is counted inside; 十年 in 十年规划 and editions are no counts."""
    if _GROUPED.search(modifier):
        return True
    found = _COUNTED.search(modifier)
    if found is None or _EDITION.match(modifier):
        return False
    return not (found[0].endswith("年") and found.end() == len(modifier))


@cache
def _weak_leads() -> tuple[str, ...]:
    return tuple(classed("weak_lead"))


def _launched(text: str, edge: int, why: str) -> bool:
    """Whether a verb like 推行 stands before a name, a count between them or not."""
    if why == "counted":
        counted = _ONE_OF.search(text, max(0, edge - 6), edge)
        return counted is not None and word_before(text, counted.start(), "launch") is not None
    return why == "verb" and word_before(text, edge, "launch") is not None


def _launching(word: str) -> bool:
    return word in classed("launch") or word in classed("use")


def _edges(
    context: Context, left: int, start: int, cut: tuple[Token, ...]
) -> list[tuple[int, str]]:
    """Left edges, nearest to the head first: (offset, why), at most four."""
    text = context.text
    found: list[tuple[int, str]] = []
    for token in reversed(cut):
        at, end = left + token.start, left + token.end
        if end > start:
            continue
        rest = start - end
        word = token.text
        # 启动|改造工程, 谋划和|行动: the head noun has no name before it here.
        if not rest and (word in _JOINING or word in classed("finite")):
            break
        if end in context.body_ends and rest >= 2:
            found.append((end, "body"))
        elif rest >= 3 and len(word) > 1 and _INSTITUTION.search(word):
            found.append((end, "institution"))
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
        elif token.kind in ("F", "L") or word in _SOFT:
            if rest >= 2:
                found.append((end, "soft"))
        elif token.kind == "V" and rest >= 2 and len(word) > 1:
            found.append((end, "other_verb"))
        counted = _COUNTED.match(text, at, start)
        if counted and counted.end() < start and (at == left or not text[at - 1].isdigit()):
            found.append((counted.end(), "counted"))
        edition = _EDITION.match(text, at)
        if edition and edition.end() <= start:
            found.append((at, "edition"))
    else:
        if start - left >= 1:
            found.append((left, "run"))
    best = dict.fromkeys(edge for edge, _ in found)
    return [next(pair for pair in found if pair[0] == edge) for edge in best][:5]


def propose_unquoted(context: Context) -> Iterator[Candidate]:
    """A candidate per head noun and likely left edge, outside quotation marks."""
    text = context.text
    inside = _quoted_positions(context)
    known = heads()
    for match in strong_heads().finditer(text):
        start, end = match.span()
        if start in inside:
            continue
        head = known[match[0]]
        if head.word in classed("quoted_head"):
            continue
        # The head noun goes on (活动 in 活动室): a longer one, or no head at all.
        left = _left_run(context, start)
        if left == start:
            continue
        cut = tokens(text[left:end])
        # 工作法 in 工作法治化, 宣讲 in 宣讲团: the head noun is cut short.
        if (
            text[end : end + 1] in "团队员室化性者"
            or tokens(text[start : end + 2])[0].end > end - start
        ):
            continue
        # 全国人民代表大会 is a body; 集体林权制度|改革 names the reform.
        if text.startswith("代表", start - 2) or text.startswith(("改革", "创新"), end):
            continue
        # 制 in 体制 is no head noun.
        if head.strength == "launched" and (
            text[start - 1 : end] in classed("no_head") or all(left + t.start != start for t in cut)
        ):
            continue
        for rank, (edge, why) in enumerate(_edges(context, left, start, cut)):
            if not 2 <= end - edge <= LONGEST or start - edge < 1 or text[edge] in "（(":
                continue
            modifier = text[edge:start]
            counted = _COUNTED.match(modifier)
            opens_round = (
                why in ("verb", "body", "institution", "hard")
                and _ROUND.match(modifier) is not None
            )
            if (
                counted
                and not opens_round
                and not _EDITION.match(modifier)
                and not modifier[:4].isdigit()
            ):
                continue
            launched = _launched(text, edge, why)
            if head.strength == "launched" and not launched:
                continue
            words = tokens(modifier)
            generic = all(w.text in classed("generic_modifier") for w in words)
            features = {
                "bare": 1.0,
                f"edge={why}": 1.0,
                f"edge.rank={rank}": 1.0,
                f"bare.kind={head.kind}": 1.0,
                f"bare.n={min(len(modifier), 10)}": 1.0,
                "bare.generic": float(
                    (0 < len(words) <= 2 and generic) or modifier.endswith(("性", "大型", "主体"))
                ),
                "bare.generic_long": float(len(words) > 2 and generic),
                "bare.generic_first": float(
                    bool(words) and words[0].text in classed("generic_modifier")
                ),
                "bare.familiar": float(head.word in classed("familiar_head")),
                "bare.common": float(head.word in classed("common_head")),
                "bare.verb": float(any(w.kind == "V" for w in words)),
                "bare.unknown": float(any(w.kind == "U" for w in words)),
                "bare.function": float(any(w.kind in "FL" or w.text in _SOFT for w in words)),
                "bare.counted": float(_counts(modifier)),
                "bare.edition": float(_EDITION.match(modifier) is not None),
                "bare.digits": float(modifier[:1].isdigit()),
                "bare.weak": float(modifier.startswith(_weak_leads())),
                "bare.place": float(any(edge < e < start for e in context.body_ends)),
                "bare.words": len(words) / 4,
                "bare.line": float(edge == context.line_start(edge)),
                # 市城市更新行动 of 郑州市城市更新行动.
                "bare.cuts_body": float(
                    any(
                        begin < edge < e for e, (begin, _) in context.body_ends.items() if e < start
                    )
                ),
            }
            if why == "body":
                features["bare.generic_first"] = 0.0
            features.update({f"bare.{k}": v for k, v in signs.before(context, edge).items()})
            features.update({f"bare.{k}": v for k, v in _following(text, end).items()})
            name = text[edge:end]
            features.update({f"bare.{k}": v for k, v in signs.spread(context, name, edge).items()})
            if launched:
                features["bare.launched"] = 1.0
            if opens_round:
                features["bare.round"] = 1.0
                features["bare.counted"] = 0.0
            elif why == "counted" and _ROUND.match(text, edge - 2):
                features["bare.cuts_round"] = 1.0
            if head.strength == "launched" and len(modifier) < 3:
                features["bare.short"] = 1.0
            if any(
                head_ending(modifier, 0, m.start()) is not None for m in _JOINED.finditer(modifier)
            ):
                features["bare.joined"] = 1.0
            if head.kind == "platform" and _ROOMS.search(text, max(0, edge - 40), edge):
                features["bare.rooms"] = 1.0
            if text[edge - 1 : edge] == "等":
                features["bare.after_deng"] = 1.0
            if len(modifier) == 1 and modifier not in "云微智":
                features["bare.short"] = 1.0
            if len(words) == 1 and words[0].kind in "VFL" and why != "edition":
                features["bare.verb_only"] = 1.0
            if (
                not launched
                and why not in ("edition", "body")
                and not any(
                    key in features
                    for key in (
                        "bare.spread.again",
                        "bare.before.launch_de",
                        "bare.before.issue",
                        "bare.before.use",
                    )
                )
                and not any(w.kind == "U" for w in words)
            ):
                features["bare.idle"] = 1.0
            if head.word == "之家" and "bare.spread.often" not in features:
                features["bare.needs_repeat"] = 1.0
            if (
                why not in ("body", "edition")
                and not launched
                and not any(w.kind == "U" for w in words)
                and "bare.spread.again" not in features
                and head.word not in classed("familiar_head")
            ):
                features["bare.once_plain"] = 1.0
            if why == "body" and head.word in ("行动", "工程", "计划", "专项行动", "三年行动"):
                features["bare.body_action"] = 1.0
            features["prior"] = prior.unquoted(features)
            yield Candidate(
                "INITIATIVE", edge, end, "initiative.unquoted", {"kind": head.kind}, features
            )


_EVENT = re.compile(
    r"(?:(?:第[一二三四五六七八九十百0-9]{1,4}届|首届)|[12][0-9]{3}年?(?:度)?(?=[^\W\d]))"
    r"(?:中国·?)?(?P<name>[一-鿿·—\-]{2,16}?)(?P<head>节|会|赛|展|周|季|日|论坛|马拉松|那达慕|联赛|月)(?=[^一-鿿]|[在于上中开举拉正落启期推吸以由将为共暨的现收圆火盛顺]|$)"
)
_ROOMS = re.compile("(?:内设|设有|设置了?|配有|配备了?|建有|包括|涵盖|划分为|分为)[^。；;“”\n]*$")
"""内设书记工作室、暖蜂驿站: rooms of a house."""
_SPEECH = re.compile("[，,。！!？?；;]")
_CHIEF = re.compile("[一-鿿]{1,2}长制")


def propose_events(context: Context) -> Iterator[Candidate]:
    """Editions of events by their form (第九届…节), and 河长制."""
    text = context.text
    inside = _quoted_positions(context)
    for match in _EVENT.finditer(text):
        if match.start() in inside or match.start("head") in inside:
            continue
        name = match["name"]
        if match[0].endswith(("委员会", "董事会", "理事会", "大会闭幕会", "常委会")) or re.search(
            "[个名位家部场](?:中小|作品|多)|参加|参展|以来", name
        ):
            continue
        features = {
            "event": 1.0,
            f"event.head={match['head']}": 1.0,
            "event.edition": float("届" in match[0][:6]),
            "event.dot": float("·" in name),
            "event.function": float(any(t.kind in "FL" for t in tokens(name))),
            "prior": (2.5 if "届" in match[0][:6] else 0.5) + ("·" in name),
        }
        yield Candidate(
            "INITIATIVE", *match.span(), "initiative.event", {"kind": "campaign"}, features
        )
    for match in _CHIEF.finditer(text):
        for start in range(match.start(), match.end() - 2):
            if start not in inside:
                features = {
                    "chief": 1.0,
                    f"chief.n={match.end() - start}": 1.0,
                    **{f"chief.{k}": v for k, v in signs.before(context, start).items()},
                    "prior": 1.0 if word_before(text, start, "launch") else -1.0,
                }
                yield Candidate(
                    "INITIATIVE",
                    start,
                    match.end(),
                    "initiative.chief",
                    {"kind": "method"},
                    features,
                )


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
    if re.match(
        "(?:启动|开幕|举行|举办|在|由|自|已|落幕|开课|开讲|上线|正式|以来)", text[end : end + 4]
    ):
        found["next.predicate"] = 1.0
    return found


def _quoted_positions(context: Context) -> frozenset[int]:
    """Offsets inside quotations that may be names themselves; speech is read like any text."""
    return frozenset(
        i
        for q in context.quotes
        if q.mark in '“《‘"'
        and q.end - q.start <= 30
        and not _SPEECH.search(context.text, q.start, q.end)
        for i in range(q.start, q.end)
    )
