"""Names that stand in quotation marks somewhere in the article, without them elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...corpus.marks import CLOSING, OPENING
from ..candidates import Candidate
from . import prior
from .before import signs_before
from .behind import headed_at, signs_behind
from .context import Context
from .elsewhere import signs_again
from .inner import inside
from .segmented import tokens
from .vocabulary import classed, head_starting, word_after


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
