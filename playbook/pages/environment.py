"""The template environment: escaping on, an undefined name is an error, and the few things templates ask for."""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from string import Formatter
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from markupsafe import Markup, escape

from calculators.text import describe_bands, describe_value, describe_when
from playbook.cache import code, disk
from playbook.model.handbook import Handbook
from playbook.pages.figures import Pictures
from playbook.pages.navigation import matching
from playbook.pages.sheet_name import sheet_name
from playbook.pages.words import Words
from playbook.rules.case_address import address

MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!])")
EXTENDED = {ord(sign): f"&#{ord(sign)};" for sign in "|~^="}  # signs of extensions, without which a backslash stays
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
CONTINUED = re.compile(r"\\\n")


class Lines(Extension):
    """Templates may be indented, and their lines broken: what is rendered has neither.

    Blanks that begin a line go. A line that ends in a backslash goes on with the next one; a comment takes the place of
    what joins them, so that faults are told at their lines.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source as it is to be compiled."""
        return CONTINUED.sub("{#\n#}", INDENT.sub("", source))


class Compiled(BytecodeCache):
    """Compiled templates in the user's cache folder, used as long as source, Jinja2 and our code are the same."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket; Jinja2 compares the sources."""
        if body := disk.recall(_kept(bucket)):
            bucket.bytecode_from_string(body)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in the bucket."""
        disk.keep(_kept(bucket), bucket.bytecode_to_string())


def _kept(bucket: Bucket) -> str:
    # The compiler applies filters to what does not change, and asks the environment what to leave out.
    return f"templates/{bucket.key}-{code.mark()}"


def environment(handbook: Handbook, templates: Path) -> Environment:
    """Return the environment that renders the page templates in the folder `templates` for one handbook."""
    env = Environment(
        loader=FileSystemLoader(templates),
        extensions=[Lines],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=Compiled(),
        auto_reload=False,  # an environment serves one build
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    words = Words(handbook)
    env.filters |= {"markdown": markdown, "ink": ink, "paragraphs": paragraphs, "bands": describe_bands}
    env.filters |= {"when": describe_when, "value": describe_value, "address": address}
    env.filters["sheet_name"] = sheet_name
    env.filters["data"] = lambda model: model.model_dump(exclude_none=True, mode="json")
    env.globals |= {
        "handbook": handbook,
        "labels": handbook.interface.labels,
        "levels": {level.id: level for level in handbook.levels.levels},
        "levelled": handbook.levelled,
        "source_rows": {row.id: row for row in handbook.sources.rows},
        "unconfirmed": [row.id for row in handbook.sources.rows if row.unconfirmed],
        "ruling_rows": {ruling.id: ruling for ruling in handbook.rulings.rulings},
        "number": words.number,
        "numbers": words.numbers,
        "interval": words.interval,
        "change": words.change,
        "cell": words.cell,
        "unit_sign": words.unit_sign,
        "charts": Pictures(handbook, words),
        "hours": words.hours,
        "clock_data": _clock(handbook),
        "by_id": by_id,
        "matching": partial(matching, handbook),
        "block_of": lambda page, name: handbook.pages[page].by_id[name],
    }
    return env


def _clock(handbook: Handbook) -> dict[str, Any]:
    """Return what a script needs to say a moment, and to keep out of the quiet hours."""
    brand = handbook.brand
    quiet = {"quiet": brand.quiet_hours.span()} if brand.quiet_hours else {}
    return {"zone": brand.timezone, "words": handbook.interface.labels.times.model_dump(), **quiet}


def markdown(text: str) -> Markup:
    """Return plain text as it must stand in a line of Markdown to be shown as it is."""
    return Markup(escape(MARKDOWN.sub(r"\\\1", text)).translate(EXTENDED))


def ink(colour: str) -> str:
    """Return black or white, whichever is read more easily on a colour given as #rrggbb."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#ffffff" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else "#000000"


def paragraphs(body: str) -> list[list[list[tuple[str, str | None]]]]:
    """Return a script's body as paragraphs of lines of pieces: a text and the blank that follows it, or None."""
    return [
        [[(text, name) for text, name, _, _ in Formatter().parse(line)] for line in paragraph.splitlines()]
        for paragraph in re.split(r"\n\s*\n", body.strip())
    ]


def by_id(items: Iterable[Any]) -> dict[str, Any]:
    """Return records or mappings by their id."""
    return {item["id"] if isinstance(item, Mapping) else item.id: item for item in items}
