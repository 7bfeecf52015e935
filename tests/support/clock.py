"""A page's clock that goes on only when a test says so: what is late by itself would come true while a test waits."""

from datetime import datetime, timedelta

from playwright.sync_api import Page


def stop(page: Page, moment: datetime) -> None:
    """Let the page, opened afterwards, have this moment until `page.clock.run_for` goes on."""
    page.clock.install(time=moment - timedelta(seconds=1))
    page.clock.pause_at(moment)
