"""What is wrong in mkdocs.yml as the site engine reads it: every fault at its place, before anything is built.

MkDocs stops at the first fault and says neither line nor column. Here each of its options judges its own value, and of
a list of plugins or extensions each entry by itself.
"""

import os
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import markdown  # type: ignore[import-untyped]
import yaml
from mkdocs.config.base import BaseConfigOption
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from playbook.errors import Problem, expected
from playbook.site import engine_needs, theme_files
from playbook.source.config import Config, entries
from playbook.source.document import Location

type Found = Iterator[tuple[Location, str]]

OF_PLUGIN = re.compile(r"^Plugin '[^']*' option '([^']*)': ", re.MULTILINE)
UNKNOWN = "Unrecognised configuration name"


def problems(config: Config) -> list[Problem]:
    """Return what the site engine would refuse in mkdocs.yml, or warn of, and files of the theme that are not there."""
    settings = MkDocsConfig(config_file_path=str(config.file))
    try:
        with config.file.open("rb") as file:
            settings.load_file(file)
    except (ConfigurationError, ValueError) as error:  # ValueError: a date that does not exist
        return [_unreadable(error, config)]
    settings.site_dir = str(config.root.parent / "site")  # the folder is a matter of the command, not of the file
    return sorted(  # MkDocs goes through sets of names
        config.document.problem(at, _line(message, config), at_key=repr(at[-1]) in message)  # what names a key is at it
        for at, message in _faults(settings)
    )


def _unreadable(error: Exception, config: Config) -> Problem:
    """Return why a file, mkdocs.yml or one that it inherits from, cannot be read, at the place that YAML tells."""
    cause = error.__context__
    if isinstance(cause, yaml.MarkedYAMLError) and cause.problem_mark:
        mark = cause.problem_mark
        return Problem(_line(mark.name, config), mark.line + 1, mark.column + 1, _line(str(cause.problem), config))
    return Problem(config.file.name, 1, 1, _line(str(error), config))


def _line(message: str, config: Config) -> str:
    return " ".join(message.replace(f"{config.root}{os.sep}", "").split())


def _faults(settings: MkDocsConfig) -> Found:
    """Yield what is wrong with each option's value, and with several values together where each is sound."""
    options = dict(settings._schema)
    written = {key: deepcopy(settings.get(key)) for key in theme_files.OPTIONS}
    unknown = sorted(map(str, settings.keys() - options.keys()))
    found: list[tuple[Location, str]] = [
        ((key,), expected("a key of mkdocs.yml", repr(key), options)) for key in unknown
    ]
    for key, option in options.items():
        told = list(_said(option, partial(option.pre_validation, settings, key), (key,)))
        told += _listed(key, option, settings[key]) if key in LISTS else ()
        told = told or list(_judged(option, settings[key], (key,)))
        if not told:
            settings[key] = option.validate(settings[key])
            option.reset_warnings()
        elif key == "theme":
            settings[key] = engine_needs.THEME
        found += told
    found = found or list(engine_needs.faults(settings))
    yield from found
    if not found:
        for key, option in options.items():
            yield from _said(option, partial(option.post_validation, settings, key), (key,))
        yield from theme_files.faults(settings.theme, Path(settings.docs_dir), written)


def _said(option: BaseConfigOption[Any], act: Callable[[], Any], at: Location) -> Found:
    """Yield what an option says when it is asked to act."""
    try:
        act()
    except Exception as error:  # options of plugins and themes are anybody's code
        yield at, str(error)
    yield from ((at, message) for message in option.warnings)
    option.reset_warnings()


def _judged(option: BaseConfigOption[Any], value: Any, at: Location) -> Found:
    return _said(option, partial(option.validate, deepcopy(value)), at)


def _listed(key: str, option: BaseConfigOption[Any], value: Any) -> Found:
    """Yield what is wrong with each plugin or extension of a list, and those that stand there twice."""
    told = LISTS[key]
    seen = set()
    for name, at, given in entries(value, (key,)):
        for _, message in _judged(option, [{name: given} if given else name], at):
            yield from told(option, name, given or {}, at, message)
        if name in seen:
            yield at, f"{name!r} stands in this list a second time"
        seen.add(name)


def _of_plugin(option: Any, name: str, given: Any, at: Location, message: str) -> Found:
    known = {each.removeprefix("material/"): plugin for each, plugin in option.installed_plugins.items()}
    found = option.installed_plugins.get(name) or known.get(name)
    if not found:
        yield at, expected("a plugin that is installed", repr(name), known)
        return
    _, *parts = OF_PLUGIN.split(message)
    for one, said in zip(parts[::2], parts[1::2], strict=True):
        if said.startswith(UNKNOWN):
            said = expected(
                f"an option of the plugin {name!r}", repr(one), [key for key, _ in found.load().config_scheme]
            )
        yield (*at, one), said
    if not parts:
        yield at, message


def _of_extension(_: Any, name: str, given: Any, at: Location, message: str) -> Found:
    reason = message.rpartition("\n")[2]
    key = reason.removeprefix("KeyError: ").strip("'")
    if reason.startswith("ModuleNotFoundError"):
        known = sorted(each.name for each in entry_points(group="markdown.extensions"))
        yield at, expected("a Markdown extension that is installed", repr(name), known)
    elif key in given:
        known = sorted(markdown.Markdown().build_extension(name, {}).config)
        yield (*at, key), expected(f"an option of the extension {name!r}", repr(key), known)
    else:
        yield at, reason


LISTS = {"plugins": _of_plugin, "markdown_extensions": _of_extension}
"""The options that are lists of plugins or extensions, and what makes a sentence of what is said of one."""
