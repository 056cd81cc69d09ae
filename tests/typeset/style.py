"""What tells one journal's page from another's: one style is one small declarative object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tests.typeset.source import Front

LABELS: dict[str, dict[str, str]] = {
    "abstract": {"tr": "Öz", "en": "Abstract", "ru": "Аннотация"},
    "keywords": {"tr": "Anahtar Kelimeler:", "en": "Keywords:", "ru": "Ключевые слова:"},
    "notes": {"tr": "Notlar", "en": "Notes", "ru": "Примечания"},
    "references": {"tr": "Kaynakça", "en": "References", "ru": "Список литературы"},
    "dates": {"tr": "Geliş: {0} / Kabul: {1}", "en": "Received: {0}; accepted: {1}", "ru": "Поступила: {0}; принята: {1}"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extra:
    """A line that a journal adds to the article: of which kind, where, and a template over the header fields.

    `INVENTED` holds more fields that templates may name. `lang` is the body's where it is empty.
    """

    kind: str
    place: Literal["top", "after_title", "after_byline", "after_front", "other_titles", "before_body", "end"]
    text: str
    lang: str = ""
    own_block: bool = True
    """Whether a blank line stands before it."""


WRITES = {"cp1254": ("tr", "en"), "cp1251": ("ru", "en"), "koi8-r": ("ru",), "cp866": ("ru",)}
"""Languages of the bodies that are set in an encoding; every other encoding takes all."""

INVENTED: dict[str, str] = {
    "email": "sample.author@example.org",
    "orcid": "https://orcid.org/0000-0000-0000-0000",
    "doi": "10.5555/sample.2024.3.1",
    "url": "https://journal.example.org/index.php/sample/article/view/17",
    "issn": "ISSN 0000-0000",
    "second": "Second Sample",
    "second_email": "second.sample@example.com",
    "second_affiliation": "Institute of Invented Neighbours, Placeholder Academy",
}

EPIGRAPH: dict[str, tuple[str, str]] = {
    "tr": ("Komşunu seçemezsin; ama ona hangi kapıdan gideceğini seçersin.", "Uydurma bir atasözü"),
    "en": ("You cannot choose your neighbour, only the door through which you call on him.", "An invented proverb"),
    "ru": ("Соседа не выбирают, выбирают дверь, в которую к нему стучатся.", "Придуманная пословица"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a style looks on a PDF's page. Points."""

    size: tuple[float, float] = (481.9, 680.3)
    margins: tuple[float, float, float, float] = (62, 68, 66, 60)
    """Left, top, right, bottom."""
    columns: int = 1
    gutter: float = 18
    body: float = 10.5
    note: float = 8.3
    title: float = 15
    quote: float = 9.3
    head: float = 8.5
    leading: float = 1.22
    justify: bool = True
    centre: bool = True
    """Whether titles, bylines and headings of the first level are centred."""
    skip: float = 0
    """Space between paragraphs."""
    first_indent: float = 14
    hanging: float = 14
    """How far an entry of the list of works stands out to the left of its other lines."""
    raised: bool = True
    """Whether markers and note numbers are small and raised where the style writes a bare digit."""
    bold_heads: bool = True


@dataclass(frozen=True, slots=True)
class Style:
    """How a journal sets its articles and how an extractor writes its pages down. Widths in characters."""

    name: str
    bodies: tuple[str, ...] = ()
    """Languages of the bodies that the journal prints; empty: all that its encoding can write."""
    # Front matter
    order: tuple[str, ...] = ("body", "others")
    """Languages in order; "body" is the body's language, "others" the rest in the order tr, en, ru."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Replaces entries of `LABELS`."""
    fronts: Mapping[str, Front] = field(default_factory=dict)
    """Front matter that the journal adds in a language that the article does not have."""
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Labels inside the abstract ("Amaç:"), which cut its sentences into equal parts."""
    parts_alone: bool = False
    """Whether each part begins a line."""
    run_in: bool = False
    """Whether the abstract starts on its label's line."""
    late: tuple[str, ...] = ()
    """Languages of `order` whose title, abstract and keywords stand after the body."""
    titles: Literal["each", "first", "body", "under_label"] = "each"
    """A title above each abstract; all titles first; only the body's title; or, for all languages but the first,
    between the abstract's label and its text."""
    title_case: Literal["plain", "upper"] = "plain"
    byline: Literal["after_title", "before_title", "end", "none"] = "after_title"
    surname: Literal["plain", "upper"] = "plain"
    dates: bool = False
    byline_lines: tuple[tuple[str, str], ...] = ()
    """Kinds and templates of the byline's lines, instead of author, affiliation and dates."""
    title_note: str = ""
    """A note with an asterisk to the title of the body's language."""
    author_note: str = ""
    """A note with an asterisk (two after a title's) to the author's name."""
    extras: tuple[Extra, ...] = ()
    keywords_alone: bool = False
    """Whether the label of the keywords stands on a line of its own."""
    keywords_first: bool = False
    """Whether keywords stand above their abstract."""
    epigraph: bool = False
    keyword_separator: str = ", "
    keyword_end: str = "."
    journal_line: str = ""
    """A template over the header fields and {page}; printed on the first page."""
    licence: str = ""
    ornament: str = ""
    """Printed on its own line after each language's front matter."""
    # Headings
    numbering: Literal["", "1.", "1)", "1.1.", "I."] = ""
    heading_numbers: tuple[str, ...] = ()
    """Templates of the numbers by level, instead of `numbering`: {n1} {n2}, {R1} Roman, {A1} {A2} {a2} letters."""
    number_all: bool = False
    """Whether introduction and conclusion are numbered too."""
    heading_case: Literal["plain", "upper", "upper_first", "spaced"] = "plain"
    """As written; capitals; capitals in the first level only; the first level's l e t t e r s apart."""
    back: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Sections after the text (funding, conflicts of interest), heading and text, by the body's language."""
    back_run_in: bool = False
    """Whether their names open their text instead of standing above it."""
    appendix: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """The same after the list of works."""
    # Notes
    notes: Literal["foot", "end", "author_year", "numbered"] = "foot"
    """At the foot, at the end, author and year with a list of works, or [3, p. 15] with a numbered list."""
    cite: str = "({})"
    """How author and year are enclosed."""
    cite_page: str = "{}, p. {}"
    reference_label: str = ""
    """A template over {n} before each entry of the list of works."""
    romanised_list: bool = False
    """Whether the list of works is given once more, romanised, under a heading "References"."""
    restart: bool = False
    marker: str = "{n}"
    """How a marker is written: "{n}", "[{n}]", "({n})", "{sup}", "{sign}"."""
    signs: tuple[str, ...] = ("*", "**", "***", "†", "‡", "§", "¶", "#")
    """What "{sign}" stands for, one after the other."""
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
    missing_notes: int = 0
    """Every n-th note has lost its definition."""
    lost_markers: int = 0
    """Every n-th marker is lost in extraction; its note is printed all the same."""
    marker_alone: int = 0
    """Every n-th marker comes out on a line of its own."""
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
    """How much narrower a block quote is set."""
    quote_lead: int = 0
    """Spaces that the margin of a block quote leaves before each of its lines."""
    margin: int = 0
    """Spaces before every line, as extractors write that keep the layout."""
    centre: bool = False
    """Whether spaces centre titles, bylines, headings of the first level, heads and page numbers."""
    loose: bool = False
    """Whether a blank line follows every line."""
    columns: int = 1
    """Columns of a page, extracted one after the other, each with its notes; `width` is one column's."""
    trailing_space: bool = False
    hyphen: str = ""
    """What a word broken at the line's end carries: "-", U+00AD, U+0002; empty: words are not broken."""
    newline: str = "\n"
    form: Literal["NFC", "NFD"] = "NFC"
    encoding: str = "utf-8"
    romanise: bool = False
    """Whether everything is written with the letters that the encoding has."""
    sheet: Sheet = Sheet()

    def takes(self, body: str) -> bool:
        """Whether a body in the language `body` can be written in the style's encoding."""
        return body in WRITES.get(self.encoding, (body,)) and body in (self.bodies or (body,))

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
