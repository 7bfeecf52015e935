"""The command line: calc, which asks a calculator."""

import json
import sys
from pathlib import Path
from typing import BinaryIO

import click

from calculators import InputError
from calculators.errors import visible
from playbook.cli import asked, batch
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
    explain: bool,
    as_csv: bool,
    out: Path | None,
) -> None:
    """Run calculator NAME on KEY=VALUE inputs, or on every case of a file.

    A bad input names its field; the exit status is then 2. Several values: customer=multi_car,vip.
    A table from a CSV file: requests=@FILE. Of a file's cases a bad one gives an error with its line.
    """
    if batch_file and inputs:
        raise click.UsageError("give either KEY=VALUE inputs or --batch, not both")
    if not batch_file and (explain or as_csv or out):
        raise click.UsageError("--explain, --csv and --out go with --batch")
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
        result = own_answers.calculate(name, asked.pairs(inputs, rules, handbook.language), rules)
    except InputError as error:
        if as_json:  # for programs, on standard output as a result would be; the sentence is for people
            click.echo(json.dumps(asked.failure(error), ensure_ascii=False))
        click.echo(f"{visible(error.field)}: {error.message}", err=True)
        sys.exit(2)
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else asked.text(result, rules))
