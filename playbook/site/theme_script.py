"""The theme's script, given requests and workers of ours: it has no settings for either (theme/requests.js)."""

import hashlib
from pathlib import Path

FOLDER = "assets/javascripts"
GIVEN = "((XMLHttpRequest,Worker)=>{%s\n})(playbookTheme.XMLHttpRequest,playbookTheme.Worker);\n"


def wrap(site: Path) -> dict[str, str]:
    """Let the theme's script find our requests and workers under the browser's names, within itself alone.

    Returns its new name, which tells what is in it, by the old one: paths in the site.
    """
    renamed = {}
    for path in (site / FOLDER).glob("bundle.*.min.js"):
        script = GIVEN % path.read_text(encoding="utf-8")
        name = f"bundle.{hashlib.sha256(script.encode()).hexdigest()[:8]}.min.js"
        path.rename(path.with_name(name)).write_text(script, encoding="utf-8", newline="\n")
        path.with_name(f"{path.name}.map").unlink(missing_ok=True)
        renamed[f"{FOLDER}/{path.name}"] = f"{FOLDER}/{name}"
    return renamed
