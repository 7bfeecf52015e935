"""Help as it is printed: summaries whole, and the calculators that a handbook has."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from playbook.cache import scratch
from playbook.cli import console
from playbook.errors import Problems
from playbook.source import document
from playbook.source.config import find


class Commands(click.Group):
    """A group of commands whose first sentences are never cut: what does not fit a line goes on in the next.

    Whatever a disk, a terminal or the program that reads the output does not take ends a command with a sentence.
    """

    def main(self, *args: Any, **options: Any) -> Any:
        with console.guarded(), scratch.folder():
            return super().main(*args, **options)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        listed = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(limit=1000)) for name, command in listed if command]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


class LoadedCommands(Commands):
    """Commands of which only the one that is wanted is loaded: `found` says where in `playbook.cli` each is."""

    def __init__(self, *args: Any, found: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._found = found

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._found)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._found:
            return None
        module, _, name = self._found[cmd_name].partition(".")
        command: click.Command = getattr(import_module(f"playbook.cli.{module}"), name)
        return command


class WithCalculators(click.Command):
    """A command whose help ends with the calculators of the handbook in the current folder, if there is one."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        found = _calculators(Path("mkdocs.yml"))
        if found:
            with formatter.section("Calculators of this handbook"):
                formatter.write_dl(found)
        else:
            formatter.write_paragraph()
            formatter.write_text("In a handbook's folder this names its calculators.")


def _calculators(file: Path) -> list[tuple[str, str]]:
    """Return name and title of each calculator, as far as the files can be read: help works in a broken handbook."""
    found = []
    try:
        for path in sorted((find(file).content / "calculators").glob("*.yml")):
            data = document.read(path).data
            found.append((path.stem, str(data.get("title", "")) if isinstance(data, dict) else ""))
    except Problems:
        pass
    return found
