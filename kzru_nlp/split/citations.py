"""What a note or reference cites: works taken apart, back references resolved, prose kept apart.

A note may hold several works (parted by semicolons) and sentences of its own. Three forms are known: Chicago
notes (author, “title,” container volume/issue (year): pages), author-year lists (APA), and GOST entries ("//").
What fits no form is prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kzru_nlp.model import Span, Unit


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited work. Empty strings where the note does not tell; `span` are offsets into the unit's text.

    `backref_to` is the id of the earlier note that names the work in full, None where this one does.
    """

    part: int
    span: Span
    authors: str = ""
    title: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    year: str = ""
    pages: str = ""
    url: str = ""
    doi: str = ""
    accessed: str = ""
    backref_to: str | None = None


@dataclass(frozen=True, slots=True)
class NoteParts:
    """The works that a note cites, and the spans of its text that are prose."""

    citations: tuple[Citation, ...]
    prose: tuple[Span, ...]


NUMBER = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡§∗]{1,4}|[¹²³⁰⁴-⁹]{1,3})[\])]?[.)]?\s+")
URL = re.compile(r"(?:https?://|www\.)[^\s<>“”«»\"]+")
DOI = re.compile(r"\b10\.\d{4,9}/[^\s;,“”\"]+")
DATE = r"(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}\s+[^\W\d]+\s+\d{4}|[A-Z][a-z]+\s\d{1,2},\s\d{4}|\d{4}-\d\d-\d\d)"
ACCESSED = re.compile(
    rf"(?:erişim(?: tarihi)?|e\.t\.|accessed(?: on)?|last accessed|retrieved(?: on)?|(?:дата )?обращени[яе])\s*:?\s*(?P<date>{DATE})"
    rf"|(?P<date2>{DATE})\s+tarihinde erişil",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![\d/.-])(?:1[6-9]|20)\d\d(?![\d/-])[a-z]?")
DAY = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]((?:1[6-9]|20)\d\d)\b")
PAGES = re.compile(
    r"(?:(?:pp?|ss?|[сcС])\.\s*|\):?\s*|:\s*|[,”\"»]\s*)(?P<pages>\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:\s?ff?\.)?(?:,\s?\d{1,4}(?:[-–]\d{1,4})?)*)\s*\.?\s*$"
    r"|(?:pp?|ss?|[сcС])\.\s*(?P<marked>\d{1,4}(?:\s?[-–]\s?\d{1,4})?)",
    re.IGNORECASE,
)
VOLUME = re.compile(
    r"(?P<volume>\b\d{1,4}|[IVXLC]{1,6})\s?/\s?(?P<issue>[IVXLC]{1,6}|\d{1,4})(?![\d/])"
    r"|(?P<volume2>\b\d{1,3})\s?\((?P<issue2>\d{1,3}(?:[-–]\d{1,3})?)\)"
    r"|(?:vol\.?|cilt|[тТ]\.)\s*(?P<volume3>\d{1,4}|[IVXLC]{1,6})(?:[.,;:\s]*(?:no\.?|sayı|issue|№|вып\.)\s*(?P<issue3>\d{1,4}))?"
    r"|(?:no\.?|sayı|issue|№)\s*(?P<issue4>\d{1,4})",
    re.IGNORECASE,
)
QUOTED = re.compile(
    r"(?P<authors>[^“\"«„]{0,160}?)[,:.]?\s*[“\"«„]\s?(?P<title>.{3,400}?[?!…]?)(?:[,.]+\s?[”\"»]|\s?[”\"»][,.]?)(?=[\s,.;(]|$)"
)
CLOSED_QUOTE = re.compile(
    r"(?P<authors>[^“\"«„]{0,160}?)[,:.]?\s*[“«„](?P<title>.{3,400}?(?:[?!]|(?=[,.])))[,.]?[”»](?=\s|$)"
)
GOST = re.compile(
    r"(?P<authors>(?:[А-ЯЁA-Z][\w-]+\s(?:[А-ЯЁA-Z]\.\s?){1,3},?\s?){1,6})(?P<title>.+?)\s//\s(?P<container>[^.]+)"
)
GOST_BOOK = re.compile(
    r"(?P<authors>(?:[А-ЯЁA-Z][\w-]+\s(?:[А-ЯЁA-Z]\.\s?){1,3},?\s?){1,6})(?P<title>.{3,300}?)\.\s+(?:[–—-]\s*)?(?P<container>(?:[A-ZА-ЯЁ][\w. ]{0,40};\s)?[A-ZА-ЯЁ][^:\d]{0,40}:\s[^,]+),\s(?P<year>\d{4})"
)
APA = re.compile(
    r"(?P<authors>[^()]{2,200}?)\s*\((?P<year>(?:1[6-9]|20)\d\d)[a-z]?(?:,[^)]*)?\)[.,:]?\s*(?P<title>[^.]+(?:\.\d[^.]*)*)\.?\s*(?P<container>[^.,\d(]*)"
)
BOOK = re.compile(
    r"(?P<authors>[^,(“\"]{3,120}?),\s(?P<title>[^(“\"]{4,250}?)\s*\((?P<container>[^()]{0,120}?),?\s*(?P<year>(?:1[6-9]|20)\d\d)\)"
)
RESPONSIBILITY = re.compile(
    r"(?P<title>[^/“«\"]{8,250}?)\s/\s(?P<container>[^/].{3,160}?)[.,]\s(?P<year>(?:1[6-9]|20)\d\d)\b(?!\))"
)
"""GOST without an author: title / body responsible. Place, year."""
SHORT_GOST = re.compile(
    r"(?P<authors>(?:[А-ЯЁA-Z][\w-]+\s(?:[А-ЯЁA-Z]\.\s?){1,3},?\s?){1,3})(?P<title>[^./]{3,160})\.\s+(?P<pages>[СCPp]{1,2}\.\s?\d[^;]{0,40})$"
)
SERIES = re.compile(
    r"[,.]\s(?:rapor|report|analiz|working paper|policy brief|discussion paper|доклад|препринт|выпуск|тезисы)\b[^,]{0,20}$"
    r"|,\s\d{1,2}(?:st|nd|rd|th)\sed\.?$|,\s\d{1,2}\.\s?baskı$|[,.]\s\d{1,2}-е изд\.?$",
    re.IGNORECASE,
)
"""Series and edition that follow a title."""
SHORT = re.compile(
    r"(?P<authors>[^,“\"]{3,60}?),\s(?P<title>[^,(]{3,160}),\s(?P<pages>\d+(?:[-–]\d+)?)\.?\s*$"
)
SAME_AS_BEFORE = re.compile(
    r"(?:ibid(?:em)?|a\.?g\.?e|a\.?g\.?m|aynı (?:yer|eser)|там же|тамже|id)\b\.?", re.IGNORECASE
)
EARLIER_WORK = re.compile(
    r"(?P<authors>[^,“\"]{3,60}?)[,.]?\s+(?:op\.? ?cit|loc\.? ?cit|a\.?g\.?[em]|age|agm|adı geçen (?:eser|makale)|указ\. ?соч|ук\. ?соч)\b",
    re.IGNORECASE,
)
SUPRA = re.compile(
    r"(?P<authors>[^,;]{0,80}?),?\s*(?:supra|above)\s(?:note|n\.?|fn\.?)\s?(?P<number>\d{1,3})|\((?:fn|dn)\.?\s?(?P<number2>\d{1,3})\)",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^(?:(?:see,?(?: also)?|quoted in|bkz\.?(?: ayrıca)?|bk\.?|ayrıca bkz\.?|ayrıca|krş\.?|karş\.?|aktaran|см\.?,?(?: также)?(?: об этом)?(?:,? например)?|ср\.?|"
    r"цит\. по|сходное предложение см\.|подробнее см\.|cf\.?|e\.g\.,?|for example,?|örneğin)[:,]?\s+)+",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{2,}")
PLACES = re.compile(r"\s[A-ZÇĞİÖŞÜА-ЯЁ][\w. ]{0,30}:\s[^,;:]{2,60},\s\d{4}")
PLACE = re.compile(r"[.(]\s?[A-ZÇĞİÖŞÜА-ЯЁ][\w. ]{0,30}$")


def parse_note(unit: Unit) -> NoteParts:
    """Return the works cited in a footnote or reference, and its prose.

    Back references stay open here, since they need the notes before: see `parse_notes`.
    """
    text = unit.text
    number = NUMBER.match(text) if unit.kind == "footnote" or unit.number else None
    start = number.end() if number and unit.number else 0
    citations: list[Citation] = []
    prose: list[Span] = []
    for a, b in _parts(text, start):
        found = _work(text, a, b, len(citations))
        if found is None:
            prose.append((a, b))
        else:
            citations.append(found)
            prose += _around(text, (a, b), found.span)
    return NoteParts(tuple(citations), tuple(_join(text, prose)))


def parse_notes(units: Iterable[Unit]) -> list[NoteParts]:
    """Return the parts of each note, in order, with `backref_to` naming the note that an earlier work stands in."""
    ledger = Ledger()
    out = []
    for unit in units:
        parts = parse_note(unit)
        resolved = tuple(ledger.resolve(unit, citation) for citation in parts.citations)
        out.append(NoteParts(resolved, parts.prose))
    return out


class Ledger:
    """The works cited so far, by author and title, for the notes that refer back to them."""

    def __init__(self) -> None:
        self._last: str | None = None
        self._by_number: dict[str, str] = {}
        self._by_title: dict[str, str] = {}
        self._by_author: dict[str, str] = {}

    def resolve(self, unit: Unit, citation: Citation) -> Citation:
        """Return `citation` with its back reference, and remember it."""
        earlier = self._earlier(unit, citation)
        if earlier is None:
            for key in _title_keys(citation.title):
                self._by_title.setdefault(key, unit.id)
            if citation.authors:
                self._by_author[_surname(citation.authors)] = unit.id
        self._last = earlier or unit.id
        if unit.number:
            self._by_number[unit.number] = unit.id
        return replace(citation, backref_to=earlier) if earlier else citation

    def _earlier(self, unit: Unit, citation: Citation) -> str | None:
        words = unit.text[slice(*citation.span)]
        if SAME_AS_BEFORE.match(words):
            return self._last
        if supra := SUPRA.search(words):
            return self._by_number.get(supra["number"] or supra["number2"])
        if citation.year or citation.url:
            return None
        if EARLIER_WORK.match(words):
            return self._by_author.get(_surname(citation.authors))
        return next((self._by_title[k] for k in _title_keys(citation.title) if k in self._by_title), None)


def _parts(text: str, start: int) -> Iterator[Span]:
    """The stretches of a note between semicolons that stand outside quotation marks and brackets."""
    depth, quoted, begin = 0, 0, start
    for match in re.finditer(r"[;()“”«»]", text[start:]):
        char, at = match.group(), start + match.start()
        if char in "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char in "“«":
            quoted = 1
        elif char in "”»":
            quoted = 0
        elif not depth and not quoted:
            if PLACES.match(text[at + 1 :]) and PLACE.search(text[begin:at]):
                continue  # "Kabul; London: Nowhere Press, 2023": two places, one work
            if text[begin:at].strip():
                yield _strip(text, begin, at)
            begin = at + 1
    if text[begin:].strip():
        yield _strip(text, begin, len(text))


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _work(text: str, start: int, end: int, part: int) -> Citation | None:
    """Return the work named in `text[start:end]`, or None if that is prose."""
    lead = LEAD.match(text[start:end])
    at = start + (lead.end() if lead else 0)
    piece = text[at:end]
    for form in FORMS:
        found = form(piece)
        if found is not None:
            first, fields = found
            whole = piece[first:]
            return Citation(part, (at + first, end), **_common(whole, fields))
    return None


Found = tuple[int, dict[str, str]]


def _quoted(piece: str) -> Found | None:
    match = CLOSED_QUOTE.match(piece) or QUOTED.match(piece)
    if match is None or len(WORD.findall(match["authors"])) > 14:
        return None
    rest = piece[match.end() :].lstrip(" ,.")
    cited = YEAR.search(piece) or URL.search(piece) or len(piece) - match.end() < 40
    if not cited:
        return None
    return 0, {"authors": match["authors"], "title": match["title"], "container": _container(rest)}


def _container(rest: str) -> str:
    stop = re.search(
        r",?\s*(?:erişim|e\.t\.|accessed|retrieved|дата|https?://|www\.|\(|\d+\s?/|\d+\s?\(|vol\.|cilt|sayı|no\.|№|\d+\s*:|$)",
        rest,
        re.IGNORECASE,
    )
    text = rest[: stop.start()] if stop else rest
    text = re.sub(r"^(?:içinde|in|in:|в кн\.:)\s+", "", text, flags=re.IGNORECASE)
    text = re.sub(
        r",?\s+\d{1,2}[./]\d{1,2}[./]\d{4}$|,?\s+\d{1,2}\s[^\W\d]+\s\d{4}(?:\sг\.)?$", "", text.strip(" ,.;")
    )
    text = re.sub(r"\s+(?:\d{1,4}|[IVXLC]{2,})$", "", text)
    return "" if re.fullmatch(r"[\d\s.,–-]*", text) else text.strip(" ,.;:")


def _gost(piece: str) -> Found | None:
    match = GOST.match(piece) or GOST_BOOK.match(piece)
    return (0, {k: v for k, v in match.groupdict().items() if v}) if match else None


def _responsible(piece: str) -> Found | None:
    match = RESPONSIBILITY.match(URL.sub(lambda found: " " * len(found.group()), piece))
    return (0, match.groupdict()) if match else None


def _short_gost(piece: str) -> Found | None:
    match = SHORT_GOST.match(piece)
    return (0, {"authors": match["authors"], "title": match["title"]}) if match else None


def _author_year(piece: str) -> Found | None:
    match = APA.match(piece)
    if (
        match is None
        or not match["title"].strip()
        or not re.match(r"[\w’'-]+(?:,| &| and| ve| и|\s[A-ZА-ЯÇĞİÖŞÜ]\.|\s?$)", match["authors"])
    ):
        return None
    return 0, match.groupdict()


def _book(piece: str) -> Found | None:
    match = BOOK.match(piece)
    return (0, match.groupdict()) if match and len(WORD.findall(match["authors"])) < 12 else None


def _same_as_before(piece: str) -> Found | None:
    return (0, {}) if SAME_AS_BEFORE.match(piece) else None


def _back(piece: str) -> Found | None:
    match = EARLIER_WORK.match(piece) or SUPRA.match(piece)
    if match:
        return 0, {"authors": match["authors"] or ""}
    match = SHORT.match(piece)
    return (0, match.groupdict()) if match and len(piece) < 200 else None


def _address(piece: str) -> Found | None:
    match = URL.search(piece)
    if match is None:
        return None
    before = piece[: match.start()]
    if len(WORD.findall(before)) > 25:
        return None
    bits = [bit.strip() for bit in ACCESSED.sub("", before).strip(" ,:").split(", ") if bit.strip(" ,:")]
    if not bits:
        return 0, {}
    authors, title = ("", bits[0]) if len(bits) == 1 else (bits[0], bits[1])
    return 0, {"authors": authors, "title": title, "container": ", ".join(bits[2:])}


# Quotation marks are the surest sign of a title, so that form goes first; an address alone is the last resort.
# "Ibid." goes before all, since what follows it is pages and not a title.
FORMS: tuple[Callable[[str], Found | None], ...] = (
    _same_as_before,
    _gost,
    _short_gost,
    _responsible,
    _quoted,
    _author_year,
    _book,
    _back,
    _address,
)


def _common(whole: str, fields: dict[str, str]) -> dict[str, str]:
    """Fill in what every form may have: address, DOI, access date, year, volume, issue, pages."""
    out = {key: (value or "").strip(" ,.;:") for key, value in fields.items()}
    if out.get("title"):
        out["title"] = SERIES.sub("", out["title"])
    if url := URL.search(whole):
        out["url"] = url.group().rstrip(".,;)")
    if doi := DOI.search(whole):
        out["doi"] = doi.group().rstrip(".,;)")
    bare = re.sub(r"\bdoi:?\s*$", "", DOI.sub(" ", URL.sub(" ", whole)).rstrip(), flags=re.IGNORECASE)
    if accessed := ACCESSED.search(bare):
        out["accessed"] = accessed["date"] or accessed["date2"]
        bare = bare[: accessed.start()] + " " + bare[accessed.end() :]
    title = out.get("title", "")
    after = bare.split(title, 1)[1] if title and title in bare else bare
    if not out.get("year") and (year := YEAR.findall(after) or DAY.findall(after)):
        out["year"] = year[-1]
    if volume := VOLUME.search(after):
        found = volume.groupdict()
        out["volume"] = found["volume"] or found["volume2"] or found["volume3"] or ""
        out["issue"] = found["issue"] or found["issue2"] or found["issue3"] or found["issue4"] or ""
    if not out.get("pages") and (pages := PAGES.search(after)) and not out.get("url"):
        out["pages"] = pages["pages"] or pages["marked"]
    return {key: value for key, value in out.items() if key in Citation.__dataclass_fields__}


def _around(text: str, whole: Span, cited: Span) -> list[Span]:
    """Prose before and after a citation inside its stretch: at least five words."""
    return [
        _strip(text, a, b)
        for a, b in ((whole[0], cited[0]), (cited[1], whole[1]))
        if len(WORD.findall(text[a:b])) >= 5
    ]


def _join(text: str, spans: Sequence[Span]) -> list[Span]:
    """Join stretches that only a semicolon parts: one sentence cut in two."""
    out: list[Span] = []
    for start, end in spans:
        if out and not text[out[-1][1] : start].strip(" ;"):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _title_keys(title: str) -> list[str]:
    words = WORD.findall(title.casefold())
    return [" ".join(words)] if len(words) == 1 else [" ".join(words), " ".join(words[:4])] if words else []


def _surname(authors: str) -> str:
    words = WORD.findall(authors.casefold())
    first = re.split(r",|&| ve | and | и ", authors.casefold())[0]
    found = WORD.findall(first)
    return found[-1] if found else (words[0] if words else "")
