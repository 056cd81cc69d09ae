"""python -m tests.stance.phenomena: pairs of plain sentences that differ in one phenomenon, by language and phenomenon.

`cases/stance_pairs.tsv` holds 120 pairs for each language, written for the project by a language model with frequent stance
words only, so that what is tested is the phenomenon and not the lexicon. They were seen while the rules were written: the
shares below are of known sentences. Right means what the contrast sets of the corpus mean by it: exactly the stances that are
stated as facts, NEUTRAL counting as none. Holders and targets in quotation marks are words of the sentence, others actors.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

import kzru_nlp as kz
from kzru_nlp.corpus.passages import COUNTED
from kzru_nlp.model import Stance
from kzru_nlp.stance.aggregates import LEAST

PAIRS = Path(__file__).parent.parent / "cases" / "stance_pairs.tsv"
Row = dict[str, str]
Tuple = tuple[str, str, str]


def rows(lang: str) -> list[Row]:
    with open(PAIRS, encoding="utf-8", newline="") as file:
        return [
            row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["lang"] == lang
        ]


def wanted(row: Row) -> list[Tuple]:
    """The tuples of a row that count: holder, target, label."""
    out = []
    for part in (row["tuples"] or "").split("; "):
        if part:
            pair, label, factuality = part.rsplit(" ", 2)
            holder, target = pair.split(">")
            if label != "NEUTRAL" and factuality in COUNTED:
                out.append((holder, target, label))
    return out


def counted(stances: list[Stance]) -> list[Stance]:
    return [s for s in stances if s.score >= LEAST and s.label != "NEUTRAL" and s.factuality in COUNTED]


def is_same(name: str, span: object, want: str) -> bool:
    if not want.startswith('"'):
        return name == want
    text, words = str(span or "").casefold(), want.strip('"').casefold()
    return bool(text) and (text in words or words in text)


def is_right(row: Row) -> bool:
    """Whether exactly the counted tuples of a row are found."""
    left = counted(list(kz.load(row["lang"])(row["text"])._.stances))
    for holder, target, label in wanted(row):
        match = next(
            (
                stance
                for stance in left
                if stance.label == label
                and is_same(stance.holder, stance.holder_span, holder)
                and is_same(stance.target, stance.target_span, target)
            ),
            None,
        )
        if match is None:
            return False
        left.remove(match)
    return not left


def score(lang: str) -> dict[str, list[bool]]:
    """Whether both members of each pair are right, by phenomenon."""
    members: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row in rows(lang):
        members[row["phenomenon"], row["key"][:-1]].append(is_right(row))
    found: dict[str, list[bool]] = defaultdict(list)
    for (phenomenon, _), both in members.items():
        found[phenomenon].append(all(both))
    return dict(found)


def main(langs: list[str]) -> None:
    for lang in langs or ["tr", "en", "ru"]:
        found = score(lang)
        every = [right for pairs in found.values() for right in pairs]
        print(f"{lang}  all {sum(every)}/{len(every)}")
        for phenomenon, pairs in sorted(found.items()):
            print(f"    {phenomenon} {sum(pairs)}/{len(pairs)}")


if __name__ == "__main__":
    main(sys.argv[1:])
