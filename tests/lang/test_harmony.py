from __future__ import annotations

import pytest

from kzru_nlp.lang import get_profile
from kzru_nlp.lang.harmony import move_suffix


@pytest.mark.parametrize(
    ("suffix", "name", "moved"),
    [
        ("nın", "İran", "ın"),
        ("ın", "Ankara", "nın"),
        ("in", "Oslo", "nun"),
        ("da", "Paris", "te"),
        ("ta", "Bern", "de"),
        ("den", "Kürtkaya", "dan"),
        ("ya", "Kiev", "e"),
        ("e", "Togo", "ya"),
        ("yı", "Üsküp", "ü"),
        ("le", "Lübnan", "la"),
        ("la", "Tokyo", "yla"),
        ("lar", "Kirchner", "ler"),
        ("daki", "Ürgüp", "teki"),
        ("nde", "Bakü", "de"),
        ("ne", "Bakü", "ye"),
        ("dır", "Münih", "tir"),
        ("ca", "Türk", "çe"),
        ("a", "FSB", "e"),
    ],
)
def test_a_suffix_takes_the_form_of_its_new_name(suffix: str, name: str, moved: str) -> None:
    assert move_suffix(suffix, name, get_profile("tr")) == moved
