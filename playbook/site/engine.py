"""MkDocs as the engine that makes a site of pages and files."""

import logging
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.base import load_config
from mkdocs.exceptions import ConfigurationError

from playbook.browser import bundle
from playbook.errors import Problem, Problems
from playbook.model.handbook import Handbook
from playbook.pages import rendering
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
    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    try:
        settings = load_config(str(config.file), site_dir=str(out))
        plugin: Any = settings.plugins["playbook"]
        plugin.handbook, plugin.assets, plugin.pages = handbook, assets, pages
        settings.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(settings)
        settings.plugins.on_shutdown()
    except ConfigurationError as error:
        raise Problems([Problem(config.file.name, 1, 1, str(error))]) from None
    except SystemExit:  # MkDocs has said why, as a warning or an error
        pass
    finally:
        logger.removeHandler(warnings)
    if warnings.messages:
        raise Problems([Problem(config.file.name, 1, 1, message) for message in warnings.messages])
