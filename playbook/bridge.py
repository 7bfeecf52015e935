"""The door between a page's worker and the calculators: text in, text out. Runs in the browser.

It is archived beside the calculators and imports nothing of the generator.
"""

import json
import traceback
from typing import Any

import calculators

# Read through the import system's own loader: in the browser the calculators are a zip file.
_RULES: dict[str, Any] = json.loads(
    calculators.__spec__.loader.get_data(calculators.__path__[0] + "/rules.json")  # type: ignore[union-attr]
)


def answer(request: str) -> str:
    """Return the answer to `request`, both JSON.

    The request has `name` (a calculator) and `inputs`. The answer has one of: `result`, what the calculator returned;
    `error`, an input's `field`, the `message` to show there and the faults of its `rows`, if it is a table; `failure`,
    a calculator's own fault as a traceback.
    """
    question = json.loads(request)
    try:
        result = calculators.calculate(question["name"], question["inputs"], _RULES[question["name"]])
        return json.dumps({"result": result}, ensure_ascii=False, allow_nan=False)
    except calculators.InputError as error:
        return json.dumps({"error": error.as_data()}, ensure_ascii=False)
    except Exception:
        return json.dumps({"failure": traceback.format_exc()}, ensure_ascii=False)
