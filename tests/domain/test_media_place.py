from __future__ import annotations

import pytest

from editor_app.domain.errors import Invalid
from editor_app.domain.media_place import bucket_key, media_place, place_from_json
from editor_app.domain.secrets import Secret


def test_a_folder_is_named_from_its_root() -> None:
    place = media_place("/srv/press/pictures/")
    assert (place.address, place.is_bucket, place.bucket, place.prefix) == ("/srv/press/pictures", False, "", "")


def test_a_bucket_is_named_with_a_prefix_or_without_one() -> None:
    place = media_place("s3://press-office/desk/one", endpoint="https://s3.example.gov/", region="cn-north-1")
    assert (place.bucket, place.prefix, place.endpoint) == ("press-office", "desk/one", "https://s3.example.gov")
    assert media_place("s3://press-office").prefix == ""


@pytest.mark.parametrize(
    "address",
    ["pictures", "", "ftp://example.gov/pictures", "s3://", "s3://Press", "s3://press/../other", "s3://press//x"],
)
def test_anything_else_is_no_place_for_pictures(address: str) -> None:
    with pytest.raises(Invalid):
        media_place(address)


@pytest.mark.parametrize(
    ("endpoint", "proxy"),
    [
        ("http://s3.example.gov", ""),
        ("s3.example.gov", ""),
        ("https://key:secret@s3.example.gov", ""),
        ("", "socks5://10.0.0.1:1080"),
    ],
)
def test_a_bucket_is_reached_with_encryption_and_without_secrets_in_its_address(endpoint: str, proxy: str) -> None:
    with pytest.raises(Invalid):
        media_place("s3://press", endpoint=endpoint, proxy=proxy)


def test_within_this_computer_a_bucket_may_be_plain() -> None:
    assert media_place("s3://press", endpoint="http://127.0.0.1:9000").endpoint == "http://127.0.0.1:9000"


def test_a_folder_has_no_endpoint() -> None:
    with pytest.raises(Invalid, match="no endpoint"):
        media_place("/srv/press", endpoint="https://s3.example.gov")


def test_a_place_is_the_same_after_it_was_kept() -> None:
    place = media_place("s3://press/one", endpoint="https://s3.example.gov", certificates="/etc/house.pem")
    assert place_from_json(place.as_json()) == place
    assert place_from_json({"of": "something else"}) is None
    assert place_from_json(None) is None


def test_the_key_of_a_bucket_is_one_line_and_never_shown() -> None:
    key = bucket_key(Secret(" AKIA:with:colons\n"))
    assert (key.access_key, key.secret_key.reveal()) == ("AKIA", "with:colons")
    assert "colons" not in repr(key)
    for wrong in ("", "AKIA", ":secret", "AKIA:"):
        with pytest.raises(Invalid):
            bucket_key(Secret(wrong))
