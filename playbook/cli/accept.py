"""The command line: accept, for what a decision's forms do not agree on."""

import sys
from collections.abc import Iterator, Mapping, Sequence

import click

from playbook.cli.commands import read
from playbook.cli.diff import told as told_difference
from playbook.cli.options import main_options
from playbook.errors import Problems, expected
from playbook.model.handbook import Handbook
from playbook.rules import agreeing, report
from playbook.rules.disagreements import KIND, Changed, summary, told
from playbook.rules.report import Audit
from playbook.source import whole_file
from playbook.source.config import Config


@click.command()
@click.option("--yes", is_flag=True, help="Agree to all that has changed, without a question.")
@click.option(
    "--reason",
    "given",
    nargs=2,
    multiple=True,
    metavar="FORMS TEXT",
    help="Why the cases that only FORMS rate so urgently are decided as they are; FORMS as printed: triggers,tree.",
)
@main_options
def accept(config: Config, yes: bool, given: Sequence[tuple[str, str]]) -> None:
    """Agree to the cases on which a decision's forms give different answers.

    Shows what has changed since the last agreement, asks for the reason of each new class unless the calculator's
    description has it, and writes what was agreed to. Where nobody can be asked, what is missing is printed and the
    exit status is 2.
    """
    handbook = read(config)
    audited = report.audits(handbook)
    unsound = report.problems(handbook, audited, without=KIND)
    if unsound:
        raise Problems(unsound)
    unsettled = agreeing.unsettled(handbook, audited)
    if not unsettled:
        click.echo("nothing to agree to")
        return
    reasons = _reasons(given, unsettled)
    kept: dict[tuple[str, frozenset[str]], str] = {}
    missing = []
    for name, items in unsettled.items():
        click.echo("\n".join(_shown(handbook, audited[name], items)))
        for item in items:
            label = _label(name, item, unsettled)
            reason = reasons.get(label)
            known = agreeing.is_described(handbook, name, item.now.decided_by)
            if not (reason or (yes and _has_reason(item, audited[name])) or (known and not item.before)):
                if not sys.stdin.isatty():
                    missing.append(_missing(label, item, audited[name]))
                    continue
                reason = _asked(handbook, name, item, audited[name])
            if reason:
                kept[name, frozenset(item.now.decided_by)] = reason
    if missing:
        click.echo("\n".join(["not agreed; say", *missing]), err=True)
        sys.exit(2)
    file = config.content / agreeing.FILE
    whole_file.write(file, agreeing.text(handbook, audited, kept))
    click.echo(f"agreed; wrote {file}")


def _reasons(given: Sequence[tuple[str, str]], unsettled: Mapping[str, Sequence[Changed]]) -> dict[str, str]:
    known = [_label(name, item, unsettled) for name, items in unsettled.items() for item in items]
    for label, _ in given:
        if label not in known:
            raise click.BadParameter(
                expected("one of the classes to agree to", repr(label), known), param_hint="--reason"
            )
    return dict(given)


def _label(name: str, item: Changed, unsettled: Mapping[str, Sequence[Changed]]) -> str:
    """Return how --reason calls a class: its forms, after the decision's name where several are open."""
    forms = ",".join(item.now.decided_by)
    return forms if len(unsettled) == 1 else f"{name}/{forms}"


def _shown(handbook: Handbook, audit: Audit, items: Sequence[Changed]) -> Iterator[str]:
    """Yield what there is to agree to in one decision, and what has changed since it was agreed to."""
    found = audit.agreement
    yield summary(audit.name, found)[0]
    since = agreeing.since(handbook, audit.name)
    if since:
        yield "  since the last agreement"
        yield from (f"    {line}" for line in told_difference(since))
    for item in items:
        yield f"  {'changed' if item.before else 'new'}: {told(found, item.now)}"
        if item.before:
            yield f"    agreed to were {item.before.cells} cells"
        if item.now.decided_by != found.forms:
            yield "    " + ", ".join(f"{form} {level}" for form, level in item.now.levels.items())
        if item.reason:
            yield f"    reason: {item.reason}"
    before, classes = agreeing.agreed(handbook, audit.name), {frozenset(each.decided_by) for each in found.classes}
    for each in before.classes if before else ():
        if frozenset(each.decided_by) not in classes:
            yield f"  no more: {each.cells} cells decided by {', '.join(each.decided_by)} alone"


def _agree(item: Changed, audit: Audit) -> bool:
    """Tell whether a class is that of the cells on which all forms agree: it needs no reason."""
    return item.now.decided_by == audit.agreement.forms


def _has_reason(item: Changed, audit: Audit) -> bool:
    return _agree(item, audit) or bool(item.reason)


def _missing(label: str, item: Changed, audit: Audit) -> str:
    """Return what to add to the command so that a class is agreed to."""
    if _has_reason(item, audit):
        return f"  --yes  if the answers to what {label} decide are meant as they are now"
    return f'  --reason {label} "..."'


def _asked(handbook: Handbook, name: str, item: Changed, audit: Audit) -> str | None:
    """Return the reason that is given on the terminal, None where the old one holds. Ends the command at a no."""
    forms = ", ".join(item.now.decided_by)
    if not _has_reason(item, audit):
        return str(click.prompt(f"What is the reason for the cases decided by {forms} alone?"))
    if click.confirm(f"Are the answers to what {forms} decide meant as they are now?", default=True):
        if _agree(item, audit) or click.confirm("Does the reason still hold?", default=True):
            return None
        if not agreeing.is_described(handbook, name, item.now.decided_by):
            return str(click.prompt("The reason now"))
    file = handbook.documents["calculators"][name].path
    click.echo(f"nothing was written; change {file}, then run `playbook accept` again", err=True)
    sys.exit(1)
