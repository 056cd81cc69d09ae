"""A bilingual lexicon learned from a collection of aligned texts, as rows of a glossary.

Sure 1:1 beads are read as bags of lemmas; a pair of lemmas is kept when each is the other's best partner by Dice's
coefficient (Smadja et al. 1996; competitive linking, Melamed 2000). The table is a proposal for a person to look
through, and works as it is with `--glossary`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kzru_nlp.alignment.lexicon import load_lexicon
from kzru_nlp.knowledge.glossary import term_words
from kzru_nlp.lang import LANGUAGES, get_profile
from kzru_nlp.model import Bead
from kzru_nlp.text.lemmas import get_lemmatizer

SURE = 0.9
LEAST_TOGETHER = 4
LEAST_DICE = 0.5
LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Learned:
    """Two lemmas that translate each other: how often they met, and Dice's coefficient."""

    src: str
    tgt: str
    together: int
    dice: float


def learn_lexicon(
    texts: Iterable[tuple[Sequence[str], Sequence[str], Sequence[Bead]]], *, src_lang: str, tgt_lang: str
) -> list[Learned]:
    """Return the pairs of lemmas that `texts` (source, target, beads) show and the glossary has not, surest first."""
    one: Counter[str] = Counter()
    other: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for src, tgt, beads in texts:
        for bead in beads:
            if len(bead.src) == len(bead.tgt) == 1 and bead.score >= SURE:
                left, right = _lemmas(src[bead.src[0]], src_lang), _lemmas(tgt[bead.tgt[0]], tgt_lang)
                one.update(left)
                other.update(right)
                both.update((a, b) for a in left for b in right)
    dice = {(a, b): 2 * n / (one[a] + other[b]) for (a, b), n in both.items() if n >= LEAST_TOGETHER}
    found, used = [], set[tuple[int, str]]()
    for (a, b), value in sorted(dice.items(), key=lambda item: (-item[1], item[0])):
        if value >= LEAST_DICE and not {(0, a), (1, b)} & used:
            used |= {(0, a), (1, b)}
            if not _known(a, b, src_lang, tgt_lang):
                found.append(Learned(a, b, both[a, b], round(value, 4)))
    return found


def _lemmas(text: str, lang: str) -> set[str]:
    lemmatize, function = get_lemmatizer(lang), get_profile(lang).function_words
    words = (lemmatize(word) for word in term_words(text, lang) if word not in function)
    return {word for word in words if len(word) >= LEAST_LETTERS and word.isalpha()}


def _known(src: str, tgt: str, src_lang: str, tgt_lang: str) -> bool:
    (left,), (right,) = load_lexicon(src_lang).find([src]), load_lexicon(tgt_lang).find([tgt])
    return bool(left and right and set(left.ids) & set(right.ids))


def write_learned(rows: Sequence[Learned], path: Path, *, src_lang: str, tgt_lang: str) -> None:
    """Write `rows` as a glossary of the user's own (columns tr, en, ru)."""
    lines = ["\t".join(LANGUAGES)]
    for row in rows:
        terms = {src_lang: row.src, tgt_lang: row.tgt}
        lines.append("\t".join(terms.get(lang, "") for lang in LANGUAGES))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
