"""Named initiatives: found, typed, taken apart and tied to the body that runs them."""

from .propose import propose
from .values import interpret

__all__ = ["interpret", "propose"]
