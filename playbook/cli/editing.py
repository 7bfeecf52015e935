"""A handbook that is built while somebody edits it: what is wrong with a file half saved is nothing to tell."""

import time
from pathlib import Path

from playbook.load import defaults, interface_words, own_calculators
from playbook.site.watch import state
from playbook.source import shipped
from playbook.source.config import Config

SAVING = 0.4
"""Seconds between the two halves of a file, where a program empties it first or writes it in two steps."""


def watched(config: Config) -> list[Path]:
    """Return the files and folders of which a site is made."""
    shipped_too = (shipped.path("templates"), shipped.CALCULATORS, interface_words.FOLDER, defaults.FOLDER)
    return [config.file, config.content, config.settings, config.root / own_calculators.FOLDER, *shipped_too]


class Edited:
    """What the files were when a build began: whoever watches them builds again after every change."""

    def __init__(self, config_file: Path) -> None:
        self._paths = [config_file]
        self._seen = state(self._paths)

    def found(self, config: Config) -> None:
        """Look at all that the handbook is made of."""
        self._paths = watched(config)
        self._seen = state(self._paths)

    def goes_on(self) -> bool:
        """Wait for whoever is still saving; tell whether the files are others by now."""
        time.sleep(SAVING)
        return state(self._paths) != self._seen
