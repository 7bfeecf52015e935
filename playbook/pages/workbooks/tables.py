"""A table to keep as a workbook: a sheet to fill in, with drop-downs and limits, and one with the samples."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from playbook.model.blocks.table import Table, TableColumn
from playbook.model.handbook import Handbook
from playbook.pages.words import Words
from playbook.pages.workbooks.book import HEAD, HEADING, Book, Sheet
from playbook.pages.workbooks.formulas import area, literal

ROWS = 300
"""The rows that are ready to be filled in."""


def table(handbook: Handbook, title: str, record: Table) -> bytes:
    """Return the workbook of a table that is kept as a file."""
    labels = handbook.interface.labels.workbooks
    words = Words(handbook)
    book = Book(title, handbook.brand.organisation)
    widths = [_width(record, column) for column in record.columns]
    sheet = book.sheet(title, widths)
    _head(sheet, record, words)
    if record.rows:
        samples = book.sheet(labels.samples, widths)
        _head(samples, record, words)
        for row in record.rows:
            samples.add(*row.values.values(), box=True)
    lists = book.sheet(labels.lists, [24.0]) if any(_options(handbook, column) for column in record.columns) else None
    for number, column in enumerate(record.columns, 1):
        limits = _limits(handbook, column, book, lists)
        limits.promptTitle, limits.prompt = column.label, column.help
        limits.showInputMessage, limits.showErrorMessage, limits.allow_blank = bool(column.help), True, True
        letter = get_column_letter(number)
        limits.add(f"{letter}2:{letter}{ROWS + 1}")
        sheet.page.add_data_validation(limits)
    return book.bytes()


def _width(record: Table, column: TableColumn) -> float:
    """Return a width that shows the head and most of a sample; a Chinese character is two wide."""
    shown = [column.label, *(str(row.values[column.id]) for row in record.rows)]
    return min(30.0, max(10.0, 2.0 * max(map(len, shown)) + 3))


def _head(sheet: Sheet, record: Table, words: Words) -> None:
    """Write the columns' names as the handbook's own tables have them: a reader of the file knows them again.

    A unit stands behind each number.
    """
    sheet.add(*(column.label for column in record.columns), font=HEADING, fill=HEAD, box=True)
    for number, column in enumerate(record.columns, 1):
        if sign := words.unit_sign(column.unit):
            sheet.unit(number, sign)
    sheet.page.freeze_panes = "B2"
    sheet.page.print_title_rows = "1:1"


def _options(handbook: Handbook, column: TableColumn) -> Sequence[str]:
    """Return what a column offers to choose from."""
    levels = [level.name for level in handbook.levels.levels] if column.options_of == "levels" else []
    return [*column.options, *levels]


def _limits(handbook: Handbook, column: TableColumn, book: Book, lists: Sheet | None) -> DataValidation:
    labels = handbook.interface.labels.workbooks
    if column.type == "number":
        limits = DataValidation(type="decimal", operator="between")
        low, high = column.minimum, column.maximum
        if low is None or high is None:
            limits.operator = "greaterThanOrEqual"
            limits.formula1 = literal(-(10**15) if low is None else low)
            limits.error = labels.number if low is None else labels.number_from.format(minimum=low)
        else:
            limits.formula1, limits.formula2 = literal(low), literal(high)
            limits.error = labels.number_between.format(minimum=low, maximum=high)
        return limits
    offered = _options(handbook, column)
    if not offered or lists is None:
        return DataValidation()
    start = lists.row
    for option in offered:
        lists.add(option)
    name = f"list_{column.id}"
    book.name(name, area(lists.name, start, lists.row - 1, 1))
    # What is not on the list is asked about and may stay: colleagues meet cases that no list has.
    return DataValidation(type="list", formula1=name, errorStyle="warning", error=labels.other_allowed)
