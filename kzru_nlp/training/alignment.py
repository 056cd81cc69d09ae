"""Fitting the aligner's weights on the parallel abstracts of the corpus.

Four steps, each on the training split alone:

1. rates by counting: how often the other side of a gold bead answers a feature, how often an unrelated sentence of
   the same text does; the length model by moments of gold beads;
2. weights of the kinds of evidence and priors of bead shapes by maximum likelihood of the gold path, a linear chain
   over the lattice (a conditional random field), with a Gaussian prior around the hand-set start;
3. the caution of the decision, on the same texts;
4. calibration by isotonic regression on the dev split.

The abstracts are too few and too free to show plain translations, so each is used three times: as it is, with more
merges and omissions, and cut down to its 1:1 beads (`variants`).
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.isotonic import IsotonicRegression

from kzru_nlp.alignment.aligner import align, build_lattice, expected_best
from kzru_nlp.alignment.evidence import LONG_NAME, OWN_RATES, Answers, Type, class_of, match_types
from kzru_nlp.alignment.features import SentenceFeatures
from kzru_nlp.alignment.lattice import Array, Lattice, Posteriors, Shape, posteriors
from kzru_nlp.alignment.priors import likelier
from kzru_nlp.alignment.similarity import SHAPES, Comparison, compare_texts, described
from kzru_nlp.alignment.weights import Length, Weights, as_json
from kzru_nlp.corpus.markup import GoldDocument
from kzru_nlp.corpus.verify import Corpus

KINDS = ("number", "numeral", "concept", "name", "word", "term", "link", "mark")
START = 0.6
"""Weight of evidence that the fit starts from, and is held near."""
START_PRIORS: Mapping[str, Mapping[Shape, float]] = {
    "free": {(1, 1): .777, (1, 0): .05, (0, 1): .05, (1, 2): .06, (2, 1): .06, (2, 2): .0001, (1, 3): .001, (3, 1): .001},
    "literal": {
        (1, 1): .9705, (1, 0): .012, (0, 1): .012, (1, 2): .002, (2, 1): .002, (2, 2): .0001, (1, 3): .0005,
        (3, 1): .0005,
    },
}  # fmt: skip
"""Near the frequencies of Gale and Church (1993), with the omissions of abstracts; and of plain translations, which
leave a sentence out more often than they merge two."""
TIED = {(0, 1): (1, 0), (2, 1): (1, 2), (3, 1): (1, 3)}
"""Which side is the original is not known to the aligner: mirrored shapes have one prior."""
HELD = 0.3
"""Standard deviation of the Gaussian prior on weights; of those on log priors twice that."""
REGISTERS = 0.01
"""Variance of the log length ratio between registers: a tenth, as between abstracts (English longer than Turkish) and
shorter English and longer Russian than the corpus has, as unabridged translations show."""
SMOOTHING = 5.0
CAUTIONS = (0.8, 0.85, 0.9, 0.95, 1.0)
Progress = Callable[[str], None]
Beads = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Parallel:
    """Two versions of a text with their gold beads; `manner` names the priors that hold."""

    src: tuple[str, ...]
    tgt: tuple[str, ...]
    src_lang: str
    tgt_lang: str
    gold: Beads
    manner: str = "free"


NAME_CHANCE = (0.05, 0.05, 0.03, 0.012, 0.005, 0.002)
"""Rate at which an unrelated sentence holds a skeleton that matches one of 0, 1, 2, 3, 4, 5+ consonants."""
START_WEIGHTS = Weights(
    answered={
        "number": 0.95, "number.small": 0.95, "numeral": 0.8, "numeral.small": 0.7, "concept": 0.8, "mark": 0.8, "link": 0.4,
        "term": 0.6, **{f"term.{pos}": 0.6 for pos in sorted(OWN_RATES)},
        **{f"name.{size}": 0.85 for size in range(LONG_NAME + 1)}, **{f"word.{size}": 0.3 for size in range(LONG_NAME + 1)},
    },
    chance={
        "number": 0.005, "number.small": 0.05, "numeral": 0.01, "numeral.small": 0.05, "concept": 0.01, "mark": 0.15,
        "link": 0.15, "term": 0.03, **{f"term.{pos}": 0.03 for pos in sorted(OWN_RATES)},
        **{f"name.{size}": rate for size, rate in enumerate(NAME_CHANCE)},
        **{f"word.{size}": 2 * rate for size, rate in enumerate(NAME_CHANCE)},
    },
    gain=dict.fromkeys(KINDS, START),
    gap=dict.fromkeys(KINDS, START),
    fit=1.0,
    length=Length(
        ratio={"tr": 0.0, "en": -0.05, "ru": 0.05}, ratio_sentences=5.0, spread=0.012, spread_short=2.4, outliers=0.03,
        outlier_sd=0.7, background_sd=0.6,
    ),
    priors={},
    caution=0.9,
)  # fmt: skip
"""Where the fit starts; rates of classes that our corpus hardly shows stay near these."""


def parallels(documents: Iterable[GoldDocument]) -> Iterator[Parallel]:
    """Yield the pairs of versions of `documents` that have gold beads."""
    for document in documents:
        for (a, b), beads in document.beads.items():
            one, other = document.body(a), document.body(b)
            src, tgt = ({s.key: i for i, s in enumerate(side)} for side in (one, other))
            gold = tuple((tuple(src[k] for k in bead.src), tuple(tgt[k] for k in bead.tgt)) for bead in beads)
            if beads and all(_in_order(gold)):
                yield Parallel(tuple(s.text for s in one), tuple(s.text for s in other), a, b, gold)


def _in_order(gold: Beads) -> Iterator[bool]:
    """Yield whether each bead can stand on a path of the lattice: neighbours, in order, of a shape that it has."""
    for bead in gold:
        yield (len(bead[0]), len(bead[1])) in {*SHAPES, (1, 0), (0, 1)}
    for side in (0, 1):
        flat = [i for bead in gold for i in bead[side]]
        yield flat == list(range(len(flat)))


def variants(pair: Parallel, rng: random.Random) -> Iterator[Parallel]:
    """Yield `pair` as it is, with some of its beads merged and some sentences left out, and as a plain translation."""
    yield pair
    yield _edited(pair, rng, merged=0.15, left_out=0.10, manner="free")
    plain = replace(pair, gold=tuple(bead for bead in pair.gold if len(bead[0]) == len(bead[1]) == 1))
    yield _edited(plain, rng, merged=0.004, left_out=0.04, manner="literal")


def _edited(pair: Parallel, rng: random.Random, *, merged: float, left_out: float, manner: str) -> Parallel:
    """Return the text of the beads of `pair` with neighbouring sentences of a side merged, and sentences left out."""
    src: list[str] = []
    tgt: list[str] = []
    gold: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    beads = list(pair.gold)
    while beads:
        left, right = beads.pop(0)
        one, other = [pair.src[i] for i in left], [pair.tgt[j] for j in right]
        roll = rng.random()
        if roll < left_out and len(one) == len(other) == 1:
            one, other = ([], other) if rng.random() < 0.5 else (one, [])
        elif (
            roll < left_out + merged
            and len(one) == len(other) == 1
            and beads
            and len(beads[0][0]) == len(beads[0][1]) == 1
        ):
            follow = beads.pop(0)
            one, other = [*one, pair.src[follow[0][0]]], [*other, pair.tgt[follow[1][0]]]
            if rng.random() < 0.5:
                one = [" ".join(one)]
            else:
                other = [" ".join(other)]
        gold.append((_taken(src, one), _taken(tgt, other)))
    return replace(pair, src=tuple(src), tgt=tuple(tgt), gold=tuple(gold), manner=manner)


def _taken(text: list[str], sentences: Sequence[str]) -> tuple[int, ...]:
    text.extend(sentences)
    return tuple(range(len(text) - len(sentences), len(text)))


def count_rates(pairs: Sequence[Parallel], start: Weights) -> tuple[dict[str, float], dict[str, float]]:
    """Return how often features of each class are answered by the other side of their bead, and by unrelated sentences.

    Unrelated sentences are those of another document: how often names recur in one text is read from that text.
    """
    answered: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    chance: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for k, pair in enumerate(pairs):
        sides = _described(pair)
        stranger = next(
            other
            for other in (*pairs[k + 1 :], *pairs[:k])
            if (other.src_lang, other.tgt_lang) == (pair.src_lang, pair.tgt_lang)
        )
        strangers = _described(stranger)
        for own in (0, 1):
            there = sides[1 - own]
            types, where = match_types(sides[own], there, start), _places(there)
            for bead in pair.gold:
                if not bead[1 - own]:
                    continue
                partners = set(bead[1 - own])
                for f in (f for i in bead[own] for f in sides[own][i].features):
                    matches = types[f.kind, f.key].matches
                    best = max((s for key, s in matches.items() if where[key] & partners), default=0.0)
                    answered[class_of(f)][0] += best
                    answered[class_of(f)][1] += 1
            far = strangers[1 - own]
            types, where = match_types(sides[own], far, start), _places(far)
            for f in (f for sentence in sides[own] for f in sentence.features):
                seen = [where[key] for key in types[f.kind, f.key].matches]
                chance[class_of(f)][0] += len(set().union(*seen))
                chance[class_of(f)][1] += len(far)
    return _rates(answered, start.answered, highest=0.98), _rates(chance, start.chance, highest=0.5)


def _described(pair: Parallel) -> tuple[list[SentenceFeatures], list[SentenceFeatures]]:
    return [described(s, pair.src_lang) for s in pair.src], [described(t, pair.tgt_lang) for t in pair.tgt]


def _places(sentences: Sequence[SentenceFeatures]) -> dict[Type, set[int]]:
    where: dict[Type, set[int]] = defaultdict(set)
    for j, sentence in enumerate(sentences):
        for f in sentence.features:
            where[f.kind, f.key].add(j)
    return where


def _rates(
    counts: Mapping[str, Sequence[float]], start: Mapping[str, float], highest: float
) -> dict[str, float]:
    """Return smoothed rates; a class that hardly occurs keeps nearly the rate that it started from."""
    out = {}
    for name, before in start.items():
        hits, total = counts.get(name, (0.0, 0.0))
        out[name] = min(highest, (hits + SMOOTHING * before) / (total + SMOOTHING))
    return out


def fit_lengths(pairs: Sequence[Parallel], start: Length) -> Length:
    """Return the length model of the gold beads: ratios by least squares, spreads by maximum likelihood.

    The abstracts are of one register and their sentences of one length, so what texts differ by among themselves is
    not fitted: `REGISTERS`, how far a text's own ratio is trusted, outliers, the spread of sentence lengths.
    """
    logs, halves, texts, rows = [], [], [], []
    for k, pair in enumerate(pairs):
        for left, right in pair.gold:
            if left and right:
                a, b = (
                    len(" ".join(side[i].strip() for i in own))
                    for side, own in ((pair.src, left), (pair.tgt, right))
                )
                rows.append((pair.tgt_lang, pair.src_lang))
                logs.append(math.log(b / a))
                halves.append((a + b) / 2)
                texts.append(k)
    first, *others = sorted(start.ratio, key=lambda lang: (start.ratio[lang] != 0.0, lang))
    design = np.array([[float(t == lang) - float(s == lang) for lang in others] for t, s in rows])
    found, *_ = np.linalg.lstsq(design, np.array(logs), rcond=None)
    rest, half = np.array(logs) - design @ found, np.array(halves)
    own = np.concatenate([group - np.mean(group) for group in _grouped(rest, texts)])
    order = np.concatenate(_grouped(half, texts))

    def unlikely(theta: Array) -> float:
        variance = np.exp(theta[0]) + np.exp(theta[1]) / order
        share = 1 / (1 + np.exp(-theta[2]))
        far = start.outlier_sd**2
        density = (1 - share) * np.exp(-(own**2) / 2 / variance) / np.sqrt(variance) + share * np.exp(
            -(own**2) / 2 / far
        ) / np.sqrt(far)
        return -float(np.log(density).sum())

    theta = minimize(
        unlikely, [math.log(start.spread), math.log(start.spread_short), -3.5], method="Nelder-Mead"
    ).x
    return replace(
        start,
        ratio={first: 0.0, **{lang: float(x) for lang, x in zip(others, found, strict=True)}},
        spread=math.exp(theta[0]) + REGISTERS,
        spread_short=math.exp(theta[1]),
        outliers=max(start.outliers, 1 / (1 + math.exp(-theta[2]))),
    )


def _grouped(values: Array, texts: Sequence[int]) -> list[Array]:
    return [values[np.array(texts) == k] for k in sorted(set(texts))]


@dataclass(frozen=True)
class Sample:
    """A text as the fit sees it: per edge the values of all features, and those of the gold path summed."""

    lattice: Lattice
    edges: Mapping[Shape, NDArray[np.float64]]
    gold: NDArray[np.float64]
    manner: str
    nulls: tuple[int, int]


NAMES = (*(f"gain.{k}" for k in KINDS), *(f"gap.{k}" for k in KINDS), "fit")
PRIOR_SHAPES: tuple[Shape, ...] = ((1, 0), (1, 2), (2, 2), (1, 3))
"""Shapes whose log prior is fitted, relative to 1:1; the mirrored ones are tied to them."""


def make_sample(pair: Parallel, weights: Weights) -> Sample:
    """Return the features of every edge of the whole lattice of `pair`."""
    n, m = len(pair.src), len(pair.tgt)
    alone = replace(weights, gain=dict.fromkeys(KINDS, 1.0), gap=dict.fromkeys(KINDS, 1.0), fit=1.0)
    comparison = compare_texts(pair.src, pair.tgt, pair.src_lang, pair.tgt_lang, weights=alone)
    columns: dict[Shape, list[Array]] = {shape: [] for shape in SHAPES}
    for name in NAMES:
        rows = build_lattice(_only(comparison, name)).weights
        for shape in SHAPES:
            columns[shape].append(np.array(rows[shape]).reshape(-1, m + 1))
    edges = {shape: np.stack(parts) for shape, parts in columns.items()}
    gold = np.zeros(len(NAMES) + len(PRIOR_SHAPES))
    i = j = 0
    for left, right in pair.gold:
        shape = len(left), len(right)
        if shape in edges:
            gold[: len(NAMES)] += edges[shape][:, i, j]
        tied = TIED.get(shape, shape)
        if tied in PRIOR_SHAPES:
            gold[len(NAMES) + PRIOR_SHAPES.index(tied)] += 1
        i, j = i + shape[0], j + shape[1]
    lattice = Lattice([0] * (n + 1), [m] * (n + 1), {}, np.zeros(n), np.zeros(m))
    return Sample(lattice, edges, gold, pair.manner, (n, m))


def _only(comparison: Comparison, name: str) -> Comparison:
    """Return `comparison` with weight for nothing but `name`: "gain.term", "gap.number", "fit"."""
    what, _, kind = name.partition(".")

    def kept(types: Mapping[Type, Answers]) -> dict[Type, Answers]:
        return {
            key: Answers(
                found.matches,
                found.gain if what == "gain" and key[0] == kind else 0.0,
                found.cost if what == "gap" and key[0] == kind else 0.0,
            )
            for key, found in types.items()
        }

    return replace(
        comparison,
        src_types=kept(comparison.src_types),
        tgt_types=kept(comparison.tgt_types),
        weights=replace(comparison.weights, fit=1.0 if what == "fit" else 0.0),
    )


def loss(theta: Array, samples: Sequence[Sample], start: Array, sd: Array) -> tuple[float, Array]:
    """Return the negative log-likelihood of the gold paths, penalised, and its gradient."""
    k = len(NAMES)
    value = float((((theta - start) / sd) ** 2).sum() / 2)
    gradient = (theta - start) / sd**2
    priors = {
        manner: dict(zip(PRIOR_SHAPES, part, strict=True))
        for manner, part in zip(START_PRIORS, theta[k:].reshape(len(START_PRIORS), -1), strict=True)
    }
    for sample in samples:
        own = priors[sample.manner]
        at = k + list(START_PRIORS).index(sample.manner) * len(PRIOR_SHAPES)
        lattice = _weighted(sample, theta[:k], own)
        forth = lattice.forward()
        probable = posteriors(lattice)
        expected = np.zeros(k + len(PRIOR_SHAPES))
        for shape, rows in probable.beads.items():
            part = np.array(rows)
            values = np.where(np.isfinite(sample.edges[shape]), sample.edges[shape], 0.0)
            expected[:k] += np.einsum("kij,ij->k", values, part)
            tied = TIED.get(shape, shape)
            if tied in PRIOR_SHAPES:
                expected[k + PRIOR_SHAPES.index(tied)] += part.sum()
        expected[k] += probable.null_src.sum() + probable.null_tgt.sum()
        weight = np.concatenate([theta[:k], [own[s] for s in PRIOR_SHAPES]])
        value += float(forth[-1][-1]) - float(sample.gold @ weight)
        difference = expected - sample.gold
        gradient[:k] += difference[:k]
        gradient[at : at + len(PRIOR_SHAPES)] += difference[k:]
    return value, gradient


def _weighted(sample: Sample, theta: Array, priors: Mapping[Shape, float]) -> Lattice:
    weights = {}
    for shape, values in sample.edges.items():
        total = np.einsum("k,kij->ij", theta, np.where(np.isfinite(values), values, 0.0))
        total = np.where(np.isfinite(values).all(axis=0), total, -np.inf)
        weights[shape] = list(total + priors.get(TIED.get(shape, shape), 0.0))
    n, m = sample.nulls
    return Lattice(
        sample.lattice.low, sample.lattice.high, weights, np.full(n, priors[1, 0]), np.full(m, priors[1, 0])
    )


def fit_weights(pairs: Sequence[Parallel], weights: Weights, progress: Progress) -> Weights:
    """Return `weights` with those of evidence and the priors fitted by maximum likelihood."""
    samples = [make_sample(pair, weights) for pair in pairs]
    logs = [
        [math.log(priors[s]) - sum(s) / 2 * math.log(priors[1, 1]) for s in PRIOR_SHAPES]
        for priors in START_PRIORS.values()
    ]
    start = np.array([*[START] * (len(NAMES) - 1), 1.0, *(x for part in logs for x in part)])
    sd = np.array([*[HELD] * len(NAMES), *[2 * HELD] * (len(start) - len(NAMES))])
    bounds = [(0.0, 2.0)] * len(NAMES) + [(None, None)] * (len(start) - len(NAMES))
    done = minimize(
        loss,
        start,
        args=(samples, start, sd),
        jac=True,
        method="L-BFGS-B",
        bounds=bounds,
        options={"maxiter": 40},
    )
    progress(f"log-likelihood per text {-done.fun / len(samples):.3f} after {done.nit} steps")
    theta = [float(x) for x in done.x]
    k = len(NAMES)
    parts = np.array(theta[k:]).reshape(len(START_PRIORS), -1)
    return replace(
        weights,
        gain={kind: theta[i] for i, kind in enumerate(KINDS)},
        gap={kind: theta[len(KINDS) + i] for i, kind in enumerate(KINDS)},
        fit=theta[k - 1],
        priors={
            manner: _all_shapes([float(x) for x in part])
            for manner, part in zip(START_PRIORS, parts, strict=True)
        },
    )


def _all_shapes(part: Sequence[float]) -> dict[Shape, float]:
    """Return the log priors of all shapes from those relative to 1:1, as frequencies that sum to one.

    A constant for each sentence changes no alignment, but without it two manners could not be compared.
    """
    known = dict(zip(PRIOR_SHAPES, map(float, part), strict=True))
    logs = {shape: known.get(TIED.get(shape, shape), 0.0) for shape in START_PRIORS["free"]}
    low, high = -10.0, 0.0
    for _ in range(60):
        middle = (low + high) / 2
        total = sum(math.exp(log + middle * sum(shape) / 2) for shape, log in logs.items())
        low, high = (low, middle) if total > 1 else (middle, high)
    return {shape: log + low * sum(shape) / 2 for shape, log in logs.items()}


def choose_caution(pairs: Sequence[Parallel], weights: Weights) -> float:
    """Return the caution under which most sentences of `pairs` are in their right beads."""
    right: Counter[float] = Counter()
    for pair in pairs:
        lattice, probable = _decided(pair, weights)
        for caution in CAUTIONS:
            found = {_bead(edge) for edge in expected_best(lattice, probable, caution)}
            right[caution] += sum(len(bead[0]) + len(bead[1]) for bead in pair.gold if bead in found)
    return max(CAUTIONS, key=lambda caution: (right[caution], caution))


def _decided(pair: Parallel, weights: Weights) -> tuple[Lattice, Posteriors]:
    comparison = compare_texts(pair.src, pair.tgt, pair.src_lang, pair.tgt_lang, weights=weights)
    lattice = likelier(build_lattice(comparison), weights)
    return lattice, posteriors(lattice)


def _bead(edge: tuple[int, int, int, int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    i, j, a, b = edge
    return tuple(range(i, i + a)), tuple(range(j, j + b))


def calibrate(pairs: Sequence[Parallel], weights: Weights) -> tuple[tuple[float, float], ...]:
    """Return points (posterior, share right) by isotonic regression over the beads that are decided for."""
    said, right = [], []
    for pair in pairs:
        for bead in align(
            pair.src,
            pair.tgt,
            src_lang=pair.src_lang,
            tgt_lang=pair.tgt_lang,
            weights=replace(weights, calibration=()),
        ):
            said.append(bead.score)
            right.append(float((bead.src, bead.tgt) in pair.gold))
    # One doubtful bead on either end keeps a few hundred beads from promising certainty.
    model = IsotonicRegression(out_of_bounds="clip").fit([0.0, *said, 1.0], [0.0, *right, 0.0])
    points = sorted(set(zip(map(float, model.X_thresholds_), map(float, model.y_thresholds_), strict=True)))
    return tuple(points)


def train_alignment(corpus: Corpus, start: Weights, *, seed: int = 7, progress: Progress = print) -> Weights:
    """Return the weights fitted on the training split of `corpus`, calibrated on its dev split."""
    rng = random.Random(seed)
    originals = list(parallels(corpus.of_split("train")))
    answered, chance = count_rates(originals, start)
    weights = replace(
        start, answered=answered, chance=chance, length=fit_lengths(originals, start.length), calibration=()
    )
    pairs = [variant for pair in originals for variant in variants(pair, rng)]
    progress(f"{len(originals)} pairs of versions, {len(pairs)} texts with their variants")
    weights = fit_weights(pairs, weights, progress)
    weights = replace(weights, caution=choose_caution(pairs, weights))
    dev = [variant for pair in parallels(corpus.of_split("dev")) for variant in variants(pair, rng)]
    return replace(weights, calibration=calibrate(dev, weights))


def write_weights(weights: Weights, path: Path) -> None:
    """Write `weights` as JSON to `path`."""
    path.write_text(as_json(weights), encoding="utf-8", newline="\n")
