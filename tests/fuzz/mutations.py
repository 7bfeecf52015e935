"""Texts of YAML files with one thing in them that is not as it was."""

from dataclasses import dataclass

import yaml
from hypothesis import strategies as st

SCALARS = (
    "''", '""', "null", "~", "true", "-1", "0", "1e999", ".nan", "-.inf", "9" * 30, "9" * 500, "0x1F", "1_000",
    "1:30", "2026-13-45", "2026-02-30", "'{x}'", "'{{ x }}'", "{x}", "[", "]", "{", "}", "[[[]]]", "{a: {b: [1]}}",
    "- a", "&a b", "*a", "!!python/object:os.system x", "!x y", "|", ">-", "'", '"', "%", "@", "`x`", "? x", "#",
    "# x", "a: b", "a #b", "<script>alert(1)</script>", "'[x](javascript:alert(1))'", "'</title>'", "'{#'",
    "'{% raw %}'", "'$('", "'\\N'", "'x" + "y" * 5_000 + "'", "'" + "长" * 400 + "'", "'\u202eabc'", "'\u200b'",
    "'a\u2028b'", "'a\u0085b'", "'\u2029'", '"\\u0000"', '"\\uD800"', '"\\uD83D\\uDE00"', '"a\\nb"', "'\U0001f600'",
    "'e\u0301'", "'\uff11\uff12'", "'\ufeff'", "'../../etc/passwd'", "'http://x'", "'https://手册.example/'",
    "'javascript:x'", "'tel:1'", "C:\\x", "'CON'", "'.'", "'a/b'", "' a '", "'a\tb'", "no", "on", "1.0", "+1", "00",
    "1e3", "'1'", "roi", "level-1", "every", "a + b", "a == ",
)  # fmt: skip
"""What may stand in the place of a value, in quotes or not."""
STRUCTURES = ("{strange_key_1: [1, {}]}", "[[strange_key_1]]", "[{strange_key_1: 1}]")
"""Values that no text, number or choice is."""
STRANGE = ("zz_strange_9", "-98765.25", "98765432")
"""Values that stand nowhere else: whoever says one has to say where it stands."""
KEYS = ("strange_key_1", "''", "1", "on")
NEW = {"value": SCALARS, "structure": STRUCTURES, "strange": STRANGE, "key": KEYS}
KINDS = (
    "value",
    "value",
    "value",
    "other",
    "structure",
    "structure",
    "strange",
    "strange",
    "key",
    "signs",
    "signs",
    "line",
)
"""What is done to a text, as often as it stands here."""
SIGNS = (
    "\t", " ", "  ", "\n", "\n\n", "\r\n", "\r", ":", ": ", "-", "- ", "#", " #", "'", '"', "|", ">", "[", "]", "{",
    "}", ",", "&", "*", "!", "%", "@", "`", "?", "\\", "\0", "\x07", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029",
    "\u202e", "\ufeff", "\ufffe", "\U0001f600", "\ue000", "---\n", "...\n", "%YAML 1.1\n", "<<<<<<< a\n", "<<: ",
    "a: 1\n", "=", "(", ")", "0", "9",
)  # fmt: skip
"""What is put somewhere into a text."""


@dataclass(frozen=True)
class Mutation:
    """A file, its new text, the line of the value that was changed, if it is one on a line, and what it is now."""

    file: str
    text: str
    line: int | None = None
    value: str = ""


def _nodes(text: str) -> tuple[list[yaml.ScalarNode], list[yaml.ScalarNode]]:
    """The scalars of a text, first those that are values, then keys."""
    values: list[yaml.ScalarNode] = []
    keys: list[yaml.ScalarNode] = []

    def walk(node: yaml.Node) -> None:
        if isinstance(node, yaml.ScalarNode):
            values.append(node)
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                keys.append(key)
                walk(value)
        elif isinstance(node, yaml.SequenceNode):
            for each in node.value:
                walk(each)

    node = yaml.compose(text, Loader=yaml.SafeLoader)
    if node:
        walk(node)
    return values, keys


class Files:
    """The files of a handbook, as texts by path, with the places of what is in them."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.nodes = {path: _nodes(text) if path.endswith(".yml") else ([], []) for path, text in texts.items()}
        self.scalars = sorted({text[a:b] for path, text in texts.items() for a, b in self._spans(path)})

    def _spans(self, path: str) -> list[tuple[int, int]]:
        return [(node.start_mark.index, node.end_mark.index) for node in self.nodes[path][0]]

    def mutations(self) -> st.SearchStrategy[Mutation]:
        """A file with one change, or with several signs changed."""
        return st.composite(self._mutation)()

    def _mutation(self, draw: st.DrawFn) -> Mutation:
        file = draw(st.sampled_from(sorted(self.texts)))
        text = self.texts[file]
        values, keys = self.nodes[file]
        kind = draw(st.sampled_from(KINDS))
        node = draw(st.sampled_from(keys if kind == "key" and keys else values)) if values else None
        if node and (kind in NEW or kind == "other"):
            new = draw(st.sampled_from(self.scalars if kind == "other" else NEW[kind]))
            start, end = node.start_mark.index, node.end_mark.index
            rest = "\n" if text[start:end].endswith("\n") else ""
            changed = text[:start] + new + rest + text[end:]
            line = text.count("\n", 0, start) + 1
            plain = kind in ("structure", "strange") and node.style in (None, "'", '"')
            return Mutation(file, changed, line if plain else None, new)
        if kind == "line":
            return Mutation(file, _with_lines(draw, text))
        return Mutation(file, _with_signs(draw, text))


def _with_signs(draw: st.DrawFn, text: str) -> str:
    for _ in range(draw(st.integers(1, 3))):
        at, length = draw(st.integers(0, max(len(text) - 1, 0))), draw(st.sampled_from((0, 0, 1, 1, 2, 7, 40)))
        text = text[:at] + draw(st.sampled_from(("", *SIGNS))) + text[at + length :]
    return text


def _with_lines(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    match draw(st.sampled_from(("gone", "twice", "deeper", "higher", "moved", "cut", "crlf", "cr", "breaks"))):
        case "gone":
            del lines[at]
        case "twice":
            lines.insert(at, lines[at])
        case "deeper":
            lines[at] = draw(st.sampled_from((" ", "  ", "\t", "    "))) + lines[at]
        case "higher":
            lines[at] = lines[at].removeprefix(draw(st.sampled_from((" ", "  ", "    "))))
        case "moved":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        case "cut":
            return text[: draw(st.integers(0, len(text)))]
        case "crlf":
            return text.replace("\n", "\r\n")
        case "cr":
            return text.replace("\n", "\r")
        case "breaks":  # they end no line
            lines[at] += " # \x85 \u2028 \u2029"
    return "\n".join(lines)
