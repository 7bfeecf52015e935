"""What only the site engine takes for a fault of a page is told by `check` too, at the page's own file."""

from pathlib import Path

import pytest

from tests.cli.test_cli import run
from tests.support.handbooks import FRONT

ADDRESS = "expected an address such as https://example.org/, got"
NOWHERE = "expected a link that leads somewhere, got"
TOLD = {
    "[our page](https://[intranet]/start)": f"6:12: {ADDRESS} 'https://[intranet]/start'",
    "Ask <https://[bad>.": "1:1: cannot be read as Markdown: Invalid IPv6 URL",
    "Call first.\n\n[^1]: The head said so.": "8:1: expected [^1] in a text above, got none",
    "Call[^1].\n\n[^1]: One.\n\n[^two]: Two.": "10:1: expected [^two] in a text above, got none",
    "```playbook\ntype: markdown\ntext: |\n  a\n\n  [^1]: One\n```": "11:3: expected [^1] in a text above, got none",
    "[the list](price list.md)": f"6:12: {NOWHERE} 'price list.md'",
    "[a](<my page.md>)": f"6:6: {NOWHERE} 'my page.md'",
    '[a](habits.md "t" x)': f"6:5: {NOWHERE} 'habits.md \"t\" x'",
    "[a]\n\n[a]:\n  nope.md": f"9:3: {NOWHERE} 'nope.md'",
    '[a](habits.md){: href="nope.md"}': f"6:24: {NOWHERE} 'nope.md'",
}
FINE = "<!-- old: [x](gone.md) {{old_name}} -->\n\nWrite \\[a](nope.md), or [x](habits.md)[^1]\n\n[^1]: One"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The configuration of a small handbook with Markdown among its pages."""
    assert run("new", tmp_path / "mine", "--starter", "minimal", "--lang", "en").exit_code == 0
    return tmp_path / "mine/mkdocs.yml"


@pytest.mark.parametrize("words", TOLD)
def test_check_tells_it_at_the_page(words: str, config: Path) -> None:
    (config.parent / "content/pages/mine.md").write_text(f"{FRONT}{words}\n", encoding="utf-8")
    done = run("check", "--config", config)
    assert (done.exit_code, done.stderr) == (1, f"content/pages/mine.md:{TOLD[words]}\n1 problem\n")


def test_what_is_no_link_is_none_and_pictures_may_be_deleted(config: Path) -> None:
    (config.parent / "content/pages/mine.md").write_text(f"{FRONT}{FINE}\n", encoding="utf-8")
    for name in ("logo", "favicon"):
        (config.parent / f"settings/static/{name}.svg").unlink()
    checked = run("check", "--config", config)
    assert (checked.exit_code, checked.stderr) == (0, "")
    notes = [line.partition(": expected")[0] for line in checked.stdout.splitlines() if line.startswith("note: ")]
    assert notes == ["note: mkdocs.yml:9:9", "note: mkdocs.yml:10:12"]
    built = run("build", "--no-pdf", "--config", config, "--out", config.parent / "site")
    assert (built.exit_code, built.stderr) == (0, "")
    home = (config.parent / "site/index.html").read_text(encoding="utf-8")
    assert 'rel="icon" href="assets/images/favicon.png"' in home and "logo.svg" not in home
