"""Addresses and secrets of SFTP accounts: what names a folder, and what is a key."""

import pytest

from editor_app.domain.errors import AuthExpired, Rejected
from editor_app.domain.secrets import Secret
from editor_app.platforms.site_sftp.place import Login, Place, login_of, place_of

KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\n" + "A" * 64 + "\n" + "B" * 10 + "\n-----END OPENSSH PRIVATE KEY-----\n"


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("sftp://files.example.gov/srv/site", Place("files.example.gov", 22, "/srv/site")),
        ("sftp://files.example.gov:2222/srv/site/", Place("files.example.gov", 2222, "/srv/site")),
        ("sftp://files.example.gov/~/www", Place("files.example.gov", 22, "www")),
        ("sftp://files.example.gov/srv/%E7%BD%91%E7%AB%99", Place("files.example.gov", 22, "/srv/网站")),
    ],
)
def test_an_address_names_a_folder_on_a_server(url: str, place: Place) -> None:
    assert place_of(url) == place


@pytest.mark.parametrize(
    "url",
    [
        "", "https://files.example.gov/srv", "sftp://", "sftp://host", "sftp://host/", "sftp://host/~/",
        "sftp://user@host/srv", "sftp://host/srv/../etc", "sftp://host:port/srv", "sftp://host/srv?x=1",
        "sftp://host/a%00b",
    ],
)  # fmt: skip
def test_anything_else_is_none(url: str) -> None:
    with pytest.raises(Rejected, match="folder on an SFTP server"):
        place_of(url)


def test_readers_are_most_likely_on_the_same_host() -> None:
    place = place_of("sftp://files.example.gov:2222/srv/site")
    assert (place.base, place.shown) == ("https://files.example.gov", "files.example.gov:2222")


def test_a_password_may_have_colons() -> None:
    assert login_of(Secret("press:a:b c")) == Login("press", Secret("a:b c"))


@pytest.mark.parametrize("given", [KEY, KEY.replace("\n", " "), KEY.replace("\n", ""), f"  {KEY}"])
def test_a_key_that_lost_its_lines_has_them_again(given: str) -> None:
    login = login_of(Secret(f"press:{given}"))
    assert (login.user, login.key.reveal(), login.password.reveal()) == ("press", KEY, "")


@pytest.mark.parametrize("secret", ["", "press", "press:", ":password", " : "])
def test_without_a_name_or_a_secret_nobody_signs_in(secret: str) -> None:
    with pytest.raises(AuthExpired, match="user name"):
        login_of(Secret(secret))
