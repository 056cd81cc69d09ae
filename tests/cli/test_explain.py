import pytest

pytest.importorskip("pandas")
from click.testing import CliRunner

from kzru_nlp.cli.annotations import command as annotations
from kzru_nlp.cli.explain import command as explain
from kzru_nlp.engine.running import run


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("explained")
    text = folder / "a.txt"
    text.write_text(
        "Abstract\n\nKazakhstan condemned Russia. Norway thanked Iceland for the herring.\n", encoding="utf-8"
    )
    run([text], out=folder / "out")
    return folder / "out"


def test_the_chain_of_a_stance_is_told_in_words(out):
    result = CliRunner().invoke(explain, [str(out)], catch_exceptions=False)
    assert result.exit_code == 0
    assert "Kazakhstan → Russia: AGAINST, asserted" in result.output
    assert "CAMEO 11" in result.output
    assert "carries the sign" in result.output
    assert "Norway" not in result.output


def test_everybodys_stances_on_request(out):
    result = CliRunner().invoke(
        explain, [str(out), "--target", "all", "--holder", "Norway"], catch_exceptions=False
    )
    assert "Norway → Iceland: FAVOR" in result.output


def test_nothing_found_is_one_line_with_a_way_out(out):
    from kzru_nlp.model import InputError

    with pytest.raises(InputError, match="--target all"):
        CliRunner().invoke(explain, [str(out), "--holder", "Narnia"], catch_exceptions=False)


def test_annotations_go_out_and_are_compared(out, tmp_path):
    for form in ("xmi", "label-studio"):
        done = CliRunner().invoke(annotations, ["export", str(out), "-o", str(tmp_path / form), "--to", form])
        assert done.exit_code == 0, done.output
    both = [str(tmp_path / "xmi"), str(tmp_path / "label-studio")]
    result = CliRunner().invoke(annotations, ["agreement", *both, "--json"], catch_exceptions=False)
    assert '"value": 1.0' in result.output
