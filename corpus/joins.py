"""Do two lines read on?  Evidence from the two characters that meet at the break."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

from ..seeds.table import read_table

# Log-odds that two Chinese characters come from running text rather than from the end of
# a headline and the beginning of what follows it, by how strongly they attract each
# other; measured on the news text that the table was counted on.
_WEIGHTS = (-1.3, 1.0, 2.2, 3.2)


@cache
def _table() -> dict[str, int]:
    rows = read_table("char_joins.tsv.gz", ("first", "weak", "middle", "strong", "source"))
    return {
        row["first"] + second: level
        for row in rows
        for level, key in enumerate(("weak", "middle", "strong"), 1)
        for second in row[key]
    }


def join_weight(last: str, first: str) -> float:
    """Evidence (log-odds) that a line ending in ``last`` goes on with ``first``.

    >>> join_weight("困", "难") > 2 > 0 > join_weight("点", "凌")
    True
    """
    if last in ",、":
        return 2.5
    if first in ",。、;:!?)]》”’%":
        return 3.0
    if "\u4e00" <= last <= "\u9fff" and "\u4e00" <= first <= "\u9fff":
        return _WEIGHTS[_table().get(last + first, 0)]
    return 0.0


def _chinese(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def count_joins(texts: Iterable[str], least: int = 10) -> Iterator[tuple[str, str, str, str]]:
    """Rows of ``seeds/char_joins.tsv.gz`` without their source, counted on running text.

    A pair of Chinese characters seen ``least`` times or more is weak, middle or
    strong when it stands together e, e2 or e3 times as often as chance would have it.

    >>> rows = count_joins(["困难群众有困难。"] * 10)
    >>> next(row for row in rows if row[0] == "困")
    ('困', '难', '', '')
    """
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        single.update(text)
        pairs.update(pairwise(text))
    total = sum(single.values())
    followers: dict[str, list[str]] = {}
    for (first, second), seen in sorted(pairs.items()):
        if seen < least or not (_chinese(first) and _chinese(second)):
            continue
        information = math.log(seen * total / (single[first] * single[second]))
        if information >= 1:
            level = min(3, int(information))
            followers.setdefault(first, ["", "", ""])[level - 1] += second
    for first, (weak, middle, strong) in followers.items():
        yield first, weak, middle, strong
