"""The command line: calc, which asks a calculator."""

import json
import sys
from typing import Any

import click

from calculators import InputError
from calculators.errors import visible
from playbook.cli import batch
from playbook.cli.help import WithCalculators
from playbook.cli.options import main_options
from playbook.load import kept_rules, own_answers
from playbook.source.config import Config


@click.command(cls=WithCalculators)
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
        handbook = kept_rules.rules(config)
        if name not in handbook.rules:
            message = handbook.unknown_calculator.format(value=name, choices=", ".join(handbook.rules))
            raise InputError("name", message)
        rules = handbook.rules[name]
        if batch_file:
            for line in batch.lines(batch_file, name, rules):
                click.echo(line)
            return
        result = own_answers.calculate(name, batch.pairs(inputs, rules, handbook.language), rules)
    except InputError as error:
        if as_json:  # for programs, on standard output as a result would be; the sentence is for people
            click.echo(json.dumps(batch.failure(error), ensure_ascii=False))
        click.echo(f"{visible(error.field)}: {error.message}", err=True)
        sys.exit(2)
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else batch.text(result, rules))
