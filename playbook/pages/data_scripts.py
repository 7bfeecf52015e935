"""The scripts that hold data of the handbook's, which pages load when they need it."""

from playbook.model.handbook import Handbook
from playbook.pages import lab
from playbook.training import page_questions


def data_scripts(handbook: Handbook) -> dict[str, bytes]:
    """Return them by name."""
    return {**page_questions.scripts(handbook), **lab.scripts(handbook)}
