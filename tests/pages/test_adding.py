"""CONTRIBUTING.md's way to a new kind of page: four files, and it is checked, rendered and listed like the others."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.browser import ROOT
from tests.support.handbooks import edit

MODEL = '''"""tools.yml: what lies ready."""

from playbook.model.base import Text
from playbook.model.topic import Topic


class Tools(Topic):
    """tools.yml: what lies ready, in the order of reading."""

    tools: tuple[Text, ...]
'''
TEMPLATE = """{% extends "parts/layout.md.j2" %}
{% block content %}
<ul>
  {% for tool in head.tools %}
  <li>{{ tool }}</li>
  {% endfor %}
</ul>
{% endblock %}
"""
CONTENT = "title: Tools\ndescription: d\nlead: l\nsources: [ET-01]\ntools: [a <hammer>]\n"


def test_a_kind_of_page_is_four_files(tmp_path: Path) -> None:
    for name in ("playbook", "calculators", "templates", "site_config"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)

    (tmp_path / "playbook/model/tools.py").write_text(MODEL)
    files = tmp_path / "playbook/model/files.py"
    edit(files, "TOPICS = {\n", 'TOPICS = {\n    "tools": Kind(Tools, "tools.yml", optional=True),\n')
    edit(files, "from playbook.model.training", "from playbook.model.tools import Tools\nfrom playbook.model.training")
    (tmp_path / "templates/pages/tools.md.j2").write_text(TEMPLATE)
    (tmp_path / "playbook/content/tools.yml").write_text(CONTENT)

    command = [sys.executable, "-m", "playbook", "export", "out"]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "<li>a &lt;hammer&gt;</li>" in (tmp_path / "out/docs/tools.md").read_text()
    assert "- tools.md" in (tmp_path / "out/mkdocs.yml").read_text()
