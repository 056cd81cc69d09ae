"""The numbers behind the overview."""

from __future__ import annotations

import pytest

from kzru_nlp.report.figures import YEAR


@pytest.mark.parametrize(
    "value, years",
    [
        ("2022-02-24", ["2022"]),
        ("1991/2005", ["1991", "2005"]),
        ("--02-24", []),
        ("0612", []),
        ("-1200", []),
        ("-1200/-1101", []),
    ],
)
def test_years_of_a_date(value: str, years: list[str]) -> None:
    assert YEAR.findall(value) == years
