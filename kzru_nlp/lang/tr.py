"""The Turkish profile."""

from __future__ import annotations

from kzru_nlp.lang.profile import Profile

PROFILE = Profile(
    code="tr",
    name="Turkish",
    script="Latn",
    special_lower={"I": "ı", "İ": "i"},
)
