"""Calculators that a handbook has of its own: found, held to account, bundled, and each handbook's its own."""

import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import calculators
from playbook.browser import bundle
from playbook.load.handbook import load
from playbook.model.handbook import Handbook
from playbook.source import document
from playbook.source.shipped import CALCULATORS
from tests.support.browser import ROOT
from tests.support.handbooks import edit, said

NAME = "nearest-place"
MODULE = "calculators/nearest_place.py"
DESCRIPTION = f"content/calculators/{NAME}.yml"
GOLDEN = ROOT / "tests/golden/errors/own-calculators.txt"
INPUTS = {"places": "name,distance\neast,12\nwest,7"}


def own(folder: Path) -> Path:
    """Put the small handbook into `folder`, with a calculator of its own; return it."""
    shutil.copytree(ROOT / "tests/bakery", folder, dirs_exist_ok=True)
    (folder / "calculators").mkdir()
    shutil.copy(ROOT / "tests/own/nearest_place.py", folder / MODULE)
    shutil.copy(ROOT / "tests/own/nearest-place.yml", folder / DESCRIPTION)
    return folder


def read(folder: Path) -> Handbook:
    return load(folder / "content", folder / "settings", folder)


def asked(handbook: Handbook) -> dict[str, Any]:
    return calculators.calculate(NAME, INPUTS, handbook.rules[NAME])


def test_it_is_found_and_computes(tmp_path: Path) -> None:
    result = asked(read(own(tmp_path)))
    assert (result["nearest"], result["total"], result["display"]["nearest"]) == ("west", 19, "west")


def test_what_faults_of_a_module_say(tmp_path: Path) -> None:
    now = ""
    for number, fault in enumerate(document.read(ROOT / "tests/own/faults.yml").data):
        folder = own(tmp_path / str(number))
        if "named" in fault:
            (folder / MODULE).rename(folder / fault["named"])
        else:
            edit(folder / fault.get("file", MODULE), fault["old"], fault["new"])
        now += "\n".join([f"# {fault['name']}", *said(folder), "", ""])
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(now, encoding="utf-8")
    assert now == GOLDEN.read_text(encoding="utf-8")
    assert "(nothing)" not in now


def test_handbooks_in_one_process_have_each_their_own(tmp_path: Path) -> None:
    first, second = own(tmp_path / "first"), own(tmp_path / "second")
    edit(second / MODULE, "nearest = min(", "nearest = max(")
    near, far = read(first), read(second)
    assert (asked(near)["nearest"], asked(far)["nearest"], asked(near)["nearest"]) == ("west", "east", "west")
    assert near.mark != far.mark, "other code is another version of the rules"


def test_a_change_counts_when_the_handbook_is_read_again(tmp_path: Path) -> None:
    folder = own(tmp_path)
    assert asked(read(folder))["nearest"] == "west"
    edit(folder / MODULE, "nearest = min(", "nearest = max(")
    assert asked(read(folder))["nearest"] == "east"


def test_it_answers_from_the_browsers_archive(tmp_path: Path) -> None:
    """In a process that has nothing else on its path."""
    handbook = read(own(tmp_path / "handbook"))
    path = tmp_path / "calculators.zip"
    path.write_bytes(bundle.archive(CALCULATORS, handbook.rules, handbook.own_calculators))
    script = f"import sys; sys.path.insert(0, {str(path)!r}); import bridge; print(bridge.answer(sys.stdin.read()))"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script],
        input=json.dumps({"name": NAME, "inputs": INPUTS}),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["result"] == asked(handbook)


def test_what_it_imports_of_the_library_goes_along(tmp_path: Path) -> None:
    folder = own(tmp_path)
    edit(folder / MODULE, "from typing import Any\n", "from typing import Any\n\nimport statistics\n")
    with_it, without = read(folder), read(own(tmp_path / "without"))
    assert "statistics.pyc" in library(with_it)
    assert "statistics.pyc" not in library(without)


def library(handbook: Handbook) -> list[str]:
    files, _ = bundle.runtime_files(ROOT / "site_config", CALCULATORS, handbook.rules, handbook.own_calculators)
    (packed,) = [body for name, body in files.items() if "/library-" in name]
    return zipfile.ZipFile(io.BytesIO(gzip.decompress(packed))).namelist()
