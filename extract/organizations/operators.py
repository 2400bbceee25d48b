"""Branches of carriers by a division and the carrier's short name: 青河联通, 北岭移动."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import classed, longest_first
from ..candidates import Candidate
from ..readings import CLEAR


@cache
def _carrier() -> re.Pattern[str]:
    """A carrier, and not what is telecommunication or moves."""
    mobile = longest_first(classed("org_context.tsv", "mobile"))
    return re.compile(
        "联通(?=[，。、：；”）¶在为将与和的公已还共向工党营志员积近坚开派组成推投安]|$)"
        "|电信(?!诈骗|网络|业|增值|行业|服务|设备|运营|部门|技术|基础|普遍|市场|用户)"
        f"|移动(?!{mobile})"
    )


_LEVELS = ("省", "市", "县", "区", "旗", "州")


def operators(sc: lx.Scan) -> Iterator[Candidate]:
    """The carrier with the name of a division directly before it."""
    for match in _carrier().finditer(sc.text):
        for start, word in sc.words_to(match.start(), lx.DIV_SHORT | lx.DIV_FULL):
            if lx.lexicon().likely(word) < 0.5 and not sc.text[start : match.start()].endswith(
                _LEVELS
            ):
                continue  # 会同|电信部门
            yield Candidate(
                "ORG", start, match.end(), "org.operator", {"kind": "enterprise"}, CLEAR
            )
