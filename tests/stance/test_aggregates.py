import pandas as pd
import pytest

from kzru_nlp.stance import aggregates

STANCES = pd.DataFrame(
    [
        # article, unit, sentence, lang, holder, id, group, target, id, label, factuality, score, intensity
        ("a", "u1", "s1", "tr", "Kazakhstan", "Q232", "KAZ", "Russia", "Q159", "AGAINST", "negated", 0.9, -4.0),
        ("a", "u1", "s2", "tr", "Kazakhstan", "Q232", "KAZ", "Russia", "Q159", "FAVOR", "asserted", 0.8, 3.5),
        ("a", "u2", "s3", "en", "Kazakhstan", "Q232", "KAZ", "Russia", "Q159", "AGAINST", "asserted", 0.8, -2.0),
        ("a", "u2", "s3", "en", "China", "Q148", "CHN", "Russia", "Q159", "FAVOR", "asserted", 0.1, 3.5),
        ("a", "u2", "s4", "en", "China", "Q148", "CHN", "Russia", "Q159", "FAVOR", "expected", 0.9, 3.5),
        ("a", "u2", "s4", "en", "Russia", "Q159", "RUS", "China", "Q148", "FAVOR", "asserted", 0.9, 3.5),
    ],
    columns=[
        "article_id", "unit_id", "sentence_id", "lang", "holder", "holder_id", "holder_group", "target", "target_id",
        "label", "factuality", "score", "intensity",
    ],
)  # fmt: skip
TABLES = {
    "stances": STANCES,
    "units": pd.DataFrame(
        [("a", "u1", "abstract", None), ("a", "u2", "abstract", None)],
        columns=["article_id", "unit_id", "kind", "section"],
    ),
    "articles": pd.DataFrame([("a", 2021)], columns=["article_id", "year"]),
    "entities": pd.DataFrame(
        [("s1", "DATE", "2014-03/2022"), ("s2", "DATE", None), (None, "DATE", "2001")],
        columns=["sentence_id", "label", "value"],
    ),
    "alignments": pd.DataFrame(
        [("a", "abstract", "tr", "en", ["s1"], ["s3"]), ("a", "abstract", "tr", "en", ["s2"], ["s4"])],
        columns=["article_id", "kind", "src_lang", "tgt_lang", "src_sentence_ids", "tgt_sentence_ids"],
    ),
}


def test_leads_expectations_and_the_targets_own_stances_do_not_count():
    assert len(aggregates.stances_toward(STANCES)) == 3
    assert len(aggregates.stances_toward(STANCES, least=0.0)) == 4
    assert len(aggregates.stances_toward(STANCES, None)) == 4


def test_by_holder():
    (row,) = aggregates.stance_by_holder(TABLES).to_dict("records")
    assert (row["holder"], row["favor"], row["against"], row["n"]) == ("Kazakhstan", 1, 2, 3)
    assert row["balance"] == pytest.approx(-1 / 3)


def test_by_language_section_and_years():
    by_language = aggregates.stance_by_language(TABLES).set_index("lang")
    assert by_language.loc["tr", "n"] == 2
    assert aggregates.stance_by_section(TABLES)["n"].sum() == 3
    assert aggregates.stance_by_publication(TABLES)["year"].tolist() == [2021]
    assert aggregates.stance_by_mentioned_year(TABLES)["mentioned"].tolist() == [2014, 2022]


def test_dyads_keep_directions_apart():
    pairs = {(row.holder, row.target): row.n for row in aggregates.dyads(TABLES).itertuples()}
    assert pairs == {("Kazakhstan", "Russia"): 3, ("Russia", "China"): 1}


def test_agreement_of_versions():
    (row,) = aggregates.version_agreement(TABLES).to_dict("records")
    assert (row["beads"], row["agreeing"], row["agreement"]) == (2, 1, 0.5)


@pytest.mark.parametrize(
    "function",
    [
        aggregates.stance_by_holder, aggregates.stance_by_section, aggregates.stance_by_language,
        aggregates.stance_by_publication, aggregates.stance_by_mentioned_year, aggregates.dyads,
        aggregates.version_agreement,
    ],
)  # fmt: skip
def test_empty_tables_give_empty_frames_with_their_columns(function):
    frame = function({name: table.iloc[:0] for name, table in TABLES.items()})
    assert frame.empty
    assert len(frame.columns)
