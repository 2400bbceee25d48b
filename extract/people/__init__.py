"""Extraction of people."""

from __future__ import annotations

from .propose import propose
from .values import interpret

__all__ = ["interpret", "propose"]
