"""Print the benchmark, `--write` it to docs/benchmarks.md: `python -m tests.bench --help`."""

import argparse
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version

from tests.bench import answers, audit, builds, lab, lighthouse, many, slow, views
from tests.bench.figures import TIMES, Goal, goals, shown
from tests.bench.host import DESKTOP, PHONE, Line
from tests.support import handbooks
from tests.support.browser import ROOT

DOCUMENT = ROOT / "docs/benchmarks.md"
RUNS = 5

type Part = tuple[str, list[str], Sequence[Goal]]


def main() -> None:
    options = _options()
    parts = [PARTS[name](options) for name in options.part]
    text = "\n\n".join(_document(parts)) + "\n"
    print(text)
    if options.write:
        DOCUMENT.write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--part", nargs="+", choices=PARTS, default=list(PARTS), help="only these; all by default")
    parser.add_argument("--runs", type=int, default=RUNS, help="of everything that varies; %(default)s by default")
    parser.add_argument("--profile", nargs="+", choices=answers.LINES, default=list(answers.LINES))
    parser.add_argument("--pages", nargs="+", type=int, default=[100, builds.COMPARED], help="generated pages to build")
    parser.add_argument("--large", nargs="*", type=int, default=[], help="more of them, built once: 10000 takes long")
    parser.add_argument("--write", action="store_true", help=f"write {DOCUMENT.relative_to(ROOT)}")
    options = parser.parse_args()
    if options.write and set(options.part) != set(PARTS):
        parser.error("--write takes the whole benchmark, not parts of it")
    return options


def _answers(options: argparse.Namespace) -> Part:
    found = answers.measure(options.runs, options.profile)
    lines = [*answers.report(found), f"Headless Chromium {found.chromium}, {options.runs} runs, taking turns."]
    if found.slower:
        lines.append(
            f"Phone: a screen of 390x844, {_line(PHONE)}, the processes of pages and workers paused to run "
            f"{slow.FACTOR} times slower (measured on a loop: {shown(found.slower, TIMES)}). "
            f"Desktop: {_line(DESKTOP)}."
        )
    return "From opening a calculator's page to its answers", lines, answers.goals(found)


def _line(line: Line) -> str:
    return f"{line.speed * 8 / 1e6:.0f} Mbit/s with {line.delay * 1000:.0f} ms of delay"


def _views(_: argparse.Namespace) -> Part:
    found = views.measure()
    return "First view of each page", list(views.report(found)), views.goals(found)


def _builds(options: argparse.Namespace) -> Part:
    found = builds.measure(options.runs, options.pages, options.large)
    return "Builds", list(builds.report(found)), builds.goals(found)


def _lighthouse(options: argparse.Namespace) -> Part:
    found = lighthouse.measure(options.runs)
    return "Lighthouse", list(lighthouse.report(found)), lighthouse.goals(found)


def _audit(_: argparse.Namespace) -> Part:
    return "The audit of the rules", [audit.report(handbooks.rules()["response-level"])], []


def _lab(options: argparse.Namespace) -> Part:
    found = lab.measure(options.profile)
    return "Trying a change of the rules", list(lab.report(found)), lab.goals(found)


def _many(_: argparse.Namespace) -> Part:
    found = many.measure()
    return "Many cases", list(many.report(found)), many.goals(found)


PARTS: dict[str, Callable[[argparse.Namespace], Part]] = {
    "answers": _answers,
    "views": _views,
    "builds": _builds,
    "lighthouse": _lighthouse,
    "audit": _audit,
    "lab": _lab,
    "many": _many,
}


def _document(parts: Sequence[Part]) -> Iterator[str]:
    command = " ".join(["python -m tests.bench", *sys.argv[1:]])
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "playwright"))
    yield "# Benchmarks"
    yield (
        f"Written by `{command}` on {datetime.now(UTC):%Y-%m-%d}. Medians with their ranges; ratios compare what was "
        "measured in this one run, the contenders taking turns."
    )
    yield (
        f"{builds.machine()}; {platform.system()} {platform.machine()}; Python {platform.python_version()}, {packages}."
    )
    reached = [goal for _, _, found in parts for goal in found]
    if reached:
        yield "## Goals"
        yield goals(reached)
    for title, lines, _ in parts:
        yield f"## {title}"
        yield from lines


if __name__ == "__main__":
    main()
