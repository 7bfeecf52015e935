"""The words of the page that says what has changed in the rules: site_config/interface.yml, `labels.rule_changes`."""

from typing import Annotated

from playbook.model.base import Model, template


class ChangesLabels(Model):
    """`step` heads what changed from one version to the next; `now` is what the rules as they are are called."""

    now: str
    step: Annotated[str, template("old", "new")]
    version: Annotated[str, template("title", "day")]
    unchanged: Annotated[str, template("title", "day")]
    same_answers: str
    thresholds: str
    threshold: str
    before: str
    after: str
    answers: str
    count: Annotated[str, template("label", "total", "changed")]
    becomes: Annotated[str, template("old", "new", "cells")]
    uncompared: Annotated[str, template("names")]
    drills: str
    drills_help: str
    drill: Annotated[str, template("skill", "boundary", "count")]
    no_drills: str
    versions: str
