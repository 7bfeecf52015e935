"""What the check says of pages of substance: each fault by its place, and what only the finished pages show."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.cli.main import main
from tests.support.handbooks import CONTENT, copied, edit, problems

# name, file of the content, what stands there, what is put in its place, what the check says (its beginning)
FAULTS = [
    ("a claim that is off", "metrics/chengdu.yml", "claim: {value: -80,", "claim: {value: -82,",
     "expected a claim of -80.0 or a ruling that explains it, got -82"),
    ("a sum that is off", "cases/shenzhen.yml", "total: 780", "total: 790", "expected a total of 780"),
    ("a source that is not there", "alliance.yml", "sources: [ET-11]", "sources: [ET-99]",
     "expected the id of an inventory row in sources.yml, got 'ET-99'"),
    ("a last resort without risks", "last-resorts/show-car.yml", "risks:\n", "risks: []\nnotes:\n", ""),
    ("a last resort of another level", "last-resorts/show-car.yml", "level: 1", "level: 2",
     "expected level 1, the most urgent, got 2"),
    ("a link past the guard", "alliance.yml", "page: records/stock,", "page: last-resorts,",
     "expected a page for every level; the last resorts are reached from the most urgent one only, got 'last-resorts'"),
    ("a link to no page", "alliance.yml", "page: records/stock,", "page: records/stocks,",
     "expected a page, got 'records/stocks'"),
    ("metrics that are not there", "cases/chengdu.yml", "metrics: chengdu", "metrics: chongqing",
     "expected the name of a file of metrics, got 'chongqing' (choices: alliance, chengdu)"),
    ("a script that is not there", "alliance.yml", "invitation: alliance-mail", "invitation: mail",
     "expected the name of a script, got 'mail'"),
    ("a review of no page", "review.yml", "  contacts: ", "  contact: ", "expected a page, got 'contact'"),
    ("a review on no day", "review.yml", "contacts: {owner: 售后经理, reviewed: 2026-11-21",
     "contacts: {owner: 售后经理, reviewed: 2026-11-31", "expected a day as in 2026-11-21, got '2026-11-31'"),
    ("a unit that is not there", "shortage/quarter-end.yml", "unit: days", "unit: weeks",
     "expected a unit of units.yml, got 'weeks'"),
    ("an order taken twice", "cases/chengdu.yml", "order: 2", "order: 1",
     "the order 1 is that of another file, too"),
    ("an id used twice", "cases/shenzhen.yml", "- id: outcome", "- id: customers",
     "the id 'customers' stands on this page a second time"),
    ("a blank that is not declared", "channels/quota.yml", "{director}，想请您", "{chief}，想请您",
     "expected a declared placeholder, got {chief}"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), [fault[1:] for fault in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_is_told_by_its_place(file: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / CONTENT / file, old, new)
    found = problems(folder)
    assert found
    assert any(problem.startswith(f"{CONTENT}/{file}:") and said in problem for problem in found), found


def test_last_resorts_without_their_guard_are_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / CONTENT / "guard.yml").unlink()
    assert problems(folder) == [f"{CONTENT}/guard.yml:1:1: expected a YAML file, got no such file"]


def test_last_resorts_do_not_stand_in_the_navigation(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "site_config/navigation.yml", "pages: [alliance,", "pages: [last-resorts, alliance,")
    (found,) = problems(folder)
    assert "the last resorts are reached from the most urgent one only" in found


def test_a_folder_needs_the_words_of_its_page(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / CONTENT / "pages/cases.yml").unlink()
    assert problems(folder) == [f"{CONTENT}/pages/cases.yml:1:1: expected a YAML file, got no such file"]


def checked(folder: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", "--config", str(folder / "mkdocs.yml")])
    return result.exit_code, result.output


def test_a_row_that_no_page_cites_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(
        folder / CONTENT / "sources.yml", "  - {id: SL-17,", "  - {id: SL-18, title: 新的, kind: rule}\n  - {id: SL-17,"
    )
    code, said = checked(folder)
    assert code == 1
    assert "sources.yml" in said and "expected a page that cites this row, got none" in said
    assert "1 problem" in said


def test_a_link_to_no_place_on_a_page_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / CONTENT / "alliance.yml", "anchor: alliance-mail", "anchor: aliance-mail")
    code, said = checked(folder)
    assert code == 1
    assert "expected a place on the page 'scripts', got 'aliance-mail'" in said


def test_check_counts_the_rows_that_pages_cite(tmp_path: Path) -> None:
    assert "57 of 57 rows" in checked(copied(tmp_path))[1]
