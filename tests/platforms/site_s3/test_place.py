"""Addresses of buckets and access keys."""

import pytest

from editor_app.domain.errors import AuthExpired, Rejected
from editor_app.domain.secrets import Secret
from editor_app.platforms.site_s3.place import Place, keys_of, place_of


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://s3.example.gov/press", Place("https://s3.example.gov", "press", "")),
        ("https://s3.example.gov:9000/press/www/", Place("https://s3.example.gov:9000", "press", "www/")),
        ("http://127.0.0.1:9/press/a/b", Place("http://127.0.0.1:9", "press", "a/b/")),
    ],
)
def test_an_address_names_server_bucket_and_folder(url: str, place: Place) -> None:
    assert place_of(url) == place
    assert place.base == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "", "s3://press/www", "https://s3.example.gov", "https://s3.example.gov/", "https://s3.example.gov/A",
        "https://s3.example.gov/press/../x", "https://s3.example.gov/press/a b", "https://s3.example.gov/press?x=1",
        "https://s3.example.gov:x/press",
    ],
)  # fmt: skip
def test_anything_else_is_none(url: str) -> None:
    with pytest.raises(Rejected, match="address of a bucket"):
        place_of(url)


def test_a_key_has_a_secret_which_never_shows() -> None:
    keys = keys_of(Secret("AKID:wJalr/XUt:n\n"))
    assert (keys.access, keys.secret.reveal()) == ("AKID", "wJalr/XUt:n")
    assert "wJalr" not in repr(keys)
    for wrong in ("", "AKID", "AKID:", ":secret"):
        with pytest.raises(AuthExpired):
            keys_of(Secret(wrong))
