"""Drills in Chromium: the same seed gives the same questions in the Python there as in the one here."""

import json

from playwright.sync_api import Page

from calculators.drills import Deck
from tests.calculator.test_calculators import ASK_ALL
from tests.support import handbooks
from tests.support.browser import offer_sources

COUNT = 60


def test_equal_seeds_give_equal_questions_in_the_browsers_python(desktop: Page) -> None:
    data = handbooks.default().drills
    offer_sources(desktop)
    desktop.goto("calculators/roi/")
    requests = [{"name": "drills", "inputs": {"data": data, "seed": 7, "count": COUNT}}]
    (answer,) = desktop.evaluate(ASK_ALL, ["../../script-sources/python/client.js", requests])
    assert answer["result"] == json.loads(json.dumps(Deck(data).items(7, COUNT)))
