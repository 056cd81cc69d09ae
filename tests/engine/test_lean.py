"""What a worker and the command leave out when they start."""

from __future__ import annotations

import os
import subprocess
import sys

from kzru_nlp.engine.lean import THREADS


def said(code: str, **env: str) -> str:
    clean = {name: value for name, value in os.environ.items() if name not in THREADS}
    done = subprocess.run(
        [sys.executable, "-c", code], env=clean | env, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.strip()


def test_the_command_has_not_loaded_numpy_before_its_threads_are_limited() -> None:
    code = "import sys; import kzru_nlp.cli.run, kzru_nlp.engine.lean, kzru_nlp.engine.options; print('numpy' in sys.modules)"
    assert said(code) == "False"


def test_linear_algebra_has_one_thread_unless_the_user_says_otherwise() -> None:
    code = "import os; from kzru_nlp.engine.lean import *; compute_in_one_thread(); print(os.environ['OMP_NUM_THREADS'])"
    assert said(code) == "1"
    assert said(code, OMP_NUM_THREADS="3") == "3"


def test_spacy_comes_without_torch_and_torch_can_still_be_imported() -> None:
    code = (
        "import sys; from kzru_nlp.engine.lean import *; import_spacy_without_torch(); import spacy; "
        "print('torch' in sys.modules, spacy.blank('tr')('Bir söz.')[0].text)"
    )
    assert said(code) == "False Bir"
