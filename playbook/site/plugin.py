"""The shell around MkDocs: hands it the handbook's pages as generated files."""

import re
from html import escape
from pathlib import Path

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config as OptionsBase
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from playbook.browser import bundle
from playbook.browser.scripts import STYLES
from playbook.errors import Problems
from playbook.load import editor_schemas
from playbook.load.handbook import load
from playbook.model.handbook import Handbook
from playbook.pages import rendering, workbooks
from playbook.pages.addresses import path
from playbook.pages.clock import today
from playbook.pages.data_scripts import data_scripts
from playbook.pages.environment import Compiled
from playbook.pages.navigation import navigation, unlisted
from playbook.site import manifest, plain_text, remembered_pages, search_words, stylesheets, theme_files, theme_script
from playbook.site.edition import published
from playbook.site.extensions import extensions
from playbook.site.language import searched, speak
from playbook.source import shipped
from playbook.source.config import DEFAULTS, portable

INDENT = re.compile(r"\n\s+")


class Options(OptionsBase):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml: the folders of content and settings, relative to it."""

    content = config_options.Type(str, default=DEFAULTS["content"])
    settings = config_options.Type(str, default=DEFAULTS["settings"])


class PlaybookPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Adds the handbook's pages, assets and navigation to a MkDocs build."""

    handbook: Handbook | None = None
    assets: bundle.Assets | None = None
    pages: list[rendering.Page] | None = None
    trial = False
    """Whether the site is thrown away, and has perhaps its home page alone."""
    settings: Path

    @event_priority(100)  # before the theme's search, which goes by the theme's language
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the handbook and set what its settings decide: names, colours, language, navigation."""
        root = Path(config.config_file_path).resolve().parent
        content, self.settings = (
            (root / portable(name)).resolve() for name in (self.config.content, self.config.settings)
        )
        try:
            handbook = self.handbook or published(load(content, self.settings, root))
        except Problems as error:  # under plain `mkdocs build`: its own way to stop without a traceback
            raise PluginError(str(error)) from None
        self.handbook = handbook
        config.site_name = handbook.brand.site_name
        config.site_description = handbook.brand.description
        config.copyright = escape(handbook.brand.organisation)
        speak(config, handbook)
        config.markdown_extensions = extensions(config)
        config.extra["brand_colour"] = handbook.brand.primary_colour
        config.extra["offline"] = handbook.interface.labels.offline.model_dump()
        for name in theme_files.deleted(config.theme, Path(config.docs_dir)):
            config.theme[name] = theme_files.THEMES[name]
        config.theme.dirs.insert(0, str(shipped.path("templates") / "theme"))
        pages = self.pages or []
        config.nav = [pages[0].path] if len(pages) == 1 else navigation(handbook)
        # Its links begin at the host's root, which is not the site's: nobody knows where the site will stand.
        config.theme.static_templates.discard("404.html")
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages and the browser's assets as generated files."""
        assert self.handbook
        try:
            assets = self.assets or self._assets(self.handbook)
            books = [] if self.pages else workbooks.workbooks(self.handbook)  # of a build they are among the assets
            pages = self.pages or rendering.pages(self.handbook, today(), names=assets.names, books=books)
            contents: dict[str, str | bytes] = {page.path: page.text for page in pages}
            contents |= assets.files
            contents |= editor_schemas.assets(self.handbook)
            contents[manifest.MANIFEST] = manifest.manifest(self.handbook, self.settings)
            contents |= workbooks.files(books, self.handbook.withheld)
        except Problems as error:
            raise PluginError(str(error)) from None
        config.extra["scripts"] = {name: bundle.ASSETS + published for name, published in assets.names.items()}
        config.extra["guard"] = assets.guard
        config.extra_css.append(bundle.ASSETS + assets.names[STYLES[0]])
        config.extra["touch_icon"] = manifest.TOUCH_ICON if manifest.TOUCH_ICON in files.src_uris else None
        for file in list(files):
            if file.src_uri.startswith(bundle.ASSETS):  # what the bundles were made of
                files.remove(file)
        # left out of the navigation on purpose
        folders = self.handbook.folders
        hidden = {path(name, folders) for name in unlisted(self.handbook)}
        known = {path(name, folders) for name in self.handbook.every_page}
        for name, content in contents.items():
            file = File.generated(config, name, content=content)
            if name in hidden:
                file.inclusion = InclusionLevel.NOT_IN_NAV
            if name in known:  # the pages of others are made by MkDocs, which warns of them
                file.page = remembered_pages.RememberedPage(None, file, config)
            files.append(file)
        return files

    def _assets(self, handbook: Handbook) -> bundle.Assets:
        data = data_scripts(handbook)
        return bundle.assets(self.settings, shipped.CALCULATORS, handbook.rules, data, handbook.own_calculators)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Let pages and their words be remembered, now that all files are known that they stand among."""
        found = remembered_pages.surroundings(config, files)
        for file in files:
            if isinstance(file.page, remembered_pages.RememberedPage):
                file.page.surroundings = found
        remembered_pages.remember_search(config)
        plain_text.escape_titles(nav)
        return nav

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Trim what the theme brings; write the search index as a script too, which alone a folder on disk can read."""
        if self.trial:
            return
        out = Path(config.site_dir)
        search_words.trim(out, searched(config))
        stylesheets.trim(out, theme_script.wrap(out))
        index = out / "search/search_index.json"
        if index.is_file():
            index.with_suffix(".js").write_text(
                f"var __index = {index.read_text(encoding='utf-8')}", encoding="utf-8", newline="\n"
            )

    def on_post_page(self, output: str, **_: object) -> str:
        """Leave no blanks before lines of the theme's own: around the page's content, where none counts."""
        before, start, rest = output.partition("<article")
        content, end, after = rest.rpartition("</article>")
        return INDENT.sub("\n", before) + start + content + end + INDENT.sub("\n", after)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let the theme's templates be compiled once and for all, and leave fewer blanks: a seventh of a short page.

        What the handbook says is text to them, whatever signs are in it.
        """
        plain_text.escape_names(config, files)
        env.trim_blocks = env.lstrip_blocks = True
        env.bytecode_cache = Compiled()
        return env
