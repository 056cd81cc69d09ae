"""The measures, against values worked out by hand or by another library."""

from __future__ import annotations

from math import log, log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from kzru_nlp.questions.association import log_dice, log_likelihood, log_ratio, mutual_information, p_value


def test_log_likelihood_of_a_textbook_table() -> None:
    cells = [(12, 20.0), (28, 20.0), (988, 980.0), (972, 980.0)]
    wanted = 2 * sum(observed * log(observed / expected) for observed, expected in cells)
    assert log_likelihood(12, 28, 1000, 1000) == pytest.approx(wanted)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(60, 500), st.integers(60, 500))
def test_log_likelihood_is_scipys_g_test(a: int, b: int, n_a: int, n_b: int) -> None:
    g2 = float(log_likelihood(a, b, n_a, n_b))
    if a + b == 0:
        assert g2 == 0
        return
    table = np.array([[a, b], [n_a - a, n_b - b]])
    wanted = chi2_contingency(table, correction=False, lambda_="log-likelihood")
    assert g2 == pytest.approx(wanted.statistic, abs=1e-9)
    assert p_value(g2) == pytest.approx(wanted.pvalue, abs=1e-9)


def test_effects_have_their_sign_and_size() -> None:
    assert log_ratio(10, 40, 1000, 1000) == -2
    assert log_ratio(4, 0, 1000, 1000) == 3
    assert mutual_information(8, 10, 20, 1000) == pytest.approx(log2(8 * 1000 / 200))
    assert log_dice(5, 10, 10) == 13
