"""The Russian profile."""

from __future__ import annotations

from kzru_nlp.lang.profile import Profile

PROFILE = Profile(
    code="ru",
    name="Russian",
    script="Cyrl",
    special_lower={},
)
