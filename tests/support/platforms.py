"""What some tests ask of the system they run on."""

import sys

import pytest

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs links, modes, pipes or a shell as POSIX has them")
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs folders that trade places in one step")

POSIX_ONLY = (
    "bench",
    "tools",
    "cache/test_left_over.py",
    "cli/test_disks.py",
    "site/test_hosts.py",
    "site/test_publish_interrupted.py",
    "site/test_serve.py",
    "site/test_server.py",
)
"""Tests of what only such systems have: shell scripts, web servers, signals; paths below tests/."""
