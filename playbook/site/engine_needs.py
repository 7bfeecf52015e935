"""What this program's pages need of mkdocs.yml, where MkDocs itself would build something else without a word."""

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from playbook.errors import expected
from playbook.source.document import Location

type Found = Iterator[tuple[Location, str]]

THEME = "material"
"""By whose plugins those of mkdocs.yml are judged where its theme is faulty."""
EXTENSION = "attr_list"
"""By which headings have the anchors that links name."""
FILES = ("extra_css", "extra_javascript")


def faults(settings: MkDocsConfig) -> Found:
    """Yield what is set otherwise than pages need it; `settings` are validated."""
    if "playbook" not in settings.plugins:
        yield ("plugins",), expected("the plugin `playbook`, enabled", "`enabled: false`")
    if settings.theme.name != THEME:
        yield ("theme",), expected(f"the theme `{THEME}`, for which the pages are made", repr(settings.theme.name))
    if not settings.use_directory_urls:
        yield ("use_directory_urls",), expected("true: links between pages are to folders", "false")
    if settings.nav is not None:
        yield ("nav",), "expected no navigation here: navigation.yml says it"
    if EXTENSION not in settings.markdown_extensions:
        yield ("markdown_extensions",), expected(f"`{EXTENSION}` among the extensions, for anchors", "none")
    for key in FILES:
        for place, name in enumerate(map(str, settings[key])):
            if "://" not in name and not (Path(settings.docs_dir) / name).is_file():
                yield (key, place), expected("a file of the folder `docs_dir`", repr(name))
