"""schema.yml, shipped or the handbook's own: what an editor says of each file, record and key while it is typed."""

from pydantic import Field

from playbook.model.base import Model


class KindText(Model):
    """A kind of file: what it is called, what it is for, and what each of its keys holds."""

    title: str
    description: str
    keys: dict[str, str] = Field(default_factory=dict)


class RecordText(Model):
    """A record that files are made of, by the name of its model, and what each of its keys holds.

    The types of names have no words: an editor would show them in the place of those of the key that refers to a name.
    """

    description: str
    keys: dict[str, str] = Field(default_factory=dict)


class Schema(Model):
    """schema.yml. `keys` are those that mean the same wherever they stand."""

    kinds: dict[str, KindText]
    records: dict[str, RecordText]
    keys: dict[str, str] = Field(default_factory=dict)
