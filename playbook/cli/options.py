"""What the commands of the command line have in common: --config, and how problems are reported."""

import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from playbook.errors import Problems
from playbook.source.config import find

config_option = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The handbook's mkdocs.yml.",
)


def main_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --config, and turn Problems into their list, a count and exit status 1.

    A command told that its files are being `edited` is silent about what is saved on while it reads.
    """

    @config_option
    @functools.wraps(command)
    def run(config_file: Path, edited: bool = False, **options: Any) -> None:
        saved = None
        if edited:
            from playbook.cli.editing import Edited  # with what reads a handbook: most commands begin without

            saved = Edited(config_file)
        try:
            config = find(config_file)
            if saved:
                saved.found(config)
            command(config, **options)
        except Problems as error:
            if saved and saved.goes_on():
                return
            report(error)
            sys.exit(1)

    return run


def report(error: Problems) -> None:
    """Print every problem on a line, then how many there are."""
    for problem in error.problems:
        click.echo(str(problem), err=True)
    count = len(error.problems)
    click.echo(f"{count} problem{'' if count == 1 else 's'}", err=True)
