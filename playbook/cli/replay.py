"""The command line: replay, which asks what would have been done of cases that happened."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO

import click

import calculators
from calculators.analysis.replay import added, replayed
from playbook.cli import happened, progress, replay_text
from playbook.cli.batch import size
from playbook.cli.commands import read
from playbook.cli.options import main_options
from playbook.errors import expected
from playbook.load import own_answers
from playbook.model.handbook import Handbook
from playbook.rules.versions import Version, of_handbook, version
from playbook.source import whole_file
from playbook.source.config import Config

type Part = dict[str, Any]
"""What `replayed` returns for some cases, with the `others` and `inputs` of each row's case."""


@click.command()
@click.argument("rules", type=click.Path(path_type=Path))
@click.argument("cases", type=click.File("rb"))
@click.option("--calculator", "name", help="Which calculator.  [default: the one that gives the level]")
@click.option("--json", "as_json", is_flag=True, help="Print each case and the totals as JSON.")
@click.option("--xlsx", type=click.Path(path_type=Path, dir_okay=False), help="Workbook to write: cases and totals.")
@main_options
def replay(config: Config, rules: Path, cases: BinaryIO, name: str | None, as_json: bool, xlsx: Path | None) -> None:
    """Say what RULES would have made of CASES that happened, beside what this handbook's rules make of them.

    RULES is a draft, another handbook's folder, or a file of `history`. CASES is CSV, XLSX or JSON Lines whose columns
    are called as inputs are, by id or label; others go with each case. A case of which an input was not recorded is
    counted, and nothing is guessed.
    """
    if as_json and xlsx:
        raise click.UsageError("give --json or --xlsx, and one of them")
    if xlsx:
        whole_file.apart(xlsx, getattr(cases, "name", ""))
    handbook = read(config)
    before, after = of_handbook(handbook), version(rules, handbook)
    chosen = calculator(handbook, name, before, after)
    parts = replayed_parts(cases, chosen, before, after, handbook.brand.language)
    if as_json:
        for text in _json(chosen, parts):
            click.echo(text, nl=False)
    elif xlsx:
        from playbook.cli.replay_book import write  # it takes a tenth of a second

        write(xlsx, handbook, before.rules[chosen], after.rules[chosen], parts)
        click.echo(f"wrote {xlsx}")
    else:
        click.echo("\n".join(replay_text.lines(chosen, after.rules[chosen], parts)))


def calculator(handbook: Handbook, name: str | None, *versions: Version) -> str:
    """Return which calculator is asked. Raises BadParameter for one that not all versions have, or that asks tables."""
    single = [
        each
        for each, rules in handbook.rules.items()
        if all(each in one.rules for one in versions) and all(field["type"] != "table" for field in rules["fields"])
    ]
    found = name or (handbook.levelled if handbook.levelled in single else next(iter(single), None))
    if found not in single:
        message = expected("a calculator of both versions whose inputs fit a row", repr(found), single)
        raise click.BadParameter(message, param_hint="--calculator")
    return found


def replayed_parts(file: BinaryIO, name: str, before: Version, after: Version, language: str) -> Iterator[Part]:
    """Yield what both versions say of the cases of a file, a block at a time. Raises Problems."""
    both = before.rules[name], after.rules[name]
    module = str(calculators.module(name, both[1]).__file__) if "module" in both[1] else None
    with progress.counted("replaying", size(file), sys.stderr.isatty()) as more:
        for block in happened.cases(file, name, both, language, more):
            if block:
                with own_answers.run(module) if module else nullcontext():
                    part = replayed(name, *both, block)
                for case, row in zip(block, part["rows"], strict=True):
                    row |= {"inputs": case.get("inputs", {}), "others": case.get("others", {})}
                yield part
                more(len(block), 0)


def _json(name: str, parts: Iterator[Part]) -> Iterator[str]:
    """Yield the text of one JSON object, a part at a time."""
    yield f'{{"calculator": {json.dumps(name)}, "rows": ['
    totals: Mapping[str, Any] | None = None
    for part in parts:
        rows = ",\n".join(json.dumps(row, ensure_ascii=False, default=list) for row in part["rows"])
        yield f"{',' if totals else ''}\n{rows}"
        totals = added(totals, part["totals"]) if totals else part["totals"]
    yield f'\n], "totals": {json.dumps(totals, ensure_ascii=False)}}}\n'
