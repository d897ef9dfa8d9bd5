"""Record keys sort by time, stay the same for a delivery, and content ids are the SHA-256 of the bytes."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from editor_app.domain.identifiers import DeliveryKey, sha256
from editor_app.platforms.bluesky.addresses import (
    blob_cid,
    digest_of,
    is_link_of,
    is_of,
    made_at,
    post_uri,
    record_key,
    rkey_of,
)

NOW = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
KEY = DeliveryKey("0123456789abcdef")
TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")


def test_record_keys_are_valid_and_sort_as_the_parts_do() -> None:
    keys = [record_key(KEY, NOW, part) for part in range(1, 30)]
    assert all(TID.fullmatch(key) for key in keys)
    assert keys == sorted(set(keys))


def test_a_record_key_comes_from_key_and_time_alone() -> None:
    assert record_key(KEY, NOW, 1) == record_key(KEY, NOW, 1)
    assert record_key(KEY, NOW, 1) != record_key(DeliveryKey("0123456789abcdee"), NOW, 1)
    assert record_key(KEY, NOW, 1) < record_key(KEY, NOW + timedelta(seconds=1), 1)


def test_an_address_ends_in_its_record_key() -> None:
    assert rkey_of(post_uri("did:plc:x", "3k")) == "3k"


def test_the_content_id_of_bytes_is_the_one_that_a_pds_gave_them() -> None:
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100"
        "c9fe92ef0000000049454e44ae426082"
    )
    assert blob_cid(sha256(png)) == "bafkreifr76oi5i5hqc5nbgzunrbd2lioi2avsjuhtmmoqqozfa3wvfdgia"
    assert digest_of(blob_cid(sha256(png))) == sha256(png)


@pytest.mark.parametrize("cid", ["", "b", "bafyreiefpcy6ewfmjguc5gvxd2rhjtbiqnwukctsrw4ywuu4775um4y4ce", "Qm1", "b!!!"])
def test_what_is_no_content_id_of_a_blob_is_refused(cid: str) -> None:
    with pytest.raises(ValueError, match=r"content id|digit|padding|padded"):
        digest_of(cid)


def test_a_record_key_tells_its_time_and_whether_it_is_of_a_delivery() -> None:
    rkey = record_key(KEY, NOW, 1)
    assert made_at(rkey) == NOW + timedelta(microseconds=1)
    assert is_of(rkey, KEY)
    assert not is_of(rkey, DeliveryKey("f" * 16))
    assert (made_at("self"), made_at("1111111111111"), is_of("self", KEY)) == (None, None, False)


@pytest.mark.parametrize(
    ("url", "is_ours"),
    [
        ("https://bsky.app/profile/did:plc:x/post/3k", True),
        ("https://bsky.app/profile/office.test/post/3k/", True),
        ("https://bsky.app/profile/office.test/post/3k?ref=1", True),
        ("https://bsky.app/profile/office.test/post/3j", False),
        ("https://bsky.app/profile/did:plc:other/post/3k", False),
        ("https://bsky.app/profile/office.test", False),
        ("https://bsky.app/profile", False),
        ("https://bsky.app/", False),
    ],
)
def test_a_link_from_the_browser_is_that_of_a_post_by_its_end(url: str, is_ours: bool) -> None:  # noqa: FBT001 - pytest's
    assert is_link_of(url, "did:plc:x", "3k") is is_ours
