"""Whether a body's name cannot be here: every reason of this package, asked in turn."""

from __future__ import annotations

from .ends import ends_otherwise
from .honours import honoured
from .joined import held_together
from .kinds import only_a_kind
from .openings import begins_elsewhere
from .tallies import tallied
from .units import only_a_unit

_REASONS = (
    tallied,
    begins_elsewhere,
    held_together,
    ends_otherwise,
    only_a_kind,
    only_a_unit,
    honoured,
)


def refused(text: str, start: int, end: int) -> bool:
    """Whether a body's name cannot be here.

    >>> refused("昨日县医院", 0, 5), refused("图们市党校", 0, 5), refused("8支服务队", 0, 5)
    (True, False, True)
    """
    return any(reason(text, start, end) for reason in _REASONS)
