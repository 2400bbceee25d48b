"""Names that an article says again and again: the longest string that repeats."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..candidates import Candidate
from .before import signs_before
from .context import Context
from .often import OFTEN, longest_repeat, places_of
from .quotes import positions_inside
from .segmented import coined, tokens
from .unquoted import left_run
from .vocabulary import classed

_NO_EVENT = re.compile("[员议场长者馆社址标徽费后前上中里团堂谈晤旗歌见同国展商审]")
"""What makes another word of the last character behind it."""
_BODY = re.compile(
    ".*(?:两|[委管事协监学商工总分联教支农议理友妇合]|基金|促进)会|.*(?:[大例年开散盛机社约体]会|[比竞大联决]赛)"
)
"""Bodies and plain words that end like an event's name (居委会, 例会)."""


def propose_repeats(context: Context) -> Iterator[Candidate]:
    """Events of a coined kind that no table knows, said at least three times (稻田送秧会)."""
    text = context.text
    inside = positions_inside(text, context.quotes)
    for head in sorted(classed("repeat_head")):
        for at in places_of(text, head):
            end = at + len(head)
            if at in inside:
                continue
            left = left_run(context, at)
            begin = longest_repeat(text, left, at - 1, end)
            if begin < 0 or _NO_EVENT.match(text, end) or end in context.body_ends:
                continue
            if _BODY.fullmatch(text, begin, end) or text[begin - 1 : begin] in ("”", "’", '"'):
                continue
            cut = tokens(text[begin:end])
            if cut[-1].text != head or cut[0].kind in "FVL" or not coined(text[begin:end]):
                # 出席|亚冬会: half a sentence.
                continue
            said = places_of(text, text[begin:end])
            title = any(map(context.in_title, said))
            features = {
                "repeat": 1.0,
                f"repeat.head={head}": 1.0,
                f"repeat.n={min(end - begin, 9)}": 1.0,
                "repeat.many": float(len(said) > OFTEN),
                "repeat.title": float(title),
                "repeat.line": float(begin == context.line_start(begin)),
                "repeat.function": float(any(t.kind in "FL" for t in cut)),
                "repeat.verb": float(any(t.kind == "V" and len(t.text) > 1 for t in cut)),
                **{f"repeat.{k}": v for k, v in signs_before(context, begin).items()},
            }
            features["prior"] = 0.3 + 0.7 * title - 0.5 * features["repeat.verb"]
            attrs = {"kind": "campaign"}
            yield Candidate("INITIATIVE", begin, end, "initiative.repeat", attrs, features)
