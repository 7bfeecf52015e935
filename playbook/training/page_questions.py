"""What the pages of training show besides their own words: the questions that each of them asks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from playbook.model.handbook import Handbook
from playbook.model.pages import TRAINING
from playbook.model.training import Lesson
from playbook.source.data_script import data_script
from playbook.training import question_pool
from playbook.training.exam import EDITION

type Item = Mapping[str, Any]

SHOWN = ("id", "skill", "boundary", "text", "question", "answer", "explanation", "sources", "page", "version")


QUESTIONS = "training/questions.js"
OPENING = "training/opening.js"
"""What practice begins with: a question of every topic."""

SAMPLES = 2
"""How many questions of each skill practice shows to those who read without a script."""

DRAWING = ("practice", "exam")
"""The kinds of page that draw from all questions."""


def scripts(handbook: Handbook) -> dict[str, bytes]:
    """Return the scripts that hold questions, by name: all, and what practice begins with.

    There are none where no page that is published draws from them.
    """
    drawing = [kind for kind in DRAWING if getattr(handbook, kind) and f"{TRAINING}/{kind}" not in handbook.withheld]
    if not drawing:
        return {}
    items = shown(question_pool.pool(handbook)["items"])
    opening = {OPENING: _script("OPENING", one_each(items))} if "practice" in drawing else {}
    return {QUESTIONS: _script("QUESTIONS", items), **opening}


def _script(name: str, items: Sequence[Item]) -> bytes:
    """Return a script that gives questions a global name, as training/items.js reads them.

    Those of a skill lie together, a third less to carry, beside their places in the order that sittings draw from.
    """
    order = sorted(range(len(items)), key=lambda place: items[place]["skill"])
    return data_script(name, {"order": order, "items": [items[place] for place in order]})


def lesson(handbook: Handbook, pool: Mapping[str, Any], page: str) -> dict[str, Any]:
    """Return what the template of a lesson's page is given. `pool` is that of `question_pool.pool`."""
    lessons = sorted(handbook.lessons.items(), key=lambda entry: entry[1].order)
    names = [name for name, _ in lessons]
    place = names.index(page.removeprefix(f"{TRAINING}/"))
    return {
        "id": names[place],
        "place": place + 1,
        "items": asked(shown(pool["items"]), lessons, names[place]),
        "following": f"{TRAINING}/{names[place + 1]}" if place + 1 < len(names) else None,
    }


def practice(pool: Mapping[str, Any], touched: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what the template of the practice is given. `touched` is what `question_pool.changed` says of the pool."""
    items = shown(pool["items"])
    changed = [boundary["id"] for boundary in touched]
    shared = {"skills": pool["skills"], "topics": topics(pool), "changed": changed}
    return {**shared, "items": items, "samples": few_each(items)}


def exam(pool: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the template of the exam's page is given."""
    return {"edition": pool["edition"][:EDITION], "items": shown(pool["items"])}


def shown(items: Sequence[Item]) -> list[Item]:
    """Return the questions with what a page needs of them.

    `topic` is what a question is remembered by; that of a wrong choice is the one that who takes it has mistaken.
    """
    known = {topic(item) for item in items}

    def mistaken(item: Item, choice: Item) -> dict[str, Any]:
        name = topic({"skill": item["skill"], "boundary": choice["boundary"]})
        kept = {key: choice[key] for key in ("id", "text", "explanation")}
        return kept | ({"topic": name} if choice["boundary"] and name in known else {})

    return [
        {key: item[key] for key in SHOWN}
        | {"topic": topic(item), "choices": [mistaken(item, choice) for choice in item["choices"]]}
        for item in items
    ]


def asked(items: Sequence[Item], lessons: Sequence[tuple[str, Lesson]], name: str) -> list[Item]:
    """Return the questions of one lesson. Lessons take turns, so that none asks what another one has asked."""
    left = by_turns(items)
    found: list[Item] = []
    for lesson, words in lessons:
        found = []
        for drilled in words.drills:
            fitting = [item for item in left if item["skill"] == drilled.skill]
            found += fitting[: drilled.count]
        if lesson == name:
            break
        taken = {item["id"] for item in found}
        left = [item for item in left if item["id"] not in taken]
    return found


def by_turns(items: Sequence[Item]) -> list[Item]:
    """Return the questions so that every topic has had its first before any has its second."""
    seen: Counter[str] = Counter()
    turns = []
    for item in items:
        seen[item["topic"]] += 1
        turns.append((seen[item["topic"]], item))
    return [item for _, item in sorted(turns, key=lambda entry: entry[0])]


def one_each(items: Sequence[Item]) -> list[Item]:
    """Return one question of every topic."""
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item["topic"], item)
    return list(first.values())


def few_each(items: Sequence[Item]) -> list[Item]:
    """Return the first questions of every skill, each on a topic of its own, for those who read without a script."""
    seen: Counter[str] = Counter()
    few = []
    for item in one_each(items):
        seen[item["skill"]] += 1
        if seen[item["skill"]] <= SAMPLES:
            few.append(item)
    return few


def topics(pool: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the topics of each skill by what they are called: its boundaries, and itself for questions of none."""
    labels = {(boundary["skill"], boundary["id"]): boundary["label"] for boundary in pool["boundaries"]}
    titles = {skill["id"]: skill["title"] for skill in pool["skills"]}
    found: dict[str, dict[str, str]] = {name: {} for name in titles}
    for item in pool["items"]:
        found[item["skill"]][topic(item)] = labels.get((item["skill"], item["boundary"]), titles[item["skill"]])
    return found


def topic(item: Item) -> str:
    """Return what a question is remembered by: the boundary that it is about, else its skill."""
    return f"{item['skill']}/{item['boundary']}" if item["boundary"] else str(item["skill"])
