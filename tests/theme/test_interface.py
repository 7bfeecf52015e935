"""Pages in a language of long words: no word is wired in, and nothing is wider than a phone."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from playbook.load import interface_words
from tests.support import pseudo
from tests.support.browser import PHONE, ROOT, TOO_WIDE, serving, watched_page
from tests.support.interface_reads import leaves

ZONE = {"Greenwich", "Mean"}  # what the browser calls the time zone
WIDTH = PHONE["viewport"]["width"]

# What is for later is shown, too: answers, failures, an incident that runs.
REVEAL = """() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const part of document.querySelectorAll("article [hidden], aside[hidden], aside [hidden]")) part.hidden = false;
}"""
TEXTS = """() => {
  const found = [];
  for (const part of document.querySelectorAll("article, aside")) {
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      if (!texts.currentNode.parentElement.closest("script, style, noscript")) found.push(texts.currentNode.data);
    }
    for (const name of ["aria-label", "title", "alt", "placeholder", "data-label"]) {
      for (const element of part.querySelectorAll(`[${name}]`)) found.push(element.getAttribute(name));
    }
  }
  return found.map((text) => text.trim());
}"""


def texts(page: Page) -> list[str]:
    found: list[str] = page.evaluate(TEXTS)
    return found


@pytest.mark.parametrize("handbook", [pseudo.bakery, pseudo.shipped], ids=["bakery", "shipped"])
def test_no_word_is_wired_in_and_long_words_fit_a_phone(
    handbook: pseudo.Make, browser: Browser, tmp_path: Path
) -> None:
    config = handbook(tmp_path / "handbook")
    command = [sys.executable, "-m", "playbook", "build", "--no-pdf", "--config", str(config)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    site, said = config.parent / "site", pseudo.content(config.parent)
    shipped = {word for name in ("en", "zh") for _, word in leaves(interface_words.words(name)) if word not in said}
    wide, strange = {}, set()
    with serving(site) as address, watched_page(browser, f"{address}/", **PHONE) as page:
        for path in sorted(site.rglob("index.html")):
            page.goto(path.parent.relative_to(site).as_posix() + "/")
            page.evaluate(REVEAL)
            shown = texts(page)
            strange |= shipped.intersection(shown)
            if handbook is pseudo.bakery:  # Chinese is not written in words that could be compared
                strange |= pseudo.wired_in(shown, said) - ZONE
            if found := page.evaluate(TOO_WIDE, WIDTH):
                wide[path.parent.name] = found
    assert (strange, wide) == (set(), {})
