"""The words of an edition that leaves pages out: site_config/interface.yml, `labels.internal`."""

from playbook.model.base import Model


class InternalLabels(Model):
    """`left_out` stands in place of a page's content."""

    left_out: str
