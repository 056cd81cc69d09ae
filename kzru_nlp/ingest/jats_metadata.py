"""Lines of text that JATS keeps in pieces: volume and pages, dates, names, works cited without punctuation."""

from __future__ import annotations

from typing import Any

from kzru_nlp.ingest.elements import child, children, name_of, plain

YEAR_FIRST = ("year", "month", "day")


def issue_line(meta: Any) -> str:
    """Return "Vol. 3, No. 1, pp. 112-131" from what the metadata give."""
    volume, issue, first, last = (plain(child(meta, x)) for x in ("volume", "issue", "fpage", "lpage"))
    pages = f"pp. {first}–{last}" if first and last else f"p. {first}" if first else ""
    parts = (f"Vol. {volume}" if volume else "", f"No. {issue}" if issue else "", pages)
    return ", ".join(part for part in parts if part)


def iso_date(element: Any) -> str:
    """Return an ISO date as far as it is given."""
    parts = [plain(child(element, x)) for x in YEAR_FIRST]
    return "-".join(part.zfill(2) for part in parts if part) or plain(element)


def person_name(element: Any) -> str:
    """Return a person's name in reading order.

    >>> from lxml import etree
    >>> person_name(etree.fromstring("<name><surname>Moll</surname><given-names>A. B.</given-names></name>"))
    'A. B. Moll'
    """
    given, surname = child(element, "given-names"), child(element, "surname")
    if surname is None:
        return plain(element)
    parts = (child(element, "prefix"), given, surname, child(element, "suffix"))
    return " ".join(plain(part) for part in parts if part is not None)


def composed_citation(citation: Any) -> str:
    """Return the parts of a citation that has no punctuation of its own, parted by full stops."""
    parts = []
    for part in children(citation):
        if name_of(part) == "person-group":
            names = [person_name(x) for x in children(part, "name", "string-name", "collab")]
            parts.append(", ".join(names))
        elif name_of(part) in {"name", "string-name"}:
            parts.append(person_name(part))
        else:
            parts.append(plain(part))
    return ". ".join(part for part in parts if part)
