"""What a decision or a score says of each of its cells: all of them at once, for look-ups by number."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

from calculators import decision, priority_score
from calculators.analysis.axes import Axis
from calculators.analysis.spaces import Index, looked_up
from calculators.cells import cells, form_conditions
from calculators.conditions import effective, exact, met
from calculators.forms import answer

type Case = dict[str, Any]


def every_cell(rules: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the result of each cell without its words, in the order of the product of the inputs' cells.

    Few results differ: each is worked out once, for all cells in which the same rules hold.
    """
    fields = rules["fields"]
    spaces = [cells(field, rules) for field in fields]
    names = [field["id"] for field in fields]

    def case(index: Index) -> Case:
        return {name: space[place] for name, space, place in zip(names, spaces, index, strict=True)}

    key, make = (_deciding if rules["forms"] else _scoring)(rules, case)
    made: dict[Any, dict[str, Any]] = {}
    for index in product(*(range(len(space)) for space in spaces)):
        at = key(index)
        if at not in made:
            made[at] = {name: value for name, value in make(case(index)).items() if name != "display"}
        yield made[at]


type Made = tuple[Callable[[Index], Any], Callable[[Case], dict[str, Any]]]


def _deciding(rules: Mapping[str, Any], case: Callable[[Index], Case]) -> Made:
    order = [level["id"] for level in rules["levels"]]
    names = [field["id"] for field in rules["fields"]]

    def said(form: Mapping[str, Any]) -> Callable[[Index], Any]:
        def level(index: Index) -> Any:
            found = answer(form, effective(case(index), rules["fields"]), order)
            return found.level, found.cost_cap

        return looked_up(level, form_conditions(form), names)

    def exempt(index: Index) -> bool:
        return met(rules["verdict"]["full_cap_when"], effective(case(index), rules["fields"])) is not None

    levels = [*map(said, rules["forms"])]
    keys = [*levels, looked_up(exempt, rules["verdict"]["full_cap_when"], names)]
    supposed = rules["verdict"].get("if_unknown")
    if supposed:  # a case whose value is unknown is also told what would follow if it were known
        at = names.index(supposed["factor"])
        place = Axis(rules["fields"][at], rules).place(exact(supposed["value"]))

        def known(index: Index) -> Any:
            if case(index)[supposed["factor"]] is not None:
                return None
            other = (*index[:at], place, *index[at + 1 :])
            return tuple([level(other) for level in levels])

        keys.append(known)
    return lambda index: tuple([key(index) for key in keys]), lambda values: decision.results(values, rules)


def _scoring(rules: Mapping[str, Any], case: Callable[[Index], Case]) -> Made:
    names = [field["id"] for field in rules["fields"]]

    def given(factor: Mapping[str, Any]) -> Callable[[Index], Any]:
        whens = [when for item in factor["items"] for when in item["when"]]
        return looked_up(
            lambda index: priority_score.points(factor, effective(case(index), rules["fields"])), whens, names
        )

    keys = [given(factor) for factor in rules["points"]["factors"]]
    return lambda index: tuple([key(index) for key in keys]), lambda values: priority_score.results(values, rules)
