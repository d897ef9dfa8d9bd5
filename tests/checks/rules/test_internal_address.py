from __future__ import annotations

import pytest

from editor_app.checks.example import Example
from editor_app.checks.rules import internal_address as rule


@pytest.mark.parametrize("host", ["10.1.2.3", "172.16.0.9", "127.0.0.1", "oa.local", "http://localhost:8080/x"])
def test_every_kind_of_inner_address_is_found(host: str) -> None:
    assert list(rule.check(Example(body=f"见 {host} 。").variant()))


@pytest.mark.parametrize("text", ["8.8.8.8", "www.gov.cn", "版本 1.2.3.4.5", "第3.2.1条"])
def test_public_addresses_and_numbering_pass(text: str) -> None:
    assert not list(rule.check(Example(body=text).variant()))


def test_the_whole_name_of_an_inner_host_is_shown() -> None:
    found = [one.place.excerpt for one in rule.check(Example(body="见 https://oa.server.local/x").variant())]
    assert found == ["server.local"]
