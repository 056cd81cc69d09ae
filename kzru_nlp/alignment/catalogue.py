"""The sentences that explain differences, in three languages: one TOML file each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "messages"


@cache
def load_messages(lang: str) -> Mapping[str, str]:
    """Return the message templates in `lang`.

    Raises:
        ValueError: there is no catalogue in this language; the message lists those there are.
    """
    path = FOLDER / f"{lang}.toml"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.toml")))
        raise ValueError(f"no messages in language {lang!r}; there are: {known}")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def explain(key: str, lang: str, **values: str) -> str:
    """Return the message `key` in `lang` with `values` filled in; labels of stances are words of the catalogue.

    >>> explain("number_changed", "en", src="63", tgt="73")
    'The number 63 has become 73.'
    """
    messages = load_messages(lang)
    return messages[key].format(**{k: messages.get(v, v) for k, v in values.items()})
