"""What a page's layout says of its lines."""

from __future__ import annotations

from kzru_nlp.model import Source
from kzru_nlp.model.layout import LineBox, PageLayout
from kzru_nlp.split.layout_evidence import add_layout, had_room, same_type, smaller
from kzru_nlp.split.lines import Line, read_lines

ROWS = (
    ("A heading in bold", 50.0, 10.0, True),
    ("The first paragraph opens here, set in from", 60.0, 10.0, False),
    ("the edge, and runs on below at the edge.", 50.0, 10.0, False),
    ("Another line of it stands at the same edge.", 50.0, 10.0, False),
    ("A note in smaller type.", 50.0, 8.0, False),
)


def _lines() -> list[Line]:
    text, boxes = "", []
    for i, (row, left, size, bold) in enumerate(ROWS):
        bottom = 700.0 - 12 * i
        start = len(text)
        text += row + "\n"
        boxes.append(LineBox(start, start + len(row), left, bottom, left + 180, bottom + 9, size, bold))
    page = PageLayout(400.0, 800.0, tuple(boxes))
    source = Source(path="a.pdf", sha256="", text=text, encoding="pdf", page_starts=(0,), layout=(page,))
    lines = read_lines(source)
    add_layout(lines, source)
    return lines


def test_weight_and_size_part_lines() -> None:
    heading, first, second, _, note = _lines()
    assert not same_type(heading, first)
    assert same_type(first, second)
    assert not same_type(second, note)
    assert smaller(note, 10.0)
    assert not smaller(second, 10.0)


def test_indentation_is_measured_from_the_column() -> None:
    assert [line.indent > 0 for line in _lines()] == [False, True, False, False, False]


def test_lines_without_layout_are_of_one_type() -> None:
    assert same_type(Line(0, 0, 1, "a"), Line(1, 2, 3, "b", size=9.0, bold=True))


def test_a_line_that_reaches_the_edge_had_no_room() -> None:
    rows = [("runs on to the edge of the column", 240.0)] * 9 + [
        ("ends here.", 120.0),
        ("Another opens", 240.0),
    ]
    text, boxes = "", []
    for i, (row, right) in enumerate(rows):
        start = len(text)
        text += row + "\n"
        boxes.append(LineBox(start, start + len(row), 50.0, 700.0 - 12 * i, right, 709.0 - 12 * i, 10.0))
    page = PageLayout(300.0, 800.0, tuple(boxes))
    source = Source(path="a.pdf", sha256="", text=text, encoding="pdf", page_starts=(0,), layout=(page,))
    lines = read_lines(source)
    add_layout(lines, source)
    assert had_room(lines[0], lines[1]) is False
    assert had_room(lines[9], lines[10]) is True
    assert had_room(Line(0, 0, 1, "a"), Line(1, 2, 3, "b")) is None
