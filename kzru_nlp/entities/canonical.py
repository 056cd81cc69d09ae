"""The English name of a date."""

from __future__ import annotations

from babel import Locale

from kzru_nlp.model import Mention


def english_date(mention: Mention) -> str:
    """Return the value of a DATE in English words, of other amounts the value itself.

    >>> english_date(Mention(0, 10, "DATE", "Şubat 2022", value="2022-02"))
    'February 2022'
    >>> english_date(Mention(0, 7, "DATE", "MÖ 612", value="-612"))
    '612 BC'
    >>> english_date(Mention(0, 6, "DATE", "AD 612", value="0612"))
    '612'
    """
    if not mention.value:
        return mention.text
    if mention.label != "DATE":
        return mention.value
    return "–".join(_words(part) for part in mention.value.split("/"))


def _words(date: str) -> str:
    if date[0] == "-" != date[1]:
        return f"{date[1:]} BC"
    year, _, rest = ("", "", date[2:]) if date[0] == "-" else date.partition("-")
    parts = rest.split("-") if rest else []
    month = Locale("en").months["format"]["wide"][int(parts[0])] if parts else ""
    day = str(int(parts[1])) if len(parts) > 1 else ""
    return " ".join(filter(None, (day, month, year.lstrip("0"))))
