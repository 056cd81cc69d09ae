"""Texts that repeat each other: word runs shared between documents, with registered texts, across splits."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kzru_nlp.corpus.checks import Problem
from kzru_nlp.corpus.markup import GoldDocument

RUN = 8
"""Words in a row that no text of ours may share with a registered one."""
WORD = re.compile(r"\w+")
NEAR = 0.7
"""Jaccard similarity of word trigrams from which two sentences count as near-duplicates."""
FEWEST = 4
"""Sentences with fewer word trigrams are too short to be called copies."""


def words(text: str) -> list[str]:
    """Return the words of `text`, case-folded."""
    return [w.casefold() for w in WORD.findall(text)]


def runs(text: str, length: int = RUN) -> Iterator[tuple[str, ...]]:
    """Yield every run of `length` words."""
    found = words(text)
    for at in range(len(found) - length + 1):
        yield tuple(found[at : at + length])


def run_hash(run: Sequence[str], salt: str) -> str:
    """Return 12 hexadecimal digits that stand for a run of words without giving it away.

    The salt is the registered text's own SHA-256, so tables of common phrases don't apply to it.
    """
    return hashlib.sha256(f"{salt}\0{' '.join(run)}".encode()).hexdigest()[:12]


def registered_overlaps(
    documents: Iterable[GoldDocument], registered: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    """Yield a problem for every sentence that shares eight words in a row with a registered text.

    `registered` maps the SHA-256 of each registered text to the hashes of its runs.
    """
    for document in documents:
        for lang, sentence in document.sentences():
            for salt, hashes in registered.items():
                if any(run_hash(run, salt) in hashes for run in runs(sentence.text)):
                    message = f"shares {RUN} words in a row with the registered text {salt[:12]}"
                    yield Problem(document.id, f"{lang} {sentence.key}", "registered-overlap", message)
                    break


def duplicates(documents: Iterable[GoldDocument], splits: Mapping[str, str]) -> Iterator[Problem]:
    """Yield sentences that stand twice or nearly twice in one language; across splits it is leakage.

    The two members of a contrast pair are meant to be alike and are not compared with each other.
    """
    by_lang: dict[str, list[tuple[str, str, frozenset[str]]]] = defaultdict(list)
    for document in documents:
        for lang, sentence in document.sentences():
            grams = frozenset(" ".join(run) for run in runs(sentence.text, 3))
            if len(grams) >= FEWEST:
                by_lang[lang].append((document.id, sentence.key, grams))
    for lang, rows in by_lang.items():
        for a, b in _near([grams for _, _, grams in rows]):
            (first, key, _), (second, other, _) = rows[a], rows[b]
            if first == second and pair_of(key) == pair_of(other):
                continue
            code = "near-duplicate" if splits.get(first) == splits.get(second) else "leakage"
            yield Problem(second, f"{lang} {other}", code, f"nearly repeats {first} {lang} {key}")


def pair_of(key: str) -> str:
    """Return the name that the two members of a contrast pair share: their key without its last letter."""
    return key[:-1] if key[-1:] in ("a", "b", "c", "d") and len(key) > 1 else key


def _near(grams: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Yield the index pairs of sets whose Jaccard similarity reaches `NEAR`, each pair once."""
    from scipy.sparse import triu
    from sklearn.feature_extraction.text import CountVectorizer

    if not grams:
        return
    members = CountVectorizer(analyzer=_itself, binary=True).fit_transform(grams)
    shared = triu(members @ members.T, k=1).tocoo()
    for first, second, common in zip(shared.row, shared.col, shared.data, strict=True):
        if common / (len(grams[first]) + len(grams[second]) - common) >= NEAR:
            yield int(first), int(second)


def _itself(grams: frozenset[str]) -> frozenset[str]:
    return grams
