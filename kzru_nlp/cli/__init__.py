"""The command `kzru-nlp`."""

from kzru_nlp.cli.command_line import main

__all__ = ["main"]
