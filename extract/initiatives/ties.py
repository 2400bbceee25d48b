"""What ties a body to an initiative where the text says so: who launches, owns or uses it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from ...seeds.table import longest_first, read_table
from .bodies import Body
from .vocabulary import long_words

Span = tuple[int, int]

SENTENCE_END = re.compile("[。！!？?\n]")


@cache
def _words(tie: str) -> str:
    """The words of a class of ``seeds/initiative_tie_words.tsv``, as alternatives."""
    rows = read_table("initiative_tie_words.tsv", ("word", "tie", "source"))
    return longest_first({row["word"] for row in rows if row["tie"] == tie})


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """What ties of a kind look like; matched where the body or the name begins or ends."""
    return re.compile(
        {
            "agent": f"由(?=[^，,。；;\n]{{2,40}}?(?:{_words('lead')}))",
            "lead": _words("lead"),
            "host": f"[^，,；;。！!？?\n“”《》]{{0,18}}?(?:{_words('host')})",
            "joined": f"(?:{_words('joins')})+(?:当地|辖区)?",
            "located": f"(?:{_words('located')})$",
            "titled": "(?:的)?(?:党委|党工委|党支部|党总支|政府|办事处)?(?:常务)?(?:副)?"
            f"(?:{_words('office')})",
            "person": f"(?:的)?[^，,。]{{0,6}}(?:{_words('person')})",
            "says": f"[^，,。]{{0,12}}(?:{_words('says')})",
            "uses": f"(?:{_words('uses')})$",
            "takes": f"(?:{_words('takes')})了?$",
            "it": f"^[^。！!？?\n]{{0,90}}?[。，,；;](?:该|这个|这套|此|本)?(?:{_words('it')})?由$",
        }[kind]
    )


def sentence_of(text: str, position: int) -> Span:
    """The sentence that holds ``position``: from the last 。！？ or line end to the next."""
    start = max(0, position - 300)
    for match in SENTENCE_END.finditer(text, start, position):
        start = match.end()
    found = SENTENCE_END.search(text, position)
    return start, found.start() if found else len(text)


def located(text: str, body: Body) -> bool:
    """Whether the body is only where something happens or whom it concerns."""
    return _pattern("located").search(text[max(0, body.start - 3) : body.start]) is not None


def launches(piece: str) -> bool:
    """Whether a stretch before a name holds a verb that launches."""
    if re.search("[推办建创搞设评编摆]|宣布|揭牌|定下|有了?(?:个|一[个套支])", piece):
        return True
    return long_words("launch").search(piece) is not None


def uses(text: str, start: int) -> bool:
    """Whether a name at ``start`` is what somebody works by: 依托, 按照, 运用."""
    return _pattern("uses").search(text[max(0, start - 6) : start].rstrip('“‘" ')) is not None


def takes(before: str) -> bool:
    """Whether what stands before a name takes part in it or puts something into it: 参加, 纳入."""
    return _pattern("takes").search(before) is not None


def said(after: str) -> bool:
    """Whether what follows a body makes it a source: 介绍, 统计."""
    return _pattern("says").match(after) is not None


def titled(after: str) -> bool:
    """Whether an office follows a body: 书记, 局长."""
    return _pattern("titled").match(after) is not None


def names_person(after: str) -> bool:
    """Whether a body only says whose somebody is: 居民, 教师."""
    return _pattern("person").match(after) is not None


def spokesman(text: str, bodies: Sequence[Body], index: int) -> int:
    """The one of joined bodies that speaks for them: the first of 甲、乙会同丙.

    Of 县委、县政府 it is the government, which stands nearest to what both do.
    """
    while index > 0:
        gap = text[bodies[index - 1].end : bodies[index].start]
        if bodies[index - 1].name.endswith("委") and bodies[index].name.endswith("政府"):
            break
        if 0 < len(gap) <= 4 and _pattern("joined").fullmatch(gap):
            index -= 1
        elif gap == "的" and index > 1 and bodies[index - 1].type == "PLACE":
            # 甲镇与某省的乙镇: the place says where the second is.
            gap = text[bodies[index - 2].end : bodies[index - 1].start]
            if not (0 < len(gap) <= 4 and _pattern("joined").fullmatch(gap)):
                break
            index -= 2
        else:
            break
    return index


def _scene(text: str, bodies: Sequence[Body], index: int) -> bool:
    """Whether a place stands after a body and 在 in one clause (县交通局在国道旁某岭设立…)."""
    if bodies[index].type != "PLACE" or not index or bodies[index - 1].type != "ORG":
        return False
    between = text[bodies[index - 1].end : bodies[index].start]
    return re.match("[^，,。；;！!？?\n]{0,6}在[^，,。；;！!？?\n]{0,12}$", between) is not None


def _before(text: str, start: int, bodies: Sequence[Body], index: int, other: int) -> str | None:
    """How a body that stands before the name in its sentence is tied to it.

    ``other`` is where the last other initiative before the name ends.
    """
    body = bodies[index]
    between = text[body.end : start].rstrip('“‘" ')
    clauses = re.split("[，,；;：:]", between)
    if text[body.start - 1 : body.start] == "由" and _pattern("lead").search(between):
        return "agent"
    if located(text, body) or _pattern("says").match(between) or _pattern("person").match(between):
        return None
    if between in ("", "的", "：", ":"):
        return "possessor" if between == "的" else "beside"
    if len(between) > 70 or _scene(text, bodies, index):
        return None
    if between.startswith("的") and len(clauses) > 1:
        return None
    if (
        len(between) < 60
        and _pattern("host").match(between)
        and "；" not in between
        and other <= body.end
    ):
        return "host"
    if _pattern("takes").search(between):
        return None
    titled = _pattern("titled").match(between) is not None
    if launches(between):
        near = launches(clauses[-1])
        return ("titled " if titled else "subject ") + ("near" if near else "far")
    if _pattern("uses").search(between):
        return "user"
    if between.startswith("的") and len(between) <= 14:
        return "possessor far"
    return None


def ties(
    text: str, span: Span, bodies: Sequence[Body], starts: Sequence[int], others: Sequence[Span]
) -> Iterator[tuple[Body, str]]:
    """Bodies with the tie that a mention's own sentence, or a 由 soon after, states.

    Offsets into the folded ``text``; ``bodies`` in order with where they start,
    ``others`` the spans of the article's other initiatives.
    """
    start, end = span
    low, high = sentence_of(text, start)
    last = max((e for _, e in others if e <= start), default=0)
    following = min((s for s, _ in others if s >= end), default=len(text))
    middle = bisect_left(starts, start)
    for index in range(middle - 1, -1, -1):
        body = bodies[index]
        if body.start < low:
            break
        if body.end > start:
            continue
        tie = _before(text, start, bodies, index, last)
        first = spokesman(text, bodies, index)
        # 税务所还联合甲、乙开展: neither of the two that are joined acts first.
        if tie is not None and (first == index or not located(text, bodies[first])):
            yield bodies[first], tie
    for index in range(middle, len(bodies)):
        body = bodies[index]
        if body.start < end:
            continue
        if body.start > min(following, end + 140) or "\n" in text[end : body.start]:
            break
        if _pattern("agent").match(text, body.start - 1):
            if body.start < high and len(text[end : body.start]) <= 9:
                yield body, "agent"
            elif _pattern("it").match(text[end : body.start]):
                yield body, "agent later"
