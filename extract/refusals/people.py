"""What is called after a person, or like one, and is none: storms, doctrines, places in a row."""

from __future__ import annotations

import re

_THOUGHT = re.compile(
    "(?:习近平|毛泽东|邓小平)(?!总书记|主席|同志|强调|指出|[在对向])(?:(?!的)[一-鿿]){0,12}?(?:思想|理论)(?!家|工作|教育|建设)"
)
"""A doctrine called after its founder, who is not meant himself."""

_ORDER = re.compile("(?:[左右]起?|[前后中]排[左右]?起?)(?:第?[一二三四五六七八九十]|[1-9])")
"""Where one stands in a picture, counted from a side (（左二）, 前排右一)."""


_CHIEF = re.compile("[一-鿿][总董]")
"""A surname with an office in short (王总, 李董), which names nobody."""
_MASKED = re.compile("[一-鿿]某系")
"""A masked name and what it is said to be (王某和赵某|系夫妻)."""


_HAMLET = re.compile("[一-鿿]家[峁岘崂塬塆坳垴圪垯垭埫峪崾墕圐圙]")
"""A hamlet on the loess, called after a family (吕家峁)."""


def no_person(text: str, start: int, end: int) -> bool:
    """Whether a person's name cannot be here.

    >>> no_person("局长赵海（左二）", 5, 7), no_person("局长赵海（左二）", 2, 4)
    (True, False)
    >>> no_person("王总一行参观展厅", 0, 2)
    True
    """
    if any(pattern.fullmatch(text, start, end) for pattern in (_ORDER, _MASKED, _CHIEF, _HAMLET)):
        return True
    return _storm(text, start, end) or _THOUGHT.match(text, start) is not None


def _storm(text: str, start: int, end: int) -> bool:
    """Whether the article calls a storm by this name (台风“韦帕”, 第9号台风韦帕).

    The word right before it tells of this mention alone: elsewhere the name may be a person's.
    """
    name = text[start:end]
    return (
        f"台风“{name}”" in text
        or f"号台风{name}" in text
        or text.startswith("台风", max(0, start - 2), start)
    )
