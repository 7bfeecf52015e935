"""Words a reader may not know."""

from typing import Annotated

from pydantic import Field

from playbook.model.base import Cited, Id, Model, Text


class Term(Cited):
    """A word, the other ways of writing it, and what it means. Sources where the meaning is theirs."""

    id: Id
    term: Text
    also: tuple[Text, ...] = ()
    meaning: Text


class Glossary(Model):
    """glossary.yml: the terms in the order of reading."""

    title: Text
    description: Text
    lead: Text
    terms: Annotated[tuple[Term, ...], Field(min_length=1)]
