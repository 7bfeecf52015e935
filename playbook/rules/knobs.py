"""The numbers of the rules that somebody may want to try otherwise, and where each of them stands.

A number in the compiled rules is looked up at the same place in the file that it comes from. Where the file has a
figure's name, the figure is what can be changed, and with it all that names it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from calculators.analysis.case_text import typed
from calculators.analysis.draft import COUNT
from calculators.text import format_number, short
from playbook.load.compiled_rules import SHARED
from playbook.model.condition import ENDS
from playbook.model.handbook import Handbook
from playbook.model.reference import LIMITS
from playbook.rules.figure_texts import figure_texts
from playbook.rules.formula_figures import figures_in_formulas
from playbook.source.document import Document, Location

type Plain = dict[str, Any]
type Own = tuple[str, str, str, str, str | None, Any, Any]


@dataclass(frozen=True)
class Knob:
    """A number that can be changed.

    `id` is a figure's name, or names the place of a number that stands for itself: CALCULATOR.PART.... `label` and `of`
    say what it is and what it is a part of. `places` are paths in the compiled rules, the calculator first; `written`
    is where it stands in the files. `texts` are places of texts that say a figure's value, with {{figure}} in them.
    """

    id: str
    kind: str
    of: str
    label: str
    unit: str | None
    value: int | float
    minimum: int | float | None
    maximum: int | float | None
    places: tuple[Location, ...]
    written: tuple[tuple[Document, Location], ...]
    texts: tuple[tuple[Location, str], ...] = ()

    def as_data(self) -> Plain:
        """Return it as JSON-ready data, without the places in files."""
        plain = {key: getattr(self, key) for key in ("id", "kind", "of", "label", "unit", "value")}
        limits = {key: value for key in ("minimum", "maximum") if (value := getattr(self, key)) is not None}
        texts = {"texts": [{"place": list(place), "text": text} for place, text in self.texts]} if self.texts else {}
        return {**plain, **limits, "places": [list(place) for place in self.places], **texts}


@dataclass(frozen=True)
class _Found:
    """A number in the compiled rules: its place, where it is written, and what it is called if no figure is meant."""

    place: Location
    document: Document
    at: Location
    own: Own | None = None
    """Id, kind, of, label, unit, minimum and maximum of one that stands for itself; None where only figures count."""


def knobs(handbook: Handbook) -> list[Knob]:
    """Return the numbers that can be changed: figures in their order, then those that stand for themselves."""
    found = [each for name in handbook.rules for each in _copied(handbook, name, list(_numbers(handbook, name)))]
    by_figure: dict[str, list[_Found]] = {}
    literal: dict[str, list[_Found]] = {}
    for each in found:
        said = _written(each.document, each.at)
        if isinstance(said, str) and said in handbook.figures.figures:
            by_figure.setdefault(said, []).append(each)
        elif each.own and isinstance(said, int | float):
            literal.setdefault(each.own[0], []).append(each)
    for name, place in figures_in_formulas(handbook):
        by_figure.setdefault(name, []).append(_Found(place, handbook.documents["calculators"][place[0]], ()))
    texts = figure_texts(handbook, by_figure)
    names = [name for name in handbook.figures.figures if name in by_figure]
    figures = [replace(_figure(handbook, name, by_figure[name]), texts=tuple(texts.get(name, ()))) for name in names]
    return [*figures, *(_literal(each) for each in literal.values())]


def _figure(handbook: Handbook, name: str, found: Sequence[_Found]) -> Knob:
    figure, document = handbook.figures.figures[name], handbook.documents["figures"]
    limits_of = [each.own[5:] for each in found if each.own]
    low, high = [low for low, _ in limits_of if low is not None], [high for _, high in limits_of if high is not None]
    limits = max(low, default=0), min(high, default=None)  # no figure is negative
    places, written = tuple(each.place for each in found), (document, ("figures", name, "value"))
    return Knob(name, "figure", "", figure.meaning, figure.unit, figure.value, *limits, places, (written,))


def _literal(found: Sequence[_Found]) -> Knob:
    assert found[0].own
    name, kind, of, label, unit, low, high = found[0].own
    value = _written(found[0].document, found[0].at)
    written = dict.fromkeys((id(each.document), each.at) for each in found)
    documents = {id(each.document): each.document for each in found}
    places = tuple(each.place for each in found)
    return Knob(name, kind, of, label, unit, value, low, high, places, tuple((documents[d], at) for d, at in written))


def _written(document: Document, at: Location) -> Any:
    value = document.data
    for key in at:
        value = value[key]
    return value


def _as_written(document: Document, location: Location) -> Location:
    """Return where in a file a location leads to: where an entry stands without a list, the step into it is left out.

    What stands in a table beside the file is no place of its own, but part of its data all the same.
    """
    value: Any = document.data
    found = list[str | int]()
    for part in location:
        if part in value if isinstance(value, dict) else isinstance(value, tuple):
            value = value[part]
            found.append(part)
    return tuple(found)


def _copied(handbook: Handbook, name: str, found: list[_Found]) -> Iterator[_Found]:
    """Yield the numbers of one calculator, and where another one has a copy of them."""
    yield from found
    for other, calculator in handbook.calculators.items():
        if calculator.based_on == name:
            for each in found:
                if each.place[1] in SHARED:
                    yield _Found((other, "based_on", *each.place[1:]), each.document, each.at, each.own)


def _numbers(handbook: Handbook, name: str) -> Iterator[_Found]:
    """Yield the numbers that a calculator's rules hold."""
    rules, document = handbook.rules[name], handbook.documents["calculators"][name]
    walk = _Walk(handbook, name, document)
    for place, field in enumerate(rules["fields"]):
        for key in ("default", "minimum", "maximum", "unknown_counts_as"):
            if key in field:
                yield walk.found((name, "fields", place, key), ("fields", place, key))
    for place, form in enumerate(rules["forms"]):
        yield from walk.form(place, form)
    if "verdict" in rules:
        for path, band in _bands(rules["verdict"]["full_cap_when"]):
            for end in band:
                yield walk.found((name, "verdict", "full_cap_when", *path, end))
        if "if_unknown" in rules["verdict"]:
            yield walk.found((name, "verdict", "if_unknown", "value"))
    for place, factor in enumerate(rules.get("points", {}).get("factors", ())):
        yield from walk.factor(place, factor)
    yield from walk.conditions(rules.get("formulas", ()))
    yield from walk.levels(rules["levels"])
    yield from walk.listings()


def _bands(when: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Location, Mapping[str, Any]]]:
    """Yield the intervals of a condition, by their places in it."""
    for number, alternative in enumerate(when):
        for factor, bands in alternative.items():
            for place, band in enumerate(bands):
                if any(end in band for end in ENDS):
                    yield (number, factor, place), band


class _Walk:
    """Finds the numbers in the parts of one calculator."""

    def __init__(self, handbook: Handbook, name: str, document: Document) -> None:
        self.handbook, self.name, self.document = handbook, name, document
        self.rules = handbook.rules[name]
        self.named = {spec["id"]: {"short": spec["label"], **spec} for spec in self.rules["results"]}
        self.named |= {field["id"]: field for field in self.rules["fields"]}

    def found(self, place: Location, at: Location = (), own: Any = None) -> _Found:
        """Return a number at a place; in the file it stands at the same place, unless `at` is given."""
        return _Found(place, self.document, _as_written(self.document, at or place[1:]), own)

    def form(self, place: int, form: Mapping[str, Any]) -> Iterator[_Found]:
        """Yield the numbers of a form: ends of bands, counts, caps of a matrix."""
        start: Location = (self.name, "forms", place)
        for part in ("rules", "rows", "columns"):
            for number, rule in enumerate(form.get(part, ())):
                if "grades" in rule:
                    for which, grade in enumerate(rule["grades"]):
                        for path, band in _bands([{rule["factor"]: grade["bands"]}]):
                            at = (*start, part, number, "grades", which, "bands", path[2])
                            yield from self.ends(at, at[1:], form["id"], form["title"], rule["factor"], band)
                    continue
                for path, band in _bands(rule["when"]):
                    at = (*start, part, number, "when", *path)
                    written = self._in_table(place, form, number, path) if form["type"] == "rows" else at[1:]
                    yield from self.ends(at, written, form["id"], form["title"], str(path[1]), band)
        for number, count in enumerate(form.get("counts", ())):
            own = (
                f"{self.name}.{form['id']}.count-{number + 1}",
                COUNT,
                form["title"],
                count["label"],
                None,
                1,
                None,
            )
            yield self.found((*start, "counts", number, "at_least"), (), own)
        for number, cell in enumerate(form.get("cells", ())):
            if "cost_cap" in cell:
                name = f"{self.name}.{form['id']}.{cell['row']}.{cell['column']}"
                names = {each["id"]: each["label"] for part in ("rows", "columns") for each in form[part]}
                label = form["cell_label"].format(row=names[cell["row"]], column=names[cell["column"]])
                capped: Own = (name, "gives", form["title"], label, LIMITS["cost_cap_yuan"], 0, None)
                yield self.found((*start, "cells", number, "cost_cap"), (), capped)

    def _in_table(self, place: int, form: Mapping[str, Any], number: int, path: Location) -> Location:
        """Return where a band of a table's row is written."""
        return ("forms", place, "rows", number, "when", form["factors"].index(path[1]), path[2])

    def ends(
        self, at: Location, written: Location, owner: str, title: str, factor: str, band: Mapping[str, Any]
    ) -> Iterator[_Found]:
        """Yield the ends of a band; those of one input with one value are one number in a form."""
        field = self.named[factor]
        for end in band:
            value = Decimal(str(band[end]))
            shown = format_number(value, field.get("unit"), self.rules["units"])
            label = self.handbook.interface.labels.separator.join((short(field), shown))
            own_id = f"{self.name}.{owner}.{factor}.{typed(value)}"
            limits = field.get("minimum"), field.get("maximum")
            yield self.found((*at, end), (*written, end), (own_id, "end", title, label, field.get("unit"), *limits))

    def factor(self, place: int, factor: Mapping[str, Any]) -> Iterator[_Found]:
        """Yield the numbers of a factor of points: its weight and cap, points, ends of bands."""
        start: Location = (self.name, "points", "factors", place)
        labels = self.handbook.interface.labels.rule_changes
        for key in ("weight", "cap"):
            if key in factor:
                name = f"{self.name}.{factor['id']}.{key}"
                whole: Own = (name, key, factor["label"], getattr(labels, key), None, 0, None)
                yield self.found((*start, key), (), whole)
        for number, item in enumerate(factor["items"]):
            name = f"{self.name}.{factor['id']}.{number + 1}"
            given: Own = (name, "points", factor["label"], item["label"], "score", None, None)
            yield self.found((*start, "items", number, "points"), (), given)
            for path, band in _bands(item["when"]):
                at = (*start, "items", number, "when", *path)
                yield from self.ends(at, at[1:], factor["id"], factor["label"], str(path[1]), band)

    def conditions(self, formulas: Sequence[Mapping[str, Any]]) -> Iterator[_Found]:
        """Yield the ends in the conditions under which one formula or another counts."""
        results = {spec["id"]: (place, spec) for place, spec in enumerate(self.rules["results"])}
        for number, formula in enumerate(formulas):
            place, spec = results[formula["id"]]
            operation, *alternatives = formula["tree"] if isinstance(formula["tree"], list) else ("",)
            for which, (when, _) in enumerate(alternatives if operation == "choose" else ()):
                for path, band in _bands(when):
                    at = (self.name, "formulas", number, "tree", which + 1, 0, *path)
                    written = ("results", place, "formula", which, "when", *path)
                    yield from self.ends(at, written, spec["id"], spec["label"], str(path[1]), band)

    def levels(self, levels: Sequence[Mapping[str, Any]]) -> Iterator[_Found]:
        """Yield what levels give: times and caps of the handbook's, or the results of levels of the decision's own."""
        its_own = bool(self.handbook.calculators[self.name].levels)
        if not its_own and not self.rules["forms"]:
            return  # nothing that only works something out reads the handbook's levels
        results = {spec["id"]: spec for spec in self.rules["results"]}
        document = self.document if its_own else self.handbook.documents["levels"]
        for number, level in enumerate(levels):
            for key, value in level.items():
                if key in ("id", "name") or value is None:
                    continue
                at: Location = ("levels", number, "gives", key) if its_own else ("levels", number, key)
                spec = results.get(key, {})
                whose = self.name if its_own else "levels"
                unit = spec.get("unit") or LIMITS.get(key)
                name, label = f"{whose}.{level['id']}.{key}", spec.get("label", key)
                given: Own = (name, "gives", level["name"], label, unit, 0, None)
                yield _Found((self.name, "levels", number, key), document, _as_written(document, at), given)

    def listings(self) -> Iterator[_Found]:
        """Yield the intervals of the lists that a calculator reads from pages: their ends may be figures."""
        for name, listing in self.handbook.calculators[self.name].reads.items():
            document = self.handbook.documents["pages"].get(listing.page)
            blocks = document.data["blocks"] if document and self.rules.get(name) else ()
            block = next((place for place, each in enumerate(blocks) if each.get("id") == listing.block), None)
            for number, row in enumerate(self.rules[name] if block is not None else ()):
                for key, value in row.items():
                    for end in ENDS:
                        if isinstance(value, Mapping) and end in value:
                            at = ("blocks", block or 0, "rows", number, "values", key, end)
                            yield _Found((self.name, name, number, key, end), document, _as_written(document, at))
