"""The shell around MkDocs: hands it the handbook's pages as generated files. Only `unchanged` knows it besides."""

import logging
import re
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import jieba  # type: ignore[import-untyped]
from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import config_options
from mkdocs.config.base import Config as OptionsBase
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from watchdog.events import FileModifiedEvent, FileSystemEventHandler

from playbook import (
    bundle,
    course,
    installable,
    offline,
    rulebook,
    schema,
    shipped,
    site,
    stylesheets,
    theme_script,
    unchanged,
    workbooks,
)
from playbook.clock import today
from playbook.config import DEFAULTS, Config
from playbook.edition import published
from playbook.errors import Problem, Problems
from playbook.handbook import Handbook
from playbook.load import load
from playbook.render import Compiled
from playbook.scripts import STYLES
from playbook.watch import Watch

INDENT = re.compile(r"\n\s+")


class Options(OptionsBase):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml: the folders of content and settings, relative to it."""

    content = config_options.Type(str, default=DEFAULTS["content"])
    settings = config_options.Type(str, default=DEFAULTS["settings"])


class PlaybookPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Adds the handbook's pages, assets and navigation to a MkDocs build."""

    handbook: Handbook | None = None
    assets: bundle.Assets | None = None
    pages: list[site.Page] | None = None
    settings: Path

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the handbook and set what its settings decide: names, colours, language, navigation."""
        root = Path(config.config_file_path).resolve().parent
        self.settings = (root / self.config.settings).resolve()
        try:
            handbook = self.handbook or published(load((root / self.config.content).resolve(), self.settings, root))
        except Problems as error:  # under plain `mkdocs build`: its own way to stop without a traceback
            raise PluginError(str(error)) from None
        self.handbook = handbook
        config.site_name = handbook.brand.site_name
        config.site_description = handbook.brand.description
        config.copyright = escape(handbook.brand.organisation)
        config.theme["language"] = handbook.brand.language
        config.extra["brand_colour"] = handbook.brand.primary_colour
        config.extra["offline"] = handbook.interface.labels.offline.model_dump()
        config.theme.dirs.insert(0, str(shipped.path("templates") / "theme"))
        config.nav = site.navigation(handbook)
        # Its links begin at the host's root, which is not the site's: nobody knows where the site will stand.
        config.theme.static_templates.discard("404.html")
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages and the browser's assets as generated files."""
        assert self.handbook
        try:
            assets = self.assets or self._assets(self.handbook)
            books = [] if self.pages else workbooks.workbooks(self.handbook)  # of a build they are among the assets
            pages = self.pages or site.pages(self.handbook, today(), names=assets.names, books=books)
            contents: dict[str, str | bytes] = {page.path: page.text for page in pages}
            contents |= assets.files
            contents |= schema.assets(self.handbook)
            contents[installable.MANIFEST] = installable.manifest(self.handbook, self.settings)
            contents |= workbooks.files(books, self.handbook.withheld)
        except Problems as error:
            raise PluginError(str(error)) from None
        config.extra["scripts"] = {name: bundle.ASSETS + published for name, published in assets.names.items()}
        config.extra_css.append(bundle.ASSETS + assets.names[STYLES[0]])
        config.extra["touch_icon"] = installable.TOUCH_ICON if installable.TOUCH_ICON in files.src_uris else None
        for file in list(files):
            if file.src_uri.startswith(bundle.ASSETS):  # what the bundles were made of
                files.remove(file)
        hidden = {site.path(name) for name in site.unlisted(self.handbook)}  # left out of the navigation on purpose
        navigation = self.handbook.navigation
        listed = {site.path(name) for section in navigation.sections for name in section.pages}
        known = hidden | listed | {site.path(navigation.home)}
        for path, content in contents.items():
            file = File.generated(config, path, content=content)
            if path in hidden:
                file.inclusion = InclusionLevel.NOT_IN_NAV
            if path in known:  # the pages of others are made by MkDocs, which warns of them
                file.page = unchanged.RememberedPage(None, file, config)
            files.append(file)
        return files

    def _assets(self, handbook: Handbook) -> bundle.Assets:
        rules, data = rulebook.all_rules(handbook), course.scripts(handbook)
        return bundle.assets(self.settings, shipped.CALCULATORS, rules, data)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Let pages and their words be remembered, now that all files are known that they stand among."""
        found = unchanged.surroundings(config, files)
        for file in files:
            if isinstance(file.page, unchanged.RememberedPage):
                file.page.surroundings = found
        unchanged.remember_search(config)
        return nav

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Trim the theme's styles; write the search index as a script too, which alone is read in a folder on disk."""
        out = Path(config.site_dir)
        stylesheets.trim(out, theme_script.wrap(out))
        index = out / "search/search_index.json"
        if index.is_file():
            index.with_suffix(".js").write_text(f"var __index = {index.read_text(encoding='utf-8')}", encoding="utf-8")

    def on_post_page(self, output: str, **_: object) -> str:
        """Leave no blanks before lines of the theme's own: around the page's content, where none counts."""
        before, start, rest = output.partition("<article")
        content, end, after = rest.rpartition("</article>")
        return INDENT.sub("\n", before) + start + content + end + INDENT.sub("\n", after)

    def on_env(self, env: Environment, **_: object) -> Environment:
        """Let the theme's templates be compiled once and for all, and leave fewer blanks: a seventh of a short page."""
        env.trim_blocks = env.lstrip_blocks = True
        env.bytecode_cache = Compiled()
        return env


jieba.setLogLevel(logging.WARNING)  # the search plugin's word cutter tells of its start otherwise


class _Warnings(logging.Handler):
    """Collects what MkDocs warns of: a handbook with a broken link is not published."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build(config: Config, handbook: Handbook, assets: bundle.Assets, pages: list[site.Page], out: Path) -> None:
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


class _Observer:
    """A watch, as MkDocs' server knows observers."""

    def __init__(self, watch: Watch) -> None:
        self.start, self.stop, self.join = watch.start, watch.stop, watch.join
        self._watch = watch

    def schedule(self, handler: FileSystemEventHandler, path: str, recursive: bool) -> None:
        """Have `handler` told of every change; which of the paths is not asked for."""
        self._watch.changed = lambda: handler.on_any_event(FileModifiedEvent(path))


class _Server(LiveReloadServer):
    """MkDocs' server, telling where it listens once it does."""

    announce: Callable[[int], None]

    def observe(self, watch: Watch) -> None:
        """Take `watch` in the place of MkDocs' observer, which knows the files only as they are when it has started."""
        self.observer = _Observer(watch)  # type: ignore[assignment]
        self.build_delay = 0  # it has waited for what is being saved
        for path in watch.paths:
            self.watch(str(path))

    def server_activate(self) -> None:
        super().server_activate()
        self.announce(self.server_port)

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Answer as MkDocs does, but with a service worker that goes away: kept pages would hide the last change."""
        if environ["PATH_INFO"] == f"/{offline.WORKER}":
            start_response("200 OK", [("Content-Type", "text/javascript"), ("Cache-Control", "no-cache")])
            return [offline.DRAFT.read_bytes()]
        return super().serve_request(environ, start_response)


def serve(
    rebuild: Callable[[], None], watch: Watch, root: Path, host: str, port: int, announce: Callable[[int], None]
) -> None:
    """Serve the folder `root`, calling `rebuild` and reloading browsers whenever `watch`, not yet started, has news.

    `announce` is called with the port once it can be reached. Raises Problems if the address cannot be had.
    """
    server = _Server(rebuild, host=host, port=port, root=str(root))
    server.announce = announce
    server.observe(watch)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except OSError as error:
        message = f"cannot listen: {error.strerror}; choose another --port or --host"
        raise Problems([Problem(f"{host}:{port}", 1, 1, message)]) from None
    except KeyboardInterrupt:
        print(file=sys.stderr)
    finally:
        server.shutdown()
