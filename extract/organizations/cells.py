"""Party branches called after the department of their members (内科党支部, 机关第二党支部)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...models import lexicon as lx
from ...seeds.table import either
from .. import openers
from ..candidates import BREAK, Candidate
from ..readings import FORMED, Reading
from .evidence import kind_of_head, uncut

LIKELY = 0.4
"""A reading this likely is the hospital or school whose department follows."""
_GROUP = "机关|教师|教工|学生|退休|离退休"
"""Who else has a branch of their own."""
_NTH = "第[一二三四五六七八九十]{1,2}"
_CELL = "党(?:支部|总支)(?!部委)"


@cache
def _part() -> str:
    """A department that has a branch of its own."""
    return f"{either('org_context.tsv', 'ward')}|{either('org_context.tsv', 'celled')}"


@cache
def _alone() -> re.Pattern[str]:
    """A department's branch behind a mark or 我院."""
    return re.compile(
        "(?:(?<![一-鿿])|(?<=[我本该][院校局])|(?<=[、和与及由]))"
        f"(?:(?:{_part()})(?:{_NTH})?|(?:{_GROUP})(?:{_NTH})|{_NTH}(?:{_part()}|{_GROUP})){_CELL}"
    )


@cache
def _of_body() -> re.Pattern[str]:
    """The same behind the name of its hospital or school."""
    return re.compile(f"(?:(?:{_part()}|{_GROUP})(?:{_NTH})?|{_NTH}(?:{_part()}|{_GROUP})){_CELL}")


def cells(sc: lx.Scan, found: tuple[Reading, ...]) -> Iterator[Candidate]:
    """Branches by their department, with the body before it where one is named."""
    text = sc.text
    if "党支部" not in text and "党总支" not in text:
        return
    for match in _alone().finditer(text):
        start, end = match.span()
        if openers.opener(text, start, end) is None:
            yield from uncut(start, end, "org.branch", "party", FORMED)
            if text[start - 1 : start] in ("院", "校", "局"):
                yield Candidate("ORG", start - 1, start + 1, BREAK, decoy=True)
    for head, options in found:
        option = options[0]
        if option.type != "ORG" or option.start < 0 or option.p < LIKELY:
            continue
        if text[option.start] in "我本该":
            continue
        if (
            head.tags & lx.ORG_HEAD
            and kind_of_head(head)[1] in ("hospital", "school")
            and (part := _of_body().match(text, head.end))
        ):
            yield from uncut(option.start, part.end(), "org.branch", "party", FORMED)
