"""The trilingual glossary: which Turkish, English and Russian words and terms say the same.

`glossary.tsv` has one sense a row:

- `id`          the English headword, its part of speech, and a number from the second sense on (`state.noun.2`);
- `pos`         noun, verb, adj, adv, conn (connectives), num, pron, prep, or term (a multiword technical term);
- `tr en ru`    the dictionary forms that say it, `; ` between them, the commonest first;
- `sense`       tells senses of one English headword apart, for readers;
- `field`       gen, or the field of study that uses it so (`FIELDS`);
- `source`      where the row comes from (keys are explained in `sources.tsv`).

Text is matched by lemmas. Where a lemmatizer takes the dictionary form itself for a form of something else
("gelişme" -> "geliş"), `glossary_lemmas.tsv` says so, because asking it for every word would take seconds at each
start; `kzru-nlp knowledge lemmas` writes that file. A file of the user's own needs the columns tr, en, ru only; a row
with an id of ours replaces ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kzru_nlp.knowledge.rows import DATA, Row, read_rows
from kzru_nlp.lang import LANGUAGES, get_profile

POS = ("noun", "verb", "adj", "adv", "conn", "num", "pron", "prep", "term")
FIELDS = (
    "gen", "pol", "sec", "law", "econ", "energy", "env", "transp", "soc", "cult", "hist", "sci", "tech", "health",
    "geo", "space", "media",
)  # fmt: skip
COLUMNS = ("id", "pos", "tr", "en", "ru", "sense", "field", "source")
LEMMA_COLUMNS = ("lang", "term", "lemmas")
LONGEST = 8
"""Most words of a term."""
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE_TAIL = re.compile(r"['’ʼ][^\W_]+")

Lemmatize = Callable[[str], str]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One sense: its terms by language, the leading one first."""

    id: str
    pos: str
    terms: Mapping[str, tuple[str, ...]]
    sense: str = ""
    field: str = "gen"
    source: str = "user"
    shipped: bool = False
    """Whether it is ours, so that `glossary_lemmas.tsv` knows its lemmas."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first:last` (exclusive) say one of `entries` (ids), in the term `term`."""

    first: int
    last: int
    term: str
    entries: tuple[str, ...]


def term_words(text: str, lang: str) -> list[str]:
    """Return the folded words of a term or a text; hyphens part words, an apostrophe's suffix is left out.

    >>> term_words("Avrupa Birliği'nin post-Sovyet politikası", "tr")
    ['avrupa', 'birliği', 'post', 'sovyet', 'politikası']
    """
    return _WORD.findall(_APOSTROPHE_TAIL.sub("", get_profile(lang).fold(text)))


class Glossary:
    """All entries, in the order of their rows, and an index of their terms for each language."""

    def __init__(self, entries: Iterable[Entry], lemmas: Mapping[tuple[str, str], Key] | None = None) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._lemmas = dict(lemmas or {})
        self._indices: dict[str, Index] = {}

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, entry_id: str) -> Entry | None:
        """Return the entry with this id, or None."""
        return self._entries.get(entry_id)

    def lemmas(self, lang: str, term: str, words: Key) -> Key:
        """Return what the lemmatizer makes of our term `term`, as `glossary_lemmas.tsv` has it, else its `words`."""
        return self._lemmas.get((lang, term), words)

    def index(self, lang: str, lemmatize: Lemmatize) -> Index:
        """Return the index of the terms of `lang`; made once. Only the user's own terms are lemmatized for it."""
        if lang not in self._indices:
            self._indices[lang] = Index(
                (key, term, entry.id)
                for entry in self
                for term in entry.terms.get(lang, ())
                for key in self._keys(entry, lang, term, lemmatize)
            )
        return self._indices[lang]

    def _keys(self, entry: Entry, lang: str, term: str, lemmatize: Lemmatize) -> Iterable[Key]:
        """Return the term's lemmas and its words as they are: of "meetings" the lemma is "meeting", of that "meet"."""
        words = tuple(term_words(term, lang))
        lemmas = self.lemmas(lang, term, words) if entry.shipped else tuple(lemmatize(word) for word in words)
        return dict.fromkeys((lemmas, words))


class Index:
    """The terms of one language by their lemmas."""

    def __init__(self, terms: Iterable[tuple[Key, str, str]]) -> None:
        self._ids: dict[Key, list[str]] = {}
        self._term: dict[Key, str] = {}
        self._sizes: dict[str, set[int]] = {}
        for key, term, entry_id in terms:
            if key:
                self._ids.setdefault(key, []).append(entry_id)
                self._term.setdefault(key, term)
                self._sizes.setdefault(key[0], set()).add(len(key))

    def find(self, words: Sequence[tuple[str, str]], *, inner: bool = False) -> list[Match]:
        """Return the terms in `words`, pairs of folded surface and lemma, the longest first, left to right.

        With `inner`, the terms inside a longer one are returned too, after it ("dış politika", then "politika").
        """
        found, at = [], 0
        while at < len(words):
            best = self._longest(words, at, len(words) - at)
            if best is None:
                at += 1
                continue
            found.append(best)
            if inner:
                found += self._inside(words, best)
            at = best.last
        return found

    def _inside(self, words: Sequence[tuple[str, str]], outer: Match) -> Iterator[Match]:
        for at in range(outer.first, outer.last):
            match = self._longest(words, at, min(outer.last - at, outer.last - outer.first - 1))
            if match:
                yield match

    def _longest(self, words: Sequence[tuple[str, str]], at: int, most: int) -> Match | None:
        sizes = {size for form in set(words[at]) for size in self._sizes.get(form, ())}
        for size in sorted(sizes, reverse=True):
            if size <= most:
                ids = dict.fromkeys(
                    entry_id for key in _keys(words[at : at + size]) for entry_id in self._ids.get(key, ())
                )
                if ids:
                    term = next(self._term[k] for k in _keys(words[at : at + size]) if k in self._term)
                    return Match(at, at + size, term, tuple(ids))
        return None


def _keys(words: Sequence[tuple[str, str]]) -> list[Key]:
    """Return the keys that `words` may be: each word by its surface or by its lemma."""
    keys: list[Key] = [()]
    for forms in words[:LONGEST]:
        keys = [(*key, form) for key in keys for form in dict.fromkeys(forms)]
    return keys


def load_glossary(extra: tuple[Path, ...] = ()) -> Glossary:
    """Return the glossary, read once; a row of `extra` with an id of ours replaces ours, others are added.

    Raises:
        InputError: a row is faulty; the message names file, row and column.
    """
    return _load(extra)


@cache  # which takes a call with a default and one with the same value for two
def _load(extra: tuple[Path, ...]) -> Glossary:
    ours = read_glossary(DATA / "glossary.tsv", COLUMNS, shipped=True)
    entries = {entry.id: entry for entry in ours}
    for path in extra:
        entries.update((entry.id, entry) for entry in read_glossary(path))
    lemmas = {
        (row["lang"], row["term"]): tuple(row["lemmas"].split())
        for row in read_rows(DATA / "glossary_lemmas.tsv", LEMMA_COLUMNS)
    }
    return Glossary(entries.values(), lemmas)


def read_glossary(
    path: Path, columns: tuple[str, ...] = LANGUAGES, *, shipped: bool = False
) -> tuple[Entry, ...]:
    """Return every entry of a TSV file; `shipped` says that it is ours.

    Raises:
        InputError: a row is faulty, or an id stands twice; the message names file, row and column.
    """
    entries: dict[str, Entry] = {}
    for row in read_rows(path, columns):
        entry = _entry(row, shipped)
        if entry.id in entries:
            raise row.fault("id", f"{entry.id!r} stands twice; give each sense its own id")
        entries[entry.id] = entry
    return tuple(entries.values())


def _entry(row: Row, shipped: bool) -> Entry:
    terms = {lang: _terms(row, lang) for lang in LANGUAGES}
    if sum(map(bool, terms.values())) < 2:
        empty = next(lang for lang in LANGUAGES if not terms[lang])
        raise row.fault(empty, "is empty; a row names a thing in two languages at least")
    return Entry(
        id=row["id"] or f"{row.path.stem}:{row.number}",
        pos=row.one_of("pos", POS) if row["pos"] else "term",
        terms=terms,
        sense=row["sense"],
        field=row.one_of("field", FIELDS) if row["field"] else "gen",
        source=row["source"] or "user",
        shipped=shipped,
    )


def _terms(row: Row, lang: str) -> tuple[str, ...]:
    terms = tuple(term.strip() for term in row[lang].split(";") if term.strip())
    for term in terms:
        if not 1 <= len(_WORD.findall(_APOSTROPHE_TAIL.sub("", term))) <= LONGEST:
            raise row.fault(lang, f"is {term!r}; a term has 1 to {LONGEST} words")
    return terms


def lemma_rows(entries: Iterable[Entry], lemmatizers: Mapping[str, Lemmatize]) -> list[tuple[str, str, str]]:
    """Return the rows of `glossary_lemmas.tsv`: the terms that lemmatizing changes, and what it makes of them."""
    terms = {(lang, term) for entry in entries for lang in entry.terms for term in entry.terms[lang]}
    rows = []
    for lang, term in sorted(terms):
        words = term_words(term, lang)
        lemmas = [lemmatizers[lang](word) for word in words]
        if lemmas != words:
            rows.append((lang, term, " ".join(lemmas)))
    return rows


def write_lemmas(entries: Iterable[Entry], lemmatizers: Mapping[str, Lemmatize]) -> Path:
    """Write `glossary_lemmas.tsv` anew and return its path."""
    path = DATA / "glossary_lemmas.tsv"
    rows = [LEMMA_COLUMNS, *lemma_rows(entries, lemmatizers)]
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8", newline="\n")
    return path
