"""Addresses on the web, and how they are spelt in ASCII."""

import re
from typing import Annotated
from urllib.parse import quote, urlsplit, urlunsplit

import idna
from pydantic import AfterValidator, Field

from playbook.errors import expected
from playbook.model.values import fault

ADDRESS = r"^https?://[^\s/?#]+(/[^\s?#]*)?$"
HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^@\[\]:]+)(:[0-9]+)?")
LETTERS = re.compile(r"[A-Za-z0-9._-]+")
"""What a host's name is spelt with: of other signs browsers refuse most."""
WANTED = "an address such as 'https://example.org/handbook/'"


def in_ascii(address: str) -> str:
    """Return an address as it goes over the network: its host in Punycode, the rest percent-encoded.

    Raises ValueError for one that no host can have.
    """
    parts = urlsplit(address)
    found = HOST.fullmatch(parts.netloc)
    if not found:
        raise ValueError(address)
    name, port = found.groups(default="")
    # As browsers do it; Python's own codec knows the rules of 2003, by which another site may be meant.
    plain = name.isascii() and "xn--" not in name.lower()
    host = (name.encode("idna") if plain else idna.encode(name, uts46=True)).decode()
    if not name.startswith("[") and not LETTERS.fullmatch(host):
        raise ValueError(address)
    path, fragment = (quote(part, safe="/%:=&,;+@!$'()*~") for part in (parts.path, parts.fragment))
    return urlunsplit((parts.scheme, host + port, path, "", fragment))


def _reachable(address: str) -> str:
    try:
        in_ascii(address)
    except ValueError:
        raise fault(expected(WANTED, repr(address))) from None
    return address


Address = Annotated[str, Field(pattern=ADDRESS), AfterValidator(_reachable)]
