"""Decision tables of a peer, CERT/CC's SSVC, as its package `certcc-ssvc` has them: points, values, rows, outcome."""

import json
import subprocess
import sys
from functools import cache
from typing import Any

# In a process of its own: the package registers, and warns of, what it finds while it is imported.
READ = """
import importlib, json, pkgutil
import ssvc.decision_tables as every
from ssvc.decision_tables.base import DecisionTable

tables = {}
for module in pkgutil.walk_packages(every.__path__, every.__name__ + "."):
    if not module.ispkg:
        found = getattr(importlib.import_module(module.name), "LATEST", None)
        if isinstance(found, DecisionTable):
            tables[module.name.rpartition(".")[2]] = found.model_dump(mode="json")
print(json.dumps(tables))
"""


@cache
def tables() -> dict[str, Any]:
    """Every decision table of the package in its latest version, by the name of its module."""
    done = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
