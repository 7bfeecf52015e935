"""Markdown files beside the YAML pages are pages: front matter, words, blocks in fences, problems at their places."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.cli.main import main
from playbook.errors import Problems
from playbook.load.handbook import load
from playbook.model.handbook import Handbook
from playbook.pages.rendering import pages
from tests.support import handbooks
from tests.support.browser import ROOT

PAGE = """---
title: A rainy day
description: What happened
sources: [BK-02]
tags: [May]
review: {owner: The miller, reviewed: 2026-01-01, good_for_days: 30}
---

## The morning {: #morning }

Below **{{rush_cap}}** we bake: see [what to do](../../sop.md#act), [cases](../index.md) and the [oven](oven.svg).

```playbook
type: facts
facts:
  - {label: Loaves, value: "40"}
```

```
{{code}} stays [as](it.md) is
```

```playbook
- {type: quote, text: Never again., by: the miller}
- {type: list, items: [Sweep, Lock]}
```

The end.
"""


def written(folder: Path, text: str) -> Path:
    """A copy of the bakery with the text as the page cases/wet/rain."""
    shutil.copytree(ROOT / "tests/bakery", folder, dirs_exist_ok=True)
    for file, content in (("content/pages/cases/wet/rain.md", text), ("settings/static/cases/wet/oven.svg", "<svg/>")):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(content, encoding="utf-8")
    return folder


def read(folder: Path) -> Handbook:
    return load(folder / "content", folder / "settings", folder)


def test_a_markdown_file_is_a_page(tmp_path: Path) -> None:
    handbook = read(written(tmp_path, PAGE))
    text = {page.name: page for page in pages(handbook)}["cases/wet/rain"].text
    assert "# A rainy day" in text and "## The morning {: #morning }" in text
    assert "Below **90 coins** we bake: see [what to do](../../sop.md#act), [cases](../index.md)" in text
    assert "the [oven](oven.svg)" in text
    assert (
        text.index("The morning") < text.index("<dt>Loaves</dt>") < text.index("Never again.") < text.index("The end.")
    )
    assert "{{code}} stays [as](it.md) is" in text
    assert "Owner: The miller" in text
    assert handbook.every_page["cases/wet"][1].title == "wet", "its folder has a page, too"


def test_line_ends_of_another_system_change_nothing(tmp_path: Path) -> None:
    first = read(written(tmp_path / "a", PAGE)).pages
    folder = written(tmp_path / "b", PAGE)
    (folder / "content/pages/cases/wet/rain.md").write_bytes(PAGE.replace("\n", "\r\n").encode())
    assert read(folder).pages == first


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{{rush_cap}}", "{{rush_cup}}", "11:9: expected the name of a figure in figures.yml between {{ and }}"),
        ("../../sop.md", "../sop.md", "11:50: expected the file of a page, got '../sop.md#act'"),
        ("(oven.svg)", "(stove.svg)", ":11:105: expected a file of the folder static, got 'stove.svg'"),
        ("label: Loaves", "lable: Loaves", "16:6: expected the key 'label', got 'lable'"),
        ('value: "40"}', 'value: "40"', "16, column 5"),
        ("type: quote", "type: qoute", "24:10: expected one of "),
        ("title: A", "titel: A", "2:1: expected the key 'title', got 'titel'"),
        ("---\ntitle", "title", "1:1: expected front matter between two lines of ---"),
        ("[BK-02]", "[BK-99]", "4:11: expected the id of an inventory row in sources.yml, got 'BK-99'"),
    ],
)
def test_problems_name_their_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in PAGE
    with pytest.raises(Problems) as problems:
        read(written(tmp_path, PAGE.replace(old, new, 1)))
    told = [str(problem) for problem in problems.value.problems]
    assert any(problem.startswith("content/pages/cases/wet/rain.md:") and said in problem for problem in told), told


def test_a_site_is_built_of_it(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    page = folder / handbooks.CONTENT / "pages/wet/rain.md"
    page.parent.mkdir()
    page.write_text(
        "---\ntitle: 雨天\ndescription: 一天\n---\n\n## 早上\n\n"
        "照 [SOP](../sop.md#decide)，看 [案例](../cases.md)、[首页](../home.md) 和 [图标](../logo.svg)。\n",
        encoding="utf-8",
    )
    command = ["build", "--no-pdf", "--config", str(folder / "mkdocs.yml"), "--out", str(tmp_path / "out")]
    step = handbooks.read(folder).sop.steps[0].id  # type: ignore[union-attr]
    handbooks.edit(page, "#decide", f"#{step}")
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    text = (tmp_path / "out/wet/rain/index.html").read_text(encoding="utf-8")
    for link in (f"../../sop/#{step}", "../../cases/", "../..", "../../logo.svg"):
        assert f'href="{link}"' in text or f'href="{link}/"' in text, link
    handbooks.edit(page, f"#{step}", "#nowhere")
    for asked in (["check", *command[2:4]], command):
        done = CliRunner().invoke(main, asked)
        assert done.exit_code == 1
        assert "pages/wet/rain.md:8:9: expected a place on the page 'sop', got 'nowhere'" in done.output


def test_one_page_has_one_file(tmp_path: Path) -> None:
    folder = written(tmp_path, PAGE)
    (folder / "content/pages/cases/wet/rain.yml").write_text("title: x\ndescription: x\n", encoding="utf-8")
    with pytest.raises(Problems, match=r"rain.yml:1:1: expected one file for a page, got rain.md, too"):
        read(folder)
