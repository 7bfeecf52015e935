"""What is said of a script's blanks: each told once, and at its own place."""

from playbook.check.lists import filled
from playbook.model.scripts import Placeholder
from playbook.source.document import parse

TEXT = """placeholders:
- {id: customer}
- {id: customers}
body: 您好，{customer}
"""


def said(text: str) -> list[str]:
    document = parse(text, "script.yml")
    blanks = [Placeholder(id=each["id"], label="x", example="x") for each in document.data["placeholders"]]
    return [str(problem) for problem in filled(document, (), blanks, {"body": document.data["body"]})]


def test_a_blank_without_a_use_is_told_though_its_name_is_nearly_anothers() -> None:
    (found,) = said(TEXT)
    assert found.startswith("script.yml:3:8: expected {customers} in the body")


def test_a_misspelt_blank_is_told_once_where_it_is_used() -> None:
    (found,) = said(TEXT.replace("- {id: customers}\n", "").replace("{customer}", "{custmer}"))
    assert found.startswith("script.yml:3:7: expected a declared placeholder")
