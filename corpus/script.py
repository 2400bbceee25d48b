"""Traditional characters made simplified, one for one, so that offsets stay.

Rules, tables and models know simplified characters.  A text in traditional ones is
read in its simplified form; what is cut from it is cut from the text as printed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from ..seeds.table import read_table
from .article import Article
from .fold import fold
from .view import TextView

MANY = 0.08
"""The share of traditional characters from which a text is one in traditional characters;
running text has three in ten, a simplified text a name here and there."""


@cache
def _traditional() -> tuple[re.Pattern[str], dict[int, str]]:
    rows = read_table("traditional.tsv", ("traditional", "simplified", "source"))
    table = {ord(row["traditional"]): row["simplified"] for row in rows}
    return re.compile("[" + "".join(map(chr, table)) + "]"), table


def simplify(text: str) -> str:
    """``text`` with its traditional characters simplified, length unchanged.

    >>> simplify("縣委書記於9月到碼頭"), simplify("著名的乾隆")
    ('县委书记于9月到码头', '著名的乾隆')
    """
    pattern, table = _traditional()
    return text.translate(table) if pattern.search(text) else text


def normalize(text: str) -> str:
    """Folded and simplified text, length unchanged."""
    return simplify(fold(text))


def in_simplified(article: Article) -> Article:
    """The article to read: itself, or one in traditional characters with simplified text.

    Offsets are the same in both.
    """
    pattern, table = _traditional()
    text = article.text
    if len(pattern.findall(text)) < MANY * len(text):
        return article
    return replace(article, view=TextView(text.translate(table), article.view.offsets))
