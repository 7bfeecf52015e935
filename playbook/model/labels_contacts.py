"""The words about contacts that can be called now or later: site_config/interface.yml, `labels.contacts`."""

from typing import Annotated

from playbook.model.base import Model, template


class ContactLabels(Model):
    """`clock` tells the time that the page goes by; `since` the time from which somebody can be called."""

    clock: Annotated[str, template("day", "clock", "zone")]
    now: str
    nobody: str
    later: str
    reachable: str
    since: Annotated[str, template("day", "clock")]
    today: str
    tomorrow: str
    save: str
    save_all: str
    card_note: Annotated[str, template("helps", "hours", "disturb")]
