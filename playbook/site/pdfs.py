"""The sheets to print as PDF files, made where there is a Chromium: a file each, of as many pages as it must have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from playbook.errors import Problem, Problems, expected
from playbook.model.handbook import Handbook
from playbook.pages import sheets
from playbook.rules.report import Audit
from playbook.site import chromium


@dataclass(frozen=True)
class Printed:
    """The PDF files of a handbook's sheets by their path in the site, and what a build says of them."""

    files: dict[str, bytes] = field(default_factory=dict)
    line: str = ""


def printed(handbook: Handbook, audited: Mapping[str, Audit], limit: float = chromium.LIMIT) -> Printed:
    """Return the sheets as PDF files, none where there is no Chromium or it does not print; the line says so.

    Raises Problems if a sheet takes more pages than it must have, at its place in print.yml.
    """
    items = [item for item in sheets.items(handbook) if item.page not in handbook.withheld]
    if not items:
        return Printed()
    found = chromium.find()
    if not found:
        return Printed(line="print: no PDF files: no Chromium or Chrome was found; CHROMIUM can name one")
    try:
        made = _print(found, sheets.document(handbook, audited, items), limit)
        if len(made.pages) != sum(item.pages for item in items):
            raise Problems(_too_long(handbook, audited, found, limit))
    except chromium.NotPrinted as error:
        return Printed(line=f"print: no PDF files: {error}")
    start, files = 0, {}
    for item in items:
        files[f"{item.page}.pdf"] = _file(made, range(start, start + item.pages), item.sheet.title)
        start += item.pages
    codes = "" if handbook.brand.site_url else "; no QR codes: brand.yml has no site_url"
    return Printed(files, f"print: {len(files)} PDF files, {start} pages{codes}")


def _print(program: str, document: str, limit: float) -> PdfReader:
    pdf = chromium.pdf(program, document, limit)
    try:
        made = PdfReader(BytesIO(pdf))
        made.get_num_pages()
    except PyPdfError:
        raise chromium.NotPrinted(f"{program} wrote what is no PDF") from None
    return made


def _file(made: PdfReader, pages: Sequence[int], title: str) -> bytes:
    """Return some pages as a file of their own, without the time and the browser's name: equal pages, equal bytes."""
    writer = PdfWriter()
    for page in pages:
        writer.add_page(made.pages[page])
    writer.metadata = {"/Title": title}
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _too_long(handbook: Handbook, audited: Mapping[str, Audit], found: str, limit: float) -> list[Problem]:
    """Return a problem for each sheet that takes more pages than it must have, printing one after the other."""
    problems = []
    for index, item in enumerate(sheets.items(handbook)):
        got = len(_print(found, sheets.document(handbook, audited, [item]), limit).pages)
        if got != item.pages:
            wanted = f"{item.pages} page{'' if item.pages == 1 else 's'} of {item.sheet.paper.upper()}"
            message = f"{expected(wanted, str(got))} at the smallest type: shorten what the sheet shows, take larger"
            message += " paper or leave the sheet out"
            problems.append(handbook.documents["prints"].problem(("sheets", index), message))
    return problems
