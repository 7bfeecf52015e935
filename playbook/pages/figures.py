"""The charts of a handbook: which of its figures each one shows, and what it is called."""

from dataclasses import dataclass

from markupsafe import Markup

from playbook.model.blocks.chart import Chart
from playbook.model.blocks.metrics import Metrics
from playbook.model.blocks.table import Row, Table, TableColumn
from playbook.model.handbook import Handbook
from playbook.model.page import Page
from playbook.pages import charts
from playbook.pages.charts import Bar
from playbook.pages.words import Words


@dataclass(frozen=True)
class Pictures:
    """Draws the figures of one handbook in its own words."""

    handbook: Handbook
    words: Words

    def pairs(self, metrics: Metrics, title: str) -> Markup:
        """Return a chart of figures before and after."""
        number = self.words.number
        rows = [
            (
                metric.label,
                Bar(metrics.before_label, metric.before, number(metric.before, metric.unit)),
                Bar(metrics.after_label, metric.after, number(metric.after, metric.unit), strong=True),
            )
            for metric in metrics.metrics
        ]
        return charts.pairs(self._name(title), rows)

    def of_column(self, chart: Chart, table: Table, name: str) -> Markup:
        """Return a chart of one column, row by row."""
        column = next(column for column in table.columns if column.id == name)
        bars = [
            Bar(_label(table, row), value, self.words.number(value, None), row.marked)
            for row in table.rows
            if isinstance(value := row.values[name], int | float)
        ]
        draw = charts.line if chart.draw == "line" else charts.columns
        return draw(self._name(column.label), bars)

    def shares(self, chart: Chart, table: Table, title: str) -> Markup:
        """Return a chart of how the rows of a table share what each of the columns adds up to."""
        columns = {column.id: column for column in table.columns}
        rows = [(columns[name].label, self._shares(table, columns[name])) for name in chart.columns]
        return charts.shares(self._name(title), rows)

    def _shares(self, table: Table, column: TableColumn) -> list[Bar]:
        return [
            Bar(said, value, f"{said} {self.words.number(value, column.unit)}")
            for row in table.rows
            if isinstance(value := row.values[column.id], int | float) and (said := row.id or _label(table, row))
        ]

    def corners(self, chart: Chart, page: Page) -> Markup:
        """Return a triangle of the titles of three blocks."""
        return charts.corners(
            self._name(chart.title or page.title), [page.by_id[name].title or "" for name in chart.blocks]
        )

    def _name(self, title: str) -> str:
        return str(self.handbook.interface.labels.chart.format(title=title))


def _label(table: Table, row: Row) -> str:
    return str(row.values[table.columns[0].id])
