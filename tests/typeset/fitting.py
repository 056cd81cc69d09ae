"""Letters that a legacy encoding lacks, written as journals of its time wrote them."""

from __future__ import annotations

import unicodedata

_LATIN = dict(zip("абвгдеёзийклмнопрстуфцъыьэ", "abvgdeëziyklmnoprstufc'y'e", strict=True))
_LATIN |= {"ё": "yo", "ж": "zh", "х": "kh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
_OTHER = {
    "ı": "i",
    "―": "—",
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "’": "'",
    "‘": "'",
    "„": '"',
    "№": "No.",
}
_OTHER |= {"—": "-", "–": "-", "…": "...", "€": "EUR", "Ə": "A", "ə": "a"}


def fitted(text: str, encoding: str) -> str:
    """Return `text` with what `encoding` lacks romanised, without its accents, or as a question mark.

    >>> fitted("Приозёрный, Çınaraltı", "cp1254"), fitted("Приозёрный, Çınaraltı", "cp1251")
    ('Priozyornyy, Çınaraltı', 'Приозёрный, Cinaralti')
    """
    return "".join(_fit(char, encoding) for char in text)


def _fit(char: str, encoding: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
    latin = _LATIN.get(char.lower(), "")
    for choice in (char, latin.capitalize() if char.isupper() else latin, _OTHER.get(char, ""), bare):
        if choice and _has(choice, encoding):
            return choice
    return "?"


def _has(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
