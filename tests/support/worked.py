"""The worked cases of tests/calculators/cases: inputs with the result or error they must give, however they are run."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from playbook.source import document
from tests.support.browser import ROOT

CASES = ROOT / "tests/calculators/cases"
TOLERANCE = 1e-4


@dataclass(frozen=True)
class Case:
    """One case: `expect` is a part of the result; `error` is the id of the field at fault."""

    calculator: str
    name: str
    inputs: dict[str, Any]
    expect: dict[str, Any] | None
    error: str | None

    def as_json(self) -> dict[str, Any]:
        """Return the inputs as JSON can carry them: what is no finite number, as it would be typed."""
        return {
            key: str(value) if value in (math.inf, -math.inf) or value != value else value
            for key, value in self.inputs.items()
        }

    def check(self, answer: dict[str, Any]) -> None:
        """Fail unless `answer`, a `result` or an `error`, is the one this case must give."""
        if self.error:
            assert answer["error"]["field"] == self.error, self.name
            assert answer["error"]["message"], self.name
        else:
            assert self.expect is not None
            result = answer["result"]
            for key, value in self.expect.items():
                assert result[key] == (value if isinstance(value, dict) else pytest.approx(value, abs=TOLERANCE)), (
                    f"{self.name}: {key}"
                )


def worked_cases() -> list[Case]:
    """Return all worked cases, in the order of their files."""
    return list(_read())


def _read() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.yml")):
        for row in document.read(path).data:
            inputs = {key: list(value) if isinstance(value, tuple) else value for key, value in row["input"].items()}
            yield Case(path.stem, row["name"], inputs, row.get("expect"), row.get("error"))
