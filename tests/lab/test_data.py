"""What the page is given: all that can be changed, in the names that Python takes, and recorded versions as scripts."""

import base64
import json
import zlib
from typing import Any

from calculators.analysis.draft import drafted
from playbook.pages import lab
from playbook.rules.knobs import knobs
from tests.support.handbooks import default


def data() -> dict[str, Any]:
    found: dict[str, Any] = lab.context(default())["data"]
    return found


def test_every_number_stands_in_a_group_of_each_calculator_that_uses_it() -> None:
    described = {each["id"]: each for each in data()["calculators"]}
    for knob in knobs(default()):
        for name in {str(place[0]) for place in knob.places} & described.keys():
            groups = [group["title"] for group in described[name]["groups"] if knob.id in group["knobs"]]
            assert len(groups) == 1, (knob.id, name)


def test_ends_of_one_input_are_shown_by_their_size() -> None:
    level = next(each for each in data()["calculators"] if each["id"] == "response-level")
    assert level["scales"][0] == {"label": "LTV", "knobs": ["ordinary_ltv", "middle_ltv", "vip_ltv"]}


def test_every_rule_can_be_left_out_and_moved_by_its_name() -> None:
    """A form of one rule cannot do without it; which Python says."""
    for calculator in data()["calculators"]:
        for form in calculator["forms"]:
            ids = [rule["id"] for rule in form["rules"]]
            assert all(rule["label"] for rule in form["rules"])
            if len(ids) > 1:
                for rule in ids:
                    assert drafted(default().rules, [], {"off": [f"{form['id']}.{rule}"]}) != default().rules
            if form["ordered"]:
                assert drafted(default().rules, [], {"order": {form["id"]: ids[::-1]}}) != default().rules


def test_a_recorded_version_is_a_script_that_holds_its_rules() -> None:
    [version] = lab.versions(default())
    scripts = lab.scripts(default())
    text = scripts[f"lab/{version.name}.js"].decode()
    packed = text.removeprefix('globalThis.RECORDED="').removesuffix('";\n')
    held = json.loads(zlib.decompress(base64.b64decode(packed), -15))
    assert held == json.loads(json.dumps(version.rules.rules))
    assert data()["versions"] == [{"id": version.name, "title": version.title, "day": str(version.day)}]
