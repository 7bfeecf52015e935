"""Scripts and styles: one small file each, named by what is in it, made without a network once they have been made."""

import re
from pathlib import Path

import pytest

from playbook.browser import bundle, bundler, npm, scripts
from playbook.errors import Problems
from playbook.source.shipped import CALCULATORS
from tests.support import handbooks
from tests.support.browser import ROOT, SOURCES


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with every entry, all of them empty but for shared/copy-button.js."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in scripts.ENTRIES:
        file = tmp_path / "sources" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    (tmp_path / "sources/shared/copy-button.js").write_text(
        'import { x } from "./part.js";\nconsole.log(x);\n', encoding="utf-8"
    )
    (tmp_path / "sources/shared/part.js").write_text("export const x = 7;\n", encoding="utf-8")
    return tmp_path / "sources"


def test_a_bundle_needs_no_module_and_its_name_tells_what_is_in_it() -> None:
    made = bundle.assets(ROOT / "site_config", CALCULATORS, handbooks.rules())
    assert set(made.names) == set(scripts.ENTRIES) - {scripts.SERVICE_WORKER, scripts.GUARD}
    for published in made.names.values():
        assert re.fullmatch(r"[a-z-]+-[0-9a-f]{8}\.(js|css)", published)
        text = made.files[bundle.ASSETS + published].decode()
        assert not re.search(r"^\s*(import|export)\b|@import|import\.meta", text, re.MULTILINE)
    other = bundle.assets(ROOT / "site_config", CALCULATORS, {"other": {}})
    assert {name for name in made.names if made.names[name] != other.names[name]} == {bundle.WORKER}


def test_what_was_made_once_needs_neither_program_nor_network(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = scripts.bundled(sources)
    assert b"7" in first["shared/copy-button.js"]
    monkeypatch.setattr(bundler, "machine", lambda: "abacus-x64")
    assert scripts.bundled(sources) == first
    (sources / "shared/part.js").write_text("export const x = 8;\n", encoding="utf-8")
    with pytest.raises(
        Problems, match=r"packages\.yml:7:5: expected esbuild .*, got abacus-x64 \(choices: darwin-arm64"
    ):
        scripts.bundled(sources)


def test_scripts_are_bundled_in_a_folder_with_blanks_and_chinese(sources: Path, tmp_path: Path) -> None:
    first = scripts.bundled(sources)
    moved = sources.rename(tmp_path / "我的 手册")
    (moved / "decide/main.js").write_text("let x = ;\n", encoding="utf-8")
    with pytest.raises(Problems, match=r"我的 手册/decide/main\.js:1:9: Unexpected"):
        scripts.bundled(moved)
    (moved / "decide/main.js").write_text("", encoding="utf-8")
    assert scripts.bundled(moved) == first


def test_every_fault_of_a_script_is_told_with_its_place(sources: Path) -> None:
    (sources / "shared/part.js").write_text("export const x = ;\n", encoding="utf-8")
    (sources / "decide/main.js").write_text('import "./none.js";\n', encoding="utf-8")
    with pytest.raises(Problems) as caught:
        scripts.bundled(sources)
    told = sorted(str(problem) for problem in caught.value.problems)
    assert re.search(r'main\.js:1:8: Could not resolve "\./none\.js"', told[0])
    assert re.search(r"part\.js:1:18: Unexpected", told[1])


def test_a_package_that_cannot_be_had_is_told_where_it_is_pinned(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(package: str, version: str) -> bytes:
        if package.startswith(bundler.SCOPE):
            return packed(package, version)
        raise npm.NpmError("404 Not Found")

    packed = npm.pack
    monkeypatch.setattr(npm, "pack", refuse)
    with pytest.raises(Problems, match=r"packages\.yml:14:3: npm package fflate .* could not be had: 404") as caught:
        scripts.bundled(sources)
    assert len(caught.value.problems) == 4


def test_without_a_network_one_line_says_so(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(package: str, version: str) -> bytes:
        raise npm.Unreachable("https://registry.example/: no answer")

    monkeypatch.setattr(npm, "pack", refuse)
    with pytest.raises(Problems) as caught:
        scripts.bundled(sources)
    (problem,) = caught.value.problems
    assert str(problem).startswith("npm registry: https://registry.example/: no answer. A first build fetches ")


def test_a_package_that_is_not_what_is_pinned_is_refused(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(npm, "pack", lambda package, version: b"something else")
    with pytest.raises(Problems, match="expected integrity sha512-"):
        scripts.bundled(sources)


def test_the_sources_themselves_are_not_published(site: Path) -> None:
    names = {path.relative_to(SOURCES).as_posix() for path in SOURCES.rglob("*") if path.is_file()}
    published = {path.relative_to(site / bundle.ASSETS).as_posix() for path in (site / bundle.ASSETS).rglob("*.*")}
    assert names & published == set()
