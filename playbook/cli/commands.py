"""What the commands do, apart from reading their options and printing."""

import json
import signal
import socket
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from playbook.browser import bundle, scripts
from playbook.cache import process
from playbook.check import contacts, rendered
from playbook.cli import editing, progress
from playbook.errors import Problems
from playbook.load import editor_schemas
from playbook.load.handbook import load
from playbook.model.files import CONTENT
from playbook.model.handbook import Handbook
from playbook.pages import decide, rendering, workbooks
from playbook.pages.clock import today
from playbook.pages.data_scripts import data_scripts
from playbook.rules import disagreements, report, weights
from playbook.site import destination, edition, engine, engine_settings, hosting, offline, pdfs, server, theme_files
from playbook.site.export import write as export_site
from playbook.site.publish import publish
from playbook.site.rebuild import rebuilder
from playbook.site.watch import Watch
from playbook.source import shipped
from playbook.source.config import Config


def read(config: Config) -> Handbook:
    """Return the handbook of a configuration. Raises Problems."""
    return load(config.content, config.settings, config.root)


def whole(config: Config) -> Handbook:
    """Return the handbook of a configuration, if the site engine can use its mkdocs.yml. Raises Problems, of both."""
    found = engine_settings.problems(config)
    try:
        handbook = read(config)
    except Problems as error:
        raise Problems([*found, *error.problems]) from None
    if found:
        raise Problems(found)
    return handbook


@dataclass(frozen=True)
class Checked:
    """A sound handbook as it is published, the audit of its rules, and its pages as of today.

    `assets` are the files beside the pages, workbooks and PDF files among them, where it is for publishing. `printed`
    says what became of the PDF files; it is empty where none were asked for. `texts` are those of all pages by name, of
    the pages that are left out, too: they are checked like the others.
    """

    handbook: Handbook
    audited: dict[str, report.Audit]
    assets: bundle.Assets
    printed: str
    pages: list[rendering.Page]
    texts: dict[str, str]


def checked(config: Config, handbook: Handbook, publishing: bool = False, with_pdfs: bool = False) -> Checked:
    """Return the handbook of a configuration if it is sound, with its files where it is for `publishing`.

    `with_pdfs`: with PDF files of the sheets to print among them, where there is a Chromium that makes them.

    Raises Problems, those of its rules and of links that lead nowhere too.
    """
    with progress.step("checking the rules"):
        audited = report.audits(handbook)
    found = report.problems(handbook, audited)
    if found:
        raise Problems(found)
    public, books = edition.published(handbook), workbooks.workbooks(handbook)
    assets, printed = bundle.Assets({}, {}), pdfs.Printed()
    if with_pdfs:
        with progress.step("printing the sheets to PDF"):
            printed = pdfs.printed(public, audited)
    if publishing:
        data, own = data_scripts(public), handbook.own_calculators
        with progress.step("making scripts and the browser's Python (what is missing is fetched, once)"):
            assets = bundle.assets(config.settings, shipped.CALCULATORS, handbook.rules, data, own)
        files = assets.files | printed.files | workbooks.files(books, public.withheld)
        assets = bundle.Assets(files, assets.names, assets.guard)
    with progress.step("writing the pages"):
        pages = rendering.pages(handbook, today(), audited, assets.names, printed.files, books)
    texts = {page.name: page.text for page in pages}
    found = rendered.problems(handbook, texts, engine.html(config))
    if found:
        raise Problems(found)
    if public.withheld:  # what is left out is checked above like the rest
        pages = rendering.pages(public, today(), audited, assets.names, printed.files, books)
    return Checked(public, audited, assets, printed.line, pages, texts)


def build(config: Config, out: Path, with_pdfs: bool) -> list[str]:
    """Write the site to `out`, whole or not at all; return what there is to say of it. Raises Problems.

    `with_pdfs`: with PDF files of the sheets to print, where there is a Chromium that makes them.
    """
    destination.apart(config, out)
    sound = checked(config, whole(config), True, with_pdfs)

    def write(folder: Path) -> None:
        with progress.step("building the site"):
            engine.build(config, sound.handbook, sound.assets, sound.pages, folder)
        hosting.place(config.settings, folder, config.name)
        offline.write(folder, bundle.page_scripts()[scripts.SERVICE_WORKER])

    publish(write, out)
    told = [sound.printed] if sound.printed else []
    told += edition.warnings(sound.handbook)
    return [*rendered.lines(sound.handbook, sound.texts), *map(decide.line, sound.audited.values()), *told]


def serve(config: Config, out: Path, host: str, port: int) -> None:
    """Build into `out`, serve it, and build again when something changes; a failed build leaves the last site."""
    watch = Watch(editing.watched(config))
    process.begin()
    build(config, out, with_pdfs=False)
    rebuilds = rebuilder(["build", "--no-pdf", "--edited", "--config", str(config.file), "--out", str(out)])
    # A server that is told to end is ended as by Ctrl-C: what it made in the temporary folder goes too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        server.serve(rebuilds.run, watch, out, host, port, lambda port: _announce(host, port))
    finally:
        rebuilds.close()


def _announce(host: str, port: int) -> None:
    """Print where the handbook can be read; where it listens everywhere, the address for other devices too."""
    everywhere = host in ("0.0.0.0", "::")
    hosts = ["127.0.0.1", _own_address()] if everywhere else [host]
    for name in dict.fromkeys(hosts):
        click.echo(f"serving http://{name}:{port}/")


def _own_address() -> str:
    """Return this machine's address in its network; choosing a route for a datagram sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def check(config: Config, as_json: bool) -> str:
    """Return a report of a sound handbook: how much was checked. Raises Problems if it is not.

    What editors read is renewed, for which the rules need not be sound.
    """
    readable = whole(config)
    editor_schemas.renew(readable, config.content, config.settings)
    found = checked(config, readable)
    handbook, audited = found.handbook, found.audited
    with progress.step("trying the settings of the site"), tempfile.TemporaryDirectory(prefix="playbook-") as folder:
        engine.trial(config, handbook, found.pages, Path(folder))
        hosting.place(config.settings, Path(folder), config.name)
    notes = sorted({*handbook.left_out, *rendered.uncited(handbook, found.texts), *theme_files.notes(config)})
    counts: dict[str, Any] = {
        "sources": len(handbook.sources.rows),
        "levels": len(handbook.levels.levels),
        "calculators": len(handbook.calculators),
        "scripts": len(handbook.scripts),
        "pages": len(found.texts),
    }
    if as_json:
        reports = {name: report.report(handbook, item) for name, item in audited.items()}
        return json.dumps({**counts, "decisions": reports}, ensure_ascii=False, indent=1)
    sound = "no problems: " + ", ".join(f"{count} {name}" for name, count in counts.items())
    told = [decide.line(item) for item in audited.values()]
    told += [line for name, item in audited.items() for line in disagreements.summary(name, item.agreement)]
    told += weights.lines(handbook)
    contacts_file = config.name(config.content / CONTENT["contacts"].path)
    said = [*(f"note: {note}" for note in notes), sound, *rendered.lines(handbook, found.texts)]
    return "\n".join([*said, *told, *edition.warnings(handbook), *contacts.notes(handbook, today(), contacts_file)])


def export(config: Config, out: Path) -> None:
    """Write pages and assets below `out`/docs, with a plain mkdocs.yml, for any engine that reads it."""
    destination.apart(config, out)
    sound = checked(config, whole(config), publishing=True)
    contents = {page.path: page.text.encode() for page in sound.pages}
    contents |= sound.assets.files | editor_schemas.assets(sound.handbook)
    static = config.settings / "static"
    publish(lambda folder: export_site(sound.handbook, contents, sound.assets.names, static, folder), out)
