"""Pinned packages: which Python runs in the browser, and how much of its library; what the scripts are made with."""

from typing import Annotated

from pydantic import Field

from playbook.model.base import Model

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
ModuleName = Annotated[str, Field(pattern=r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$")]


Version = Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
Integrity = Annotated[str, Field(pattern=r"^sha512-[A-Za-z0-9+/]{86}==$")]


class Package(Model):
    """An npm package: its version and what its tarball must hash to."""

    version: Version
    integrity: Integrity


class Bundler(Model):
    """The program that bundles scripts: its version, and the integrity of its package for each kind of machine."""

    version: Version
    integrity: dict[str, Integrity]


class Packages(Model):
    """packages.yml: the npm packages by name, all that are needed: none is looked for."""

    packages: dict[str, Package]
    bundler: Bundler | None = None


class Pins(Package):
    """runtime.yml: the npm package that is the engine, its Python, and the hash of each of its files that is used."""

    python: Annotated[str, Field(pattern=r"^3\.[0-9]+$")]
    files: dict[str, Sha256]


class Modules(Model):
    """runtime-modules.json: the library's modules seen in use, and those built into the engine itself."""

    version: str
    used: tuple[ModuleName, ...]
    builtin: tuple[ModuleName, ...]
