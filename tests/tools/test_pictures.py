"""README's pictures: as large as a phone, and of pages that still say what they said when they were taken."""

import json

from playwright.sync_api import Browser

from tests.support.browser import PHONE
from tools.pictures import FOLDER, PAGES, SHOWN, pages

SIZE = b"".join(
    (PHONE["viewport"][side] * PHONE["device_scale_factor"]).to_bytes(4, "big") for side in ("width", "height")
)


def test_the_pictures_show_what_the_pages_are(browser: Browser, server: str) -> None:
    shown = {name: words.splitlines() for name, _, words in pages(browser, server)}
    assert shown == json.loads(SHOWN.read_text(encoding="utf-8")), "take them anew: make pictures"


def test_a_picture_is_as_large_as_a_phone() -> None:
    heads = {name: (FOLDER / f"{name}.png").read_bytes()[:24] for name in PAGES}
    assert {name: head[16:24] for name, head in heads.items()} == dict.fromkeys(PAGES, SIZE)  # PNG: width and height
