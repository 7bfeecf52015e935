"""The charts of a handbook: which of its figures each one shows, and what it is called."""

from dataclasses import dataclass

from markupsafe import Markup

from playbook.model.handbook import Handbook
from playbook.model.metrics import MetricSet, Series, SeriesColumn
from playbook.model.shortage import PartClasses, Triangle
from playbook.pages import charts
from playbook.pages.charts import Bar
from playbook.pages.words import Words


@dataclass(frozen=True)
class Pictures:
    """Draws the figures of one handbook in its own words."""

    handbook: Handbook
    words: Words

    def pairs(self, metrics: MetricSet) -> Markup:
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
        return charts.pairs(self._name(metrics.title), rows)

    def columns(self, series: Series, column: SeriesColumn) -> Markup:
        """Return a chart of one figure period by period."""
        values = [row.values[column.id] for row in series.rows]
        bars = [
            Bar(row.label, value, self.words.number(value, None), row.marked)
            for row, value in zip(series.rows, values, strict=True)
        ]
        return charts.columns(self._name(column.label), bars)

    def shares(self, classes: PartClasses) -> Markup:
        """Return a chart of how classes of parts share SKUs and demand."""
        labels = self.handbook.interface.labels
        rows = [
            (
                label,
                [Bar(part.id, share, f"{part.id} {self.words.number(share, 'percent')}") for part, share in shares],
            )
            for label, shares in (
                (labels.sku_share, [(part, part.sku_percent) for part in classes.classes]),
                (labels.demand_share, [(part, part.demand_percent) for part in classes.classes]),
            )
        ]
        return charts.shares(self._name(classes.title), rows)

    def corners(self, triangle: Triangle) -> Markup:
        """Return the triangle of goals."""
        return charts.corners(self._name(triangle.title), [corner.title for corner in triangle.corners])

    def _name(self, title: str) -> str:
        return str(self.handbook.interface.labels.chart.format(title=title))
