import numpy as np
import pytest

from kzru_nlp.model import KzruError
from kzru_nlp.stance.classifier import PAIRS, SIGN, StanceClassifier, bundled_classifier, read_classifier

MODEL = StanceClassifier(
    ("AGAINST", "FAVOR", "NONE"), {"aid": (-1.0, 2.0, 0.0), "öç": (1.5, 0.0, -1.0)}, (0.0, 0.0, 0.5)
)


def test_probabilities_add_up_and_unknown_features_say_nothing():
    chances = MODEL.probabilities({"aid": 1.0, "never seen": 5.0})
    assert sum(chances.values()) == pytest.approx(1)
    assert chances == MODEL.probabilities({"aid": 1.0})
    assert max(chances, key=chances.get) == "FAVOR"


def test_it_abstains_where_it_is_not_sure():
    assert MODEL.predict({}, sure=0.9)[0] == ""
    assert MODEL.predict({"aid": 4.0}, sure=0.9)[0] == "FAVOR"


def test_it_comes_back_from_its_file_and_the_bytes_are_the_same(tmp_path):
    one, two = tmp_path / "one.npz", tmp_path / "two.npz"
    MODEL.save(one)
    read_classifier(one).save(two)
    assert one.read_bytes() == two.read_bytes()
    assert read_classifier(one).probabilities({"öç": 1.0}) == pytest.approx(
        MODEL.probabilities({"öç": 1.0}), abs=1e-3
    )


def test_a_file_with_objects_in_it_is_refused(tmp_path):
    path = tmp_path / "evil.npz"
    np.savez(path, format=np.array([{"x": 1}], dtype=object))
    with pytest.raises(KzruError, match="is no stance classifier"):
        read_classifier(path)


@pytest.mark.parametrize("name", [PAIRS, SIGN])
def test_the_bundled_ones_are_small(name):
    from kzru_nlp.model.bundled import bundled

    assert bundled_classifier(name) is not None
    assert bundled("pipelines", "trained", name).stat().st_size < 2.5e6
