"""zhengwen 政闻: reading Chinese local-government news by machine."""

from __future__ import annotations

__version__ = "0.1.0"
