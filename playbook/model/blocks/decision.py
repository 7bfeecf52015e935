"""The rules of a decision, as a reader sees them."""

from typing import Literal

from playbook.model.base import CalculatorName, Id
from playbook.model.blocks.base import Block


class Decision(Block):
    """A form of a decision: its list of triggers, tree, graded table or matrix. `form` is its id."""

    STATES = False

    type: Literal["decision"]
    calculator: CalculatorName
    form: Id
