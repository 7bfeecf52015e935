"""What MkDocs and its theme's search make of a page, which is not made again of one that has not changed.

That is two fifths of the time of a build.
"""

import hashlib
import pkgutil
import re
from collections.abc import Iterable
from typing import Any

import rjieba
from markdown import extensions  # type: ignore[import-untyped]
from material.plugins.search import plugin as theirs  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from playbook.cache.process import remembered

CHINESE = re.compile(
    r"[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
SPACE = "\u200b"

_OWN = {module.name for module in pkgutil.iter_modules(extensions.__path__)}
"""The extensions that come with Markdown. Nobody knows what others read besides the page: other files perhaps."""


class RememberedPage(Page):
    """A page that is converted once for the same Markdown in the same surroundings.

    What is warned of while a page is converted is told once, too: a build with warnings fails, and then nothing is
    rebuilt from what it remembers.
    """

    surroundings: str | None = None
    """What `surroundings` returns; the page is not remembered without it."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        if not self.surroundings:
            super().render(config, files)
            return
        key = (self.surroundings, self.file.src_uri, self.markdown)
        made = remembered("page", key, lambda: self._rendered(config, files))
        self.content, self.toc, self._title_from_render, self.present_anchor_ids, links = made
        self.links_to_anchors = {_file(files, name): anchors for name, anchors in links.items()}

    def _rendered(self, config: MkDocsConfig, files: Files) -> tuple[Any, ...]:
        super().render(config, files)
        links = {file.src_uri: anchors for file, anchors in (self.links_to_anchors or {}).items()}
        return self.content, self.toc, self._title_from_render, self.present_anchor_ids, links


def _file(files: Files, name: str) -> File:
    found = files.get_file_from_path(name)
    assert found  # the files are part of the surroundings
    return found


def surroundings(config: MkDocsConfig, files: Iterable[File]) -> str | None:
    """Return what stands for all that decides, besides itself, how Markdown becomes HTML; None where that is not known.

    It is the settings, and the files that links lead to.
    """
    if not _OWN.issuperset(config.markdown_extensions):
        return None
    known = [(file.src_uri, file.url, file.inclusion) for file in files]
    found = repr((config.markdown_extensions, config.mdx_configs, config.validation, known))
    return hashlib.sha256(found.encode()).hexdigest()


class RememberedIndex(theirs.SearchIndex):  # type: ignore[misc]
    """The theme's search index. A page that is as it was is not cut into words again.

    The theme parts Chinese words with jieba where that is installed; elsewhere they are parted by the same dictionary
    in rjieba, which takes an eighth of the room and a seventh of the time (docs/adr/0100).
    """

    entries: list[dict[str, Any]]

    def add_entry_from_context(self, page: Page) -> None:
        key = (page.url, str(page.title), repr(page.meta), page.content)
        self.entries += remembered("search", key, lambda: self._added(page))

    def create_entry_for_section(self, section: Any, toc: Any, url: str, page: Page) -> None:
        super().create_entry_for_section(section, toc, url, page)
        if theirs.jieba is None:
            entry = self.entries[-1]
            entry["title"], entry["text"] = parted(entry["title"]), parted(entry["text"])

    def _added(self, page: Page) -> list[dict[str, Any]]:
        others, self.entries = self.entries, []
        super().add_entry_from_context(page)
        made, self.entries = self.entries, others
        return made


def parted(text: str) -> str:
    """Return a text with zero-width spaces around its Chinese words."""
    return CHINESE.sub(lambda run: SPACE + SPACE.join(rjieba.cut(run[0])) + SPACE, text).strip(SPACE)


def remember_search(config: MkDocsConfig) -> None:
    """Let the theme's search plugin, if it is there, remember its pages."""
    for plugin in config.plugins.values():
        # A dictionary of the handbook's own may be another one by the next build.
        if isinstance(plugin, theirs.SearchPlugin) and not (plugin.config.jieba_dict or plugin.config.jieba_dict_user):
            plugin.search_index = RememberedIndex(**plugin.config)
