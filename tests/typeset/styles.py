"""The journals that we lay articles out as; all of them are invented, each after habits that real ones have."""

from __future__ import annotations

from tests.typeset.style import Style

STYLES: tuple[Style, ...] = (
    # Notes at the foot of each page, digits glued to what they follow, a page break that leaves one space.
    Style(
        name="havza",
        order=("tr", "en", "ru"),
        title_case="upper",
        dates=True,
        journal_line="{journal} {volume}/{issue} ({year}): {pages}",
        ornament="\uf0af \uf0af \uf0af",
        numbering="1)",
        head_left="{author} {page}",
        head_right="{title} {page}",
        side_text="HAVZA {volume}, {year} CC BY 4.0",
        every_head=2,
        head_at="bottom",
        page_break=" ",
        trailing_space=True,
        false_gap=5,
        lost_gap=6,
        first_page=41,
        width=88,
    ),
    # English habits: run-in abstracts, notes numbered anew on each page, discretionary hyphens, form feeds.
    Style(
        name="steppe",
        order=("en", "ru", "tr"),
        labels={
            "abstract": {"tr": "Özet:", "en": "Abstract:", "ru": "Резюме:"},
            "keywords": {"tr": "Anahtar sözcükler:", "en": "Key words:", "ru": "Ключевые слова:"},
        },
        run_in=True,
        byline="after_title",
        keyword_separator="; ",
        keyword_end="",
        numbering="1.",
        note_label="{n}.",
        note_rule="____________",
        restart=True,
        head_left="{page} {author}",
        head_right="{title} {page}",
        page_break="\f",
        hyphen="-",
        paragraph_gap=0,
        indent=3,
        width=72,
        height=40,
        first_page=112,
        newline="\r\n",
    ),
    # Russian habits: capitals, bracketed markers before the stop, notes gathered at the end.
    Style(
        name="vodorazdel",
        order=("ru", "en", "tr"),
        labels={"abstract": {"en": "Summary"}, "notes": {"ru": "ПРИМЕЧАНИЯ", "en": "NOTES", "tr": "NOTLAR"}},
        title_case="upper",
        byline="before_title",
        dates=True,
        journal_line="{journal}. {year}. Т. {volume}. № {issue}. С. {pages}",
        heading_case="upper",
        numbering="I.",
        notes="end",
        marker="[{n}]",
        marker_place="before_stop",
        note_label="[{n}]",
        page_number="{page}",
        page_break="\f",
        indent=4,
        width=78,
        height=48,
        first_page=7,
    ),
    # All titles first, superscript digits, pages that leave no trace but their numbers, decomposed letters, a BOM.
    Style(
        name="liman",
        order=("body", "others"),
        labels={"abstract": {"tr": "ÖZET", "en": "ABSTRACT", "ru": "РЕЗЮМЕ"}},
        titles="first",
        numbering="1.1.",
        marker="{sup}",
        note_label="{sup}",
        note_rule="――――――――",
        page_number="– {page} –",
        page_break="",
        hyphen="\u00ad",
        width=64,
        height=44,
        first_page=233,
        form="NFD",
        encoding="utf-8-sig",
        licence="© 2024. Bu eser CC BY 4.0 ile lisanslanmıştır. / Licensed under CC BY 4.0.",
    ),
    # Asterisks and daggers that begin again on each page, note numbers on lines of their own, UTF-16.
    Style(
        name="kervan",
        order=("others", "body"),
        byline="end",
        titles="each",
        heading_case="upper",
        marker="{sign}",
        note_label="{sign}",
        label_alone=True,
        restart=True,
        head_left="{journal}",
        head_right="{journal}",
        page_number="[{page}]",
        page_break="\f",
        hyphen="\u0002",
        trailing_space=True,
        width=96,
        height=52,
        first_page=1,
        encoding="utf-16",
    ),
    # Author and year in the text, a list of works at the end, prose notes only; no line is broken inside a word.
    Style(
        name="bozkir",
        order=("body", "others"),
        run_in=True,
        labels={"abstract": {"tr": "Öz:", "en": "Abstract.", "ru": "Аннотация."}},
        numbering="1.1.",
        notes="author_year",
        head_left="{author} / {title}",
        head_right="{journal} {volume}({issue}), {year}",
        page_number="{page}",
        page_break="\n",
        width=90,
        height=50,
        first_page=5,
        note_label="{n}.",
    ),
)


def style_named(name: str) -> Style:
    """Return the style called `name`.

    Raises:
        KeyError: there is none.
    """
    return {style.name: style for style in STYLES}[name]
