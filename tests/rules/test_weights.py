"""Weights that points do not follow: told where nothing uses them."""

from pathlib import Path

from playbook.rules import weights
from tests.cli.test_cli import run
from tests.support import handbooks

SCORES = f"{handbooks.CONTENT}/calculators/priority-score.yml"
WEIGHTED = "  - {id: weighted_score, label: 按权重折算, unit: score}\n"


def test_the_shipped_handbook_has_a_result_that_uses_them() -> None:
    assert list(weights.lines(handbooks.default())) == []


def test_without_it_a_factor_whose_best_is_not_its_weight_is_told(tmp_path: Path) -> None:
    folder = handbooks.copied(tmp_path)
    handbooks.edit(folder / SCORES, WEIGHTED, "")
    (line,) = weights.lines(handbooks.read(folder))
    assert line.startswith("priority-score: waiting gives at most 20 points and has the weight 30; ")


def test_check_tells_it_and_finds_nothing_wrong(tmp_path: Path) -> None:
    assert run("new", tmp_path / "new", "--starter", "minimal", "--lang", "en").exit_code == 0
    file = tmp_path / "new/content/calculators/priority-score.yml"
    config = tmp_path / "new/mkdocs.yml"
    assert "has the weight" not in run("check", "--config", config).stdout
    handbooks.edit(file, "points: 40}", "points: 30}")
    done = run("check", "--config", config)
    assert done.exit_code == 0 and "promise gives at most 30 points and has the weight 40" in done.stdout
