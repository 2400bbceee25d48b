"""Do two lines read on?  Evidence from the two characters that meet at the break."""

from __future__ import annotations

from functools import cache

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
