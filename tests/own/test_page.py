"""The page of a handbook's own calculator, in a browser."""

from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from playbook.cli.main import main
from tests.own.test_own import own
from tests.site.test_second import built_from
from tests.support.browser import PHONE, serving, watched_page
from tests.support.handbooks import edit


def test_its_page_answers(tmp_path: Path, browser: Browser) -> None:
    folder = own(built_from(tmp_path / "handbook"))
    navigation = folder / "settings/navigation.yml"
    edit(navigation, "calculators/response-level", "calculators/response-level, calculators/nearest-place")
    out = tmp_path / "site"
    done = CliRunner().invoke(main, ["build", "--config", str(folder / "mkdocs.yml"), "--out", str(out)])
    assert done.exit_code == 0, done.output
    with serving(out) as address, watched_page(browser, f"{address}/", **PHONE) as page:
        page.goto("calculators/nearest-place/")
        page.locator('textarea[name="places"]').fill("name,distance\nnorth,3\nsouth,2")
        page.locator('button[type="submit"]').click()
        expect(page.locator('[data-from="python"] [data-result="nearest"]')).to_have_text("south")
        expect(page.locator('[data-result="total"]')).to_have_attribute("data-value", "5")
