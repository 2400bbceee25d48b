"""Bylines cut into pieces: role words, names, separators.

Everything here works on text that :func:`.script.normalize` has folded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..seeds.table import longest_first, read_table
from .byline_names import HAN


@dataclass(frozen=True)
class Token:
    """A piece of a byline at ``[start, end)``; ``role`` is a role word's."""

    kind: str  # role, suffix, both, slash, other (editors), chunk, sep, stop
    start: int
    end: int
    role: str | None = None


@cache
def _role_words() -> tuple[dict[str, tuple[str | None, str]], re.Pattern[str]]:
    """Role words with ``(role, position)``, and the pattern that cuts a byline into tokens."""
    rows = read_table("byline_roles.tsv", ("word", "role", "position", "source"))
    table = {row["word"]: (row["role"] or None, row["position"]) for row in rows}
    # Words of one character, and 文字 and the like, are roles only as whole chunks.
    long = [w for w in table if re.search("记者|撰稿人|..员", w)]
    inside = f"{longest_first(long)}|(?:责任编辑|责编)(?=\\s*[:|/])"
    slashed = longest_first(w for w in table if re.search("[/、·&+|]", w))
    pattern = re.compile(
        rf"(?P<slashed>{slashed})(?![{HAN}]{{2,4}}[\s/]*图[/:])"
        rf"|(?P<role>{inside}|记\s+者|通\s+讯\s+员|(?:作\s+者|摄\s+影|视\s+觉|撰\s+稿|文\s+字|图\s+片)(?=\s*[:|/]))"
        r"|(?P<dots>[·.…]{2,})"
        r"|(?P<sep>[\s、,/:;|丨&◎@+*-]+|\((?:实习|见习)\))"
        rf"|(?P<chunk>(?:(?!{inside}|丨)[{HAN}A-Za-z.·])+)"
        r"|(?P<stop>.)",
        re.DOTALL,
    )
    return table, pattern


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The pieces of ``text[start:end)``, in order and without gaps."""
    table, pattern = _role_words()
    found: list[Token] = []
    for match in pattern.finditer(text, start, end):
        kind = match.lastgroup or "stop"
        word = match[0]
        word = re.sub(r"\s", "", word) if kind == "role" else word
        if kind in ("slashed", "role") or (kind == "chunk" and word in table):
            role, position = table[word]
            found.append(Token(position, match.start(), match.end(), role))
        elif kind == "dots":
            found.append(Token("sep", match.start(), match.end()))
        else:
            found.append(Token(kind, match.start(), match.end()))
    return found


def cut_credit(token: Token, text: str) -> list[Token]:
    """A chunk that ends in a credit (张红运摄) as a name and the credit."""
    table, _ = _role_words()
    word = text[token.start : token.end]
    for size in (4, 3, 2, 1):
        tail = word[-size:]
        if len(word) - size >= 2 and tail in table and table[tail][1] in ("suffix", "both"):
            cut = token.end - size
            role, position = table[tail]
            return [Token("chunk", token.start, cut), Token(position, cut, token.end, role)]
    return [token]
