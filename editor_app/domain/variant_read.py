"""What a reviewer without a seat read to its end: a variant by its content, and the sentences in which it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.canonical import canonical
from editor_app.domain.identifiers import AccountId, Digest, is_digest, sha256
from editor_app.domain.manifest_json import Fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from editor_app.domain.canonical import Json


@dataclass(frozen=True, slots=True)
class VariantRead:
    """One variant, read to its end; part of the signed decision of a proof stage."""

    account: AccountId
    content: Digest
    """Of what the account receives, as in `edition_account`."""
    sentences: Digest
    """Of the sentences in their order."""
    count: int
    """How many they are."""

    def as_json(self) -> Json:
        """As it stands in a statement."""
        return [self.account, self.content, self.sentences, self.count]


def variant_read_of(value: Json) -> VariantRead:
    """The reading that was written as that JSON.

    Raises:
        ValueError: another shape.
    """
    item = Fields(value)
    read = VariantRead(AccountId(item.text(0)), _digest(item.text(1)), _digest(item.text(2)), item.integer(3))
    if read.as_json() != value or read.count < 1:
        raise ValueError("not a reading to the end")
    return read


def sentences_digest(sentences: Sequence[str]) -> Digest:
    """By which one knows that the same sentences were read, each once and in their order."""
    return sha256(canonical(list(sentences)))


def _digest(text: str) -> Digest:
    if not is_digest(text):
        raise ValueError("not a digest")
    return Digest(text)
