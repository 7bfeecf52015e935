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
LABEL = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")
"""What stands between the points of a host's name: of other signs browsers refuse most."""
WANTED = "an address such as 'https://example.org/handbook/'"
WANTED_LABELS = "a host of letters, digits and hyphens, at most 63 of them between points and no hyphen at an end"
LAST_PORT = 65535
BROKEN = re.compile("%(?![0-9A-Fa-f]{2})")


class _Misspelt(ValueError):
    """What was expected in one part of an address."""


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
    try:
        host = (name.encode("idna") if plain else idna.encode(name, uts46=True)).decode()
    except UnicodeError:
        raise _Misspelt(WANTED_LABELS) from None
    labels = host.removesuffix(".").split(".")
    if not name.startswith("[") and not all(LABEL.fullmatch(label) for label in labels):
        raise _Misspelt(WANTED_LABELS)
    if port and not 1 <= int(port[1:]) <= LAST_PORT:
        raise _Misspelt(f"a port from 1 to {LAST_PORT}")
    if BROKEN.search(parts.path + parts.fragment):
        raise _Misspelt("two hexadecimal digits after each % of an address")
    path, fragment = (quote(part, safe="/%:=&,;+@!$'()*~") for part in (parts.path, parts.fragment))
    return urlunsplit((parts.scheme, host + port, path, "", fragment))


def _reachable(address: str) -> str:
    try:
        in_ascii(address)
    except _Misspelt as misspelt:
        raise fault(expected(str(misspelt), repr(address))) from None
    except ValueError:
        raise fault(expected(WANTED, repr(address))) from None
    return address


Address = Annotated[str, Field(pattern=ADDRESS), AfterValidator(_reachable)]
