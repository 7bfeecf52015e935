"""Practice in Chromium: what is mistaken comes back, what is known steps back, nothing leaves the device."""

import json
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from playbook.training import page_questions, question_pool
from tests.support.browser import PHONE, OpenPage
from tests.support.handbooks import default
from tests.support.kept import hold
from tests.support.learner import (
    CHANCE,
    Item,
    asked,
    current,
    every,
    kept,
    mistaken,
    pool,
    practise,
    right,
    take,
    wrong,
)

ALL = "**/training-questions-*.js"
CONFUSED = "level/deadline_hours@24"  # 24 hours taken for less than 24 hours


def confuses(item: Item) -> str:
    """Answer right, but for the one boundary."""
    return wrong(item) if item["topic"] == CONFUSED else right(item)


@pytest.fixture
def practice(phone: Page) -> Page:
    phone.add_init_script(f"({CHANCE})()")
    phone.goto("training/practice/")
    expect(asked(phone)).to_be_visible()
    return phone


def test_what_a_learner_mistakes_is_met_more_often_and_less_once_it_is_known(practice: Page) -> None:
    while current(practice, pool(practice))["topic"] != CONFUSED:  # a newcomer meets the boundaries by chance
        practise(practice, 1, right)
    met = Counter(item["topic"] for item in practise(practice, 30, confuses))
    others = max(count for topic, count in met.items() if topic != CONFUSED)
    assert met[CONFUSED] >= 3 * others
    known = Counter(item["topic"] for item in practise(practice, 30, right))
    assert known[CONFUSED] <= met[CONFUSED] / 3


def test_between_two_questions_on_a_topic_there_are_others(practice: Page) -> None:
    topics = [item["topic"] for item in practise(practice, 24, wrong)]
    assert all(len(set(topics[start : start + 3])) == 3 for start in range(len(topics) - 2))


def test_the_days_first_answer_is_kept_and_comes_back_when_it_is_due(phone: Page) -> None:
    phone.clock.install(time="2026-03-02T09:00:00")
    phone.add_init_script(f"({CHANCE})()")
    phone.goto("training/practice/")
    seen = practise(phone, 3, right)
    missed = current(phone, pool(phone))
    due = mistaken(missed)
    take(phone, wrong(missed))
    kept(phone, 4)
    phone.clock.set_system_time("2026-03-03T10:00:00")
    phone.reload()
    assert current(phone, pool(phone))["topic"] == due  # due the next day; the others are not yet
    practise(phone, 1, right)
    kept(phone, 4)
    phone.clock.set_system_time("2026-03-06T10:00:00")
    phone.reload()
    assert {item["topic"] for item in practise(phone, 3, right)} <= {due, *(item["topic"] for item in seen)}


def test_an_explanation_says_why_not_and_why(practice: Page) -> None:
    item = current(practice, pool(practice))
    take(practice, wrong(item))
    taken = next(choice for choice in item["choices"] if choice["id"] == wrong(item))
    verdict = practice.locator(".pb-verdict")
    expect(verdict).to_have_attribute("role", "status")
    expect(verdict.locator('[data-part="why-not"]')).to_have_text(taken["explanation"])
    expect(verdict.locator('[data-part="why"]')).to_have_text(item["explanation"])
    assert (
        verdict.locator("[data-source]").evaluate_all("all => all.map((each) => each.dataset.source)")
        == item["sources"]
    )
    page = verdict.locator("[data-page]")
    expect(page).to_have_attribute("data-page", item["page"])
    answered = practice.request.get(page.evaluate("link => link.href"))
    assert answered.ok
    expect(asked(practice).locator("[data-correct]")).to_have_attribute("data-choice", item["answer"])
    expect(asked(practice).get_by_role("button", disabled=True)).to_have_count(len(item["choices"]))


def test_keys_answer_and_enter_goes_on(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("training/practice/")
    expect(asked(page)).to_be_visible()
    items = pool(page)
    for number in range(1, 4):
        item = current(page, items)
        place = [choice["id"] for choice in item["choices"]].index(item["answer"])
        page.keyboard.press(str(place + 1))
        expect(page.locator(".pb-outcome--right")).to_be_visible()
        expect(asked(page).locator('[data-action="next"]')).to_be_focused()
        page.keyboard.press("Enter")
        expect(asked(page).locator('[data-part="number"]')).to_have_text(str(number + 1))
        expect(asked(page).locator("h2")).to_be_focused()
        heard = current(page, items)
        expect(asked(page).locator("h2")).to_have_accessible_name(heard["question"])
        expect(asked(page).locator("h2")).to_have_accessible_description(heard["text"])


def test_questions_fit_the_screen_and_the_thumb(practice: Page) -> None:
    for _ in range(5):
        heights = (
            asked(practice)
            .locator("[data-choice]")
            .evaluate_all("all => all.map((button) => button.getBoundingClientRect().height)")
        )
        assert min(heights) >= 48
        assert practice.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
        practise(practice, 1, wrong)


def test_readiness_counts_what_is_firm(practice: Page) -> None:
    item = current(practice, pool(practice))
    place = practice.locator(f'[data-skill="{item["skill"]}"]')
    expect(place.locator('[data-state="new"]')).to_be_visible()
    take(practice, right(item))
    expect(place.locator('[data-part="firm"]')).to_have_text("1")
    asked(practice).locator('[data-action="next"]').click()
    other = current(practice, pool(practice))
    take(practice, wrong(other))
    weak = practice.locator("[data-topic]:visible:not(article)")
    expect(weak).to_have_count(1)


def test_what_has_changed_comes_first_and_says_so(phone: Page) -> None:
    changed = ["spending/cap@1500", "level/ltv@50000"]
    phone.route(
        "**/training/practice/",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            body=answer.text().replace('data-changed=""', f'data-changed="{" ".join(changed)}"'),
        ),
    )
    phone.goto("training/practice/")
    notice = phone.locator('[data-part="changed"]')
    expect(notice).to_be_visible()
    assert phone.request.get(notice.locator("a").evaluate("link => link.href")).ok
    assert sorted(item["topic"] for item in practise(phone, 2, right)) == sorted(changed)
    expect(notice).to_be_hidden()
    kept(phone, 2)
    phone.reload()
    assert current(phone, pool(phone))["topic"] not in changed  # learnt by the rules of today


def test_one_skill_can_be_practised_alone(practice: Page) -> None:
    practice.locator(".pb-skills label", has=practice.locator('[value="script"]')).tap()
    assert {item["skill"] for item in practise(practice, 6, right)} == {"script"}
    practice.locator(".pb-skills label").first.tap()
    assert len({item["skill"] for item in practise(practice, 12, right)}) > 1


def test_the_themes_script_that_comes_late_does_not_begin_anew(practice: Page) -> None:
    held: list[Route] = []
    practice.route("**/javascripts/bundle.*.js", lambda route: held.append(route))
    practice.locator(".pb-skills label", has=practice.locator('[value="script"]')).tap()
    item = current(practice, pool(practice))
    take(practice, right(item))
    expect(practice.locator(".pb-outcome--right")).to_be_visible()
    held[0].continue_()
    practice.locator("html.js-focus-visible").wait_for()  # the theme's script has run
    practice.evaluate("() => new Promise(requestAnimationFrame)")
    expect(practice.locator(".pb-outcome--right")).to_be_visible()


def test_what_was_learnt_can_be_carried_away_and_back_and_forgotten(practice: Page, tmp_path: Path) -> None:
    practise(practice, 4, right)
    firm = practice.locator('[data-part="firm"]')
    before = firm.all_inner_texts()
    with practice.expect_download() as download:
        practice.locator('[data-action="export"]').click()
    file = tmp_path / "learnt.json"
    download.value.save_as(file)
    assert json.loads(file.read_text())["records"]["learning"]
    practice.locator('[data-action="forget"]').click()
    practice.locator('[data-action="forget-yes"]').click()
    expect(practice.locator('[data-said="forgotten"]')).to_be_visible()
    expect(firm).to_have_text(["0"] * len(before))
    practice.locator('[data-action="import"]').set_input_files(file)
    expect(practice.locator('[data-said="imported"]')).to_be_visible()
    expect(firm).to_have_text(before)
    file.write_text("no records")
    practice.locator('[data-action="import"]').set_input_files(file)
    expect(practice.locator('[data-said="not-imported"]')).to_be_visible()


def test_everything_is_forgotten_also_what_cannot_be_shown(practice: Page) -> None:
    hold(practice, "learning", {"id": f"topic:{CONFUSED}", "topic": CONFUSED, "card": {"due": "soon"}})
    practice.reload()
    practise(practice, 1, right)
    kept(practice, 2)
    practice.locator('[data-action="forget"]').click()
    practice.locator('[data-action="forget-yes"]').click()
    expect(practice.locator('[data-said="forgotten"]')).to_be_visible()
    kept(practice, 0)


def test_records_that_make_no_sense_are_left_alone(practice: Page, tmp_path: Path) -> None:
    junk = [
        {"id": "a", "topic": CONFUSED, "card": "x"},
        {"id": "b", "topic": CONFUSED, "card": {"due": "soon"}},
        {"id": "c"},
    ]
    file = tmp_path / "odd.json"
    file.write_text(json.dumps({"format": "playbook-records", "version": 1, "records": {"learning": junk}}))
    practice.locator('[data-action="import"]').set_input_files(file)
    expect(practice.locator('[data-said="not-imported"]')).to_be_visible()
    firm = practice.locator('[data-part="firm"]')
    expect(firm).to_have_text(["0"] * firm.count())
    practise(practice, 2, wrong)


def test_other_records_in_a_file_are_not_taken(practice: Page, tmp_path: Path) -> None:
    file = tmp_path / "ledger.json"
    file.write_text(json.dumps({"format": "playbook-records", "version": 1, "records": {"ledger": [{"id": "a"}]}}))
    practice.locator('[data-action="import"]').set_input_files(file)
    expect(practice.locator('[data-said="not-imported"]')).to_be_visible()


def test_it_begins_with_a_question_of_every_topic_and_goes_on_with_all(practice: Page) -> None:
    practice.locator(".pb-skills label", has=practice.locator('[value="script"]')).tap()
    topics = {item["topic"] for item in every() if item["skill"] == "script"}
    with practice.expect_response(ALL):
        practise(practice, 1, right)
    practice.wait_for_function("globalThis.QUESTIONS")
    seen = {item["id"] for item in practise(practice, 4 * len(topics), right)}
    assert len(seen) > len(topics)


@pytest.mark.provokes_errors
def test_questions_that_do_not_come_are_asked_for_again(practice: Page) -> None:
    refused: list[str] = []

    def refuse(route: Route) -> None:
        refused.append(route.request.url)
        route.abort()

    practice.route(ALL, refuse)
    assert len({item["topic"] for item in practise(practice, 4, right)}) == 4
    assert len(refused) == 4 * 2  # each answer asks, and once more past every cache
    practice.unroute(ALL)
    with practice.expect_response(ALL):
        practise(practice, 1, right)


def test_it_works_offline_and_sends_nothing(practice: Page) -> None:
    practice.wait_for_load_state("networkidle")
    sent: list[str] = []
    practice.on("request", lambda request: sent.append(request.url))
    practice.context.set_offline(True)
    practise(practice, 5, wrong)
    assert sent == []


def test_a_browser_that_keeps_nothing_is_told_of(phone: Page) -> None:
    phone.add_init_script("Object.defineProperty(globalThis, 'indexedDB', { value: undefined })")
    phone.goto("training/practice/")
    expect(phone.locator('[data-part="not-kept"]')).to_be_visible()
    practise(phone, 3, wrong)


def test_a_full_device_is_told_of(phone: Page) -> None:
    phone.goto("training/practice/")
    expect(asked(phone)).to_be_visible()
    session, origin = phone.context.new_cdp_session(phone), phone.evaluate("origin")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    practise(phone, 1, right)
    expect(phone.locator('[data-part="kept-full"]')).to_be_visible()
    practise(phone, 2, right)


def test_without_scripts_questions_of_every_skill_are_readable(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False, **PHONE)
    page.goto("training/practice/")
    questions = page.locator('[data-part="plain"] > li')
    assert questions.count() == page_questions.SAMPLES * len(question_pool.pool(default())["skills"])
    questions.first.locator("summary").click()
    expect(questions.first.locator("details p").first).to_be_visible()
