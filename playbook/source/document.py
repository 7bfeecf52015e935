"""A YAML file as plain data with the place of every key and value.

YAML 1.2's core schema on PyYAML: `no`, `on`, 1:30 and dates stay text. Two equal keys, anchors, aliases, tags and more
than one document are problems, not surprises. Sequences become tuples, so that what was loaded does not change.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from playbook.cache.process import remembered
from playbook.errors import Problem, Problems, expected
from playbook.source.signs import refuse, unfit
from playbook.source.syntax import said
from playbook.source.yaml12 import TAG, composed

Place = tuple[int, int]
Location = tuple[str | int, ...]

CONFLICT = re.compile(r"^<<<<<<< ", re.MULTILINE)


@dataclass(frozen=True)
class Document:
    """One file: its data, and the places of its values and keys by location (keys and indexes from the top).

    `included` are the locations below which the data comes from other files, with the paths of these.
    """

    path: str
    data: Any
    values: dict[Location, Place] = field(repr=False, default_factory=dict)
    keys: dict[Location, Place] = field(repr=False, default_factory=dict)
    included: dict[Location, str] = field(repr=False, default_factory=dict)
    text: str = field(repr=False, default="")

    def problem(self, location: Location, message: str, at_key: bool = False, absent: bool = False) -> Problem:
        """Return a problem at the deepest known place on the way to `location`.

        Parts of the location that the file does not have (a missing key, a validator's own steps) are passed over.
        """
        known = self.known(location)
        places = self.keys if at_key and known in self.keys else self.values
        line, column = places.get(known, (1, 1))
        paths = (path for start, path in self.included.items() if known[: len(start)] == start)
        return Problem(next(paths, self.path), line, column, message, known, absent)

    def problem_within(self, location: Location, at: int, message: str) -> Problem:
        """Return a problem at the character `at` of the text at `location`, however the text is laid out in the file.

        The text must be one that holds no sign which YAML writes as another, as formulas are.
        """
        known = self.known(location)
        line, column = self.values.get(known, (1, 1))
        found = self._character(known, line, column, at)
        return Problem(self.path, *found, message, known)

    def _character(self, known: Location, line: int, column: int, at: int) -> Place:
        """Return the place of the character `at` of the text at the location `known`, which begins at a place."""
        value = self.data
        for part in known:
            value = value[part]
        lines = self.text.split("\n")
        row, place = line - 1, column - 1
        if not isinstance(value, str) or row >= len(lines):
            return line, column
        if lines[row][place : place + 1] in ("|", ">"):
            row, place = row + 1, 0
        elif lines[row][place : place + 1] in ("'", '"'):
            place += 1
        # What stands before it, blanks left out, is the same in the file.
        before = sum(not sign.isspace() for sign in value[:at])
        for number in range(row, len(lines)):
            for index in range(place if number == row else 0, len(lines[number])):
                if lines[number][index].isspace():
                    continue
                if not before:
                    return number + 1, index + 1
                before -= 1
            if not before and at >= len(value.rstrip()):
                return number + 1, len(lines[number].rstrip()) + 1
        return line, column

    def without(self, cut: Collection[Location]) -> "Document":
        """Return the document as if the entries and keys at these locations had not been written; places stay."""
        moved: dict[Location, Location] = {}

        def kept(value: Any, was: Location, now: Location) -> Any:
            moved[was] = now
            if isinstance(value, dict):
                return {
                    key: kept(each, (*was, key), (*now, key)) for key, each in value.items() if (*was, key) not in cut
                }
            if isinstance(value, tuple):
                left = [(at, each) for at, each in enumerate(value) if (*was, at) not in cut]
                return tuple(kept(each, (*was, at), (*now, place)) for place, (at, each) in enumerate(left))
            return value

        data = kept(self.data, (), ())
        values, keys = (
            {moved[at]: place for at, place in places.items() if at in moved} for places in (self.values, self.keys)
        )
        included = {moved[at]: path for at, path in self.included.items() if at in moved}
        return Document(self.path, data, values, keys, included, self.text)

    def commented(self, location: Location) -> bool:
        """Tell whether a comment stands on the line where a value, which is empty, would begin."""
        line, column = self.values.get(self.known(location), (0, 0))
        lines = self.text.split("\n")
        return 0 < line <= len(lines) and lines[line - 1][column - 1 :].lstrip().startswith("#")

    def known(self, location: Location) -> Location:
        """Return as much of a location as the file has."""
        known: Location = ()
        for part in location:
            if (*known, part) in self.values:
                known = (*known, part)
        return known


def read(path: Path, shown: str | None = None) -> Document:
    """Return the document at `path`, named `shown` in messages. Raises Problems."""
    name = shown or str(path)
    text = decoded(path, name)
    return remembered("document", (name, text), lambda: parse(text, name))


def decoded(path: Path, name: str) -> str:
    r"""Return the text of the file at `path`, named `name` in messages, its lines ended by \n. Raises Problems."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise Problems([Problem(name, 1, 1, expected("a YAML file", "a pipe or device"))])
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Problems([Problem(name, 1, 1, expected("a YAML file", "no such file"))]) from None
    except OSError as error:
        raise Problems([Problem(name, 1, 1, f"cannot be read: {error.strerror}")]) from None
    return _text(raw, name).replace("\r\n", "\n").replace("\r", "\n")


def _text(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = expected("text encoded as UTF-8", f"byte 0x{raw[error.start]:02x}")
        raise Problems([Problem(name, line, column, message)]) from None


def parse(text: str, name: str, compose: Callable[[str], yaml.Node | None] = composed) -> Document:
    """Return the document in `text`. Raises Problems, every duplicate key among them."""
    conflict = CONFLICT.search(text)
    if conflict:
        line = text.count("\n", 0, conflict.start()) + 1
        found = "a merge conflict: keep one side of what stands between <<<<<<< and >>>>>>>"
        raise Problems([Problem(name, line, 1, found)])
    refuse(text, name)
    try:
        node = compose(text)
        if node is None:
            raise Problems([Problem(name, 1, 1, expected("content", "an empty file"))])
        builder = _Builder(name)
        data = builder.build(node, ())
    except yaml.MarkedYAMLError as error:
        raise Problems([said(error, name)]) from None
    except RecursionError:
        raise Problems([Problem(name, 1, 1, "nested too deeply")]) from None
    if builder.problems:
        raise Problems(builder.problems)
    return Document(name, data, builder.values, builder.keys, text=text)


class _Builder:
    """Turns nodes into data, collecting places and problems on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.values: dict[Location, Place] = {}
        self.keys: dict[Location, Place] = {}
        self.problems: list[Problem] = []

    def build(self, node: yaml.Node, location: Location) -> Any:
        self.values[location] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.build(item, (*location, i)) for i, item in enumerate(node.value))
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, location: Location) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self._scalar(key_node) if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str | int) or isinstance(key, bool):
                got = (
                    repr(key_node.value)
                    if isinstance(key_node, yaml.ScalarNode)
                    else "brackets; text with {{ goes in quotes"
                )
                self._problem(key_node, expected("a name or a whole number as key", got))
                continue
            if key in result:
                line = self.keys[(*location, key)][0]
                self._problem(key_node, f"the key {key!r} stands here a second time (first on line {line})")
                continue
            self.keys[(*location, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            result[key] = self.build(value_node, (*location, key))
        return result

    def _scalar(self, node: yaml.Node) -> Any:
        text: str = node.value
        if unfit(text):
            try:  # JSON writes a character beyond U+FFFF as two escapes
                text = text.encode("utf-16", "surrogatepass").decode("utf-16")
            except UnicodeDecodeError:
                self._problem(node, expected("whole characters", "half of a character pair"))
            else:
                if found := unfit(text):
                    self._problem(node, found)
        try:
            match node.tag.removeprefix(TAG):
                case "null":
                    return None
                case "bool":
                    return text.lower() == "true"
                case "int":
                    return self._integer(node, text)
                case "float":
                    return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
        except ValueError:  # the tag says so, where tags are let be
            self._problem(node, expected("a number", repr(text)))
        return text

    def _integer(self, node: yaml.Node, text: str) -> int:
        if len(text) > 400:
            self._problem(node, expected("a number", f"one of {len(text)} digits"))
            return 0
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text, 10)

    def _problem(self, node: yaml.Node, message: str) -> None:
        mark = node.start_mark
        self.problems.append(Problem(self.name, mark.line + 1, mark.column + 1, message))
