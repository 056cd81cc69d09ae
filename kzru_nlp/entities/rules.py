"""Dates and amounts by rule: whatever has a value that can be read off."""

from __future__ import annotations

from kzru_nlp.entities.amounts import find_amounts
from kzru_nlp.entities.dates import find_dates
from kzru_nlp.lang import get_profile
from kzru_nlp.model import Mention


def find_expressions(text: str, lang: str) -> list[Mention]:
    """Return the dates, sums, percentages and quantities of a text; they may overlap.

    >>> [(m.text, m.label) for m in find_expressions("In 2022 exports fell by 5 percent", "en")]
    [('2022', 'DATE'), ('5 percent', 'PERCENT')]
    """
    folded = get_profile(lang).fold(text)
    return [*find_dates(text, folded, lang), *find_amounts(text, folded, lang)]
