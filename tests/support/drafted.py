"""Handbooks whose rules are changed by drafts, and what is the same about two versions of rules."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from calculators.analysis.draft import LISTS
from playbook.load.handbook import load
from playbook.model.handbook import Handbook
from playbook.rules.compare import deciding
from playbook.rules.snapshot import taken
from playbook.source.document import Location
from tests.load.test_decision_tables import written as with_a_table
from tests.support.browser import ROOT
from tests.support.handbooks import bakery

STARTERS = ROOT / "playbook/starters"


def _folders(content: Path, settings: Path) -> Callable[[Path], Path]:
    """Return what puts a copy of a handbook into a folder."""

    def make(folder: Path) -> Path:
        shutil.copytree(content, folder / "content", ignore=shutil.ignore_patterns("schemas"))
        shutil.copytree(settings, folder / "settings", ignore=shutil.ignore_patterns("schemas"))
        return folder

    return make


FORMULAS = """\
title: Bonus
description: What is paid for a batch
lead: Fill in.
no_script: See the formulas.
sources: [BK-01]
fields:
  - {id: loaves, type: number, label: Loaves, short: Loaves, minimum: 0, required: true, sources: [BK-01]}
results:
  - id: paid
    label: Paid
    unit: yuan
    main: true
    formula:
      - {when: {loaves: {above: large_order}}, formula: rush_cap * 2}
      - {when: [{loaves: {at_least: 12, at_most: large_order}}], formula: rush_cap / 2}
      - formula: rush_cap - rush_cap
  - id: again
    label: Again
    unit: yuan
    formula:
      - {when: {paid: {below: 60}}, formula: paid}
      - formula: "0"
"""


def _with_formulas(folder: Path) -> Path:
    return bakery(folder, {"content/calculators/bonus.yml": FORMULAS})


EVERY: dict[str, Callable[[Path], Path]] = {
    "car": _folders(ROOT / "playbook/content", ROOT / "site_config"),
    **{
        "-".join(folder.relative_to(STARTERS).parts): _folders(folder / "content", folder / "settings")
        for name in ("helpdesk", "minimal", "service")
        for folder in [STARTERS / name / "en"]
    },
    "dental": _folders(ROOT / "tests/trades/dental/content", ROOT / "tests/trades/dental/settings"),
    "formulas": _with_formulas,
    "table": with_a_table,
}
"""What puts a handbook into a folder, with `content` and `settings` in it, by name."""


def read(folder: Path) -> Handbook:
    """The handbook in a folder. Raises Problems."""
    return load(folder / "content", folder / "settings", folder)


def decisive(handbook: Handbook, rules: Mapping[str, Any] | None = None) -> Any:
    """What answers follow from, of a handbook's rules, or of others in their place."""
    rules = rules or handbook.rules
    kept = taken(replace(handbook, rules=rules)).rules
    # Only what has forms answers with a level.
    needed = {name: {key: each[key] for key in each if key != "levels" or each["forms"]} for name, each in kept.items()}
    reads = {name: {key: rules[name][key] for key in each.reads} for name, each in handbook.calculators.items()}
    return json.loads(json.dumps([{name: deciding(each) for name, each in needed.items()}, reads]))


def edited(value: Any, at: Location, new: Any) -> Any:
    """A file's data with another value at a place in it."""
    if not at:
        return new
    key, *rest = at
    if isinstance(value, dict):
        return {**value, key: edited(value[key], tuple(rest), new)}
    return tuple(edited(each, tuple(rest), new) if place == key else each for place, each in enumerate(value))


def rewritten(folder: Path, path: str, data: Any) -> None:
    """Put a file's data in its place, a table that stood beside it with it."""
    for form in data.get("forms", ()) if isinstance(data, dict) else ():
        if form["type"] == "rows":
            for table in (folder / path).parent.glob("*.csv"):
                table.unlink()
    (folder / path).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def documents(handbook: Handbook) -> Iterator[Any]:
    """The files that a handbook was read from."""
    for each in handbook.documents.values():
        yield from each.values() if isinstance(each, dict) else [each]


def lists(handbook: Handbook) -> Iterator[tuple[str, str, Location, list[str]]]:
    """The forms and factors whose rules may be left out: calculator, form, where its rules are written, their ids."""
    for name, rules in handbook.rules.items():
        for place, form in enumerate(rules["forms"]):
            if form["type"] in LISTS:
                key = LISTS[form["type"]]
                ids = [entry["factor" if key == "rows" else "id"] for entry in form[key]]
                yield name, form["id"], ("forms", place, "rows" if form["type"] == "rows" else key), ids
        for place, factor in enumerate(rules.get("points", {}).get("factors", ())):
            ids = [str(number) for number in range(1, len(factor["items"]) + 1)]
            yield name, factor["id"], ("points", "factors", place, "items"), ids


def at(value: Any, path: Location) -> Any:
    """What stands at a place."""
    for key in path:
        value = value[key]
    return value
