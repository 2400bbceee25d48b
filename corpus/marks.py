"""Marks of quotation with their pairs, and what joins the items of a list."""

from __future__ import annotations

QUOTES = {"“": "”", "‘": "’"}
"""Curly quotation marks, opening and closing: what :func:`.fold.fold` makes of corner brackets."""
CORNERS = {"「": "」", "『": "』"}
"""Corner brackets, which quote where a text is not folded."""
TITLES = {"《": "》"}
"""Marks of titles."""
ALL_QUOTES = QUOTES | {'"': '"'}
OPENING, CLOSING = "".join(ALL_QUOTES), "".join(ALL_QUOTES.values())
"""The same with straight marks, which open and close."""
JOINS = frozenset("、和与及")
"""What joins two items of a list."""
