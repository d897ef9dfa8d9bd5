"""A secret that can't be printed by accident: the only form in which tokens and passphrases travel."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A token, passphrase or key; read it with `reveal()` at the last moment."""

    _value: str

    def reveal(self) -> str:
        """The secret itself: only for the call that needs it."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(***)"

    def __str__(self) -> str:
        return "***"

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return bool(self._value)
