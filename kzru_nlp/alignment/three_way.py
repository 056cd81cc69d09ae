"""Three versions aligned together: the third language repairs the pair that is hardest to align."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from os import PathLike

from kzru_nlp.alignment.aligner import align
from kzru_nlp.alignment.band import FULL_CELLS
from kzru_nlp.alignment.support import Encoder, Pivot
from kzru_nlp.model import Bead, Bead3, Threads

LANGS = ("tr", "en", "ru")
PAIRS = (("tr", "en"), ("en", "ru"), ("tr", "ru"))
Node = tuple[str, int]


def align_three(
    tr: Sequence[str],
    en: Sequence[str],
    ru: Sequence[str],
    *,
    glossary: Sequence[str | PathLike[str]] = (),
    encoder: Encoder | None = None,
) -> list[Bead3]:
    """Return trilingual beads in reading order; every sentence is in exactly one, a side may be empty.

    The three pairs are aligned by themselves; then the least sure one is aligned again with what the other two say
    about it through the third language, its omissions too. Their beads are joined the most probable first; a bead is
    left out if it would tie together what two other pairs keep apart.
    """
    texts = dict(zip(LANGS, (tr, en, ru), strict=True))
    pairs = {
        (a, b): align(texts[a], texts[b], src_lang=a, tgt_lang=b, glossary=glossary, encoder=encoder)
        for a, b in PAIRS
    }
    pairs = repaired(texts, pairs, glossary=glossary, encoder=encoder)
    groups = _Groups(texts)
    links = [
        (bead.score, a, b, bead) for (a, b), beads in pairs.items() for bead in beads if bead.src and bead.tgt
    ]
    for _, a, b, bead in sorted(links, key=lambda link: (-link[0], link[3].src)):
        groups.join([*((a, i) for i in bead.src), *((b, j) for j in bead.tgt)])
    scores = _scores(pairs)
    return Threads(
        (_bead(members, scores) for members in groups.in_order()), sides=(("tr", tr), ("en", en), ("ru", ru))
    )


def repaired(
    texts: Mapping[str, Sequence[str]],
    pairs: Mapping[tuple[str, str], list[Bead]],
    *,
    glossary: Sequence[str | PathLike[str]] = (),
    encoder: Encoder | None = None,
) -> dict[tuple[str, str], list[Bead]]:
    """Return the three alignments, the least sure one made again with the third language as pivot."""
    out = dict(pairs)
    a, b = min(out, key=lambda pair: _sureness(out[pair]))
    (third,) = set(LANGS) - {a, b}
    sizes = len(texts[a]), len(texts[third]), len(texts[b])
    if not all(sizes) or sizes[0] * sizes[2] > FULL_CELLS:
        return out
    pivot = Pivot.through(_directed(out, a, third), _directed(out, third, b), sizes)
    out[a, b] = align(
        texts[a], texts[b], src_lang=a, tgt_lang=b, glossary=glossary, encoder=encoder, pivot=pivot
    )
    return out


def _sureness(beads: Sequence[Bead]) -> float:
    return sum(bead.score for bead in beads) / len(beads) if beads else 1.0


def _directed(pairs: Mapping[tuple[str, str], list[Bead]], src: str, tgt: str) -> list[Bead]:
    if (src, tgt) in pairs:
        return pairs[src, tgt]
    return [bead.turned() for bead in pairs[tgt, src]]


class _Groups:
    """Sets of sentences, joined as long as all of them can stand in one order."""

    def __init__(self, texts: Mapping[str, Sequence[str]]) -> None:
        self._sizes = {lang: len(text) for lang, text in texts.items()}
        self._of: dict[Node, frozenset[Node]] = {
            (lang, i): frozenset({(lang, i)}) for lang, text in texts.items() for i in range(len(text))
        }

    def join(self, nodes: Sequence[Node]) -> None:
        """Join the sets of `nodes`, unless the result has holes or crosses another set."""
        union = frozenset().union(*(self._of[node] for node in nodes))
        if len(nodes) == len(union) or self._compact(union):
            if self._crosses(union):
                return
            for node in union:
                self._of[node] = union

    def in_order(self) -> list[frozenset[Node]]:
        """Return the sets in an order that every language's own order agrees with."""
        left, done, out = dict.fromkeys(self._of.values()), set[Node](), list[frozenset[Node]]()
        while left:
            ready = [
                g for g in left if all((x, k) in done for x, i in g for k in range(i) if (x, k) not in g)
            ]
            # Of several that may come next, the one that stands furthest ahead in its text.
            first = min(ready, key=lambda g: (min(i / self._sizes[x] for x, i in g), LANGS.index(min(g)[0])))
            out.append(first)
            done.update(first)
            del left[first]
        return out

    @staticmethod
    def _compact(union: frozenset[Node]) -> bool:
        """Whether the set has at most three neighbouring sentences of each language."""
        for lang in LANGS:
            own = sorted(i for x, i in union if x == lang)
            if own and (own[-1] - own[0] + 1 != len(own) or len(own) > 3):
                return False
        return True

    def _crosses(self, union: frozenset[Node]) -> bool:
        """Whether some set lies before `union` in one language and after it in another."""
        ends = {lang: [i for x, i in union if x == lang] for lang in LANGS}
        for lang, own in ends.items():
            for i in range(self._sizes[lang]):
                group = self._of[lang, i]
                if len(group) < 2 or not own or group & union:
                    continue
                sides = {k < min(ends[x]) for x, k in group if ends[x]}
                if len(sides) > 1:
                    return True
        return False


def _scores(pairs: Mapping[tuple[str, str], Sequence[Bead]]) -> dict[Node, list[tuple[Bead, str, str]]]:
    found: dict[Node, list[tuple[Bead, str, str]]] = defaultdict(list)
    for (a, b), beads in pairs.items():
        for bead in beads:
            for node in [*((a, i) for i in bead.src), *((b, j) for j in bead.tgt)]:
                found[node].append((bead, a, b))
    return found


def _bead(members: frozenset[Node], scores: Mapping[Node, list[tuple[Bead, str, str]]]) -> Bead3:
    """Return the bead of `members`; its score is the mean over what its pairs say of each sentence."""
    said = []
    for node in members:
        for bead, a, b in scores[node]:
            nodes = {*((a, i) for i in bead.src), *((b, j) for j in bead.tgt)}
            other = b if node[0] == a else a
            agrees = nodes <= members and any(x == other for x, _ in members) == bool(bead.src and bead.tgt)
            said.append(bead.score if agrees else 1.0 - bead.score)
    sides = {lang: tuple(sorted(i for x, i in members if x == lang)) for lang in LANGS}
    return Bead3(sides["tr"], sides["en"], sides["ru"], round(sum(said) / len(said), 4) if said else 1.0)
