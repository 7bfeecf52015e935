"""The shipped handbook is whole: every inventory row is read somewhere, no name is in it, reviews are kept."""

import re
from datetime import date, timedelta

import pytest

from playbook.check.rendered import cited, lines
from playbook.errors import Problems
from playbook.model.handbook import Handbook, behind
from playbook.pages import rendering
from playbook.pages.clock import today
from playbook.pages.rendering import Page
from tests.support.browser import ROOT
from tests.support.handbooks import default

# Brands and people that the source documents name. They belong to nobody's handbook.
NAMES = (
    "Tesla", "特斯拉", "Model S", "Model X", "Model 3", "Model Y", "Musk", "马斯克", "顺丰", "微博", "抖音", "小红书",
    "腾讯", "比亚迪", "蔚来", "小鹏", "博世", "Bosch", "淘宝", "京东", "李明", "王芳", "刘峰", "张总", "赵总", "小王",
)  # fmt: skip


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return default()


@pytest.fixture(scope="module")
def rendered(handbook: Handbook) -> dict[str, Page]:
    return {
        page.name: page
        for page in rendering.pages(handbook, handbook.reviews.default.reviewed if handbook.reviews else None)
    }


def test_every_row_of_the_inventory_is_read_somewhere(handbook: Handbook, rendered: dict[str, Page]) -> None:
    assert len(handbook.sources.rows) == 57
    assert lines(handbook, {name: page.text for name, page in rendered.items()}) == ["sources: 57 of 57 rows cited"]


def test_no_brand_and_no_person_of_the_sources_is_named() -> None:
    texts = [*(ROOT / "playbook/content").rglob("*.yml"), *(ROOT / "site_config").glob("*.yml")]
    held = {path.name: path.read_text(encoding="utf-8").lower() for path in texts}
    assert {(file, name) for file, text in held.items() for name in NAMES if name.lower() in text} == set()


def test_what_no_one_confirmed_says_so_wherever_it_is_used(handbook: Handbook, rendered: dict[str, Page]) -> None:
    unconfirmed = {row.id for row in handbook.sources.rows if row.unconfirmed}
    assert unconfirmed >= {"SL-07", "SL-11", "SL-15"}
    users = {name for name, page in rendered.items() if cited(page.text) & unconfirmed}
    assert users >= {"calculators/priority-score", "shortage/reserve", "cases/two-centres"}
    for name in users:
        assert handbook.interface.labels.unconfirmed in rendered[name].text, name


def test_the_changes_that_sources_got_wrong_stand_beside_the_right_ones(rendered: dict[str, Page]) -> None:
    alliance = rendered["metrics/alliance"].text
    assert "+43 个" in alliance and "出处写：+43%" in alliance
    assert "1,153" in rendered["cases/shenzhen"].text and "115.3" in rendered["cases/shenzhen"].text
    flow = rendered["supply-flow"].text
    assert "<dd>7 天</dd>" in flow and "<dd>7–10 天</dd>" in flow
    assert "不到 3%" in rendered["shortage/abc"].text


def test_a_last_resort_says_its_risks_and_conditions_before_its_steps(rendered: dict[str, Page]) -> None:
    resorts = [page.text for name, page in rendered.items() if name.startswith("last-resorts/")]
    assert len(resorts) == 3
    for text in resorts:
        places = [
            text.index(mark) for mark in ("pb-guard", "#risks", "#conditions", "#approvals", "#steps", "#records")
        ]
        assert places == sorted(places)


def test_only_the_most_urgent_level_leads_to_last_resorts(handbook: Handbook, rendered: dict[str, Page]) -> None:
    for name, page in rendered.items():
        links = [m.start() for m in re.finditer(r'href="[^"]*last-resorts/', page.text)]
        if behind(name, handbook.guards) or name == "sources":  # the list of rows says where each is used
            continue
        if name == "levels":
            second = page.text.index(f'data-level="{handbook.levels.levels[1].id}">', page.text.index("## "))
            assert links and max(links) < second
        else:
            assert links == [], name


def test_every_page_says_who_answers_for_it(handbook: Handbook, rendered: dict[str, Page]) -> None:
    assert handbook.reviews
    for name, page in rendered.items():
        assert handbook.reviews.of(name).owner in page.text.rpartition("pb-review")[2], name
        assert "pb-overdue" not in page.text


def test_a_page_says_that_its_review_is_overdue_from_the_day_it_is(handbook: Handbook) -> None:
    assert handbook.reviews
    due = handbook.reviews.of("contacts").due()

    def overdue(day: date) -> set[str]:
        return {page.name for page in rendering.pages(handbook, day) if "pb-overdue" in page.text}

    assert overdue(due - timedelta(days=1)) == set()
    assert overdue(due) == {"contacts"}
    assert "channels/quota" in overdue(handbook.reviews.of("channels").due())


def test_the_day_of_a_build_can_be_given() -> None:
    assert today({"SOURCE_DATE_EPOCH": "1700000000"}) == date(2023, 11, 14)
    assert abs(today({}) - date.today()) <= timedelta(days=1)
    for given in ("yesterday", "9" * 30):
        with pytest.raises(Problems, match="SOURCE_DATE_EPOCH:1:1: expected seconds since 1970"):
            today({"SOURCE_DATE_EPOCH": given})


def test_the_same_day_gives_the_same_bytes(handbook: Handbook, rendered: dict[str, Page]) -> None:
    day = handbook.reviews.default.reviewed if handbook.reviews else None
    assert rendering.pages(handbook, day) == list(rendered.values())
