"""What a fault in the form of a YAML file is called for those who write it."""

import yaml

from playbook.errors import Problem, expected

SIGN = expected("quotes around text that begins with a sign", "none")
BLOCK = expected("the text on the lines below | or >", "more beside the sign")
OPEN = "expected a comma, or the end of the bracket opened at line {line}, column {column}"
AT_START = {
    "while scanning an a": SIGN,
    "while scanning a tag": SIGN,
    "while parsing a tag": SIGN,
    "while scanning a directive": SIGN,
    "while scanning a block scalar": BLOCK,
}
"""By what the reader was at: told where that begins."""

SYNTAX = {
    "'\\t' that cannot start": expected("spaces", "a tab"),
    "mapping values are not allowed": "expected one `key: value` on a line, no deeper than the line above allows; "
    "text with a colon in it goes in quotes",
    "could not find expected ':'": expected("`key: value`", "a line without `: `"),
    "found another document": expected("one document in a file", "a second one after ---"),
    "'<document start>'": expected("one document in a file", "a line that begins with % or ..."),
    "expected <block end>": "expected the indentation of the entry above, and nothing after a closing quote or bracket",
    "sequence entries are not allowed": expected("a list's `- ` on a line of its own", "one after other text"),
    "mapping keys are not allowed": SIGN,
    "that cannot start any token": SIGN,
    "tag handle": SIGN,
    "escape": expected("a backslash pair YAML knows, or single quotes", "another"),
}
"""By what the reader did not find: told where it looked."""

CONTENT = "expected the node content, but found "
ENDS = {"'<stream end>'": "the end of the file", "'<document start>'": "---", "'<document end>'": "..."}


def said(error: yaml.MarkedYAMLError, name: str) -> Problem:
    """Return the fault of a file as one line with its place."""
    problem, context, opened = str(error.problem or ""), str(error.context or ""), error.context_mark
    mark = error.problem_mark
    message = next((words for part, words in SYNTAX.items() if part in problem), problem)
    start = next((words for part, words in AT_START.items() if context.startswith(part)), None)
    if start:
        mark, message = opened, start
    elif "quoted" in context and "unexpected" in problem:
        mark, message = opened, expected("a closing quote", "the end of the file" if "stream" in problem else "---")
    elif problem.startswith(CONTENT):
        found = problem.removeprefix(CONTENT)
        more = ", and the end of its bracket" if found in ENDS else ""
        message = expected(f"a value{more}", ENDS.get(found, found))
    elif context.startswith("while parsing a flow") and opened:
        message = OPEN.format(line=opened.line + 1, column=opened.column + 1)
    elif "expected ':'" in problem:
        mark = opened
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem(name, line, column, message)
