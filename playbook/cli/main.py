"""The command line: build, serve, check, calc, export; accept, exam, diff and new stand beside it."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from calculators import InputError
from calculators.errors import visible
from playbook.cli import accept, batch, commands, console, diff, exam, new
from playbook.cli.help import Commands, WithCalculators
from playbook.cli.options import main_options
from playbook.load import own_answers
from playbook.source.config import Config


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="playbook-handbook")
def main() -> None:
    """Build a handbook with calculators from YAML."""
    console.prepare()


@main.command()
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder to write.  [default: site]")
@click.option(
    "--pdf/--no-pdf",
    default=True,
    envvar="PLAYBOOK_PDF",
    help="Print the sheets for the wall to PDF, where there is a Chromium.  [default: pdf]",
)
@click.option("--edited", is_flag=True, hidden=True)  # said by `serve`, which builds again after every change
@main_options
def build(config: Config, out: Path | None, pdf: bool) -> None:
    """Check the handbook and write its site; a failed build leaves the last one untouched."""
    target = out or config.root / "site"
    for line in commands.build(config, target, pdf):
        click.echo(line)
    click.echo(f"built {target}")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@main_options
def serve(config: Config, host: str, port: int) -> None:
    """Serve the handbook and rebuild it when content, settings, templates or calculators change."""
    with tempfile.TemporaryDirectory(prefix="playbook-", ignore_cleanup_errors=True) as folder:
        commands.serve(config, Path(folder) / "site", host, port)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@main_options
def check(config: Config, as_json: bool) -> None:
    """Read everything and report every problem; write only what editors read, in the folders `schemas`."""
    click.echo(commands.check(config, as_json))


@main.command(cls=WithCalculators)
@click.argument("name")
@click.argument("inputs", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--json", "as_json", is_flag=True, help="Print the whole result as JSON.")
@click.option("--batch", "batch_file", type=click.File("rb"), help="JSON Lines of inputs; - for standard input.")
@main_options
def calc(config: Config, name: str, inputs: tuple[str, ...], as_json: bool, batch_file: Any) -> None:
    """Run calculator NAME on KEY=VALUE inputs, or on every line of a file.

    A bad input names its field; the exit status is then 2. Several values: customer=multi_car,vip.
    A table from a CSV file: requests=@FILE.
    """
    if batch_file and inputs:
        raise click.UsageError("give either KEY=VALUE inputs or --batch, not both")
    try:
        handbook = commands.with_calculator(config, name)
        rules = handbook.rules[name]
        if batch_file:
            for line in batch.lines(batch_file, name, rules):
                click.echo(line)
            return
        result = own_answers.calculate(name, batch.pairs(inputs, rules, handbook.brand.language), rules)
    except InputError as error:
        if as_json:  # for programs, on standard output as a result would be; the sentence is for people
            click.echo(json.dumps(batch.failure(error), ensure_ascii=False))
        click.echo(f"{visible(error.field)}: {error.message}", err=True)
        sys.exit(2)
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else batch.text(result, rules))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@main_options
def export(config: Config, folder: Path) -> None:
    """Write the pages as Markdown with a plain mkdocs.yml, for any site engine that reads it."""
    commands.export(config, folder)
    click.echo(f"exported {folder}")


for command in (accept.accept, exam.exam, diff.diff, diff.take, new.new):
    main.add_command(command)
