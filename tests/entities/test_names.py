"""Lists of names that come from packages."""

from __future__ import annotations

import pytest

from kzru_nlp.entities import names
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model.derived import VARIABLE


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["given_names", "surnames"])
def test_names_from_the_cache_are_those_of_the_packages(
    kind: str, lang: str, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    listed = getattr(names, kind).__wrapped__
    found = getattr(names, f"_{kind}")(lang)
    assert len(found) > 5000
    assert listed(lang) == listed(lang) == found
    assert len(list((tmp_path / "cache").iterdir())) == 1
