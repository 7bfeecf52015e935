"""A handbook's own calculators: the modules in its folder `calculators`, each beside a description of its name.

They are run once for what is in them (`calculators.own`): a process may read several handbooks, or one again after a
change. What they may not do is told at its line.
"""

import ast
import hashlib
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from inspect import iscoroutinefunction
from pathlib import Path
from types import ModuleType
from typing import Any

import calculators
from calculators import InputError, own
from playbook.errors import Problem, Problems, expected
from playbook.load import own_answers
from playbook.model.absent import is_absent
from playbook.model.calculator import Calculator
from playbook.source import shipped
from playbook.source.document import Document

FOLDER = "calculators"
SHIPPED = {path.stem for path in shipped.CALCULATORS.iterdir() if path.stem != "__pycache__"}
DECLARED = {"INPUTS": str, "RESULTS": Sequence, "READS": Sequence, "PHRASES": Sequence, "FORMULAS": None, "NEEDS": None}
"""What a module may say in capitals, and what it may say of each name; None where it only names."""
_OUTSIDE = """
    asyncio builtins bz2 cProfile code codecs codeop concurrent ctypes curses dbm ensurepip faulthandler fcntl
    fileinput ftplib gc getpass glob gzip http idlelib imaplib importlib inspect io linecache logging lzma mailbox
    marshal mmap msvcrt multiprocessing netrc nt ntpath os pathlib pdb pickle pkgutil platform poplib posix
    posixpath profile pstats pty pwd readline resource runpy sched select selectors shelve shutil signal site
    smtplib socket socketserver sqlite3 ssl subprocess sys sysconfig syslog tarfile tempfile termios threading
    timeit tkinter tokenize trace tty turtle urllib uuid venv webbrowser winreg wsgiref xmlrpc zipapp zipfile
    zipimport
"""
OUTSIDE = frozenset(_OUTSIDE.split())
"""Modules of the standard library that a browser has not, or that reach out of the calculation."""
CALLS = frozenset({"open", "exec", "eval", "compile", "__import__", "input", "breakpoint", "exit", "quit"})
"""Functions that read files, ask, run text, or end the program."""


@dataclass(frozen=True)
class Own:
    """One of them: its path as messages show it, its source, its mark in the rules. A faulty one has no `module`."""

    path: str
    source: bytes
    mark: str
    module: ModuleType | None


def read(root: Path, described: Collection[str]) -> tuple[dict[str, Own], list[Problem]]:
    """Return the calculators in the folder of a handbook, by name, and what is wrong with them.

    `described` are the names of those that have a description.
    """
    found, problems = {}, []
    for path in shipped.own_calculators(root):
        shown, name = f"{FOLDER}/{path.name}", path.stem.replace("_", "-")
        try:
            source = path.read_bytes()
        except OSError as error:
            problems.append(Problem(shown, 1, 1, f"cannot be read: {error.strerror}"))
            continue
        module, faults = _module(name, shown, source, path.stem, described)
        found[name] = Own(shown, source, _mark(source), module)
        problems += faults
    return found, problems


def tried(name: str, calculator: Calculator, rules: Mapping[str, Any], document: Document) -> list[Problem]:
    """Return what goes wrong when a calculator is asked for its description's examples."""
    found = []
    for index, example in enumerate(calculator.examples):
        try:
            own_answers.calculate(name, example.inputs, rules)
        except InputError as error:
            message = f"the example's input {error.field} cannot be used: {error.message}"
            found.append(document.problem(("examples", index, "inputs", error.field), message))
        except Problems as error:
            asked = f"asked for the example {example.title!r}: "
            found += [replace(each, message=asked + each.message) for each in error.problems]
    return found


def _mark(source: bytes) -> str:
    return hashlib.sha256(source).hexdigest()[:12]


def _module(
    name: str, shown: str, source: bytes, stem: str, described: Collection[str]
) -> tuple[ModuleType | None, list[Problem]]:
    """Return the module, None where it cannot be used, and what is wrong."""
    if stem in SHIPPED:
        wanted = expected("a name that no calculator or module of the program has", stem)
        return None, [Problem(shown, 1, 1, wanted)]
    if name not in described:
        wanted = expected(f"a description calculators/{name}.yml in the content", "none")
        return None, [Problem(shown, 1, 1, wanted, absent=is_absent(name, described))]
    try:
        tree = ast.parse(source, shown)
    except (SyntaxError, ValueError) as error:
        line, column = getattr(error, "lineno", 1) or 1, getattr(error, "offset", 1) or 1
        return None, [Problem(shown, line, column, f"not Python: {getattr(error, 'msg', error)}")]
    refused = sorted((*_imports(tree), *_calls(tree)))
    found = [Problem(shown, line, column, message) for line, column, message in refused]
    if found:
        return None, found
    module = own.kept(name, _mark(source))
    if module is None:
        module = ModuleType(f"calculators.{stem}")
        module.__file__ = shown
        try:
            with own_answers.run(shown, "cannot be imported: "):
                exec(compile(tree, shown, "exec"), module.__dict__)
        except Problems as error:
            return None, list(error.problems)
        own.keep(name, _mark(source), module)
    found = [Problem(shown, line, 1, message) for line, message in _declarations(tree, module)]
    return (None if found else module), found


def _imports(tree: ast.AST) -> Iterator[tuple[int, int, str]]:
    """Yield the imports of what is not there in the reader's browser, or reaches outside, with their places."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and (node.level or not node.module):
            names = ["." * node.level + (node.module or "")]
        elif isinstance(node, ast.ImportFrom) and node.module == FOLDER:
            names = [f"{FOLDER}.{alias.name}" for alias in node.names if not hasattr(calculators, alias.name)]
        elif isinstance(node, ast.ImportFrom):
            names = [str(node.module)]
        for name in names:
            top, _, rest = name.partition(".")
            known = rest.partition(".")[0] in {"", *SHIPPED} if top == FOLDER else top in sys.stdlib_module_names
            if not known:
                what = "a module of the standard library, or of the program's `calculators`"
            elif top in OUTSIDE or (top.startswith("_") and top != "__future__"):
                what = "a module that only computes, since calculators reach no files, network or processes"
            else:
                continue
            yield node.lineno, node.col_offset + 1, expected(what, repr(name))  # type: ignore[attr-defined]


def _calls(tree: ast.AST) -> Iterator[tuple[int, int, str]]:
    """Yield the calls of functions that read files, ask, run text, or end the program, with their places."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            what = "a calculation, which reads no files, asks nothing, runs no text and ends nothing"
            yield node.lineno, node.col_offset + 1, expected(what, f"a call of {node.func.id}")


def _declarations(tree: ast.Module, module: ModuleType) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with what a module says in capitals, with its line."""
    calculate = getattr(module, "calculate", None)
    if not callable(calculate) or iscoroutinefunction(calculate):
        yield 1, expected("a function calculate(values, rules)", "an async one" if callable(calculate) else "none")
    for what, said in DECLARED.items():
        declared = getattr(module, what, ())
        names = isinstance(declared, Mapping | Sequence | set | frozenset) and not isinstance(declared, str)
        if not names or not all(isinstance(name, str) for name in declared):
            yield _assigned(tree, what), expected(f"names in {what}", type(declared).__name__)
        elif said and isinstance(declared, Mapping) and not all(_fits(each, said) for each in declared.values()):
            wanted = "a type for each name" if said is str else "names, or None, for each name"
            yield _assigned(tree, what), expected(f"{wanted} in {what}", repr(dict(declared)))
        elif what == "NEEDS":
            known = set(Calculator.model_fields)
            for name in sorted(set(declared) - known):
                yield _assigned(tree, what), expected("a key of descriptions in NEEDS", repr(name), sorted(known))


def _fits(value: Any, said: type) -> bool:
    return value is None or (isinstance(value, said) and (said is str or not isinstance(value, str)))


def _assigned(tree: ast.Module, name: str) -> int:
    """Return the line at which a module gives a name its value."""
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return node.lineno
    return 1
