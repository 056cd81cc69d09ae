from __future__ import annotations

import random

import pytest

from tests.fuzz.targets import FOUND, TARGETS, seeds

KNOWN = sorted(path for path in FOUND.glob("*/*") if path.is_file())


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_damaged_seeds_hold(name):
    """Each seed, and the seed with bytes cut out, doubled and changed."""
    draw = random.Random(7)
    target = TARGETS[name]
    for seed in [s[:8000] if name == "text" else s for s in seeds(name)][:4]:
        target(seed)
        for _ in range(4):
            a, b = sorted(draw.sample(range(len(seed)), 2))
            target(seed[:a] + seed[b:])
            target(seed[:a] + bytes([draw.randrange(256)]) + seed[a:])


@pytest.mark.parametrize("path", KNOWN, ids=lambda p: f"{p.parent.name}-{p.name}")
def test_what_fuzzing_found_holds(path):
    TARGETS[path.parent.name](path.read_bytes())
