"""Key words: what one sub-corpus says oftener than another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kzru_nlp.model import InputError
from kzru_nlp.questions.association import log_likelihood, log_ratio, p_value
from kzru_nlp.questions.counting import PER, by_language, count
from kzru_nlp.questions.selection import Selection, Sentence, condition_sql, select_sentences


def find_key_words(
    out: Path,
    target: str,
    reference: str | None = None,
    *,
    selection: Selection | None = None,
    lemmas: bool = False,
    length: int = 1,
    stopwords: bool = True,
    minimum: int = 3,
) -> list[dict[str, Any]]:
    """Return rows lang, term, target, reference (counts), their rates, articles, g2, p, log_ratio; by G2.

    `target` and `reference` are conditions as in Selection; without `reference` it is everything else. Each
    language is compared with itself. `p` is corrected for the number of terms (Holm). Positive `log_ratio`:
    oftener in the target. `minimum` is the count in both together that a term needs.

    Raises:
        InputError: a sub-corpus is empty, or the two share sentences.
    """
    base = selection or Selection()
    rest = reference or f"NOT coalesce({condition_sql(target)}, false)"
    sides = [list(select_sentences(out, base.also(condition))) for condition in (target, rest)]
    _check(sides, (target, rest))
    member = {sentence.id: group for group, side in enumerate(sides) for sentence in side}
    rows: list[dict[str, Any]] = []
    for lang, sentences in by_language(sentence for side in sides for sentence in side):
        rows += _compare(
            sentences, [member[s.id] for s in sentences], lang, lemmas, length, stopwords, minimum
        )
    return rows


def _check(sides: list[list[Sentence]], conditions: tuple[str, str]) -> None:
    for side, condition in zip(sides, conditions, strict=True):
        if not side:
            raise InputError(f"no sentence is in the sub-corpus {condition!r}", code="query")
    if shared := {s.id for s in sides[0]} & {s.id for s in sides[1]}:
        raise InputError(
            f"the two sub-corpora share {len(shared)} sentences; they must exclude each other", code="query"
        )


def _compare(
    sentences: list[Sentence],
    groups: list[int],
    lang: str,
    lemmas: bool,
    length: int,
    stopwords: bool,
    minimum: int,
) -> list[dict[str, Any]]:
    found = count(sentences, groups, lang, 2, lemmas, length, stopwords)
    (n_a, n_b), (a, b) = (int(n) for n in found.totals), found.counts
    if not n_a or not n_b:
        return []
    keep = (a + b) >= minimum
    a, b, articles = a[keep], b[keep], found.articles[:, keep]
    terms = [term for term, kept in zip(found.terms, keep, strict=True) if kept]
    g2, ratio = log_likelihood(a, b, n_a, n_b), log_ratio(a, b, n_a, n_b)
    order = sorted(range(len(terms)), key=lambda i: (-g2[i], terms[i]))
    corrected = _holm([float(p) for p in p_value(g2)[order]]) if order else []
    return [
        {
            "lang": lang,
            "term": terms[i],
            "target": int(a[i]),
            "reference": int(b[i]),
            "target_per_million": float(a[i] * PER / n_a),
            "reference_per_million": float(b[i] * PER / n_b),
            "target_articles": int(articles[0, i]),
            "reference_articles": int(articles[1, i]),
            "g2": float(g2[i]),
            "p": p,
            "log_ratio": float(ratio[i]),
        }
        for i, p in zip(order, corrected, strict=True)
    ]


def _holm(sorted_p: list[float]) -> list[float]:
    """Return p values, smallest first, corrected for their number (Holm 1979)."""
    corrected, highest = [], 0.0
    for rank, p in enumerate(sorted_p):
        highest = max(highest, min(1.0, p * (len(sorted_p) - rank)))
        corrected.append(highest)
    return corrected
