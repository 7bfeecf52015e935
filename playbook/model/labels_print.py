"""The words on and around the sheets to print: site_config/interface.yml, `labels.printing`."""

from typing import Annotated

from playbook.model.base import Model, template


class PrintLabels(Model):
    """Every label is required, so that a missing one is reported at its file and line."""

    print_now: str
    pdf: str
    a3: str
    a4: str
    one_page: Annotated[str, template("paper")]
    several_pages: Annotated[str, template("paper", "pages")]
    fallback: str
    scan: str
