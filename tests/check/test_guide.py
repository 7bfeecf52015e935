"""The writers' guides keep their word: the examples of each are a handbook, its messages are what the check says.

A fenced example says after `yaml` which file it is, or which record of the schemas; a list holds several records.
`blocks` are blocks of a page.
"""

import json
import re
import typing
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from playbook.errors import Problems
from playbook.load import editor_schemas
from playbook.load.handbook import load
from playbook.model.decision import AnyForm
from playbook.model.files import CONTENT, SETTINGS
from playbook.model.handbook import Handbook
from playbook.pages import rendering
from playbook.rules import agreeing, report
from playbook.source.document import parse
from tests.load.test_editor_schemas import plain
from tests.pages.test_blocks import NAMES
from tests.support.browser import ROOT

FORMS = {model.__name__ for model in typing.get_args(typing.get_args(AnyForm)[0])}
SETTING_FILES = {kind.path for kind in SETTINGS.values()}
NEEDED = {"brand.yml"}
CHOICES = re.compile(r" \([^()]*choices[^()]*\)$")
EXAMPLE = re.compile(r"^```yaml (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#+) .*", re.MULTILINE)
NAMED = re.compile(r"[a-z_*/.-]+(?:\.yml|/)(?![a-z])")
BLOCKS = "blocks"
CELL = re.compile(r"^\| (`.*?) \|", re.MULTILINE)


class Guide:
    """A guide as it is written: its examples by file, the others by record, and what it says that the check says."""

    def __init__(self, name: str, *faults: tuple[str, str, str]) -> None:
        self.text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        self.examples = EXAMPLE.findall(self.text)
        self.files = {name: text for name, text in self.examples if name.endswith(".yml")}
        self.records = [(name, text) for name, text in self.examples if not name.endswith(".yml") and name != BLOCKS]
        self.blocks = [text for name, text in self.examples if name == BLOCKS]
        self.said = re.findall(r"^\| `(.*?)` \|", self.text.rpartition("\n## ")[2], re.MULTILINE)
        self.faults = faults


CHINESE = Guide(
    "writing.md",
    ("levels.yml", "    alarm: 红色警报\n    summary: 马上动手。\n", ""),
    ("figures.yml", "value: 72", "value: 三天"),
    ("scripts/call-back.yml", "  {customer}，件", "  {name}，件"),
    ("scripts/call-back.yml", "approver: 接待的人自己", "approver: 接待的人自己, 先问一声"),
    ("sop.yml", "    title: 快速评估", "\ttitle: 快速评估"),
)
ENGLISH = Guide(
    "writing.en.md",
    ("levels.yml", "    alarm: Red\n    summary: Begin at once.\n", ""),
    ("figures.yml", "value: 72", "value: three days"),
    ("scripts/call-back.yml", "  {customer}, we", "  {name}, we"),
    ("scripts/call-back.yml", "approver: whoever speaks", "approver: whoever speaks, or ask"),
    ("sop.yml", "    title: Assess", "\ttitle: Assess"),
)
GUIDES = {"zh": CHINESE, "en": ENGLISH}


def written(guide: Guide, folder: Path) -> Path:
    """Put a guide's handbook into `folder`, with the default settings where it shows none."""
    for name in sorted(NEEDED):
        text = guide.files.get(name) or (ROOT / "site_config" / name).read_text(encoding="utf-8")
        put(folder / "settings" / name, text)
    for name, text in guide.files.items():
        put(folder / ("settings" if name in SETTING_FILES else "content") / name, text)
    return folder


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def loaded(folder: Path) -> Handbook:
    return load(folder / "content", folder / "settings", folder)


@pytest.fixture(scope="module", params=GUIDES)
def guide(request: pytest.FixtureRequest) -> Guide:
    return GUIDES[request.param]


@pytest.fixture(scope="module")
def handbook(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    folder = written(guide, tmp_path_factory.mktemp("guide"))
    made = loaded(folder)
    put(folder / "content" / agreeing.FILE, agreeing.text(made, report.audits(made), {}))  # as the guide says
    return loaded(folder)


def test_every_example_says_what_it_is(guide: Guide) -> None:
    assert len(guide.examples) == guide.text.count("```yaml")
    assert len(guide.files) + len(guide.records) + len(guide.blocks) == len(guide.examples)


def test_both_guides_say_the_same() -> None:
    """They have the same sections, on the same files, the same examples with the same keys, the same tables."""
    assert headings(CHINESE) == headings(ENGLISH)
    assert [name for name, _ in CHINESE.examples] == [name for name, _ in ENGLISH.examples]
    for (name, ours), (_, theirs) in zip(CHINESE.examples, ENGLISH.examples, strict=True):
        assert keys(parse(ours, name).data) == keys(parse(theirs, name).data), name
    ours, theirs = (guide.text.rpartition("\n## ")[0] for guide in (CHINESE, ENGLISH))
    assert [re.findall("`.*?`", cell) for cell in CELL.findall(ours)] == [
        re.findall("`.*?`", cell) for cell in CELL.findall(theirs)
    ]


def headings(guide: Guide) -> list[tuple[str, list[str]]]:
    """The headings of a guide: how deep each is, and the files that it names."""
    outside = EXAMPLE.sub("", guide.text)
    return [(found[1], NAMED.findall(found[0])) for found in HEADING.finditer(outside)]


def keys(data: Any) -> Any:
    """The form of a file's data: keys and numbers of entries, whatever the words."""
    if isinstance(data, dict):
        return {key: keys(value) for key, value in data.items()}
    return [keys(item) for item in data] if isinstance(data, tuple | list) else None


def test_every_kind_of_content_has_an_example_or_is_named(guide: Guide) -> None:
    shown = {Path(name).parts[0].removesuffix(".yml") for name in guide.files}
    absent = [kind.path for name, kind in CONTENT.items() if name not in shown and f"`{kind.path}`" not in guide.text]
    assert absent == []


def test_the_examples_are_a_handbook(handbook: Handbook) -> None:
    assert {page.path for page in rendering.pages(handbook)} >= {
        "index.md",
        "calculators/response-level.md",
        "scripts.md",
    }


def test_every_type_of_block_has_an_example_that_is_drawn(guide: Guide, tmp_path: Path) -> None:
    """All of them stand on one page, in a handbook that has the picture and nothing else besides."""
    shown = [block["type"] for text in guide.blocks for block in parse(text, BLOCKS).data]
    assert set(shown) == set(NAMES)
    folder = written(guide, tmp_path)
    blocks = indent("".join(guide.blocks), "  ")
    put(folder / "content/pages/all.yml", f"title: x\ndescription: x\nsources: [ET-02]\nblocks:\n{blocks}")
    put(folder / "settings/static/shelf.svg", "<svg/>")
    (page,) = [page.text for page in rendering.pages(loaded(folder)) if page.path == "all.md"]
    assert page.count('<section class="pb-section"') >= len(shown) - 1, "Markdown stands by itself"


def test_every_way_to_decide_has_an_example_that_decides(guide: Guide, tmp_path: Path) -> None:
    """Each answers alone, in the place of the forms of the guide's decision."""
    forms = {name: plain(parse(text, name).data) for name, text in guide.records if name in FORMS}
    assert set(forms) == FORMS
    for name, form in forms.items():
        folder = written(guide, tmp_path / name)
        path = folder / "content/calculators/response-level.yml"
        calculator = plain(parse(path.read_text(encoding="utf-8"), name).data)
        del calculator["verdict"]
        put(path, json.dumps({**calculator, "forms": [form]}))
        made = loaded(folder)
        assert [str(problem) for problem in report.problems(made, report.audits(made))] == [], name


def test_the_rules_of_the_examples_are_sound(handbook: Handbook) -> None:
    assert [str(problem) for problem in report.problems(handbook, report.audits(handbook))] == []


def test_every_record_meets_its_schema(guide: Guide, handbook: Handbook) -> None:
    made = json.loads(editor_schemas.schemas(handbook)["calculators.schema.json"])
    for name, text in guide.records:
        validator = Draft202012Validator({"$defs": made["$defs"], "$ref": f"#/$defs/{name}"})
        data = plain(parse(text, "example").data)
        several = isinstance(data, list) and name != "When"
        for record in data if several else [data]:
            assert [error.message for error in validator.iter_errors(record)] == [], name


FAULTS = [
    ("levels.yml", "    summary: ", "    sumary: "),
    ("levels.yml", "    means:\n", "    icon: x\n    means:\n"),
    ("levels.yml", 'colour: "#b3261e"', "colour: #b3261e"),
    ("levels.yml", "deliver_within_hours: level1_hours", "deliver_within_hours: level1_hour"),
    ("levels.yml", "{{level1_cap}}", "{{level_cap}}"),
    ("sop.yml", "sources: [ET-02]", "sources: [ET-20]"),
    ("calculators/response-level.yml", "{safety: high}", "{safty: high}"),
    ("scripts/call-back.yml", "levels: [1]", "levels: 1"),
    ("contacts.yml", '"09:00"', '"9:00"'),
    ("contacts.yml", "{always: true}", '{days: [mon], start: "09:00", end: "18:00"}'),
]


def test_the_check_says_what_the_guide_says(guide: Guide, tmp_path: Path) -> None:
    told: set[str] = set()
    for number, (file, old, new) in enumerate([*FAULTS, *guide.faults]):
        folder = written(guide, tmp_path / str(number))
        path = folder / "content" / file
        text = path.read_text(encoding="utf-8")
        assert old in text, (file, old)
        put(path, text.replace(old, new, 1))
        with pytest.raises(Problems) as problems:
            loaded(folder)
        told |= {CHOICES.sub("", problem.message) for problem in problems.value.problems}
    assert told == set(guide.said)
