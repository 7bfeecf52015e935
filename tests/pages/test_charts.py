"""Charts are pictures that need nothing: no script, style, font or id; named, escaped, the same each time."""

import xml.etree.ElementTree as ET

import pytest
from markupsafe import Markup

from playbook.pages.charts import WIDTH, Bar, columns, corners, line, pairs, shares

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


def test_what_is_below_0_is_drawn_below_it() -> None:
    bars = [Bar("a", -2, "-2"), Bar("b", 8, "8"), Bar("c", 0, "0")]
    drawn = ET.fromstring(columns("x", bars))
    below, above, nothing = ((float(bar.attrib["y"]), float(bar.attrib["height"])) for bar in drawn.iter(f"{SVG}rect"))
    (zero,) = (float(each.attrib["y1"]) for each in drawn.iter(f"{SVG}line"))
    assert below[0] == above[0] + above[1] == nothing[0] == zero
    assert above[1] == pytest.approx(4 * below[1])
    points = [float(each.attrib["cy"]) for each in ET.fromstring(line("x", bars)).iter(f"{SVG}circle")]
    assert points[0] > points[2] > points[1]
    deep = ET.fromstring(columns("x", [Bar("a", -2, "-2"), Bar("b", -8, "-8")]))
    height = float(deep.attrib["viewBox"].split()[3])
    assert all(0 < float(each.attrib["y"]) < height for each in deep.iter(f"{SVG}text"))


def test_a_figure_of_nothing_is_drawn_as_a_sliver() -> None:
    drawn = ET.fromstring(pairs("x", [("y", Bar("a", 0, "0"), Bar("b", 0, "0"))]))
    assert [bar.get("width") for bar in drawn.iter(f"{SVG}rect")] == ["1", "1"]
