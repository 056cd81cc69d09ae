"""The bytes of a CRFsuite model, checked before C code follows the offsets in them.

CRFsuite trusts a model file: an offset that leads out of it, an id that is too large or a name without an end makes it
read memory that is not its own. Here every number that it uses as an address, an index or a count is compared with what
there is (layout: lib/crf/src/crf1d_model.c and lib/cqdb/src/cqdb.c of CRFsuite 0.12). Some milliseconds for a megabyte.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

HEADER = struct.Struct("<4sI4s9I")
CHUNK = struct.Struct("<4sII")
QUARKS = struct.Struct("<4sIIIII")
FEATURE = np.dtype([("type", "<u4"), ("src", "<u4"), ("dst", "<u4"), ("weight", "<f8")])
BYTE_ORDER = 0x62445371
TABLES = 256
MOST_LABELS = 1000
"""Labels take memory by their square."""
LARGEST_WEIGHT = 1e6
"""Sums of larger weights can overflow; then no label is the best, and CRFsuite takes number -1."""
_STATE, _TRANSITION = 0, 1
_Numbers = NDArray[np.int64]


class CrfFileError(ValueError):
    """What is wrong with the bytes, in a few words."""


class Header(NamedTuple):
    """The numbers of a file's first 48 bytes."""

    magic: bytes
    size: int
    type: bytes
    version: int
    features: int
    labels: int
    attributes: int
    at_features: int
    at_labels: int
    at_attributes: int
    at_label_refs: int
    at_attribute_refs: int


def check(data: bytes) -> None:
    """Raise CrfFileError unless `data` is a CRFsuite model whose every offset, index and count can be followed."""
    if len(data) < HEADER.size:
        raise CrfFileError("is shorter than a header")
    header = Header(*HEADER.unpack_from(data))
    if header.magic != b"lCRF" or header.type != b"FOMC" or header.version != 100:
        raise CrfFileError("has no header of a linear-chain CRF")
    if header.size != len(data):
        raise CrfFileError(f"is to have {header.size} bytes and has {len(data)}")
    if not 0 < header.labels <= MOST_LABELS:
        raise CrfFileError(f"has {header.labels} labels")
    _check_names(data, header.at_labels, header.labels, "labels", every=True)
    _check_names(data, header.at_attributes, header.attributes, "attributes", every=False)
    features = _features(data, header)
    for at, number, kind, what in (
        (header.at_label_refs, header.labels, _TRANSITION, b"LFRF"),
        (header.at_attribute_refs, header.attributes, _STATE, b"AFRF"),
    ):
        ids = _references(data, at, number, what, len(features))
        if np.any(features["type"][ids] != kind):
            raise CrfFileError(f"chunk {what.decode()} names features of another kind")


def _chunk(data: bytes, at: int, what: bytes) -> int:
    """Return the count in the chunk that starts at `at`."""
    if at + CHUNK.size > len(data):
        raise CrfFileError(f"chunk {what.decode()} lies outside")
    name, size, count = CHUNK.unpack_from(data, at)
    if name != what or at + size > len(data):
        raise CrfFileError(f"has no whole chunk {what.decode()} where one is to be")
    return int(count)


def _features(data: bytes, header: Header) -> NDArray[np.void]:
    count = _chunk(data, header.at_features, b"FEAT")
    start = header.at_features + CHUNK.size
    if start + count * FEATURE.itemsize > len(data):
        raise CrfFileError(f"has no room for {count} features")
    features: NDArray[np.void] = np.frombuffer(data, FEATURE, count, start)
    sources = np.where(features["type"] == _STATE, header.attributes, header.labels)
    if np.any(features["type"] > _TRANSITION) or np.any(features["src"] >= sources):
        raise CrfFileError("has a feature of nothing")
    if np.any(features["dst"] >= header.labels):
        raise CrfFileError("has a feature for no label")
    if not np.all(np.abs(features["weight"]) <= LARGEST_WEIGHT):
        raise CrfFileError("has a weight that is no number or too large")
    return features


def _references(data: bytes, at: int, number: int, what: bytes, features: int) -> _Numbers:
    """Return the ids of features that the labels or attributes refer to, all that are within the file."""
    _chunk(data, at, what)
    start = at + CHUNK.size
    if start + 4 * number > len(data):
        raise CrfFileError(f"chunk {what.decode()} has no room for {number} references")
    offsets = np.frombuffer(data, "<u4", number, start).astype(np.int64)
    counts = _words_at(data, offsets, what)
    if counts.sum() > features:
        raise CrfFileError(f"chunk {what.decode()} has more references than there are features")
    ids = _words_at(data, _runs(offsets + 4, counts), what)
    if np.any(ids >= features):
        raise CrfFileError(f"chunk {what.decode()} names a feature that is not there")
    return ids


def _runs(starts: _Numbers, counts: _Numbers) -> _Numbers:
    """Return the addresses of `counts` words in a row from each of `starts`."""
    before = np.cumsum(counts) - counts
    found: _Numbers = np.repeat(starts - 4 * before, counts) + 4 * np.arange(counts.sum())
    return found


def _words_at(data: bytes, offsets: _Numbers, what: bytes) -> _Numbers:
    """Return the 32-bit numbers at `offsets`, which need not be multiples of four."""
    if len(offsets) and (offsets.min() < 0 or offsets.max() + 4 > len(data)):
        raise CrfFileError(f"chunk {what.decode()} leads outside")
    cells = np.frombuffer(data, np.uint8)
    found = np.zeros(len(offsets), np.int64)
    for i in range(4):
        found |= cells[offsets + i].astype(np.int64) << 8 * i
    return found


def _check_names(data: bytes, at: int, number: int, what: str, *, every: bool) -> None:
    """Check a database of names: from name to id by hash tables, from id to name by an array.

    With `every`, each id must have its name: CRFsuite answers with the names of labels.
    """
    part = data[at:]
    if len(part) < QUARKS.size + 8 * TABLES:
        raise CrfFileError(f"has no room for its {what}")
    name, size, _, order, back_size, back_at = QUARKS.unpack_from(part)
    if name != b"CQDB" or order != BYTE_ORDER or not QUARKS.size + 8 * TABLES <= size <= len(part):
        raise CrfFileError(f"has no database of {what}")
    part = part[:size]
    tables = np.frombuffer(part, "<u4", 2 * TABLES, QUARKS.size).astype(np.int64).reshape(-1, 2)
    if np.sum(tables[:, 1] // 2) != number:  # half of each table is empty
        raise CrfFileError(f"has tables of other than {number} {what}")
    if np.any((tables[:, 0] > 0) != (tables[:, 1] > 0)) or np.any(tables[:, 0] + 8 * tables[:, 1] > size):
        raise CrfFileError(f"has a table of {what} that leads outside")
    tables = tables[tables[:, 0] > 0]
    records = [np.frombuffer(part, "<u4", 2 * n, start).astype(np.int64)[1::2] for start, n in tables]
    if any(np.all(found > 0) for found in records):
        raise CrfFileError(f"has a full table of {what}: a search in it never ends")
    named = np.concatenate([*records, np.zeros(0, np.int64)])
    named = named[named > 0]
    if np.any(_ids(part, named, what) >= number):
        raise CrfFileError(f"has more {what} than it says")
    if every and back_size < number:
        raise CrfFileError(f"has {what} without names")
    if back_at:
        listed = min(back_size, number)  # CRFsuite itself writes a size with room to spare
        if back_at + 4 * listed > size:
            raise CrfFileError(f"has an array of {what} that leads outside")
        back = np.frombuffer(part, "<u4", listed, back_at).astype(np.int64)
        _ids(part, back[back > 0], what)
        if every and not np.all(back > 0):
            raise CrfFileError(f"has {what} without names")
    elif every:
        raise CrfFileError(f"has {what} without names")


def _ids(part: bytes, at: _Numbers, what: str) -> _Numbers:
    """Return the ids of the records at `at`, whose names must end within the database."""
    place = what.encode()
    ids, sizes = _words_at(part, at, place), _words_at(part, at + 4, place)
    ends = at + 8 + sizes
    if np.any(sizes < 1) or np.any(ends > len(part)):
        raise CrfFileError(f"has names of {what} that lead outside")
    if np.any(np.frombuffer(part, np.uint8)[ends - 1]):
        raise CrfFileError(f"has names of {what} without an end")
    return ids
