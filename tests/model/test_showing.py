"""What notebooks show: everything escaped, the sentences of a bead side by side."""

from __future__ import annotations

import pickle
from pathlib import Path

import pandas as pd
from lxml import html

import kzru_nlp as kz
from kzru_nlp.model import Bead, Bead3, Beads, Difference, Differences, Threads
from kzru_nlp.model.showing import Words, html_table

HOSTILE = "<script>alert(1)</script> & \"'"


def cells(text: str) -> list[str]:
    return [cell.text_content() for cell in html.fromstring(text).iter("td")]


def test_cells_captions_and_headings_are_text_and_never_markup() -> None:
    shown = html_table([HOSTILE], [[HOSTILE], [Words(HOSTILE, '"><script>')]], HOSTILE)
    tree = html.fromstring(shown)
    assert not list(tree.iter("script"))
    assert cells(shown) == [HOSTILE, HOSTILE]
    assert tree.findtext("caption") == HOSTILE


def test_an_article_shows_its_titles_and_its_notes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        f"{HOSTILE}\n\nAbstract\n\nThe talks {HOSTILE} went on for long in 2019.\n", encoding="utf-8"
    )
    shown = kz.read(path)._repr_html_()
    assert "<script>" not in shown
    assert "note markers" in cells(shown)
    assert "coverage" in cells(shown)


def test_beads_show_the_sentences_that_they_align() -> None:
    tr, en = ["Anlaşma 2019’da imzalandı."], [f"The agreement was signed in 2019. {HOSTILE}"]
    beads = kz.align(tr, en, src_lang="tr", tgt_lang="en")
    shown = beads._repr_html_()  # type: ignore[attr-defined]
    assert f"[0] {tr[0]}" in cells(shown)
    assert f"[0] {en[0]}" in cells(shown)
    assert 'lang="tr"' in shown


def test_beads_without_sentences_show_indices() -> None:
    assert cells(Beads([Bead((0, 1), ())])._repr_html_())[:2] == ["0, 1", "—"]


def test_threads_show_three_versions() -> None:
    sides = (("tr", ["a"]), ("en", ["b"]), ("ru", ["в"]))
    shown = Threads([Bead3((0,), (0,), ())], sides=sides)._repr_html_()
    assert cells(shown)[:3] == ["[0] a", "[0] b", "—"]


def test_differences_show_what_differs() -> None:
    difference = Difference(0, "number", "major", "20", HOSTILE, explanation="The number changed.")
    shown = Differences([difference], langs=("tr", "en"))._repr_html_()
    assert cells(shown) == ["0", "number", "major", "20", HOSTILE, "The number changed."]


def test_lists_stay_lists() -> None:
    beads = Beads([Bead((0,), (0,))], sides=(("tr", ["a"]), ("en", ["b"])))
    assert beads == [Bead((0,), (0,))]
    again = pickle.loads(pickle.dumps(beads))
    assert (again, again.sides) == (beads, beads.sides)


def test_a_run_shows_its_tables() -> None:
    frame = pd.DataFrame({"path": ["a"]})
    shown = kz.RunResult({"failures": frame}, frame, Path(HOSTILE))._repr_html_()
    assert cells(shown)[:2] == ["failures", "1"]
    assert "<script>" not in shown
