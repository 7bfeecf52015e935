"""What a validation error says to the person who edits the file, with the choices where a name is wrong."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from playbook.errors import expected
from playbook.model.base import shown

TYPES = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


def explain(detail: Mapping[str, Any], model: type[BaseModel]) -> tuple[str, bool]:
    """Return the message for one pydantic error, and whether it is about the key rather than the value."""
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = detail["loc"][-1] if detail["loc"] else ""
    if kind == "missing":
        keys = ", ".join(str(key) for key in given) if isinstance(given, dict) else ""
        return f"expected the key {name!r}, got {'only ' + keys if keys else 'nothing'}", False
    if kind == "extra_forbidden":
        choices = _keys(model, detail["loc"][:-1])
        return expected("a key that is known here", repr(name), choices), True
    if kind in TYPES:
        return expected(TYPES[kind], shown(given)), False
    if kind == "literal_error":
        return f"expected {context['expected']}, got {shown(given)}", False
    if kind == "string_pattern_mismatch":
        return expected(f"text of the form {context['pattern']}", shown(given)), False
    if kind in ("string_too_short", "too_short"):
        return expected("at least one entry" if kind == "too_short" else "text", "nothing"), False
    if kind == "union_tag_invalid":
        return (
            f"expected {context['expected_tags']} as {context['discriminator']}, got {context['tag']!r}",
            False,
        )
    if kind == "union_tag_not_found":
        return expected(f"the key {context['discriminator']}", "none"), False
    if kind in ("greater_than_equal", "greater_than"):
        bound = context.get("ge", context.get("gt"))
        return expected(f"a number {'not below' if 'ge' in context else 'above'} {bound}", shown(given)), False
    return str(detail["msg"]), False


def _keys(model: type[BaseModel], location: tuple[Any, ...]) -> list[str]:
    """Return the keys known at a location, found by walking the model's fields; none where it cannot be told."""
    candidates: list[Any] = [model]
    for part in location:
        candidates = [inner for candidate in candidates for inner in _step(candidate, part)]
    names = [list(candidate.model_fields) for candidate in candidates]
    return names[0] if len(names) == 1 else []


def _step(model: type[BaseModel], part: Any) -> list[type[BaseModel]]:
    field = model.model_fields.get(part) if isinstance(part, str) else None
    if field is None:  # an index, a mapping's key or a union's tag: the model stays, narrowed by a matching tag
        types = {str(f.annotation): f for f in model.model_fields.values() if part in _literals(f.annotation)}
        return [model] if types or not _tagged(model) or isinstance(part, int) else []
    return _models(field.annotation)


def _tagged(model: type[BaseModel]) -> bool:
    return "type" in model.model_fields and bool(_literals(model.model_fields["type"].annotation))


def _literals(annotation: Any) -> tuple[Any, ...]:
    return getattr(annotation, "__args__", ()) if "Literal" in str(type(annotation)) else ()


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models(inner)]
