"""Words that mean or behave alike, as numbered groups: what a tagger knows of words that its corpus doesn't have.

`clusters.tsv` has a group a row:

- `lang`      the language of its words;
- `clusters`  the numbers of the larger groups that hold it, from coarse to fine, and its own;
- `words`     folded, save names that keep their capital; a word with a hyphen behind it stands for its inflected forms
              too ("müttefik-").

`kzru-nlp knowledge clusters` writes it; `clustering.py` says from what.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from kzru_nlp.knowledge.rows import DATA, read_rows

FILE = DATA / "clusters.tsv"
COLUMNS = ("lang", "clusters", "words")
STEM = "-"
"""What stands behind a word that stands for its inflected forms too."""
SHORTEST_STEM = 4
"""Letters from which the beginning of a word tells which word it is."""
Group = tuple[str, ...]
"""Numbers from coarse to fine."""


class Clusters:
    """The groups of one language's words."""

    def __init__(self, groups: Mapping[str, Group]) -> None:
        """`groups` maps words, those that are stems with their hyphen, to the numbers of their groups."""
        self._groups = {word.rstrip(STEM): group for word, group in groups.items()}
        self._stems = {word[:-1]: group for word, group in groups.items() if word.endswith(STEM)}

    def __len__(self) -> int:
        return len(self._groups)

    def of(self, text: str, folded: str, lemma: str) -> Group:
        """Return the group of a word as it is written, folded, by its lemma or by its longest stem; () if it has none.

        >>> Clusters({"müttefik-": ("3", "17"), "Roma": ("5", "9")}).of("Müttefiklerimiz", "müttefiklerimiz", "müttefikler")
        ('3', '17')
        """
        for form in (text, folded, lemma):
            if found := self._groups.get(form):
                return found
        if self._stems:
            for length in range(len(folded) - 1, SHORTEST_STEM - 1, -1):
                if found := self._stems.get(folded[:length]):
                    return found
        return ()


@cache
def load_clusters(lang: str) -> Clusters:
    """Return the groups of the words of `lang`; there are none for a language whose tagger has no use for them."""
    rows = (row for row in read_rows(FILE, COLUMNS) if row["lang"] == lang)
    return Clusters({word: tuple(row["clusters"].split()) for row in rows for word in row["words"].split()})


def write_clusters(groups: Mapping[str, Mapping[str, Group]], path: Path = FILE) -> Path:
    """Write the groups of each language's words, fine groups in order, and return the path."""
    lines = ["\t".join(COLUMNS)]
    for lang, of_word in groups.items():
        words: dict[Group, list[str]] = {}
        for word in sorted(of_word):
            words.setdefault(of_word[word], []).append(word)
        lines += (f"{lang}\t{' '.join(group)}\t{' '.join(words[group])}" for group in _in_order(words))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


def _in_order(groups: Iterable[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: [int(number) for number in group])
