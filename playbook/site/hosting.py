"""What a host reads from the site's own folder: files of the settings that are published as they are."""

import shutil
from collections.abc import Callable
from pathlib import Path

from playbook.errors import Problem, Problems
from playbook.site.offline import WORKER

FOLDER = "hosting/published"


def place(settings: Path, site: Path, shown: Callable[[Path], str] = str) -> None:
    """Copy what stands in the settings' folder for it to the top of `site`, names that begin with a dot too.

    A handbook may do without that folder. Raises Problems where a file would take the place of one of the site's;
    `shown` gives the names that messages call files by.
    """
    folder = settings / FOLDER
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    # The worker is written last, over whatever has its name.
    taken = [path for path in files if path == folder / WORKER or (site / path.relative_to(folder)).exists()]
    if taken:
        message = "the site has a file of this name; choose another"
        raise Problems([Problem(shown(path), 1, 1, message) for path in taken])
    for path in files:
        target = site / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
