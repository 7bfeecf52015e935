"""Data as a script: a page of a folder on disk can load nothing else."""

import base64
import json
from typing import Any

import deflate

SMALLEST = 12  # of libdeflate's levels


def data_script(name: str, held: Any) -> bytes:
    """Return a script that gives JSON-ready data a global name, as shared/packed.js reads it.

    Deflated, for most hosts do not compress, and as text, which scripts are.
    """
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()
    packed = base64.b64encode(bytes(deflate.deflate_compress(text, SMALLEST))).decode()
    return f'globalThis.{name}="{packed}";\n'.encode()
