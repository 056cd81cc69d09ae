"""Tables in running text: rows of figures or of columns, with the header above them.

Extracted tables keep little: short lines, many numbers, sometimes wide gaps. A caption with the name of a table
beside them makes weaker signs enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kzru_nlp.split.layout_evidence import same_type
from kzru_nlp.split.lines import Line, Measure

COLUMNS = re.compile(r"\S(?:\s{3,}|\t)\S")
GAP = re.compile(r"\S(?:\s{2,}|\t)\S")
FIGURE = re.compile(r"[+−–-]?(?:[$€₺₽£~<>≈]\s?)?\d[\d.,:/–-]*\s?[%‰)*]*|[–—-]|…|n\.?a\.?|н\.?\s?д\.?")
TABLE_NAME = re.compile(r"^(?:tablo|table|таблица|табл\.|çizelge)", re.IGNORECASE)
SHORT = 0.92
"""A row takes up less than this share of a full line."""


def is_row(line: Line) -> bool:
    """Return whether the line alone looks like a table's row: two figures or more, and few words for each.

    >>> is_row(Line(0, 0, 20, "Azerbaycan 12 14 %19")), is_row(Line(0, 0, 25, "On 6 June 2024 they signed it."))
    (True, False)
    """
    tokens = line.text.split()
    if len(tokens) < 2 or len(tokens) > 25 or re.search(r"[^\d)][.;:!?]$", line.text):
        return False
    figures = sum(not token.isalpha() and FIGURE.fullmatch(token) is not None for token in tokens)
    return figures >= 2 and figures >= 0.4 * len(tokens) and not line.starts_lower


def table_end(lines: Sequence[Line], i: int, size: Measure, caption: str) -> int:
    """Return where the table that begins at `lines[i]` ends, or `i` if none does; `caption` is the one above or "".

    A page break or a blank line inside counts as part of the table if a row follows it.
    """
    named = TABLE_NAME.match(caption) is not None
    end, rows, spaced = i, 0, 0
    while end < len(lines) and end - i < 200:
        line = lines[end]
        row = is_row(line)
        wide = GAP.search(line.text) is not None and len(line.text) < SHORT * max(size.full, 1.0)
        if end > i and not same_type(lines[end - 1], line) and not (named and end == i + 1):
            break
        if end > i and (line.gap or line.new_page) and not row and not COLUMNS.search(line.text):
            break
        if not (
            row
            or COLUMNS.search(line.text)
            or (named and wide)
            or _may_be_cell(line, size, 1.05 if named else 0.8)
        ):
            break
        rows += row
        spaced += bool(COLUMNS.search(line.text)) or (named and wide)
        end += 1
    while end > i and not (named or is_row(lines[end - 1]) or COLUMNS.search(lines[end - 1].text)):
        end -= 1
    if named:
        last = next(
            (k for k in range(end - 1, i, -1) if is_row(lines[k]) or COLUMNS.search(lines[k].text)), 0
        )
        if last and any(len(line.text) > 0.7 * size.full for line in lines[last + 1 : end]):
            end = last + 1  # running text follows without space
    count = end - i
    if count < 2:
        return i
    if rows >= 2 and rows >= 0.5 * count and (named or _headed(lines, i)):
        return end
    if spaced >= 2 and spaced >= 0.6 * count:
        return end
    return end if named and count >= 3 and rows + spaced >= 1 else i


def _headed(lines: Sequence[Line], i: int) -> bool:
    """Without a caption the first line must be a row, or its header: the next two are rows."""
    return is_row(lines[i]) or (i + 2 < len(lines) and is_row(lines[i + 1]) and is_row(lines[i + 2]))


def _may_be_cell(line: Line, size: Measure, share: float) -> bool:
    """Whether the line may be a header or a row of words: short, and no sentence."""
    return (
        len(line.text) < share * max(size.full, 40.0)
        and not line.ends_sentence
        and line.text[-1:] not in ":,;-"
    )
