"""The nodes of a YAML text: 1.2's core schema, and neither anchors nor aliases nor tags.

libyaml's parser is four times as fast as PyYAML's own, but sees some places elsewhere and words its complaints
differently. So it reads the texts that both read alike, and whatever it stumbles over is read once more. What the one
reads the other has to read, too: which of them reads a file is no matter of what the file says.
"""

import re
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any

import yaml

from playbook.errors import expected

TAG = "tag:yaml.org,2002:"
SCALARS = (
    ("null", re.compile(r"(?:|~|null|Null|NULL)\Z")),
    ("bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")),
    ("int", re.compile(r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z")),
    ("float", re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")),
    ("float", re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")),
)
# Tabs, other line ends than \n, marks of byte order, directives, and a comment right behind the sign of a text of
# several lines: where the two parsers differ, or might.
UNUSUAL = re.compile(r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]|^%|[|>][-+0-9]*#", re.MULTILINE)
BREAKS = "\x85\u2028\u2029"
"""What ends a line in YAML 1.1, for which the parsers are made, and is a sign as any other in 1.2."""
BLANK = " \t\r\n\0"
IN_FLOW = ",[]{}"


class _Plain:
    """Composing that refuses what makes a value stand elsewhere or be something else than it looks."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()  # type: ignore[attr-defined]
        found = None
        if isinstance(event, yaml.AliasEvent):
            found = f"*{event.anchor}, an alias; text that begins with * goes in quotes"
        elif event.anchor is not None:
            found = f"&{event.anchor}, an anchor; text that begins with & goes in quotes"
        elif event.tag is not None:
            found = f"the tag {event.tag.replace(TAG, '!!')}; text that begins with ! goes in quotes"
        if found:
            raise yaml.composer.ComposerError(None, None, expected("the value itself", found), event.start_mark)
        node: yaml.Node | None = super().compose_node(parent, index)  # type: ignore[misc]
        return node


class _Resolver(yaml.resolver.BaseResolver):
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as the base class declares it


for _kind, _pattern in SCALARS:
    _Resolver.add_implicit_resolver(TAG + _kind, _pattern, None)


class Tolerant(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer, _Resolver):
    """PyYAML's own reader, scanner and parser; anchors and tags are let be, in files that others read, too."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        for part in (yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer, _Resolver):
            part.__init__(self)

    def scan_plain(self) -> yaml.ScalarToken:
        """Return the words that begin here: as PyYAML does, but between brackets a question mark does not end them."""
        words = ""
        blanks: list[str] | None = []
        start = end = self.get_mark()
        while self.peek() != "#":
            length = 0
            while not self._ends_plain(length):
                length += 1
            if not length:
                break
            self.allow_simple_key = False
            words += "".join(blanks or ()) + self.prefix(length)
            self.forward(length)
            end = self.get_mark()
            blanks = self.scan_plain_spaces(self.indent + 1, start)
            if not blanks or (not self.flow_level and self.column <= self.indent):
                break
        return yaml.ScalarToken(words, True, start, end)

    def _ends_plain(self, at: int) -> bool:
        sign, flow = self.peek(at), IN_FLOW if self.flow_level else ""
        return sign in BLANK or sign in flow or (sign == ":" and self.peek(at + 1) in BLANK + flow)


class Loader(_Plain, Tolerant):
    """The same, of which nothing is let be: what counts."""


if yaml.__with_libyaml__:
    from yaml._yaml import CParser

    class FastLoader(_Plain, yaml.composer.Composer, CParser, _Resolver):
        """The same with libyaml's reader, scanner and parser."""

        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            yaml.composer.Composer.__init__(self)
            _Resolver.__init__(self)

        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            """Refuse an empty value: the two parsers see it in different places."""
            node = super().compose_node(parent, index)
            if isinstance(node, yaml.ScalarNode) and node.value == "":
                raise yaml.composer.ComposerError(None, None, "empty", node.start_mark)
            return node


def composed(text: str) -> yaml.Node | None:
    """Return the top node, None of a text without one. Raises yaml.YAMLError."""
    return _unbroken(text, _composed)


def placed(text: str) -> yaml.Node | None:
    """Return the top node as PyYAML's own parser sees it, whose ends are where the text ends. Raises yaml.YAMLError."""
    return _unbroken(text, lambda text: _told(Loader(text)))


def tolerated(text: str) -> yaml.Node | None:
    """Return the top node of a text whose anchors and tags are let be. Raises yaml.YAMLError."""
    return _unbroken(text, lambda text: _told(Tolerant(text)))


def _composed(text: str) -> yaml.Node | None:
    if yaml.__with_libyaml__ and not UNUSUAL.search(text):
        try:
            return _single(FastLoader(text))
        except yaml.YAMLError:
            pass
    return _told(Loader(text))


def _unbroken(text: str, compose: Callable[[str], yaml.Node | None]) -> yaml.Node | None:
    """Return the top node of a text in which the BREAKS end no line: others stand for them while it is read."""
    if not any(sign in text for sign in BREAKS):
        return compose(text)
    free = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)  # signs for private use
    stand_in = "".join(islice(free, len(BREAKS)))
    node = compose(text.translate(str.maketrans(BREAKS, stand_in)))
    if node:
        _put_back(node, str.maketrans(stand_in, BREAKS))
    return node


def _put_back(node: yaml.Node, signs: Mapping[int, Any]) -> None:
    if isinstance(node, yaml.ScalarNode):
        node.value = node.value.translate(signs)
    for inner in node.value if isinstance(node, yaml.CollectionNode) else ():
        for each in inner if isinstance(inner, tuple) else (inner,):
            _put_back(each, signs)


def _told(loader: Tolerant) -> yaml.Node | None:
    try:
        return _single(loader)
    except (ValueError, OverflowError) as error:  # PyYAML's own slips: an escape beyond Unicode, a version too long
        message = f"cannot be read as YAML: {error}"
        raise yaml.scanner.ScannerError(None, None, message, loader.get_mark()) from None


def _single(loader: Any) -> yaml.Node | None:
    node: yaml.Node | None = loader.get_single_node()
    return node
