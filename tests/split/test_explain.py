"""Every line with text is explained, and all of its text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kzru_nlp.model import Source
from kzru_nlp.split.explain import explain_lines
from kzru_nlp.split.splitter import split

LINES = st.lists(
    st.sampled_from(
        ["Öz", "", "Abstract: Words stand here.", "1 Bir not.", "Giriş", "Uzun bir cümle burada durur.", "12"]
    ),
    max_size=12,
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\f"]))
def test_pieces_of_lines_hold_every_character_once(lines: list[str], end: str) -> None:
    article = split(Source("x.txt", "0" * 64, end.join(lines), "utf-8"))
    verdicts = list(explain_lines(article))
    taken = [i for v in verdicts for i in range(*v.span) if not article.text[i].isspace()]
    assert sorted(taken) == [i for i, char in enumerate(article.text) if not char.isspace()]
    numbered = article.text.splitlines()
    assert all(article.text[v.span[0] : v.span[1]].strip() in numbered[v.line - 1] for v in verdicts)


def test_a_run_in_label_shares_the_line_of_its_abstract() -> None:
    text = "Abstract: The talks went on for a year and led nowhere at all.\n\nKeywords: talks, time\n"
    verdicts = list(explain_lines(split(Source("x.txt", "0" * 64, text, "utf-8"))))
    assert [(v.line, v.unit.kind) for v in verdicts][:2] == [(1, "abstract_heading"), (1, "abstract")]
    assert all(v.unit.why for v in verdicts)
