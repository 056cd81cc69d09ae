from __future__ import annotations

from kzru_nlp.split.blocks import Block
from kzru_nlp.split.levels import set_levels
from kzru_nlp.split.lines import Line


def levels(*headings: tuple[str | None, str, float, bool]) -> list[int | None]:
    made = [
        (Block("section_heading", [(0, 1)], 0, "", number=number), Line(0, 0, 1, text, size=size), known)
        for number, text, size, known in headings
    ]
    set_levels(made)
    return [block.level for block, _, _ in made]


def test_a_form_that_first_appears_below_another_is_deeper():
    rows = [
        ("I", "Law", 0, False),
        ("A", "Old", 0, False),
        ("1", "Courts", 0, False),
        ("II", "War", 0, False),
    ]
    assert levels(*rows) == [1, 2, 3, 1]


def test_dots_count_levels():
    assert levels(("1", "Law", 0, False), ("1.1", "Old", 0, False), ("1.1.2", "Older", 0, False)) == [1, 2, 3]


def test_type_tells_levels_where_numbers_do_not():
    rows = [(None, "Introduction", 12, True), (None, "Roads", 12, False), (None, "Carts", 10, False)]
    assert levels(*rows) == [1, 1, 2]


def test_a_heading_without_a_number_is_part_of_a_numbered_section():
    rows = [(None, "Introduction", 0, True), ("1", "Roads", 0, False), (None, "Carts", 0, False)]
    assert levels(*rows) == [1, 1, 2]
