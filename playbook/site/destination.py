"""Where a site may go: not among what it is made of, which the next build would read or remove."""

import os
from pathlib import Path

from playbook.errors import Problem, Problems, expected
from playbook.load import own_calculators
from playbook.source import shipped
from playbook.source.config import Config


def apart(config: Config, out: Path) -> None:
    """Raise Problems if `out` lies in a folder that a handbook is read from, is one, or holds one."""
    site = Path(os.path.realpath(out))
    templates, own = shipped.path("templates"), config.root / own_calculators.FOLDER
    for folder in (config.content, config.settings, own, config.file, shipped.PACKAGE, shipped.CALCULATORS, templates):
        if site.is_relative_to(folder) or folder.is_relative_to(site):
            found = "one in it" if site.is_relative_to(folder) else "one that holds it"
            message = expected(f"a folder apart from {config.name(folder)}, which the site is made of", found)
            raise Problems([Problem(str(out), 1, 1, f"{message}; choose another")])
