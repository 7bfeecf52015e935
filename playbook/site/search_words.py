"""The theme's stems and segmenters for searching: a site keeps those of the languages that it is searched in.

The theme brings thirty languages, a megabyte, from which its search takes one or none.
"""

from collections.abc import Collection
from pathlib import Path

FOLDER = "assets/javascripts/lunr"
SEGMENTERS = {"ja": "tinyseg.js", "hi": "wordcut.js", "th": "wordcut.js"}
ENGLISH = "en"
"""What the search knows by itself."""


def trim(site: Path, languages: Collection[str]) -> None:
    """Remove from the built site what its search, in these languages, will not ask for."""
    others = [language for language in languages if language != ENGLISH]
    kept = {SEGMENTERS.get(language) for language in others}
    kept |= {f"lunr.{part}.min.js" for part in (*others, "stemmer.support", "multi") if others}
    for path in (site / FOLDER).rglob("*.js"):
        if path.name not in kept:
            path.unlink()
