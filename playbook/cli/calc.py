"""The command line: calc, which asks a calculator."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import click

from calculators import InputError
from calculators.errors import visible
from playbook.cli import asked, batch, progress
from playbook.cli.help import WithCalculators
from playbook.cli.options import main_options
from playbook.load import kept_rules, own_answers
from playbook.source.config import Config


@click.command(cls=WithCalculators)
@click.argument("name")
@click.argument("inputs", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--json", "as_json", is_flag=True, help="Print the whole result as JSON.")
@click.option(
    "--batch", "batch_file", type=click.File("rb"), help="Cases: JSON Lines, CSV or XLSX; - is standard input."
)
@click.option(
    "--columns",
    "column_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Cases by columns: CSV or Parquet, answered into --out; needs playbook-handbook[columns].",
)
@click.option("--explain", is_flag=True, help="Of many cases, give reasons, changes and words too.")
@click.option(
    "--csv", "as_csv", is_flag=True, help="Answer many cases as CSV.  [default: as --out is named, else JSON Lines]"
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File for many answers.")
@main_options
def calc(
    config: Config,
    name: str,
    inputs: tuple[str, ...],
    as_json: bool,
    batch_file: BinaryIO | None,
    column_file: Path | None,
    explain: bool,
    as_csv: bool,
    out: Path | None,
) -> None:
    """Run calculator NAME on KEY=VALUE inputs, or on every case of a file.

    A bad input names its field; the exit status is then 2. Several values: customer=multi_car,vip.
    A table from a CSV file: requests=@FILE. Of a file's cases a bad one gives an error with its line.
    """
    if (inputs != ()) + (batch_file is not None) + (column_file is not None) > 1:
        raise click.UsageError("give KEY=VALUE inputs, --batch or --columns, and one of them")
    if not batch_file and (explain or as_csv or (out and not column_file)):
        raise click.UsageError("--explain, --csv and --out go with --batch")
    if column_file and not out:
        raise click.UsageError("--columns needs --out FILE")
    try:
        handbook = kept_rules.rules(config)
        if name not in handbook.rules:
            message = handbook.unknown_calculator.format(value=name, choices=", ".join(handbook.rules))
            raise InputError("name", message)
        rules = handbook.rules[name]
        if batch_file:
            as_csv = as_csv or (out is not None and out.suffix.lower() == ".csv")
            batch.run(batch_file, batch.Way(name, rules, handbook.language, explain, as_csv), out)
            return
        if column_file and out:
            _by_columns(name, rules, column_file, out)
            return
        result = own_answers.calculate(name, asked.pairs(inputs, rules, handbook.language), rules)
    except InputError as error:
        if as_json:  # for programs, on standard output as a result would be; the sentence is for people
            click.echo(json.dumps(asked.failure(error), ensure_ascii=False))
        click.echo(f"{visible(error.field)}: {error.message}", err=True)
        sys.exit(2)
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else asked.text(result, rules))


def _by_columns(name: str, rules: Mapping[str, Any], source: Path, out: Path) -> None:
    try:
        from playbook.cli import frames  # what it needs is an extra, and takes time to begin
    except ImportError:
        raise click.ClickException("--columns needs Polars: pip install 'playbook-handbook[columns]'") from None
    with progress.step("answering"):
        try:
            frames.answer(name, rules, source, out)
        except frames.Refused:
            raise click.ClickException(f"{name} is not answered by columns: --batch answers it") from None
