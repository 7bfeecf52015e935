"""What is published for the browser: byte code that runs, equal bytes for equal content, no more than is needed."""

import gzip
import hashlib
import importlib.util
import io
import json
import marshal
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from playbook.browser import bundle, bytecode, runtime, stdlib
from playbook.errors import Problems
from playbook.load.handbook import load
from playbook.model.runtime import Modules
from playbook.source.shipped import CALCULATORS
from tests.support.browser import ROOT
from tests.support.trace import traced
from tests.support.worked import worked_cases

SETTINGS = ROOT / "site_config"


@pytest.fixture(scope="module")
def rules() -> dict[str, Any]:
    return load(ROOT / "playbook/content", SETTINGS, ROOT).rules


@pytest.fixture(scope="module")
def whole(rules: dict[str, Any]) -> tuple[dict[str, bytes], dict[str, Any]]:
    return bundle.runtime_files(SETTINGS, CALCULATORS, rules)


@pytest.fixture(scope="module")
def assets(whole: tuple[dict[str, bytes], dict[str, Any]]) -> dict[str, bytes]:
    return whole[0]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of calculators with one of its own; write to it what a test needs."""
    folder = tmp_path / "calculators"
    folder.mkdir()
    (folder / "__init__.py").write_text('"""Calculators."""\n\nfrom calculators import own\n', encoding="utf-8")
    (folder / "own.py").write_text("import json\n", encoding="utf-8")
    return folder


def opened(archive: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(archive))


def codes(code: CodeType) -> list[CodeType]:
    inner = [each for constant in code.co_consts if isinstance(constant, CodeType) for each in codes(constant)]
    return [code, *inner]


def library_of(assets: dict[str, bytes]) -> zipfile.ZipFile:
    [name] = [name for name in assets if "/library-" in name]
    return opened(gzip.decompress(assets[name]))


def test_the_archive_holds_byte_code_and_rules_only(rules: dict[str, Any]) -> None:
    archive = opened(bundle.archive(CALCULATORS, rules))
    sources = [f"calculators/{path.relative_to(CALCULATORS).as_posix()}c" for path in CALCULATORS.rglob("*.py")]
    assert archive.namelist() == sorted([*sources, "calculators/rules.json", "bridge.pyc"])
    assert all(archive.read(name).startswith(importlib.util.MAGIC_NUMBER) for name in [*sources, "bridge.pyc"])
    assert json.loads(archive.read("calculators/rules.json")) == rules


def test_byte_code_is_written_out_in_full(rules: dict[str, Any]) -> None:
    """What it refers back to would depend on what else the process has loaded."""
    archive = opened(bundle.archive(CALCULATORS, rules))
    for name in archive.namelist():
        if name.endswith(".pyc"):
            code = archive.read(name)[16:]
            assert marshal.dumps(marshal.loads(code), 2) == code, name


def test_the_archive_answers_every_worked_case(rules: dict[str, Any], tmp_path: Path) -> None:
    """In a process that has nothing else on its path: the archive is whole, and reads its rules from inside a zip."""
    path = tmp_path / "calculators.zip"
    path.write_bytes(bundle.archive(CALCULATORS, rules))
    script = (
        f"import sys; sys.path.insert(0, {str(path)!r}); import bridge, json\n"
        "for line in sys.stdin: print(bridge.answer(line))"
    )
    cases = worked_cases()
    asked = "".join(json.dumps({"name": case.calculator, "inputs": case.as_json()}) + "\n" for case in cases)
    answered = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], input=asked, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    for case, line in zip(cases, answered, strict=True):
        case.check(json.loads(line))


def test_equal_content_gives_equal_bytes_whatever_else_is_loaded(tmp_path: Path) -> None:
    """Compiled without a cache, by processes that order their sets and share their strings differently."""
    script = (
        "import sys, hashlib; from playbook.browser import bundle; from playbook.source.shipped import CALCULATORS\n"
        "print(hashlib.sha256(bundle.archive(CALCULATORS, {})).hexdigest())"
    )
    digests = set()
    for seed, extra in (("1", ""), ("2", "import asyncio, email, http.client, decimal\n")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(tmp_path / seed)}
        command = [sys.executable, "-c", extra + script]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        digests.add(done.stdout)
    assert len(digests) == 1


def test_the_manifest_tells_the_truth(whole: tuple[dict[str, bytes], dict[str, Any]]) -> None:
    assets, manifest = whole
    assert set(manifest["payloads"]) == {"engine.js", "engine.wasm", "library.zip", "calculators.zip"}
    published = set()
    for entry in manifest["payloads"].values():
        packed = assets[bundle.FOLDER + entry["file"]]
        whole = gzip.decompress(packed)
        assert (len(packed), len(whole)) == (entry["bytes"], entry["size"])
        assert hashlib.sha256(whole).hexdigest() == entry["sha256"]
        assert entry["sha256"][:8] in entry["file"]
        published |= {entry[key] for key in ("file", "script") if key in entry}
        if "script" in entry:
            assert assets[bundle.FOLDER + entry["script"]] == whole
    assert {name.removeprefix(bundle.FOLDER) for name in assets} == published


def test_a_first_visit_loads_less_than_four_megabytes(assets: dict[str, bytes]) -> None:
    assert sum(len(body) for name, body in assets.items() if name.endswith(".gz")) < 3.8e6


def test_the_library_is_byte_code_without_words_and_lines(assets: dict[str, bytes]) -> None:
    library = library_of(assets)
    assert all(name.endswith(".pyc") for name in library.namelist())
    code = marshal.loads(library.read("json/decoder.pyc")[16:])
    for each in codes(code):
        assert {line for _, _, line in each.co_lines()} <= {None, each.co_firstlineno}
        assert "Simple JSON" not in str(each.co_consts)


def test_a_traceback_can_be_printed_through_code_without_lines(tmp_path: Path) -> None:
    path = tmp_path / "library.zip"
    path.write_bytes(
        bytecode.compiled({"broken.py": b"def fail():\n    return 1 / 0\n" + b"x = 1\n" * 50}, lines=False)
    )
    script = f"import sys; sys.path.insert(0, {str(path)!r}); import broken; broken.fail()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr.endswith("ZeroDivisionError: division by zero\n")
    assert "in fail" in done.stderr


def test_the_list_of_modules_is_what_the_engine_uses() -> None:
    """The trace is the only author of the list: run `python -m tests.support.trace` after a change."""
    assert json.loads((runtime.FOLDER / stdlib.LIST).read_text(encoding="utf-8")) == traced()


def test_a_module_that_was_not_traced_comes_with_what_it_needs(package: Path, assets: dict[str, bytes]) -> None:
    (package / "own.py").write_text(
        "def mean(x):\n    import statistics\n    return statistics.mean(x)\n", encoding="utf-8"
    )
    names = {stdlib.module(name[:-1]) for name in library_of(bundle.runtime_files(SETTINGS, package, {})[0]).namelist()}
    assert {"statistics", "fractions", "decimal", "numbers"} <= names
    assert names > {stdlib.module(name[:-1]) for name in library_of(assets).namelist()}


@pytest.mark.parametrize(
    ("source", "place", "said"),
    [
        (
            "import json\nimport sqlite3\n",
            "2:1",
            "expected a module of the standard library as the browser has it, got 'sqlite3'",
        ),
        ("def f():\n    from requests import get\n", "2:5", "got 'requests'"),
        ("def f(:\n", "1:7", "not Python: "),
        ("\nreturn 1\n", "2:1", "not Python: 'return' outside function"),
    ],
)
def test_what_the_browser_cannot_import_is_a_problem(source: str, place: str, said: str, package: Path) -> None:
    (package / "own.py").write_text(source, encoding="utf-8")
    with pytest.raises(Problems) as caught:
        bundle.runtime_files(SETTINGS, package, {})
    [problem] = caught.value.problems
    assert str(problem).startswith(f"{package / 'own.py'}:{place}: ")
    assert said in problem.message


def test_pins_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    text = (runtime.FOLDER / runtime.SETTINGS).read_text(encoding="utf-8")
    (tmp_path / runtime.SETTINGS).write_text(
        text.replace('"3.13"', '"3.12"').replace("pyodide.mjs:", "other.mjs:"), encoding="utf-8"
    )
    (tmp_path / stdlib.LIST).write_text(
        Modules(version="0.1.0", used=(), builtin=()).model_dump_json(), encoding="utf-8"
    )
    with pytest.raises(Problems) as caught:
        bundle.runtime_files(tmp_path, CALCULATORS, {})
    assert len(caught.value.problems) == 3
    assert "expected the hash of pyodide.mjs under files, got none" in str(caught.value)
    assert "expected a Python 3.13" in str(caught.value)
    assert "tests.support.trace" in str(caught.value)
