"""The command line: build, serve, check and export, which make a site of a handbook or see whether they could."""

import tempfile
from pathlib import Path

import click

from playbook.cli import commands
from playbook.cli.options import main_options
from playbook.source.config import Config


@click.command()
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


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@main_options
def serve(config: Config, host: str, port: int) -> None:
    """Serve the handbook and rebuild it when content, settings, templates or calculators change."""
    with tempfile.TemporaryDirectory(prefix="playbook-", ignore_cleanup_errors=True) as folder:
        commands.serve(config, Path(folder) / "site", host, port)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@main_options
def check(config: Config, as_json: bool) -> None:
    """Read everything and report every problem; write only what editors read, in the folders `schemas`."""
    click.echo(commands.check(config, as_json))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@main_options
def export(config: Config, folder: Path) -> None:
    """Write the pages as Markdown with a plain mkdocs.yml, for any site engine that reads it."""
    commands.export(config, folder)
    click.echo(f"exported {folder}")
