"""The interface's words: what the package ships in each language, and what a handbook says otherwise.

Each file in interface/ holds the words of one feature, in every language. What stands there is what there is: a
handbook's interface.yml may say any of these words otherwise, with the blanks, written {name}, that they have.
"""

from collections.abc import Mapping
from typing import Annotated, Any, get_args

from pydantic import AfterValidator, BaseModel, Field, create_model

from playbook.cache.process import remembered
from playbook.errors import expected
from playbook.model.base import Model, blanks, template
from playbook.model.settings import Language
from playbook.model.values import fault
from playbook.source import shipped
from playbook.source.document import read

LANGUAGES: tuple[str, ...] = get_args(Language)
FOLDER = shipped.PACKAGE / "interface"


def words(language: str) -> dict[str, Any]:
    """Return the shipped words in a language: texts in nested groups, by name."""
    made: dict[str, Any] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        made = merged(made, read(path).data[language])
    return made


def merged(words: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    """Return `words` with `others` added or in their places, group by group."""
    made = dict(words)
    for key, entry in others.items():
        made[key] = merged(made.get(key, {}), entry) if isinstance(entry, Mapping) else entry
    return made


def own(words: Mapping[str, Any], name: str = "Interface") -> type[BaseModel]:
    """Return the model of a file that says some of `words` otherwise, for the loader and for editors.

    Its fields have the words' names as aliases, as a word may be called like a model's own method.
    """
    return remembered("model of words", (name, repr(words)), lambda: _own(words, name))


def _own(words: Mapping[str, Any], name: str) -> type[BaseModel]:
    fields: dict[str, Any] = {
        f"word_{number}": (_own(entry, key) if isinstance(entry, Mapping) else _text(entry), Field(None, alias=key))
        for number, (key, entry) in enumerate(words.items())
    }
    return create_model(name, __base__=Model, **fields)


def said_otherwise(words: Mapping[str, Any], own: BaseModel | None) -> dict[str, Any]:
    """Return `words` with what a handbook's file, read by the model of them, says otherwise."""
    return merged(words, own.model_dump(by_alias=True, exclude_unset=True) if own else {})


def _text(word: str) -> Any:
    says = [AfterValidator(_something)] if word.strip() else []
    return Annotated[str, *says, template(*sorted(blanks(word))), Field(description=word)]


def _something(text: str) -> str:
    """Refuse nothing in the place of a word: it may be all that a button has."""
    if not text.strip():
        raise fault(expected("text", "none"))
    return text
