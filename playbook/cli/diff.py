"""The command line: diff and snapshot, for versions of the rules."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import click
from pydantic import ValidationError

from calculators.analysis.case_text import typed, written
from calculators.analysis.differing import Answers
from playbook.cli import console, replay, replay_text
from playbook.cli.commands import read
from playbook.cli.options import config_option, main_options, report
from playbook.errors import Problem, Problems, expected
from playbook.load.messages import explain
from playbook.model.context import Context
from playbook.model.handbook import Handbook
from playbook.model.history import RuleVersion
from playbook.pages.clock import today
from playbook.rules import snapshot
from playbook.rules.changed_parts import Change, Part
from playbook.rules.compare import Difference, difference
from playbook.rules.versions import Version, is_draft, version
from playbook.source.config import Config, find


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path), required=False)
@click.option(
    "--cases", type=click.File("rb"), help="Cases that happened, as `replay` takes them: what of them differs."
)
@click.option("--calculator", "name", help="Which calculator's cases.  [default: the one that gives the level]")
@config_option
def diff(old: Path, new: Path | None, cases: BinaryIO | None, name: str | None, config_file: Path) -> None:
    """Say what differs in the rules from OLD to NEW: handbooks' folders, files of their `history`, or drafts.

    NEW is the handbook of --config unless it is given; a draft is put into its rules. The exit status is 0 where every
    threshold, formula and answer is the same, 1 where something differs, and 2 where one of the two cannot be read.
    """
    with console.guarded(status=2):  # 1 says that something differs
        _diff(old, new or config_file, cases, name, config_file)


def _diff(old: Path, new: Path, cases: BinaryIO | None, name: str | None, config_file: Path) -> None:
    compared: list[Version] = []
    problems: list[Problem] = []
    try:
        needed = cases or is_draft(old) or is_draft(new)
        today = read(find(config_file)) if needed else None
    except Problems as error:
        report(error)
        sys.exit(2)
    for path in (old, new):
        try:
            compared.append(version(path, today) if today else Version(snapshot.of(path), {}))
        except Problems as error:
            problems += error.problems
    if problems:
        report(Problems(problems))
        sys.exit(2)
    found = difference(*(each.snapshot for each in compared))
    click.echo("\n".join(told(found)) if found else "no differences")
    if cases and today:
        chosen = replay.calculator(today, name, *compared)
        try:
            parts = replay.replayed_parts(cases, chosen, compared[0], compared[1], today.brand.language)
            click.echo("\n".join(replay_text.lines(chosen, compared[1].rules[chosen], parts)))
        except Problems as error:
            report(error)
            sys.exit(2)
    if found.unrecorded:
        names = ", ".join(found.unrecorded)
        click.echo(f"not compared, for the older record holds nothing that is only worked out: {names}")
    sys.exit(1 if found else 0)


@click.command("snapshot")
@click.argument("title")
@main_options
def take(config: Config, title: str) -> None:
    """Record this handbook's rules as a version named TITLE, so that later ones can be compared with it."""
    handbook = read(config)
    _fit(title, handbook)
    made = snapshot.taken(handbook)
    file = snapshot.record(made, title, today(), config.content / snapshot.HISTORY)
    click.echo(f"recorded {file}")


def _fit(title: str, handbook: Handbook) -> None:
    """Raise BadParameter for a title with which the file could not be read again."""
    context = Context(figures=dict.fromkeys(handbook.figures.figures))
    try:
        title.encode()
        RuleVersion.model_validate({"title": title, "day": str(today())}, context=context)
    except UnicodeEncodeError:
        raise click.BadParameter(expected("text", "bytes that are none"), param_hint="TITLE") from None
    except ValidationError as error:
        message = explain(error.errors(include_url=False), RuleVersion)[0][1]
        raise click.BadParameter(message, param_hint="TITLE") from None


def told(found: Difference) -> Iterator[str]:
    """Yield the lines that say what differs."""
    if found.figures:
        yield "thresholds:"
        yield from (f"  {each.name}: {_change(each)}  {each.meaning}" for each in found.figures)
    for title, changes in (("levels", found.levels), ("settings", found.settings), ("formulas", found.formulas)):
        if changes:
            yield f"{title}:"
            yield from (f"  {each.name}: {_change(each)}  {each.meaning}".rstrip() for each in changes)
    for title, parts in (("only OLD has", found.only_old), ("only NEW has", found.only_new)):
        if parts:
            yield f"{title}: {_names(parts)}"
    if found.uncompared:
        yield f"not compared, for they are asked otherwise: {_names(found.uncompared)}"
    for answers in found.answers:
        yield from _answers(answers) if answers.changed else ()


def _names(parts: Sequence[Part]) -> str:
    return ", ".join(f"{part.calculator} {part.name}".strip() for part in parts)


def _answers(answers: Answers) -> Iterator[str]:
    yield f"{answers.calculator} {answers.answer}: {answers.changed} of {answers.total} cells differ"
    for group in answers.groups:
        yield f"  {_value(group.old)} -> {_value(group.new)}: {group.cells}, for example {written(group.witness)}"


def _change(change: Change) -> str:
    return f"{_value(change.old)} -> {_value(change.new)}"


def _value(value: Any) -> str:
    return "none" if value is None else typed(value)
