"""Rules left out and put into another order, in compiled rules and in the files."""

from pathlib import Path
from typing import Any

import pytest

from calculators.analysis.draft import drafted
from calculators.errors import InputError
from playbook.errors import Problems
from playbook.model.handbook import Handbook
from playbook.rules.knobs import knobs
from playbook.source.document import Location
from tests.support.drafted import EVERY, at, decisive, edited, lists, read, rewritten


@pytest.mark.parametrize("name", EVERY)
def test_rules_left_out_and_moved_are_as_if_the_files_had_them_so(name: str, tmp_path: Path) -> None:
    handbook = read(EVERY[name](tmp_path))
    data = [knob.as_data() for knob in knobs(handbook)]
    tried = 0
    for calculator, form, path, ids in lists(handbook):
        for off in [[], ids[:1], ids[1:2], ids[:2], ids[1:3], ids]:
            left = [each for each in ids if each not in off][::-1]
            order = {f"{calculator}.{form}": ids[::-1]}
            draft = {"off": [f"{calculator}.{form}.{each}" for each in off], "order": order}
            try:
                made = drafted(handbook.rules, data, draft)
            except InputError:
                made = None
            now = with_rules(tmp_path, handbook, calculator, path, [ids.index(each) for each in left])
            if now and made:
                tried += 1
                assert decisive(handbook, made) == decisive(now), draft
            else:
                assert now is None or not left or "points" in path, f"{draft} is refused"
    assert tried >= 4


def with_rules(
    folder: Path, handbook: Handbook, calculator: str, path: Location, entries: list[int]
) -> Handbook | None:
    """The handbook in a folder with these entries of a list in its files, which stay as they are; None if unsound."""
    document = handbook.documents["calculators"][calculator]
    listed = at(document.data, path)
    files = [folder / document.path, *(folder / "content/calculators").glob("*.csv")]
    before = {file: file.read_bytes() for file in files}
    try:
        rewritten(folder, document.path, edited(document.data, path, tuple(listed[each] for each in entries)))
        return read(folder)
    except Problems:
        return None
    finally:
        for file, raw in before.items():
            file.write_bytes(raw)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"numbers": {"large_ordr": 5}}, "large_ordr: there is no large_ordr in the rules"),
    ({"numbers": {"large_order": -1}}, "large_order: at least 0"),
    ({"numbers": {"response-level.table.count-1": 1.5}}, "response-level.table.count-1: 1.5 is not a whole number"),
    ({"numbers": {"response-level.table.count-1": 0}}, "response-level.table.count-1: at least 1"),
    ({"numbers": {"large_order": "5"}}, "large_order: 5 is not a number"),
    ({"off": ["response-level.triggers.none"]}, "response-level.triggers.none: there is no"),
    ({"off": ["response-level.matrix.regular"]}, "response-level.matrix.regular: there is no"),
    ({"off": ["triggers.wedding"]}, "triggers.wedding: there is no"),
    ({"off": ["response-level.question.soon"]}, "response-level.question.soon: One question needs a rule at least"),
    ({"order": {"response-level.triggers": ["wedding"]}}, "response-level.triggers: an order has each of these rules"),
    ({"numbers": {"soon_hours": 30}}, "soon_hours: with Sooner than this is soon changed like that, an interval"),
]


@pytest.mark.parametrize(("draft", "said"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_cannot_be_is_refused_by_its_name(draft: dict[str, Any], said: str, tmp_path: Path) -> None:
    handbook = read(EVERY["table"](tmp_path))
    with pytest.raises(InputError) as caught:
        drafted(handbook.rules, [knob.as_data() for knob in knobs(handbook)], draft)
    assert str(caught.value).startswith(said)
