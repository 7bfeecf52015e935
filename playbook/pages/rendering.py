"""The pages of a handbook as Markdown, and the files that go with them. Knows no site engine."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml
from markupsafe import Markup

import calculators
from playbook.browser.bundle import ASSETS, WORKER
from playbook.browser.scripts import STYLES
from playbook.cache.process import remembered
from playbook.check.rendered import cited as cited_rows
from playbook.model.calculator import Calculator
from playbook.model.files import CHANGES, COURSE, GUARDED, PRINT, TOPICS, indexes
from playbook.model.handbook import Handbook
from playbook.pages import contacts, decide, incidents, sheets
from playbook.pages.environment import environment
from playbook.pages.glossary import explained
from playbook.pages.workbooks import Workbook, by_page, workbooks
from playbook.rules import answer_table, changelog
from playbook.rules.case_text import address
from playbook.rules.report import Audit, audits, report
from playbook.rules.version import version
from playbook.source import shipped
from playbook.training import page_questions, question_pool

HOME = "home"
INDEXES = (
    "calculators",
    PRINT,
    *dict.fromkeys(kind.page.rpartition("/")[0] for kind in TOPICS.values() if "/" in kind.page),
)
FOLDERS = {
    HOME: "",
    **{name: f"{name}/" for name in INDEXES},
}  # pages that are the index of their folder
OWN_INDEX = {GUARDED: "guard", COURSE: "course"}  # folders whose page is not a plain list of what stands in them
UNEXPLAINED = ("glossary", "rulings", "sources")  # pages that are explanations themselves
LISTED = 50  # pages of one folder in the sidebar
BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Page:
    """One page: its Markdown file's path, its text with front matter, its title, and its name as links give it."""

    path: str
    text: str
    title: str
    name: str


@dataclass(frozen=True)
class Plan:
    """A page still to be rendered: its name as links give it, its template and what the template shows."""

    name: str
    template: str
    head: Any  # title, description and lead
    context: dict[str, Any]


def pages(
    handbook: Handbook,
    today: date | None = None,
    audited: dict[str, Audit] | None = None,
    names: Mapping[str, str] | None = None,
    pdfs: Collection[str] = (),
    books: Sequence[Workbook] | None = None,
) -> list[Page]:
    """Return every page. The list of sources comes last: it shows which of the others cite each row.

    `today` decides which reviews are overdue; without it none is. `audited` is the handbook's audit, where it is known.
    `names` are the published names of scripts (see `bundle.Assets`); without it they are called what their sources are.
    `pdfs` are the PDF files of sheets to print that there are, by their path in the site. `books` are the handbook's
    workbooks, where they have been made.
    """
    env = environment(handbook, shipped.path("templates") / "pages")
    made = _plans(handbook, audits(handbook) if audited is None else audited)
    plans = [Plan(p.name, "internal.md.j2", p.head, {}) if p.name in handbook.withheld else p for p in made]
    titles = {plan.name: plan.head.title for plan in plans}
    made_by = version(handbook)
    printed = handbook.printed()
    glossary = repr(handbook.glossary)
    offered = by_page(workbooks(handbook) if books is None else books)

    def render(plan: Plan, **more: Any) -> Page:
        def url(name: str, anchor: str | None = None) -> str:
            return relative_url(plan.name, name, anchor)

        def asset(entry: str) -> str:
            return relative_path(plan.name, ASSETS) + (names or {}).get(entry, entry)

        def script(entry: str, worker: bool = False) -> Markup:
            # One that starts Python, and gives answers before, runs as soon as what stands before it has been read.
            way = Markup('data-worker="{}"').format(asset(WORKER)) if worker else Markup("defer")
            return Markup('<script src="{}" {}></script>').format(asset(f"{entry}.js"), way)

        review = handbook.reviews.of(plan.name) if handbook.reviews else None
        about = {
            "head": plan.head,
            "titles": titles,
            "url": url,
            "asset": asset,
            "file": lambda path: relative_path(plan.name, path),
            "pdfs": pdfs,
            "rules_version": made_by,
            "workbooks": offered,
            "page": plan.name,
            "root": relative_path(plan.name, ""),
            "script": script,
            "above": list(_above(handbook, plan.name, titles)),
            "review": review,
            "overdue": bool(review and today and review.overdue(today)),
        }
        text = env.get_template(plan.template).render(**about, **plan.context, **more)
        if handbook.glossary and plan.name not in UNEXPLAINED and plan.name not in printed:
            terms = handbook.glossary.terms
            key = (plan.name, text, glossary)
            text = remembered("explained", key, lambda: explained(text, terms, lambda term: url("glossary", term)))
        return Page(path(plan.name), BLANK_LINES.sub("\n\n", text.strip()) + "\n", plan.head.title, plan.name)

    rendered = {plan.name: render(plan) for plan in plans[:-1]}
    # What is printed only repeats what other pages say.
    cited = {name: cited_rows(page.text) for name, page in rendered.items() if name not in printed}
    cited_by = {row.id: [n for n in cited if row.id in cited[n]] for row in handbook.sources.rows}
    return [*rendered.values(), render(plans[-1], cited_by=cited_by)]


def _above(handbook: Handbook, name: str, titles: dict[str, str]) -> Iterator[tuple[str, str | None]]:
    """Yield what a page stands below, from the home page on: a title, and the page where it is one."""
    if name == HOME:
        return
    yield titles[HOME], HOME
    folder = name.rpartition("/")[0]
    if behind_guard(name):
        yield titles["levels"], "levels"
    for section in handbook.navigation.sections:
        if name in section.pages or folder in section.pages:
            yield section.title, None
            break
    if folder in titles:
        yield titles[folder], folder


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


def behind_guard(name: str) -> bool:
    """Tell whether a page is about last resorts: those are reached from the most urgent level, not by leafing."""
    return name == GUARDED or name.startswith(f"{GUARDED}/")


def unlisted(handbook: Handbook) -> set[str]:
    """Return the pages that the sidebar does not list: the guarded ones, and those of folders too long for it.

    The pages of a long folder are listed by the folder's own page. In the sidebar they would be in each other's way,
    and each of a thousand pages would carry a thousand links: the site's size would grow with the square.
    """
    names = [GUARDED, *handbook.topics()]
    folders = Counter(name.rpartition("/")[0] for name in names)
    long = {folder for folder, count in folders.items() if folder and count > LISTED}
    return {name for name in names if name.rpartition("/")[0] in long or behind_guard(name)}


def navigation(handbook: Handbook) -> list[Any]:
    """Return the navigation as site engines take it: the home page's path, then sections of paths.

    Where a section lists a folder's own page, the folder's other pages stand below it.
    """
    nav, hidden = handbook.navigation, unlisted(handbook)
    sections = [(section.title, [name for name in section.pages if name not in hidden]) for section in nav.sections]
    return [path(nav.home), *({title: _entries(handbook, names)} for title, names in sections if names)]


def _entries(handbook: Handbook, names: Sequence[str]) -> list[Any]:
    """Return one section's entries; a folder's pages are told apart by its own page's title."""
    inside: dict[str, list[str]] = {name: [] for name in names if name in INDEXES}
    entries: list[Any] = []
    for name in names:
        folder = name.rpartition("/")[0]
        if name in inside:
            inside[name].append(path(name))
            head = handbook.printed()[name] if name == PRINT else handbook.pages[name]
            entries.append({head.title: inside[name]})
        elif folder in inside:
            inside[folder].append(path(name))
        else:
            entries.append(path(name))
    return entries


def _plans(handbook: Handbook, audited: dict[str, Audit]) -> Iterator[Plan]:
    texts = handbook.pages
    compiled = handbook.rules
    decisions = {name: calculator for name, calculator in handbook.calculators.items() if calculator.verdict}
    decided = {"decisions": decisions, "rules_of": compiled}
    reports = {name: report(handbook, item) for name, item in audited.items()}
    answers = answer_table.tables(compiled)
    trees = {name: decide.data(handbook, item) for name, item in audited.items()}
    yield Plan(HOME, "home.md.j2", texts[HOME], {"text": texts[HOME]})
    asked = {"text": texts["decide"], "trees": trees, "reports": reports, **decided}
    yield Plan("decide", "decide.md.j2", texts["decide"], asked)
    yield Plan("levels", "levels.md.j2", texts["levels"], {"text": texts["levels"], **decided})
    yield Plan("sop", "sop.md.j2", handbook.sop, {})
    scripts = sorted(handbook.scripts.items(), key=lambda item: item[1].order)
    yield Plan("scripts", "scripts.md.j2", texts["scripts"], {"text": texts["scripts"], "scripts": scripts})
    yield Plan("contacts", "contacts.md.j2", handbook.contacts, contacts.context(handbook))
    if handbook.incidents:
        run = {"incidents": handbook.incidents, "data": incidents.data(handbook, handbook.incidents)}
        run["blanks"] = incidents.names(handbook, handbook.incidents)
        yield Plan("incidents", "incidents.md.j2", handbook.incidents, run)
    yield Plan("calculators", "calculators.md.j2", texts["calculators"], {"text": texts["calculators"]})
    for name, calculator in handbook.calculators.items():
        names = {field.id: field.short for field in calculator.fields} | {
            result.id: result.label for result in calculator.results
        }
        context = {"calculator": calculator, "id": name, "rules": compiled[name], "names": names}
        context |= {"examples": _examples(calculator, compiled[name]), "answers": answers.get(name)}
        yield Plan(f"calculators/{name}", "calculator.md.j2", calculator, context)
    pool = question_pool.pool(handbook)
    touched = question_pool.changed(handbook, pool)
    yield from _topic_plans(handbook, pool, touched)
    if handbook.prints:
        listed, shown = sheets.items(handbook), sheets.context(handbook, audited)
        yield Plan(PRINT, "print.md.j2", handbook.prints, {"sheets": listed})
        for item in listed:
            yield Plan(item.page, "sheet.md.j2", item.sheet, {"item": item, **shown})
    yield Plan("rules", "rules.md.j2", texts["rules"], {"text": texts["rules"], "reports": reports, **decided})
    if handbook.history:
        context = {
            "text": texts["changes"],
            "versions": changelog.versions(handbook),
            "steps": changelog.steps(handbook),
        }
        yield Plan(CHANGES, "changes.md.j2", texts["changes"], {**context, "drills": touched})
    yield Plan("rulings", "rulings.md.j2", texts["rulings"], {"text": texts["rulings"]})
    yield Plan("sources", "sources.md.j2", texts["sources"], {"text": texts["sources"]})


def _topic_plans(handbook: Handbook, pool: Mapping[str, Any], touched: Sequence[Any]) -> Iterator[Plan]:
    """Yield the pages of substance, each folder's own page before those in it."""
    topics = handbook.topics()
    heads: dict[str, Any] = {name: handbook.pages[name] for name in indexes(topics)}
    heads |= {GUARDED: handbook.guard} if handbook.guard else {}
    for folder, head in heads.items():
        listed = {page: topic for page, (_, topic) in topics.items() if page.startswith(f"{folder}/")}
        yield Plan(folder, f"{OWN_INDEX.get(folder, 'folder')}.md.j2", head, {"topic": head, "listed": listed})
    for page, (kind, topic) in topics.items():
        context = page_questions.context(handbook, pool, touched, kind, page)
        yield Plan(page, f"{kind}.md.j2", topic, {"topic": topic, **context})


def _examples(calculator: Calculator, compiled: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the worked cases with the handbook's own answer and the address part that fills in the form."""
    return [
        {
            "example": example,
            "result": calculators.calculate(compiled["name"], example.inputs, compiled),
            "hash": address(example.inputs),
        }
        for example in calculator.examples
    ]


def plain_config(handbook: Handbook, names: Mapping[str, str]) -> str:
    """Return an mkdocs.yml for the exported pages that needs nothing of this package, only the theme."""
    config = {
        "site_name": handbook.brand.site_name,
        "site_description": handbook.brand.description,
        "nav": navigation(handbook),
        "theme": {"name": "material", "language": handbook.brand.language, "font": False},
        "extra_css": [ASSETS + names[name] for name in STYLES],
        "markdown_extensions": ["attr_list"],
    }
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
