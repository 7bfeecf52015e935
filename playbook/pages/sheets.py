"""The sheets to print: what they show, as pages of the site and as one document of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import segno
from markupsafe import Markup

from playbook.model.address import in_ascii
from playbook.model.handbook import Handbook
from playbook.model.pages import PRINT
from playbook.model.prints import Sheet
from playbook.model.review import Review
from playbook.pages import decide
from playbook.pages.environment import environment
from playbook.rules.report import Audit
from playbook.source import shipped

CARDS = 4
"""Scripts on a page of cards."""


@dataclass(frozen=True)
class Item:
    """A sheet as its page and the document to print show it: how many pages of paper it must take, who answers."""

    page: str
    sheet: Sheet
    pages: int
    review: Review | None


def items(handbook: Handbook) -> list[Item]:
    """Return the sheets of a handbook; none where it does without."""
    sheets = handbook.prints.sheets if handbook.prints else ()
    pages = {"wall": 1, "tree": len(handbook.decisions), "cards": ceil(len(handbook.scripts) / CARDS)}
    review = handbook.reviews.of(PRINT) if handbook.reviews else None
    return [Item(f"{PRINT}/{sheet.id}", sheet, pages[sheet.layout], review) for sheet in sheets]


def context(handbook: Handbook, audited: Mapping[str, Audit]) -> dict[str, Any]:
    """Return what the sheets' templates show of a handbook; `audited` is its audit."""
    site_url = handbook.brand.site_url

    def qr(page: str, anchor: str | None) -> Markup:
        return code(f"{str(site_url).rstrip('/')}/{page}/{f'#{anchor}' if anchor else ''}")

    return {
        "decisions": {name: handbook.calculators[name] for name in audited},
        "rules_of": {name: handbook.rules[name] for name in audited},
        "trees": {name: decide.data(handbook, item) for name, item in audited.items()},
        "scripts": sorted(handbook.scripts.items(), key=lambda item: item[1].order),
        "site_url": site_url,
        "qr": qr,
    }


def code(address: str) -> Markup:
    """Return an address as a QR code: one black SVG path, readable with an eighth of it torn off.

    It is spelt in ASCII, as it goes over the network: not every scanner takes other letters for an address.
    """
    made = segno.make_qr(in_ascii(address), error="m", boost_error=False)
    return Markup(made.svg_inline(border=2, omitsize=True, light="#fff"))


def document(handbook: Handbook, audited: Mapping[str, Audit], shown: Sequence[Item]) -> str:
    """Return sheets as one HTML document that needs nothing else."""
    env = environment(handbook, shipped.path("templates") / "pages")
    assets = shipped.path("templates") / "theme" / "assets" / "playbook"
    styles = [file.read_text(encoding="utf-8") for file in sorted((assets / "print").glob("sheet*.css"))]
    fit = (assets / "print/fit.js").read_text(encoding="utf-8")
    about = {"sheets": shown, "style": Markup("".join(styles)), "fit": Markup(fit)}
    return env.get_template("sheets.html.j2").render(about | context(handbook, audited))
