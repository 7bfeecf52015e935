"""What an author writes is text wherever it stands: nothing in it is run, and every sign of it is shown as it is."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.support import pseudo
from tests.support.browser import PHONE, ROOT, serving, watched_page

TEXTS = {
    "title", "description", "lead", "text", "label", "short", "help", "meaning", "question", "decision", "reason",
    "summary", "alarm", "cost_note", "scenario", "role", "duties", "note", "why", "value", "by", "caption", "alt",
    "means", "tags", "rules", "checks", "goals", "points", "tips", "tone", "owner", "site_name", "organisation", "hint",
    "before_label", "after_label", "marked_label", "when_to_call", "example", "subject", "not_given", "placeholder",
    "term",
}  # fmt: skip
PAYLOADS = {
    "element": "<img src=x onerror=run()>",
    "end of a script": "</script></title></style><svg onload=run()>",
    "attribute": "\"' onmouseover=run() x=\"'",
    "link": "[x](javascript:run()) <javascript:run()> ![x](javascript:run())",
    "harmless": "R&D <3 \"so\" 'so' &amp; &lt; ~5 *a* _b_ `c` #d |e| \\f",
}
FOUND = r"""(payload) => {
  const MADE = "img[src='x'], svg[onload], [onmouseover], [onerror], [href^='javascript:' i]";
  const made = [...document.querySelectorAll(MADE)].map((each) => each.outerHTML.slice(0, 200));
  const texts = [document.title, ...[...document.querySelectorAll("meta[content]")].map((meta) => meta.content)];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (!parentElement.closest("script, style, noscript, template")) texts.push(data);
  }
  // Escaped twice, or with the backslash of an escape left.
  const rest = texts.map((text) => text.replaceAll(payload, ""));
  const spoilt = rest.filter((text) => /&(amp;)*(lt|gt|quot|#39|#34|amp);|\\[^a-z ]/.test(text));
  return { made, spoilt, shown: texts.filter((text) => text.includes(payload)).length };
}"""


def with_payload(node: Any, payload: str, inside: bool = False) -> Any:
    """A file's data with the payload at the end of every text that readers see; of those with blanks, none."""
    if isinstance(node, dict) and node.get("type") == "phone":
        return node  # a number that can be dialled, or a fault
    if isinstance(node, dict):
        return {key: with_payload(value, payload, key in TEXTS) for key, value in node.items()}
    if isinstance(node, list):
        return [with_payload(value, payload, inside and isinstance(value, str)) for value in node]
    return f"{node} {payload}" if inside and isinstance(node, str) and "{" not in node else node


def spoilt(folder: Path, payload: str) -> Path:
    """The bakery's handbook with the payload in all its texts; its mkdocs.yml."""
    config = pseudo.bakery(folder)
    for file in [
        *(folder / "content").rglob("*.yml"),
        folder / "settings/brand.yml",
        folder / "settings/navigation.yml",
    ]:
        if not file.name.endswith(".lock.yml"):
            data = with_payload(yaml.safe_load(file.read_text(encoding="utf-8")), payload)
            file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return config


def pages(site: Path, page: Page) -> Iterator[str]:
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        page.goto(name.removesuffix("index.html") or "./")
        yield name


@pytest.mark.provokes_errors
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_what_an_author_writes_is_text_everywhere(payload: str, browser: Browser, tmp_path: Path) -> None:
    config = spoilt(tmp_path / "handbook", payload)
    command = [sys.executable, "-m", "playbook", "build", "--no-pdf", "--config", str(config)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    run: list[str] = []
    shown, faults = 0, {}
    with serving(config.parent / "site") as address, watched_page(browser, f"{address}/", **PHONE) as page:
        page.expose_function("run", lambda: run.append(page.url))
        for name in pages(config.parent / "site", page):
            found = page.evaluate(FOUND, payload)
            shown += found["shown"]
            if found["made"] or found["spoilt"]:
                faults[name] = found["made"] + found["spoilt"]
    assert (faults, run) == ({}, [])
    assert shown > 300
