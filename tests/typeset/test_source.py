from __future__ import annotations

import pytest

from tests.typeset.source import SourceError, parse

SMALL = """id: small
body: en

== front en ==
title: A Title
head: A Head
1 | First sentence.
2 3 | Second and third.
keywords: one; two words

== differences ==
2 | en tr | number | minor | 5 | 6 | a digit

== body ==
#* Introduction

Running text[^1] over
two lines.

> A quotation.

## Lower

^ Table 1. Caption

| a b
| 1 2

Last words.[^2]

[^1 Sample 2020: 4]: A. Sample, A Work
(Nowhere, 2020), 4.

[^2]: Prose.
"""


def test_front_matter_keeps_sentences_threads_and_keywords():
    front = parse(SMALL).fronts["en"]
    assert [(s.text, s.threads) for s in front.abstract] == [
        ("First sentence.", (1,)),
        ("Second and third.", (2, 3)),
    ]
    assert front.keywords == ("one", "two words")
    assert (front.title, front.head) == ("A Title", "A Head")


def test_body_keeps_kinds_levels_and_joins_lines():
    blocks = parse(SMALL).blocks
    assert [(b.kind, b.level, b.numbered) for b in blocks] == [
        ("section_heading", 1, False),
        ("paragraph", 0, False),
        ("blockquote", 0, False),
        ("section_heading", 2, True),
        ("caption", 0, False),
        ("table", 0, False),
        ("paragraph", 0, False),
    ]
    assert blocks[1].text == "Running text[^1] over two lines."
    assert blocks[5].text == "a b\n1 2"


def test_notes_keep_short_citation_and_text():
    notes = parse(SMALL).notes
    assert (notes[1].short, notes[1].text) == ("Sample 2020: 4", "A. Sample, A Work (Nowhere, 2020), 4.")
    assert (notes[2].short, notes[2].text) == ("", "Prose.")


def test_differences_name_thread_languages_and_type():
    (planted,) = parse(SMALL).planted
    assert (planted.thread, planted.src_lang, planted.tgt_lang, planted.type) == (2, "en", "tr", "number")


@pytest.mark.parametrize(
    "was, now, said",
    [
        ("[^2]: Prose.", "", r"markers and notes differ: \[2\]"),
        ("words.[^2]", "words.[^3]", "not 1, 2, 3"),
        ("[^2]: Prose.", "[^1]: Prose.", "defined twice"),
        ("title: A Title", "A Title", "neither a field nor a sentence"),
        ("== body ==", "== bodies ==", "unknown section 'bodies'"),
        ("| a digit", "", "seven parts"),
        ("body: en", "no field", "without a field name"),
    ],
)
def test_faults_are_named(was, now, said):
    with pytest.raises(SourceError, match=said):
        parse(SMALL.replace(was, now, 1))
