"""Single edits of a decision's rules, as a writer might make them by accident: a name and the data."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import combinations
from typing import Any

FIGURES = {"vip_ltv": 100000, "middle_ltv": 50000, "ordinary_ltv": 30000, "urgent_hours": 72, "same_day_hours": 24}
OPENED = {"above": "at_least", "at_least": "above", "below": "at_most", "at_most": "below"}

type Edit = tuple[str, Any]


def edits(data: Any) -> Iterator[Edit]:
    """Yield single edits of a calculator's data (plain lists and dicts, as YAML gives them), each on its own copy."""
    for make in (_entries, _ends, _choices, _outcomes, _verdict):
        yield from make(data)


def _edited(name: str, data: Any, change: Callable[[Any], None]) -> Edit:
    copy = deepcopy(data)
    change(copy)
    return name, copy


def _entries(data: Any) -> Iterator[Edit]:
    """Drop, duplicate or reverse what stands in a list: rules, rows, columns, cells, grades, counts."""
    for f, form in enumerate(data["forms"]):
        for key in ("rules", "rows", "columns", "cells", "counts"):
            entries = form.get(key, [])
            for i in range(len(entries)):
                yield _edited(
                    f"{form['id']}: drop {key}[{i}]", data, lambda d, f=f, key=key, i=i: d["forms"][f][key].pop(i)
                )
                if "id" in entries[i]:
                    yield _edited(f"{form['id']}: duplicate {key}[{i}]", data, _duplicate(f, key, i))
            if len(entries) > 1:
                yield _edited(
                    f"{form['id']}: reverse {key}", data, lambda d, f=f, key=key: d["forms"][f][key].reverse()
                )
        for i, row in enumerate(form.get("rows", [])):
            for k in range(len(row.get("grades", []))):
                name = f"{form['id']}: drop rows[{i}].grades[{k}]"
                yield _edited(name, data, lambda d, f=f, i=i, k=k: d["forms"][f]["rows"][i]["grades"].pop(k))


def _drop(f: int, key: str, i: int) -> Callable[[Any], None]:
    return lambda data: data["forms"][f][key].pop(i)


def _reverse(f: int, key: str) -> Callable[[Any], None]:
    return lambda data: data["forms"][f][key].reverse()


def _duplicate(f: int, key: str, i: int) -> Callable[[Any], None]:
    def change(data: Any) -> None:
        entries = data["forms"][f][key]
        entries.insert(i + 1, {**deepcopy(entries[i]), "id": entries[i]["id"] + "-again"})

    return change


def _places(node: Any, wanted: Callable[[Any], bool], at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where below `node` the mappings are that hold what is wanted."""
    if isinstance(node, dict):
        if wanted(node):
            yield at
        for key, value in node.items():
            yield from _places(value, wanted, (*at, key))
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from _places(value, wanted, (*at, i))


def _get(data: Any, at: tuple[Any, ...]) -> Any:
    for part in at:
        data = data[part]
    return data


def _ends(data: Any) -> Iterator[Edit]:
    """Open a closed end, close an open one, shift an end up or down."""
    for at in _places({"forms": data["forms"], "verdict": data["verdict"]}, lambda node: bool(set(node) & set(OPENED))):
        if at[-1] in ("counts",) or "counts" in at:
            continue
        for end in sorted(set(_get(data, at)) & set(OPENED)):
            where = ".".join(map(str, at))
            value = _get(data, at)[end]

            def swap(d: Any, at: tuple[Any, ...] = at, end: str = end) -> None:
                band = _get(d, at)
                band[OPENED[end]] = band.pop(end)

            yield _edited(f"{where}: {end} -> {OPENED[end]}", data, swap)
            number = FIGURES.get(value, value)
            for factor in (0.75, 1.2):

                def shift(d: Any, at: tuple[Any, ...] = at, end: str = end, to: float = number * factor) -> None:
                    _get(d, at)[end] = to

                yield _edited(f"{where}: {end} {number} -> {number * factor}", data, shift)


def _choices(data: Any) -> Iterator[Edit]:
    """Name another grade in a condition."""
    for at in _places(data["forms"], lambda node: any(value in ("high", "medium") for value in node.values())):
        for key, value in _get(data["forms"], at).items():
            if value in ("high", "medium"):

                def change(d: Any, at: tuple[Any, ...] = at, key: str = key, value: str = value) -> None:
                    _get(d["forms"], at)[key] = {"high": "medium", "medium": "low"}[value]

                yield _edited(f"forms.{'.'.join(map(str, at))}.{key}: {value} to the next", data, change)


def _outcomes(data: Any) -> Iterator[Edit]:
    """Swap two outcomes of a form, change one, change a count."""
    for f, form in enumerate(data["forms"]):
        key = "cells" if "cells" in form else "counts" if "counts" in form else "rules"
        for i, k in combinations(range(len(form[key])), 2):

            def swap(d: Any, f: int = f, key: str = key, i: int = i, k: int = k) -> None:
                one, other = d["forms"][f][key][i], d["forms"][f][key][k]
                for name in ("level", "cost_cap"):
                    if name in one:
                        one[name], other[name] = other[name], one[name]

            yield _edited(f"{form['id']}: swap outcomes of {key}[{i}] and [{k}]", data, swap)
        if "otherwise" in form:
            yield _edited(f"{form['id']}: no otherwise", data, lambda d, f=f: d["forms"][f].pop("otherwise"))
            yield _edited(f"{form['id']}: otherwise 2", data, lambda d, f=f: d["forms"][f].update(otherwise=2))
        for i, count in enumerate(form.get("counts", [])):

            def more(d: Any, f: int = f, i: int = i, to: int = count["at_least"] + 1) -> None:
                d["forms"][f]["counts"][i]["at_least"] = to

            yield _edited(f"{form['id']}: counts[{i}] at least {count['at_least'] + 1}", data, more)


def _verdict(data: Any) -> Iterator[Edit]:
    """Drop a form or an exception from the verdict; say something twice."""
    for key in ("most_urgent_of", "spending", "full_cap_when"):
        for i in range(len(data["verdict"][key])):
            yield _edited(f"verdict: drop {key}[{i}]", data, lambda d, key=key, i=i: d["verdict"][key].pop(i))
    twice = data["verdict"]["full_cap_when"]
    yield _edited("verdict: full_cap_when[0] twice", data, lambda d: d["verdict"]["full_cap_when"].append(twice[0]))
    yield _edited("verdict: most_urgent_of reversed", data, lambda d: d["verdict"]["most_urgent_of"].reverse())
