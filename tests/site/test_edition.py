"""An edition without what is internal: no contact in anything that is built, no link that breaks."""

import gzip
import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from playbook.cli.main import main
from playbook.pages import rendering
from playbook.pages.workbooks import files, workbooks
from playbook.site import edition
from tests.support.browser import ROOT
from tests.support.handbooks import CONTENT, SETTINGS, copied, edit, problems, read

NUMBER, WECHAT, NAME, ROLE, HELP = "+86 571 2345 6789", "heron-in-the-reeds", "Ottoline Vane", "Lamplighter", "Lanterns"
SECRETS = [NUMBER, NUMBER.replace(" ", ""), "2345 6789", WECHAT, NAME, ROLE, HELP, "helper-of-lamps"]
RECORD = "records/stock"
LEFT_OUT = "internal: leave_out\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the handbook with a contact who can be called."""
    made = copied(tmp_path / "book")
    entry = f"""contacts:
  - id: helper-of-lamps
    role: {ROLE}
    name: {NAME}
    helps_with: {HELP}
    channels:
      - {{type: phone, value: {NUMBER}}}
      - {{type: wechat, value: {WECHAT}}}
    hours: {{always: true}}
    disturb: 随时
    levels: [1]
    sources: [ET-33]
"""
    edit(made / CONTENT / "contacts.yml", "\ncontacts:\n", "\n" + entry)
    return made


def mark(folder: Path, lines: str) -> None:
    with (folder / SETTINGS / "brand.yml").open("a", encoding="utf-8") as file:
        file.write(lines)


def held(content: bytes) -> Iterator[bytes]:
    """Yield a file's bytes and, where it is packed, those of what is in it."""
    yield content
    if content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            yield from map(packed.read, packed.namelist())


def shown(content: bytes) -> list[str]:
    """Return which secrets a file gives away, plainly or as links and scripts write them."""
    parts = list(held(content))
    return [secret for secret in SECRETS if any(f.encode() in p for f in (secret, quote(secret)) for p in parts)]


def test_by_default_everything_is_published(folder: Path) -> None:
    handbook = read(folder)
    assert edition.published(handbook) is handbook
    pages = {page.name: shown(page.text.encode()) for page in rendering.pages(handbook)}
    assert set(pages["contacts"]) == set(SECRETS)
    assert {NUMBER, ROLE, HELP} <= set(pages["decide"])
    (line,) = edition.warnings(handbook)
    assert line.startswith("contacts hold 2 numbers or addresses, which every reader of the site gets")


def test_placeholders_are_nothing_to_warn_of(tmp_path: Path) -> None:
    assert edition.warnings(read(copied(tmp_path))) == []


def test_contacts_are_left_out_wherever_they_would_show(folder: Path) -> None:
    mark(folder, LEFT_OUT)
    whole = read(folder)
    handbook = edition.published(whole)
    pages = {page.name: page for page in rendering.pages(handbook)}
    assert pages.keys() == {page.name for page in rendering.pages(whole)}
    assert {name: shown(page.text.encode()) for name, page in pages.items() if shown(page.text.encode())} == {}
    stub = pages["contacts"].text
    assert handbook.interface.labels.internal.left_out in stub
    assert handbook.contacts.lead not in stub, "it tells how to use what is not there"
    assert "search: {exclude: true}" in stub
    assert "tel:" not in "".join(page.text for page in pages.values())
    assert "vcard" not in stub
    assert edition.warnings(handbook) == []


def test_any_page_can_be_left_out_with_its_downloads(folder: Path) -> None:
    mark(folder, f"{LEFT_OUT}internal_pages: [{RECORD}]\n")
    whole = read(folder)
    handbook = edition.published(whole)
    pages, before = ({page.name: page.text for page in rendering.pages(each)} for each in (handbook, whole))
    assert {name for name in before if "data-internal" in pages[name]} == {RECORD}
    assert pages["contacts"] == before["contacts"]
    books = workbooks(whole)
    assert files(books).keys() - files(books, handbook.withheld).keys() == {f"downloads/{RECORD}.xlsx"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (f"{LEFT_OUT}internal_pages: [contact]\n", "expected a page, got 'contact'"),
        ("internal: hide\n", "expected 'publish' or 'leave_out', got 'hide'"),
    ],
)
def test_a_mark_that_marks_nothing_is_told(tmp_path: Path, lines: str, said: str) -> None:
    mark(copied(tmp_path), lines)
    (found,) = problems(tmp_path)
    assert found.startswith(f"{SETTINGS}/brand.yml:")
    assert said in found


def test_the_built_site_holds_no_contact(folder: Path, tmp_path: Path) -> None:
    mark(folder, LEFT_OUT)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    out = tmp_path / "site"
    done = CliRunner().invoke(main, ["build", "--no-pdf", "--config", f"{folder}/mkdocs.yml", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "57 of 57 rows cited" in done.output
    assert "contacts hold" not in done.output
    files = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert {"contacts/index.html", "decide/index.html", "search/search_index.json"} <= files.keys()
    assert any(name.endswith(".xlsx") for name in files)
    assert {name: shown(content) for name, content in files.items() if shown(content)} == {}
