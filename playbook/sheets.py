"""The sheets to print: how many pages each takes, and the codes that lead from paper back to the site."""

from collections.abc import Sized
from dataclasses import dataclass
from math import ceil

import segno
from markupsafe import Markup

from playbook.handbook import Handbook
from playbook.kinds import PRINT
from playbook.model.prints import Sheet
from playbook.model.review import Review

CARDS = 4
"""Scripts on a page of cards."""


@dataclass(frozen=True)
class Item:
    """A sheet as its page and the document to print show it: how many pages of paper it must take, who answers."""

    page: str
    sheet: Sheet
    pages: int
    review: Review | None


def items(handbook: Handbook, trees: Sized) -> list[Item]:
    """Return the sheets of a handbook; it has these trees of questions."""
    sheets = handbook.prints.sheets if handbook.prints else ()
    pages = {"wall": 1, "tree": len(trees), "cards": ceil(len(handbook.scripts) / CARDS)}
    review = handbook.reviews.of(PRINT) if handbook.reviews else None
    return [Item(f"{PRINT}/{sheet.id}", sheet, pages[sheet.layout], review) for sheet in sheets]


def code(address: str) -> Markup:
    """Return an address as a QR code: one black SVG path, readable with an eighth of it torn off."""
    made = segno.make_qr(address, error="m", boost_error=False)
    return Markup(made.svg_inline(border=2, omitsize=True, light="#fff"))
