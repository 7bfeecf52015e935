"""The words that stand on pages, by the name templates use: site_config/interface.yml, `labels`."""

from typing import Annotated

from playbook.model.base import Model, template


class Labels(Model):
    """Every label is required, so that a missing one is reported at its file and line."""

    find_within: str
    deliver_within: str
    cost_cap: str
    update_customer: str
    within: Annotated[str, template("time")]
    within_range: Annotated[str, template("least", "most")]
    every: Annotated[str, template("time")]
    cap_below: Annotated[str, template("amount")]
    cap_none: str
    triggers: str
    means: str
    then: str
    level_details: str
    otherwise: str
    factor: str
    grade: Annotated[str, template("grade")]
    expected_roi: Annotated[str, template("roi")]
    answer_yes: str
    answer_no: str
    nothing: str
    source: str
    not_cited: str
    ruling: str
    ruling_link: str
    rulings_here: str
    reason: Annotated[str, template("reason")]
    step: Annotated[str, template("number", "title")]
    audience_customer: str
    audience_colleague: str
    conditions: str
    commitments: str
    approver: Annotated[str, template("role")]
    say_this: str
    subject: Annotated[str, template("subject")]
    blank: Annotated[str, template("label")]
    blanks: str
    example_value: Annotated[str, template("value")]
    key_points: str
    copy_text: str
    copied: str
    copy_by_hand: str
    phone: str
    wechat: str
    email: str
    hours: str
    any_time: str
    day_range: Annotated[str, template("first", "last")]
    and_also: str
    mon: str
    tue: str
    wed: str
    thu: str
    fri: str
    sat: str
    sun: str
    disturb: str
    tips: str
    calculate: str
    reset: str
    required: str
    result: str
    reasons: str
    loading: str
    failed_network: str
    failed_missing: str
    failed_stalled: str
    failed_corrupt: str
    failed_unsupported: str
    failed_internal: str
    retry: str
    examples: str
    value: Annotated[str, template("label", "value")]
    separator: str
    handbook_says: Annotated[str, template("label")]
    source_says: str
    fill_in: str
    points_table: str
    points_items: str
    points_add_up: str
    points_add_up_to: Annotated[str, template("cap")]
    why: str
    weight: Annotated[str, template("weight")]
    working: str
