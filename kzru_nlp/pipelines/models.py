"""What each bundled pipeline needs, whether it is there, and the command that gets it. Nothing here downloads."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kzru_nlp.model import MissingModelError
from kzru_nlp.model.bundled import bundled

STANZA, SPACY, TRANSFORMERS = "kzru_stanza", "kzru_spacy_model", "kzru_transformers"
KINDS = {STANZA: "stanza", SPACY: "spacy", TRANSFORMERS: "transformers"}
"""What the names of their configs end in; also the extra that brings the packages, but for spaCy."""
_UNNAMED = "python"

Command = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """One model that a pipeline can run on, and how to get it; `commands` are argument lists, packages first.

    `installed` is the version or place, "" where something is missing, which `reason` names. A pipeline over
    several spaCy models runs on the first that is installed.
    """

    pipeline: str
    model: str
    installed: str
    reason: str
    megabytes: int | None
    licence: str
    commands: tuple[Command, ...]


def needs(pipeline: str) -> list[Need]:
    """Return what the bundled `pipeline` can run on; nothing for the defaults, whose models travel with the program."""
    lang, components = _config(pipeline)
    for factory in (STANZA, SPACY, TRANSFORMERS):
        for settings in (c for c in components if c.get("factory") == factory):
            return [
                _need(pipeline, lang, factory, model, settings) for model in _models(lang, factory, settings)
            ]
    return []


def missing(lang: str, factory: str, reason: str, model: str, settings: dict[str, Any]) -> MissingModelError:
    """Return the error for a pipeline that cannot be loaded: its name, the reason, the exact command."""
    command = " && ".join(map(shown, commands(lang, factory, model, settings)))
    return MissingModelError(f"pipeline {lang}_{KINDS[factory]}: {reason}; to get it, run: {command}")


def commands(lang: str, factory: str, model: str, settings: dict[str, Any]) -> tuple[Command, ...]:
    """Return what installs the packages that are missing, then the model; arguments of "python"."""
    packages = tuple(_required(factory))
    first: tuple[Command, ...] = ((_UNNAMED, "-m", "pip", "install", *packages),) if packages else ()
    if factory == STANZA:
        options = [repr(lang)]
        options += [f"{key}={settings[key]!r}" for key in ("package", "processors") if settings.get(key)]
        options += [f"model_dir={settings['folder']!r}"] if settings.get("folder") else []
        return (*first, (_UNNAMED, "-c", f"import stanza; stanza.download({', '.join(options)})"))
    if factory == TRANSFORMERS:
        # What loads the model downloads just its files; a snapshot of the page brings every format.
        names = "AutoTokenizer", "AutoModelForTokenClassification"
        steps = [
            f"from transformers import {', '.join(names)}",
            *(f"{name}.from_pretrained({model!r})" for name in names),
        ]
        return (*first, (_UNNAMED, "-c", "; ".join(steps)))
    if source := known(model).get("source"):
        # Without its dependencies: it names an older spaCy, which pip would put in place of this one.
        return (*first, (_UNNAMED, "-m", "pip", "install", "--no-deps", source))
    return (*first, (_UNNAMED, "-m", "spacy", "download", model))


def shown(command: Command) -> str:
    r"""Return the command as one types it in a shell of any system.

    >>> shown(("python", "-c", "import stanza; stanza.download('tr')"))
    'python -c "import stanza; stanza.download(\'tr\')"'
    """
    return " ".join(f'"{part}"' if set(part) & set(" ;<>()") else part for part in command)


@cache
def known(model: str) -> dict[str, str]:
    """Return the row of `data/models.tsv` for `model`, empty where it has none."""
    from kzru_nlp.pipelines.names import read_rows

    return next((row for row in read_rows("models") if row["model"] == model), {})


def place_of(factory: str, model: str, lang: str, settings: dict[str, Any]) -> str:
    """Return where the model is, "" if it is not installed. Packages must be there already."""
    if factory == STANZA:
        folder = Path(settings.get("folder") or _stanza_folder())
        return (
            str(folder / lang) if (folder / "resources.json").is_file() and (folder / lang).is_dir() else ""
        )
    if factory == TRANSFORMERS:
        return _transformer_place(model)
    from kzru_nlp.pipelines.spacy_models import is_there

    return (_version(model) or model) if is_there(model) else ""


def _need(pipeline: str, lang: str, factory: str, model: str, settings: dict[str, Any]) -> Need:
    lacking = _required(factory)
    place = "" if lacking else place_of(factory, model, lang, settings)
    reason = f"without {', '.join(lacking)}" if lacking else "" if place else "model not installed"
    row = known(f"stanza:{lang}" if factory == STANZA else model)
    size = row.get("megabytes", "")
    return Need(
        pipeline,
        f"Stanza {lang} {settings.get('package') or 'default'}" if factory == STANZA else model,
        place,
        reason,
        int(size) if size else None,
        row.get("licence", ""),
        commands(lang, factory, model, settings),
    )


def _config(pipeline: str) -> tuple[str, Sequence[dict[str, Any]]]:
    from spacy import util

    config = util.load_config(bundled("pipelines", f"{pipeline}.cfg"))
    return config["nlp"]["lang"], list(config["components"].values())


def _models(lang: str, factory: str, settings: dict[str, Any]) -> list[str]:
    if factory == SPACY:
        return list(settings["models"])
    return [str(settings["model"])] if factory == TRANSFORMERS else [lang]


def _required(factory: str) -> list[str]:
    """Return the requirements of the extra behind `factory` whose packages are missing."""
    extra = f"extra == '{KINDS[factory]}'"
    named = [line.split(";")[0].strip() for line in requires("kzru-nlp") or () if extra in line]
    return [line for line in named if find_spec(line.split(">")[0].split("=")[0].strip()) is None]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _stanza_folder() -> str:
    """Return where Stanza keeps its models; only asked when it is installed."""
    if given := os.environ.get("STANZA_RESOURCES_DIR"):
        return given
    from stanza.resources.common import DEFAULT_MODEL_DIR

    return str(DEFAULT_MODEL_DIR)


def _transformer_place(model: str) -> str:
    if (Path(model) / "config.json").is_file():
        return model
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(model, "config.json")
    return str(Path(found).parent) if isinstance(found, str) else ""
