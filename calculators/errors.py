"""The one error a calculator raises."""

from collections.abc import Sequence
from typing import Any


class InputError(ValueError):
    """An input that cannot be used: `field` is its id, `message` says why in the reader's language.

    Where the input is a table, `rows` has every fault of a row: {"row": as a spreadsheet numbers it, the heading being
    row 1; "column": its id, None for the row itself; "message"}.
    """

    def __init__(self, field: str, message: str, rows: Sequence[dict[str, Any]] = ()) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message
        self.rows = list(rows)

    def as_data(self) -> dict[str, Any]:
        """Return the error as JSON-ready data; `rows` only where there are any."""
        return {"field": self.field, "message": self.message, **({"rows": self.rows} if self.rows else {})}
