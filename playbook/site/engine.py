"""MkDocs as the engine that makes a site of pages and files."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from traceback import walk_tb
from typing import Any

import markdown  # type: ignore[import-untyped]
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from playbook.browser import bundle, scripts
from playbook.check.markdown import holds
from playbook.errors import Problems, of_the_disk
from playbook.model.handbook import Handbook
from playbook.pages import rendering
from playbook.site import engine_warnings
from playbook.site.extensions import extensions
from playbook.source import shipped
from playbook.source.config import Config


class _Warnings(logging.Handler):
    """Collects what MkDocs warns of: a handbook with a broken link is not published."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build(config: Config, handbook: Handbook, assets: bundle.Assets, pages: list[rendering.Page], out: Path) -> None:
    """Write the site of `handbook`, which has these pages and files, to the folder `out`.

    Raises Problems, warnings of the site engine among them.
    """
    _run(config, out, handbook=handbook, assets=assets, pages=pages)


def trial(config: Config, handbook: Handbook, pages: list[rendering.Page], out: Path) -> None:
    """Write the site to `out` without its pages' texts: what theme, plugins and hooks do not bear shows there, too.

    Pages are written in full where there is somebody's Markdown, as pages or among the files: it may link to any, and
    what the engine takes for a link only the engine knows. Raises Problems.
    """
    held = (page for _, page in handbook.every_page.values())
    full = any((config.settings / "static").rglob("*.md")) or any(holds(page, handbook.pages) for page in held)
    home = [replace(page, text="") for page in pages if page.name == handbook.navigation.home]
    names = bundle.Assets({}, {name: name for name in scripts.ENTRIES})
    used = _run(config, out, handbook=handbook, assets=names, pages=pages if full else home, trial=True)
    for page in pages:
        path = Path(File(page.path, None, str(out), used.use_directory_urls).abs_dest_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def html(config: Config) -> Callable[[str], str]:
    """Return what makes HTML of a page's text, without its front matter, by the settings: they are read when asked."""

    @cache
    def maker() -> markdown.Markdown:
        settings = load_config(str(config.file))
        return markdown.Markdown(extensions=extensions(settings), extension_configs=settings.mdx_configs)

    return lambda text: str(maker().reset().convert(text.partition("\n---\n")[2]))


def _run(config: Config, out: Path, **given: Any) -> MkDocsConfig:
    """Run MkDocs with what its plugin is given; return its settings. Raises Problems."""
    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    try:
        settings = load_config(str(config.file), site_dir=str(out))
        plugin: Any = settings.plugins["playbook"]
        for name, value in given.items():
            setattr(plugin, name, value)
        settings.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(settings)
        settings.plugins.on_shutdown()
    except SystemExit:  # MkDocs has said why, as a warning or an error
        pass
    except Exception as error:
        if _ours(error) or _of_the_site(error, out):
            raise
        if not warnings.messages:  # of what happens on a page MkDocs has told
            warnings.messages.append(f"the site engine cannot use this: {type(error).__name__}: {error}")
    finally:
        logger.removeHandler(warnings)
    if warnings.messages:
        raise Problems(engine_warnings.problems(warnings.messages, config, given["handbook"], given["pages"]))
    return settings


def _of_the_site(error: Exception, out: Path) -> bool:
    """Return whether the site cannot be written: that is no fault of a setting."""
    if not isinstance(error, OSError):
        return False
    return of_the_disk(error) or (isinstance(error.filename, str) and Path(error.filename).is_relative_to(out))


def _ours(error: Exception) -> bool:
    """Return whether it happened in this package, and not in a theme, a plugin or a hook of somebody else."""
    *_, (frame, _) = walk_tb(error.__traceback__)
    return Path(frame.f_code.co_filename).is_relative_to(shipped.PACKAGE)
