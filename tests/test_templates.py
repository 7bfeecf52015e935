"""Templates and scripts read well, in lines that fit a screen; of a template's indentation nothing is rendered."""

from jinja2 import DictLoader, Environment

from playbook.pages.environment import Lines
from playbook.source.shipped import path
from tests.support.browser import ROOT

WIDEST = 120
KINDS = (".j2", ".js", ".mjs", ".ts")


def test_no_line_is_too_long() -> None:
    long = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in sorted(path("templates").rglob("*.*"))
        if file.suffix in KINDS
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > WIDEST
    ]
    assert long == []


def test_what_lies_among_the_pages_is_a_page() -> None:
    pages = (path("templates") / "pages").glob("*.md.j2")
    strangers = [page.name for page in pages if "{% extends " not in page.read_text(encoding="utf-8")]
    assert strangers == []


def rendered(source: str) -> str:
    env = Environment(loader=DictLoader({"page": source}), extensions=[Lines], trim_blocks=True, lstrip_blocks=True)
    return env.get_template("page").render(text="  as it is\\\n  written")


def test_a_line_that_ends_in_a_backslash_goes_on() -> None:
    assert rendered('<ul class="a" \\\n    id="b">\\\n  <li>x</li>\\\n</ul>') == '<ul class="a" id="b"><li>x</li></ul>'


def test_only_the_templates_own_blanks_go() -> None:
    assert rendered("{% if true %}\n  <pre>{{ text }}</pre>\n{% endif %}\n") == "<pre>  as it is\\\n  written</pre>\n"
