"""What a host reads from the site's own folder: files of the settings that are published as they are."""

import shutil
from pathlib import Path

from playbook.errors import Problem, Problems

FOLDER = "hosting/published"


def place(settings: Path, site: Path) -> None:
    """Copy what stands in the settings' folder for it to the top of `site`, names that begin with a dot too.

    A handbook may do without that folder. Raises Problems where a file would take the place of one of the site's.
    """
    folder = settings / FOLDER
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    taken = [path for path in files if (site / path.relative_to(folder)).exists()]
    if taken:
        raise Problems([Problem(str(path), 1, 1, "the site has a file of this name; choose another") for path in taken])
    for path in files:
        target = site / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
