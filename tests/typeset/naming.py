"""What templates of a style may name: an article's title, its author and the invented journal."""

from __future__ import annotations

from tests.typeset.source import CleanArticle
from tests.typeset.style import INVENTED


def upper(text: str, lang: str) -> str:
    """Return `text` in capitals, with the Turkish dotted and dotless i."""
    return (text.replace("i", "İ").replace("ı", "I") if lang == "tr" else text).upper()


def fields(article: CleanArticle) -> dict[str, str]:
    """Return what templates may name: the header's fields and the invented ones."""
    meta = article.meta
    given, _, last = meta["author"].rpartition(" ")
    front = article.fronts[article.body]
    last_first = f"{last}, {given}"
    return {
        **INVENTED, **meta, "given": given, "last": last, "last_first": last_first, "title": front.title, "head": front.head,
        "LAST": upper(last, article.body), "AUTHOR": upper(meta["author"], article.body),
        "initials": " ".join(f"{name[0]}." for name in given.split()),
    }  # fmt: skip
