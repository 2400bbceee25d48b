"""Numbered names without quotation marks: 推行三有人, 三治融合."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..candidates import Candidate
from .before import signs_before
from .behind import signs_behind
from .context import Context
from .elsewhere import signs_again
from .quotes import positions_inside
from .shape import shape_of
from .vocabulary import NUMERALS, alternatives, classed, head_starting, heads, word_before

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
_LEVELS = "级方国地省市县层"
"""What is counted in 三级联动机制, which says what it is."""


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
