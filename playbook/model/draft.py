"""The file of a draft: what somebody tried and would like to have in the rules."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from playbook.errors import expected
from playbook.model.base import Model, Number
from playbook.model.values import fault, shown
from playbook.model.written import Mark


def _mark(value: Any) -> Any:
    if not isinstance(value, str):
        raise fault(expected("the mark of the rules, 8 hexadecimal digits in quotes", shown(value)))
    return value


class Change(Model):
    """What a number was when it was changed, and what it is to be."""

    from_: Annotated[Number, Field(alias="from")]
    to: Number

    @property
    def number(self) -> int | float:
        """What it is to be, without a point where it is whole."""
        return int(self.to) if self.to == int(self.to) else self.to


class DraftFile(Model):
    """A draft. `mark` is that of the rules it was made from; the rest is as in calculators/analysis/draft.py."""

    mark: Annotated[Mark, BeforeValidator(_mark)] | None = None
    numbers: dict[str, Change] = Field(default_factory=dict)
    off: tuple[str, ...] = ()
    order: dict[str, tuple[int | str, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.numbers or self.off or self.order):
            raise fault(expected("numbers, off or order, with something that changes", "none"))
        return self

    @property
    def plain(self) -> dict[str, Any]:
        """The draft as the rules take it."""
        numbers = {name: change.number for name, change in self.numbers.items()}
        order = {name: [str(each) for each in ids] for name, ids in self.order.items()}
        return {"numbers": numbers, "off": list(dict.fromkeys(self.off)), "order": order}
