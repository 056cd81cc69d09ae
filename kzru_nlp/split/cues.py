"""Words and forms by which a line of an article is known, in any of its languages."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kzru_nlp.lang import LANGUAGES, get_profile

NOTE_SECTION = frozenset({
    "notlar", "son notlar", "sonnotlar", "dipnotlar", "açıklamalar", "notes", "endnotes", "footnotes", "notes and references",
    "примечания", "сноски", "комментарии", "ескертулер", "ескертпелер",
})  # fmt: skip
"""Headings over a list of notes at the end."""

OTHER_LABELS = (
    ("abstract", "kk", ("түйін", "түйіндеме", "аңдатпа", "андатпа")),
    ("keywords", "kk", ("түйін сөздер", "кілт сөздер", "түйінді сөздер", "кілтті сөздер")),
    ("abstract", "de", ("zusammenfassung", "kurzfassung")),
    ("keywords", "de", ("schlüsselwörter", "schlagwörter", "stichwörter")),
    ("abstract", "fr", ("résumé",)),
    ("keywords", "fr", ("mots-clés", "mots clés")),
    ("abstract", "az", ("xülasə", "annotasiya")),
    ("keywords", "az", ("açar sözlər",)),
    ("abstract", "uz", ("annotatsiya", "rezyume", "qisqacha mazmuni")),
    ("keywords", "uz", ("kalit so‘zlar", "tayanch so‘zlar", "kalit so‘z va iboralar", "kalit so‘z", "tayanch iboralar")),
    ("abstract", "ky", ("кыскача мазмуну", "аннотациясы")),
    ("keywords", "ky", ("негизги сөздөр", "ачкыч сөздөр", "түйүндүү сөздөр", "өзөктүү сөздөр")),
    ("abstract", "tg", ("аннотатсия", "шарҳи мухтасар")),
    ("keywords", "tg", ("калидвожаҳо", "вожаҳои калидӣ", "калимаҳои калидӣ")),
    ("abstract", "tk", ("gysgaça mazmuny",)),
    ("keywords", "tk", ("açar sözler",)),
    ("abstract", "uk", ("анотація",)),
    ("keywords", "uk", ("ключові слова",)),
    ("abstract", "es", ("resumen",)),
    ("keywords", "es", ("palabras clave", "palabras claves")),
    ("abstract", "it", ("riassunto", "sommario")),
    ("keywords", "it", ("parole chiave",)),
    ("abstract", "ar", ("ملخص", "الملخص")),
    ("keywords", "ar", ("الكلمات المفتاحية", "كلمات مفتاحية")),
    ("contents", "und", ("table of contents", "contents", "içindekiler", "содержание", "оглавление", "inhalt", "inhaltsverzeichnis")),
)  # fmt: skip
"""Labels in languages that have no profile, and of tables of contents."""

URL = re.compile(r"https?://|www\.|doi\.org|\bdoi:", re.IGNORECASE)
URL_HINTS = ("://", "www.", "doi.org", "doi:")
CITATION = re.compile(
    r"https?://|www\.|\(\d{4}\)\s*[:,.]|:\s?\d+\s?[-–]\s?\d+\.?$|,\s?\d+[-–]?\d*\.$|\b(?:erişim|accessed|access date|retrieved|ibid|ibidem|"
    r"op\. ?cit|a\.g\.e|age\.|agm\.|a\.g\.m|bkz|bk\.|supra|infra|см\.|там же|указ\. ?соч|дата обращения|"
    r"vd\.|et al|ed\.|eds\.|çev\.|haz\.|vol\.|pp?\. ?\d|ss?\. ?\d|[сc]\. ?\d|çev\.|see also|cf\.?|see )\b|"
    r"[“\"«][^”\"»]{12,}[,.]?[”\"»]",
    re.IGNORECASE,
)
CITATION_HINTS = re.compile("|".join(map(re.escape, (
    "://", "www.", "(", "erişim", "access", "retrieved", "ibid", "op.", "a.g.", "age.", "agm.", "bkz", "bk.", "supra", "infra",
    "см.", "там же", "указ.", "дата об", "vd.", "et al", "ed.", "eds.", "çev.", "haz.", "vol.", "p.", "s.", "с.", "c.", "see ",
    "cf", "“", '"', "«",
))))  # fmt: skip
"""In lower case; a text without any of these and without a number at its end is no citation."""
AFFILIATION = re.compile(
    r"\b(?:universit|üniversite|faculty|fakülte|department|bölümü|enstitü|institut|academy|akademi|school of|college|"
    r"высш|профессор|кандидат|доктор|доцент|аспирант|e-?mail|e-?posta|orcid|öğr\. ?üyesi|prof\.|doç\.|arş\. ?gör|"
    r"ph\.? ?d\.? (?:candidate|student)|lecturer|assistant professor|associate professor|research fellow|researcher)"
    r"|университет|институт|кафедр|факультет|академи[яию]|научн\w+ сотрудник|г\. [А-Я]|@\w+[.\w-]*\.\w{2,}",
    re.IGNORECASE,
)
CORRESPONDING = re.compile(
    r"\W?(?:corresponding author|correspondence|sorumlu yazar|yazışma (?:yazarı|adresi)|iletişim|e-?mail|e-?posta|"
    r"автор для (?:корреспонденции|переписки)|для (?:корреспонденции|переписки)|эл\. почта)\b[^:]{0,30}:",
    re.IGNORECASE,
)
"""Opens a line that says whom to write to."""
DATES = re.compile(
    r"\b(?:geliş(?: tarihi)?|kabul(?: tarihi)?|başvuru|gönderim|gönderilme|teslim tarihi|yayın tarihi|received|accepted|submitted|submission|published|revised|"
    r"available online|поступила|принята|получен[аоы]?|дата (?:поступления|принятия|публикации)|опубликован\w*|received on)\b[^.]{0,60}?\d",
    re.IGNORECASE,
)
LICENCE = re.compile(
    r"creative ?commons|\bcc[ -]by\b|\(cc\b|all rights reserved|\blicen[cs]ed? under|under the terms of|lisans(?:ı|ıyla)? (?:ile|altında)|"
    r"лицензи[ияе]|©|\bcopyright\b|тüm hakları|tüm hakları saklıdır|open access",
    re.IGNORECASE,
)
ARTICLE_TYPE = re.compile(
    r"(?:(?:araştırma|derleme|özgün|orijinal|kuramsal|çeviri|editoryal|inceleme)? ?makale(?:si)?(?: türü:? ?\w*)?|kitap (?:incelemesi|değerlendirmesi)|derleme|"
    r"(?:(?:original|research|review|scientific|regular|full|short|empirical|special)\s)*(?:article|paper|review|communication)|book review|essay|"
    r"(?:(?:оригинальная|научная|обзорная|исследовательская)\s)+статья|научный обзор|рецензия|original (?:research|study)|case study)"
    r"(?:\s?[/|•·]\s?[\w ]{4,30})?",
    re.IGNORECASE,
)
"""The kind of article, alone on a line above the title."""
JOURNAL = re.compile(
    r"\be?-?issn\b|\b(?:vol(?:ume)?|cilt|issue|sayı|том|выпуск|вып)\b\.? ?:?\s?[\dIVXLC]+|\bdoi\b ?:? ?(?:https?://|10\.)|https?://(?:dx\.)?doi\.org/|"
    r"^(?:удк|udc|ббк|jel|makale türü|article type|araştırma makalesi|research article|original article|научная статья|"
    r"оригинальная статья|articles? & essays)\b|\[vol\.|№\s?\d+ ?\(?\d{0,4}|dergisi\b.*\d{4}|journal of .*\d{4}",
    re.IGNORECASE,
)
ISSUE = re.compile(
    r"[^\W\d_][^“”\"«»]{5,}\b\d{1,3}(?:\s?/\s?\d{1,3}|\s?\(\d{1,3}\)),?\s?\(?(?:19|20)\d\d\)?(?:\s?:\s?(?:s{1,2}\.|pp?\.|[cс]\.)?\s?\d{1,4}\s?[–-]\s?\d{1,4})?"
)
"""A journal's name with volume, issue and year, and nothing else."""
CODES = re.compile(
    r"(?:jel(?: codes?| classification| kodları| sınıflaması)?|удк|udc|udk|ббк|bbk|мрнти|грнти|ғтамр|ӘОЖ|ЭОЖ|ўк|uo[‘’'ʻ`]?k|код вак|iрстi|вак)\s?:?\s(?=.*\d)",
    re.IGNORECASE,
)
CITE_AS = re.compile(
    r"^(?:для цитирования|цитирование|как цитировать|образец цитирования|ссылка для цитирования|цитировать|to cite(?: this (?:article|paper))?|"
    r"cite (?:this|as)|how to cite|(?:for |recommended |suggested |article )?citation|please cite|atıf(?: için| bilgisi| şekli)?|"
    r"(?:önerilen )?kaynak gösterimi|bu makaleye atıf(?: için)?|önerilen atıf|alıntı(?:lama)?)\b[^:]{0,40}:",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"^(?:tablo|table|таблица|табл\.|şekil|figure|fig\.|рис(?:унок|\.)|grafik|graph|график|harita|map|карта|diagram|диаграмма)"
    r"\s?(?:№ ?)?\d+(?:\.\d+)?\s?[.:–—-]?(?:\s|$)",
    re.IGNORECASE,
)
DIGIT = re.compile(r"[\d¹²³⁰⁴-⁹]")
CONTENTS_LINE = re.compile(r"(?:\.\s?){5,}\s*\d+$|…{2,}\s*\d+$")
LONGEST_LABEL = 48
APOSTROPHES = str.maketrans("'ʻʼ`´’", "‘‘‘‘‘‘")
SPACED_OUT = re.compile(r"(?:\w ){3,}\w")


def cites(text: str) -> bool:
    """Return whether `text` has the form of a citation. Plain words in lower case are asked first: that is five times as fast.

    >>> cites("Yılmaz, a.g.e., s. 12."), cites("The line was opened in spring"), cites("Report, 15-17.")
    (True, False, True)
    """
    if CITATION_HINTS.search(text.lower()) or text[-2:].rstrip(".")[-1:].isdigit():
        return CITATION.search(text) is not None
    return False


def has_address(text: str) -> bool:
    """Return whether `text` holds an address or a DOI."""
    low = text.lower()
    return any(hint in low for hint in URL_HINTS) and URL.search(text) is not None


@cache
def labels() -> dict[str, tuple[str, str]]:
    """Return folded label -> (kind, language): abstract, keywords, section, reference, notes, contents."""
    table: dict[str, tuple[str, str]] = {}
    for kind, lang, names in OTHER_LABELS:
        table.update((name, (kind, lang)) for name in names)
    for code in LANGUAGES:
        profile = get_profile(code)
        for kind, names_ in (
            ("section", profile.section_labels),
            ("reference", profile.reference_labels),
            ("keywords", profile.keyword_labels),
            ("abstract", profile.abstract_labels),
        ):
            table.update((name.translate(APOSTROPHES), (kind, code)) for name in names_)
    for name in NOTE_SECTION:
        table[name] = ("notes", "und")
    return table


def fold(text: str) -> tuple[str, ...]:
    """Return the spellings under which `text` may stand in `labels`: folded by each profile that changes it."""
    text = " ".join(text.replace("\u00ad", "").translate(APOSTROPHES).split())
    if SPACED_OUT.fullmatch(text):
        text = text.replace(" ", "")
    return tuple(dict.fromkeys(get_profile(code).fold(text) for code in LANGUAGES))


@lru_cache(maxsize=16384)
def label_of(text: str) -> tuple[str, str] | None:
    """Return (kind, language) of the label that is the whole of `text`, or None.

    >>> label_of("ÖZET:"), label_of("A B S T R A C T")
    (('abstract', 'tr'), ('abstract', 'en'))
    """
    if len(text) > 60:
        return None
    table = labels()
    bare = text.strip(" \t:.—–-*·•|[]()")
    if len(bare) > LONGEST_LABEL:
        return None
    found = next((table[form] for form in fold(bare) if form in table), None)
    if found is None and "/" in bare:
        # "Öz / Abstract": both languages' label over one text or list
        parts = [label_of(part) for part in bare.split("/")]
        if parts[0] is not None and all(part is not None and part[0] == parts[0][0] for part in parts):
            return parts[0]
    return found


@cache
def run_in_pattern() -> re.Pattern[str]:
    """Return what an abstract's or a keyword list's label at the start of its text looks like."""
    names = sorted(
        (n for n, (kind, _) in labels().items() if kind in {"abstract", "keywords", "contents"}),
        key=len,
        reverse=True,
    )
    spelled = {
        form
        for name in names
        for form in (name, name.upper(), name.capitalize(), _turkish_upper(name), name.title())
    }
    choice = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(spelled, key=len, reverse=True))
    return re.compile(
        rf"\W{{0,3}}(?P<label>{choice})(?P<mark>\s*[:.—–]|\s*[-/](?=\s)|(?=\s+[^\W\d_]))\s*(?=\S)"
    )


def _turkish_upper(text: str) -> str:
    return text.replace("i", "İ").upper()
