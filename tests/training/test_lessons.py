"""The course: forty-five minutes, questions that no two lessons share, scenes that promise nothing they must not."""

import base64
import json
import zlib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from playbook.model.handbook import Handbook
from playbook.training import page_questions, question_pool
from tests.support.handbooks import CONTENT, copied, default, edit, problems, questions, read


def taught() -> tuple[Handbook, dict[str, Any]]:
    """The default handbook and its pool of questions."""
    return default(), questions()


def contexts() -> dict[str, dict[str, Any]]:
    """What the lessons' pages are given, by the lesson's name."""
    handbook, pool = taught()
    return {name: page_questions.lesson(handbook, pool, f"training/{name}") for name in handbook.lessons}


def test_the_first_day_takes_about_forty_five_minutes() -> None:
    assert 40 <= sum(lesson.minutes for lesson in taught()[0].lessons.values()) <= 50


def test_every_lesson_asks_three_to_five_questions_of_the_skills_it_names() -> None:
    for name, given in contexts().items():
        asked = Counter(item["skill"] for item in given["items"])
        assert asked == {drilled.skill: drilled.count for drilled in taught()[0].lessons[name].drills}
        assert 3 <= asked.total() <= 5


def test_no_two_lessons_ask_the_same() -> None:
    asked = [item["id"] for given in contexts().values() for item in given["items"]]
    assert len(set(asked)) == len(asked)


def test_lessons_follow_one_another() -> None:
    handbook, given = taught()[0], contexts()
    order = sorted(handbook.lessons, key=lambda name: handbook.lessons[name].order)
    assert [given[name]["place"] for name in order] == list(range(1, len(order) + 1))
    assert [given[name]["following"] for name in order] == [f"training/{name}" for name in order[1:]] + [None]


def test_practice_shows_a_few_questions_of_every_skill_to_those_without_a_script() -> None:
    pool = taught()[1]
    given = page_questions.practice(pool, ())
    assert Counter(item["skill"] for item in given["samples"]) == {
        skill["id"]: page_questions.SAMPLES for skill in pool["skills"]
    }
    samples = [item["topic"] for item in given["samples"]]
    assert len(set(samples)) == len(samples)
    topics = {topic for skill in given["topics"].values() for topic in skill}
    assert topics == {item["topic"] for item in given["items"]}
    assert topics == {f"{boundary['skill']}/{boundary['id']}" for boundary in pool["boundaries"]}


def held(script: bytes, name: str) -> list[dict[str, Any]]:
    """The questions of a script, as the page unpacks them."""
    text = script.decode().removeprefix(f'globalThis.{name}="').removesuffix('";\n')
    made = json.loads(zlib.decompress(base64.b64decode(text), wbits=-15))
    return [item for _, item in sorted(zip(made["order"], made["items"], strict=True), key=lambda entry: entry[0])]


def test_the_scripts_of_questions_are_there_where_a_page_draws_from_them() -> None:
    handbook, pool = taught()
    made = page_questions.scripts(handbook)
    items = json.loads(json.dumps(page_questions.shown(pool["items"])))
    assert held(made[page_questions.QUESTIONS], "QUESTIONS") == items
    opening = held(made[page_questions.OPENING], "OPENING")
    assert [item["topic"] for item in opening] == list(dict.fromkeys(item["topic"] for item in items))
    assert all(item in items for item in opening)
    pages = {f"training/{kind}" for kind in page_questions.DRAWING}
    assert page_questions.scripts(replace(handbook, withheld=frozenset(pages - {"training/exam"}))).keys() == {
        page_questions.QUESTIONS
    }
    assert page_questions.scripts(replace(handbook, withheld=frozenset(pages))) == {}
    assert page_questions.scripts(replace(handbook, practice=None, exam=None)) == {}


def test_a_wrong_choice_names_only_topics_that_are_asked() -> None:
    items = page_questions.shown(taught()[1]["items"])
    topics = {item["topic"] for item in items}
    mistaken = [choice["topic"] for item in items for choice in item["choices"] if "topic" in choice]
    assert mistaken
    assert set(mistaken) <= topics


def test_a_changed_threshold_changes_what_learners_meet_first(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / CONTENT / "figures.yml", "same_day_hours: {value: 24,", "same_day_hours: {value: 36,")
    handbook = read(folder)
    pool = question_pool.pool(handbook)
    given = page_questions.practice(pool, question_pool.changed(handbook, pool))
    assert "level/deadline_hours@36" in given["changed"]
    assert {topic for skill in given["topics"].values() for topic in skill} >= set(given["changed"])
    assert question_pool.changed(*taught()) == []


# file of the content, what stands there, what is put in its place, what the check says (its beginning)
FAULTS = {
    "a skill that nothing asks": ("training/lessons/levels.yml", "skill: level,", "skill: levels,",
                                  "expected a skill of the drills, got 'levels'"),
    "a page that is not there": ("training/lessons/levels.yml", "page: levels,", "page: level,",
                                 "expected a page, got 'level'"),
    "a link past the guard": ("training/lessons/limits.yml", "page: levels, anchor: level-1,",
                              "page: last-resorts,", "expected a page without a guard"),
    "an order taken twice": ("training/lessons/levels.yml", "order: 1", "order: 2",
                             "the order 2 is that of another file, too"),
    "too many minutes": ("training/lessons/levels.yml", "drill_minutes: 2", "drill_minutes: 200", "expected"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_by_its_place(file: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / CONTENT / file, old, new)
    found = problems(folder)
    assert any(problem.startswith(f"{CONTENT}/{file}:") and said in problem for problem in found), found


def test_a_lesson_does_not_take_the_place_of_another_page(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    lessons = folder / CONTENT / "training/lessons"
    (lessons / "cases.yml").rename(lessons / "exam.yml")
    assert any("expected a name that no other page of training has, got 'exam'" in each for each in problems(folder))
