"""The words around tables that are given to a calculator: interface.yml, `labels`, `tables`."""

from playbook.model.base import Model


class TableLabels(Model):
    """Every label is required, so that a missing one is reported at its file and line."""

    choose_file: str
    columns: str
    column: str
    write: str
    a_number: str
    a_text: str
    a_date: str
    one_of: str
    any_of: str
    must: str
    may: str
