"""Charts as SVG text, drawn when the site is built: no script, no font, no colour of their own.

Everything is drawn in the text's colour at some opacity, so that a chart can be read in both colour schemes and on
paper; the style sheet only tints what stands out. Lengths are in units of which a phone's column is 360 wide. The
figures stand in a table beside each chart: a chart itself is one picture with a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin
from unicodedata import east_asian_width

import svg
from markupsafe import Markup, escape

WIDTH = 360
TEXT = 14
FAINT, PLAIN, STRONG = 0.3, 0.55, 0.85
"""Opacities: what was, what is, what stands out."""


@dataclass(frozen=True)
class Bar:
    """One value of a chart, what is said of it, and whether it stands out."""

    label: str
    value: int | float
    shown: str
    strong: bool = False


def pairs(name: str, rows: Sequence[tuple[str, Bar, Bar]]) -> Markup:
    """Return a chart of rows that each compare two values, before and after, at a scale of their own."""
    left = max(_wide(bar.label, 12) for _, *bars in rows for bar in bars) + 8
    room, height, row_height = 80, 16, 66
    drawn: list[svg.Element] = []
    for index, (label, *bars) in enumerate(rows):
        top = index * row_height
        drawn.append(_text(label, 0, top + TEXT, weight="bold"))
        longest = max(abs(bar.value) for bar in bars) or 1
        for line, bar in enumerate(bars):
            y = top + 22 + line * (height + 4)
            length = _scaled(bar.value, longest, WIDTH - left - room)
            drawn.append(_text(bar.label, left - 6, y + 13, anchor="end", size=12))
            drawn.append(_rect(left, y, length, height, bar.strong))
            drawn.append(_text(bar.shown, left + length + 6, y + 13))
    return _picture(name, len(rows) * row_height, drawn)


def columns(name: str, bars: Sequence[Bar]) -> Markup:
    """Return a chart of values one after the other, from 0 up, or down."""
    step, scale = WIDTH / len(bars), Scale(bars)
    drawn: list[svg.Element] = []
    for index, bar in enumerate(bars):
        middle, end = step * (index + 0.5), scale.at(bar.value)
        drawn.append(_rect(middle - step * 0.32, min(end, scale.zero), step * 0.64, abs(end - scale.zero), bar.strong))
        drawn.append(_text(bar.shown, middle, end - 5 if bar.value >= 0 else end + 14, anchor="middle", size=13))
        drawn.append(_text(bar.label, middle, scale.bottom + 18, anchor="middle", size=13))
    drawn.append(_line(0, scale.zero, WIDTH, scale.zero))
    return _picture(name, scale.bottom + 26, drawn)


def line(name: str, bars: Sequence[Bar]) -> Markup:
    """Return a chart of values one after the other, joined by a line."""
    step, scale = WIDTH / len(bars), Scale(bars)
    points = [(step * (at + 0.5), scale.at(bar.value)) for at, bar in enumerate(bars)]
    joined = " ".join(f"{_round(x)},{_round(y)}" for x, y in points)
    drawn: list[svg.Element] = [
        svg.Polyline(
            fill="none", stroke="currentColor", stroke_opacity=STRONG, stroke_width=2, extra={"points": joined}
        )
    ]
    for bar, (x, y) in zip(bars, points, strict=True):
        strong = ["pb-chart-strong"] if bar.strong else None
        drawn.append(svg.Circle(cx=_round(x), cy=_round(y), r=4, fill="currentColor", class_=strong))
        drawn.append(_text(bar.shown, x, y - 9, anchor="middle", size=13))
        drawn.append(_text(bar.label, x, scale.bottom + 18, anchor="middle", size=13))
    drawn.append(_line(0, scale.zero, WIDTH, scale.zero))
    return _picture(name, scale.bottom + 26, drawn)


class Scale:
    """Heights of values in a picture: 0 is always among them. `zero` and `bottom` are measured from the top."""

    TOP, TALL = 24, 110

    def __init__(self, bars: Sequence[Bar]) -> None:
        values = [bar.value for bar in bars]
        self.highest, lowest = max(0, *values), min(0, *values)
        self.span = self.highest - lowest or 1
        self.zero = self.at(0)
        self.bottom = self.TOP + self.TALL + (16 if lowest < 0 else 0)  # room for what is said below a bar

    def at(self, value: int | float) -> float:
        """Return how far from the top a value is."""
        return self.TOP + _scaled(self.highest - value, self.span, self.TALL)


def shares(name: str, rows: Sequence[tuple[str, Sequence[Bar]]]) -> Markup:
    """Return a chart of wholes, each divided into the same parts; the first parts stand out most."""
    row_height, height = 74, 26
    drawn: list[svg.Element] = []
    for index, (label, bars) in enumerate(rows):
        top, start = index * row_height, 0.0
        whole = sum(bar.value for bar in bars) or 1
        drawn.append(_text(label, 0, top + TEXT, weight="bold"))
        for rank, bar in enumerate(bars):
            length = _scaled(bar.value, whole, WIDTH)
            opacity = STRONG - rank * (STRONG - FAINT) / max(len(bars) - 1, 1)
            drawn.append(_rect(start, top + 22, length - 2, height, not rank, opacity))
            middle = min(max(start + length / 2, 24), WIDTH - 20)
            drawn.append(_text(bar.shown, middle, top + 22 + height + 15, anchor="middle", size=13))
            start += length
    return _picture(name, len(rows) * row_height, drawn)


def corners(name: str, titles: Sequence[str]) -> Markup:
    """Return a regular polygon with a title at each corner, the first at the top."""
    radius, x, y = 84, WIDTH / 2, 112
    points = [
        (x + radius * sin(2 * pi * index / len(titles)), y - radius * cos(2 * pi * index / len(titles)))
        for index in range(len(titles))
    ]
    outline = " ".join(f"{_round(left)},{_round(top)}" for left, top in points)
    side = svg.Polygon(fill="currentColor", fill_opacity=0.08, stroke="currentColor", extra={"points": outline})
    drawn: list[svg.Element] = [side]
    for title, (left, top) in zip(titles, points, strict=True):
        drawn.append(svg.Circle(cx=_round(left), cy=_round(top), r=6, fill="currentColor", class_=["pb-chart-strong"]))
        drawn.append(_text(title, left, top - 14 if top < y else top + 26, anchor="middle", weight="bold", size=16))
    return _picture(name, y + radius * 0.5 + 40, drawn)


def _picture(name: str, height: float, elements: Sequence[svg.Element]) -> Markup:
    drawing = svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, WIDTH, _round(height)),
        class_=["pb-chart"],
        elements=[svg.Title(text=str(escape(name))), *elements],
        extra={"role": "img", "aria-label": str(escape(name))},
    )
    return Markup(drawing.as_str())


def _rect(x: float, y: float, width: float, height: float, strong: bool, opacity: float | None = None) -> svg.Element:
    return svg.Rect(
        x=_round(x),
        y=_round(y),
        width=_round(max(width, 1)),
        height=_round(height),
        fill="currentColor",
        fill_opacity=_round(opacity if opacity is not None else STRONG if strong else FAINT),
        class_=["pb-chart-strong"] if strong else None,
    )


def _wide(text: str, size: int) -> float:
    """Return about how wide a text is: a Chinese character is as wide as high, a Latin one half of that."""
    return sum(size if east_asian_width(character) in "WF" else size * 0.56 for character in text)


def _line(x1: float, y1: float, x2: float, y2: float) -> svg.Element:
    return svg.Line(
        x1=_round(x1), y1=_round(y1), x2=_round(x2), y2=_round(y2), stroke="currentColor", stroke_opacity=PLAIN
    )


def _text(
    text: str, x: float, y: float, *, anchor: str = "start", weight: str | None = None, size: int = TEXT
) -> svg.Element:
    """Return a text; svg.py writes it as it is, so it is escaped here."""
    styled = {"text-anchor": anchor, "font-size": str(size), **({"font-weight": weight} if weight else {})}
    return svg.Text(text=str(escape(text)), x=_round(x), y=_round(y), fill="currentColor", extra=styled)


def _scaled(value: float, whole: float, length: float) -> float:
    return abs(value) / whole * length


def _round(value: float) -> Decimal:
    """Return a length to a tenth, without the digits that differ from machine to machine."""
    return Decimal(str(round(value, 2))).normalize() + 0
