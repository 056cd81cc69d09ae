from __future__ import annotations

import pytest

from kzru_nlp.model import Source
from kzru_nlp.split.byline import names_people
from kzru_nlp.split.cleaning import Vocabulary
from kzru_nlp.split.splitter import split
from tests.split.test_splitter import split_text

BODY = (
    "1. Routes\n\n"
    + "\n".join(
        f"Line {k} of the text runs on and on about roads, carts, ferries and tolls,"[:66] for k in range(12)
    )
    + "\nand it stops here.\n"
)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Ayşe KIYICI", 2),
        ("А. Б. Образец", 2),
        ("Jane Roe and John Doe", 2),
        ("Kıyıda Ticaret", 1),
        ("Roads and tolls", 0),
    ],
)
def test_names(text, certainty):
    assert names_people(text) == certainty


@pytest.mark.parametrize(
    ("text", "left", "right", "kept"),
    [
        ("trans-\nport transport", "киловатт", "часа", True),
        ("trans-\nport transport", "транс", "порт", False),
        ("trans-\nport transport", "изд", "во", True),
        ("trans-\nport transport", "Don", "bas", False),
        ("no broken word", "ara", "bulucusu", True),
    ],
)
def test_hyphens_by_evidence(text, left, right, kept):
    assert Vocabulary(text).keeps_hyphen(left, right, "-") is kept


def test_double_spacing_is_no_space():
    lines = "\n\n".join(BODY.split("\n"))
    assert [u.kind for u in split_text(lines).units].count("paragraph") <= 2


def test_table_is_found_by_its_rows():
    table = "Table 1. Carts on the road\n\nYear North South\n1901 12 14\n1902 15 9\n1903 16 7\n\n"
    article = split_text(BODY + "\n" + table + BODY)
    assert [u.text for u in article.of_kind("table")] == ["Year North South 1901 12 14 1902 15 9 1903 16 7"]
    assert len(article.of_kind("caption")) == 1


def test_starred_notes_with_the_sign_on_its_own_line():
    page = (
        "Roads are long.* Carts are slow.** And ferries wait for the tide every single day of the year.\n\n\n"
    )
    notes = (
        "*\nJ. Roe, “Roads,” Road Review 3/1 (2001): 4.\n**\nJ. Doe, “Carts,” Road Review 4/1 (2002): 9.\n"
    )
    article = split_text("1. Routes\n\n" + page + notes)
    assert [(m.number, m.note.text[:8]) for m in article.markers] == [("*", "* J. Roe"), ("**", "** J. Do")]


def test_decomposed_labels_are_known():
    text = "O\u0308ZET\nBu makalede yollar ve köprüler ele alınmaktadır.\n\nGiriş\nYollar uzundur ve arabalar yavaştır.\n"
    kinds = [u.kind for u in split(Source("x", "0" * 64, text, "utf-8")).units]
    assert kinds[:2] == ["abstract_heading", "abstract"]


def test_every_unit_says_why():
    article = split_text(BODY)
    assert all(unit.why for unit in article.units)
