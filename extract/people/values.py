"""Attributes of people: name, role, organization, byline role, group."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ...corpus.article import Article
from ...models import lexicon as lx
from ..candidates import Mention
from ..grouping import join_suffixes, number_groups
from .role_words import endings
from .roles import role_before
from .roles_after import own_body, role_after, role_behind, role_is, role_of_list, role_on_line

_SPACE = re.compile(r"\s+")
_CREDIT = re.compile(r"(记者|通讯员|实习生|摄影|摄|供图|图|特约记者)[：:]?\s*$")
_BYLINE_WORDS = {
    "记者": "reporter",
    "实习生": "reporter",
    "特约记者": "reporter",
    "通讯员": "correspondent",
    "摄影": "photographer",
}
_TOOK = re.compile(r"\s*(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?\s?摄(?![像制]|影[：: ]{1,2}[一-鿿])")
"""Who took a picture, and perhaps when (张海6月3日摄); not before 摄影 of the next (摄影 王丽)."""

_SPEAKS = re.compile("看来|介绍|表示|认为|坦言|感慨|(?:高兴地)?说|告诉")
"""A reporter of whom the text tells, who did not write it (在日报记者张海看来)."""

_BETWEEN = ("、", "和", "及", "与")
"""What joins the names of a list."""


def _byline(article: Article, mention: Mention, text: str) -> str | None:
    """Byline role of a mention outside the article's own byline list."""
    role = mention.attrs.get("byline")
    if role:
        return str(role)
    for name in article.bylines:
        if name.start < mention.end and mention.start < name.end:
            return name.role
    if _TOOK.match(text, mention.end):
        return "photographer"
    match = _CREDIT.search(text[max(0, mention.start - 8) : mention.start])
    if match and match[1] in _BYLINE_WORDS and not _SPEAKS.match(text, mention.end):
        return _BYLINE_WORDS[match[1]]
    return None


def interpret(article: Article, mentions: Sequence[Mention]) -> list[Mention]:
    """The people among ``mentions`` with their attributes."""
    text = article.text
    sc = lx.scan(text)
    org_ends = {m.end: text[m.start : m.end] for m in mentions if m.type == "ORG"}
    org_starts = {m.start: m.end for m in mentions if m.type == "ORG"}
    bodies = [
        (m.end, text[m.start : m.end], str(m.attrs.get("kind")))
        for m in mentions
        if m.type == "ORG"
    ]
    result: list[Mention] = []
    previous: Mention | None = None
    for mention in (m for m in mentions if m.type == "PERSON"):
        name = _SPACE.sub("", text[mention.start : mention.end])
        attrs: dict[str, Any] = {**mention.attrs, "name": name}
        byline = _byline(article, mention, text)
        if byline is None and previous is not None and text[previous.end : mention.start] == "、":
            # (通讯员吴越、吴婷)
            byline = previous.attrs.get("byline")
        role: str | None
        organization: str | None
        stated: str | None = None
        if byline:
            role, organization = byline, _media(text, mention, org_ends)
        else:
            role, organization = role_before(
                sc, mention.start, org_ends, previous.end if previous else 0
            )
            if role is None and organization is None:
                role, organization = role_after(text, mention.end, sc, org_starts)
            if role is None and organization is None:
                role, organization = role_on_line(sc, mention.start, mention.end, org_starts)
            if role is None and organization is None:
                role, organization = role_is(sc, mention.start, mention.end, org_starts)
                stated = role
            if role is None:
                role = role_behind(sc, mention.end, _BYLINE_WORDS)
            if role is not None and organization is None:
                organization = own_body(text, role, mention.start, bodies)
            if role is None and previous is not None and _joined(text, previous, mention):
                role = previous.attrs.get("role")
                organization = previous.attrs.get("organization")
        attrs.update(role=role, organization=organization, byline=byline)
        previous = mention.with_attrs(attrs)
        result.append(previous)
        shared = stated or (None if byline or role else role_of_list(text, mention.end, sc))
        if shared:
            _share(text, result, shared, organization)
            previous = result[-1]
    names = [str(m.attrs["name"]) for m in result]
    fullest = join_suffixes(names, lambda short, long: long.startswith(short + "·"))
    full = [m.with_attrs({**m.attrs, "name": fullest[str(m.attrs["name"])]}) for m in result]
    return number_groups(full, lambda m: str(m.attrs["name"]))


def _joined(text: str, previous: Mention, mention: Mention) -> bool:
    """Whether two people stand in one list."""
    between = text[previous.end : mention.start]
    if between == "与" and previous.attrs.get("role") not in endings("related"):
        # 书记张三与李四交谈: 与 joins other people as well.
        return False
    return between in _BETWEEN and not previous.attrs.get("byline")


def _share(text: str, people: list[Mention], role: str, organization: str | None) -> None:
    """Give ``role`` to the last of ``people`` and those listed before who have none."""
    for i in range(len(people) - 1, -1, -1):
        attrs = people[i].attrs
        if attrs.get("role") not in (None, role):
            break
        whose = attrs.get("organization") or organization
        people[i] = people[i].with_attrs({**attrs, "role": role, "organization": whose})
        if i == 0 or not _joined(text, people[i - 1], people[i]):
            break


def _media(text: str, mention: Mention, org_ends: Mapping[int, str]) -> str | None:
    """The outlet named directly before 记者 and the name."""
    match = _CREDIT.search(text[max(0, mention.start - 8) : mention.start])
    if not match:
        return None
    end = max(0, mention.start - 8) + match.start()
    # 《柳河日报》|记者
    return org_ends.get(end - (text[end - 1 : end] == "》"))
