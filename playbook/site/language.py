"""What the site engine says and searches in the handbook's language, where mkdocs.yml does not say it otherwise."""

from typing import Any

from material.plugins.search.plugin import SearchPlugin  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig

from playbook.model.handbook import Handbook

# Chinese words are parted by zero-width spaces; the rest by spaces and by punctuation of both widths.
SEPARATOR = r"[\s\u200b\u3000\-\u00b7\u3001\uff0c\u3002\uff1b\uff1a\uff1f\uff01\uff08\uff09\u3010\u3011\u300a\u300b"
SEPARATOR += r"\u201c\u201d\u2018\u2019\u300c\u300d\u2014\u2026/,;:?!()]+"

# A heading counts for more than text, but not for a thousand times more, as the theme has it.
FIELDS = {"title": 10, "text": 1, "tags": 10}


def speak(config: MkDocsConfig, handbook: Handbook) -> None:
    """Set the language of the theme, of its search and of the buttons that change the colours."""
    language = handbook.brand.language
    config.theme["language"] = language
    for plugin in _searches(config):
        plugin.config.lang = plugin.config.lang or [language]
        plugin.config.separator = plugin.config.separator or SEPARATOR
        for name, boost in FIELDS.items():
            plugin.config.fields.setdefault(name, {"boost": boost})
    palette = config.theme.get("palette")
    for scheme in palette if isinstance(palette, list) else []:
        if isinstance(scheme, dict) and isinstance(scheme.get("toggle"), dict):
            scheme["toggle"].setdefault("name", _named(scheme, handbook))


def searched(config: MkDocsConfig) -> list[str]:
    """Return the languages of the theme's search."""
    return [language for plugin in _searches(config) for language in plugin.config.lang or ()]


def _searches(config: MkDocsConfig) -> list[SearchPlugin]:
    return [plugin for plugin in config.plugins.values() if isinstance(plugin, SearchPlugin)]


def _named(scheme: dict[str, Any], handbook: Handbook) -> str:
    """Return what the button is called while a scheme of colours is shown."""
    words = handbook.interface.labels.palette
    if "scheme" not in scheme:
        return str(words.system)
    return str(words.dark if scheme["scheme"] == "slate" else words.light)
