"""What stands below a bare label of a page's own data: its source, its editor, a tag.

Everything here only adds to what :mod:`.lines` has noted of a line by itself.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ..seeds.table import longest_first, read_table

if TYPE_CHECKING:
    from .lines import Line

_LABEL = re.compile(r"(?:来源|作者|编辑|责任编辑|审核|发布时间|发布日期)\s*:|出品(?:单位)?\s*:?")
_VALUE = re.compile(
    r"[一-鿿·]{2,6}_\w{3,12}|[一-鿿]{2,10}(?:办|局|委|部|中心|网|报|台)"
    r"|《?[一-鿿]{2,10}》?\s*(?:19|20)\d\d年第?\d{1,2}期"
)


@cache
def _editor() -> re.Pattern[str]:
    """The label of an editor whose name stands below it (审核:)."""
    rows = read_table("byline_roles.tsv", ("word", "role", "position", "source"))
    others = longest_first(row["word"] for row in rows if row["position"] == "other")
    return re.compile(rf"(?!来源|\S*单位)(?:{others})\s*:")


def mark_values(rows: list[Line]) -> None:
    """Furniture is what stands below a bare label (来源：| 柏塘镇宣传办), and a tag over 举报.

    Who stands below the label of an editor (审核：| 陆杨) has written nothing.
    """
    for above, row in pairwise(rows):
        below = row.junk is None and row.gap <= 1
        value = _LABEL.fullmatch(above.text) is not None and _VALUE.fullmatch(row.text) is not None
        named = row.byline is not None and row.byline.names and row.size <= 4
        if below and named and _editor().fullmatch(above.text):
            value, row.byline = True, None
        if below and value:
            above.junk, above.junk_weight = above.junk or "editor", above.junk_weight or 4.0
            row.junk, row.junk_weight = above.junk, 4.0
            if above.text.startswith("来源"):
                row.text = "来源:" + row.text
        if row.text == "举报" and above.junk is None and above.size <= 3:
            above.junk, above.junk_weight = "meta", 4.0
