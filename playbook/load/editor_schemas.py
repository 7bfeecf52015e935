"""JSON Schemas of the files a handbook is made of, for editors that complete, explain and check while one types.

The shape comes from the models, what is said of keys from schema.yml, the names that may be referred to from the
handbook itself; of a word of the interface it is said how it reads. A key of which nothing is said keeps its model's
docstring, or none: what is said belongs to this program and not to a handbook, so a gap is found by a test here and
never stops somebody else's build.
"""

import contextlib
import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from playbook.errors import Problems
from playbook.load import interface_words, json_schema
from playbook.model.files import CONTENT, OTHER_SETTINGS, SETTINGS, Kind
from playbook.model.handbook import Handbook
from playbook.model.schema import KindText, RecordText, Schema
from playbook.source import whole_file

FOLDER = "schemas"
COMMENT = "Made by `playbook check`: what is changed here is lost."
SAID_OTHERWISE = ("interface", "schema")
"""Files that say words of the package otherwise."""

ALL = {**CONTENT, **SETTINGS, **OTHER_SETTINGS}


def schemas(handbook: Handbook, kinds: Mapping[str, Kind] = ALL) -> dict[str, str]:
    """Return the schema of each kind as JSON text (draft 2020-12), by file name: `levels.schema.json`.

    What the generator writes has none: nobody edits it.
    """
    known = names(handbook)
    models = {name: kind.model for name, kind in kinds.items() if not kind.written}
    for name in SAID_OTHERWISE:
        if name in models:
            models[name] = interface_words.own(getattr(handbook, name).model_dump())
    made = {name: _schema(name, model, handbook.schema, known) for name, model in models.items()}
    return {f"{name}.schema.json": json.dumps(m, ensure_ascii=False, indent=1) + "\n" for name, m in made.items()}


def files(handbook: Handbook, content: Path, settings: Path) -> dict[Path, str]:
    """Return the schemas by the path at which an editor finds them: in `schemas` beside the files they describe."""
    return {
        folder / FOLDER / name: text
        for folder, kinds in ((content, CONTENT), (settings, SETTINGS | OTHER_SETTINGS))
        for name, text in schemas(handbook, kinds).items()
    }


def renew(handbook: Handbook, content: Path, settings: Path) -> None:
    """Write the schemas that are not as they should be. Where nothing can be written, editors go without."""
    for path, text in files(handbook, content, settings).items():
        with contextlib.suppress(OSError, Problems):
            if not path.is_file() or path.read_bytes() != text.encode():
                whole_file.write(path, text)


def assets(handbook: Handbook) -> dict[str, bytes]:
    """Return the schemas by the path at which the site publishes them, for handbooks that keep none."""
    return {f"assets/playbook/{FOLDER}/{name}": text.encode() for name, text in schemas(handbook).items()}


def names(handbook: Handbook) -> dict[str, dict[Any, str]]:
    """Return the names that may be referred to, each with what it stands for, by the type of the reference."""
    return {
        "FigureName": {name: figure.meaning for name, figure in handbook.figures.figures.items()},
        "LevelId": {level.id: level.name for level in handbook.levels.levels},
        "PageName": {name: head.title for name, (_, head) in handbook.every_page.items()},
        "ScriptName": {name: script.title for name, script in handbook.scripts.items()},
        "CalculatorName": {name: calculator.title for name, calculator in handbook.calculators.items()},
        "RulingId": {ruling.id: ruling.question for ruling in handbook.rulings.rulings},
        "SourceId": {row.id: row.title for row in handbook.sources.rows},
        "UnitName": {name: unit.text for name, unit in handbook.units.units.items()},
    }


def _schema(name: str, model: type[BaseModel], words: Schema, known: Mapping[str, Mapping[Any, str]]) -> dict[str, Any]:
    made = copy.deepcopy(json_schema.of(model))
    for reference, definition in made.get("$defs", {}).items():
        if name not in SAID_OTHERWISE:  # there each word tells how it reads
            _describe(definition, words.records.get(reference), words.keys)
        if known.get(reference):
            definition["enum"] = list(known[reference])
            definition["enumDescriptions"] = list(known[reference].values())  # beside the standard: editors show them
    if not known["SourceId"]:
        for definition in (made, *made.get("$defs", {}).values()):
            definition["required"] = [key for key in definition.get("required", ()) if key != "sources"]
    text = words.kinds.get(name)
    _describe(made, text, words.keys)
    head = {"$schema": made.pop("$schema"), "$id": f"urn:playbook:schema:{name}", "$comment": COMMENT}
    return {**head, "title": text.title if text else name, "description": made.pop("description"), **made}


def _describe(definition: dict[str, Any], text: KindText | RecordText | None, everywhere: Mapping[str, str]) -> None:
    if text:
        definition["description"] = text.description
    for key, entry in definition.get("properties", {}).items():
        said = text.keys.get(key) if text else None
        if said or key in everywhere:
            entry["description"] = said or everywhere[key]
