"""The handbook in one file for the device: what readers' pages ask for, and nothing else."""

import gzip
import json
from pathlib import Path

from playbook.browser.bundle import ASSETS, FOLDER
from playbook.site import offline

KEPT = ("index.html", "sop/index.html", "assets/stylesheets/main.css", "search/search_index.json", "logo.svg")
LEFT_OUT = (
    ".nojekyll",
    "_headers",
    "assets/javascripts/bundle.js.map",
    "assets/javascripts/lunr/lunr.ja.js",
    f"{ASSETS}schemas/levels.schema.json",
    f"{ASSETS}training/README.md",
    "print/wall-a3.pdf",
    "search/search_index.js",
    "sitemap.xml",
    "sitemap.xml.gz",
    f"{FOLDER}library.bin.gz",
)


def test_it_holds_what_pages_ask_for_and_no_more(tmp_path: Path) -> None:
    for name in (*KEPT, *LEFT_OUT):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(gzip.compress(b"") if name.endswith(".bin.gz") else b"something")
    offline.write(tmp_path, b"")
    (copy,) = (tmp_path / ASSETS).glob("handbook-*.bin.gz")
    listed = json.loads(gzip.decompress(copy.read_bytes()).partition(b"\n")[0])
    assert sorted(name for name, _, _ in listed) == sorted(KEPT)
