"""New handbooks: from starters by name and language, with all that is needed to check, build and publish them."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from playbook.cli import starters
from tests.cli.test_cli import run
from tests.support.browser import ROOT
from tests.support.platforms import posix

EVERYWHERE = {
    ".gitattributes",
    ".github/workflows/handbook.yml",
    ".gitignore",
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
    "Dockerfile",
    "GUIDE.md",
    "adding-a-calculator.md",
    "README.md",
    "mkdocs.yml",
    "requirements.txt",
}


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A second starter: a folder beside the others. It has a README of its own."""
    folder = tmp_path / "starters/bakery/en"
    for name in ("content", "settings"):
        starters.shutil.copytree(ROOT / "tests/bakery" / name, folder / name)
    engine = "site_name: x\ndocs_dir: settings\ntheme: material\nmarkdown_extensions: [attr_list]\n"
    settings = f"{engine}plugins: [{{playbook: {{content: content, settings: settings}}}}]\n"
    (folder / "mkdocs.yml").write_text(settings)
    sources = folder / "content/sources.yml"
    kept = [line for line in sources.read_text(encoding="utf-8").splitlines() if "BK-03" not in line]
    sources.write_text("\n".join(kept), encoding="utf-8")
    monkeypatch.setattr(starters, "FOLDER", tmp_path / "starters")
    return "bakery"


def test_a_new_handbook_is_sound_and_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "我的 手册"
    done = run("new", folder)
    assert done.exit_code == 0, done.stderr
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files >= EVERYWHERE
    assert not [name for name in files if "dot." in name]
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in EVERYWHERE}
    assert "{{content}}" not in "".join(texts.values()), "what stands for its folders is filled in"
    assert "手册的内容都在 `playbook/content/` 里" in texts["GUIDE.md"] and ".venv" not in texts["GUIDE.md"]
    assert "# 缺货应对手册" in texts["README.md"] and "`playbook/content/levels.yml`" in texts["README.md"]
    assert len(re.findall(r"^[0-9]+\. ", texts["README.md"], re.MULTILINE)) == 10
    for name in (".github/workflows/handbook.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"):
        assert yaml.safe_load(texts[name])
    monkeypatch.chdir(folder)
    assert run("check").exit_code == 0
    again = run("new", folder)
    assert again.exit_code == 1
    assert again.stderr.splitlines()[0] == (
        f"{folder}: expected a folder that is empty or does not exist, got one with files in it"
    )


@posix
def test_the_next_lines_work_where_they_are_printed(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("playbook")
    for command in ([str(program)], [sys.executable, "-m", "playbook"]):
        folder = tmp_path / str(len(command)) / "a 'new' one"
        done = subprocess.run([*command, "new", folder], cwd=tmp_path, capture_output=True, text=True, check=True)
        _, steps = done.stdout.split("next:\n")
        assert shlex.split(steps.splitlines()[-1])[-1] == "serve"
        checked = steps.replace(" serve\n", " check\n").replace("\n", " && ", 1)
        ran = subprocess.run(checked, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ran.stdout.startswith("no problems: "), ran.stderr


def test_a_starter_is_a_folder(english: str, tmp_path: Path) -> None:
    listed = run("new", "--list").stdout.splitlines()
    assert [line.split()[:2] for line in listed] == [["bakery", "en"], ["car", "zh"]]
    assert listed[0].endswith("Bakery handbook: What to do when an order cannot be baked")
    done = run("new", tmp_path / "mine", "--starter", english)
    assert done.exit_code == 0, done.stderr
    readme = (tmp_path / "mine/README.md").read_text(encoding="utf-8")
    assert "`content/levels.yml`" in readme and "ten steps" in readme
    assert "The levels, the most urgent first." in (tmp_path / "mine/content/schemas/levels.schema.json").read_text(
        encoding="utf-8"
    )
    assert run("check", "--config", tmp_path / "mine/mkdocs.yml").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--starter", "bakry"], "starter: expected one that there is, got 'bakry' (choices: bakery, car)\n"),
        (
            ["--starter", "car", "--lang", "en"],
            "starter car: expected a language that it has, got 'en' (choices: zh)\n",
        ),
        (["--lang", "fr"], "'fr' is not one of 'en', 'zh'"),
    ],
)
def test_a_starter_that_is_none(arguments: list[str], says: str, english: str, tmp_path: Path) -> None:
    done = run("new", tmp_path / "mine", *arguments)
    assert done.exit_code == 2
    assert says in done.stderr
    assert not (tmp_path / "mine").exists()


def test_a_folder_must_be_given() -> None:
    assert "give the folder of the new handbook, or --list" in run("new").stderr


def test_a_new_handbook_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file/mine"):
        done = run("new", folder)
        assert done.exit_code == 1
        assert done.stderr.startswith(f"{folder}: ")


def test_half_a_new_handbook_is_not_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("shutil.copy", full)
        done = run("new", tmp_path / "mine")
    assert done.exit_code == 1 and done.stderr.count("No space left on device") == 1
    assert run("new", tmp_path / "mine").exit_code == 0
