"""Checks across files that no single model can make."""

from collections.abc import Mapping
from typing import Any

from playbook.errors import Problem


def references(models: Mapping[str, Any], documents: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong between files, for the models that could be read."""
    return []
