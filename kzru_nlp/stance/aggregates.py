"""Frames that answer a scholar's questions from the `stances` table: who stands how toward an actor, where and when.

All functions take the tables as pandas frames, as `kz.run` returns them, and count what is stated as fact with a score
of at least `least`: below it lie the classifier's leads, which are worth a look and no count. `balance` is
(favor - against) / (favor + against), from -1 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kzru_nlp.model.annotations import LIKELY

RUSSIA = "Q159"
LEAST = LIKELY
"""Score from which a stance counts."""
LABELS = ("FAVOR", "AGAINST", "NEUTRAL")
FACTS = ("asserted", "negated")
SIDES = ("tr", "en", "ru")


def stances_toward(
    stances: pd.DataFrame, target: str | None = RUSSIA, *, least: float = LEAST, own: bool = False
) -> pd.DataFrame:
    """Return the stances that count toward an actor (id or name; None: everybody), its own ones left out unless `own`."""
    kept = stances[stances["factuality"].isin(FACTS) & (stances["score"] >= least)]
    if target is None:
        return kept
    kept = kept[(kept["target_id"] == target) | (kept["target"] == target)]
    return kept if own else kept[(kept["holder_id"] != target) & (kept["holder"] != target)]


def count_labels(stances: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return one row per value of `by`: favor, against, neutral, n, balance, mean intensity; the most frequent first."""
    columns = [*by, "favor", "against", "neutral", "n", "balance", "intensity"]
    rows: list[dict[str, Any]] = []
    for values, group in stances.groupby(list(by), dropna=False, sort=True):
        counts = group["label"].value_counts()
        favor, against, neutral = (int(counts.get(label, 0)) for label in LABELS)
        rows.append(
            {
                **dict(zip(by, values if isinstance(values, tuple) else (values,), strict=True)),
                "favor": favor,
                "against": against,
                "neutral": neutral,
                "n": len(group),
                "balance": (favor - against) / (favor + against) if favor + against else 0.0,
                "intensity": float(group["intensity"].mean()),
            }
        )
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values("n", ascending=False, kind="stable").reset_index(drop=True)


def stance_by_holder(
    tables: Mapping[str, pd.DataFrame], target: str | None = RUSSIA, *, least: float = LEAST
) -> pd.DataFrame:
    """Return the stances toward `target` by holder and holder group."""
    found = stances_toward(tables["stances"], target, least=least)
    return count_labels(found.fillna({"holder": ""}), ("holder", "holder_id", "holder_group"))


def stance_by_section(
    tables: Mapping[str, pd.DataFrame], target: str | None = RUSSIA, *, least: float = LEAST
) -> pd.DataFrame:
    """Return the stances toward `target` by kind of unit and section, in the order of the article."""
    found = with_units(stances_toward(tables["stances"], target, least=least), tables["units"])
    return count_labels(found, ("article_id", "kind", "section"))


def stance_by_language(
    tables: Mapping[str, pd.DataFrame], target: str | None = RUSSIA, *, least: float = LEAST
) -> pd.DataFrame:
    """Return the stances toward `target` by article, kind of unit and language version."""
    found = with_units(stances_toward(tables["stances"], target, least=least), tables["units"])
    return count_labels(found, ("article_id", "kind", "lang"))


def stance_by_publication(
    tables: Mapping[str, pd.DataFrame], target: str | None = RUSSIA, *, least: float = LEAST
) -> pd.DataFrame:
    """Return the stances toward `target` by the year in which the article appeared, the earliest first."""
    found = stances_toward(tables["stances"], target, least=least)
    years = tables["articles"][["article_id", "year"]]
    frame = count_labels(found.merge(years, on="article_id", how="left"), ("year",))
    return frame.sort_values("year", kind="stable").reset_index(drop=True)


def stance_by_mentioned_year(
    tables: Mapping[str, pd.DataFrame], target: str | None = RUSSIA, *, least: float = LEAST
) -> pd.DataFrame:
    """Return the stances toward `target` by the years that their sentence names; a sentence of two years counts in both."""
    found = stances_toward(tables["stances"], target, least=least)
    frame = count_labels(found.merge(mentioned_years(tables["entities"]), on="sentence_id"), ("mentioned",))
    return frame.sort_values("mentioned", kind="stable").reset_index(drop=True)


def mentioned_years(entities: pd.DataFrame) -> pd.DataFrame:
    """Return sentence_id and year of every date that has one; of a range, its first and last year."""
    dates = entities[
        (entities["label"] == "DATE") & entities["value"].notna() & entities["sentence_id"].notna()
    ]
    rows = {
        (sentence, int(part[:4]))
        for sentence, value in zip(dates["sentence_id"], dates["value"].astype(str), strict=True)
        for part in value.split("/")
        if part[:4].isdigit()
    }
    return pd.DataFrame(sorted(rows), columns=["sentence_id", "mentioned"])


def dyads(tables: Mapping[str, pd.DataFrame], *, least: float = LEAST, named: bool = True) -> pd.DataFrame:
    """Return holder × target: the counted stances of every directed pair; `named` leaves out who has no actor id."""
    found = stances_toward(tables["stances"], None, least=least)
    if named:
        listed = found["holder_id"].fillna("").ne("") & found["target_id"].fillna("").ne("")
        found = found[listed]
    return count_labels(found, ("holder", "holder_id", "target", "target_id"))


def version_agreement(
    tables: Mapping[str, pd.DataFrame], target: str | None = RUSSIA, *, least: float = LEAST
) -> pd.DataFrame:
    """Return how far the language versions of abstracts agree on the label toward `target`, sentence by aligned sentence.

    One row per article and language pair: beads, agreeing, agreement, and `told_apart`, the beads where either side
    has a label at all. A bead's label is that of its strongest stance, NONE without one; NEUTRAL counts as NONE.
    """
    label_of = sentence_labels(stances_toward(tables["stances"], target, least=least))
    rows: list[dict[str, Any]] = []
    beads = tables["alignments"]
    for keys, group in beads[beads["kind"] == "abstract"].groupby(["article_id", "src_lang", "tgt_lang"]):
        pairs = [
            (bead_label(src, label_of), bead_label(tgt, label_of))
            for src, tgt in zip(group["src_sentence_ids"], group["tgt_sentence_ids"], strict=True)
            if len(src) and len(tgt)
        ]
        agreeing = sum(a == b for a, b in pairs)
        rows.append(
            {
                **dict(zip(("article_id", "src_lang", "tgt_lang"), keys, strict=True)),
                "beads": len(pairs),
                "agreeing": agreeing,
                "agreement": agreeing / len(pairs) if pairs else 1.0,
                "told_apart": sum(a != "NONE" or b != "NONE" for a, b in pairs),
            }
        )
    columns = ["article_id", "src_lang", "tgt_lang", "beads", "agreeing", "agreement", "told_apart"]
    return pd.DataFrame(rows, columns=columns)


def sentence_labels(stances: pd.DataFrame) -> dict[str, tuple[float, str]]:
    """Return score and label of the strongest stance of each sentence."""
    best: dict[str, tuple[float, str]] = {}
    for sentence, score, label in zip(
        stances["sentence_id"], stances["score"], stances["label"], strict=True
    ):
        best[sentence] = max(best.get(sentence, (0.0, "NONE")), (float(score), str(label)))
    return best


def bead_label(sentences: Sequence[str], label_of: Mapping[str, tuple[float, str]]) -> str:
    """Return the label of one side of a bead."""
    label = max((label_of[one] for one in sentences if one in label_of), default=(0.0, "NONE"))[1]
    return "NONE" if label == "NEUTRAL" else label


def with_units(stances: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Return `stances` with the kind and section of the unit that each stands in."""
    return stances.merge(
        units[["article_id", "unit_id", "kind", "section"]], on=["article_id", "unit_id"], how="left"
    )
