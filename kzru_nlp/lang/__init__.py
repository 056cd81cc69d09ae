"""Profiles of the languages that are analysed: Turkish, English, Russian."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from kzru_nlp.lang.profile import Profile

LANGUAGES = ("tr", "en", "ru")

__all__ = ["LANGUAGES", "Profile", "get_profile"]


@cache
def get_profile(code: str) -> Profile:
    """Return the profile of the language with BCP 47 `code`.

    Raises:
        ValueError: no profile; the message lists those there are.
    """
    if code not in LANGUAGES:
        raise ValueError(f"no profile for language {code!r}; there are: {', '.join(LANGUAGES)}")
    profile: Profile = import_module(f"kzru_nlp.lang.{code}").PROFILE
    return profile
