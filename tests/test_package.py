"""The package as a whole: public names, what importing it costs, what a wheel holds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

import kzru_nlp

ROOT = Path(__file__).resolve().parents[1]
PUBLIC = {
    "Article", "Bead", "Bead3", "Difference", "InputError", "KzruError", "Marker", "RunResult", "Stance", "Unit",
    "__version__", "align", "align_three", "audit", "load", "polarity", "read", "run",
}  # fmt: skip


def test_public_names_are_exactly_these() -> None:
    assert set(kzru_nlp.__all__) == PUBLIC
    for name in PUBLIC:
        assert getattr(kzru_nlp, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        kzru_nlp.nothing


@pytest.mark.parametrize(
    "code",
    ["import kzru_nlp", "import kzru_nlp.cli", "import kzru_nlp; kzru_nlp.read"],
    ids=["package", "command line", "reader"],
)
def test_heavy_packages_are_not_loaded_before_they_are_needed(code: str) -> None:
    heavy = "('spacy', 'pandas', 'torch', 'sklearn', 'natasha', 'slovnet', 'pymorphy3', 'pyarrow', 'duckdb')"
    check = f"{code}; import sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_a_wheel_runs_the_demo_in_an_empty_environment_without_network(tmp_path: Path) -> None:
    """Builds the wheel, installs it as a user would, and runs the demo where sockets cannot connect."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path / "dist", ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    bin_ = home / ("Scripts" if os.name == "nt" else "bin")
    python = bin_ / ("python.exe" if os.name == "nt" else "python")
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel],
        check=True,
        capture_output=True,
    )

    # The guard travels as a .pth file: it is active in every process of that environment.
    (site,) = (
        (home / "lib").glob("python*/site-packages") if os.name != "nt" else [home / "Lib" / "site-packages"]
    )
    (site / "no_network.py").write_text(
        "import socket\n"
        "def refuse(*a, **k): raise OSError('network used')\n"
        "socket.socket.connect = refuse\nsocket.create_connection = refuse\nsocket.getaddrinfo = refuse\n",
        encoding="utf-8",
    )
    (site / "no_network.pth").write_text("import no_network\n", encoding="utf-8")

    run = subprocess.run(
        [bin_ / "kzru-nlp", "demo", "-o", tmp_path / "demo"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    assert (tmp_path / "demo" / "report" / "index.html").exists()
    listed = subprocess.run(
        [python, "-m", "pip", "list", "--format=freeze"], capture_output=True, text=True, check=True
    ).stdout
    assert "torch==" not in listed
    shutil.rmtree(home)
