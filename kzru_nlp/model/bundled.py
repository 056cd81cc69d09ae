"""Where the files that travel with the program are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def bundled(*parts: str) -> Path:
    """Return the path of a bundled folder or file, such as `bundled("pipelines", "tr.cfg")`.

    Raises:
        FileNotFoundError: neither the checkout nor the installed package has it; the message names both places.
    """
    places = (PACKAGE / "_bundled", PACKAGE.parent)
    for place in places:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    looked = " and ".join(str(place.joinpath(*parts)) for place in places)
    raise FileNotFoundError(
        f"{'/'.join(parts)} is not part of this installation (looked at {looked}); reinstall kzru-nlp"
    )
