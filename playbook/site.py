"""The pages of a handbook as Markdown, and the files that go with them. Knows no site engine."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import yaml

import calculators
from playbook.handbook import Handbook
from playbook.model.calculator import Calculator
from playbook.render import environment
from playbook.rulebook import rules
from playbook import shipped

HOME = "home"
FOLDERS = {HOME: "", "calculators": "calculators/"}  # pages that are the index of their folder
ASSETS = "assets/playbook/"
CITED = re.compile(r'data-source="([^"]+)"')


@dataclass(frozen=True)
class Page:
    """One page: its Markdown file's path, its text with front matter, its title."""

    path: str
    text: str
    title: str


@dataclass(frozen=True)
class Plan:
    """A page still to be rendered: its name as links give it, its template and what the template shows."""

    name: str
    template: str
    head: Any  # title, description and lead
    context: dict[str, Any]


def pages(handbook: Handbook) -> list[Page]:
    """Return every page. The list of sources comes last: it shows which of the others cite each row."""
    env = environment(handbook, shipped.path("templates") / "pages")
    plans = list(_plans(handbook))
    titles = {plan.name: plan.head.title for plan in plans}

    def render(plan: Plan, **more: Any) -> Page:
        def url(name: str, anchor: str | None = None) -> str:
            return relative_url(plan.name, name, anchor)

        text = env.get_template(plan.template).render(
            head=plan.head, titles=titles, url=url, assets=relative_path(plan.name, ASSETS), **plan.context, **more
        )
        return Page(path(plan.name), text, plan.head.title)

    rendered = {plan.name: render(plan) for plan in plans[:-1]}
    cited = {name: set(CITED.findall(page.text)) for name, page in rendered.items()}
    cited_by = {row.id: [n for n in cited if row.id in cited[n]] for row in handbook.sources.rows}
    return [*rendered.values(), render(plans[-1], cited_by=cited_by)]


def path(name: str) -> str:
    """Return the path of a page's Markdown file."""
    return FOLDERS[name] + "index.md" if name in FOLDERS else f"{name}.md"


def relative_url(start: str, target: str, anchor: str | None = None) -> str:
    """Return the address of page `target` as page `start` must give it, so that the site works under any path."""
    fragment = f"#{anchor}" if anchor else ""
    if start == target and anchor:
        return fragment
    return relative_path(start, _folder(target)) + fragment


def relative_path(start: str, target: str) -> str:
    """Return the site's path `target` (a folder, ending in /) as page `start` must give it."""
    return "../" * _folder(start).count("/") + target or "./"


def _folder(name: str) -> str:
    return FOLDERS.get(name, f"{name}/")


def navigation(handbook: Handbook) -> list[Any]:
    """Return the navigation as site engines take it: the home page's path, then sections of paths."""
    nav = handbook.navigation
    return [path(nav.home), *({section.title: [path(name) for name in section.pages]} for section in nav.sections)]


def _plans(handbook: Handbook) -> Iterator[Plan]:
    texts = handbook.pages
    compiled = {name: rules(handbook, name) for name in handbook.calculators}
    decisions = {name: calculator for name, calculator in handbook.calculators.items() if calculator.verdict}
    decided = {"decisions": decisions, "rules_of": compiled}
    yield Plan(HOME, "home.md.j2", texts[HOME], {"text": texts[HOME]})
    yield Plan("decide", "decide.md.j2", texts["decide"], {"text": texts["decide"], **decided})
    yield Plan("levels", "levels.md.j2", texts["levels"], {"text": texts["levels"], **decided})
    yield Plan("sop", "sop.md.j2", handbook.sop, {})
    scripts = sorted(handbook.scripts.items(), key=lambda item: item[1].order)
    yield Plan("scripts", "scripts.md.j2", texts["scripts"], {"text": texts["scripts"], "scripts": scripts})
    yield Plan("contacts", "contacts.md.j2", handbook.contacts, {})
    yield Plan("calculators", "calculators.md.j2", texts["calculators"], {"text": texts["calculators"]})
    for name, calculator in handbook.calculators.items():
        names = {field.id: field.short for field in calculator.fields} | {
            result.id: result.label for result in calculator.results
        }
        context = {"calculator": calculator, "id": name, "rules": compiled[name], "names": names}
        context["examples"] = _examples(calculator, compiled[name])
        yield Plan(f"calculators/{name}", "calculator.md.j2", calculator, context)
    yield Plan("rules", "rules.md.j2", texts["rules"], {"text": texts["rules"], **decided})
    yield Plan("rulings", "rulings.md.j2", texts["rulings"], {"text": texts["rulings"]})
    yield Plan("sources", "sources.md.j2", texts["sources"], {"text": texts["sources"]})


def _examples(calculator: Calculator, compiled: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the worked cases with the handbook's own answer and the address part that fills in the form."""
    return [
        {
            "example": example,
            "result": calculators.calculate(compiled["name"], example.inputs, compiled),
            "hash": urlencode({key: _typed(value) for key, value in example.inputs.items()}, safe=","),
        }
        for example in calculator.examples
    ]


def _typed(value: Any) -> str:
    """Return an input as it stands in an address."""
    if isinstance(value, bool):
        return "true" if value else ""
    return ",".join(value) if isinstance(value, tuple) else str(value)


def plain_config(handbook: Handbook) -> str:
    """Return an mkdocs.yml for the exported pages that needs neither this package nor a theme to be installed."""
    config = {
        "site_name": handbook.brand.site_name,
        "site_description": handbook.brand.description,
        "nav": navigation(handbook),
        "extra_css": [ASSETS + "style.css"],
        "markdown_extensions": ["attr_list"],
    }
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
