"""Broken content: each fault is told once, at its line and column, in words; all faults at once; never a traceback."""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import calculators
from playbook.cli.main import main
from playbook.errors import Problems
from playbook.load import editor_schemas
from playbook.load.handbook import load
from playbook.pages.rendering import pages
from playbook.source import document
from tests.support.browser import ROOT
from tests.support.handbooks import CONTENT, bakery, copied, default, problems, said

BROKEN = ROOT / "tests/load/broken"
GOLDEN = ROOT / "tests/golden/errors/more.txt"
CARET = "‸"

Fault = dict[str, Any]


def faults(name: str) -> list[Fault]:
    return list(document.read(BROKEN / name).data)


def named(fault: Fault) -> str:
    return str(fault["name"])


def spoil(file: Path, fault: Fault) -> tuple[int, int]:
    """Make the fault in its file; return the line and column of its mark, else the file's first."""
    if fault.get("missing"):
        file.unlink()
        return 1, 1
    if "text" in fault:
        file.write_text(fault["text"], encoding="utf-8")
        return 1, 1
    before = file.read_text(encoding="utf-8")
    assert fault["old"] in before, f"{fault['name']}: {file.name} has no {fault['old']!r}"
    at = before.index(fault["old"]) + max(fault["new"].find(CARET), 0)
    after = before.replace(fault["old"], fault["new"].replace(CARET, ""), 1)
    file.write_bytes(after.encode(fault.get("encoding", "utf-8")))
    return after[:at].count("\n") + 1, at - after.rfind("\n", 0, at)


def spoiled(folder: Path, fault: Fault) -> str:
    """Make the fault in a copy of the default handbook; return the problem that must be reported."""
    name = f"{CONTENT}/{fault['file']}"
    line, column = spoil(folder / name, fault)
    return f"{name}:{line}:{column}: {fault['says'].replace('LINE', str(line - 1))}"


@pytest.fixture(autouse=True)
def parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of handbooks that differ in one file: texts that were parsed are not parsed again."""
    monkeypatch.setattr(document, "parse", PARSE)


PARSE = cache(document.parse)
TEN = faults("ten.yml")


@pytest.mark.parametrize("fault", TEN, ids=named)
def test_a_kind_of_broken_content_is_one_problem(fault: Fault, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    wanted = spoiled(folder, fault)
    assert problems(folder) == [wanted]


def test_all_ten_are_reported_in_one_run(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    wanted = {spoiled(folder, fault) for fault in TEN}
    for command in ("check", "build"):
        done = CliRunner().invoke(main, [command, "--config", str(folder / "mkdocs.yml")])
        assert (done.exit_code, done.stdout) == (1, "")
        *lines, count = done.stderr.splitlines()
        assert set(lines) == wanted
        assert len(lines) == 10
        assert count == "10 problems"
    assert not (folder / "site").exists()


def test_what_every_other_fault_says(tmp_path: Path) -> None:
    now = ""
    for number, fault in enumerate(faults("more.yml")):
        folder = bakery(tmp_path / str(number))
        spoil(folder / fault["file"], fault)
        now += "\n".join([f"# {fault['name']}", *said(folder), "", ""])
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(parents=True, exist_ok=True)
        GOLDEN.write_text(now, encoding="utf-8")
    assert now == GOLDEN.read_text(encoding="utf-8")
    assert now.count("(nothing)") == 0


def test_the_small_handbook_itself_is_sound(tmp_path: Path) -> None:
    assert said(bakery(tmp_path)) == ["(nothing)"]


def test_a_waiver_lets_nobody_be_called_out_of_hours(tmp_path: Path) -> None:
    file = bakery(tmp_path) / "content/contacts.yml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("{always: true}", '{days: [mon], start: "08:00", end: "12:00"}')
    file.write_text(text, encoding="utf-8")
    assert len(said(tmp_path)) == 1
    file.write_text(text + "waivers: [{check: out_of_hours, reason: The mill sleeps}]\n", encoding="utf-8")
    assert said(tmp_path) == ["(nothing)"]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    folder = bakery(tmp_path)
    for file in (folder / "content").rglob("*.yml"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert said(folder) == ["(nothing)"]


def test_the_pages_that_links_may_name_are_those_of_the_site() -> None:
    handbook = default()
    names = {page.path.removesuffix(".md").removesuffix("/index").replace("index", "home") for page in pages(handbook)}
    assert {page.name for page in pages(handbook)} == names
    assert set(editor_schemas.names(handbook)["PageName"]) == names


WEIGHED = "calculators/priority-score.yml"
# Faults of what the small handbook does not have.
OTHERS = [
    (WEIGHED, "weight: 30", "weight: 31", "expected weights that add up to 100, got 101"),
    (WEIGHED, "cap: 20", "cap: 0", "expected a cap above 0, got 0"),
    (WEIGHED, "weight: 30", "weight: accuracy_ber", "accuracy_bar"),
    (
        WEIGHED,
        "\npoints:\n",
        '\nworking: [{id: so, text: "{score}"}]\npoints:\n',
        "expected no working, for priority-score is",
    ),
    (
        "calculators/quota.yml",
        "    columns:",
        "    columns_of: quota\n    columns:",
        "expected a kept table, or a calculator",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "part"), OTHERS, ids=[other[2] for other in OTHERS])
def test_faults_of_points(file: str, old: str, new: str, part: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    fault = {"name": new, "old": old, "new": new}
    spoil(folder / CONTENT / file, fault)
    assert part in problems(folder)[0]


def test_a_misspelt_placeholder_is_one_problem(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    spoil(folder / CONTENT / "scripts/vip-today.yml", {"name": "limit", "old": "{limit}", "new": "{limt}"})
    (problem,) = problems(folder)
    assert "expected a declared placeholder, got {limt}" in problem


def test_where_there_are_no_rulings_none_can_be_named(tmp_path: Path) -> None:
    folder = bakery(tmp_path)
    (folder / "content/rulings.yml").write_text("rulings: []\n", encoding="utf-8")
    with pytest.raises(Problems) as found:
        load(folder / "content", folder / "settings", folder)
    assert "tests/bakery/content/rulings.yml" not in {each.path for each in found.value.problems}
    assert all("expected the id of a ruling in rulings.yml, got" in each.message for each in found.value.problems)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "points:\ntitle:"),
        ("title:", "verdict:\ntitle:"),
        ("title:", "based_on:\ntitle:"),
        ("made * 2", "[{when: , formula: made * 2}]"),
    ],
)
def test_a_key_with_nothing_behind_it_is_a_key_left_out(old: str, new: str, tmp_path: Path) -> None:
    file = bakery(tmp_path) / "content/calculators/plain.yml"
    file.write_text(PLAIN.replace(old, new), encoding="utf-8")
    assert said(tmp_path) == ["(nothing)"]


PLAIN = """\
title: Twice
description: Twice as many
lead: Fill in.
no_script: Reckon by hand.
sources: [BK-01]
fields: [{id: made, type: number, label: Made, short: Made, default: 1, sources: [BK-01]}]
results: [{id: twice, label: Twice, main: true, formula: made * 2}]
"""
ODD = [
    None,
    True,
    -1,
    1e400,
    10**20,
    "",
    " ",
    "{",
    "{{",
    "}",
    "no such name",
    [],
    [[]],
    {},
    {"": None},
    ["x", {"y": 0}],
]


def places(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield every place in a document's data below the top, from the outside in."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*at, key)
        yield from places(value, (*at, key))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_an_odd_value_anywhere_is_a_problem_or_a_handbook_that_works(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = bakery(tmp_path_factory.mktemp("odd"))
    file = data.draw(st.sampled_from(sorted(folder.rglob("*.yml"))))
    content = json.loads(json.dumps(document.read(file).data))
    *outer, last = data.draw(st.sampled_from(list(places(content))))
    odd = data.draw(st.sampled_from(ODD))
    inner = content
    for part in outer:
        inner = inner[part]
    if isinstance(inner, dict) and data.draw(st.booleans()):
        inner[data.draw(st.sampled_from(["odd", "id", 7]))] = inner.pop(last)
    else:
        inner[last] = odd
    file.write_text(json.dumps(content).replace("Infinity", ".inf"), encoding="utf-8")
    try:
        handbook = load(folder / "content", folder / "settings", folder)
    except Problems as error:
        assert all((folder / problem.path).exists() for problem in error.problems)
        return
    assert pages(handbook)
    assert calculators.calculate("response-level", {"loaves": 1}, handbook.rules["response-level"])
