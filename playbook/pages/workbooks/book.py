"""A workbook of ours: its styles, its sheets written row by row, and its bytes, equal for equal content."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from playbook.pages.sheet_name import sheet_name
from playbook.pages.workbooks.formulas import address

EPOCH = datetime(2000, 1, 1)
"""When every workbook says it was made: the day of the build would make other bytes of the same content."""

WIDE = 6
"""The columns from which a sheet is printed across."""

_LINE = Side(style="thin", color="808080")

PLAIN = 11
TITLE = Font(size=16, bold=True)
HEADING = Font(size=12, bold=True)
QUIET = Font(color="595959")
STRONG = Font(size=14, bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
INPUT = PatternFill("solid", fgColor="FFF8E1")
HEAD = PatternFill("solid", fgColor="E7EDF3")
OPEN = Protection(locked=False)


class Formula(str):
    """A cell's formula, without the = in front."""

    __slots__ = ()


class Book:
    """A workbook that grows sheet by sheet."""

    def __init__(self, title: str, author: str) -> None:
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.workbook.properties.title = title
        self.workbook.properties.creator = author
        self.workbook.properties.created = EPOCH

    def sheet(self, name: str, widths: Sequence[float], *, protected: bool = False) -> "Sheet":
        """Add a sheet whose columns have these widths, in characters. A protected one has no password."""
        made: Worksheet = self.workbook.create_sheet(sheet_name(name, self.workbook.sheetnames))
        for number, width in enumerate(widths, 1):
            made.column_dimensions[get_column_letter(number)].width = width
        made.protection.sheet = protected
        made.page_setup.orientation = "portrait" if len(widths) < WIDE else "landscape"
        made.page_setup.paperSize = made.PAPERSIZE_A4
        made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
        made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        return Sheet(self, made)

    def name(self, name: str, place: str) -> None:
        """Give a cell a name by which formulas and programs find it."""
        self.workbook.defined_names[name] = DefinedName(name, attr_text=place)

    def bytes(self) -> bytes:
        """Return the file."""
        written = io.BytesIO()
        self.workbook.properties.modified = EPOCH
        with _Undated(written, "w", zipfile.ZIP_DEFLATED) as archive:
            ExcelWriter(self.workbook, archive).save()
        return written.getvalue()


class _Undated(zipfile.ZipFile):
    """An archive whose entries bear one date, whatever the clock says: zip files know none before 1980."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(zipfile.ZipInfo(zinfo_or_arcname, (EPOCH.year, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())


class Sheet:
    """A sheet and the row to be written next."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book = book
        self.page = sheet
        self.row = 1
        self.formats: dict[int, str] = {}

    @property
    def name(self) -> str:
        return str(self.page.title)

    def add(self, *values: Any, font: Font | None = None, fill: PatternFill | None = None, box: bool = False) -> int:
        """Write a row; return its number. None leaves a cell empty; a text is a text, whatever it begins with."""
        for column, value in enumerate(values, 1):
            cell = self.page.cell(self.row, column)
            cell.alignment = WRAPPED
            if isinstance(value, Formula):
                cell.value = f"={value}"
            elif isinstance(value, str):
                cell.value, cell.data_type = value, "s"
            elif value is not None:
                cell.value, cell.number_format = value, self.formats.get(column, cell.number_format)
            if font:
                cell.font = font
            if fill:
                cell.fill = fill
            if box:
                cell.border = BOX
        if font and (font.size or PLAIN) > PLAIN:
            self.page.row_dimensions[self.row].height = 1.6 * font.size
        self.row += 1
        return self.row - 1

    def unit(self, column: int, sign: str) -> None:
        """Show a unit behind every number of a column, those that are still to be written, too."""
        self.formats[column] = f'General" {sign}"'
        self.page.column_dimensions[get_column_letter(column)].number_format = self.formats[column]

    def gap(self) -> None:
        """Leave a row empty."""
        self.row += 1

    def at(self, row: int, column: int) -> str:
        """Return a cell of this sheet as formulas name it."""
        return address(self.name, row, column)
