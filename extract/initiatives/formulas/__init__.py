"""Taking numbered names apart: 三链融合 → 储备链, 培育链, 实践链.

What may be the parts of a name that counts one thing is proposed broadly (:mod:`.cells`,
:mod:`.cuts`) and chosen by its signs (:mod:`.signs`, :mod:`.choose`); names that count several
things (:mod:`.pairs`) and codes (:mod:`.figures`) ask for theirs piece by piece.
"""

from __future__ import annotations

from .components import Parts, mentions_of, take_apart, take_row
from .owners import of_group, withdrawn

__all__ = ["Parts", "mentions_of", "of_group", "take_apart", "take_row", "withdrawn"]
