"""The JSON Schemas that editors read: as strict as the loader, explained in the readers' language, fresh, and found."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from playbook.cli import starters
from playbook.cli.main import main
from playbook.load import editor_schemas, interface_words, json_schema
from playbook.model.calculator import Calculator
from playbook.model.files import CONTENT, OTHER_SETTINGS, SETTINGS, Kind
from playbook.model.settings import Units
from playbook.source.document import parse, read
from tests.support import handbooks
from tests.support.browser import ROOT

CHINESE = re.compile(r"[\u3400-\u9fff]")
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")
FOLDERS: list[tuple[str, dict[str, Kind]]] = [
    (handbooks.CONTENT, CONTENT),
    (handbooks.SETTINGS, SETTINGS | OTHER_SETTINGS),
]
FILES = [
    (path.relative_to(ROOT), name)
    for folder, kinds in FOLDERS
    for name, kind in kinds.items()
    for path in sorted((ROOT / folder).glob(kind.path))
    if kind.holds(path.relative_to(ROOT / folder)) and not kind.written
]


@cache
def made() -> dict[str, Any]:
    """The default handbook's schemas, by kind."""
    return {
        name.removesuffix(".schema.json"): json.loads(text)
        for name, text in editor_schemas.schemas(handbooks.default()).items()
    }


def plain(data: Any) -> Any:
    """A document's data as JSON would give it: lists for the tuples, text for the keys."""
    if isinstance(data, dict):
        return {str(key): plain(value) for key, value in data.items()}
    return [plain(item) for item in data] if isinstance(data, tuple) else data


def faults(kind: str, text: str) -> list[str]:
    """What the schema of a kind finds wrong with a file's text."""
    data = plain(parse(text, "file.yml").data)
    return [error.message for error in Draft202012Validator(made()[kind]).iter_errors(data)]


def test_every_schema_keeps_to_the_standard() -> None:
    for kind, described in made().items():
        Draft202012Validator.check_schema(described)
        assert described["$id"] == f"urn:playbook:schema:{kind}"
        assert described["$schema"] == Draft202012Validator.META_SCHEMA["$id"], kind


@pytest.mark.parametrize(("path", "kind"), FILES, ids=lambda value: str(value))
def test_the_handbook_meets_its_schemas(path: Path, kind: str) -> None:
    assert faults(kind, (ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "name",
    [
        "tests/bakery",
        *(f"playbook/starters/{name}" for name in ("minimal/en", "minimal/zh", "service/en", "helpdesk/zh")),
    ],
)
def test_a_handbook_of_another_trade_meets_its_own(name: str) -> None:
    other = editor_schemas.schemas(handbooks.load(ROOT / name / "content", ROOT / name / "settings", ROOT))
    for kind, known in {**CONTENT, **SETTINGS}.items():
        if known.written:
            continue
        validator = Draft202012Validator(json.loads(other[f"{kind}.schema.json"]))
        folder = ROOT / name / ("content" if kind in CONTENT else "settings")
        for path in folder.glob(known.path):
            assert [error.message for error in validator.iter_errors(plain(read(path).data))] == [], path


# What the loader refuses for its shape, each an edit of one file of the default handbook.
BROKEN = [
    ("a word for a number", "scripts/can-transfer.yml", "order: 1", "order: first"),
    ("a key that nobody knows", "levels.yml", "    alarm: ", "    alert: "),
    ("a missing key", "sop.yml", "lead: ", "# lead: "),
    ("a level that is not there", "scripts/vip-today.yml", "levels: [1]", "levels: [9]"),
    ("a source that is not there", "scripts/vip-today.yml", "sources: [ET-36]", "sources: [ET-99]"),
    ("no source at all", "scripts/vip-today.yml", "sources: [ET-36]", "sources: []"),
    ("a ruling that is not there", "scripts/vip-today.yml", "rulings: [honest-scripts", "rulings: [honest-script"),
    ("a figure that is not there", "levels.yml", "cost_cap_yuan: level1_cap", "cost_cap_yuan: level1_cup"),
    ("a cost below nothing", "levels.yml", "cost_cap_yuan: level1_cap", "cost_cap_yuan: -1"),
    ("a number without end", "figures.yml", "vip_ltv: {value: 100000", "vip_ltv: {value: .inf"),
    ("a colour by name", "levels.yml", 'colour: "#b3261e"', "colour: red"),
    ("a shape that is not drawn", "levels.yml", "shape: triangle", "shape: star"),
    (
        "a unit that is not there",
        "figures.yml",
        "vip_ltv: {value: 100000, unit: yuan",
        "vip_ltv: {value: 1, unit: euro",
    ),
    ("an inventory id in small letters", "sources.yml", "- {id: ET-01", "- {id: et-01"),
    ("a name with a blank in it", "rulings.yml", "- id: one-set-of-inputs", "- id: one set"),
    ("a page that is not there", "pages/home.yml", "page: decide,", "page: decied,"),
    ("a number for a name", "contacts.yml", "id: hangzhou-manager", "id: 1"),
    ("never and always", "contacts.yml", "hours: {always: true}", "hours: {always: false}"),
    (
        "always, and at some hours",
        "contacts.yml",
        "{always: true}",
        '{always: true, days: [mon], start: "09:00", end: "18:00"}',
    ),
    ("a step with nothing to do", "sop.yml", "    checks:\n      - 货一到", "    x:\n      - 货一到"),
    ("a form of no kind", "calculators/response-level.yml", "type: any_of", "type: some_of"),
    ("a hit policy of another form", "calculators/response-level.yml", "hit_policy: priority", "hit_policy: first"),
    ("a condition of nothing", "calculators/response-level.yml", "when: {safety: high}", "when: {}"),
    ("a number for a condition", "calculators/response-level.yml", "when: {safety: high}", "when: 3"),
    ("a number for a band", "calculators/response-level.yml", "when: {safety: high}", "when: {safety: 3}"),
    (
        "two lower ends",
        "calculators/response-level.yml",
        "bands: {above: vip_ltv}",
        "bands: {above: vip_ltv, at_least: 3}",
    ),
    ("an interval without ends", "calculators/response-level.yml", "bands: {above: vip_ltv}", "bands: {above: }"),
    ("yes for true", "calculators/priority-score.yml", "default: false", "default: {no: yes}"),
    ("points in words", "calculators/priority-score.yml", "points: -5", "points: none of them"),
]


@pytest.mark.parametrize(("file", "old", "new"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_what_the_loader_refuses_an_editor_marks(file: str, old: str, new: str, tmp_path: Path) -> None:
    copy = handbooks.copied(tmp_path)
    path = next(p for f in (handbooks.CONTENT, handbooks.SETTINGS) if (p := copy / f / file).exists())
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    kind = next(kind for known, kind in FILES if known.name == path.name and known.parent.name == path.parent.name)
    assert any(file in problem for problem in handbooks.problems(copy)), "the loader takes it"
    assert faults(kind, path.read_text(encoding="utf-8"))


def test_an_editor_shows_how_a_word_reads_and_marks_what_is_none() -> None:
    groups = made()["interface"]["$defs"]
    words = interface_words.words(handbooks.default().brand.language)
    assert groups["words"]["properties"]["and"]["description"] == words["words"]["and"]
    assert groups["ledger"]["properties"]["add"]["description"] == words["labels"]["ledger"]["add"]
    assert faults("interface", "labels: {ledger: {add: 记一笔}}") == []
    assert faults("interface", "labels: {ledger: {addd: 记一笔}}")
    assert faults("interface", "words: {and: }")
    assert faults("brand", (ROOT / "site_config/brand.yml").read_text().replace("language: zh", "language: fr"))


def definitions() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every record of every schema: the kind, the record's name (the kind's own has none), and the record.

    Not those of files that say words otherwise, where each word tells how it reads.
    """
    for kind, described in made().items():
        if kind in editor_schemas.SAID_OTHERWISE:
            continue
        yield kind, "", described
        yield from ((kind, name, record) for name, record in described.get("$defs", {}).items())


def test_every_record_and_key_is_explained() -> None:
    unexplained = [
        f"{kind} {name} {key}"
        for kind, name, record in definitions()
        for key, entry in {"": record, **record.get("properties", {})}.items()
        if not CHINESE.search(entry.get("description", "")) and "enum" not in record
    ]
    assert unexplained == [], "playbook/defaults/schema/zh.yml has no words for these"
    assert [kind for kind, described in made().items() if not CHINESE.search(described["title"])] == []


def test_nothing_is_explained_that_is_not_there() -> None:
    records = {name or f"kind {kind}": set(record.get("properties", {})) for kind, name, record in definitions()}
    words = handbooks.default().schema
    kinds = {kind: text for kind, text in words.kinds.items() if kind not in editor_schemas.SAID_OTHERWISE}
    said = {**words.records, **{f"kind {kind}": text for kind, text in kinds.items()}}
    assert set(said) <= set(records)
    assert {f"{name}: {key}" for name, text in said.items() for key in set(text.keys) - records[name]} == set()
    assert set(words.keys) <= {key for keys in records.values() for key in keys}


@pytest.mark.parametrize(("path", "kind"), FILES, ids=lambda value: str(value))
def test_a_file_names_its_schema(path: Path, kind: str) -> None:
    first = (ROOT / path).read_text(encoding="utf-8").partition("\n")[0]
    found = MODELINE.fullmatch(first)
    assert found, f"the first line is {first!r}"
    named = ROOT / path.parent / found[1]
    assert named.resolve() in editor_schemas.files(
        handbooks.default(), ROOT / handbooks.CONTENT, ROOT / handbooks.SETTINGS
    )
    assert named.name == f"{kind}.schema.json"


def test_a_new_handbook_brings_its_schemas(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    starters.start(starters.chosen("car", "zh"), folder)
    for path, _ in FILES:
        found = MODELINE.match((folder / path).read_text(encoding="utf-8"))
        assert found and ((folder / path).parent / found[1]).is_file()


def test_check_writes_the_schemas_and_renews_those_that_are_old(tmp_path: Path) -> None:
    copy = handbooks.copied(tmp_path)
    kept = copy / handbooks.CONTENT / "schemas/levels.schema.json"
    assert not kept.exists()
    assert checked(copy) == 0
    assert "ET-41" not in kept.read_text(encoding="utf-8")
    fresh = kept.stat().st_mtime_ns
    assert checked(copy) == 0
    assert kept.stat().st_mtime_ns == fresh
    sources = copy / handbooks.CONTENT / "sources.yml"
    handbooks.edit(sources, "{id: ET-40, ", "{id: ET-41, title: 新的, kind: rule}\n  - {id: ET-40, ")
    assert checked(copy) == 0  # nobody cites the new row; editors know it all the same
    assert "ET-41" in kept.read_text(encoding="utf-8")
    assert {path.name for path in schemas_of(copy)} == {f"{kind}.schema.json" for kind in made()}


def checked(folder: Path) -> int:
    return CliRunner().invoke(main, ["check", "--config", str(folder / "mkdocs.yml")]).exit_code


def schemas_of(folder: Path) -> list[Path]:
    return [path for part, _ in FOLDERS for path in (folder / part / editor_schemas.FOLDER).iterdir()]


def test_where_nothing_can_be_written_check_does_without(tmp_path: Path) -> None:
    copy = handbooks.copied(tmp_path)
    for part, _ in FOLDERS:  # a file in the folder's place: that stops everybody, a mode does not stop root
        (copy / part / editor_schemas.FOLDER).write_text("", encoding="utf-8")
    assert checked(copy) == 0


def test_the_site_publishes_every_schema() -> None:
    published = editor_schemas.assets(handbooks.default())
    assert set(published) == {f"assets/playbook/schemas/{kind}.schema.json" for kind in made()}


def test_names_are_offered_with_what_they_stand_for() -> None:
    figures = made()["levels"]["$defs"]["FigureName"]
    offered = dict(zip(figures["enum"], figures["enumDescriptions"], strict=True))
    assert offered == {name: entry.meaning for name, entry in handbooks.default().figures.figures.items()}
    pages = made()["pages"]["$defs"]["PageName"]
    assert "calculators/roi" in pages["enum"]


@pytest.mark.parametrize(
    ("model", "location", "known"),
    [
        (
            Calculator,
            ("forms", 0, "matrix", "cells", 1),
            ["sources", "rulings", "row", "column", "level", "cost_cap", "roi"],
        ),
        (
            Calculator,
            ("forms", 0, "any_of", "rules", 0, "when", 0, "ltv", 0, "interval"),
            ["above", "at_least", "below", "at_most"],
        ),
        (Calculator, ("verdict", "full_cap_when", 0, "ltv", 0, "interval"), ["above", "at_least", "below", "at_most"]),
        (Calculator, ("examples", 0, "inputs"), []),
        (Calculator, ("forms", 0), []),
        (Units, ("units", "yuan", "large"), ["from", "divide", "places", "text", "written"]),
    ],
)
def test_the_keys_known_at_a_place(model: Any, location: tuple[str | int, ...], known: list[str]) -> None:
    assert json_schema.keys(model, location) == known
