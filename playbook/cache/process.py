"""What has been worked out before, at hand for the rebuilds that are forked from this process (docs/adr/0051).

Nothing is kept until `begin` is called: a build that ends has no use for it.
"""

from collections.abc import Callable, Hashable
from typing import Any

MOST = 2_000
"""Results of one kind that are kept: a handbook of many thousand pages is not held in memory as a whole."""

_kept: dict[str, dict[Hashable, Any]] = {}
_begun = False


def begin() -> None:
    """Keep what is worked out from now on."""
    global _begun
    _begun = True


def remembered[Result](kind: str, key: Hashable, make: Callable[[], Result]) -> Result:
    """Return what `make` makes of `key`, which is all that it depends on.

    Equal keys of a kind get the same object, so nobody changes it.
    """
    kept = _kept.setdefault(kind, {})
    if key in kept:
        found: Result = kept[key]
        return found
    made = make()
    if _begun and len(kept) < MOST:
        kept[key] = made
    return made
