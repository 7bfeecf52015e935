"""The words that stand on pages, by the name templates use: site_config/interface.yml, `labels`."""

from typing import Annotated

from playbook.model.base import Model, template
from playbook.model.labels_changes import ChangesLabels
from playbook.model.labels_contacts import ContactLabels
from playbook.model.labels_field import FillLabels, StorageLabels, TimeLabels
from playbook.model.labels_incident import IncidentLabels
from playbook.model.labels_internal import InternalLabels
from playbook.model.labels_ledger import LedgerLabels
from playbook.model.labels_offline import OfflineLabels
from playbook.model.labels_print import PrintLabels
from playbook.model.labels_share import ShareLabels
from playbook.model.labels_tables import TableLabels
from playbook.model.labels_training import TrainingLabels
from playbook.model.labels_workbooks import WorkbookLabels


class Labels(Model):
    """Every label is required, so that a missing one is reported at its file and line."""

    rule_changes: ChangesLabels
    offline: OfflineLabels
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
    decide_count: Annotated[str, template("number", "most")]
    decide_path: str
    decide_change: str
    decide_restart: str
    decide_depends: Annotated[str, template("factors")]
    decide_calculator: str
    decide_first: str
    decide_whole: str
    decide_taps: Annotated[str, template("mean", "most", "cells")]
    whom_to_call: str
    what_to_say: str
    whole_step: str
    misses: str
    missed: Annotated[str, template("cells", "missed", "share")]
    verdict: str
    verdict_level: Annotated[str, template("forms")]
    verdict_spending: Annotated[str, template("forms")]
    verdict_exempt: Annotated[str, template("when")]
    hit_policy: Annotated[str, template("policy", "cells")]
    hit_priority: str
    hit_first: str
    hit_count: str
    hit_unique: str
    agreement: str
    agreement_help: Annotated[str, template("cells", "agreed", "share")]
    disagreement: str
    disagreement_help: Annotated[str, template("classes")]
    decided_by: Annotated[str, template("forms")]
    cells_share: Annotated[str, template("cells", "share")]
    no_input: str
    for_example: Annotated[str, template("case")]
    this_handbook: str
    open_case: str
    details: str
    pattern: str
    cell_count: str
    deciding_factors: Annotated[str, template("factors")]
    factor_count: Annotated[str, template("factor", "cells")]
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
    changes: str
    differs: str
    unexplained: str
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
    related: str
    place: str
    owner: Annotated[str, template("owner")]
    reviewed: Annotated[str, template("day")]
    review_due: Annotated[str, template("day")]
    overdue: Annotated[str, template("day", "owner")]
    unconfirmed: str
    range: Annotated[str, template("least", "most")]
    about: Annotated[str, template("value")]
    how: str
    chart: Annotated[str, template("title")]
    total: str
    lessons: str
    metric: str
    changed: str
    claimed: Annotated[str, template("claim")]
    before_after: str
    change_percent: Annotated[str, template("value")]
    change_percentage_points: Annotated[str, template("value")]
    change_points: Annotated[str, template("value")]
    period: str
    by_period: str
    part_class: str
    class_title: Annotated[str, template("id", "title")]
    class_shares: str
    sku_share: str
    demand_share: str
    monthly_demand: str
    stock: str
    wait: str
    stock_out: str
    supplied: str
    typical_parts: str
    trade_offs: str
    pursued: str
    suffers: str
    served_first: str
    jumps_queue: str
    served_within: str
    parts_share: str
    day_by_day: str
    day: Annotated[str, template("day")]
    days_range: Annotated[str, template("first", "last")]
    steps_total: str
    suits: str
    odds: str
    depends_on: str
    request_to: Annotated[str, template("role")]
    members: str
    founding: str
    a_month: str
    each_time: str
    times_a_month: str
    a_month_total: str
    columns: str
    sample_rows: str
    also: Annotated[str, template("names")]
    guard: str
    risks: str
    risk_rank: Annotated[str, template("rank", "of")]
    conditions_all: str
    approvals: str
    approves: Annotated[str, template("what")]
    records: str
    last_resorts: str
    printing: PrintLabels
    training: TrainingLabels
    fill: FillLabels
    times: TimeLabels
    storage: StorageLabels
    incident: IncidentLabels
    tables: TableLabels
    contacts: ContactLabels
    internal: InternalLabels
    ledger: LedgerLabels
    share: ShareLabels
    workbooks: WorkbookLabels
