"""Where npm's own settings say that its packages are: a mirror, a company's registry, or the one that everybody uses.

Read as npm reads them: the environment before the user's .npmrc, and that before the machine's. A project's .npmrc does
not count: the folder that somebody builds in must not decide where programs come from.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from packageurl import PackageURL
from packageurl.contrib.purl2url import get_download_url

VARIABLE = re.compile(r"\$\{([^}?]+)\??\}")
PREFIX = "npm_config_"
EXTRA = "NODE_EXTRA_CA_CERTS"
GLOBAL = ("/etc/npmrc", "/usr/etc/npmrc", "/usr/local/etc/npmrc", "/opt/homebrew/etc/npmrc")


@dataclass(frozen=True)
class Settings:
    """npm's settings by their names in an .npmrc."""

    values: Mapping[str, str]

    def address(self, package: str, version: str) -> str:
        """Return where a package's tarball is. What everybody's registry is called is known to `packageurl`."""
        scope, _, name = package.rpartition("/")
        usual: str = get_download_url(str(PackageURL("npm", scope or None, name, version)))  # type: ignore[no-untyped-call]
        registry = (scope and self.values.get(f"{scope}:registry")) or self.values.get("registry")
        return registry.rstrip("/") + urlsplit(usual).path if registry else usual

    def token(self, address: str) -> str | None:
        """Return what the registry of an address wants to be shown, if anything: the longest path that fits counts."""
        host, path = urlsplit(address).netloc, urlsplit(address).path.split("/")
        starts = ("/".join(path[:count]) for count in range(len(path), 0, -1))
        return next((token for start in starts if (token := self.values.get(f"//{host}{start}/:_authToken"))), None)

    def proxies(self) -> tuple[tuple[str, str], ...]:
        """Return the proxies by the scheme of the addresses that they are for."""
        named = {"http": self._get("proxy"), "https": self._get("https-proxy") or self._get("proxy")}
        return tuple((scheme, proxy) for scheme, proxy in named.items() if proxy)

    def certificates(self) -> tuple[str, ...]:
        """Return the files of certificates that are trusted besides the system's."""
        files = (self._get("cafile"), self._get(EXTRA))
        return tuple(file for file in files if file and Path(file).is_file())

    def _get(self, name: str) -> str | None:
        value = self.values.get(name)
        return None if value in ("", "null", "false") else value


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return npm's settings on this machine."""
    given = {
        key.lower().removeprefix(PREFIX).replace("_", "-"): value
        for key, value in environment.items()
        if key.lower().startswith(PREFIX)
    }
    own = Path(given.get("userconfig") or Path.home() / ".npmrc")
    found: dict[str, str] = {}
    for path in (*_global(given, environment), own):
        found |= _read(path, environment)
    return Settings(found | given | {EXTRA: environment.get(EXTRA, "")})


def _global(given: Mapping[str, str], environment: Mapping[str, str]) -> Iterator[Path]:
    if "globalconfig" in given:
        yield Path(given["globalconfig"])
        return
    yield from map(Path, GLOBAL)
    if roaming := environment.get("APPDATA"):
        yield Path(roaming, "npm/etc/npmrc")
    if prefix := given.get("prefix"):
        yield Path(prefix, "etc/npmrc")


def _read(path: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the settings of an .npmrc, `${NAME}` filled in; none where there is no file that can be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return {}
    pairs = (line.partition("=") for line in text.splitlines() if line.strip()[:1] not in ("", "#", ";"))
    return {
        key.strip(): VARIABLE.sub(lambda name: environment.get(name[1], ""), value.strip().strip("'\""))
        for key, _, value in pairs
    }
