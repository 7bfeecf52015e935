"""Addresses: inputs in one come back whatever chat apps append, hosts are those of a browser, phones are dialled."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from playbook.model.address import Address, in_ascii
from playbook.model.phones import phones
from tests.support.browser import SOURCES
from tests.support.fuzzing import parts, tried
from tests.support.node import answering

IDS = st.one_of(
    st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True),
    st.sampled_from(("from", "ltv", "shared", "dd_days", "utm_rate", "share", "fromage", "gclids", "safety")),
)
APPENDED = (
    "", "#wechat_redirect", "&from=singlemessage", "&isappinstalled=0", "&from=timeline&isappinstalled=0",
    "&nsukey=a%3D", "&utm_source=x&utm_medium=y", "&dd_nav_bgcolor=FF&dd_share=true", "#wechat_redirect&a=1",
    "&wx_header=1", "&fbclid=Iw", "&share_to=x&shareTo=y", "&ddtab=true", "##", "#/?a=1",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=15),
    st.sampled_from(("singlemessage", "a&from=timeline", "#wechat_redirect", "1,2", "%", "%2C", "+", "a+b", "长", "")),
)
LETTERS = st.one_of(
    st.sampled_from("abcxyz019-_.手册例ßüéñаΩ٣１ａ。．İıſﬁ☃\u200d\u00ad\u0301\U0001f600"),
    st.characters(min_codepoint=0x20, max_codepoint=0x3000),
)
HOSTS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=12).map(lambda name: f"{name}.example"),
    st.sampled_from(("[::1]", "[::ffff:1.2.3.4]", "127.0.0.1", "localhost", "xn--26q012b.cn", "xn--a", "1.2", "a..b")),
)
PATHS = st.one_of(st.just(""), st.text(max_size=10).map(lambda path: f"/{path}"))
PIECES = (
    "0571", "8888", "6666", "138", "00138000", "139", "-", "--", " ", "+", "+86", "(0)", "（", "）", "转", " 转 ",
    "ext.", "分机", "#", "x", "、", ",", ";", "/", "或", "\n", "802", "１２", "0", "00", "86", "1", ".", "\u200b",
    "\u202e", "-802", "10010",
)  # fmt: skip
PHONE = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)


@pytest.fixture(scope="module")
def read_back(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Any], Any]]:
    module = (SOURCES / "shared/hash.js").as_uri()
    function = """([values, appended]) =>
      Object.fromEntries(inputsIn(hashOf(values) + appended) ?? [])"""
    imports = f'import {{ hashOf, inputsIn }} from "{module}";'
    with answering(imports, function, tmp_path_factory.mktemp("node")) as ask:
        yield ask


@pytest.fixture(scope="module")
def host_in_a_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str | None]]:
    function = "(address) => { try { return new URL(address).hostname; } catch { return null; } }"
    with answering("", function, tmp_path_factory.mktemp("url")) as ask:
        yield ask


@pytest.mark.fuzz
@pytest.mark.parametrize("part", parts(10_000))
def test_inputs_come_back_whatever_is_appended(
    part: int, read_back: Callable[[Any], Any], figures: Callable[[str], None]
) -> None:
    def check(given: tuple[dict[str, Any], str]) -> None:
        values, appended = given
        texts = {
            name: ",".join(value) if isinstance(value, list) else str(value).lower() if value is True else value
            for name, value in values.items()
        }
        # Who has an input of this name and this value has what is appended, too.
        meant = {name: text for name, text in texts.items() if not (name == "from" and text in APPS)}
        assert read_back([values, appended]) == meant

    value = st.one_of(TEXTS, st.just(True), st.lists(IDS, min_size=1, max_size=3))
    values = st.dictionaries(IDS, value, min_size=1, max_size=4)
    shared = ({"ltv": "150000", "safety": "high"}, "#wechat_redirect")
    count = tried(check, st.tuples(values, st.sampled_from(APPENDED)), part, 500, [shared])
    figures(f"addresses, inputs, part {part}: {count} addresses, faults 0")


APPS = ("singlemessage", "groupmessage", "timeline", "message")


@pytest.mark.fuzz
@pytest.mark.parametrize("part", parts(10_000))
def test_an_address_that_is_accepted_leads_to_the_host_that_a_browser_finds(
    part: int, host_in_a_browser: Callable[[str], str | None], figures: Callable[[str], None]
) -> None:
    adapter = TypeAdapter[str](Address)
    accepted = 0

    def check(address: str) -> None:
        nonlocal accepted
        try:
            adapter.validate_python(address)
        except ValidationError:
            return
        accepted += 1
        spelt = in_ascii(address)
        assert re.fullmatch(r"[!-~]+", spelt)
        assert host_in_a_browser(spelt) == host_in_a_browser(address) is not None

    addresses = st.builds("{}://{}{}".format, st.sampled_from(("http", "https")), HOSTS, PATHS)
    count = tried(
        check, addresses, part, 500, ["https://手册.example.cn/调货/", "http://xn--a/", "https://a>b.example/"]
    )
    figures(f"addresses, hosts, part {part}: {count} addresses, {accepted} of them accepted, faults 0")
    assert accepted > count / 20


@pytest.mark.fuzz
@pytest.mark.parametrize("part", parts(10_000))
def test_phone_numbers_can_be_dialled_or_are_refused(part: int, figures: Callable[[str], None]) -> None:
    dialled = 0

    def check(text: str) -> None:
        nonlocal dialled
        try:
            found = phones(text)
        except PydanticCustomError:
            return
        dialled += 1
        assert found
        digits = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text).replace("(0)", ""))
        told = "".join(re.sub(r"[^0-9]", "", phone.tel) for phone in found)
        assert told in (digits, re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text))) or "(0)" in text
        for phone in found:
            assert re.fullmatch(r"\+?[0-9]{3,15}(,[0-9]{1,6})?", phone.tel)

    count = tried(
        check, PHONE, part, 500, ["13800138000、13900139000", "0571-88886666 转 802", "（0571）8888-6666-802"]
    )
    figures(f"addresses, phones, part {part}: {count} texts, {dialled} of them dialled, faults 0")
    assert dialled > count / 20
