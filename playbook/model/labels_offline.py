"""The words for reading without a network: site_config/interface.yml, `labels.offline`."""

from typing import Annotated

from playbook.model.base import Model, template


class OfflineLabels(Model):
    """What is kept on the device and what can be (`size` in MB), what went wrong, that there is a new version."""

    title: str
    save: Annotated[str, template("size")]
    pages_kept: str
    all_kept: str
    saving: str
    failed_network: str
    failed_missing: str
    failed_stalled: str
    failed_corrupt: str
    failed_full: str
    failed_unsupported: str
    failed_internal: str
    update: str
    renew: str
    on_disk: str
