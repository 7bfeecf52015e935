"""May this be spent? An amount on one side of the advised cap, where somebody would take another cap for it."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Any, NamedTuple

from calculators.decision import explained
from calculators.drills.boundaries import Boundary, of_inputs
from calculators.drills.chance import Chance
from calculators.drills.item import Item, choice, item, plain
from calculators.drills.misread import misread
from calculators.drills.space import Index
from calculators.drills.telling import tell
from calculators.drills.verdicts import Said, Verdicts
from calculators.text import display, format_number

YES, NO = "yes", "no"


class Trap(NamedTuple):
    """A cell, what its advised cap is taken for, and why: a cell that it is mistaken for, or the words for it."""

    here: Index
    cap: Any
    taken: Index | str


class Spending:
    """The questions about extra costs that a story can ask."""

    skill = "spending"

    def __init__(self, story: Mapping[str, Any], verdicts: Verdicts) -> None:
        self.story, self.words = story, story[self.skill]
        self.verdicts, self.space, self.rules = verdicts, verdicts.space, verdicts.space.rules
        found = {each: self._misread(each) for each in of_inputs(self.space)} | self._caps()
        self._traps = {each.id: traps for each, traps in found.items() if traps}
        self.boundaries = [each for each, traps in found.items() if traps]

    def _misread(self, boundary: Boundary) -> list[Trap]:
        said = self.verdicts.said
        crossings = self.verdicts.crossings(boundary, lambda one: one.cap)
        return self._plain_first([Trap(here, said[taken].cap, taken) for here, taken in crossings])

    def _caps(self) -> dict[Boundary, list[Trap]]:
        """Return the boundaries that are caps: each cap, where the matrix's is lower, and where that does not count."""
        words, said = self.words, self.verdicts.said
        made = {
            Boundary(f"cap@{cap}", words["cap"].format(cap=self._yuan(cap))): [
                Trap(index, cap, "edge") for index, one in said.items() if one.cap == cap
            ]
            for cap in sorted({one.cap for one in said.values()})
        }
        lower = [Trap(index, one.own, "own_cap") for index, one in said.items() if one.cap < one.own]
        full = [Trap(index, one.rated, "full_cap") for index, one in said.items() if one.rated < one.cap]
        made |= {Boundary("cap@lower", words["lower"]): lower, Boundary("cap@full", words["full"]): full}
        return {boundary: self._plain_first(traps) for boundary, traps in made.items()}

    def _plain_first(self, traps: Sequence[Trap]) -> list[Trap]:
        return sorted(traps, key=lambda trap: self.space.plainness(trap.here), reverse=True)

    def item(self, boundary: Boundary, chance: Chance) -> Item:
        """Return a question in which the boundary decides."""
        traps = self._traps[boundary.id]
        trap = traps[min(chance.below(len(traps)), chance.below(len(traps)))]  # rather the plain ones
        said, case = self.verdicts.said[trap.here], self.space.told(trap.here, chance)
        amount = chance.one(self._amounts(Decimal(str(said.cap)), Decimal(str(trap.cap))))
        right = YES if amount < said.cap else NO
        told = {
            "text": tell(self.story, case, self.rules, chance),
            "question": chance.one(self.words["questions"]).format(amount=self._yuan(amount)),
        }
        texts = {YES: self.words["yes"], NO: self.words["no"]}
        why = self._why(trap, said, case, amount, texts[NO if right == YES else YES])
        choices = [
            choice(name, text) if name == right else choice(name, text, why, boundary.id)
            for name, text in texts.items()
        ]
        about = {"page": self.words.get("page"), "calculator": self.rules["name"], "inputs": [plain(case)]}
        return item(self.skill, boundary.id, told, choices, right, self._because(case, said, amount), about) | plain(
            {"amount": amount}
        )

    def _amounts(self, cap: Decimal, taken: Decimal) -> list[Decimal]:
        """Return the amounts to ask about: on different sides of the two caps, or where they are one, on its edge."""
        step = Decimal(str(self.words["step"]))
        low, high = min(cap, taken), max(cap, taken)
        if low == high:
            tried = [cap, cap - step] if cap else [step * 3, step * 8]
        else:
            tried = [low, ((low + high) / 2 / step).to_integral_value(ROUND_FLOOR) * step, high - step]
        return [amount for amount in dict.fromkeys(tried) if amount > 0 and (low == high or low <= amount < high)]

    def _why(self, trap: Trap, said: Said, case: Mapping[str, Any], amount: Decimal, answer: str) -> str:
        """Return what is wrong with the other answer."""
        if isinstance(trap.taken, tuple):
            return misread(self.space, case, trap.here, trap.taken, self.words, answer=answer)
        key = trap.taken
        if key == "edge":
            key = "inside" if amount < said.cap else "at_cap" if said.cap else "at_zero"
        own = display({"cost_cap_yuan": said.own}, self.rules)["cost_cap_yuan"]
        rated, cap = (
            display({"advised_cap_yuan": it}, self.rules)["advised_cap_yuan"] for it in (said.rated, said.cap)
        )
        return str(self.words[key]).format(amount=self._yuan(amount), own=own, rated=rated, cap=cap)

    def _because(self, case: Mapping[str, Any], said: Said, amount: Decimal) -> dict[str, Any]:
        """Return why the answer is right: what the calculator says of the caps, and what follows for the amount."""
        reasons = explained(case, self.rules)["reasons"]
        key = "allowed" if amount < said.cap else "refused" if said.cap else "no_cap"
        follows = str(self.words[key]).format(amount=self._yuan(amount), cap=self._yuan(said.cap))
        return {
            "explanation": "\n".join([reasons[0]["text"], reasons[-1]["text"], follows]),
            "sources": sorted(reasons[-1]["sources"]),
            "rulings": sorted(self.words["rulings"]),
        }

    def _yuan(self, amount: Any) -> str:
        return format_number(amount, "yuan", self.rules["units"])
