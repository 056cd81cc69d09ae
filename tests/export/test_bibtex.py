"""BibTeX, read back by bibtexparser with its decoding of LaTeX."""

from __future__ import annotations

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware

from kzru_nlp.export.characters import one_line
from tests.export.conftest import Exported


def entries(exported: Exported, *, decoded: bool = True) -> dict[str, dict[str, str]]:
    (path,) = exported.to("bibtex").values()
    layers = [LatexDecodingMiddleware()] if decoded else []
    library = bibtexparser.parse_string(path.read_text(encoding="utf-8"), append_middleware=layers)
    assert not library.failed_blocks
    return {
        entry.key: {"type": entry.entry_type, **{f.key: f.value for f in entry.fields}}
        for entry in library.entries
    }


def test_every_full_citation_is_an_entry(exported: Exported) -> None:
    wanted = {
        f"{row['note_unit_id']}-{row['part']}": row
        for row in exported.rows("citations")
        if not row["backref_to"] and any(row[name] for name in ("title", "authors", "url", "doi"))
    }
    found = entries(exported)
    assert set(found) == set(wanted)
    for key, row in wanted.items():
        assert found[key].get("year") == (str(row["year"]) if row["year"] is not None else None)
        assert found[key].get("pages") == row["pages"]


def test_hostile_titles_come_back_whole(hostile: Exported) -> None:
    wanted = {row["title"] for row in hostile.rows("citations") if row["title"]}
    # pylatexenc decodes \textasciicircum to the modifier letter, not to the ASCII character that it is.
    found = {
        entry["title"].replace("\N{MODIFIER LETTER CIRCUMFLEX ACCENT}", "^")
        for entry in entries(hostile).values()
    }
    assert {" ".join(title.split()) for title in found} == {
        " ".join(one_line(title).split()) for title in wanted
    }


def test_addresses_stay_addresses(hostile: Exported) -> None:
    page = next(e for e in entries(hostile, decoded=False).values() if e["type"] == "online")
    assert page["url"] == "https://example.org/a_b?c=%7B1%7D&d=%7Be%7D"


def test_places_and_publishers_are_told_apart(hostile: Exported) -> None:
    book = next(e for e in entries(hostile).values() if e["type"] == "book")
    assert (book["address"], book["publisher"], book["author"]) == (
        "Ankara",
        "Örnek Yayınları",
        "Demir, A.",
    )
