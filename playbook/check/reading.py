"""What could be read of a handbook's files: what every check looks at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from playbook.source.document import Document


@dataclass(frozen=True)
class Reading:
    """The files of a handbook by kind, as far as they could be read: a faulty one is reported once, where it stands.

    `models` hold what is valid, `documents` give places. `stems` are the names of all files of a kind, those that could
    not be read too; `pages` the names by which links refer to pages, `static` the files that are published as they are;
    `modules` what calculators are computed by, None where one is faulty.
    """

    models: Mapping[str, Any]
    documents: Mapping[str, Any]
    stems: Mapping[str, Sequence[str]]
    pages: Sequence[str]
    static: Sequence[str]
    modules: Mapping[str, ModuleType | None]

    def each(self, kind: str) -> Iterator[tuple[str, Any, Document]]:
        """Yield the valid files of a kind: name, model and document."""
        held = self.models[kind]
        if isinstance(held, dict):
            yield from ((stem, model, self.documents[kind][stem]) for stem, model in held.items())
        elif held:
            yield kind, held, self.documents[kind]
