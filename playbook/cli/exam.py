"""The command line: exam verify, exam sheet."""

import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from playbook.cli.commands import read
from playbook.cli.help import Commands
from playbook.cli.options import main_options
from playbook.model.handbook import Handbook
from playbook.source.config import Config
from playbook.training import question_pool
from playbook.training.exam import EDITION, Item, Marked, picked, questions, verified
from playbook.training.exam_code import SITTINGS, CodeError

LETTERS = "ABCDEFG"


@click.group(cls=Commands)
def exam() -> None:
    """Read the code of somebody's exam, or print a sitting of it."""


@exam.command()
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
@main_options
def verify(config: Config, code: str, as_json: bool) -> None:
    """Say which questions were missed by whoever handed in CODE, and what the right answers are.

    The exit status is 2 if the code cannot be read, was altered, or belongs to other rules.
    """
    handbook = _with_exam(config)
    try:
        result, marked = verified(code, question_pool.pool(handbook), questions(handbook))
    except CodeError as error:
        click.echo(f"code: {error}", err=True)
        sys.exit(2)
    missed = [each for each in marked if not each.right]
    if as_json:
        told = {"sitting": result.sitting, "edition": result.edition, "right": len(marked) - len(missed)}
        click.echo(json.dumps(told | {"of": len(marked), "missed": list(map(_missed, missed))}, ensure_ascii=False))
        return
    click.echo(f"sitting {result.sitting}: {len(marked) - len(missed)} of {len(marked)} right")
    for each in missed:
        click.echo(f"\n{each.number}. {each.item['text']}{each.item['question']}")
        click.echo(f"   missed: {each.taken['text'] if each.taken else 'not answered'}")
        if each.taken:
            click.echo(f"      {each.taken['explanation']}")
        click.echo(f"   right: {_answer(each.item)['text']}")


@exam.command()
@click.argument("number", type=click.IntRange(0, SITTINGS - 1), metavar="SITTING")
@click.option("--key", is_flag=True, help="Print the answers and why they are right instead.")
@main_options
def sheet(config: Config, number: int, key: bool) -> None:
    """Print the questions of a SITTING, the same for everybody, or with --key their answers."""
    handbook = _with_exam(config)
    pool = question_pool.pool(handbook)
    click.echo(f"sitting {number}, edition {pool['edition'][:EDITION]}")
    for place, item in enumerate(picked(pool["items"], number, questions(handbook)), 1):
        lines = _key(item) if key else _question(item)
        click.echo(f"\n{place}. " + "\n   ".join(lines))


def _with_exam(config: Config) -> Handbook:
    """Return the handbook of a configuration; end with exit status 2 if it has no exam. Raises Problems."""
    handbook = read(config)
    if not handbook.exam:
        click.echo("this handbook has no exam: there is no training/exam.yml in its content", err=True)
        sys.exit(2)
    return handbook


def _question(item: Item) -> Sequence[str]:
    choices = zip(LETTERS, item["choices"], strict=False)
    return [item["text"], item["question"], *(f"{letter} {choice['text']}" for letter, choice in choices)]


def _key(item: Item) -> Sequence[str]:
    answer = _answer(item)
    return [f"{LETTERS[item['choices'].index(answer)]} {answer['text']}", *item["explanation"].split("\n")]


def _answer(item: Item) -> Any:
    return next(choice for choice in item["choices"] if choice["id"] == item["answer"])


def _missed(each: Marked) -> dict[str, Any]:
    keys = ("id", "skill", "boundary", "text", "question", "answer")
    taken = each.taken["id"] if each.taken else None
    return {"number": each.number, "taken": taken, **{key: each.item[key] for key in keys}}
