"""The interface's words, as templates and calculators read them."""

from collections.abc import Mapping
from typing import Any


class Labels:
    """A group of words: each text, and each group within, by its name as an attribute. Nothing changes it."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        self.__dict__.update(
            {key: Labels(entry) if isinstance(entry, Mapping) else entry for key, entry in entries.items()}
        )

    def __getattr__(self, name: str) -> Any:
        """Only asked for names that are not there."""
        raise AttributeError(f"the interface has no word {name!r} here")

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("words do not change")

    def __repr__(self) -> str:
        return f"Labels({self.model_dump()!r})"

    def model_dump(self) -> dict[str, Any]:
        """Return the group as plain data."""
        return {key: entry.model_dump() if isinstance(entry, Labels) else entry for key, entry in vars(self).items()}
