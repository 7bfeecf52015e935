"""What was made once, as long as there is not too much of it: cases are as many as there may be, memory is not."""

from collections.abc import Callable
from typing import Any

MOST = 20_000


class Kept[Key, Value](dict[Key, Value]):
    """A mapping that makes what it is asked for, and remembers it where `lasting` says that its key can be trusted."""

    def __init__(self, make: Callable[[Key], Value], lasting: Callable[[Key], bool] = lambda _: True) -> None:
        super().__init__()
        self._make, self._lasting = make, lasting

    def __missing__(self, key: Key) -> Value:
        made = self._make(key)
        if self._lasting(key):
            if len(self) >= MOST:
                self.clear()
            self[key] = made
        return made


def is_text(given: Any) -> bool:
    """Tell whether something is equal to nothing that means another thing, as 1 is to True."""
    return given is None or type(given) is str or (type(given) is tuple and all(type(each) is str for each in given))
