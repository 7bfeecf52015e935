"""Formulas as their writer has them: arithmetic over inputs, results and figures, read and never run.

    formula: (logistics + overtime) * rate
    formula: max(left - planned, 0)
    formula: sum(uses.cost * uses.count) / count(uses)
    formula: ceil(max(uses.hours))

A formula may have alternatives: a list of formulas, each with the condition (`when`) under which it counts; without one
the last counts where no other does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from calculators.numbers import MINUS, NARROW
from playbook.errors import expected
from playbook.model.base import Finite, Model
from playbook.model.condition import When
from playbook.model.values import fault, finite, shown

LONGEST = 1000
DEEPEST = 50  # parts within parts, for what walks them calls itself
DIGITS = 15
FUNCTIONS = {
    "abs": (1, 1),
    "ceil": (1, 2),
    "count": (1, 1),
    "floor": (1, 2),
    "max": (1, 20),
    "min": (1, 20),
    "round": (1, 2),
    "sum": (1, 1),
}
"""What may be called, with the least and the most that stands in its parentheses. Of one, max and min are of rows."""

TOKEN = re.compile(r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<name>[^\W\d]\w*(?:\.\w+)?)|(?P<sign>[-+*/(),]))")
# As a Chinese keyboard, or a text processor, has them.
SIGNS = NARROW | MINUS | {ord("\N{MULTIPLICATION SIGN}"): "*", ord("\N{DIVISION SIGN}"): "/"}


class Misread(Exception):
    """A formula that cannot be read: `at` which of its characters, and what was expected there."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True)
class Node:
    """A part of a formula: what it is, where it begins in the text, and its own parts.

    `kind`: number, name (`text` has a dot where it is a table's column), a sign (+ - * /), neg, or a function.
    """

    kind: str
    at: int
    text: str = ""
    of: tuple["Node", ...] = ()

    @cached_property
    def depth(self) -> int:
        """How many parts lie within one another."""
        return 1 + max((part.depth for part in self.of), default=0)

    def every(self) -> Iterator["Node"]:
        """Yield this part and all parts of it."""
        yield self
        for part in self.of:
            yield from part.every()


def read(text: str) -> Node:
    """Return the formula in `text`. Raises Misread."""
    if len(text) > LONGEST:
        raise Misread(LONGEST, expected(f"a formula of at most {LONGEST} characters", f"{len(text)}"))
    reader = _Reader(text.translate(SIGNS))
    found = reader.sum(0)
    if reader.token:
        raise reader.misread("a sign (+ - * /) or the end of the formula")
    return found


class _Reader:
    """Goes through a formula from left to right; each function reads what binds at least as closely as its name."""

    def __init__(self, text: str) -> None:
        self.text, self.end = text, 0
        self.kind, self.token, self.at = "", "", 0
        self.next()

    def next(self) -> None:
        """Go to the next token; at the end it is empty."""
        found = TOKEN.match(self.text, self.end)
        if found:
            self.kind, self.at, self.end = str(found.lastgroup), found.start(str(found.lastgroup)), found.end()
            self.token = found[str(found.lastgroup)]
            return
        rest = self.text[self.end :]
        self.at, self.kind, self.token = self.end + len(rest) - len(rest.lstrip()), "", ""
        if rest.strip():
            raise self.misread("a number, a name, a sign (+ - * /) or parentheses")

    def misread(self, what: str) -> Misread:
        got = self.token or self.text[self.at : self.at + 1]
        return Misread(min(self.at, len(self.text)), expected(what, repr(got) if got else "the end of the formula"))

    def take(self, token: str, what: str) -> None:
        if self.token != token:
            raise self.misread(what)
        self.next()

    def sum(self, depth: int) -> Node:
        return self._chain("+-", self.product, depth)

    def product(self, depth: int) -> Node:
        return self._chain("*/", self.factor, depth)

    def _chain(self, signs: str, inner: Any, depth: int) -> Node:
        found: Node = inner(depth)
        while self.token and self.token in signs:
            sign, at = self.token, self.at
            self.next()
            found = Node(sign, at, of=(found, inner(depth)))
            if found.depth > DEEPEST:
                raise _too_deep(at)
        return found

    def factor(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise _too_deep(self.at)
        kind, text, at = self.kind, self.token, self.at
        if text == "-":
            self.next()
            return Node("neg", at, of=(self.factor(depth + 1),))
        if text == "(":
            self.next()
            found = self.sum(depth + 1)
            self.take(")", "a sign (+ - * /) or ')'")
            return found
        if kind not in ("number", "name"):
            raise self.misread("a number, a name or '('")
        self.next()
        if kind == "number":
            if len(text.replace(".", "")) > DIGITS:
                raise Misread(at, expected(f"a number of at most {DIGITS} digits", text))
            return Node("number", at, text)
        return self._call(text, at, depth) if self.token == "(" else Node("name", at, text)

    def _call(self, name: str, at: int, depth: int) -> Node:
        if name not in FUNCTIONS:
            raise Misread(at, expected("a function", repr(name), FUNCTIONS))
        self.next()
        of = [self.sum(depth + 1)]
        while self.token == ",":
            self.next()
            of.append(self.sum(depth + 1))
        self.take(")", "a sign (+ - * /), ',' or ')'")
        least, most = FUNCTIONS[name]
        if not least <= len(of) <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            raise Misread(at, expected(f"{wanted} between the parentheses of {name}", len(of)))
        return Node(name, at, of=tuple(of))


def _too_deep(at: int) -> Misread:
    return Misread(
        at, expected(f"at most {DEEPEST} signs and parentheses within one another", "more; part the formula")
    )


def _written(value: Any) -> Any:
    """Return a formula's text; a number alone is one, too."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{Decimal(str(finite(value))):f}"
    if not isinstance(value, str) or not value.strip():
        raise fault(expected("a formula", shown(value)))
    return value


FormulaText = Annotated[
    str, BeforeValidator(_written, json_schema_input_type=Finite | Annotated[str, Field(pattern=r"\S")])
]


class Alternative(Model):
    """A formula that counts where its condition holds; without one, where those before it do not."""

    when: When | None = None
    formula: FormulaText


def _alternatives(value: Any) -> Any:
    return value if isinstance(value, tuple) else ({"formula": value},)


Alternatives = Annotated[tuple[Alternative, ...], Field(min_length=1)]
Formula = Annotated[Alternatives, BeforeValidator(_alternatives, json_schema_input_type=FormulaText | Alternatives)]
