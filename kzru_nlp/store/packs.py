"""Packs: the parts of many articles in one file a table, so that a hundred thousand articles are not a million files.

A pack `packed-….parquet` lies among the parts of its table, `manifest/packed-….jsonl` holds the manifests of its
articles, and `packs.json` says which articles each pack holds. That list is the switch: a pack that it doesn't name
does not count, and neither does a part of an article that it names. So a process may be killed anywhere in
between: what is read is the same before and after, and the next run removes what doesn't count.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kzru_nlp.store.files import read_json, remove_file, write_file, write_json, write_text

if TYPE_CHECKING:
    import pyarrow as pa

PREFIX = "packed-"
ARTICLES = 1000
"""Articles of a pack: about 10 MB of the largest table, which is written again when one of them changes."""
ROW_GROUP = 20_000
"""Rows that are skipped or read at once when one article is looked for."""


class Packs:
    """Which articles the packs of an output folder hold."""

    def __init__(self, out: Path) -> None:
        self.out = out
        listed = read_json(out / "packs.json") or {}
        self.ids: dict[str, list[str]] = {str(name): [*map(str, ids)] for name, ids in listed.items()}
        self._of = {article_id: name for name, ids in self.ids.items() for article_id in ids}
        self._manifests: dict[str, dict[str, dict[str, Any]]] = {}

    def holds(self, article_id: str) -> str | None:
        """Return the name of the pack that holds an article, or None."""
        return self._of.get(article_id)

    def counts(self, file: Path) -> bool:
        """Return whether a file of a table is a pack that is listed, or a part of an article that no pack holds."""
        return file.stem in self.ids if file.name.startswith(PREFIX) else file.stem not in self._of

    def manifests(self, name: str) -> dict[str, dict[str, Any]]:
        """Return the manifests of the articles in pack `name`, by article id."""
        if name not in self._manifests:
            text = self._manifest_file(name).read_text(encoding="utf-8")
            rows = [json.loads(line) for line in text.splitlines()]
            self._manifests[name] = {row["article_id"]: row for row in rows}
        return self._manifests[name]

    def make(self, manifests: Mapping[str, Mapping[str, Any]], tables: Iterable[Path]) -> None:
        """Pack the articles of `manifests`, whose parts lie in the folders `tables`; remove the parts."""
        ids = sorted(manifests)
        name = PREFIX + hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]
        parts = {
            table: [part for one in ids if (part := table / f"{one}.parquet").exists()] for table in tables
        }
        for table, files in parts.items():
            if files:
                _write_pack(table / f"{name}.parquet", files)
        lines = (json.dumps(manifests[one], ensure_ascii=False, sort_keys=True) + "\n" for one in ids)
        write_text(self._manifest_file(name), "".join(lines))
        self._list({**self.ids, name: ids})
        for part in (*(part for files in parts.values() for part in files), *map(self._loose_manifest, ids)):
            remove_file(part)

    def split(self, name: str, tables: Iterable[Path]) -> None:
        """Turn pack `name` into parts and manifests of single articles again."""
        import pyarrow.parquet as pq

        ids, packs = self.ids[name], [pack for t in tables if (pack := t / f"{name}.parquet").exists()]
        for pack in packs:
            whole = pq.read_table(pack, partitioning=None)
            for one, rows in by_article(whole, ids):
                _write_rows(pack.with_name(f"{one}.parquet"), rows)
        for one, manifest in self.manifests(name).items():
            write_json(self._loose_manifest(one), manifest)
        self._list({other: ids for other, ids in self.ids.items() if other != name})
        for pack in (*packs, self._manifest_file(name)):
            remove_file(pack)

    def clean(self, tables: Iterable[Path]) -> int:
        """Remove files that don't count; return how many that were."""
        left = [file for table in tables for file in table.glob("*.parquet") if not self.counts(file)]
        left += [file for file in (self.out / "manifest").glob("*.json") if not self.counts(file)]
        left += [file for file in (self.out / "manifest").glob(f"{PREFIX}*.jsonl") if not self.counts(file)]
        for file in left:
            remove_file(file)
        return len(left)

    def _list(self, ids: dict[str, list[str]]) -> None:
        write_json(self.out / "packs.json", ids)
        self.ids = ids
        self._of = {article_id: name for name, own in ids.items() for article_id in own}

    def _manifest_file(self, name: str) -> Path:
        return self.out / "manifest" / f"{name}.jsonl"

    def _loose_manifest(self, article_id: str) -> Path:
        return self.out / "manifest" / f"{article_id}.json"


def by_article(whole: pa.Table, ids: Sequence[str]) -> Iterator[tuple[str, pa.Table]]:
    """Yield (article id, its rows), for those of `ids` that have rows; an article's rows stand together."""
    wanted, column = set(ids), whole.column("article_id").to_pylist()
    start = 0
    for at in range(1, len(column) + 1):
        if at == len(column) or column[at] != column[start]:
            if column[start] in wanted:
                yield column[start], whole.slice(start, at - start)
            start = at


def _write_pack(pack: Path, parts: Sequence[Path]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    tables = [pq.read_table(part, partitioning=None) for part in parts]
    whole = pa.concat_tables(tables, promote_options="default")
    write_file(
        pack,
        lambda temporary: pq.write_table(whole, temporary, compression="zstd", row_group_size=ROW_GROUP),
    )


def _write_rows(part: Path, rows: pa.Table) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    # Made as the engine makes it, so that the part is the same file that it was before it was packed.
    copied = pa.Table.from_pylist(
        rows.to_pylist(), schema=pa.schema([f.with_type(_made(f.type)) for f in rows.schema])
    )
    write_file(part, lambda temporary: pq.write_table(copied, temporary))


def _made(kind: pa.DataType) -> pa.DataType:
    """Return the type as it was before Parquet renamed the elements of its lists."""
    import pyarrow as pa

    return pa.list_(_made(kind.value_type)) if pa.types.is_list(kind) else kind
