"""The commands as they are typed: help, options, exit statuses, and what they say when something is wrong."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook.cli import progress
from playbook.cli.main import main
from playbook.site.publish import MARKER
from tests.support.browser import ROOT
from tests.support.handbooks import CONTENT, copied, edit
from tests.support.patience import until
from tests.support.platforms import posix

COMMANDS = ("apply", "build", "serve", "check", "calc", "diff", "exam", "export", "new", "replay", "snapshot")


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)


@pytest.fixture(autouse=True)
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("command", [(), *[(name,) for name in COMMANDS]], ids="".join)
def test_help(command: tuple[str, ...]) -> None:
    done = run(*command, "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith("Usage: ")
    assert not re.search(r"\.\.\.$", done.stdout.partition("\n")[2], re.MULTILINE), "no sentence is cut"


def test_the_help_of_calc_names_the_calculators(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert re.search(r"Calculators of this handbook:\n(  .*\n)*  roi +调货 ROI", run("calc", "--help").stdout)
    monkeypatch.chdir(tmp_path)
    assert "In a handbook's folder this names its calculators." in run("calc", "--help").stdout


def test_an_exam_that_a_handbook_does_not_have(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / CONTENT / "training/exam.yml").unlink()
    navigation = folder / "site_config/navigation.yml"
    navigation.write_text(navigation.read_text(encoding="utf-8").replace("training/exam, ", ""), encoding="utf-8")
    for page in (folder / CONTENT).rglob("*.yml"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"^ *- \{page: training/exam,.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    for arguments in (("verify", "1-2"), ("sheet", "1")):
        done = run("exam", *arguments, "--config", folder / "mkdocs.yml")
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == "this handbook has no exam: there is no training/exam.yml in its content\n"


def test_a_difference_to_a_handbook_elsewhere(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / CONTENT / "figures.yml", "level1_cap: {value: 5000", "level1_cap: {value: 4321")
    done = run("diff", ROOT, "--config", folder / "mkdocs.yml")
    assert done.exit_code == 1
    assert "level1_cap" in done.stdout
    assert run("diff", folder, folder, "--config", ROOT / "mkdocs.yml").exit_code == 0
    assert run("diff", ROOT).exit_code == 0


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_a_step_that_takes_long_is_told(stream: type[io.StringIO], monkeypatch: pytest.MonkeyPatch) -> None:
    told = stream()
    monkeypatch.setattr(sys, "stderr", told)
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    with progress.step("counting"):
        until(lambda: "counting ..." in told.getvalue())
    plain = told.getvalue()
    assert "\x1b" not in plain, "no colour, whatever NO_COLOR says"
    assert plain == "counting ...\n" if stream is io.StringIO else plain.endswith(f"\r{' ' * 16}\r")
    monkeypatch.setattr(progress, "PATIENCE", 60)
    with progress.step("quick"):
        pass
    assert told.getvalue() == plain


def test_the_default_handbook_is_sound() -> None:
    done = run("check")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("no problems: ")
    assert json.loads(run("check", "--json").stdout)["calculators"] == 7


WRONG = {
    "a name that no calculator has": (["nothing"], "name: "),
    "no equals sign": (["roi", "logistics"], "logistics: "),
    "a key twice": (["roi", "logistics=1", "logistics=2"], "logistics: "),
    "an unknown input": (["roi", "cost=1"], "cost: "),
    "a bad number": (["roi", "logistics=much"], "logistics: "),
    "no name before the equals sign": (["roi", "=1"], "=1: "),
    "a required input left out": (["priority-score", "waiting_days=1"], "usability: "),
    "an unknown choice among several": (["priority-score", "customer=vip,king"], "waiting_days: "),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_bad_input_names_its_field(name: str) -> None:
    arguments, start = WRONG[name]
    done = run("calc", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(start)
    assert done.stderr.count("\n") == 1
    as_json = run("calc", *arguments, "--json")
    error = json.loads(as_json.stdout)["error"]
    assert as_json.exit_code == 2
    assert done.stderr == f"{error['field']}: {error['message']}\n" == as_json.stderr


def test_a_result_as_text_shows_every_field_and_its_sources() -> None:
    done = run("calc", "priority-score", " waiting_days = 15", "usability=unusable", "customer=multi_car,vip")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0].endswith("63 分")
    assert "[SL-07]" in done.stdout


def test_lines_and_pairs_together_are_too_much() -> None:
    done = run("calc", "roi", "logistics=1", "--batch", "-", stdin="{}\n")
    assert done.exit_code == 2
    assert "and one of them" in done.stderr


def test_a_file_of_lines_that_is_not_there(tmp_path: Path) -> None:
    done = run("calc", "roi", "--batch", tmp_path / "none.jsonl")
    assert done.exit_code == 2
    assert "No such file" in done.stderr


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
    command = [sys.executable, "-m", "playbook", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**kept, **environment}, capture_output=True, check=False)


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "latin-1"}],
)
def test_chinese_is_utf_8_whatever_the_terminal_claims(environment: dict[str, str]) -> None:
    good = process("calc", "roi", "logistics=1", **environment)
    assert "总成本: 1 元" in good.stdout.decode()
    bad = process("calc", "roi", "logistics=很多", **environment)
    assert bad.returncode == 2
    assert bad.stderr.decode().startswith("logistics: 请填数字")


@posix
def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f'"{sys.executable}" -m playbook calc roi --batch - | head -n 1'
    lines = b'{"logistics": 1}\n' * 2000
    done = subprocess.run(command, shell=True, cwd=ROOT, input=lines, capture_output=True, check=False)
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_a_handbook_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copied(tmp_path)
    edit(folder / CONTENT / "figures.yml", "level1_cap: {value: 5000", "level1_cap: {value: 4321")
    monkeypatch.chdir(tmp_path.parent)
    arguments = ("calc", "response-level", "safety=high", "--json")
    done = run(*arguments, "--config", Path(folder.name) / "mkdocs.yml")
    assert json.loads(done.stdout)["cost_cap_yuan"] == 4321
    monkeypatch.chdir(folder)
    assert json.loads(run(*arguments).stdout)["cost_cap_yuan"] == 4321


CONFIGS = {
    "a mapping of plugins": ("plugins: {search: {}, playbook: {}}", None),
    "the plugin's own folders": ("plugins: [{playbook: {content: playbook/content}}]", None),
    "folders as Windows writes them": ("plugins: [{playbook: {content: playbook\\content}}]", None),
    "another tool's tags": ("theme: !ENV [X, y]\nplugins: [playbook]\nx: !!python/name:os.path", None),
    "no plugin": (
        "plugins: [search]",
        "mkdocs.yml:1:10: expected the plugin `playbook` in the list `plugins`, got none",
    ),
    "nothing in it": ("", "mkdocs.yml:1:1: expected content, got an empty file"),
    "no YAML": (
        "plugins: [playbook",
        "mkdocs.yml:1:19: expected a comma, or the end of the bracket opened at line 1, column 10",
    ),
    "a number that is none": ("plugins: [playbook]\nx: !!int y", "mkdocs.yml:2:4: expected a number, got 'y'"),
    "a key that stands twice": (
        "plugins: [playbook]\nplugins: []",
        "mkdocs.yml:2:1: the key 'plugins' stands here a second time (first on line 1)",
    ),
    "an anchor of an anchor": ("plugins: [playbook]\nx: &x [*x]", "mkdocs.yml:1:1: nested too deeply"),
    "a folder that does not exist": ("plugins: [playbook: {content: words}]", "mkdocs.yml:1:31: expected a folder"),
    "options that are none": ("plugins: [playbook: 5]", None),
}


@pytest.mark.parametrize("name", CONFIGS)
def test_a_configuration(name: str, tmp_path: Path) -> None:
    text, problem = CONFIGS[name]
    folder = copied(tmp_path)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    done = run("calc", "roi", "logistics=1", "--config", folder / "mkdocs.yml")
    assert done.exit_code == (1 if problem else 0)
    assert done.stderr.startswith(problem or "")
    assert not problem or done.stderr.endswith("\n1 problem\n")


def test_a_configuration_that_is_not_there_or_not_readable(tmp_path: Path) -> None:
    missing = run("check", "--config", tmp_path / "mkdocs.yml")
    assert (missing.exit_code, missing.stderr.splitlines()[0]) == (
        1,
        f"{tmp_path}/mkdocs.yml:1:1: expected a handbook's mkdocs.yml, got no such file; "
        "run in its folder or give --config FILE",
    )
    folder = run("check", "--config", tmp_path)
    assert "cannot be read: Is a directory" in folder.stderr
    (tmp_path / "mkdocs.yml").write_bytes("站点".encode("gbk"))
    encoded = run("check", "--config", tmp_path / "mkdocs.yml")
    assert encoded.stderr.startswith("mkdocs.yml:1:2: expected text encoded as UTF-8, got byte 0x")


def test_a_build_that_fails_leaves_the_last_site(tmp_path: Path) -> None:
    folder, out = copied(tmp_path / "book"), tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("last", encoding="utf-8")
    (out / MARKER).write_text("index.html\n", encoding="utf-8")
    (folder / CONTENT / "sop.yml").write_text("", encoding="utf-8")
    done = run("build", "--config", folder / "mkdocs.yml", "--out", out)
    assert done.exit_code == 1
    assert done.stderr == "playbook/content/sop.yml:1:1: expected content, got an empty file\n1 problem\n"
    assert (out / "index.html").read_text(encoding="utf-8") == "last"
    assert {path.name for path in out.parent.iterdir()} == {"book", "out"}
