"""Many cases from the command line: each way of asking against what `--batch` did before cases found their cells.

Every figure is that of a whole process, its start included. The way before is a process, too: it loads the handbook and
asks `calculate` for each case, reasons and all; of fewer cases, for it takes a thousandth of a second for each.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from tests.bench.figures import MEGABYTES, Goal, shown, table
from tests.support.browser import ROOT
from tests.support.cases import case
from tests.support.handbooks import rules

NAME = "response-level"
CASES, BEFORE = 1_000_000, 20_000
DIFFERENT = 50_000
ONE_BY_ONE = """
import json, sys
from calculators import calculate
from playbook.load.handbook import load
from playbook.source.config import find
from pathlib import Path
config = find(Path("mkdocs.yml"))
rules = load(config.content, config.settings, config.root).rules[sys.argv[1]]
for line in open(sys.argv[2], encoding="utf-8"):
    inputs = json.loads(line, parse_int=str, parse_float=str)
    print(json.dumps(calculate(sys.argv[1], inputs, rules), ensure_ascii=False))
"""
MEMORY = 200_000_000
MEASURED = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(json.dumps([time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024]))
"""
"""Runs a command from a process that is small itself: one that is forked counts its parent's memory as its own."""
WAYS = {
    "--batch, JSON Lines": ("--batch", "cases.jsonl", "answers.jsonl", 50),
    "--batch, CSV": ("--batch", "cases.csv", "answers.csv", 50),
    "--batch --explain": ("--batch", "cases.jsonl", "reasons.jsonl", 5),
    "--columns, CSV": ("--columns", "cases.csv", "columns.csv", None),
    "--columns, Parquet": ("--columns", "cases.parquet", "columns.parquet", 1000),
}


@dataclass(frozen=True)
class Timed:
    """One process: seconds, bytes at its largest, and how many cases a second it answered."""

    seconds: float
    memory: float
    rate: float


def measure() -> dict[str, Timed]:
    """Return what each way takes, by its name; the way before is called `before`."""
    with tempfile.TemporaryDirectory(prefix="playbook-") as folder:
        at = Path(folder)
        _write(at)
        found = {"before": _timed([sys.executable, "-c", ONE_BY_ONE, NAME, str(at / "few.jsonl")], BEFORE)}
        for way, (option, source, out, _) in WAYS.items():
            more = ["--explain"] if "--explain" in way else []
            command = [sys.executable, "-m", "playbook", "calc", NAME, option, str(at / source), "--out", str(at / out)]
            found[way] = _timed([*command, *more], CASES)
            (at / out).unlink()
        return found


def _write(folder: Path) -> None:
    of, chance = rules()[NAME], random.Random(1)
    some: list[dict[str, Any]] = [case(of, chance, 0) for _ in range(DIFFERENT)]
    cases = (chance.choice(some) for _ in range(CASES))
    lines = [json.dumps(each) + "\n" for each in cases]
    (folder / "cases.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "few.jsonl").write_text("".join(lines[:BEFORE]), encoding="utf-8")
    read = pl.read_ndjson(folder / "cases.jsonl", infer_schema_length=None)
    read.write_csv(folder / "cases.csv")
    numbers = [field["id"] for field in of["fields"] if field["type"] == "number"]
    read.with_columns(pl.col(numbers).cast(pl.Float64)).write_parquet(folder / "cases.parquet")


def _timed(command: Sequence[str], cases: int) -> Timed:
    done = subprocess.run([sys.executable, "-c", MEASURED, *command], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    seconds, memory = json.loads(done.stdout)
    return Timed(seconds, memory, cases / seconds)


def report(found: dict[str, Timed]) -> Iterator[str]:
    """Yield a table of the ways."""
    head = ["", "cases", "seconds", "cases a second", "memory", "ratio to before"]
    yield table(head, [_row(way, each, found["before"]) for way, each in found.items()])
    yield f"`playbook calc {NAME}`: whole processes, their start included, one of each."


def _row(way: str, each: Timed, before: Timed) -> list[str]:
    cases = BEFORE if each is before else CASES
    ratio = f"{each.rate / before.rate:.1f}"
    return [way, f"{cases:,}", f"{each.seconds:.2f}", f"{each.rate:,.0f}", shown([each.memory], MEGABYTES), ratio]


def goals(found: dict[str, Timed]) -> list[Goal]:
    """Return what was to be reached, and what was."""
    before = [found["before"].rate]
    ratios = [
        Goal(f"cases a second by `{way}` / before", least, [found[way].rate], others=before, at_least=True)
        for way, (*_, least) in WAYS.items()
        if least
    ]
    streamed = max(each.memory for way, each in found.items() if way.startswith("--batch"))
    return [*ratios, Goal("memory of a million cases by `--batch`", MEMORY, [streamed], MEGABYTES)]
