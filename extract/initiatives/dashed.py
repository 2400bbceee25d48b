"""Events whose name is a motto and what it stands for: “春到青河”——送戏进山村活动."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...corpus.marks import OPENING
from ..candidates import Candidate
from .before import signs_before
from .context import Context
from .quotes import Quote
from .vocabulary import HeadWord, alternatives, head_ending, strong_heads, word_before

_SECOND = re.compile("-{1,2}(?P<what>(?:“[^“”\n]{2,16}”)?[一-鿿0-9A-Za-z·]{2,30})")
"""What stands behind the dash, up to a mark (dashes are folded)."""
_SENTENCE = re.compile("[了着里是把让将被]")
"""What makes a sentence of what stands behind the dash."""


@cache
def _stop() -> re.Pattern[str]:
    """What follows a whole name: a mark, or what is said of the event."""
    return re.compile(f"[^一-鿿]|[在于的暨及和与等]|$|{alternatives('phrase_predicate')}")


def _end(text: str, start: int, high: int) -> tuple[int, HeadWord] | None:
    """Where the last head noun of an event ends that closes ``text[start:high]``, and the noun."""
    for match in reversed(list(strong_heads().finditer(text, start, high))):
        head = head_ending(text, start, match.end())
        if (
            head is not None
            and head.strong
            and head.kind == "campaign"
            and match.end() - start - len(head.word) >= 2
            and _stop().match(text, match.end())
        ):
            return match.end(), head
    return None


def _launched(context: Context, quote: Quote) -> bool:
    """Whether a verb brings the motto out (举办“X”), or it is the name of a cup."""
    text, at = context.text, quote.start - (context.text[quote.start - 1 : quote.start] == "了")
    return word_before(text, at, "launch") is not None or text[quote.end - 2] == "杯"


def propose_dashed(context: Context) -> Iterator[Candidate]:
    """A candidate per motto with a dash and the event behind it."""
    text = context.text
    for quote in context.quotes:
        if quote.depth or quote.mark not in OPENING or not _launched(context, quote):
            continue
        second = _SECOND.match(text, quote.end)
        if second is None or (found := _end(text, second.start("what"), second.end())) is None:
            continue
        end, head = found
        if _SENTENCE.search(text, second.start("what"), end):
            continue
        signs = {f"h.{k}": v for k, v in signs_before(context, quote.start).items()}
        signs |= {"head": 1.0, f"head.kind={head.kind}": 1.0, "head.strong": 1.0, "head.last": 1.0}
        signs["prior"] = 5.0
        attrs = {"kind": head.kind}
        yield Candidate("INITIATIVE", quote.start, end, "initiative.headed", attrs, signs)
