"""Every figure of stances on a split of the corpus or on a file: systems side by side, contrast pairs, given pairs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kzru_nlp.corpus.bootstrap import Score, bootstrap
from kzru_nlp.corpus.passages import Opinion, Passage, passages_of
from kzru_nlp.corpus.verify import Corpus
from kzru_nlp.evaluate.stance import (
    Line,
    Pair,
    Predict,
    contrast_pairs,
    is_right,
    read_documents,
    score,
    score_contrasts,
    semeval,
)
from kzru_nlp.evaluate.stance_systems import (
    analysed,
    of_lexicon,
    of_majority,
    of_pipeline,
    of_sentence_sign,
    of_tfidf,
)
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import InputError

Row = dict[str, Any]


def stance_rows(
    corpus: Corpus,
    split: str,
    *,
    lang: str | None = None,
    pipeline: str | None = None,
    baselines: bool = False,
    least: float | None = None,
) -> Iterator[Row]:
    """Yield a row for each language, system and measure on a split of the corpus."""
    for code in (lang,) if lang else LANGUAGES:
        passages = passages_of(corpus, split, code)
        if not passages:
            continue
        ours = of_pipeline(code, pipeline) if least is None else of_pipeline(code, pipeline, least=least)
        systems: dict[str, Predict] = {pipeline or "kzru-nlp": ours}
        if baselines:
            systems["majority label"] = of_majority(code)
            systems["lexicon alone"] = of_lexicon(code)
            systems["sentence's sign"] = of_sentence_sign(code)
            systems["TF-IDF + regression"] = of_tfidf(code, passages_of(corpus, "train", code))
        for system, predict in systems.items():
            documents = read_documents(passages, predict)
            for name, found in score(documents).items():
                yield _row(code, system, name, found)
            for phenomenon, found in score_contrasts(documents).items():
                yield _row(code, system, f"contrast pairs, {phenomenon}", found)
        yield _row(code, pipeline or "kzru-nlp", "SemEval mean, pair given", given_pairs(passages, pipeline))
        unknown = unknown_cues(code, passages, corpus)
        yield _row(
            code, pipeline or "kzru-nlp", "contrast pairs, cue unknown", of_pairs(passages, ours, unknown)
        )


def _row(lang: str, system: str, measure: str, found: Score) -> Row:
    return {"lang": lang, "system": system, "measure": measure, "n": found.n, "score": found}


def given_pairs(passages: Iterable[Passage], pipeline: str | None = None) -> Score:
    """Return the SemEval mean where holder and target of each gold tuple are given."""
    from kzru_nlp.stance.polarity import polarity

    documents: dict[str, list[Pair]] = {}
    for passage in passages:
        doc = analysed(passage.lang, pipeline, passage.text)
        for opinion in (o for line in passage.lines for o in line.opinions):
            holder, target = opinion.holder.span, opinion.target.span
            if holder and target and opinion.counted != "NONE":
                label = polarity(doc, holder, target)[0]
                documents.setdefault(passage.document, []).append(
                    (opinion.counted, "NONE" if label == "NEUTRAL" else label)
                )
    pairs = list(documents.values())
    return bootstrap(pairs, lambda docs: semeval([p for doc in docs for p in doc]), sum(map(len, pairs)))


def unknown_cues(lang: str, passages: Sequence[Passage], corpus: Corpus) -> set[tuple[str, str]]:
    """Return document and pair key of contrast pairs whose cue stands neither in the lexicon nor in training."""
    trained = {
        words
        for passage in passages_of(corpus, "train", lang)
        for line in passage.lines
        for opinion in line.opinions
        for words in evidence_lemmas(lang, passage, opinion)
    }
    known: set[tuple[str, str]] = set()
    every: set[tuple[str, str]] = set()
    for passage in passages:
        doc = analysed(lang, None, passage.text)
        hits = cue_spans(lang, doc)
        for line in passage.lines:
            if not line.group:
                continue
            key = (passage.document, line.key[:-1])
            every.add(key)
            for opinion in line.opinions:
                touched = any(s < y and x < e for s, e in opinion.evidence for x, y in hits)
                if touched or any(words in trained for words in evidence_lemmas(lang, passage, opinion)):
                    known.add(key)
    return every - known


def evidence_lemmas(lang: str, passage: Passage, opinion: Opinion) -> list[tuple[str, ...]]:
    """Return the lemmas of each evidence span of a tuple."""
    doc = analysed(lang, None, passage.text)
    spans = (doc.char_span(start, end, alignment_mode="expand") for start, end in opinion.evidence)
    return [tuple(token.lemma_ for token in span) for span in spans if span is not None]


def cue_spans(lang: str, doc: Any) -> list[tuple[int, int]]:
    """Return the characters of every lexicon cue in a Doc."""
    from kzru_nlp.stance.tagger import StanceTagger

    tagger = StanceTagger(lang)
    return [
        (view.span[hit.start].idx, view.span[hit.end - 1].idx + len(view.span[hit.end - 1]))
        for view in (tagger.view(sentence, []) for sentence in doc.sents)
        for hit in view.cues
    ]


def of_pairs(passages: Sequence[Passage], predict: Predict, wanted: set[tuple[str, str]]) -> Score:
    """Return the share of the contrast pairs in `wanted` with both members right."""
    chosen = [p for p in passages if p.lines[0].group and (p.document, p.lines[0].key[:-1]) in wanted]
    members: list[list[Line]] = list(contrast_pairs(read_documents(chosen, predict)).values())
    right = [all(is_right(line) for line in lines) for lines in members]
    return bootstrap(right, lambda rows: sum(rows) / len(rows), len(right))


def file_rows(paths: Sequence[Path], *, pipeline: str | None = None) -> Iterator[Row]:
    """Yield the figures of files of `{"lang", "text", "holder_span", "target_span", "label"}` rows (JSONL).

    "pair given" asks for the sign of the pairs that are for or against; "pair found" whether the pipeline's own
    stances have it, the strongest of overlapping names, leads of the classifier included.
    """
    for path in paths:
        rows = read_rows(path)
        given: dict[str, list[Pair]] = {}
        found: dict[str, list[Pair]] = {}
        for number, row in enumerate(rows):
            doc = analysed(row["lang"], pipeline, row["text"])
            ident = str(row.get("doc", number))
            gold = str(row["label"]).upper()
            if row.get("holder_span") and gold != "NONE":
                given.setdefault(ident, []).append((gold, given_label(doc, row)))
            found.setdefault(ident, []).append((gold, found_label(doc, row)))
        for name, documents in (("SemEval mean, pair given", given), ("SemEval mean, pair found", found)):
            groups = list(documents.values())
            value = bootstrap(
                groups, lambda docs: semeval([p for d in docs for p in d]), sum(map(len, groups))
            )
            yield _row(rows[0]["lang"] if rows else "", path.name, name, value)


def given_label(doc: Any, row: Mapping[str, Any]) -> str:
    """Return the sign of a given pair, NONE for neutral."""
    from kzru_nlp.stance.polarity import polarity

    label = polarity(doc, tuple(row["holder_span"]), tuple(row["target_span"]))[0]
    return "NONE" if label == "NEUTRAL" else label


def found_label(doc: Any, row: Mapping[str, Any]) -> str:
    """Return the label of the strongest stance that overlaps the row's target and, where it names one, its holder."""

    def touches(span: Any, chars: Any) -> bool:
        return bool(span is not None and chars and span.start_char < chars[1] and chars[0] < span.end_char)

    stances = [
        s
        for s in doc._.stances
        if touches(s.target_span, row.get("target_span"))
        and (not row.get("holder_span") or touches(s.holder_span, row["holder_span"]))
    ]
    best = max(stances, key=lambda s: s.score, default=None)
    return "NONE" if best is None or best.label == "NEUTRAL" else str(best.label)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a gold file.

    Raises:
        InputError: it holds anything else.
    """
    try:
        rows = [
            json.loads(line) for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()
        ]
        if any(not {"lang", "text", "label", "target_span"} <= row.keys() for row in rows):
            raise ValueError("a row lacks lang, text, label or target_span")
    except (OSError, ValueError, AttributeError) as error:
        raise InputError(f"{path}: is no stance gold ({error}); see --help") from None
    return rows


def version_rows(corpus: Corpus, split: str, *, pipeline: str | None = None) -> Iterator[Row]:
    """Yield how far the labels of aligned sentences agree between two language versions, gold and found.

    A side's label is that of its counted stances, NONE without one, BOTH where they differ.
    """
    gold: dict[tuple[str, str, str], str] = {}
    found: dict[tuple[str, str, str], str] = {}
    for code in LANGUAGES:
        predict = of_pipeline(code, pipeline)
        for passage in passages_of(corpus, split, code):
            opinions = predict(passage)
            for line in passage.lines:
                key = (passage.document, code, line.key)
                own = [o for o in opinions if line.start <= o.evidence[0][0] < line.end]
                gold[key], found[key] = side_label(line.opinions), side_label(own)
    for name, labels in (("gold", gold), (pipeline or "kzru-nlp", found)):
        by_pair: dict[str, list[list[bool]]] = {}
        for document in corpus.of_split(split):
            for (src, tgt), beads in document.beads.items():
                same = [
                    bead_side(labels, document.id, src, bead.src)
                    == bead_side(labels, document.id, tgt, bead.tgt)
                    for bead in beads
                    if bead.src and bead.tgt and (document.id, src, bead.src[0]) in labels
                ]
                by_pair.setdefault(f"{src}-{tgt}", []).append(same)
        for pair, groups in sorted(by_pair.items()):
            kept = [group for group in groups if group]
            value = bootstrap(kept, lambda docs: _share([s for d in docs for s in d]), sum(map(len, kept)))
            yield _row(pair, name, "labels of aligned sentences agree", value)


def side_label(opinions: Iterable[Opinion]) -> str:
    """Return the one label that opinions count as, NONE without any, BOTH where they differ."""
    labels = {o.counted for o in opinions} - {"NONE"}
    return labels.pop() if len(labels) == 1 else "BOTH" if labels else "NONE"


def bead_side(
    labels: Mapping[tuple[str, str, str], str], document: str, lang: str, keys: Iterable[str]
) -> str:
    """Return the label of one side of a bead."""
    own = {labels.get((document, lang, key), "NONE") for key in keys} - {"NONE"}
    return own.pop() if len(own) == 1 else "BOTH" if own else "NONE"


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers) if answers else 0.0
