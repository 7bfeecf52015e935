"""The words of the course, of practice and of the exam: site_config/interface.yml, `labels`, `training`."""

from typing import Annotated

from pydantic import Field

from playbook.model.base import Model, template


class TrainingLabels(Model):
    """Every label is required, as those of the other pages are."""

    # the course
    course: Annotated[str, template("lessons", "minutes")]
    lesson: Annotated[str, template("number")]
    minutes: Annotated[str, template("minutes")]
    finished: str
    finish: str
    next_lesson: Annotated[str, template("title")]
    goals: str
    reading: str
    look_for: Annotated[str, template("what")]
    points: str
    drills: str
    role_play: str
    role_play_help: str
    customer_card: str
    adviser_card: str
    who: str
    says: str
    presses: str
    knows: str
    task: str
    good: str
    never: str
    debrief: str
    # one question
    count: Annotated[str, template("number")]
    show_answer: str
    right: str
    wrong: str
    chosen: str
    correct: str
    why_not: str
    why: str
    others: str
    look_up: str
    next: str
    score: Annotated[str, template("right", "of")]
    again: str
    keys: str
    # practice
    skills: str
    all_skills: str
    practice_plain: str
    readiness: str
    readiness_help: Annotated[str, template("days", "share")]
    firm: Annotated[str, template("firm", "of")]
    state_new: str
    state_weak: Annotated[str, template("weak")]
    state_open: str
    state_firm: str
    changed: str
    changed_link: str
    kept: str
    export: str
    import_: Annotated[str, Field(alias="import")]
    forget: str
    forget_sure: str
    forget_yes: str
    forget_no: str
    forgotten: str
    imported: str
    not_imported: str
    not_kept: str
    kept_full: str
    # the exam
    sitting: str
    sitting_help: str
    start: str
    print_sheet: str
    print: str
    print_key: str
    back: str
    previous: str
    hand_in: str
    unanswered: Annotated[str, template("count")]
    hand_in_open: str
    code: str
    code_help: str
    copy_code: str
    missed: str
    none_missed: str
    sheet: Annotated[str, template("sitting")]
    key: Annotated[str, template("sitting")]
    edition: Annotated[str, template("edition")]
    name: str
    day: str
    marks: str
    no_script: str
