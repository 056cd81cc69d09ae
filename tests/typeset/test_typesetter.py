from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.typeset.__main__ import ARTICLES, DEMO, SETS, demo_input
from tests.typeset.fitting import fitted
from tests.typeset.source import MARKER, read_article
from tests.typeset.styles import style_named
from tests.typeset.typesetter import typeset

SOURCES = sorted(ARTICLES.glob("*.article"))
ALL = SETS["all"]
NAMED = {style.name: style for style in ALL}
KARADENIZ = ARTICLES / "karadeniz-secici-ortaklik.article"
CASES = [(s, style) for s in SOURCES for style in ALL if style.takes(read_article(s).body)]
IDS = [f"{source.stem}-{style.name}" for source, style in CASES]
TYPESET = {(s, t.name): typeset(read_article(s), t) for s, t in CASES}


@pytest.mark.parametrize("source, style", CASES, ids=IDS)
def test_every_character_is_in_exactly_one_unit(source, style):
    made = TYPESET[source, style.name]
    seen = [0] * len(made.text)
    for unit in made.gold["units"]:
        for start, end in unit["spans"]:
            for i in range(start, end):
                seen[i] += 1
    wrong = [i for i, char in enumerate(made.text) if not char.isspace() and seen[i] != 1]
    assert wrong == []
    assert max(seen) == 1


@pytest.mark.parametrize("source, style", CASES, ids=IDS)
def test_spans_without_markers_and_hyphens_give_the_clean_text(source, style):
    made = TYPESET[source, style.name]
    gone = {h["offset"] for h in made.gold["line_end_hyphens"] if h["decision"] == "undo"}
    for marker in made.gold["footnote_markers"]:
        gone |= set(range(*marker.get("outer", (marker["start"], marker["end"]))))
    for unit in made.gold["units"]:
        own = gone | set(range(*unit.get("number_span", (0, 0)))) if unit["kind"] == "footnote" else gone
        raw = "".join(made.text[i] for span in unit["spans"] for i in range(*span) if i not in own)
        assert _dense(raw) == _dense(unit["text"]), unit["id"]


def _dense(text):
    return "".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize("source, style", CASES, ids=IDS)
def test_markers_point_at_their_number_inside_their_unit(source, style):
    made = TYPESET[source, style.name]
    spans = {unit["id"]: unit["spans"] for unit in made.gold["units"]}
    superscripts = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
    for marker in made.gold["footnote_markers"]:
        start, end = marker["start"], marker["end"]
        assert made.text[start:end].translate(superscripts) == marker["number"]
        assert any(a <= start and end <= b for a, b in spans[marker["unit"]])


@pytest.mark.parametrize("source, style", CASES, ids=IDS)
def test_hyphens_stand_at_line_ends_between_the_halves_they_name(source, style):
    made = TYPESET[source, style.name]
    for hyphen in made.gold["line_end_hyphens"]:
        assert made.text[hyphen["offset"]] == hyphen["char"]
        assert made.text[hyphen["offset"] + 1] in "\r\n"
        text = next(u["text"] for u in made.gold["units"] if u["id"] == hyphen["unit"])
        kept = hyphen["char"] if hyphen["decision"] == "keep" else ""
        assert hyphen["before"] + kept + hyphen["after"] in text


def test_every_note_is_printed_once_with_its_marker():
    for (source, name), made in TYPESET.items():
        article, style = read_article(source), NAMED[name]
        printed = [u for u in made.gold["units"] if u["kind"] == "footnote"]
        stars = [u for u in printed if u["number"] in ("*", "**") and u["id"].startswith("note_-")]
        notes = [u["text"] for u in printed if u not in stars]
        wanted = list(article.notes.values())[: len(article.notes) - style.lost_notes]
        if style.notes in ("author_year", "numbered"):
            wanted = [n for n in wanted if not n.short]
        lost = [n for n in wanted if style.lost_markers and n.number % style.lost_markers == 0]
        kept = [n for i, n in enumerate(wanted, 1) if not style.missing_notes or i % style.missing_notes]
        assert sorted(notes) == sorted(fitted(n.text, style.encoding) for n in kept)
        assert len(made.gold["footnote_markers"]) == len(wanted) - len(lost) + len(stars)


def test_styles_show_the_phenomena_that_they_are_there_for():
    golds: dict[str, list] = {}
    for (_, name), made in TYPESET.items():
        golds.setdefault(name, []).append(made.gold)

    def units(name, *kinds):
        return [u for gold in golds[name] for u in gold["units"] if u["kind"] in kinds]

    assert any(len(u["spans"]) > 1 for u in units("steppe", "footnote")), "a note runs over the page"
    assert any(len(u["spans"]) > 1 for u in units("havza", "paragraph")), "notes interrupt a paragraph"
    for gold in golds["steppe"]:
        numbers = [m["number"] for m in gold["footnote_markers"]]
        assert numbers.count("1") > 1, "numbers begin again on each page"
    assert {m["number"] for gold in golds["kervan"] for m in gold["footnote_markers"]} >= {"*", "**", "†"}
    assert not units("liman", "running_head")
    assert units("bozkir", "reference")
    assert not units("havza", "reference")
    decisions = {h["decision"] for gold in golds["liman"] for h in gold["line_end_hyphens"]}
    assert decisions == {"keep", "undo"}


def test_the_later_styles_show_theirs():
    made = {
        name: typeset(read_article(KARADENIZ), style) for name, style in NAMED.items() if style.takes("tr")
    }
    kinds = {name: {u["kind"] for u in one.gold["units"]} for name, one in made.items()}
    langs = {(u["kind"], u["lang"]) for u in made["saryarka"].gold["units"]}
    assert {("title", "kk"), ("abstract", "kk"), ("keywords", "kk")} <= langs
    assert {"epigraph"} <= kinds["fens"] & kinds["orda"] & kinds["harbour"]
    assert {"journal_line", "dates"} <= kinds["bogazici"] & kinds["fakulte"]
    assert "abstract_heading" not in kinds["prairie"]
    notes = {name: sum(u["kind"] == "footnote" for u in one.gold["units"]) for name, one in made.items()}
    markers = {name: len(one.gold["footnote_markers"]) for name, one in made.items()}
    assert notes["tuna"] > markers["tuna"], "markers are lost"
    assert notes["orda"] < markers["orda"], "definitions are missing"
    assert {"*", "**", "1"} <= {m["number"] for m in made["bogazici"].gold["footnote_markers"]}
    order = [u["kind"] for u in made["bogazici"].gold["units"]]
    assert order.index("section_heading") < len(order) - 1 - order[::-1].index("abstract"), (
        "a summary at the end"
    )
    lines = made["yayla"].text.split("\r\n")
    assert not any(a.strip() and b.strip() for a, b in pairwise(lines)), "a blank line after every line"
    assert max(map(len, made["volna"].text.split("\n"))) > 500, "a line for each paragraph"
    assert any(line.strip().isdigit() for line in made["orda"].text.split("\n")), "a marker on its own line"
    assert all(line.startswith("   ") for line in made["vltava"].text.split("\n") if line.strip())
    assert "В В Е Д Е Н И Е" in TYPESET[ARTICLES / "voda-bez-posrednikov.article", "zapiski"].text


def test_the_columns_of_a_page_share_its_number():
    gold = typeset(read_article(KARADENIZ), NAMED["prairie"]).gold
    pages = [u["page"] for u in gold["units"] if u["kind"] == "paragraph"]
    numbers = [u["text"] for u in gold["units"] if u["kind"] == "page_number"]
    assert len(set(pages)) <= len(numbers) + 1
    assert len(numbers) == len(set(numbers))


def test_a_lying_blank_line_stands_inside_a_paragraph():
    made = TYPESET[KARADENIZ, "havza"]
    paragraphs = [u for u in made.gold["units"] if u["kind"] == "paragraph"]
    lines = [made.text[a:b].splitlines() for u in paragraphs for a, b in u["spans"]]
    assert any(not line.strip() for block in lines for line in block)
    ends = [
        (a["spans"][-1][1], b["spans"][0][0]) for a, b in pairwise(paragraphs) if a["section"] == b["section"]
    ]
    assert any(made.text[end:start].count("\n") == 1 for end, start in ends), "a paragraph begins without one"


def test_lost_notes_leave_their_markers_behind():
    style = replace(style_named("havza"), lost_notes=3)
    gold = typeset(read_article(KARADENIZ), style).gold
    printed = {u["number"] for u in gold["units"] if u["kind"] == "footnote"}
    assert {m["number"] for m in gold["footnote_markers"]} - printed == {"23", "24", "25"}


def test_capitals_follow_the_language():
    text = TYPESET[KARADENIZ, "havza"].text
    assert "İLE SEÇİCİ ORTAKLIĞI" in text
    assert "PIPELINES, GRAIN AND THE STRAITS" in text


def test_what_an_encoding_lacks_is_refused():
    style = replace(style_named("mektup"), romanise=False)
    assert not style.takes("ru")
    with pytest.raises(UnicodeEncodeError):
        typeset(read_article(ARTICLES / "voda-bez-posrednikov.article"), style)


def test_notes_are_romanised_for_legacy_encodings():
    made = TYPESET[ARTICLES / "karadeniz-secici-ortaklik.article", "mektup"]
    assert "A. V. Priozyornyy" in made.text
    assert made.text.encode("cp1254")


@pytest.mark.parametrize("source", DEMO, ids=lambda p: p.stem)
def test_demo_inputs_are_what_their_sources_give(source):
    made = demo_input(source)
    assert source.with_suffix(".txt").read_bytes() == made, "run python -m tests.typeset --demo"


def test_demo_inputs_have_three_styles():
    assert len({read_article(source).meta["demo-style"] for source in DEMO}) >= 3


def test_command_writes_inputs_and_gold(tmp_path):
    command = [sys.executable, "-m", "tests.typeset", str(tmp_path), "--style", "kervan"]
    subprocess.run(command, check=True, cwd=ARTICLES.parents[1])
    golds = sorted(tmp_path.glob("*.gold.json"))
    assert len(golds) == len(SOURCES)
    gold = json.loads(golds[0].read_text(encoding="utf-8"))
    raw = (tmp_path / gold["source"]).read_bytes().decode(gold["encoding"])
    first = gold["footnote_markers"][0]
    assert raw[first["start"] : first["end"]] == first["number"]


def test_text_without_markers_is_left_alone():
    assert MARKER.sub("", "[1] stays, [^2]goes") == "[1] stays, goes"
