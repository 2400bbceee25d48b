"""Spans that a word holds together which stands in no name: a verb or particle between a unit
and a body (柳湾镇按照区委, 柳湾镇文化站照着县文化馆), one quotation mark of two.
"""

from __future__ import annotations

import re
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either, longest_first
from ..links import parse
from .marks import BULLETS, PAIRS, half_marked

_PARTICLES = (
    "[的了们被她哪谁这吗呢已]|(?<!求)是|(?<!诸)暨(?![南阳])"
    "|与(?:[县镇]|市(?![场政容民])|区(?![域块划位]))(?![级域村])|(?<!自)由|(?<!报)到(?!家)"
    "|[村镇乡]和[一-鿿]{2,5}(?:村|镇|乡|社区|街道)|(?<=[镇乡村道区县州旗])以|(?<=市)以(?!色列)"
    "|把(?=[^乡镇村])|部分(?=社区|村|街道|乡镇)"
    "|(?<!仅)仅(?!仅)|[男女]子(?=[伪盗偷抢骗冒殴酒持涉因被在用将假])"
    "|(?<=[市县区旗州镇乡村])调研(?![一-鿿]{0,6}[处科室股组队地心员院所局会报])"
    "|(?<![补供自配])给(?![水排养油])|(?<=[一-鿿])从(?=[市县镇乡](?!化))|(?<=[镇乡村])(?:整合|挤满)"
    "|(?<![平高中初优头特同均对上一二三甲])等(?=[一-鿿]{2})(?![级距候]|事项|工作|问题|领域|方面)"
    "|(?<=[院局厅])联合(?=社区|街道|[镇乡村])|(?<=[省市县区旗州镇乡])各"
    "|(?:(?<=[镇乡村])|(?<=社区)|(?<=街道))(?:则(?!徐)|均|还(?![建田]))"
)
"""Function words that no name holds, but where other characters make a name of them (到家)."""
_QUOTED = re.compile("“[^”]*”")
_MARKS = BULLETS | frozenset("·—-(（、\"'’")
_UNITS = re.compile("(?P<first>街道|[镇乡])[一-鿿]{2,6}(?:镇|乡|街道)$")


@cache
def _held() -> tuple[re.Pattern[str], ...]:
    """What stands in no name: particles and verbs, and verbs between two bodies (照着, 邀上)."""
    return (
        re.compile(
            f"{_PARTICLES}|{either('refusal_words.tsv', 'inside')}"
            f"|各(?={either('refusal_words.tsv', 'each')})"
        ),
        re.compile(f"(?<=[一-鿿])(?:{either('refusal_words.tsv', 'between')})"),
    )


@cache
def _named() -> re.Pattern[str]:
    """Divisions whose names hold such a word (图们市, 乐从镇)."""
    level = lx.lexicon().level
    return re.compile(longest_first(w for w in level if any(held.search(w) for held in _held())))


def broken(span: str) -> bool:
    """Whether a word that stands in no name holds the span together (柳湾镇按照区委).

    >>> broken("柳湾镇按照区委"), broken("“有求必应”服务队"), broken("图们市党校")
    (True, False, False)
    >>> broken("柳湾街道北岭镇"), broken("西乡塘区衡阳街道")
    (True, False)
    """
    # 根据 holds a span together, but not in 根据地纪念馆.
    bare = _QUOTED.sub("", span).replace("根据地", "")
    units = _UNITS.search(bare)
    if units and parse(bare)[1] <= units.end("first"):
        # 柳湾街道|北岭镇
        return True
    return any(held.search(bare) and held.search(_named().sub("", bare)) for held in _held())


def held_together(text: str, start: int, end: int) -> bool:
    """Whether the span is broken, begins with a mark or holds one mark of a pair.

    >>> held_together("“柳湾队", 0, 4), held_together("“柳湾”队", 0, 5)
    (True, False)
    """
    span = text[start:end]
    if text[start] in _MARKS or span.count('"') % 2:
        return True
    return half_marked(text, start, end, PAIRS) or broken(span)
