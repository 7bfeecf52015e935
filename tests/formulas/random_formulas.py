"""Random formulas, each with what it comes to by fractions: worked out while it is made, by nothing of ours."""

import random
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from playbook.check.formulas import Formulas
from playbook.model.calculator import Calculator
from playbook.model.settings import Unit
from tests.support import handbooks

UNITS = {"percent": {"text": "{value}%", "is": "1 / 100"}, "times": {"text": "{value}", "is": "1"}}
NUMBERS = {"small": "0.1", "third": "0.333333333333333", "large": "987654321.125", "minus": "-7.75", "nothing": "0"}
SHARE = "62.5"  # percent
ROWS = [("0.7", "3"), ("19.99", "0.1"), ("0", "12"), ("-4", "1.5")]


@dataclass(frozen=True)
class Made:
    """A formula as text, and its value: None where it divides by 0."""

    text: str
    value: Fraction | None


class Maker:
    """Makes formulas by chance, the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def formula(self, depth: int, row: tuple[Fraction, Fraction] | None = None, units: bool = True) -> Made:
        """Return a formula; in a `row` of the table it may use its cells. Without `units` it has none of its own."""
        pick = self.chance.random()
        if depth == 0 or pick < 0.12:
            return self._leaf(row, units)
        if pick < 0.62:
            return self._binary(depth, row, units)
        if pick < 0.72:
            inner = self.formula(depth - 1, row, units)
            return Made(f"-({inner.text})", None if inner.value is None else -inner.value)
        if pick < 0.78:
            inner = self.formula(depth - 1, row, units)
            return Made(f"abs({inner.text})", None if inner.value is None else max(inner.value, -inner.value))
        if pick < 0.86:
            return self._round(self.formula(depth - 1, row, units=False))
        if pick < 0.94 or row:
            return self._extreme([self.formula(depth - 1, row, units) for _ in range(self.chance.randint(2, 4))])
        return self._rows(depth, units)

    def _leaf(self, row: tuple[Fraction, Fraction] | None, units: bool) -> Made:
        kind = self.chance.randrange(4)
        if kind == 0:
            written = self.chance.choice(["0", "1", "2", "10", "0.1", "0.05", "3.75", "1000000", "0.000001"])
            return Made(written, Fraction(written))
        if kind == 1 and row:
            column = self.chance.randrange(2)
            return Made(("rows.price", "rows.count")[column], row[column])
        if kind == 2 and units:
            return Made("share", Fraction(SHARE) / 100)
        name = self.chance.choice(list(NUMBERS))
        return Made(name, Fraction(NUMBERS[name]))

    def _binary(self, depth: int, row: Any, units: bool) -> Made:
        left, right = (self.formula(depth - 1, row, units) for _ in range(2))
        sign = self.chance.choice("+-*/")
        a, b = left.value, right.value
        if a is None or b is None or (sign == "/" and b == 0):
            value = None
        else:
            # Numerators and denominators by hand: nobody's operators.
            n, d, m, e = a.numerator, a.denominator, b.numerator, b.denominator
            value = {
                "+": lambda: Fraction(n * e + m * d, d * e),
                "-": lambda: Fraction(n * e - m * d, d * e),
                "*": lambda: Fraction(n * m, d * e),
                "/": lambda: Fraction(n * e, d * m),
            }[sign]()
        written = {"*": self.chance.choice("*×"), "/": self.chance.choice("/÷"), "-": self.chance.choice("-−")}
        return Made(f"({left.text}) {written.get(sign, sign)} ({right.text})", value)

    def _round(self, inner: Made) -> Made:
        name, places = self.chance.choice(["round", "ceil", "floor"]), self.chance.randrange(4)
        text = f"{name}({inner.text}, {places})" if places else f"{name}({inner.text})"
        if inner.value is None:
            return Made(text, None)
        if name != "round":
            whole, rest = divmod(inner.value.numerator * 10**places, inner.value.denominator)
            return Made(text, Fraction(whole + (name == "ceil" and rest > 0), 10**places))
        n, d = abs(inner.value.numerator) * 10**places, inner.value.denominator
        away = (2 * n + d) // (2 * d)
        return Made(text, Fraction(away if inner.value >= 0 else -away, 10**places))

    def _extreme(self, parts: list[Made]) -> Made:
        name = self.chance.choice(["min", "max"])
        values = sorted(part.value for part in parts if part.value is not None)
        value = values[0 if name == "min" else -1] if len(values) == len(parts) else None
        return Made(f"{name}({', '.join(part.text for part in parts)})", value)

    def _rows(self, depth: int, units: bool) -> Made:
        if self.chance.random() < 0.2:
            return Made("count(rows)", Fraction(len(ROWS)))
        state = self.chance.getstate()
        made = []
        for price, count in ROWS:  # the same formula for each row
            self.chance.setstate(state)
            made.append(self.formula(min(depth - 1, 2), (Fraction(price), Fraction(count)), units))
        if "rows." not in made[0].text:
            return Made("sum(rows.price)", sum((Fraction(price) for price, _ in ROWS), start=Fraction(0)))
        values = [each.value for each in made if each.value is not None]
        name = self.chance.choice(["sum", "max", "min"])
        if len(values) < len(made):
            return Made(f"{name}({made[0].text})", None)
        values.sort()
        of = {"sum": sum(values, start=Fraction(0)), "max": values[-1], "min": values[0]}
        return Made(f"{name}({made[0].text})", of[name])


def made(count: int, seed: int) -> list[Made]:
    """Return so many formulas."""
    maker = Maker(seed)
    return [maker.formula(maker.chance.randint(1, 5)) for _ in range(count)]


def rules(formulas: list[Made]) -> dict[str, Any]:
    """Return the compiled rules of a calculator whose results are these formulas: r0, r1 and so on."""
    described = description(formulas)
    columns = {"rows": {column.id: column for column in described.fields[-1].columns}}
    read = Formulas(described, columns, {name: Unit.model_validate(unit) for name, unit in UNITS.items()}, {}).read()
    assert read.faults == []
    plain = described.model_dump(exclude_none=True, mode="json")
    for column in plain["fields"][-1]["columns"]:
        column["short"] = column["label"]
    results = [{key: spec[key] for key in ("id", "label", "undefined")} for spec in plain["results"]]
    units = {name: {"text": unit["text"], "places": 2} for name, unit in UNITS.items()}
    return {
        "name": "random",
        "fields": plain["fields"],
        "results": results,
        "formulas": read.compiled,
        "working": [],
        "units": units,
        **{kind: handbooks.rules()["roi"][kind] for kind in ("messages", "words")},
    }


def description(formulas: list[Made]) -> Calculator:
    """Return the description of such a calculator."""
    number = {"type": "number", "label": "x", "short": "x", "sources": ("A-01",)}
    fields = [{**number, "id": name, "default": float(value)} for name, value in NUMBERS.items()]
    fields.append({**number, "id": "share", "unit": "percent", "default": float(SHARE)})
    columns = tuple({"id": name, "type": "number", "label": name, "required": True} for name in ("price", "count"))
    fields.append({**number, "id": "rows", "type": "table", "required": True, "columns": columns})
    results = tuple(
        {"id": f"r{place}", "label": "r", "undefined": "-", "formula": each.text} for place, each in enumerate(formulas)
    )
    texts = dict.fromkeys(("title", "description", "lead", "no_script"), "x")
    return Calculator.model_validate({**texts, "sources": ("A-01",), "fields": tuple(fields), "results": results})


INPUTS = {"rows": [{"price": price, "count": count} for price, count in ROWS], **NUMBERS, "share": SHARE}
