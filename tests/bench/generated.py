"""A handbook with any number of generated procedures: for what only a large one shows."""

import shutil
from pathlib import Path

from tests.support import handbooks
from tests.support.browser import ROOT

PAGE = """\
title: Procedure {number}
description: What to do in case {number}, from finding the shortage to the review
lead: 照顺序做，做完一项勾一项。
order: {order}
sources: [ET-40]
blocks:
{groups}
links:
  - {{page: sop, title: 应急 SOP}}
"""
GROUP = """\
  - type: checklist
    id: step-{group}
    title: 第 {group} 步
    effort: {{least: {group}, most: {more}, unit: hours}}
    items:
      - 核对第 {number} 号流程要的配件型号和数量
      - 查本店库存，再问 {{{{alliance_least}}}}–{{{{alliance_most}}}} 家联盟中心
      - 问清客户最晚几点要车，写进台账
      - 定响应级别，通知前台
    sources: [ET-40]
"""


def handbook(folder: Path, pages: int) -> Path:
    """Write the default handbook with so many procedures more to `folder`; return its mkdocs.yml.

    They are checklists, listed by their folder's page, and go the way of every page: YAML, model, template, site.
    """
    handbooks.copied(folder)
    for number in range(1, pages + 1):
        groups = "".join(GROUP.format(number=number, group=group, more=group + 1) for group in range(1, 6))
        text = PAGE.format(number=number, order=100 + number, groups=groups.rstrip())
        (folder / handbooks.CONTENT / f"pages/checklists/procedure-{number:05}.yml").write_text(text, encoding="utf-8")
    return Path(shutil.copy(ROOT / "mkdocs.yml", folder))
