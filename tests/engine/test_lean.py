"""What a worker and the command leave out when they start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kzru_nlp.engine.lean import THREADS


def said(code: str, cwd: Path | None = None, **env: str) -> str:
    clean = {name: value for name, value in os.environ.items() if name not in THREADS}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=clean | env,
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=cwd,
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
        "import sys; from kzru_nlp.engine.lean import *; import_spacy_lean(); import spacy; "
        "print('torch' in sys.modules, spacy.blank('tr')('Bir söz.')[0].text)"
    )
    assert said(code) == "False Bir"


def test_arrow_makes_tables_without_pandas_and_frames_with_it() -> None:
    code = (
        "import sys; from kzru_nlp.engine.lean import *; import_arrow_without_pandas(); import pyarrow as pa; "
        "table = pa.table({'a': ['x', None]}); print('pandas' in sys.modules, table.to_pylist()[0]); "
        "print(table.to_pandas().a.tolist()[0]); import pandas as pd; "
        "print(pa.array(pd.Series(['y'])).to_pylist(), pa.Table.from_pandas(pd.DataFrame({'b': ['z']})).num_rows)"
    )
    assert said(code).splitlines() == ["False {'a': 'x'}", "x", "['y'] 1"]


def test_a_run_imports_nothing_that_it_can_do_without(tmp_path: Path) -> None:
    """Two runs: what the first derives, the second takes from the cache."""
    heavy = (
        "altair",
        "vl_convert",
        "pandas",
        "sklearn",
        "scipy",
        "torch",
        "matplotlib",
        "duckdb",
    )
    (tmp_path / "a.txt").write_text(
        "Rusya ve Kazakistan\n\nRusya, Kazakistan’ı destekledi.\n", encoding="utf-8"
    )
    code = (
        f"import sys; sys.argv = ['kzru-nlp', 'run', 'a.txt', '-o', 'out', '-q', '--again']\n"
        f"from kzru_nlp.cli import main\n"
        f"try:\n    main()\n"
        f"except SystemExit as end:\n    print(end.code or 0, [name for name in {heavy} if name in sys.modules])"
    )
    found = [said(code, cwd=tmp_path, KZRU_CACHE=str(tmp_path / "cache")) for _ in range(2)]
    assert found == ["0 ['vl_convert']", "0 []"]


@pytest.mark.skipif(sys.platform != "linux", reason="what a limit of memory counts is told by Linux only")
def test_arrow_sets_no_gigabyte_aside() -> None:
    code = (
        "from kzru_nlp.engine.lean import *; import_arrow_without_pandas(); "
        "print(*[line.split()[1] for line in open('/proc/self/status') if line.startswith('VmData')])"
    )
    assert int(said(code)) < 500_000
