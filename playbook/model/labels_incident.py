"""The words of the page on which incidents are run: site_config/interface.yml, `labels.incident`."""

from typing import Annotated

from playbook.model.base import Model, template


class IncidentLabels(Model):
    """What stands at an incident's clocks, steps, costs, notes and end."""

    begin: str
    begin_this: str
    open: str
    closed: str
    begun: Annotated[str, template("moment")]
    relevel: str
    relevel_help: str
    releveled: Annotated[str, template("before", "after")]
    now: str
    nothing_due: str
    due: Annotated[str, template("moment")]
    left: Annotated[str, template("time")]
    late: Annotated[str, template("time")]
    late_count: Annotated[str, template("number")]
    done: Annotated[str, template("moment")]
    update: str
    updated: str
    words: str
    costs: str
    spent: Annotated[str, template("total", "cap")]
    spent_none: Annotated[str, template("total")]
    advised: Annotated[str, template("cap")]
    cost_text: str
    cost_yuan: str
    cost_add: str
    cost_left: Annotated[str, template("total", "left", "cap")]
    cost_over: Annotated[str, template("total", "cap")]
    cost_none: Annotated[str, template("total")]
    take_out: str
    notes: str
    note_text: str
    note_add: str
    finish: str
    finish_help: str
    finish_now: str
    finished: Annotated[str, template("moment")]
    ledger: str
    older: str
    remove: str
    remove_sure: str
    device: str
    export: str
    bring_in: str
    imported: Annotated[str, template("added", "replaced")]
    rejected: Annotated[str, template("where", "why")]
    plans: str
