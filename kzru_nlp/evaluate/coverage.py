"""How much of a text our tables know: words by the glossary, opinion expressions by the cues, names by the actors.

Rows are JSON objects, one a line, or one JSON list of them, of any of these forms:

- `{"lang", "text"}`: content words;
- `{"src_lang", "tgt_lang", "src": [...], "tgt": [...]}`: content words of both sides;
- `{"lang", "text", "label", "evidence_spans": ["12:20", ...]}`: opinion expressions, label `favor` or `against`;
- `{"text", "label", "lang"}` with an entity label, or `{"text", "sentence": "tr-01", ...}`: names.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kzru_nlp.knowledge.glossary import load_glossary, term_words
from kzru_nlp.knowledge.own import Own
from kzru_nlp.lang import get_profile
from kzru_nlp.model import InputError
from kzru_nlp.stance.cues import get_matcher
from kzru_nlp.stance.patterns import Form
from kzru_nlp.text.lemmas import get_lemmatizer
from kzru_nlp.text.words import stop_words

SIGNS = {"favor": 1, "against": -1}
NOT_CONTENT = frozenset({"conn", "num", "pron", "prep"})
"""Parts of speech of the glossary that are no content words."""
Row = dict[str, Any]
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of `n` things of a language are known: `share`; `right` of them with the right sign, where they have one."""

    what: str
    lang: str
    n: int
    known: int
    right: int | None = None

    @property
    def share(self) -> float:
        """Known out of all."""
        return self.known / self.n if self.n else 0.0


def coverage(rows: Iterable[Row], own: Own | None = None) -> list[Coverage]:
    """Return the coverage of `rows`, what and language by language."""
    own = own or Own()
    n: Counter[tuple[str, str]] = Counter()
    known: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for what, lang, item in _items(rows):
        found = _KNOWS[what](item, lang, own)
        n[what, lang] += len(found)
        known[what, lang] += sum(verdict is not None for verdict in found)
        right[what, lang] += sum(bool(verdict) for verdict in found)
    return [
        Coverage(
            what, lang, n[what, lang], known[what, lang], right[what, lang] if what == "opinions" else None
        )
        for what, lang in sorted(n)
    ]


def read_coverage_rows(path: Path) -> list[Row]:
    """Return the rows of a JSON or JSONL file.

    Raises:
        InputError: it holds anything else.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = (
            json.loads(text)
            if text.lstrip().startswith("[")
            else [json.loads(x) for x in text.splitlines() if x]
        )
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read as JSON rows ({error})") from None
    if not all(isinstance(row, dict) for row in rows):
        raise InputError(f"{path}: a row is no JSON object")
    return list(rows)


def _items(rows: Iterable[Row]) -> Iterator[tuple[str, str, Any]]:
    for row in rows:
        if "src" in row and "tgt" in row:
            yield "words", row["src_lang"], " ".join(row["src"])
            yield "words", row["tgt_lang"], " ".join(row["tgt"])
        elif "evidence_spans" in row:
            yield "opinions", row["lang"], row
        elif "label" in row:
            yield "names", row.get("lang") or str(row["sentence"])[:2], row
        else:
            yield "words", row["lang"], row["text"]


def _words(text: str, lang: str, own: Own) -> list[bool | None]:
    """Return for each content word whether the glossary has it (None: it has not)."""
    lemmatize, glossary = get_lemmatizer(lang), load_glossary(own.glossary)
    stop = stop_words(lang)
    pairs = [(word, lemmatize(word)) for word in term_words(text, lang)]
    known: dict[int, bool] = {}
    for match in glossary.index(lang, lemmatize).find(pairs):
        entries = [glossary.get(entry_id) for entry_id in match.entries]
        content = any(entry and entry.pos not in NOT_CONTENT for entry in entries)
        known.update(dict.fromkeys(range(match.first, match.last), content))
    return [
        True if i in known else None
        for i, (word, lemma) in enumerate(pairs)
        if word.isalpha() and len(word) > 1 and not {word, lemma} & stop and known.get(i, True)
    ]


def _opinions(row: Row, lang: str, own: Own) -> list[bool | None]:
    """Return whether the cues that touch the opinion expression of a row have its sign (None: no cue touches it).

    Signs are the lexicon's: negation, which the stance tagger looks for, is not applied.
    """
    if row["label"] not in SIGNS or not row["evidence_spans"]:
        return []
    fold, lemmatize = get_profile(lang).fold, get_lemmatizer(lang)
    spans = [tuple(map(int, span.split(":"))) for span in row["evidence_spans"]]
    words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(fold(row["text"]))]
    inside = [any(start < high and low < end for low, high in spans) for start, end, _ in words]
    hits = get_matcher(lang, own.cues).find([Form(word, fold(lemmatize(word))) for _, _, word in words])
    signs = [hit.payload.polarity for hit in hits if any(inside[token] for token in hit.tokens)]
    return [sum(signs) * SIGNS[row["label"]] > 0 if signs else None]


def _names(row: Row, lang: str, own: Own) -> list[bool | None]:
    """Return whether a capitalised name is one that the actor table or the gazetteer has."""
    text = row["text"]
    if not any(word[:1].isupper() for word in text.split()) or row["label"] in {
        "DATE",
        "MONEY",
        "PERCENT",
        "QUANTITY",
    }:
        return []
    from kzru_nlp.entities.known import find_actors, find_places, known_names
    from kzru_nlp.entities.words import plain_words
    from kzru_nlp.knowledge.actors import load_actors

    words, known = plain_words(text, lang), known_names(lang, load_actors(own.actors))
    found = [*find_actors(text, words, known), *find_places(text, words, known)]
    return [True if found else None]


_KNOWS: dict[str, Callable[[Any, str, Own], list[bool | None]]] = {
    "words": _words,
    "opinions": _opinions,
    "names": _names,
}
