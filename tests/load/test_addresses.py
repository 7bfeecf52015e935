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
    "address",
    [
        "https://\u624b\u518c..cn/",
        f"https://{'a' * 64}.cn/",
        "https://[x/",
        "https://p\u00e4:w@x.example/",
        "https://\u26a0\ufe0f-.cn/",
        "ftp://x/",
        "handbook",
    ],
)
def test_what_is_no_address_is_one_problem(address: str, tmp_path: Path) -> None:
    file = copied(tmp_path) / SETTINGS / "brand.yml"
    edit(file, "organisation:", f'site_url: "{address}"\norganisation:')
    (found,) = problems(tmp_path)
    assert "expected an address such as 'https://example.org/handbook/', got " in found
