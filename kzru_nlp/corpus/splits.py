"""The fixed division of the corpus by document, with a hash over each part that is frozen."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kzru_nlp.corpus.checks import Problem
from kzru_nlp.corpus.markup import GoldDocument

SPLITS = ("train", "dev", "test", "demo")
"""The sample articles are `demo`: they are no part of training or tuning, so that what they show is what a new text would."""


def read_splits(path: Path) -> dict[str, str]:
    """Return the split of each document id, from `splits.tsv` (columns id, split)."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["split"] for row in csv.DictReader(file, delimiter="\t")}


def read_hashes(path: Path) -> dict[str, str]:
    """Return the frozen hash of each split, from `splits.sha256` (sha256sum's form)."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return {name: digest for digest, name in (line.split() for line in lines if line.strip())}


def split_hash(documents: Mapping[str, Path], splits: Mapping[str, str], split: str) -> str:
    """Return the SHA-256 over ids and contents of the documents of `split`, by id; line endings don't count."""
    digest = hashlib.sha256()
    for ident in sorted(d for d in documents if splits.get(d) == split):
        content = documents[ident].read_bytes().replace(b"\r\n", b"\n")
        digest.update(ident.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()


def split_problems(
    documents: Sequence[GoldDocument],
    paths: Mapping[str, Path],
    splits: Mapping[str, str],
    frozen: Mapping[str, str],
) -> Iterator[Problem]:
    """Yield documents without a split, splits without a document, and parts that changed since they were frozen."""
    ids = {d.id for d in documents}
    for ident in sorted(ids - splits.keys()):
        yield Problem(ident, "splits.tsv", "no-split", "the document has no split")
    for ident in sorted(splits.keys() - ids):
        yield Problem(ident, "splits.tsv", "no-document", "the split names a document that is not there")
    for ident, split in splits.items():
        if split not in SPLITS:
            yield Problem(ident, "splits.tsv", "split-name", f"{split!r} is none of {', '.join(SPLITS)}")
    for split, digest in frozen.items():
        if split_hash(paths, splits, split) != digest:
            yield Problem(
                split, "splits.sha256", "not-frozen", f"the {split} split is not the one that was frozen"
            )
