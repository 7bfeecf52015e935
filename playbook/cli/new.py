"""The command line: new, which starts a handbook."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from playbook.cli import starters
from playbook.cli.options import report
from playbook.errors import Problems
from playbook.load.interface_words import LANGUAGES


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--starter", default=None, help="The handbook to begin with.  [default: car, service in English]")
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, help="Its language.  [default: this machine's]")
@click.option("--list", "listed", is_flag=True, help="Say which starters there are, in which languages.")
def new(folder: Path | None, starter: str | None, lang: str | None, listed: bool) -> None:
    """Start a handbook in FOLDER from a starter, with all that is needed to check, build and publish it."""
    if listed:
        for each in starters.available():
            click.echo(f"{each.name:<12}{each.language}  {each.about()}")
        return
    if folder is None:
        raise click.UsageError("give the folder of the new handbook, or --list")
    try:
        chosen = starters.chosen(starter, lang)
    except ValueError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    try:
        starters.start(chosen, folder)
    except Problems as error:
        report(error)
        sys.exit(1)
    steps = [["cd", str(folder)]] if folder.resolve() != Path.cwd() else []
    steps.append([*_program(), "serve"])
    click.echo(f"started {folder}")
    click.echo("\n".join(["next:", *(f"  {_typed(step)}" for step in steps)]))


def _program() -> Sequence[str]:
    """Return what to type for this program, in any folder: its name, where that leads to it."""
    run = Path(sys.argv[0])
    found = shutil.which(run.stem)
    if found and Path(found).resolve() == run.resolve():
        return [run.stem]
    if run.name == "__main__.py" or not os.access(run, os.X_OK):
        return [sys.executable, "-m", "playbook"]
    return [str(run.absolute())]


def _typed(words: Sequence[str]) -> str:
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
