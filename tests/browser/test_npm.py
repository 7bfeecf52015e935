"""Packages come from the registry that npm's own settings name, and from nowhere else."""

import socket
import time
from pathlib import Path

import pytest

from playbook.browser import npm, registry
from tests.support.npm_registry import Served

TARBALL = b"a tarball"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without settings, on a machine whose npm has none either."""
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in list(registry.os.environ):
        if name.lower().startswith("npm_config_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("npm_config_globalconfig", str(tmp_path / "machine.npmrc"))
    return tmp_path


def test_a_users_npmrc_names_the_registry(home: Path, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    served.packages["/mirror/one/-/one-1.0.0.tgz"] = TARBALL
    monkeypatch.setenv("WHERE", served.address)
    (home / ".npmrc").write_text("; a comment\n# another\nregistry = ${WHERE}mirror/\n", encoding="utf-8")
    assert npm.pack("one", "1.0.0") == TARBALL


def test_the_environment_comes_before_the_user_and_the_user_before_the_machine(home: Path) -> None:
    def address() -> str:
        return registry.settings().address("one", "1.0.0")

    usual = address()
    assert usual.startswith("https://")
    assert usual.endswith("/one/-/one-1.0.0.tgz")
    (home / "machine.npmrc").write_text("registry=https://machine.example", encoding="utf-8")
    assert address() == "https://machine.example/one/-/one-1.0.0.tgz"
    (home / ".npmrc").write_text("registry='https://user.example/npm/'", encoding="utf-8")
    assert address() == "https://user.example/npm/one/-/one-1.0.0.tgz"
    found = registry.settings({"NPM_CONFIG_REGISTRY": "https://environment.example"})
    assert found.address("one", "1.0.0") == "https://environment.example/one/-/one-1.0.0.tgz"


def test_a_scope_may_have_a_registry_of_its_own(home: Path) -> None:
    (home / ".npmrc").write_text("@mine:registry=https://mine.example/\n", encoding="utf-8")
    found = registry.settings()
    assert found.address("@mine/one", "1.0.0") == "https://mine.example/@mine/one/-/one-1.0.0.tgz"
    assert "mine.example" not in found.address("@other/one", "1.0.0")


def test_a_token_is_shown_to_its_registry_alone(home: Path, served: Served) -> None:
    served.packages |= {"/npm/one/-/one-1.0.0.tgz": TARBALL, "/open/one/-/one-1.0.0.tgz": TARBALL}
    host = served.address.removeprefix("http:")
    for name in ("npm", "open"):
        (home / ".npmrc").write_text(
            f"registry={served.address}{name}/\n{host}npm/:_authToken=secret\n", encoding="utf-8"
        )
        assert npm.pack("one", "1.0.0") == TARBALL
    assert [shown for _, shown in served.asked] == ["Bearer secret", None]


def test_proxies_and_certificates_are_npms(home: Path) -> None:
    file = home / "company.pem"
    file.touch()
    (home / ".npmrc").write_text(f"https-proxy=http://proxy.example:8080\ncafile={file}\n", encoding="utf-8")
    found = registry.settings({"NODE_EXTRA_CA_CERTS": str(home / "none.pem")})
    assert found.proxies() == (("https", "http://proxy.example:8080"),)
    assert found.certificates() == (str(file),)


def test_what_the_registry_does_not_have(home: Path, served: Served) -> None:
    (home / ".npmrc").write_text(f"registry={served.address}", encoding="utf-8")
    with pytest.raises(npm.NpmError, match=r"/one/-/one-1\.0\.0\.tgz: 404 Not Found") as caught:
        npm.pack("one", "1.0.0")
    assert not isinstance(caught.value, npm.Unreachable)


@pytest.mark.parametrize("does", ["listens and says nothing", "refuses"])
def test_a_registry_that_cannot_be_reached_is_told_within_seconds(does: str, home: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if does == "listens and says nothing":
            listener.listen()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        (home / ".npmrc").write_text(f"registry={address}", encoding="utf-8")
        begun = time.monotonic()
        for _ in range(2):  # the second time it is known
            with pytest.raises(npm.Unreachable, match=f"^{address}: (Connection refused|no answer within 3 s)"):
                npm.pack("one", "1.0.0")
        assert time.monotonic() - begun < npm.PATIENCE + 2
