from __future__ import annotations

from pathlib import Path

import pytest

from kzru_nlp.knowledge.cue_match import match_cue
from kzru_nlp.knowledge.cues import load_cues, parse_frame
from kzru_nlp.lang import LANGUAGES
from kzru_nlp.model import InputError

HEADER = "id\tlang\tpattern\tpolarity\tintensity\tcameo\tframe\texample\n"
GOOD = "my.1\ten\tcold shoulder to\t-1\t-2\t16\tsubj>dat\tMinsk turned a cold shoulder to Riga.\n"


def pairs(text: str) -> list[tuple[str, str]]:
    return [(word, word) for word in text.split()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_its_lexicon(lang: str) -> None:
    cues = load_cues(lang)
    assert len(cues) >= 150
    assert {cue.polarity for cue in cues} == {1, -1, 0}
    assert {cue.lang for cue in cues} == {lang}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_patterns_are_folded(lang: str) -> None:
    from kzru_nlp.lang import get_profile

    assert [cue.id for cue in load_cues(lang) if get_profile(lang).fold(cue.pattern) != cue.pattern] == []


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("destekle*", "açıkça desteklemiştir", True),
        ("destekle*", "destek", False),
        ("stand by", "they stand by us", True),
        ("stand by", "they stand idly by", False),
        ("sever _ ties", "sever at long last all ties", True),
        ("sever _ ties", "sever all that they had as ties", False),
        ("move/drift away", "to drift away", True),
        ("move/drift away", "to run away", False),
    ],
)
def test_the_pattern_language(pattern: str, text: str, matches: bool) -> None:
    assert match_cue(pattern, pairs(text)) is matches


def test_frames_are_taken_apart() -> None:
    frame = parse_frame("subj<>with")
    assert (frame.holder, frame.target, frame.mutual) == ("subj", "with", True)


def test_a_user_s_file_adds_and_overrides(tmp_path: Path) -> None:
    ours = load_cues("en")[0]
    own = tmp_path / "cues.tsv"
    own.write_text(
        HEADER + GOOD + f"{ours.id}\ten\tsupport\t+1\t9\t05\tsubj>obj\tThey support it.\n", encoding="utf-8"
    )
    cues = {cue.id: cue for cue in load_cues("en", (own,))}
    assert cues["my.1"].polarity == -1
    assert cues[ours.id].intensity == 9
    assert "my.1" not in {cue.id for cue in load_cues("tr", (own,))}


@pytest.mark.parametrize(
    ("was", "becomes", "place"),
    [
        ("\t-1\t-2\t", "\t-2\t-2\t", "row 2, column 'polarity'"),
        ("\t-1\t-2\t", "\t-1\t2\t", "row 2, column 'intensity'"),
        ("\t-1\t-2\t", "\t-1\tmuch\t", "row 2, column 'intensity'"),
        ("\t16\t", "\t21\t", "row 2, column 'cameo'"),
        ("subj>dat", "subject>dat", "row 2, column 'frame'"),
        ("cold shoulder to", "_ shoulder", "row 2, column 'pattern'"),
        ("cold shoulder to", "cold/ shoulder", "row 2, column 'pattern'"),
        ("\ten\t", "\tde\t", "row 2, column 'lang'"),
    ],
)
def test_faults_name_row_and_column(tmp_path: Path, was: str, becomes: str, place: str) -> None:
    own = tmp_path / "cues.tsv"
    own.write_text(HEADER + GOOD.replace(was, becomes), encoding="utf-8")
    with pytest.raises(InputError, match=place):
        load_cues("en", (own,))


def test_an_id_stands_once(tmp_path: Path) -> None:
    own = tmp_path / "cues.tsv"
    own.write_text(HEADER + GOOD + GOOD, encoding="utf-8")
    with pytest.raises(InputError, match="row 3, column 'id'"):
        load_cues("en", (own,))


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no cue lexicon"):
        load_cues("de")
