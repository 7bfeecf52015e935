"""When contacts can be called: several periods a day, over midnight, on days off and on moved workdays."""

import json
import random
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from playbook.check.contacts import notes
from playbook.model.calendar import Calendar, KnownDays, public_holidays
from playbook.model.contacts import WEEK, Hours
from playbook.model.hours import USUAL_WEEK, first_gap, period
from playbook.pages.words import Words
from tests.support.browser import SOURCES
from tests.support.handbooks import CONTENT, copied, default, edit, problems, read
from tests.support.node import node

DAYS = "mon tue wed thu fri sat sun"
OFFICE_DAYS = "mon tue wed thu fri"
OFFICE = '{days: [mon, tue, wed, thu, fri], start: "09:00", end: "18:00"}'
LONGEST = 4 * 1440
SCRIPT = """
import {{ readFileSync }} from "node:fs";
import {{ availability }} from "{module}";
const {{ cases, calendar }} = JSON.parse(readFileSync("cases.json", "utf-8"));
const found = cases.map(({{ periods, day, minute }}) => {{
  const {{ now, later }} = availability([{{ id: "x", role: "", disturb: "", periods }}], {{ day, minute }}, calendar);
  return now.length > 0 ? 0 : later[0]?.wait ?? null;
}});
process.stdout.write(JSON.stringify(found));
"""


def hours(days: str, start: str, end: str, on_days_off: bool = False) -> Hours:
    return Hours(days=tuple(day for day in WEEK if day in days.split()), start=start, end=end, on_days_off=on_days_off)


@pytest.mark.parametrize(
    ("list_of_hours", "gap"),
    [
        ([Hours(always=True)], None),
        ([], "mon 00:00"),
        ([hours(DAYS, "00:00", "00:00")], None),
        ([hours(DAYS, "00:00", "24:00")], None),
        ([hours(DAYS, "08:00", "24:00")], "mon 00:00"),
        ([hours(DAYS, "00:00", "12:00"), hours(DAYS, "13:30", "24:00")], "mon 12:00"),
        ([hours(OFFICE_DAYS, "09:00", "18:00")], "mon 00:00"),
        ([hours(DAYS, "08:00", "20:00"), hours(DAYS, "20:00", "08:00")], None),
        ([hours(DAYS, "08:00", "20:00"), hours("mon tue wed thu fri sun", "20:00", "08:00")], "sat 20:00"),
    ],
)
def test_the_first_gap_of_a_week(list_of_hours: list[Hours], gap: str | None) -> None:
    found = first_gap([period(each) for each in list_of_hours], USUAL_WEEK)
    assert (None if found is None else f"{WEEK[found[0] - 1]} {found[1] // 60:02}:{found[1] % 60:02}") == gap


def test_the_public_holidays_of_2026() -> None:
    known = public_holidays("CN", "zh")
    assert known.off[date(2026, 10, 1)] == "国庆节"
    assert {date(2026, 10, day) for day in range(1, 8)} <= known.off.keys(), "the Sunday within is off, too"
    assert date(2026, 10, 10) in known.workdays
    assert known.until.year == max(day.year for day in known.workdays), "estimates of later years are no knowledge"
    assert public_holidays("GB-ENG", "en").off[date(2026, 12, 28)].startswith("Boxing Day")


@pytest.mark.parametrize("country", ["KZ", "AZ"])
def test_where_workdays_were_moved_before_later_years_are_not_known(country: str) -> None:
    assert public_holidays(country, "en").until < date(2026, 1, 1)


def test_ones_own_days_say_nothing_of_the_countrys_others() -> None:
    mine = Calendar.model_validate({"country": "CN", "days_off": ("2031-02-01",)}).days("zh")
    assert mine.until == public_holidays("CN", "zh").until


def test_ones_own_days_go_before_those_of_the_country() -> None:
    mine = {"country": "CN", "days_off": ("2026-12-24",), "workdays": ("2026-10-01", "2026-12-26")}
    known = Calendar.model_validate(mine).days("zh")
    assert known.off[date(2026, 12, 24)] == ""
    assert date(2026, 10, 1) not in known.off
    assert {date(2026, 10, 1), date(2026, 12, 26)} <= {*known.workdays}
    listed = Calendar.model_validate({"days_off": ("2026-12-24", "2027-01-02")}).days("zh")
    assert listed == KnownDays({date(2026, 12, 24): "", date(2027, 1, 2): ""}, (), date(2027, 12, 31))


def brute(list_of_hours: Sequence[Hours], known: KnownDays, day: date, minute: int) -> bool:
    """Return whether somebody can be called: said anew, by a walk over the days on which hours may have begun."""
    for begun, at in ((day, minute), (day - timedelta(days=1), minute + 1440)):
        name = WEEK[begun.weekday()]
        for each in list_of_hours:
            start, end = (int(text[:2]) * 60 + int(text[3:]) for text in (each.start or "00:00", each.end or "24:00"))
            counts = name in (WEEK if each.always else each.days)
            if begun in known.off:
                counts = counts and (each.on_days_off or each.always)
            elif begun in known.workdays:
                counts = counts or {*WEEK[:5]} <= {*each.days}
            if counts and start <= at < (end if end > start else end + 1440):
                return True
    return False


def waiting(list_of_hours: Sequence[Hours], known: KnownDays, day: date, minute: int) -> int | None:
    """Return the minutes until somebody can be called; None where nobody can within LONGEST."""
    for ahead in range(LONGEST):
        days, at = divmod(minute + ahead, 1440)
        if brute(list_of_hours, known, day + timedelta(days=days), at):
            return ahead
    return None


def test_the_page_says_the_same_of_2000_moments_of_2026(tmp_path: Path) -> None:
    chance = random.Random(1)
    known = public_holidays("CN", "zh")
    clocks = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30)]
    cases: list[tuple[list[Hours], date, int]] = []
    for _ in range(2000):
        listed = [
            hours(
                chance.choice([OFFICE_DAYS, "sat sun", DAYS, "mon wed", "fri sat"]),
                chance.choice(clocks),
                chance.choice([*clocks, "24:00"]),
                chance.random() < 0.3,
            )
            for _ in range(chance.randint(1, 3))
        ]
        special = chance.choice([*known.off, *known.workdays]) + timedelta(days=chance.randint(-2, 2))
        usual = date(2026, 1, 1) + timedelta(days=chance.randint(0, 364))
        cases.append((listed, chance.choice([special, usual]), chance.randrange(0, 1440, 15)))
    told = [
        {
            "periods": [{**asdict(period(each)), "days": [*period(each).days]} for each in listed],
            "day": (day - date(1970, 1, 1)).days,
            "minute": minute,
        }
        for listed, day, minute in cases
    ]
    calendar = {"off": {str(day): name for day, name in known.off.items()}, "workdays": [*map(str, known.workdays)]}
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (tmp_path / "cases.json").write_text(json.dumps({"cases": told, "calendar": calendar}), encoding="utf-8")
    found = json.loads(node(SCRIPT.format(module=(SOURCES / "contacts/availability.js").as_uri()), tmp_path))
    assert 200 < found.count(0) < 1800
    for (listed, day, minute), wait in zip(cases, found, strict=True):
        assert (wait == 0) == brute(listed, known, day, minute), (listed, day, minute)
    for (listed, day, minute), wait in list(zip(cases, found, strict=True))[::10]:
        right = waiting(listed, known, day, minute)
        assert wait == right if right is not None else wait is None or wait >= LONGEST, (listed, day, minute)


def test_a_gap_on_a_day_off_only_is_refused_with_its_date(tmp_path: Path) -> None:
    file = copied(tmp_path) / CONTENT / "contacts.yml"
    always = f"{{days: [{', '.join(WEEK)}], start: '00:00', end: '24:00'"
    edit(file, "hours: {always: true}", f"hours: {always}}}")
    (found,) = problems(tmp_path)
    assert "level 1 has nobody to call out of hours (first 2026-01-01 00:00, by the calendar)" in found
    edit(file, f"hours: {always}}}", f"hours: {always}, on_days_off: true}}")
    assert problems(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{country: CN}", "{country: XX}", ":7:21: expected a country's code as in ISO 3166, such as CN or GB"),
        ("{country: CN}", "{country: GB-CN}", "parts of GB: ENG, NIR, SCT, WLS"),
        ("{country: CN}", "{}", ":7:11: expected a country, days_off or workdays, got none of them"),
        ("{country: CN}", "{days_off: [2026-13-01]}", ":7:23: expected a day as in 2026-11-21, got '2026-13-01'"),
        ("{country: CN}", "{country: 'GB-'}", ":7:21: expected a country's code"),
        ("{country: CN}", "{days_off: [9999-12-31]}", ":7:23: expected a day between 2000 and 2100, got '9999-12-31'"),
        ("{country: CN}", "{days_off: [2026-01-01], workdays: [2026-01-01]}", "got both for 2026-01-01"),
        ("{always: true}", "[]", ":22:12: expected at least one entry"),
        ("{always: true}", "{always: true, days: [mon]}", "expected either always: true, or days with start and end"),
        (
            "{always: true}",
            "[{always: true}, {days: [mon], start: '9:00', end: '18:00'}]",
            ":22:50: expected a time of",
        ),
        (
            "{always: true}",
            "[{always: true}, {days: [mon], start: '24:00', end: '18:00'}]",
            ":22:50: expected a time of",
        ),
        ("{always: true}", "[{always: true}, {days: [mon], start: '09:00', end: '24:01'}]", ", up to '24:00'"),
    ],
)
def test_what_is_wrong_with_hours_and_calendars_has_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    edit(copied(tmp_path) / CONTENT / "contacts.yml", old, new)
    assert any(said in each for each in problems(tmp_path)), problems(tmp_path)


@pytest.mark.parametrize(("today", "told"), [(date(2026, 10, 31), 0), (date(2026, 11, 1), 1), (date(2030, 1, 1), 1)])
def test_a_calendar_that_ends_is_said_in_time(today: date, told: int) -> None:
    """Of the days listed until the end of 2026."""
    listed = Calendar.model_validate({"days_off": ("2026-12-24",)})
    head = default().contacts
    assert head
    handbook = replace(default(), contacts=head.model_copy(update={"calendar": listed}))
    found = notes(handbook, today, "content/contacts.yml")
    assert len(found) == told
    assert all(each.startswith("note: content/contacts.yml: ") and "until 2026-12-31 only" in each for each in found)


def test_several_periods_are_said(tmp_path: Path) -> None:
    file = copied(tmp_path) / CONTENT / "contacts.yml"
    morning = "{days: [mon, tue, wed, thu, fri], start: '09:00', end: '12:00'}"
    evening = "{days: [sat], start: '20:00', end: '24:00', on_days_off: true}"
    file.write_text(file.read_text(encoding="utf-8").replace(OFFICE, f"[{morning}, {evening}]"), encoding="utf-8")
    handbook = read(tmp_path)
    assert handbook.contacts
    said = Words(handbook).hours(handbook.contacts.contacts[1].periods)
    assert said == "周一至周五 09:00–12:00；周六 20:00–24:00（节假日也可以）"
