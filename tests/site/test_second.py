"""A handbook of another trade, in another language and with two levels, is checked, built and asked like ours."""

import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.support.browser import ROOT

CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
TRADE = re.compile(r"\b(car|vehicle|brake|battery|compressor|spare part|Tesla|VIP|LTV|NPS)s?\b", re.IGNORECASE)
MKDOCS = """\
site_name: second
docs_dir: docs
strict: true
theme: {name: material, language: en, font: false}
plugins: [search, {playbook: {content: content, settings: settings}}]
markdown_extensions: [attr_list]
"""


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bakery's handbook in a folder of its own, without the row that nobody uses."""
    return built_from(tmp_path_factory.mktemp("second"))


def built_from(folder: Path) -> Path:
    """Put the bakery's handbook and all that a build takes into a folder; return it."""
    shutil.copytree(ROOT / "tests/bakery", folder, dirs_exist_ok=True)
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(MKDOCS, encoding="utf-8")
    file = folder / "content/sources.yml"
    rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(row for row in rows if "BK-03" not in row), encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "playbook", *arguments, "--config", str(folder / "mkdocs.yml")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_it_is_sound(second: Path) -> None:
    checked = run(second, "check")
    assert checked.returncode == 0, checked.stderr
    assert "3 of 3 rows" in checked.stdout


def test_its_calculator_answers_by_its_own_rules(second: Path) -> None:
    answered = run(second, "calc", "response-level", "loaves=50", "hours_left=2", "--json")
    assert answered.returncode == 0, answered.stderr
    result = json.loads(answered.stdout)
    assert result["level"] == 1
    assert result["display"]["level"] == "Rush"
    assert not CHINESE.search(answered.stdout)
    refused = run(second, "calc", "response-level", "loaves=many")
    assert refused.returncode == 2
    assert refused.stderr.startswith("loaves: ") and not CHINESE.search(refused.stderr)


class Article(HTMLParser):
    """The text of a page's article, its attributes too."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag == "article"
        if self.inside:
            self.text += [value for _, value in attrs if value]

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "article"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text.append(data)


def test_its_site_shows_no_word_of_ours(second: Path) -> None:
    built = run(second, "build", "--out", str(second / "site"))
    assert built.returncode == 0, built.stderr
    pages = list((second / "site").rglob("index.html"))
    assert len(pages) > 30
    for path in pages:
        article = Article()
        article.feed(path.read_text(encoding="utf-8"))
        text = "\n".join(article.text)
        assert text.strip(), path
        assert not CHINESE.search(text), path
        assert not TRADE.search(text), (path, TRADE.search(text))


def test_no_word_of_the_trade_is_in_code_or_templates() -> None:
    sources = [
        *(ROOT / "playbook").glob("**/*.py"), *(ROOT / "calculators").glob("*.py"), *(ROOT / "templates").rglob("*.j2")
    ]  # fmt: skip
    trade = re.compile(r"\b(brake|compressor|vehicle|Tesla|Shanghai|Chengdu|Shenzhen)s?\b", re.IGNORECASE)
    assert [path.name for path in sources if trade.search(path.read_text(encoding="utf-8"))] == []
