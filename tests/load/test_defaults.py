"""What a handbook does not say comes with the package, in the handbook's language."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from mkdocs.config.base import load_config

from playbook.cli.main import main
from playbook.load import defaults, editor_schemas, interface_words
from playbook.load.handbook import load
from playbook.model.handbook import Handbook
from playbook.model.measure import measure
from playbook.model.settings import Units
from playbook.site.language import speak
from tests.support import handbooks
from tests.support.browser import ROOT
from tests.support.handbooks import bakery, said

LANGUAGES = interface_words.LANGUAGES
CHINESE = re.compile(r"[\u3400-\u9fff]")


def read(folder: Path) -> Handbook:
    return load(folder / "content", folder / "settings", folder)


def test_the_languages_have_the_same_units() -> None:
    assert len({frozenset(defaults.units(name)) for name in LANGUAGES}) == 1


def places(words: Mapping[str, Any], at: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The places of all words for editors."""
    for key, text in words.items():
        yield from places(text, (*at, str(key))) if isinstance(text, dict) else [(*at, str(key))]


def test_editors_have_every_word_in_both_languages() -> None:
    chinese, english = (set(places(defaults.schema(name))) for name in ("zh", "en"))
    assert chinese - english == set(), "playbook/defaults/schema/en.yml has no words for these"
    assert english - chinese == set(), "playbook/defaults/schema/zh.yml has no words for these"


def test_an_english_handbook_shows_no_chinese_in_its_hints(tmp_path: Path) -> None:
    folder = bakery(tmp_path)
    for name, text in editor_schemas.schemas(read(folder)).items():
        assert not CHINESE.search(text), name


def test_a_handbook_without_units_has_the_packages(tmp_path: Path) -> None:
    folder = bakery(tmp_path)
    (folder / "settings/units.yml").unlink()
    units = read(folder).units.units
    assert units["yuan"].text == "{value} yuan"
    brand = folder / "settings/brand.yml"
    brand.write_text(brand.read_text(encoding="utf-8").replace("language: en", "language: zh"), encoding="utf-8")
    assert read(folder).units.units["yuan"].text == "{value} 元"


def test_a_handbooks_own_units_stand_beside_the_packages(tmp_path: Path) -> None:
    folder = bakery(tmp_path)
    text = 'units:\n  loaves: {text: "{value} loaves", also: {dozens: 12}}\n  yuan: {text: "{value} coins"}\n'
    (folder / "settings/units.yml").write_text(text, encoding="utf-8")
    [line] = said(folder)
    assert line.startswith("settings/units.yml:2:43: expected a unit, got 'dozens'")
    (folder / "settings/units.yml").write_text(text.replace("dozens: 12", "score: 20"), encoding="utf-8")
    units = read(folder).units.units
    assert (units["loaves"].text, units["yuan"].text, units["hours"].text) == (
        "{value} loaves",
        "{value} coins",
        "{value} h",
    )


def test_a_unit_of_the_packages_name_measures_what_that_one_does(tmp_path: Path) -> None:
    folder = bakery(tmp_path)
    own = {name: f"own {{value}} {name}" for name in defaults.units("en")}
    lines = "".join(f'  {name}: {{text: "{text}"}}\n' for name, text in own.items())
    (folder / "settings/units.yml").write_text(f"units:\n{lines}", encoding="utf-8")
    units, before = read(folder).units.units, Units.model_validate({"units": defaults.units("en")}).units
    for name, unit in before.items():
        now = units[name]
        assert now.text == own[name] and measure(name, units) == measure(name, before)
        assert (now.is_, now.also, now.places) == (unit.is_, unit.also, unit.places)
        assert now.large is None and now.written == (), "these are in the words of the package's text"


def test_a_unit_of_the_packages_name_may_measure_something_else(tmp_path: Path) -> None:
    folder = bakery(tmp_path)
    text = (
        'units:\n  days: {text: "{value} shifts", is: hours * 8}\n  hours: {text: "{value} h", places: 0, also: {}}\n'
    )
    (folder / "settings/units.yml").write_text(text, encoding="utf-8")
    units = read(folder).units.units
    assert (units["days"].is_, units["days"].places, units["hours"].also, units["hours"].places) == (
        "hours * 8",
        2,
        {},
        0,
    )


def test_a_calculator_of_hours_bears_hours_of_other_words(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    assert CliRunner().invoke(main, ["new", str(folder), "--starter", "minimal", "--lang", "en"]).exit_code == 0
    (folder / "settings/units.yml").write_text('units: {hours: {text: "{value} hours"}}\n', encoding="utf-8")
    assert read(folder).units.units["days"].is_ == "hours * 24"


def test_hints_may_be_said_otherwise(tmp_path: Path) -> None:
    folder = bakery(tmp_path)
    assert read(folder).schema.kinds["levels"].title == "Levels"
    (folder / "settings/schema.yml").write_text("kinds: {levels: {title: Alarms}}\n", encoding="utf-8")
    kinds = read(folder).schema.kinds
    assert (kinds["levels"].title, kinds["sop"].title) == ("Alarms", "Procedure")
    assert kinds["levels"].keys["levels"]


def test_the_site_speaks_the_handbooks_language(tmp_path: Path) -> None:
    for handbook, name, word in (
        (handbooks.default(), "zh", "现在是深色，点按改为跟随系统"),
        (read(bakery(tmp_path)), "en", "Dark; switch to what the system has"),
    ):
        config = load_config(str(ROOT / "mkdocs.yml"))
        speak(config, handbook)
        assert config.theme["language"] == name
        assert config.theme["palette"][2]["toggle"]["name"] == word
        search = next(plugin for key, plugin in config.plugins.items() if key.endswith("search"))
        assert search.config.lang == [name]
        assert search.config.fields["title"] == {"boost": 10}
