"""What the check says of pages: each fault by its place, and what only the finished pages show."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.check import rendered
from playbook.cli.main import main
from playbook.load.handbook import load
from playbook.pages.navigation import navigation
from playbook.pages.rendering import pages
from tests.support.handbooks import CONTENT, FRONT, bakery, copied, edit, page, problems, read, said

# name, file of the content, what stands there, what is put in its place, what the check says (its beginning)
FAULTS = [
    ("a claim that is off", "pages/metrics/chengdu.yml", "claim: {value: -80,", "claim: {value: -82,",
     "expected a claim of -80.0 or a ruling that explains it, got -82"),
    ("a sum that is off", "pages/cases/shenzhen.yml", "total: 780", "total: 790", "expected a total of 780"),
    ("a source that is not there", "pages/alliance.yml", "sources: [ET-11]", "sources: [ET-99]",
     "expected the id of an inventory row in sources.yml, got 'ET-99'"),
    ("a guard of no level", "pages/last-resorts.yml", "level: 1", "level: 4", "expected a level of levels.yml, got 4"),
    ("a link past the guard", "pages/alliance.yml", "page: records/stock,", "page: last-resorts,",
     "expected a page without a guard; a guarded one is reached from the page of its level, got 'last-resorts'"),
    ("a link to no page", "pages/alliance.yml", "page: records/stock,", "page: records/stocks,",
     "expected a page, got 'records/stocks'"),
    ("a block of no page", "pages/cases/chengdu.yml", "page: metrics/chengdu", "page: metrics/chengud",
     "expected a page, got 'metrics/chengud'"),
    ("a block that is not there", "pages/cases/chengdu.yml", "block: metrics", "block: figures",
     "expected the id of a block of the page metrics/chengdu, got 'figures' (choices: metrics, factors)"),
    ("a kind of block that is none", "pages/cases/chengdu.yml", "type: include", "type: included",
     "expected one of 'text', 'markdown', 'facts'"),
    ("a column that adds up to less", "pages/shortage/abc.yml", "sku_percent: 55", "sku_percent: 54",
     "expected numbers in the column sku_percent that add up to 100, got 99"),
    ("a corner that is not there", "pages/shortage/triangle.yml", "suffers: [turnover], why: 样样",
     "suffers: [profit], why: 样样",
     "expected the id of a block with a title, got 'profit' (choices: coverage, turnover, speed"),
    ("a statement without a source", "pages/cases/chengdu.yml", "sources: [ET-37]\nblocks:", "blocks:",
     "expected sources, of this block or of its page, got none"),
    ("a review of no page", "review.yml", "  contacts: ", "  contact: ",
     "expected a page, got 'contact' (choices: contacts)"),
    ("a review on no day", "review.yml", "contacts: {owner: 售后经理, reviewed: 2026-11-21",
     "contacts: {owner: 售后经理, reviewed: 2026-11-31", "expected a day as in 2026-11-21, got '2026-11-31'"),
    ("a unit that is not there", "pages/shortage/quarter-end.yml", "unit: days", "unit: weeks",
     "expected a unit of units.yml, got 'weeks'"),
    ("an order taken twice", "pages/cases/chengdu.yml", "order: 2", "order: 1",
     "the order 1 is that of another file, too"),
    ("an id used twice", "pages/cases/shenzhen.yml", "id: outcome", "id: customers",
     "the id 'customers' stands on this page a second time"),
    ("a blank that is not declared", "pages/channels/quota.yml", "{director}，想请您", "{chief}，想请您",
     "expected a declared placeholder, got {chief}"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), [fault[1:] for fault in FAULTS], ids=[f[0] for f in FAULTS])
def test_a_fault_is_told_by_its_place(file: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / CONTENT / file, old, new)
    found = problems(folder)
    assert found
    assert any(problem.startswith(f"{CONTENT}/{file}:") and said in problem for problem in found), found


HOW = "title: How\ndescription: How it is done\nblocks: [{type: text, text: Knead it.}]\n"
BRAND = """site_name: Bread
description: d
organisation: o
language: en
timezone: Europe/London
primary_colour: "#7a4a12"
"""
# A page's file, what it holds, and all that the check says of it: one problem each.
PAGES = {
    "x.yml": [
        ("blocks: {type: text, text: a}", "3:9: expected a list, got a mapping"),
        ("blocks: [{type: chart, id: c, draw: bars, table: c, columns: [a]}]", "3:50: expected the id of a table of"),
        ("blocks: [{type: include, id: i, page: x, block: i}]", "3:49: expected a block that is not itself included"),
        ("sources: [ET-01]\nblocks: [{type: table, columns: [{id: a, label: A}], rows: [{values: {a: 1e999}}]}]",
         "4:74: expected a finite number, got inf"),
        ("sources: [ET-01]\nblocks: [{type: list, items: [5]}]", "4:31: expected text, got 5"),
        ("sources: [ET-01]\nblocks: [{type: bill, unit: yuan, items: [{label: a, amount: 1}], total: x}]",
         "4:74: expected a number or the name of a figure"),
    ],
    "index.yml": [("", "1:1: expected a name that no other page has, got 'index'")],
    "README.yml": [("", "1:1: expected a name that no other page has, got 'README'")],
    "cases/README.yml": [("", "1:1: expected a name that no other page has, got 'cases/README'")],
    "cases/index.yml": [("", "1:1: expected a name that no other page has, got 'cases/index'")],
    "sop.yml": [("", "1:1: expected a name that no other page has, got 'sop'")],
    "training/levels.yml": [("", "1:1: expected a name that no other page has, got 'training/levels'")],
    "calculators/roi.yml": [("", "1:1: expected a name that no other page has, got 'calculators/roi'")],
}  # fmt: skip
WRITTEN = [(file, more, said) for file, faults in PAGES.items() for more, said in faults]


@pytest.mark.parametrize(("file", "more", "said"), WRITTEN, ids=[f"{each[0]} {each[2]}" for each in WRITTEN])
def test_a_page_that_cannot_be_is_one_problem(file: str, more: str, said: str, tmp_path: Path) -> None:
    page = copied(tmp_path) / CONTENT / "pages" / file
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"title: x\ndescription: x\n{more}\n", encoding="utf-8")
    (found,) = problems(tmp_path)
    assert found.startswith(f"{CONTENT}/pages/{file}:{said}")


def test_a_page_and_a_name_are_a_handbook(tmp_path: Path) -> None:
    for file, text in (("content/pages/how.yml", HOW), ("settings/brand.yml", BRAND)):
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    handbook = load(tmp_path / "content", tmp_path / "settings", tmp_path)
    assert list(handbook.every_page) == ["home", "how"]
    texts = {page.path: page.text for page in pages(handbook)}
    assert list(texts) == ["index.md", "how.md"]
    assert "Knead it." in texts["how.md"] and 'href="how/"' in texts["index.md"]
    assert navigation(handbook) == ["index.md", "how.md"]


def test_a_formula_with_a_figure_needs_the_file_of_figures(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / CONTENT / "calculators/roi.yml", "benefit_low / cost,", "benefit_low / cost * vip_ltv / vip_ltv,")
    assert problems(folder) == []
    (folder / CONTENT / "figures.yml").unlink()
    handbook = read(folder)
    assert "roi" not in handbook.calculators
    assert any("expected an input, a result or a figure, got 'vip_ltv'" in str(note) for note in handbook.left_out)


CALCULATOR = "  - {type: calculator, id: %s, calculator: response-level}\n"
INCLUDED = "  - {type: include, page: a, block: ca}\n"
KEPT = "  - {type: table, keep: true, columns: [{id: a, label: A}]}\n"


def test_a_calculator_of_another_page_works_as_on_its_own(tmp_path: Path) -> None:
    bakery(tmp_path, {"content/pages/a.yml": page(CALCULATOR % "ca"), "content/pages/b.yml": page(INCLUDED)})
    handbook = load(tmp_path / "content", tmp_path / "settings", tmp_path)
    text = {each.name: each.text for each in pages(handbook)}
    own, included = (text[name][text[name].index("<noscript>") :] for name in ("a", "b"))
    assert own == included
    assert '<script type="application/json">{"fields"' in included and "calculator/main" in included


@pytest.mark.parametrize(
    ("blocks", "said_of_it"),
    [
        (CALCULATOR % "x" + CALCULATOR % "y", "6:5: expected one calculator on a page, got another"),
        (CALCULATOR % "x" + INCLUDED, "6:5: expected one calculator on a page, got another"),
        (INCLUDED + INCLUDED, "6:5: expected one calculator on a page, got another"),
        (KEPT + KEPT, "6:25: expected one table on a page of which readers keep their own, got another"),
    ],
)  # fmt: skip
def test_a_page_has_one_calculator_and_one_workbook(blocks: str, said_of_it: str, tmp_path: Path) -> None:
    bakery(tmp_path, {"content/pages/a.yml": page(CALCULATOR % "ca"), "content/pages/b.yml": page(blocks)})
    assert said(tmp_path) == [f"content/pages/b.yml:{said_of_it}"]


COLUMNS = "columns: [{id: a, label: A}, {id: b, label: B}, {id: a, label: C}]"
ROWS = "rows: [{id: r, values: {a: x}}, {values: {a: y}}, {values: {a: y}}, {id: r, values: {a: z}}]"
TERMS = "  - {id: %s, term: %s, meaning: m}\n"
TWICE = [
    ("pages/b.yml", page(f"  - {{type: table, {COLUMNS}}}\n"), "5:72: the id 'a' stands here a second time"),
    ("pages/b.yml", page(f"  - {{type: table, columns: [{{id: a, label: A}}], {ROWS}}}\n"),
     "5:122: the id 'r' stands here a second time"),
    ("glossary.yml", f"title: x\ndescription: x\nlead: x\nterms:\n{TERMS % ('a', 'Rye')}{TERMS % ('a', 'Oats')}",
     "6:10: the id 'a' stands here a second time"),
    ("glossary.yml", f"title: x\ndescription: x\nlead: x\nterms:\n{TERMS % ('a', 'Rye')}{TERMS % ('b', 'rye')}",
     "6:19: the term 'rye' stands here a second time"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "told"), TWICE)
def test_what_stands_twice_is_told_at_the_second(file: str, text: str, told: str, tmp_path: Path) -> None:
    assert said(bakery(tmp_path, {f"content/{file}": text})) == [f"content/{file}:{told}"]


TEXT = "  - {type: text, title: T, id: %s, text: x}\n"
PROGRAMS = [
    ("b.yml", page(TEXT % "top"), "5:32", "top"),
    ("b.yml", page(TEXT % "block-2" + "  - {type: text, title: T, text: x}\n"), "5:32", "block-2"),
    ("b.yml", page(TEXT % "related", "links: [{page: sop, title: x}]\n"), "6:32", "related"),
    ("b.yml", page("  - {type: include, page: a, block: ca, id: loaves}\n"), "5:45", "loaves"),
    ("scripts.yml", page(TEXT % "pb-clock"), "5:32", "pb-clock"),
    ("b.md", f"{FRONT}Words\n\n## A {{: #a }}\n\n## B {{: #a }}\n", "10:7", "a"),
    ("b.md", f"{FRONT}## A {{: #top }}\n", "6:7", "top"),
    ("b.md", f'{FRONT}Here <b id="__toc">x</b>\n', "6:9", "__toc"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "at", "anchor"), PROGRAMS)
def test_an_id_that_the_program_gives_the_page_is_told(
    file: str, text: str, at: str, anchor: str, tmp_path: Path
) -> None:
    bakery(tmp_path, {"content/pages/a.yml": page(CALCULATOR % "ca"), f"content/pages/{file}": text})
    handbook = load(tmp_path / "content", tmp_path / "settings", tmp_path)
    found = rendered.twice(handbook, {each.name: each.text for each in pages(handbook)})
    wanted = f"expected an id that no other part of the page has, got '{anchor}'"
    assert [str(problem) for problem in found] == [f"content/pages/{file}:{at}: {wanted}"]


def test_code_gives_no_places(tmp_path: Path) -> None:
    text = f'{FRONT}`<b id="a">` and ` id="a"`\n\n```\n<b id="a">\n## B {{: #a }}\n```\n'
    bakery(tmp_path, {"content/pages/b.md": text})
    handbook = load(tmp_path / "content", tmp_path / "settings", tmp_path)
    assert rendered.twice(handbook, {each.name: each.text for each in pages(handbook)}) == []


REVIEW = "{owner: o, reviewed: 2026-01-01, good_for_days: 30}"
NAMING = {
    "settings/navigation.yml": ("sections:\n  - {title: t, pages: [sop, %s]}\n", "2:29"),
    "content/pages/leading.yml": (page("  - {type: links, pages: [sop, %s]}\n"), "5:32"),
    "settings/brand.yml": (f"{BRAND}internal_pages: [contacts, %s]\n", "7:28"),
    "content/review.yml": (f"default: {REVIEW}\npages:\n  %s: {REVIEW}\n", "3:"),
}


@pytest.mark.parametrize("file", NAMING)
@pytest.mark.parametrize("name", ["quiteother", "nofolder/*", '"*"', "nofolder/some.md"])
def test_a_name_of_no_page_is_left_out_with_a_note(file: str, name: str, tmp_path: Path) -> None:
    text, at = NAMING[file]
    (found,) = said(bakery(tmp_path, {file: text % name}))
    bare = name.strip('"')
    assert found.startswith(f"note: {file}:{at}") and found.endswith(f"there is no page {bare!r}; left out: the entry")


@pytest.mark.parametrize("file", NAMING)
@pytest.mark.parametrize("name", ["records/book.yml", "pages/records/book", "./records/book.md", "records/bok"])
def test_a_file_or_a_slip_in_the_place_of_a_page_is_told_with_the_page(file: str, name: str, tmp_path: Path) -> None:
    text, at = NAMING[file]
    (found,) = said(bakery(tmp_path, {file: text % name}))
    assert found.startswith(f"{file}:{at}")
    assert found.endswith(f"expected a page, got {name!r} (choices: records/book)")


def test_last_resorts_do_not_stand_in_the_navigation(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "site_config/navigation.yml", "pages: [alliance,", "pages: [last-resorts, alliance,")
    (found,) = problems(folder)
    assert "expected a page without a guard" in found


def test_a_folder_has_a_page_without_words_of_its_own(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / CONTENT / "pages/metrics.yml").unlink()
    handbook = read(folder)
    assert list(handbook.inside("metrics")) == ["metrics/alliance", "metrics/chengdu"]
    assert handbook.every_page["metrics"][1].title == "metrics"


def checked(folder: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", "--config", str(folder / "mkdocs.yml")])
    return result.exit_code, result.output


def test_a_row_that_no_page_cites_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(
        folder / CONTENT / "sources.yml", "  - {id: SL-17,", "  - {id: SL-18, title: 新的, kind: rule}\n  - {id: SL-17,"
    )
    code, said = checked(folder)
    assert code == 0
    assert "note: playbook/content/sources.yml:" in said and "expected a page that cites this row, got none" in said


def test_a_link_to_no_place_on_a_page_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / CONTENT / "pages/alliance.yml", "anchor: alliance-mail", "anchor: aliance-mail")
    code, said = checked(folder)
    assert code == 1
    assert "expected a place on the page 'scripts', got 'aliance-mail'" in said


def test_check_counts_the_rows_that_pages_cite(tmp_path: Path) -> None:
    assert "57 of 57 rows" in checked(copied(tmp_path))[1]
