"""Keys that are cheap to open, for offices whose people sign in hundreds of times.

Run as a script it starts the program so. What a guess costs is kept with each sealed key, so that the program as it
stands opens them as cheaply afterwards. The true cost is held by tests/services/test_sealing.py, and paid by every
office that a test makes with the program's own `init`.
"""

import sys

import pytest

from editor_app.__main__ import main
from editor_app.services import sealing
from editor_app.storage import vault_wraps


def pay_little(patch: pytest.MonkeyPatch) -> None:
    """Until the test ends, this process makes and opens keys at next to no cost, whatever is written beside them."""
    from argon2 import low_level

    true = low_level.hash_secret_raw

    def cheaper(secret: bytes, salt: bytes, *_cost: int, hash_len: int = 32, **_more: object) -> bytes:
        return true(secret, salt, time_cost=1, memory_cost=64, parallelism=1, hash_len=hash_len, type=low_level.Type.ID)

    patch.setattr(low_level, "hash_secret_raw", cheaper)


if __name__ == "__main__":
    sealing.PRODUCTION = sealing.Cost(memory_kib=64, passes=1, lanes=1)
    vault_wraps.PRODUCTION = vault_wraps.Cost(memory_kib=64, passes=1, lanes=1)
    sys.exit(main())
