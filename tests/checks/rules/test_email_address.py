from __future__ import annotations

from editor_app.checks.example import Example
from editor_app.checks.rules import email_address as rule


def test_official_mailboxes_pass() -> None:
    assert not list(rule.check(Example(body="a@x.gov.cn b@y.edu.cn c@z.org").variant()))
