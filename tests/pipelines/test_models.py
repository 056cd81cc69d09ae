"""What pipelines need, and the commands that get it."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kzru_nlp.cli import models as cli_models
from kzru_nlp.pipelines.load import available
from kzru_nlp.pipelines.models import KINDS, commands, known, needs, shown
from tests.cli.command import kzru


def test_every_language_has_every_backend() -> None:
    names = set(available())
    assert {f"{lang}_{kind}" for lang in ("tr", "en", "ru") for kind in KINDS.values()} <= names


@pytest.mark.parametrize("name", available())
def test_what_a_pipeline_needs_is_complete(name: str) -> None:
    for need in needs(name):
        assert need.pipeline == name
        assert bool(need.installed) != bool(need.reason)
        assert need.commands
        assert need.licence
        assert all(command[0] == "python" for command in need.commands)
    assert bool(needs(name)) == ("_" in name)


def test_a_command_survives_a_shell() -> None:
    for name in available():
        for need in needs(name):
            for command in need.commands:
                assert tuple(shlex.split(shown(command))) == command


def test_models_with_a_source_of_their_own_keep_our_spacy() -> None:
    (command,) = commands("tr", "kzru_spacy_model", "tr_core_news_md", {})
    assert "--no-deps" in command
    assert command[-1] == known("tr_core_news_md")["source"]


def test_list_prints_what_can_be_copied() -> None:
    done = kzru("models", "list")
    assert done.returncode == 0
    rows = [json.loads(line) for line in kzru("models", "list", "--json").stdout.splitlines()]
    assert {row["pipeline"] for row in rows} == set(available())
    for row in rows:
        for command in () if row["installed"] else row["commands"]:
            assert f"{row['pipeline']}: {shown(tuple(command))}\n" in done.stdout


def test_dry_run_prints_the_command_and_runs_nothing() -> None:
    need = needs("ru_spacy")[1]
    if need.installed:
        pytest.skip(f"{need.model} is installed here")
    done = kzru("models", "install", "ru_spacy", "--model", need.model, "--dry-run")
    assert (done.returncode, done.stdout) == (0, "python -m spacy download ru_core_news_md\n")


def test_install_runs_the_printed_commands_in_this_python(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    marks = tmp_path / "ran"
    code = f"open({str(marks)!r}, 'a', encoding='utf-8').write('x')"
    need = needs("ru_spacy")[0]
    fake = type(need)("ru_spacy", "m", "", "model not installed", None, "", (("python", "-c", code),))
    monkeypatch.setattr(cli_models, "_chosen", lambda name, model: fake)
    cli_models.install_command.main(["ru_spacy"], standalone_mode=False)
    assert marks.read_text(encoding="utf-8") == "x"
    assert shown(("python", "-c", code)) in capsys.readouterr().out


def test_a_failing_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    need = needs("ru_spacy")[0]
    fake = type(need)("ru_spacy", "m", "", "", None, "", (("python", "-c", "raise SystemExit(3)"),))
    monkeypatch.setattr(cli_models, "_chosen", lambda name, model: fake)
    with pytest.raises(Exception, match=r"ru_spacy: this command failed with exit code 3: python -c"):
        cli_models.install_command.main(["ru_spacy"], standalone_mode=False)


@pytest.mark.parametrize("args", [("tr_none",), ("ru_spacy", "--model", "none"), ("tr", "--model", "x"), ()])
def test_wrong_usage(args: tuple[str, ...]) -> None:
    done = kzru("models", "install", *args)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_defaults_need_nothing() -> None:
    done = kzru("models", "install", "tr")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "tr needs nothing more\n")


def test_a_missing_model_is_exit_2_and_one_line(tmp_path: Path) -> None:
    if any(need.installed for need in needs("en_spacy")):
        pytest.skip("an English spaCy model is installed here")
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"text": "Russia spoke.", "entities": [[0, 6, "GPE"]]}\n', encoding="utf-8")
    done = kzru("evaluate", "entities", str(gold), "--lang", "en", "--pipeline", "en_spacy")
    assert done.returncode == 2, done.stderr
    assert done.stderr.splitlines()[-1].startswith(
        "kzru-nlp: pipeline en_spacy: none of its models is installed"
    )
    assert "python -m spacy download en_core_web_sm" in done.stderr


def test_defaults_and_the_list_work_without_optional_packages() -> None:
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['torch', 'stanza', 'transformers']))\n"
        "import kzru_nlp as kz; from kzru_nlp.pipelines.models import needs\n"
        "print(kz.load('tr')('Rusya’nın').ents, needs('tr_spacy')[0].pipeline)"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout.strip() == "(Rusya,) tr_spacy", done.stderr
