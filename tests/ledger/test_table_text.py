"""A table as text is read alike by the page's script and by Python."""

import json
import random
from pathlib import Path

from calculators.tables import Unclosed, records
from tests.support.browser import SOURCES
from tests.support.node import node

SCRIPT = """
import {{ readFileSync }} from "node:fs";
import {{ read }} from "{module}";
const found = JSON.parse(readFileSync("texts.json", "utf-8")).map((text) => {{
  const {{ lines, unclosed }} = read(text);
  const trimmed = lines.map((line) => line.map((cell) => cell.trim()));
  return unclosed ?? trimmed.map((line) => (line.some((cell) => cell) ? line : []));
}});
process.stdout.write(JSON.stringify(found));
"""
PIECES = ['"', '"', '""', ",", ";", "\t", "，", "；", "\n", "\r", "\r\n", "a", "b c", " ", "1,200", "'", "=x"]
BEGINNINGS = ["", "", "", "\ufeff", "sep=;\n", '"sep=,"\r\n', "\ufeffSEP=|\n", "sep=;;\n", "\n\n", "sep=a\n"]


def said(text: str) -> int | list[list[str]]:
    try:
        return records(text)
    except Unclosed as error:
        return error.row


def test_5000_random_texts_are_read_alike(tmp_path: Path) -> None:
    chance = random.Random(1)
    texts = [chance.choice(BEGINNINGS) + "".join(chance.choices(PIECES, k=chance.randint(0, 25))) for _ in range(5000)]
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (tmp_path / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    module = (SOURCES / "shared/table-text.js").as_uri()
    found = json.loads(node(SCRIPT.format(module=module), tmp_path))
    assert sum(isinstance(each, int) for each in found) > 500
    for text, each in zip(texts, found, strict=True):
        assert each == said(text), ascii(text)
