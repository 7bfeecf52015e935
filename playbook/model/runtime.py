"""site_config/runtime.yml and runtime-modules.json: which Python runs in the browser, and how much of its library."""

from typing import Annotated

from pydantic import Field

from playbook.model.base import Model

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
ModuleName = Annotated[str, Field(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$")]


class Pins(Model):
    """runtime.yml: the npm package's version and integrity, and the hash of each of its files that is used."""

    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    python: Annotated[str, Field(pattern=r"^3\.[0-9]+$")]
    integrity: Annotated[str, Field(pattern=r"^sha512-[A-Za-z0-9+/]{86}==$")]
    files: dict[str, Sha256]


class Modules(Model):
    """runtime-modules.json: the library's modules seen in use, and those built into the engine itself."""

    version: str
    used: tuple[ModuleName, ...]
    builtin: tuple[ModuleName, ...]
