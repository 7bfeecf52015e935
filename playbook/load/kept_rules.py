"""The rules of a sound handbook, kept from one run to the next: who asks a calculator need not wait for all pages."""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playbook.cache import code, disk
from playbook.source import shipped
from playbook.source.config import Config

OURS = ("defaults", "interface")
"""The package's folders of data that rules are made of."""


@dataclass(frozen=True)
class Rules:
    """What a calculation needs of a handbook: the rules by calculator, its language, and its word for a wrong name."""

    rules: dict[str, dict[str, Any]]
    language: str
    unknown_calculator: str


def rules(config: Config) -> Rules:
    """Return the rules of a configuration's handbook. Raises Problems, all that the handbook has."""
    try:
        # Modules of its own are run when it is loaded, and have to be there.
        key = None if shipped.own_calculators(config.root) else (code.mark(), *_all_files(config))
    except OSError:  # something cannot be read: loading says what
        key = None
    if key is None:
        return _loaded(config)
    made: list[Rules] = []

    def make() -> bytes:
        made.append(_loaded(config))
        return json.dumps(asdict(made[0]), ensure_ascii=False).encode()

    kept = disk.remembered("rules", key, make)
    return made[0] if made else Rules(**json.loads(kept))


def _loaded(config: Config) -> Rules:
    from playbook.load.handbook import load  # with all that checks a handbook: what is kept needs none of it

    found = load(config.content, config.settings, config.root)
    return Rules(dict(found.rules), found.brand.language, found.interface.messages.unknown_calculator)


def _all_files(config: Config) -> Iterator[Any]:
    """Yield the path and the bytes' hash of all that rules are made of. Raises OSError."""
    yield config.name(config.content), config.name(config.settings)
    for folder in (*(shipped.PACKAGE / name for name in OURS), config.content, config.settings):
        yield from _files(folder)


def _files(folder: Path) -> Iterator[tuple[str, bytes | None]]:
    """Yield a folder's files, and its folders, by their paths. Raises OSError."""

    def refused(error: OSError) -> None:
        raise error

    for parent, folders, files in os.walk(folder, onerror=refused, followlinks=True):
        folders.sort()
        at = Path(parent)
        yield at.relative_to(folder).as_posix(), None
        for name in sorted(files):
            if not (at / name).is_file():  # what nobody writes would be waited for
                raise FileNotFoundError(name)
            yield name, hashlib.sha256((at / name).read_bytes()).digest()
