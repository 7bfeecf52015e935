"""The command line. Each command stands in a module beside it, which is loaded when it is wanted."""

import click

from playbook.cli import console
from playbook.cli.help import LoadedCommands

FOUND = {
    "accept": "accept.accept",
    "apply": "apply.apply",
    "build": "sites.build",
    "calc": "calc.calc",
    "check": "sites.check",
    "diff": "diff.diff",
    "exam": "exam.exam",
    "export": "sites.export",
    "new": "new.new",
    "replay": "replay.replay",
    "serve": "sites.serve",
    "snapshot": "diff.take",
}
"""Where each command is, by its name."""


@click.group(cls=LoadedCommands, found=FOUND, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="playbook-handbook")
def main() -> None:
    """Build a handbook with calculators from YAML."""
    console.prepare()
