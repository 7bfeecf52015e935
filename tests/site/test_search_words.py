"""Of the theme's words for searching a site keeps those of its own languages."""

from pathlib import Path

import pytest

from playbook.site import search_words

SHIPPED = (
    "tinyseg.js",
    "wordcut.js",
    *(f"min/lunr.{part}.min.js" for part in ("de", "ja", "multi", "stemmer.support", "zh")),
)


@pytest.mark.parametrize(
    ("languages", "kept"),
    [
        ([], set()),
        (["en"], set()),
        (["zh"], {"lunr.zh.min.js", "lunr.stemmer.support.min.js", "lunr.multi.min.js"}),
        (["en", "ja"], {"tinyseg.js", "lunr.ja.min.js", "lunr.stemmer.support.min.js", "lunr.multi.min.js"}),
    ],
)
def test_what_a_search_asks_for_is_kept(languages: list[str], kept: set[str], tmp_path: Path) -> None:
    for name in SHIPPED:
        file = tmp_path / search_words.FOLDER / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    search_words.trim(tmp_path, languages)
    assert {path.name for path in tmp_path.rglob("*.js")} == kept
