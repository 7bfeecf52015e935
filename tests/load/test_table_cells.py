"""Ranges as people type them in a cell, and those that could be read in two ways."""

from typing import Any

import pytest

from playbook.load.table_cells import Unread, bands

DAYS = {"id": "days", "type": "number"}


def between(low: Any, high: Any) -> dict[str, Any]:
    return {"at_least": low, "at_most": high}


READ: dict[str, Any] = {
    "14": between(14, 14),
    "\u22125": between(-5, -5),
    "\u20135": between(-5, -5),
    "-5": between(-5, -5),
    "0..14": between(0, 14),
    "0 ... 14": between(0, 14),
    "0\u202614": between(0, 14),
    "0~14": between(0, 14),
    "0\uff5e14": between(0, 14),
    "0-14": between(0, 14),
    "0 - 14": between(0, 14),
    "0\u201314": between(0, 14),
    "0 \u2014 14": between(0, 14),
    "-5-10": between(-5, 10),
    "-10--5": between(-10, -5),
    "-10 \u2013 -5": between(-10, -5),
    "-10..-5": between(-10, -5),
    "soon..late": between("soon", "late"),
    "soon \u2013 late": between("soon", "late"),
    "1.5-2.5": between(1.5, 2.5),
    "> 10": {"above": 10},
    "> -10": {"above": -10},
    "\uff1e\uff1d 10 \uff1c\u300020": {"at_least": 10, "below": 20},
    "\uff1c\uff1d 14": {"at_most": 14},
    "\u226414": {"at_most": 14},
    "> soon": {"above": "soon"},
    "< 5 | > 10": ({"below": 5}, {"above": 10}),
    "not_given | 3\uff5c Not_Given": ("not_given", between(3, 3), "not_given"),
    "\u2014": "any",
    "": "any",
}
REFUSED = [
    *("5 -3", "5 \u20133", "0\u221214", "a-b", "> 3 > 5", "\u5c0f\u4e8e14", "14 days", "> 10 and < 20", "1,2,3", "4/3"),
    *("> 14 < ", "..", "0..", "1e5", "5%", "true", "- 5", ">", "\u4e09"),
]


@pytest.mark.parametrize("text", READ, ids=ascii)
def test_a_range(text: str) -> None:
    assert bands(text, DAYS, ",") == READ[text]


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_no_range(text: str) -> None:
    with pytest.raises(Unread, match="expected a range for days, such as 0"):
        bands(text, DAYS, ",")


@pytest.mark.parametrize(
    ("text", "separator", "number"),
    [
        ("<= 14,5", ";", 14.5),
        ("<= 14,5", "\t", 14.5),
        ("<= 14.5", ";", 14.5),
        ("<= 14,125", ";", 14.125),
        ("<= 0,125", "\t", 0.125),
        ("<= 0.125", ";", 0.125),
        ("<= 14.125", ",", 14.125),
    ],
)
def test_a_decimal_comma_where_spreadsheets_write_one(text: str, separator: str, number: float) -> None:
    assert bands(text, DAYS, separator) == {"at_most": number}


@pytest.mark.parametrize(
    ("text", "separator"), [("14,5", ","), ("> 1,000", ","), ("1,000", "\t"), ("1.000", ";"), ("0..14,5", ",")]
)
def test_what_may_be_thousands_is_refused(text: str, separator: str) -> None:
    with pytest.raises(Unread, match="expected a number such as 1000, or 1"):
        bands(text, DAYS, separator)


@pytest.mark.parametrize("text", ["yes", "no", "true", "24"])
def test_a_choice_is_what_it_is(text: str) -> None:
    assert bands(text, {"id": "mood", "type": "choice"}, ",") == text
