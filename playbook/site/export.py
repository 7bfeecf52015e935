"""Pages and files written as they are, with a plain mkdocs.yml, for any engine that reads it."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import yaml

from playbook.browser.bundle import ASSETS
from playbook.browser.scripts import STYLES
from playbook.model.handbook import Handbook
from playbook.pages.navigation import navigation


def write(handbook: Handbook, contents: Mapping[str, bytes], names: Mapping[str, str], static: Path, out: Path) -> None:
    """Write `contents`, by path, to the folder `out`/docs and a mkdocs.yml beside it.

    `names` are those of `bundle.Assets`; `static` is the folder of files that are published as they are.
    """
    docs = out / "docs"
    if static.is_dir():
        shutil.copytree(static, docs)  # the licences of what the pages carry, a logo
    for path, content in contents.items():
        target = docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    (out / "mkdocs.yml").write_text(plain_config(handbook, names), encoding="utf-8", newline="\n")


def plain_config(handbook: Handbook, names: Mapping[str, str]) -> str:
    """Return an mkdocs.yml for the exported pages that needs nothing of this package, only the theme."""
    config = {
        "site_name": handbook.brand.site_name,
        "site_description": handbook.brand.description,
        "nav": navigation(handbook),
        "theme": {"name": "material", "language": handbook.brand.language, "font": False},
        "extra_css": [ASSETS + names[name] for name in STYLES],
        "markdown_extensions": ["attr_list", "footnotes"],
    }
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
