"""Scores of alignments, by vecalign's definitions, with Gale and Church's aligner run beside ours.

A gold file has a JSON object a line: `{"doc", "src_lang", "tgt_lang", "src": [...], "tgt": [...], "gold": [[[0], [0]], …]}`.
Strict: the bead is in the gold. Lax: it shares a link with a bead of the gold. Null: one sentence without counterpart.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kzru_nlp.alignment.aligner import align
from kzru_nlp.corpus.bootstrap import Score, bootstrap
from kzru_nlp.corpus.markup import SIDES
from kzru_nlp.corpus.verify import Corpus
from kzru_nlp.model import InputError

Bead = tuple[tuple[int, ...], tuple[int, ...]]
MEASURES = ("strict P", "strict R", "strict F1", "lax P", "lax R", "lax F1", "null P", "null R", "null F1")


@dataclass(frozen=True, slots=True)
class GoldText:
    """Two versions of a text and their gold beads."""

    doc: str
    src_lang: str
    tgt_lang: str
    src: tuple[str, ...]
    tgt: tuple[str, ...]
    gold: tuple[Bead, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one text: beads said, right strictly and laxly; beads to find, found strictly and laxly; the same of nulls."""

    said: int
    strict: int
    lax: int
    gold: int
    strict_found: int
    lax_found: int
    null_said: int
    null_right: int
    null_gold: int


System = Callable[[GoldText], Sequence[Bead]]


def read_gold(path: Path) -> list[GoldText]:
    """Return the texts of a JSONL file.

    Raises:
        InputError: the file can't be read, or a line lacks a field.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [_gold_text(json.loads(line)) for line in lines if line.strip()]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"{path}: no alignment gold ({type(error).__name__}: {error})", code="gold"
        ) from None


def _gold_text(row: dict[str, Any]) -> GoldText:
    for key in ("src_lang", "tgt_lang"):
        if row[key] not in SIDES:
            raise ValueError(f"{key} is {row[key]!r}")
    return GoldText(
        str(row.get("doc", "")),
        row["src_lang"],
        row["tgt_lang"],
        tuple(map(str, row["src"])),
        tuple(map(str, row["tgt"])),
        tuple((tuple(left), tuple(right)) for left, right in row["gold"]),
    )


def gold_of_corpus(corpus: Corpus, split: str) -> list[GoldText]:
    """Return the pairs of versions of the abstracts of a split."""
    out = []
    for document in corpus.of_split(split):
        for (a, b), beads in document.beads.items():
            one, other = document.body(a), document.body(b)
            src, tgt = ({s.key: i for i, s in enumerate(side)} for side in (one, other))
            gold = tuple((tuple(src[k] for k in x.src), tuple(tgt[k] for k in x.tgt)) for x in beads)
            out.append(
                GoldText(document.id, a, b, tuple(s.text for s in one), tuple(s.text for s in other), gold)
            )
    return out


def ours(text: GoldText) -> list[Bead]:
    """Return our beads."""
    beads = align(text.src, text.tgt, src_lang=text.src_lang, tgt_lang=text.tgt_lang)
    return [(bead.src, bead.tgt) for bead in beads]


def gale_church(text: GoldText) -> list[Bead]:
    """Return the beads of Gale and Church (1993) as NLTK has it: lengths alone.

    Raises:
        InputError: NLTK isn't installed.
    """
    try:
        from nltk.translate.gale_church import align_blocks  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        raise InputError("the baseline needs NLTK: pip install nltk", code="missing") from None
    if not text.src or not text.tgt:
        return [((i,), ()) for i in range(len(text.src))] + [((), (j,)) for j in range(len(text.tgt))]
    links = align_blocks([len(s) for s in text.src], [len(t) for t in text.tgt])
    return beads_of_links(links, len(text.src), len(text.tgt))


def beads_of_links(links: Iterable[tuple[int, int]], src: int, tgt: int) -> list[Bead]:
    """Return the beads that links between sentences make; sentences without a link stand alone.

    >>> beads_of_links([(0, 0), (1, 0)], 2, 2)
    [((0, 1), (0,)), ((), (1,))]
    """
    group: dict[tuple[str, int], set[tuple[str, int]]] = {}
    for i, j in links:
        union = group.get(("s", i), {("s", i)}) | group.get(("t", j), {("t", j)})
        group.update(dict.fromkeys(union, union))
    found: dict[Bead, None] = {}
    for node in [*(("s", i) for i in range(src)), *(("t", j) for j in range(tgt))]:
        members = group.get(node, {node})
        found[
            tuple(sorted(i for side, i in members if side == "s")),
            tuple(sorted(j for side, j in members if side == "t")),
        ] = None
    return list(found)


def count(gold: Sequence[Bead], said: Sequence[Bead]) -> Counts:
    """Return what is right in `said`; a bead of several sentences without counterpart counts for each of them."""
    want, have = _alone(gold), _alone(said)
    strict, lax = _right(want, have)
    both_want = {bead for bead in want if bead[0] and bead[1]}
    both_have = {bead for bead in have if bead[0] and bead[1]}
    strict_found, lax_found = _right(both_have, both_want)
    null_want, null_have = want - both_want, have - both_have
    return Counts(
        len(have),
        strict,
        lax,
        len(both_want),
        strict_found,
        lax_found,
        len(null_have),
        len(null_want & null_have),
        len(null_want),
    )


def _alone(beads: Iterable[Bead]) -> set[Bead]:
    out: set[Bead] = set()
    for a, b in beads:
        src, tgt = tuple(sorted(a)), tuple(sorted(b))
        if src and tgt:
            out.add((src, tgt))
        else:
            out |= {((i,), ()) for i in src} | {((), (j,)) for j in tgt}
    return out


def _right(gold: set[Bead], said: set[Bead]) -> tuple[int, int]:
    links: dict[int, set[int]] = defaultdict(set)
    for a, b in gold:
        for i in a:
            links[i].update(b)
    strict = sum(bead in gold for bead in said)
    lax = sum(bead in gold or any(links[i] & set(bead[1]) for i in bead[0]) for bead in said)
    return strict, lax


def measure(counts: Sequence[Counts], name: str) -> float:
    """Return the measure `name` (of `MEASURES`) over texts."""
    total = {key: sum(getattr(c, key) for c in counts) for key in Counts.__slots__}
    kind, what = name.split()
    if kind == "null":
        p, r = (
            _share(total["null_right"], total["null_said"]),
            _share(total["null_right"], total["null_gold"]),
        )
    else:
        p, r = _share(total[kind], total["said"]), _share(total[f"{kind}_found"], total["gold"])
    return {"P": p, "R": r, "F1": 2 * p * r / (p + r) if p + r else 0.0}[what]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def alignment_rows(texts: Sequence[GoldText], *, baseline: bool = True) -> Iterator[dict[str, object]]:
    """Yield rows (pair, system, measure, n, score) for each pair of languages and for all."""
    systems: dict[str, System] = {"kzru-nlp": ours, **({"Gale-Church": gale_church} if baseline else {})}
    counts = {
        name: [(f"{t.src_lang}-{t.tgt_lang}", count(t.gold, system(t))) for t in texts]
        for name, system in systems.items()
    }
    pairs = sorted({f"{t.src_lang}-{t.tgt_lang}" for t in texts})
    for pair in [*pairs, "all"] if len(pairs) > 1 else pairs:
        for system_name, found in counts.items():
            own = [c for p, c in found if pair in (p, "all")]
            for name in MEASURES:
                n = sum(c.null_gold if name.startswith("null") else c.gold for c in own)
                yield {
                    "pair": pair,
                    "system": system_name,
                    "measure": name,
                    "n": n,
                    "score": _score(own, name, n),
                }


def _score(counts: Sequence[Counts], name: str, n: int) -> Score:
    return bootstrap(counts, lambda drawn: measure(drawn, name), n)
