"""What tells one journal's page from another's: one style is one small declarative object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

LABELS: dict[str, dict[str, str]] = {
    "abstract": {"tr": "Öz", "en": "Abstract", "ru": "Аннотация"},
    "keywords": {"tr": "Anahtar Kelimeler:", "en": "Keywords:", "ru": "Ключевые слова:"},
    "notes": {"tr": "Notlar", "en": "Notes", "ru": "Примечания"},
    "references": {"tr": "Kaynakça", "en": "References", "ru": "Список литературы"},
    "dates": {"tr": "Geliş: {0} / Kabul: {1}", "en": "Received: {0}; accepted: {1}", "ru": "Поступила: {0}; принята: {1}"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """How a journal sets its articles and how an extractor writes its pages down. Widths in characters."""

    name: str
    # Front matter
    order: tuple[str, ...] = ("body", "others")
    """Languages in order; "body" is the body's language, "others" the rest in the order tr, en, ru."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Replaces entries of `LABELS`."""
    run_in: bool = False
    """Whether the abstract starts on its label's line."""
    titles: Literal["each", "first", "body"] = "each"
    """A title above each abstract; all titles first; or only the body's title."""
    title_case: Literal["plain", "upper"] = "plain"
    byline: Literal["after_title", "before_title", "end", "none"] = "after_title"
    surname: Literal["plain", "upper"] = "plain"
    dates: bool = False
    keyword_separator: str = ", "
    keyword_end: str = "."
    journal_line: str = ""
    """A template over the header fields and {page}; printed on the first page."""
    licence: str = ""
    ornament: str = ""
    """Printed on its own line after each language's front matter."""
    # Headings
    numbering: Literal["", "1.", "1)", "1.1.", "I."] = ""
    heading_case: Literal["plain", "upper"] = "plain"
    # Notes
    notes: Literal["foot", "end", "author_year"] = "foot"
    restart: bool = False
    marker: str = "{n}"
    """How a marker is written: "{n}", "[{n}]", "({n})", "{sup}", "{sign}"."""
    marker_place: Literal["as_written", "before_stop", "after_stop"] = "as_written"
    note_label: str = "{n}"
    label_alone: bool = False
    """Whether the note's number stands on a line of its own."""
    note_rule: str = ""
    note_gap: int = 1
    notes_split: bool = True
    """Whether a note may run over the page."""
    note_width: int = 0
    lost_notes: int = 0
    """So many notes at the end have lost their definitions."""
    # Page
    width: int = 84
    height: int = 46
    first_page: int = 1
    head_left: str = ""
    head_right: str = ""
    """Running heads of even and odd pages, templates over the header fields, {title} and {page}."""
    head_at: Literal["top", "bottom"] = "top"
    page_number: str = ""
    """Page number on its own line at the foot, a template over {page}."""
    side_text: str = ""
    """Rotated text in the margin, which arrives in fragments."""
    every_head: int = 1
    """Heads and numbers survive on every n-th page."""
    # Extraction
    page_break: str = "\f"
    paragraph_gap: int = 1
    indent: int = 0
    false_gap: int = 0
    """A blank line inside every n-th paragraph."""
    lost_gap: int = 0
    """No blank line after every n-th paragraph."""
    quote_margin: int = 12
    """How much narrower a block quote is set; the margin itself leaves no spaces."""
    trailing_space: bool = False
    hyphen: str = ""
    """What a word broken at the line's end carries: "-", U+00AD, U+0002; empty: words are not broken."""
    newline: str = "\n"
    form: Literal["NFC", "NFD"] = "NFC"
    encoding: str = "utf-8"
    romanise: bool = False
    """Whether notes are written with the letters that the encoding has."""

    def label(self, name: str, lang: str) -> str:
        """Return the label `name` in `lang`."""
        own = self.labels.get(name, {})
        return own[lang] if lang in own else LABELS[name][lang]

    def languages(self, body: str, available: Mapping[str, object]) -> list[str]:
        """Return the languages of the front matter, in this style's order."""
        out: list[str] = []
        for entry in self.order:
            wanted = {"body": [body], "others": ["tr", "en", "ru"]}.get(entry, [entry])
            out += [lang for lang in wanted if lang in available and lang not in out]
        return out
