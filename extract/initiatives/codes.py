"""Codes with their head noun, without marks: 按照1+N网格管理模式, 推行党建+网格模式."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..candidates import Candidate
from .context import Context
from .prior import SURE
from .quotes import positions_inside
from .vocabulary import alternatives, word_before

_WORD = "[一-鿿]{2,4}"


@cache
def _code() -> re.Pattern[str]:
    """Figures, or words of two to four characters, and what they are."""
    heads = alternatives("shared_head")
    return re.compile(
        f"(?<![\\d+.])(?P<code>[1-9](?:[+][0-9]){{0,2}}[+][NXn])[一-鿿]{{0,6}}?(?:{heads})"
        f"|(?P<words>{_WORD}(?:[+]{_WORD}){{1,3}}?)(?:工作|治理|调解|服务)?(?:{heads})"
    )


@cache
def _governs() -> re.Pattern[str]:
    """Who or what governs, in what a code of words is made of (党建+网格)."""
    return re.compile(alternatives("governs"))


def propose_codes(context: Context) -> Iterator[Candidate]:
    """A candidate per code behind a verb like 推行 or 按照.

    Figures alone (4+2车道) and words of everyday (线上+线下) are none.
    """
    text = context.text
    within = positions_inside(text, context.quotes)
    for plus in re.finditer("[+]", text):
        for at in range(max(context.line_start(plus.start()), plus.start() - 4), plus.start()):
            match = _code().match(text, at)
            if match is None or at in within:
                continue
            if not any(word_before(text, at, kind) for kind in ("launch", "use")):
                continue
            if match["words"] and not _governs().search(match["words"]):
                continue  # 线上+线下模式
            features = {"prior": SURE}
            yield Candidate("INITIATIVE", at, match.end(), "initiative.united", {}, features)
