"""Private keys open with the right passphrase only, and six words stand for the public ones."""

import json

import pytest

from editor_app.domain.errors import Invalid, SignInFailed
from editor_app.domain.secrets import Secret
from editor_app.services import sealing
from editor_app.services.sealing import Cost, fingerprint, is_signature, new_keys, same_words, seal, unseal

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = Secret("stones by the quiet river")


def test_keys_come_back_with_their_passphrase() -> None:
    keys = new_keys()
    opened = unseal(keys.id, seal(keys, PASSPHRASE, CHEAP), PASSPHRASE, keys.public)
    assert (opened.signing, opened.box, opened.id) == (keys.signing, keys.box, keys.id)


def test_a_wrong_passphrase_opens_nothing() -> None:
    keys = new_keys()
    with pytest.raises(SignInFailed):
        unseal(keys.id, seal(keys, PASSPHRASE, CHEAP), Secret("stones by the quick river"), keys.public)


def test_sealed_keys_are_bound_to_their_public_key() -> None:
    keys = new_keys()
    with pytest.raises(SignInFailed):
        unseal(keys.id, seal(keys, PASSPHRASE, CHEAP), PASSPHRASE, new_keys().public)


def test_a_full_width_passphrase_is_the_same_as_a_half_width_one() -> None:
    keys = new_keys()
    sealed = seal(keys, Secret("ｓtones ｂy the river"), CHEAP)
    assert unseal(keys.id, sealed, Secret("stones by the river"), keys.public).signing == keys.signing


def test_a_sealed_key_may_not_ask_for_all_the_memory_there_is() -> None:
    keys = new_keys()
    fields = json.loads(seal(keys, PASSPHRASE, CHEAP)) | {"memory_kib": 2**30}
    sealed = json.dumps(fields, separators=(",", ":"), sort_keys=True).encode()
    with pytest.raises(SignInFailed):
        unseal(keys.id, sealed, PASSPHRASE, keys.public)


def test_production_derives_over_at_least_64_mebibytes() -> None:
    assert sealing.PRODUCTION.memory_kib >= 64 * 1024


@pytest.mark.parametrize("plain", ["", "short", "aaaaaaaaaaaaaaaa"])
def test_a_plain_passphrase_is_not_taken(plain: str) -> None:
    with pytest.raises(Invalid):
        sealing.require_strong(Secret(plain))


def test_only_the_holder_of_the_key_signs() -> None:
    keys, other = new_keys(), new_keys()
    signature = keys.sign(b"an edition")
    assert is_signature(keys.public, signature, b"an edition")
    assert not is_signature(keys.public, signature, b"another edition")
    assert not is_signature(other.public, signature, b"an edition")
    assert not is_signature(b"short", signature, b"an edition")


def test_a_key_shows_nothing_of_itself_when_it_is_printed() -> None:
    keys = new_keys()
    assert keys.signing.hex() not in f"{keys!r} {keys}"


def test_six_words_cover_both_public_keys() -> None:
    keys, other = new_keys(), new_keys()
    words = fingerprint(keys.public, keys.box_public)
    assert len(words) == 6
    assert words == fingerprint(keys.public, keys.box_public)
    assert words != fingerprint(keys.public, other.box_public)
    assert words != fingerprint(other.public, keys.box_public)


def test_there_are_256_different_words() -> None:
    words = sealing._words()
    assert len(set(words)) == len(words) == 256


def test_words_are_the_same_however_they_are_typed() -> None:
    wanted = ("acid", "able", "actor", "agent", "album", "amber")
    assert same_words(["Acid,able", " actor", "AGENT", "album，amber"], wanted)
    assert not same_words(["acid", "able", "actor", "agent", "album"], wanted)
    assert not same_words(["able", "acid", "actor", "agent", "album", "amber"], wanted)
