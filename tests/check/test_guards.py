"""Nothing leads past a guard: no link, no block of another page; lists of pages leave out what is guarded."""

import re
from pathlib import Path

import pytest

from playbook.load.handbook import load
from playbook.pages.rendering import pages
from tests.support.handbooks import FRONT, bakery, edit, page, said

OPEN = "expected a page without a guard; a guarded one is reached from the page of its level, got"
STALE = "'last-resorts/stale'"
# A file, what it says, and the place and the page that is told
PAST = {
    "a link": ("new.yml", page("  - {type: links, links: [{page: last-resorts/stale, title: x}]}\n"), "5:34", STALE),
    "a page's own link": ("new.yml", page(head="links: [{page: last-resorts, title: x}]\n"), "4:16", "'last-resorts'"),
    "a page named": ("new.yml", page("  - {type: links, pages: [records/*, last-resorts/stale]}\n"), "5:38", STALE),
    "a block": ("new.yml", page("  - {type: include, page: last-resorts/stale, block: old}\n"), "5:27", STALE),
    "Markdown": ("new.md", f"{FRONT}As [said](last-resorts/stale.md#old).\n", "6:11", STALE),
    "Markdown in a folder": ("cases/new.md", f"{FRONT}[All](../last-resorts.md)\n", "6:7", "'last-resorts'"),
    "Markdown in YAML": ("new.yml", page("  - type: markdown\n    text: '[](last-resorts/stale.md)'\n"), "6:11", STALE),
}  # fmt: skip


def put(folder: Path, file: str, text: str) -> Path:
    """The bakery with a page more; its guarded page has a block to be included."""
    bakery(folder, {f"content/pages/{file}": text})
    edit(folder / "content/pages/last-resorts/stale.yml", "blocks:\n", "blocks:\n  - {type: text, id: old, text: x}\n")
    return folder


@pytest.mark.parametrize("kind", PAST)
def test_what_leads_past_a_guard_is_told(kind: str, tmp_path: Path) -> None:
    file, text, at, name = PAST[kind]
    assert said(put(tmp_path, file, text)) == [f"content/pages/{file}:{at}: {OPEN} {name}"]


def test_markdown_of_a_lesson_and_the_page_of_a_drill_are_told_too(tmp_path: Path) -> None:
    bakery(tmp_path, {})
    lesson = next((tmp_path / "content/training").rglob("urgency.yml"))
    block = "blocks:\n  - {type: markdown, text: '[x](../last-resorts.md)'}\n"
    lesson.write_text(f"{lesson.read_text(encoding='utf-8').rstrip()}\n{block}", encoding="utf-8")
    story = tmp_path / "content/drills/response-level.yml"
    text, changed = re.subn(r"(?m)^  page: \w+$", "  page: last-resorts", story.read_text(encoding="utf-8"), count=1)
    assert changed
    story.write_text(text, encoding="utf-8")
    found = said(tmp_path)
    assert len(found) == 2 and all(OPEN in each for each in found), found


@pytest.mark.parametrize("kind", PAST)
def test_behind_the_same_guard_pages_lead_to_each_other(kind: str, tmp_path: Path) -> None:
    file, text, _, _ = PAST[kind]
    text = text.replace("](", "](../").replace("../../", "../")
    inside = f"last-resorts/{file.replace('cases/', '')}"
    assert said(put(tmp_path, inside, text)) == ["(nothing)"]


@pytest.mark.parametrize("listing", ["new.yml", "above.yml"])
def test_lists_of_pages_leave_out_what_is_guarded(listing: str, tmp_path: Path) -> None:
    guard = "  - {type: guard, level: 1, rules: [Ask], sources: [BK-02]}\n"
    bakery(tmp_path, {
        "content/pages/new.yml": page("  - {type: links, pages: [last-resorts/*, above/*, records/*]}\n"),
        "content/pages/above.yml": page(),
        "content/pages/above/open.yml": page(),
        "content/pages/above/g.yml": page(guard),
        "content/pages/above/g/a.yml": page(),
    })  # fmt: skip
    handbook = load(tmp_path / "content", tmp_path / "settings", tmp_path)
    text = {each.name: each.text for each in pages(handbook)}
    links = set(re.findall(r'class="pb-card" href="([^"]*)"', text[listing.removesuffix(".yml")]))
    assert links == ({"../above/open/", "../records/book/"} if listing == "new.yml" else {"../above/open/"})
    assert "last-resorts/stale/" in text["last-resorts"], "the page of the guard leads on"
