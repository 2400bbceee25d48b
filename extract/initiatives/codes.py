"""Numbered names without quotation marks (推行三有人), and names known from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from ...corpus.marks import CLOSING, OPENING
from ..candidates import Candidate
from . import prior
from .before import signs_before
from .behind import headed_at, signs_behind
from .context import Context
from .elsewhere import signs_again
from .inner import inside
from .quotes import positions_inside
from .segmented import tokens
from .shape import shape_of
from .vocabulary import (
    NUMERALS,
    alternatives,
    classed,
    head_starting,
    heads,
    word_after,
    word_before,
)

_NUMBERED = re.compile(
    rf"[{NUMERALS}][^\W\d{NUMERALS}]{{1,3}}(?:[{NUMERALS}][^\W\d{NUMERALS}]{{1,2}})?"
)


@cache
def _together() -> re.Pattern[str]:
    """What several do together, at the end of a name (五治融合)."""
    return re.compile(f"(?:{alternatives('together')})$")


@cache
def _united() -> re.Pattern[str]:
    """三治融合, 五社联动: coined wherever they stand; 三级联动 and 三地协同 say what they are."""
    return re.compile(
        r"(?<![一二两三四五六七八九十百千万亿第0-9])[双三四五六七八九十][^\W\d级地产向角线方省市县区年国校军岸位层个类大]"
        f"(?:{alternatives('united')})(?![化了着过])"
    )


_UNITED_HEAD = re.compile("(?:工作)?(?:机制|模式|工作法|工程|行动|体系)")
_LINE = re.compile("(?:[一-鿿]{2,8}?)?热线(?:平台)?")
_LEVELS = "级方国地省市县层"
"""What is counted in 三级联动机制, which says what it is."""
_HOTLINE = re.compile(r"(?<![\d.])1(?:2[0-9]{3}|10|19|20|22)(?![\d.%])")


def propose_numbered(context: Context) -> Iterator[Candidate]:
    """三有人 after 推行, before a gloss (：, ——, 即) or in a headline."""
    text = context.text
    inside = frozenset(i for q in context.quotes for i in range(q.start, q.end))
    for match in _NUMBERED.finditer(text):
        start = match.start()
        if start in inside or (
            start and (text[start - 1].isdigit() or text[start - 1] in "第零百千万亿")
        ):
            continue
        verb = word_before(text, start, "launch") or word_before(text, start, "use")
        opens = text[start - 1 : start] in "。；\n"
        for end in range(start + 2, match.end() + 1):
            gloss = re.match("[：:—\\-(（]|[，,]?即", text[end : end + 2]) is not None
            tail_head = any(text[end : end + n] in heads() for n in (2, 3))
            # 三绑定，即…: told in parts at the head of a sentence.
            told = opens and gloss and text[end] not in "(（" and context.spells_out(start, end)
            if not (verb or told or text[start - 1 : start] in "要了到") or not (
                gloss
                or tail_head
                or not text[end : end + 1].strip()
                or text[end : end + 1] in "，,。；;、的这管"
                or context.in_title(start)
            ):
                continue
            name = text[start:end]
            if name[-1] in "的了着等":
                continue
            features = _numbered_signs(context, start, end, verb is not None, gloss, tail_head)
            yield Candidate("INITIATIVE", start, end, "initiative.numbered", {}, features)
            # 推行|三潮联办机制: with its head noun.
            plain = features["num.classifier"] or name[:2] in classed("generic_modifier")
            head = None if plain or len(name) < 3 else head_starting(text, end)
            if head is not None and head.strong and len(head.word) > 1 and shape_of(name):
                features = features | {"num.headed": 1.0, "num.head": 0.0}
                features["prior"] -= 0.5
                stop = end + len(head.word)
                yield Candidate("INITIATIVE", start, stop, "initiative.numbered", {}, features)


def _numbered_signs(
    context: Context, start: int, end: int, verb: bool, gloss: bool, tail_head: bool
) -> dict[str, float]:
    """Every sign of a numbered name without marks: its verb, gloss, head noun and parts."""
    name = context.text[start:end]
    counts = name[1] in classed("classifier")  # 三个 is a count, 三有人 is not
    spelled = context.spells_out(start, end)
    shape = shape_of(name)
    # 两率两度, 五治融合: coined whatever the article says of its parts.
    coined = shape is not None and (
        (shape.form == "pair" and len({g.number for g in shape.groups}) == 1)
        or _together().search(name, 2) is not None
    )
    return {
        "num": 1.0,
        "num.parts": float(spelled),
        "prior": -2.0
        + 3.0 * spelled
        + gloss
        + tail_head * 0.5
        + 2.2 * (coined and verb and not counts)
        - 2.0 * counts,
        "num.gloss": float(gloss),
        "num.head": float(tail_head),
        f"num.n={end - start}": 1.0,
        "num.verb": float(verb),
        "num.title": float(context.in_title(start)),
        "num.level": float(name[1] in _LEVELS),
        **{f"num.{k}": v for k, v in signs_before(context, start).items()},
        **{f"num.{k}": v for k, v in signs_behind(context, end, start).items()},
        **{f"num.{k}": v for k, v in signs_again(context, name, start).items()},
        "num.classifier": float(counts),
    }


def propose_united(context: Context) -> Iterator[Candidate]:
    """三治融合 without marks of its own, with the head noun that follows."""
    text = context.text
    whole = {q.inside for q in context.quotes}
    inside = positions_inside(text, context.quotes)
    for match in _united().finditer(text):
        start, end = match.span()
        if (start, end) in whole:
            continue
        head = _UNITED_HEAD.match(text, end)
        end = head.end() if head else end
        name = text[match.start() : match.end()]
        features = {
            "united": 1.0,
            "united.head": float(head is not None),
            "united.parts": float(context.spells_out(*match.span())),
            "united.title": float(context.in_title(start)),
            "united.inside": float(start in inside),
            **{f"united.{k}": v for k, v in signs_before(context, start).items()},
            **{f"united.{k}": v for k, v in signs_behind(context, end, start).items()},
            **{f"united.{k}": v for k, v in signs_again(context, name, start).items()},
            "prior": 2.5,
        }
        yield Candidate("INITIATIVE", start, end, "initiative.united", {}, features)


_CIRCLE = re.compile(
    "(?:一刻钟|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|半)(?:分钟|小时|公里))"
    "(?:[一-鿿]{1,9}?圈(?!子|层|养)|[一-鿿]{0,8}“[一-鿿]{1,6}圈”)"
)
"""15分钟健身圈, 一刻钟便民“生活圈”: what is to be reached within the time."""
_CIRCLE_STOP = re.compile("[的了在是和与及到后内就可能达车程左右]")


@cache
def _known_names() -> AhoCorasick:
    return AhoCorasick(sorted(classed("known_name")), matchkind=MatchKind.LeftmostLongest)


@cache
def _no_name_after() -> re.Pattern[str]:
    """What makes another word, or a body's name, of a known term (爱国卫生运动|委员会)."""
    return re.compile(f"[贷办者]|{alternatives('known_goes_on')}")


def propose_known(context: Context) -> Iterator[Candidate]:
    """Known terms (接诉即办), with their head noun, and circles of service (15分钟生活圈)
    without marks.
    """
    text = context.text
    inside = positions_inside(text, context.quotes)
    for _, start, end in _known_names().find_matches_as_indexes(text):
        before = text[start - 1 : start]
        if start in inside or before.isdigit() or (before and before in "第新"):
            continue
        if _no_name_after().match(text, end):
            continue
        around = {f"known.{k}": v for k, v in signs_before(context, start).items()}
        head = head_starting(text, end)
        if head is not None and head.strong:
            features = {"known": 1.0, "known.head": 1.0, "prior": 3.0, **around}
            stop = end + len(head.word)
            yield Candidate("INITIATIVE", start, stop, "initiative.known", {}, features)
        features = {"known": 1.0, "known.headed": float(head is not None), "prior": 2.5, **around}
        yield Candidate("INITIATIVE", start, end, "initiative.known", {}, features)
    for match in _CIRCLE.finditer(text):
        if match.start() in inside or _CIRCLE_STOP.search(match[0], 2, len(match[0]) - 1):
            continue
        features = {
            "circle": 1.0,
            "prior": 2.5,
            **{f"circle.{k}": v for k, v in signs_before(context, match.start()).items()},
        }
        yield Candidate(
            "INITIATIVE", *match.span(), "initiative.circle", {"kind": "programme"}, features
        )


def propose_hotlines(context: Context) -> Iterator[Candidate]:
    """Numbers that stand for a public service line: 12345热线, 12315."""
    text = context.text
    for match in _HOTLINE.finditer(text):
        start, end = match.span()
        tail = _LINE.match(text, end)
        features = {
            "prior": 2.5 if tail else -1.0,
            "hotline": 1.0,
            f"hotline={match[0]}": 1.0,
            "hotline.tail": float(tail is not None),
        }
        features.update({f"hotline.{k}": v for k, v in signs_before(context, start).items()})
        yield Candidate(
            "INITIATIVE",
            start,
            tail.end() if tail else end,
            "initiative.hotline",
            {"kind": "platform"},
            features,
        )


def _in_run(context: Context, at: int) -> bool:
    """Whether a noun that is no body stands right before ``at``: 绣娘|就业驿站 is another one."""
    left = max(context.line_start(at), at - 6)
    if left == at or at in context.body_ends or not "一" <= context.text[at - 1] <= "鿿":
        return False
    last = tokens(context.text[left:at])[-1]
    return last.kind == "N" and len(last.text) > 1


def _system(text: str, at: int) -> bool:
    """Whether 制 goes on from a name, and is no other word's: 村民积分|制, 奶奶灰|制服.

    >>> _system("村民积分制的依据", 4), _system("奶奶灰制服", 3), _system("村民积分制定", 4)
    (True, False, False)
    """
    return text.startswith("制", at) and word_after(text, at, "longer_word") is None


def propose_again(context: Context) -> Iterator[Candidate]:
    """A name that stands in quotation marks somewhere, without them elsewhere."""
    text = context.text
    names: dict[str, dict[str, float]] = {}
    for quote in context.quotes:
        start, end = quote.inside
        if quote.mark in OPENING and 3 <= end - start <= 12:
            name = text[start:end]
            if not re.search("[，,。！!？?；;：:]", name) and name not in classed("idiom"):
                found = {**inside(name), **signs_again(context, name, start)}
                if name in context.parts:
                    found["is_part"] = 1.0
                if headed_at(context, quote.end):
                    found["spread.headed"] = 1.0
                found.update({f"q.{k}": v for k, v in signs_before(context, quote.start).items()})
                names.setdefault(name, {}).update(found)
    for name, found in names.items():
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            # “深山书屋”流动书屋: behind a quotation it only says what that is.
            if text[at - 1 : at] not in OPENING + CLOSING and text[end : end + 1] not in CLOSING:
                features = {f"again.{k}": v for k, v in found.items()}
                features["again"] = 1.0
                alone = {k: v for k, v in found.items() if not k.startswith(("q.", "spread"))}
                headed = 2.0 if {"spread.headed", "spread.contest"} & found.keys() else 0.0
                # 四项举措 without marks is a count; 五问五促 is not.
                counts = (
                    "shape" in found and "shape=pair" not in found and "shape=ones" not in found
                )
                numbered = 3.0 if counts else 0.0
                features["prior"] = prior.bare(alone) + headed - numbered - 0.5
                features.update({f"again.b.{k}": v for k, v in signs_before(context, at).items()})
                if _in_run(context, at):
                    features["again.in_run"] = 1.0
                features.update(
                    {f"again.b.{k}": v for k, v in signs_behind(context, end, at).items()}
                )
                features["again.b.title"] = float(context.in_title(at))
                # 共同缔造|活动: with the head noun that follows, as in quotation marks.
                head = head_starting(text, end)
                own = head if head and (head.strong or _system(text, end)) else None
                longer = end + len(own.word) if own else end
                yield Candidate("INITIATIVE", at, longer, "initiative.again", {}, features)
            at = text.find(name, end)
