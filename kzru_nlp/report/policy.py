"""What a page may load, and data written so that nothing in it can act."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CLOSED = "default-src 'none'; base-uri 'none'; form-action 'none'"


def asset(name: str) -> str:
    """Return the text of a file in `assets`."""
    return (HERE / "assets" / name).read_text(encoding="utf-8")


def content_policy(style: str, script: str, *, files: bool = False) -> str:
    """Return a Content-Security-Policy that allows this style and this script by their hashes and no network.

    `files` also allows scripts from the report's own folder. Chromium takes 'self' for that when a page is opened
    from disk; Firefox gives such a page no origin and needs the scheme. Neither allows inline or evaluated code.
    """
    own = " 'self' file:" if files else ""
    return f"{CLOSED}; style-src '{_digest(style)}'; script-src '{_digest(script)}'{own}"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def inert_json(value: Any) -> str:
    r"""Return `value` as JSON that can stand in a script element or file: no tag, comment or line can end in it.

    >>> inert_json(["</script>"])
    '["\\u003c/script\\u003e"]'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def data_script(name: str, value: Any) -> str:
    """Return the text of a data file: one call that hands `value` to the page under `name`."""
    return f"kzruData({inert_json(name)},{inert_json(value)});\n"
