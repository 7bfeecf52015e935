"""The command line: apply, which puts a draft into a handbook's files."""

import re
import sys
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

import click

from playbook.cli import progress
from playbook.cli.commands import read
from playbook.cli.diff import told
from playbook.cli.options import main_options
from playbook.errors import Problem, Problems, expected
from playbook.load.table_edits import CsvText
from playbook.model.handbook import Handbook
from playbook.rules import agreeing, report
from playbook.rules.compare import difference
from playbook.rules.disagreements import KIND
from playbook.rules.draft_edits import Edited, as_edited, edits
from playbook.rules.draft_file import Draft, read_draft
from playbook.rules.snapshot import taken
from playbook.source import whole_file
from playbook.source.config import Config
from playbook.source.yaml_edits import spelled


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Write it without a question.")
@main_options
def apply(config: Config, file: Path, yes: bool) -> None:
    """Put the draft in FILE, as a handbook's lab makes it, into the handbook's files.

    Shows what changes in the files and in the answers, and asks. All else stays byte for byte; a rule that is left out
    becomes a comment, or, in a list of one line or a CSV file, is taken out. Where nobody can be asked, nothing is
    written without --yes, and the exit status is 1.
    """
    handbook = read(config)
    draft = read_draft(file, handbook)
    if draft.file.mark not in (None, handbook.mark):
        click.echo(f"note: made from the rules {draft.file.mark}; these are {handbook.mark}")
    files = edits(config, handbook, draft)
    if not files:
        click.echo("nothing changes")
        return
    made = as_edited(config, handbook, draft, files)
    with progress.step("checking the rules"):
        said = [
            *_files(files, draft, handbook.brand.language),
            *told(difference(taken(handbook), taken(made))),
            *_faults(made),
        ]
    click.echo("\n".join(said))
    if not yes and not is_asked():
        click.echo("nothing was written; --yes writes it", err=True)
        sys.exit(1)
    if not yes and not click.confirm("Write this?"):
        click.echo("nothing was written")
        return
    _write(files)
    click.echo("\n".join(_next(made, files)))


def is_asked() -> bool:
    """Tell whether somebody is there who can be asked."""
    return sys.stdin.isatty()


def _files(files: Sequence[Edited], draft: Draft, language: str) -> Iterator[str]:
    """Yield what changes in the files, as a unified diff."""
    for each in files:
        old, new = ([line.rstrip("\r\n") for line in _text(raw, each, language)] for raw in (each.before, each.after))
        yield from unified_diff(old, new, each.name, each.name, lineterm="")
    yield ""
    for each in files:
        yield from _said_still(each, draft, language)


def _said_still(file: Edited, draft: Draft, language: str) -> Iterator[str]:
    """Yield the lines in which a number changed that say it a second time, as a text may."""
    old, new = (_text(raw, file, language) for raw in (file.before, file.after))
    if len(old) != len(new):
        return
    for at, (was, now) in enumerate(zip(old, new, strict=True), 1):
        for change in draft.file.numbers.values() if was != now else ():
            said = re.compile(rf"(?<![\w.]){re.escape(spelled(change.from_))}(?![\w.])")
            if said.search(was) and said.search(now):
                yield f"note: {file.name}:{at} still says {spelled(change.from_)}"


def _text(raw: bytes, file: Edited, language: str) -> list[str]:
    return CsvText(raw, file.name, language).text.splitlines()


def _faults(handbook: Handbook) -> Iterator[str]:
    """Yield what `check` would report of the rules, but for answers that nobody has agreed to."""
    for problem in report.problems(handbook, report.audits(handbook), without=KIND):
        yield f"`playbook check` would report: {problem}"


def _write(files: Sequence[Edited]) -> None:
    others = [each for each in files if each.path.read_bytes() != each.before]
    if others:
        message = expected("the file as it was read", "another one: it was saved meanwhile")
        raise Problems(Problem(each.name, 1, 1, message) for each in others)
    whole_file.write_all({each.path: each.after for each in files})


def _next(handbook: Handbook, files: Sequence[Edited]) -> Iterator[str]:
    """Yield what was done, and what is to do."""
    yield from (f"wrote {each.name}" for each in files)
    yield "now run `playbook check`"
    unsettled = agreeing.unsettled(handbook, report.audits(handbook))
    count = sum(map(len, unsettled.values()))
    if count:
        yield f"and `playbook accept`: answers that were agreed to have changed ({count})"
