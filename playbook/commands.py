"""What the commands do, apart from reading their options and printing."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from playbook import bundle, decisions, plugin, rulebook, shipped, site
from playbook.config import Config
from playbook.errors import Problem, Problems, expected
from playbook.handbook import Handbook
from playbook.load import load
from playbook.publish import publish


def read(config: Config) -> Handbook:
    """Return the handbook of a configuration. Raises Problems."""
    return load(config.content, config.settings, config.root)


def checked(config: Config) -> tuple[Handbook, dict[str, decisions.Audit]]:
    """Return the handbook and the audit of its rules. Raises Problems, those of the rules among them."""
    handbook = read(config)
    audited = decisions.audits(handbook)
    found = decisions.problems(handbook, audited)
    if found:
        raise Problems(found)
    return handbook, audited


def rules(config: Config, name: str) -> dict[str, Any]:
    """Return the compiled rules of calculator `name`. Raises Problems, with the names that there are."""
    handbook = read(config)
    if name not in handbook.calculators:
        message = expected("the name of a calculator", repr(name), handbook.calculators)
        raise Problems([Problem(str(config.content / "calculators"), 1, 1, message)])
    return rulebook.rules(handbook, name)


def build(config: Config, out: Path) -> None:
    """Write the site to `out`, whole or not at all. Raises Problems."""
    handbook, _ = checked(config)
    publish(lambda folder: plugin.build(config, handbook, folder), out)


def serve(config: Config, out: Path, host: str, port: int) -> None:
    """Build into `out`, serve it, and build again when something changes; a failed build leaves the last site.

    Each rebuild is a process of its own, so that changed calculators and templates are read, not remembered.
    """
    build(config, out)

    def rebuild() -> None:
        command = [sys.executable, "-m", "playbook", "build", "--config", str(config.file), "--out", str(out)]
        subprocess.run(command, check=False)  # its problems are on the terminal; the last site stays up

    watched = [config.file, config.content, config.settings, shipped.path("templates"), shipped.CALCULATORS]
    plugin.serve(rebuild, watched, out, host, port)


def check(config: Config, as_json: bool) -> str:
    """Return a report of a sound handbook: how much was checked. Raises Problems if it is not."""
    handbook, audited = checked(config)
    counts: dict[str, Any] = {
        "sources": len(handbook.sources.rows),
        "levels": len(handbook.levels.levels),
        "calculators": len(handbook.calculators),
        "scripts": len(handbook.scripts),
        "pages": len(site.pages(handbook)),
    }
    if as_json:
        reports = {name: decisions.report(item) for name, item in audited.items()}
        return json.dumps({**counts, "decisions": reports}, ensure_ascii=False, indent=1)
    return "no problems: " + ", ".join(f"{count} {name}" for name, count in counts.items())


def export(config: Config, out: Path) -> None:
    """Write pages and assets below `out`/docs, with a plain mkdocs.yml, for any engine that reads it."""
    handbook, _ = checked(config)

    def write(folder: Path) -> None:
        docs = folder / "docs"
        theme = shipped.path("templates") / "theme" / "assets"
        shutil.copytree(theme, docs / "assets")
        contents = {page.path: page.text.encode() for page in site.pages(handbook)}
        contents |= bundle.assets(config.settings, shipped.CALCULATORS, rulebook.all_rules(handbook))
        for path, content in contents.items():
            target = docs / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        (folder / "mkdocs.yml").write_text(site.plain_config(handbook), encoding="utf-8")

    publish(write, out)


def new(out: Path) -> None:
    """Copy the default content and settings to `out`, an empty or missing folder. Raises Problems."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        found = "a file" if not out.is_dir() else "one with files in it"
        raise Problems([Problem(str(out), 1, 1, expected("a folder that is empty or does not exist", found))])
    shutil.copytree(shipped.PACKAGE / "content", out / "playbook" / "content")
    shutil.copytree(shipped.path("site_config"), out / "site_config")
    shutil.copy(shipped.path("mkdocs.yml"), out / "mkdocs.yml")
