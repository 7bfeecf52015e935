"""The words of the workbooks and of the links to them: site_config/interface.yml, `labels.workbooks`."""

from typing import Annotated

from playbook.model.base import Model, template


class WorkbookLabels(Model):
    """`assessment` is the title of the workbook that assesses; `rules`, `samples`, `lists` name sheets."""

    assessment: str
    rules: str
    samples: str
    lists: str
    colon: str
    inputs: str
    results: str
    by_form: str
    by_factor: str
    required: str
    filling: str
    protected: str
    choose: str
    number: str
    number_from: Annotated[str, template("minimum")]
    number_between: Annotated[str, template("minimum", "maximum")]
    check_inputs: str
    fill_in_required: str
    other_allowed: str
    rule: str
    condition: str
    choice: str
    outcome: str
    seen: str
    if_known: str
    download: Annotated[str, template("title", "size")]
