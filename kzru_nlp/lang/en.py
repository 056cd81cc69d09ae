"""The English profile."""

from __future__ import annotations

from kzru_nlp.lang.profile import Profile

PROFILE = Profile(
    code="en",
    name="English",
    script="Latn",
    special_lower={},
)
