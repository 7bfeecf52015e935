"""Packages of the npm registry, fetched by Python itself: nobody who builds a site needs Node (docs/adr/0100)."""

import ssl
import urllib.request
from functools import cache
from http.client import HTTPException
from threading import Thread
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

import certifi

from playbook.browser import registry

PATIENCE = 3.0
"""Seconds within which a registry has to be reached: a machine without a network hears of it at once."""

SECONDS = 60.0  # without a byte


class NpmError(Exception):
    """The package could not be had; the message says why."""


class Unreachable(NpmError):
    """The registry cannot be reached, so that no package can be had; the message names it."""


def pack(package: str, version: str) -> bytes:
    """Return the tarball of `package` at `version`. Raises NpmError."""
    settings = registry.settings()
    address = settings.address(package, version)
    request = urllib.request.Request(address)
    if token := settings.token(address):
        request.add_unredirected_header("Authorization", f"Bearer {token}")
    try:
        opener = _opener(settings.proxies(), settings.certificates())
        if reason := _silent(opener, _origin(address)):
            raise Unreachable(f"{_origin(address)}: {reason}")
        with opener.open(request, timeout=SECONDS) as response:
            return bytes(response.read())
    except HTTPError as error:
        with error:
            raise NpmError(f"{address}: {error.code} {error.reason}") from None
    except (OSError, HTTPException, ValueError) as error:
        raise Unreachable(f"{_origin(address)}: {_reason(error)}") from None


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/"


@cache
def _opener(proxies: tuple[tuple[str, str], ...], certificates: tuple[str, ...]) -> urllib.request.OpenerDirector:
    """Return what fetches by these proxies and certificates besides those of the environment and of the system."""
    trust = ssl.create_default_context()
    for file in (certifi.where(), *certificates):
        trust.load_verify_locations(file)
    through = urllib.request.ProxyHandler(urllib.request.getproxies() | dict(proxies))
    return urllib.request.build_opener(through, urllib.request.HTTPSHandler(context=trust))


@cache
def _silent(opener: urllib.request.OpenerDirector, origin: str) -> str | None:
    """Return why nothing at all answers at a registry; None where something does, if only to refuse.

    In a thread of its own: looking up a name takes as long as the system likes, and cannot be given a time.
    """
    found: list[str | None] = []

    def ask() -> None:
        try:
            opener.open(urllib.request.Request(origin, method="HEAD"), timeout=PATIENCE).close()
            found.append(None)
        except HTTPError as error:
            error.close()
            found.append(None)
        except (OSError, HTTPException, ValueError) as error:
            found.append(_reason(error))

    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return found[0] if found else f"no answer within {PATIENCE:g} s"


def _reason(error: Exception) -> str:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return f"no answer within {PATIENCE:g} s"
    return str(getattr(reason, "strerror", None) or reason)
