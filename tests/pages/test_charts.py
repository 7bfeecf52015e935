"""Charts are pictures that need nothing: no script, style, font or id; named, escaped, the same each time."""

import xml.etree.ElementTree as ET

import pytest
from markupsafe import Markup

from playbook.pages.charts import WIDTH, Bar, columns, corners, pairs, shares

SVG = "{http://www.w3.org/2000/svg}"
NAME = 'a "name" & <more>'
BARS = [Bar("a<b", 4, "4"), Bar("c", 8.5, "8.5 & more", strong=True)]
CHARTS = {
    "pairs": lambda: pairs(NAME, [("one", *BARS), ("two", *BARS)]),
    "columns": lambda: columns(NAME, BARS),
    "shares": lambda: shares(NAME, [("all", BARS)]),
    "corners": lambda: corners(NAME, ["up", "right", "left"]),
}


@pytest.fixture(params=CHARTS)
def chart(request: pytest.FixtureRequest) -> Markup:
    return CHARTS[request.param]()


def test_a_chart_is_a_picture_with_a_name(chart: Markup) -> None:
    root = ET.fromstring(chart)
    assert (root.get("role"), root.get("aria-label")) == ("img", NAME)
    assert root.findtext(f"{SVG}title") == NAME


def test_a_chart_needs_no_script_style_font_or_id_and_no_colour_of_its_own(chart: Markup) -> None:
    for element in ET.fromstring(chart).iter():
        assert element.tag.removeprefix(SVG) in {"svg", "title", "rect", "text", "line", "polygon", "circle"}
        assert not {"id", "style", "href", "font-family"} & set(element.attrib)
        assert {element.get("fill"), element.get("stroke")} <= {None, "currentColor"}


def test_a_chart_stays_within_its_width(chart: Markup) -> None:
    for element in ET.fromstring(chart).iter(f"{SVG}rect"):
        left, width = float(element.attrib["x"]), float(element.attrib["width"])
        assert left >= 0 and width >= 1 and left + width <= WIDTH


def test_a_chart_is_the_same_each_time() -> None:
    assert [make() for make in CHARTS.values()] == [make() for make in CHARTS.values()]


def test_lengths_are_in_proportion() -> None:
    first, second = ET.fromstring(columns("x", [Bar("a", 2, "2"), Bar("b", 8, "8")])).iter(f"{SVG}rect")
    assert float(second.attrib["height"]) == pytest.approx(4 * float(first.attrib["height"]))


def test_a_figure_of_nothing_is_drawn_as_a_sliver() -> None:
    drawn = ET.fromstring(pairs("x", [("y", Bar("a", 0, "0"), Bar("b", 0, "0"))]))
    assert [bar.get("width") for bar in drawn.iter(f"{SVG}rect")] == ["1", "1"]
