"""A calculator on a page of words."""

from typing import Literal

from playbook.model.base import CalculatorName
from playbook.model.blocks.base import Block


class CalculatorBlock(Block):
    """A calculator's form with its answer, as on its own page."""

    STATES = False

    type: Literal["calculator"]
    calculator: CalculatorName
