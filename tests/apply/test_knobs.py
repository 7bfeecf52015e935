"""Every number that can be changed: putting it into compiled rules is what writing it in the files would be."""

from pathlib import Path
from typing import Any

import pytest

from calculators.analysis.draft import drafted
from calculators.errors import InputError
from playbook.errors import Problems
from playbook.model.handbook import Handbook
from playbook.rules.knobs import Knob, knobs
from tests.support.drafted import EVERY, at, decisive, edited, read, rewritten


def others(knob: Knob) -> list[int | float]:
    """Numbers that a knob may be set to: a little more, a little less, and far off."""
    low, high = knob.minimum, knob.maximum
    tried = [knob.value + 1, knob.value - 1, knob.value * 1.25, knob.value + 10**6]
    tried = [each for each in tried if each != knob.value]
    return [each for each in tried if (low is None or each >= low) and (high is None or each <= high)]


@pytest.mark.parametrize("name", EVERY)
def test_every_number_tried_otherwise_is_as_if_it_stood_in_the_files(name: str, tmp_path: Path) -> None:
    handbook = read(EVERY[name](tmp_path))
    found = knobs(handbook)
    assert len({knob.id for knob in found}) == len(found) > 3
    data = [knob.as_data() for knob in found]
    taken = 0
    for knob in found:
        for number in others(knob)[:1]:
            now = with_number(tmp_path, knob, number)
            try:
                made = drafted(handbook.rules, data, {"numbers": {knob.id: number}})
            except InputError:
                assert now is None, f"{knob.id} may be {number} in the files"
                continue
            if now:
                taken += 1
                assert decisive(handbook, made) == decisive(now), (knob.id, number)
                assert decisive(now) != decisive(handbook), f"{knob.id} changes nothing"
                for place, _ in knob.texts:
                    assert at(made, place) == at(now.rules, place) != at(handbook.rules, place)
    assert taken > len(found) / 2


def with_number(folder: Path, knob: Knob, number: float) -> Handbook | None:
    """The handbook in a folder with a knob's number in its files, which stay as they are; None where it is unsound."""
    changed: dict[str, Any] = {document.path: document.data for document, _ in knob.written}
    for document, place in knob.written:
        changed[document.path] = edited(changed[document.path], place, number)
    files = [*(folder / path for path in changed), *(folder / "content/calculators").glob("*.csv")]
    before = {path: path.read_bytes() for path in files}
    try:
        for path, each in changed.items():
            rewritten(folder, path, each)
        return read(folder)
    except Problems:
        return None
    finally:
        for path, raw in before.items():
            path.write_bytes(raw)


def test_a_text_that_says_several_figures_says_each_as_it_is(tmp_path: Path) -> None:
    folder = EVERY["minimal-en"](tmp_path)
    file = folder / "content/calculators/priority-score.yml"
    label = '"{{long_wait_days}} and more"'
    text = file.read_text(encoding="utf-8")
    assert label in text
    file.write_text(text.replace(label, '"{{long_wait_days}}, {{soon_hours}} or {{level2_hours}}"'), encoding="utf-8")
    handbook = read(folder)
    data = [knob.as_data() for knob in knobs(handbook)]
    place = ("priority-score", "points", "factors", 0, "items", 2, "label")
    for numbers, said in [
        ({}, "5 days, 4 h or 48 h"),
        ({"soon_hours": 6}, "5 days, 6 h or 48 h"),
        ({"long_wait_days": 9, "level2_hours": 72}, "9 days, 4 h or 72 h"),
    ]:
        assert at(drafted(handbook.rules, data, {"numbers": numbers}), place) == said
