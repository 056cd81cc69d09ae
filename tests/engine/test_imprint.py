from __future__ import annotations

import pytest

from kzru_nlp.engine.imprint import find_imprint
from kzru_nlp.model import Article, Source, Unit


def article(*units: tuple[str, str]) -> Article:
    made = tuple(Unit(f"u{i}", kind, "und", text, ()) for i, (kind, text) in enumerate(units))
    return Article(Source("a.txt", "0" * 64, "", "utf-8"), made, ())


@pytest.mark.parametrize(
    ("line", "journal", "year"),
    [
        ("Havza Dergisi, Cilt 4, Sayı 2 (2021): 10-31", "Havza Dergisi", 2021),
        ("Journal of Imagined Regions, Vol. 12, No. 3, 2018", "Journal of Imagined Regions", 2018),
        ("Вестник степи. 2020. Т. 5. № 3. С. 7–24", "Вестник степи", 2020),
        ("ISSN 2000-012X", None, None),
        ("Steppe Law Review (eISSN: 2000-012X) 3/2 (2016)", "Steppe Law Review", 2016),
        ("www.example.org", None, None),
    ],
)
def test_a_journal_line_tells_journal_and_year(line: str, journal: str | None, year: int | None) -> None:
    found = find_imprint(article(("journal_line", line)))
    assert (found.get("journal"), found.get("year")) == (journal, year)


def test_the_doi_of_a_cited_work_is_not_the_articles() -> None:
    units = (("footnote", "https://doi.org/10.1000/cited"), ("licence", "DOI: 10.1000/own-1."))
    assert find_imprint(article(*units))["doi"] == "10.1000/own-1"
    assert "doi" not in find_imprint(article(units[0]))


def test_of_dates_the_last_counts() -> None:
    assert find_imprint(article(("dates", "Received 12.11.2022; accepted 03.02.2023")))["year"] == 2023


def test_rotated_side_text_is_read_through_its_gaps() -> None:
    assert find_imprint(article(("side_text", "HA VZ A 7 , 2 02 4")))["year"] == 2024


def test_a_year_in_the_running_text_is_none_of_the_articles() -> None:
    assert find_imprint(article(("paragraph", "In 1991 it began."))) == {}
