"""CRF model files that are damaged, and what becomes of them in a process of their own."""

from __future__ import annotations

import random
import struct
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import pycrfsuite
import pytest

from kzru_nlp.entities.crf import load_tagger
from kzru_nlp.entities.crf_file import CrfFileError, Header, check
from kzru_nlp.model import KzruError
from kzru_nlp.model.bundled import bundled

WORDS = ["ankara", "said", "that", "moscow", "will", "not", "sign"]
TAGS = ["B-GPE", "O", "O", "B-GPE", "O", "O", "O"]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small model that CRFsuite itself has written."""
    path = tmp_path_factory.mktemp("crf") / "small.crfsuite"
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params={"max_iterations": 20}, verbose=False)
    for shift in range(len(WORDS)):
        words, tags = WORDS[shift:] + WORDS[:shift], TAGS[shift:] + TAGS[:shift]
        trainer.append([[f"w={word}", f"first={word[0]}"] for word in words], tags)
    trainer.train(str(path))
    return path.read_bytes()


def header(model: bytes) -> Header:
    return Header(*struct.unpack_from("<4sI4s9I", model))


def changed(model: bytes, at: int, value: int) -> bytes:
    return model[:at] + struct.pack("<I", value) + model[at + 4 :]


def test_what_crfsuite_writes_passes(model: bytes) -> None:
    check(model)
    shipped = sorted((bundled("pipelines") / "trained").glob("*.crfsuite"))
    assert len(shipped) >= 2
    for path in shipped:
        check(path.read_bytes())


def test_a_model_cut_off_anywhere_is_refused(model: bytes) -> None:
    for size in [*range(64), *range(64, len(model), 97), len(model) - 1]:
        with pytest.raises(CrfFileError):
            check(model[:size])


@pytest.mark.parametrize("field", range(5, 12))
def test_numbers_of_the_header_that_lead_outside_are_refused(model: bytes, field: int) -> None:
    for value in (len(model) - 4, len(model) + 4, 2**31, 2**32 - 1):
        with pytest.raises(CrfFileError):
            check(changed(model, 4 * field, value))


@pytest.mark.parametrize(
    "offset, value, reason",
    [
        (0, 7, "nothing"),
        (4, 10_000, "nothing"),
        (8, 3, "no label"),
        (16, 0x7FF00000, "weight"),  # infinity
        (16, 0x7FF80000, "weight"),  # no number
        (16, 0x7FE00000, "weight"),  # a number that overflows
    ],
)
def test_features_of_what_is_not_there_are_refused(
    model: bytes, offset: int, value: int, reason: str
) -> None:
    with pytest.raises(CrfFileError, match=reason):
        check(changed(model, header(model).at_features + 12 + offset, value))


def test_a_search_that_never_ends_is_refused(model: bytes) -> None:
    """A table without an empty place: CRFsuite goes round in it for a name that isn't there."""
    at = header(model).at_attributes
    tables = struct.unpack_from("<512I", model, at + 24)
    start, number = next(pair for pair in zip(tables[::2], tables[1::2], strict=True) if pair[0])
    full = bytearray(model)
    records = struct.unpack_from(f"<{2 * number}I", model, at + start)
    hashes = [pair for pair in zip(records[::2], records[1::2], strict=True) if pair[1]]
    struct.pack_into(f"<{2 * number}I", full, at + start, *[n for _ in range(number) for n in hashes[0]])
    with pytest.raises(CrfFileError, match="never ends"):
        check(bytes(full))


def test_a_name_without_an_end_is_refused(model: bytes) -> None:
    at = model.index(b"w=moscow\0") + len(b"w=moscow")
    with pytest.raises(CrfFileError, match="without an end"):
        check(model[:at] + b"x" + model[at + 1 :])


def test_the_error_names_the_file_and_the_way_out(tmp_path: Path, model: bytes) -> None:
    path = tmp_path / "yanlış model.crfsuite"
    path.write_bytes(model[:-7])
    with pytest.raises(KzruError, match=r"yanlış model.*bytes.*kzru-nlp train entities"):
        load_tagger(path)
    with pytest.raises(KzruError, match="missing"):
        load_tagger(tmp_path / "missing.crfsuite")


def test_a_good_model_tags_from_a_path_in_any_letters(tmp_path: Path, model: bytes) -> None:
    path = tmp_path / "модель ğ.crfsuite"
    path.write_bytes(model)
    assert load_tagger(path).tag([[f"w={word}", f"first={word[0]}"] for word in WORDS]) == TAGS


CHILD = """
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
import pycrfsuite
from kzru_nlp.entities.crf_file import CrfFileError, check
sentence = [[f"w={w}", f"first={w[0]}"] for w in sys.argv[3:]] + [["w=else", "first=e"]]
passed = refused = 0
for path in sorted(Path(sys.argv[1]).iterdir()):
    data = path.read_bytes()
    try:
        if sys.argv[2] == "checked":
            check(data)
    except CrfFileError:
        refused += 1
        continue
    print(path.name, flush=True)
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(data)
    tagger.tag(sentence)
    for label in tagger.labels():
        try:
            [tagger.marginal(label, i) for i in range(len(sentence))]
        except (RuntimeError, UnicodeError):
            pass  # a label whose name has changed; that is said, not read from anywhere
    passed += 1
print("done", passed, refused)
"""


def damaged(model: bytes, number: int) -> list[bytes]:
    """Return files with bits flipped, numbers put in, pieces left out or doubled."""
    chance, made = random.Random(7), []
    numbers = [0, 1, 2, 2**16, 2**31 - 1, 2**31, 2**32 - 1, len(model), len(model) - 1]
    for i in range(number):
        data = bytearray(model)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(data) - 4)
            if i % 3 == 0:
                data[at] ^= 1 << chance.randrange(8)
            elif i % 3 == 1:
                at -= at % 4
                struct.pack_into("<I", data, at, chance.choice([*numbers, chance.randrange(len(data))]))
            else:
                to = chance.randrange(len(data) - 4)
                data[to : to + 4] = data[at : at + 4]
        made.append(bytes(data))
    return made


LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="what reading outside a file does is each system's own"
)


@pytest.mark.parametrize("how", ["checked", pytest.param("unchecked", marks=LINUX)])
def test_no_damaged_model_that_passes_harms_the_process(tmp_path: Path, model: bytes, how: str) -> None:
    """Without the check, the same files end the process: so the damage is of the kind that matters."""
    for i, data in enumerate(damaged(model, 3000)):
        (tmp_path / f"{i:04}").write_bytes(data)
    run = partial(
        subprocess.run,
        [sys.executable, "-c", CHILD, str(tmp_path), how, *WORDS],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    if how == "unchecked":
        with suppress(subprocess.TimeoutExpired):  # a search without an end is harm too
            assert run().returncode != 0
        return
    done = run()
    assert done.returncode == 0, (done.stdout[-200:], done.stderr[-500:])
    passed, refused = map(int, done.stdout.split()[-2:])
    assert passed > 100
    assert refused > 500
    assert passed + refused == 3000
