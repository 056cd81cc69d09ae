import pytest

from kzru_nlp.corpus.passages import Opinion, Who
from kzru_nlp.evaluate.stance_layers import Traced, layer_of, share_of

A, B, C = Who("A", (0, 1)), Who("B", (10, 11)), Who("C", (20, 21))
NOBODY = Who("")


def opinion(holder=A, target=B, label="AGAINST", factuality="asserted"):
    return Opinion(holder, target, label, factuality, ((4, 8),))


def traced(*found, gold=None, parties=(A, B), cues=((4, 8),)):
    return Traced(gold or opinion(), parties, cues, tuple(found))


@pytest.mark.parametrize(
    ("one", "layer"),
    [
        (traced(parties=(A, C)), "no party"),
        (traced(cues=((8, 12),)), "no cue"),
        (traced(), "roles misread"),
        (traced((opinion(B, A), 0.9)), "roles misread"),
        (traced((opinion(label="FAVOR"), 0.9)), "sign misread"),
        (traced((opinion(factuality="expected"), 0.9)), "factuality misread"),
        (traced((opinion(), 0.1)), "below the threshold"),
        (traced((opinion(), 0.9)), "found"),
        (traced((opinion(), 0.9), cues=()), "found"),
        (traced((opinion(), 0.1), parties=(B,)), "below the threshold"),
        (traced(gold=opinion(holder=NOBODY), parties=(B,)), "roles misread"),
    ],
)
def test_a_tuple_is_lost_by_the_first_layer_that_has_nothing_of_it(one: Traced, layer: str) -> None:
    assert layer_of(one, 0.25) == layer


def test_shares_are_of_all_tuples_not_of_documents():
    assert share_of([["found", "no cue"], ["found"], []], "found").value == pytest.approx(2 / 3)


DOCUMENT = """
# id: fish-01
@en
1 [Chad|GPE Chad] condemned [Mali|GPE Mali] for its fish.
> Chad > Mali AGAINST asserted "condemned" cameo=11 int=-2
2 [Chad|GPE Chad] brayed at [Mali|GPE Mali] for its fish.
> Chad > Mali AGAINST asserted "brayed" cameo=11 int=-2
"""


def test_the_layers_of_a_split_are_shown(tmp_path):
    from click.testing import CliRunner

    from kzru_nlp.cli.command_line import group

    (tmp_path / "fish-01.kzm").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "splits.tsv").write_text("id\tsplit\nfish-01\tdev\n", encoding="utf-8")
    arguments = ["evaluate", "stance", "--split", "dev", "--lang", "en", "--layers", "--json"]
    result = CliRunner().invoke(group, [*arguments, "--corpus", str(tmp_path)])
    assert result.exit_code == 0, result.output
    rows = [line for line in result.stdout.splitlines() if '"found"' in line or "no cue" in line]
    assert len(rows) == 2
    assert all('"n": 2' in row and "0.5" in row for row in rows)
