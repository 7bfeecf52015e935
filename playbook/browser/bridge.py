"""The door between a page's worker and the calculators: text in, text out. Runs in the browser.

It is archived beside the calculators and imports nothing of the generator.
"""

import json
import traceback
from typing import Any

import calculators

DRILLS = "drills"
LAB = "lab"

# Read through the import system's own loader: in the browser the calculators are a zip file.
_RULES: dict[str, Any] = json.loads(
    calculators.__spec__.loader.get_data(calculators.__path__[0] + "/rules.json")  # type: ignore[union-attr]
)


def answer(request: str) -> str:
    """Return the answer to `request`, both JSON.

    The request has `name` (a calculator) and `inputs`; or the name `drills` and, as inputs, `data`, `seed` and the
    `count` of questions to make; or the name `lab` and, as inputs, what calculators/analysis/lab.py answers. With
    `table`, one of the inputs, nothing is calculated but that table read. The answer has one of: `result`, what the
    calculator returned or the questions; `rows`, those of the table as they are read; `error`, an input's `field`, the
    `message` to show there and the faults of its `rows`, if it is a table; `failure`, a calculator's own fault as a
    traceback.
    """
    question = json.loads(request)
    try:
        return json.dumps(_answer(**question), ensure_ascii=False, allow_nan=False)
    except calculators.InputError as error:
        return json.dumps({"error": error.as_data()}, ensure_ascii=False)
    except Exception:
        return json.dumps({"failure": traceback.format_exc()}, ensure_ascii=False)


def _answer(name: str, inputs: dict[str, Any], table: str | None = None) -> dict[str, Any]:
    if name == DRILLS:
        from calculators.drills import Deck  # a page without drills does without

        return {"result": Deck(inputs["data"]).items(inputs["seed"], inputs["count"])}
    if name == LAB:
        from calculators.analysis.lab import answered

        return {"result": answered(inputs, _RULES)}
    if table:
        return {"rows": calculators.table(table, inputs, _RULES[name])}
    return {"result": calculators.calculate(name, inputs, _RULES[name])}
