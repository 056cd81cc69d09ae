from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from kzru_nlp.alignment.aligner import align
from kzru_nlp.alignment.embeddings import load_encoder
from kzru_nlp.alignment.three_way import align_three
from kzru_nlp.model import InputError
from tests.alignment.tiny_encoder import WORDS, encoder_folder, translated
from tests.cli.command import kzru

SRC = [
    "blik dorf fenk",
    "grust hamp jolk",
    "kneft lurp mosk",
    "nirp blik hamp",
    "fenk mosk dorf",
    "jolk nirp lurp",
]
LEFT_OUT = 2
TGT = [translated(sentence) for i, sentence in enumerate(SRC) if i != LEFT_OUT]
GOLD = [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), (2,)), ((4,), (3,)), ((5,), (4,))]

needs_library = pytest.mark.skipif(
    find_spec("sentence_transformers") is None, reason="sentence-transformers is not installed"
)


@pytest.fixture(scope="module", params=[False, True], ids=["transformers", "labse"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return encoder_folder(tmp_path_factory.mktemp("models") / "tiny", as_labse=request.param)


@needs_library
def test_a_model_takes_words_for_their_translations(folder: Path) -> None:
    encoder = load_encoder(folder)
    one, other = (
        np.asarray(encoder.encode(side, normalize_embeddings=True, show_progress_bar=False))
        for side in (list(WORDS), list(WORDS.values()))
    )
    assert one.shape == (len(WORDS), 16)
    assert ((one @ other.T).argmax(axis=1) == np.arange(len(WORDS))).mean() >= 0.9


@needs_library
def test_embeddings_find_the_omission_that_nothing_else_shows(folder: Path) -> None:
    def beads(**options: object) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        return [(b.src, b.tgt) for b in align(SRC, TGT, src_lang="tr", tgt_lang="en", **options)]

    assert beads() != GOLD
    assert beads(encoder=load_encoder(folder)) == GOLD


@needs_library
def test_embeddings_count_among_three_versions(folder: Path) -> None:
    beads = align_three(SRC, TGT, SRC, encoder=load_encoder(folder))
    assert ((2,), (), (2,)) in [(b.tr, b.en, b.ru) for b in beads]


@needs_library
def test_the_command_loads_the_model_from_its_folder_and_asks_no_network(
    folder: Path, tmp_path: Path
) -> None:
    for name, lines in (("src", SRC), ("tgt", TGT)):
        (tmp_path / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    files = (tmp_path / "src.txt", tmp_path / "tgt.txt", "--src-lang", "tr", "--tgt-lang", "en", "--json")
    # Nobody listens there: a request would fail.
    nowhere = {"HF_ENDPOINT": "http://127.0.0.1:9", "HTTPS_PROXY": "http://127.0.0.1:9"}
    done = kzru("align", *files, "--embeddings", folder, env=nowhere)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(tuple(row["src"]), tuple(row["tgt"])) for row in rows] == GOLD


@needs_library
def test_a_folder_without_a_model_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="holds no model") as error:
        load_encoder(tmp_path)
    assert "\n" not in str(error.value)
