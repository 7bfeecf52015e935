"""A calculator of a handbook's own on the command line: its faults in one line, what it prints out of the way."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook.cli.main import main
from tests.own.test_own import MODULE, NAME, own
from tests.support.handbooks import edit

TWO, THREE = "name,distance\neast,12\nwest,7", "name,distance\neast,12\nwest,7\nnorth,1"
BEGIN = "    nearest = min("


def asked(folder: Path, *options: str, given: str | None = None) -> Result:
    plugin = "{playbook: {content: content, settings: settings}}"
    (folder / "mkdocs.yml").write_text(f"site_name: own\ndocs_dir: settings/static\nplugins: [{plugin}]\n", "utf-8")
    return CliRunner().invoke(main, ["calc", NAME, *options, "--config", str(folder / "mkdocs.yml")], input=given)


def failing(folder: Path, statement: str) -> Path:
    """A handbook whose calculator works for its examples, and not for three places."""
    edit(own(folder) / MODULE, BEGIN, f"    if len(places) > 2:\n        {statement}\n{BEGIN}")
    return folder


FAULTS = [
    ("raise KeyError('x')", "19:1: KeyError: 'x'"),
    ("raise SystemExit(0)", "19:1: SystemExit: 0"),
    ("return None", "15:1: expected calculate to return a dict of results, with `display` and `reasons`, got none"),
]


@pytest.mark.parametrize(("statement", "wanted"), FAULTS)
def test_a_fault_of_a_module_is_one_line(statement: str, wanted: str, tmp_path: Path) -> None:
    said = asked(failing(tmp_path, statement), f"places={THREE}")
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr == f"{MODULE}:{wanted}\n1 problem\n"


@pytest.mark.parametrize(("statement", "wanted"), FAULTS)
def test_of_many_inputs_the_others_are_answered(statement: str, wanted: str, tmp_path: Path) -> None:
    given = "".join(json.dumps({"places": places}) + "\n" for places in (TWO, THREE, TWO))
    said = asked(failing(tmp_path, statement), "--batch", "-", given=given)
    first, bad, last = map(json.loads, said.stdout.splitlines())
    assert (said.exit_code, first["nearest"], last["nearest"]) == (0, "west", "west")
    assert bad["error"]["message"] == f"{MODULE}:{wanted}"


@pytest.mark.parametrize("options", [("--json", f"places={TWO}"), ("--batch", "-")])
def test_what_a_module_prints_is_not_among_the_results(options: tuple[str, ...], tmp_path: Path) -> None:
    folder = own(tmp_path)
    edit(folder / MODULE, BEGIN, f"    print('at work')\n{BEGIN}")
    edit(folder / MODULE, "NEEDS = (", f"print('imported for {options[0]}')\nNEEDS = (")
    said = asked(folder, *options, given=json.dumps({"places": TWO}))
    assert json.loads(said.stdout)["nearest"] == "west"
    assert {f"imported for {options[0]}", "at work"} <= set(said.stderr.splitlines())


def test_an_end_of_the_program_is_a_problem_of_every_command(tmp_path: Path) -> None:
    folder = own(tmp_path)
    edit(folder / MODULE, BEGIN, f"    raise SystemExit(0)\n{BEGIN}")
    assert asked(folder, f"places={TWO}").exit_code == 1
    for command in ("check", "build"):
        said = CliRunner().invoke(main, [command, "--config", str(folder / "mkdocs.yml")])
        assert (said.exit_code, said.stdout) == (1, "")
        assert f"{MODULE}:18:1: asked for the example" in said.stderr
