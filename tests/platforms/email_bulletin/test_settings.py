import pytest

from editor_app.domain.errors import Invalid, Rejected
from editor_app.platforms.email_bulletin.settings import checked_settings, require_header, server_of


@pytest.mark.parametrize(
    ("url", "host", "port", "is_tls"),
    [
        ("smtp://mail.example.gov.cn", "mail.example.gov.cn", 587, False),
        ("smtps://mail.example.gov.cn/", "mail.example.gov.cn", 465, True),
        ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, False),
    ],
)
def test_a_server_is_an_address(url: str, host: str, port: int, *, is_tls: bool) -> None:
    server = server_of(url)
    assert (server.host, server.port, server.is_tls, server.is_here) == (host, port, is_tls, host == "127.0.0.1")


@pytest.mark.parametrize(
    "url", ["mail.example.gov", "https://mail.example.gov", "smtp://", "smtp://a:b@c.example", "smtp://c.example:x"]
)
def test_anything_else_is_refused_in_words(url: str) -> None:
    with pytest.raises(Rejected, match="mail server"):
        server_of(url)


def test_settings_have_defaults_and_are_written_one_way() -> None:
    assert checked_settings({"sender": "News@Example.GOV"}) == {
        "sender": "News@example.gov", "sender_name": "", "letters": "each", "unsubscribe": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"sender": "nobody"}, {"letters": "all"}, {"sender_name": "x" * 101}, {"sender_name": "P\r\nBcc: a@b.example"},
        {"unsubscribe": "http://a.example"}, {"unsubscribe": "https://a.example/ x"}, {"unsubscribe": "https://a.example/>\r"},
        {"unsubscribe": "https://a.example/?a={recipient}", "letters": "bcc"}, {"unsubscribe": "https://"},
    ],
)  # fmt: skip
def test_what_would_break_a_head_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        checked_settings(wrong)


def test_a_line_break_begins_no_other_header() -> None:
    require_header("网上办事指南　2026")
    for words in ("a\r\nBcc: b@c.example", "a\nb", "a\u2028b", "a\x00"):
        with pytest.raises(Invalid):
            require_header(words)
