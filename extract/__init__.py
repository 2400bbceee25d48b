"""Candidates, scoring, resolution, values and links: an article in, a record out.

The package is also the public function: ``zhengwen.extract(text)`` runs
:func:`zhengwen.extract.api.extract`, so that the folder and the verb that its
user knows share one name.
"""

from __future__ import annotations

import sys
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .record import Record


class _CallableModule(ModuleType):
    """A module that can be called (see "Customizing module attribute access" in
    the language reference: ``__class__`` of a module may be assigned)."""

    def __call__(
        self, text: str, published: date | str | None = None, source: str | None = None
    ) -> list[Record]:
        """See :func:`zhengwen.extract.api.extract`."""
        from .api import extract

        return extract(text, published, source)


sys.modules[__name__].__class__ = _CallableModule
