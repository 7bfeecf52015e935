"""The one error a calculator raises, and how a text that somebody wrote is shown in a message."""

import re
from collections.abc import Sequence
from typing import Any

LINES = re.compile(r"\s*[\r\n\v\f\x85\u2028\u2029]\s*")


class InputError(ValueError):
    """An input that cannot be used: `field` is its id, `message` says why in the reader's language, a line a cause.

    Where the input is a table, `rows` has every fault of a row: {"row": as a spreadsheet numbers it, the heading being
    row 1; "column": its id, None for the row itself; "message"}.
    """

    def __init__(self, field: str, *causes: str, rows: Sequence[dict[str, Any]] = ()) -> None:
        self.message = "\n".join(map(visible, causes))
        super().__init__(f"{field}: {self.message}")
        self.field = field
        self.rows = list(rows)

    def as_data(self) -> dict[str, Any]:
        """Return the error as JSON-ready data; `rows` only where there are any."""
        return {"field": self.field, "message": self.message, **({"rows": self.rows} if self.rows else {})}


def visible(text: str) -> str:
    """Return a text in one line, signs escaped that are not seen, or that turn round what stands beside them."""
    return "".join(
        sign if sign.isprintable() or (sign >= "\xa0" and sign.isspace()) else _escaped(ord(sign))
        for sign in LINES.sub(" ", text)
    )


def _escaped(code: int) -> str:
    if code == ord("\t"):
        return r"\t"
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
