"""A peer's decision tables as calculators of a handbook: the conversion knows none of them.

A table's points become choices and its outcomes levels, both the most urgent first; it lists them the other way.
"""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.support import pseudo
from tests.support.browser import ROOT
from tests.support.peer_tables import tables

COLOURS = ("#b3261e", "#8a5300", "#1a5fb4", "#2e6b34", "#5b4b8a")
SHAPES = ("triangle", "diamond", "square", "circle")
SOURCES = ["BK-01"]
DRILLED = ("deployer-dt", "supplier-dt")
"""The tables of which drills are made."""


def names() -> list[str]:
    """The tables, by the names that their calculators have."""
    return sorted(name.replace("_", "-") for name in tables())


def table(name: str) -> Mapping[str, Any]:
    """A table as the package has it."""
    found: Mapping[str, Any] = tables()[name.replace("-", "_")]
    return found


def in_csv(name: str) -> bool:
    """Every other table stands in a CSV file of its own."""
    return names().index(name) % 2 == 0


def identifier(text: str) -> str:
    """A name of the peer's as one of ours."""
    found = re.sub("[^a-z0-9]+", "_", text.lower()).strip("_")
    return found if found[:1].isalpha() else f"n_{found}"


def points(name: str) -> dict[str, Any]:
    """The decision points that a table asks for, by the peer's ids."""
    described = table(name)
    return {key: point for key, point in described["decision_points"].items() if key != described["outcome"]}


def values(point: Mapping[str, Any]) -> dict[str, str]:
    """The ids of a point's values, by the peer's keys; names that differ by a sign only have their number, too."""
    found: dict[str, str] = {}
    for place, value in enumerate(point["values"]):
        name = identifier(value["name"])
        found[value["key"]] = f"{name}_{place}" if name in found.values() else name
    return found


def cases(name: str) -> Iterator[tuple[dict[str, str], str]]:
    """Every row of a table: the inputs as our calculator takes them, and the outcome's id."""
    described = table(name)
    asked = points(name)
    outcomes = values(described["decision_points"][described["outcome"]])
    for row in described["mapping"]:
        given = {identifier(asked[key]["name"]): values(asked[key])[row[key]] for key in asked}
        yield given, outcomes[row[described["outcome"]]]


def calculator(name: str) -> dict[str, Any]:
    """The calculator that a table becomes, as its YAML file has it."""
    described = table(name)
    outcome = described["decision_points"][described["outcome"]]
    listed = list(cases(name))
    factors = list(listed[0][0])
    rows = [{"when": [given[factor] for factor in factors], "level": level} for given, level in listed]
    form = {"id": "table", "title": described["name"], "type": "rows", "hit_policy": "unique", "sources": SOURCES}
    return {
        "title": described["name"],
        "description": described["definition"],
        "lead": described["definition"],
        "no_script": "Look it up in the table.",
        "sources": SOURCES,
        "fields": [_field(point) for point in points(name).values()],
        "results": [{"id": "level", "label": outcome["name"], "unit": "level", "main": True}],
        "levels": [
            {
                "id": values(outcome)[value["key"]],
                "name": value["name"],
                "summary": value["definition"],
                "colour": COLOURS[place % len(COLOURS)],
                "shape": SHAPES[place % len(SHAPES)],
            }
            for place, value in enumerate(reversed(outcome["values"]))
        ],
        "forms": [form | ({"rows": {"file": f"{name}.csv"}} if in_csv(name) else {"columns": factors, "rows": rows})],
    }


def _field(point: Mapping[str, Any]) -> dict[str, Any]:
    choices = [
        {"id": values(point)[value["key"]], "label": value["name"], "help": value["definition"]}
        for value in reversed(point["values"])
    ]
    asked = {"id": identifier(point["name"]), "label": point["name"], "short": point["name"]}
    return {
        **asked,
        "type": "choice",
        "help": point["definition"],
        "default": choices[-1]["id"],
        "choices": choices,
        "worse": "listed_first",
        "sources": SOURCES,
    }


def story(name: str) -> dict[str, Any]:
    """How drills tell the cases of a table, and ask for its outcome."""
    fields = calculator(name)["fields"]
    wrong = "{answer} is wrong, {right} is right."
    return {
        "sentences": [[field["id"] for field in fields]],
        "joint": ", ",
        "stop": ". ",
        "steps": {},
        "telling": {field["id"]: [{"say": [f"{field['label']}: {{value}}"]}] for field in fields},
        "level": {
            "title": table(name)["name"],
            "page": f"rules/{name}",
            "questions": ["What now?"],
            "read": "{label}: {value} taken for {band} gives {answer}.",
            "form": "{form} gives {answer}, the most urgent is {right}.",
            "count": "{form}: {needed} of grade {grade}, here {found}, give {answer}.",
            "milder": wrong,
            "stricter": wrong,
        },
        "sources": SOURCES,
    }


def spreadsheet(name: str) -> str:
    """A table as a CSV file."""
    text = io.StringIO()
    listed = list(cases(name))
    writer = csv.writer(text)
    writer.writerow([*listed[0][0], "level"])
    writer.writerows([*given.values(), level] for given, level in listed)
    return text.getvalue()


def written(folder: Path) -> Path:
    """Put the small handbook with every table into `folder`; return its mkdocs.yml. Its own decision comes first."""
    shutil.copytree(ROOT / "tests/bakery", folder, ignore=shutil.ignore_patterns("schemas"))
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(pseudo.MKDOCS, encoding="utf-8")
    for name in names():
        file = folder / f"content/calculators/{name}.yml"
        file.write_text(json.dumps(calculator(name), ensure_ascii=False, indent=1), encoding="utf-8")
        if in_csv(name):
            file.with_suffix(".csv").write_text(spreadsheet(name), encoding="utf-8", newline="")
    for name in DRILLED:
        text = json.dumps(story(name), ensure_ascii=False, indent=1)
        (folder / f"content/drills/{name}.yml").write_text(text, encoding="utf-8")
    return folder / "mkdocs.yml"
