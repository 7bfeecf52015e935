"""The registry of blocks: what a page can be made of, each by the `type` that content gives it.

A block is a model here, a template of the same name in templates/pages/parts/blocks/, and a golden file of tests.
"""

from typing import Annotated

from pydantic import Field

from playbook.model.blocks.bill import Bill
from playbook.model.blocks.calculator import CalculatorBlock
from playbook.model.blocks.chart import Chart
from playbook.model.blocks.checklist import Checklist
from playbook.model.blocks.decision import Decision
from playbook.model.blocks.facts import Facts
from playbook.model.blocks.figure import Figure
from playbook.model.blocks.guard import Guard
from playbook.model.blocks.include import Include
from playbook.model.blocks.links import Links
from playbook.model.blocks.list import List
from playbook.model.blocks.markdown import Markdown
from playbook.model.blocks.metrics import Metrics
from playbook.model.blocks.quote import Quote
from playbook.model.blocks.ranks import Ranks, Steps
from playbook.model.blocks.reach import Reach
from playbook.model.blocks.remark import Remark
from playbook.model.blocks.script import ScriptBlock
from playbook.model.blocks.table import Table
from playbook.model.blocks.text import Text
from playbook.model.blocks.timeline import Timeline

AnyBlock = Annotated[
    Text
    | Markdown
    | Facts
    | List
    | Steps
    | Checklist
    | Timeline
    | Table
    | Ranks
    | Bill
    | Metrics
    | Chart
    | Quote
    | Remark
    | Figure
    | Links
    | ScriptBlock
    | Reach
    | Decision
    | CalculatorBlock
    | Guard
    | Include,
    Field(discriminator="type"),
]
