"""Where the shared article, its gold and the development data lie, for the tests that read them."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
ARTICLE = SHARED / "seeds" / "000_5a9a1be8da23524c.txt"
GOLD = SHARED / "gold" / "article"

needs_shared = pytest.mark.skipif(
    not ARTICLE.exists(),
    reason="the shared article is not beside this checkout (its licence keeps it out of it)",
)
