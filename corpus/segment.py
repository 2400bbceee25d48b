"""A document cut into articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .article import Article
from .assemble import Part, build, day_in, first_day, keep_all, resolve_roles, the_day
from .document import Document
from .layout import decode
from .lines import Line, read_lines
from .oversize import parts_of
from .paths import BODY
from .printed import filed_under, masthead_outlet, printed_outlet

_HEADER = ("K", "T", "T2", "S", "Y", "M")


def _groups(rows: list[Line], path: list[str]) -> list[list[Part]]:
    """The rows of each article with their parts, furniture between articles left out."""
    groups: list[list[Part]] = []
    before = "J"
    for row, state in zip(rows, path, strict=True):
        if state in ("J", "R"):
            before = state
            continue
        signed = before == "Y" and all(part == "Y" for _, part in groups[-1])
        headed = state in ("K", "T") and before not in ("K", "T", "M") and not signed
        headless = state == "B" and before in ("F", "A")
        if row.box and groups and groups[-1]:
            last = groups[-1][-1]
            boxed = row.box == last[0].box
            headless = not boxed and before not in _HEADER
        if headed or headless or before in ("J", "R") or not groups:
            groups.append([])
        groups[-1].append((row, state))
        before = state
    return groups


def _has_substance(group: list[Part]) -> bool:
    return any(state not in _HEADER for _, state in group)


def _tells(group: list[Part]) -> bool:
    """Whether the text of an article holds a sentence, or credits somebody: a list does not."""
    return any(
        state == "F"
        or (state in ("XC", "A") and row.caption >= 3)
        or (state in BODY and ("。" in row.text or ("," in row.text and row.size > 24)))
        for row, state in group
    )


def _apart(rows: list[Line], path: list[str], first: int, last: int) -> bool:
    """Whether furniture, or the page's edge, is on both sides of these lines.

    Below them it has to be known as such: a line amid verse may be taken for furniture.
    Behind a tail of links there are only links.
    """
    after = last + 1
    closed = after == len(path) or path[after] == "R" or (path[after] == "J" and rows[after].junk)
    opened = first == 0 or path[first - 1] in ("J", "R")
    return opened and bool(closed or "R" in path[:first])


def _page_facts(rows: list[Line], path: list[str]) -> tuple[date | None, str | None]:
    """Date and outlet from the furniture above the first article, else from anywhere."""
    outlet: str | None = None
    filed_on: date | None = None
    above: list[Line] = []
    mastheads: list[Line] = []
    below: list[Line] = []
    begun = False
    for row, state in zip(rows, path, strict=True):
        begun = begun or state not in ("J", "R")
        if filed := filed_under(row.text) if state in ("J", "R", "NC") else None:
            filed_on, outlet = filed[0], outlet or filed[1]
        if state == "J" and row.size <= 200:
            later = mastheads if row.junk == "masthead" else below
            (later if begun else above).append(row)
            outlet = outlet or printed_outlet(row.text)
            if not begun and row.junk != "nav":
                outlet = outlet or masthead_outlet(row.text)
    return first_day(above) or the_day(mastheads) or filed_on or the_day(below), outlet


def segment(document: Document) -> list[Article]:
    """The articles of ``document``, in order; never empty, none longer than ``oversize.LONGEST``.

    A text without any article comes back as one :class:`Article` that holds
    what there is, with a warning.
    """
    rows = read_lines(document.view)
    if not rows:
        empty = document.view.slice(0, 0)
        at = document.view.offsets[0] if len(document.view) else 0
        return [
            Article(
                empty,
                (),
                (at, at),
                title=document.title,
                published=document.published,
                warnings=(*document.warnings, "no text"),
            )
        ]
    path = decode(rows)
    groups = _groups(rows, path)
    kept = [group for group in groups if _has_substance(group)] or groups
    index = {row.start: i for i, row in enumerate(rows)}
    lists = [
        group  # menus, links: verse that was cut in two has its other half next to it
        for group in kept
        if not _tells(group)
        and _apart(rows, path, index[group[0][0].start], index[group[-1][0].start])
    ]
    if len(lists) < len(kept):
        kept = [group for group in kept if group not in lists]
    day, outlet = _page_facts(rows, path)
    days = (day_in(row) for group in lists for row, state in group if state == "M")
    day = day or next(filter(None, days), None)
    built = [
        build(document.view, group, _after(rows, path, index[group[-1][0].start])) for group in kept
    ]
    articles = [article for article in built if article is not None]
    warnings: tuple[str, ...] = ()
    if not articles:
        articles = [keep_all(document.view, rows)]
        warnings = ("no article found; the whole text is kept",)
    done: list[Article] = []
    for article in resolve_roles(articles):
        notes = [*document.warnings, *warnings]
        title = article.title or (document.title if len(articles) == 1 else None)
        if title is None and not warnings:
            notes.append("no headline found")
        if article.body is None:
            notes.append("no body text found")
        done.append(
            replace(
                article,
                published=document.published or article.published or day,
                outlet=article.outlet or outlet,
                title=title,
                warnings=tuple(notes),
            )
        )
    return [part for article in done for part in parts_of(article)]


BELOW = 9
"""How far below an article its source, its author and its editors are looked for."""


def _after(rows: list[Line], path: list[str], last: int) -> list[Line]:
    """The furniture right below the line ``last``: an article's source, its editors."""
    found: list[Line] = []
    for i in range(last + 1, min(last + BELOW, len(rows))):
        if path[i] != "J":
            break
        found.append(rows[i])
    return found
