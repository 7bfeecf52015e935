"""Phone numbers as people write them can be dialled, or check says what to write."""

from pathlib import Path

import pytest
import vobject

from playbook.model.contacts import Channel
from playbook.pages.vcard import cards
from tests.contacts.test_contacts import contact
from tests.support.handbooks import CONTENT, copied, problems

DIALLED = {
    "13800138000、13900139000": ["13800138000", "13900139000"],
    "0571-88886666 转 802": ["057188886666,802"],
    "（0571）8888-6666-802": ["057188886666,802"],
    "（０５７１）８８８８－６６６６": ["057188886666"],
    "+86 571 8888 6666": ["+8657188886666"],
    "13800138000 或 0571-88886666分机12": ["13800138000", "057188886666,12"],
    "138 0013 8000, 139 0013 9000": ["13800138000", "13900139000"],
    "13800138000；13900139000": ["13800138000", "13900139000"],
    "+44 20 7946 0000 ext. 12": ["+442079460000,12"],
    "+44 (0)20 7946 0000": ["+442079460000"],
    "400-800-1234": ["4008001234"],
    "010-88886666-12": ["01088886666,12"],
    "0086-138-0013-8000": ["008613800138000"],
    "0086-571-8888-6666": ["008657188886666"],
    "+86-571-8888-6666-802": ["+8657188886666,802"],
    "+86 (0)571 8888 6666-802": ["+8657188886666,802"],
    "001-212-555-1234": ["0012125551234"],
    "110": ["110"],
    "86-13800138000": ["+8613800138000"],
    "８６１３８００１３８０００": ["+8613800138000"],
    "13800138000,,802": ["13800138000,802"],
    "13800138000，，802、13900139000": ["13800138000,802", "13900139000"],
    "0571-88886666转802、95533": ["057188886666,802", "95533"],
    "110、（0571）88886666转802、0571-88886666转803": ["110", "057188886666,802", "057188886666,803"],
    "13800138000/668899": ["13800138000", "668899"],
    "88886666": ["88886666"],
    "400-800-1234、010-88886666": ["4008001234", "01088886666"],
    "+1 345 555 1234": ["+13455551234"],
    "1-800-555-1234": ["18005551234"],
    "（填写号码）": [],
    "(number)": [],
}


@pytest.mark.parametrize("written", DIALLED)
def test_numbers_are_dialled_one_by_one(written: str) -> None:
    assert [phone.tel for phone in Channel(type="phone", value=written).phones] == DIALLED[written]
    assert Channel(type="wechat", value=written).phones == ()


@pytest.mark.parametrize(
    "written",
    [
        "问前台", "、", " / ", "13800138000 王经理", "12", "1380013800013900139000", "138-", "call me 5",
        "（0571）88886666转802或803", "0571-88886666转802、110", "0571-88886666/88887777", "88887777、0571-88886666转1",
        "2026-06-15", "2026.6.15", "138001380000", "+86138001380000", "86-138001380000", "86-571-88886666",
        "13800138000-802",
    ],
)  # fmt: skip
def test_what_cannot_be_dialled_is_a_problem_at_its_place(written: str, tmp_path: Path) -> None:
    file = copied(tmp_path) / CONTENT / "contacts.yml"
    text = file.read_text(encoding="utf-8").replace("value: （填写号码）", f'value: "{written}"', 1)
    file.write_text(text, encoding="utf-8")
    (found,) = problems(tmp_path)
    place, _, message = found.partition(": ")
    assert message.startswith("expected phone numbers such as 13800138000 or")
    line, column = map(int, place.split(":")[-2:])
    assert text.splitlines()[line - 1][column - 1 :].startswith(f'"{written}"')


def test_an_address_book_has_each_number() -> None:
    channels = ({"type": "phone", "value": "13800138000、0571-88886666 转 802"}, {"type": "email", "value": "a@b.cn"})
    (card,) = vobject.readComponents(cards([contact(channels=channels)], "x", ["x"]))
    assert [each.value for each in card.contents["tel"]] == ["13800138000", "057188886666,802"]
    assert card.email.value == "a@b.cn"
