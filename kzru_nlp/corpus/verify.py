"""Everything that `kzru-nlp corpus verify` checks and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kzru_nlp.corpus.checks import Problem, check_document
from kzru_nlp.corpus.markup import KEYWORDS, TITLE, GoldDocument, MarkupError, read_document
from kzru_nlp.corpus.overlap import duplicates, registered_overlaps
from kzru_nlp.corpus.registered import read_registered
from kzru_nlp.corpus.splits import read_hashes, read_splits, split_problems

FIRST_PASS, SECOND_PASS = "passes/first", "passes/second"
"""Folders of the two annotation passes as they were before disagreements were decided: no part of the corpus itself."""
PASSES = "passes"


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents of a corpus folder, their paths and their splits."""

    folder: Path
    documents: tuple[GoldDocument, ...]
    paths: Mapping[str, Path]
    splits: Mapping[str, str]

    def of_split(self, split: str) -> tuple[GoldDocument, ...]:
        """Return the documents of `split` (train, dev, test, demo)."""
        return tuple(d for d in self.documents if self.splits.get(d.id) == split)

    def kind_of(self, ident: str) -> str:
        """Return the folder of a document: abstracts, sentences, contrasts or articles."""
        return self.paths[ident].relative_to(self.folder).parts[0]

    def is_of(self, ident: str, split: str | None = None, kind: str | None = None) -> bool:
        """Return whether a document belongs to a split and a folder; None is any, even for one that is no part of it."""
        if kind is not None and (ident not in self.paths or self.kind_of(ident) != kind):
            return False
        return split in (None, self.splits.get(ident))


@dataclass(frozen=True, slots=True)
class Report:
    """What verification found: problems, and counts by what they count."""

    problems: tuple[Problem, ...]
    counts: Mapping[str, int]


def read_corpus(folder: Path) -> tuple[Corpus, list[Problem]]:
    """Return the corpus in `folder` and the files that could not be read as documents."""
    documents: list[GoldDocument] = []
    paths: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in _files(folder):
        try:
            document = read_document(path)
        except (MarkupError, UnicodeDecodeError) as error:
            problems.append(Problem(path.stem, "", "unreadable", str(error)))
            continue
        if document.id != path.stem:
            problems.append(Problem(document.id, path.name, "id", "the id is not the file's name"))
        if document.id in paths:
            problems.append(
                Problem(document.id, path.name, "id-twice", f"the id stands in {paths[document.id].name} too")
            )
        documents.append(document)
        paths[document.id] = path
    splits = folder / "splits.tsv"
    return Corpus(folder, tuple(documents), paths, read_splits(splits) if splits.exists() else {}), problems


def read_first_pass(folder: Path) -> list[GoldDocument]:
    """Return the documents of the first annotation pass, as they were before the decision."""
    return _read_all(folder / FIRST_PASS)


def read_second_pass(folder: Path) -> list[GoldDocument]:
    """Return the documents of the second annotation pass, made without sight of the first."""
    return _read_all(folder / SECOND_PASS)


def _read_all(folder: Path) -> list[GoldDocument]:
    return [read_document(path) for path in sorted(folder.rglob("*.kzm"))]


def verify(folder: Path) -> Report:
    """Return every problem of the corpus in `folder`, and its counts."""
    corpus, problems = read_corpus(folder)
    frozen = folder / "splits.sha256"
    registered = {a.sha256: a.run_hashes() for a in read_registered(folder / "registered")}
    for document in corpus.documents:
        problems += check_document(document)
    problems += split_problems(
        corpus.documents, corpus.paths, corpus.splits, read_hashes(frozen) if frozen.exists() else {}
    )
    problems += duplicates(corpus.documents, corpus.splits)
    problems += registered_overlaps(corpus.documents, registered)
    return Report(tuple(problems), counts(corpus))


def counts(corpus: Corpus) -> dict[str, int]:
    """Return how much of everything the corpus holds."""
    out: Counter[str] = Counter()
    for document in corpus.documents:
        kind = corpus.kind_of(document.id)
        out[f"documents: {kind}"] += 1
        out[f"documents: {corpus.splits.get(document.id, 'no')} split"] += 1
        if document.meta.get("russia") == "marginal":
            out["documents: Russia marginal"] += 1
        out.update(_content_counts(kind, document))
    return dict(sorted(out.items()))


def _content_counts(kind: str, document: GoldDocument) -> Counter[str]:
    out: Counter[str] = Counter()
    for lang, sentence in document.sentences():
        if sentence.key in (TITLE, KEYWORDS):
            continue
        out[f"sentences: {kind} {lang}"] += 1
        out[f"mentions: {lang}"] += len(sentence.mentions)
        out[f"stances: {lang}"] += len(sentence.stances)
        out[f"sentences without mention: {kind} {lang}"] += not sentence.mentions
    for beads in document.beads.values():
        for bead in beads:
            out[f"beads: {min(len(bead.src), len(bead.tgt))}:{max(len(bead.src), len(bead.tgt))}"] += 1
    out.update(f"differences: {d.type}" for d in document.differences)
    return out


def _files(folder: Path) -> Iterable[Path]:
    return (p for p in sorted(folder.rglob("*.kzm")) if PASSES not in p.relative_to(folder).parts)
