"""A folder of very many pages is read through its own page, and not through a sidebar that lists them all."""

from pathlib import Path

from playbook.pages import navigation, rendering
from playbook.pages.addresses import path
from tests.bench import generated
from tests.support import handbooks


def test_the_sidebar_lists_the_folder_and_its_page_the_rest(tmp_path: Path) -> None:
    generated.handbook(tmp_path, navigation.LISTED)
    handbook = handbooks.read(tmp_path)
    pages = {page.name: page for page in rendering.pages(handbook)}
    made = [name for name in pages if name.startswith("checklists/")]
    assert len(made) > navigation.LISTED
    listed = set(handbooks.leaves(navigation.navigation(handbook)))
    assert listed == {page.path for page in pages.values()} - {
        path(name, handbook.folders) for name in navigation.unlisted(handbook)
    }
    assert not listed & {pages[name].path for name in made}
    assert "checklists/index.md" in listed
    for name in made:
        assert f'href="../{name}/"' in pages["checklists"].text
        assert 'href="../../checklists/"' in pages[name].text  # the way back


def test_a_short_folder_stands_in_the_sidebar(tmp_path: Path) -> None:
    generated.handbook(tmp_path, 0)
    listed = set(handbooks.leaves(navigation.navigation(handbooks.read(tmp_path))))
    assert {"checklists/index.md", "checklists/actions.md"} <= listed
