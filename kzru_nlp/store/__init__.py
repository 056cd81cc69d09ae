"""The output folder: Parquet parts written whole or not at all, manifests, a lock; it knows no table by name."""

from kzru_nlp.store.files import write_file, write_json, write_text
from kzru_nlp.store.folder import OutFolder, open_folder, read_tables
from kzru_nlp.store.lock import hold

__all__ = ["OutFolder", "hold", "open_folder", "read_tables", "write_file", "write_json", "write_text"]
