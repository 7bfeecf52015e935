"""The extensions of Markdown with which a site is made."""

from mkdocs.config.defaults import MkDocsConfig

FOOTNOTES = "footnotes"


def extensions(config: MkDocsConfig) -> list[str]:
    """Return those of the settings, and footnotes: without that extension each would be a link that leads nowhere."""
    return list(dict.fromkeys([*config.markdown_extensions, FOOTNOTES]))
