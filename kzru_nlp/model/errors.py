"""Faults that a user can act on: each says what happened, why, and the way out, in one line."""

from __future__ import annotations


class KzruError(Exception):
    """A fault with a stable `code` (for `failures` and scripts) and a message for the user."""

    code = "error"
    exit_code = 1

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class InputError(KzruError):
    """An input that cannot be used: the others go on."""

    code = "input"


class OutputError(KzruError):
    """The output cannot be written, or another run holds it."""

    code = "output"
    exit_code = 4


class MissingModelError(KzruError):
    """A pipeline needs a package or model that is not installed; the message gives the command."""

    code = "missing-model"
    exit_code = 2
