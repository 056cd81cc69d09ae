"""Claims of docs/security.md that no other test keeps: hostile folders, models, code in data, secrets."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import kzru_nlp
from kzru_nlp.model import KzruError
from tests.engine.sample import sample_text

PACKAGE = Path(kzru_nlp.__file__).parent
ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-P", "-c", "from kzru_nlp.cli import main; main()"]
"""As the installed command starts: the working folder is no place for modules."""
EXECUTES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "yaml"}
OWN_PIPE = {"engine/child.py"}
"""Pickles between a run and its own workers, over a private pipe."""


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "_bundled" not in path.parts)


def imported(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_nothing_that_executes_data_is_imported() -> None:
    for path in modules():
        name = path.relative_to(PACKAGE).as_posix()
        found = imported(ast.parse(path.read_text(encoding="utf-8"))) & EXECUTES
        assert not found or name in OWN_PIPE, f"{name} imports {found}"


def requirements() -> list[Requirement]:
    """What the package, its extras in `all` and the groups of the suite ask for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    (everything,) = map(Requirement, extras["all"])
    listed = [*project["project"]["dependencies"], *(r for name in everything.extras for r in extras[name])]
    return [
        *map(Requirement, [*listed, *(r for group in project["dependency-groups"].values() for r in group)])
    ]


def test_every_dependency_of_the_demo_and_the_suite_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    versions = {canonicalize_name(name): version for name, version in pins.items()}
    asked = requirements()
    assert {"python-crfsuite", "spacy", "pytest", "stanza"} <= {requirement.name for requirement in asked}
    for requirement in asked:
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), requirement


def test_nothing_is_evaluated() -> None:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.id if isinstance(node.func, ast.Name) else ""
                assert called not in {"eval", "exec", "compile", "__import__"}, f"{path}:{node.lineno}"
                pickled = [k for k in node.keywords if k.arg == "allow_pickle"]
                assert all(isinstance(k.value, ast.Constant) and not k.value.value for k in pickled), path
                shell = [k for k in node.keywords if k.arg == "shell"]
                assert not shell, f"{path}:{node.lineno}"


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A corpus folder with modules that say so when they are imported."""
    folder = tmp_path / "corpus"
    (folder / "kzru_nlp").mkdir(parents=True)
    code = f"open({str(tmp_path / 'sprung')!r}, 'a').write(__name__ + '\\n')\n"
    for name in (
        "json.py",
        "spacy.py",
        "pypdfium2.py",
        "struct.py",
        "kzru_nlp/__init__.py",
        "sitecustomize.py",
    ):
        (folder / name).write_text(code, encoding="utf-8")
    (folder / "a.txt").write_text(sample_text()[:3000], encoding="utf-8")
    (folder / "b.pdf").write_bytes(_pdf())
    return folder


def _pdf() -> bytes:
    from tests.typeset.__main__ import DEMO, SETS
    from tests.typeset.pdf import typeset_pdf
    from tests.typeset.source import read_article

    return typeset_pdf(read_article(DEMO[0]), SETS["all"][0]).data


def test_modules_in_the_corpus_are_never_imported(trap: Path, tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    for options in (["run", ".", "-o", str(tmp_path / "out"), "-j", "2"], ["split", "b.pdf"]):
        done = subprocess.run(
            [*COMMAND, *options], cwd=trap, env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert not (tmp_path / "sprung").exists()


def test_a_model_of_pickled_objects_is_refused_unopened(tmp_path: Path) -> None:
    import numpy as np

    from kzru_nlp.stance.classifier import read_classifier

    class Bomb:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "sprung",))

    model = tmp_path / "model.npz"
    np.savez(model, format=np.array([Bomb()], dtype=object))
    with pytest.raises(KzruError):
        read_classifier(model)
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("data", [b"", b"garbage" * 99, bytes(5000)])
def test_a_broken_crf_is_refused(tmp_path: Path, data: bytes) -> None:
    """In a process of its own: the library reads it in C."""
    model = tmp_path / "model.crfsuite"
    model.write_bytes(data)
    code = (
        "import sys; from pathlib import Path; from kzru_nlp.entities.crf import load_tagger\n"
        "from kzru_nlp.model import KzruError\n"
        "try:\n    load_tagger(Path(sys.argv[1]))\nexcept KzruError:\n    sys.exit(7)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(model)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 7, done.stderr


def test_secrets_of_the_environment_and_the_scheduler_are_written_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(sample_text()[:2000], encoding="utf-8")
    secret = "s3cret-7f3a9"
    env = os.environ | {"AWS_SECRET_ACCESS_KEY": secret, "HF_TOKEN": secret, "PASSWORD": secret}
    out = tmp_path / "out"
    done = subprocess.run(
        [*COMMAND, "run", str(tmp_path / "a.txt"), "-o", str(out)], env=env, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for file in out.rglob("*"):
        assert not file.is_file() or secret.encode() not in file.read_bytes(), file


def test_a_cluster_of_ones_own_is_reached_from_this_machine_only() -> None:
    pytest.importorskip("distributed")
    import psutil

    from kzru_nlp.engine.cluster import _Cluster

    made = _Cluster(None, 1)
    try:
        assert made._local.scheduler_address.startswith("inproc://")
        listening = [c.laddr.ip for c in psutil.Process().net_connections() if c.status == psutil.CONN_LISTEN]
        assert set(listening) <= {"127.0.0.1", "::1"}
    finally:
        made.close()


def test_names_of_inputs_are_no_paths_in_the_output(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out" / "deep"
    folder.mkdir()
    before = set(tmp_path.rglob("*"))
    for i, name in enumerate(("..%2f..%2fescaped.txt", "-o.txt", "a;touch sprung.txt", "con.txt")):
        (folder / name).write_text(sample_text(i)[:1500] + f"{i}\n", encoding="utf-8")
    kzru_nlp.run(folder, out=out)
    written = {p for p in set(tmp_path.rglob("*")) - before if p.is_file() and folder not in p.parents}
    assert written
    assert all(out in path.parents for path in written)
    parts = [p.stem for p in written if p.suffix == ".parquet"]
    assert all(stem == "columns" or (len(stem) == 16 and int(stem, 16) >= 0) for stem in parts)
