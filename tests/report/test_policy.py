"""Data that can't act, and a policy that lets nothing in."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from kzru_nlp.report.policy import content_policy, data_script, inert_json


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner, max_size=3), max_leaves=6))
def test_json_is_the_same_value_and_ends_no_element(value: object) -> None:
    text = inert_json(value)
    assert json.loads(text) == value
    assert not set("<>&\u2028\u2029") & set(text)


def test_a_data_file_is_one_call() -> None:
    assert data_script("a", ["</script>"]) == 'kzruData("a",["\\u003c/script\\u003e"]);\n'


def test_the_policy_allows_neither_inline_nor_evaluated_code() -> None:
    for policy in (content_policy("a", "b"), content_policy("a", "b", files=True)):
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert "http" not in policy
