"""Contacts: the hours of a list have no gap, and cards that other programs read."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import vobject

from playbook.model.contacts import Contact
from playbook.pages.vcard import LONGEST, cards
from tests.support.handbooks import CONTENT, copied, edit, problems

OFFICE = '{days: [mon, tue, wed, thu, fri], start: "09:00", end: "18:00"}'


def contact(**changes: Any) -> Contact:
    plain = {
        "id": "mill",
        "role": '经理; "Chef", der',
        "name": "王小明",
        "helps_with": "x",
        "channels": ({"type": "phone", "value": "+86 571 0000 0000"}, {"type": "wechat", "value": "（填写微信号）"}),
        "hours": {"always": True},
        "disturb": "x",
        "levels": (1,),
        "sources": ("ET-33",),
    }
    return Contact.model_validate(plain | changes)


def test_a_list_with_a_gap_is_refused_unless_waived_or_covered(tmp_path: Path) -> None:
    file = copied(tmp_path) / CONTENT / "contacts.yml"
    edit(file, "hours: {always: true}", f"hours: {OFFICE}")
    (found,) = problems(tmp_path)
    assert "contacts.yml:" in found
    assert "level 1 has nobody to call out of hours (first mon 00:00)" in found
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "waivers: [{check: out_of_hours, reason: 夜间由总部接听}]\n", encoding="utf-8")
    assert problems(tmp_path) == []
    night = '{days: [mon, tue, wed, thu, fri, sat, sun], start: "00:00", end: "24:00", on_days_off: true}'
    file.write_text(text.replace(OFFICE, night, 1), encoding="utf-8")
    assert problems(tmp_path) == []


def test_a_card_is_read_back_by_another_program() -> None:
    note = "a, b; c\\ d\n" + "很长的备注" * 20
    text = cards([contact(), contact(id="two", name="（填写姓名）")], "示例, 中心", [note, "x"])
    assert all(len(line.encode()) <= LONGEST for line in text.split("\r\n"))
    first, second = vobject.readComponents(text)
    assert first.fn.value == "王小明"
    assert first.title.value == '经理; "Chef", der'
    assert first.org.value == ["示例, 中心"]
    assert first.tel.value == "+8657100000000"
    assert first.note.value == note
    assert second.fn.value == '经理; "Chef", der', "a name to be filled in is no name"


def test_what_is_still_to_be_filled_in_is_on_no_card() -> None:
    text = cards([contact(channels=({"type": "phone", "value": "（填写号码）"},))], "x", ["x"])
    assert "TEL" not in text


def test_the_default_build_holds_no_personal_number(site: Path) -> None:
    """Neither on a page nor in the search index: a link that dials, a mobile number, an address of mail."""
    personal = re.compile(r"tel:|(?<![\d.])1[3-9]\d{9}(?![\d.])|TEL;|EMAIL:|mailto:")
    found = [
        (path.relative_to(site).as_posix(), match[0])
        for path in sorted(site.rglob("*"))
        if path.suffix in {".html", ".json", ".xml"}
        for match in personal.finditer(unquote(path.read_text(encoding="utf-8")))
    ]
    assert found == []
