"""The writers' guide keeps its word: its examples together are a handbook, its messages are what the check says.

A fenced example says after `yaml` which file it is, or which record of the schemas; a list holds several records.
"""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from playbook.errors import Problems
from playbook.load import editor_schemas
from playbook.load.handbook import load
from playbook.model.files import CONTENT, SETTINGS
from playbook.model.handbook import Handbook
from playbook.pages import rendering
from playbook.rules import agreeing, report
from playbook.source.document import parse
from tests.load.test_editor_schemas import plain
from tests.support.browser import ROOT

GUIDE = (ROOT / "docs/writing.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml (\S+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
FILES = {name: text for name, text in EXAMPLES if name.endswith(".yml")}
RECORDS = [(name, text) for name, text in EXAMPLES if not name.endswith(".yml")]
SETTING_FILES = {kind.path for kind in SETTINGS.values()}
NEEDED = {"brand.yml"}
CHOICES = re.compile(r" \([^()]*choices[^()]*\)$")
SAID = re.findall(r"^\| `(.*?)` \|", GUIDE.rpartition("\n## ")[2], re.MULTILINE)


def written(folder: Path) -> Path:
    """Put the guide's handbook into `folder`, with the default settings and plain pages where it shows none."""
    for name in sorted(NEEDED):
        put(folder / "settings" / name, FILES.get(name) or (ROOT / "site_config" / name).read_text(encoding="utf-8"))
    for name, text in FILES.items():
        put(folder / ("settings" if name in SETTING_FILES else "content") / name, text)
    return folder


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def loaded(folder: Path) -> Handbook:
    return load(folder / "content", folder / "settings", folder)


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    folder = written(tmp_path_factory.mktemp("guide"))
    made = loaded(folder)
    put(folder / "content" / agreeing.FILE, agreeing.text(made, report.audits(made), {}))  # as the guide says
    return loaded(folder)


def test_every_example_says_what_it_is() -> None:
    assert len(EXAMPLES) == GUIDE.count("```yaml")
    assert len(FILES) + len(RECORDS) == len(EXAMPLES)


def test_every_kind_of_content_has_an_example_or_is_named() -> None:
    shown = {Path(name).parts[0].removesuffix(".yml") for name in FILES}
    assert [kind.path for name, kind in CONTENT.items() if name not in shown and f"`{kind.path}`" not in GUIDE] == []


def test_the_examples_are_a_handbook(handbook: Handbook) -> None:
    assert {page.path for page in rendering.pages(handbook)} >= {
        "index.md",
        "calculators/response-level.md",
        "scripts.md",
    }


def test_the_rules_of_the_examples_are_sound(handbook: Handbook) -> None:
    assert [str(problem) for problem in report.problems(handbook, report.audits(handbook))] == []


@pytest.mark.parametrize(("name", "text"), RECORDS)
def test_a_record_meets_its_schema(name: str, text: str, handbook: Handbook) -> None:
    made = json.loads(editor_schemas.schemas(handbook)["calculators.schema.json"])
    validator = Draft202012Validator({"$defs": made["$defs"], "$ref": f"#/$defs/{name}"})
    data = plain(parse(text, "example").data)
    several = isinstance(data, list) and name != "When"
    for record in data if several else [data]:
        assert [error.message for error in validator.iter_errors(record)] == []


FAULTS = [
    ("levels.yml", "    summary: ", "    sumary: "),
    ("levels.yml", "    means:\n", "    icon: x\n    means:\n"),
    ("levels.yml", "    alarm: 红色警报\n    summary: 马上动手。\n", ""),
    ("figures.yml", "value: 72", "value: 三天"),
    ("levels.yml", "deliver_within_hours: level1_hours", "deliver_within_hours: level1_hour"),
    ("levels.yml", "{{level1_cap}}", "{{level_cap}}"),
    ("sop.yml", "sources: [ET-02]", "sources: [ET-20]"),
    ("scripts/call-back.yml", "  {customer}，件", "  {name}，件"),
    ("calculators/response-level.yml", "{safety: high}", "{safty: high}"),
    ("scripts/call-back.yml", "levels: [1]", "levels: 1"),
    ("sop.yml", "    title: 快速评估", "\ttitle: 快速评估"),
    ("contacts.yml", '"09:00"', '"9:00"'),
    ("contacts.yml", "{always: true}", '{days: [mon], start: "09:00", end: "18:00"}'),
]


def test_the_check_says_what_the_guide_says(tmp_path: Path) -> None:
    told: set[str] = set()
    for number, (file, old, new) in enumerate(FAULTS):
        folder = written(tmp_path / str(number))
        path = folder / "content" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        put(path, text.replace(old, new, 1))
        with pytest.raises(Problems) as problems:
            loaded(folder)
        told |= {CHOICES.sub("", problem.message) for problem in problems.value.problems}
    assert told == set(SAID)
