"""A YAML file's text with a number changed, entries of a list left out or moved: every other byte stays as it is.

Where something stands is asked of the parser that reads handbooks. What cannot be changed safely is refused; whoever
edits reads the text again and compares.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

import yaml

from playbook.source.document import Location
from playbook.source.yaml12 import TAG, placed

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
COMMENT = re.compile(r"[ \t]*#")
COMMA = re.compile(r"[ \t\r\n]*,[ \t\r\n]*")
ALONE = re.compile(r"[ \t]*(,?)[ \t]*(#[^\r\n]*)?[\r\n]*")
"""What may follow an entry between brackets that has its lines to itself."""
IN_BLOCKS = ("|", ">")


class Unsafe(Exception):
    """A place that is not changed: its line and column, from 1, and what was expected there."""

    def __init__(self, mark: yaml.Mark, message: str) -> None:
        super().__init__(message)
        self.line, self.column = mark.line + 1, mark.column + 1


def lines(text: str) -> list[str]:
    """Return a text's lines, each with its end."""
    return [found for found in LINE.findall(text) if found]


def spelled(number: float) -> str:
    """Return a number as files have it, without an exponent."""
    return f"{Decimal(str(number)):f}"


def with_number(text: str, location: Location, number: float) -> str:
    """Return the text with another number at a location. Raises Unsafe."""
    node = _at(text, location)
    if not isinstance(node, yaml.ScalarNode) or node.style or node.tag not in (f"{TAG}int", f"{TAG}float"):
        raise Unsafe(node.start_mark, "expected a number without quotes, got something else; change it by hand")
    start, end = _offset(text, node.start_mark), _offset(text, node.end_mark)
    return text[:start] + spelled(number) + text[end:]


def with_entries(text: str, location: Location, order: Sequence[int], off: Collection[int]) -> str:
    """Return the text with the entries of a list in this order, by their places, those that are `off` left out.

    An entry that has lines to itself becomes a comment; one that stands between others in a line is gone. Comments
    right above an entry, and below it where they are further in, move with it. Raises Unsafe.
    """
    node = _at(text, location)
    if not isinstance(node, yaml.SequenceNode):
        raise Unsafe(node.start_mark, "expected a list, got something else")
    if not node.flow_style:
        return _in_lines(text, _Lines(text, node), order, off)
    alone = _Lines(text, node)
    if alone.sound and len({start for start, _ in alone.spans}) == len(alone.spans):
        return _in_lines(text, alone, order, off)
    return _in_a_line(text, node, order, off)


def _at(text: str, location: Location) -> yaml.Node:
    node = placed(text.replace("\r\n", "\n").replace("\r", "\n"))
    assert node
    for part in location:
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == str(part))
        else:
            node = node.value[part]
    return node


def _offset(text: str, mark: yaml.Mark) -> int:
    return sum(map(len, lines(text)[: mark.line])) + mark.column


def _leaves(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yield the parts of a node that say where it ends: the parser calls the end of a block what comes after it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        for inner in node.value:
            for each in inner if isinstance(inner, tuple) else (inner,):
                yield from _leaves(each)
    else:
        yield node


def _last_line(node: yaml.Node) -> int:
    last = node.start_mark.line
    for leaf in _leaves(node):
        end = leaf.end_mark
        in_block = isinstance(leaf, yaml.ScalarNode) and leaf.style in IN_BLOCKS
        last = max(last, end.line - int(in_block and end.column == 0))
    return last


class _Lines:
    """The lines of a list's entries. `spans` are first and last line of each, `sound` if each has its lines alone."""

    def __init__(self, text: str, node: yaml.SequenceNode) -> None:
        self.lines, self.flow = lines(text), bool(node.flow_style)
        self.node, self.sound = node, True
        self.spans: list[tuple[int, int]] = []
        for entry in node.value:
            first = entry.start_mark.line if self.flow else self._dash(entry)
            self.spans.append((first, _last_line(entry)))
            line, column = self.lines[first], entry.start_mark.column if self.flow else node.start_mark.column
            if line[:column].strip(" "):
                self._unsafe(entry)
            if self.flow and not ALONE.fullmatch(self.lines[entry.end_mark.line][entry.end_mark.column :]):
                self._unsafe(entry)

    def _unsafe(self, entry: yaml.Node) -> None:
        if not self.flow:
            raise Unsafe(entry.start_mark, "expected an entry whose dash begins its line, got one within another")
        self.sound = False

    def _dash(self, entry: yaml.Node) -> int:
        """Return the line of an entry's dash, which may stand above it."""
        column = self.node.start_mark.column
        return next(
            (
                at
                for at in range(entry.start_mark.line, self.node.start_mark.line - 1, -1)
                if self.lines[at][column : column + 1] == "-" and not self.lines[at][:column].strip(" ")
            ),
            entry.start_mark.line,
        )

    def indent(self, at: int) -> int:
        """Return how far in the text of a line stands."""
        return len(self.lines[at]) - len(self.lines[at].lstrip(" "))

    def _below(self, place: int) -> int:
        """Return the last line of an entry and of the comments below it that are further in."""
        first, last = self.spans[place]
        after = self.spans[place + 1][0] if place + 1 < len(self.spans) else len(self.lines)
        column = self.indent(first)
        below = takewhile(lambda at: COMMENT.match(self.lines[at]) and self.indent(at) > column, range(last + 1, after))
        return last + sum(1 for _ in below)

    def owned(self, place: int) -> tuple[int, int]:
        """Return the first and the last line of an entry with the comments that belong to it."""
        first = self.spans[place][0]
        before = self._below(place - 1) if place else self.node.start_mark.line if self.flow else -1
        above = takewhile(lambda at: COMMENT.match(self.lines[at]), range(first - 1, before, -1))
        return first - sum(1 for _ in above), self._below(place)

    def written(self, place: int, off: bool, is_last: bool) -> list[str]:
        """Return an entry's lines with its comments: those of one that is off as a comment."""
        (start, end), (first, last) = self.owned(place), self.spans[place]
        found = self.lines[start : end + 1]
        entry = self.node.value[place]
        if off:
            column = self.indent(first)
            for at in range(first - start, last - start + 1):
                line, indent = found[at], min(column, self.indent(start + at))
                found[at] = f"{line[:indent]}# {line[indent:]}" if line.strip() else line
        elif self.flow and not is_last:
            line, column = found[last - start], entry.end_mark.column
            comma = "" if line[column:].lstrip(" \t").startswith(",") else ","
            found[last - start] = line[:column] + comma + line[column:]
        return found


def _in_lines(text: str, listed: _Lines, order: Sequence[int], off: Collection[int]) -> str:
    if list(order) != sorted(order) and not lines(text)[-1].endswith(("\r", "\n")):
        # The file's last line has no end: another one may be the last now.
        ended = re.search(r"\r\n|\r|\n", text)
        end = ended[0] if ended else "\n"
        longer = _in_lines(text + end, _Lines(text + end, listed.node), order, off)
        return longer.removesuffix(end)
    owned = [listed.owned(place) for place in range(len(order))]
    made, at = list[str](), owned[0][0]
    kept = [place for place in order if place not in off]
    for slot, place in enumerate(order):
        made += listed.lines[at : owned[slot][0]]
        made += listed.written(place, place in off, place == kept[-1])
        at = owned[slot][1] + 1
    return "".join([*listed.lines[: owned[0][0]], *made, *listed.lines[at:]])


def _in_a_line(text: str, node: yaml.SequenceNode, order: Sequence[int], off: Collection[int]) -> str:
    spans = [(_offset(text, entry.start_mark), _offset(text, entry.end_mark)) for entry in node.value]
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    for entry, gap in zip(node.value, gaps, strict=False):
        if not COMMA.fullmatch(gap):
            raise Unsafe(entry.end_mark, "expected entries each on a line of its own, or no comment between them")
    for place in off:
        entry = node.value[place]
        if entry.start_mark.line != entry.end_mark.line:
            raise Unsafe(entry.start_mark, "expected an entry in one line, or that has its lines to itself")
    said = [text[slice(*spans[place])] for place in order]
    kept = [(each, gap) for place, each, gap in zip(order, said, [*gaps, ""], strict=True) if place not in off]
    written = "".join(each + gap for each, gap in kept[:-1]) + kept[-1][0]
    return text[: spans[0][0]] + written + text[spans[-1][1] :]
