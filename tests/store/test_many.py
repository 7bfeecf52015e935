"""Many records, and many entries of one: the page is not frozen by them, and none that cannot be drawn hides others."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.ledger.test_ledger import opened
from tests.support.incident_page import begin, kept, part, shown
from tests.support.kept import hold

NOTES = 50_000
LONGEST = 1500
"""ms that a page may be busy at once, on a machine that is busy with other tests."""
OBSERVE = """() => {
    window.busy = [];
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => busy.push(duration))).observe({
        type: "longtask", buffered: true,
    });
}"""
FAILING = """() => {
    const { formatToParts } = Intl.DateTimeFormat.prototype;
    Intl.DateTimeFormat.prototype.formatToParts = function (moment) {
        if (moment === 5) throw new Error("cannot be drawn");
        return formatToParts.call(this, moment);
    };
}"""


def busy(page: Page) -> int:
    return int(page.evaluate("Math.max(0, ...busy)"))


def many_notes(count: int) -> list[dict[str, Any]]:
    return [{"at": 1_700_000_000_000 + number, "text": f"note {number}"} for number in range(count)]


def test_fifty_thousand_notes_do_not_freeze_the_page(phone: Page) -> None:
    begin(phone)
    (record,) = kept(phone)
    hold(phone, "incident", record | {"notes": many_notes(NOTES)})
    phone.add_init_script(f"({OBSERVE})()")
    phone.reload()
    expect(part(phone, "notes").locator("li").last).to_contain_text(f"note {NOTES - 1}")
    assert part(phone, "notes").locator("li").count() < NOTES  # the rest follows in parts
    phone.locator("#incident-note-text").fill("打过电话")
    part(phone, "note").get_by_role("button").tap()
    expect(part(phone, "notes").locator("li").last).to_contain_text("打过电话")
    expect(part(phone, "notes").locator("li")).to_have_count(NOTES + 1)
    expect(part(phone, "notes").locator("li").first).to_contain_text("note 0")
    assert busy(phone) < LONGEST
    with phone.expect_download() as waiting:
        phone.locator('[data-action="export"]').evaluate("button => button.click()")
    (saved,) = json.loads(waiting.value.path().read_text(encoding="utf-8"))["records"]["incident"]
    assert len(saved["notes"]) == NOTES + 1


def test_all_is_printed_before_it_is_drawn_by_itself(phone: Page) -> None:
    begin(phone)
    (record,) = kept(phone)
    hold(phone, "incident", record | {"notes": many_notes(2000)})
    phone.add_init_script("window.requestIdleCallback = () => 0;")
    phone.reload()
    expect(part(phone, "notes").locator("li")).to_have_count(50)
    phone.evaluate("dispatchEvent(new Event('beforeprint'))")
    texts = part(phone, "notes").locator('[data-part="text"]').all_text_contents()
    assert texts == [f"note {number}" for number in range(2000)]


def test_entries_come_and_go_where_they_belong(phone: Page) -> None:
    begin(phone)
    (record,) = kept(phone)
    notes = many_notes(200)
    hold(phone, "incident", record | {"notes": notes})
    phone.reload()
    listed = part(phone, "notes").locator('[data-part="text"]')
    expect(listed).to_have_text([note["text"] for note in notes])
    part(phone, "notes").locator("li").nth(7).get_by_role("button").tap()
    del notes[7]
    expect(listed).to_have_text([note["text"] for note in notes])
    for changed in ([*notes[:3], {"at": 9, "text": "new"}, *notes[3:]], notes[:2], notes[::-1], [notes[0]] * 3, []):
        hold(phone, "incident", record | {"notes": changed})
        phone.evaluate("dispatchEvent(new Event('hashchange'))")
        expect(listed).to_have_text([note["text"] for note in changed])


def test_one_of_several_at_the_same_moment_is_taken_out_alone(phone: Page) -> None:
    begin(phone)
    (record,) = kept(phone)
    hold(phone, "incident", record | {"notes": [{"at": 7, "text": text} for text in ("a", "b")]})
    phone.reload()
    part(phone, "notes").get_by_role("button").first.tap()
    expect(part(phone, "notes").locator("li")).to_have_count(1)
    assert [note["text"] for note in kept(phone)[0]["notes"]] == ["b"]


@pytest.mark.provokes_errors
def test_a_thousand_incidents_and_fifty_thousand_rows_do_not_freeze_a_page(phone: Page) -> None:
    begin(phone)
    (record,) = kept(phone)
    phone.route("**/runtime/*", lambda route: route.abort())
    phone.evaluate(
        """([record, name]) => new Promise((resolve) => {
            const asked = indexedDB.open(name);
            asked.onsuccess = () => {
                const work = asked.result.transaction(["incident", "ledger"], "readwrite");
                for (let n = 0; n < 1000; n += 1) {
                    work.objectStore("incident").put({ ...record, id: `i${n}`, ...(n % 2 && { closed: 5e12 }) });
                }
                for (let n = 0; n < 50_000; n += 1) {
                    const date = new Date(n * 8.64e7).toISOString().slice(0, 10);
                    work.objectStore("ledger").put({ id: `r${n}`, version: 1, cells: { date, part: `p${n}` } });
                }
                work.oncomplete = () => { asked.result.close(); resolve(); };
            };
        })""",
        [record, "playbook /handbook/"],
    )
    phone.add_init_script(f"({OBSERVE})()")
    phone.reload()
    expect(phone.locator('[data-part="open"] .pb-tab')).to_have_count(501)
    assert busy(phone) < LONGEST
    phone.locator('[data-part="closed-part"] > summary').tap()
    expect(phone.locator('[data-part="closed"] .pb-tab')).to_have_count(500)
    phone.goto("ledger/")
    expect(phone.locator('[data-part="rows"] tbody tr')).to_have_count(50)
    expect(phone.locator('[data-part="place"]')).to_contain_text("50000")
    assert busy(phone) < LONGEST


def test_a_record_that_cannot_be_drawn_hides_no_other(phone: Page) -> None:
    phone.add_init_script(f"({FAILING})()")
    begin(phone)
    (record,) = kept(phone)
    hold(phone, "incident", record | {"id": "strange", "started": 5, "notes": [{"at": 5, "text": "x"}]})
    notes = [{"at": 4, "text": "one"}, {"at": 5, "text": "two"}, {"at": 6, "text": "three"}]
    hold(phone, "incident", record | {"notes": notes})
    phone.reload()
    expect(shown(phone)).to_be_visible()
    expect(phone.locator(".pb-tab")).to_have_count(2)
    expect(phone.locator('.pb-tab[data-incident="strange"]')).to_be_visible()
    listed = part(phone, "notes").locator("li")
    expect(listed).to_have_count(3)
    expect(listed.nth(1)).to_contain_text("two")
    expect(listed.nth(2)).to_contain_text("three")


def test_a_row_that_cannot_be_drawn_hides_no_other(phone: Page) -> None:
    opened(phone, [{"part": "灯"}, {"part": "雷达"}])
    phone.add_init_script("""(() => {
        const { get, set } = Object.getOwnPropertyDescriptor(Node.prototype, "textContent");
        Object.defineProperty(Node.prototype, "textContent", { get, set(text) {
            if (text === "雷达") throw new Error("cannot be drawn");
            set.call(this, text);
        } });
    })()""")
    phone.reload()
    lines = phone.locator('[data-part="rows"] tbody tr')
    expect(lines).to_have_count(2)
    expect(lines.filter(has_text="灯")).to_have_count(1)
    expect(lines.filter(has_text="r1")).to_have_count(1)


def test_a_note_beyond_every_limit_is_refused_in_words_and_the_incident_stays(phone: Page) -> None:
    begin(phone)
    phone.locator("#incident-note-text").evaluate("(field) => { field.value = 'x'.repeat(1_000_001); }")
    part(phone, "note").get_by_role("button").tap()
    expect(phone.locator('playbook-incidents > [data-part="failure"] [data-failure="limit"]')).to_be_visible()
    assert len(phone.locator("#incident-note-text").input_value()) == 1_000_001
    phone.reload()
    expect(shown(phone)).to_be_visible()
    expect(phone.locator("playbook-set-aside")).to_be_hidden()


@pytest.mark.provokes_errors
def test_rows_are_found_and_printed_that_are_not_drawn(phone: Page) -> None:
    phone.route("**/runtime/*", lambda route: route.abort())
    opened(phone, [{"date": f"2026-01-{at % 28 + 1:02}", "part": f"Part {at}"} for at in range(300)])
    lines = phone.locator('[data-part="rows"] tbody tr')
    expect(lines).to_have_count(50)
    phone.locator('[data-action="find"]').fill("part 29")
    expect(lines).to_have_count(11)
    phone.locator('[data-action="find"]').fill("nowhere")
    expect(lines).to_have_count(0)
    expect(phone.locator('[data-part="none"]')).to_be_hidden()
    phone.locator('[data-action="find"]').fill("")
    expect(lines).to_have_count(50)
    phone.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(lines).to_have_count(300)
    phone.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(lines).to_have_count(50)
