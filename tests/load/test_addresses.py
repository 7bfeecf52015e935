"""The address of a site may be in any script; what no host can have is a problem at its place."""

from pathlib import Path

import pytest

from playbook.model.address import in_ascii
from tests.support.handbooks import SETTINGS, copied, edit, problems

SPELT = {
    "https://\u624b\u518c.example.cn/\u8c03\u8d27/": "https://xn--26q012b.example.cn/%E8%B0%83%E8%B4%A7/",
    "https://\u624b\u518c.cn:8080/a%20b/": "https://xn--26q012b.cn:8080/a%20b/",
    "https://b\u00fccher.example/a_b": "https://xn--bcher-kva.example/a_b",
    "https://fa\u00df.example/": "https://xn--fa-hia.example/",
    "http://[::1]:8000/": "http://[::1]:8000/",
    "http://127.0.0.1:8000/": "http://127.0.0.1:8000/",
    "https://my_host.example/~me/#a\u00e9": "https://my_host.example/~me/#a%C3%A9",
}


@pytest.mark.parametrize("address", SPELT)
def test_an_address_is_spelt_in_ascii(address: str) -> None:
    assert in_ascii(address) == SPELT[address]


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://\u624b\u518c..cn/", "a host of letters"),
        (f"https://{'a' * 64}.cn/", "a host of letters"),
        ("https://\u26a0\ufe0f-.cn/", "a host of letters"),
        ("https://-bad-.cn/", "a host of letters"),
        ("https://\u624b\u518c.bad-.cn/", "a host of letters"),
        ("https://[x/", "an address such as 'https://example.org/handbook/'"),
        ("https://p\u00e4:w@x.example/", "an address such as"),
        ("ftp://x/", "an address such as"),
        ("handbook", "an address such as"),
        ("https://a.cn:99999/", "a port from 1 to 65535"),
        ("https://a.cn:0/", "a port from 1 to 65535"),
        ("https://\u624b\u518c.cn/%zz/", "two hexadecimal digits after each %"),
        ("https://a.cn/50%", "two hexadecimal digits after each %"),
    ],
)
def test_what_is_no_address_is_one_problem_at_its_place(address: str, wanted: str, tmp_path: Path) -> None:
    file = copied(tmp_path) / SETTINGS / "brand.yml"
    edit(file, "organisation:", f'site_url: "{address}"\norganisation:')
    (found,) = problems(tmp_path)
    place, _, message = found.partition(": ")
    assert message.startswith(f"expected {wanted}")
    assert f"got '{address}'" in message
    line, column = map(int, place.split(":")[-2:])
    assert file.read_text(encoding="utf-8").splitlines()[line - 1][column - 1 :].startswith(f'"{address}"')
