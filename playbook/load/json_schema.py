"""What a file may hold, as JSON Schema: made from its model, and walked to name the keys known at a place.

The schema accepts what the model accepts, as far as a schema can tell: names of other files and blanks of texts are
left to the loader. It is the plain shape, with docstrings for descriptions; editor_schemas.py puts the words in.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

REFERENCE = "#/$defs/"
BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}


class _Generator(GenerateJsonSchema):
    """pydantic's generator without its made-up titles, and with plainer forms for what an editor shows."""

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        return {"$schema": self.schema_dialect, **super().generate(schema, mode)}

    def generate_inner(self, schema: Any) -> JsonSchemaValue:
        """Give bounds that pydantic leaves under its own names the names that JSON Schema has for them."""
        made = super().generate_inner(schema)
        for own, name in BOUNDS.items():
            if own in made:
                made[name] = made.pop(own)
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        del made["title"]
        return made

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Show a default that a writer could type; an empty list or nothing says no more than the missing key."""
        made, default = self.generate_inner(schema["schema"]), schema.get("default")
        return {**made, "default": default} if isinstance(default, str | int | float) else made

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """A key without a value counts as left out."""
        made, nothing = self.generate_inner(schema["schema"]), {"type": "null"}
        if "anyOf" in made:
            return {**made, "anyOf": [*made["anyOf"], nothing]}
        if isinstance(made.get("type"), str) and not {"enum", "const"} & made.keys():
            return {**made, "type": [made["type"], "null"]}
        return {"anyOf": [made, nothing]}

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """Where code tells the alternatives apart, two may fit by their shape: `not_given` is text, too."""
        made = super().tagged_union_schema(schema)
        return made if "discriminator" in made else {"anyOf": made["oneOf"]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        made = super().dict_schema(schema)
        return {**made, "additionalProperties": False} if "patternProperties" in made else made


@cache
def of(model: type[BaseModel]) -> JsonSchemaValue:
    """Return the schema of a file whose data `model` validates. Not to be changed: it is made once."""
    return model.model_json_schema(schema_generator=_Generator)


def keys(model: type[BaseModel], location: Sequence[str | int]) -> list[str]:
    """Return the keys known at a validation error's location: keys, indexes and tags of unions from the file's top.

    There are none where any key may stand, or where it cannot be told which of several mappings is meant.
    """
    found = [list(place["properties"]) for place in _ends(model, location) if "properties" in place]
    return found[0] if len(found) == 1 else []


def form(model: type[BaseModel], location: Sequence[str | int], most: int = 3) -> str | None:
    """Return how the mapping at a validation error's location is written, by the keys that it needs; None if unknown.

    Sources are not among them: not every handbook asks for them.
    """
    ends = [place for place in _ends(model, location) if "properties" in place or "discriminator" in place]
    if any("discriminator" in place for place in ends):
        (name,) = {place["discriminator"]["propertyName"] for place in ends if "discriminator" in place}
        return f"{{{name}: ..., ...}}"
    if len(ends) != 1:
        return None
    needed = [key for key in ends[0].get("required", ()) if key != "sources"]
    definitions = of(model).get("$defs", {})
    parts = [f"{key}: {_form(ends[0]['properties'][key], definitions)}" for key in needed[:most]]
    more = ["..."] if len(needed) > most else []
    return f"{{{', '.join(parts + more)}}}" if parts else None


def _form(place: Any, definitions: Any) -> str:
    kinds = {str(end.get("type")) for end in _alternatives(place, definitions)}
    return {"object": "{...}", "array": "[...]"}.get(kinds.pop() if len(kinds) == 1 else "", "...")


def _ends(model: type[BaseModel], location: Sequence[str | int]) -> list[Any]:
    """Return the schemas of which a value at a location meets one."""
    return _walk(model, location)[0]


def without_tags(model: type[BaseModel], location: Sequence[str | int]) -> tuple[str | int, ...]:
    """Return a validation error's location as keys and indexes alone: a union's tag may be called as a key of it is."""
    return _walk(model, location)[1]


def _walk(model: type[BaseModel], location: Sequence[str | int]) -> tuple[list[Any], tuple[str | int, ...]]:
    definitions = of(model).get("$defs", {})
    places, plain = [of(model)], list[str | int]()
    for part in location:
        places = [place for start in places for place in _alternatives(start, definitions)]
        inner = [{"$ref": named} for place in places for tag, named in _tags(place).items() if tag == part]
        if not inner:
            plain.append(part)
            inner = [step for place in places for step in _step(place, part, definitions)]
        places = inner or places  # a tag that only the validator knows: the place stays the same
    return [place for start in places for place in _alternatives(start, definitions)], tuple(plain)


def _tags(place: Any) -> dict[str, str]:
    found: dict[str, str] = place.get("discriminator", {}).get("mapping", {})
    return found


def _alternatives(place: Any, definitions: Any) -> Iterator[Any]:
    """Yield the schemas of which a value at `place` meets one, references followed."""
    if "$ref" in place:
        yield from _alternatives(definitions[place["$ref"].removeprefix(REFERENCE)], definitions)
        return
    among = [*place.get("anyOf", ()), *place.get("oneOf", ())]
    if "properties" in place or not among:
        yield place
        return
    if "discriminator" in place:
        yield place
    for alternative in among:
        yield from _alternatives(alternative, definitions)


def _step(place: Any, part: str | int, definitions: Any) -> Iterator[Any]:
    """Yield the schemas of what stands under a key or index of `place`."""
    if isinstance(part, int):
        if "items" in place:
            yield place["items"]
    elif part in place.get("properties", {}):
        yield place["properties"][part]
    else:
        yield from place.get("patternProperties", {}).values()
        if place.get("additionalProperties"):
            yield place["additionalProperties"]
