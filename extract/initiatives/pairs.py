"""Numbered names in pairs without marks: 依托一网两员, 把一看二问三查落到户, 推行三减一倡."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import lexicon as lx
from ..candidates import Candidate
from .before import signs_before
from .behind import signs_behind
from .context import Context
from .quotes import positions_inside
from .segmented import tokens
from .shape import shape_of
from .vocabulary import NUMERALS, classed, head_starting, number_of, word_before

_NUMERAL = NUMERALS.replace("百千", "")
_GROUP = f"[{_NUMERAL}][^\\W\\d{NUMERALS}万亿零第]"
_FIRST = re.compile(f"(?<![{NUMERALS}0-9万亿零第几])(?:{_GROUP}{{1,2}}){{1,2}}(?=[{_NUMERAL}])")
"""All groups but the last: 一网|两员, 一看二问|三查."""
_LAST = re.compile(f"[{_NUMERAL}](?P<what>[^\\W\\d{NUMERALS}万亿零]{{1,3}})")
_SAME = re.compile("[统唯单专之同逐]一|一[起路桌般直样律致定旦并概切道些共体]")
"""Words with 一 that counts nothing (定下四|统一|标准)."""
_STOPS = frozenset("的等与和为以将及是在把让后中里上这")
"""Characters that begin no part of a name."""
_LEADS = ("launch", "use", "pair_lead")


def _ends(text: str, first: re.Match[str]) -> Iterator[tuple[int, bool]]:
    """Where the last group may end: (end, whether what follows begins another word)."""
    last = _LAST.match(text, first.end())
    if last is None:
        return
    size = len(re.split(f"[{NUMERALS}]", first[0])[1])
    for n in range(1, len(last["what"]) + 1):
        end = last.start("what") + n
        following = text[end : end + 1]
        head = head_starting(text, end)
        stop = (
            not "一" <= following <= "鿿"
            or following in _STOPS
            or (head is not None and len(head.word) > 1)
        )
        if stop or n == size:
            yield end, stop
        if stop:
            return


def _plain(name: str) -> bool:
    """Whether a pair is an idiom, a count of two things or two parts of one (三省一市, 两室一厅).

    >>> _plain("三省一市"), _plain("一心二用"), _plain("两听两办")
    (True, True, False)
    """
    shape = shape_of(name)
    if shape is None or shape.form != "pair" or name in lx.lexicon().common or _SAME.search(name):
        return True
    if name in classed("idiom") or name in classed("population"):
        return True
    parts = [group.morpheme for group in shape.groups]
    if len(set(parts)) < len(parts) or any(part[0] in classed("pair_measure") for part in parts):
        return True
    # 三都镇三江口: places.
    if any(len(part) > 1 and part[-1] in "镇村县乡区省市" for part in parts):
        return True
    if all(part in classed("pair_plain") for part in parts):
        return True
    numbers = [number_of(char) for char in name if char in NUMERALS]
    return max(n or 0 for n in numbers) < 2


def propose_pairs(context: Context) -> Iterator[Candidate]:
    """A candidate per pair behind a verb or preposition, at the head of a line, or said again."""
    text = context.text
    inside = positions_inside(text, context.quotes)
    for match in _FIRST.finditer(text):
        start = match.start()
        if start in inside:
            continue
        lead = any(word_before(text, start, kind) for kind in _LEADS)
        line = start == context.line_start(start)
        for end, stop in _ends(text, match):
            name = text[start:end]
            again = text.count(name) - 1
            if _plain(name) or not (lead or again or (line and context.in_title(start))):
                continue
            numbers = [char for char in name if char in NUMERALS]
            following = tokens(text[end : end + 6])
            features = {
                "pair": 1.0,
                "pair.lead": float(lead),
                "pair.line": float(line),
                "pair.stop": float(stop),
                "pair.same": float(len(set(numbers)) == 1),
                "pair.again": float(again > 0),
                "pair.often": float(again > 1),
                "pair.title": float(context.in_title(start)),
                "pair.parts": float(context.spells_out(start, end)),
                "pair.verb_next": float(bool(following) and following[0].kind in ("V", "VN")),
                **{f"pair.{k}": v for k, v in signs_before(context, start).items()},
                **{f"pair.{k}": v for k, v in signs_behind(context, end, start).items()},
            }
            features["prior"] = (
                -1.0
                + 1.3 * lead
                + 0.8 * stop
                + 0.5 * features["pair.same"]
                + 0.7 * features["pair.again"]
                + 0.5 * features["pair.title"]
                + 2.0 * features["pair.parts"]
            )
            attrs = {"kind": "formula"}
            yield Candidate("INITIATIVE", start, end, "initiative.pair", attrs, features)
