"""Starts the program with keys that are cheap to open, for offices whose people sign in hundreds of times.

What a guess costs is kept with each sealed key, so that the program as it stands opens them as cheaply afterwards. The
true cost is held by tests/services/test_sealing.py, and paid by every office that tests make with `init` themselves.
"""

import sys

from editor_app.__main__ import main
from editor_app.services import sealing
from editor_app.storage import vault_wraps

if __name__ == "__main__":
    sealing.PRODUCTION = sealing.Cost(memory_kib=64, passes=1, lanes=1)
    vault_wraps.PRODUCTION = vault_wraps.Cost(memory_kib=64, passes=1, lanes=1)
    sys.exit(main())
