"""Cells of the tables as plain values: what is null in Parquet is empty here."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

Row = Mapping[Hashable, Any]
LANGUAGE_NAMES = {"tr": "Türkçe", "en": "English", "ru": "Русский"}


def empty(value: object) -> bool:
    """Return whether a cell holds nothing."""
    return value is None or value == "" or (isinstance(value, float) and value != value)


def text(value: object) -> str:
    """Return a cell as text, "" where it holds nothing; a whole number has no decimals.

    >>> text(2024.0), text(float("nan"))
    ('2024', '')
    """
    if empty(value):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def title_of(article: Row) -> str:
    """Return the title in the language that most of the article is in, else any title, else its file's name."""
    lang = title_language(article)
    return str(article[f"title_{lang}"]) if lang else file_name(article)


def title_language(article: Row) -> str:
    """Return the language of the title that stands for the article, "" if it has none."""
    order = dict.fromkeys([*article["languages"], *LANGUAGE_NAMES])
    return next((lang for lang in order if not empty(article.get(f"title_{lang}"))), "")


def file_name(article: Row) -> str:
    """Return the name of the article's file without its folders."""
    return str(article["path"]).replace("\\", "/").rsplit("/", 1)[-1]
