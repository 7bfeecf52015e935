"""How much is tried: as much as a minute takes in `make test`, and more in `make fuzz`; the same inputs each time."""

import os
from collections.abc import Callable, Iterable

from hypothesis import Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

FUZZING = "FUZZ" in os.environ
FIRST = int(os.environ.get("FUZZ") or 0)
"""The number of the first inputs: another one tries others."""
PART = 2_500
"""Inputs that one test tries, so that workers share them."""


def amount(usual: int, fuzzing: int) -> int:
    return fuzzing if FUZZING else usual


def parts(fuzzing: int) -> range:
    """The parts, as a test's parameters, in which so many inputs are tried by `make fuzz`: one is tried otherwise."""
    return range(amount(1, -(-fuzzing // PART)))


def tried[Input](
    check: Callable[[Input], None],
    inputs: SearchStrategy[Input],
    part: int,
    usual: int,
    corpus: Iterable[Input] = (),
) -> int:
    """Call `check` with inputs of this part, `usual` or as many as `make fuzz` tries; return how many there were.

    The `corpus` comes first. The first that fails is made as small as it can be, and raised.
    """
    count = 0
    for each in corpus:
        count += 1
        check(each)

    @seed(FIRST + part)
    @settings(max_examples=amount(usual, PART), database=None, phases=(Phase.generate, Phase.shrink))
    @given(inputs)
    def run(each: Input) -> None:
        nonlocal count
        count += 1
        check(each)

    run()
    return count
