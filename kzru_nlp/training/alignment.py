"""Fitting the aligner's weights on the parallel abstracts of the corpus.

Four steps, each on the training split alone:

1. rates by counting (`alignment_rates`): how often the other side of a gold bead answers a feature, how often an unrelated
   sentence does; the length model by moments of gold beads;
2. weights of the kinds of evidence and priors of bead shapes by maximum likelihood of the gold path (`alignment_fit`), a
   linear chain over the lattice (a conditional random field), with a Gaussian prior around the hand-set start;
3. the caution of the decision, on the same texts;
4. calibration by isotonic regression on the dev split.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sklearn.isotonic import IsotonicRegression

from kzru_nlp.alignment.aligner import align, build_lattice, expected_best
from kzru_nlp.alignment.lattice import Lattice, Posteriors, posteriors
from kzru_nlp.alignment.priors import likelier
from kzru_nlp.alignment.similarity import compare_texts
from kzru_nlp.alignment.weights import Weights, as_json
from kzru_nlp.corpus.verify import Corpus
from kzru_nlp.training.alignment_fit import Progress, fit_weights
from kzru_nlp.training.alignment_rates import count_rates, fit_lengths
from kzru_nlp.training.parallels import Parallel, parallels, variants

CAUTIONS = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)


def choose_caution(pairs: Sequence[Parallel], weights: Weights) -> float:
    """Return the least caution that puts as many sentences of `pairs` into their right beads as the best one does.

    A false omission costs a reader more than a missed one, so of values that are within one standard error of the best the
    least is taken (Breiman et al. 1984).
    """
    right: Counter[float] = Counter()
    for pair in pairs:
        lattice, probable = _decided(pair, weights)
        for caution in CAUTIONS:
            found = {_bead(edge) for edge in expected_best(lattice, probable, caution)}
            right[caution] += sum(len(bead[0]) + len(bead[1]) for bead in pair.gold if bead in found)
    total = sum(len(bead[0]) + len(bead[1]) for pair in pairs for bead in pair.gold)
    best = max(right.values())
    return min(c for c in CAUTIONS if right[c] >= best - math.sqrt(best * (1 - best / total)))


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
