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
from tests.support.handbooks import FRONT, bakery

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
    return bakery(folder, {"content/pages/cases/wet/rain.md": text, "settings/static/cases/wet/oven.svg": "<svg/>"})


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
        ("oven.svg", "oven\x1b.svg", "got the character U+001B"),
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


FACTS = "type: facts\nsources: [BK-02]\nfacts: [{label: Loaves, value: three}]\n"
TAKEN = {
    "a blank before the name": f"``` playbook\n{FACTS}```\n",
    "waves": f"~~~playbook\n{FACTS}~~~\n",
    "waves and a blank": f"~~~ playbook \n{FACTS}~~~ \n",
    "more signs": f"````playbook\n{FACTS}`````\n",
    "a capital letter": f"```Playbook\n{FACTS}```\n",
}


@pytest.mark.parametrize("kind", TAKEN)
def test_a_fence_that_can_be_meant_is_taken(kind: str, tmp_path: Path) -> None:
    handbook = read(written(tmp_path, f"{FRONT}Before.\n\n{TAKEN[kind]}\nAfter.\n"))
    assert [block.type for block in handbook.pages["cases/wet/rain"].blocks] == ["markdown", "facts", "markdown"]


def test_a_fence_in_a_fence_is_shown(tmp_path: Path) -> None:
    shown = f"````\n```playbook\n{FACTS}```\n````"
    (block,) = read(written(tmp_path, f"{FRONT}{shown}\n")).pages["cases/wet/rain"].blocks
    assert block.text == shown


# What a page says below its head, or the whole of it, and what is told
FORMS = [
    (f"{FRONT}Words\n\n```playbook\n{FACTS}", "8:1: expected a line of ``` that ends this block, got none"),
    (f"{FRONT}~~~playbook\n{FACTS}```\n", "6:1: expected a line of ~~~ that ends this block, got none"),
    (f"{FRONT}```playbook\n{FACTS}\n```playbook\n{FACTS}```\n",
     "6:1: expected a line of ``` that ends this block, got none"),
    (f"{FRONT}- a\n\n  ```playbook\n  {FACTS}  ```\n",
     "8:3: expected ```playbook at the beginning of a line, got '  ' before it"),
    (f"{FRONT}> ```playbook\n> {FACTS}> ```\n",
     "6:3: expected ```playbook at the beginning of a line, got '> ' before it"),
    (f"{FRONT}1. ~~~ playbook\n{FACTS}~~~\n",
     "6:4: expected ~~~playbook at the beginning of a line, got '1. ' before it"),
    (f"{FRONT}```{{playbook}}\n{FACTS}```\n",
     "6:1: expected ```playbook with nothing behind it, got '{playbook}'"),
    (f"{FRONT}```playbook facts\n{FACTS}```\n",
     "6:1: expected ```playbook with nothing behind it, got 'playbook facts'"),
    (f"{FRONT}```playbook\n```\n", "6:1: expected a block between the fence's two lines, got nothing"),
    (f"{FRONT}\n```playbook\n\n# soon\n```\n", "7:1: expected a block between the fence's two lines, got nothing"),
    ("---\ntitle: x\ndescription: x\n\nWords\n",
     "1:1: expected a second line of ---, where front matter ends, got none"),
    ("---\n", "1:1: expected a second line of ---, where front matter ends, got none"),
    (f"\n\n{FRONT}", "3:1: expected --- on the first line, where front matter begins, got something before it"),
    (f"  {FRONT}", "1:3: expected --- on the first line, where front matter begins, got something before it"),
    ("---\n---\n\nWords\n", "1:1: expected title and description between the two lines of ---, got nothing"),
    ("", "1:1: expected front matter between two lines of ---, with title and description, got none"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), FORMS)
def test_a_form_that_is_not_right_is_one_problem_at_its_line(text: str, said: str, tmp_path: Path) -> None:
    assert handbooks.said(written(tmp_path, text)) == [f"content/pages/cases/wet/rain.md:{said}"]


LINKS = [
    ("[x](../flood.yml)", "'../flood.md', the file of the page, got '../flood.yml'"),
    ("[x](../flood.yml#a)", "'../flood.md#a', the file of the page, got '../flood.yml#a'"),
    ("[x](/cases/flood/)", "'../flood.md', the file of the page, got '/cases/flood/'"),
    ("[x](cases/flood/)", "'../flood.md', the file of the page, got 'cases/flood/'"),
    ("[x](../flood)", "'../flood.md', the file of the page, got '../flood'"),
    ("[x](../../sop/index.html)", "'../../sop.md', the file of the page, got '../../sop/index.html'"),
    ("[x](ftp://x.org/a)", "an address that begins with https:, http:, mailto: or tel:, or a file of the handbook"),
    ("[x](file:///c:/a.md)", "an address that begins with https:, http:, mailto: or tel:, or a file of the handbook"),
    ("[x](//x.org)", "an address that begins with https:, http:, mailto: or tel:, or a file of the handbook"),
    ("[x](no.md 'title')", "the file of a page, got 'no.md'"),
    ("[x][1] and [1]\n\n[1]: no.md", "the file of a page, got 'no.md'"),
    ('[x][A b]\n\n  [a B]: <no.md> "title"', "the file of a page, got 'no.md'"),
    ("[![x](oven.svg)](no.md)", "the file of a page, got 'no.md'"),
]  # fmt: skip


@pytest.mark.parametrize(("link", "said"), LINKS)
def test_a_link_is_told_at_its_place_with_what_is_meant(link: str, said: str, tmp_path: Path) -> None:
    text = f"{FRONT}See {link}\n"
    address = link.rpartition("(")[2].rstrip(")").split()[0] if "](" in link else "no.md"
    line = text.count("\n", 0, text.index(address)) + 1
    column = text.index(address) - text.rfind("\n", 0, text.index(address))
    (found,) = handbooks.said(written(tmp_path, text))
    assert found.startswith(f"content/pages/cases/wet/rain.md:{line}:{column}: expected "), found
    assert said in found


def test_footnotes_and_what_is_no_link_are_no_links(tmp_path: Path) -> None:
    text = f"{FRONT}Flour[^1] and `[x](no.md)` and [x](https://x.org), [1] \\](no.md)\n\n[^1]: note\n"
    assert handbooks.said(written(tmp_path, text)) == ["(nothing)"]


def test_a_defined_link_leads_from_where_the_page_is_shown(tmp_path: Path) -> None:
    folder = written(tmp_path, f"{FRONT}[x][1] and [here](#top)\n\n[1]: ../flood.md\n")
    block = "  - {type: include, page: cases/wet/other, block: m}\n"
    words = "  - {type: markdown, id: m, text: '[x][1], [here](#m)\n\n\n\n    [1]: ../flood.md'}\n"
    for file, blocks in (("cases/wet/other.yml", words), ("including.yml", block)):
        (folder / "content/pages" / file).write_text(handbooks.page(blocks), encoding="utf-8")
    text = {page.name: page.text for page in pages(read(folder))}
    assert "[x][1] and [here](#top)\n\n[1]: ../flood.md" in text["cases/wet/rain"]
    assert "[here](cases/wet/other.md#m)" in text["including"] and "[1]: cases/flood.md" in text["including"]


def test_places_of_markdown_are_known_to_check(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    page = folder / handbooks.CONTENT / "pages/wet.md"
    words = "## Early morning\n\n[a](#early-morning) [b](#nope) [c][1] and a note[^1]\n\n[1]: #no\n[^1]: of the foot\n"
    page.write_text(f"{FRONT}{words}", encoding="utf-8")
    command = ["--config", str(folder / "mkdocs.yml")]
    done = CliRunner().invoke(main, ["check", *command])
    told = [line.partition(" (choices")[0] for line in done.stderr.splitlines() if line.startswith("playbook/")]
    assert told == [
        f"{handbooks.CONTENT}/pages/wet.md:8:25: expected a place on the page 'wet', got 'nope'",
        f"{handbooks.CONTENT}/pages/wet.md:10:6: expected a place on the page 'wet', got 'no'",
    ], done.output
    page.write_text(f"{FRONT}{words.replace('#nope', '#top').replace('#no', '#early-morning')}", encoding="utf-8")
    out = tmp_path / "out"
    done = CliRunner().invoke(main, ["build", "--no-pdf", *command, "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert 'class="footnote-ref" href="#fn:1"' in (out / "wet/index.html").read_text(encoding="utf-8")


def test_markdown_among_the_files_is_told_at_the_file(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("a.md", "b/c.md"):
        (folder / handbooks.SETTINGS / "static" / name).parent.mkdir(exist_ok=True)
        (folder / handbooks.SETTINGS / "static" / name).write_text("# A", encoding="utf-8")
    done = CliRunner().invoke(main, ["check", "--config", str(folder / "mkdocs.yml")])
    said = "expected a file that is published as it is, as all of this folder; pages stand in pages/, got a page"
    assert done.stderr.splitlines() == [
        *(f"site_config/static/{name}:1:1: {said}" for name in ("a.md", "b/c.md")),
        "2 problems",
    ]


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
