import csv

import pytest

from tests.stance.analysed import CASES, tag


def rows():
    with open(CASES / "stance_tuples.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['lang']}-{row['phenomenon']}")
def test_tuples(row):
    found = {f"{s.holder}>{s.target} {s.label} {s.factuality}" for s in tag(row["text"], row["lang"])}
    assert found == {part for part in (row["tuples"] or "").split("; ") if part}
