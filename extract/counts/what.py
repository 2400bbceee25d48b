"""What is counted (first version)."""
from __future__ import annotations
