"""The noun phrase left of a count: the object of the clause's last verb (聘请专家|37名), or the
subject of a change or share (市场主体同比增长|15.2%)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ...seeds.table import longest_first
from .clauses import change, change_end, clause_before, opened, trimmed
from .counted import RELATIVE, Counted
from .words import (
    FUNCTION,
    LEAD,
    NOUN,
    VERB,
    VERBAL_NOUN,
    Token,
    beside,
    is_noun,
    marked,
    tokens,
)

_PARTICLES = frozenset("把被将让使给向对从由已也就都又再均共还")
"""Particles and adverbs, behind which a noun phrase may begin."""
_BODIES = frozenset("室堂司社局队院心镇村区县委会办所站部校行道厂")
"""Last characters of bodies and places, whose deed the next word is."""
_WHERE = frozenset("里上中内下边旁外前后处时")
"""Last characters of words for where and when."""
_TOO_LONG = 12
"""A phrase of more characters is half a sentence, but for a list."""
_AND_SO_ON = re.compile(r".*(?<![一二三四高平初中同均对优])等(?=[\u4e00-\u9fff]{2,})")
_SHARE = re.compile(r"(?:占|占到|占了|约占|近占)(?P<of>[^，,。；;、]{2,12})的\Z")


@cache
def _general() -> re.Pattern[str]:
    """What says of what time or people a figure is, and not what it counts."""
    return re.compile(
        "全[国省市县区镇乡村旗州].{0,2}|上年.*|去年.*"
        r"|[\d年月一二三四五六七八九十至季度上下半前初]+"
        f"|{longest_first(beside('general'))}"
    )


@cache
def _measured() -> tuple[str, ...]:
    """How words for what is measured end: 占用电|量的."""
    return tuple(sorted(beside("measured")))


def left_noun(text: str, count: Counted, floor: int) -> tuple[str | None, bool]:
    """(what, open): the noun the clause before a count names; ``open`` when it names none."""
    clause = clause_before(text, count.start, floor)
    if clause.endswith("等"):
        clause = clause.rstrip("等")
    if count.kind in RELATIVE or change_end().search(clause):
        return subject(clause)
    clause = opened(trimmed(clause))
    if not clause:
        return None, True
    if change_end().search(clause):
        return subject(clause)
    if others := _AND_SO_ON.match(clause):
        clause = clause[others.end() :]
    of = clause.rfind("的")
    if of >= 0 and of + 1 < len(clause):
        clause = clause[of + 1 :]
    elif of >= 0:
        clause = clause[:of]
    if count.dimension == "length" and ("离" in clause or "距" in clause):
        return None, False
    found, verb = _object(clause, verbal=True)
    found = found.strip("、和及与 ")
    if len(found) == 1 and verb is not None and verb.text[0] in "送出办开进入":
        return verb.text + found, False
    for act in marked("final_act"):
        if found.endswith(act):
            return act, False
    if not found and verb is not None and verb.text in marked("act"):
        return verb.text, False
    if found in marked("result") or not found:
        return None, True
    if len(found) == 1 and not is_noun(found):
        return None, True
    if found[-1] in _WHERE or (len(found) > _TOO_LONG and "、" not in found):
        return None, False
    if verb and verb.text in marked("with_act") and found in marked("bare"):
        return verb.text + found, False
    return found, False


def subject(clause: str) -> tuple[str | None, bool]:
    """The subject of a change or share: 办结率, 市场主体; open when the clause has none."""
    if match := _SHARE.search(clause):
        of = match["of"]
        if of.endswith(_measured()) and not _general().fullmatch(of):
            return of, False
    rest = opened(clause)
    match = change().search(rest)
    while match and match[0] != "占" and rest.startswith("的", match.end()):
        match = change().search(rest, match.end())  # 对工业增长的贡献率达15.3%
    head = trimmed(rest[: match.start()] if match else rest)
    if not head:
        return None, True
    of = head.rfind("的")
    if of >= 0 and of + 1 < len(head):
        head = head[of + 1 :]
    elif of >= 0:
        head = head[:of]
    found, verb = _object(head, verbal=False)
    found = found.strip("、和及与 ")
    if not found and (verb is None or head != verb.text or verb.text in marked("act")):
        found = head
    if not found or found in marked("result") or (len(found) == 1 and not is_noun(found)):
        return None, True
    return (found, False) if not _general().fullmatch(found) else (None, True)


def _object(clause: str, verbal: bool) -> tuple[str, Token | None]:
    """(object, verb): what follows the last verb of ``clause``, and that verb.

    ``verbal``: a noun that is also a verb counts as one where it opens the clause.
    """
    words = tokens(clause)
    begin = 0
    verb: Token | None = None
    depth = 0
    for k, word in enumerate(words):
        if word.text in "“‘":
            depth += 1
        elif word.text in "”’":
            depth = max(0, depth - 1)
        if not depth and _ends_left(words, k, begin, verbal):
            begin, verb = k + 1, word
    found = clause[words[begin].start :] if begin < len(words) else ""
    return found, verb


def _ends_left(words: Sequence[Token], k: int, begin: int, verbal: bool) -> bool:
    """Whether the noun phrase of a clause begins behind ``words[k]``."""
    word = words[k]
    following = words[k + 1] if k + 1 < len(words) else None
    if word.kind == VERBAL_NOUN:
        return (
            verbal
            and (
                k == begin
                or words[k - 1].kind in (FUNCTION, LEAD)
                or words[k - 1].text[-1] in _BODIES
            )
            and word.text in marked("opening")
            and following is not None
            and following.text not in marked("head")
        )
    if word.kind not in (VERB, FUNCTION, LEAD):
        return False
    if following is not None and following.kind in (NOUN, "U") and word.text in marked("attribute"):
        return False  # 引进研发人员: the verb is an attribute
    if len(word.text) > 1:
        return word.kind != LEAD or k == begin
    if following is None:
        return word.text in beside("cuts_last")
    if word.text in _PARTICLES or (k == begin and word.kind != FUNCTION):
        return True
    return word.text in beside("cuts") and len(following.text) > 1
