"""Speed and memory of the aligner: `python -m tests.bench.bench_align [GOLD.jsonl]...`.

Without files a text is made up. Gale and Church's aligner (NLTK) runs over the same sentences.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from kzru_nlp.alignment.aligner import align
from kzru_nlp.evaluate.alignment import GoldText, gale_church, read_gold

PORTS = ("Aktau", "Baku", "Samsun", "Odesa", "Constanta", "Poti")


def memory() -> float:
    """Return the most memory in use so far, in MB."""
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def made_up(src: int, tgt: int) -> GoldText:
    """Return two versions of a long text; the longer one says more."""
    rng = random.Random(5)
    numbers = [rng.randrange(10**6) for _ in range(max(src, tgt))]
    ports = [rng.choice(PORTS) for _ in numbers]
    kept = sorted(rng.sample(range(len(numbers)), src))
    one = tuple(f"{numbers[i]} ton tahıl {ports[i]} limanına ulaştı." for i in kept)
    other = tuple(f"{n} tons of grain reached the port of {p}." for n, p in zip(numbers, ports, strict=True))
    return GoldText("made-up", "tr", "en", one, other[:tgt], ())


def main(paths: list[str]) -> None:
    """Print sentences per second, memory, and the ratio to Gale and Church."""
    start = time.perf_counter()
    align(["Bir."], ["Один."], src_lang="tr", tgt_lang="ru")
    align(["One."], ["Один."], src_lang="en", tgt_lang="ru")
    print(f"load {time.perf_counter() - start:.2f} s, {memory():.0f} MB")
    # The long text first: NLTK alone takes 150 MB.
    long = made_up(5_000, 6_000)
    took = _timed(lambda: align(long.src, long.tgt, src_lang="tr", tgt_lang="en"))
    print(f"5,000 x 6,000 sentences: {took:.1f} s, {memory():.0f} MB")
    texts = [text for path in paths for text in read_gold(Path(path))] or [made_up(40, 44)] * 20
    n = sum(len(t.src) + len(t.tgt) for t in texts)
    ours = _timed(lambda: [align(t.src, t.tgt, src_lang=t.src_lang, tgt_lang=t.tgt_lang) for t in texts])
    theirs = _timed(lambda: [gale_church(t) for t in texts])
    print(f"{n} sentences: {n / ours:.0f}/s; Gale-Church {n / theirs:.0f}/s; ratio {theirs / ours:.2f}")


def _timed(work: object) -> float:
    start = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - start


if __name__ == "__main__":
    main(sys.argv[1:])
