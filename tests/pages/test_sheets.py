"""The sheets to print: the document they are made from, its PDF files, and what a build says where there are none."""

import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from playbook.errors import Problems
from playbook.model.handbook import Handbook
from playbook.pages import decide, sheets
from playbook.rules.report import audits
from playbook.site import chromium, pdfs
from playbook.site.pdfs import Printed, printed
from tests.pages.test_pages import HANDBOOKS
from tests.support import handbooks
from tests.support.browser import ROOT
from tests.support.platforms import posix

MILLIMETRES = 25.4 / 72
RADICALS = str.maketrans("⻅⻆⻋⻓⻔⻚⻛⻝⻢⻥⻦⻩⻬⻰戶", "见角车长门页风食马鱼鸟黄齐龙户")
PAPERS = {"wall-a3": (420, 297), "wall-a4": (297, 210), "tree": (297, 210), "cards": (210, 297)}
LONG = "\n".join(
    f"      - Look into the {number}th cupboard, and behind it, and write down what is there" for number in range(60)
)


@pytest.fixture(scope="module")
def made() -> Printed:
    handbook = HANDBOOKS["shipped"]()
    return printed(handbook, audits(handbook))


def read(made: Printed, name: str) -> PdfReader:
    return PdfReader(BytesIO(made.files[f"print/{name}.pdf"]))


def text(made: Printed, name: str) -> str:
    """A file's text, squeezed."""
    return squeezed("".join(page.extract_text() for page in read(made, name).pages))


def squeezed(words: str) -> str:
    """A text without blanks and line ends, which PDF adds, and without the radicals that it takes for characters."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words).translate(RADICALS))


@pytest.mark.parametrize("name", PAPERS)
def test_every_sheet_is_one_page_of_its_paper(name: str, made: Printed) -> None:
    (page,) = read(made, name).pages
    size = (float(page.mediabox.width) * MILLIMETRES, float(page.mediabox.height) * MILLIMETRES)
    assert size == pytest.approx(PAPERS[name], abs=0.5)


@pytest.mark.parametrize("name", ["wall-a3", "wall-a4"])
def test_a_wall_sheet_holds_every_level_and_every_step(name: str, made: Printed) -> None:
    handbook, shown = HANDBOOKS["shipped"](), text(made, name)
    for level in handbook.levels.levels:
        for said in (level.name, level.alarm, level.summary, *level.means, *level.sources):
            assert squeezed(said) in shown
    for step in handbook.sop.steps:
        branches = [check for branch in step.branches for check in branch.checks]
        for said in (step.title, step.purpose, *step.checks, *branches, *step.sources):
            assert squeezed(said) in shown
    for said in ("超过10万元", "低于5,000元", "低于1,500元", "2小时内", "每2小时一次", "不产生额外成本"):
        assert said in shown


def test_the_tree_prints_every_leaf(made: Printed) -> None:
    handbook, shown = HANDBOOKS["shipped"](), text(made, "tree")
    (audit,) = audits(handbook).values()
    tree = decide.data(handbook, audit)

    def leaves(place: int) -> Iterator[int]:
        node = tree["nodes"][place]
        if "options" not in node:
            yield node["level"]
        for option in node.get("options", ()):
            yield from leaves(option["node"])

    found = list(leaves(tree["root"]))
    assert len(found) > 30
    for level in handbook.levels.levels:
        assert shown.count(level.name) == found.count(level.id) + 1  # and once to say what the level means


def test_every_script_is_a_card(made: Printed) -> None:
    handbook, shown = HANDBOOKS["shipped"](), text(made, "cards")
    for script in handbook.scripts.values():
        said = [script.title, script.scenario, *script.conditions, *(item.text for item in script.commitments)]
        body = [line for line in re.split(r"\{\w+\}|\n", script.in_full) if line]
        for words in (*said, *body, *script.sources):
            assert squeezed(words) in shown


def test_a_new_threshold_is_on_the_sheets(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    handbooks.edit(folder / handbooks.CONTENT / "figures.yml", "vip_ltv: {value: 100000,", "vip_ltv: {value: 80000,")
    handbook = handbooks.read(folder)
    for item in sheets.items(handbook):
        shown = sheets.document(handbook, audits(handbook), [item])
        assert "10 万元" not in shown
        assert ("8 万元" in shown) == (item.sheet.layout != "cards")


def test_codes_lead_to_the_pages_where_the_address_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(sheets, "code", lambda address: asked.append(address) or sheets.Markup("<svg></svg>"))

    def publish(folder: Path) -> None:
        with (folder / "settings/brand.yml").open("a", encoding="utf-8") as file:
            file.write("site_url: https://example.org/bakery\n")

    handbook = bakery(tmp_path, publish)
    sheets.document(handbook, audits(handbook), sheets.items(handbook))
    assert asked == [f"https://example.org/bakery/{page}" for page in ("sop/", "sop/", "decide/", "scripts/#call")]
    nowhere = HANDBOOKS["bakery"]()
    assert "pb-qr" not in sheets.document(nowhere, audits(nowhere), sheets.items(nowhere)).partition("</style>")[2]


def test_a_code_is_one_drawing_without_a_size_of_its_own() -> None:
    drawn = sheets.code("https://example.org/handbook/sop/")
    chinese = "https://xn--26q012b.example.cn/%E8%B0%83%E8%B4%A7/sop/#a"
    assert sheets.code("https://\u624b\u518c.example.cn/\u8c03\u8d27/sop/#a") == sheets.code(chinese)
    assert drawn.startswith("<svg ") and drawn.count("<path") == 2 and "viewBox" in drawn and " width=" not in drawn
    assert drawn != sheets.code("https://example.org/handbook/decide/")


def test_equal_content_gives_equal_bytes(made: Printed) -> None:
    handbook = HANDBOOKS["shipped"]()
    assert printed(handbook, audits(handbook)) == made
    assert b"CreationDate" not in b"".join(made.files.values())
    assert read(made, "tree").metadata == {"/Title": "问答树"}


def bakery(folder: Path, edit: Callable[[Path], None] = lambda _: None) -> Handbook:
    shutil.copytree(ROOT / "tests/bakery", folder, dirs_exist_ok=True)
    edit(folder)
    return handbooks.load(folder / "content", folder / "settings", folder)


def test_another_handbook_fits_too(tmp_path: Path) -> None:
    handbook = bakery(tmp_path)
    assert list(printed(handbook, audits(handbook)).files) == [
        "print/wall.pdf", "print/wall-small.pdf", "print/questions.pdf", "print/cards.pdf"
    ]  # fmt: skip


def test_a_sheet_that_is_too_long_is_a_problem_at_its_place(tmp_path: Path) -> None:
    def lengthen(folder: Path) -> None:
        handbooks.edit(
            folder / "content/sop.yml",
            '    checks: [Count the loaves, "Flour <b>and</b> yeast?"]',
            f"    checks:\n{LONG}",
        )

    handbook = bakery(tmp_path, lengthen)
    with pytest.raises(Problems) as raised:
        printed(handbook, audits(handbook))
    assert [str(problem) for problem in raised.value.problems] == [
        f"content/print.yml:{line}:5: expected 1 page of {paper}, got 2 at the smallest type: shorten what the "
        "sheet shows, take larger paper or leave the sheet out"
        for line, paper in ((6, "A3"), (7, "A4"))
    ]


def test_more_scripts_take_more_pages(tmp_path: Path) -> None:
    def add(folder: Path) -> None:
        first = (folder / "content/scripts/call.yml").read_text(encoding="utf-8")
        for number in range(2, 7):
            (folder / f"content/scripts/call-{number}.yml").write_text(first.replace("order: 1", f"order: {number}"))

    handbook = bakery(tmp_path, add)
    assert [item.pages for item in sheets.items(handbook)] == [1, 1, 1, 2]
    assert len(PdfReader(BytesIO(printed(handbook, audits(handbook)).files["print/cards.pdf"])).pages) == 2


def test_a_handbook_without_sheets_prints_none(tmp_path: Path) -> None:
    def remove(folder: Path) -> None:
        (folder / "content/print.yml").unlink()
        file = folder / "settings/navigation.yml"
        file.write_text(re.sub(r", print(/[\w-]+)?(?=[],])", "", file.read_text(encoding="utf-8")), encoding="utf-8")

    handbook = bakery(tmp_path, remove)
    assert printed(handbook, audits(handbook)) == Printed()
    assert not [name for name in handbook.every_page if name.startswith("print")]


def fake(folder: Path, does: str) -> str:
    """A program that says it is a Chromium and then does something else."""
    program = folder / "chromium"
    program.write_text(f'#!/bin/sh\n[ "$1" = --version ] && exit 0\n{does}\n', encoding="utf-8")
    program.chmod(0o755)
    return str(program)


@posix
@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("sleep 60 & wait", "has not printed within 0.5 seconds"),
        ("echo first >&2; echo no sandbox >&2; exit 1", "wrote no PDF: no sandbox"),
        ("exit 3", "wrote no PDF: exit status 3"),
        ('for word; do case $word in --print-to-pdf=*) echo no >"${word#*=}";; esac; done', "wrote what is no PDF"),
    ],
)
def test_a_chromium_that_does_not_print_is_told_of_in_a_line(
    does: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = fake(tmp_path, does)
    monkeypatch.setenv("CHROMIUM", program)
    handbook = bakery(tmp_path / "bakery")
    told = printed(handbook, audits(handbook), limit=0.5)
    assert told == Printed(line=f"print: no PDF files: {program} {says}")


def test_without_a_chromium_a_build_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "nowhere"))
    handbook = bakery(tmp_path / "bakery")
    told = printed(handbook, audits(handbook))
    assert told == Printed(line="print: no PDF files: no Chromium or Chrome was found; CHROMIUM can name one")
    with pytest.raises(chromium.NotPrinted, match="does not start: No such file or directory"):
        chromium.pdf(str(tmp_path / "nowhere"), "")


def test_what_a_build_prints_is_told_in_a_line(made: Printed) -> None:
    assert made.line == "print: 4 PDF files, 4 pages; no QR codes: brand.yml has no site_url"
    assert pdfs.Printed().line == ""
