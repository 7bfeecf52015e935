"""What a page needs to run an incident: for each level its steps with the times due, and what goes into the ledger."""

import hashlib
import json
from typing import Any

from playbook.model.handbook import Handbook
from playbook.model.incidents import Incidents
from playbook.model.reference import Level
from playbook.model.scripts import Placeholder
from playbook.model.sop import SopStep

HOURS = {"minutes": 1 / 60, "hours": 1, "days": 24}
VERSION_LENGTH = 8


def context(handbook: Handbook, incidents: Incidents) -> dict[str, Any]:
    """Return what the page's template shows: `incidents`, `data` for its script, `blanks` that one is called by."""
    return {"incidents": incidents, "data": data(handbook, incidents), "blanks": names(handbook, incidents)}


def data(handbook: Handbook, incidents: Incidents) -> dict[str, Any]:
    """Return what the page and its script run incidents by, as JSON-ready data: `plans`, `columns` and `words`.

    The plan of a level is kept with the incidents that begin by it: `version` (equal for equal plans), `level`, `name`,
    `cap_yuan`, `update_hours` (None where the customer is not kept posted), `updates_until` (a step's id), `named_by`
    and `steps`. A step has `id`, `title`, `purpose`, `checks` and, where it is due, `hours` after the report, or after
    the end of the step `after`. A check has `text`; one that meets a limit of the level, `limit` and `hours` after the
    report. `columns` are the ledger's, each with id, label, type, unit, help, options and what fills it (`fill`).
    """
    labels = handbook.interface.labels
    words = {**labels.incident.model_dump(), "storage": labels.storage.model_dump()}
    words |= {"unnamed": labels.fill.unnamed, "not_an_amount": labels.fill.not_an_amount}
    units = handbook.units.units
    return {
        "plans": [_plan(handbook, incidents, level) for level in handbook.levels.levels],
        "columns": _columns(handbook, incidents),
        "words": {**words, "yuan": units["yuan"].text, "hours": units["hours"].text},
    }


def names(handbook: Handbook, incidents: Incidents) -> list[Placeholder]:
    """Return the blanks that an incident is called by, as the first script that has them describes them."""
    blanks = [blank for script in handbook.scripts.values() for blank in script.placeholders]
    return [next(blank for blank in blanks if blank.id == name) for name in incidents.named_by]


def _plan(handbook: Handbook, incidents: Incidents, level: Level) -> dict[str, Any]:
    steps = [_step(handbook, step, level) for step in (handbook.sop.steps if handbook.sop else ())]
    plan = {
        "level": level.id,
        "name": level.name,
        "cap_yuan": level.cost_cap_yuan,
        "update_hours": level.update_every_hours,
        "updates_until": incidents.updates_until,
        "named_by": list(incidents.named_by),
        "steps": [step for step in steps if step["checks"]],
    }
    text = json.dumps(plan, ensure_ascii=False, sort_keys=True)
    return {"version": hashlib.sha256(text.encode()).hexdigest()[:VERSION_LENGTH], **plan}


def _step(handbook: Handbook, step: SopStep, level: Level) -> dict[str, Any]:
    branches = [check for branch in step.branches if branch.level == level.id for check in branch.checks]
    checks = [{"text": text} for text in (*step.checks, *branches)]
    described: dict[str, Any] = {"id": step.id, "title": step.title, "purpose": step.purpose}
    described["checks"] = [*checks, *_limits(handbook, step, level)]
    if step.within and not step.limits:
        described["hours"] = step.within.most * HOURS[step.within.unit]
        if step.after:
            described["after"] = step.after
    return described


def _limits(handbook: Handbook, step: SopStep, level: Level) -> list[dict[str, Any]]:
    """Return the checks by which a step meets the level's limits; a level without one has no such check."""
    labels = handbook.interface.labels
    known = {
        "find": (labels.find_within, level.find_within_hours),
        "deliver": (labels.deliver_within, level.deliver_within_hours),
    }
    found = [(limit, *known[limit]) for limit in step.limits]
    return [{"text": text, "limit": limit, "hours": hours} for limit, text, hours in found if hours is not None]


def _columns(handbook: Handbook, incidents: Incidents) -> list[dict[str, Any]]:
    if incidents.ledger is None:
        return []
    row = incidents.ledger
    return [
        {
            **column.model_dump(include={"id", "label", "type", "unit", "help", "options"}),
            "fill": row.cells.get(column.id),
        }
        for column in handbook.kept_tables[row.record][1].columns
    ]
