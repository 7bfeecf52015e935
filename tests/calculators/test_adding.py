"""docs/adding-a-calculator.md, followed to the letter."""

import re
from pathlib import Path
from types import ModuleType

import pytest

import calculators
from calculators import InputError
from playbook.pages import rendering
from playbook.source import document
from tests.support import handbooks
from tests.support.browser import ROOT

PAGE = (ROOT / "docs/adding-a-calculator.md").read_text(encoding="utf-8")
NAME = "trip-cost"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the default handbook with the example's calculator in it."""
    (code,) = blocks("python")
    module = ModuleType("trip_cost")
    exec(compile(code, "trip_cost.py", "exec"), module.__dict__)
    monkeypatch.setitem(calculators.CALCULATORS, NAME, module)
    copy = handbooks.copied(tmp_path)
    (copy / handbooks.CONTENT / f"calculators/{NAME}.yml").write_text(blocks("yaml")[0], encoding="utf-8")
    return copy


def test_the_worked_cases_of_the_page_hold(added: Path) -> None:
    rules = handbooks.read(added).rules[NAME]
    for case in document.parse(blocks("yaml")[1], "cases").data:
        if "error" in case:
            with pytest.raises(InputError) as error:
                calculators.calculate(NAME, case["input"], rules)
            assert error.value.field == case["error"]
            continue
        result = calculators.calculate(NAME, case["input"], rules)
        assert {key: result[key] for key in case["expect"]} == case["expect"]
        assert set(result["display"]) == {"cost"}
        assert all(reason["text"] and reason["sources"] for reason in result["reasons"])


def test_its_page_is_made_from_the_description(added: Path) -> None:
    (page,) = [page for page in rendering.pages(handbooks.read(added)) if page.path == f"calculators/{NAME}.md"]
    assert 'name="distance"' in page.text and 'data-result="cost"' in page.text
