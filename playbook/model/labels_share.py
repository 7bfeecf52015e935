"""The words by which a result is handed on: site_config/interface.yml, `labels.share`."""

from typing import Annotated

from playbook.model.base import Model, template


class ShareLabels(Model):
    """`dropped` names what a link held that no input takes; `line`, `reason` make the copied text."""

    copy_result: str
    line: Annotated[str, template("label", "value")]
    reasons: str
    reason: Annotated[str, template("number", "text")]
    version: Annotated[str, template("mark")]
    version_of: Annotated[str, template("mark", "day")]
    dropped: Annotated[str, template("names")]
    dropped_item: Annotated[str, template("name", "value")]
