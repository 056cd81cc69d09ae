"""The plot of `bench_scale`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.bench.processes import Measured


def plot(path: Path, rows: Sequence[Measured]) -> None:
    """Draw cost over articles and length, and what workers and engines take by the clock, as SVG."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "kzru"
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(1, 3, figsize=(11, 3.2), layout="constrained")
    many = [m for m in rows if m.what == "articles"]
    kinds = sorted({(m.engine, m.jobs) for m in many}, reverse=True)
    for engine, jobs in kinds:
        own = sorted((m.articles, m.cpu) for m in many if (m.engine, m.jobs) == (engine, jobs))
        axes[0].loglog(*zip(*own, strict=True), "o-", label=f"{engine} {jobs}")
    axes[0].set(xlabel="articles", ylabel="processor seconds", title="articles")
    axes[0].legend()
    if long := sorted((m.characters / m.articles, m.cpu) for m in rows if m.what == "length"):
        axes[1].plot(*zip(*long, strict=True), "o-")
    axes[1].set(xlabel="characters an article", title="length (4 articles)", ylim=(0, None))
    largest = max(m.articles for m in many)
    spread = {(m.engine, m.jobs): m for m in many if m.articles == largest}
    names = [f"{engine} {jobs}" for engine, jobs in kinds if (engine, jobs) in spread]
    shown = [spread[kind] for kind in kinds if kind in spread]
    axes[2].bar(names, [m.seconds for m in shown], alpha=0.5, label="clock")
    axes[2].bar(names, [m.idle for m in shown], fill=False, label="by processor seconds")
    axes[2].set(title=f"{largest:,} articles", ylabel="seconds")
    axes[2].legend()
    figure.savefig(path, metadata={"Date": None})
