"""Which level? A case beside a boundary, and for every other level why somebody would choose it."""

from collections.abc import Iterator, Mapping
from typing import Any

from calculators.decision import explained
from calculators.drills.boundaries import Boundary, of_inputs
from calculators.drills.chance import Chance
from calculators.drills.item import Item, choice, item, plain
from calculators.drills.misread import misread, misreadings
from calculators.drills.space import Index
from calculators.drills.telling import tell
from calculators.drills.verdicts import Miscount, Verdicts
from calculators.forms import Level


class Levels:
    """The questions about levels that a story can ask."""

    skill = "level"

    def __init__(self, story: Mapping[str, Any], verdicts: Verdicts, skill: str) -> None:
        self.story, self.words = story, story[self.skill]
        self.skill = skill
        self.verdicts, self.space, self.rules = verdicts, verdicts.space, verdicts.space.rules
        self.inputs = of_inputs(self.space)
        self._found: dict[str, list[Index]] = {}
        counted = [Boundary(name, count.count["label"]) for name, count in verdicts.miscounts.items()]
        self.boundaries = [each for each in (*self.inputs, *counted) if self._cells(each)]
        self.names = {level["id"]: str(level["name"]) for level in self.rules["levels"]}

    def _cells(self, boundary: Boundary) -> list[Index]:
        """Return the cells that have another level for those who mistake the boundary, plain cases first."""
        if boundary.id not in self._found:
            if boundary.sides:
                crossings = self.verdicts.crossings(boundary, lambda one: one.level)
                cells = dict.fromkeys(here for here, _ in crossings)
            else:
                cells = dict.fromkeys(i for levels in self.verdicts.miscounts[boundary.id].levels for i in levels)
            self._found[boundary.id] = sorted(cells, key=self.space.plainness, reverse=True)
        return self._found[boundary.id]

    def item(self, boundary: Boundary, chance: Chance) -> Item:
        """Return a question in which the boundary decides."""
        cells = self._cells(boundary)
        index = cells[min(chance.below(len(cells)), chance.below(len(cells)))]  # rather the plain ones
        case = self.space.told(index, chance)
        result = explained(case, self.rules)
        right = result["level"]
        told = {
            "text": tell(self.story, case, self.rules, chance),
            "question": chance.one(self.words["questions"]),
        }
        why = self._mistakes(index, case, boundary)
        choices = [
            choice(str(level), name) if level == right else choice(str(level), name, *self._why(level, right, why))
            for level, name in self.names.items()
        ]
        about = {"page": self.words.get("page"), "calculator": self.rules["name"], "inputs": [plain(case)]}
        return item(self.skill, boundary.id, told, choices, str(right), self._because(result), about)

    def _mistakes(self, index: Index, case: Mapping[str, Any], first: Boundary) -> dict[Level, tuple[str, str | None]]:
        """Return for each level that a mistake leads to what the mistake is; the boundary `first` comes before all."""
        found: dict[Level, tuple[str, str | None]] = {}
        for level, text, boundary in self._all_mistakes(index, case, first):
            found.setdefault(level, (text, boundary))
            if len(found) == len(self.names):
                break
        return found

    def _all_mistakes(
        self, index: Index, case: Mapping[str, Any], first: Boundary
    ) -> Iterator[tuple[Level, str, str | None]]:
        yield from self._misread(index, case, first)
        for name, miscount in self.verdicts.miscounts.items():
            for level in miscount.answers(index):
                yield level, self._miscounted(miscount, index, level), name
        for name, alone in self.verdicts.said[index].forms:
            if alone is not None:
                yield alone, self._one_form(name, alone, self.verdicts.said[index].level), None
        for boundary in self.inputs:
            yield from self._misread(index, case, boundary)

    def _misread(self, index: Index, case: Mapping[str, Any], boundary: Boundary) -> Iterator[tuple[Level, str, str]]:
        for taken in misreadings(index, boundary):
            level = self.verdicts.said[taken].level
            yield level, misread(self.space, case, index, taken, self.words, answer=self.names[level]), boundary.id

    def _miscounted(self, miscount: Miscount, index: Index, level: Level) -> str:
        return str(self.words["count"]).format(
            form=miscount.form["title"],
            grade=miscount.count["grade"],
            needed=miscount.count["at_least"],
            found=self.verdicts.graded(miscount, index),
            answer=self.names[level],
        )

    def _one_form(self, name: str, level: Level, right: Level) -> str:
        form = next(form for form in self.rules["forms"] if form["id"] == name)
        return str(self.words["form"]).format(form=form["title"], answer=self.names[level], right=self.names[right])

    def _why(self, level: Level, right: Level, why: Mapping[Level, tuple[str, str | None]]) -> tuple[str, str | None]:
        """Return why a level is wrong, and the boundary mistaken by those who choose it."""
        if level in why:
            return why[level]
        order = list(self.names)
        key = "milder" if order.index(level) > order.index(right) else "stricter"
        return str(self.words[key]).format(answer=self.names[level], right=self.names[right]), None

    def _counted(self, fired: list[Mapping[str, Any]]) -> str:
        """Return one sentence for all factors that a form has counted; the calculator has one for each."""
        found = [each["text"] for reason in fired for each in reason.get("evidence", ())]
        return str(fired[0]["text"]).replace(found[0], self.rules["words"]["and"].join(found), 1)

    def _because(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """Return why the answer is right: what the calculator says, and the ruling where the forms disagree."""
        deciding = self.rules["verdict"]["most_urgent_of"]
        level, agreed = result["level"], [form for form in deciding if result["forms"][form] == result["level"]]
        reasons, texts = [result["reasons"][0]], [result["reasons"][0]["text"]]
        counting = {form["id"] for form in self.rules["forms"] if "counts" in form}
        for form in agreed:
            fired = [each for each in result["reasons"][1:] if each["form"] == form]
            counted = form in counting and len(fired) > 1
            reasons += fired if counted else fired[:1]
            texts.append(self._counted(fired) if counted else fired[0]["text"])
        sources = {source for reason in reasons if reason["level"] == level for source in reason["sources"]}
        ruled = [each for each in self.rules["verdict"]["disagreements"] if set(each["decided_by"]) == set(agreed)]
        return {
            "explanation": "\n".join([*texts, *(each["reason"] for each in ruled)]),
            "sources": sorted(sources),
            "rulings": sorted({name for each in ruled for name in each["rulings"]}),
        }
