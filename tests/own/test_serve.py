"""`playbook serve` of a handbook with a calculator of its own sees changes of it."""

import signal
from pathlib import Path

from tests.own.test_own import DESCRIPTION, MODULE, own
from tests.site.test_second import built_from
from tests.site.test_serve import Served
from tests.support.browser import ROOT
from tests.support.handbooks import edit
from tests.support.patience import PATIENCE

PAGE = "calculators/nearest-place/"


def test_a_changed_module_is_computed_with(tmp_path: Path) -> None:
    folder = own(built_from(tmp_path / "handbook"))
    navigation = folder / "settings/navigation.yml"
    edit(navigation, "calculators/response-level", "calculators/response-level, calculators/nearest-place")
    served = Served(folder, tmp_path, PYTHONPATH=str(ROOT))
    try:
        assert "<dd>west</dd>" in served.get(PAGE)
        served.edit(MODULE, "nearest = min(", "nearest = max(")
        served.wait(lambda: "<dd>east</dd>" in served.get(PAGE))
        served.edit(MODULE, "def calculate(", "def calculate(:")
        served.wait(lambda: f"{MODULE}:15:15: not Python" in served.output.read_text())
        served.edit(MODULE, "def calculate(:", "def calculate(")
        served.edit(DESCRIPTION, "name,distance\\neast,12", "name,distance\\nnorth,20")
        served.wait(lambda: "<dd>north</dd>" in served.get(PAGE))
    finally:
        served.process.send_signal(signal.SIGTERM)
        served.process.wait(PATIENCE)
