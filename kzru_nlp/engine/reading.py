"""A file becomes an article: read, then split."""

from __future__ import annotations

from os import PathLike

from kzru_nlp.ingest.read import read_source
from kzru_nlp.model import Article
from kzru_nlp.split.splitter import split


def read(path: str | PathLike[str], *, encoding: str | None = None) -> Article:
    """Return the article in the file at `path`, split into units; nothing is fetched from a network.

    `encoding` overrides the detected encoding of a plain text file.

    Raises:
        InputError: the file cannot be used; one line with the reason and the way out.
    """
    return split(read_source(path, encoding=encoding))
