"""Journals whose habits were written down after the rules had been changed for both halves before them.

Metadata of real journals' first pages (article type, codes, history, citation line, ORCID), structured abstracts,
back matter and appendices, notes as in law reviews and in GOST R 7.0.7. docs/splitting-styles.md has what the rules
reached on them before any was changed.
"""

from __future__ import annotations

from tests.typeset.source import Front, Sentence
from tests.typeset.style import Extra, Sheet, Style

UZBEK = Front(
    "uz",
    "Qo‘shnilar bilan kelishuv: tranzit, energetika va ishonch masalalari",
    "Qo‘shnilar bilan kelishuv",
    tuple(
        Sentence(text, (i,))
        for i, text in enumerate(
            (
                "Maqolada qo‘shni davlatlarning o‘zaro munosabatlari va ularning Rossiyaga qarashi ko‘rib chiqiladi.",
                "Tadqiqot rasmiy hujjatlar, bojxona ma’lumotlari va suhbatlarga asoslangan.",
                "Muallif hamkorlarning bir-biriga ishonchi past bo‘lsa ham, hech kim hamkorlikdan voz kechmasligini ko‘rsatadi.",
                "Xulosada bunday siyosat ittifoqqa qo‘shilish emas, balki xavfni kamaytirish usuli ekani aytiladi.",
            ),
            1,
        )
    ),
    ("tashqi siyosat", "tranzit", "energetika", "Rossiya", "Markaziy Osiyo"),
)
"""A front in Uzbek that says about any of the articles what all of them have in common."""

LATEST: tuple[Style, ...] = (
    # An open-access publisher's sheet: everything about the article stands between title and abstract, [3, p. 5].
    Style(
        name="okean",
        bodies=("en", "tr"),
        order=("en", "body"),
        labels={
            "abstract": {"en": "Abstract:", "tr": "Özet:"},
            "keywords": {"en": "Keywords:", "tr": "Anahtar Kelimeler:"},
            "references": {"en": "References", "tr": "Kaynaklar"},
        },
        run_in=True,
        keyword_separator="; ",
        keyword_end="",
        byline_lines=(
            ("author", "{author} ¹,* and {second} ²"),
            ("affiliation", "1 {affiliation}; {email}"),
            ("affiliation", "2 {second_affiliation}; {second_email}"),
            ("affiliation", "* Correspondence: {email}; Tel.: +00-000-000-0000"),
        ),
        extras=(
            Extra("journal_line", "top", "Article", "en"),
            Extra(
                "journal_line",
                "after_byline",
                "Citation: {last}, S.; Sample, S. {title}. {journal} {year}, {volume}, {issue}. https://doi.org/{doi}",
                "en",
            ),
            Extra(
                "dates",
                "after_byline",
                "Received: {received} / Revised: 1 February 2024 / Accepted: {accepted} / Published: 1 September 2024",
                "en",
            ),
            Extra(
                "licence",
                "after_byline",
                "Copyright: © {year} by the authors. Licensed under a Creative Commons Attribution (CC BY) license.",
                "en",
            ),
        ),
        heading_numbers=("{n1}. ", "{n1}.{n2}. "),
        number_all=True,
        notes="numbered",
        reference_label="{n}. ",
        back={
            "en": (
                (
                    "Author Contributions:",
                    "Conceptualization, S.A.; methodology, S.S.; writing, S.A. Both authors have read the manuscript and agreed to its publication.",
                ),
                ("Funding:", "This research received no external funding."),
                (
                    "Data Availability Statement:",
                    "The invented data are available on request from the author.",
                ),
                ("Conflicts of Interest:", "The authors declare no conflict of interest."),
            ),
            "tr": (
                (
                    "Yazar Katkıları:",
                    "Kavramsal tasarım S.A.; yöntem S.S.; yazım S.A. İki yazar da metni okumuş ve yayımlanmasını onaylamıştır.",
                ),
                ("Finansman:", "Bu araştırma için dışarıdan destek alınmamıştır."),
                ("Veri Erişilebilirliği:", "Uydurma veriler istek üzerine yazardan alınabilir."),
                ("Çıkar Çatışması:", "Yazarlar çıkar çatışması bulunmadığını beyan eder."),
            ),
        },
        back_run_in=True,
        head_left="{journal} {year}, {volume}, {issue} {page} of 24",
        head_right="{journal} {year}, {volume}, {issue} {page} of 24",
        indent=4,
        paragraph_gap=0,
        width=88,
        height=50,
        first_page=1,
        sheet=Sheet(
            size=(595.3, 841.9),
            margins=(150, 72, 40, 60),
            body=10,
            note=8.5,
            title=18,
            centre=False,
            first_indent=18,
        ),
    ),
    # GOST R 7.0.7: article type, УДК and ББК above the title, "Для цитирования", the list once more in Latin letters.
    Style(
        name="gornyy",
        bodies=("ru",),
        order=("ru", "en"),
        labels={
            "abstract": {"ru": "Аннотация.", "en": "Abstract."},
            "keywords": {"ru": "Ключевые слова:", "en": "Keywords:"},
            "references": {"ru": "Список источников"},
        },
        run_in=True,
        keyword_end="",
        byline_lines=(
            ("author", "{given} {last}"),
            ("affiliation", "{affiliation}, {email}, https://orcid.org/0000-0000-0000-0000"),
        ),
        extras=(
            Extra("journal_line", "top", "Научная статья", "ru"),
            Extra("journal_line", "top", "УДК 327(575)", "ru", own_block=False),
            Extra("journal_line", "top", "ББК 66.4(0)", "ru", own_block=False),
            Extra("journal_line", "top", "doi: {doi}", "und", own_block=False),
            Extra(
                "journal_line",
                "after_front",
                "Для цитирования: {last_first}. {title} // {journal}. {year}. Т. {volume}, № {issue}. С. {pages}. https://doi.org/{doi}",
                "ru",
            ),
            Extra("journal_line", "after_front", "Original article", "en"),
            Extra("author", "other_titles", "Sample A. Author", "en"),
            Extra(
                "affiliation",
                "other_titles",
                "Placeholder Academy, {email}, https://orcid.org/0000-0000-0000-0000",
                "en",
                own_block=False,
            ),
            Extra(
                "journal_line",
                "before_body",
                "For citation: Author S.A. An invented title of the article. The Invented Journal. {year};{volume}({issue}):{pages}. (In Russ.). https://doi.org/{doi}",
                "en",
            ),
            Extra(
                "dates",
                "end",
                "Статья поступила в редакцию {received}; одобрена после рецензирования 10 апреля 2024 г.; принята к публикации {accepted}.",
                "ru",
            ),
        ),
        notes="numbered",
        cite_page="{}, с. {}",
        reference_label="{n}. ",
        romanised_list=True,
        back={
            "ru": (
                (
                    "Благодарности",
                    "Автор благодарит вымышленных рецензентов за подробные замечания к первой редакции статьи.",
                ),
                ("Конфликт интересов", "Автор заявляет об отсутствии конфликта интересов."),
                ("Финансирование", "Исследование не имело спонсорской поддержки."),
            )
        },
        appendix={
            "ru": (
                (
                    "Информация об авторе",
                    "{given} {last} — вымышленный исследователь, сотрудник несуществующего института.",
                ),
            )
        },
        marker="{sup}",
        note_label="{sup} ",
        restart=True,
        note_rule="___________",
        head_left="{page} {journal}. {year}. Т. {volume}, № {issue}",
        head_right="{author}. {head} {page}",
        hyphen="-",
        indent=4,
        paragraph_gap=0,
        width=72,
        height=46,
        first_page=88,
        sheet=Sheet(
            size=(481.9, 708.7), margins=(56, 62, 56, 56), body=10.5, note=8.5, title=13, bold_heads=True
        ),
    ),
    # A Turkish portal's journal: bilingual labels, a history of dates, a structured abstract, statements, an appendix.
    Style(
        name="doruk",
        bodies=("tr",),
        order=("tr", "en"),
        titles="first",
        labels={
            "abstract": {"tr": "ÖZ", "en": "ABSTRACT"},
            "keywords": {"tr": "Anahtar Kelimeler:", "en": "Keywords:"},
            "references": {"tr": "KAYNAKÇA"},
        },
        parts={
            "tr": ("Amaç:", "Yöntem:", "Bulgular:", "Sonuç:"),
            "en": ("Purpose:", "Methods:", "Findings:", "Conclusion:"),
        },
        parts_alone=True,
        byline_lines=(
            ("author", "{given} {LAST}"),
            ("affiliation", "{affiliation}"),
            ("affiliation", "E-posta: {email}"),
            ("affiliation", "ORCID: 0000-0000-0000-0000"),
        ),
        extras=(
            Extra("journal_line", "top", "Araştırma Makalesi / Research Article", "tr"),
            Extra("dates", "after_byline", "Geliş Tarihi / Received: {received}", "tr"),
            Extra("dates", "after_byline", "Kabul Tarihi / Accepted: {accepted}", "tr", own_block=False),
            Extra("dates", "after_byline", "Yayın Tarihi / Published: 30 Eylül 2024", "tr", own_block=False),
            Extra(
                "journal_line",
                "before_body",
                "Atıf / Citation: {last_first} ({year}). {title}. {journal}, {volume}({issue}), {pages}. https://doi.org/{doi}",
                "tr",
            ),
        ),
        heading_numbers=("{n1}. ", "{n1}.{n2}. "),
        heading_case="upper_first",
        number_all=True,
        notes="author_year",
        cite="({})",
        cite_page="{}, s. {}",
        back={
            "tr": (
                ("Etik Beyan", "Bu çalışmada etik kurul izni gerektiren bir yöntem kullanılmamıştır."),
                ("Çıkar Çatışması Beyanı", "Yazar, çıkar çatışması bulunmadığını beyan eder."),
                ("Finansal Destek", "Çalışma için herhangi bir kurumdan destek alınmamıştır."),
                (
                    "Teşekkür",
                    "Yazar, ilk taslağı okuyan uydurma hakemlere ayrıntılı eleştirileri için teşekkür eder.",
                ),
            )
        },
        appendix={
            "tr": (
                (
                    "EK 1. Görüşme Soruları",
                    "Görüşmelerde katılımcılara sırasıyla komşu ülkelerle ticaretin seyri, taşıma ücretleri ve güven konusundaki kanaatleri sorulmuştur.",
                ),
            )
        },
        head_left="{author}",
        head_right="{journal}, {volume}({issue})",
        page_number="{page}",
        width=86,
        height=48,
        first_page=1021,
        encoding="utf-8-sig",
        newline="\r\n",
        sheet=Sheet(
            size=(595.3, 841.9), margins=(71, 85, 71, 71), body=11, note=9, title=14, skip=6, first_indent=0
        ),
    ),
    # A law quarterly: signs that begin again on each page, before the stop; Roman and lettered sections, an epigraph.
    Style(
        name="delta",
        order=("body", "en"),
        labels={
            "abstract": {"en": "Summary", "tr": "Özet", "ru": "Резюме"},
            "keywords": {"en": "Key words", "tr": "Anahtar sözcükler", "ru": "Ключевые слова"},
        },
        keywords_alone=True,
        keyword_separator="; ",
        titles="body",
        title_case="upper",
        byline="before_title",
        byline_lines=(("author", "{author}"),),
        author_note="{affiliation}. {email}.",
        epigraph=True,
        heading_numbers=("{R1}. ", "{A2}. "),
        heading_case="upper_first",
        back={
            "en": (("Acknowledgements", "I thank the invented readers of an earlier draft."),),
            "tr": (("Teşekkür", "İlk taslağın uydurma okurlarına teşekkür ederim."),),
            "ru": (("Благодарности", "Благодарю вымышленных читателей первого варианта."),),
        },
        marker="{sign}",
        note_label="{sign} ",
        signs=("*", "†", "‡", "§", "**", "††", "‡‡", "§§"),
        marker_place="before_stop",
        restart=True,
        head_left="{page} {AUTHOR}",
        head_right="{year}] {head} {page}",
        licence="© {year} {author}. All rights reserved.",
        hyphen="\u00ad",
        indent=3,
        paragraph_gap=0,
        width=70,
        height=40,
        first_page=301,
        sheet=Sheet(
            size=(439.4, 666.1), margins=(58, 64, 58, 58), body=11, note=9, title=14, quote=10, skip=0
        ),
    ),
    # A Turkish review with its notes at the end: [1] after the stop, run-in labels, author last, lines without indent.
    Style(
        name="pinar",
        order=("body", "en"),
        labels={
            "abstract": {"tr": "ÖZET.", "en": "SUMMARY.", "ru": "РЕЗЮМЕ."},
            "keywords": {"tr": "Anahtar sözcükler:", "en": "Index terms:", "ru": "Ключевые слова и фразы:"},
            "notes": {"tr": "SON NOTLAR", "en": "NOTES", "ru": "ПРИМЕЧАНИЯ"},
        },
        run_in=True,
        keywords_first=True,
        byline="end",
        title_case="upper",
        ornament="• • •",
        notes="end",
        marker="[{n}]",
        note_label="[{n}] ",
        marker_place="after_stop",
        head_left="{journal} / {volume}",
        head_right="{head}",
        page_number="— {page} —",
        false_gap=6,
        paragraph_gap=0,
        width=104,
        height=54,
        first_page=11,
        back={
            "tr": (("Açıklama", "Bu yazıda geçen kişi ve kurumların tümü uydurmadır."),),
            "en": (("Disclosure statement", "All persons and institutions in this text are invented."),),
            "ru": (("Примечание редакции", "Все лица и учреждения в этом тексте вымышлены."),),
        },
        sheet=Sheet(
            size=(510.2, 680.3), margins=(60, 66, 60, 62), body=10, note=8.5, title=15, first_indent=0, skip=4
        ),
    ),
    # An Uzbek bulletin in two columns: three languages before the body, УДК in Latin letters, soft hyphens, side text.
    Style(
        name="sogd",
        fronts={"uz": UZBEK},
        order=("uz", "ru", "en", "body"),
        labels={
            "abstract": {"uz": "Annotatsiya.", "ru": "Аннотация.", "en": "Annotation.", "tr": "Öz."},
            "keywords": {
                "uz": "Kalit so‘zlar:",
                "ru": "Ключевые слова:",
                "en": "Key words:",
                "tr": "Anahtar kelimeler:",
            },
        },
        run_in=True,
        titles="body",
        title_case="upper",
        byline_lines=(
            ("author", "{last} {given}"),
            ("affiliation", "{affiliation}"),
        ),
        extras=(
            Extra("journal_line", "top", "UO‘K 327.7", "uz"),
            Extra("journal_line", "top", "{journal}, {year}, № {issue}", "und", own_block=False),
        ),
        heading_case="upper",
        note_label="{n}. ",
        restart=True,
        side_text="SOGD {year} | {issue}",
        head_left="{journal}",
        head_right="{author}",
        page_number="{page}",
        columns=2,
        width=46,
        height=56,
        hyphen="\u00ad",
        indent=2,
        paragraph_gap=0,
        first_page=57,
        sheet=Sheet(
            size=(595.3, 841.9), margins=(48, 64, 48, 58), columns=2, gutter=22, body=9.5, note=8, title=15
        ),
    ),
)
