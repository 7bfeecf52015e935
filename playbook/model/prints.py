"""print.yml: the sheets to print, for the wall and for the pocket."""

from typing import Annotated, Literal

from pydantic import Field

from playbook.model.base import Id, Model, Text

type Layout = Literal["wall", "tree", "cards"]
type Paper = Literal["a3", "a4"]


class Sheet(Model):
    """One sheet: what it shows, on which paper, its own page's words, and the heading that is printed on it."""

    id: Id
    layout: Layout
    paper: Paper
    title: Text
    description: Text
    lead: Text
    heading: Text
    notes: tuple[Text, ...] = ()


class Prints(Model):
    """print.yml: the page of all sheets, how to print them, and the sheets. Each sheet is the page print/ID."""

    title: Text
    description: Text
    lead: Text
    notes: tuple[Text, ...] = ()
    sheets: Annotated[tuple[Sheet, ...], Field(min_length=1)]
