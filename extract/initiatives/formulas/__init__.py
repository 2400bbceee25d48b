"""Taking numbered names apart: 三链融合 → 储备链, 培育链, 实践链.

Every mechanism proposes complete sets (exactly as many parts as the name says);
the first that succeeds, from the surest to the loosest, is believed.
"""

from __future__ import annotations

from .components import Parts, take_apart, take_row

__all__ = ["Parts", "take_apart", "take_row"]
